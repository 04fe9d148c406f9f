#include "sequence/pair_talk.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "sequence/turns.h"

namespace ebb {
namespace {

constexpr std::uint32_t kNoCode = 0;

struct SubcodeCode {
  std::string_view subcode;
  std::uint32_t codes;
};

constexpr SubcodeCode kSubcodes[] = {
    {"P3", kHarsh},
    {"P5", kHarsh},
    {"P8", kHarsh},
    {"P2", kChased},
    {"D3", kDismissed},
    {"D6", kDismissed},
    {"D4", kCurtWord},
    {"W1", kDeclinedBare},
    {"W2", kDeclinedBare},
    {"W7", kDeclinedBare},
    {"W3", kTouchDeclined},
    {"A1", kPostponed},
    {"A4", kPostponed},
    {"A6", kPostponed},
    {"A7", kPostponed},
    {"R7", kPromisedReturn},
    {"R9", kOpenedGently},
    {"R13", kAccepted},
    {"R11", kApologised | kWarmMending},
    {"R1", kCheckedIn},
    {"R4", kWarmMending},
    {"R12", kWarmMending},
};

std::uint32_t SubcodeCodes(std::string_view subcode) {
  for (const SubcodeCode& entry : kSubcodes) {
    if (entry.subcode == subcode) return entry.codes;
  }
  return 0;
}

std::uint32_t CategoryCodes(Category category, std::string_view subcode) {
  switch (category) {
    case Category::kWithdrawal:
      return kWithdrew;
    case Category::kShutdown:
      return kShutDown;
    case Category::kAvoidance:
      return kAvoided;
    case Category::kNeglect:
      return kComplained;
    case Category::kPressure:
      return subcode == "P6" ? kNoCode : std::uint32_t{kPressed};
    case Category::kRepair:
      return subcode == "R13" ? kNoCode : std::uint32_t{kMended};
    case Category::kGrandGesture:
      return kGrandGestureMade;
    case Category::kSelfHarm:
    case Category::kAbuseControl:
      return kDangerous;
    case Category::kBoundary:
      return kWithdrew;
  }
  return 0;
}

bool IsOwnOnly(Category category) {
  return category != Category::kNeglect && category != Category::kPressure &&
         category != Category::kSelfHarm && category != Category::kAbuseControl;
}

// Kept, or lost to its surroundings only.
bool IsWorded(const Flag& flag) {
  return flag.counts || flag.reason == Reason::kGateMissing || flag.reason == Reason::kOutweighed;
}

std::uint32_t WordedCodes(const Flag& flag, const Rule& rule) {
  if (rule.learned || flag.hit.softened || !IsWorded(flag)) return 0;
  const bool distance = (CategoryCodes(rule.category, rule.subcode) & kDistanceCodes) != 0;
  return distance && flag.hit.about != About::kPartner ? std::uint32_t{kDistanceWorded} : kNoCode;
}

// That somebody said they would be back is in the words, however sure the decision layer is that
// the message is repair.
std::uint32_t SaidCodes(const Flag& flag, const Rule& rule) {
  const bool kept = flag.counts || flag.reason == Reason::kOutweighed;
  const bool said = kept && !rule.learned && !flag.hit.softened;
  if (!said || flag.hit.about == About::kPartner) return 0;
  return SubcodeCodes(rule.subcode) & kPromisedReturn;
}

std::uint32_t CountedCodes(const Flag& flag, const Rule& rule) {
  if (!flag.counts || flag.confidence != Confidence::kHigh) return 0;
  const Category category = CategoryOf(flag, rule);
  if (IsOwnOnly(category) && flag.hit.about == About::kPartner) {
    return (CategoryCodes(category, {}) & kDistanceCodes) != 0 ? std::uint32_t{kToldOfOther}
                                                               : kNoCode;
  }
  return CategoryCodes(category, rule.subcode) | SubcodeCodes(rule.subcode);
}

std::uint32_t CodesOf(const Flag& flag, const Rule& rule) {
  if (flag.reason == Reason::kSafetyBoundary) return kDangerous;
  return CountedCodes(flag, rule) | WordedCodes(flag, rule) | SaidCodes(flag, rule);
}

// Gaps are counted in bins of a tenth of a decade, from one second on.
constexpr double kBinsPerDecade = 20;
constexpr std::size_t kBins = 160;

std::size_t GapBin(std::uint32_t gap) {
  const auto bin = static_cast<std::size_t>(kBinsPerDecade * std::log10(std::max(gap, 1u)));
  return std::min(bin, kBins - 1);
}

// Most gaps are short, and there are as many as turns: those are put in their bins all at once.
class GapCounts {
 public:
  void Add(std::uint32_t gap) {
    if (gap < short_.size()) {
      ++short_[gap];
    } else {
      ++bins_[GapBin(gap)];
    }
  }
  std::vector<std::uint32_t> Histogram() const {
    std::vector<std::uint32_t> bins = bins_;
    for (std::uint32_t gap = 0; gap < short_.size(); ++gap) {
      if (short_[gap] > 0) bins[GapBin(gap)] += short_[gap];
    }
    return bins;
  }

 private:
  std::vector<std::uint32_t> bins_ = std::vector<std::uint32_t>(kBins);
  std::array<std::uint32_t, 4096> short_{};
};

std::uint32_t BinSeconds(std::size_t bin) {
  return static_cast<std::uint32_t>(
      std::lround(std::pow(10.0, (static_cast<double>(bin) + 0.5) / kBinsPerDecade)));
}

}  // namespace

std::vector<CodeMark> MarksOf(const Timeline& timeline, const std::vector<Flag>& flags,
                              const std::vector<Rule>& rules) {
  std::vector<Position> position_of;
  if (timeline.reordered()) {
    position_of.resize(timeline.size());
    for (Position p = 0; p < timeline.size(); ++p) position_of[timeline.Message(p)] = p;
  }
  std::vector<CodeMark> marks;
  for (const Flag& flag : flags) {
    const std::uint32_t codes = CodesOf(flag, rules[flag.hit.rule]);
    if (codes == 0) continue;
    const Position at = position_of.empty() ? flag.hit.message : position_of[flag.hit.message];
    marks.push_back({at, codes});
  }
  if (!timeline.reordered()) return marks;  // as the flags are
  std::stable_sort(marks.begin(), marks.end(),
                   [](const CodeMark& a, const CodeMark& b) { return a.position < b.position; });
  return marks;
}

std::uint32_t SessionGap(const std::vector<std::uint32_t>& gap_histogram) {
  constexpr std::uint32_t kDefault = 4 * 3600;
  const std::size_t from = GapBin(3600), to = GapBin(8 * 3600);
  std::vector<double> smooth(gap_histogram.size());
  for (std::size_t i = 2; i + 2 < gap_histogram.size(); ++i) {
    smooth[i] = (gap_histogram[i - 2] + 2.0 * gap_histogram[i - 1] + 3.0 * gap_histogram[i] +
                 2.0 * gap_histogram[i + 1] + gap_histogram[i + 2]) /
                9.0;
  }
  if (smooth.size() <= to + 1) return kDefault;
  // A valley is lower than both of its ends, and by more than chance in a small chat would make it.
  const auto low = std::min_element(smooth.begin() + static_cast<std::ptrdiff_t>(from),
                                    smooth.begin() + static_cast<std::ptrdiff_t>(to) + 1);
  const double ends = std::min(smooth[from], *std::max_element(low, smooth.end()));
  if (ends < 10 || *low > 0.75 * ends) return kDefault;
  return BinSeconds(static_cast<std::size_t>(low - smooth.begin()));
}

Talk::Talk(const Timeline& timeline, std::array<std::uint16_t, 2> sides,
           const std::vector<CodeMark>& marks, const std::vector<ConflictEpisode>& conflicts)
    : timeline_(&timeline), conflicts_(&conflicts), sides_(sides) {
  CutTurns(marks);
  LinkAnswers();
  MarkConflicts();
}

void Talk::CutTurns(const std::vector<CodeMark>& marks) {
  turns_.reserve(timeline_->size());  // room not touched costs nothing, growing costs twice
  GapCounts gaps;
  std::size_t mark = 0;
  int side = -1;
  std::uint32_t end = 0;
  for (Position p = 0; p < timeline_->size(); ++p) {
    const MessageFacts& facts = timeline_->Facts(p);
    if (!Belongs(facts)) continue;
    const int own = SideOf(facts);
    ++messages_[static_cast<std::size_t>(own)];
    if (facts.sent != 0) {
      if (own != side || SecondsBetween(end, facts.sent) > kTurnGap) {
        if (side >= 0) gaps.Add(SecondsBetween(end, facts.sent));
        turns_.push_back({p, static_cast<std::uint32_t>(own) << kSideBit});
        side = own;
      }
      if (first_time_ == 0) first_time_ = facts.sent;
      end = std::max(end, facts.sent);
    }
    for (; mark < marks.size() && marks[mark].position <= p; ++mark) {
      if (marks[mark].position == p && own == side) turns_.back().bits |= marks[mark].codes;
    }
  }
  last_time_ = end;
  dated_ = !turns_.empty();
  session_gap_ = SessionGap(gaps.Histogram());
}

void Talk::LinkAnswers() {
  std::array<std::size_t, 2> next{kNone, kNone};
  for (std::size_t t = turns_.size(); t-- > 0;) {
    const auto side = static_cast<std::size_t>(Side(t));
    const std::size_t answer = next[1 - side];
    const std::size_t way = answer == kNone ? 0 : std::min<std::size_t>(answer - t, kFar);
    turns_[t].bits |= static_cast<std::uint32_t>(way) << kNextShift;
    next[side] = t;
  }
}

void Talk::MarkConflicts() {
  for (const ConflictEpisode& episode : *conflicts_) {
    for (std::size_t t = TurnAt(episode.first); t < size() && turns_[t].first <= episode.last;
         ++t) {
      turns_[t].bits |= kConflictBit;
    }
  }
}

std::uint32_t Talk::End(std::size_t turn) const {
  const std::uint16_t sender = sides_[static_cast<std::size_t>(Side(turn))];
  std::uint32_t end = Begin(turn);
  const Position stop = Stop(turn);
  for (Position p = turns_[turn].first + 1; p < stop; ++p) {
    const MessageFacts& facts = timeline_->Facts(p);
    if (facts.sender == sender && !IsNotice(facts)) end = std::max(end, facts.sent);
  }
  return end;
}

std::size_t Talk::TurnAt(Position position) const {
  const auto after =
      std::upper_bound(turns_.begin(), turns_.end(), position,
                       [](Position p, const Compact& turn) { return p < turn.first; });
  if (after == turns_.begin()) return 0;
  return static_cast<std::size_t>(after - turns_.begin()) - 1;
}

bool Talk::OpensSession(std::size_t turn, std::uint32_t gap) const {
  if (turn == 0) return true;
  return SecondsBetween(End(turn - 1), Begin(turn)) > gap;
}

}  // namespace ebb
