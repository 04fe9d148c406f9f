#include "analysis/pick.h"

#include <algorithm>
#include <array>

#include "analysis/tally.h"

namespace ebb {
namespace {

constexpr std::size_t kNeighbours = 2;
constexpr Position kFarthest = 32;  // how far neighbours are looked for among notices
constexpr std::uint64_t kVoidedShare = 4;

// Flags of one partner and category, by how they count.
struct Group {
  std::array<std::vector<std::uint32_t>, 3> flags;  // high, low, voided
};

std::size_t Kind(const Flag& flag) {
  if (!flag.counts) return 2;
  return flag.confidence == Confidence::kHigh ? 0 : 1;
}

void PickFrom(const Group& group, std::uint64_t cap, std::vector<std::uint32_t>* picked) {
  std::uint64_t left = cap;
  for (std::size_t kind = 0; kind < group.flags.size(); ++kind) {
    const std::vector<std::uint32_t>& flags = group.flags[kind];
    std::uint64_t most = std::min<std::uint64_t>(left, flags.size());
    if (kind == 2) most = std::min(most, (cap + kVoidedShare - 1) / kVoidedShare);
    for (const std::size_t i : Spread(flags.size(), most)) picked->push_back(flags[i]);
    left -= most;
  }
}

}  // namespace

PlaceMap::PlaceMap(const SequenceResult& sequence, std::size_t messages) : sequence_(sequence) {
  if (sequence.order.empty()) return;
  positions_.resize(messages);
  for (std::size_t i = 0; i < sequence.order.size(); ++i) {
    positions_[sequence.order[i]] = static_cast<Position>(i);
  }
}

std::vector<std::size_t> Spread(std::size_t size, std::size_t count) {
  std::vector<std::size_t> out;
  count = std::min(size, count);
  out.reserve(count);
  for (std::size_t i = 0; i < count; ++i) out.push_back((2 * i + 1) * size / (2 * count));
  return out;
}

std::vector<std::uint32_t> PickFlags(const SequenceResult& sequence, const Lexicon& lexicon,
                                     const Conversation& conversation,
                                     const std::vector<int>& partner_of, const PlaceMap& order,
                                     Evidence* evidence) {
  std::vector<std::uint32_t> eligible;
  for (std::size_t i = 0; i < sequence.flags.size(); ++i) {
    const Flag& flag = sequence.flags[i];
    const std::uint16_t sender = conversation.facts[flag.hit.message].sender;
    if (sender >= partner_of.size() || partner_of[sender] < 0) continue;
    if (!IsCounted(CategoryOf(flag, lexicon.rules()[flag.hit.rule]))) continue;
    eligible.push_back(static_cast<std::uint32_t>(i));
  }
  const auto earlier = [&](std::uint32_t a, std::uint32_t b) {
    return order.PositionOf(sequence.flags[a].hit.message) <
           order.PositionOf(sequence.flags[b].hit.message);
  };
  std::stable_sort(eligible.begin(), eligible.end(), earlier);

  std::vector<std::array<Group, kCountedCategories>> groups(partner_of.size());
  for (const std::uint32_t i : eligible) {
    const Flag& flag = sequence.flags[i];
    const int partner = partner_of[conversation.facts[flag.hit.message].sender];
    const Category category = CategoryOf(flag, lexicon.rules()[flag.hit.rule]);
    Group& group = groups[static_cast<std::size_t>(partner)][static_cast<std::size_t>(category)];
    group.flags[Kind(flag)].push_back(i);
  }
  std::vector<std::uint32_t> picked;
  for (const auto& partner : groups) {
    for (const Group& group : partner) PickFrom(group, evidence->cap, &picked);
  }
  std::sort(picked.begin(), picked.end());
  std::stable_sort(picked.begin(), picked.end(), earlier);
  evidence->total = eligible.size();
  evidence->stored = picked.size();
  return picked;
}

Neighbours NeighboursOf(const Conversation& conversation, const PlaceMap& order,
                        MessageIndex message) {
  const Position here = order.PositionOf(message);
  const auto count = static_cast<Position>(conversation.facts.size());
  const auto is_message = [&](MessageIndex i) {
    return conversation.facts[i].kind != static_cast<std::uint16_t>(MessageKind::kNotice);
  };
  Neighbours out;
  for (Position step = 1; step <= kFarthest && step <= here; ++step) {
    if (out.before.size() == kNeighbours) break;
    const MessageIndex i = order.MessageAt(here - step);
    if (is_message(i)) out.before.insert(out.before.begin(), i);
  }
  for (Position step = 1; step <= kFarthest && here + step < count; ++step) {
    if (out.after.size() == kNeighbours) break;
    const MessageIndex i = order.MessageAt(here + step);
    if (is_message(i)) out.after.push_back(i);
  }
  return out;
}

}  // namespace ebb
