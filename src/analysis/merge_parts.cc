#include "analysis/merge_parts.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/hash.h"

namespace ebb {
namespace {

constexpr std::size_t kRun = 3;  // so many messages must recur together

bool Same(const MessageFacts& a, const MessageFacts& b) {
  return a.sent == b.sent && a.features == b.features && a.words == b.words &&
         a.sender == b.sender && a.kind == b.kind && a.stems[0] == b.stems[0] &&
         a.stems[1] == b.stems[1];
}

std::uint64_t HashRun(const MessageFacts* facts, std::size_t length) {
  std::uint64_t hash = length;
  for (std::size_t i = 0; i < length; ++i) {
    const MessageFacts& f = facts[i];
    const std::uint32_t values[] = {f.sent, f.features,
                                    (std::uint32_t{f.words} << 16) | (f.sender << 4) | f.kind,
                                    (std::uint32_t{f.stems[0]} << 16) | f.stems[1]};
    hash = Hash64({reinterpret_cast<const char*>(values), sizeof values}, hash);
  }
  return hash;
}

std::uint32_t FirstSent(const Conversation& conversation) {
  for (const MessageFacts& facts : conversation.facts) {
    if (facts.sent != 0) return facts.sent;
  }
  return UINT32_MAX;
}

std::uint32_t LastSent(const std::vector<MessageFacts>& facts) {
  std::uint32_t last = 0;
  for (const MessageFacts& f : facts) last = std::max(last, f.sent);
  return last;
}

// Finds the messages of `part` that `before` already holds.
class Overlap {
 public:
  Overlap(const std::vector<MessageFacts>& before, const std::vector<MessageFacts>& part)
      : before_(before), part_(part), run_(std::min(kRun, part.size())), repeated_(part.size()) {}

  std::vector<bool> Find(std::uint32_t from, std::uint32_t to) {
    if (run_ == 0) return repeated_;
    IndexRuns(from, to);
    for (std::size_t j = 0; j + run_ <= part_.size();) j = Advance(j);
    return repeated_;
  }

 private:
  void IndexRuns(std::uint32_t from, std::uint32_t to) {
    for (std::size_t begin = 0; begin + run_ <= before_.size(); ++begin) {
      const std::uint32_t sent = before_[begin].sent;
      if (sent != 0 && sent >= from && sent <= to) {
        runs_[HashRun(&before_[begin], run_)].push_back(begin);
      }
    }
  }

  // Marks the run that begins at part_[j], if one recurs, and returns where to look next.
  std::size_t Advance(std::size_t j) {
    const std::optional<std::size_t> start = Start(j);
    if (!start) return j + 1;
    std::size_t i = *start;
    std::size_t end = j;
    while (i < before_.size() && end < part_.size() && Same(before_[i], part_[end])) {
      repeated_[end] = true;
      ++i;
      ++end;
    }
    used_ = i;
    return end;
  }

  // The earliest place in `before_`, after the last run if possible, where the run at j stands.
  std::optional<std::size_t> Start(std::size_t j) const {
    if (part_[j].sent == 0) return std::nullopt;
    const auto found = runs_.find(HashRun(&part_[j], run_));
    if (found == runs_.end()) return std::nullopt;
    const auto first = std::lower_bound(found->second.begin(), found->second.end(), used_);
    if (first == found->second.end()) return std::nullopt;
    for (std::size_t k = 0; k < run_; ++k) {
      if (!Same(before_[*first + k], part_[j + k])) return std::nullopt;
    }
    return *first;
  }

  const std::vector<MessageFacts>& before_;
  const std::vector<MessageFacts>& part_;
  const std::size_t run_;
  std::vector<bool> repeated_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> runs_;
  std::size_t used_ = 0;
};

// Index in `people` of each participant of `other`, added where new.
std::vector<std::uint16_t> MatchPeople(const Conversation& other,
                                       std::vector<Participant>* people) {
  std::vector<std::uint16_t> out;
  for (const Participant& person : other.participants) {
    const auto find = [&](auto same) {
      return static_cast<std::size_t>(std::find_if(people->begin(), people->end(), same) -
                                      people->begin());
    };
    std::size_t place = find([&](const Participant& p) { return p.key == person.key; });
    if (place == people->size()) {
      place = find([&](const Participant& p) { return p.name == person.name; });
    }
    if (place == people->size() && place < kNoSender) {
      people->push_back(person);
      people->back().messages = 0;
    }
    place = std::min<std::size_t>(place, kNoSender - 1);
    (*people)[place].is_me |= person.is_me;
    out.push_back(static_cast<std::uint16_t>(place));
  }
  return out;
}

void Combine(const Capabilities& other, Capabilities* all) {
  all->seconds &= other.seconds;
  all->instants &= other.instants;
  all->dated &= other.dated;
  all->replies &= other.replies;
  all->reactions &= other.reactions;
  all->calls &= other.calls;
  all->edits &= other.edits;
  all->deletions &= other.deletions;
  all->both_sides |= other.both_sides;
  all->knows_me |= other.knows_me;
}

void CountKept(const MessageFacts& facts, Conversation* to) {
  const bool notice = facts.kind == static_cast<std::uint16_t>(MessageKind::kNotice);
  ++(notice ? to->notices : to->messages);
  ++to->by_kind[facts.kind];
  if (facts.sender != kNoSender) ++to->participants[facts.sender].messages;
}

// The columns that name messages, for the messages that are kept.
void AppendByMessage(const Conversation& from, const std::vector<MessageIndex>& place,
                     Conversation* to) {
  for (MessageScore score : from.scores) {
    score.message = place[score.message];
    if (score.message != UINT32_MAX) to->scores.push_back(score);
  }
  for (Hit hit : from.hits) {
    hit.message = place[hit.message];
    if (hit.message != UINT32_MAX) to->hits.push_back(hit);
  }
  for (LongMessage longer : from.long_messages) {
    longer.message = place[longer.message];
    if (longer.message != UINT32_MAX) to->long_messages.push_back(longer);
  }
  for (NamedTime named : from.named_times) {
    named.message = place[named.message];
    if (named.message != UINT32_MAX) to->named_times.push_back(named);
  }
}

void AppendPart(Conversation from, std::size_t input, MergedChat* merged) {
  Conversation& to = merged->conversation;
  const std::vector<std::uint16_t> people = MatchPeople(from, &to.participants);
  for (MessageFacts& facts : from.facts) {
    if (facts.sender != kNoSender) facts.sender = people[facts.sender];
  }
  const std::vector<bool> repeated =
      Overlap(to.facts, from.facts).Find(FirstSent(from), LastSent(from.facts));

  Part part;
  part.input = input;
  part.conversation_id = from.id;
  part.checkpoints = std::move(from.checkpoints);
  part.begin = static_cast<MessageIndex>(to.facts.size());
  std::vector<MessageIndex> place(from.facts.size(), UINT32_MAX);
  for (std::size_t i = 0; i < from.facts.size(); ++i) {
    if (repeated[i]) {
      ++merged->duplicates;
      continue;
    }
    place[i] = static_cast<MessageIndex>(to.facts.size());
    to.facts.push_back(from.facts[i]);
    if (!from.style.empty()) to.style.push_back(from.style[i]);
    part.kept.push_back(static_cast<MessageIndex>(i));
    CountKept(from.facts[i], &to);
  }
  part.count = static_cast<MessageIndex>(to.facts.size()) - part.begin;
  AppendByMessage(from, place, &to);
  to.skipped += from.skipped;
  Combine(from.capabilities, &to.capabilities);
  to.sort_by_time &= from.sort_by_time;
  to.offsets.clear();  // two recordings have no clock in common
  to.last = from.last;
  merged->parts.push_back(std::move(part));
}

}  // namespace

MergedChat MergeParts(std::vector<Conversation> conversations) {
  std::vector<std::size_t> order(conversations.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return FirstSent(conversations[a]) < FirstSent(conversations[b]);
  });
  MergedChat merged;
  merged.conversation = std::move(conversations[order[0]]);
  Part first;
  first.input = order[0];
  first.conversation_id = merged.conversation.id;
  first.checkpoints = std::move(merged.conversation.checkpoints);
  first.count = static_cast<MessageIndex>(merged.conversation.facts.size());
  merged.conversation.checkpoints.clear();
  merged.parts.push_back(std::move(first));
  for (std::size_t i = 1; i < order.size(); ++i) {
    AppendPart(std::move(conversations[order[i]]), order[i], &merged);
  }
  return merged;
}

}  // namespace ebb
