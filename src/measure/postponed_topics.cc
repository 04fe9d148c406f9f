#include "measure/postponed_topics.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "measure/figures.h"
#include "measure/gate.h"
#include "measure/statistics.h"
#include "measure/survival.h"
#include "measure/wording.h"
#include "sequence/kept_returns.h"
#include "sequence/open_topics.h"

namespace ebb {
namespace {

constexpr std::size_t kEpisodes = 60;  // the most put off; the rest is counted
constexpr std::uint32_t kThird = 3;

struct TopicSums {
  std::uint64_t topics = 0, times = 0, twice = 0, third = 0;
  std::uint64_t raised_self = 0, raised = 0;
  std::vector<Wait> open_days;
  std::uint64_t untraceable = 0;

  bool HasTopics() const { return twice >= kTopicsForShares; }
  // One topic put off time and again says as much as three.
  bool HasReturns() const { return HasTopics() || (third > 0 && raised >= kRaisedForShare); }
};

TopicSums SumTopics(const OpenTopics& found, std::size_t side) {
  TopicSums sums;
  for (const OpenTopic& topic : found.topics) {
    const std::uint32_t times = topic.postponed[side];
    if (times == 0) continue;
    ++sums.topics;
    sums.times += times;
    sums.twice += times >= 2 ? 1 : 0;
    sums.third += times >= kThird ? 1 : 0;
    sums.raised_self += topic.raised[side];
    sums.raised += topic.raised[0] + topic.raised[1];
    sums.open_days.push_back(
        {SecondsBetween(topic.begin, topic.end) / double{kDaySeconds},
         topic.ended == TopicEnd::kDecided || topic.ended == TopicEnd::kSolved});
  }
  sums.untraceable = found.untraceable[side];
  return sums;
}

struct ReturnSums {
  std::uint64_t promises = 0, self = 0, either = 0;
  std::uint64_t timed = 0;  // promises that name a time that was read
};

ReturnSums SumReturns(const std::vector<PromisedReturn>& returns, int side, bool vague_only) {
  ReturnSums sums;
  for (const PromisedReturn& promise : returns) {
    if (promise.side != side || (vague_only && !promise.vague)) continue;
    ++sums.promises;
    sums.timed += promise.when != 0 ? 1 : 0;
    sums.self += promise.kept == ReturnBy::kPromiser ? 1 : 0;
    sums.either += promise.kept != ReturnBy::kNobody ? 1 : 0;
  }
  return sums;
}

Figure OpenDaysFigure(const TopicSums& sums, bool enough) {
  const char* key = "open_days";
  const char* label = "days until half of these topics were decided";
  const auto n = static_cast<std::uint64_t>(sums.open_days.size());
  if (!enough) return NotShown(key, label, "days", n);
  const SurvivalQuantileResult median = SurvivalQuantile(KaplanMeier(sums.open_days), 0.5);
  if (!median.value) return NotShown(key, label, "days", n);
  if (!std::isfinite(median.range.high)) return MakeFigure(key, label, "days", n, *median.value);
  return MakeRanged(key, label, "days", n, *median.value, median.range.low, median.range.high);
}

void AddTopicFigures(const TopicSums& sums, std::vector<Figure>* figures) {
  figures->push_back(CountFigure("put_off", "topics put off", sums.topics));
  figures->push_back(CountFigure("put_off_times", "times these were put off", sums.times));
  figures->push_back(CountFigure("put_off_twice", "of these, put off twice or more", sums.twice));
  figures->push_back(
      CountFigure("put_off_third", "of these, put off three times or more", sums.third));
  figures->push_back(CountFigure("put_off_unnamed",
                                 "times something was put off that could not be followed",
                                 sums.untraceable));
  figures->push_back(ShareFigure("raised_share",
                                 "of the times such a topic came up again, raised by "
                                 "the one who put it off",
                                 {sums.raised_self, sums.raised}, sums.HasReturns()));
  figures->push_back(OpenDaysFigure(sums, sums.HasTopics()));
}

void AddReturnFigures(const ReturnSums& all, const ReturnSums& vague,
                      std::vector<Figure>* figures) {
  const bool enough = all.promises >= kPromisesForShare;
  const bool enough_vague = vague.promises >= kPromisesForShare;
  figures->push_back(CountFigure("promises", "promises to come back to a topic", all.promises));
  figures->push_back(
      CountFigure("kept", "of these, followed by a return in words that matched", all.self));
  figures->push_back(ShareFigure("kept_share", "share of promised returns found in the chat",
                                 {all.self, all.promises}, enough));
  figures->push_back(
      ShareFigure("returned_share",
                  "share of promised returns after which one of the two was found to "
                  "come back",
                  {all.either, all.promises}, enough));
  figures->push_back(
      CountFigure("promises_timed", "of the promises, with a time that could be read", all.timed));
  figures->push_back(
      CountFigure("promises_vague", "of the promises, without a time", vague.promises));
  figures->push_back(ShareFigure("kept_vague_share",
                                 "share of returns promised without a time found in the chat",
                                 {vague.self, vague.promises}, enough_vague));
}

Claim RaisedClaim(int side, const TopicSums& sums, const Figure& raised) {
  Claim claim;
  claim.key = "topics_raised_again";
  claim.side = side;
  claim.text = fmt::format(
      "{} that {{self}} had put off came up again {}, raised by {{self}} in {} of these ({}).",
      SayCount(sums.topics, "topic", "topics"), SayCount(sums.raised, "time", "times"),
      sums.raised_self, OfHundred(raised));
  claim.cannot_tell = "Who brings up again what {self} had put off cannot be told from this chat.";
  claim.benign = {"Topics may have been talked through in person.",
                  "Some decisions have to wait for somebody else: a landlord, a doctor, a date.",
                  "One of two people often keeps the list for both."};
  return claim;
}

Claim KeptClaim(int side, const ReturnSums& sums, const Figure& kept, const Figure& either) {
  Claim claim;
  claim.key = "returns_kept";
  claim.side = side;
  claim.text = fmt::format(
      "{{self}} promised {} times to come back to a topic; a return by {{self}} in words that this "
      "program could match was found after {} of these, {}, and one by either of the two after {} "
      "of 100. Returns in other words are not found: the rest may be kept or not.",
      sums.promises, sums.self, OfHundred(kept), SignificantDigits(100 * either.value));
  claim.cannot_tell = "Whether {self} comes back after a promise cannot be told from this chat.";
  claim.benign = {
      "The talk may have gone on in person or by phone.",
      "Who comes back to a topic seldom repeats its words, and a hug brings none.",
      "A return counts until a day after the time that was named, so far as it could be "
      "read, or within two days of a time like \"after work\", three of \"later\"."};
  return claim;
}

const char* EndInWords(TopicEnd end) {
  switch (end) {
    case TopicEnd::kOpen:
      return "still open";
    case TopicEnd::kDecided:
      return "decided";
    case TopicEnd::kDropped:
      return "not named for 60 days";
    case TopicEnd::kSolved:
      return "settled, as you said";
  }
  return "";
}

int WhoPutOffMore(const OpenTopic& topic) {
  if (topic.postponed[0] == topic.postponed[1]) return topic.opened_by;
  return topic.postponed[0] > topic.postponed[1] ? 0 : 1;
}

Episode EpisodeOf(const OpenTopic& topic) {
  Episode episode;
  episode.kind = EpisodeKind::kTopic;
  episode.first = topic.first;
  episode.last = topic.last;
  episode.begin = topic.begin;
  episode.end = topic.end;
  episode.turns = topic.turns;
  episode.side = WhoPutOffMore(topic);
  episode.ended_by = topic.raised_last;
  episode.tag = fmt::format("{}, {}", topic.key.milestone ? "a milestone or decision" : "a topic",
                            EndInWords(topic.ended));
  episode.shown = topic.shown;
  const auto self = static_cast<std::size_t>(episode.side);
  const std::size_t other = 1 - self;
  episode.figures = {
      CountFigure("put_off_by_side", "times put off by the one who did so most",
                  topic.postponed[self]),
      CountFigure("put_off_by_other", "times put off by the other", topic.postponed[other]),
      CountFigure("raised_by_side", "times brought up again by the one who put it off",
                  topic.raised[self]),
      CountFigure("raised_by_other", "times brought up again by the other", topic.raised[other]),
      MakeFigure("open_days", "days from the first time to the last", "days", topic.turns,
                 SecondsBetween(topic.begin, topic.end) / double{kDaySeconds}),
      CountFigure("third_time", "put off three times or more by one of the two",
                  std::max(topic.postponed[0], topic.postponed[1]) >= kThird ? 1 : 0)};
  return episode;
}

// Those most put off, in order of time.
std::vector<Episode> Episodes(const std::vector<OpenTopic>& topics) {
  std::vector<std::size_t> picked(topics.size());
  for (std::size_t i = 0; i < topics.size(); ++i) picked[i] = i;
  std::stable_sort(picked.begin(), picked.end(), [&](std::size_t a, std::size_t b) {
    return topics[a].times_postponed() > topics[b].times_postponed();
  });
  picked.resize(std::min(picked.size(), kEpisodes));
  std::sort(picked.begin(), picked.end());
  std::vector<Episode> episodes;
  episodes.reserve(picked.size());
  for (const std::size_t i : picked) episodes.push_back(EpisodeOf(topics[i]));
  return episodes;
}

std::string MissingTopics(std::uint64_t twice) {
  return Needed(twice,
                twice == 1 ? "topic put off twice or more by one side"
                           : "topics put off twice or more by one side",
                kTopicsForShares);
}

std::string Missing(std::uint64_t twice, std::uint64_t promises) {
  return MissingTopics(twice) + "; " +
         Needed(promises, "promises of one side to come back", kPromisesForShare) + ".";
}

// `topics`: some side has enough of them.
void NoteState(bool topics, std::uint64_t twice, std::uint64_t promises, MeasureResult* result) {
  const bool returns = promises >= kPromisesForShare;
  if (topics || returns) result->state = MeasureState::kShown;
  if (!topics && !returns) result->note = Missing(twice, promises);
  if (topics && !returns) {
    result->note = Needed(promises, "promises of one side to come back", kPromisesForShare) + ".";
  }
  if (!topics && returns) {
    result->note = MissingTopics(twice) + ".";
  }
}

void NoteSolved(const OpenTopics& found, MeasureResult* result) {
  const auto solved = static_cast<std::uint64_t>(
      std::count_if(found.topics.begin(), found.topics.end(),
                    [](const OpenTopic& topic) { return topic.ended == TopicEnd::kSolved; }));
  if (solved == 0) return;
  result->note += fmt::format("{}{} settled because you said so.", result->note.empty() ? "" : " ",
                              SayCount(solved, "topic counts as", "topics count as"));
}

}  // namespace

MeasureResult PostponedTopics(const MeasureInput& input) {
  MeasureResult result;
  result.id = "M13";
  result.key = "postponed_topics";
  result.title = "Topics put off, and promised returns";
  result.weakness =
      "Topics are followed by a few words, so some returns are missed and some matches are "
      "chance; what was settled in person leaves no trace. A promised time is read from plain "
      "words (\"at 8\", \"tomorrow\"); what only the two can date is given two days.";
  if (StopsAtGate(input, &result)) return result;
  const StemCounts counts(input.talk);
  const OpenTopics found = FindOpenTopics(input.talk, counts, input.dates.solved);
  const std::vector<PromisedReturn> returns = FindPromisedReturns(input.talk, counts);
  std::uint64_t twice = 0, promises = 0;
  bool enough = false;
  for (int side = 0; side < 2; ++side) {
    std::vector<Figure>& figures = result.sides[static_cast<std::size_t>(side)];
    const TopicSums topics = SumTopics(found, static_cast<std::size_t>(side));
    const ReturnSums all = SumReturns(returns, side, false);
    AddTopicFigures(topics, &figures);
    AddReturnFigures(all, SumReturns(returns, side, true), &figures);
    twice = std::max(twice, topics.twice);
    enough = enough || topics.HasReturns();
    promises = std::max(promises, all.promises);
    const auto figure = [&](const char* key) {
      return *std::find_if(figures.begin(), figures.end(),
                           [key](const Figure& f) { return f.key == key; });
    };
    const Figure raised = figure("raised_share"), kept = figure("kept_share");
    if (raised.shown) result.claims.push_back(RaisedClaim(side, topics, raised));
    if (kept.shown) result.claims.push_back(KeptClaim(side, all, kept, figure("returned_share")));
  }
  result.episodes = Episodes(found.topics);
  NoteState(enough, twice, promises, &result);
  NoteSolved(found, &result);
  if (!input.capabilities.calls && promises > 0) {
    result.note += std::string(result.note.empty() ? "" : " ") +
                   "The format holds no calls, so a return by phone is not seen.";
  }
  return result;
}

}  // namespace ebb
