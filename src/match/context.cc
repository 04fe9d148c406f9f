#include "match/context.h"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "chat/facts.h"
#include "match/person.h"
#include "match/quotation.h"
#include "match/tone.h"
#include "match/word_context.h"

namespace ebb {
namespace {

WordId Lookup(const Program& program, std::string_view word) {
  const SpellingInfo& info = program.spelling_info[program.SpellingOf(KeyOfFolded(word))];
  const WordId id = info.count == 1 ? program.expansions[info.words] : 0;
  return id == 0 ? ~WordId{0} : id;
}

// May the words go on as they do?
bool EdgeHolds(const WordContext& words, const RowMatch& row) {
  switch (words.RuleOf(row).edge) {
    case Edge::kOpen:
      return true;
    case Edge::kClause:
      return words.ClauseEndsAt(row.end) || words.Is(row.end, kRightEdgeClass) ||
             words.Is(row.end, kLaughterClass) ||
             (words.view().marks.words[row.end] & MessageMarks::kEdgeAboutHere) != 0;
    case Edge::kWhole:
      return words.StandsAlone(row);
  }
  return true;
}

// A word of the class in the `reach` words before, same clause.
bool ClauseHolds(const WordContext& words, const RowMatch& row, std::uint32_t reach,
                 ContextClass wanted) {
  return words.AnyIs(words.ClauseBegin(row.begin, reach), row.begin, wanted);
}

// A practical reason close by, on either side.
bool Practical(const WordContext& words, const RowMatch& row) {
  constexpr std::uint32_t kNear = 12;  // words
  const std::uint32_t from = row.begin > kNear ? row.begin - kNear : 0;
  const std::uint32_t to = std::min(words.size(), row.end + kNear + 1);
  return words.AnyIs(from, row.begin, kPracticalClass) || words.AnyIs(row.end, to, kPracticalClass);
}

// W4 to W6 touch the bond itself: no practical reason takes that back.
bool TouchesBond(const RuleInfo& rule) {
  return rule.category == Category::kWithdrawal && rule.subcode[1] >= '4' && rule.subcode[1] <= '6';
}

Hit HitOf(const WordContext& words, const RowMatch& row) {
  const RuleInfo& rule = words.RuleOf(row);
  Hit hit;
  hit.range = words.view().RangeOf(row.begin, row.end);
  hit.rule = row.output.target;
  hit.about = rule.about;
  hit.intensity = rule.intensity;
  hit.warmth = (words.view().features & kWarmth) != 0;
  hit.whole_message = words.IsWhole(row);
  return hit;
}

}  // namespace

ContextReader::ContextReader(const Program& program)
    : program_(program), why_(Lookup(program, "why")) {}

// A negator in the four words before, same clause, not part of the words themselves. "why do not
// you ..." is a question that asserts.
bool ContextReader::Negated(const WordContext& words, const RowMatch& row) const {
  for (std::uint32_t i = words.ClauseBegin(row.begin, 4); i < row.begin; ++i) {
    if (!words.Is(i, kNegatorClass) || words.Is(i, kNoNegationClass)) continue;
    for (std::uint32_t k = i >= 3 ? i - 3 : 0; k < i; ++k) {
      if (words.view().canon[k].word == why_) return false;
    }
    return true;
  }
  return false;
}

Modality ContextReader::Judge(const WordContext& words, const RowIndex& rows,
                              const QuoteTable& quotes, const RowMatch& row, Hit* hit) const {
  if (rows.Excepted(row)) return Modality::kException;
  if (!EdgeHolds(words, row)) return Modality::kEdge;
  const Reported reported = ReportedSpeech(words, quotes, row);
  if (reported == Reported::kYes) return Modality::kQuoted;
  if (reported == Reported::kPartnersWords) {
    hit->about = About::kPartner;
    hit->softened = true;
  }
  return JudgeAsserted(words, row, hit);
}

Modality ContextReader::JudgeAsserted(const WordContext& words, const RowMatch& row,
                                      Hit* hit) const {
  using Who = Subject::Who;
  const RuleInfo& rule = words.RuleOf(row);
  const bool behaviour = IsBehaviour(rule.category);
  const bool may_be_hypothetical =
      rule.category < Category::kSelfHarm && rule.category != Category::kRepair;
  const Subject subject = SubjectOf(words, row);
  if (subject.who == Who::kThird) return Modality::kThirdParty;
  if (Negated(words, row)) return Modality::kNegated;
  if (may_be_hypothetical && ClauseHolds(words, row, 6, kConditionalClass)) {
    return Modality::kHypothetical;
  }
  if (!behaviour) return Modality::kAsserted;
  if (ClauseHolds(words, row, 4, kPastClass)) return Modality::kPast;
  if (rule.about == About::kSelf && subject.who == Who::kPartner) {
    if (subject.question) return Modality::kHypothetical;  // "do you need space?" offers
    hit->about = About::kPartner;
  }
  if (rule.about == About::kSelf && subject.who == Who::kBoth) hit->about = About::kBoth;
  const bool excusable = hit->about == About::kSelf && !TouchesBond(rule) && rule.intensity < 3;
  return excusable && Practical(words, row) ? Modality::kNonrelational : Modality::kAsserted;
}

bool ContextReader::KeepPossible(MessageView* view) const {
  if (view->rows.empty()) return false;
  FillMarks(program_, view);
  const WordContext words(program_, *view);
  std::size_t kept = 0;
  for (const RowMatch& row : view->rows) {
    const RuleInfo& rule = words.RuleOf(row);
    const bool short_form = (rule.gates & kGateWhole) != 0;
    // A form that is the whole message or nothing: inside a longer one it is not that form, and no
    // hit to be kept as voided.
    if (!words.Holds(row) || (short_form && !words.IsWhole(row))) continue;
    if (rule.edge == Edge::kWhole && !words.StandsAlone(row)) continue;
    view->rows[kept++] = row;
  }
  view->rows.Truncate(kept);
  return kept > 0;
}

void ContextReader::Read(const MessageView& view, bool keep_all, ContextScratch* scratch,
                         std::vector<Hit>* hits) const {
  if (view.rows.empty()) return;
  const WordContext words(program_, view);
  RowIndex& rows = scratch->rows;
  rows.Fill(words);
  const QuoteTable quotes(view);
  const bool play = IsPlay(words);
  std::vector<Candidate>& candidates = scratch->candidates;
  candidates.clear();
  for (const RowMatch& row : rows.hits()) {
    if (words.RuleOf(row).has_near && !rows.HasNear(row.output.target)) continue;
    Candidate candidate{row, HitOf(words, row), 0};
    candidate.hit.modality = Judge(words, rows, quotes, row, &candidate.hit);
    SetTone(words, row, play, &candidate.hit);
    candidates.push_back(candidate);
  }
  if (!keep_all) DropOverlaps(program_, view.canon.size(), &candidates);
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(a.hit.range.begin, a.hit.range.end, a.hit.rule) <
           std::tuple(b.hit.range.begin, b.hit.range.end, b.hit.rule);
  });
  for (const Candidate& candidate : candidates) hits->push_back(candidate.hit);
}

}  // namespace ebb
