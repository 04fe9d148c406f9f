#include "analysis/merge_parts.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

#include "analysis/overlap.h"
#include "base/ascii.h"

namespace ebb {
namespace {

std::uint32_t FirstSent(const Conversation& conversation) {
  std::uint32_t first = UINT32_MAX;
  for (const MessageFacts& facts : conversation.facts) {
    if (facts.sent != 0) first = std::min(first, facts.sent);
  }
  return first;
}

// "Me" and numbers stand for names that a format does not know.
bool IsStandIn(std::string_view name) {
  if (name == "Me") return true;
  const auto digits = std::count_if(name.begin(), name.end(), IsDigit);
  return digits >= 7 && static_cast<std::size_t>(digits) * 2 > name.size();
}

// What the parts so far call each person of the merged chat.
struct CalledNames {
  std::vector<std::string> names, keys;
};

bool Holds(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void AddOnce(const std::string& name, std::vector<std::string>* names) {
  if (!Holds(*names, name)) names->push_back(name);
}

constexpr std::size_t kNobodyKnown = SIZE_MAX;

// Finds the people of one part among those of the parts before it. Nobody is taken for two people
// of the part because of a name; what was written in both parts says more than a name that stands
// in for one.
class PeopleMatch {
 public:
  PeopleMatch(const Conversation& part, const std::vector<std::uint16_t>& by_words,
              const std::vector<CalledNames>& called)
      : part_(part), called_(called), place_(part.participants.size(), kNobodyKnown) {
    const auto by_name = [this](bool stand_ins, Several several) {
      Find(stand_ins, several, &CalledNames::keys, &Participant::key);
      Find(stand_ins, several, &CalledNames::names, &Participant::name);
    };
    by_name(false, Several::kNobody);
    for (std::size_t i = 0; i < place_.size(); ++i) {
      if (place_[i] == kNobodyKnown && by_words[i] < called.size()) place_[i] = by_words[i];
    }
    by_name(false, Several::kFirst);
    by_name(true, Several::kNobody);
  }

  // By participant of the part; kNobodyKnown if new.
  const std::vector<std::size_t>& places() const { return place_; }

 private:
  enum class Several : std::uint8_t { kNobody, kFirst };  // who is meant if several are called so

  void Find(bool stand_ins, Several several, std::vector<std::string> CalledNames::*all,
            std::string Participant::*own) {
    for (std::size_t i = 0; i < place_.size(); ++i) {
      const Participant& person = part_.participants[i];
      if (place_[i] != kNobodyKnown || IsStandIn(person.name) != stand_ins) continue;
      place_[i] = Called(person.*own, several, all);
    }
  }

  // Who is called `name` and not found yet.
  std::size_t Called(const std::string& name, Several several,
                     std::vector<std::string> CalledNames::*all) const {
    std::size_t found = kNobodyKnown;
    for (std::size_t place = 0; place < called_.size(); ++place) {
      if (!Holds(called_[place].*all, name)) continue;
      if (std::find(place_.begin(), place_.end(), place) != place_.end()) continue;
      if (found != kNobodyKnown) return several == Several::kFirst ? found : kNobodyKnown;
      found = place;
    }
    return found;
  }

  const Conversation& part_;
  const std::vector<CalledNames>& called_;
  std::vector<std::size_t> place_;
};

// The same person under another name. The better of the two is shown.
void JoinNames(const Participant& person, Participant* known, MergedChat* merged) {
  TwoNames names{known->name, person.name};
  if (IsStandIn(known->name) && !IsStandIn(person.name)) std::swap(names.shown, names.other);
  known->name = names.shown;
  merged->two_names.push_back(std::move(names));
}

// Index in the merged chat of each participant of `other`, added where new. `by_words` is what
// Overlap::SamePeople says.
std::vector<std::uint16_t> MatchPeople(const Conversation& other,
                                       const std::vector<std::uint16_t>& by_words,
                                       std::vector<CalledNames>* called, MergedChat* merged) {
  std::vector<Participant>* people = &merged->conversation.participants;
  const std::vector<std::size_t> places = PeopleMatch(other, by_words, *called).places();
  std::vector<std::uint16_t> out;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Participant& person = other.participants[i];
    std::size_t place = places[i];
    if (place == kNobodyKnown && people->size() < kNoSender) {
      place = people->size();
      people->push_back(person);
      people->back().messages = 0;
      called->push_back({{person.name}, {person.key}});
    }
    place = std::min<std::size_t>(place, kNoSender - 1);
    if (places[i] != kNobodyKnown) {
      CalledNames& known = (*called)[place];
      const bool new_name = !Holds(known.keys, person.key) && !Holds(known.names, person.name);
      if (new_name) JoinNames(person, &(*people)[place], merged);
      AddOnce(person.name, &known.names);
      AddOnce(person.key, &known.keys);
    }
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
  all->complete &= other.complete;
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
  // Without those of one part, those of the others are of no use.
  const bool net_words =
      to->net_words.size() == to->scores.size() && from.net_words.size() == from.scores.size();
  if (!net_words) to->net_words = {};
  for (std::size_t i = 0; i < from.scores.size(); ++i) {
    MessageScore score = from.scores[i];
    score.message = place[score.message];
    if (score.message == UINT32_MAX) continue;
    to->scores.push_back(score);
    if (net_words) to->net_words.Add(from.net_words.Of(i));
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

void AppendPart(Conversation from, std::size_t input, std::vector<CalledNames>* called,
                MergedChat* merged) {
  Conversation& to = merged->conversation;
  const Overlap overlap(to, from);
  const std::vector<std::uint16_t> people = MatchPeople(from, overlap.SamePeople(), called, merged);
  for (MessageFacts& facts : from.facts) {
    if (facts.sender != kNoSender) facts.sender = people[facts.sender];
  }
  const std::vector<MessageIndex> repeated = overlap.Repeated();
  if (const auto shift = overlap.Shift()) merged->clocks_apart = *shift;

  Part part;
  part.input = input;
  part.conversation_id = from.id;
  part.checkpoints = std::move(from.checkpoints);
  part.begin = static_cast<MessageIndex>(to.facts.size());
  std::vector<MessageIndex> place(from.facts.size(), UINT32_MAX);
  for (std::size_t i = 0; i < from.facts.size(); ++i) {
    if (repeated[i] != kNotRepeated) {
      if (merged->duplicates++ < MergedChat::kMostListed) {
        merged->repetitions.push_back({input, static_cast<MessageIndex>(i), repeated[i]});
      }
      continue;
    }
    place[i] = static_cast<MessageIndex>(to.facts.size());
    to.facts.push_back(from.facts[i]);
    to.word_hashes.push_back(from.word_hashes[i]);
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
  const bool within = to.last.basis == from.last.basis && from.last.seconds < to.last.seconds;
  if (from.last.basis != Timestamp::Basis::kNone && !within) to.last = from.last;
  merged->parts.push_back(std::move(part));
}

struct PartSpan {
  std::uint32_t first = UINT32_MAX, last = 0;
  bool both_sides = true;
};

PartSpan PartSpanOf(const Conversation& conversation) {
  PartSpan span;
  span.both_sides = conversation.capabilities.both_sides;
  for (const MessageFacts& facts : conversation.facts) {
    if (facts.sent == 0) continue;
    span.first = std::min(span.first, facts.sent);
    span.last = std::max(span.last, facts.sent);
  }
  return span;
}

// Whether both sides are there at every time: what one part holds of one side only must lie within
// the time of another part that holds both.
bool BothSidesOf(const std::vector<Conversation>& conversations) {
  std::vector<PartSpan> spans;
  spans.reserve(conversations.size());
  for (const Conversation& one : conversations) spans.push_back(PartSpanOf(one));
  return std::all_of(spans.begin(), spans.end(), [&](const PartSpan& part) {
    return std::any_of(spans.begin(), spans.end(), [&](const PartSpan& other) {
      return part.both_sides ||
             (other.both_sides && other.first <= part.first && part.last <= other.last);
    });
  });
}

// Where each time is a whole minute, the export has no seconds, whatever it writes.
bool HasSeconds(const Conversation& conversation) {
  return conversation.capabilities.seconds &&
         std::any_of(conversation.facts.begin(), conversation.facts.end(),
                     [](const MessageFacts& facts) { return facts.sent % 60 != 0; });
}

}  // namespace

MergedChat MergeParts(std::vector<Conversation> conversations) {
  std::vector<std::size_t> order(conversations.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return FirstSent(conversations[a]) < FirstSent(conversations[b]);
  });
  if (conversations.size() > 1) {
    for (Conversation& one : conversations) one.capabilities.seconds = HasSeconds(one);
  }
  const bool both_sides = BothSidesOf(conversations);
  MergedChat merged;
  merged.conversation = std::move(conversations[order[0]]);
  Part first;
  first.input = order[0];
  first.conversation_id = merged.conversation.id;
  first.checkpoints = std::move(merged.conversation.checkpoints);
  first.count = static_cast<MessageIndex>(merged.conversation.facts.size());
  merged.conversation.checkpoints.clear();
  merged.parts.push_back(std::move(first));
  std::vector<CalledNames> called;
  called.reserve(merged.conversation.participants.size());
  for (const Participant& person : merged.conversation.participants) {
    called.push_back({{person.name}, {person.key}});
  }
  for (std::size_t i = 1; i < order.size(); ++i) {
    AppendPart(std::move(conversations[order[i]]), order[i], &called, &merged);
  }
  if (merged.conversation.facts.size() > kMostFullyScored) merged.conversation.net_words = {};
  merged.conversation.capabilities.both_sides = both_sides;
  merged.conversation.word_hashes = {};
  return merged;
}

}  // namespace ebb
