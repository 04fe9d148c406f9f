#include <algorithm>

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

// One walk down a trie from one token. Depth and time are bounded by the patterns and not by the
// message: each word, gap or class of a pattern goes on at no more than kMostEmoji + 1 places,
// times the gap's greatest length or the number of the class's entries that begin there.
class Walk {
 public:
  // Nodes that hold nothing of the hashed `targets` are not visited.
  Walk(const Program& program, MessageView* view, std::uint32_t begin, const TargetSet& targets)
      : program_(program), view_(view), begin_(begin), targets_(targets) {}

  // At `node` after canonical words [begin_, at).
  void Visit(std::uint32_t number, std::uint32_t at, bool stop_allowed = false) {
    const Node& node = program_.NodeAt(number);
    if (!node.targets.Meets(targets_)) return;
    for (std::uint32_t i = 0; i < node.output_count; ++i)
      Emit(program_.outputs[node.outputs + i], at);
    for (std::uint32_t i = 0; i < node.special_count; ++i) {
      const SpecialEdge& edge = program_.special_edges[node.specials + i];
      if (edge.kind == SpecialKind::kStop) Visit(edge.node, at, true);
      if (edge.kind == SpecialKind::kEnd && ClauseEndsAt(at)) Visit(edge.node, at, stop_allowed);
      // A gap of no words holds anywhere, at the message's end too.
      if (edge.kind == SpecialKind::kGap && edge.a == 0) Visit(edge.node, at, stop_allowed);
    }
    Step(node, at, stop_allowed);
  }

 private:
  void Step(const Node& node, std::uint32_t at, bool stop_allowed, unsigned passed = 0) {
    const Buffer<Canon>& canon = view_->canon;
    if (at >= canon.size()) return;
    if ((canon[at].before & kBreakHard) != 0 && !stop_allowed) return;
    const std::uint32_t child = Program::Child(node, canon[at].word);
    if (child != 0) Visit(child, at + 1);
    for (std::uint32_t i = 0; i < node.special_count; ++i) {
      const SpecialEdge& edge = program_.special_edges[node.specials + i];
      if (edge.kind == SpecialKind::kClass) StepClass(edge, at);
      if (edge.kind == SpecialKind::kGap) StepGap(edge, at);
    }
    // Emoji between words do not part them; more than a few are a wall of their own.
    if (canon[at].emoji && passed < kMostEmoji) Step(node, at + 1, stop_allowed, passed + 1);
  }

  bool ClauseEndsAt(std::uint32_t at) const {
    const Buffer<Canon>& canon = view_->canon;
    if (at >= canon.size() || canon[at].before != 0 || canon[at].emoji) return true;
    const int conjunction = program_.context_classes[kConjunctionClass];
    return conjunction >= 0 &&
           InSet(program_.words[canon[at].word].classes, static_cast<unsigned>(conjunction));
  }

  // Entries of one word are steps by word already.
  void StepClass(const SpecialEdge& edge, std::uint32_t at) {
    if (edge.a == 0 && view_->canon[at].number) Visit(edge.node, at + 1);
    if (!InSet(view_->entered, edge.a)) return;
    const Buffer<ClassMatch>& classes = view_->classes;
    for (std::size_t m = FirstFrom(classes, at); m < classes.size() && classes[m].begin == at;
         ++m) {
      if (classes[m].number == edge.a) Visit(edge.node, classes[m].end);
    }
  }

  void StepGap(const SpecialEdge& edge, std::uint32_t at) {
    const Buffer<Canon>& canon = view_->canon;
    for (std::uint32_t skipped = 1; skipped <= edge.b; ++skipped) {
      const std::uint32_t next = at + skipped;
      if (skipped >= edge.a) Visit(edge.node, next);
      if (next >= canon.size() || (canon[next].before & kBreakHard) != 0) return;
    }
  }

  void Emit(const Output& output, std::uint32_t end) {
    if (output.kind == OutputKind::kClass) {
      view_->classes.push_back({begin_, end, output.target});
      view_->entered[output.target / 64] |= std::uint64_t{1} << (output.target % 64);
      view_->features |= program_.class_features[output.target];
      return;
    }
    view_->rows.push_back({begin_, end, output});
  }

  const Program& program_;
  MessageView* view_;
  std::uint32_t begin_;
  TargetSet targets_;
};

// Rows that begin with a class entry of several words, or with a number.
void WalkClassRoots(const Program& program, const Table<std::uint32_t>& roots,
                    const TargetSet& rules, MessageView* view) {
  for (std::size_t m = 0; m < view->classes.size(); ++m) {
    const ClassMatch match = view->classes[m];
    const std::uint32_t root = roots[match.number];
    if (root != 0) Walk(program, view, match.begin, rules).Visit(root, match.end);
  }
  if (roots[0] == 0) return;
  for (std::uint32_t i = 0; i < view->canon.size(); ++i) {
    if (view->canon[i].number) Walk(program, view, i, rules).Visit(roots[0], i + 1);
  }
}

void SortClasses(Buffer<ClassMatch>* classes) {
  if (classes->size() < 2) return;
  std::sort(classes->begin(), classes->end(), [](const ClassMatch& a, const ClassMatch& b) {
    return a.begin != b.begin ? a.begin < b.begin
                              : (a.end != b.end ? a.end < b.end : a.number < b.number);
  });
}

constexpr TargetSet kAllTargets{~std::uint64_t{0}, ~std::uint64_t{0}};

// The rules that can have rows in a message of so many words.
TargetSet RulesFor(const MessageView& view) {
  TargetSet rules = kAllTargets;
  if (view.written_words > kWholeWords) rules.a &= ~kWholeRules;
  return rules;
}

void FindEverywhere(const Program& program, MessageView* view) {
  const TargetSet rules = RulesFor(*view);
  for (std::uint32_t i = 0; i < view->canon.size(); ++i) {
    const std::uint32_t start = program.words[view->canon[i].word].class_start;
    if (start != 0) Walk(program, view, i, kAllTargets).Visit(start, i + 1);
  }
  SortClasses(&view->classes);
  for (std::uint32_t i = 0; i < view->canon.size(); ++i) {
    const std::uint32_t start = program.words[view->canon[i].word].rule_start;
    if (start != 0) Walk(program, view, i, rules).Visit(start, i + 1);
  }
  WalkClassRoots(program, program.class_roots, rules, view);
}

// From a word, or from it and the next one.
void WalkFromWord(const Program& program, std::uint32_t word, std::uint32_t node,
                  const TargetSet& targets, MessageView* view) {
  if (node != 0) Walk(program, view, word, targets).Visit(node, word + 1);
}
void WalkFromPair(const Program& program, std::uint32_t word, std::uint32_t node,
                  const TargetSet& targets, MessageView* view) {
  if (node == 0 || (view->canon[word + 1].before & kBreakHard) != 0) return;
  Walk(program, view, word, targets).Visit(node, word + 2);
}

// Rules' rows from the words of `starts`, and from those an entry of a class may follow.
void FindRulesAroundClasses(const Program& program, const TargetSet& rules, MessageView* view) {
  const RowStart* start = view->starts.begin();
  for (std::uint32_t i = 0; i < view->canon.size(); ++i) {
    const bool noted = start != view->starts.end() && start->word == i;
    const WordId word = view->canon[i].word;
    if ((program.start_flags[word] & kStartsClass) != 0 || (noted && start->alone)) {
      WalkFromWord(program, i, program.words[word].rule_start, rules, view);
    } else if (noted) {
      WalkFromPair(program, i, start->rule_node, rules, view);
    }
    start += noted ? 1 : 0;
  }
  WalkClassRoots(program, program.class_roots, rules, view);
}

void FindFromStarts(const Program& program, MessageView* view) {
  for (const RowStart& start : view->starts) {
    const WordInfo& word = program.words[view->canon[start.word].word];
    if (start.alone) {
      WalkFromWord(program, start.word, word.class_start, kAllTargets, view);
    } else {
      WalkFromPair(program, start.word, start.class_node, kAllTargets, view);
    }
  }
  SortClasses(&view->classes);
  const TargetSet rules = RulesFor(*view);
  if (!view->classes.empty()) return FindRulesAroundClasses(program, rules, view);
  for (const RowStart& start : view->starts) {
    const WordInfo& word = program.words[view->canon[start.word].word];
    if (start.alone) {
      WalkFromWord(program, start.word, word.rule_start, rules, view);
    } else {
      WalkFromPair(program, start.word, start.rule_node, rules, view);
    }
  }
}

}  // namespace

void FindRows(const Program& program, MessageView* view) {
  if (view->look_everywhere) {
    FindEverywhere(program, view);
  } else {
    FindFromStarts(program, view);
  }
}

void FindContextRows(const Program& program, MessageView* view) {
  TargetSet rules;
  for (const RowMatch& row : view->rows) rules.Add(program.rules[row.output.target].target);
  for (std::uint32_t i = 0; i < view->canon.size(); ++i) {
    const std::uint32_t start = program.context_starts[view->canon[i].word];
    if (start != 0) Walk(program, view, i, rules).Visit(start, i + 1);
  }
  WalkClassRoots(program, program.context_roots, rules, view);
}

}  // namespace ebb
