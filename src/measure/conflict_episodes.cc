#include "measure/conflict_episodes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "measure/figures.h"
#include "measure/gate.h"
#include "measure/quantile.h"
#include "measure/statistics.h"
#include "measure/wording.h"
#include "sequence/conflict_spans.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::uint64_t kEnoughForShares = 5;
constexpr std::size_t kQuotesBetween = 4;
constexpr int kWeeksOfPoint = 4;

// The points of M9 as far as a turn still shows them.
int Heat(const TalkTurn& turn) {
  int heat = turn.Has(kHarsh | kDismissed) ? 2 : 0;
  if (heat == 0 && turn.Has(kPressed | kShutDown)) heat = 1;
  if (turn.Shows(kLaughter | kWarmth)) return heat;
  return heat + (turn.Shows(kNegativeEmotion) ? 1 : 0) + (turn.Shows(kShouting) ? 1 : 0) +
         (turn.Shows(kYouAlways) ? 1 : 0);
}

// The first turn, the four hottest ones, the last.
std::vector<Position> Quotes(const Talk& talk, const ConflictSpan& span) {
  std::vector<std::pair<int, std::size_t>> hottest;
  for (std::size_t t = span.first + 1; t < span.last; ++t) {
    const int heat = Heat(talk.At(t));
    if (heat > 0) hottest.emplace_back(-heat, t);
  }
  std::sort(hottest.begin(), hottest.end());
  hottest.resize(std::min(hottest.size(), kQuotesBetween));
  std::vector<std::size_t> turns{span.first};
  for (const auto& [heat, turn] : hottest) turns.push_back(turn);
  if (span.last != span.first) turns.push_back(span.last);
  std::sort(turns.begin(), turns.end());
  std::vector<Position> quotes;
  quotes.reserve(turns.size());
  for (const std::size_t turn : turns) quotes.push_back(MessageToQuote(talk, talk.At(turn)));
  return quotes;
}

double Minutes(const ConflictSpan& span) { return (span.end - span.begin) / 60.0; }

Episode EpisodeOf(const Talk& talk, const ConflictSpan& span) {
  Episode episode;
  episode.kind = EpisodeKind::kConflict;
  episode.first = talk.At(span.first).first;
  episode.last = talk.At(span.last).last;
  episode.begin = span.begin;
  episode.end = span.end;
  episode.turns = span.turns();
  episode.figures.push_back(
      MakeFigure("intensity", "intensity (points in ten turns)", "count", span.turns(), span.peak));
  episode.figures.push_back(
      MakeFigure("length", "from first to last", "minutes", span.turns(), Minutes(span)));
  if (span.dangerous) return episode;
  episode.side = talk.Side(span.first);
  episode.ended_by = talk.Side(span.last);
  episode.shown = Quotes(talk, span);
  return episode;
}

std::vector<Episode> ListEpisodes(const Talk& talk, std::vector<ConflictSpan> spans) {
  if (spans.size() > kMostEpisodesListed) {
    std::stable_sort(spans.begin(), spans.end(),
                     [](const ConflictSpan& a, const ConflictSpan& b) { return a.peak > b.peak; });
    spans.resize(kMostEpisodesListed);
    std::sort(spans.begin(), spans.end(),
              [](const ConflictSpan& a, const ConflictSpan& b) { return a.first < b.first; });
  }
  std::vector<Episode> episodes;
  episodes.reserve(spans.size());
  for (const ConflictSpan& span : spans) episodes.push_back(EpisodeOf(talk, span));
  return episodes;
}

// Episodes begun in each four weeks; known where two of them are not thin and all four are there.
Series PerFourWeeks(const MeasureInput& input, const std::vector<ConflictSpan>& spans) {
  Series series{"conflicts", "stretches of conflict begun in four weeks", "count", -1, {}};
  if (input.weeks.empty() || input.weeks.front().undated) return series;
  const std::int32_t first = input.weeks.front().number;
  std::vector<int> weeks;
  for (const Week& week : input.weeks) {
    if (week.undated) continue;
    const auto point = static_cast<std::size_t>((week.number - first) / kWeeksOfPoint);
    while (series.points.size() <= point) {
      const auto begun = static_cast<std::int32_t>(series.points.size()) * kWeeksOfPoint;
      series.points.push_back({first + begun, false, 0, 0});
      weeks.push_back(0);
    }
    ++weeks[point];
    series.points[point].n += week.thin ? 0 : 1;
  }
  for (const ConflictSpan& span : spans) {
    const std::int32_t since = WeekNumber(span.begin) - first;
    const auto point = static_cast<std::size_t>(std::max(since, 0) / kWeeksOfPoint);
    if (point < series.points.size()) series.points[point].value += 1;
  }
  for (std::size_t i = 0; i < series.points.size(); ++i) {
    SeriesPoint& point = series.points[i];
    point.known = weeks[i] == kWeeksOfPoint && point.n >= 2;
    if (!point.known) point.value = 0;
  }
  return series;
}

Figure Frequency(const MeasureInput& input, const std::vector<ConflictSpan>& spans) {
  std::vector<std::uint32_t> begins;
  begins.reserve(spans.size());
  for (const ConflictSpan& span : spans) begins.push_back(span.begin);
  const std::int32_t first = input.weeks.empty() ? 0 : input.weeks.front().number;
  return FrequencyFigure("frequency", "stretches of conflict in four weeks", input.weeks, first,
                         begins);
}

void AddSides(const Talk& talk, const std::vector<ConflictSpan>& told, MeasureResult* result) {
  std::array<std::uint64_t, 2> began{}, ended{}, turns{};
  for (const ConflictSpan& span : told) {
    ++began[static_cast<std::size_t>(talk.Side(span.first))];
    ++ended[static_cast<std::size_t>(talk.Side(span.last))];
    for (std::size_t t = span.first; t <= span.last; ++t) {
      ++turns[static_cast<std::size_t>(talk.Side(t))];
    }
  }
  const bool enough = told.size() >= kEnoughForShares;
  for (std::size_t side = 0; side < 2; ++side) {
    std::vector<Figure>& figures = result->sides[side];
    figures.push_back(CountFigure("began", "wrote the first heated message", began[side]));
    figures.push_back(ShareFigure("began_share", "share of first heated messages",
                                  {began[side], told.size()}, enough));
    figures.push_back(ShareFigure("ended_share", "share of last heated messages",
                                  {ended[side], told.size()}, enough));
    figures.push_back(CountFigure("turns", "turns within them", turns[side]));
  }
}

void AddPair(const Talk& talk, const std::vector<ConflictSpan>& spans, MeasureResult* result) {
  std::vector<double> turns, minutes, peaks;
  double all = 0;
  for (const ConflictSpan& span : spans) {
    turns.push_back(span.turns());
    minutes.push_back(Minutes(span));
    peaks.push_back(span.peak);
    all += span.turns();
  }
  const std::size_t n = spans.size();
  result->pair.push_back(CountFigure("conflicts", "stretches of conflict", n));
  result->pair.push_back(MakeFigure("turns_share", "share of all turns within them", "share",
                                    talk.size(), all / static_cast<double>(talk.size())));
  const auto typical = [&](const char* key, const char* label, const char* unit,
                           const std::vector<double>& values) {
    result->pair.push_back(n == 0 ? NotShown(key, label, unit, n)
                                  : MakeFigure(key, label, unit, n, *Median(values)));
  };
  typical("turns", "typical number of turns", "count", turns);
  typical("length", "typical time from first to last", "minutes", minutes);
  typical("intensity", "typical intensity (points in ten turns)", "count", peaks);
}

void AddClaim(const std::vector<ConflictSpan>& spans, MeasureResult* result) {
  Claim claim;
  claim.key = "conflicts";
  if (spans.empty()) {
    claim.text = "No stretch of conflict was found in these messages.";
    claim.benign = {"Conflicts may have been talked out in person or on the phone."};
  } else {
    const Figure& turns = result->pair[2];
    claim.text = fmt::format("{} in these messages, typically {} turns long.",
                             spans.size() == 1
                                 ? "1 stretch of conflict was found"
                                 : fmt::format("{} stretches of conflict were found", spans.size()),
                             fmt::format("{:.3g}", turns.value));
    claim.benign = {"Arguing in writing can be a way of not leaving a matter alone.",
                    "Heated words about something else can look like a conflict of the two."};
  }
  claim.cannot_tell = "Whether there were conflicts cannot be told from these messages.";
  result->claims.push_back(std::move(claim));
}

}  // namespace

MeasureResult ConflictEpisodes(const MeasureInput& input) {
  MeasureResult result;
  result.id = "M9";
  result.key = "conflicts";
  result.title = "Stretches of conflict";
  result.weakness =
      "The search goes by words in one channel: a quiet conflict is missed, a loud joke may be "
      "found, and what came before the first heated message is not known.";
  if (StopsAtGate(input, &result)) return result;
  const std::vector<ConflictSpan> spans = ConflictSpans(input.talk, input.danger_weeks);
  result.state = MeasureState::kShown;
  result.note = "A search aid: open each one and judge for yourself.";
  AddPair(input.talk, spans, &result);
  result.pair.push_back(Frequency(input, spans));
  AddSides(input.talk, WithoutDanger(spans), &result);
  AddClaim(spans, &result);
  result.series.push_back(PerFourWeeks(input, spans));
  result.episodes = ListEpisodes(input.talk, spans);
  return result;
}

}  // namespace ebb
