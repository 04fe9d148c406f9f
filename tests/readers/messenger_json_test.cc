#include "readers/messenger_json.h"

#include <catch2/catch.hpp>

#include "readers/messenger_notices.h"
#include "readers/mojibake.h"
#include "readers/read_bytes.h"

namespace ebb {
namespace {

std::string ThreadJson(const std::string& rows, const std::string& title = "Ada Bell") {
  return R"({"participants": [{"name": "Ada Bell"}, {"name": "Ben Cole"}], "messages": [)" + rows +
         R"(], "title": ")" + title +
         R"(", "is_still_participant": true, "thread_path": "inbox/ada_1", "magic_words": [],)" +
         R"( "image": {"uri": "x", "creation_timestamp": 1}, "joinable_mode": {"mode": 1}})";
}

std::string MessengerRow(const std::string& sender, const std::string& rest) {
  return R"({"sender_name": ")" + sender + R"(", "timestamp_ms": 1700000000123)" + rest + "}";
}

std::string MessengerText(const std::string& sender, const std::string& text) {
  return MessengerRow(sender, R"(, "content": ")" + text + '"');
}

const std::string kMessengerTalk = ThreadJson(
    MessengerText("Ben Cole", "later then") + ", " +
    MessengerRow("Ada Bell",
                 R"(, "content": "see", "photos": [{"uri": "a.jpg"}], "ip": "1.2.3.4",)"
                 R"( "reactions": [{"reaction": "\u00e2\u009d\u00a4", "actor": "Ben Cole"}])") +
    ", " + MessengerText("Ada Bell", "na\\u00c3\\u00afve plan") + ", " +
    MessengerText("Ben Cole", "Ben sent an attachment."));

TEST_CASE("messenger: rows, times, names and who exported it") {
  const CollectSink sink = ReadGood(kMessengerJsonReader, kMessengerTalk).sink;
  REQUIRE(sink.conversations.size() == 1);
  const ConversationInfo& info = sink.conversations[0];
  CHECK(info.id == "inbox/ada_1");
  CHECK(info.name == "Ada Bell");
  CHECK(info.sort_by_time);
  CHECK(info.capabilities.knows_me);
  CHECK(info.capabilities.instants);
  CHECK_FALSE(info.capabilities.replies);
  REQUIRE(sink.records.size() == 4);
  CHECK(sink.records[0].from_me);
  CHECK_FALSE(sink.records[1].from_me);
  CHECK(sink.records[0].sent.seconds == 1700000000);
  CHECK(sink.records[0].sent.millis == 123);
  CHECK(sink.records[1].kind == MessageKind::kMedia);
  CHECK(sink.records[1].text == "see");
  CHECK(sink.records[2].text == "na\u00efve plan");
  CHECK(sink.records[3].kind == MessageKind::kMedia);
  CHECK(sink.records[3].text.empty());
}

TEST_CASE("messenger: mojibake is undone string by string") {
  std::string scratch;
  CHECK(UndoMojibake("plain", &scratch) == "plain");
  CHECK(UndoMojibake("M\u00c3\u00bcll", &scratch) == "M\u00fcll");
  CHECK(UndoMojibake("\u00e2\u009d\u00a4", &scratch) == "\u2764");
  CHECK(UndoMojibake("M\u00fcll", &scratch) == "M\u00fcll");  // already right
  CHECK(UndoMojibake("\u2764 M\u00c3\u00bcll", &scratch) == "\u2764 M\u00c3\u00bcll");
  CHECK(UndoMojibake("\u00c3", &scratch) == "\u00c3");
  const CollectSink sink =
      ReadGood(kMessengerJsonReader,
               ThreadJson(MessengerText("Zo\\u00c3\\u00ab", "\\u00f0\\u009f\\u0098\\u0080")))
          .sink;
  CHECK(sink.records[0].sender == "Zo\u00eb");
  CHECK(sink.records[0].text == "\U0001F600");
}

TEST_CASE("messenger: calls, joins and reactions are notices") {
  for (const std::string& row :
       {MessengerRow("Ada Bell",
                     R"(, "type": "Call", "content": "Ada called you.", "call_duration": 61)"),
        MessengerRow("Ada Bell", R"(, "call_duration": 0, "missed": true)"),
        MessengerRow("Ada Bell", R"(, "type": "Subscribe", "users": [{"name": "Cy"}])"),
        MessengerRow("Ada Bell", R"(, "type": "Unsubscribe", "users": [{"name": "Ada Bell"}])"),
        MessengerText("Ada Bell", "Ada Bell named the group Swimmers."),
        MessengerText("Ada Bell", "Ada changed the theme to Ocean."),
        MessengerText("Ben Cole", "You called Ada Bell."),
        MessengerText("Ben Cole", "You set the nickname for Ada Bell to Captain."),
        MessengerText("Ada Bell", "Reacted \\u00f0\\u009f\\u0098\\u0082 to your message "),
        MessengerText("Ada Bell", "Liked a message"),
        MessengerText("Ada Bell", "Ada added Cy Dunn to the group."),
        MessengerText("Ada Bell", "The video chat ended."),
        MessengerText("Ada Bell", "Ada is waving at you!"),
        MessengerText("Ada Bell",
                      "You can now call each other and see information such as active status."),
        MessengerText("Ada Bell",
                      "Ada turned on vanish mode. New messages will disappear at once.")}) {
    const CollectSink sink = ReadGood(kMessengerJsonReader, ThreadJson(row)).sink;
    INFO(row);
    REQUIRE(sink.records.size() == 1);
    CHECK(sink.records[0].kind == MessageKind::kNotice);
    CHECK(sink.records[0].text.empty());
  }
}

TEST_CASE("messenger: words of people that look like notices stay theirs") {
  for (const std::string text :
       {"You added me to the group", "I sent an attachment.", "she left the group", "Ada sent it",
        "You called me names", "we added salt", "You missed a call from me", "Reacted badly",
        "did the video chat end"}) {
    const CollectSink sink =
        ReadGood(kMessengerJsonReader, ThreadJson(MessengerText("Ben Cole", text))).sink;
    INFO(text);
    REQUIRE(sink.records.size() == 1);
    CHECK(sink.records[0].kind == MessageKind::kText);
    CHECK(sink.records[0].text == text);
  }
  // "You" is the owner's word: not in the other one's rows.
  CHECK(
      ReadGood(kMessengerJsonReader, ThreadJson(MessengerText("Ada Bell", "You called Ben Cole.")))
          .sink.records[0]
          .text == "You called Ben Cole.");
}

TEST_CASE("messenger: what was taken back, shared and left empty") {
  const CollectSink sink =
      ReadGood(
          kMessengerJsonReader,
          ThreadJson(MessengerRow("Ada Bell", R"(, "is_unsent": true, "content": "gone")") + "," +
                     MessengerRow("Ada Bell",
                                  R"(, "content": "look", "share": {"link": "https://x.example", )"
                                  R"("share_text": "somebody else's words"})") +
                     "," + MessengerRow("Ada Bell", R"(, "share": {"link": "https://x.example"})") +
                     "," + MessengerRow("Ada Bell", R"(, "share": {"share_text": "a place"})") +
                     "," + MessengerRow("Ada Bell", "") + "," +
                     MessengerRow("Ada Bell", R"(, "content": "", "photos": [{"uri": "a"}])") +
                     "," + MessengerRow("Ada Bell", R"(, "sticker": {"uri": "a"})") + "," +
                     MessengerText("Ada Bell", "Ada unsent a message")))
          .sink;
  REQUIRE(sink.records.size() == 8);
  CHECK(sink.records[0].kind == MessageKind::kDeleted);
  CHECK(sink.records[0].text.empty());
  CHECK(sink.records[1].kind == MessageKind::kText);
  CHECK(sink.records[1].text == "look");
  CHECK(sink.records[2].kind == MessageKind::kMedia);
  CHECK(sink.records[3].kind == MessageKind::kLocation);
  CHECK(sink.records[4].kind == MessageKind::kOther);
  CHECK(sink.records[5].kind == MessageKind::kMedia);
  CHECK(sink.records[6].kind == MessageKind::kMedia);
  CHECK(sink.records[7].kind == MessageKind::kDeleted);
}

TEST_CASE("messenger: records that cannot be used are told") {
  const CollectSink sink =
      ReadGood(
          kMessengerJsonReader,
          ThreadJson(R"("words", {"timestamp_ms": 5, "content": "whose"}, {"sender_name": "Ada", )"
                     R"("content": "when"}, {"sender_name": "", "timestamp_ms": "1700000000000"},)"
                     R"({5: "Ada Bell"})"))
          .sink;
  REQUIRE(sink.skipped.size() == 3);
  CHECK(sink.skipped[0].reason == "not a message record");
  CHECK(sink.skipped[1].reason == "no sender");
  CHECK(sink.records[0].sent.basis == Timestamp::Basis::kNone);
  CHECK(sink.records[1].sender == "Deleted account");
  CHECK(sink.records[1].sent.seconds == 1700000000);
}

TEST_CASE("messenger: the encrypted download") {
  const std::string bytes =
      R"({"participants": ["Ada Bell", "Ben Cole"], "threadName": "Ada Bell_40", "messages": [)"
      R"({"senderName": "Ada Bell", "text": "M\u00c3\u00bcll", "timestamp": 1700000000000,)"
      R"( "type": "text", "isUnsent": false, "media": [], "reactions": []},)"
      R"({"senderName": "Ben Cole", "text": "", "timestamp": 1700000001000, "type": "media",)"
      R"( "media": [{"uri": "Failed to download media"}]},)"
      R"({"senderName": "Ben Cole", "text": "User unsent a message", "timestamp": 1700000002000,)"
      R"( "type": "placeholder"},)"
      R"({"senderName": "Ben Cole", "text": "oh", "timestamp": 1700000003000, "isUnsent": true}]})";
  const CollectSink sink = ReadGood(kMessengerJsonReader, bytes).sink;
  CHECK(sink.conversations[0].name == "Ada Bell");
  CHECK_FALSE(sink.conversations[0].capabilities.knows_me);
  REQUIRE(sink.records.size() == 4);
  CHECK(sink.records[0].text == "M\u00fcll");
  CHECK(sink.records[1].kind == MessageKind::kMedia);
  CHECK(sink.records[2].kind == MessageKind::kDeleted);
  CHECK(sink.records[3].kind == MessageKind::kDeleted);
  CHECK(sink.records[3].text.empty());
  CHECK(kMessengerJsonReader.probe(bytes) == Match::kCertain);
}

TEST_CASE("messenger: one chat is chosen, and enough is enough") {
  ReadOptions options;
  options.only = "somebody else";
  CHECK(ReadGood(kMessengerJsonReader, kMessengerTalk, options).sink.records.empty());
  const auto source = MemorySource("sample", kMessengerTalk);
  CollectSink sink;
  sink.stop_after = 2;
  REQUIRE(kMessengerJsonReader.read(*source, {}, sink));
  CHECK(sink.records.size() == 2);
}

TEST_CASE("messenger: recognised by content, and cut anywhere") {
  CHECK(kMessengerJsonReader.probe(kMessengerTalk) == Match::kCertain);
  CHECK(kMessengerJsonReader.probe(R"({"messages": [{"sender_name": "A", "timestamp_ms": 1}]})") ==
        Match::kCertain);
  CHECK(kMessengerJsonReader.probe(ThreadJson("")) == Match::kLikely);
  for (const std::string other :
       {R"({"messages": [{"type": "message", "from": "A"}]})", R"({"participants": 3})",
        R"([{"sender_name": "A"}])", R"({"title": "x"})", R"({"messages": []})"}) {
    CHECK(kMessengerJsonReader.probe(other) == Match::kNo);
  }
  CheckCuts(kMessengerJsonReader, kMessengerTalk);
  const ReadOutcome cut =
      ReadBytes(kMessengerJsonReader, kMessengerTalk.substr(0, kMessengerTalk.size() / 2));
  REQUIRE(cut.report);
  CHECK(cut.report->truncated);
  CHECK_FALSE(ReadBytes(kMessengerJsonReader, "{this is: not json").report);
}

TEST_CASE("messenger: sentences of the app that name somebody else, and marks of edits") {
  const CollectSink sink =
      ReadGood(kMessengerJsonReader,
               R"({"participants": [{"name": "Ada"}, {"name": "Instagram User"}, {"name": "Ben"}],)"
               R"( "messages": [)"
               R"({"sender_name": "Instagram User", "timestamp_ms": 1600000005000,)"
               R"( "content": "Cy Dunn sent an attachment."},)"
               R"({"sender_name": "Ada", "timestamp_ms": 1600000004000, "share": {"link": "x"},)"
               R"( "content": "Ben sent an attachment."},)"
               R"({"sender_name": "Ada", "timestamp_ms": 1600000003000,)"
               R"( "content": "Nobody sent an attachment."},)"
               R"({"sender_name": "Ada", "timestamp_ms": 1600000002000,)"
               R"x( "content": "at seven then (edited)"},)x"
               R"({"sender_name": "Ada", "timestamp_ms": 1600000001000,)"
               R"( "content": "Ben's poll has multiple updates."},)"
               R"({"sender_name": "Ada", "timestamp_ms": 1600000000000,)"
               R"( "content": "Ada missed an audio call."}], "title": "x"})")
          .sink;
  REQUIRE(sink.records.size() == 6);
  CHECK(sink.records[0].kind == MessageKind::kMedia);
  CHECK(sink.records[0].text.empty());
  CHECK(sink.records[1].kind == MessageKind::kMedia);
  CHECK(sink.records[2].text == "Nobody sent an attachment.");
  CHECK(sink.records[3].text == "at seven then");
  CHECK(sink.records[3].edited);
  CHECK(sink.records[4].kind == MessageKind::kNotice);
  CHECK(sink.records[5].kind == MessageKind::kNotice);
}

TEST_CASE("messenger: typed words that look like the app's") {
  const auto m =
      ReadGood(kMessengerJsonReader,
               R"({"participants": [{"name": "Ada"}, {"name": "Ben"}], "messages": [)"
               R"({"sender_name": "Ada", "timestamp_ms": 1600000002000,)"
               R"x( "content": "here is the essay (edited)"},)x"
               R"({"sender_name": "Ada", "timestamp_ms": 1600000001000,)"
               R"( "content": "The city's poll has multiple updates."},)"
               R"({"sender_name": "Ada", "timestamp_ms": 1600000000000, "share": {"link": "x"},)"
               R"( "content": "My mum sent an attachment."}], "title": "x"})")
          .sink.Messages();
  REQUIRE(m.size() == 3);
  CHECK(m[0].text == "here is the essay (edited)");
  CHECK_FALSE(m[0].edited);
  CHECK(m[1].text == "The city's poll has multiple updates.");
  CHECK(m[2].text == "My mum sent an attachment.");
}

TEST_CASE("messenger: typed words of who is gone, and reactions spelled in letters") {
  const auto row = [](const std::string& sender, const std::string& text,
                      const std::string& more = "") {
    return R"({"sender_name": ")" + sender + R"(", "timestamp_ms": 1600000000000, "content": ")" +
           text + "\"" + more + "}";
  };
  const auto m =
      ReadGood(
          kMessengerJsonReader,
          R"({"participants": [{"name": "Ada"}, {"name": "Facebook user"}], "messages": [)" +
              row("Facebook user", "My aunt sent an attachment.") + "," +
              row("Facebook user", "I guess she sent an attachment.") + "," +
              row("Facebook user", "our boss sent an attachment.") + "," +
              row("Facebook user", "He sent an attachment.") + "," +
              row("Facebook user", "Your Mum sent an attachment.") + "," +
              row("Facebook user", "Carl van Dunn sent an attachment.") + "," +
              row("Facebook user", "Ana del Mar Ruiz Sol sent an attachment.") + "," +
              row("Facebook user", "cy_d sent an attachment.") + "," +
              row("Facebook user", "Cy Dunn sent an attachment.") + "," +
              row("Facebook user", "cy.dunn sent an attachment.", R"(, "share": {"link": "x"})") +
              "," + row("Ada", "Reacted badly to your story.") + "," +
              row("Ada", "Reacted \xe2\x9d\xa4 to your story.") + R"(], "title": "x"})")
          .sink.records;
  REQUIRE(m.size() == 12);
  for (const std::size_t typed : {0, 1, 2, 3, 4, 10}) {
    CHECK(m[typed].kind == MessageKind::kText);
    CHECK_FALSE(m[typed].text.empty());
  }
  for (const std::size_t media : {5, 6, 7, 8, 9}) CHECK(m[media].kind == MessageKind::kMedia);
  CHECK(m[11].kind == MessageKind::kNotice);
}

TEST_CASE("messenger: conversations of others are not instagram's") {
  CHECK(kMessengerJsonReader.probe(
            R"([{"participants": ["user", "assistant"], "conversation": [{"role": "user",)"
            R"( "content": "hi"}]}])") == Match::kNo);
  const std::string empty = R"({"participants": ["a", "b"], "conversation": []})";
  CHECK(kMessengerJsonReader.probe("[" + empty + "]") == Match::kLikely);
  const auto behind = [&](const std::string& row) {
    return kMessengerJsonReader.probe(
        "[" + empty + R"(, {"participants": ["a", "c"], "conversation": [)" + row + "]}]");
  };
  CHECK(behind(R"({"from": "human", "value": "hi"})") == Match::kNo);
  CHECK(behind(R"({"sender": "a", "created_at": "2019-08-21T12:31:00+00:00"})") == Match::kCertain);
  CHECK(kMessengerJsonReader.probe("[" + empty + R"(, {"participants": ["a")") == Match::kLikely);
  CHECK(kMessengerJsonReader.probe("[" + empty + ",") == Match::kLikely);
}

TEST_CASE("messenger: instagram's list of conversations, before 2020") {
  const std::string bytes =
      R"([{"participants": ["ada", "ben"], "conversation": [)"
      R"({"sender": "ben", "created_at": "2019-08-21T12:33:04.250000+00:00", "text": "nearly there",)"
      R"( "likes": [{"username": "ada", "date": "2019-08-21T12:34:00+00:00"}]},)"
      R"({"sender": "ada", "created_at": "2019-08-21T12:31:00+00:00", "media": "https://x.example",)"
      R"( "media_share_caption": "ten ways to fold a map"},)"
      R"({"sender": "ada", "created_at": "2019-08-21T12:30:00+00:00", "video_call_action": "x"}]},)"
      R"({"participants": ["ada", "cy"], "conversation": [)"
      R"({"sender": "cy", "created_at": "2019-08-20T08:00:00+00:00", "story_share": "Shared"}]}])";
  CHECK(kMessengerJsonReader.probe(bytes) == Match::kCertain);
  const CollectSink sink = ReadGood(kMessengerJsonReader, bytes).sink;
  REQUIRE(sink.conversations.size() == 2);
  CHECK(sink.conversations[0].name == "ben");
  CHECK(sink.conversations[0].capabilities.knows_me);
  REQUIRE(sink.records.size() == 4);
  CHECK(sink.records[0].text == "nearly there");
  CHECK(sink.records[0].sent.seconds == 1566390784);
  CHECK(sink.records[1].from_me);
  CHECK(sink.records[1].kind == MessageKind::kMedia);
  CHECK(sink.records[1].text.empty());
  CHECK(sink.records[2].kind == MessageKind::kNotice);
  CHECK(sink.records[3].conversation == "cy");
  CheckCuts(kMessengerJsonReader, bytes);
}

}  // namespace
}  // namespace ebb
