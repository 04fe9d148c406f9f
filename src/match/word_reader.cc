#include "match/word_reader.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "match/odd_spelling.h"
#include "match/score_adder.h"
#include "match/word_lists.h"
#include "match/word_pairs.h"

namespace ebb {
namespace {

std::uint16_t StemOf(WordKey key) {
  // A plural or third-person s is cut from words that are their own key.
  if (key >> 63 == 0) {
    int last = 7;
    while (last > 0 && (key >> (8 * last) & 0xff) == 0) --last;
    if (last >= 4 && (key >> (8 * last) & 0xff) == 's') key &= ~(std::uint64_t{0xff} << (8 * last));
  }
  return static_cast<std::uint16_t>(MixKey(key, 17) >> 48 | 1);
}

// Writes the canonical words of a message. Field by field: see Buffer::NextUnchecked.
class CanonWriter {
 public:
  // `count` = written words in all.
  CanonWriter(const Program& program, std::size_t count, Buffer<Canon>* canon)
      : program_(program), canon_(*canon), left_(count) {
    canon_.clear();
    canon_.Reserve(count);
    next_ = canon_.data();
  }
  void Add(const Spelling& spelling, std::uint32_t number, const Canon& written) {
    next_->word = spelling.first;
    next_->token = written.token;
    next_->before = written.before;
    next_->emoji = written.emoji;
    next_->number = written.number;
    next_->inner = false;
    ++next_;
    --left_;
    if ((spelling.flags & kSpellingMany) != 0) AddOthers(program_.spelling_info[number]);
  }
  void Finish() { canon_.SetSize(static_cast<std::size_t>(next_ - canon_.data())); }

 private:
  // The words of one that stands for several; the first of them is there.
  void AddOthers(const SpellingInfo& info);

  const Program& program_;
  Buffer<Canon>& canon_;
  std::size_t left_;
  Canon* next_;
};

void CanonWriter::AddOthers(const SpellingInfo& info) {
  Finish();
  canon_.Reserve(info.count - 1 + left_);
  const std::size_t first = canon_.size() - 1;
  for (std::uint32_t i = 1; i < info.count; ++i) {
    Canon& added = canon_.NextUnchecked();
    added = canon_[first];
    added.word = program_.expansions[info.words + i];
    added.inner = true;
    added.before = 0;
  }
  next_ = canon_.data() + canon_.size();
}

// The StartFlag bits that make a row go on in the message.
unsigned StartsOf(const MessageView& view, std::uint8_t spelling_flags) {
  unsigned flags = kStartsAlone | kStartsEntry;
  if (view.written_words <= kWholeWords) flags |= kStartsWhole;
  if ((spelling_flags & kSpellingGap) != 0) flags |= kStartsGap;
  return flags;
}

// So that the processor has fetched the nodes that walks begin with by then.
void PrefetchStart(const Program& program, WordId word, const RowStart& start) {
  if (start.class_node != 0) __builtin_prefetch(&program.trie[start.class_node]);
  if (start.rule_node != 0) __builtin_prefetch(&program.trie[start.rule_node]);
  if (start.alone || start.entry_alone) __builtin_prefetch(&program.words[word]);
}

// May a walk go on after a pair, whose words end at `at`? `next` = NextWords.
bool MayGoOn(std::uint32_t next, std::uint32_t at, const Buffer<Canon>& canon) {
  if (next == NextWords<std::uint32_t>::kAny) return true;
  if (at >= canon.size()) return false;
  return canon[at].emoji || NextWords<std::uint32_t>::Hold(next, canon[at].word);
}

// Where the pair leads, whose words end at `at`.
void SetWalk(const PairLead& pair, std::uint32_t at, const Buffer<Canon>& canon, RowStart* start) {
  const bool entry_goes_on = pair.entry.by_class() || MayGoOn(pair.entry_next, at, canon);
  if (pair.entry.leads() && entry_goes_on) start->class_node = pair.entry.node();
  if (!pair.rule.leads()) return;
  start->by_class = !MayGoOn(pair.rule_next, at, canon);
  if (!start->by_class || pair.rule.by_class()) start->rule_node = pair.rule.node();
}

bool IsInner(std::uint32_t word, const Buffer<Canon>& canon) {
  return word < canon.size() && canon[word].inner;
}

// May a word stand behind the gap that begins at `at`?
bool GapMayHold(const StartGap& gap, std::uint32_t at, const Buffer<Canon>& canon) {
  const std::size_t end = std::min<std::size_t>(canon.size(), at + gap.most + 1);
  for (std::size_t i = at; i < end; ++i) {
    if (canon[i].emoji || NextWords<std::uint64_t>::Hold(gap.next, canon[i].word)) return true;
  }
  return false;
}

}  // namespace

// Without branches, so that the processor waits for the tables once a message and not once a word.
template <bool kApostrophes>
void WordReader::LookUp(const Program& program, const PlainWords& words) {
  const std::uint32_t count = words.count();
  keys_.clear();
  keys_.Reserve(count);
  spellings_.clear();
  spellings_.Reserve(count);
  unsure_.clear();
  unsure_.Reserve(count);
  WordKey* const keys = keys_.data();
  std::uint32_t* const spellings = spellings_.data();
  Unsure* const unsure = unsure_.data();
  std::size_t size = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    bool apostrophe = false;
    const WordKey key = kApostrophes ? words.KeyOf(i, &apostrophe) : words.KeyOf(i);
    const std::uint32_t spelling = program.SpellingOf(key);
    keys[i] = key;
    spellings[i] = spelling;
    unsure[size].word = i;
    unsure[size].apostrophe = apostrophe;
    size += static_cast<std::size_t>((spelling == 0) | apostrophe);
  }
  keys_.SetSize(count);
  spellings_.SetSize(count);
  unsure_.SetSize(size);
  for (const Unsure& word : unsure_) spellings[word.word] = OtherSpelling(program, words, word);
}

std::uint32_t WordReader::OtherSpelling(const Program& program, const PlainWords& words,
                                        Unsure unsure) {
  const std::string_view text(words.bytes(), words.size());
  const std::string_view word = words[unsure.word].of(text);
  std::uint32_t spelling = spellings_.data()[unsure.word];
  if (!unsure.apostrophe) {
    return odd_spellings_->Find(program, keys_.data()[unsure.word], word, words.letter_run());
  }
  if (spelling == 0) {
    spelling = OddSpelling(program, word, keys_.data()[unsure.word], words.letter_run());
  }
  if ((program.spellings[spelling].flags & kSpellingOther) != 0) {
    spelling = program.spelling_info[spelling].other;
  }
  return spelling;
}

// Notes where to look for pairs, and asks for what that takes.
void WordReader::FindPairs(const Program& program, std::uint8_t flags, const MessageView& view) {
  starts_ = StartsOf(view, flags);
  many_ = (flags & kSpellingMany) != 0;
  if (odd_) {
    NotePairs<true>(program, view);
  } else {
    NotePairs<false>(program, view);
  }
  const std::size_t size = noted_.size();
  pairs_.clear();
  pairs_.Reserve(size);
  pairs_.SetSize(size);
  for (std::size_t n = 0; n < size; ++n) {
    pairs_[n] = program.PairSlotOf(noted_[n].pair);
    __builtin_prefetch(program.pair_slots.data() + pairs_[n]);
  }
}

// Without branches, which could not be foretold.
template <bool kOdd>
void WordReader::NotePairs(const Program& program, const MessageView& view) {
  const unsigned starts = starts_;
  const std::size_t count = view.canon.size();
  const Canon* const canon = view.canon.data();
  noted_.clear();
  noted_.Reserve(count + 1);
  Noted* const noted = noted_.data();
  std::size_t size = 0;
  WordId last = kStartWord;
  for (std::uint32_t i = 0; i < count; ++i) {
    noted[size].right = i;
    noted[size].pair = WordPair::PairOf(last, canon[i].word);
    const bool pair = BitSet(program.pair_bits, WordPair::Bit(noted[size].pair));
    const bool alone = (program.start_flags[last] & starts) != 0;
    const bool odd = kOdd && (canon[i].emoji | canon[i].number);
    size += static_cast<std::size_t>(pair | alone | odd);
    last = canon[i].word;
  }
  noted[size].right = static_cast<std::uint32_t>(count);
  noted[size].pair = WordPair::PairOf(last, kEndWord);
  noted_.SetSize(size + 1);
}

void WordReader::FetchPairs(const Program& program) {
  for (std::uint32_t& pair : pairs_) {
    pair = program.PairIn(pair);
    __builtin_prefetch(program.pairs.data() + pair);
  }
}

// Scores of pairs inside a written word are in its own score. Walks begin at few of the words.
void WordReader::ReadPairs(const Program& program, MessageView* view) {
  view->starts.clear();
  const std::size_t count = noted_.size();
  leading_.clear();
  leading_.Reserve(count);
  Leading* const leading = leading_.data();
  std::size_t size = 0;
  ScoreAdder scores;
  for (std::size_t n = 0; n < count; ++n) {
    const Noted noted = noted_[n];
    const WordPair& likely = program.pairs[pairs_[n]];
    const WordPair& pair = likely.pair == noted.pair ? likely : program.pairs[0];
    scores.Add(pair.score);
    if (many_ && IsInner(noted.right, view->canon)) scores.TakeBack(pair.score);
    const WordId left = noted.pair >> 16;
    leading[size].right = noted.right;
    leading[size].left_word = left;
    leading[size].lead = pair.lead;
    const bool alone = (program.start_flags[left] & starts_) != 0;
    const bool wanted = (pair.lead != 0) | alone | odd_;
    size += static_cast<std::size_t>(wanted & (noted.right != 0));
  }
  scores.AddTo(&view->scores);
  leading_.SetSize(size);
  view->starts.Reserve(size);
  for (const Leading& at : leading_) ReadStart(program, at, view);
}

// A noted word and the one before it.
void WordReader::ReadStart(const Program& program, const Leading& leading, MessageView* view) {
  const std::uint32_t right = leading.right;
  const Buffer<Canon>& canon = view->canon;
  const bool at_end = right == canon.size();
  RowStart start;
  start.word = right - 1;
  if (leading.lead != 0) SetWalk(program.pair_leads[leading.lead], right + 1, canon, &start);
  const unsigned flags = program.start_flags[leading.left_word], starts = starts_;
  const bool emoji_follows = !at_end && canon[right].emoji;
  const bool number_follows = !at_end && canon[right].number && (flags & kStartsClass) != 0;
  const bool gap = (flags & starts & kStartsGap) != 0 &&
                   GapMayHold(program.start_gaps[leading.left_word], right, canon);
  const bool only_outputs = !emoji_follows && !number_follows && !gap;
  start.alone = (flags & starts & ~(kStartsEntry | kStartsGap)) != 0 || !only_outputs;
  start.needs = only_outputs ? program.start_needs[leading.left_word] : 0;
  start.entry_alone = (flags & kStartsEntry) != 0 || emoji_follows;
  if (start.alone || start.entry_alone || (start.class_node | start.rule_node) != 0) {
    view->starts.AddUnchecked(start);
    PrefetchStart(program, leading.left_word, start);
  }
}

// What the spellings that were looked up say; returns their flags.
template <bool kDigits>
std::uint8_t WordReader::Collect(const Program& program, const PlainWords& words, MessageView* view,
                                 MessageFacts* facts) {
  const std::uint32_t count = words.count();
  const std::uint32_t* const spellings = spellings_.data();
  const Spelling* const known = program.spellings.data();
  CanonWriter canon(program, count, &view->canon);
  ScoreAdder scores;
  std::int32_t lead = 0;
  ListCount lists;
  std::uint8_t flags = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const Spelling& spelling = known[spellings[i]];
    const bool number = kDigits && IsDigit(words.bytes()[words[i].begin]);
    canon.Add(spelling, spellings[i], {0, i, 0, false, number, false});
    scores.Add(spelling.score);
    lead += spelling.lead;
    flags |= spelling.flags;
    lists.Add(spelling, words[i].size(), i, !number);
  }
  canon.Finish();
  view->scores = {};
  scores.AddTo(&view->scores);
  view->lead = lead;
  view->features = lists.Features(count, 0);
  const auto stem = [&](std::uint64_t found) {
    return found == 0 ? std::uint16_t{0} : StemOf(keys_[static_cast<std::uint32_t>(found)]);
  };
  facts->stems[0] = stem(lists.longest.first);
  facts->stems[1] = stem(lists.longest.second);
  return flags;
}

void WordReader::ReadPlain(const Program& program, const PlainWords& words, MessageView* view,
                           MessageFacts* facts) {
  const std::uint32_t count = words.count();
  if (words.apostrophes()) {
    LookUp<true>(program, words);
  } else {
    LookUp<false>(program, words);
  }
  view->words = view->written_words = count;
  view->text_end = words[count - 1].end;
  odd_ = words.digits();
  const std::uint8_t flags = odd_ ? Collect<true>(program, words, view, facts)
                                  : Collect<false>(program, words, view, facts);
  view->features |= ShapeOf(words, std::string_view(words.bytes(), words.size()));
  view->has_number = odd_;
  view->has_regex = (flags & kSpellingRegex) != 0;
  FindPairs(program, flags, *view);
}

void WordReader::ReadTokens(const Program& program, MessageView* view, MessageFacts* facts) {
  const Buffer<Token>& tokens = view->tokens.list;
  view->words = view->tokens.words;
  view->written_words = static_cast<std::uint32_t>(tokens.size()) - view->tokens.emoji;
  CanonWriter canon(program, tokens.size(), &view->canon);
  ScoreAdder scores;
  std::int32_t lead = 0;
  view->text_end = tokens.empty() ? 0 : tokens[tokens.size() - 1].range.end;
  ListCount lists;
  std::uint8_t flags = 0;
  bool numbers = false;
  for (std::uint32_t t = 0; t < tokens.size(); ++t) {
    const Token& token = tokens[t];
    std::uint32_t number = program.SpellingOf(token.key);
    if (number == 0 && !token.emoji) {
      const std::string_view word = token.range.of(view->text);
      number = token.ascii && !token.apostrophe
                   ? odd_spellings_->Find(program, token.key, word, true)
                   : OddSpelling(program, word, token.key, true);
    }
    if (token.apostrophe && (program.spellings[number].flags & kSpellingOther) != 0) {
      number = program.spelling_info[number].other;
    }
    const Spelling& spelling = program.spellings[number];
    const bool digits = IsDigit(view->text[token.range.begin]) && !token.emoji;
    canon.Add(spelling, number, {0, t, token.before, token.emoji, digits, false});
    scores.Add(spelling.score);
    lead += spelling.lead;
    flags |= spelling.flags;
    numbers = numbers || digits;
    lists.Add(spelling, token.range.size(), t, !digits && !token.emoji);
  }
  canon.Finish();
  view->scores = {};
  scores.AddTo(&view->scores);
  view->lead = lead;
  view->features = lists.Features(view->words, view->tokens.foreign_words) | ShapeOf(*view);
  const auto stem = [&](std::uint64_t found) {
    return found == 0 ? std::uint16_t{0} : StemOf(tokens[found & 0xffffffff].key);
  };
  facts->stems[0] = stem(lists.longest.first);
  facts->stems[1] = stem(lists.longest.second);
  view->has_number = numbers;
  view->has_regex = (flags & kSpellingRegex) != 0;
  noted_.clear();
  pairs_.clear();
  odd_ = numbers || view->tokens.emoji > 0;
  if (!tokens.empty()) FindPairs(program, flags, *view);
}

void WriteBreaks(const PlainWords& words, MessageView* view) {
  for (Canon& canon : view->canon) {
    if (!canon.inner) canon.before = words.BreakBefore(canon.token);
  }
}

}  // namespace ebb
