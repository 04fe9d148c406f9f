#include "readers/sqlite_database.h"

#include <sqlite3.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "base/decode.h"
#include "base/text_util.h"
#include "readers/byte_order.h"
#include "readers/sqlite_vfs.h"

namespace ebb {
namespace {

constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr std::uint64_t kMaxCopy = std::uint64_t{256} << 20;
constexpr std::uint64_t kMaxValue = std::uint64_t{256} << 20;
constexpr int kStepsAtOnce = 10000;

// 1 stands for 65536.
std::uint32_t PageSize(std::string_view header) {
  const auto size = static_cast<std::uint32_t>(BigEndian(header, 16, 2));
  return size == 1 ? 65536 : size;
}

class Statement {
 public:
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  sqlite3_stmt* get() const { return statement_; }

 private:
  sqlite3_stmt* statement_;
};

std::string_view ColumnText(sqlite3_stmt* statement, int column) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

// Called every so many steps of SQLite's machine; anything but 0 stops it.
int CountSteps(void* left) {
  auto* steps = static_cast<std::uint64_t*>(left);
  if (*steps < kStepsAtOnce) return 1;
  *steps -= kStepsAtOnce;
  return 0;
}

}  // namespace

std::int64_t DbRow::number() const { return sqlite3_column_int64(statement_, 0); }
bool DbRow::IsNull(int column) const {
  return sqlite3_column_type(statement_, column + 1) == SQLITE_NULL;
}
std::int64_t DbRow::Int(int column) const { return sqlite3_column_int64(statement_, column + 1); }
double DbRow::Real(int column) const { return sqlite3_column_double(statement_, column + 1); }

std::string_view DbRow::Text(int column) {
  const std::string_view text = ColumnText(statement_, column + 1);
  if (IsUtf8(text)) return text;
  std::string& scratch = scratch_[column];
  scratch = RepairUtf8(text, &repaired_);
  return scratch;
}

std::string_view DbRow::Blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column + 1));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column + 1))};
}

Database::Database() = default;

Database::~Database() {
  for (const auto& [key, statement] : lookups_) sqlite3_finalize(statement);
  sqlite3_close_v2(connection_);
}

bool Database::IsDatabase(std::string_view head) { return head.starts_with(kMagic); }

Result<std::unique_ptr<Database>> Database::Open(Source& source) {
  std::unique_ptr<Database> database(new Database);
  if (Status opened = database->OpenFile(source); !opened) return opened.error();
  if (Status configured = database->Configure(); !configured) return configured.error();
  if (Status loaded = database->LoadSchema(); !loaded) return loaded.error();
  return database;
}

Status Database::OpenFile(Source& source) {
  source_ = &source;
  // Before its first use, some sources know neither their size nor how they seek.
  if (Status start = source.Seek(0); !start) return start.error();
  if (!source.seeks_cheaply() || source.size() == Source::kUnknownSize) {
    Result<std::string> bytes = ReadAll(source, kMaxCopy);
    if (!bytes) return bytes.error();
    copy_ = MemorySource(source.name(), std::move(*bytes));
    source_ = copy_.get();
  }
  if (Status start = source_->Seek(0); !start) return start.error();
  Result<std::string> header = ReadHead(*source_, 100);
  if (!header) return header.error();
  const std::uint32_t page_size = header->size() < 100 ? 0 : PageSize(*header);
  if (!IsDatabase(*header) || page_size < 512 || (page_size & (page_size - 1)) != 0) {
    return InputError(source.name(),
                      "not a SQLite database, or one that is encrypted or cut short");
  }
  vfs_ = std::make_unique<SqliteVfs>(*source_);
  // A cut file has fewer bytes than its header says; what is there can still be read.
  const std::uint64_t pages = BigEndian(*header, 28, 4);
  const bool current = BigEndian(*header, 24, 4) == BigEndian(*header, 92, 4);
  vfs_->SetHeader(page_size, current ? pages : 0);
  LookBeside(*header);
  damaged_ = vfs_->is_cut();
  if (!vfs_->Register() ||
      sqlite3_open_v2("db", &connection_, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
                      vfs_->name()) != SQLITE_OK) {
    return InputError(source.name(), "the database cannot be opened; copy it again");
  }
  return Done{};
}

// The newest messages may be in a log beside the file. Only files have anything beside them.
void Database::LookBeside(std::string_view header) {
  const std::string path = source_->name();
  const bool kept_with_log = header[18] == 2;
  if (Exists(path + "-wal")) {
    if (Result<std::unique_ptr<Source>> log = ebb::OpenFile(path + "-wal")) {
      if ((*log)->size() > 0) return LayLog(std::move(*log), PageSize(header));
    }
  } else if (kept_with_log) {
    warnings_.push_back(
        "there is no file of the same name with -wal at its end beside the database; if the app "
        "has one, copy it too, or the newest messages may be missing");
  }
  if (!Exists(path + "-journal")) return;
  Result<std::unique_ptr<Source>> journal = ebb::OpenFile(path + "-journal");
  if (!journal) return;
  const Result<std::string> head = ReadHead(**journal, 8);
  if (head && *head == "\xD9\xD5\x05\xF9\x20\xA1\x63\xD7") {
    warnings_.push_back(
        "a journal lies beside the database: it was copied while the app was writing, and may "
        "be damaged; close the app and copy it again");
  }
}

void Database::LayLog(std::unique_ptr<Source> log, std::uint32_t page_size) {
  Result<std::unique_ptr<WalOverlay>> overlay = WalOverlay::Open(std::move(log), page_size);
  if (!overlay) {
    warnings_.push_back(
        "the -wal file beside the database cannot be read; the newest messages may be missing");
  } else if (*overlay) {
    vfs_->SetOverlay(std::move(*overlay));
  }
}

Status Database::Configure() {
  const int off[] = {SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_TRIGGER,
                     SQLITE_DBCONFIG_ENABLE_VIEW,    SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION,
                     SQLITE_DBCONFIG_DQS_DML,        SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER};
  for (const int option : off) sqlite3_db_config(connection_, option, 0, nullptr);
  sqlite3_db_config(connection_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  const std::uint64_t longest = std::clamp<std::uint64_t>(vfs_->size(), 65536, kMaxValue);
  const std::pair<int, int> limits[] = {
      {SQLITE_LIMIT_LENGTH, static_cast<int>(longest)},
      {SQLITE_LIMIT_SQL_LENGTH, 1 << 20},
      {SQLITE_LIMIT_EXPR_DEPTH, 100},
      {SQLITE_LIMIT_COMPOUND_SELECT, 3},
      {SQLITE_LIMIT_VDBE_OP, 50000},
      {SQLITE_LIMIT_ATTACHED, 0},
      {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
      {SQLITE_LIMIT_WORKER_THREADS, 0},
      {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100},
  };
  for (const auto& [limit, value] : limits) sqlite3_limit(connection_, limit, value);
  // An honest file needs far fewer: a row of ten bytes takes less than a hundred steps.
  steps_left_ = 50000000 + vfs_->size() * 32;
  sqlite3_progress_handler(connection_, kStepsAtOnce, CountSteps, &steps_left_);
  for (const char* pragma : {"PRAGMA temp_store=MEMORY", "PRAGMA mmap_size=0",
                             "PRAGMA cache_size=-8192", "PRAGMA query_only=1"}) {
    sqlite3_exec(connection_, pragma, nullptr, nullptr, nullptr);
  }
  sqlite3_exec(connection_, "PRAGMA cell_size_check=1", nullptr, nullptr, nullptr);
  return Done{};
}

// The names of real tables and of their stored columns.
Status Database::LoadSchema() {
  const auto broken = [this]() -> Error {
    if (vfs_->error()) return *vfs_->error();
    return InputError(source_->name(), "the database is damaged at its beginning, or encrypted");
  };
  std::vector<std::string> names;
  {
    sqlite3_stmt* raw = nullptr;
    const int prepared = sqlite3_prepare_v2(
        connection_, "SELECT name, sql FROM sqlite_schema WHERE type='table' AND rootpage>0", -1,
        &raw, nullptr);
    const Statement statement(raw);
    if (prepared != SQLITE_OK) return broken();
    int step = SQLITE_ROW;
    while ((step = sqlite3_step(raw)) == SQLITE_ROW) names.emplace_back(ColumnText(raw, 0));
    if (step != SQLITE_DONE) return broken();
  }
  for (const std::string& name : names) {
    sqlite3_stmt* raw = nullptr;
    sqlite3_prepare_v2(connection_, "SELECT name FROM pragma_table_info(?)", -1, &raw, nullptr);
    const Statement statement(raw);
    if (raw == nullptr) return broken();
    sqlite3_bind_text(raw, 1, name.data(), static_cast<int>(name.size()), SQLITE_STATIC);
    std::set<std::string>& columns = tables_[LowerAscii(name)];
    while (sqlite3_step(raw) == SQLITE_ROW) columns.insert(LowerAscii(ColumnText(raw, 0)));
  }
  return Done{};
}

bool Database::HasTable(std::string_view table) const {
  return tables_.count(LowerAscii(table)) > 0;
}

bool Database::HasColumn(std::string_view table, std::string_view column) const {
  const auto found = tables_.find(LowerAscii(table));
  return found != tables_.end() && found->second.count(LowerAscii(column)) > 0;
}

// SELECT the row's number and the columns, in that order. Null if SQLite refuses.
sqlite3_stmt* Database::Prepare(std::string_view table,
                                std::initializer_list<std::string_view> columns,
                                std::string_view rest) {
  std::string sql = "SELECT _rowid_";
  for (const std::string_view column : columns) {
    sql += HasColumn(table, column) ? ", \"" + std::string(column) + "\"" : std::string(", NULL");
  }
  sql += " FROM \"" + std::string(table) + "\" NOT INDEXED " + std::string(rest);
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(connection_, sql.c_str(), static_cast<int>(sql.size()), &statement, nullptr);
  return statement;
}

Status Database::Damage() {
  if (vfs_->error()) return *vfs_->error();
  damaged_ = true;
  return Done{};
}

Status Database::Scan(std::string_view table, std::initializer_list<std::string_view> columns,
                      const OnRow& on_row) {
  if (!HasTable(table)) return Done{};
  const Statement statement(Prepare(table, columns, "ORDER BY _rowid_"));
  if (statement.get() == nullptr) return Damage();
  DbRow row(statement.get());
  std::int64_t last = std::numeric_limits<std::int64_t>::min();
  for (bool first = true;; first = false) {
    const int step = sqlite3_step(statement.get());
    if (step == SQLITE_DONE) break;
    // In a whole table the numbers rise; where they do not, its pages lead in a circle.
    if (step != SQLITE_ROW || (!first && row.number() <= last)) return Damage();
    last = row.number();
    if (!on_row(row)) break;
  }
  repaired_ += row.repaired();
  return Done{};
}

Status Database::Find(std::string_view table, std::initializer_list<std::string_view> columns,
                      std::int64_t number, const OnRow& on_row) {
  if (!HasTable(table)) return Done{};
  sqlite3_stmt*& lookup = lookups_[std::string(table)];
  if (lookup == nullptr) lookup = Prepare(table, columns, "WHERE _rowid_=?");
  if (lookup == nullptr) return Damage();
  sqlite3_bind_int64(lookup, 1, number);
  const int step = sqlite3_step(lookup);
  if (step == SQLITE_ROW) {
    DbRow row(lookup);
    on_row(row);
    repaired_ += row.repaired();
  }
  sqlite3_reset(lookup);
  if (step != SQLITE_ROW && step != SQLITE_DONE) return Damage();
  return Done{};
}

std::vector<std::string> Database::Warnings() const {
  std::vector<std::string> warnings = warnings_;
  if (damaged_) {
    warnings.push_back(
        vfs_->is_cut() ? "the database is cut short; what could be reached was read: copy it again"
                       : "the database is damaged; what could be reached was read: copy it again");
  }
  return warnings;
}

}  // namespace ebb
