// Text that people have labelled: one JSON object a line.
//
//   {"conversation": "c1", "time": "2024-01-01T20:00:00", "sender": "Ann", "text": "...",
//    "score": true, "labels": [{"category": "shutdown", "about": "self"}], "contested":
//    ["avoidance"]}
//
// Lines without "score": true are context, or the text is not labelled at all. The order of lines
// is the order of a conversation. "time", "about" and "contested" may be missing; other keys are
// ignored.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "research/metrics.h"

namespace ebb {

struct LabelledMessage {
  std::string conversation, sender, text;
  std::uint32_t sent = 0;  // seconds since 2000; 0 = no time
  std::uint64_t line = 0;
  bool scored = false;
  std::vector<GoldLabel> labels;
  std::uint32_t contested = 0;  // bit per category
};

struct LabelledFile {
  std::string name;
  std::vector<LabelledMessage> messages;
  std::uint64_t other_labels = 0;  // labels of categories that are not scored
};

// Errors (kInput): `file:line: what is wrong`, never with words of the text.
Result<LabelledFile> ReadLabelledFile(const std::string& path);
Result<LabelledFile> ParseLabelled(const std::string& name, std::string_view text);

}  // namespace ebb
