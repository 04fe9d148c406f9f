#include "text/small_words.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_map>

namespace ebb {
namespace {

enum class Pronoun : std::uint8_t { kNone, kFirst, kSecond, kFirstPlural };

constexpr unsigned Bit(SmallWords kind) { return 1u << static_cast<unsigned>(kind); }

struct Entry {
  unsigned classes = 0;
  Pronoun pronoun = Pronoun::kNone;
};

struct Row {
  SmallWords kind;
  Pronoun pronoun;
  std::string_view words;  // parted by blanks
};

// Closed classes of everyday English, and how they are typed.
constexpr Row kRows[] = {
    {SmallWords::kPersonal, Pronoun::kFirst, "i me my mine myself im ive"},
    {SmallWords::kPersonal, Pronoun::kSecond,
     "you your yours yourself yourselves u ur ya youre youve youll"},
    {SmallWords::kPersonal, Pronoun::kFirstPlural, "we us our ours ourselves weve"},
    {SmallWords::kPersonal, Pronoun::kNone,
     "he him his himself she her hers herself they them their theirs themselves hes shes theyre "
     "theyve em"},
    {SmallWords::kImpersonal, Pronoun::kNone,
     "it its itself this that these those what whats which who whos whom whose something someone "
     "somebody anything anyone anybody everything everyone everybody nothing nobody thats one "
     "other others stuff thing things"},
    {SmallWords::kArticles, Pronoun::kNone, "a an the"},
    {SmallWords::kAuxiliaries, Pronoun::kNone,
     "am is are was were be been being have has had having do does did doing will would shall "
     "should can could may might must ought im ive youre youve youll weve hes shes theyre theyve "
     "thats whats whos gonna gotta wont cant dont didnt doesnt isnt arent wasnt werent havent "
     "hasnt hadnt wouldnt shouldnt couldnt cannot let lets"},
    {SmallWords::kAdverbs, Pronoun::kNone,
     "very just really so too also still again already now then there here even only ever maybe "
     "perhaps quite rather almost always often sometimes soon away back yet well actually "
     "probably how when where why"},
    {SmallWords::kPrepositions, Pronoun::kNone,
     "about above across after against along among around at before behind below beside between "
     "beyond by down during for from in inside into near of off on onto out over past since "
     "through to toward towards under until till up upon with within without like"},
    {SmallWords::kConjunctions, Pronoun::kNone,
     "and or but nor because cause cos cuz if although though while whereas unless as than "
     "whether plus"},
    {SmallWords::kNegations, Pronoun::kNone,
     "no not never none nothing nobody nowhere neither nor nope nah without cannot cant dont wont "
     "didnt doesnt isnt arent wasnt werent havent hasnt hadnt wouldnt shouldnt couldnt aint"},
    {SmallWords::kQuantifiers, Pronoun::kNone,
     "all any both each every few fewer little less least lot lots many more most much several "
     "some enough plenty half bit whole couple another"},
};

class Table {
 public:
  Table() {
    for (const Row& row : kRows) {
      for (std::size_t at = 0; at < row.words.size();) {
        const std::size_t end = std::min(row.words.find(' ', at), row.words.size());
        Entry& entry = entries_[std::string(row.words.substr(at, end - at))];
        entry.classes |= Bit(row.kind);
        if (row.pronoun != Pronoun::kNone) entry.pronoun = row.pronoun;
        at = end + 1;
      }
    }
  }

  // "we're" is not "were", nor "it's" "its": what stands before the apostrophe is looked up where a
  // verb stands behind it, and "don't" and the like as one word.
  Entry Find(const std::string& word, std::size_t apostrophe) const {
    if (apostrophe > 0 && IsVerb(std::string_view(word).substr(apostrophe))) {
      const Entry* base = Lookup(word.substr(0, apostrophe));
      if (base == nullptr || (base->classes & kHosts) == 0) return {};
      return {base->classes | Bit(SmallWords::kAuxiliaries), base->pronoun};
    }
    const Entry* whole = Lookup(word);
    return whole == nullptr ? Entry{} : *whole;
  }

 private:
  // What "'s" and "'ll" behind it make a verb, not a genitive.
  static constexpr unsigned kHosts =
      Bit(SmallWords::kPersonal) | Bit(SmallWords::kImpersonal) | Bit(SmallWords::kAdverbs);
  static bool IsVerb(std::string_view ending) {
    constexpr std::string_view kVerbs[] = {"m", "re", "ve", "ll", "d", "s"};
    return std::find(std::begin(kVerbs), std::end(kVerbs), ending) != std::end(kVerbs);
  }
  const Entry* Lookup(const std::string& word) const {
    const auto at = entries_.find(word);
    return at == entries_.end() ? nullptr : &at->second;
  }
  std::unordered_map<std::string, Entry> entries_;
};

void Raise(std::uint8_t* count) {
  if (*count < 255) ++*count;
}

class Counter {
 public:
  void Letter(char c) { word_ += c; }
  void Apostrophe() {
    if (!word_.empty() && apostrophe_ == 0) apostrophe_ = word_.size();
  }
  void EndWord() {
    if (!word_.empty()) Count();
    word_.clear();
    apostrophe_ = 0;
  }
  const StyleCounts& counts() const { return counts_; }

 private:
  void Count() {
    static const Table table;
    if (counts_.words < 65535) ++counts_.words;
    const Entry entry = table.Find(word_, apostrophe_);
    for (int kind = 0; kind < kSmallWordClasses; ++kind) {
      if ((entry.classes >> kind & 1u) != 0) {
        Raise(&counts_.classes[static_cast<std::size_t>(kind)]);
      }
    }
    if (entry.pronoun == Pronoun::kFirst) Raise(&counts_.i);
    if (entry.pronoun == Pronoun::kSecond) Raise(&counts_.you);
    if (entry.pronoun == Pronoun::kFirstPlural) Raise(&counts_.we);
  }

  StyleCounts counts_;
  std::string word_;
  std::size_t apostrophe_ = 0;  // place in word_ behind which it stood; 0 = none
};

bool IsLetterOrDigit(char c) {
  const auto u = static_cast<unsigned char>(c);
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || u >= 0x80;
}

}  // namespace

StyleCounts CountSmallWords(std::string_view text) {
  constexpr std::string_view kCurly = "\u2019";
  Counter counter;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at] >= 'A' && text[at] <= 'Z' ? static_cast<char>(text[at] + 32) : text[at];
    if (c == '\'') {
      counter.Apostrophe();
    } else if (text.substr(at).starts_with(kCurly)) {
      counter.Apostrophe();
      at += kCurly.size() - 1;
    } else if (IsLetterOrDigit(c)) {
      counter.Letter(c);
    } else {
      counter.EndWord();
    }
  }
  counter.EndWord();
  return counter.counts();
}

}  // namespace ebb
