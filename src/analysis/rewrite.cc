#include "analysis/rewrite.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::size_t kFewestDigits = 4;

// Names that are everyday words as well, in lower case.
constexpr std::array<std::string_view, 31> kEverydayNames = {
    "april", "art",   "august", "bill",   "chance", "charity", "chase", "dawn",
    "daisy", "faith", "frank",  "grace",  "grant",  "guy",     "happy", "hope",
    "joy",   "june",  "junior", "mark",   "may",    "mercy",   "rich",  "rob",
    "rose",  "sky",   "sue",    "summer", "sunny",  "will",    "young"};

struct Letter {
  char32_t folded = 0;
  std::uint32_t begin = 0;  // byte in the text
  bool word = false;        // letter, mark or digit
  bool spaced = false;      // of a script that puts blanks between words
  bool upper = false;
};

// Scripts whose words touch, or whose names take endings without a mark.
bool RunsOn(UChar32 c) {
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(c, &error)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return false;
  }
}

std::vector<Letter> Letters(std::string_view text) {
  std::vector<Letter> out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    Letter letter;
    letter.begin = static_cast<std::uint32_t>(at);
    const auto c = static_cast<UChar32>(NextCodePoint(text, &at));
    letter.folded = static_cast<char32_t>(u_foldCase(c, U_FOLD_CASE_DEFAULT));
    letter.word =
        u_isalnum(c) || u_getIntPropertyValue(c, UCHAR_GENERAL_CATEGORY) == U_NON_SPACING_MARK;
    letter.spaced = letter.word && !RunsOn(c);
    letter.upper = u_isupper(c);
    out.push_back(letter);
  }
  return out;
}

std::u32string Fold(std::string_view text) {
  std::u32string out;
  for (const Letter& letter : Letters(text)) out += letter.folded;
  return out;
}

// Letters and digits as runs; a name of signs and emoji is one piece.
std::vector<std::string_view> WordsOf(std::string_view name) {
  std::vector<std::string_view> out;
  const std::vector<Letter> letters = Letters(name);
  for (std::size_t i = 0; i < letters.size();) {
    if (!letters[i].word) {
      ++i;
      continue;
    }
    const std::size_t first = i;
    while (i < letters.size() && letters[i].word) ++i;
    const std::size_t end = i < letters.size() ? letters[i].begin : name.size();
    out.push_back(name.substr(letters[first].begin, end - letters[first].begin));
  }
  return out;
}

// The blank-delimited piece that begins at `at`.
std::string_view PieceAt(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && !IsSpace(text[end])) ++end;
  return text.substr(at, end - at);
}

bool IsLink(std::string_view piece) {
  const std::string lower = LowerAscii(piece);
  return lower.find("://") != std::string::npos || StartsWith(lower, "www.") ||
         lower.find(".com") != std::string::npos;
}

bool IsAddress(std::string_view piece) {
  const std::size_t at = piece.find('@');
  return at != std::string_view::npos && at > 0 && piece.find('.', at) != std::string_view::npos;
}

// End of a run of digits that may be broken by single blanks, dashes, dots, slashes or brackets.
std::size_t NumberEnd(std::string_view text, std::size_t begin, std::size_t* digits) {
  std::size_t end = begin;
  for (std::size_t i = begin; i < text.size(); ++i) {
    if (IsDigit(text[i])) {
      ++*digits;
      end = i + 1;
    } else if (std::string_view(" -./()").find(text[i]) == std::string_view::npos || i > end + 1) {
      break;
    }
  }
  return end;
}

// Words of contact names that name nobody by themselves ("My Love", "Sam from work").
constexpr std::array<std::string_view, 46> kNoNames = {
    "the",       "my",         "mr",      "mrs",   "ms",     "dr",    "love",    "babe",
    "baby",      "honey",      "dear",    "sweet", "heart",  "hubby", "husband", "wife",
    "wifey",     "mum",        "mom",     "dad",   "mama",   "papa",  "bf",      "gf",
    "boyfriend", "girlfriend", "partner", "ex",    "friend", "boy",   "girl",    "man",
    "from",      "of",         "and",     "at",    "to",     "new",   "old",     "work",
    "home",      "mobile",     "cell",    "phone", "number", "user"};

bool Contains(const auto& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// True if a word of a name may be replaced wherever it stands: no initial, number or everyday word.
bool TellsWho(std::string_view word) {
  if (Fold(word).size() < 2 || Contains(kNoNames, LowerAscii(word))) return false;
  return !std::all_of(word.begin(), word.end(), IsDigit);
}

// True if a word goes on from letters[i - 1] to letters[i].
bool Joined(const std::vector<Letter>& letters, std::size_t i) {
  return i > 0 && i < letters.size() && letters[i - 1].spaced && letters[i].spaced;
}

// Where the name that begins at letters[i] ends, an s of possession included; 0 if it is not there.
std::size_t NameEnd(const std::vector<Letter>& letters, std::size_t i, const std::u32string& name,
                    bool capital_only) {
  const std::size_t end = i + name.size();
  if (end > letters.size() || Joined(letters, i) || (capital_only && !letters[i].upper)) return 0;
  for (std::size_t k = 0; k < name.size(); ++k) {
    if (letters[i + k].folded != name[k]) return 0;
  }
  if (!Joined(letters, end)) return end;
  const bool owned = letters[end].folded == U's' && !Joined(letters, end + 1) && name.size() > 2;
  return owned ? end + 1 : 0;
}

}  // namespace

std::string ApplyReplacements(std::string_view text, const std::vector<Replacement>& changes,
                              TextRange* marked) {
  std::string out;
  std::size_t at = 0;
  TextRange moved = *marked;
  for (const Replacement& change : changes) {
    out += text.substr(at, change.range.begin - at);
    const auto new_begin = static_cast<std::uint32_t>(out.size());
    out += change.text;
    const auto new_end = static_cast<std::uint32_t>(out.size());
    const auto shift = [&](std::uint32_t old, std::uint32_t inside) {
      if (old >= change.range.end) return new_end + (old - change.range.end);
      return old > change.range.begin ? inside : new_begin - (change.range.begin - old);
    };
    if (marked->begin >= change.range.begin) moved.begin = shift(marked->begin, new_begin);
    if (marked->end > change.range.begin) moved.end = shift(marked->end, new_end);
    at = change.range.end;
  }
  out += text.substr(at);
  *marked = moved;
  return out;
}

std::vector<Replacement> FindPrivateNumbers(std::string_view text) {
  std::vector<Replacement> out;
  const auto add = [&out](std::size_t begin, std::size_t end, const char* shown) {
    out.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, shown});
  };
  for (std::size_t i = 0; i < text.size();) {
    if (IsSpace(text[i])) {
      ++i;
      continue;
    }
    const bool starts = i == 0 || IsSpace(text[i - 1]);
    const std::string_view piece = starts ? PieceAt(text, i) : std::string_view();
    if (IsLink(piece) || IsAddress(piece)) {
      add(i, i + piece.size(), IsAddress(piece) && !IsLink(piece) ? "[e-mail]" : "[link]");
      i += piece.size();
      continue;
    }
    std::size_t digits = 0;
    const std::size_t end = IsDigit(text[i]) ? NumberEnd(text, i, &digits) : i;
    if (digits >= kFewestDigits) add(i, end, "[number]");
    i = std::max(end, i + 1);
  }
  return out;
}

void Pseudonyms::Add(std::string_view name, const std::string& shown) {
  AddEntry(Trim(name), shown);
  for (const std::string_view word : WordsOf(name)) {
    if (TellsWho(word)) AddEntry(word, shown);
  }
}

void Pseudonyms::AddEntry(std::string_view words, const std::string& shown) {
  Entry entry{Fold(words), shown, false};
  if (entry.folded.empty()) return;
  const std::string lower = LowerAscii(words);
  entry.capital_only = entry.folded.size() == 1 || Contains(kEverydayNames, lower);
  std::vector<Entry>& entries = by_first_[entry.folded.front()];
  for (const Entry& other : entries) {
    if (other.folded == entry.folded) return;  // the first of that name keeps it
  }
  const auto place = std::find_if(entries.begin(), entries.end(), [&](const Entry& other) {
    return other.folded.size() < entry.folded.size();
  });
  entries.insert(place, std::move(entry));
}

std::vector<Replacement> Pseudonyms::Find(std::string_view text) const {
  std::vector<Replacement> out;
  if (empty()) return out;
  const std::vector<Letter> letters = Letters(text);
  const auto byte_of = [&](std::size_t i) {
    return static_cast<std::uint32_t>(i < letters.size() ? letters[i].begin : text.size());
  };
  for (std::size_t i = 0; i < letters.size();) {
    std::size_t end = 0;
    const Entry* found = nullptr;
    if (const auto entries = by_first_.find(letters[i].folded); entries != by_first_.end()) {
      for (const Entry& entry : entries->second) {
        end = NameEnd(letters, i, entry.folded, entry.capital_only);
        if (end != 0) found = &entry;
        if (end != 0) break;
      }
    }
    if (found == nullptr) {
      ++i;
      continue;
    }
    const bool owned = end - i > found->folded.size();  // "sams phone"
    out.push_back({{byte_of(i), byte_of(end)}, found->shown + (owned ? "'s" : "")});
    i = end;
  }
  return out;
}

}  // namespace ebb
