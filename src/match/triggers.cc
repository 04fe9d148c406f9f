#include "match/triggers.h"

#include <algorithm>
#include <bit>

#include "match/word_frequency.h"

namespace ebb {
namespace {

constexpr double kNumberShare = 0.03;

// States reached from `state` without a word, or by the inverse from the end.
std::vector<bool> WithoutWord(const PatternGraph& graph, std::uint32_t state) {
  std::vector<bool> seen(graph.steps.size());
  std::vector<std::uint32_t> stack = {state};
  seen[state] = true;
  while (!stack.empty()) {
    const std::uint32_t at = stack.back();
    stack.pop_back();
    for (const PatternStep& step : graph.steps[at]) {
      const bool word = step.kind == StepKind::kWord || step.kind == StepKind::kClass;
      if (word || (step.kind == StepKind::kGap && step.min > 0) || seen[step.to]) continue;
      seen[step.to] = true;
      stack.push_back(step.to);
    }
  }
  return seen;
}

// Can the pattern be over after `state`, and can words that are not its own come before that?
struct Ending {
  bool over = false, after_gap = false;
};
Ending EndingOf(const PatternGraph& graph, std::uint32_t state) {
  Ending ending;
  std::vector<char> seen(graph.steps.size(), 0);  // 1 = without a gap, 2 = after one
  std::vector<std::pair<std::uint32_t, char>> stack = {{state, 1}};
  while (!stack.empty()) {
    const auto [at, how] = stack.back();
    stack.pop_back();
    if (seen[at] >= how) continue;
    seen[at] = how;
    if (at == graph.end) (how == 1 ? ending.over : ending.after_gap) = true;
    for (const PatternStep& step : graph.steps[at]) {
      if (step.kind == StepKind::kWord || step.kind == StepKind::kClass) continue;
      stack.emplace_back(step.to, step.kind == StepKind::kGap ? char{2} : how);
    }
  }
  return ending;
}

void Join(const TargetBits& from, TargetBits* to) {
  for (std::size_t i = 0; i < TargetBits::kWords; ++i) to->bits[i] |= from.bits[i];
}

void Insert(WordId word, WordSet* set) {
  const auto at = std::lower_bound(set->begin(), set->end(), word);
  if (at == set->end() || *at != word) set->insert(at, word);
}

}  // namespace

TriggerBuilder::TriggerBuilder(const std::unordered_map<std::string, WordId>& ids,
                               const std::unordered_map<std::string, int>& class_index)
    : ids_(ids), class_index_(class_index), classes_(class_index.size()) {
  WordId most = kNumberWord;
  for (const auto& [name, id] : ids) most = std::max(most, id);
  words_of_.resize(most + 1);
  common_.resize(most + 1);
  for (const auto& [name, id] : ids) {
    words_of_[id].first = words_of_[id].last = words_of_[id].cut.words = {id};
    words_of_[id].cut_share = WordShare(name);
  }
  for (const CommonPair& pair : CommonPairs()) {
    const auto left = ids.find(std::string(pair.left)), right = ids.find(std::string(pair.right));
    if (left == ids.end() || right == ids.end()) continue;
    const double expected = WordShare(pair.left) * WordShare(pair.right);
    common_[left->second].emplace_back(right->second, pair.share - expected);
  }
  words_of_[kNumberWord].cut_share = kNumberShare;
  AddClassWord(0, kNumberWord);
}

void TriggerBuilder::AddClassWord(std::size_t number, WordId word) {
  StepWords& entry = classes_[number].words;
  Insert(word, &entry.first);
  Insert(word, &entry.last);
  Insert(word, &entry.cut.words);
  entry.cut_share += words_of_[word].cut_share;
}

void TriggerBuilder::AddClassEntry(std::size_t number, const PatternGraph& graph) {
  StepWords& entry = classes_[number].words;
  const std::vector<bool> starts = WithoutWord(graph, graph.start);
  for (std::uint32_t s = 0; s < graph.steps.size(); ++s) {
    for (const PatternStep& step : graph.steps[s]) {
      if (step.kind != StepKind::kWord) continue;
      const WordId id = ids_.at(step.word);
      if (starts[s]) Insert(id, &entry.first);
      const Ending ending = EndingOf(graph, step.to);
      if (ending.over) Insert(id, &entry.last);
      if (ending.after_gap) entry.last_known = false;
    }
  }
  double share = 0;
  const PatternCut cut = CutPattern(graph, *this, &share);
  for (const WordId word : cut.words) Insert(word, &entry.cut.words);
  entry.cut.pairs.insert(entry.cut.pairs.end(), cut.pairs.begin(), cut.pairs.end());
  entry.cut_share += share;
  classes_[number].phrases.push_back(graph);
}

const StepWords& TriggerBuilder::WordsOf(const PatternStep& step) const {
  if (step.kind == StepKind::kWord) return words_of_[ids_.at(step.word)];
  return classes_[static_cast<std::size_t>(class_index_.at(step.word))].words;
}

double TriggerBuilder::ShareOf(const WordSet& left, const WordSet& right) const {
  constexpr double kPerPair = 2e-9;  // a set of many pairs costs memory
  double share = kPerPair * static_cast<double>(left.size()) * static_cast<double>(right.size());
  double left_share = 0, right_share = 0;
  for (const WordId word : left) left_share += words_of_[word].cut_share;
  for (const WordId word : right) right_share += words_of_[word].cut_share;
  share += left_share * right_share;
  for (const WordId word : left) {
    for (const auto& [next, excess] : common_[word]) {
      if (std::binary_search(right.begin(), right.end(), next)) share += excess;
    }
  }
  return share;
}

void TriggerBuilder::NeedClass(std::size_t number) {
  TargetBits target;
  target.AddClass(static_cast<std::uint32_t>(number));
  for (const PatternGraph& graph : classes_[number].phrases) Need(graph, target, false);
}

void TriggerBuilder::AddPattern(const PatternGraph& graph, const RuleInfo& rule, bool whole) {
  TargetBits target;
  target.Set(rule.target);
  Need(graph, target, whole);
}

void TriggerBuilder::AddWord(WordId word, const RuleInfo& rule) {
  words_[word].needs.first.Set(rule.target);
  words_[word].needs.second.Set(rule.target);
}

namespace {

// Calls word(word) and pair(pair) for all of a cut.
template <typename Word, typename Pair>
void EachOf(const PatternCut& cut, Word word, Pair pair) {
  for (const WordId one : cut.words) word(one);
  for (const PatternCut::Pair& sets : cut.pairs) {
    for (const WordId left : sets.left) {
      for (const WordId right : sets.right) pair(PairNeeds::PairOf(left, right));
    }
  }
}

}  // namespace

void TriggerBuilder::Need(const PatternGraph& graph, const TargetBits& target, bool whole) {
  double share = 0;
  PatternCut second;
  const PatternCut first = CutPattern(graph, *this, &share, &second);
  if (first.nothing_needed) {
    Join(target, &always_);
    return;
  }
  const auto pick = [whole](Both* both) -> Needs& {
    return whole ? both->whole_needs : both->needs;
  };
  EachOf(
      first, [&](WordId word) { Join(target, &pick(&words_[word]).first); },
      [&](Pair pair) { Join(target, &pick(&pairs_[pair]).first); });
  // What is rare enough by itself stands for both.
  constexpr double kRareEnough = 2e-5;
  const PatternCut& other = share < kRareEnough ? first : second;
  EachOf(
      other, [&](WordId word) { Join(target, &pick(&words_[word]).second); },
      [&](Pair pair) { Join(target, &pick(&pairs_[pair]).second); });
}

namespace {

bool Empty(const TargetBits& target) {
  return std::all_of(target.bits.begin(), target.bits.end(), [](auto word) { return word == 0; });
}
bool Empty(const Needs& needs) { return Empty(needs.first) && Empty(needs.second); }

// Numbers different sets; 0 = what needs nothing.
class NeedsList {
 public:
  explicit NeedsList(const TargetBits& always) : list_{{always, always}} {}
  std::uint32_t NumberOf(const Needs& needs) {
    if (Empty(needs)) return 0;
    const auto [at, fresh] = numbers_.try_emplace(needs, static_cast<std::uint32_t>(list_.size()));
    if (fresh) list_.push_back(needs);
    return at->second;
  }
  const std::vector<Needs>& list() const { return list_; }

 private:
  std::vector<Needs> list_;
  std::map<Needs, std::uint32_t> numbers_;
};

void FillPairs(const std::map<std::uint32_t, std::uint32_t>& pairs, std::vector<PairNeeds>* slots) {
  std::size_t size = 64;
  while (size * 3 < pairs.size() * 4) size *= 2;
  slots->assign(size, {});
  for (const auto& [pair, needs] : pairs) {
    std::size_t at = PairNeeds::Home(pair, size);
    while ((*slots)[at].pair != 0) at = (at + 1) & (size - 1);
    (*slots)[at] = {pair, needs};
  }
}

}  // namespace

void TriggerBuilder::Fill(Program* program) const {
  NeedsList list(always_);
  std::vector<WordNeeds>& words = program->word_needs.build();
  words.assign(program->words.build().size(), {});
  for (const auto& [word, both] : words_) {
    words[word] = {list.NumberOf(both.needs), list.NumberOf(both.whole_needs)};
  }
  std::vector<std::uint64_t>& bits = program->trigger_pairs.build();
  bits.assign(kTriggerBits / 64, 0);
  std::map<std::uint32_t, std::uint32_t> pairs, whole_pairs;
  for (const auto& [pair, both] : pairs_) {
    if (!Empty(both.needs)) pairs[pair] = list.NumberOf(both.needs);
    if (!Empty(both.whole_needs)) whole_pairs[pair] = list.NumberOf(both.whole_needs);
    const std::uint32_t bit = TriggerHash(pair);
    bits[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
  FillPairs(pairs, &program->pair_needs.build());
  FillPairs(whole_pairs, &program->whole_pair_needs.build());
  program->needs.build() = list.list();
}

namespace {

class TriggerReader {
 public:
  TriggerReader(const Program& program, const MessageView& view)
      : program_(program),
        canon_(view.canon),
        whole_(view.written_words <= kWholeWords),
        met_(program.needs[0]) {}

  Triggered Read() {
    std::size_t since = 0;  // the last word that is no emoji, or the beginning
    for (std::size_t i = 0; i < canon_.size(); ++i) {
      ReadWord(canon_[i].word);
      if (canon_[i].number) ReadWord(kNumberWord);
      // Emoji between words do not part them, and may be words of a row themselves; no row passes
      // over more than kMostEmoji of them.
      const std::size_t nearest = i > kMostEmoji ? i - kMostEmoji - 1 : 0;
      for (std::size_t left = std::max(since, nearest); left < i; ++left) {
        ReadPair(canon_[left], canon_[i]);
      }
      if (!canon_[i].emoji) since = i;
    }
    return TriggeredBy(met_);
  }

 private:
  void ReadWord(WordId word) {
    const WordNeeds& needs = program_.word_needs[word];
    Add(needs.needs, needs.whole_needs);
  }
  void ReadPair(const Canon& left, const Canon& right) {
    ReadPair(left.word, right.word);
    if (left.number) ReadPair(kNumberWord, right.word);
    if (right.number) ReadPair(left.word, kNumberWord);
    if (left.number && right.number) ReadPair(kNumberWord, kNumberWord);
  }
  void ReadPair(WordId left, WordId right) {
    const std::uint32_t pair = PairNeeds::PairOf(left, right);
    if (!BitSet(program_.trigger_pairs, TriggerHash(pair))) return;
    Add(NeedsOfPair(program_.pair_needs, pair),
        whole_ ? NeedsOfPair(program_.whole_pair_needs, pair) : 0);
  }
  void Add(std::uint32_t needs, std::uint32_t whole_needs) {
    if (needs != 0) JoinNeeds(program_.needs[needs], &met_);
    if (whole_ && whole_needs != 0) JoinNeeds(program_.needs[whole_needs], &met_);
  }

  const Program& program_;
  const Buffer<Canon>& canon_;
  const bool whole_;
  Needs met_;
};

}  // namespace

void JoinNeeds(const Needs& from, Needs* to) {
  Join(from.first, &to->first);
  Join(from.second, &to->second);
}

Triggered TriggeredBy(const Needs& met) {
  Triggered triggered;
  constexpr std::uint32_t kRuleWords = TargetBits::kRuleBits / 64;
  for (std::uint32_t i = 0; i < TargetBits::kWords; ++i) {
    TargetSet* const to = i < kRuleWords ? &triggered.rules : &triggered.classes;
    const std::uint32_t base = i < kRuleWords ? i * 64 : 0;
    for (std::uint64_t bits = met.first.bits[i] & met.second.bits[i]; bits != 0; bits &= bits - 1) {
      to->Add(base + static_cast<std::uint32_t>(std::countr_zero(bits)));
    }
  }
  return triggered;
}

Triggered FindTriggers(const Program& program, const MessageView& view) {
  return TriggerReader(program, view).Read();
}

}  // namespace ebb
