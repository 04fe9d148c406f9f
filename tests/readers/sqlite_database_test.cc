// Databases that are hostile, damaged, cut, or kept with a log beside them.
#include "readers/sqlite_database.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>

#include "readers/chat_databases.h"
#include "readers/read_bytes.h"
#include "readers/sqlite_builder.h"
#include "readers/zip_builder.h"
#include "shared_data.h"

namespace ebb {
namespace {

namespace fs = std::filesystem;

// A database of iMessage with `rows` messages of one chat.
std::string ImessageSql(int rows, const std::string& before = "") {
  return before +
         "CREATE TABLE handle(ROWID INTEGER PRIMARY KEY, id TEXT, person_centric_id TEXT);"
         "CREATE TABLE chat(ROWID INTEGER PRIMARY KEY, guid TEXT, style INTEGER,"
         " chat_identifier TEXT, display_name TEXT);"
         "CREATE TABLE chat_handle_join(chat_id INTEGER, handle_id INTEGER);"
         "CREATE TABLE chat_message_join(chat_id INTEGER, message_id INTEGER,"
         " PRIMARY KEY(chat_id, message_id));"
         "CREATE TABLE message(ROWID INTEGER PRIMARY KEY, guid TEXT, text TEXT,"
         " attributedBody BLOB, handle_id INTEGER, date INTEGER, is_from_me INTEGER,"
         " message_summary_info BLOB);"
         "CREATE INDEX message_idx_text ON message(text);"
         "INSERT INTO handle VALUES(1,'+15550001','p');"
         "INSERT INTO chat VALUES(1,'iMessage;-;+15550001',45,'+15550001','');"
         "INSERT INTO chat_handle_join VALUES(1,1);"
         "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<" +
         std::to_string(rows) +
         ") INSERT INTO message SELECT i,'g'||i,"
         "CASE WHEN i%3 THEN 'words number '||(" +
         std::to_string(rows + 1000) + "-i) END," + SqlBlob(Typedstream("from the body")) +
         ",1,700000000000000000+i,i%2," + "CASE WHEN i%7=0 THEN " +
         SqlBlob(SummaryInfo({"a", "b"}, false)) +
         " END FROM n;"
         "INSERT INTO chat_message_join SELECT 1,ROWID FROM message;";
}

std::string AndroidSql(int rows) {
  return "CREATE TABLE jid(_id INTEGER PRIMARY KEY, user TEXT, server TEXT);"
         "CREATE TABLE chat(_id INTEGER PRIMARY KEY, jid_row_id INTEGER, subject TEXT);"
         "CREATE TABLE message(_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER,"
         " key_id TEXT, sender_jid_row_id INTEGER, timestamp INTEGER, message_type INTEGER,"
         " text_data TEXT);"
         "CREATE TABLE message_media(message_row_id INTEGER PRIMARY KEY, media_caption TEXT);"
         "INSERT INTO jid VALUES(1,'15550001','s.whatsapp.net');"
         "INSERT INTO chat VALUES(1,1,NULL);"
         "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<" +
         std::to_string(rows) +
         ") INSERT INTO message SELECT i,1,i%2,'k'||i,0,1709316300000+i,i%2,"
         "CASE WHEN i%2=0 THEN 'words '||i END FROM n;"
         "INSERT INTO message_media SELECT _id,'caption '||_id FROM message;";
}

std::string IosSql(int rows) {
  return "CREATE TABLE ZWACHATSESSION(Z_PK INTEGER PRIMARY KEY, ZCONTACTJID VARCHAR,"
         " ZPARTNERNAME VARCHAR);"
         "CREATE TABLE ZWAMEDIAITEM(Z_PK INTEGER PRIMARY KEY, ZTITLE VARCHAR);"
         "CREATE TABLE ZWAMESSAGE(Z_PK INTEGER PRIMARY KEY, ZCHATSESSION INTEGER, ZISFROMME"
         " INTEGER, ZMESSAGEDATE TIMESTAMP, ZTEXT VARCHAR, ZMESSAGETYPE INTEGER,"
         " ZMEDIAITEM INTEGER);"
         "INSERT INTO ZWACHATSESSION VALUES(1,'15550001@s.whatsapp.net','Noor');"
         "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<" +
         std::to_string(rows) +
         ") INSERT INTO ZWAMESSAGE SELECT i,1,i%2,700000000.5+i,'words '||i,i%2,i FROM n;"
         "INSERT INTO ZWAMEDIAITEM SELECT Z_PK,'caption '||Z_PK FROM ZWAMESSAGE;";
}

ReadOutcome ReadImessage(const std::string& bytes) {
  return ReadBytes(kImessageDatabaseReader, bytes);
}

TEST_CASE("databases are recognised by their tables") {
  CHECK(NameOf(BuildDatabase(ImessageSql(3))) == "imessage-db");
  CHECK(NameOf(BuildDatabase(AndroidSql(3))) == "whatsapp-android-db");
  CHECK(NameOf(BuildDatabase(IosSql(3))) == "whatsapp-ios-db");
  CHECK(NameOf(BuildDatabase("CREATE TABLE photos(a);")).find("this is a database") !=
        std::string::npos);
  CHECK(NameOf("SQLite format 3" + std::string(1000, '\0')).find("this is a database") !=
        std::string::npos);
}

TEST_CASE("databases in a zip are read in memory") {
  const std::string zip =
      ZipBuilder::Build({{.name = "Messages/chat.db", .bytes = BuildDatabase(ImessageSql(50))}});
  const auto exports = OpenExport(MemorySource("copy.zip", zip), "");
  REQUIRE(exports);
  REQUIRE(exports->size() == 1);
  CHECK(exports->front().reader->name == "imessage-db");
  CollectSink sink;
  REQUIRE(exports->front().reader->read(*exports->front().source, {}, sink));
  CHECK(sink.records.size() == 50);
}

TEST_CASE("databases: chosen by name, read twice, and the wrong ones refused") {
  const std::string bytes = BuildDatabase(ImessageSql(20));
  const auto exports = OpenExport(MemorySource("chat.db", bytes), "imessage-db");
  REQUIRE(exports);
  for (int i = 0; i < 2; ++i) {
    CollectSink sink;
    REQUIRE(exports->front().reader->read(*exports->front().source, {}, sink));
    CHECK(sink.records.size() == 20);
  }
  // A reader chosen by name says itself what is wrong.
  const auto wrong = OpenExport(MemorySource("chat.db", bytes), "whatsapp-ios-db");
  REQUIRE(wrong);
  CollectSink none;
  const auto refused = wrong->front().reader->read(*wrong->front().source, {}, none);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.find("iPhone") != std::string::npos);
  for (const Reader* reader :
       {&kImessageDatabaseReader, &kWhatsAppIosDatabaseReader, &kWhatsAppAndroidDatabaseReader}) {
    for (const std::string& other :
         {std::string("no database"), std::string(), BuildDatabase("CREATE TABLE photos(a);")}) {
      const ReadOutcome outcome = ReadBytes(*reader, other);
      REQUIRE_FALSE(outcome.report);
      CHECK(outcome.report.error().kind == ErrorKind::kInput);
      CHECK(outcome.report.error().message.starts_with("sample: "));
    }
  }
}

TEST_CASE("databases: page sizes and encodings of text") {
  for (const char* pragma :
       {"PRAGMA page_size=512;", "PRAGMA page_size=65536;", "PRAGMA encoding='UTF-16le';",
        "PRAGMA encoding='UTF-16be';", "PRAGMA auto_vacuum=FULL;"}) {
    INFO(pragma);
    const ReadOutcome outcome = ReadImessage(BuildDatabase(ImessageSql(500, pragma)));
    REQUIRE(outcome.report);
    CHECK_FALSE(outcome.report->truncated);
    REQUIRE(outcome.sink.records.size() == 500);
    CHECK(outcome.sink.records[1].sender == "+15550001");
  }
}

TEST_CASE("databases: rows come in the order of their numbers, not of an index") {
  const ReadOutcome outcome = ReadImessage(BuildDatabase(ImessageSql(300)));
  REQUIRE(outcome.report);
  for (std::size_t i = 1; i < outcome.sink.records.size(); ++i) {
    REQUIRE(outcome.sink.records[i].line == outcome.sink.records[i - 1].line + 1);
  }
}

TEST_CASE("databases: bytes that are no UTF-8 are replaced and counted") {
  const ReadOutcome outcome = ReadImessage(
      BuildDatabase(ImessageSql(3) + "UPDATE message SET message_summary_info=NULL,"
                                     " text=CAST(X'636166E9' AS TEXT) WHERE ROWID=1;"));
  REQUIRE(outcome.report);
  CHECK(outcome.sink.records[0].text == "caf\uFFFD");
  CHECK(outcome.report->repaired_bytes == 1);
}

// Everything here would run or loop if it were used.
TEST_CASE("databases: views, generated columns and virtual tables are not used") {
  const std::string base = ImessageSql(3);
  const std::string endless =
      "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT count(*) FROM n)";
  const ReadOutcome view = ReadImessage(
      BuildDatabase(base + "ALTER TABLE message RENAME TO m; CREATE VIEW message AS SELECT *, " +
                    endless + " AS extra FROM m;"));
  REQUIRE_FALSE(view.report);
  CHECK(view.report.error().kind == ErrorKind::kInput);
  const ReadOutcome generated = ReadImessage(BuildDatabase(
      base +
      "ALTER TABLE message ADD COLUMN subject TEXT GENERATED ALWAYS AS (hex(zeroblob(1000)))"
      " VIRTUAL;"));
  REQUIRE(generated.report);
  CHECK(generated.sink.records.size() == 3);
  CHECK(generated.sink.records[0].text == "words number 1002");
}

// Pages that lead in a circle: the root of `message` has its own first child many times.
TEST_CASE("databases: pages that are their own children end at once") {
  std::string bytes = BuildDatabase(ImessageSql(3000, "PRAGMA page_size=512;"));
  const auto begin = std::chrono::steady_clock::now();
  int looked = 0;
  for (std::size_t page = 1; page * 512 < bytes.size(); ++page) {
    const std::size_t at = page * 512;
    if (bytes[at] != 5) continue;  // an inner page of a table
    std::string looped = bytes;
    const int cells =
        static_cast<unsigned char>(bytes[at + 3]) * 256 + static_cast<unsigned char>(bytes[at + 4]);
    const auto first = static_cast<std::size_t>(static_cast<unsigned char>(bytes[at + 12]) * 256 +
                                                static_cast<unsigned char>(bytes[at + 13]));
    const std::string child = bytes.substr(at + first, 4);
    for (int cell = 1; cell < cells; ++cell) {
      const std::size_t pointer = at + 12 + 2 * static_cast<std::size_t>(cell);
      const auto place = static_cast<std::size_t>(static_cast<unsigned char>(bytes[pointer]) * 256 +
                                                  static_cast<unsigned char>(bytes[pointer + 1]));
      looped.replace(at + place, 4, child);
    }
    const ReadOutcome outcome = ReadImessage(looped);
    if (outcome.report) CHECK(outcome.sink.records.size() <= 3000);
    ++looked;
  }
  CHECK(looked > 3);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}

TEST_CASE("databases: a cut one gives what can be reached") {
  const std::string bytes = BuildDatabase(ImessageSql(2000));
  const ReadOutcome whole = ReadImessage(bytes);
  REQUIRE(whole.report);
  CHECK_FALSE(whole.report->truncated);
  std::size_t most = 0;
  for (std::size_t cut = 0; cut < bytes.size(); cut += 997) {
    INFO("cut at " << cut);
    const ReadOutcome part = ReadImessage(bytes.substr(0, cut));
    if (!part.report) {
      REQUIRE(part.report.error().kind == ErrorKind::kInput);
      continue;
    }
    REQUIRE(part.report->truncated);
    REQUIRE_FALSE(part.report->warnings.empty());
    most = std::max(most, part.sink.records.size());
    for (const KeptMessage& record : part.sink.records) {
      REQUIRE(record.text == whole.sink.records[record.line - 1].text);
    }
  }
  CHECK(most > 0);
}

TEST_CASE("databases: two thousand with bytes changed at random end cleanly") {
  struct Kind {
    const Reader* reader;
    std::string bytes;
  };
  const Kind kinds[] = {
      {&kImessageDatabaseReader, BuildDatabase(ImessageSql(120, "PRAGMA page_size=1024;"))},
      {&kWhatsAppAndroidDatabaseReader, BuildDatabase("PRAGMA page_size=512;" + AndroidSql(200))},
      {&kWhatsAppIosDatabaseReader, BuildDatabase(IosSql(200))},
  };
  std::mt19937 random(2024);
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 2000; ++i) {
    const Kind& kind = kinds[i % 3];
    std::string bytes = kind.bytes;
    for (std::uint32_t n = 1 + random() % 8; n > 0; --n) {
      // Half of the changes hit the first page and the heads of pages, where structure is.
      const std::size_t place = random() % 2 == 0
                                    ? random() % bytes.size()
                                    : random() % (bytes.size() / 512) * 512 + random() % 24;
      bytes[place] = static_cast<char>(random() % 3 == 0 ? 0xff : random());
    }
    if (random() % 10 == 0) bytes.resize(random() % bytes.size());
    INFO("case " << i);
    const ReadOutcome outcome = ReadBytes(*kind.reader, bytes);
    CheckConsistent(outcome.sink, bytes.size());
    if (!outcome.report) {
      REQUIRE(outcome.report.error().kind == ErrorKind::kInput);
      REQUIRE(outcome.report.error().message.starts_with("sample: "));
    }
  }
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(60));
}

class Folder {
 public:
  Folder()
      : path_(fs::temp_directory_path() / ("ebb-db-" + std::to_string(std::random_device{}()))) {
    fs::create_directory(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  std::string File(const std::string& name) const { return (path_ / name).string(); }
  std::size_t count() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path_), {}));
  }

 private:
  fs::path path_;
};

// A database with 10 messages in the file and 10 more in the log, copied while it was open.
void MakeLogged(const Folder& live, const Folder& copy, const std::string& page_size) {
  sqlite3* connection = nullptr;
  REQUIRE(sqlite3_open(live.File("chat.db").c_str(), &connection) == SQLITE_OK);
  RunSql(connection, "PRAGMA page_size=" + page_size + "; PRAGMA journal_mode=WAL;" +
                         ImessageSql(10) + "PRAGMA wal_checkpoint(TRUNCATE);");
  RunSql(connection,
         "PRAGMA wal_autocheckpoint=0;"
         "INSERT INTO message SELECT ROWID+10,'h'||ROWID,'in the log '||ROWID,NULL,1,"
         "700000000000000000,0,NULL FROM message;"
         "INSERT INTO chat_message_join SELECT 1,ROWID FROM message WHERE ROWID>10;");
  for (const char* name : {"chat.db", "chat.db-wal"}) {
    fs::copy_file(live.File(name), copy.File(name));
  }
  sqlite3_close(connection);
}

std::pair<Result<ReadReport>, CollectSink> ReadFile(const std::string& path) {
  auto source = OpenFile(path);
  REQUIRE(source);
  CollectSink sink;
  auto report = kImessageDatabaseReader.read(**source, {}, sink);
  return {std::move(report), std::move(sink)};
}

TEST_CASE("databases: a log beside the file is read with it, and nothing is written") {
  for (const char* page_size : {"512", "4096", "65536"}) {
    INFO(page_size);
    const Folder live, copy;
    MakeLogged(live, copy, page_size);
    const std::string before = *SlurpFile(copy.File("chat.db"));
    const std::string log = *SlurpFile(copy.File("chat.db-wal"));
    const auto [report, sink] = ReadFile(copy.File("chat.db"));
    REQUIRE(report);
    CHECK_FALSE(report->truncated);
    REQUIRE(sink.records.size() == 20);
    CHECK(sink.records[10].text == "in the log 1");
    CHECK(copy.count() == 2);
    CHECK(*SlurpFile(copy.File("chat.db")) == before);
    CHECK(*SlurpFile(copy.File("chat.db-wal")) == log);

    // Without the log, the older state, and a word about it.
    fs::remove(copy.File("chat.db-wal"));
    const auto [older, fewer] = ReadFile(copy.File("chat.db"));
    REQUIRE(older);
    CHECK(fewer.records.size() == 10);
    REQUIRE(older->warnings.size() == 1);
    CHECK(older->warnings[0].find("-wal") != std::string::npos);
    CHECK(copy.count() == 1);
  }
}

TEST_CASE("databases: in a folder, with the log beside it") {
  const Folder live, copy;
  MakeLogged(live, copy, "4096");
  std::ofstream(copy.File("chat.db-shm"), std::ios::binary) << std::string(32768, '\0');
  const auto exports = OpenExport(copy.File(""), "");
  REQUIRE(exports);
  REQUIRE(exports->size() == 1);
  CHECK(exports->front().reader->name == "imessage-db");
  CollectSink sink;
  REQUIRE(exports->front().reader->read(*exports->front().source, {}, sink));
  CHECK(sink.records.size() == 20);
}

TEST_CASE("databases: a damaged or cut log counts up to its last whole commit") {
  const Folder live, copy;
  MakeLogged(live, copy, "1024");
  const std::string log = *SlurpFile(copy.File("chat.db-wal"));
  for (std::size_t cut = 0; cut < log.size(); cut += 333) {
    std::ofstream(copy.File("chat.db-wal"), std::ios::binary) << log.substr(0, cut);
    const auto [report, sink] = ReadFile(copy.File("chat.db"));
    INFO("cut at " << cut);
    REQUIRE(report);
    REQUIRE_FALSE(report->truncated);
    REQUIRE((sink.records.size() == 10 || sink.records.size() == 20));
  }
  std::mt19937 random(5);
  for (int i = 0; i < 100; ++i) {
    std::string noisy = log;
    noisy[random() % noisy.size()] ^= static_cast<char>(1 + random() % 255);
    std::ofstream(copy.File("chat.db-wal"), std::ios::binary) << noisy;
    const auto [report, sink] = ReadFile(copy.File("chat.db"));
    REQUIRE(report);
    REQUIRE(sink.records.size() >= 10);
  }
}

TEST_CASE("databases: a journal beside the file is pointed out") {
  const Folder folder;
  std::ofstream(folder.File("chat.db"), std::ios::binary) << BuildDatabase(ImessageSql(5));
  std::ofstream(folder.File("chat.db-journal"), std::ios::binary) << std::string(512, '\0');
  CHECK(ReadFile(folder.File("chat.db")).first->warnings.empty());
  std::ofstream(folder.File("chat.db-journal"), std::ios::binary)
      << "\xD9\xD5\x05\xF9\x20\xA1\x63\xD7" + std::string(512, '\0');
  const auto [report, sink] = ReadFile(folder.File("chat.db"));
  REQUIRE(report);
  CHECK(sink.records.size() == 5);
  REQUIRE(report->warnings.size() == 1);
  CHECK(report->warnings[0].find("journal") != std::string::npos);
  CHECK(folder.count() == 2);
}

}  // namespace
}  // namespace ebb
