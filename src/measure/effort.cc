#include "measure/effort.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "measure/figures.h"
#include "measure/gate.h"
#include "measure/quantile.h"
#include "measure/statistics.h"
#include "measure/week_means.h"
#include "measure/wording.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::uint64_t kMinTurns = 100;
constexpr std::uint64_t kMinDisclosures = 20;
constexpr std::size_t kStretchTurns = 30;  // of each side
constexpr std::size_t kMostWords = 1000;   // longer turns count as this long

// Turns by their number of words.
class WordCounts {
 public:
  void Add(std::uint32_t words) {
    ++counts_[std::min<std::size_t>(words, kMostWords)];
    ++turns_;
  }
  void Clear() {
    counts_.fill(0);
    turns_ = 0;
  }
  std::uint64_t turns() const { return turns_; }
  // As a place between whole numbers: words of the middle turns, each word spread over its unit.
  double Median() const {
    std::uint64_t below = 0;
    for (std::size_t words = 0; words <= kMostWords; ++words) {
      const std::uint64_t here = counts_[words];
      if (2 * (below + here) >= turns_ && here > 0) {
        const double into = (static_cast<double>(turns_) / 2 - static_cast<double>(below)) /
                            static_cast<double>(here);
        return std::max(static_cast<double>(words) - 0.5 + into, 0.5);
      }
      below += here;
    }
    return 0.5;
  }

 private:
  std::array<std::uint32_t, kMostWords + 1> counts_{};
  std::uint64_t turns_ = 0;
};

struct SideEffort {
  WordCounts all, stretch;
  std::uint64_t messages = 0, asking = 0;
  std::uint64_t told = 0, followed_up = 0;  // disclosures of the other answered by this side
};

class EffortReader {
 public:
  explicit EffortReader(const MeasureInput& input) : input_(input) {}

  void Read() {
    ReadMessages();
    ReadTurns();
  }
  SideEffort& side(int side) { return sides_[static_cast<std::size_t>(side)]; }
  const std::vector<WeekSum>& lengths() const { return lengths_; }  // side 0 over side 1, log2

 private:
  void ReadMessages() {
    const Timeline& timeline = input_.talk.timeline();
    for (Position p = 0; p < timeline.size(); ++p) {
      const MessageFacts& facts = timeline.Facts(p);
      const int side = input_.talk.SideOf(facts);
      if (side < 0 || IsNotice(facts)) continue;
      SideEffort& effort = sides_[static_cast<std::size_t>(side)];
      ++effort.messages;
      effort.asking += (facts.features & kQuestion) != 0;
    }
  }

  void ReadTurns() {
    const Talk& talk = input_.talk;
    bool disclosed = false;  // by the turn before
    int before = -1;
    for (std::size_t t = 0; t < talk.size(); ++t) {
      const TalkTurn turn = talk.At(t);
      MoveTo(WeekNumber(turn.begin));
      SideEffort& effort = sides_[static_cast<std::size_t>(turn.side)];
      if (disclosed && turn.side != before) {
        ++effort.told;
        effort.followed_up += turn.Shows(kQuestion);
      }
      if (turn.words > 0) {
        effort.all.Add(turn.words);
        effort.stretch.Add(turn.words);
      }
      disclosed = turn.Shows(kDisclosure);
      before = turn.side;
    }
  }

  void MoveTo(std::int32_t week) {
    if (week <= week_) return;
    week_ = week;
    WordCounts &first = sides_[0].stretch, &second = sides_[1].stretch;
    if (first.turns() < kStretchTurns || second.turns() < kStretchTurns) return;
    lengths_.push_back({std::log2(first.Median()) - std::log2(second.Median()), 1});
    first.Clear();
    second.Clear();
  }

  const MeasureInput& input_;
  std::array<SideEffort, 2> sides_;
  std::vector<WeekSum> lengths_;
  std::int32_t week_ = -1;
};

Figure Per100(const char* key, const char* label, std::uint64_t k, std::uint64_t n) {
  if (n == 0) return NotShown(key, label, "per 100", n);
  const Interval range = Wilson(k, n);
  return MakeRanged(key, label, "per 100", n,
                    100.0 * static_cast<double>(k) / static_cast<double>(n), 100 * range.low,
                    100 * range.high);
}

Figure FollowUp(const SideEffort& effort) {
  const char *key = "follow_up",
             *label = "share of the other's disclosures answered with a question";
  return ShareFigure(key, label, {effort.followed_up, effort.told}, effort.told >= kMinDisclosures);
}

Figure Length(int side, std::uint64_t turns, const std::vector<WeekSum>& lengths) {
  const char *key = "length", *label = "length of turns against the other's";
  const auto mean = MeanOfWeeks(lengths);
  if (!mean) return NotShown(key, label, "doublings", turns);
  const double sign = side == 0 ? 1 : -1;
  const auto [low, high] =
      std::minmax({sign * mean->estimate.range.low, sign * mean->estimate.range.high});
  return MakeRanged(key, label, "doublings", turns, sign * mean->estimate.value, low, high);
}

Claim QuestionsClaim(int side, const Figure& questions) {
  Claim claim;
  claim.key = "questions";
  claim.side = side;
  claim.text =
      fmt::format("{{self}} asked something in {} messages (range {} to {}; {} messages).",
                  SignificantDigits(questions.value) + " of 100", SignificantDigits(questions.low),
                  SignificantDigits(questions.high), questions.n);
  claim.cannot_tell = "How often {self} asked cannot be told from these messages.";
  claim.benign = {"Some people ask by telling of themselves first.",
                  "Questions asked in person or on the telephone are not here."};
  return claim;
}

void FillSide(int side, EffortReader* reader, MeasureResult* result) {
  const SideEffort& effort = reader->side(side);
  auto& figures = result->sides[static_cast<std::size_t>(side)];
  const std::uint64_t turns = effort.all.turns();
  figures.push_back(CountFigure("turns", "turns with words", turns));
  if (result->state != MeasureState::kShown) return;
  figures.push_back(MakeFigure("words_median", "typical words of a turn", "count", turns,
                               std::round(effort.all.Median())));
  figures.push_back(Length(side, turns, reader->lengths()));
  figures.push_back(
      Per100("questions", "messages with a question", effort.asking, effort.messages));
  figures.push_back(FollowUp(effort));
  result->claims.push_back(QuestionsClaim(side, figures[3]));
}

std::string WhyNot(const Talk& talk, EffortReader* reader) {
  const std::uint64_t fewer = std::min(reader->side(0).all.turns(), reader->side(1).all.turns());
  if (fewer < kMinTurns) return Needed(fewer, "turns with words", kMinTurns);
  if (!IsMostlyMedia(talk)) return {};
  return "More than half of the messages are pictures or voice, whose words are not here.";
}

}  // namespace

MeasureResult EffortBalance(const MeasureInput& input) {
  MeasureResult result;
  result.id = "M6";
  result.key = "effort";
  result.title = "Length, questions and following up";
  result.weakness = "Style, age, the keyboard and voice notes decide how long messages are.";
  if (StopsAtGate(input, &result)) return result;
  EffortReader reader(input);
  reader.Read();
  result.note = WhyNot(input.talk, &reader);
  if (result.note.empty()) result.state = MeasureState::kShown;
  for (int side = 0; side < 2; ++side) FillSide(side, &reader, &result);
  return result;
}

}  // namespace ebb
