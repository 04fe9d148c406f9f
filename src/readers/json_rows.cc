#include "readers/json_rows.h"

#include <algorithm>
#include <string_view>

#include "base/text_util.h"
#include "readers/table_rows.h"

namespace ebb {
namespace {

// What a message has not, but entries of logs have.
constexpr std::string_view kOfLogs[] = {"lvl", "levelname", "level_name", "loglevel", "severity"};
constexpr std::string_view kOfChanges[] = {"sha", "sha1", "commit", "commit_id", "parents"};
// What issues, logs and changes of programs have, but also messages of a sender who is no author.
constexpr std::string_view kOfOtherThings[] = {"hash",   "host",          "hostname",
                                               "is_bot", "author.is_bot", "labels"};
// The same where they say something.
constexpr std::string_view kSaidOfOtherThings[] = {"level", "url", "title"};
// Senders that may be anything, and such as are people who write.
constexpr std::string_view kDoubtful[] = {"author",       "author_name", "name",        "user",
                                          "username",     "user_name",   "screen_name", "nickname",
                                          "display_name", "displayname"};
constexpr std::string_view kSure[] = {"sender", "sender_name", "from", "from_name", "speaker"};

template <typename Words>
bool IsAmong(std::string_view word, const Words& words) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// Whether one of the names is among `words`.
template <typename Words>
bool HasAny(const FlatObject& row, const Words& words) {
  return std::any_of(row.names().begin(), row.names().end(),
                     [&](const std::string& name) { return IsAmong(LowerAscii(name), words); });
}

// Whether rows with such keys, and somebody named by a key of several meanings, are other things.
// Of a list of messages line by line, one link or title proves nothing.
bool HasKeysOfOthers(const FlatObject& row, std::string_view sender, bool in_list) {
  int said = 0;
  for (std::size_t i = 0; i < row.names().size(); ++i) {
    const std::string name = LowerAscii(row.names()[i]);
    if (IsAmong(name, kOfOtherThings)) return true;
    if (!IsAmong(name, kSaidOfOtherThings) || Trim(row.at(i)).empty()) continue;
    if (name == "title" && sender.starts_with("author")) return true;
    ++said;
  }
  return said > (in_list ? 0 : 1);
}

// Somebody, words and perhaps a number: all that somebody's own script may have written.
bool IsBare(const FlatObject& row) {
  const std::size_t more = row.names().size() - 2;
  static constexpr std::string_view kId[] = {"id"};
  return more == 0 || (more == 1 && HasAny(row, kId));
}

// Somebody writes `text`: changes of programs have an author and a message.
bool IsChange(const FlatObject& row, std::string_view sender, std::string_view text, bool in_list) {
  if (sender != "author" || text != "message") return false;
  static constexpr std::string_view kMessage[] = {"message_id", "messageid"};
  static constexpr std::string_view kCommitter[] = {"email", "author.email", "hash"};
  if (HasAny(row, kMessage)) return false;
  return in_list || HasAny(row, kCommitter);
}

}  // namespace

bool MayBeOwnRow(const std::vector<std::string>& names, const ColumnNames& wanted) {
  if (FindColumns(names, wanted, "")) return false;
  if (wanted.any()) return true;
  return std::any_of(names.begin(), names.end(),
                     [](const std::string& name) { return SaysDirection(name); });
}

bool IsOfOtherThings(const FlatObject& first, const Columns& columns, bool in_list) {
  if (columns.by_our_names) return false;
  const bool said = SaysMine(first.at(columns.direction), columns.says).has_value();
  if (columns.only_if_said() && !said) return true;
  if (columns.direction && columns.says == Columns::Says::kAlways) return false;
  const std::string column = LowerAscii(first.names()[*columns.sender]);
  const std::string_view sender = std::string_view(column).substr(0, column.find('.'));
  if (columns.time && IsAmong(sender, kSure)) return false;
  if (HasAny(first, kOfLogs) || HasAny(first, kOfChanges)) return true;
  static constexpr std::string_view kOfMachines[] = {"hostname", "pid", "level"};
  if (columns.conversation) return sender == "name" && HasAny(first, kOfMachines);
  const std::string text = LowerAscii(first.names()[*columns.text]);
  const bool doubtful = IsAmong(sender, kDoubtful);
  if (doubtful && HasKeysOfOthers(first, sender, in_list)) return true;
  static constexpr std::string_view kMail[] = {"email"};
  if (sender == "name" && (text == "msg" || HasAny(first, kMail))) return true;
  if (IsChange(first, sender, text, in_list)) return true;
  if (!doubtful || columns.time || columns.direction) return false;
  return in_list || !IsBare(first);
}

}  // namespace ebb
