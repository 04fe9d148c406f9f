#include "analysis/find_line.h"

#include <algorithm>
#include <optional>

#include "analysis/local_clock.h"

namespace ebb {
namespace {

// Counts the messages of one conversation as the first reading did, and keeps the last that begins
// at or before the line.
class LineSink final : public MessageSink {
 public:
  LineSink(const LoadedInput& input, const std::string& conversation, std::uint64_t line)
      : clock_(input.clock), range_(input.range), conversation_(conversation), line_(line) {}

  void BeginConversation(const ConversationInfo& info) override {
    here_ = info.id == conversation_;
  }

  bool OnMessage(const Message& message) override {
    if (!here_) {
      Pass(message.line);
      return true;
    }
    if (range_.active && !range_.Contains(clock_.Local(message.sent))) return true;
    const MessageIndex index = next_++;
    if (message.line <= line_ && message.line >= found_line_) {
      found_ = index;
      found_line_ = message.line;
    }
    return true;
  }

  void OnSkipped(const SkippedRecord& record) override { Pass(record.line); }

  std::optional<MessageIndex> found() const { return found_; }

 private:
  // What stands between belongs to no message of this conversation.
  void Pass(std::uint64_t line) {
    if (line > line_ || line <= found_line_) return;
    found_line_ = line;
    found_.reset();
  }

  LocalClock clock_;
  const LocalRange range_;
  const std::string& conversation_;
  const std::uint64_t line_;
  bool here_ = false;
  MessageIndex next_ = 0;
  std::uint64_t found_line_ = 0;
  std::optional<MessageIndex> found_;
};

Status ReadAgain(LoadedInput& input, LineSink& sink) {
  if (!input.opened.parts.empty()) {
    const Result<ReadReport> report = ReadExport(input.opened, input.read, sink);
    if (!report) return report.error();
    return Done{};
  }
  if (Status back = input.opened.source->Seek(0); !back) return back;
  const Result<ReadReport> report =
      ReadExportFrom(*input.opened.source, input.opened, input.read, sink);
  if (!report) return report.error();
  return Done{};
}

// The place in the whole of a part's own message, if it was kept.
std::optional<MessageIndex> Merged(const Part& part, MessageIndex own) {
  if (part.kept.empty()) {
    return own < part.count ? std::optional(part.begin + own) : std::nullopt;
  }
  const auto at = std::lower_bound(part.kept.begin(), part.kept.end(), own);
  if (at == part.kept.end() || *at != own) return std::nullopt;
  return part.begin + static_cast<MessageIndex>(at - part.kept.begin());
}

}  // namespace

Result<std::vector<MessageIndex>> MessagesAtLine(const std::vector<LoadedInput*>& inputs,
                                                 const std::vector<Part>& parts,
                                                 std::uint64_t line) {
  std::vector<MessageIndex> found;
  for (const Part& part : parts) {
    LoadedInput& input = *inputs[part.input];
    LineSink sink(input, part.conversation_id, line);
    if (Status read = ReadAgain(input, sink); !read) return read.error();
    if (!sink.found()) continue;
    if (const auto merged = Merged(part, *sink.found())) found.push_back(*merged);
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace ebb
