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

// Where the author's number stands: first, in newer tables behind the message's. Nullopt if `cells`
// are not the first row of such a table.
std::optional<std::size_t> AuthorColumn(const std::vector<std::string>& cells) {
  const std::size_t at = !cells.empty() && cells[0] == "MessageID" ? 1 : 0;
  const bool is = cells.size() >= at + 4 && cells[at] == "AuthorID" && cells[at + 1] == "Author" &&
                  cells[at + 2] == "Date" && cells[at + 3] == "Content";
  return is ? std::optional(at) : std::nullopt;
}

class DiscordRow {
 public:
  explicit DiscordRow(std::size_t first) : first_(first) {}

  CsvRow Parse(const std::vector<std::string_view>& cells) {
    CsvRow row;
    if (cells.size() < first_ + 4) {
      row.problem = "fewer cells than the first row has";
      return row;
    }
    const std::string_view content = cells[first_ + 3];
    row.sender_key = cells[first_];
    row.sender = DiscordName(cells[first_ + 1]);
    row.time = cells[first_ + 2];
    const bool media = cells.size() > first_ + 4 && !Trim(cells[first_ + 4]).empty();
    row.kind = IsDiscordNotice(content) && !media ? MessageKind::kNotice
               : media                            ? MessageKind::kMedia
                                                  : MessageKind::kText;
    row.text = OwnDiscordText(content, &text_);
    return row;
  }

 private:
  const std::size_t first_;  // column of the author's number
  std::string text_;
};

Match ProbeDiscordCsv(std::string_view head) {
  const bool may_be = head.find("AuthorID") < 4 || head.find("MessageID,AuthorID") < 4;
  return may_be && AuthorColumn(CsvFirstRow(head, ',')) ? Match::kCertain : Match::kNo;
}

Result<ReadReport> ReadDiscordCsv(Source& source, const ReadOptions& options, MessageSink& sink) {
  if (Status start = source.Seek(0); !start) return start.error();
  Result<std::string> head = ReadHead(source, 4096);
  if (!head) return head.error();
  const std::optional<std::size_t> author = AuthorColumn(CsvFirstRow(*head, ','));
  if (!author) {
    return Error{ErrorKind::kInput, source.name() +
                                        ": not DiscordChatExporter's table (its first row is not "
                                        "AuthorID,Author,Date,Content)"};
  }
  DiscordRow parser(*author);
  CsvChat chat;
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
