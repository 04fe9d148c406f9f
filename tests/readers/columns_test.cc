// Which columns a table has, and what they say of who sent a row.
#include <catch2/catch.hpp>

#include "readers/delimited.h"
#include "readers/flat_object.h"
#include "readers/read_bytes.h"
#include "shared_data.h"

namespace ebb {
namespace {

TEST_CASE("csv: a column says which rows the exporter sent") {
  for (const std::string table :
       {"time,sender,text,is_from_me\n2024-03-01 10:00,Noor,a,0\n2024-03-01 10:01,,b,1\n",
        "date,direction,contact,message\n2024-03-01 10:00,Incoming,Noor,a\n"
        "2024-03-01 10:01,Outgoing,Noor,b\n",
        "{\"direction\": \"received\", \"number\": \"Noor\", \"body\": \"a\"}\n"
        "{\"direction\": \"sent\", \"number\": \"Noor\", \"body\": \"b\"}\n"}) {
    INFO(table);
    const Reader& reader = table.starts_with('{') ? kJsonlReader : kCsvReader;
    CHECK(NameOf(table) == reader.name);
    const ReadOutcome outcome = ReadGood(reader, table);
    REQUIRE(outcome.sink.records.size() == 2);
    CHECK(outcome.sink.records[0].sender == "Noor");
    CHECK_FALSE(outcome.sink.records[0].from_me);
    CHECK(outcome.sink.records[1].sender == "Me");
    CHECK(outcome.sink.records[1].from_me);
    CHECK(outcome.sink.records[1].text == "b");
    CHECK(outcome.sink.conversations[0].capabilities.knows_me);
  }
}

TEST_CASE("csv: a type that says a row was sent") {
  const ReadOutcome words =
      ReadChecked(kCsvReader,
                  "Date,Type,Number,Name,Message\n2024-01-01,Received,12,Ada,a\n"
                  "2024-01-02,Sent,12,Ada,b\n2024-01-02,MMS,12,Ada,c\n");
  REQUIRE(words.report);
  REQUIRE(words.sink.records.size() == 2);
  CHECK(words.sink.records[0].sender == "Ada");
  CHECK(words.sink.records[1].sender == "Me");
  CHECK(words.sink.records[1].from_me);
  REQUIRE(words.sink.skipped.size() == 1);
  CHECK(words.sink.skipped[0].reason == "it does not say who sent it");
  const ReadOutcome kinds = ReadChecked(kCsvReader, "name,type,message\nAda,text,a\nBen,image,b\n");
  REQUIRE(kinds.report);
  CHECK(kinds.sink.records[0].sender == "Ada");
  CHECK_FALSE(kinds.sink.records[0].from_me);
  const ReadOutcome sms = ReadChecked(kCsvReader,
                                      "address,date,date_sent,type,body\n+49,1704103200000,0,1,a\n"
                                      "+49,1704103260000,0,2,b\n");
  REQUIRE(sms.report);
  REQUIRE(sms.sink.records.size() == 2);
  CHECK(sms.sink.records[0].sender == "+49");
  CHECK(sms.sink.records[1].sender == "Me");
  CHECK(sms.sink.records[1].sent.seconds == 1704103260);
}

// "Ada>a Me!>b": sender, ! for the exporter, text.
std::string Told(const ReadOutcome& outcome) {
  std::string told;
  for (const KeptMessage& record : outcome.sink.records) {
    if (!told.empty()) told += ' ';
    told += record.sender + (record.from_me ? "!>" : ">") + record.text;
  }
  return told;
}

TEST_CASE("csv: a name and a type that says sent are no partner and no exporter") {
  const ReadOutcome all = ReadGood(
      kCsvReader,
      "name,type,message,date\nAda,sent,a,2024-03-01 10:00\nBen,sent,b,2024-03-01 10:01\n");
  CHECK(Told(all) == "Ada>a Ben>b");
  CHECK_FALSE(all.sink.conversations[0].capabilities.knows_me);
}

TEST_CASE("csv: words that say who sent a row, and words that do not") {
  const ReadOutcome numbers = ReadGood(kCsvReader,
                                       "handle,is_from_me,text\n+49,1.0,a\n+49,0.0,b\n+49,-1,c\n+"
                                       "49,t,d\n+49,Y,e\n+49,f,g\n+49,no,h\n");
  CHECK(Told(numbers) == "Me!>a +49>b Me!>c Me!>d Me!>e +49>g +49>h");
  const ReadOutcome words =
      ReadGood(kCsvReader,
               "direction,phone_number,message\nSent by "
               "me,+49,a\nto,+49,b\noutgoing,+49,c\n,+49,d\nincoming,+49,e\n");
  CHECK(Told(words) == "Me!>c +49>e");
  REQUIRE(words.sink.skipped.size() == 3);
  CHECK(words.sink.skipped[0].reason == "it does not say who sent it");
}

TEST_CASE("csv: a name beside a direction is the other side's if it stands in rows of both") {
  const ReadOutcome both =
      ReadGood(kCsvReader,
               "date,name,is_from_me,text\n2024-03-01 10:00,Ada,1,a\n2024-03-01 10:01,Ada,0,b\n");
  CHECK(Told(both) == "Me!>a Ada>b");
  CHECK(both.sink.conversations[0].capabilities.knows_me);
  const ReadOutcome own =
      ReadGood(kCsvReader,
               "date,name,is_from_me,text\n2024-03-01 10:00,Ada,1,a\n2024-03-01 10:01,Ben,0,b\n");
  CHECK(Told(own) == "Ada>a Ben>b");
  CHECK_FALSE(own.sink.conversations[0].capabilities.knows_me);
  const ReadOutcome sender = ReadGood(kCsvReader, "sender,is_from_me,text\nAda,1,a\nBen,0,b\n");
  CHECK(Told(sender) == "Ada!>a Ben>b");
}

TEST_CASE("csv: columns that are called like times in another language") {
  const ReadOutcome none = ReadGood(kCsvReader, "sender,text,data\nAda,a,abc\nBen,b,xyz\n");
  CHECK(Told(none) == "Ada>a Ben>b");
  CHECK_FALSE(none.sink.conversations[0].capabilities.dated);
  const ReadOutcome ours = ReadGood(
      kCsvReader,
      "sender,text,time,data,hora\nAda,a,2024-03-01 10:00:05,5,7\nBen,b,2024-03-01 10:01:00,6,8\n");
  REQUIRE(Told(ours) == "Ada>a Ben>b");
  CHECK(ours.sink.records[0].sent.seconds == 1709287205);
  const ReadOutcome whole = ReadGood(
      kCsvReader,
      "日期,时间,发送人,内容\n2024-03-01,2024-03-01 10:00:05,Ada,a\n2024-03-01,10:00:06,Ben,b\n");
  REQUIRE(Told(whole) == "Ada>a Ben>b");
  CHECK(whole.sink.records[0].sent.seconds == 1709287205);
  CHECK(whole.sink.records[1].sent.seconds == 1709287206);
  CHECK(Told(ReadGood(kCsvReader,
                      "時間,發送者,內容\n2024-03-01 10:00,Ada,a\n2024-03-01 "
                      "10:01,Ben,b\n")) == "Ada>a Ben>b");
}

TEST_CASE("jsonl: a row whose text could be one of two is skipped") {
  const ReadOutcome outcome =
      ReadGood(kJsonlReader,
               "{\"sender\": \"Ada\", \"text\": \"a\"}\n"
               "{\"sender\": \"Ben\", \"body\": \"b\", \"content\": \"b\"}\n");
  CHECK(Told(outcome) == "Ada>a");
  CHECK(outcome.sink.skipped.size() == 1);
}

TEST_CASE("jsonl: rows of the exporter need no name") {
  const ReadOutcome outcome =
      ReadGood(kJsonlReader,
               "{\"handle\": \"+49\", \"is_from_me\": false, \"text\": \"a\"}\n"
               "{\"is_from_me\": true, \"text\": \"b\"}\n"
               "{\"is_from_me\": false, \"text\": \"c\"}\n");
  CHECK(Told(outcome) == "+49>a Me!>b");
  CHECK(outcome.sink.skipped.size() == 1);
}

TEST_CASE("jsonl: long names of keys cost no memory") {
  std::string inner;
  for (int i = 0; i < 100000; ++i) inner += (i > 0 ? ",\"" : "\"") + std::to_string(i) + "\":1";
  const std::string key(500000, 'k');
  for (const std::string& name : {key, std::string("k")}) {
    const ReadOutcome outcome =
        ReadGood(kJsonlReader,
                 "{\"sender\": \"Ada\", \"text\": \"a\"}\n{\"sender\": \"Ada\", \"text\": "
                 "\"b\", \"" +
                     name + "\": {" + inner + ", \"" + key + "\": 1}}\n");
    CHECK(Told(outcome) == "Ada>a Ada>b");
  }
}

// "12:Noor:Ada>a Me!>b": the same by conversation, id and name.
std::string ToldByChat(const std::string& table) {
  const ReadOutcome outcome = ReadGood(kCsvReader, table);
  std::string told;
  std::size_t at = 0;
  for (const ConversationInfo& chat : outcome.sink.conversations) {
    told += (told.empty() ? "" : " ") + chat.id + ":" + chat.name;
    for (; at < outcome.sink.records.size(); ++at) {
      const KeptMessage& record = outcome.sink.records[at];
      if (record.conversation != chat.id) break;
      told += ":" + record.sender + (record.from_me ? "!>" : ">") + record.text;
    }
  }
  return told;
}

TEST_CASE("csv: each number or contact is a chat of its own") {
  CHECK(ToldByChat("date,address,contact_name,type,body\n1709287200000,+49,Noor,1,a\n"
                   "1709287260000,+49,Noor,2,b\n1709287320000,+44,Ada,2,c\n") ==
        "+49:Noor:Noor>a:Me!>b +44:Ada:Me!>c");
  CHECK(ToldByChat("address,type,body,date\n+49,1,a,1709287200000\n+44,2,b,1709287260000\n") ==
        "+49:+49:+49>a +44:+44:Me!>b");
  CHECK(ToldByChat("contact,type,message,date\nNoor,received,a,2024-03-01 10:00\n"
                   "Ada,sent,b,2024-03-01 10:01\n") == "Noor:Noor:Noor>a Ada:Ada:Me!>b");
  CHECK(ToldByChat("direction,contact,phone,message\nin,Noor,+49,a\nout,Ada,+44,b\n"
                   "in,,+45,c\n") == "+49:Noor:Noor>a +44:Ada:Me!>b +45:+45:+45>c");
  CHECK(ToldByChat("Name,Type,Message,Date\nNoor,Received,a,2024-03-01\nNoor,Sent,b,2024-03-01\n"
                   "Ada,Sent,c,2024-03-01\n") == "Noor:Noor:Noor>a:Me!>b Ada:Ada:Me!>c");
  // One number, written in two ways; a number without a name.
  CHECK(ToldByChat("date,address,contact_name,type,body\n1709287200000,+447700900123,Noor,1,a\n"
                   "1709287260000,07700 900123,Noor,2,b\n1709287320000,+447700900555,(Unknown),1,"
                   "c\n") ==
        "+447700900123:Noor:Noor>a:Me!>b "
        "+447700900555:+447700900555:+447700900555>c");
  // What is sent does not say to whom, or to a group.
  CHECK(ToldByChat("contact,type,message,date\nNoor,received,a,2024-03-01 10:00\n"
                   ",sent,b,2024-03-01 10:01\n") == "chat::Noor>a:Me!>b");
  CHECK(ToldByChat("handle,is_from_me,text\nNoor,0,a\n,1,b\nAda,0,c\n") ==
        "chat::Noor>a:Me!>b:Ada>c");
}

TEST_CASE("csv: a sender that is the other side in all rows") {
  const ReadOutcome partner =
      ReadGood(kCsvReader, "sender,is_from_me,text\n+49,0,a\n+49,1,b\n+49,0,c\n+49,1,d\n");
  CHECK(Told(partner) == "+49>a Me!>b +49>c Me!>d");
  std::string notes = "sender,is_from_me,text\nAda,0,a\n";  // she wrote to herself once
  for (int i = 0; i < 12; ++i) notes += "Ada,1,b\nBen,0,c\n";
  const ReadOutcome own = ReadGood(kCsvReader, notes);
  CHECK(own.sink.records[1].sender == "Ada");
  CHECK(own.sink.records[1].from_me);
}

TEST_CASE("csv: whom one talks to, where rows were sent or received") {
  const auto senders = [](const std::string& table) {
    std::string all;
    for (const KeptMessage& m : ReadGood(kCsvReader, table).sink.records) all += m.sender + " ";
    return all;
  };
  CHECK(senders("date,interlocutor,type,message\n2024-01-01 10:00,Anna,sent,a\n"
                "2024-01-01 10:01,Anna,received,b\n2024-01-01 10:02,Anna,sent,c\n") ==
        "Me Anna Me ");
  CHECK(senders("date,interlocutor,direction,message\n2024-01-01 10:00,Anna,sent,a\n"
                "2024-01-01 10:01,Ben,received,b\n2024-01-01 10:02,Anna,sent,c\n") == "Me Ben Me ");
  CHECK(senders("id,interlocutor,utterance_text\n1,helper,a\n2,client,b\n") == "helper client ");
}

TEST_CASE("csv: a recipient is not the other side of what came in") {
  const std::string table = "direction,recipient,text\nincoming,+44,a\noutgoing,+49,b\n";
  CHECK(kCsvReader.probe(table) == Match::kNo);
  CHECK_FALSE(ReadChecked(kCsvReader, table).report);
}

TEST_CASE("csv: cells that say that nothing was forwarded, and some that do") {
  for (const char* nothing : {"None", "nan", "NaT", "null", "nil", "no", "N/A", "-", "0.0", "-1",
                              "[]", "{}", "False", "0", ""}) {
    INFO(nothing);
    CHECK(Told(ReadGood(kCsvReader,
                        std::string("sender,text,fwd_from\nAda,a,") + nothing + "\n")) == "Ada>a");
  }
  for (const char* head : {"is_forwarded", "isForwarded", "forwarded", "forward_from"}) {
    const ReadOutcome outcome =
        ReadGood(kCsvReader, std::string("sender,text,") + head + "\nAda,a,true\nBen,b,false\n");
    CHECK(Told(outcome) == "Ada> Ben>b");
    CHECK(outcome.sink.records[0].kind == MessageKind::kForwarded);
  }
}

TEST_CASE("csv: a column called like a time that cannot be read loses no row") {
  const ReadOutcome none =
      ReadGood(kJsonlReader,
               "{\"sender\": \"Ada\", \"text\": \"a\", \"zeit\": \"10.02 Uhr\"}\n"
               "{\"sender\": \"Ben\", \"text\": \"b\", \"zeit\": \"abends\"}\n");
  REQUIRE(Told(none) == "Ada>a Ben>b");
  CHECK_FALSE(none.sink.conversations[0].capabilities.dated);
  const ReadOutcome words =
      ReadGood(kCsvReader, "sender;text;datum\nAda;a;1. März 2024\nBen;b;2. März 2024, 10:05\n");
  REQUIRE(Told(words) == "Ada>a Ben>b");
  CHECK(words.sink.records[0].sent.seconds == 1709251200);
  CHECK(words.sink.records[1].sent.seconds == 1709373900);
  CHECK(words.sink.conversations[0].capabilities.dated);
  const ReadOutcome ours = ReadGood(kCsvReader, "sender,text,time\nAda,a,soon\n");
  CHECK(ours.sink.skipped.size() == 1);
}

TEST_CASE("csv: a date that holds the clock, beside the clock") {
  const ReadOutcome outcome =
      ReadGood(kCsvReader, "date,time,sender,text\n2024-03-01 10:00:05,10:00,Ada,a\n");
  REQUIRE(Told(outcome) == "Ada>a");
  CHECK(outcome.sink.records[0].sent.seconds == 1709287205);
  for (const char* midnight :
       {"2024-03-01 00:00:00", "2024-03-01T00:00:00.000", "2024-03-01 0:00"}) {
    INFO(midnight);
    const ReadOutcome beside = ReadGood(
        kCsvReader, "date,time,sender,text\n" + std::string(midnight) + ",10:00:05,Ada,a\n");
    REQUIRE(beside.sink.records.size() == 1);
    CHECK(beside.sink.records[0].sent.seconds == 1709287205);
  }
}

TEST_CASE("csv: books and reviews are no chats") {
  for (const char* table :
       {"autor,titulo,texto\nAda,b,c\n", "autor,texto\nAda,c\n",
        "用户名,评分,内容,时间\nAda,5,b,2024-03-01\n", "nickname,message\nAda,b\n"}) {
    INFO(table);
    CHECK(kCsvReader.probe(table) == Match::kNo);
  }
  ReadOptions options;
  options.columns.sender = "autor";
  options.columns.text = "texto";
  CHECK(Told(ReadChecked(kCsvReader, "autor,texto\nAda,c\n", options)) == "Ada>c");
}

TEST_CASE("jsonl: the first rows may be the exporter's own") {
  const std::string text =
      "{\"is_from_me\": true, \"text\": \"a\"}\n"
      "{\"handle\": \"+49\", \"is_from_me\": false, \"text\": \"b\"}\n";
  CHECK(kJsonlReader.probe(text) == Match::kLikely);
  CHECK(Told(ReadGood(kJsonlReader, text)) == "Me!>a +49>b");
  const std::string list =
      "[" + text.substr(0, text.find('\n')) + "," + text.substr(text.find('\n') + 1) + "]";
  CHECK(kJsonTableReader.probe(list) == Match::kLikely);
  CHECK(Told(ReadGood(kJsonTableReader, list)) == "Me!>a +49>b");
}

TEST_CASE("jsonl: no more keys are kept than a message has") {
  std::string line = "{\"sender\": \"Ada\", \"text\": \"a\"";
  for (int i = 0; i < 300; ++i) {
    line += ",\"o" + std::to_string(i) + "\":{";
    for (int k = 0; k < 60; ++k) line += (k > 0 ? ",\"" : "\"") + std::to_string(k) + "\":1";
    line += "}";
  }
  FlatObject object;
  REQUIRE(object.Parse(line + "}"));
  CHECK(object.names().size() == 2 + 300 + 512);
  std::string flat = "{\"sender\": 1";
  for (int i = 0; i < 9000; ++i) flat += ",\"" + std::to_string(i) + "\":1";
  REQUIRE(object.Parse(flat + "}"));
  CHECK(object.names().size() == 4096);
}

TEST_CASE("csv: a number and a type are no chat") {
  CHECK(kCsvReader.probe("number,type,message\n1001,error,missing semicolon\n") == Match::kNo);
  CHECK(kCsvReader.probe("contact,type,message\nAda,sent,a\n") == Match::kNo);
  const std::string dates = "number,type,message,date\n1,error,a,2024-03-01 10:00\n";
  CHECK(kCsvReader.probe(dates) == Match::kNo);
  CHECK(kCsvReader.probe(dates + "2,Sent,b,2024-03-01 10:00\n") == Match::kLikely);
  CHECK(kJsonlReader.probe(R"({"number": 1, "type": "error", "message": "a", "date": "x"})") ==
        Match::kNo);
  CHECK(kJsonTableReader.probe(R"([{"phone": 1, "type": "x", "message": "a", "date": "x"}])") ==
        Match::kNo);
  const ReadOutcome dated = ReadGood(
      kCsvReader,
      "contact,type,message,date\nAda,sent,a,2024-03-01 10:00\nAda,received,b,2024-03-01 10:01\n");
  CHECK(Told(dated) == "Me!>a Ada>b");
}

TEST_CASE("csv: drafts of Android and what it could not send") {
  const ReadOutcome outcome = ReadGood(kCsvReader,
                                       "address,type,body,date\n+49,3,a,1709287200000\n"
                                       "+49,1,b,1709287300000\n+49,5,c,1709287400000\n"
                                       "+49,6,d,1709287500000\n+49,2,e,1709287600000\n");
  CHECK(Told(outcome) == "+49>b Me!>e");
  REQUIRE(outcome.sink.skipped.size() == 3);
  CHECK(outcome.sink.skipped[0].reason == "it was not sent");
}

}  // namespace
}  // namespace ebb
