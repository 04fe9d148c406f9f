#include "readers/delimited.h"

#include <catch2/catch.hpp>

#include "readers/read_bytes.h"
#include "shared_data.h"

namespace ebb {
namespace {

using Basis = Timestamp::Basis;

const char kTable[] =
    "conversation,time,sender,text\n"
    "home,2024-03-01T10:00:00,Ada,\"milk, eggs\"\n"
    "home,2024-03-01T10:01:00,Ben,\"two\nlines\"\n"
    "work,2024-03-01 11:00,Ada,\n"
    "home,,Ben,\"said \"\"no\"\"\"\n";

TEST_CASE("csv: our own columns") {
  const ReadOutcome outcome = ReadChecked(kCsvReader, kTable);
  REQUIRE(outcome.report);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 4);
  CHECK(records[0].sender == "Ada");
  CHECK(records[0].text == "milk, eggs");
  CHECK(records[0].sent.basis == Basis::kWall);
  CHECK(records[0].line == 2);
  CHECK(records[1].text == "two\nlines");
  CHECK(records[2].conversation == "work");
  CHECK(records[2].kind == MessageKind::kOther);
  CHECK(records[2].line == 5);
  CHECK(records[3].conversation == "home");
  CHECK(records[3].text == "said \"no\"");
  CHECK(records[3].sent.basis == Basis::kNone);
  CHECK(outcome.sink.conversations.size() == 3);  // home, work, home again
  CHECK(outcome.sink.conversations[0].capabilities.dated);
  CHECK_FALSE(outcome.report->has_date_order);
}

TEST_CASE("csv: other names, separators and orders of columns") {
  for (const char* text : {
           "text,sender\nhi,Ada\n",
           "sender;text\r\nAda;hi\r\n",
           "sep=;\nsender;text\nAda;hi\n",
           "From|Message\nAda|hi\n",
           "\"Author\",\"Body\"\n\"Ada\",\"hi\"\n",
           "id,User Name,likes,Content\n7,Ada,3,hi\n",
           "sender,text,note\nAda,hi,\n",
           "speaker,utterance\nAda,hi,,\n",
       }) {
    INFO(text);
    const ReadOutcome outcome = ReadChecked(kCsvReader, text);
    REQUIRE(outcome.report);
    REQUIRE(outcome.sink.records.size() == 1);
    CHECK(outcome.sink.records[0].sender == "Ada");
    CHECK(outcome.sink.records[0].text == "hi");
    CHECK(outcome.sink.conversations[0].id == "chat");
    CHECK(kCsvReader.probe(text) >= Match::kLikely);
  }
  const ReadOutcome tabs = ReadChecked(kTsvReader, "sender\ttext\nAda\thi, you\n");
  REQUIRE(tabs.report);
  CHECK(tabs.sink.records[0].text == "hi, you");
}

TEST_CASE("csv: columns named by the user") {
  ReadOptions options;
  options.columns = {"dyad", "when_sent", "who said", "what"};
  const char* text = "what,Who Said,dyad,when_sent\nhello,Ada,D1,1709287200\n";
  const ReadOutcome outcome = ReadChecked(kCsvReader, text, options);
  REQUIRE(outcome.report);
  CHECK(outcome.sink.records[0].sender == "Ada");
  CHECK(outcome.sink.records[0].conversation == "D1");
  CHECK(outcome.sink.records[0].sent.basis == Basis::kInstant);
  CHECK(outcome.sink.conversations[0].capabilities.instants);
  options.columns.text = "missing";
  const ReadOutcome wrong = ReadChecked(kCsvReader, text, options);
  REQUIRE_FALSE(wrong.report);
  CHECK(wrong.report.error().message.find("--columns") != std::string::npos);
}

TEST_CASE("csv: a date and a time in two columns") {
  const ReadOutcome outcome =
      ReadChecked(kCsvReader, "date,time,sender,text\n2024-03-01,10:00:05,Ada,hi\n");
  REQUIRE(outcome.report);
  CHECK(outcome.sink.records[0].sent.seconds == 1709287205);
  CHECK(outcome.sink.conversations[0].capabilities.seconds);
}

TEST_CASE("csv: moments as spreadsheets keep them") {
  const ReadOutcome outcome = ReadChecked(kCsvReader,
                                          "date;sender;text\n45352,75;Ada;one\n45353.5;Ben;two\n"
                                          "45354;Ada;three\n99999;Ben;four\n");
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 3);
  CHECK(outcome.sink.records[0].sent.seconds == 1709316000);  // 2024-03-01T18:00:00
  CHECK(outcome.sink.records[0].sent.basis == Timestamp::Basis::kWall);
  CHECK(outcome.sink.records[1].sent.seconds == 1709380800);
  CHECK(outcome.sink.records[2].sent.seconds == 1709424000);
  CHECK(outcome.sink.skipped.size() == 1);
}

TEST_CASE("csv: columns that could be meant twice are asked for") {
  for (const char* text : {"from,author,text\na,b,c\n", "sender,body,message\na,b,c\n",
                           "timestamp,created_at,sender,text\n1,2,a,b\n"}) {
    INFO(text);
    const ReadOutcome outcome = ReadChecked(kCsvReader, text);
    REQUIRE_FALSE(outcome.report);
    CHECK(outcome.report.error().kind == ErrorKind::kInput);
    CHECK(outcome.report.error().message.find("--columns") != std::string::npos);
    CHECK(kCsvReader.probe(text) == Match::kNo);
  }
}

TEST_CASE("csv: rows that cannot be used are skipped with their line") {
  const ReadOutcome outcome = ReadChecked(kCsvReader,
                                          "time,sender,text\n"
                                          "2024-03-01 10:00,Ada,one\n"
                                          "soon,Ada,two\n"
                                          "2024-02-30 10:00,Ada,three\n"
                                          "2024-03-01 10:00,Ada\n"
                                          "2024-03-01 10:00,Ada,five,more\n"
                                          "2024-03-01 10:00, ,six\n"
                                          "2024-03-01 10:00,Ben,\"seven\n"
                                          "2024-03-01 10:00,Ben,eight\n");
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.records[1].text == "eight");
  REQUIRE(outcome.sink.skipped.size() == 6);
  for (std::size_t i = 0; i < 6; ++i) CHECK(outcome.sink.skipped[i].line == i + 3);
}

TEST_CASE("csv: day and month are proved by the whole file") {
  const std::string open = "time,sender,text\n03/04/2024 10:00,Ada,one\n05/04/2024 10:00,Ben,two\n";
  const ReadOutcome asked = ReadChecked(kCsvReader, open);
  REQUIRE_FALSE(asked.report);
  CHECK(asked.sink.records.empty());
  CHECK(asked.report.error().message.find("--date-order") != std::string::npos);

  const ReadOutcome proved = ReadChecked(kCsvReader, open + "25/04/2024 10:00,Ben,three\n");
  REQUIRE(proved.report);
  CHECK(proved.report->date_order.order == DateOrder::kDayFirst);
  CHECK(proved.sink.records[0].sent.seconds == 1712138400);  // 2024-04-03T10:00

  ReadOptions options;
  options.date_order = DateOrder::kMonthFirst;
  CHECK(ReadChecked(kCsvReader, open, options).sink.records[0].sent.seconds == 1709546400);

  options = {};
  options.tolerate_undecided_dates = true;
  const ReadOutcome tolerated = ReadChecked(kCsvReader, open, options);
  REQUIRE(tolerated.report);
  CHECK(tolerated.sink.records.size() == 2);
  CHECK(tolerated.sink.records[0].sent.basis == Basis::kNone);
}

TEST_CASE("csv: other tables and texts are refused") {
  for (const char* text : {"", "a,b,c\n1,2,3\n", "sender\nAda\n", "just words\n", "{\"a\": 1}"}) {
    INFO(text);
    CHECK(kCsvReader.probe(text) == Match::kNo);
    const ReadOutcome outcome = ReadChecked(kCsvReader, text);
    REQUIRE_FALSE(outcome.report);
    CHECK(outcome.report.error().kind == ErrorKind::kInput);
  }
}

TEST_CASE("csv and tsv: every cut is clean") {
  CheckCuts(kCsvReader, kTable);
  CheckCuts(kTsvReader, "sender\ttime\ttext\nAda\t2024-03-01 10:00\t\"a\tb\"\nBen\t\tlast\n");
}

const char kLines[] =
    "{\"conversation\": \"c1\", \"time\": \"2024-03-01T10:00:00\", \"sender\": \"Ada\", \"text\": "
    "\"caf\\u00e9?\", \"labels\": [{\"category\": \"x\"}], \"score\": true}\n"
    "\n"
    "{\"text\": \"yes\\n\\ud83d\\ude00\", \"sender\": \"Ben\", \"time\": 1709287260}\n";

TEST_CASE("jsonl: objects line by line, other keys ignored") {
  const ReadOutcome outcome = ReadChecked(kJsonlReader, kLines);
  REQUIRE(outcome.report);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 2);
  CHECK(records[0].text == "caf\u00e9?");
  CHECK(records[0].conversation == "c1");
  CHECK(records[1].text == "yes\n\U0001f600");
  CHECK(records[1].line == 3);
  CHECK(records[1].conversation == "chat");
  CHECK(records[1].sent.basis == Basis::kInstant);
  CHECK(kJsonlReader.probe(kLines) == Match::kCertain);
  CheckCuts(kJsonlReader, kLines);
}

TEST_CASE("jsonl: lines that are no messages are skipped") {
  const ReadOutcome outcome = ReadChecked(kJsonlReader,
                                          "{\"sender\": \"Ada\", \"text\": \"a\"}\n"
                                          "not json\n"
                                          "{\"sender\": \"Ada\", \"text\": \"b\"} trailing\n"
                                          "[1]\n"
                                          "{\"other\": 1}\n"
                                          "{\"sender\": null, \"text\": \"d\"}\n"
                                          "{\"sender\": \"Ada\", \"text\": null}\n"
                                          "{\"sender\": \"Ada\", \"te");
  REQUIRE(outcome.report);
  CHECK(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.skipped.size() == 6);
  CHECK(outcome.report->truncated);
}

TEST_CASE("jsonl: one conversation of several") {
  ReadOptions options;
  options.only = "c1";
  const ReadOutcome outcome = ReadChecked(kJsonlReader, kLines, options);
  REQUIRE(outcome.report);
  CHECK(outcome.sink.records.size() == 1);
}

TEST_CASE("jsonl: a link, a title, a number in a row prove nothing") {
  for (const char* text :
       {R"({"author":"Ada","content":"a","timestamp":"2024-03-01T10:00:00","url":"x","id":1})",
        R"({"user":"Ada","message":"a","time":"2024-03-01T10:00:00","title":"Dr"})",
        R"({"name":"Ada","text":"a"})", R"({"user":"Ada","id":1,"content":"a"})"}) {
    INFO(text);
    CHECK(kJsonlReader.probe(std::string(text) + "\n") == Match::kLikely);
  }
}

TEST_CASE("jsonl: what it is not") {
  for (const char* text : {"", "[", "{\"a\": 1}\n", "{\n\"sender\": \"a\"\n}", "words"}) {
    INFO(text);
    CHECK(kJsonlReader.probe(text) == Match::kNo);
    CHECK_FALSE(ReadChecked(kJsonlReader, text).report);
  }
}

TEST_CASE("jsonl: a line of 17 MiB is skipped, the next one read") {
  const std::string text =
      "{\"sender\": \"Ada\", \"text\": \"a\"}\n{\"sender\": \"Ada\", \"text\": \"" +
      std::string(17 * 1024 * 1024, 'w') + "\"}\n{\"sender\": \"Ben\", \"text\": \"b\"}\n";
  const ReadOutcome outcome = ReadChecked(kJsonlReader, text);
  REQUIRE(outcome.report);
  CHECK(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.skipped.size() == 1);
  CHECK(outcome.sink.records[1].line == 3);
}

TEST_CASE("csv: names of columns in Chinese, and those of databases") {
  for (const std::string head :
       {"时间,发送人,内容", "StrTime,Sender,StrContent", "CreateTime,from,message"}) {
    INFO(head);
    const ReadOutcome outcome =
        ReadGood(kCsvReader, head + "\n2024-03-01 10:00:00,甲,你好\n2024-03-01 10:01:00,乙,在\n");
    REQUIRE(outcome.sink.records.size() == 2);
    CHECK(outcome.sink.records[0].sender == "甲");
    CHECK(outcome.sink.records[0].text == "你好");
    CHECK(outcome.sink.records[0].sent.basis == Timestamp::Basis::kWall);
  }
}

TEST_CASE("csv: columns named in other languages, dates and clocks apart") {
  const struct {
    const char* head;
    const char* row;
  } tables[] = {
      {"Datum;Uhrzeit;Absender;Nachricht", "13.02.2024;10:01;Ada;hello"},
      {"Date;Heure;Exp\u00e9diteur;Message", "13/02/2024;10:01;Ada;hello"},
      {"Fecha,Hora,Remitente,Mensaje", "13/02/2024,10:01,Ada,hello"},
      {"data,hora,autor,mensagem", "13/02/2024,10:01,Ada,hello"},
      {"\u65e5\u671f,\u65f6\u95f4,\u53d1\u9001\u8005,\u5185\u5bb9", "2024-02-13,10:01,Ada,hello"},
      {"\u65e5\u6642,\u9001\u4fe1\u8005,\u672c\u6587", "2024/02/13 10:01,Ada,hello"},
  };
  for (const auto& table : tables) {
    INFO(table.head);
    const std::string text = std::string(table.head) + "\n" + table.row + "\n";
    CHECK(kCsvReader.probe(text) == Match::kLikely);
    const ReadOutcome outcome = ReadChecked(kCsvReader, text);
    REQUIRE(outcome.report);
    REQUIRE(outcome.sink.records.size() == 1);
    CHECK(outcome.sink.records[0].sender == "Ada");
    CHECK(outcome.sink.records[0].text == "hello");
    CHECK(outcome.sink.records[0].sent.seconds == 1707818460);
  }
}

}  // namespace
}  // namespace ebb
