// WhatsApp's databases of both kinds of phone, made by SQL of our own.
#include "readers/chat_databases.h"
#include "readers/read_bytes.h"
#include "readers/sqlite_builder.h"
#include "time/civil.h"

namespace ebb {
namespace {

// ---- iPhone ----

const std::string kIosDatabase =
    "CREATE TABLE ZWACHATSESSION(Z_PK INTEGER PRIMARY KEY, ZSESSIONTYPE INTEGER,"
    " ZCONTACTJID VARCHAR, ZPARTNERNAME VARCHAR);"
    "CREATE TABLE ZWAGROUPMEMBER(Z_PK INTEGER PRIMARY KEY, ZCHATSESSION INTEGER,"
    " ZMEMBERJID VARCHAR, ZCONTACTNAME VARCHAR, ZFIRSTNAME VARCHAR);"
    "CREATE TABLE ZWAPROFILEPUSHNAME(Z_PK INTEGER PRIMARY KEY, ZJID VARCHAR, ZPUSHNAME VARCHAR);"
    "CREATE TABLE ZWAMEDIAITEM(Z_PK INTEGER PRIMARY KEY, ZMESSAGE INTEGER, ZTITLE VARCHAR);"
    "CREATE TABLE ZWAMESSAGE(Z_PK INTEGER PRIMARY KEY, ZCHATSESSION INTEGER, ZISFROMME INTEGER,"
    " ZMESSAGEDATE TIMESTAMP, ZTEXT VARCHAR, ZMESSAGETYPE INTEGER, ZGROUPEVENTTYPE INTEGER,"
    " ZGROUPMEMBER INTEGER, ZMEDIAITEM INTEGER, ZPARENTMESSAGE INTEGER, ZFLAGS INTEGER DEFAULT 0,"
    " ZFROMJID VARCHAR);"
    "INSERT INTO ZWACHATSESSION VALUES(1,0,'15550001@s.whatsapp.net','Noor'),"
    "(2,1,'99@g.us','the trip'),(3,3,'status@broadcast',NULL),(4,0,'15550009@s.whatsapp.net',NULL);"
    "INSERT INTO ZWAGROUPMEMBER VALUES(1,2,'15550001@s.whatsapp.net','Noor A',NULL),"
    "(2,2,'15550002@s.whatsapp.net',NULL,NULL),(3,2,'15550003@s.whatsapp.net',NULL,NULL);"
    "INSERT INTO ZWAPROFILEPUSHNAME VALUES(1,'15550002@s.whatsapp.net','Ben');"
    "INSERT INTO ZWAMEDIAITEM VALUES(1,3,'the red door'),(2,5,'the title of a page');";

// session, from me, date, text, type, member, media, parent, flags
std::string IosRow(const std::string& values) {
  return "INSERT INTO ZWAMESSAGE(ZCHATSESSION,ZISFROMME,ZMESSAGEDATE,ZTEXT,ZMESSAGETYPE,"
         "ZGROUPMEMBER,ZMEDIAITEM,ZPARENTMESSAGE,ZFLAGS) VALUES(" +
         values + ");";
}

TEST_CASE("whatsapp iOS db: kinds, people and times") {
  const std::string bytes =
      BuildDatabase(kIosDatabase + IosRow("1,0,700000000.25,'home at seven',0,NULL,NULL,NULL,0") +
                    IosRow("1,1,700000060.0,'good',0,NULL,NULL,1,0") +
                    IosRow("1,0,700000120.0,NULL,1,NULL,1,NULL,0") +
                    IosRow("1,0,700000180.0,NULL,14,NULL,NULL,NULL,0") +
                    IosRow("1,0,700000240.0,'see https://a.example',7,NULL,2,NULL,0") +
                    IosRow("1,0,700000300.0,'15550001@s.whatsapp.net',10,NULL,NULL,NULL,0") +
                    IosRow("1,0,700000360.0,'of somebody',0,NULL,NULL,NULL,128") +
                    IosRow("2,0,700000420.0,'hello all',0,1,NULL,NULL,0") +
                    IosRow("2,0,700000480.0,'me too',0,2,NULL,NULL,0") +
                    IosRow("2,0,700000540.0,'and me',0,3,NULL,NULL,0") +
                    IosRow("2,0,700000600.0,'Noor',6,1,NULL,NULL,0") +
                    IosRow("2,0,700000660.0,'who?',0,77,NULL,NULL,0") +
                    IosRow("3,0,700000720.0,'status',0,NULL,NULL,NULL,0") +
                    IosRow("66,0,700000720.0,'no chat',0,NULL,NULL,NULL,0") +
                    IosRow("4,0,700000780.0,'unsaved',0,NULL,NULL,NULL,0") +
                    IosRow("1,0,700000840.0,'words of the app',59,NULL,NULL,NULL,0") +
                    IosRow("1,0,NULL,NULL,5,NULL,NULL,NULL,0"));
  const ReadOutcome outcome = ReadChecked(kWhatsAppIosDatabaseReader, bytes);
  REQUIRE(outcome.report);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 14);
  CHECK(outcome.sink.skipped.size() == 3);
  CHECK(records[0].sender == "Noor");
  CHECK(records[0].sender_key == "15550001@s.whatsapp.net");
  CHECK(FormatDateTime(records[0].sent.seconds) == "2023-03-08T20:26:40");
  CHECK(records[0].sent.millis == 250);
  CHECK(records[1].from_me);
  CHECK(records[1].has_reply);
  CHECK(records[2].kind == MessageKind::kMedia);
  CHECK(records[2].text == "the red door");
  CHECK(records[3].kind == MessageKind::kDeleted);
  CHECK(records[4].text == "see https://a.example");
  CHECK(records[5].kind == MessageKind::kNotice);
  CHECK(records[6].kind == MessageKind::kForwarded);
  CHECK(records[6].text.empty());
  CHECK(records[7].sender == "Noor A");
  CHECK(records[8].sender == "Ben");
  CHECK(records[9].sender == "+15550003");
  CHECK(records[10].kind == MessageKind::kNotice);
  CHECK(records[11].sender == "+15550009");
  CHECK(records[12].kind == MessageKind::kOther);
  CHECK(records[12].text.empty());
  CHECK(records[13].kind == MessageKind::kLocation);
  CHECK(records[13].sent.basis == Timestamp::Basis::kNone);
}

TEST_CASE("whatsapp iOS db: an old schema without most columns") {
  const std::string bytes = BuildDatabase(
      "CREATE TABLE ZWACHATSESSION(Z_PK INTEGER PRIMARY KEY, ZCONTACTJID VARCHAR,"
      " ZPARTNERNAME VARCHAR);"
      "CREATE TABLE ZWAMESSAGE(Z_PK INTEGER PRIMARY KEY, ZCHATSESSION INTEGER, ZISFROMME INTEGER,"
      " ZMESSAGEDATE TIMESTAMP, ZTEXT VARCHAR, ZMESSAGETYPE INTEGER);"
      "INSERT INTO ZWACHATSESSION VALUES(1,'15550001@s.whatsapp.net','Noor');"
      "INSERT INTO ZWAMESSAGE VALUES(1,1,0,400000000,'hi',0);");
  const ReadOutcome outcome = ReadChecked(kWhatsAppIosDatabaseReader, bytes);
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 1);
  CHECK_FALSE(outcome.sink.conversations[0].capabilities.replies);
}

// ---- Android ----

const std::string kAndroidDatabase =
    "CREATE TABLE jid(_id INTEGER PRIMARY KEY, user TEXT, server TEXT, raw_string TEXT);"
    "CREATE TABLE jid_map(lid_row_id INTEGER PRIMARY KEY, jid_row_id INTEGER);"
    "CREATE TABLE chat(_id INTEGER PRIMARY KEY, jid_row_id INTEGER UNIQUE, subject TEXT);"
    "CREATE TABLE message(_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER,"
    " key_id TEXT, sender_jid_row_id INTEGER, timestamp INTEGER, message_type INTEGER,"
    " text_data TEXT);"
    "CREATE TABLE message_media(message_row_id INTEGER PRIMARY KEY, media_caption TEXT);"
    "CREATE TABLE message_quoted(message_row_id INTEGER PRIMARY KEY, text_data TEXT);"
    "CREATE TABLE message_forwarded(message_row_id INTEGER PRIMARY KEY, forward_score INTEGER);"
    "CREATE TABLE message_edit_info(message_row_id INTEGER PRIMARY KEY, original_key_id TEXT);"
    "INSERT INTO jid VALUES(1,'15550001','s.whatsapp.net','15550001@s.whatsapp.net'),"
    "(2,'99','g.us','99@g.us'),(3,'15550002','s.whatsapp.net',NULL),"
    "(4,'777','lid','777@lid'),(5,'status','broadcast','status@broadcast');"
    "INSERT INTO jid_map VALUES(4,3);"
    "INSERT INTO chat VALUES(1,1,NULL),(2,2,'the trip'),(3,5,NULL);"
    "INSERT INTO message VALUES(1,-1,0,'-1',NULL,0,0,NULL),"
    "(2,1,0,'a',0,1709316300123,0,'home at seven'),"
    "(3,1,1,'b',0,1709316360000,0,'good'),"
    "(4,1,0,'c',0,1709316420000,1,NULL),"
    "(5,1,0,'d',0,1709316480000,15,NULL),"
    "(6,1,0,'e',0,1709316540000,7,''),"
    "(7,1,0,'f',0,1709316600000,0,'of somebody'),"
    "(8,2,0,'g',3,1709316660000,0,'hello all'),"
    "(9,2,0,'h',4,1709316720000,3,'look'),"
    "(10,2,0,'i',0,1709316780000,0,'who?'),"
    "(11,3,0,'j',1,1709316840000,0,'status'),"
    "(12,1,0,'k',0,1709316900000,10,NULL),"
    "(13,1,0,'l',0,1709316960000,99,'words of the app'),"
    "(14,1,0,'m',0,1709317020000,0,NULL),"
    "(15,1,0,'n',0,1709317080000,9,'plan.pdf');"
    "INSERT INTO message_media VALUES(4,'the red door');"
    "INSERT INTO message_quoted VALUES(3,'home at seven');"
    "INSERT INTO message_forwarded VALUES(7,1);"
    "INSERT INTO message_edit_info VALUES(2,'x');";

TEST_CASE("whatsapp Android db: the schema of today") {
  const ReadOutcome outcome =
      ReadChecked(kWhatsAppAndroidDatabaseReader, BuildDatabase(kAndroidDatabase));
  REQUIRE(outcome.report);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 12);
  CHECK(outcome.sink.skipped.size() == 2);
  CHECK(records[0].sender == "+15550001");
  CHECK(records[0].edited);
  CHECK(records[0].sent.millis == 123);
  CHECK(FormatDateTime(records[0].sent.seconds) == "2024-03-01T18:05:00");
  CHECK(records[1].from_me);
  CHECK(records[1].has_reply);
  CHECK(records[2].kind == MessageKind::kMedia);
  CHECK(records[2].text == "the red door");
  CHECK(records[3].kind == MessageKind::kDeleted);
  CHECK(records[4].kind == MessageKind::kNotice);
  CHECK(records[5].kind == MessageKind::kForwarded);
  CHECK(records[5].text.empty());
  CHECK(records[6].sender == "+15550002");
  CHECK(records[6].conversation == "99@g.us");
  // An address that is no number leads back to one.
  CHECK(records[7].sender_key == records[6].sender_key);
  CHECK(records[7].text == "look");
  CHECK(records[8].kind == MessageKind::kCall);
  CHECK(records[9].kind == MessageKind::kOther);
  CHECK(records[9].text.empty());
  CHECK(records[10].kind == MessageKind::kOther);
  CHECK(records[11].kind == MessageKind::kMedia);
  CHECK(records[11].text.empty());
}

const std::string kOldAndroidDatabase =
    "CREATE TABLE chat_list(_id INTEGER PRIMARY KEY, key_remote_jid TEXT UNIQUE, subject TEXT);"
    "CREATE TABLE messages(_id INTEGER PRIMARY KEY, key_remote_jid TEXT, key_from_me INTEGER,"
    " key_id TEXT, status INTEGER, data TEXT, timestamp INTEGER, media_wa_type TEXT,"
    " media_caption TEXT, remote_resource TEXT, quoted_row_id INTEGER, forwarded INTEGER);"
    "INSERT INTO chat_list VALUES(1,'99@g.us','the trip');"
    "INSERT INTO messages VALUES(1,'-1',0,'-1',0,NULL,0,'0',NULL,NULL,0,0),"
    "(2,'15550001@s.whatsapp.net',0,'a',0,'home at seven',1409316300123,'0',NULL,NULL,0,0),"
    "(3,'15550001@s.whatsapp.net',1,'b',5,'good',1409316360000,'0',NULL,NULL,4,0),"
    "(4,'15550001@s.whatsapp.net',0,'c',0,'/9j/raw',1409316420000,'1','the red door',NULL,0,0),"
    "(5,'99@g.us',0,'d',6,'10',1409316480000,'0',NULL,'15550002@s.whatsapp.net',0,0),"
    "(6,'99@g.us',0,'e',0,'hello all',1409316540000,'0',NULL,'15550002@s.whatsapp.net',0,0),"
    "(7,'99@g.us',0,'f',0,'of somebody',1409316600000,'0',NULL,'15550002@s.whatsapp.net',0,1),"
    "(8,'99@g.us',0,'g',0,'who?',1409316660000,'0',NULL,NULL,0,0);";

TEST_CASE("whatsapp Android db: the schema until 2021") {
  const ReadOutcome outcome =
      ReadChecked(kWhatsAppAndroidDatabaseReader, BuildDatabase(kOldAndroidDatabase));
  REQUIRE(outcome.report);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 6);
  CHECK(outcome.sink.skipped.size() == 1);
  CHECK(records[0].sender == "+15550001");
  CHECK(records[0].text == "home at seven");
  CHECK(records[1].has_reply);
  CHECK(records[1].from_me);
  CHECK(records[2].text == "the red door");
  CHECK(records[2].kind == MessageKind::kMedia);
  CHECK(records[3].kind == MessageKind::kNotice);
  CHECK(records[4].sender == "+15550002");
  CHECK(records[5].kind == MessageKind::kForwarded);
  // A file with both: the new tables count once they are used.
  const std::string unused =
      kAndroidDatabase.substr(0, kAndroidDatabase.find("INSERT INTO message VALUES"));
  CHECK(ReadChecked(kWhatsAppAndroidDatabaseReader, BuildDatabase(kOldAndroidDatabase + unused))
            .sink.records.size() == 6);
  CHECK(ReadChecked(kWhatsAppAndroidDatabaseReader,
                    BuildDatabase(kOldAndroidDatabase + kAndroidDatabase))
            .sink.records.size() == 12);
}

TEST_CASE("whatsapp db: one conversation chosen") {
  ReadOptions options;
  options.only = "the trip";
  CHECK(ReadChecked(kWhatsAppAndroidDatabaseReader, BuildDatabase(kAndroidDatabase), options)
            .sink.records.size() == 2);
  CHECK(ReadChecked(kWhatsAppAndroidDatabaseReader, BuildDatabase(kOldAndroidDatabase), options)
            .sink.records.size() == 3);
}

}  // namespace
}  // namespace ebb
