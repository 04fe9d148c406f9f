#include "analysis/overlap.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "base/hash.h"

namespace ebb {
namespace {

constexpr std::size_t kRunLength = 3;      // so many messages must recur together
constexpr std::uint32_t kVotes = 10;       // for two names of one person
constexpr std::size_t kShiftMessages = 6;  // that must recur at one distance
constexpr std::int64_t kQuarterHour = 900;
constexpr std::int64_t kMostShift = 26 * 3600;

enum class Compare : std::uint8_t { kWithSender, kWordsOnly };

struct Entry {
  std::uint32_t time = 0;  // in seconds or minutes
  std::uint32_t words = 0;
  std::uint16_t sender = kNoSender;
  std::uint16_t kind = 0;
  MessageIndex message = 0;

  auto Key() const { return std::make_tuple(time, words, sender); }
  auto KeyWithKind() const { return std::make_tuple(time, words, sender, kind); }
  // A call is no picture, whatever formats call it.
  auto KeyWithCall() const {
    const bool call = words == 0 && kind == static_cast<std::uint16_t>(MessageKind::kCall);
    return std::make_tuple(time, words, sender, call);
  }
};

bool IsNoticeOf(const MessageFacts& facts) {
  return facts.kind == static_cast<std::uint16_t>(MessageKind::kNotice);
}

struct TimeSpan {
  std::uint32_t first = UINT32_MAX, last = 0;
  bool empty() const { return first > last; }
  bool Holds(std::uint32_t time) const { return first <= time && time <= last; }
  void Add(std::uint32_t time) {
    first = std::min(first, time);
    last = std::max(last, time);
  }
};

TimeSpan SpanOf(const std::vector<MessageFacts>& all) {
  TimeSpan span;
  for (const MessageFacts& facts : all) {
    if (facts.sent != 0) span.Add(facts.sent);
  }
  return span;
}

std::uint32_t UnitOf(const Conversation& a, const Conversation& b) {
  return a.capabilities.seconds && b.capabilities.seconds ? 1 : 60;
}

// The dated messages (or notices) of `chat` within `span`, in an order that does not depend on that
// of the file.
std::vector<Entry> EntriesOf(const Conversation& chat, const TimeSpan& span, std::uint32_t unit,
                             Compare compare, bool notices) {
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < chat.facts.size(); ++i) {
    const MessageFacts& facts = chat.facts[i];
    if (facts.sent == 0 || !span.Holds(facts.sent) || IsNoticeOf(facts) != notices) continue;
    Entry entry;
    entry.time = facts.sent / unit;
    entry.words = chat.word_hashes[i];
    if (compare == Compare::kWithSender) entry.sender = facts.sender;
    if (compare == Compare::kWordsOnly && entry.words == 0) continue;
    entry.kind = facts.kind;
    entry.message = static_cast<MessageIndex>(i);
    entries.push_back(entry);
  }
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.KeyWithKind() < b.KeyWithKind();
  });
  return entries;
}

std::uint64_t HashRunAt(const std::vector<Entry>& entries, std::size_t at, std::size_t length) {
  std::uint64_t hash = length;
  for (std::size_t i = at; i < at + length; ++i) {
    const std::uint32_t values[] = {entries[i].time, entries[i].words, entries[i].sender};
    hash = Hash64({reinterpret_cast<const char*>(values), sizeof values}, hash);
  }
  return hash;
}

std::vector<std::uint64_t> RunsOf(const std::vector<Entry>& entries, std::size_t length) {
  std::vector<std::uint64_t> runs;
  for (std::size_t at = 0; at + length <= entries.size(); ++at) {
    runs.push_back(HashRunAt(entries, at, length));
  }
  return runs;
}

// The entries of two exports, and where the two surely overlap.
struct Common {
  std::vector<Entry> before, part;
  TimeSpan span;  // in units; empty if they do not overlap for sure
};

Common CommonOf(const Conversation& before, const Conversation& part, Compare compare) {
  Common common;
  const std::uint32_t unit = UnitOf(before, part);
  TimeSpan span = SpanOf(part.facts);
  if (span.empty()) return common;
  span.first -= std::min(span.first, unit);
  span.last += unit;
  common.before = EntriesOf(before, span, unit, compare, false);
  common.part = EntriesOf(part, span, unit, compare, false);
  // A part of one or two messages overlaps for sure only where the second is the same too.
  const std::size_t length = unit == 1 ? std::min(kRunLength, common.part.size()) : kRunLength;
  if (length == 0) return common;
  std::vector<std::uint64_t> known = RunsOf(common.before, length);
  std::sort(known.begin(), known.end());
  const std::vector<std::uint64_t> runs = RunsOf(common.part, length);
  const bool recurs = std::any_of(runs.begin(), runs.end(), [&known](std::uint64_t run) {
    return std::binary_search(known.begin(), known.end(), run);
  });
  if (recurs) common.span = {span.first / unit, span.last / unit};
  return common;
}

// Calls `same` with each pair of entries whose keys are alike, once for each, and takes both out.
template <typename Key, typename Same>
void TakePairs(std::vector<Entry>* before, std::vector<Entry>* part, Key key, Same same) {
  std::vector<Entry> left_before, left_part;
  auto b = before->begin();
  for (const Entry& entry : *part) {
    while (b != before->end() && key(*b) < key(entry)) left_before.push_back(*b++);
    if (b != before->end() && key(*b) == key(entry)) {
      same(*b++, entry);
    } else {
      left_part.push_back(entry);
    }
  }
  left_before.insert(left_before.end(), b, before->end());
  *before = std::move(left_before);
  *part = std::move(left_part);
}

// Calls `same` with each pair of entries within the span whose keys are alike, once for each. Those
// of one kind first: a picture and the marker of a deletion may share a minute. Then the others: a
// picture may be deleted, and formats differ in what they call a thing.
template <typename Same>
void ForEachPair(std::vector<Entry> before, std::vector<Entry> part, const TimeSpan& span,
                 Same same) {
  std::erase_if(part, [&](const Entry& entry) { return !span.Holds(entry.time); });
  const auto with_kind = [](const Entry& entry) { return entry.KeyWithKind(); };
  TakePairs(&before, &part, with_kind, same);
  const auto with_call = [](const Entry& entry) { return entry.KeyWithCall(); };
  const auto earlier = [&](const Entry& a, const Entry& b) { return with_call(a) < with_call(b); };
  std::stable_sort(before.begin(), before.end(), earlier);
  std::stable_sort(part.begin(), part.end(), earlier);
  TakePairs(&before, &part, with_call, same);
}

struct SaidOnce {
  std::uint32_t words = 0, sent = 0;
};

// The words that stand once in `chat`, and when; by words.
std::vector<SaidOnce> WordsSaidOnce(const Conversation& chat) {
  std::vector<SaidOnce> all;
  for (std::size_t i = 0; i < chat.facts.size(); ++i) {
    const std::uint32_t words = chat.word_hashes[i], sent = chat.facts[i].sent;
    if (words != 0 && sent != 0) all.push_back({words, sent});
  }
  std::sort(all.begin(), all.end(), [](const SaidOnce& a, const SaidOnce& b) {
    return std::tie(a.words, a.sent) < std::tie(b.words, b.sent);
  });
  std::vector<SaidOnce> once;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool again = (i > 0 && all[i - 1].words == all[i].words) ||
                       (i + 1 < all.size() && all[i + 1].words == all[i].words);
    if (!again) once.push_back(all[i]);
  }
  return once;
}

// How many quarters of an hour `seconds` are, give or take a minute; nullopt if they are none, or
// more than clocks can differ by.
std::optional<std::int64_t> QuartersApart(std::int64_t seconds) {
  const std::int64_t half = seconds < 0 ? -kQuarterHour / 2 : kQuarterHour / 2;
  const std::int64_t quarters = (seconds + half) / kQuarterHour;
  const bool whole = std::abs(seconds - quarters * kQuarterHour) < 60;
  if (!whole || quarters == 0 || std::abs(seconds) > kMostShift) return std::nullopt;
  return quarters;
}

bool IsIgnored(std::string_view text, std::size_t at, std::size_t* length) {
  const auto c = static_cast<unsigned char>(text[at]);
  *length = 1;
  if (c <= ' ' || c == 0x7f) return true;
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("\xc2\xa0") || rest.starts_with("\xc2\xad")) {
    *length = 2;
    return true;
  }
  *length = 3;
  // White space and marks of direction, U+FEFF, and the sign that asks for a coloured emoji.
  return (rest.starts_with("\xe2\x80") && rest.size() > 2 &&
          ((static_cast<unsigned char>(rest[2]) >= 0x80 &&
            static_cast<unsigned char>(rest[2]) <= 0x8f && rest[2] != '\x8d') ||
           (static_cast<unsigned char>(rest[2]) >= 0xa8 &&
            static_cast<unsigned char>(rest[2]) <= 0xaf))) ||
         (rest.starts_with("\xe2\x81") && rest.size() > 2 &&
          static_cast<unsigned char>(rest[2]) >= 0xa6 &&
          static_cast<unsigned char>(rest[2]) <= 0xa9) ||
         rest.starts_with("\xef\xbb\xbf") || rest.starts_with("\xef\xb8\x8f");
}

}  // namespace

std::uint32_t HashWords(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 1;
    if (IsIgnored(text, at, &length)) {
      at += length;
    } else {
      kept.push_back(text[at++]);
    }
  }
  if (kept.empty()) return 0;
  const auto hash = static_cast<std::uint32_t>(Hash64(kept));
  return hash == 0 ? 1 : hash;
}

std::vector<std::uint16_t> Overlap::SamePeople() const {
  std::vector<std::uint16_t> same(part_.participants.size(), kNoSender);
  const Common common = CommonOf(before_, part_, Compare::kWordsOnly);
  if (common.span.empty()) return same;
  std::vector<std::map<std::uint16_t, std::uint32_t>> votes(part_.participants.size());
  ForEachPair(common.before, common.part, common.span, [&](const Entry& b, const Entry& p) {
    const std::uint16_t by = part_.facts[p.message].sender;
    if (by < votes.size()) ++votes[by][before_.facts[b.message].sender];
  });
  for (std::size_t person = 0; person < votes.size(); ++person) {
    std::uint32_t all = 0;
    std::pair<std::uint16_t, std::uint32_t> best{kNoSender, 0};
    for (const auto& [other, count] : votes[person]) {
      all += count;
      if (count > best.second) best = {other, count};
    }
    if (best.second >= kVotes && best.second * 10 >= all * 9) same[person] = best.first;
  }
  return same;
}

std::vector<MessageIndex> Overlap::Repeated() const {
  std::vector<MessageIndex> repeated(part_.facts.size(), kNotRepeated);
  const Common common = CommonOf(before_, part_, Compare::kWithSender);
  if (common.span.empty()) return repeated;
  const auto note = [&](const Entry& b, const Entry& p) { repeated[p.message] = b.message; };
  ForEachPair(common.before, common.part, common.span, note);
  // Formats put what happened into words of their own: notices of one time are one.
  const std::uint32_t unit = UnitOf(before_, part_);
  const TimeSpan seconds{common.span.first * unit, common.span.last * unit + unit - 1};
  const auto notices = [&](const Conversation& chat) {
    std::vector<Entry> entries = EntriesOf(chat, seconds, unit, Compare::kWithSender, true);
    for (Entry& entry : entries) entry.words = 0;
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.Key() < b.Key(); });
    return entries;
  };
  ForEachPair(notices(before_), notices(part_), common.span, note);
  return repeated;
}

std::optional<std::int64_t> Overlap::Shift() const {
  const TimeSpan before_span = SpanOf(before_.facts), part_span = SpanOf(part_.facts);
  if (before_span.empty() || part_span.empty()) return std::nullopt;
  const bool near = part_span.first <= before_span.last + kMostShift &&
                    before_span.first <= part_span.last + kMostShift;
  if (!near) return std::nullopt;
  // Where clocks part for a time only, the rest recurs. Then what stands once in each, but outside
  // of the other, is no matter of clocks.
  const bool recurs = !CommonOf(before_, part_, Compare::kWordsOnly).span.empty();
  const std::vector<SaidOnce> before = WordsSaidOnce(before_), part = WordsSaidOnce(part_);
  std::map<std::int64_t, std::size_t> distances;  // in quarters of an hour
  auto b = before.begin();
  for (const SaidOnce& said : part) {
    while (b != before.end() && b->words < said.words) ++b;
    if (b == before.end()) break;
    if (b->words != said.words) continue;
    if (recurs && !(part_span.Holds(b->sent) && before_span.Holds(said.sent))) continue;
    if (const auto quarters = QuartersApart(std::int64_t{said.sent} - b->sent)) {
      ++distances[*quarters];
    }
  }
  const auto most =
      std::max_element(distances.begin(), distances.end(),
                       [](const auto& x, const auto& y) { return x.second < y.second; });
  if (most == distances.end() || most->second < kShiftMessages) return std::nullopt;
  return most->first * kQuarterHour;
}

}  // namespace ebb
