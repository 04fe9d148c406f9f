#include "readers/json_rows.h"

#include <algorithm>
#include <string_view>

#include "base/text_util.h"
#include "readers/table_rows.h"

namespace ebb {
namespace {

// What a message has not, but entries of logs, issues and changes of programs have.
constexpr std::string_view kOfOtherThings[] = {"lvl",      "levelname", "loglevel",      "severity",
                                               "sha",      "commit",    "hash",          "host",
                                               "hostname", "is_bot",    "author.is_bot", "labels"};
// The same where they say something.
constexpr std::string_view kSaidOfOtherThings[] = {"level", "url", "title"};
// Senders that may be anything.
constexpr std::string_view kDoubtful[] = {"author", "name", "user", "username", "user_name"};

template <typename Words>
bool IsAmong(std::string_view word, const Words& words) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

}  // namespace

bool MayBeOwnRow(const std::vector<std::string>& names, const ColumnNames& wanted) {
  if (!wanted.sender.empty() || FindColumns(names, wanted, "")) return false;
  return std::any_of(names.begin(), names.end(),
                     [](const std::string& name) { return SaysDirection(name); });
}

bool IsOfOtherThings(const FlatObject& first, const Columns& columns) {
  if (columns.by_our_names) return false;
  const bool said = SaysMine(first.at(columns.direction), columns.says).has_value();
  if (columns.only_if_said() && !said) return true;
  const std::string column = LowerAscii(first.names()[*columns.sender]);
  const std::string_view sender = std::string_view(column).substr(0, column.find('.'));
  const std::string text = LowerAscii(first.names()[*columns.text]);
  const bool doubtful = IsAmong(sender, kDoubtful);
  for (std::size_t i = 0; i < first.names().size(); ++i) {
    const std::string name = LowerAscii(first.names()[i]);
    if (IsAmong(name, kOfOtherThings)) return true;
    if (IsAmong(name, kSaidOfOtherThings) && !Trim(first.at(i)).empty()) return true;
    if (sender == "name" && name == "email") return true;
  }
  if (columns.conversation) return false;
  if ((sender == "author" && text == "message") || (sender == "name" && text == "msg")) return true;
  return doubtful && !columns.time && !columns.direction;
}

}  // namespace ebb
