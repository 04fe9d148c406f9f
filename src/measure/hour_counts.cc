#include "measure/hour_counts.h"

#include <algorithm>

namespace ebb {
namespace {

void Add(const HourCount& more, HourCount* sum) {
  sum->messages += more.messages;
  sum->warm += more.warm;
  sum->turns += more.turns;
  sum->distance += more.distance;
}

}  // namespace

ChatHours::ChatHours(const Talk& talk) : first_hour_(talk.first_time() / kHourSeconds) {
  const std::size_t hours = talk.last_time() / kHourSeconds - first_hour_ + 1;
  for (std::vector<HourCount>& sums : sums_) sums.resize(hours + 1);
  const Timeline& timeline = talk.timeline();
  // What an hour holds stands one place on, so that summing up gives what was before each hour.
  for (Position p = 0; p < timeline.size(); ++p) {
    const MessageFacts& facts = timeline.Facts(p);
    const int side = talk.SideOf(facts);
    if (side < 0 || facts.sent == 0 || IsNotice(facts)) continue;
    HourCount& count = sums_[static_cast<std::size_t>(side)][HourOf(facts.sent) + 1];
    ++count.messages;
    count.warm += (facts.features & kWarmth) != 0 ? 1 : 0;
  }
  for (std::size_t t = 0; t < talk.size(); ++t) {
    HourCount& count = sums_[static_cast<std::size_t>(talk.Side(t))][HourOf(talk.Begin(t)) + 1];
    ++count.turns;
    count.distance += (talk.Codes(t) & kDistanceWorded) != 0 ? 1 : 0;
  }
  for (std::vector<HourCount>& sums : sums_) {
    for (std::size_t h = 1; h < sums.size(); ++h) Add(sums[h - 1], &sums[h]);
  }
}

std::size_t ChatHours::HourOf(std::uint32_t when) const {
  const std::uint32_t hour = std::max(when / kHourSeconds, first_hour_) - first_hour_;
  return std::min<std::size_t>(hour, sums_[0].size() - 2);
}

HourCount ChatHours::Between(int side, std::uint32_t begin, std::uint32_t end) const {
  const std::vector<HourCount>& sums = sums_[static_cast<std::size_t>(side)];
  const auto place = [&](std::uint32_t when) {
    const std::uint32_t hour =
        std::max((when + kHourSeconds / 2) / kHourSeconds, first_hour_) - first_hour_;
    return std::min<std::size_t>(hour, sums.size() - 1);
  };
  const HourCount &from = sums[place(begin)], &to = sums[place(std::max(begin, end))];
  return {to.messages - from.messages, to.warm - from.warm, to.turns - from.turns,
          to.distance - from.distance};
}

}  // namespace ebb
