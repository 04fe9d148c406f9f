#include "analysis/text_pass.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "analysis/overlap.h"
#include "base/pages.h"
#include "base/text_util.h"
#include "text/small_words.h"

namespace ebb {
namespace {

constexpr std::size_t kSkippedListed = 100;
// Room is taken ahead for a message every so many bytes, with a score for each second one and a hit
// for each fourth. Untouched room costs nothing, and growing
// step by step would touch fresh memory twice, which is what takes time.
constexpr std::uint64_t kBytesPerMessage = 40;
constexpr std::uint64_t kMostAhead = std::uint64_t{1} << 25;  // messages

// So long that a copy of the lexicon's tables in large pages is worth while.
constexpr std::uint64_t kLongSource = std::uint64_t{32} << 20;

// So long that what is kept of it is worth more room than the lexicon's tables.
constexpr std::uint64_t kLongChat = 1'000'000;  // messages

std::uint32_t OwnFeatures(const Message& message) {
  std::uint32_t features = 0;
  if (message.kind == MessageKind::kMedia) features |= kHasMedia;
  if (message.edited) features |= kEdited;
  if (message.has_reply) features |= kReply;
  return features;
}

bool Earlier(const Timestamp& a, const Timestamp& b) {
  return a.seconds != b.seconds ? a.seconds < b.seconds : a.millis < b.millis;
}

}  // namespace

struct TextPass::Building {
  Building(const std::vector<Alias>& aliases, std::size_t place)
      : senders(aliases), number(place) {}

  Conversation conversation;
  SenderTable senders;
  std::size_t number;
  MessageIndex next = 0;  // index of the next message, retired or not
  bool wanted = true;
  bool reserved = false;
  bool trimmed = false;
  bool scores_trimmed = false;  // see TrimScores
  // What the file said of local time, by sender, where it says so of each message.
  std::vector<std::optional<std::int32_t>> offsets;
  std::uint64_t offset_changes = 0;

  void NoteOffset(std::uint16_t sender, std::int32_t offset) {
    if (sender >= offsets.size()) offsets.resize(sender + std::size_t{1});
    std::optional<std::int32_t>& last = offsets[sender];
    offset_changes += last && *last != offset ? 1 : 0;
    last = offset;
  }
};

bool CouldMean(const std::string& chat, const std::string& id, const std::string& name,
               std::size_t number) {
  if (chat.empty() || chat == id || chat == name || chat == std::to_string(number)) return true;
  return LowerAscii(name).find(LowerAscii(chat)) != std::string::npos;
}

TextPass::TextPass(TextPassOptions options, LocalClock clock)
    : options_(std::move(options)), clock_(std::move(clock)) {
  if (options_.matcher != nullptr) {
    const bool known = options_.source_size != Source::kUnknownSize;
    if (known && options_.source_size >= kLongSource) copy_ = options_.matcher->InLargePages();
    batches_ = std::make_unique<TextBatches>(copy_ ? *copy_ : *options_.matcher,
                                             std::max(options_.jobs, 1u),
                                             [this](const TextBatch& batch) { Retire(batch); });
  }
}

TextPass::~TextPass() = default;

void TextPass::BeginConversation(const ConversationInfo& info) {
  const auto [place, fresh] = by_id_.emplace(info.id, building_.size());
  if (fresh) {
    building_.push_back(std::make_unique<Building>(options_.aliases, building_.size() + 1));
    Building& building = *building_.back();
    building.conversation.id = info.id;
    building.conversation.name = info.name;
    building.conversation.capabilities = info.capabilities;
    building.conversation.sort_by_time = info.sort_by_time;
    building.wanted =
        CouldMean(options_.chat, info.id, info.name, options_.first_number + building.number - 1);
  }
  Building* next = building_[place->second].get();
  // The room taken ahead for the conversation before was a guess. Results that are still with
  // threads are appended later, which is slower but right.
  if (current_ != nullptr && current_ != next && !current_->trimmed) {
    if (batches_ && options_.jobs <= 1) batches_->Finish();
    current_->conversation.facts.shrink_to_fit();
    current_->conversation.scores.shrink_to_fit();
    current_->conversation.net_words.shrink_to_fit();
    current_->conversation.hits.shrink_to_fit();
    current_->trimmed = true;
  }
  current_ = next;
}

void TextPass::Count(const Message& message) {
  Conversation& conversation = current_->conversation;
  const bool notice = message.kind == MessageKind::kNotice;
  if (!notice && conversation.messages == 0) ++with_messages_;
  ++(notice ? conversation.notices : conversation.messages);
  ++conversation.by_kind[static_cast<std::size_t>(message.kind)];
  if (message.sent.basis == Timestamp::Basis::kNone) return;
  if (notice && !options_.span_records) return;
  if (message.sent.basis == Timestamp::Basis::kElapsed) return SpanRecording(message);
  const bool begun = conversation.first.basis != Timestamp::Basis::kNone;
  const bool any_order = begun && (conversation.sort_by_time || options_.span_records);
  if (!begun || (any_order && Earlier(message.sent, conversation.first))) {
    conversation.first = message.sent;
  }
  if (!any_order || !Earlier(message.sent, conversation.last)) conversation.last = message.sent;
}

// Of a recording the file's order says little (one speaker may follow another): the earliest
// beginning and the latest end.
void TextPass::SpanRecording(const Message& message) {
  Conversation& conversation = current_->conversation;
  const auto millis = [](const Timestamp& time) { return time.seconds * 1000 + time.millis; };
  Timestamp end = message.sent;
  if (message.until_millis >= 0) {
    end.seconds = message.until_millis / 1000;
    end.millis = static_cast<std::uint16_t>(message.until_millis % 1000);
  }
  const bool is_first = conversation.first.basis == Timestamp::Basis::kNone;
  if (is_first || millis(message.sent) < millis(conversation.first)) {
    conversation.first = message.sent;
  }
  if (is_first || millis(end) > millis(conversation.last)) conversation.last = end;
}

bool TextPass::KeepsColumns() {
  return current_->wanted && !(options_.one_chat && options_.chat.empty() && with_messages_ > 1);
}

bool TextPass::OnMessage(const Message& message) {
  const bool notice = message.kind == MessageKind::kNotice;
  ++(notice ? notices_ : messages_);
  MessageFacts facts;
  facts.sent = clock_.Local(message.sent);
  if (!options_.range.Contains(facts.sent)) {
    if (!notice) ++outside_range_;
    return true;
  }
  Count(message);
  facts.kind = static_cast<std::uint16_t>(message.kind);
  facts.features = OwnFeatures(message);
  if (!notice) {
    std::vector<Participant>& people = current_->conversation.participants;
    const std::uint16_t sender =
        current_->senders.Find(message.sender, message.sender_key, &people);
    facts.sender = sender;
    if (message.sent.has_offset) current_->NoteOffset(sender, message.sent.offset_seconds);
    ++people[sender].messages;
    if (message.from_me) people[sender].is_me = true;
  }
  if (KeepsColumns()) Append(facts, message);
  return true;
}

void TextPass::Append(const MessageFacts& facts, const Message& message) {
  Conversation& conversation = current_->conversation;
  if (!current_->reserved) Reserve(message.source.begin);
  if (options_.checkpoints && current_->next % kCheckpointEvery == 0) {
    conversation.checkpoints.push_back(
        {current_->next, static_cast<std::uint32_t>(message.line), message.source.begin});
  }
  if (conversation.sort_by_time) KeepOffset(message);
  ++current_->next;
  const bool own_words = message.kind != MessageKind::kNotice;
  if (options_.style) {
    conversation.style.push_back(own_words ? CountSmallWords(message.text) : StyleCounts{});
  }
  if (options_.word_hashes) {
    conversation.word_hashes.push_back(own_words ? HashWords(message.text) : 0);
  }
  if (!batches_) return conversation.facts.push_back(facts);
  TextBatch& batch = batches_->current();
  batch.Add(current_->number - 1, facts, own_words ? message.text : std::string_view());
  batch.reads_talk = batch.reads_talk || current_->next <= kMostFullyScored;
  if (batch.Full()) batches_->Submit();
}

// A record without a time stays beside the one before it.
void TextPass::KeepOffset(const Message& message) {
  std::vector<std::uint32_t>& offsets = current_->conversation.offsets;
  const bool elapsed = message.sent.basis == Timestamp::Basis::kElapsed;
  if (!elapsed && offsets.empty()) return;
  offsets.resize(current_->next, 0);  // records before the first that has a time
  const std::int64_t millis = message.sent.seconds * 1000 + message.sent.millis;
  const std::uint32_t before = offsets.empty() ? 0 : offsets.back();
  offsets.push_back(elapsed ? static_cast<std::uint32_t>(std::min<std::int64_t>(millis, UINT32_MAX))
                            : before);
}

// Of a very long conversation only the scores that stand out stay. Whatever the order in which its
// parts arrive, the result depends on its length alone.
void TextPass::TrimScores(Building* building) {
  Conversation& conversation = building->conversation;
  if (conversation.facts.size() <= kMostFullyScored) return;
  conversation.net_words = {};
  std::vector<MessageScore>& scores = conversation.scores;
  if (!building->scores_trimmed) {
    std::erase_if(scores, [](const MessageScore& score) { return !score.stands_out(); });
    building->scores_trimmed = true;
  }
  while (!scores.empty() && !scores.back().stands_out()) scores.pop_back();
}

// Takes room for what is left of the source from `offset` on.
void TextPass::Reserve(std::uint64_t offset) {
  current_->reserved = true;
  if (options_.source_size == Source::kUnknownSize || options_.source_size <= offset) return;
  const std::uint64_t expected = (options_.source_size - offset) / kBytesPerMessage;
  Conversation& conversation = current_->conversation;
  conversation.facts.reserve(std::min(expected, kMostAhead));
  if (options_.matcher == nullptr) return;
  conversation.scores.reserve(std::min(expected, kMostAhead) / 2);
  conversation.hits.reserve(std::min(expected, kMostAhead) / 4);
}

void TextPass::Retire(const TextBatch& batch) {
  std::size_t hit = 0, score = 0, longer = 0, named = 0;
  for (std::size_t r = 0; r < batch.runs.size(); ++r) {
    const std::size_t begin = batch.runs[r].first;
    const std::size_t end =
        r + 1 < batch.runs.size() ? batch.runs[r + 1].first : batch.facts.size();
    Conversation& to = building_[batch.runs[r].conversation]->conversation;
    const auto base = static_cast<MessageIndex>(to.facts.size() - begin);
    to.facts.insert(to.facts.end(), batch.facts.begin() + static_cast<std::ptrdiff_t>(begin),
                    batch.facts.begin() + static_cast<std::ptrdiff_t>(end));
    for (; hit < batch.hits.size() && batch.hits[hit].message < end; ++hit) {
      to.hits.push_back(batch.hits[hit]);
      to.hits.back().message += base;
    }
    TrimScores(building_[batch.runs[r].conversation].get());
    const bool all = to.facts.size() <= kMostFullyScored;
    for (; score < batch.scores.size() && batch.scores[score].message < end; ++score) {
      if (!all && !batch.scores[score].stands_out()) continue;
      if (all && !batch.net_words.empty()) to.net_words.Add(batch.net_words.Of(score));
      to.scores.push_back(batch.scores[score]);
      to.scores.back().message += base;
    }
    for (; longer < batch.long_messages.size() && batch.long_messages[longer].message < end;
         ++longer) {
      to.long_messages.push_back(batch.long_messages[longer]);
      to.long_messages.back().message += base;
    }
    for (; named < batch.named_times.size() && batch.named_times[named].message < end; ++named) {
      to.named_times.push_back(batch.named_times[named]);
      to.named_times.back().message += base;
    }
  }
}

void TextPass::OnSkipped(const SkippedRecord& record) {
  ++skipped_;
  const auto list = [&record](std::vector<Skipped>* out) {
    if (out->size() < kSkippedListed) out->push_back({record.line, std::string(record.reason)});
  };
  list(&skipped_list_);
  if (current_ == nullptr) return;
  ++current_->conversation.skipped;
  list(&current_->conversation.skipped_list);
}

std::vector<Conversation> TextPass::Finish() {
  if (batches_) batches_->Finish();
  batches_.reset();
  copy_.reset();
  if (options_.matcher != nullptr && messages_ >= kLongChat) {
    options_.matcher->Rest();
    GiveFreeMemoryBack();
  }
  std::vector<Conversation> out;
  out.reserve(building_.size());
  for (const auto& building : building_) {
    if (!building->offsets.empty()) {
      offset_changes_.emplace(building->conversation.id, building->offset_changes);
    }
    out.push_back(std::move(building->conversation));
  }
  building_.clear();
  return out;
}

}  // namespace ebb
