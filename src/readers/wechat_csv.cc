#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/text_util.h"
#include "readers/csv_chat.h"
#include "readers/csv_records.h"
#include "readers/json_export.h"
#include "readers/wechat.h"
#include "readers/wechat_words.h"

namespace ebb {
namespace {

constexpr std::string_view kOneself = "Me";

enum class Field : std::uint8_t {
  kTalker,
  kTalkerName,
  kType,
  kSubType,
  kIsSender,
  kUnixTime,
  kTime,
  kShanghaiTime,
  kText,
  kRemark,
  kNick,
  kSenderId,
  kSenderName,
  kCount,
};

struct NamedField {
  std::string_view name;
  Field field;
};

// The columns of all tables; no name means two things.
constexpr NamedField kNamedFields[] = {
    {"TalkerId", Field::kTalker},
    {"Type", Field::kType},
    {"SubType", Field::kSubType},
    {"IsSender", Field::kIsSender},
    {"CreateTime", Field::kUnixTime},
    {"StrContent", Field::kText},
    {"StrTime", Field::kTime},
    {"Remark", Field::kRemark},
    {"NickName", Field::kNick},
    {"Sender", Field::kSenderId},
    {"类型", Field::kType},
    {"发送人", Field::kSenderName},
    {"时间", Field::kTime},
    {"内容", Field::kText},
    {"备注", Field::kRemark},
    {"昵称", Field::kNick},
    {"time(Asia/Shanghai)", Field::kShanghaiTime},
    {"group_id", Field::kTalker},
    {"group_name", Field::kTalkerName},
    {"from_id", Field::kSenderId},
    {"from_nickname", Field::kSenderName},
    {"content_type", Field::kType},
    {"content", Field::kText},
    {"type_name", Field::kType},
    {"is_sender", Field::kIsSender},
    {"talker", Field::kSenderName},
    {"room_name", Field::kTalker},
    {"msg", Field::kText},
};

enum class Table : std::uint8_t { kNone, kDatabase, kChinese, kStat, kDump };

bool Has(const std::vector<std::string>& names, std::string_view name) {
  for (const std::string& known : names) {
    if (known == name) return true;
  }
  return false;
}

Table TableOf(const std::vector<std::string>& names) {
  if (Has(names, "StrContent") && Has(names, "IsSender")) return Table::kDatabase;
  if (Has(names, "类型") && Has(names, "发送人") && Has(names, "时间") && Has(names, "内容")) {
    return Table::kChinese;
  }
  if (Has(names, "time(Asia/Shanghai)") && Has(names, "content")) return Table::kStat;
  if (Has(names, "type_name") && Has(names, "is_sender") && Has(names, "talker") &&
      Has(names, "msg") && Has(names, "CreateTime")) {
    return Table::kDump;
  }
  return Table::kNone;
}

// The kind that PyWxDump's column says: also in English, and of what it does not know no words.
WeChatKind DumpKind(std::string_view word) {
  struct Known {
    std::string_view word;
    MessageKind kind;
  };
  static constexpr Known kKnown[] = {
      {"", MessageKind::kText},
      {"text", MessageKind::kText},
      {"image", MessageKind::kMedia},
      {"sticker", MessageKind::kMedia},
      {"emoji", MessageKind::kMedia},
      {"video", MessageKind::kMedia},
      {"voice", MessageKind::kMedia},
      {"file", MessageKind::kMedia},
      {"location", MessageKind::kLocation},
      {"system", MessageKind::kNotice},
  };
  for (const Known& known : kKnown) {
    if (known.word == word) return {known.kind, false};
  }
  const WeChatKind kind = WeChatKindOfWord(word);
  const bool words = word.find("文本") != word.npos || word.find("文字") != word.npos;
  if (kind.kind == MessageKind::kText && !kind.reply && !words) return {MessageKind::kOther, false};
  return kind;
}

std::string_view WhyOf(Table table) {
  if (table == Table::kStat) return "its first row is that of wechat_stat";
  if (table == Table::kDump) return "its first row is that of PyWxDump, as WeClone wants it";
  return "its first row is that of MemoTrace (WeChatMsg)";
}

class WeChatRow {
 public:
  WeChatRow(Table table, const std::vector<std::string>& names) : table_(table) {
    columns_.fill(kNoColumn);
    for (std::size_t i = 0; i < names.size(); ++i) {
      for (const NamedField& known : kNamedFields) {
        if (known.name == names[i]) Column(known.field) = i;
      }
    }
    // Before version 0.2.7 rows have a cell more than names; it changes nothing here.
    width_ = (Column(Field::kText) == kNoColumn ? 0 : Column(Field::kText)) + 1;
  }

  CsvRow Parse(const std::vector<std::string_view>& cells) {
    CsvRow row;
    if (cells.size() < width_) {
      row.problem = "fewer cells than the first row has";
      return row;
    }
    cells_ = &cells;
    row.text = Cell(Field::kText);
    SetTime(&row);
    SetKind(&row);
    SetSender(&row);
    row.conversation = Cell(Field::kTalker);
    row.conversation_name = Cell(Field::kTalkerName);
    if (row.conversation_name.empty()) row.conversation_name = Cell(Field::kRemark);
    if (row.conversation_name.empty()) row.conversation_name = Cell(Field::kNick);
    return row;
  }

 private:
  std::size_t& Column(Field field) { return columns_[static_cast<std::size_t>(field)]; }
  std::string_view Cell(Field field) {
    const std::size_t column = Column(field);
    return column < cells_->size() ? Trim((*cells_)[column]) : std::string_view();
  }

  void SetTime(CsvRow* row) {
    const Timestamp instant = TimeOfNumber(Cell(Field::kUnixTime));
    if (instant.basis != Timestamp::Basis::kNone) {
      row->sent = instant;
    } else if (Column(Field::kShanghaiTime) != kNoColumn) {
      row->sent = ShanghaiTime(Cell(Field::kShanghaiTime));
    } else if (table_ == Table::kDump) {
      row->time = Cell(Field::kUnixTime);
    } else {
      row->time = Cell(Field::kTime);
    }
  }

  // China has one clock, eight hours before UTC.
  static Timestamp ShanghaiTime(std::string_view written) {
    constexpr std::int32_t kOffset = 8 * 3600;
    Timestamp time = TimeOfText(written, /*utc=*/false);
    if (time.basis != Timestamp::Basis::kWall) return time;
    time.basis = Timestamp::Basis::kInstant;
    time.seconds -= kOffset;
    time.has_offset = true;
    time.offset_seconds = kOffset;
    return time;
  }

  void SetKind(CsvRow* row) {
    const std::string_view type = Cell(Field::kType);
    const bool is_code = table_ == Table::kDatabase || ParseNumber(type);
    const WeChatKind kind = table_ == Table::kDump ? DumpKind(type)
                            : is_code              ? WeChatKindOfCode(type, Cell(Field::kSubType))
                                                   : WeChatKindOfWord(type);
    row->kind = kind.kind;
    row->has_reply = kind.reply;
    if (kind.reply) row->text = Trim(WeChatReplyText(row->text, &text_));
    if (IsWeChatGreeting(row->text)) row->kind = MessageKind::kOther;
  }

  void SetSender(CsvRow* row) {
    const std::string_view direction = Cell(Field::kIsSender);
    row->from_me = direction == "1";
    // The text of a group begins with who wrote it.
    const std::string_view writer =
        table_ == Table::kDatabase ? TakeWeChatSender(&row->text) : std::string_view();
    if (row->kind != MessageKind::kText) row->text = {};
    if (row->from_me) {
      row->sender = row->sender_key = kOneself;
      return;
    }
    if (table_ == Table::kDatabase) {
      row->sender_key = !writer.empty() ? writer : Cell(Field::kSenderId);
      row->sender = writer;
      for (const Field field : {Field::kRemark, Field::kNick, Field::kSenderId, Field::kTalker}) {
        if (row->sender.empty()) row->sender = Cell(field);
      }
      return;
    }
    row->sender = Cell(Field::kSenderName);
    row->sender_key = Cell(Field::kSenderId);
    if (row->sender.empty()) row->sender = row->sender_key;
    row->from_me = row->sender == "我";
    if (row->sender == "系统" || row->sender == "系统消息") row->kind = MessageKind::kNotice;
  }

  static constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

  Table table_;
  std::array<std::size_t, static_cast<std::size_t>(Field::kCount)> columns_;
  std::size_t width_ = 0;
  const std::vector<std::string_view>* cells_ = nullptr;
  std::string text_;
};

Match ProbeWeChatCsv(std::string_view head) {
  return TableOf(CsvFirstRow(head, ',')) == Table::kNone ? Match::kNo : Match::kCertain;
}

// PyWxDump's and WeFlow's times are clocks or moments: the first row shows which.
bool TellsInstants(Table table, const std::string& head, WeChatRow* parser) {
  if (table != Table::kDump) return table != Table::kChinese;
  const std::unique_ptr<Source> source = MemorySource("", head);
  CsvRecords records(*source, ',');
  records.Next();
  if (records.Next() != CsvRecords::Outcome::kRow) return false;
  const CsvRow row = parser->Parse(records.cells());
  return row.sent || row.time.ends_with('Z');
}

Result<ReadReport> ReadWeChatCsv(Source& source, const ReadOptions& options, MessageSink& sink) {
  if (Status start = source.Seek(0); !start) return start.error();
  Result<std::string> head = ReadHead(source, std::size_t{64} * 1024);
  if (!head) return head.error();
  const std::vector<std::string> names = CsvFirstRow(*head, ',');
  const Table table = TableOf(names);
  if (table == Table::kNone) {
    return Error{
        ErrorKind::kInput,
        source.name() + ": not a table of WeChat's tools (MemoTrace, PyWxDump, wechat_stat)"};
  }
  WeChatRow parser(table, names);
  CsvChat chat;
  chat.reader = &kWeChatCsvReader;
  chat.why = WhyOf(table);
  chat.info.id = "wechat";
  chat.info.capabilities.seconds = true;
  chat.info.capabilities.instants = TellsInstants(table, *head, &parser);
  chat.info.capabilities.replies = true;
  chat.info.capabilities.calls = true;
  chat.info.capabilities.deletions = true;
  chat.info.capabilities.knows_me = table == Table::kDatabase || table == Table::kDump;
  chat.parse = [&](const std::vector<std::string_view>& cells) { return parser.Parse(cells); };
  return ReadCsvChat(source, chat, options, sink);
}

}  // namespace

const Reader kWeChatCsvReader = {
    "wechat-csv",
    "WeChat, a table made by MemoTrace (WeChatMsg), PyWxDump, WeFlow (for WeClone) or wechat_stat",
    "WeChat has no export; MemoTrace: Data, export chat, CSV",
    /*can_resume=*/false,
    ProbeWeChatCsv,
    ReadWeChatCsv,
};

}  // namespace ebb
