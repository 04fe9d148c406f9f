#include "measure/gate.h"

#include <fmt/format.h>

#include <algorithm>

namespace ebb {
namespace {

constexpr std::uint64_t kMessagesOfASide = 50;
constexpr std::uint64_t kPercentOfASide = 15;
constexpr Position kMessagesSampled = 50000;  // messages, enough for a share

}  // namespace

std::optional<std::string> NoPair(const MeasureInput& input) {
  const std::uint64_t fewer = std::min(input.talk.messages(0), input.talk.messages(1));
  const std::uint64_t all = input.talk.messages(0) + input.talk.messages(1);
  if (fewer < kMessagesOfASide) {
    return fmt::format(
        "One of the two wrote {} messages; the two can be set side by side from {} on.", fewer,
        kMessagesOfASide);
  }
  if (fewer * 100 < all * kPercentOfASide) {
    return fmt::format(
        "One of the two wrote less than {} of 100 messages; this looks like one half of a talk.",
        kPercentOfASide);
  }
  return std::nullopt;
}

bool StopsAtGate(const MeasureInput& input, MeasureResult* result) {
  if (!input.talk.dated()) {
    result->state = MeasureState::kUnsupported;
    result->note = "The messages carry no times.";
    return true;
  }
  const std::optional<std::string> note = NoPair(input);
  if (!note) return false;
  result->state = MeasureState::kNotEnough;
  result->note = *note;
  return true;
}

bool IsMostlyMedia(const Talk& talk) {
  std::uint64_t messages = 0, media = 0;
  const Timeline& timeline = talk.timeline();
  const Position step = timeline.size() / kMessagesSampled + 1;
  for (Position p = 0; p < timeline.size(); p += step) {
    const MessageFacts& facts = timeline.Facts(p);
    if (talk.SideOf(facts) < 0 || IsNotice(facts)) continue;
    ++messages;
    media += facts.kind == static_cast<std::uint16_t>(MessageKind::kMedia) ||
             (facts.features & kHasMedia) != 0;
  }
  return media * 2 > messages;
}

std::string Needed(std::uint64_t have, const char* what, std::uint64_t needed) {
  return fmt::format("{} {} of the {} needed", have, what, needed);
}

}  // namespace ebb
