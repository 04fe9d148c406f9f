#include "readers/skype_json.h"

#include <catch2/catch.hpp>

#include "readers/element_json.h"
#include "readers/read_bytes.h"
#include "readers/skype_text.h"

namespace ebb {
namespace {

std::string Words(const std::string& content) {
  SkypeText text;
  ReadSkypeText(content, &text);
  return text.text;
}

std::string SkypeRow(const std::string& from, const std::string& name, const std::string& type,
                     const std::string& content, const std::string& rest = "") {
  return R"({"id": "1", "displayName": )" + (name.empty() ? "null" : '"' + name + '"') +
         R"(, "originalarrivaltime": "2024-05-06T07:08:09.123Z", "messagetype": ")" + type +
         R"(", "content": ")" + content + R"(", "conversationid": "8:ada", "from": )" +
         (from.empty() ? "null" : '"' + from + '"') + rest + "}";
}

std::string Account(const std::string& rows, const std::string& id = "8:ada") {
  return R"({"userId": "8:live:ben", "exportDate": "2024-05-07T00:00", "conversations": [{"id": ")" +
         id +
         R"(", "displayName": "Ada", "version": 1, "properties": {}, "threadProperties": null,)" +
         R"( "MessageList": [)" + rows + "]}]}";
}

TEST_CASE("skype: markup becomes what was typed") {
  CHECK(Words("a &amp; b &lt;c&gt; &apos;d&apos;") == "a & b <c> 'd'");
  CHECK(Words("see <a href=\"http://x\">http://x</a> <b raw_pre=\"*\">now</b>") ==
        "see http://x now");
  CHECK(Words("<ss type=\"smile\">(smile)</ss> <at id=\"8:x\">Cy</at>") == "(smile) Cy");
  CHECK(Words("1 < 2 and 3<4, <3") == "1 < 2 and 3<4, <3");
  CHECK(Words("<quote author=\"x\"><legacyquote>[1] X: </legacyquote>theirs<legacyquote>"
              "&lt;&lt;&lt; </legacyquote></quote>mine") == "mine");
  CHECK(Words("<quote>never closed") == "never closed");
  // As Teams writes replies.
  CHECK(Words("<p>before</p><blockquote itemtype=\"http://x/Reply\"><strong>Ben</strong><p>theirs"
              "</p></blockquote><p>own</p>") == "before\nown\n");
  CHECK(Words("<p>one</p><p>two</p>") == "one\ntwo\n");
  SkypeText text;
  ReadSkypeText("<e_m ts=\"1\" ts_ms=\"2\" a=\"ben\" t=\"61\"/>", &text);
  CHECK(text.edited);
  CHECK(text.text.empty());
}

TEST_CASE("skype: rows") {
  const std::string bytes = Account(
      SkypeRow("8:ada", "Ada", "RichText", "hi &lt;you&gt;") + "," +
      SkypeRow("8:live:ben", "", "Text", "yes") + "," +
      SkypeRow("", "Gone", "RichText", "<quote><legacyquote>[1] </legacyquote>x</quote>mine") +
      "," + SkypeRow("8:ada", "Ada", "RichText/UriObject", "<URIObject>a picture</URIObject>") +
      "," + SkypeRow("8:ada", "Ada", "Event/Call", "<partlist type=\\\"missed\\\"></partlist>") +
      "," + SkypeRow("8:ada", "Ada", "ThreadActivity/AddMember", "<addmember/>") + "," +
      SkypeRow("8:ada", "Ada", "RichText", "<e_m ts=\\\"1\\\"/>") + "," +
      SkypeRow("8:ada", "Ada", "RichText", "was",
               R"(, "properties": {"deletetime": "1715000000000"})") +
      "," + SkypeRow("8:ada", "Ada", "Text", "now", R"(, "properties": {"edittime": 5})") + "," +
      SkypeRow("8:ada", "Ada", "Poll", "<poll/>") + "," + SkypeRow("", "", "Text", "whose"));
  const CollectSink sink = ReadGood(kSkypeJsonReader, bytes).sink;
  REQUIRE(sink.records.size() == 10);
  CHECK(sink.conversations[0].id == "8:ada");
  CHECK(sink.conversations[0].sort_by_time);
  CHECK(sink.conversations[0].capabilities.knows_me);
  CHECK(sink.records[0].text == "hi <you>");
  CHECK(sink.records[0].sent.millis == 123);
  CHECK(sink.records[1].from_me);
  CHECK(sink.records[1].sender == "live:ben");
  CHECK(sink.records[2].sender == "Gone");
  CHECK(sink.records[2].has_reply);
  CHECK(sink.records[2].text == "mine");
  CHECK(sink.records[3].kind == MessageKind::kMedia);
  CHECK(sink.records[3].text.empty());
  CHECK(sink.records[4].kind == MessageKind::kNotice);
  CHECK(sink.records[5].kind == MessageKind::kNotice);
  CHECK(sink.records[6].kind == MessageKind::kDeleted);
  CHECK(sink.records[7].kind == MessageKind::kDeleted);
  CHECK(sink.records[7].text.empty());
  CHECK(sink.records[8].edited);
  CHECK(sink.records[9].kind == MessageKind::kPoll);
  CHECK(sink.skipped.size() == 1);
  CHECK(kSkypeJsonReader.probe(bytes) == Match::kCertain);
  CheckCuts(kSkypeJsonReader, Account(SkypeRow("8:ada", "Ada", "RichText", "one &amp; two") + "," +
                                      SkypeRow("8:live:ben", "", "Text", "yes")));
}

TEST_CASE("skype: a row with a name alone belongs to whoever is called so") {
  const std::string bytes =
      Account(SkypeRow("8:ada", "Ada", "Text", "one") + "," + SkypeRow("", "Ada", "Text", "two") +
              "," + SkypeRow("", "Zoe", "Text", "three"));
  const CollectSink sink = ReadBytes(kSkypeJsonReader, bytes).sink;
  REQUIRE(sink.records.size() == 3);
  CHECK(sink.records[1].sender_key == sink.records[0].sender_key);
  CHECK(sink.records[2].sender_key.empty());
}

TEST_CASE("skype: logs of calls are no chat") {
  const CollectSink sink =
      ReadGood(kSkypeJsonReader, Account(SkypeRow("8:ada", "Ada", "Text", "a call"), "48:calllogs"))
          .sink;
  CHECK(sink.records[0].kind == MessageKind::kNotice);
}

std::string Room(const std::string& events) {
  return R"({"room_name": "Kitchen", "room_creator": "Ada", "topic": "", "export_date": "today",)"
         R"( "exported_by": "Ben", "messages": [)" +
         events + "]}";
}

std::string Event(const std::string& type, const std::string& sender, const std::string& content,
                  const std::string& rest = "") {
  return R"({"type": ")" + type + R"(", "sender": ")" + sender + R"(", "content": )" + content +
         R"(, "origin_server_ts": 1700000000123, "event_id": "$e", "unsigned": {"age": 5})" + rest +
         "}";
}

TEST_CASE("element: events, names, edits and replies") {
  const std::string bytes = Room(
      Event("m.room.message", "@ada:x", R"({"msgtype": "m.text", "body": "helo"})") + "," +
      Event("m.room.message", "@ben:x",
            R"({"msgtype": "m.text", "body": "> <@ada:x> helo\n> more\n\nyes",)"
            R"( "m.relates_to": {"m.in_reply_to": {"event_id": "$e"}}})",
            R"(, "event_id": "$f")") +
      "," +
      Event("m.room.message", "@ada:x",
            R"({"msgtype": "m.text", "body": "* hello", "m.new_content": {"msgtype": "m.text",)"
            R"( "body": "hello"}, "m.relates_to": {"rel_type": "m.replace", "event_id": "$e"}})",
            R"(, "event_id": "$g")") +
      "," +
      Event("m.room.member", "@ada:x", R"({"displayname": "Ada", "membership": "join"})",
            R"(, "state_key": "@ada:x", "event_id": "$h")") +
      "," +
      Event("m.room.member", "@ben:x", R"({"displayname": "Ben", "membership": "join"})",
            R"(, "state_key": "@ben:x", "event_id": "$i")") +
      "," + Event("m.room.message", "@ada:x", "{}", R"(, "event_id": "$j")") + "," +
      Event("m.room.message", "@ada:x", R"({"msgtype": "m.image", "body": "a.jpg"})",
            R"(, "event_id": "$k")") +
      "," +
      Event("m.room.message", "@ada:x",
            R"({"msgtype": "m.image", "body": "look", "filename": "a.jpg"})",
            R"(, "event_id": "$l")") +
      "," +
      Event("m.room.message", "@bot:x", R"({"msgtype": "m.notice", "body": "beep"})",
            R"(, "event_id": "$m")") +
      "," + Event("m.room.encrypted", "@ada:x", R"({"algorithm": "a"})", R"(, "event_id": "$n")") +
      "," + Event("m.reaction", "@ada:x", R"({"m.relates_to": {}})"));
  const CollectSink sink = ReadGood(kElementJsonReader, bytes).sink;
  REQUIRE(sink.records.size() == 11);
  CHECK(sink.conversations[0].name == "Kitchen");
  CHECK(sink.conversations[0].capabilities.knows_me);
  CHECK(sink.records[0].sender == "Ada");
  CHECK(sink.records[0].text == "hello");
  CHECK(sink.records[0].edited);
  CHECK(sink.records[1].text == "yes");
  CHECK(sink.records[1].has_reply);
  CHECK(sink.records[1].from_me);
  CHECK(sink.records[2].kind == MessageKind::kNotice);
  CHECK(sink.records[3].kind == MessageKind::kNotice);
  CHECK(sink.records[5].kind == MessageKind::kDeleted);
  CHECK(sink.records[6].kind == MessageKind::kMedia);
  CHECK(sink.records[6].text.empty());
  CHECK(sink.records[7].text == "look");
  CHECK(sink.records[8].kind == MessageKind::kOther);
  CHECK(sink.records[8].text.empty());
  CHECK(sink.records[9].kind == MessageKind::kOther);
  CHECK(sink.records[10].kind == MessageKind::kNotice);
  CHECK(kElementJsonReader.probe(bytes) == Match::kCertain);
  CHECK(kElementJsonReader.probe(R"({"room_name": "x", "messages": []})") == Match::kNo);
}

// Its edit may still be in the file.
TEST_CASE("element: a message that was taken back has no words") {
  const std::string edit =
      R"({"msgtype": "m.text", "body": "* hi", "m.new_content": {"msgtype": "m.text",)"
      R"( "body": "hi"}, "m.relates_to": {"rel_type": "m.replace", "event_id": "$e"}})";
  const CollectSink sink =
      ReadGood(kElementJsonReader,
               Room(Event("m.room.message", "@ada:x", "{}") + "," +
                    Event("m.room.message", "@ada:x", edit, R"(, "event_id": "$g")")))
          .sink;
  REQUIRE_FALSE(sink.records.empty());
  CHECK(sink.records[0].kind == MessageKind::kDeleted);
  CHECK(sink.records[0].text.empty());
}

TEST_CASE("element: cut anywhere") {
  CheckCuts(
      kElementJsonReader,
      Room(Event("m.room.message", "@ada:x", R"({"msgtype": "m.text", "body": "one"})") + "," +
           Event("m.room.message", "@ben:x", R"({"msgtype": "m.emote", "body": "waves"})")));
}

TEST_CASE("element: events as a server gives them") {
  const std::string events =
      R"([{"type": "m.room.message", "room_id": "!r:x", "sender": "@ada:x", "event_id": "$1",)"
      R"( "origin_server_ts": 1700000001000, "content": {"msgtype": "m.text", "body": "soon"}}])";
  const std::string answer =
      R"({"start": "t1", "chunk": )" + events +
      R"(, "state": [{"type": "m.room.member", "state_key": "@ada:x", "sender": "@ada:x",)"
      R"( "event_id": "$0", "content": {"membership": "join", "displayname": "Ada Bell"}}]})";
  for (const std::string& file : {events, answer}) {
    CHECK(kElementJsonReader.probe(file) == Match::kCertain);
    const CollectSink sink = ReadGood(kElementJsonReader, file).sink;
    REQUIRE(sink.records.size() == 1);
    CHECK(sink.records[0].text == "soon");
    CHECK(sink.records[0].sender_key == "@ada:x");
    CHECK(sink.records[0].sender == (file == answer ? "Ada Bell" : "@ada:x"));
  }
}

}  // namespace
}  // namespace ebb
