#include "readers/discord_csv.h"

#include <string>
#include <vector>

#include "base/text_util.h"
#include "readers/chat_file_name.h"
#include "readers/csv_chat.h"
#include "readers/discord_text.h"

namespace ebb {
namespace {

bool IsTranscriptHeading(const std::vector<std::string>& cells) {
  return cells.size() >= 4 && cells[0] == "AuthorID" && cells[1] == "Author" &&
         cells[2] == "Date" && cells[3] == "Content";
}

class DiscordRow {
 public:
  CsvRow Parse(const std::vector<std::string_view>& cells) {
    CsvRow row;
    if (cells.size() < 4) {
      row.problem = "fewer cells than the first row has";
      return row;
    }
    row.sender_key = cells[0];
    row.sender = DiscordName(cells[1]);
    row.time = cells[2];
    const bool media = cells.size() > 4 && !Trim(cells[4]).empty();
    row.kind = IsDiscordNotice(cells[3]) && !media ? MessageKind::kNotice
               : media                             ? MessageKind::kMedia
                                                   : MessageKind::kText;
    row.text = OwnDiscordText(cells[3], &text_);
    return row;
  }

 private:
  std::string text_;
};

Match ProbeDiscordCsv(std::string_view head) {
  return head.find("AuthorID") < 4 && IsTranscriptHeading(CsvFirstRow(head, ',')) ? Match::kCertain
                                                                                  : Match::kNo;
}

Result<ReadReport> ReadDiscordCsv(Source& source, const ReadOptions& options, MessageSink& sink) {
  if (Status start = source.Seek(0); !start) return start.error();
  Result<std::string> head = ReadHead(source, 4096);
  if (!head) return head.error();
  if (!IsTranscriptHeading(CsvFirstRow(*head, ','))) {
    return Error{ErrorKind::kInput, source.name() +
                                        ": not DiscordChatExporter's table (its first row is not "
                                        "AuthorID,Author,Date,Content)"};
  }
  DiscordRow parser;
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
