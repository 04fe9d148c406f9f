// Which column (or key) of a table holds what.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "readers/reader.h"

namespace ebb {

struct Columns {
  std::optional<std::size_t> conversation, time, sender, text;
  std::optional<std::size_t> date;       // beside `time`, where the two are apart
  bool time_guessed = false;             // `time` may be called so and hold something else
  std::optional<std::size_t> sender_id;  // where `sender` is empty
  std::optional<std::size_t> last_name;  // beside `sender`, where that is the first name
  std::optional<std::size_t> receiver;   // where no column tells the chats apart
  std::optional<std::size_t> key;        // which of two of the same name it is
  // Says of each row whether the exporter sent it. Then `sender` may be empty, or hold the other
  // side in all rows.
  std::optional<std::size_t> direction;
  enum class Says : unsigned char {
    kAlways,    // in each row
    kPerhaps,   // where a word says it: a column called "type" may hold "sent", or "photo"
    kSmsTypes,  // by the numbers of Android: 1 came in, others went out
  } says = Says::kAlways;
  // Whether `sender` holds the other side in all rows, the exporter's own, too.
  enum class Partner : unsigned char {
    kNo,
    kYes,
    kIfBothWays,    // if one name stands in rows sent and in rows received
    kIfMostly,      // if that is so of most rows sent; else `sender` is what it says
    kOnlyIfMostly,  // the same, if all rows say it; else no row says whether it was sent
  } partner = Partner::kNo;
  // Rows of several others, whom the exporter wrote to, too, are several chats.
  bool chat_a_partner() const {
    return !conversation && (says != Says::kAlways || to_partner) &&
           (partner == Partner::kYes || partner == Partner::kIfBothWays ||
            partner == Partner::kOnlyIfMostly || (partner == Partner::kIfMostly && to_partner));
  }
  bool to_partner = false;  // rows sent name whom they were sent to
  // Such a table is a chat only if some row says that it was sent or received.
  bool only_if_said() const { return says == Says::kPerhaps && partner == Partner::kYes; }
  std::vector<std::size_t> forwarded;  // one of them says something: somebody else's words
  bool by_our_names = false;           // sender and text are called so
};

// Finds the columns among `names`: those the user named, else our own names, else a usual name that
// only one column has. Error (kInput): sender or text cannot be found, or two columns could be
// meant. `source` is the file's name.
Result<Columns> FindColumns(const std::vector<std::string>& names, const ColumnNames& wanted,
                            const std::string& source);

// Whether a column of this name says of each row whether the exporter sent it.
bool SaysDirection(std::string_view name);

// The same for rows that each have names of their own, nearly always those of the row before.
class RowColumns {
 public:
  RowColumns(const ColumnNames& wanted, const std::string& source)
      : wanted_(wanted), source_(source) {}

  // The names of the row that other rows are compared with; else the first that can be read.
  void Begin(const std::vector<std::string>& names);
  // Null if there is no sender in a row of such names, or two columns could be meant. What a row
  // lacks that others have is empty in it: a picture without words, the name of the exporter.
  const Columns* Of(const std::vector<std::string>& names);

 private:
  void FindAsBefore();

  const ColumnNames& wanted_;
  const std::string& source_;
  std::vector<std::string> names_, first_names_;
  Columns first_;  // of `first_names_`
  Result<Columns> columns_ = Columns{};
};

}  // namespace ebb
