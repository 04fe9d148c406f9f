#include "measure/gate.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace ebb {
namespace {

constexpr std::uint64_t kMessagesOfASide = 50;
constexpr std::uint64_t kPercentOfASide = 15;
constexpr Position kMessagesSampled = 50000;  // messages, enough for a share

// What these say rests on messages that did not come, or came late.
constexpr std::string_view kNeedEveryMessage[] = {"M2",  "M3",  "M4",  "M5",  "M8",  "M10",
                                                  "M11", "M13", "M15", "M17", "M18", "M19"};

// Why the format cannot bear a measure, as a plain sentence; empty if it can.
std::string Unsupported(const MeasureInput& input, std::string_view id) {
  const Capabilities& can = input.capabilities;
  if (!input.talk.dated()) return "The messages carry no times.";
  if (!can.both_sides) return "This format holds the messages of one side only.";
  const bool needs_all = std::find(std::begin(kNeedEveryMessage), std::end(kNeedEveryMessage),
                                   id) != std::end(kNeedEveryMessage);
  if (needs_all && !can.complete) {
    return "In this format messages vanish: one that is missing may have been answered.";
  }
  return {};
}

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
  if (std::string why = Unsupported(input, result->id); !why.empty()) {
    result->state = MeasureState::kUnsupported;
    result->note = std::move(why);
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
