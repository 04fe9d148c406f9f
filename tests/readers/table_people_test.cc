// Who is who in the rows of a table.
#include <catch2/catch.hpp>

#include "readers/delimited.h"
#include "readers/read_bytes.h"
#include "shared_data.h"

namespace ebb {
namespace {

// "chat:Ada>a:Me!>b": chats by id, senders, ! for the exporter, texts.
std::string ToldOfPeople(const ReadOutcome& outcome) {
  std::string told, chat;
  for (const KeptMessage& record : outcome.sink.records) {
    if (record.conversation != chat) told += (told.empty() ? "" : " ") + record.conversation;
    chat = record.conversation;
    told += ":" + record.sender + (record.from_me ? "!>" : ">") + record.text;
  }
  return told;
}
std::string ToldOfPeople(const std::string& table) {
  return ToldOfPeople(ReadGood(table.starts_with('{')   ? kJsonlReader
                               : table.starts_with('[') ? kJsonTableReader
                                                        : kCsvReader,
                               table));
}

TEST_CASE("csv: rows sent may bear one's own name or number") {
  CHECK(ToldOfPeople("direction,contact,text\nin,Ada,a\nout,Me,b\nin,Ada,c\nout,Me,d\n") ==
        "chat:Ada>a:Me!>b:Ada>c:Me!>d");
  CHECK(ToldOfPeople("number,direction,message\n+49,incoming,a\n+44,outgoing,b\n+49,incoming,c\n"
                     "+44,outgoing,d\n") == "chat:+49>a:Me!>b:+49>c:Me!>d");
  CHECK(ToldOfPeople("contact,type,message,date\nNoor,received,a,2024-03-01\n"
                     "Kim,sent,b,2024-03-01\nAda,received,c,2024-03-01\n"
                     "Kim,sent,d,2024-03-01\n") == "chat:Noor>a:Me!>b:Ada>c:Me!>d");
  // To one who never answered, where nobody else writes.
  CHECK(ToldOfPeople("direction,contact,text\nout,Ada,a\nout,Ada,b\n") == "Ada:Me!>a:Me!>b");
}

TEST_CASE("csv: one note to oneself does not make the exporter the other side") {
  std::string table = "name,type,message,date\nCy,received,x,2024-03-01\n";
  for (int i = 0; i < 12; ++i) table += "Ada,received,a,2024-03-01\nCy,sent,b,2024-03-01\n";
  CHECK(ToldOfPeople(table).starts_with("chat:Cy>x:Ada>a:Cy>b:Ada>a"));
  CHECK(ToldOfPeople("sender,is_from_me,text\nAda,0,a\nAda,0,b\nBen,0,c\nAda,1,d\nBen,0,e\n"
                     "Ada,1,f\n") == "chat:Ada>a:Ada>b:Ben>c:Ada!>d:Ben>e:Ada!>f");
}

TEST_CASE("csv: who seldom answers is written to all the same") {
  std::string table = "type,date,name,body\n";
  for (int i = 0; i < 12; ++i) table += "sent,2024-03-01,Ada,a\n";
  table += "received,2024-03-01,Ada,b\n";
  for (int i = 0; i < 6; ++i) table += "received,2024-03-01,Bank,c\n";
  const std::string told = ToldOfPeople(table);
  CHECK(told.starts_with("Ada:Me!>a:Me!>a"));
  CHECK(told.find(":Ada>b Bank:Bank>c") != told.npos);
}

TEST_CASE("csv: each other side is a chat though nothing, or nothing soon, was sent") {
  const std::string head = "date,address,contact_name,type,body\n";
  CHECK(ToldOfPeople(head + "1709287200000,+49,Ada,1,a\n1709287200000,+44,Ben,1,b\n") ==
        "+49:Ada>a +44:Ben>b");
  CHECK(ToldOfPeople("direction,contact,text\nin,Ada,a\nin,Ben,b\n") == "Ada:Ada>a Ben:Ben>b");
  for (const std::string names : {"date,address,contact_name,type,body", "date,k,name,type,text"}) {
    std::string table = names + "\n";
    for (int i = 0; i < 1100; ++i) table += "1709287200000,+49,Ada,1,a\n";
    table += "1709287200000,+44,Ben,1,b\n1709287200000,+44,Ben,2,c\n";
    if (names.find("address") == names.npos) {
      while (table.find(",1,") != table.npos) table.replace(table.find(",1,"), 3, ",received,");
      table.replace(table.find(",2,"), 3, ",sent,");
    }
    const std::string told = ToldOfPeople(table);
    const std::string ben = names.find("address") == names.npos ? "Ben" : "+44";
    CHECK(told.ends_with(ben + ":Ben>b:Me!>c"));
  }
}

TEST_CASE("csv: a row without the number goes to the chat of the name") {
  CHECK(ToldOfPeople("direction,contact,phone,message\nin,Ada,+447700900123,a\nout,Ada,,b\n"
                     "in,Ada,07700 900123,c\nout,Ben,,d\n") ==
        "+447700900123:Ada>a:Me!>b:Ada>c Ben:Me!>d");
  // Of two numbers nobody knows which.
  CHECK(ToldOfPeople("direction,contact,phone,message\nin,Ada,+49,a\nin,Ada,+44,b\nout,Ada,,c\n") ==
        "+49:Ada>a +44:Ada>b Ada:Me!>c");
}

TEST_CASE("csv: a sender beside a direction is the other side, several are several chats") {
  CHECK(ToldOfPeople("sender,direction,text\nAda,in,a\nAda,out,b\nBen,in,c\nBen,out,d\n") ==
        "Ada:Ada>a:Me!>b Ben:Ben>c:Me!>d");
  CHECK(ToldOfPeople("sender,direction,text\nAda,in,a\nKim,out,b\nBen,in,c\nKim,out,d\n") ==
        "chat:Ada>a:Kim!>b:Ben>c:Kim!>d");
}

TEST_CASE("json: a sender beside a type that says sent is the other side, if that is so") {
  const auto row = [](const std::string& sender, const std::string& type, const std::string& text) {
    return R"({"sender":")" + sender + R"(","message":")" + text +
           R"(","timestamp":1709287200000,"type":")" + type + "\"}";
  };
  CHECK(ToldOfPeople("[" + row("Ada", "received", "a") + "," + row("Ada", "sent", "b") + "," +
                     row("Ben", "received", "c") + "," + row("Ben", "sent", "d") + "]") ==
        "Ada:Ada>a:Me!>b Ben:Ben>c:Me!>d");
  // Senders as they are called; a type that says something else.
  CHECK(ToldOfPeople("[" + row("Ada", "received", "a") + "," + row("Kim", "sent", "b") + "," +
                     row("Ada", "received", "c") + "," + row("Kim", "sent", "d") + "]") ==
        "chat:Ada>a:Kim>b:Ada>c:Kim>d");
  CHECK(ToldOfPeople("[" + row("Ada", "sent", "a") + "," + row("Kim", "sent", "b") + "]") ==
        "chat:Ada>a:Kim>b");
}

TEST_CASE("csv: several names beside one number are several people") {
  std::string table =
      "Created,Number,Sender Name,Text,Folder\n2024-03-01 10:00:00,+447700900123,Ada,a,INBOX\n"
      "2024-03-01 10:01:00,+447700900123,Kim,b,SENT\n";
  const auto add = [](int times) {
    std::string rows;
    for (int i = 0; i < times; ++i) rows += "2024-03-01 10:03:00,+447700900123,Ada,a,INBOX\n";
    return rows + "2024-03-01 10:02:00,07700 900123,Ben,c,INBOX\n";
  };
  for (const int times : {0, 1100}) {
    const ReadOutcome outcome = ReadGood(kCsvReader, table + add(times));
    REQUIRE(outcome.sink.conversations.size() == 1);
    CHECK(outcome.sink.conversations[0].name == "+447700900123");
    CHECK(outcome.sink.records.front().sender == "Ada");
    CHECK(outcome.sink.records.front().sender_key.empty());
    CHECK(outcome.sink.records[1].sender == "Me");
    CHECK(outcome.sink.records.back().sender == "Ben");
    CHECK(outcome.sink.records.back().sender_key.empty());
  }
}

TEST_CASE("csv: a chat of rows with one's own name is called after the other side") {
  const ReadOutcome outcome =
      ReadGood(kCsvReader,
               "timestamp,sender_name,phone,type,message\n2024-03-01,Kim,+447700900123,sent,a\n"
               "2024-03-01,Ada,+447700900123,received,b\n2024-03-01,Kim,+447700900124,sent,c\n"
               "2024-03-01,Ben,07700900124,received,d\n2024-03-01,Kim,+447700900125,sent,e\n");
  REQUIRE(outcome.sink.conversations.size() == 3);
  CHECK(outcome.sink.conversations[0].name == "Ada");
  CHECK(outcome.sink.conversations[1].name == "Ben");
  CHECK(outcome.sink.conversations[2].name == "+447700900125");
  CHECK(outcome.sink.records[1].sender_key == "+447700900123");
}

TEST_CASE("csv: a sender beside a type is the sender where some type says something else") {
  const std::string table =
      "timestamp,sender,type,message\n2024-03-01,Ada,received,a\n2024-03-01,Ben,received,b\n"
      "2024-03-01,Ada,sent,c\n2024-03-01,Ben,sent,d\n";
  CHECK(ToldOfPeople(table) == "Ada:Ada>a Ben:Ben>b Ada:Me!>c Ben:Me!>d");
  CHECK(ToldOfPeople(table + "2024-03-01,Ada,edited,e\n") == "chat:Ada>a:Ben>b:Ada>c:Ben>d:Ada>e");
  std::string late = table;
  for (int i = 0; i < 2100; ++i) late += "2024-03-01,Ada,sent,c\n";
  CHECK(ToldOfPeople(late + "2024-03-01,Ada,edited,e\n").starts_with("chat:Ada>a:Ben>b:Ada>c"));
  // What was never sent is no such thing.
  const ReadOutcome outcome = ReadGood(kCsvReader, table + "2024-03-01,Ada,Draft,e\n");
  CHECK(ToldOfPeople(outcome) == "Ada:Ada>a Ben:Ben>b Ada:Me!>c Ben:Me!>d");
  CHECK(outcome.sink.skipped.size() == 1);
}

TEST_CASE("csv: a sender beside a receiver is the sender, whatever the type says") {
  const std::string rows =
      "2024-03-01,Ada,Ben,sent,a\n2024-03-01,Ada,Ben,received,b\n"
      "2024-03-01,Ben,Ada,sent,c\n2024-03-01,Ben,Ada,received,d\n";
  CHECK(ToldOfPeople("timestamp,sender,receiver,type,message\n" + rows) ==
        "chat:Ada>a:Ada>b:Ben>c:Ben>d");
}

TEST_CASE("csv: text messages with a number, and a name where there is one") {
  const std::string head = "\"Created\",\"Number\",\"Sender Name\",\"Text\",\"Folder\"\n";
  CHECK(ToldOfPeople(head + "2024-03-01 10:00:00,BANK,,a,INBOX\n2024-03-01 10:01:00,SHOP,,b,INBOX\n"
                            "2024-03-01 10:02:00,+4411,,c,SENT\n"
                            "2024-03-01 10:03:00,+4411,Ben,d,INBOX\n") ==
        "BANK:BANK>a SHOP:SHOP>b +4411:Me!>c:Ben>d");
  // Rows sent bear one's own number.
  CHECK(ToldOfPeople(head + "2024-03-01 10:00:00,+4411,Ben,a,INBOX\n"
                            "2024-03-01 10:02:00,+4422,,b,SENT\n") == "chat:Ben>a:+4422>b");
}

TEST_CASE("csv: each two people of a table with senders and receivers are a chat") {
  CHECK(
      ToldOfPeople("Timestamp,Sender,Receiver,Content\n2024-03-01,Ada,Ben,a\n2024-03-01,Ben,Ada,b\n"
                   "2024-03-01,Ada,Cy,c\n2024-03-01,Ben,ALL,d\n2024-03-01,Ada,,e\n"
                   "2024-03-01,Ada,all,f\n2024-03-01,Ada,Ada,g\n") ==
      "Ada, Ben:Ada>a:Ben>b Ada, Cy:Ada>c ALL:Ben>d chat:Ada>e all:Ada>f Ada:Ada>g");
  CHECK(ToldOfPeople("Date,From,To,Message\n2024-03-01,Cy,Ada,a\n2024-03-01,Ben,Ada,b\n"
                     "2024-03-01,Ada,Ben,c\n") == "Ada, Cy:Cy>a Ada, Ben:Ben>b:Ada>c");
  // Only one pair; a column for the chat; receivers that never write; lists of receivers.
  CHECK(ToldOfPeople("from,to,message\nAda,Ben,a\nBen,Ada,b\n") == "chat:Ada>a:Ben>b");
  CHECK(ToldOfPeople("chat,from,to,message\nx,Ada,Ben,a\nx,Ben,Cy,b\nx,Cy,Ada,c\n") ==
        "x:Ada>a:Ben>b:Cy>c");
  CHECK(ToldOfPeople("sender,receiver,message\nAda,Team,a\nBen,Team,b\nAda,Others,c\n") ==
        "chat:Ada>a:Ben>b:Ada>c");
  CHECK(ToldOfPeople("from,to,message\nAda,Ben,a\nBen,\"Ada, Cy\",b\nCy,Ada,c\n") ==
        "chat:Ada>a:Ben>b:Cy>c");
}

TEST_CASE("csv: a receiver of several who never writes is a group, and one chat") {
  const std::string head = "timestamp,sender,receiver,message\n";
  const std::string pair = "2024-03-01,Ada,Ben,a\n2024-03-01,Ben,Ada,b\n";
  CHECK(ToldOfPeople(head + pair + pair +
                     "2024-03-01,Ada,Team,c\n2024-03-01,Ben,Team,d\n"
                     "2024-03-01,Cy,Team,e\n") ==
        "Ada, Ben:Ada>a:Ben>b:Ada>a:Ben>b Team:Ada>c:Ben>d:Cy>e");
  CHECK(ToldOfPeople(head +
                     "2024-03-01,Ada,Everyone in Meeting,c\n"
                     "2024-03-01,Ben,Everyone in Meeting,d\n" +
                     pair) == "Everyone in Meeting:Ada>c:Ben>d Ada, Ben:Ada>a:Ben>b");
}

TEST_CASE("csv: few rows with a receiver leave a chat whole") {
  std::string table = "timestamp,sender,to,message\n";
  for (const std::string name : {"Ada", "Ben", "Cy"}) table += "2024-03-01," + name + ",,a\n";
  CHECK(ToldOfPeople(table + "2024-03-01,Ada,Ben,b\n2024-03-01,Ben,Cy,c\n") ==
        "chat:Ada>a:Ben>a:Cy>a:Ada>b:Ben>c");
}

TEST_CASE("csv: numbers of a pair may be written in several ways") {
  CHECK(ToldOfPeople("from,to,message\n+447700900001,07700 900002,a\n"
                     "+447700900002,07700 900001,b\n+447700900001,+447700900003,c\n"
                     "+447700900003,+447700900001,d\n+447700900001,+447700900002,e\n")
            .ends_with("+447700900001, 07700900002:+447700900001>e"));
  CHECK(ToldOfPeople("from,to,message\n+447700900001,07700 900002,a\n"
                     "+447700900002,07700 900001,b\n+447700900001,+447700900003,c\n"
                     "+447700900003,+447700900001,d\n")
            .starts_with("+447700900001, 07700900002:+447700900001>a:+447700900002>b +"));
}

TEST_CASE("csv: receivers are looked through to the end, many strangers are no chats") {
  std::string table = "sender,receiver,message\n";
  for (int i = 0; i < 1100; ++i) table += "Ada,Ben,a\nBen,Ada,b\n";
  CHECK(ToldOfPeople(table + "Ada,Cy,c\n").ends_with(":Ben>b Ada, Cy:Ada>c"));
  std::string strangers = "sender,receiver,message\n";
  for (int i = 0; i < 20; ++i) {
    strangers += "p" + std::to_string(i) + ",p" + std::to_string(i + 1) + ",a\n";
  }
  CHECK(ToldOfPeople(strangers).find(", p") == std::string::npos);
}

TEST_CASE("csv: pairs stay what they are however many there are, and however they are written") {
  // More spellings of names than are remembered at a time: blanks around them are no part of them.
  std::string table = "sender,receiver,message\n";
  std::string blanks[2];
  for (int round = 0; round < 70; ++round) {
    for (int i = 0; i < 40; ++i) {
      const std::string one = "Person " + std::to_string(i), other = "Other " + std::to_string(i);
      table += blanks[0] + one + blanks[1] + "," + other + ",a\n" + other + "," + one + blanks[0] +
               ",b\n";
    }
    blanks[round % 2] += ' ';
  }
  const std::string told = ToldOfPeople(table);
  std::size_t messages = 0, chats = 0;
  for (int i = 0; i < 40; ++i) {
    const std::string one = "Person " + std::to_string(i), other = "Other " + std::to_string(i);
    const std::string id = other + ", " + one + ":";
    for (std::size_t at = told.find(id); at != told.npos; at = told.find(id, at + 1)) ++chats;
    const std::string words = ":" + one + ">a:" + other + ">b";
    for (std::size_t at = told.find(words); at != told.npos; at = told.find(words, at + 1)) {
      ++messages;
    }
  }
  CHECK(messages == 40 * 70);
  CHECK(chats > 0);
}

TEST_CASE("csv: a date behind the first rows decides the order beside receivers, too") {
  std::string table = "time,sender,receiver,message\n";
  for (int i = 0; i < 1100; ++i) table += "2024-03-01 10:00,Ada,Ben,a\n";
  const auto order = [&table](const std::string& rows) {
    const auto source = MemorySource("m", table + rows);
    CollectSink sink;
    const auto report = kCsvReader.read(*source, ReadOptions{}, sink);
    REQUIRE(report);
    CHECK(report->has_date_order);
    return report->date_order.order;
  };
  CHECK(order("01/03/2024 10:01,Ben,Ada,b\n25/03/2024 10:01,Ben,Ada,b\n") == DateOrder::kDayFirst);
  CHECK(order("03/01/2024 10:01,Ben,Ada,b\n03/25/2024 10:01,Ben,Ada,b\n") ==
        DateOrder::kMonthFirst);
}

TEST_CASE("csv: a sender or recipient beside a direction is the other side") {
  CHECK(
      ToldOfPeople("message_date,sender_or_recipient,is_from_me,text,chat_id\n"
                   "2024-01-02 18:00:00,+4411,0,a,+4411\n2024-01-02 18:01:00,+4411,1,b,+4411\n") ==
      "+4411:+4411>a:Me!>b");
}

TEST_CASE("jsonl: rows of Android may have the name of the contact beside the number") {
  const auto row = [](const std::string& type, const std::string& name) {
    return R"({"address":"+4411","date":"1709287200000","type":")" + type + R"(","body":"a")" +
           name + "}\n";
  };
  const std::string named = R"(,"__display_name":"Noor")";
  CHECK(ToldOfPeople(row("1", named) + row("2", named)) == "+4411:Noor>a:Me!>a");
}

TEST_CASE("json: an id that some rows lack makes no second person") {
  const ReadOutcome outcome = ReadGood(
      kJsonTableReader,
      R"([{"from": {"name": "Ada"}, "text": "a"}, {"from": {"id": 2, "name": "Ada"}, "text": "b"},
          {"from": {"id": 3, "name": "Ben"}, "text": "c"}, {"from": {"id": 4, "name": "Ben"}, "text": "d"}])");
  REQUIRE(outcome.sink.records.size() == 4);
  CHECK(outcome.sink.records[0].sender_key == "2");
  CHECK(outcome.sink.records[1].sender_key == "2");
  CHECK(outcome.sink.records[2].sender_key == "3");
  CHECK(outcome.sink.records[3].sender_key == "4");
}

TEST_CASE("jsonl: a column called like a time of which little can be read loses no row") {
  const ReadOutcome outcome =
      ReadGood(kJsonlReader,
               "{\"sender\": \"Ada\", \"text\": \"a\", \"zeit\": \"10.02 Uhr\"}\n"
               "{\"sender\": \"Ben\", \"text\": \"b\", \"zeit\": \"10:03\"}\n"
               "{\"sender\": \"Ada\", \"text\": \"c\", \"zeit\": \"abends\"}\n");
  CHECK(ToldOfPeople(outcome) == "chat:Ada>a:Ben>b:Ada>c");
  CHECK_FALSE(outcome.sink.conversations[0].capabilities.dated);
  const ReadOutcome most = ReadGood(kCsvReader,
                                    "sender;text;datum\nAda;a;2024-03-01 10:00\n"
                                    "Ben;b;2024-03-01 10:01\nBen;c;bald\n");
  CHECK(ToldOfPeople(most) == "chat:Ada>a:Ben>b:Ben>c");
  CHECK(most.sink.records[0].sent.seconds == 1709287200);
}

TEST_CASE("csv: spelled dates tell seconds") {
  const auto seconds = [](const std::string& date) {
    return ReadGood(kCsvReader, "sender,text,date\nAda,a,\"" + date + "\"\n")
        .sink.conversations[0]
        .capabilities.seconds;
  };
  CHECK(seconds("1. März 2024, 10:05:30"));
  CHECK_FALSE(seconds("1. März 2024, 10:05"));
}

TEST_CASE("csv: senders and messages in another language need no time") {
  CHECK(ToldOfPeople("Absender;Nachricht\nAda;a\nBen;b\n") == "chat:Ada>a:Ben>b");
  for (const char* table : {"sender,nachricht\nAda,a\n", "Absender;Inhalt\nAda;a\n"}) {
    INFO(table);
    CHECK(kCsvReader.probe(table) == Match::kLikely);
  }
  CHECK(kCsvReader.probe("nickname,nachricht\nAda,a\n") == Match::kNo);
  CHECK(kCsvReader.probe("user,texto\nAda,a\n") == Match::kNo);
}

TEST_CASE("json: messages may have keys of other things") {
  for (
      const char* row :
      {R"({"date": "2024-03-01", "sender": "Ada", "message": "a", "url": "https://x.example"})",
       R"({"date": "2024-03-01", "from": "Ada", "title": "Us", "text": "a"})",
       R"({"conversation": "C", "user": "Ada", "url": "https://x.example", "text": "a"})",
       R"({"timestamp": "2024-03-01", "channel": "C", "username": "Ada", "is_bot": false, "content": "a"})",
       R"({"date": "2024-03-01", "from": "Ada", "text": "a", "hash": "9"})",
       R"({"time": "2024-03-01", "from": "Ada", "host": "x", "message": "a"})",
       R"({"message_id": "x", "message": "a", "author": {"name": "Ada", "id": "1"}, "timestamp": 1709287200})",
       R"({"username": "Ada", "is_from_me": false, "text": "a", "hostname": "x"})"}) {
    INFO(row);
    CHECK(kJsonlReader.probe(row) == Match::kLikely);
    CHECK(kJsonTableReader.probe("[" + std::string(row) + "]") == Match::kLikely);
  }
  const char* author = R"({"author": "Ada", "message": "a", "timestamp": "2024-03-01"})";
  CHECK(kJsonlReader.probe(author) == Match::kLikely);
  for (
      const char* other :
      {R"({"author": "Ada", "message": "a", "hash": "9", "timestamp": "2024-03-01"})",
       R"({"name": "api", "thread": "main", "pid": 4, "msg": "up", "time": "2024-03-01"})",
       R"({"user": "Ada", "channel": "app", "severity": "low", "message": "up", "time": "x"})",
       R"({"author_name": "Ada", "title": "Fix", "message": "Fix", "created_at": "2024-03-01"})"}) {
    INFO(other);
    CHECK(kJsonlReader.probe(other) == Match::kNo);
  }
}

TEST_CASE("csv: ids of digits are no telephone numbers") {
  std::string table = "sender_id,receiver_id,timestamp,message\n";
  int minute = 10;
  const auto add = [&](const std::string& from, const std::string& to) {
    table += from + "," + to + ",2024-03-01 10:" + std::to_string(minute++) + ",hi\n";
    table += to + "," + from + ",2024-03-01 10:" + std::to_string(minute++) + ",yes\n";
  };
  add("1000000001", "2000000001");
  add("1000000002", "2000000001");
  add("1000000002", "1000000001");
  const ReadOutcome outcome = ReadGood(kCsvReader, table);
  CHECK(outcome.sink.conversations.size() == 3);
}

// Rows of JSON have columns of their own: what later ones hold still counts.
TEST_CASE("jsonl: rows of other columns after many with receivers") {
  std::string rows;
  for (int i = 0; i < 1100; ++i) {
    rows += std::string(R"({"time":"2024-03-01 10:00:00",)") +
            (i % 2 ? R"("sender":"Ada","receiver":"Ben")" : R"("sender":"Ben","receiver":"Ada")") +
            R"(,"text":"a"})" + "\n";
  }
  std::string contacts = rows;
  for (int i = 0; i < 300; ++i) {
    contacts += std::string(R"({"time":"2024-03-02 10:00:00","name":"Ben","is_from_me":)") +
                (i % 2 ? "0" : "1") + R"(,"text":"b"})" + "\n";
  }
  const ReadOutcome told = ReadGood(kJsonlReader, contacts);
  REQUIRE(told.sink.records.size() == 1400);
  CHECK(told.sink.records[1100].sender == "Me");

  std::string undated;
  for (int i = 0; i < 1100; ++i) {
    undated += std::string(i % 2 ? R"({"sender":"Ada","receiver":"Ben")"
                                 : R"({"sender":"Ben","receiver":"Ada")") +
               R"(,"text":"a"})" + "\n";
  }
  for (int i = 0; i < 2000; ++i) {
    undated += R"({"datum":"2024-01-01 18:20:00","sender":"Ada","receiver":"Ben","text":"a"})"
               "\n";
  }
  const ReadOutcome dated = ReadGood(kJsonlReader, undated);
  REQUIRE(dated.sink.records.size() == 3100);
  CHECK(dated.sink.records[3000].sent.seconds != 0);
}

}  // namespace
}  // namespace ebb
