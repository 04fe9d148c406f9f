// Databases as Messages keeps them, made by SQL of our own.
#include "readers/chat_databases.h"
#include "readers/read_bytes.h"
#include "readers/sqlite_builder.h"
#include "time/civil.h"

namespace ebb {
namespace {

const std::string kTables =
    "CREATE TABLE handle(ROWID INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT, service TEXT,"
    " person_centric_id TEXT);"
    "CREATE TABLE chat(ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE, style INTEGER,"
    " chat_identifier TEXT, room_name TEXT, display_name TEXT);"
    "CREATE TABLE chat_handle_join(chat_id INTEGER, handle_id INTEGER, UNIQUE(chat_id, handle_id));"
    "CREATE TABLE chat_message_join(chat_id INTEGER, message_id INTEGER, message_date INTEGER,"
    " PRIMARY KEY(chat_id, message_id));"
    "CREATE TABLE chat_recoverable_message_join(chat_id INTEGER, message_id INTEGER);"
    "CREATE TABLE message(ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE, text TEXT,"
    " attributedBody BLOB, subject TEXT, handle_id INTEGER DEFAULT 0, service TEXT, date INTEGER,"
    " is_from_me INTEGER DEFAULT 0, item_type INTEGER DEFAULT 0,"
    " is_system_message INTEGER DEFAULT 0, group_action_type INTEGER DEFAULT 0,"
    " associated_message_guid TEXT, associated_message_type INTEGER DEFAULT 0,"
    " thread_originator_guid TEXT, balloon_bundle_id TEXT, message_summary_info BLOB,"
    " date_edited INTEGER DEFAULT 0, date_retracted INTEGER DEFAULT 0,"
    " cache_has_attachments INTEGER DEFAULT 0, is_audio_message INTEGER DEFAULT 0);"
    // One person with a number and an address, another one, and a group with both.
    "INSERT INTO handle VALUES(1,'+15550001','iMessage','p1'),(2,'noor@a.example','iMessage','p1'),"
    "(3,'+15550002','SMS',NULL);"
    "INSERT INTO chat VALUES(1,'iMessage;-;+15550001',45,'+15550001',NULL,''),"
    "(2,'SMS;-;+15550001',45,'+15550001',NULL,''),"
    "(3,'iMessage;+;chat77',43,'chat77','chat77','the trip'),"
    "(4,'iMessage;+;chat78',43,'chat78','chat78','');"
    "INSERT INTO chat_handle_join VALUES(1,1),(2,1),(3,1),(3,3),(4,1),(4,3);";

// Rows of `message`: the values of some columns, and the chats it is in.
class MessageRows {
 public:
  MessageRows& Add(const std::string& columns, const std::string& values,
                   std::vector<int> chats = {1}) {
    const std::string id = std::to_string(++count_);
    sql_ += "INSERT INTO message(ROWID,guid," + columns + ") VALUES(" + id + ",'g" + id + "'," +
            values + ");";
    for (const int chat : chats) {
      sql_ += "INSERT INTO chat_message_join VALUES(" + std::to_string(chat) + "," + id + ",0);";
    }
    return *this;
  }
  MessageRows& Sql(const std::string& sql) {
    sql_ += sql;
    return *this;
  }
  std::string Build() const { return BuildDatabase(kTables + sql_); }

 private:
  int count_ = 0;
  std::string sql_;
};

KeptMessage OneRow(const std::string& columns, const std::string& values) {
  const ReadOutcome outcome =
      ReadChecked(kImessageDatabaseReader, MessageRows().Add(columns, values).Build());
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 1);
  return outcome.sink.records[0];
}

TEST_CASE("imessage db: people, chats and times") {
  const std::string bytes = MessageRows()
                                .Add("text,handle_id,date", "'by number',1,700000000000000000")
                                .Add("text,handle_id,date", "'by address',2,700000001500000000")
                                .Add("text,is_from_me,date", "'mine',1,700000002000000000")
                                // Old rows count seconds, and SMS is a chat of its own.
                                .Add("text,handle_id,date", "'old',1,400000000", {2})
                                .Add("text,handle_id,date", "'to all',3,700000003000000000", {3})
                                .Add("text,handle_id,date", "'unnamed',3,700000003000000000", {4})
                                .Add("text,handle_id,date", "'in two chats',1,0", {3, 1})
                                // The peer of a chat of two, where the row names nobody.
                                .Add("text,handle_id,date", "'peer',0,-5", {1})
                                .Build();
  const ReadOutcome outcome = ReadChecked(kImessageDatabaseReader, bytes);
  REQUIRE(outcome.report);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 8);
  CHECK(outcome.sink.skipped.empty());
  CHECK(records[0].sender == "+15550001");
  CHECK(records[1].sender_key == "+15550001");
  CHECK(records[0].sent.basis == Timestamp::Basis::kInstant);
  CHECK(FormatDateTime(records[0].sent.seconds) == "2023-03-08T20:26:40");
  CHECK(records[1].sent.millis == 500);
  CHECK(records[2].from_me);
  CHECK(records[2].sender == "Me");
  CHECK(FormatDateTime(records[3].sent.seconds) == "2013-09-04T15:06:40");
  CHECK_FALSE(records[3].sent.has_millis);
  // One conversation for both services.
  CHECK(records[3].conversation == records[0].conversation);
  CHECK(records[4].conversation == "iMessage;+;chat77");
  CHECK(records[4].sender == "+15550002");
  CHECK(records[6].conversation == "+15550001");
  CHECK(records[6].sent.basis == Timestamp::Basis::kNone);
  CHECK(records[7].sender == "+15550001");
  CHECK(FormatDateTime(records[7].sent.seconds) == "2000-12-31T23:59:55");
  std::vector<std::string> names;
  for (const auto& info : outcome.sink.conversations) names.push_back(info.name);
  CHECK(std::count(names.begin(), names.end(), "the trip") == 1);
  CHECK(std::count(names.begin(), names.end(), "+15550001, +15550002") == 1);
  const Capabilities& can = outcome.sink.conversations[0].capabilities;
  CHECK((can.instants && can.seconds && can.replies && can.edits && can.knows_me));
  CHECK_FALSE(can.calls);
}

TEST_CASE("imessage db: words come from text or attributedBody") {
  const std::string body = SqlBlob(Typedstream("from the body"));
  CHECK(OneRow("attributedBody,handle_id", body + ",1").text == "from the body");
  CHECK(OneRow("text,attributedBody,handle_id", "'from text'," + body + ",1").text == "from text");
  CHECK(OneRow("attributedBody,handle_id", SqlBlob(Typedstream(std::string(300, 'x'))) + ",1")
            .text.size() == 300);
  CHECK(OneRow("text,subject,handle_id", "'body','title',1").text == "title\nbody");
  const KeptMessage empty = OneRow("attributedBody,handle_id", SqlBlob(Typedstream("")) + ",1");
  CHECK(empty.kind == MessageKind::kOther);
  CHECK(OneRow("attributedBody,handle_id", SqlBlob("no archive") + ",1").kind ==
        MessageKind::kOther);
  CHECK(OneRow("text,handle_id", "CAST(X'63616600E9' AS TEXT),1").kind == MessageKind::kText);
}

TEST_CASE("imessage db: attachments, apps, links, sound") {
  const KeptMessage photo = OneRow("attributedBody,handle_id,cache_has_attachments",
                                   SqlBlob(Typedstream("\uFFFCthe red door\uFFFC")) + ",1,1");
  CHECK(photo.kind == MessageKind::kMedia);
  CHECK(photo.text == "the red door");
  CHECK(OneRow("text,handle_id", "'\uFFFC',1").kind == MessageKind::kMedia);
  CHECK(OneRow("text,handle_id", "'\uFFFC',1").text.empty());
  CHECK(OneRow("text,handle_id,is_audio_message", "NULL,1,1").kind == MessageKind::kMedia);
  const KeptMessage game =
      OneRow("text,handle_id,balloon_bundle_id", "'\uFFFD',1,'com.example.game:provider'");
  CHECK(game.kind == MessageKind::kOther);
  CHECK(game.text.empty());
  const KeptMessage link = OneRow("text,handle_id,balloon_bundle_id",
                                  "'https://a.example',1,'com.apple.messages.URLBalloonProvider'");
  CHECK(link.kind == MessageKind::kText);
  CHECK(link.text == "https://a.example");
  const KeptMessage fitness =
      OneRow("text,handle_id", "'$(kIMTranscriptPluginBreadcrumbTextReceiverIdentifier) won',1");
  CHECK(fitness.kind == MessageKind::kOther);
  CHECK(fitness.text.empty());
}

TEST_CASE("imessage db: edited and unsent messages") {
  const KeptMessage edited =
      OneRow("text,handle_id,date_edited,message_summary_info",
             "'frist',1,700000000000000000," + SqlBlob(SummaryInfo({"frist", "first"}, false)));
  CHECK(edited.text == "first");
  CHECK(edited.edited);
  const KeptMessage body_is_new =
      OneRow("attributedBody,handle_id,message_summary_info",
             SqlBlob(Typedstream("\uFFFCfirst and a part never edited")) + ",1," +
                 SqlBlob(SummaryInfo({"frist", "first"}, false, 2)));
  CHECK(body_is_new.text == "first and a part never edited");
  const KeptMessage unsent = OneRow("handle_id,date_edited,message_summary_info",
                                    "1,700000000000000000," + SqlBlob(SummaryInfo({}, true)));
  CHECK(unsent.kind == MessageKind::kDeleted);
  CHECK(unsent.text.empty());
  CHECK_FALSE(unsent.edited);
  const KeptMessage partly =
      OneRow("text,handle_id,message_summary_info", "'kept',1," + SqlBlob(SummaryInfo({}, true)));
  CHECK(partly.kind == MessageKind::kText);
  CHECK(partly.text == "kept");
  CHECK(OneRow("handle_id,date_retracted", "1,5").kind == MessageKind::kDeleted);
}

TEST_CASE("imessage db: tapbacks are never text") {
  MessageRows rows;
  rows.Add("text,handle_id", "'see you at eight',1");
  for (const int type : {1000, 2000, 2001, 2005, 2006, 2007, 3000, 3006}) {
    rows.Add("text,is_from_me,associated_message_type,associated_message_guid",
             "'Loved \u201Csee you at eight\u201D',1," + std::to_string(type) + ",'p:0/g1'");
  }
  // From a phone without iMessage; nothing but the words tells.
  rows.Add("text,handle_id", "'Loved \u201Csee you at eight\u201D',1", {2});
  rows.Add("text,handle_id", "'Removed a heart from \u201Csee you at eight\u201D',1", {2});
  rows.Add("text,handle_id", "'Liked an image',1", {2});
  // Nobody said that here, so it is about a book.
  rows.Add("text,handle_id", "'Loved \u201CEmma\u201D',1");
  const ReadOutcome outcome = ReadChecked(kImessageDatabaseReader, rows.Build());
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.records[1].text == "Loved \u201CEmma\u201D");
  REQUIRE(outcome.report->warnings.size() == 1);
  CHECK(outcome.report->warnings[0].starts_with("11 rows are tapbacks"));
}

TEST_CASE("imessage db: replies, events, deleted and lost rows") {
  const std::string bytes =
      MessageRows()
          .Add("text,handle_id,thread_originator_guid", "'yes',1,'g0'")
          .Add("text,handle_id,item_type,group_action_type", "NULL,1,1,0", {3})
          .Add("text,handle_id,item_type", "'new name',1,2", {3})
          .Add("text,handle_id,is_system_message", "'joined',1,1", {3})
          .Add("text,handle_id", "'gone',1", {})
          .Sql("INSERT INTO chat_recoverable_message_join VALUES(1,5);")
          .Add("text,handle_id", "'lost',1", {})
          .Add("text,handle_id", "'of a chat that is no more',1", {99})
          .Add("text,handle_id", "'nobody in a group',0", {3})
          .Build();
  const ReadOutcome outcome = ReadChecked(kImessageDatabaseReader, bytes);
  REQUIRE(outcome.report);
  CHECK(outcome.sink.Messages().size() == 1);
  CHECK(outcome.sink.records[0].has_reply);
  CHECK(outcome.sink.Notices().size() == 3);
  REQUIRE(outcome.sink.skipped.size() == 4);
  CHECK(outcome.sink.skipped[0].line == 5);
  CHECK(outcome.sink.skipped[0].reason != outcome.sink.skipped[1].reason);
}

TEST_CASE("imessage db: an old schema without most columns") {
  const std::string bytes = BuildDatabase(
      "CREATE TABLE handle(ROWID INTEGER PRIMARY KEY, id TEXT, service TEXT);"
      "CREATE TABLE chat(ROWID INTEGER PRIMARY KEY, guid TEXT, chat_identifier TEXT);"
      "CREATE TABLE chat_handle_join(chat_id INTEGER, handle_id INTEGER);"
      "CREATE TABLE chat_message_join(chat_id INTEGER, message_id INTEGER);"
      "CREATE TABLE message(ROWID INTEGER PRIMARY KEY, guid TEXT, text TEXT, handle_id INTEGER,"
      " date INTEGER, is_from_me INTEGER);"
      "INSERT INTO handle VALUES(1,'+15550001','SMS');"
      "INSERT INTO chat VALUES(1,'SMS;-;+15550001','+15550001');"
      "INSERT INTO chat_handle_join VALUES(1,1);"
      "INSERT INTO chat_message_join VALUES(1,1);"
      "INSERT INTO message VALUES(1,'g','hi',1,350000000,0);");
  const ReadOutcome outcome = ReadChecked(kImessageDatabaseReader, bytes);
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 1);
  CHECK(outcome.sink.records[0].text == "hi");
  CHECK_FALSE(outcome.sink.conversations[0].capabilities.replies);
  CHECK_FALSE(outcome.sink.conversations[0].capabilities.edits);
}

TEST_CASE("imessage db: one conversation chosen, reading stopped early") {
  const std::string bytes = MessageRows()
                                .Add("text,handle_id", "'a',1")
                                .Add("text,handle_id", "'b',1", {3})
                                .Add("text,handle_id", "'c',1")
                                .Add("text,handle_id", "'lost',1", {})
                                .Build();
  ReadOptions options;
  options.only = "the trip";
  const ReadOutcome chosen = ReadChecked(kImessageDatabaseReader, bytes, options);
  REQUIRE(chosen.sink.records.size() == 1);
  CHECK(chosen.sink.records[0].text == "b");
  CHECK(chosen.sink.skipped.empty());
  const auto source = MemorySource("sample", bytes);
  CollectSink two;
  two.stop_after = 2;
  REQUIRE(kImessageDatabaseReader.read(*source, {}, two));
  CHECK(two.records.size() == 2);
}

}  // namespace
}  // namespace ebb
