// The table of KakaoTalk's Mac program: Date,User,Message.
#include <string>
#include <vector>

#include "base/text_util.h"
#include "readers/chat_file_name.h"
#include "readers/csv_chat.h"
#include "readers/kakaotalk.h"
#include "readers/kakaotalk_words.h"
#include "readers/written_time.h"

namespace ebb {
namespace {

constexpr std::string_view kNoEnd = "fewer cells than the first row has";

bool IsHeading(std::string_view head) {
  const std::vector<std::string> cells = CsvFirstRow(head, ',');
  return cells.size() == 3 && cells[0] == "Date" && cells[1] == "User" && cells[2] == "Message";
}

CsvRow ParseKakaoRow(const std::vector<std::string_view>& cells) {
  CsvRow row;
  if (cells.size() < 3) {
    row.problem = kNoEnd;
    return row;
  }
  row.time = cells[0];
  row.sender = cells[1];
  row.text = cells[2];
  row.kind = KakaoKind(Trim(row.text));
  // Of what it says of somebody, that person is the sender.
  const std::optional<KakaoDeed> deed = ParseKakaoDeed(row.text);
  const bool of_sender = deed && deed->who == Trim(row.sender);
  if (Trim(row.sender).empty() || of_sender || IsKakaoNotice(row.text)) {
    row.kind = MessageKind::kNotice;
  }
  if (row.kind != MessageKind::kText) row.text = {};
  return row;
}

// "KakaoTalk_Chat_Bo_2024-03-01-10-44-52.csv" -> "Bo"
std::string ChatOfTable(std::string_view source_name) {
  constexpr std::string_view kBefore = "KakaoTalk_Chat_";
  std::string name = ChatOfFileName(source_name);
  if (name.starts_with(kBefore)) name.erase(0, kBefore.size());
  const std::size_t stamp = name.rfind('_');
  const bool stamped = stamp != std::string::npos && stamp > 0 &&
                       name.find_first_not_of("0123456789-", stamp + 1) == std::string::npos;
  if (stamped) name.resize(stamp);
  return name;
}

Match ProbeKakaoCsv(std::string_view head) {
  if (!IsHeading(head)) return Match::kNo;
  const std::size_t line = head.find('\n');
  if (line == head.npos || line + 1 >= head.size()) return Match::kLikely;
  std::string_view row = head.substr(line + 1);
  if (row.starts_with('"')) row.remove_prefix(1);
  const std::optional<WrittenTime> time = ReadWrittenTime(&row);
  const bool fits = time && time->date == WrittenTime::Date::kYearFirst && time->has_seconds;
  return fits ? Match::kCertain : Match::kLikely;
}

Result<ReadReport> ReadKakaoCsv(Source& source, const ReadOptions& options, MessageSink& sink) {
  if (Status start = source.Seek(0); !start) return start.error();
  Result<std::string> head = ReadHead(source, 4096);
  if (!head) return head.error();
  if (!IsHeading(*head)) {
    return Error{
        ErrorKind::kInput,
        source.name() + ": not KakaoTalk's table (its first row is not Date,User,Message)"};
  }
  CsvChat chat;
  chat.reader = &kKakaoTalkCsvReader;
  chat.why = "its first row is that of KakaoTalk's Mac program";
  chat.info.name = ChatOfTable(source.name());
  chat.info.id = chat.info.name.empty() ? "kakaotalk" : chat.info.name;
  chat.info.capabilities.seconds = true;
  chat.info.capabilities.calls = true;
  chat.info.capabilities.deletions = true;
  chat.parse = ParseKakaoRow;
  return ReadCsvChat(source, chat, options, sink);
}

}  // namespace

const Reader kKakaoTalkCsvReader = {
    "kakaotalk-csv",
    "KakaoTalk, the table that its Mac program saves (Date,User,Message)",
    "Mac: open the chat, menu at the top right, Save chat",
    /*can_resume=*/false,
    ProbeKakaoCsv,
    ReadKakaoCsv,
};

}  // namespace ebb
