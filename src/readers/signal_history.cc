// Signal's own plaintext export (Settings, Chats, Export chat history): main.jsonl, one frame of a
// backup a line. The format is not described by Signal; unknown frames and keys are passed over.
#include <algorithm>
#include <map>
#include <string>

#include "base/text_util.h"
#include "readers/fixed_time.h"
#include "readers/json_values.h"
#include "readers/signal.h"
#include "readers/signal_history_frame.h"
#include "readers/source_lines.h"

namespace ebb {
namespace {

using signal::HistoryFrame;
using FrameKind = HistoryFrame::Kind;
using What = HistoryFrame::What;

struct HistoryPerson {
  std::string name, key;
  bool self = false, group = false;
};

struct HistoryChat {
  std::string id, name;
};

class SignalHistory {
 public:
  SignalHistory(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink) {}

  Result<ReadReport> Read() {
    if (Status read = ForEachLine(source_, [this](const SourceLine& l) { return OnLine(l); });
        !read) {
      return read.error();
    }
    if (!recognised_) {
      return Error{ErrorKind::kInput, source_.name() +
                                          ": not Signal's plaintext export: no line "
                                          "is a recipient, a chat or a message"};
    }
    ReadReport report;
    report.format = kSignalHistoryReader.name;
    report.why = "each line is a frame of Signal's own export";
    report.truncated = truncated_;
    NoteRepairs(source_, &report);
    return report;
  }

 private:
  bool OnLine(const SourceLine& line) {
    if (line.continues || Trim(line.text).empty()) return true;
    line_ = &line;
    if (line.source.size() >= kMaxRecordText) {
      Skip("longer than 16 MiB");
    } else if (!frame_.Parse(line.text)) {
      truncated_ = truncated_ || !line.ended;
      Skip(line.ended ? "not a JSON object" : "the file ends inside this record");
    } else {
      recognised_ = recognised_ || frame_.what != What::kOther;
      OnFrame();
    }
    return !enough_;
  }

  void OnFrame() {
    switch (frame_.what) {
      case What::kAccount:
        own_name_ = frame_.name;
        return;
      case What::kRecipient:
        people_[frame_.id] = {frame_.name, frame_.address, frame_.self, frame_.group};
        return;
      case What::kChat:
        chats_[frame_.id] = ChatWith(people_[frame_.recipient]);
        return;
      case What::kItem:
        return OnItem();
      case What::kOther:
        return;
    }
  }

  HistoryChat ChatWith(const HistoryPerson& person) const {
    if (person.group || person.key.empty()) return {"chat-" + frame_.id, person.name};
    return {person.key, person.name};
  }

  void OnItem() {
    if (frame_.kind == FrameKind::kNone) return Skip("a kind of message that is not known");
    auto chat = chats_.find(frame_.chat);
    if (chat == chats_.end()) {
      chat = chats_.emplace(frame_.chat, HistoryChat{"chat-" + frame_.chat, {}}).first;
    }
    const HistoryChat& in = chat->second;
    const bool wanted = options_.only.empty() || options_.only == in.id || options_.only == in.name;
    if (!wanted) return;
    if (begun_ != &in) Begin(in);
    Deliver();
  }

  void Begin(const HistoryChat& chat) {
    begun_ = &chat;
    ConversationInfo info;
    info.id = chat.id;
    info.name = chat.name;
    Capabilities& can = info.capabilities;
    can.seconds = can.instants = can.replies = can.calls = true;
    can.edits = can.deletions = can.knows_me = true;
    sink_.BeginConversation(info);
  }

  void Deliver() {
    Message message;
    message.source = line_->source;
    message.line = line_->number;
    message.sent = InstantFromMillis(std::string_view(frame_.sent));
    message.kind = KindOf(frame_);
    if (message.kind != MessageKind::kNotice) {
      FillSender(&message);
      if (message.sender.empty()) return Skip("no sender");
      message.has_reply = frame_.quote;
      message.edited = frame_.edited;
    }
    if (message.kind == MessageKind::kText || message.kind == MessageKind::kMedia) {
      message.text = Trim(WithoutPlaceholders(frame_.text, &words_));
    }
    if (!sink_.OnMessage(message)) enough_ = true;
  }

  static MessageKind KindOf(const HistoryFrame& frame) {
    switch (frame.kind) {
      case FrameKind::kUpdate:
        return MessageKind::kNotice;
      case FrameKind::kDeleted:
        return MessageKind::kDeleted;
      case FrameKind::kContact:
        return MessageKind::kContact;
      case FrameKind::kPoll:
        return MessageKind::kPoll;
      case FrameKind::kSticker:
        return MessageKind::kMedia;
      case FrameKind::kStandard:
      case FrameKind::kStoryReply:
        if (frame.attachments) return MessageKind::kMedia;
        return Trim(frame.text).empty() ? MessageKind::kOther : MessageKind::kText;
      default:
        return MessageKind::kOther;
    }
  }

  void FillSender(Message* message) {
    const auto author = people_.find(frame_.author);
    const bool known = author != people_.end();
    message->from_me = frame_.outgoing || (known && author->second.self);
    if (message->from_me) {
      message->sender = own_name_.empty() ? std::string_view("Me") : own_name_;
      message->sender_key = "self";
    } else if (known) {
      message->sender = author->second.name;
      message->sender_key = author->second.key;
    }
    if (message->sender.empty() && !frame_.author.empty()) {
      unnamed_ = "recipient " + frame_.author;
      message->sender = unnamed_;
      if (message->sender_key.empty()) message->sender_key = unnamed_;
    }
  }

  void Skip(std::string_view why) {
    if (options_.only.empty()) sink_.OnSkipped({line_->number, line_->source, why});
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  HistoryFrame frame_;
  const SourceLine* line_ = nullptr;
  std::map<std::string, HistoryPerson> people_;
  std::map<std::string, HistoryChat> chats_;
  const HistoryChat* begun_ = nullptr;
  std::string own_name_, unnamed_, words_;
  bool recognised_ = false, enough_ = false, truncated_ = false;
};

// A recipient or a message among the first lines; the very first says only which version it is.
Match ProbeSignalHistory(std::string_view head) {
  HistoryFrame frame;
  for (int lines = 0; lines < 20 && !head.empty(); ++lines) {
    const std::size_t end = std::min(head.find('\n'), head.size());
    const std::string_view line = Trim(head.substr(0, end));
    head.remove_prefix(std::min(end + 1, head.size()));
    if (line.empty()) continue;
    const bool whole = frame.Parse(line);
    if (!line.starts_with('{') || (!whole && !head.empty())) return Match::kNo;
    const bool recipient = frame.what == What::kRecipient && !frame.id.empty();
    const bool chat = frame.what == What::kChat && !frame.recipient.empty();
    const bool item = frame.what == What::kItem && !frame.chat.empty() && !frame.sent.empty();
    if (recipient || chat || item) return Match::kCertain;
  }
  return Match::kNo;
}

Result<ReadReport> ReadSignalHistory(Source& source, const ReadOptions& options,
                                     MessageSink& sink) {
  return SignalHistory(source, options, sink).Read();
}

}  // namespace

const Reader kSignalHistoryReader = {
    "signal-history",
    "Signal's own export of the chat history (main.jsonl)",
    "Signal: Settings, Chats, Export chat history; then the main.jsonl in the folder it makes",
    /*can_resume=*/false,
    ProbeSignalHistory,
    ReadSignalHistory,
};

}  // namespace ebb
