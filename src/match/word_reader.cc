#include "match/word_reader.h"

#include <algorithm>
#include <string>

#include "match/triggers.h"
#include "text/fold.h"

namespace ebb {
namespace {

constexpr std::uint32_t kEnglishList = 1;

char LowerOf(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Cheap test before the costly foldings: could the word be stretched, or written laughter?
bool HasRun(std::string_view word) {
  for (std::size_t i = 2; i < word.size(); ++i) {
    const char c = LowerOf(word[i]);
    if (c == LowerOf(word[i - 1]) && c == LowerOf(word[i - 2])) return true;
  }
  return false;
}

// Does it begin like written laughter: haha, jaja, bahah, hehe, ahah, lolol, lmao, mwahah?
bool MayBeLaughter(std::string_view word) {
  if (word.size() < 3) return false;
  const char a = LowerOf(word[0]), b = LowerOf(word[1]), c = LowerOf(word[2]);
  const bool repeats = c == a || c == b;
  if (b == 'a') return ((a == 'h' || a == 'j') && repeats) || (a == 'b' && c == 'h');
  if (a == 'h') return b == 'e' && repeats;
  if (a == 'a') return b == 'h' && repeats;
  if (a == 'l') return b == 'm' || (b == 'o' && repeats);
  return a == 'm' && b == 'w';
}

// The spelling of a word that is not in the vocabulary as written: stretched, or laughter.
std::uint32_t StretchedSpelling(const Program& program, std::string_view word, bool may_run) {
  const bool run = may_run && HasRun(word);
  if (!run && !MayBeLaughter(word)) return 0;
  const std::string folded = FoldWord(word);
  const std::string_view laughter = CanonicalLaughter(folded);
  if (!laughter.empty()) return program.SpellingOf(KeyOfFolded(laughter));
  if (!run) return 0;
  for (const std::string& shorter : Unstretched(folded)) {
    const std::uint32_t spelling = program.SpellingOf(KeyOfFolded(shorter));
    if (spelling != 0) return spelling;
  }
  return 0;
}

std::uint16_t StemOf(WordKey key) {
  // A plural or third-person s is cut from words that are their own key.
  if (key >> 63 == 0) {
    int last = 7;
    while (last > 0 && (key >> (8 * last) & 0xff) == 0) --last;
    if (last >= 4 && (key >> (8 * last) & 0xff) == 's') key &= ~(std::uint64_t{0xff} << (8 * last));
  }
  return static_cast<std::uint16_t>(MixKey(key, 17) >> 48 | 1);
}

// The two longest words that no language list holds; ties go to the later one.
struct LongestWords {
  std::uint64_t first = 0, second = 0;  // length << 32 | word

  void Offer(std::uint64_t length, std::uint32_t word, bool fit) {
    constexpr std::uint64_t kShortest = 4;  // letters of a word that may stand for a topic
    const std::uint64_t candidate = fit && length >= kShortest ? length << 32 | word : 0;
    second = std::max(second, std::min(first, candidate));
    first = std::max(first, candidate);
  }
};

// What the word lists say of a message.
struct ListCount {
  std::uint32_t features = 0;
  std::uint32_t english = 0, other = 0;
  LongestWords longest;

  void Add(const Spelling& spelling, std::uint64_t length, std::uint32_t word, bool fit) {
    features |= spelling.features;
    const std::uint32_t language = spelling.features >> kLanguageShift;
    english += language == kEnglishList ? 1 : 0;
    other += language > kEnglishList ? 1 : 0;
    longest.Offer(length, word, fit && language == 0);
  }
  std::uint32_t Features(std::uint64_t words, std::uint64_t foreign_words) const {
    return (features & kFeatureMask) | LanguageFeature(words, foreign_words);
  }

 private:
  std::uint32_t LanguageFeature(std::uint64_t words, std::uint64_t foreign_words) const {
    constexpr unsigned kEnough = 4;  // words; shorter messages say nothing
    if (words < kEnough) return 0;
    if (foreign_words * 2 > words) return kOtherLanguage;
    if (english == 0 && other == 0) return 0;
    return english >= other ? kEnglish : kOtherLanguage;
  }
};

bool Shouts(const PlainWords& words, std::string_view text) {
  if (!words.inner_capital()) return false;
  bool last = false;
  for (std::uint32_t i = 0; i < words.count(); ++i) {
    const bool capitals = AllCapitals(words[i].of(text));
    if (capitals && last) return true;
    last = capitals;
  }
  return false;
}

// Features that come from punctuation and shape, not from word lists.
std::uint32_t ShapeOf(const PlainWords& words, std::string_view text) {
  std::uint32_t features = 0;
  if (words.question()) features |= kQuestion;
  if (words.mark_run() || Shouts(words, text)) features |= kShouting;
  if (EndsInPeriod(text)) features |= kFinalPeriod;
  if (words.count() <= kWholeWords) features |= kMinimal;
  return features;
}

std::uint32_t ShapeOf(const MessageView& view) {
  std::uint32_t features = 0;
  const Buffer<Token>& tokens = view.tokens.list;
  std::uint8_t breaks = view.tokens.after;
  unsigned capitals = 0;
  bool shouting = false;
  for (const Token& token : tokens) {
    breaks |= token.before;
    capitals = token.capitals ? capitals + 1 : 0;
    shouting = shouting || capitals >= 2;
  }
  if ((breaks & kBreakQuestion) != 0) features |= kQuestion;
  if (shouting || (breaks & kBreakRun) != 0) features |= kShouting;
  if (view.tokens.final_period) features |= kFinalPeriod;
  if (view.tokens.link) features |= kLink;
  if (view.written_words <= kWholeWords && !view.tokens.link) features |= kMinimal;
  if (view.written_words == 0 && !tokens.empty()) features |= kEmojiOnly;
  return features;
}

// Writes canonical words one by one.
class CanonWriter {
 public:
  CanonWriter(const Program& program, Buffer<Canon>* canon) : program_(program), canon_(canon) {
    canon->clear();
  }
  void Add(std::uint32_t spelling, std::uint32_t token, std::uint8_t before, bool emoji,
           bool number) {
    const SpellingInfo& info = program_.spelling_info[spelling];
    canon_->Reserve(info.count);
    for (std::uint32_t i = 0; i < info.count; ++i) {
      canon_->AddUnchecked({program_.expansions[info.words + i], token,
                            i == 0 ? before : std::uint8_t{0}, emoji, number});
    }
  }

 private:
  const Program& program_;
  Buffer<Canon>* canon_;
};

void AddWordScore(const WordScore& score, ScoreSum* sum) {
  for (std::size_t i = 0; i < kScores; ++i) {
    (*sum)[i] = (*sum)[i] + score.weights[i];
  }
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

constexpr std::uint64_t kPairNoted = std::uint64_t{1} << 32;

// Reads the triggers that the loop over plain words noted.
class MetReader {
 public:
  MetReader(const Program& program, const MessageView& view)
      : program_(program), view_(view), met_(program.needs[0]) {}

  // Adds the weights of pairs to *scores.
  Triggered Read(const Buffer<std::uint64_t>& noted, ScoreSum* scores) {
    for (const std::uint64_t entry : noted) {
      const auto low = static_cast<std::uint32_t>(entry);
      if ((entry & kPairNoted) == 0) {
        Join(program_.spelling_info[low].needs);
      } else if (BitSet(program_.trigger_pairs, TriggerHash(low))) {
        Join(NeedsOfPair(program_.pair_needs, low));
        AddPairScore(program_, low, scores);
      }
    }
    if (view_.written_words <= kWholeWords) ReadWhole();
    return TriggeredBy(met_);
  }

 private:
  // What counts only in a message this short.
  void ReadWhole() {
    WordId last = 0;
    for (const std::uint32_t number : view_.spellings) {
      const Spelling& spelling = program_.spellings[number];
      Join(program_.spelling_info[number].whole_needs);
      Join(NeedsOfPair(program_.whole_pair_needs, PairNeeds::PairOf(last, spelling.first)));
      last = spelling.last;
    }
  }
  void Join(std::uint32_t needs) {
    if (needs != 0) JoinNeeds(program_.needs[needs], &met_);
  }

  const Program& program_;
  const MessageView& view_;
  Needs met_;
};

}  // namespace

void WordReader::ReadPlain(const Program& program, const PlainWords& words, MessageView* view,
                           MessageFacts* facts) {
  const std::uint32_t count = words.count();
  const std::string_view text(words.bytes(), words.size());
  view->spellings.clear();
  view->spellings.Reserve(count);
  met_.clear();
  met_.Reserve(2 * std::size_t{count} + 2);
  std::uint64_t* const met = met_.data();
  std::size_t noted = 0;
  ListCount lists;
  WordId last = kStartWord;
  std::uint64_t next = program.start_next[0];
  ScoreSum scores{};
  const WordScore* const weights = program.spelling_scores.data();
  for (std::uint32_t i = 0; i < count; ++i) {
    bool apostrophe = false;
    std::uint32_t number = program.SpellingOf(words.KeyOf(i, &apostrophe));
    if (number == 0) number = StretchedSpelling(program, words[i].of(text), words.letter_run());
    if (apostrophe && (program.spellings[number].flags & kSpellingOther) != 0) {
      number = program.spelling_info[number].other;
    }
    view->spellings.AddUnchecked(number);
    if (weights != nullptr) AddWordScore(weights[number], &scores);
    const Spelling& spelling = program.spellings[number];
    lists.Add(spelling, words[i].size(), i, !IsDigit(text[words[i].begin]));
    met[noted] = number;
    noted += spelling.flags & kSpellingNeeds;
    met[noted] = kPairNoted | PairNeeds::PairOf(last, spelling.first);
    noted += next >> spelling.next_bit & 1;
    last = spelling.last;
    next = spelling.next;
  }
  met[noted] = kPairNoted | PairNeeds::PairOf(last, kEndWord);
  noted += next >> NextBit(kEndWord) & 1;
  met_.SetSize(noted);
  view->scores = scores;
  view->text_end = count == 0 ? 0 : words[count - 1].end;
  view->words = view->written_words = count;
  view->features = lists.Features(count, 0) | ShapeOf(words, text);
  const auto stem = [&](std::uint64_t found) {
    bool apostrophe = false;
    return found == 0 ? std::uint16_t{0}
                      : StemOf(words.KeyOf(static_cast<std::uint32_t>(found), &apostrophe));
  };
  facts->stems[0] = stem(lists.longest.first);
  facts->stems[1] = stem(lists.longest.second);
  const Triggered triggered = MetReader(program, *view).Read(met_, &view->scores);
  if (!words.digits()) {
    view->triggered = triggered;
    return;
  }
  // Numbers stand for a class of their own: rare enough to take the slow way.
  WriteCanon(program, words, view);
  view->triggered = FindTriggers(program, *view);
}

void WordReader::ReadTokens(const Program& program, MessageView* view, MessageFacts* facts) {
  const Buffer<Token>& tokens = view->tokens.list;
  view->words = view->tokens.words;
  view->written_words = static_cast<std::uint32_t>(tokens.size()) - view->tokens.emoji;
  CanonWriter writer(program, &view->canon);
  ListCount lists;
  WordId last = kStartWord;
  view->scores = {};
  view->text_end = tokens.empty() ? 0 : tokens[tokens.size() - 1].range.end;
  for (std::uint32_t t = 0; t < tokens.size(); ++t) {
    const Token& token = tokens[t];
    std::uint32_t spelling = program.SpellingOf(token.key);
    if (spelling == 0 && !token.emoji) {
      spelling = StretchedSpelling(program, token.range.of(view->text), true);
    }
    if (token.apostrophe && (program.spellings[spelling].flags & kSpellingOther) != 0) {
      spelling = program.spelling_info[spelling].other;
    }
    const bool number = IsDigit(view->text[token.range.begin]) && !token.emoji;
    writer.Add(spelling, t, token.before, token.emoji, number);
    lists.Add(program.spellings[spelling], token.range.size(), t, !number && !token.emoji);
    if (program.spelling_scores.size() == 0) continue;
    AddWordScore(program.spelling_scores[spelling], &view->scores);
    AddPairScore(program, PairNeeds::PairOf(last, program.spellings[spelling].first),
                 &view->scores);
    last = program.spellings[spelling].last;
  }
  if (!tokens.empty()) AddPairScore(program, PairNeeds::PairOf(last, kEndWord), &view->scores);
  view->features = lists.Features(view->words, view->tokens.foreign_words) | ShapeOf(*view);
  const auto stem = [&](std::uint64_t found) {
    return found == 0 ? std::uint16_t{0} : StemOf(tokens[found & 0xffffffff].key);
  };
  facts->stems[0] = stem(lists.longest.first);
  facts->stems[1] = stem(lists.longest.second);
  view->triggered = FindTriggers(program, *view);
}

void WriteCanon(const Program& program, const PlainWords& words, MessageView* view) {
  CanonWriter writer(program, &view->canon);
  for (std::uint32_t i = 0; i < words.count(); ++i) {
    const bool number = IsDigit(words.bytes()[words[i].begin]);
    writer.Add(view->spellings[i], i, words.BreakBefore(i), false, number);
  }
}

}  // namespace ebb
