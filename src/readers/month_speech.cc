#include "readers/month_speech.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "base/ascii.h"
#include "readers/month_names.h"

namespace ebb {
namespace {

enum Language : std::uint8_t { kCroatian = 1, kPolish = 2, kCzech = 4 };

struct ContestedMonth {
  std::string_view word;
  int croatian, polish, czech;  // 0: no month there
};
constexpr ContestedMonth kContested[] = {{"lip", 6, 7, 0},
                                         {"lis", 10, 11, 11},
                                         {"srp", 7, 0, 8},
                                         {"listopad", 10, 11, 11},
                                         {"listopada", 10, 11, 0}};

// The other names, whole, declined and short, that not all three languages have.
struct LanguageMonths {
  Language language;
  std::string_view words;  // blanks around each
};
constexpr LanguageMonths kOwnMonths[] = {
    {kCroatian,
     " sij velj o\u017eu tra svi kol ruj stu pro sije\u010danj sije\u010dnja velja\u010da "
     "velja\u010de o\u017eujak o\u017eujka travanj travnja svibanj svibnja lipanj lipnja srpanj "
     "srpnja kolovoz kolovoza rujan rujna studeni studenoga prosinac prosinca "},
    {kPolish,
     " sty lut mar kwi cze sie wrz pa\u017a gru stycze\u0144 stycznia luty lutego marzec marca "
     "kwiecie\u0144 kwietnia maj maja czerwiec czerwca lipiec lipca sierpie\u0144 sierpnia "
     "wrzesie\u0144 wrze\u015bnia pa\u017adziernik pa\u017adziernika grudzie\u0144 grudnia "},
    {kCzech,
     " led \u00fano b\u0159e dub kv\u011b \u010dvn \u010dvc z\u00e1\u0159 \u0159\u00edj pro leden "
     "ledna \u00fanor \u00fanora b\u0159ezen b\u0159ezna duben dubna kv\u011bten kv\u011btna "
     "\u010derven \u010dervna \u010dervenec \u010dervence srpen srpna z\u00e1\u0159\u00ed "
     "\u0159\u00edjen \u0159\u00edjna listopadu prosinec prosince "
     "\u00dano \u00danor \u00danora \u010cvn \u010cvc \u010cerven \u010cervna \u010cervenec "
     "\u010cervence \u0158\u00edj \u0158\u00edjen \u0158\u00edjna "}};

const ContestedMonth* FindContested(std::string_view word) {
  const auto* found =
      std::find_if(std::begin(kContested), std::end(kContested),
                   [word](const ContestedMonth& month) { return month.word == word; });
  return found == std::end(kContested) ? nullptr : found;
}

std::uint8_t LanguagesOf(std::string_view word) {
  std::uint8_t languages = 0;
  if (const ContestedMonth* contested = FindContested(word)) {
    if (contested->croatian > 0) languages |= kCroatian;
    if (contested->polish > 0) languages |= kPolish;
    if (contested->czech > 0) languages |= kCzech;
    return languages;
  }
  const std::string bounded = ' ' + std::string(word) + ' ';
  for (const LanguageMonths& own : kOwnMonths) {
    if (own.words.find(bounded) != own.words.npos) languages |= own.language;
  }
  return languages;
}

// "lis", "lip", "srp" as a word, and "listopad...", in any case.
bool IsContestedAt(std::string_view text, std::size_t at) {
  if (at > 0 && IsNameByte(text[at - 1])) return false;
  char begin[4] = {};
  for (std::size_t i = 0; i < 4; ++i) begin[i] = static_cast<char>(text[at + i] | 0x20);
  const std::string_view word(begin, 3);
  if (word != "lis" && word != "lip" && word != "srp") return false;
  return !IsNameByte(text[at + 3]) || (word == "lis" && begin[3] == 't');
}

}  // namespace

void MonthSpeech::Add(std::string_view word) { languages_ &= LanguagesOf(word); }

int MonthSpeech::MonthOf(std::string_view word) const {
  const ContestedMonth* contested = FindContested(word);
  if (contested == nullptr) return MonthOfAnyName(word);
  int month = 0;
  const auto take = [&](Language language, int meant) {
    if ((languages_ & language) == 0 || meant == 0) return true;
    if (month != 0 && month != meant) return false;
    month = meant;
    return true;
  };
  const bool agreed = take(kCroatian, contested->croatian) && take(kPolish, contested->polish) &&
                      take(kCzech, contested->czech);
  return agreed ? month : 0;
}

bool MonthSpeech::IsContested(std::string_view word) { return FindContested(word) != nullptr; }

Result<bool> MayNameContestedMonths(Source& source) {
  constexpr std::size_t kWindow = std::size_t{256} * 1024, kWord = 4;
  if (Status start = source.Seek(0); !start) return start.error();
  std::string window(kWindow, '\0');
  std::size_t used = 0;
  for (;;) {
    const Result<std::size_t> n = source.Read(window.data() + used, kWindow - used);
    if (!n) return n.error();
    const std::size_t size = used + *n;
    const std::string_view text(window.data(), size);
    for (std::size_t at = 0; at + kWord <= size; ++at) {
      const char c = static_cast<char>(text[at] | 0x20);
      if ((c == 'l' || c == 's') && IsContestedAt(text, at)) return true;
    }
    if (*n == 0) return false;
    used = std::min(size, kWord);  // and the byte before a word that begins at the end
    window.replace(0, used, window, size - used, used);
  }
}

}  // namespace ebb
