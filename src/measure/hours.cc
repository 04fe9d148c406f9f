#include "measure/hours.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>

#include "measure/gate.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::size_t kHours = 168;
constexpr std::uint64_t kMinMessages = 300;
constexpr std::uint64_t kWeeksForHours = 4;
// 2000-01-01 was a Saturday.
constexpr std::uint32_t kFirstWeekday = 5;

constexpr const char* kDays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                 "Friday", "Saturday", "Sunday"};

std::array<std::uint64_t, kHours> CountHours(const Talk& talk) {
  std::array<std::uint64_t, kHours> hours{};
  const Timeline& timeline = talk.timeline();
  for (Position p = 0; p < timeline.size(); ++p) {
    const MessageFacts& facts = timeline.Facts(p);
    if (facts.sent == 0 || IsNotice(facts) || talk.SideOf(facts) < 0) continue;
    const std::uint32_t day = (facts.sent / kDaySeconds + kFirstWeekday) % 7;
    ++hours[day * 24 + facts.sent % kDaySeconds / kHourSeconds];
  }
  return hours;
}

}  // namespace

MeasureResult HoursOfTheChat(const MeasureInput& input) {
  MeasureResult result;
  result.id = "M0";
  result.key = "hours";
  result.title = "Hours of the chat";
  result.weakness = "Only written messages are here; when the two spoke is not.";
  if (StopsAtGate(input, &result)) return result;
  const std::uint64_t messages = input.talk.messages(0) + input.talk.messages(1);
  const std::uint64_t weeks = (input.talk.last_time() - input.talk.first_time()) / kWeekSeconds;
  result.pair.push_back(CountFigure("messages", "messages of both", messages));
  if (messages < kMinMessages || weeks < kWeeksForHours) {
    result.note = messages < kMinMessages ? Needed(messages, "messages", kMinMessages)
                                          : Needed(weeks, "weeks", kWeeksForHours);
    return result;
  }
  result.state = MeasureState::kShown;
  const std::array<std::uint64_t, kHours> hours = CountHours(input.talk);
  for (std::size_t h = 0; h < kHours; ++h) {
    result.pair.push_back(CountFigure(fmt::format("hour_{:03}", h),
                                      fmt::format("{} {:02}:00", kDays[h / 24], h % 24), hours[h]));
  }
  return result;
}

}  // namespace ebb
