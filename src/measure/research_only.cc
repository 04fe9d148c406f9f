#include "measure/research_only.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "measure/figures.h"
#include "measure/gate.h"
#include "measure/resample.h"
#include "measure/wording.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::uint64_t kPronounsNeeded = 100;
constexpr std::uint64_t kWordsOfAStretch = 300;
constexpr std::int32_t kStyleWeeks = 4;
constexpr std::size_t kStretchesNeeded = 2, kStretchesForRange = 5;
constexpr std::uint64_t kStyleSeed = 21;
constexpr double kNotZero = 0.0001;  // of the formula

// The small words of one side, over many messages.
struct StyleSum {
  std::array<std::uint64_t, kSmallWordClasses> classes{};
  std::uint64_t i = 0, you = 0, we = 0, words = 0;

  void Add(const StyleCounts& counts) {
    for (std::size_t k = 0; k < classes.size(); ++k) classes[k] += counts.classes[k];
    i += counts.i;
    you += counts.you;
    we += counts.we;
    words += counts.words;
  }
  Share OfPronouns(std::uint64_t k) const { return {k, i + you + we}; }
};

using BothStyles = std::array<StyleSum, 2>;

double Matching(const BothStyles& both) {
  double sum = 0;
  for (std::size_t k = 0; k < kSmallWordClasses; ++k) {
    const auto share = [k](const StyleSum& side) {
      return static_cast<double>(side.classes[k]) / static_cast<double>(side.words);
    };
    const double a = share(both[0]), b = share(both[1]);
    sum += 1 - std::fabs(a - b) / (a + b + kNotZero);
  }
  return sum / kSmallWordClasses;
}

struct StyleOfChat {
  BothStyles all;
  std::int32_t first_week = 0;
  std::vector<BothStyles> stretches;  // of four weeks, from the first week on
};

StyleOfChat Collect(const MeasureInput& input) {
  const Timeline& timeline = input.talk.timeline();
  const std::vector<StyleCounts>& style = timeline.conversation().style;
  StyleOfChat chat;
  chat.first_week = WeekNumber(input.talk.first_time());
  for (Position p = 0; p < timeline.size(); ++p) {
    const MessageFacts& facts = timeline.Facts(p);
    const int side = IsNotice(facts) ? -1 : input.talk.SideOf(facts);
    if (side < 0 || (facts.features & kOtherLanguage) != 0) continue;
    const StyleCounts& counts = style[timeline.Message(p)];
    const auto s = static_cast<std::size_t>(side);
    chat.all[s].Add(counts);
    if (facts.sent == 0) continue;
    const std::int32_t weeks = std::max(WeekNumber(facts.sent) - chat.first_week, 0);
    const auto at = static_cast<std::size_t>(weeks / kStyleWeeks);
    if (at >= chat.stretches.size()) chat.stretches.resize(at + 1);
    chat.stretches[at][s].Add(counts);
  }
  return chat;
}

void AddPronouns(const BothStyles& both, std::size_t side, MeasureResult* result) {
  const StyleSum &own = both[side], &other = both[1 - side];
  const Share we = own.OfPronouns(own.we), of_other = other.OfPronouns(other.we);
  const bool enough = we.n >= kPronounsNeeded;
  std::vector<Figure>& figures = result->sides[side];
  figures = {ShareFigure("i_share", "of the words I, you and we, I (me, my ...)",
                         own.OfPronouns(own.i), enough),
             ShareFigure("you_share", "of the words I, you and we, you (your ...)",
                         own.OfPronouns(own.you), enough),
             ShareFigure("we_share", "of the words I, you and we, we (us, our ...)", we, enough)};
  const bool both_enough = enough && of_other.n >= kPronounsNeeded;
  figures.push_back(PointsFigure("we_ahead", "we, compared with the other", we.n,
                                 both_enough ? ShareDifference(we, of_other) : std::nullopt));
  if (!enough) return;
  result->state = MeasureState::kShown;
  Claim claim;
  claim.key = "we_share";
  claim.side = static_cast<int>(side);
  claim.text = "Of the words I, you and we, {self} wrote we in " + OfHundred(we) + ".";
  claim.cannot_tell = "How often {self} wrote we cannot be told from this chat.";
  claim.benign = {"What there is to plan together decides much of it.",
                  "Studies found more of I and more of we with better and with worse outcomes."};
  result->claims.push_back(claim);
}

void AddMatching(const StyleOfChat& chat, MeasureResult* result) {
  Series series;
  series.key = "style_matching";
  series.label = "how alike the two used small words, by four weeks";
  series.unit = "number";
  std::vector<double> known;
  for (std::size_t i = 0; i < chat.stretches.size(); ++i) {
    const BothStyles& both = chat.stretches[i];
    SeriesPoint point;
    point.week = chat.first_week + static_cast<std::int32_t>(i) * kStyleWeeks;
    point.n = std::min(both[0].words, both[1].words);
    point.known = point.n >= kWordsOfAStretch;
    if (point.known) known.push_back(point.value = Matching(both));
    series.points.push_back(point);
  }
  result->series.push_back(std::move(series));
  const char* key = "style_matching";
  const char* label = "how alike the two used small words, 1 = just as often";
  if (known.size() < kStretchesNeeded) {
    result->pair.push_back(NotShown(key, label, "number", known.size()));
    return;
  }
  const auto mean = [&known](const std::vector<std::size_t>& drawn) -> std::optional<double> {
    double sum = 0;
    for (const std::size_t i : drawn) sum += known[i];
    return sum / static_cast<double>(drawn.size());
  };
  std::vector<std::size_t> each(known.size());
  for (std::size_t i = 0; i < each.size(); ++i) each[i] = i;
  const double value = *mean(each);
  BootstrapOptions options;
  options.seed = kStyleSeed;
  const std::optional<Interval> range = known.size() < kStretchesForRange
                                            ? std::nullopt
                                            : BootstrapInterval(known.size(), mean, options);
  result->pair.push_back(
      range ? MakeRanged(key, label, "number", known.size(), value, range->low, range->high)
            : MakeFigure(key, label, "number", known.size(), value));
  result->state = MeasureState::kShown;
  Claim claim;
  claim.key = "style_matching";
  claim.text = fmt::format(
      "How alike the two used small words (articles, pronouns, prepositions) was {} where 1 is "
      "just "
      "as often, over {} stretches of four weeks.",
      SignificantDigits(value), known.size());
  claim.cannot_tell = "How alike the two use small words cannot be told from this chat.";
  claim.benign = {"How alike two people write says next to nothing of how they get on.",
                  "Talk of one kind, such as errands, makes any two alike."};
  result->claims.push_back(claim);
}

}  // namespace

MeasureResult ResearchOnly(const MeasureInput& input) {
  MeasureResult result;
  result.id = "M21";
  result.key = "research_only";
  result.title = "Measures for research";
  result.weakness = "Links of these with how couples fare are small and were found in groups.";
  if (input.talk.timeline().conversation().style.empty()) {
    result.state = MeasureState::kUnsupported;
    result.note =
        "Left out unless asked for with --research: they say next to nothing of one couple.";
    return result;
  }
  if (StopsAtGate(input, &result)) return result;
  const StyleOfChat chat = Collect(input);
  for (std::size_t side = 0; side < 2; ++side) AddPronouns(chat.all, side, &result);
  AddMatching(chat, &result);
  if (result.state != MeasureState::kShown) {
    const std::uint64_t most = std::max(chat.all[0].OfPronouns(0).n, chat.all[1].OfPronouns(0).n);
    result.note = Needed(most, "of the words I, you and we by one side", kPronounsNeeded) + ".";
  }
  return result;
}

}  // namespace ebb
