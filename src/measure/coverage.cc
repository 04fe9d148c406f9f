#include "measure/coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "measure/gate.h"
#include "measure/wording.h"

namespace ebb {
namespace {

constexpr double kLanguageNeeded = 0.80;
constexpr double kMediaAtMost = 0.50;
constexpr std::uint64_t kOfSummerTime = 4;  // changes a year of the two's clocks
// Exports without and with media are reported to be cut here.
constexpr std::uint64_t kCuts[] = {40000, 10000};

bool NearCut(std::uint64_t messages) {
  return std::any_of(std::begin(kCuts), std::end(kCuts), [messages](std::uint64_t cut) {
    return messages >= cut - cut / 100 && messages <= cut + cut / 100;
  });
}

// The app's own text export; its databases are whole.
bool IsCutFormat(std::string_view format) {
  return format.substr(0, 8) == "whatsapp" && format.find("-db") == std::string_view::npos;
}

void Add(const MessageFacts& facts, SideCoverage* side) {
  ++side->messages;
  side->in_language += (facts.features & kEnglish) != 0 ? 1 : 0;
  side->in_other_language += (facts.features & kOtherLanguage) != 0 ? 1 : 0;
  switch (static_cast<MessageKind>(facts.kind)) {
    case MessageKind::kText:
      ++side->texts;
      break;
    case MessageKind::kMedia:
      ++side->media;
      break;
    case MessageKind::kCall:
      ++side->calls;
      break;
    case MessageKind::kDeleted:
      ++side->deleted;
      break;
    default:
      ++side->other;
  }
}

// Days and holes of the two's dated messages, taken in order of time.
class DayCalendar {
 public:
  void Add(std::uint32_t sent, CoverageFacts* facts) {
    if (sent == 0) return;
    if (last_ == 0) first_day_ = sent / kDaySeconds;
    if (last_ == 0 || sent / kDaySeconds > last_ / kDaySeconds) ++facts->active_days;
    facts->longest_hole = std::max(facts->longest_hole, SecondsBetween(last_, sent));
    last_ = std::max(last_, sent);
    facts->days = last_ / kDaySeconds - first_day_ + 1;
  }

 private:
  std::uint32_t last_ = 0, first_day_ = 0;
};

double ShareOf(std::uint64_t k, std::uint64_t n) {
  return n == 0 ? 0 : static_cast<double>(k) / static_cast<double>(n);
}

Figure PlainShare(const char* key, const char* label, std::uint64_t k, std::uint64_t n) {
  if (n == 0) return NotShown(key, label, "share", 0);
  return MakeFigure(key, label, "share", n, ShareOf(k, n));
}

std::vector<Figure> SideFigures(const SideCoverage& side, std::uint64_t all,
                                const Capabilities& can) {
  const std::uint64_t n = side.messages, told = side.in_language + side.in_other_language;
  return {CountFigure("messages", "messages", n),
          PlainShare("of_all", "share of all messages of the two", n, all),
          PlainShare("with_words", "of these, with words", side.texts, n),
          PlainShare("media", "of these, photos, voice notes and other media", side.media, n),
          PlainShare("calls", "of these, calls", side.calls, can.calls ? n : 0),
          PlainShare("deleted", "of these, deleted since", side.deleted, can.deletions ? n : 0),
          PlainShare("rest", "of these, of another kind", side.other, n),
          PlainShare("in_language", "of those long enough to tell, in the language of the rules",
                     side.in_language, told)};
}

Figure ClockFigure(std::optional<std::uint64_t> changes) {
  const char* key = "clock_changes";
  const char* label = "times a clock changed against UTC, by travel or summer time";
  return changes ? CountFigure(key, label, *changes) : NotShown(key, label, "count", 0);
}

std::vector<Figure> PairFigures(const CoverageFacts& facts, const MeasureInput& input) {
  std::uint64_t known = 0, told = 0;
  for (const SideCoverage& side : facts.sides) {
    known += side.in_language;
    told += side.in_language + side.in_other_language;
  }
  const auto days = [&](const char* key, const char* label, double value) {
    return facts.days == 0 ? NotShown(key, label, "days", 0)
                           : MakeFigure(key, label, "days", facts.days, value);
  };
  const auto thin = static_cast<std::uint64_t>(std::count_if(
      input.weeks.begin(), input.weeks.end(), [](const Week& w) { return w.thin && !w.undated; }));
  const auto weeks = static_cast<std::uint64_t>(std::count_if(
      input.weeks.begin(), input.weeks.end(), [](const Week& w) { return !w.undated; }));
  return {
      days("days", "days from the first message to the last", static_cast<double>(facts.days)),
      PlainShare("active_days", "share of these days with messages", facts.active_days, facts.days),
      days("longest_hole", "longest time without a message of the two",
           static_cast<double>(facts.longest_hole) / kDaySeconds),
      CountFigure("weeks", "weeks", weeks),
      CountFigure("thin_weeks", "of these, weeks that hold too little to say anything of", thin),
      ClockFigure(input.dates.clock_changes),
      CountFigure("others", "messages by other people, left out", facts.others),
      CountFigure("skipped", "records that could not be read",
                  input.talk.timeline().conversation().skipped),
      PlainShare("in_language",
                 "of the messages long enough to tell, in the language of the "
                 "rules",
                 known, told)};
}

Claim Fact(const char* key, int side, std::string text, const char* benign) {
  Claim claim;
  claim.key = key;
  claim.side = side;
  claim.text = std::move(text);
  claim.cannot_tell = "Whether all of the chat is here cannot be told.";
  claim.benign = {benign};
  return claim;
}

void WarnOfSides(const CoverageFacts& facts, MeasureResult* result) {
  for (int i = 0; i < 2; ++i) {
    const SideCoverage& side = facts.sides[static_cast<std::size_t>(i)];
    const double share = ShareOf(side.media, side.messages);
    if (share <= kMediaAtMost) continue;
    result->claims.push_back(
        Fact("mostly_media", i,
             fmt::format("{} of 100 messages by {{self}} were photos, voice notes or other media, "
                         "which are not read; effort and short replies were left out.",
                         SignificantDigits(100 * share)),
             "Many say in a voice note what others type."));
  }
}

void WarnOfLanguage(const CoverageFacts& facts, MeasureResult* result) {
  std::uint64_t known = 0, told = 0;
  for (const SideCoverage& side : facts.sides) {
    known += side.in_language;
    told += side.in_language + side.in_other_language;
  }
  const double share = ShareOf(known, told);
  if (told == 0 || share >= kLanguageNeeded) return;
  result->claims.push_back(
      Fact("other_language", -1,
           fmt::format("{} of 100 messages long enough to tell were in the language of the rules; "
                       "what the others say was not seen, and low counts mean little.",
                       SignificantDigits(100 * share)),
           "Many couples write in two languages."));
}

// Hours of the day and waking hours are those of the clock of that day.
void WarnOfClocks(const MeasureInput& input, MeasureResult* result) {
  const std::uint64_t changes = input.dates.clock_changes.value_or(0);
  const std::uint64_t years = input.weeks.size() / 52 + 1;
  if (changes <= kOfSummerTime * years) return;
  result->claims.push_back(Fact(
      "clock_changes", -1,
      fmt::format("A clock changed against UTC {}; around these days waking hours and times to "
                  "reply may be off by as much.",
                  SayCount(changes, "time", "times")),
      "Summer time is among it: it changes a clock twice a year."));
}

void WarnOfGaps(const CoverageFacts& facts, const Capabilities& can, MeasureResult* result) {
  if (facts.near_known_cut) {
    result->claims.push_back(
        Fact("near_cut", -1,
             "The number of messages is close to where the app is reported to cut its exports; "
             "older messages may be missing.",
             "A chat may have this many messages by chance."));
  }
  if (facts.starts_abruptly) {
    result->claims.push_back(
        Fact("abrupt_start", -1,
             "The chat begins without the notice that such exports begin with; the beginning may "
             "be missing.",
             "A part of the chat may have been chosen on purpose."));
  }
  if (!can.calls) {
    result->claims.push_back(
        Fact("no_calls", -1,
             "The format holds no calls: a call in place of an answer looks like silence here.",
             "Couples who call a lot answer many messages that way."));
  }
}

}  // namespace

CoverageFacts TakeCoverage(const MeasureInput& input) {
  CoverageFacts facts;
  DayCalendar calendar;
  const Timeline& timeline = input.talk.timeline();
  for (Position p = 0; p < timeline.size(); ++p) {
    const MessageFacts& message = timeline.Facts(p);
    if (IsNotice(message)) continue;
    const int side = input.talk.SideOf(message);
    if (side < 0) {
      ++facts.others;
      continue;
    }
    Add(message, &facts.sides[static_cast<std::size_t>(side)]);
    calendar.Add(message.sent, &facts);
  }
  const Conversation& conversation = timeline.conversation();
  if (!IsCutFormat(conversation.format)) return facts;
  facts.near_known_cut = NearCut(conversation.messages);
  facts.starts_abruptly = timeline.size() > 0 && !IsNotice(timeline.Facts(0));
  return facts;
}

MeasureResult ChatCoverage(const MeasureInput& input) {
  MeasureResult result;
  result.id = "M22";
  result.key = "coverage";
  result.title = "What this chat covers";
  result.weakness =
      "What the two said in person, by phone or in another app is not in this file, and nothing "
      "here tells how much that is.";
  const CoverageFacts facts = TakeCoverage(input);
  const std::uint64_t all = facts.sides[0].messages + facts.sides[1].messages;
  if (all == 0) {
    result.note = "0 messages of the 1 needed.";
    return result;
  }
  for (std::size_t side = 0; side < 2; ++side) {
    result.sides[side] = SideFigures(facts.sides[side], all, input.capabilities);
  }
  result.pair = PairFigures(facts, input);
  result.state = MeasureState::kShown;
  if (const std::optional<std::string> note = NoPair(input)) result.note = *note;
  if (!input.talk.dated()) result.note = "The messages carry no times; nothing dated can be said.";
  WarnOfLanguage(facts, &result);
  WarnOfSides(facts, &result);
  WarnOfGaps(facts, input.capabilities, &result);
  WarnOfClocks(input, &result);
  return result;
}

}  // namespace ebb
