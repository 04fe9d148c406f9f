// A SQLite database of somebody else's, read with care.
//
// Only tables are read, row after row in the order of their numbers, without sorting: memory is
// bounded by one row. Views, triggers, virtual tables and generated columns are never used, the
// file is never written, and a file made to mislead costs bounded time: row numbers must rise, and
// steps are counted. Used by one thread. `source` must outlive the database.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/source.h"

struct sqlite3;
struct sqlite3_stmt;

namespace ebb {

class SqliteVfs;

// One row; columns count from 0 in the order asked for. Views live until the next row.
class DbRow {
 public:
  explicit DbRow(sqlite3_stmt* statement) : statement_(statement) {}

  std::int64_t number() const;  // the row's own
  bool IsNull(int column) const;
  std::int64_t Int(int column) const;  // 0 for what is no number
  double Real(int column) const;
  std::string_view Text(int column);  // well-formed UTF-8; empty for null
  std::string_view Blob(int column) const;
  std::uint64_t repaired() const { return repaired_; }

 private:
  sqlite3_stmt* statement_;
  std::map<int, std::string> scratch_;
  std::uint64_t repaired_ = 0;
};

class Database {
 public:
  using OnRow = std::function<bool(DbRow&)>;  // false = enough

  // True if the first bytes are those of a SQLite database.
  static bool IsDatabase(std::string_view head);
  // Errors: not a database, encrypted, damaged from the beginning, too large to be held (in a zip).
  static Result<std::unique_ptr<Database>> Open(Source& source);
  ~Database();

  bool HasTable(std::string_view table) const;
  bool HasColumn(std::string_view table, std::string_view column) const;
  // Every row in the order of their numbers. Columns that the table does not have are null. Errors:
  // of the source alone; damage ends the reading and is remembered.
  Status Scan(std::string_view table, std::initializer_list<std::string_view> columns,
              const OnRow& on_row);
  // The row of one number, if there is one.
  Status Find(std::string_view table, std::initializer_list<std::string_view> columns,
              std::int64_t number, const OnRow& on_row);

  bool damaged() const { return damaged_; }
  std::uint64_t repaired() const { return repaired_; }
  // About what lies beside the file, and about damage; for the report.
  std::vector<std::string> Warnings() const;

 private:
  Database();
  Status OpenFile(Source& source);
  Status Configure();
  Status LoadSchema();
  void LookBeside(std::string_view header);
  void LayLog(std::unique_ptr<Source> log, std::uint32_t page_size);
  sqlite3_stmt* Prepare(std::string_view table, std::initializer_list<std::string_view> columns,
                        std::string_view rest);
  Status Damage();

  std::unique_ptr<Source> copy_;
  Source* source_ = nullptr;
  std::unique_ptr<SqliteVfs> vfs_;
  sqlite3* connection_ = nullptr;
  std::map<std::string, sqlite3_stmt*> lookups_;
  std::map<std::string, std::set<std::string>> tables_;  // in small letters
  std::uint64_t steps_left_ = 0;
  std::uint64_t repaired_ = 0;
  bool damaged_ = false;
  std::vector<std::string> warnings_;
};

}  // namespace ebb
