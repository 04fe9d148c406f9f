#include "analysis/measure_rows.h"

#include <algorithm>
#include <string_view>

#include "analysis/local_clock.h"
#include "analysis/pick.h"
#include "time/civil.h"

namespace ebb {
namespace {

// Weeks in which a safety list spoke, ascending.
std::vector<std::int32_t> DangerWeeks(const Conversation& conversation,
                                      const SequenceResult& sequence,
                                      const std::vector<Rule>& rules) {
  std::vector<std::int32_t> weeks;
  for (const Flag& flag : sequence.flags) {
    const Category category = rules[flag.hit.rule].category;
    const bool listed =
        flag.counts && (category == Category::kSelfHarm || category == Category::kAbuseControl);
    if (!listed && flag.reason != Reason::kSafetyBoundary) continue;
    const std::uint32_t sent = conversation.facts[flag.hit.message].sent;
    if (sent != 0) weeks.push_back(WeekNumber(sent));
  }
  std::sort(weeks.begin(), weeks.end());
  weeks.erase(std::unique(weeks.begin(), weeks.end()), weeks.end());
  return weeks;
}

SeriesRow MakeSeries(const Series& series) {
  SeriesRow row;
  row.key = series.key;
  row.label = series.label;
  row.unit = series.unit;
  row.partner = series.side;
  for (const SeriesPoint& point : series.points) {
    row.points.push_back({WeekStartDate(point.week), point.known, point.value, point.n});
  }
  return row;
}

EpisodeRow MakeEpisode(const Episode& episode) {
  EpisodeRow row;
  row.kind = EpisodeKindName(episode.kind);
  row.begin = LocalTime(episode.begin);
  row.end = LocalTime(episode.end);
  row.turns = episode.turns;
  row.partner = episode.side;
  row.ended_by = episode.ended_by;
  row.tag = episode.tag;
  row.figures = episode.figures;
  return row;
}

}  // namespace

MeasureGround::MeasureGround(const Conversation& conversation, const SequenceResult& sequence,
                             const std::vector<Rule>& rules, std::array<std::uint16_t, 2> partners)
    : capabilities_(conversation.capabilities),
      timeline_(conversation, sequence.order),
      talk_(timeline_, partners, MarksOf(timeline_, sequence.flags, rules), sequence.conflicts),
      clocks_{WakingClock::Of(talk_, 0), WakingClock::Of(talk_, 1)},
      replies_(talk_, clocks_),
      bids_(FindBids(talk_, replies_)),
      danger_(DangerWeeks(conversation, sequence, rules)) {}

std::vector<MeasureResult> MeasureGround::Take(const std::vector<Week>& weeks,
                                               const MeasureDates& dates, unsigned jobs) const {
  return MeasureTalk({talk_, clocks_, replies_, bids_, capabilities_, weeks, danger_, dates}, jobs);
}

std::string WithNames(const std::string& sentence, int side,
                      const std::array<std::string, 2>& names) {
  const std::size_t self = side == 1 ? 1 : 0;
  const std::pair<std::string_view, const std::string*> places[] = {{"{self}", &names[self]},
                                                                    {"{other}", &names[1 - self]},
                                                                    {"{A}", &names[0]},
                                                                    {"{B}", &names[1]}};
  std::string out;
  for (std::size_t at = 0; at < sentence.size();) {
    const std::string_view rest = std::string_view(sentence).substr(at);
    const auto place = std::find_if(std::begin(places), std::end(places),
                                    [&](const auto& p) { return rest.starts_with(p.first); });
    if (place == std::end(places)) {
      out += sentence[at++];
      continue;
    }
    out += *place->second;
    at += place->first.size();
  }
  return out;
}

MeasureRow MakeMeasureRow(const MeasureResult& result, const std::array<std::string, 2>& names,
                          std::vector<std::size_t>* kept) {
  MeasureRow row;
  row.id = result.id;
  row.key = result.key;
  row.title = result.title;
  row.state = MeasureStateName(result.state);
  row.note = WithNames(result.note, -1, names);
  row.weakness = WithNames(result.weakness, -1, names);
  row.partners.assign(result.sides.begin(), result.sides.end());
  row.pair = result.pair;
  row.claims = result.claims;
  for (Claim& claim : row.claims) {
    claim.text = WithNames(claim.text, claim.side, names);
    claim.cannot_tell = WithNames(claim.cannot_tell, claim.side, names);
    for (std::string& reading : claim.benign) reading = WithNames(reading, claim.side, names);
  }
  for (const Series& series : result.series) row.series.push_back(MakeSeries(series));
  row.episodes_total = result.episodes.size();
  *kept = Spread(result.episodes.size(), std::min(result.episodes.size(), kShownEpisodes));
  for (const std::size_t i : *kept) row.episodes.push_back(MakeEpisode(result.episodes[i]));
  return row;
}

}  // namespace ebb
