#include "readers/slack_json.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text_util.h"
#include "readers/json_export.h"
#include "readers/json_records.h"
#include "readers/probe.h"
#include "readers/seen_records.h"
#include "readers/slack_directory.h"
#include "readers/slack_row.h"

namespace ebb {
namespace {

bool IsTimeStamp(std::string_view ts) {
  const std::size_t dot = ts.find('.');
  if (dot == ts.npos || dot < 9 || dot > 11) return false;
  return ParseNumber(ts.substr(0, dot)).has_value() && ParseNumber(ts.substr(dot + 1)).has_value();
}

// "1611111111.000042": seconds, and a serial that counts as microseconds.
Timestamp SlackTime(std::string_view ts) {
  if (!IsTimeStamp(ts)) return {};
  Timestamp stamp;
  const std::size_t dot = ts.find('.');
  stamp.seconds = static_cast<std::int64_t>(*ParseNumber(ts.substr(0, dot)));
  stamp.basis = Timestamp::Basis::kInstant;
  const std::string_view fraction = ts.substr(dot + 1);
  if (fraction.size() == 6) {
    stamp.millis = static_cast<std::uint16_t>(*ParseNumber(fraction) / 1000);
    stamp.has_millis = true;
  }
  return stamp;
}

// How a file holds its rows: a day's list, one row alone, or what the service answers to a program
// ({"ok": true, "messages": [...]}, also Slackdump's file of a channel).
enum class SlackShape : std::uint8_t { kNone, kList, kRow, kAnswer };

SlackShape ShapeOf(std::string_view head) {
  JsonCursor cursor(head);
  const char first = cursor.Peek();
  if (first == '[') return SlackShape::kList;
  if (first != '{') return SlackShape::kNone;
  bool answer = false;
  JsonObject(cursor, [&](std::string_view key) {
    answer = answer || (key == "messages" && cursor.Peek() == '[');
    cursor.SkipValue();
  });
  return answer ? SlackShape::kAnswer : SlackShape::kRow;
}

bool IsContent(std::string_view subtype) {
  static constexpr std::string_view kContent[] = {"",
                                                  "me_message",
                                                  "file_share",
                                                  "file_comment",
                                                  "bot_message",
                                                  "thread_broadcast",
                                                  "reply_broadcast",
                                                  "slackbot_response",
                                                  "file_mention"};
  return std::find(std::begin(kContent), std::end(kContent), subtype) != std::end(kContent);
}

class SlackExport {
 public:
  SlackExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source),
        options_(options),
        sink_(sink),
        names_(options.context != nullptr ? options.context->names.get() : nullptr),
        records_(source, sink),
        parser_(names_) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    const Result<std::string> head = ReadHead(source_, kProbeHead);
    if (!head) return head.error();
    if (Status start = source_.Seek(0); !start) return start.error();
    shape_ = ShapeOf(*head);
    ConversationInfo info = Describe();
    const bool wanted =
        options_.only.empty() || options_.only == info.id || options_.only == info.name;
    const auto parse = [&](JsonCursor& cursor) { parser_.Parse(cursor, &row_); };
    const auto deliver = [&](ByteRange range) { DeliverAll(range); };
    if (shape_ != SlackShape::kNone) sink_.BeginConversation(info);
    if (!wanted) {
      // Nothing of it is asked for.
    } else if (shape_ == SlackShape::kList) {
      records_.ReadArray(parse, deliver);
    } else if (shape_ == SlackShape::kRow) {
      records_.ReadOne(parse, deliver);
    } else if (shape_ == SlackShape::kAnswer) {
      records_.RootLists({"messages"}, [&] { records_.ReadArray(parse, deliver); });
    }
    if (records_.error()) return *records_.error();
    if (shape_ == SlackShape::kNone || (wanted && records_.records() > 0 && !any_stamp_)) {
      return Error{ErrorKind::kInput,
                   source_.name() +
                       ": not a day of a Slack channel; give the zip of the export, "
                       "and choose a channel with --chat"};
    }
    return records_.Report(kSlackJsonReader.name, "JSON rows with Slack's time stamps");
  }

 private:
  static ConversationInfo Describe() {
    ConversationInfo info;
    info.id = "slack";
    info.sort_by_time = true;
    info.capabilities.seconds = true;
    info.capabilities.instants = true;
    info.capabilities.replies = true;
    info.capabilities.reactions = true;
    info.capabilities.edits = true;
    return info;
  }

  // The row, then the answers in it. An answer that was shown in the channel, too, stands in both.
  void DeliverAll(ByteRange range) {
    const std::vector<SlackRow> replies = std::move(row_.replies);
    DeliverOnce(range);
    for (const SlackRow& reply : replies) {
      row_ = reply;
      DeliverOnce({range.end, range.end});  // places do not overlap
    }
  }

  void DeliverOnce(ByteRange range) {
    const bool repeats =
        shape_ == SlackShape::kAnswer && !row_.ts.empty() && !IsNewId(Key(), &seen_);
    repeats ? records_.Skip(range, "repeats a message") : Deliver(range);
  }

  // What two persons write at once stands twice.
  std::string_view Key() {
    key_ = row_.ts;
    key_.append(1, '\n').append(row_.user.empty() ? row_.bot : row_.user);
    key_.append(1, '\n').append(row_.text);
    return key_;
  }

  void Deliver(ByteRange range) {
    any_stamp_ |= IsTimeStamp(row_.ts);
    const Timestamp sent = SlackTime(row_.ts);
    if (!IsContent(row_.subtype)) return records_.SendNotice(sent, range);
    FindSender();
    if (sender_.empty()) return records_.Skip(range, "no sender");
    Message message;
    message.sent = sent;
    message.sender = sender_;
    message.sender_key = row_.user.empty() ? row_.bot : row_.user;
    message.edited = row_.edited;
    message.has_reply = !row_.thread.empty() && row_.thread != row_.ts;
    message.text = Words();
    message.kind = Kind(message.text);
    if (message.kind == MessageKind::kDeleted || message.kind == MessageKind::kOther) {
      message.text = {};
    }
    records_.Send(&message, range);
  }

  void FindSender() {
    sender_.clear();
    if (names_ != nullptr && !row_.user.empty()) {
      if (const auto known = names_->find(row_.user); known != names_->end()) {
        sender_ = known->second;
      }
    }
    if (sender_.empty()) sender_ = row_.user_name;
    if (sender_.empty()) sender_ = row_.user.empty() ? row_.bot : row_.user;
  }

  bool IsBot() const {
    return row_.subtype == "bot_message" || row_.subtype == "slackbot_response" ||
           (row_.is_bot && row_.user.empty());
  }

  std::string_view Words() const {
    const bool made_by_app = row_.subtype == "file_comment" || row_.subtype == "file_mention" ||
                             (row_.subtype == "file_share" && row_.old_file);
    return made_by_app ? row_.comment : row_.text;
  }

  MessageKind Kind(std::string_view words) const {
    if (row_.hidden) return MessageKind::kDeleted;
    if (IsBot()) return MessageKind::kOther;
    if (row_.files || row_.subtype == "file_share") return MessageKind::kMedia;
    if (!Trim(words).empty()) return MessageKind::kText;
    if (row_.files_gone) return MessageKind::kDeleted;
    return row_.shared ? MessageKind::kForwarded : MessageKind::kOther;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  const NamesByKey* names_;
  JsonRecords records_;
  SlackRowParser parser_;
  SlackRow row_;
  std::string sender_, key_;
  SeenRecords seen_;
  SlackShape shape_ = SlackShape::kNone;
  bool any_stamp_ = false;
};

// What the service writes around the rows.
bool IsSlackAnswer(std::string_view head) {
  JsonCursor cursor(head);
  bool answer = false;
  JsonObject(cursor, [&](std::string_view key) {
    answer = answer || key == "ok" || key == "channel_id" || key == "has_more";
    cursor.SkipValue();
  });
  return answer;
}

// "U024BE7LH", a bot's "B...", a guest's "W...".
bool IsSlackUser(std::string_view user) {
  constexpr std::size_t kShortest = 7;
  const bool begins = user.starts_with('U') || user.starts_with('W') || user.starts_with('B');
  return begins && user.size() >= kShortest &&
         user.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == user.npos;
}

// What tells a row in an answer from another app's.
struct SlackRowSigns {
  bool typed = false, numbered = false;
};

Match ProbeSlackRow(JsonCursor& cursor, SlackRowSigns* signs = nullptr) {
  if (cursor.Peek() != '{') return Match::kNo;
  bool stamp = false, content = false, elsewhere = false;
  std::string ts;
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "ts" && cursor.Peek() == '"') {
      stamp = JsonText(cursor, &ts) && IsTimeStamp(ts);
      return;
    }
    const bool user = key == "user";
    if (signs != nullptr && cursor.Peek() == '"' && (key == "type" || user)) {
      std::string text;
      const bool read = JsonText(cursor, &text);
      if (user) signs->numbered = read && IsSlackUser(text);
      if (!user) signs->typed = read && text == "message";
      content = content || user;
      return;
    }
    content = content || key == "user" || key == "text" || key == "bot_id" || key == "subtype";
    elsewhere = elsewhere || key == "messages" || key == "conversation";
    cursor.SkipValue();
  });
  if (elsewhere || cursor.broken()) return Match::kNo;
  if (stamp && content) return Match::kCertain;
  return stamp ? Match::kLikely : Match::kNo;
}

Match ProbeSlack(std::string_view head) {
  const SlackShape shape = ShapeOf(head);
  JsonCursor cursor(head);
  if (shape == SlackShape::kRow) return ProbeSlackRow(cursor);
  if (shape == SlackShape::kNone) return Match::kNo;
  std::string_view key;
  if (shape == SlackShape::kAnswer) {
    cursor.Expect('{');
    while (cursor.NextKey(&key) && key != "messages") cursor.SkipValue();
  }
  cursor.Expect('[');
  if (!cursor.NextElement()) return Match::kNo;
  SlackRowSigns signs;
  const Match match = ProbeSlackRow(cursor, &signs);
  if (shape != SlackShape::kAnswer || IsSlackAnswer(head)) return match;
  if (!signs.typed) return Match::kNo;
  return signs.numbered ? match : std::min(match, Match::kLikely);
}

Result<ReadReport> ReadSlack(Source& source, const ReadOptions& options, MessageSink& sink) {
  return SlackExport(source, options, sink).Read();
}

// "2024-03-01.json"
std::string SlackDay(std::string_view file_name) {
  if (file_name.size() != 15 || !file_name.ends_with(".json")) return "";
  for (std::size_t i = 0; i < 10; ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash ? file_name[i] != '-' : file_name[i] < '0' || file_name[i] > '9') return "";
  }
  return "day";
}

}  // namespace

const Reader kSlackJsonReader = {
    "slack-json",
    "Slack workspace export (zip), or one day of a channel",
    "Slack: Tools and settings, Workspace settings, Import/Export data, Export; direct messages "
    "are "
    "in it only if the owner was allowed to export them",
    /*can_resume=*/false,
    ProbeSlack,
    ReadSlack,
    SlackDay,
    DescribeSlack,
};

}  // namespace ebb
