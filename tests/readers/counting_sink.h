// A sink that only counts, for measuring the speed of readers.
#pragma once

#include <cstdint>

#include "readers/reader.h"

namespace ebb {

class CountingSink : public MessageSink {
 public:
  void BeginConversation(const ConversationInfo&) override {}
  bool OnMessage(const Message& message) override {
    ++records;
    bytes += message.text.size();
    return true;
  }
  void OnSkipped(const SkippedRecord&) override { ++skipped; }

  std::uint64_t records = 0, bytes = 0, skipped = 0;
};

}  // namespace ebb
