// The text pass over one export: a sink for its messages that fills the columns of its
// conversations.
//
// Used by the thread that reads. Messages are matched in batches, with several jobs on threads of
// its own, and the results are appended in file order, so the outcome is the same for any number.
// Memory: the columns, and batches of constant size.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "analysis/analyze.h"
#include "analysis/local_clock.h"
#include "analysis/sender_table.h"
#include "analysis/text_batches.h"

namespace ebb {

struct TextPassOptions {
  const Matcher* matcher = nullptr;  // null = facts without words
  unsigned jobs = 1;
  LocalRange range;
  std::vector<Alias> aliases;
  std::string chat;              // columns only for conversations this could mean; empty = all
  std::size_t first_number = 1;  // what the first conversation is counted as, for `chat`
  bool one_chat = false;         // stop filling columns once two conversations hold messages
  bool checkpoints = false;      // the reader can resume
  bool style = false;            // fill Conversation::style
  bool word_hashes = false;      // fill Conversation::word_hashes
  bool span_records = false;     // first and last are of all records, whatever their order
  std::uint64_t source_size = 0;
};

// True if `chat`, as a user gave it, could mean this conversation (by id, name, part of the name
// whatever the case, or number, counted from 1).
bool CouldMean(const std::string& chat, const std::string& id, const std::string& name,
               std::size_t number);

class TextPass final : public MessageSink {
 public:
  // Messages between checkpoints.
  static constexpr MessageIndex kCheckpointEvery = 64;

  TextPass(TextPassOptions options, LocalClock clock);
  ~TextPass() override;

  void BeginConversation(const ConversationInfo& info) override;
  bool OnMessage(const Message& message) override;
  void OnSkipped(const SkippedRecord& record) override;

  // Waits for all results and gives the conversations in the order they began. Once.
  std::vector<Conversation> Finish();

  // Over the whole export, whatever the range and the chosen conversation.
  std::uint64_t messages() const { return messages_; }
  std::uint64_t notices() const { return notices_; }
  std::uint64_t skipped() const { return skipped_; }
  const std::vector<Skipped>& skipped_list() const { return skipped_list_; }
  std::uint64_t outside_range() const { return outside_range_; }
  // Changes of a sender's offset from UTC, by id of the conversation, where the file gives offsets.
  // After Finish.
  const std::map<std::string, std::uint64_t>& offset_changes() const { return offset_changes_; }
  const LocalClock& clock() const { return clock_; }

 private:
  struct Building;
  void Count(const Message& message);
  void SpanRecording(const Message& message);
  void KeepOffset(const Message& message);
  void Append(const MessageFacts& facts, const Message& message);
  void Retire(const TextBatch& batch);
  static void TrimScores(Building* building);
  void Reserve(std::uint64_t offset);
  bool KeepsColumns();

  const TextPassOptions options_;
  LocalClock clock_;
  std::unique_ptr<Matcher> copy_;  // of the matcher, for a long source
  std::unique_ptr<TextBatches> batches_;
  std::vector<std::unique_ptr<Building>> building_;
  std::unordered_map<std::string, std::size_t> by_id_;
  Building* current_ = nullptr;
  std::map<std::string, std::uint64_t> offset_changes_;
  std::size_t with_messages_ = 0;  // conversations that hold any
  std::uint64_t messages_ = 0, notices_ = 0, skipped_ = 0, outside_range_ = 0;
  std::vector<Skipped> skipped_list_;
};

}  // namespace ebb
