#include "readers/columns.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "base/text_util.h"

namespace ebb {
namespace {

// Names other programs use, lower case, blanks as '_'.
constexpr std::string_view kConversationNames[] = {
    "conversation_id", "conversation_name", "chat",    "chat_id", "chat_name",
    "thread",          "thread_id",         "channel", "room",    "dialog",
    "dialogue_id",     "match_id",          "root"};
constexpr std::string_view kTimeNames[] = {
    "timestamp",  "timestamp_ms", "datetime", "date_time",    "date",       "sent_at", "sent",
    "created_at", "date_sent",    "created",  "message_date", "createtime", "strtime", "时间"};
constexpr std::string_view kSenderNames[] = {"sender_name", "from",      "author",  "user",
                                             "username",    "user_name", "speaker", "name",
                                             "participant", "发送人"};
constexpr std::string_view kTextNames[] = {"message", "content",    "contents",
                                           "body",    "utterance",  "message_text",
                                           "msg",     "strcontent", "内容"};

// Beside `sender`, which then is a number.
constexpr std::string_view kNamesOfSender[] = {"sender_name", "sendername", "sender_display_name",
                                               "senderdisplayname"};
constexpr std::string_view kDirectionNames[] = {"is_from_me", "isfromme", "from_me",  "fromme",
                                                "is_sender",  "issender", "is_self",  "isself",
                                                "is_send",    "issend",   "direction"};
constexpr std::string_view kPartnerNames[] = {"contact_name", "contact",      "partner",
                                              "address",      "phone_number", "phone",
                                              "recipient",    "number",       "handle"};

std::string Normalised(std::string_view name) {
  std::string out = LowerAscii(Trim(name));
  std::replace(out.begin(), out.end(), ' ', '_');
  std::replace(out.begin(), out.end(), '-', '_');
  return out;
}

class Finder {
 public:
  Finder(const std::vector<std::string>& names, const std::string& source) : source_(source) {
    for (const std::string& name : names) names_.push_back(Normalised(name));
  }

  // Error if the user named a column that is not there, or if several could be meant.
  template <typename Names>
  Result<std::optional<std::size_t>> Find(std::string_view role, const std::string& wanted,
                                          const Names& usual) const {
    if (!wanted.empty()) {
      if (const auto at = At(Normalised(wanted))) return at;
      return Error{ErrorKind::kInput, source_ + ": it has no column of the name given for the " +
                                          std::string(role) + "; check --columns"};
    }
    if (const auto at = At(role)) return at;
    std::optional<std::size_t> found;
    for (const std::string_view name : usual) {
      const auto at = At(name);
      if (at && found && name == "contents") break;  // what is in the content, not it
      if (at && found) {
        return Error{ErrorKind::kInput, source_ + ": two columns could hold the " +
                                            std::string(role) + "; say which with --columns " +
                                            std::string(role) + "=NAME"};
      }
      if (at) found = at;
    }
    return found;
  }

  // The first of `names` that is there.
  template <typename Names>
  std::optional<std::size_t> First(const Names& names) const {
    for (const std::string_view name : names) {
      if (const auto at = At(name)) return at;
    }
    return std::nullopt;
  }

  std::optional<std::size_t> At(std::string_view name) const {
    const auto found = std::find(names_.begin(), names_.end(), name);
    if (found == names_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names_.begin());
  }

 private:
  const std::string& source_;
  std::vector<std::string> names_;
};

// Who sent a row, as far as the table says it.
Status FindSender(const Finder& finder, const std::string& wanted, Columns* columns) {
  const auto sender = finder.Find("sender", wanted, kSenderNames);
  if (!sender) return sender.error();
  columns->sender = *sender;
  columns->direction = finder.First(kDirectionNames);
  if (!wanted.empty()) return Done{};
  const auto named = finder.First(kNamesOfSender);
  if (!columns->sender) columns->sender = named;
  if (named && columns->sender && *named != *columns->sender) {
    columns->sender_id = columns->sender;
    columns->sender = named;
  }
  if (columns->sender || !columns->direction) return Done{};
  columns->sender = finder.First(kPartnerNames);
  columns->sender_is_partner = columns->sender.has_value();
  return Done{};
}

}  // namespace

Result<Columns> FindColumns(const std::vector<std::string>& names, const ColumnNames& wanted,
                            const std::string& source) {
  const Finder finder(names, source);
  const auto conversation = finder.Find("conversation", wanted.conversation, kConversationNames);
  if (!conversation) return conversation.error();
  const auto time = finder.Find("time", wanted.time, kTimeNames);
  if (!time) return time.error();
  Columns columns;
  if (Status found = FindSender(finder, wanted.sender, &columns); !found) return found.error();
  const auto text = finder.Find("text", wanted.text, kTextNames);
  if (!text) return text.error();
  if (!columns.sender || !*text) {
    const std::string role = columns.sender ? "text" : "sender";
    return Error{ErrorKind::kInput,
                 source + ": no column for the " + role +
                     "; the first row must name the columns; if it does, say which "
                     "with --columns " +
                     role + "=NAME"};
  }
  columns.conversation = *conversation;
  columns.time = *time;
  columns.text = *text;
  columns.by_our_names = finder.At("sender") == columns.sender && finder.At("text") == columns.text;
  const auto date = finder.At("date");
  if (wanted.time.empty() && finder.At("time") && date) columns.date = date;
  return columns;
}

}  // namespace ebb
