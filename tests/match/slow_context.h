// The context checks read slowly: for each row, the whole message from the beginning, and all other
// rows. What src/match/context.cc finds must be exactly this.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/text_util.h"
#include "chat/facts.h"
#include "match/message_view.h"
#include "text/fold.h"

namespace ebb::slow {

inline bool InClass(const Program& program, const MessageView& view, std::uint32_t index,
                    int number) {
  if (number < 0) return false;
  const auto wanted = static_cast<unsigned>(number);
  if (InSet(program.words[view.canon[index].word].classes, wanted)) return true;
  if (!InSet(view.entered, wanted)) return false;
  constexpr std::uint32_t kLongestEntry = 256;  // words, with emoji in between
  const std::uint32_t earliest = index > kLongestEntry ? index - kLongestEntry : 0;
  for (std::size_t m = 0; m < view.classes.size() && view.classes[m].begin <= index; ++m) {
    if (view.classes[m].begin < earliest) continue;
    if (view.classes[m].number == wanted && index < view.classes[m].end) return true;
  }
  return false;
}

inline WordId Lookup(const Program& program, std::string_view word) {
  const SpellingInfo& info = program.spelling_info[program.SpellingOf(KeyOfFolded(word))];
  const WordId id = info.count == 1 ? program.expansions[info.words] : 0;
  return id == 0 ? ~WordId{0} : id;
}

// Behaviour of the sender, as opposed to complaints and demands, which name the partner.
inline bool IsBehaviour(Category category) {
  return category == Category::kWithdrawal || category == Category::kShutdown ||
         category == Category::kAvoidance;
}

// Which quotation marks are open while a message is read from left to right. Double marks
// alternate; a single one opens only right before a word and closes only right after one, so that
// the apostrophes of "kids' room" and "goin' home" open nothing.
class QuoteMarks {
 public:
  explicit QuoteMarks(const MessageView& view) : view_(view) {}

  // Reads what stands between token - 1 and token; token may be one past the last.
  void ReadGap(std::uint32_t token) {
    const Buffer<Token>& list = view_.tokens.list;
    const bool last = token == list.size();
    if (((last ? view_.tokens.after : list[token].before) & kBreakQuote) == 0) return;
    const std::size_t begin = token == 0 ? 0 : list[token - 1].range.end;
    const std::size_t end = last ? view_.text.size() : list[token].range.begin;
    for (std::size_t at = begin; at < end;) {
      const std::size_t from = at;
      const char32_t mark = NextCodePoint(view_.text, &at);
      const bool single = mark == '\'' || mark == 0x2018 || mark == 0x2019;
      const bool before_word = at == end && !last;
      if (mark == '"' || (mark >= 0x201c && mark <= 0x201f) || mark == 0xab || mark == 0xbb) {
        Turn(&double_, token);
      } else if (single) {
        const bool closes = single_ && from == begin;
        const bool opens =
            !single_ && before_word && !(from == begin && token > 0) && !Shortened(list[token]);
        if (closes || opens) Turn(&single_, token);
      }
    }
  }
  bool open() const { return double_ || single_; }
  std::uint32_t opening() const { return opening_; }  // token
  bool double_open() const { return double_; }

 private:
  void Turn(bool* mark, std::uint32_t token) {
    *mark = !*mark;
    if (*mark) opening_ = token;
  }
  // Words written with an apostrophe in front: 'cause, 'til, 'em.
  bool Shortened(const Token& token) const {
    const std::string folded = FoldWord(token.range.of(view_.text));
    for (const std::string_view word : {"cause", "cos", "coz", "til", "till", "em", "bout", "n",
                                        "tis", "twas", "round", "kay", "ere", "nuff", "sup"}) {
      if (folded == word) return true;
    }
    return false;
  }

  const MessageView& view_;
  bool double_ = false, single_ = false;
  std::uint32_t opening_ = 0;
};

inline bool Overlap(const RowMatch& a, const RowMatch& b) {
  return a.begin < b.end && b.begin < a.end;
}

// One message at a time; const.
class SlowContext {
 public:
  explicit SlowContext(const Program& program) : program_(program), why_(Lookup(program, "why")) {}

  bool KeepPossible(MessageView* view) const {
    std::size_t kept = 0;
    for (const RowMatch& row : view->rows) {
      const RuleInfo& rule = program_.rules[row.output.target];
      const bool short_form = (rule.gates & kGateWhole) != 0;
      // A form that is the whole message or nothing: inside a longer one it is not that form, and
      // no hit to be kept as voided.
      if (!RowHolds(*view, row) || (short_form && !IsWhole(*view, row))) continue;
      if (rule.edge == Edge::kWhole && !StandsAlone(*view, row)) continue;
      view->rows[kept++] = row;
    }
    view->rows.Truncate(kept);
    return kept > 0;
  }

  void Read(const MessageView& view, bool keep_all, std::vector<Hit>* hits) const {
    std::vector<Candidate> candidates;
    for (const RowMatch& row : view.rows) {
      if (row.output.kind != OutputKind::kHit) continue;
      const RuleInfo& rule = program_.rules[row.output.target];
      if (rule.has_near && !NearHolds(view, row.output.target)) continue;
      const bool same =
          std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& other) {
            return other.row.begin == row.begin && other.row.end == row.end &&
                   other.row.output.target == row.output.target;
          });
      if (same) continue;
      Candidate candidate;
      candidate.row = row;
      Hit& hit = candidate.hit;
      hit.range = view.RangeOf(row.begin, row.end);
      hit.rule = row.output.target;
      hit.about = rule.about;
      hit.intensity = rule.intensity;
      hit.warmth = (view.features & kWarmth) != 0;
      hit.whole_message = IsWhole(view, row);
      Judge(view, row, &hit);
      SetTone(view, row, &hit);
      candidates.push_back(candidate);
    }
    if (!keep_all) DropOverlaps(&candidates);
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
      return std::tuple(a.hit.range.begin, a.hit.range.end, a.hit.rule) <
             std::tuple(b.hit.range.begin, b.hit.range.end, b.hit.rule);
    });
    for (const Candidate& candidate : candidates) hits->push_back(candidate.hit);
  }

 private:
  struct Candidate {
    RowMatch row;
    Hit hit;
  };
  struct Subject {
    enum class Who { kNone, kSelf, kPartner, kBoth, kThird } who = Who::kNone;
    bool question = false;
  };

  bool ClauseStartsAt(const MessageView& view, std::uint32_t index) const {
    if (index == 0 || view.canon[index].before != 0 || view.canon[index - 1].emoji) return true;
    return Is(view, index - 1, Class(kConjunctionClass));
  }

  bool ClauseEndsAt(const MessageView& view, std::uint32_t index) const {
    if (index >= view.canon.size() || view.canon[index].before != 0 || view.canon[index].emoji) {
      return true;
    }
    return Is(view, index, Class(kConjunctionClass));
  }

  bool RowHolds(const MessageView& view, const RowMatch& row) const {
    const std::uint8_t flags = row.output.flags;
    if ((flags & kClauseStart) != 0 && !ClauseStartsAt(view, row.begin)) return false;
    if ((flags & kClauseEnd) != 0 && !ClauseEndsAt(view, row.end)) return false;
    if ((flags & kMessageStart) != 0) {
      for (std::uint32_t i = 0; i < row.begin; ++i) {
        if (!view.canon[i].emoji) return false;
      }
    }
    if ((flags & kMessageEnd) != 0) {
      for (std::uint32_t i = row.end; i < view.canon.size(); ++i) {
        if (!view.canon[i].emoji) return false;
      }
    }
    return true;
  }

  bool EdgeHolds(const MessageView& view, const RowMatch& row) const {
    switch (program_.rules[row.output.target].edge) {
      case Edge::kOpen:
        return true;
      case Edge::kClause:
        if (ClauseEndsAt(view, row.end) || Is(view, row.end, Class(kRightEdgeClass)) ||
            Is(view, row.end, Class(kLaughterClass))) {
          return true;
        }
        for (const ClassMatch& match : view.classes) {
          if (match.begin == row.end &&
              match.number == static_cast<unsigned>(Class(kEdgeAboutClass)))
            return true;
        }
        return false;
      case Edge::kWhole:
        return StandsAlone(view, row);
    }
    return true;
  }

  bool Excepted(const MessageView& view, const RowMatch& row) const {
    for (const RowMatch& other : view.rows) {
      if (other.output.kind != OutputKind::kUnless || other.output.target != row.output.target)
        continue;
      if (!RowHolds(view, other)) continue;
      const bool touches = other.begin <= row.end && row.begin <= other.end;
      if ((other.output.flags & kAnywhere) != 0 || touches) return true;
    }
    return false;
  }

  bool NearHolds(const MessageView& view, std::uint16_t rule) const {
    for (const RowMatch& other : view.rows) {
      if (other.output.kind == OutputKind::kNear && other.output.target == rule &&
          RowHolds(view, other)) {
        return true;
      }
    }
    return false;
  }

  // First word of the clause that holds `index`, but at most `reach` words before it.
  std::uint32_t ClauseBegin(const MessageView& view, std::uint32_t index,
                            std::uint32_t reach) const {
    std::uint32_t begin = index;
    while (begin > 0 && index - begin < reach && !ClauseStartsAt(view, begin)) --begin;
    return begin;
  }

  // A negator in the four words before, same clause, not part of the words themselves. "why do not
  // you ..." is a question that asserts.
  bool Negated(const MessageView& view, const RowMatch& row) const {
    const std::uint32_t from = ClauseBegin(view, row.begin, 4);
    for (std::uint32_t i = from; i < row.begin; ++i) {
      if (!Is(view, i, Class(kNegatorClass)) || Is(view, i, Class(kNoNegationClass))) continue;
      for (std::uint32_t k = i >= 3 ? i - 3 : 0; k < i; ++k) {
        if (view.canon[k].word == why_) return false;
      }
      return true;
    }
    return false;
  }

  bool Hypothetical(const MessageView& view, const RowMatch& row) const {
    const std::uint32_t from = ClauseBegin(view, row.begin, 6);
    for (std::uint32_t i = from; i < row.begin; ++i) {
      if (Is(view, i, Class(kConditionalClass))) return true;
    }
    return false;
  }

  bool Past(const MessageView& view, const RowMatch& row) const {
    const std::uint32_t from = ClauseBegin(view, row.begin, 4);
    for (std::uint32_t i = from; i < row.begin; ++i) {
      if (Is(view, i, Class(kPastClass))) return true;
    }
    return false;
  }

  bool Practical(const MessageView& view, const RowMatch& row) const {
    constexpr std::uint32_t kNear = 12;  // words
    for (std::uint32_t i = 0; i < view.canon.size(); ++i) {
      if (i >= row.begin && i < row.end) continue;
      const std::uint32_t distance = i < row.begin ? row.begin - i : i - row.end;
      if (distance <= kNear && Is(view, i, Class(kPracticalClass))) return true;
    }
    return false;
  }

  // Who is said to do it: the nearest person in the three words before, same clause.
  Subject SubjectOf(const MessageView& view, const RowMatch& row) const {
    Subject subject;
    if (Is(view, row.begin, Class(kIWordClass)) || Is(view, row.begin, Class(kWeWordClass)))
      return subject;
    const std::uint32_t from = ClauseBegin(view, row.begin, 3);
    for (std::uint32_t i = row.begin; i-- > from;) {
      if (Is(view, i, Class(kIWordClass))) {
        subject.who = Subject::Who::kSelf;
      } else if (Is(view, i, Class(kWeWordClass))) {
        subject.who = Subject::Who::kBoth;
      } else if (Is(view, i, Class(kYouWordClass))) {
        subject.who = Subject::Who::kPartner;
        // "do you ...", "are you ...": an auxiliary before the pronoun and a question mark after.
        subject.question = i == ClauseBegin(view, row.begin, 8) + 1;
      } else if (Is(view, i, Class(kThirdPersonClass)) || Is(view, i, Class(kKinWorkClass))) {
        subject.who = Subject::Who::kThird;
      } else {
        continue;
      }
      return subject;
    }
    return subject;
  }

  bool Quoted(const MessageView& view, const RowMatch& row, Hit* hit) const {
    const std::uint32_t first = view.canon[row.begin].token, last = view.canon[row.end - 1].token;
    bool line_quote = false;
    for (std::uint32_t i = 0; i <= row.begin; ++i) {
      const std::uint8_t before = view.canon[i].before;
      if ((before & kBreakHard) != 0 || i == 0) line_quote = (before & kBreakLineQuote) != 0;
    }
    QuoteMarks marks(view);
    for (std::uint32_t t = 0; t <= first; ++t) marks.ReadGap(t);
    std::uint32_t opening = 0;
    while (opening < row.begin && view.canon[opening].token < marks.opening()) ++opening;
    bool in_marks = false;
    if (marks.open()) {
      for (std::uint32_t t = last + 1; t <= view.tokens.list.size() && !in_marks; ++t) {
        const bool was_double = marks.double_open();
        marks.ReadGap(t);
        in_marks = !marks.open() || marks.double_open() != was_double;
      }
    }
    std::uint32_t verb_at = in_marks ? opening : row.begin;
    const std::uint32_t from = verb_at >= 3 ? verb_at - 3 : 0;
    bool verb = false;
    while (verb_at-- > from) {
      if (!in_marks && verb_at + 1 < row.begin &&
          (view.canon[verb_at + 1].before & kBreakHard) != 0)
        break;
      if (Is(view, verb_at, Class(kQuoteVerbClass))) {
        verb = true;
        break;
      }
    }
    if (line_quote) return true;
    if (!verb) return in_marks;
    const std::uint32_t earliest = verb_at >= 3 ? verb_at - 3 : 0;
    for (std::uint32_t i = verb_at; i-- > earliest;) {
      if (Is(view, i, Class(kIWordClass))) return in_marks;
      if (Is(view, i, Class(kYouWordClass))) {
        hit->about = About::kPartner;
        hit->softened = true;
        return false;
      }
    }
    return true;
  }

  // Tone beside the words: laughter softens, hedges weaken.
  void SetTone(const MessageView& view, const RowMatch& row, Hit* hit) const {
    const RuleInfo& rule = program_.rules[row.output.target];
    const bool laughs = (view.features & kLaughter) != 0;
    if (laughs && rule.category != Category::kRepair) {
      bool trivia = false;
      int laughter = 0;
      for (std::uint32_t i = 0; i < view.canon.size(); ++i) {
        trivia = trivia || Is(view, i, Class(kTriviaClass));
        laughter += Is(view, i, Class(kLaughterClass)) ? 1 : 0;
      }
      if ((trivia || laughter > 1) && hit->modality == Modality::kAsserted) {
        hit->modality = Modality::kJoking;
      }
      hit->softened = true;
    }
    const std::uint32_t from = ClauseBegin(view, row.begin, 4);
    for (std::uint32_t i = from; i < row.begin; ++i) {
      if (Is(view, i, Class(kHedgeClass))) hit->intensity = 1;
    }
    // "sorry but ...": qualified.
    if (rule.category == Category::kRepair && row.end < view.canon.size() &&
        Is(view, row.end, Class(kContrastClass))) {
      hit->intensity = 1;
      hit->softened = true;
      if (rule.subcode[0] == 'R' && rule.subcode[1] == '1' && rule.subcode[2] == '2') {
        hit->modality = Modality::kException;
      }
    }
    if ((view.features & kFlatEmoji) != 0 && IsBehaviour(rule.category) && hit->intensity < 3) {
      ++hit->intensity;
    }
  }

  void Judge(const MessageView& view, const RowMatch& row, Hit* hit) const {
    const RuleInfo& rule = program_.rules[row.output.target];
    const bool behaviour = IsBehaviour(rule.category);
    const bool safety = rule.category >= Category::kSelfHarm;
    if (Excepted(view, row)) {
      hit->modality = Modality::kException;
      return;
    }
    if (!EdgeHolds(view, row)) {
      hit->modality = Modality::kEdge;
      return;
    }
    if (Quoted(view, row, hit)) {
      hit->modality = Modality::kQuoted;
      return;
    }
    const Subject subject = SubjectOf(view, row);
    if (subject.who == Subject::Who::kThird) {
      hit->modality = Modality::kThirdParty;
      return;
    }
    if (Negated(view, row)) {
      hit->modality = Modality::kNegated;
      return;
    }
    if (!safety && rule.category != Category::kRepair && Hypothetical(view, row)) {
      hit->modality = Modality::kHypothetical;
      return;
    }
    if (behaviour && Past(view, row)) {
      hit->modality = Modality::kPast;
      return;
    }
    if (behaviour && rule.about == About::kSelf) {
      if (subject.who == Subject::Who::kPartner) {
        if (subject.question) {  // "do you need space?" offers
          hit->modality = Modality::kHypothetical;
          return;
        }
        hit->about = About::kPartner;
      } else if (subject.who == Subject::Who::kBoth) {
        hit->about = About::kBoth;
      }
    }
    const bool bond = rule.category == Category::kWithdrawal &&
                      (rule.subcode[1] == '4' || rule.subcode[1] == '5' || rule.subcode[1] == '6');
    if (behaviour && hit->about == About::kSelf && !bond && rule.intensity < 3 &&
        Practical(view, row)) {
      hit->modality = Modality::kNonrelational;
    }
  }

  bool StandsAlone(const MessageView& view, const RowMatch& row) const {
    for (std::uint32_t i = 0; i < view.canon.size(); ++i) {
      if ((i < row.begin || i >= row.end) && !view.canon[i].emoji) return false;
    }
    return true;
  }

  bool IsWhole(const MessageView& view, const RowMatch& row) const {
    return view.written_words <= 3 && StandsAlone(view, row);
  }

  // Within a category: what counts before what is voided, then the longest, then the stronger form.
  // Two rules over the same words stay both if their gates may differ (weak beside strong).
  void DropOverlaps(std::vector<Candidate>* candidates) const {
    const auto rank = [&](const Candidate& c) {
      const RuleInfo& rule = program_.rules[c.row.output.target];
      return std::tuple(c.hit.modality != Modality::kAsserted,
                        -static_cast<std::int64_t>(c.row.end - c.row.begin), rule.gates != 0,
                        rule.strength == Strength::kWeak, c.hit.rule);
    };
    std::sort(candidates->begin(), candidates->end(),
              [&](const Candidate& a, const Candidate& b) { return rank(a) < rank(b); });
    std::vector<Candidate> kept;
    for (const Candidate& candidate : *candidates) {
      const RuleInfo& rule = program_.rules[candidate.row.output.target];
      const bool covered = std::any_of(kept.begin(), kept.end(), [&](const Candidate& other) {
        const RuleInfo& better = program_.rules[other.row.output.target];
        if (better.category != rule.category || !Overlap(other.row, candidate.row)) return false;
        // A gated hit does not hide one whose gate differs: the sequence pass decides.
        return better.gates == 0 || better.gates == rule.gates ||
               candidate.hit.modality != Modality::kAsserted;
      });
      if (!covered) kept.push_back(candidate);
    }
    *candidates = std::move(kept);
  }

  int Class(ContextClass wanted) const { return program_.context_classes[wanted]; }
  bool Is(const MessageView& view, std::uint32_t index, int number) const {
    return InClass(program_, view, index, number);
  }

  const Program& program_;
  WordId why_ = 0;
};

}  // namespace ebb::slow
