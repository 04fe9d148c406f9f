#include "readers/imazing_csv.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/text_util.h"
#include "readers/chat_file_name.h"
#include "readers/csv_chat.h"
#include "readers/tapback_echo.h"

namespace ebb {
namespace {

// Which columns there are differs between versions, and between Messages and WhatsApp.
struct ImazingColumns {
  using Place = std::optional<std::size_t>;
  Place chat, time, type, sender_id, sender, text;         // in all of them
  Place edited, deleted, forwarded, answered, attachment;  // in some
  std::size_t width = 0;
  char separator = ',';

  explicit ImazingColumns(const std::vector<std::string>& names) : width(names.size()) {
    const auto find = [&names](std::string_view wanted) -> Place {
      const auto at = std::find_if(names.begin(), names.end(), [wanted](const std::string& name) {
        return LowerAscii(Trim(name)) == wanted;
      });
      if (at == names.end()) return std::nullopt;
      return static_cast<std::size_t>(at - names.begin());
    };
    chat = find("chat session");
    time = find("message date");
    type = find("type");
    sender_id = find("sender id");
    sender = find("sender name");
    text = find("text");
    edited = find("edited date");
    deleted = find("deleted date");
    forwarded = find("forwarded");
    answered = find("replying to");
    attachment = find("attachment");
  }
  bool complete() const { return chat && time && type && sender_id && sender && text; }
};

struct ImazingCells {
  const std::vector<std::string_view>& cells;
  std::string_view at(ImazingColumns::Place place) const {
    return place ? Trim(cells[*place]) : std::string_view();
  }
  bool Says(ImazingColumns::Place place) const { return !at(place).empty(); }
};

MessageKind KindOfImazing(const ImazingCells& row, const ImazingColumns& columns) {
  if (row.Says(columns.deleted)) return MessageKind::kDeleted;
  if (row.Says(columns.forwarded) && LowerAscii(row.at(columns.forwarded)) != "no")
    return MessageKind::kForwarded;
  return row.Says(columns.attachment) ? MessageKind::kMedia : MessageKind::kText;
}

// The other side of a chat of two is sometimes not named in the row, for the chat is called so.
std::string_view SenderOfImazing(const ImazingCells& row, const ImazingColumns& columns) {
  for (const ImazingColumns::Place place : {columns.sender, columns.sender_id, columns.chat}) {
    if (row.Says(place)) return row.at(place);
  }
  return {};
}

void FillImazing(const ImazingCells& row, const ImazingColumns& columns, CsvRow* out) {
  out->from_me = row.at(columns.type) == "Outgoing";
  out->sender = out->from_me ? "Me" : SenderOfImazing(row, columns);
  out->sender_key = out->from_me ? "Me" : row.at(columns.sender_id);
  out->has_reply = row.Says(columns.answered);
  out->edited = row.Says(columns.edited);
  out->kind = KindOfImazing(row, columns);
  if (out->kind == MessageKind::kText || out->kind == MessageKind::kMedia)
    out->text = row.at(columns.text);
  // WhatsApp, whose table says what was forwarded, has no such echoes.
  if (columns.forwarded || !IsTapbackEcho(out->text)) return;
  out->text = {};
  if (out->kind == MessageKind::kText) out->kind = MessageKind::kOther;
}

CsvRow ParseImazing(const std::vector<std::string_view>& cells, const ImazingColumns& columns) {
  CsvRow row;
  if (cells.size() < columns.width) {
    row.problem = "fewer cells than the first row has";
    return row;
  }
  const ImazingCells here{cells};
  row.conversation = row.conversation_name = here.at(columns.chat);
  row.time = here.at(columns.time);
  const std::string_view type = here.at(columns.type);
  if (type == "Notification") {
    row.kind = MessageKind::kNotice;
  } else if (type == "Incoming" || type == "Outgoing") {
    FillImazing(here, columns, &row);
  } else {
    row.problem = "neither incoming nor outgoing nor a notification";
  }
  return row;
}

// Tables that were saved again by a spreadsheet may have other separators.
ImazingColumns FindImazingColumns(std::string_view head) {
  for (const char separator : {';', '\t'}) {
    ImazingColumns columns(CsvFirstRow(head, separator));
    columns.separator = separator;
    if (columns.complete()) return columns;
  }
  return ImazingColumns(CsvFirstRow(head, ','));
}

Match ProbeImazing(std::string_view head) {
  return FindImazingColumns(head).complete() ? Match::kCertain : Match::kNo;
}

Result<ReadReport> ReadImazing(Source& source, const ReadOptions& options, MessageSink& sink) {
  if (Status start = source.Seek(0); !start) return start.error();
  Result<std::string> head = ReadHead(source, 4096);
  if (!head) return head.error();
  const ImazingColumns columns = FindImazingColumns(*head);
  if (!columns.complete()) {
    return Error{ErrorKind::kInput,
                 source.name() +
                     ": not iMazing's table of messages (its first row does not name the columns "
                     "Chat Session, Message Date, Type, Sender ID, Sender Name and Text)"};
  }
  CsvChat chat;
  chat.reader = &kImazingCsvReader;
  chat.why = "its first row is that of iMazing's tables of messages";
  chat.separator = columns.separator;
  chat.info.name = ChatOfFileName(source.name());
  chat.info.id = chat.info.name.empty() ? "imazing" : chat.info.name;
  chat.info.capabilities.seconds = chat.info.capabilities.knows_me = true;
  chat.info.capabilities.replies = columns.answered.has_value();
  chat.info.capabilities.edits = columns.edited.has_value();
  chat.parse = [&columns](const std::vector<std::string_view>& cells) {
    return ParseImazing(cells, columns);
  };
  return ReadCsvChat(source, chat, options, sink);
}

}  // namespace

const Reader kImazingCsvReader = {
    "imazing-csv",
    "iMessage, SMS or WhatsApp of an iPhone, the table that iMazing saves (CSV)",
    "computer: the program iMazing, Messages or WhatsApp, the chat, Export to CSV",
    /*can_resume=*/false,
    ProbeImazing,
    ReadImazing,
    EachFileIsAChat,
};

}  // namespace ebb
