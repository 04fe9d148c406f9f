// The messages of Discord's own data package: messages.json (since 2024) or messages.csv. Only what
// the owner wrote is in them.
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/text_util.h"
#include "readers/csv_chat.h"
#include "readers/discord_csv.h"
#include "readers/discord_text.h"
#include "readers/json_export.h"
#include "readers/tree.h"

namespace ebb {
namespace {

constexpr std::string_view kOwner = "Me";
constexpr std::string_view kWhy = "rows of Discord's data package (ID, Timestamp, Contents)";
constexpr std::string_view kOneSide =
    "Discord's data package holds only your own messages, not your partner's; for both sides "
    "export the chat with DiscordChatExporter";

// "package.zip: Messages/c123/messages.json" -> "123"
std::string ChannelOf(std::string_view source_name) {
  const std::size_t slash = source_name.rfind('/');
  if (slash == source_name.npos || slash == 0) return "discord";
  std::string_view folder = source_name.substr(0, slash);
  folder = folder.substr(folder.find_last_of("/ ") + 1);
  if (folder.starts_with('c')) folder.remove_prefix(1);
  return ParseNumber(folder) ? std::string(folder) : "discord";
}

ConversationInfo Describe(const Source& source) {
  ConversationInfo info;
  info.id = ChannelOf(source.name());
  info.capabilities.seconds = true;
  info.capabilities.instants = true;
  info.capabilities.both_sides = false;
  info.capabilities.knows_me = true;
  info.sort_by_time = true;  // the newest comes first
  return info;
}

bool IsPackageHeading(const std::vector<std::string>& cells) {
  return cells.size() >= 3 && cells[0] == "ID" && cells[1] == "Timestamp" && cells[2] == "Contents";
}

class PackageRow {
 public:
  CsvRow Parse(const std::vector<std::string_view>& cells) {
    CsvRow row;
    if (cells.size() < 3) {
      row.problem = "fewer cells than the first row has";
      return row;
    }
    row.time = cells[1];
    row.sender = kOwner;
    row.from_me = true;
    row.text = OwnDiscordText(cells[2], &text_);
    if (cells.size() > 3 && !Trim(cells[3]).empty()) row.kind = MessageKind::kMedia;
    return row;
  }

 private:
  std::string text_;
};

class PackageJson {
 public:
  PackageJson(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), json_(source, options, sink) {}

  Result<ReadReport> Read() {
    const Result<bool> started = json_.Start('[');
    if (!started) return started.error();
    if (!*started) {
      return Error{ErrorKind::kInput,
                   source_.name() + ": not a list of messages of Discord's data package"};
    }
    json_.Begin(Describe(source_));
    while (json_.Going() && json_.walker().NextElement()) {
      json_.OneRecord([this](JsonCursor& cursor) { Parse(cursor); },
                      [this](ByteRange range) { Deliver(range); });
    }
    return json_.Report(kDiscordPackageReader, std::string(kWhy));
  }

 private:
  void Parse(JsonCursor& cursor) {
    for (JsonField* field : {&id_, &time_, &contents_, &attachments_}) field->Clear();
    if (!cursor.Expect('{')) return;
    std::string_view key;
    while (cursor.NextKey(&key)) {
      if (key == "ID") {
        id_.Read(cursor);
      } else if (key == "Timestamp") {
        time_.Read(cursor);
      } else if (key == "Contents") {
        contents_.Read(cursor);
      } else if (key == "Attachments") {
        attachments_.Read(cursor);
      } else {
        cursor.SkipValue();
      }
    }
  }

  void Deliver(ByteRange range) {
    if (!time_.present && !contents_.present) return json_.Skip(range, "not a message record");
    if (!IsNewId(id_.value, &ids_)) return json_.Skip(range, "the same message again");
    Message message;
    message.sender = kOwner;
    message.from_me = true;
    message.sent = TimeOfText(time_.value, /*utc=*/true);
    message.text = OwnDiscordText(contents_.value, &text_);
    if (!Trim(attachments_.value).empty()) message.kind = MessageKind::kMedia;
    json_.Hand(message, range);
  }

  Source& source_;
  JsonExport json_;
  JsonField id_, time_, contents_, attachments_;
  SeenRecords ids_;
  std::string text_;
};

Match ProbePackage(std::string_view head) {
  if (head.starts_with("ID,Timestamp,Contents")) return Match::kCertain;
  JsonCursor cursor(head);
  if (cursor.Peek() != '[' || !cursor.Expect('[') || !cursor.NextElement()) return Match::kNo;
  if (cursor.Peek() != '{' || !cursor.Expect('{')) return Match::kNo;
  std::string_view key;
  bool id = false, contents = false, time = false;
  while (cursor.NextKey(&key)) {
    id = id || key == "ID";
    contents = contents || key == "Contents";
    time = time || key == "Timestamp";
    cursor.SkipValue();
  }
  return id && contents && time ? Match::kCertain : Match::kNo;
}

Result<ReadReport> ReadPackageCsv(Source& source, const ReadOptions& options, MessageSink& sink) {
  PackageRow parser;
  CsvChat chat;
  chat.reader = &kDiscordPackageReader;
  chat.why = kWhy;
  chat.times_are_utc = true;
  chat.info = Describe(source);
  chat.parse = [&](const std::vector<std::string_view>& cells) { return parser.Parse(cells); };
  return ReadCsvChat(source, chat, options, sink);
}

Result<ReadReport> ReadPackage(Source& source, const ReadOptions& options, MessageSink& sink) {
  if (Status start = source.Seek(0); !start) return start.error();
  Result<std::string> head = ReadHead(source, 4096);
  if (!head) return head.error();
  Result<ReadReport> report = IsPackageHeading(CsvFirstRow(*head, ','))
                                  ? ReadPackageCsv(source, options, sink)
                                  : PackageJson(source, options, sink).Read();
  if (report) report->warnings.emplace_back(kOneSide);
  return report;
}

// {"123": "Direct Message with NAME#0", "124": null, ...}
std::map<std::string, std::string, std::less<>> ReadNames(std::string_view index) {
  std::map<std::string, std::string, std::less<>> names;
  JsonCursor cursor(index);
  if (cursor.Peek() != '{' || !cursor.Expect('{')) return names;
  std::string_view key;
  JsonField name;
  while (cursor.NextKey(&key)) {
    const std::string id(key);
    name.Read(cursor);
    if (name.present && name.value != "None") names.emplace(id, DiscordName(name.value));
  }
  return names;
}

// Channels are called by number; index.json above them has their names.
void DescribePackage(const Tree& tree, std::vector<TreeChat>* chats) {
  std::map<std::string, std::string, std::less<>> names;
  for (TreeChat& chat : *chats) {
    const std::string above(FolderName(chat.folder));
    std::string_view id = BaseName(chat.folder);
    if (id.starts_with('c')) id.remove_prefix(1);
    if (!ParseNumber(id)) continue;
    if (names.empty()) {
      names = ReadNames(ReadSideFile(tree, above.empty() ? "index.json" : above + "/index.json"));
    }
    chat.context.id = id;
    const auto known = names.find(id);
    if (known != names.end()) chat.context.name = known->second;
  }
}

}  // namespace

const Reader kDiscordPackageReader = {
    "discord-package",
    "Discord's own data package: your own messages only (messages.json or messages.csv)",
    "Discord: User Settings, Privacy & Safety, Request all of my data; the e-mail comes after some "
    "days",
    /*can_resume=*/false,
    ProbePackage,
    ReadPackage,
    /*group=*/nullptr,
    DescribePackage,
};

}  // namespace ebb
