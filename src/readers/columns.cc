#include "readers/columns.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "base/text_util.h"
#include "readers/column_names.h"

namespace ebb {
namespace {

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

  // "from.name" for "from", where that is an object; else as it is.
  template <typename Names>
  std::optional<std::size_t> Inside(std::string_view whole, const Names& parts) const {
    for (const std::string_view part : parts) {
      if (const auto at = At(std::string(whole).append(".").append(part))) return at;
    }
    return std::nullopt;
  }
  std::string_view name(std::size_t at) const { return names_[at]; }

  // All columns of one of `names`, or inside it.
  template <typename Names>
  std::vector<std::size_t> All(const Names& names) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const std::string_view whole = std::string_view(names_[i]).substr(0, names_[i].find('.'));
      if (std::find(std::begin(names), std::end(names), whole) != std::end(names))
        found.push_back(i);
    }
    return found;
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

// A backup of SMS as Android keeps them: the number of the other side, and a type.
bool FindSmsSender(const Finder& finder, Columns* columns) {
  const auto address = finder.At("address"), type = finder.At("type");
  if (columns->sender || columns->direction || !address || !type || !finder.At("body")) {
    return false;
  }
  columns->direction = type;
  columns->says = Columns::Says::kSmsTypes;
  static constexpr std::string_view kContact[] = {"contact_name", "__display_name"};
  columns->sender = finder.First(kContact);
  (columns->sender ? columns->sender_id : columns->sender) = address;
  columns->partner = Columns::Partner::kYes;
  return true;
}

// A name alone may be the sender's, or that of the other side in all rows.
bool IsCalledName(const Finder& finder, const Columns& columns) {
  return columns.sender && finder.name(*columns.sender) == "name";
}

// "Sender Name" beside the number, in tables of text messages: both are of the other side.
bool IsNameBesideNumber(const Finder& finder, const Columns& columns) {
  if (!columns.sender || columns.sender_id || !columns.time) return false;
  return finder.name(*columns.sender) == "sender_name" && finder.First(kNumbersOfPartner);
}

// In a table that says of rows that they were sent, who one talks to: the other side.
bool IsInterlocutor(const Finder& finder, const Columns& columns) {
  return columns.sender && finder.name(*columns.sender) == "interlocutor";
}

// Where no column names the sender: the other side's name, and the number beside it.
void FindPartner(const Finder& finder, Columns* columns) {
  columns->sender = finder.First(kPartnerNames);
  const auto number = finder.First(kNumbersOfPartner);
  if (number != columns->sender) columns->sender_id = number;
}

// A column that may say of a row that it was sent matters where another names the other side. A
// table without times that has a number and a type is more likely anything else.
void FindPerhapsDirection(const Finder& finder, Columns* columns) {
  const auto perhaps = finder.First(kPerhapsDirection);
  const bool other_side = IsInterlocutor(finder, *columns);
  if (!perhaps || columns->direction) return;
  const bool numbered = IsNameBesideNumber(finder, *columns);
  const bool named = numbered || IsCalledName(finder, *columns);
  const bool sender = columns->time && columns->sender && columns->sender == finder.At("sender");
  if (columns->sender && !named && !sender && !other_side) return;
  // Who got it stands beside: the sender is what it is called.
  if ((numbered || sender) && finder.First(kReceiverNames)) return;
  if (!columns->sender && columns->time) FindPartner(finder, columns);
  if (!columns->sender) return;
  if (numbered) columns->sender_id = finder.First(kNumbersOfPartner);
  columns->direction = perhaps;
  columns->says = Columns::Says::kPerhaps;
  columns->partner = named    ? Columns::Partner::kIfBothWays
                     : sender ? Columns::Partner::kOnlyIfMostly
                              : Columns::Partner::kYes;
}

// The sender may be an object. Two people may have the same first name.
void FindPerson(const Finder& finder, Columns* columns) {
  if (columns->sender) {
    const std::string_view whole = finder.name(*columns->sender);
    if (const auto inside = finder.Inside(whole, kOfPerson)) {
      columns->sender_id = columns->sender;
      columns->sender = inside;
    }
  }
  for (const std::string_view whole : {"sender", "from", "author", "user"}) {
    if (!columns->sender) columns->sender = finder.Inside(whole, kOfPerson);
  }
  if (!columns->sender) return;
  const std::string_view name = finder.name(*columns->sender);
  const std::string_view whole = name.substr(0, name.find('.'));
  if (whole.size() == name.size()) return;
  columns->key = finder.Inside(whole, kIdsOfPerson);
  if (columns->sender == finder.Inside(whole, kFirstNames)) {
    columns->last_name = finder.Inside(whole, kLastNames);
  }
}

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
  if (FindSmsSender(finder, columns)) return Done{};
  if (!columns->sender) columns->sender = finder.First(kMoreSenders);
  FindPerson(finder, columns);
  if (!columns->direction) return Done{};
  columns->to_partner = finder.name(*columns->direction) == "direction";
  if (columns->sender) {
    columns->partner = IsInterlocutor(finder, *columns) ? Columns::Partner::kYes
                       : IsCalledName(finder, *columns) ? Columns::Partner::kIfBothWays
                                                        : Columns::Partner::kIfMostly;
    return Done{};
  }
  FindPartner(finder, columns);
  if (columns->sender) columns->partner = Columns::Partner::kYes;
  return Done{};
}

std::optional<std::size_t> FindText(const Finder& finder, std::optional<std::size_t> text) {
  if (!text) return finder.First(kMoreTexts);
  const auto inside = finder.Inside(finder.name(*text), kOfWords);
  return inside ? inside : text;
}

// The time, and the date beside it where the two are apart.
Status FindTime(const Finder& finder, const std::string& wanted, Columns* columns) {
  if (wanted.empty()) {
    for (const DateAndClock& pair : kDatesAndClocks) {
      if (pair.clock != "time" && finder.At("time")) continue;  // our own name goes before others
      const auto date = finder.At(pair.date), clock = finder.At(pair.clock);
      if (!date || !clock) continue;
      columns->time_guessed = pair.clock != "time";
      columns->date = date;
      columns->time = clock;
      return Done{};
    }
    if (columns->says == Columns::Says::kSmsTypes && finder.At("date")) {
      columns->time = finder.At("date");
      return Done{};
    }
  }
  const auto time = finder.Find("time", wanted, kTimeNames);
  if (!time) return time.error();
  columns->time_guessed = !*time;
  columns->time = *time ? *time : finder.First(kMoreTimes);
  return Done{};
}

template <typename Names>
bool IsCalled(const Finder& finder, std::optional<std::size_t> column, const Names& names) {
  return column &&
         std::find(std::begin(names), std::end(names), finder.name(*column)) != std::end(names);
}

// Who got each row, where nothing else says to which chat it belongs.
void FindReceiver(const Finder& finder, Columns* columns) {
  const bool said = columns->direction && columns->says != Columns::Says::kPerhaps;
  if (!columns->sender || columns->conversation || said) return;
  columns->receiver = finder.First(kReceiverNames);
  if (columns->receiver == columns->text) columns->receiver.reset();
}

// A name that is nothing but the sender's of a message.
bool IsSurelySender(const Finder& finder, std::optional<std::size_t> sender) {
  if (!sender || IsCalled(finder, sender, kDoubtfulSenders)) return false;
  const std::string_view name = finder.name(*sender);
  return name.starts_with("sender") || name.starts_with("from") || name == "speaker" ||
         IsCalled(finder, sender, kMoreSenders);
}

// Books have authors and texts, reviews have users, too: such names count beside a time or a chat,
// and not beside marks.
void ForgetDoubtful(const Finder& finder, const ColumnNames& wanted, Columns* columns) {
  const bool chat = (columns->time || columns->conversation) && !finder.First(kOfReviews);
  if (chat) return;
  const bool sure = wanted.name_chat() || IsSurelySender(finder, columns->sender);
  if (!sure && IsCalled(finder, columns->sender, kDoubtfulSenders)) columns->sender.reset();
  if (!sure && IsCalled(finder, columns->text, kDoubtfulTexts)) {
    columns->text.reset();
  }
}

}  // namespace

Result<Columns> FindColumns(const std::vector<std::string>& names, const ColumnNames& wanted,
                            const std::string& source) {
  const Finder finder(names, source);
  const auto conversation = finder.Find("conversation", wanted.conversation, kConversationNames);
  if (!conversation) return conversation.error();
  Columns columns;
  if (Status found = FindSender(finder, wanted.sender, &columns); !found) return found.error();
  if (Status found = FindTime(finder, wanted.time, &columns); !found) return found.error();
  if (wanted.sender.empty()) FindPerhapsDirection(finder, &columns);
  const auto text = finder.Find("text", wanted.text, kTextNames);
  if (!text) return text.error();
  columns.text = wanted.text.empty() ? FindText(finder, *text) : *text;
  columns.conversation = *conversation;
  ForgetDoubtful(finder, wanted, &columns);
  if (!columns.sender || !columns.text) {
    const std::string role = columns.sender ? "text" : "sender";
    return Error{ErrorKind::kInput,
                 source + ": no column for the " + role +
                     "; the first row must name the columns; if it does, say which "
                     "with --columns " +
                     role + "=NAME"};
  }
  if (columns.conversation && wanted.conversation.empty()) {
    const auto inside = finder.Inside(finder.name(*columns.conversation), kOfChat);
    if (inside) columns.conversation = inside;
  }
  FindReceiver(finder, &columns);
  columns.forwarded = finder.All(kForwardedNames);
  columns.by_our_names = finder.At("sender") == columns.sender && finder.At("text") == columns.text;
  return columns;
}

bool SaysDirection(std::string_view name) {
  return std::find(std::begin(kDirectionNames), std::end(kDirectionNames), Normalised(name)) !=
         std::end(kDirectionNames);
}

void RowColumns::Begin(const std::vector<std::string>& names) {
  const Result<Columns> columns = FindColumns(names, wanted_, source_);
  if (!columns) return;
  first_names_ = names;
  first_ = *columns;
}

const Columns* RowColumns::Of(const std::vector<std::string>& names) {
  if (names != names_ || names_.empty()) {
    names_ = names;
    columns_ = FindColumns(names_, wanted_, source_);
    if (columns_ && first_names_.empty()) {
      first_names_ = names_;
      first_ = *columns_;
    } else if (!columns_ && !first_names_.empty()) {
      FindAsBefore();
    }
  }
  return columns_ ? &*columns_ : nullptr;
}

void RowColumns::FindAsBefore() {
  const Finder finder(names_, source_);
  // Where two could be meant the row is no row, whatever stood in the first.
  if (wanted_.sender.empty() && !finder.Find("sender", "", kSenderNames)) return;
  if (wanted_.time.empty() && !finder.Find("time", "", kTimeNames)) return;
  if (wanted_.conversation.empty() && !finder.Find("conversation", "", kConversationNames)) return;
  const auto text = finder.Find("text", wanted_.text, kTextNames);
  if (wanted_.text.empty() && !text) return;
  Columns same = first_;
  for (std::optional<std::size_t>* column :
       {&same.conversation, &same.time, &same.sender, &same.text, &same.date, &same.sender_id,
        &same.last_name, &same.key, &same.receiver, &same.direction}) {
    if (!*column) continue;
    const auto at = std::find(names_.begin(), names_.end(), first_names_[**column]);
    column->reset();
    if (at != names_.end()) *column = static_cast<std::size_t>(at - names_.begin());
  }
  if (text && wanted_.text.empty()) same.text = FindText(finder, *text);
  same.forwarded = finder.All(kForwardedNames);
  if (same.sender || same.sender_id || same.direction) columns_ = same;
}

}  // namespace ebb
