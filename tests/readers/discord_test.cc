#include <catch2/catch.hpp>

#include "readers/discord_csv.h"
#include "readers/discord_json.h"
#include "readers/discord_text.h"
#include "readers/read_bytes.h"
#include "time/civil.h"

namespace ebb {
namespace {

std::string Export(const std::string& messages) {
  return R"({"guild": {"id": "0", "name": "Direct Messages", "iconUrl": "x"}, "channel": {"id": )"
         R"("42", "type": "DirectTextChat", "category": "Private", "name": "Bo", "topic": null}, )"
         R"("dateRange": {"after": null, "before": null}, "exportedAt": "2026-01-01T00:00:00+00:00",)"
         R"( "messages": [)" +
         messages + R"(], "messageCount": 7})";
}

// A message by Ada with more keys.
std::string Said(const std::string& id, const std::string& more) {
  return R"({"id": ")" + id + R"(", "timestamp": "2024-03-01T18:05:02.5+02:00", )" + more +
         R"(, "author": {"id": "9", "name": "ada", "discriminator": "0000", "nickname": "Ada", )"
         R"("color": null, "isBot": false, "roles": [{"id": "1", "name": "x"}]}})";
}

ReadOutcome ReadJson(const std::string& json) {
  ReadOutcome outcome = ReadBytes(kDiscordJsonReader, json);
  CheckConsistent(outcome.sink, json.size());
  REQUIRE(outcome.report);
  return outcome;
}

TEST_CASE("discord json: a message with everything") {
  const ReadOutcome outcome = ReadJson(Export(Said(
      "1091000000000000000",
      R"("type": "Reply", "timestampEdited": "2024-03-01T18:06:00+02:00", "content": "yes \ud83d\ude00",)"
      R"( "reference": {"messageId": "5", "channelId": "42", "guildId": null})")));
  REQUIRE(outcome.sink.records.size() == 1);
  const KeptMessage& m = outcome.sink.records[0];
  CHECK(m.sender == "Ada");
  CHECK(m.sender_key == "9");
  CHECK(m.text == "yes \U0001f600");
  CHECK(m.edited);
  CHECK(m.has_reply);
  CHECK(m.sent.basis == Timestamp::Basis::kInstant);
  CHECK(FormatDateTime(m.sent.seconds) == "2024-03-01T16:05:02");
  CHECK(m.sent.millis == 500);
  CHECK(m.sent.offset_seconds == 7200);
  REQUIRE(outcome.sink.conversations.size() == 1);
  const ConversationInfo& info = outcome.sink.conversations[0];
  CHECK(info.id == "42");
  CHECK(info.name == "Bo");
  CHECK(info.capabilities.instants);
  CHECK(info.capabilities.replies);
  CHECK_FALSE(info.capabilities.knows_me);
  CHECK_FALSE(info.capabilities.deletions);
}

TEST_CASE("discord json: kinds") {
  struct Case {
    const char* fields;
    MessageKind kind;
    const char* text;
  };
  const Case cases[] = {
      {R"("type": "Default", "content": "hi")", MessageKind::kText, "hi"},
      {R"("type": "20", "content": "hi")", MessageKind::kText, "hi"},
      {R"("type": "Default", "content": "")", MessageKind::kOther, ""},
      {R"("type": "Default", "content": "", "embeds": [{"title": "theirs"}])", MessageKind::kOther,
       ""},
      {R"("type": "Default", "content": "the lake", "attachments": [{"url": "a\\b.png"}])",
       MessageKind::kMedia, "the lake"},
      {R"("type": "Default", "content": "", "attachments": [], "stickers": [{"id": "1"}])",
       MessageKind::kMedia, ""},
      {R"("type": "Default", "content": "", "forwardedMessage": {"content": "theirs"})",
       MessageKind::kForwarded, ""},
      {R"("type": "Default", "content": "", "forwardedMessage": null)", MessageKind::kOther, ""},
      {R"("type": "Default", "content": "x", "reference": {"type": "Forward", "messageId": "3"})",
       MessageKind::kForwarded, ""},
      {R"("type": "Default", "content": "x", "attachments": [  ], "stickers": [ ])",
       MessageKind::kText, "x"},
      {R"("type": "Call", "content": "Started a call that lasted 3 minutes.")",
       MessageKind::kNotice, ""},
      {R"("type": "ChannelPinnedMessage", "content": "Pinned a message.")", MessageKind::kNotice,
       ""},
      {R"("type": "8", "content": "x")", MessageKind::kNotice, ""},
      {R"("type": "46", "content": "x")", MessageKind::kNotice, ""},
      {R"("type": "Default", "content": "> theirs\nmine\n```c\nint x;\n```")", MessageKind::kText,
       "mine"},
      {R"("type": "Default", "content": "<@123> hm <:sad:55> <3 <t:1700000000:R>")",
       MessageKind::kText, " hm :sad: <3 "},
  };
  for (const Case& c : cases) {
    INFO(c.fields);
    const ReadOutcome outcome = ReadJson(Export(Said("7", c.fields)));
    REQUIRE(outcome.sink.records.size() == 1);
    CHECK(outcome.sink.records[0].kind == c.kind);
    CHECK(outcome.sink.records[0].text == c.text);
  }
}

TEST_CASE("discord json: names, ids, doubles, odd records") {
  const std::string text = R"("type": "Default", "content": "x")";
  const ReadOutcome outcome = ReadJson(Export(
      Said("1", text) + "," + Said("1", text) + "," +
      R"({"id": "175928847299117063", "type": "Default", "content": "a", "author": {"id": "4", "name": "bo"}},)"
      R"({"id": "3", "type": "Default", "timestamp": "2024-01-01T00:00:00.1234567Z", "content": "b", "author": {"id": "5", "name": "Deleted User", "nickname": "Deleted User"}},)"
      R"({"id": "4", "type": "Default", "timestamp": "2024-01-01T00:00:00+00:00", "content": "b", "author": {"id": "6", "name": "Deleted User"}},)"
      R"({"id": "5", "type": "Default", "content": "no author"}, 17)"));
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 4);
  CHECK(outcome.sink.skipped.size() == 3);
  CHECK(m[1].sender == "bo");
  CHECK(m[1].sent.seconds == 1462015105);  // from its number
  CHECK(m[1].sent.millis == 796);
  CHECK(m[2].sender == m[3].sender);
  CHECK(m[2].sender_key != m[3].sender_key);
  CHECK(m[2].sent.millis == 123);
}

TEST_CASE("discord json: cut, damaged, recognised") {
  const std::string json =
      Export(Said("1", R"("type": "Default", "content": "a")") + ",\n" +
             Said("2", R"("type": "Call", "content": "Started a call.")") + ",\n" +
             Said("3", R"("type": "Default", "content": "b\n\"c\"", "reactions": [{"count": 1}])"));
  CheckCuts(kDiscordJsonReader, json);
  CHECK(kDiscordJsonReader.probe(json) == Match::kCertain);
  CHECK(kDiscordJsonReader.probe(R"({"guild": {"id": "1)") == Match::kLikely);
  CHECK(kDiscordJsonReader.probe(R"({"guild": 5})") == Match::kNo);
  CHECK(kDiscordJsonReader.probe("[]") == Match::kNo);
  CHECK_FALSE(ReadBytes(kDiscordJsonReader, R"({"guild": {}, "channel": {}})").report);
  CHECK_FALSE(ReadBytes(kDiscordJsonReader, "[]").report);
}

TEST_CASE("discord json: one conversation chosen") {
  const std::string json = Export(Said("1", R"("type": "Default", "content": "a")"));
  ReadOptions options;
  options.only = "Bo";
  CHECK(ReadBytes(kDiscordJsonReader, json, options).sink.records.size() == 1);
  options.only = "somebody";
  CHECK(ReadBytes(kDiscordJsonReader, json, options).sink.records.empty());
}

TEST_CASE("discord csv") {
  const std::string csv =
      "AuthorID,Author,Date,Content,Attachments,Reactions\r\n"
      "\"9\",\"ada#0000\",\"2023-01-01T10:00:00.0000000+01:00\",\"one, "
      "\"\"two\"\"\nthree\",\"\",\"\"\r\n"
      "\"8\",\"bo#1234\",\"2023-01-01T10:01:00.0000000+01:00\",\"\",\"https://a/b.png\",\"x "
      "(1)\"\r\n"
      "\"8\",\"bo#1234\",\"2023-01-01T10:02:00.0000000+01:00\",\"Started a call that lasted 5 "
      "minutes.\",\"\",\"\"\r\n\"8\",\"bo#1234\",\"yesterday\",\"x\",\"\",\"\"\r\n";
  const ReadOutcome outcome = ReadGood(kDiscordCsvReader, csv);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 2);
  CHECK(outcome.sink.Notices().size() == 1);
  CHECK(outcome.sink.skipped.size() == 1);
  CHECK(m[0].sender == "ada");
  CHECK(m[0].sender_key == "9");
  CHECK(m[0].text == "one, \"two\"\nthree");
  // Newer tables begin with the message's number.
  const std::string newer =
      "MessageID,AuthorID,Author,Date,Content,Attachments,Reactions\r\n"
      "\"1\",\"9\",\"ada#0000\",\"2023-01-01T10:00:00.0000000+01:00\",\"one\",\"\",\"\"\r\n"
      "\"2\",\"9\",\"ada#0000\",\"2023-01-01T10:01:00.0000000+01:00\",\"Pinned a "
      "message.\",\"\",\"\"\r\n";
  CHECK(NameOf(newer) == "discord-csv");
  const ReadOutcome numbered = ReadGood(kDiscordCsvReader, newer);
  REQUIRE(numbered.sink.Messages().size() == 1);
  CHECK(numbered.sink.Messages()[0].sender_key == "9");
  CHECK(numbered.sink.Messages()[0].text == "one");
  CHECK(numbered.sink.Notices().size() == 1);
  CHECK(FormatDateTime(m[0].sent.seconds) == "2023-01-01T09:00:00");
  CHECK(m[0].sent.basis == Timestamp::Basis::kInstant);
  CHECK(m[1].sender == "bo#1234");
  CHECK(m[1].kind == MessageKind::kMedia);
  CHECK(kDiscordCsvReader.probe(csv) == Match::kCertain);
  CHECK(kDiscordCsvReader.probe("Author,Date,Content\n") == Match::kNo);
  CheckCuts(kDiscordCsvReader, csv);
  // Older versions wrote the dates of the computer's region.
  const auto dates = [](const std::string& a, const std::string& b) {
    return ReadBytes(kDiscordCsvReader, "AuthorID,Author,Date,Content,Attachments,Reactions\n1,a," +
                                            a + ",x,,\n1,a," + b + ",y,,\n");
  };
  ReadOutcome numeric = dates("25/03/2020 10:00", "04/03/2020 10:00");
  REQUIRE(numeric.report);
  CHECK(FormatDate(numeric.sink.records[1].sent.seconds) == "2020-03-04");
  CHECK_FALSE(dates("05/03/2020 10:00", "04/03/2020 10:00").report);
  const ReadOutcome named = dates("05-Mar-20 05:52 PM", "31-Dez.-20 17:52");
  REQUIRE(named.report);
  REQUIRE(named.sink.records.size() == 2);
  CHECK(FormatDateTime(named.sink.records[0].sent.seconds) == "2020-03-05T17:52:00");
  CHECK(FormatDateTime(named.sink.records[1].sent.seconds) == "2020-12-31T17:52:00");
}

TEST_CASE("discord package: own messages only, and it says so") {
  const std::string json =
      R"([{"ID": 1091000000000000001, "Timestamp": "2024-03-01 18:05:02", "Contents": "a <@5>", "Attachments": ""},)"
      R"({"ID": 1091000000000000000, "Timestamp": "2024-03-01 18:05:01", "Contents": "", "Attachments": "https://x/y.png"},)"
      R"({"ID": 1091000000000000000, "Timestamp": "2024-03-01 18:05:01", "Contents": "again"}, {"other": 1}])";
  const ReadOutcome outcome = ReadGood(kDiscordPackageReader, json);
  REQUIRE(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.skipped.size() == 2);
  CHECK(outcome.sink.records[0].text == "a ");
  CHECK(outcome.sink.records[0].from_me);
  CHECK(outcome.sink.records[0].sent.basis == Timestamp::Basis::kInstant);
  CHECK(outcome.sink.records[1].kind == MessageKind::kMedia);
  CHECK_FALSE(outcome.sink.conversations[0].capabilities.both_sides);
  CHECK(outcome.sink.conversations[0].capabilities.knows_me);
  REQUIRE_FALSE(outcome.report->warnings.empty());
  CHECK(outcome.report->warnings[0].find("only your own messages") != std::string::npos);
  CHECK(kDiscordPackageReader.probe(json) == Match::kCertain);
  CheckCuts(kDiscordPackageReader, json);

  const std::string csv =
      "ID,Timestamp,Contents,Attachments\n"
      "7.73264E+18,2023-04-19T15:14:45.904819+00:00,\"so, yes\",\n"
      "7.73264E+18,2023-04-19T15:14:40.904819+00:00,,https://x/y.png\n";
  const ReadOutcome table = ReadBytes(kDiscordPackageReader, csv);
  REQUIRE(table.report);
  REQUIRE(table.sink.records.size() == 2);
  CHECK(table.sink.records[0].text == "so, yes");
  CHECK(table.sink.records[0].sent.millis == 904);
  CHECK_FALSE(table.report->warnings.empty());
  CHECK(kDiscordPackageReader.probe(csv) == Match::kCertain);
  CheckCuts(kDiscordPackageReader, csv);
}

TEST_CASE("discord: parts of one channel are known by their names") {
  CHECK(DiscordGroup("Server - chat [42].json") == "Server - chat [42]");
  CHECK(DiscordGroup("Server - chat [42] [part 2].json") == "Server - chat [42]");
  CHECK(DiscordGroup("x") == "x");
  CHECK(DiscordFileOf("Direct Messages - Bo [42] (after 2024-01-01)").id == "42");
  CHECK(DiscordFileOf("Direct Messages - Bo [42]").channel == "Direct Messages - Bo");
  CHECK(DiscordFileOf("chat [x]").id.empty());
}

TEST_CASE("discord text: quotes, code and markup") {
  std::string scratch;
  const std::pair<const char*, const char*> cases[] = {
      {"plain", "plain"},
      {"a > b", "a > b"},
      {">_<", ">_<"},
      {"> theirs", ""},
      {"mine\n> theirs\nmine", "mine\nmine"},
      {"mine\n>>> theirs\ntoo", "mine"},
      {"``` open", "``` open"},
      {"a ```x``` b", "a \n b"},
      {"`code` stays", "`code` stays"},
      {"<@!1> <@&2> <#3> <a:dance:4>", "   :dance:"},
      {"<3 <b> <@bo> <:x:>", "<3 <b> <@bo> <:x:>"},
  };
  for (const auto& [text, own] : cases) {
    INFO(text);
    CHECK(OwnDiscordText(text, &scratch) == own);
  }
}

TEST_CASE("discord csv: semicolons, before 2020") {
  const std::string csv =
      "Author;Date;Content;Attachments;\n"
      "\"ada#1234\";\"14-Jan-19 05:52 PM\";\"tea; then home\";\"\";\n"
      "\"ben#0001\";\"14-Jan-19 05:53 PM\";\"\";\"https://x.example/1\";\n";
  CHECK(kDiscordCsvReader.probe(csv) == Match::kCertain);
  const CollectSink sink = ReadGood(kDiscordCsvReader, csv).sink;
  REQUIRE(sink.records.size() == 2);
  CHECK(sink.records[0].text == "tea; then home");
  CHECK(sink.records[1].kind == MessageKind::kMedia);
}

TEST_CASE("discord json: the list of messages alone") {
  const std::string file =
      R"([{"id": "1102345678901234565", "type": "Default", "timestamp": "2023-05-01T12:00:00.000Z",)"
      R"( "content": "round six",)"
      R"( "author": {"id": "402345678901234561", "name": "ada"}, "attachments": []},)"
      R"({"id": "1102345678901234566", "type": "Call", "timestamp": "2023-05-01T12:01:00.000Z", "content": "Started a call.",)"
      R"( "author": {"id": "402345678901234562", "name": "ben"}}])";
  CHECK(NameOf(file) == "discord-json");
  const CollectSink sink = ReadGood(kDiscordJsonReader, file).sink;
  REQUIRE(sink.records.size() == 2);
  CHECK(sink.records[0].text == "round six");
  CHECK(sink.records[1].kind == MessageKind::kNotice);
  CheckCuts(kDiscordJsonReader, file);
}

TEST_CASE("discord json: lists of others, and names as servers give them") {
  const std::string feed =
      R"([{"author": {"name": "Ada", "url": "x"}, "content": "a post", "title": "t",)"
      R"( "timestamp": "2021-04-16T17:21:00Z"}])";
  CHECK(kDiscordJsonReader.probe(feed) == Match::kNo);
  const std::string file =
      R"([{"id": "832345678901234561", "type": 0, "content": "one", "author": {"id": "402345678901234569", "username": "ada",)"
      R"( "global_name": "Ada B"}, "timestamp": "2021-04-16T17:21:00.000000+00:00",)"
      R"( "edited_timestamp": null}, {"id": "832345678901234562", "type": 0, "content": "two", "author":)"
      R"( {"id": "402345678901234568", "username": "ben", "global_name": null},)"
      R"( "timestamp": "2021-04-16T17:22:00.000000+00:00", "edited_timestamp": null}])";
  CHECK(kDiscordJsonReader.probe(file) == Match::kLikely);
  const CollectSink sink = ReadGood(kDiscordJsonReader, file).sink;
  REQUIRE(sink.records.size() == 2);
  CHECK(sink.records[0].sender == "Ada B");
  CHECK(sink.records[1].sender == "ben");
  CHECK_FALSE(sink.records[0].edited);
}

TEST_CASE("discord json: lists that look alike are others'") {
  const auto file = [](const std::string& id, const std::string& type, const std::string& author) {
    return R"([{"id": )" + id + R"(, "type": )" + type + R"(, "author": {"id": )" + author +
           R"(, "name": "Ada"}, "content": "hello", "timestamp": "2024-03-01T10:00:00Z",)"
           R"( "mentions": []}])";
  };
  const std::string number = "\"832345678901234561\"";
  CHECK(kDiscordJsonReader.probe(file(number, "0", number)) == Match::kLikely);
  CHECK(kDiscordJsonReader.probe(file(number, "\"Reply\"", number)) == Match::kLikely);
  CHECK(kDiscordJsonReader.probe(file(number, "\"GuildMemberJoin\"", number)) == Match::kLikely);
  CHECK(kDiscordJsonReader.probe(file("\"m1\"", "\"text\"", "1")) == Match::kNo);
  CHECK(kDiscordJsonReader.probe(file("0", "\"comment\"", "0")) == Match::kNo);
  CHECK(kDiscordJsonReader.probe(file(number, "\"text\"", number)) == Match::kNo);
  CHECK(kDiscordJsonReader.probe(
            R"({"channel": {"id": "5"}, "messages": [{"author": {"name": "A"}, "content": "x",)"
            R"( "timestamp": 1709287200}]})") == Match::kNo);
}

TEST_CASE("discord json: programs' words are nobody's") {
  const auto row = [](const std::string& id, const std::string& more, const std::string& author) {
    return R"({"id": "83234567890123456)" + id + R"(", "type": 0, "content": "words )" + id +
           R"(", "timestamp": "2021-04-16T17:2)" + id + R"(:00+00:00")" + more +
           R"(, "author": {"id": "40234567890123456)" + id + R"(", "username": "u)" + id + "\"" +
           author + "}}";
  };
  const std::string list = "[" + row("1", "", R"(, "bot": true)") + "," +
                           row("2", R"(, "webhook_id": "5")", "") + "," +
                           row("3", "", R"(, "isBot": true)") + "," +
                           row("4", R"(, "webhook_id": null)", R"(, "bot": false)") + "]";
  const ReadOutcome outcome = ReadGood(kDiscordJsonReader, list);
  const auto& records = outcome.sink.records;
  REQUIRE(outcome.report->warnings.size() == 1);
  CHECK(outcome.report->warnings[0].starts_with("3 messages of bots"));
  REQUIRE(records.size() == 4);
  for (const std::size_t i : {0, 1, 2}) {
    CHECK(records[i].kind == MessageKind::kOther);
    CHECK(records[i].text.empty());
  }
  CHECK(records[3].text == "words 4");
  // The exporter's own files keep them: people write through bots, too.
  const ReadOutcome whole = ReadGood(
      kDiscordJsonReader,
      R"({"guild": {"id": "1", "name": "g"}, "channel": {"id": "2", "name": "c"}, "messages": )" +
          list + "}");
  REQUIRE(whole.sink.records.size() == 4);
  CHECK(whole.sink.records[0].text == "words 1");
  CHECK(whole.sink.records[2].kind == MessageKind::kText);
  CHECK(whole.report->warnings.empty());
}

TEST_CASE("discord csv: a table of others with the older columns") {
  const std::string head = "Author;Date;Content;Attachments\n";
  for (const char* row : {"Orwell;1949-06-08;Nineteen;cover.png\n", "Orwell#1949;1949-06-08;x;\n",
                          "Orwell;14-Jan-19 05:52 PM;x;\n", ""}) {
    INFO(row);
    CHECK(kDiscordCsvReader.probe(head + row) == Match::kNo);
  }
  CHECK(kDiscordCsvReader.probe(head + "Deleted User;14-Jan-19 05:52 PM;x;\n") == Match::kCertain);
}

TEST_CASE("discord json: keys in any order") {
  const std::string messages =
      R"("messages": [{"id": "5", "type": "Default", "timestamp": "2023-05-01T12:00:00+00:00",)"
      R"( "content": "round six", "author": {"id": "1", "name": "ada"}}])";
  const std::string channel = R"("channel": {"id": "7", "type": "DirectTextChat", "name": "ben"})";
  for (const std::string& file :
       {"{" + channel + ", " + messages + "}",
        "{" + channel + R"(, "dateRange": {}, "guild": {"id": "0"}, )" + messages + "}"}) {
    CHECK(kDiscordJsonReader.probe(file) == Match::kCertain);
    const CollectSink sink = ReadGood(kDiscordJsonReader, file).sink;
    REQUIRE(sink.records.size() == 1);
    CHECK(sink.records[0].sender == "ada");
  }
  CHECK(kDiscordJsonReader.probe("{" + channel + R"(, "messages": [{"text": "x"}]})") ==
        Match::kNo);
}

}  // namespace
}  // namespace ebb
