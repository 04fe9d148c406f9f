#include "readers/discord_csv.h"

#include <optional>
#include <string>
#include <vector>

#include "base/text_util.h"
#include "readers/chat_file_name.h"
#include "readers/csv_chat.h"
#include "readers/discord_text.h"

namespace ebb {
namespace {

// Where things stand in a row.
struct DiscordColumns {
  std::size_t author = 0;  // then date, content, attachments
  bool has_number = true;  // of the author, in front of the name
  char separator = ',';
};

bool HasDiscordColumns(const std::vector<std::string>& cells, std::size_t author) {
  return cells.size() >= author + 3 && cells[author] == "Author" && cells[author + 1] == "Date" &&
         cells[author + 2] == "Content";
}

// Newer tables have the message's number first, those of before 2020 no numbers and semicolons.
// Nullopt if `head` is not the beginning of such a table.
std::optional<DiscordColumns> FindDiscordColumns(std::string_view head) {
  const std::vector<std::string> cells = CsvFirstRow(head, ',');
  const std::size_t at = !cells.empty() && cells[0] == "MessageID" ? 1 : 0;
  if (cells.size() > at && cells[at] == "AuthorID" && HasDiscordColumns(cells, at + 1)) {
    return DiscordColumns{at + 1, true, ','};
  }
  const std::vector<std::string> old = CsvFirstRow(head, ';');
  if (HasDiscordColumns(old, 0) && old.size() > 3 && old[3] == "Attachments") {
    return DiscordColumns{0, false, ';'};
  }
  return std::nullopt;
}

// The first message below the older head, which says too little: by somebody with a number of four
// digits, at a time of day.
bool BeginsWithOldRow(std::string_view head) {
  const std::size_t end = head.find('\n');
  if (end == head.npos) return false;
  const std::vector<std::string> cells = CsvFirstRow(head.substr(end + 1), ';');
  if (cells.size() < 3) return false;
  const std::string_view author = Trim(cells[0]), date = cells[1];
  const std::size_t mark = author.rfind('#');
  const bool numbered = mark != author.npos && author.size() == mark + 5 &&
                        ParseNumber(author.substr(mark + 1)).has_value();
  return (numbered || author.starts_with("Deleted User")) && date.find(':') != date.npos;
}

class DiscordRow {
 public:
  explicit DiscordRow(const DiscordColumns& columns) : columns_(columns) {}

  CsvRow Parse(const std::vector<std::string_view>& cells) {
    CsvRow row;
    const std::size_t author = columns_.author;
    if (cells.size() < author + 3) {
      row.problem = "fewer cells than the first row has";
      return row;
    }
    const std::string_view content = cells[author + 2];
    if (columns_.has_number) row.sender_key = cells[author - 1];
    row.sender = DiscordName(cells[author]);
    row.time = cells[author + 1];
    const bool media = cells.size() > author + 3 && !Trim(cells[author + 3]).empty();
    row.kind = IsDiscordNotice(content) && !media ? MessageKind::kNotice
               : media                            ? MessageKind::kMedia
                                                  : MessageKind::kText;
    row.text = OwnDiscordText(content, &text_);
    return row;
  }

 private:
  const DiscordColumns columns_;
  std::string text_;
};

Match ProbeDiscordCsv(std::string_view head) {
  const bool may_be = head.find("AuthorID") < 4 || head.find("MessageID,AuthorID") < 4 ||
                      head.find("Author;") < 4 || head.find("Author\";") < 4;
  if (!may_be) return Match::kNo;
  const std::optional<DiscordColumns> columns = FindDiscordColumns(head);
  if (!columns || (!columns->has_number && !BeginsWithOldRow(head))) return Match::kNo;
  return Match::kCertain;
}

Result<ReadReport> ReadDiscordCsv(Source& source, const ReadOptions& options, MessageSink& sink) {
  if (Status start = source.Seek(0); !start) return start.error();
  Result<std::string> head = ReadHead(source, 4096);
  if (!head) return head.error();
  const std::optional<DiscordColumns> columns = FindDiscordColumns(*head);
  if (!columns) {
    return Error{ErrorKind::kInput, source.name() +
                                        ": not DiscordChatExporter's table (its first row is not "
                                        "AuthorID,Author,Date,Content)"};
  }
  DiscordRow parser(*columns);
  CsvChat chat;
  chat.separator = columns->separator;
  chat.reader = &kDiscordCsvReader;
  chat.why = "its first row is that of DiscordChatExporter";
  const DiscordFile file = DiscordFileOf(ChatOfFileName(source.name()));
  chat.info.name = file.channel;
  chat.info.id = file.id.empty() ? "discord" : file.id;
  chat.info.capabilities.seconds = true;
  chat.info.capabilities.instants = true;
  chat.info.capabilities.reactions = true;
  chat.info.capabilities.calls = true;
  chat.info.sort_by_time = true;  // some exports have the newest first
  chat.parse = [&](const std::vector<std::string_view>& cells) { return parser.Parse(cells); };
  return ReadCsvChat(source, chat, options, sink);
}

}  // namespace

const Reader kDiscordCsvReader = {
    "discord-csv",
    "Discord, one channel or direct chat, by DiscordChatExporter (CSV)",
    "DiscordChatExporter: choose the chat, Export, format CSV (JSON holds more)",
    /*can_resume=*/false,
    ProbeDiscordCsv,
    ReadDiscordCsv,
    DiscordGroup,
};

}  // namespace ebb
