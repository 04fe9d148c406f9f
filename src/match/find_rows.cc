#include <algorithm>
#include <bit>

#include "match/message_view.h"

namespace ebb {
namespace {

// First of the matches (sorted by begin) that begins at `at` or later.
std::size_t FirstFrom(const Buffer<ClassMatch>& classes, std::uint32_t at) {
  const auto* const found = std::lower_bound(
      classes.begin(), classes.end(), at,
      [](const ClassMatch& match, std::uint32_t wanted) { return match.begin < wanted; });
  return static_cast<std::size_t>(found - classes.begin());
}

bool IsConjunction(const Program& program, WordId word) {
  const int number = program.context_classes[kConjunctionClass];
  return number >= 0 && InSet(program.words[word].classes, static_cast<unsigned>(number));
}
// A conjunction of several words may stand anywhere.
bool LongConjunction(const Program& program, const MessageView& view) {
  const int number = program.context_classes[kConjunctionClass];
  return number >= 0 && InSet(view.entered, static_cast<unsigned>(number));
}

// Can a clause end before, or begin at, the word? WordContext knows for sure, but later.
bool MayEndClause(const Program& program, const MessageView& view, std::uint32_t at) {
  const Buffer<Canon>& canon = view.canon;
  return at >= canon.size() || canon[at].before != 0 || canon[at].emoji ||
         IsConjunction(program, canon[at].word) || LongConjunction(program, view);
}
bool MayStartClause(const Program& program, const MessageView& view, std::uint32_t at) {
  const Buffer<Canon>& canon = view.canon;
  return at == 0 || canon[at].before != 0 || canon[at - 1].emoji ||
         IsConjunction(program, canon[at - 1].word) || LongConjunction(program, view);
}

// OutputFlag bits of rows that cannot begin at a word. Whether a clause begins there is asked only
// where a row depends on it.
class Misses {
 public:
  Misses() = default;
  Misses(const Program& program, const MessageView& view, std::uint32_t at)
      : program_(&program), view_(&view), at_(at) {
    if (view.written_words > kWholeWords) bits_ |= kInShort;
    if (at > view.first_word) bits_ |= kMessageStart | kAlone;
  }
  bool Any(std::uint8_t needs) {
    if ((needs & bits_) != 0) return true;
    if ((needs & kClauseStart) == 0 || clause_known_ || view_ == nullptr) return false;
    clause_known_ = true;
    if (!MayStartClause(*program_, *view_, at_)) bits_ |= kClauseStart;
    return (needs & bits_) != 0;
  }

 private:
  const Program* program_ = nullptr;
  const MessageView* view_ = nullptr;  // null = nothing is missed
  std::uint32_t at_ = 0;
  std::uint8_t bits_ = 0;
  bool clause_known_ = false;
};

// May an entry of a class, or a number, begin at the word?
bool EntryMayBegin(const MessageView& view, std::uint32_t at) {
  if (at >= view.canon.size()) return false;
  return view.canon[at].number || (view.begins >> std::min(at, 63u) & 1) != 0;
}

// One walk down a trie from one token. Depth and time are bounded by the patterns and not by the
// message: each word, gap or class of a pattern goes on at no more than kMostEmoji + 1 places,
// times the gap's greatest length or the number of the class's entries that begin there.
class Walk {
 public:
  // Nodes that hold nothing of the hashed `targets` (null = any will do), or only rows that need
  // what `misses` says is not there, are not visited.
  Walk(const Program& program, MessageView* view, std::uint32_t begin, const TargetSet* targets,
       const Misses& misses)
      : program_(program), view_(view), begin_(begin), targets_(targets), misses_(misses) {}

  // At `node` after canonical words [begin_, at).
  void Visit(std::uint32_t number, std::uint32_t at, bool stop_allowed = false) {
    while (number != 0) {
      const Node& node = program_.NodeAt(number);
      if (misses_.Any(node.needs)) return;
      if (targets_ != nullptr && !program_.target_sets[node.targets].Meets(*targets_)) return;
      for (std::uint32_t i = 0; i < node.output_count; ++i)
        Emit(program_.outputs[node.outputs + i], at);
      if (at >= view_->canon.size()) return TakeEnds(node, at, stop_allowed);
      if (node.special_count != 0 || view_->canon[at].emoji) {
        TakeEnds(node, at, stop_allowed);
        return GoOn(node, at, stop_allowed);
      }
      // Most nodes lead on by words alone.
      number = Next(node, at, stop_allowed);
      ++at;
      stop_allowed = false;
    }
  }

 private:
  // May the words from `at` on be among those that follow a node? `next` = its NextWords.
  template <typename Bits>
  bool MayFollow(Bits next, bool by_class, std::uint32_t at) const {
    if (next == NextWords<Bits>::kAny) return true;
    const Buffer<Canon>& canon = view_->canon;
    if (at >= canon.size() || (canon[at].before & kBreakHard) != 0) return false;
    if (canon[at].emoji || NextWords<Bits>::Hold(next, canon[at].word)) return true;
    return by_class && EntryMayBegin(*view_, at);
  }

  // What holds between two words.
  void TakeEnds(const Node& node, std::uint32_t at, bool stop_allowed) {
    for (std::uint32_t i = 0; i < node.special_count; ++i) {
      const SpecialEdge& edge = program_.special_edges[node.specials + i];
      if (edge.kind == SpecialKind::kStop) Visit(edge.node, at, true);
      if (edge.kind == SpecialKind::kEnd && ClauseEndsAt(at)) Visit(edge.node, at, stop_allowed);
      // A gap of no words holds anywhere, at the message's end too.
      if (edge.kind == SpecialKind::kGap && edge.a == 0) Visit(edge.node, at, stop_allowed);
    }
  }

  // The node that the word at `at` leads to; 0 = none, or none that goes on. REQUIRES: a word.
  std::uint32_t Next(const Node& node, std::uint32_t at, bool stop_allowed) const {
    const Canon& canon = view_->canon[at];
    if ((canon.before & kBreakHard) != 0 && !stop_allowed) return 0;
    const Step child = Program::Child(node, canon.word);
    const bool goes_on = child.leads() && MayFollow(child.next(), child.by_class(), at + 1);
    return goes_on ? child.node() : 0;
  }

  void GoOn(const Node& node, std::uint32_t at, bool stop_allowed, unsigned passed = 0) {
    const Buffer<Canon>& canon = view_->canon;
    if (at >= canon.size()) return;
    if ((canon[at].before & kBreakHard) != 0 && !stop_allowed) return;
    const std::uint32_t child = Next(node, at, stop_allowed);
    if (child != 0) Visit(child, at + 1);
    for (std::uint32_t i = 0; i < node.special_count; ++i) {
      const SpecialEdge& edge = program_.special_edges[node.specials + i];
      if (edge.kind == SpecialKind::kClass) StepClass(edge, at);
      if (edge.kind == SpecialKind::kGap) StepGap(edge, at);
    }
    // Emoji between words do not part them; more than a few are a wall of their own.
    if (canon[at].emoji && passed < kMostEmoji) GoOn(node, at + 1, stop_allowed, passed + 1);
  }

  bool ClauseEndsAt(std::uint32_t at) const {
    const Buffer<Canon>& canon = view_->canon;
    return at >= canon.size() || canon[at].before != 0 || canon[at].emoji ||
           IsConjunction(program_, canon[at].word);
  }

  // Entries of one word are steps by word already.
  void StepClass(const SpecialEdge& edge, std::uint32_t at) {
    if (edge.a == 0 && view_->canon[at].number && MayFollow(edge.next, false, at + 1)) {
      Visit(edge.node, at + 1);
    }
    if (!InSet(view_->entered, edge.a)) return;
    const Buffer<ClassMatch>& classes = view_->classes;
    for (std::size_t m = FirstFrom(classes, at); m < classes.size() && classes[m].begin == at;
         ++m) {
      if (classes[m].number == edge.a && MayFollow(edge.next, false, classes[m].end)) {
        Visit(edge.node, classes[m].end);
      }
    }
  }

  void StepGap(const SpecialEdge& edge, std::uint32_t at) {
    const Buffer<Canon>& canon = view_->canon;
    const bool words_only = edge.next != NextWords<std::uint64_t>::kAny;
    for (std::uint32_t skipped = 1; skipped <= edge.b; ++skipped) {
      const std::uint32_t next = at + skipped;
      const bool over = next >= canon.size() || (canon[next].before & kBreakHard) != 0;
      if (words_only && over) return;
      // Where only words lead on, most places are passed over without a visit.
      const bool leads_on = !words_only || canon[next].emoji ||
                            NextWords<std::uint64_t>::Hold(edge.next, canon[next].word);
      if (skipped >= edge.a && leads_on) Visit(edge.node, next);
      if (over) return;
    }
  }

  void Emit(const Output& output, std::uint32_t end) {
    if (output.kind == OutputKind::kClass) {
      view_->classes.push_back({begin_, end, output.target});
      view_->entered[output.target / 64] |= std::uint64_t{1} << (output.target % 64);
      view_->features |= program_.class_features[output.target];
      return;
    }
    if (misses_.Any(output.flags) || !EndHolds(output, end)) return;
    if (targets_ != nullptr && !targets_->Holds(output.target)) return;
    view_->rows.push_back({begin_, end, output});
  }
  bool EndHolds(const Output& output, std::uint32_t end) const {
    if (output.kind != OutputKind::kHit) return true;
    if ((output.flags & (kAlone | kMessageEnd)) != 0 && end < view_->end_word) return false;
    return (output.flags & kClauseEnd) == 0 || MayEndClause(program_, *view_, end);
  }

  const Program& program_;
  MessageView* view_;
  std::uint32_t begin_;
  const TargetSet* targets_;
  Misses misses_;
};

// Rows that begin with a class entry of several words, or with a number. `walk` makes the walk from
// a word.
template <typename MakeWalk>
void WalkClassRoots(const Table<std::uint32_t>& roots, const MessageView& view, MakeWalk walk) {
  for (std::size_t m = 0; m < view.classes.size(); ++m) {
    const ClassMatch match = view.classes[m];
    if (roots[match.number] != 0) walk(match.begin).Visit(roots[match.number], match.end);
  }
  if (roots[0] == 0) return;
  for (std::uint32_t i = 0; i < view.canon.size(); ++i) {
    if (view.canon[i].number) walk(i).Visit(roots[0], i + 1);
  }
}

void SortClasses(Buffer<ClassMatch>* classes) {
  if (classes->size() < 2) return;
  std::sort(classes->begin(), classes->end(), [](const ClassMatch& a, const ClassMatch& b) {
    return a.begin != b.begin ? a.begin < b.begin
                              : (a.end != b.end ? a.end < b.end : a.number < b.number);
  });
}

// Finds the entries of classes and the rows of rules in one message.
class RowFinder {
 public:
  RowFinder(const Program& program, MessageView* view) : program_(program), view_(view) {}

  void Run() {
    view_->begins = ~std::uint64_t{0};  // not known yet
    for (const RowStart& start : view_->starts) FindEntries(start);
    SortClasses(&view_->classes);
    view_->begins = 0;
    for (const ClassMatch& match : view_->classes) {
      view_->begins |= std::uint64_t{1} << std::min(match.begin, 63u);
    }
    if (!view_->classes.empty()) return FindAroundClasses();
    for (const RowStart& start : view_->starts) FindRules(start);
    if (view_->has_number) FindFromClasses();
  }

 private:
  bool GoesOn(std::uint32_t word) const {
    return (view_->canon[word + 1].before & kBreakHard) == 0;
  }
  const WordInfo& InfoOf(std::uint32_t word) const {
    return program_.words[view_->canon[word].word];
  }

  void FindEntries(const RowStart& start) {
    Walk walk(program_, view_, start.word, nullptr, {});
    if (start.entry_alone) {
      const std::uint32_t node = InfoOf(start.word).class_start;
      if (node != 0) walk.Visit(node, start.word + 1);
    } else if (start.class_node != 0 && GoesOn(start.word)) {
      walk.Visit(start.class_node, start.word + 2);
    }
  }

  void FindRules(const RowStart& start) {
    const bool goes_on = start.rule_node != 0 && GoesOn(start.word) &&
                         (!start.by_class || EntryMayBegin(*view_, start.word + 2));
    if (!start.alone && !goes_on) return;
    Misses misses(program_, *view_, start.word);
    Walk walk(program_, view_, start.word, nullptr, misses);
    if (start.alone && !misses.Any(start.needs)) {
      const std::uint32_t node = InfoOf(start.word).rule_start;
      if (node != 0) walk.Visit(node, start.word + 1);
    } else if (goes_on) {
      walk.Visit(start.rule_node, start.word + 2);
    }
  }

  void FindFromClasses() {
    WalkClassRoots(program_.class_roots, *view_, [&](std::uint32_t word) {
      return Walk(program_, view_, word, nullptr, Misses(program_, *view_, word));
    });
  }

  bool EntryBegins(std::uint32_t at) const {
    if ((view_->begins >> std::min(at, 63u) & 1) == 0) return false;
    const std::size_t m = FirstFrom(view_->classes, at);
    return m < view_->classes.size() && view_->classes[m].begin == at;
  }

  // From the words of `starts`, and from those an entry of a class follows.
  void FindAroundClasses() {
    constexpr std::size_t kFew = 63;  // words that `begins` tells apart
    const RowStart* start = view_->starts.begin();
    if (view_->canon.size() > kFew) {
      for (std::uint32_t i = 0; i < view_->canon.size(); ++i) FindAround(i, &start);
    } else {
      std::uint64_t places = view_->begins >> 1;
      for (const RowStart& at : view_->starts) places |= std::uint64_t{1} << at.word;
      for (; places != 0; places &= places - 1) {
        FindAround(static_cast<std::uint32_t>(std::countr_zero(places)), &start);
      }
    }
    FindFromClasses();
  }
  // From word i; `*start` = the first of `starts` that stands there or later.
  void FindAround(std::uint32_t i, const RowStart** start) {
    const bool noted = *start != view_->starts.end() && (*start)->word == i;
    const bool before_class =
        (program_.start_flags[view_->canon[i].word] & kStartsClass) != 0 && EntryBegins(i + 1);
    if (before_class) {
      Walk(program_, view_, i, nullptr, Misses(program_, *view_, i))
          .Visit(InfoOf(i).rule_start, i + 1);
    } else if (noted) {
      FindRules(**start);
    }
    *start += noted ? 1 : 0;
  }

  const Program& program_;
  MessageView* view_;
};

// The words around all that is no emoji.
void FindEnds(MessageView* view) {
  const Buffer<Canon>& canon = view->canon;
  const auto size = static_cast<std::uint32_t>(canon.size());
  view->first_word = 0;
  while (view->first_word < size && canon[view->first_word].emoji) ++view->first_word;
  view->end_word = size;
  while (view->end_word > 0 && canon[view->end_word - 1].emoji) --view->end_word;
}

}  // namespace

void FindRows(const Program& program, MessageView* view) {
  FindEnds(view);
  RowFinder(program, view).Run();
}

void FindContextRows(const Program& program, MessageView* view) {
  TargetSet rules;
  for (const RowMatch& row : view->rows) {
    if (program.rules[row.output.target].has_context) rules.Add(row.output.target);
  }
  if (rules.empty()) return;
  const auto walk = [&](std::uint32_t word) { return Walk(program, view, word, &rules, {}); };
  for (std::uint32_t i = 0; i < view->canon.size(); ++i) {
    const ContextStart& start = program.context_starts[view->canon[i].word];
    if (start.node == 0 || !program.target_sets[start.targets].Meets(rules)) continue;
    walk(i).Visit(start.node, i + 1);
  }
  WalkClassRoots(program.context_roots, *view, walk);
}

}  // namespace ebb
