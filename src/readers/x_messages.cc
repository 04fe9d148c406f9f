#include "readers/x_messages.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/text_util.h"
#include "readers/json_records.h"
#include "readers/markup_entities.h"
#include "readers/tree.h"

namespace ebb {
namespace {

struct XEvent {
  std::string kind, sender, text, created;
  bool media = false;
};

void ReadCreated(JsonCursor& cursor, XEvent* event) {
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "senderId") {
      JsonText(cursor, &event->sender);
    } else if (key == "text") {
      JsonText(cursor, &event->text);
    } else if (key == "createdAt") {
      JsonText(cursor, &event->created);
    } else if (key == "mediaUrls") {
      event->media = JsonSays(cursor);
    } else {
      cursor.SkipValue();
    }
  });
}

// {"messageCreate": {...}} and the like.
void ParseEvent(JsonCursor& cursor, XEvent* event) {
  *event = {};
  JsonObject(cursor, [&](std::string_view key) {
    event->kind.assign(key);
    ReadCreated(cursor, event);
  });
}

// ISO, or milliseconds as a string.
Timestamp TimeOfCreation(std::string_view created) {
  if (const auto millis = ParseNumber(created)) {
    return InstantFromMillis(static_cast<std::int64_t>(*millis));
  }
  return InstantFromIso(created);
}

constexpr std::string_view kBegin = "window.YTD.direct_message";

// Lines of comment that somebody put in front.
std::string_view WithoutComments(std::string_view text) {
  text = Trim(text);
  while (text.starts_with("//")) {
    const std::size_t end = text.find('\n');
    text = end == text.npos ? std::string_view() : Trim(text.substr(end));
  }
  return text;
}

// [{"dmConversation": ...}], the list without what makes it a script.
bool IsBareList(std::string_view text) {
  JsonCursor cursor(text);
  if (!text.starts_with('[') || !cursor.Expect('[') || !cursor.NextElement()) return false;
  bool is = false;
  JsonObject(cursor, [&](std::string_view key) {
    is = is || key == "dmConversation";
    cursor.SkipValue();
  });
  return is;
}

// Where the list begins, behind "window.YTD.direct_messages.part0 = ".
std::optional<std::size_t> ListBegin(std::string_view head) {
  const std::string_view text = WithoutComments(head);
  if (!text.starts_with(kBegin) && !IsBareList(text)) return std::nullopt;
  const std::size_t at = text.find('[');
  if (at == text.npos) return std::nullopt;
  return static_cast<std::size_t>(text.data() - head.data()) + at;
}

class XExport {
 public:
  XExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink), records_(source, sink) {
    if (options.context == nullptr) return;
    me_ = options.context->me;
    names_ = options.context->names.get();
  }

  Result<ReadReport> Read() {
    const Result<std::string> head = ReadHead(source_, 4096);
    if (!head) return head.error();
    const std::optional<std::size_t> begin = ListBegin(*head);
    if (!begin) {
      return Error{ErrorKind::kInput, source_.name() +
                                          ": not direct messages of an X archive; give "
                                          "the zip or data/direct-messages.js"};
    }
    JsonWalker& walker = records_.walker();
    if (Status moved = walker.SeekTo(*begin); !moved) return moved.error();
    walker.Expect('[');
    while (records_.Going() && walker.NextElement()) ReadElement();
    if (records_.error()) return *records_.error();
    return records_.Report(kXMessagesReader.name, "a script with X's direct messages");
  }

 private:
  void ReadElement() {
    JsonWalker& walker = records_.walker();
    if (walker.Peek() != '{') {
      walker.SkipValue();
      return;
    }
    walker.Expect('{');
    std::string key;
    while (records_.Going() && walker.NextKey(&key)) {
      if (key == "dmConversation" && walker.Peek() == '{') {
        ReadConversation();
      } else {
        walker.SkipValue();
      }
    }
  }

  void ReadConversation() {
    JsonWalker& walker = records_.walker();
    walker.Expect('{');
    std::string key;
    id_.clear();
    while (records_.Going() && walker.NextKey(&key)) {
      if (key == "conversationId") {
        walker.Value(&id_);
      } else if (key == "messages" && walker.Peek() == '[') {
        ReadMessages();
      } else {
        walker.SkipValue();
      }
    }
  }

  // "idA-idB": the one who is not me.
  std::string Partner() const {
    const std::size_t dash = id_.find('-');
    if (dash == id_.npos || me_.empty()) return "";
    const std::string first = id_.substr(0, dash), second = id_.substr(dash + 1);
    return first == me_ ? second : second == me_ ? first : "";
  }

  void ReadMessages() {
    ConversationInfo info;
    info.id = id_.empty() ? "conversation-" + std::to_string(++unnamed_) : id_;
    info.name = Partner();
    if (!options_.only.empty() && options_.only != info.id && options_.only != info.name) {
      records_.walker().SkipValue();
      return;
    }
    info.sort_by_time = true;
    info.capabilities.seconds = true;
    info.capabilities.instants = true;
    info.capabilities.reactions = true;
    info.capabilities.knows_me = !me_.empty();
    sink_.BeginConversation(info);
    records_.ReadArray([&](JsonCursor& cursor) { ParseEvent(cursor, &event_); },
                       [&](ByteRange range) { Deliver(range); });
  }

  std::string_view NameOf(const std::string& id) const {
    if (names_ == nullptr) return id;
    const auto known = names_->find(id);
    return known == names_->end() || known->second.empty() ? std::string_view(id) : known->second;
  }

  void Deliver(ByteRange range) {
    const Timestamp sent = TimeOfCreation(event_.created);
    if (event_.kind != "messageCreate") {
      if (event_.kind.empty()) return records_.Skip(range, "not a message record");
      return records_.SendNotice(sent, range);
    }
    if (event_.sender.empty()) return records_.Skip(range, "no sender");
    std::uint64_t repaired = 0;
    Message message;
    message.sent = sent;
    message.sender = NameOf(event_.sender);
    message.sender_key = event_.sender;
    message.from_me = !me_.empty() && event_.sender == me_;
    message.text = DecodeReferences(event_.text, MarkupDialect::kHtml, &decoded_, &repaired);
    message.kind = event_.media                 ? MessageKind::kMedia
                   : Trim(message.text).empty() ? MessageKind::kOther
                                                : MessageKind::kText;
    records_.Send(&message, range);
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  JsonRecords records_;
  const std::map<std::string, std::string>* names_ = nullptr;
  std::string me_, id_, decoded_;
  XEvent event_;
  std::uint64_t unnamed_ = 0;
};

// The first message holds words, so far as `text` goes.
bool BeginsWithWords(std::string_view text) {
  constexpr std::string_view kMessage = "\"messageCreate\"";
  const std::size_t at = text.find(kMessage);
  const std::size_t begin = at == text.npos ? at : text.find('{', at);
  if (begin == text.npos) return false;
  JsonCursor cursor(text.substr(begin));
  bool words = false;
  JsonObject(cursor, [&](std::string_view key) {
    words = words || key == "text";
    cursor.SkipValue();
  });
  return words || cursor.ran_out();
}

// The list of headers begins alike, but holds no words.
Match ProbeX(std::string_view head) {
  if (!ListBegin(head)) return Match::kNo;
  const std::string_view text = WithoutComments(head);
  if (!text.starts_with(kBegin)) return BeginsWithWords(text) ? Match::kCertain : Match::kNo;
  return text.starts_with("window.YTD.direct_message_") && text.find("_headers", kBegin.size()) < 64
             ? Match::kNo
             : Match::kCertain;
}

Result<ReadReport> ReadX(Source& source, const ReadOptions& options, MessageSink& sink) {
  return XExport(source, options, sink).Read();
}

// window.YTD.account.part0 = [{"account": {"accountId": ..., "accountDisplayName": ...}}]
void DescribeX(const Tree& tree, std::vector<TreeChat>* chats) {
  const std::string text = ReadSideFile(tree, "account.js");
  JsonCursor cursor(std::string_view(text).substr(std::min(text.find('['), text.size())));
  std::string id, name, shown;
  JsonArray(cursor, [&] {
    JsonObject(cursor, [&](std::string_view) {
      JsonObject(cursor, [&](std::string_view key) {
        if (key == "accountId") {
          JsonText(cursor, &id);
        } else if (key == "username") {
          JsonText(cursor, &name);
        } else if (key == "accountDisplayName") {
          JsonText(cursor, &shown);
        } else {
          cursor.SkipValue();
        }
      });
    });
  });
  std::map<std::string, std::string> names;
  if (!id.empty()) names[id] = shown.empty() ? name : shown;
  const auto shared = std::make_shared<const std::map<std::string, std::string>>(std::move(names));
  for (TreeChat& chat : *chats) {
    chat.context.me = id;
    chat.context.names = shared;
  }
}

}  // namespace

const Reader kXMessagesReader = {
    "x-messages",
    "X (Twitter) archive, direct messages (data/direct-messages.js)",
    "X: Settings, Your account, Download an archive of your data; names of others are not in it",
    /*can_resume=*/false,
    ProbeX,
    ReadX,
    nullptr,
    DescribeX,
};

}  // namespace ebb
