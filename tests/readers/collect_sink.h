// A sink for tests of readers: keeps copies of everything a reader hands over, in order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "readers/reader.h"

namespace ebb {

struct KeptMessage {
  std::string sender, sender_key, text, conversation;  // conversation = id of the one begun last
  Timestamp sent;
  MessageKind kind = MessageKind::kText;
  ByteRange source;
  std::uint64_t line = 0;
  bool edited = false, has_reply = false, from_me = false;
  std::int64_t until_millis = -1;
};

struct KeptSkip {
  std::uint64_t line = 0;
  ByteRange source;
  std::string reason;
};

class CollectSink : public MessageSink {
 public:
  void BeginConversation(const ConversationInfo& info) override { conversations.push_back(info); }
  bool OnMessage(const Message& m) override {
    records.push_back({std::string(m.sender), std::string(m.sender_key), std::string(m.text),
                       conversations.empty() ? std::string() : conversations.back().id, m.sent,
                       m.kind, m.source, m.line, m.edited, m.has_reply, m.from_me, m.until_millis});
    return records.size() < stop_after;
  }
  void OnSkipped(const SkippedRecord& s) override {
    skipped.push_back({s.line, s.source, std::string(s.reason)});
  }

  // Records with a sender (`notices` = false) or without one.
  std::vector<KeptMessage> Only(bool notices) const {
    std::vector<KeptMessage> chosen;
    for (const KeptMessage& m : records) {
      if ((m.kind == MessageKind::kNotice) == notices) chosen.push_back(m);
    }
    return chosen;
  }
  std::vector<KeptMessage> Messages() const { return Only(false); }
  std::vector<KeptMessage> Notices() const { return Only(true); }

  std::vector<ConversationInfo> conversations;
  std::vector<KeptMessage> records;  // messages and notices in the order they came
  std::vector<KeptSkip> skipped;
  std::size_t stop_after = ~std::size_t{0};  // OnMessage says "enough" at this many records
};

}  // namespace ebb
