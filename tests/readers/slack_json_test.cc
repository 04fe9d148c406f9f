#include "readers/slack_json.h"

#include <catch2/catch.hpp>

#include "fuzz/promises.h"
#include "readers/read_bytes.h"
#include "readers/telegram_json.h"
#include "readers/zip_builder.h"

namespace ebb {
namespace {

std::string SlackRow(const std::string& rest) {
  return R"({"type": "message", "user": "U1", "ts": "1700000000.000200", )" + rest + "}";
}

std::string TextOf(const std::string& mrkdwn) {
  const CollectSink sink =
      ReadGood(kSlackJsonReader, "[" + SlackRow("\"text\": \"" + mrkdwn + "\"") + "]").sink;
  REQUIRE(sink.records.size() == 1);
  return sink.records[0].text;
}

TEST_CASE("slack: times, threads, edits and names") {
  const CollectSink sink =
      ReadGood(
          kSlackJsonReader,
          R"([{"user": "U1", "user_profile": {"display_name": "", "real_name": "Ada Bell"}, "text": "hi",)"
          R"( "ts": "1700000000.123456", "thread_ts": "1700000000.123456", "reactions": []},)"
          R"({"user": "U2", "text": "yes", "ts": "1600000000.000007", "thread_ts": "1700000000.123456",)"
          R"( "edited": {"user": "U2", "ts": "1600000001.000000"}, "subtype": "thread_broadcast",)"
          R"( "root": {"text": "hi", "user": "U1", "ts": "1700000000.123456"}}])")
          .sink;
  REQUIRE(sink.records.size() == 2);
  CHECK(sink.conversations[0].sort_by_time);
  CHECK(sink.records[0].sender == "Ada Bell");
  CHECK(sink.records[0].sender_key == "U1");
  CHECK(sink.records[0].sent.seconds == 1700000000);
  CHECK(sink.records[0].sent.millis == 123);
  CHECK_FALSE(sink.records[0].has_reply);
  CHECK(sink.records[1].sender == "U2");
  CHECK(sink.records[1].has_reply);
  CHECK(sink.records[1].edited);
  CHECK(sink.records[1].text == "yes");
}

TEST_CASE("slack: marked-up text becomes what was typed") {
  CHECK(TextOf("a &lt;b&gt; &amp;amp; c") == "a <b> &amp; c");
  CHECK(TextOf("<@U9> and <@U9|ada>") == "@U9 and @ada");
  CHECK(TextOf("<#C1|pool> <#C2>") == "#pool #C2");
  CHECK(TextOf("<!here> <!channel> <!subteam^S1|@crew> <!date^123^{date}|1 May>") ==
        "@here @channel @crew 1 May");
  CHECK(TextOf("<https:\\/\\/x.example|this> <https://y.example> <mailto:a@b.c|a@b.c>") ==
        "this https://y.example a@b.c");
  CHECK(TextOf("mine\\n&gt; theirs\\nmine too") == "mine\n\nmine too");
  CHECK(TextOf("look ```x = 1\\ny``` there") == "look  there");
  CHECK(TextOf("``` never closed") == "");
  CHECK(TextOf("1 < 2 <> <") == "1 < 2 <> <");
  CHECK(TextOf("*so* _it_ :smile:") == "*so* _it_ :smile:");
}

TEST_CASE("slack: rich text alone") {
  const CollectSink sink =
      ReadGood(
          kSlackJsonReader,
          "[" +
              SlackRow(
                  R"("text": "", "blocks": [{"type": "rich_text", "elements": [{"type": )"
                  R"("rich_text_section", "elements": [{"type": "text", "text": "see "}, {"type": "user",)"
                  R"( "user_id": "U2"}, {"type": "emoji", "name": "wave"}, {"type": "link", "url": "http://z"}]},)"
                  R"({"type": "rich_text_quote", "elements": [{"type": "text", "text": "theirs"}]}]}])") +
              "," +
              SlackRow(R"("text": "once", "blocks": [{"type": "rich_text", "elements": []}])") +
              "]")
          .sink;
  REQUIRE(sink.records.size() == 2);
  CHECK(sink.records[0].text == "see @U2:wave:http://z");
  CHECK(sink.records[1].text == "once");
}

TEST_CASE("slack: notices, bots, files and what was removed") {
  for (const char* subtype : {"channel_join", "group_leave", "channel_topic", "bot_add",
                              "pinned_item", "tombstone", "reminder_add", "huddle_thread"}) {
    const CollectSink sink =
        ReadGood(kSlackJsonReader,
                 "[" +
                     SlackRow(R"("text": "<@U1> did", "subtype": ")" + std::string(subtype) + '"') +
                     "]")
            .sink;
    CHECK(sink.records[0].kind == MessageKind::kNotice);
  }
  const CollectSink sink =
      ReadGood(
          kSlackJsonReader,
          "[" + SlackRow(R"("text": "look", "files": [{"id": "F1", "mode": "hosted"}])") + "," +
              SlackRow(R"("text": "", "files": [{"id": "F1", "mode": "tombstone"}])") + "," +
              SlackRow(R"("text": "", "hidden": true)") + "," +
              R"({"ts": "1700000000.000200", "subtype": "bot_message", "text": "beep", "username": "Bo",)"
              R"( "bot_id": "B1"},)" +
              SlackRow(
                  R"("subtype": "file_share", "text": "<@U1> uploaded a file: <http://f> and commented: so",)"
                  R"( "file": {"initial_comment": {"comment": "so nice", "user": "U1"}})") +
              R"(,{"ts": "1700000000.000200", "subtype": "file_comment", "text": "<@U2> commented",)"
              R"( "comment": {"user": "U2", "comment": "mine"}},)" +
              SlackRow(R"("text": "", "attachments": [{"is_share": true, "text": "theirs"}])") +
              "," + SlackRow(R"("text": "own", "attachments": [{"text": "a preview"}])") +
              R"(, 7, {"ts": "1700000000.000200", "text": "nobody"}])")
          .sink;
  REQUIRE(sink.records.size() == 8);
  CHECK(sink.records[0].kind == MessageKind::kMedia);
  CHECK(sink.records[0].text == "look");
  CHECK(sink.records[1].kind == MessageKind::kDeleted);
  CHECK(sink.records[2].kind == MessageKind::kDeleted);
  CHECK(sink.records[3].kind == MessageKind::kOther);
  CHECK(sink.records[3].sender == "Bo");
  CHECK(sink.records[3].text.empty());
  CHECK(sink.records[4].text == "so nice");
  CHECK(sink.records[5].sender == "U2");
  CHECK(sink.records[5].text == "mine");
  CHECK(sink.records[6].kind == MessageKind::kForwarded);
  CHECK(sink.records[7].text == "own");
  REQUIRE(sink.skipped.size() == 2);
  CHECK(sink.skipped[1].reason == "no sender");
}

TEST_CASE("slack: a workspace with names, channels and direct messages") {
  const std::string day = "[" + SlackRow(R"("text": "hi <@U2>")") + "]";
  std::string other = day;
  other.replace(other.find("1700000000"), 10, "1700090000");
  auto exports = OpenExport(
      MemorySource(
          "work.zip",
          ZipBuilder::Build(
              {{.name = "ws/users.json",
                .bytes = R"([{"id": "U1", "name": "ada", "profile": {"display_name": "Ada"}},)"
                         R"({"id": "U2", "name": "ben", "profile": {"display_name": "",)"
                         R"( "real_name": "Ben Cole"}}])"},
               {.name = "ws/channels.json", .bytes = R"([{"id": "C1", "name": "general"}])"},
               {.name = "ws/dms.json", .bytes = R"([{"id": "D1", "members": ["U1", "U2"]}])"},
               {.name = "ws/general/2023-11-15.json", .bytes = other},
               {.name = "ws/general/2023-11-14.json", .bytes = day},
               {.name = "ws/D1/2023-11-14.json", .bytes = day}})),
      "");
  REQUIRE(exports);
  REQUIRE(exports->size() == 2);
  CHECK((*exports)[0].context->id == "general");
  CHECK((*exports)[1].context->id == "D1");
  CHECK((*exports)[1].context->name == "Ada, Ben Cole");
  CollectSink sink;
  REQUIRE(ReadExport((*exports)[0], {}, sink));
  REQUIRE(sink.records.size() == 2);
  CHECK(sink.records[0].sender == "Ada");
  CHECK(sink.records[0].text == "hi @Ben Cole");
  CHECK(sink.records[0].conversation == "general");
  CHECK(sink.records[0].sent.seconds < sink.records[1].sent.seconds);
}

TEST_CASE("slack: recognised by content, and cut anywhere") {
  const std::string sample = "[" + SlackRow(R"("text": "one <@U1> &amp; two")") + ", " +
                             SlackRow(R"("text": "x", "subtype": "channel_join")") + ", " +
                             SlackRow(R"("text": "three")") + "]";
  CHECK(kSlackJsonReader.probe(sample) == Match::kCertain);
  CHECK(kSlackJsonReader.probe(SlackRow(R"("text": "alone")")) == Match::kCertain);
  CHECK(ReadGood(kSlackJsonReader, SlackRow(R"("text": "alone")")).sink.records.size() == 1);
  for (const char* other : {R"([{"ts": 5, "text": "x"}])", "[]", "{}", R"([{"id": "U1"}])",
                            R"({"messages": [], "ts": "1700000000.000200", "user": 1})"}) {
    CHECK(kSlackJsonReader.probe(other) == Match::kNo);
  }
  CheckCuts(kSlackJsonReader, sample);
}

TEST_CASE("slack: what the service answers to programs, and Slackdump's file of a channel") {
  const std::string rows =
      SlackRow(R"("text": "lunch?", "slackdump_thread_replies": [)"
               R"({"type": "message", "user": "U2", "ts": "1700000050.000100", "text": "gladly",)"
               R"( "thread_ts": "1700000000.000200"}])") +
      R"(, {"type": "message", "user": "U2", "ts": "1700000050.000100", "text": "gladly",)"
      R"( "subtype": "thread_broadcast", "thread_ts": "1700000000.000200"},)"
      R"({"type": "message", "user": "U3", "ts": "1700000060.000100", "text": "me too"})";
  for (const std::string& file :
       {R"({"ok": true, "messages": [)" + rows + R"(], "has_more": false})",
        R"({"name": "kitchen", "channel_id": "C1", "messages": [)" + rows + "]}"}) {
    CHECK(kSlackJsonReader.probe(file) == Match::kCertain);
    CHECK(kTelegramJsonReader.probe(file) == Match::kNo);
    const CollectSink sink = ReadGood(kSlackJsonReader, file).sink;
    REQUIRE(sink.records.size() == 3);
    CHECK(sink.records[0].text == "lunch?");
    CHECK(sink.records[1].text == "gladly");
    CHECK(sink.records[1].has_reply);
    CHECK(sink.records[2].sender == "U3");
  }
}

TEST_CASE("slack: an answer with two lists is one chat") {
  const std::string row = SlackRow(R"("text": "hi")");
  const std::string later = R"({"type": "message", "user": "U2", "ts": "1700000009.000200", )"
                            R"("text": "yes"})";
  const std::string bytes = R"({"ok": true, "messages": [)" + row +
                            R"(], "has_more": true, "messages": [)" + later + "]}";
  const ReadOutcome outcome = ReadGood(kSlackJsonReader, bytes);
  CHECK(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.conversations.size() == 1);
  fuzz::CheckReader(kSlackJsonReader, bytes);
}

TEST_CASE("slack: answers of other services, and two messages of one moment") {
  CHECK(kSlackJsonReader.probe(
            R"({"messages": [{"ts": "1600000001.000100", "text": "x", "user": "u",)"
            R"( "type": "metric"}], "model": "m"})") == Match::kNo);
  const auto bare = [](const std::string& user) {
    return kSlackJsonReader.probe(R"({"channel": "x", "messages": [{"type": "message", "user": ")" +
                                  user + R"(", "ts": "1600000001.000100", "text": "x"}]})");
  };
  CHECK(bare("U02ABCDEF") == Match::kCertain);
  CHECK(bare("bob") == Match::kLikely);
  const auto row = [](const std::string& user, const std::string& text, const std::string& ts) {
    return R"({"type": "message", "user": ")" + user + R"(", "text": ")" + text + "\"" +
           (ts.empty() ? "" : R"(, "ts": ")" + ts + "\"") + "}";
  };
  const std::string file = R"({"ok": true, "messages": [)" + row("U1", "a", "1600000001.000100") +
                           "," + row("U2", "b", "1600000001.000100") + "," +
                           row("U2", "b", "1600000001.000100") + "," + row("U2", "c", "") + "," +
                           row("U2", "d", "") + "]}";
  const CollectSink sink = ReadGood(kSlackJsonReader, file).sink;
  CHECK(sink.records.size() == 4);
  REQUIRE(sink.skipped.size() == 1);
}

}  // namespace
}  // namespace ebb
