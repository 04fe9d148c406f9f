#include "readers/google_chat.h"

#include <catch2/catch.hpp>

#include "readers/hangouts_json.h"
#include "readers/read_bytes.h"
#include "readers/zip_builder.h"
#include "time/civil.h"

namespace ebb {
namespace {

std::string GoogleChatRow(const std::string& person, const std::string& rest) {
  return R"({"creator": {"name": ")" + person + R"(", "email": ")" + person +
         R"(@x.example", "user_type": "Human"}, "created_date":)"
         R"( "Tuesday, March 7, 2017 at 10:05:09 AM UTC", "topic_id": "t", )" +
         rest + "}";
}

std::string GoogleChatRows(const std::string& rows) { return "{\"messages\": [" + rows + "]}"; }

const std::string kChat = GoogleChatRows(
    GoogleChatRow("Ada", R"("text": "hello", "message_id": "s/t/t")") + "," +
    GoogleChatRow("Ben", R"("text": "yes", "message_id": "s/t/u", "updated_date": "x")") + "," +
    GoogleChatRow("Ada", R"("text": "own", "quoted_message_metadata": {"creator": {"name": "Ben"},)"
                         R"( "text": "theirs"})") +
    "," + GoogleChatRow("Ada", R"("attached_files": [{"original_name": "a"}], "text": "see")") +
    "," +
    GoogleChatRow("Ada",
                  R"("message_state": "DELETED", "deletion_metadata": {"deletion_type": "C"})") +
    R"(, {"creator": {"name": "Bo", "user_type": "Bot"}, "created_date": "never", "text": "x"},)" +
    R"({"text": "whose"})");

TEST_CASE("google chat: dates") {
  const auto shown = [](std::string_view text) {
    const Timestamp stamp = GoogleChatTime(text);
    return stamp.basis == Timestamp::Basis::kInstant ? FormatDateTime(stamp.seconds) : "";
  };
  CHECK(shown("Tuesday, March 7, 2017 at 10:05:09 AM UTC") == "2017-03-07T10:05:09");
  CHECK(shown("Tuesday, March 7, 2017 at 12:05:09\u202fAM UTC") == "2017-03-07T00:05:09");
  CHECK(shown("martes, 7 de marzo de 2017, 22:05:09 UTC") == "2017-03-07T22:05:09");
  CHECK(shown("mardi 7 mars 2017 \u00e0 22:05:09 UTC") == "2017-03-07T22:05:09");
  CHECK(shown("ter\u00e7a-feira, 7 de mar\u00e7o de 2017 \u00e0s 22:05:09 UTC") ==
        "2017-03-07T22:05:09");
  CHECK(shown("2017\u5e743\u67087\u65e5\u706b\u66dc\u65e5 22:05:09 UTC") == "2017-03-07T22:05:09");
  CHECK(shown("\u0432\u0442\u043e\u0440\u043d\u0438\u043a, 7 \u043c\u0430\u0440\u0442\u0430 "
              "2017 \u0433. \u0432 22:05:09 UTC") == "2017-03-07T22:05:09");
  CHECK(shown("March 7, 2017, 1:02 PM UTC") == "2017-03-07T13:02:00");
  CHECK(shown("2017-03-07T10:05:09.5Z") == "2017-03-07T10:05:09");
  CHECK(shown("Tuesday").empty());
  CHECK(GoogleChatTime("7 March 2017 at 10:05").basis == Timestamp::Basis::kWall);
}

TEST_CASE("google chat: rows") {
  const CollectSink sink = ReadGood(kGoogleChatReader, kChat).sink;
  REQUIRE(sink.records.size() == 6);
  CHECK(sink.records[0].sender == "Ada");
  CHECK(sink.records[0].sender_key == "Ada@x.example");
  CHECK_FALSE(sink.records[0].has_reply);
  CHECK(sink.records[1].has_reply);
  CHECK(sink.records[1].edited);
  CHECK(sink.records[2].text == "own");
  CHECK(sink.records[2].has_reply);
  CHECK(sink.records[3].kind == MessageKind::kMedia);
  CHECK(sink.records[3].text == "see");
  CHECK(sink.records[4].kind == MessageKind::kDeleted);
  CHECK(sink.records[5].kind == MessageKind::kOther);
  CHECK(sink.records[5].text.empty());
  CHECK(sink.skipped.size() == 1);
  CheckCuts(kGoogleChatReader, kChat);
  CHECK(kGoogleChatReader.probe(kChat) == Match::kCertain);
  CHECK(kGoogleChatReader.probe("{\"messages\": [{\"creator\": 1}]}") == Match::kNo);
  // Who left the service.
  const ReadOutcome left = ReadGood(
      kGoogleChatReader,
      R"({"messages": [{"creator": {"user_type": "Human"}, "created_date": "Thursday, November 3, )"
      R"(2016 at 11:59:50 AM UTC", "text": "x", "topic_id": "t", "message_id": "s/t/t"}]})");
  REQUIRE(left.sink.records.size() == 1);
  CHECK(left.sink.records[0].sender == "Deleted user");
  REQUIRE(left.report->warnings.size() == 1);
  CHECK(Says(left.report->warnings[0], "1 messages are of people who left"));
  const ReadOutcome named = ReadGood(kGoogleChatReader, kChat);
  for (const std::string& other : named.report->warnings) {
    CHECK_FALSE(Says(other, "who left"));
  }
}

TEST_CASE("google chat: a Takeout with names and its owner") {
  auto exports = OpenExport(
      MemorySource(
          "takeout.zip",
          ZipBuilder::Build(
              {{.name = "Takeout/Google Chat/Groups/DM 1/messages.json", .bytes = kChat},
               {.name = "Takeout/Google Chat/Groups/DM 1/group_info.json",
                .bytes = R"({"members": [{"name": "Ada", "email": "Ada@x.example"},)"
                         R"( {"name": "Ben", "email": "Ben@x.example"}]})"},
               {.name = "Takeout/Google Chat/Groups/Space 2/messages.json", .bytes = kChat},
               {.name = "Takeout/Google Chat/Groups/Space 2/group_info.json",
                .bytes = R"({"name": "Rowers", "members": []})"},
               {.name = "Takeout/Google Chat/Users/User 3/user_info.json",
                .bytes = R"({"user": {"name": "Ben", "email": "Ben@x.example"}})"}})),
      "");
  REQUIRE(exports);
  REQUIRE(exports->size() == 2);
  CHECK((*exports)[0].context->id == "DM 1");
  CHECK((*exports)[0].context->name == "Ada");
  CHECK((*exports)[1].context->name == "Rowers");
  CollectSink sink;
  REQUIRE(ReadExport((*exports)[0], {}, sink));
  CHECK(sink.records[1].from_me);
  CHECK_FALSE(sink.records[0].from_me);
  CHECK(sink.conversations[0].name == "Ada");
}

std::string Event(const std::string& sender, const std::string& rest) {
  return R"({"conversation_id": {"id": "c1"}, "sender_id": {"gaia_id": ")" + sender +
         R"(", "chat_id": "9"}, "timestamp": "1400000000123456", )" + rest + "}";
}

std::string HangoutsWords(const std::string& sender, const std::string& segments) {
  return Event(sender, R"("event_type": "REGULAR_CHAT_MESSAGE", "chat_message":)"
                       R"( {"message_content": {"segment": [)" +
                           segments + "]}}");
}

const std::string kPeople =
    R"("type": "STICKY_ONE_TO_ONE", "self_conversation_state": {"self_read_state":)"
    R"( {"participant_id": {"gaia_id": "2", "chat_id": "2"}}}, "participant_data": [)"
    R"({"id": {"gaia_id": "1"}, "fallback_name": "Ada Bell"}, {"id": {"gaia_id": "2"}}])";

const std::string kEvents =
    HangoutsWords("1",
                  R"({"type": "TEXT", "text": "one"}, {"type": "LINE_BREAK"}, {"type": "LINK",)"
                  R"( "text": "x.example"})") +
    "," + HangoutsWords("2", R"({"type": "TEXT", "text": "two"})") + "," +
    Event("1", R"("event_type": "HANGOUT_EVENT", "hangout_event": {})") + "," +
    Event("1", R"("event_type": "SMS", "chat_message": {"message_content": {"attachment": [{}]}})");

void CheckHangouts(const std::string& bytes) {
  const CollectSink sink = ReadGood(kHangoutsJsonReader, bytes).sink;
  REQUIRE(sink.conversations.size() == 1);
  CHECK(sink.conversations[0].id == "c1");
  CHECK(sink.conversations[0].name == "Ada Bell");
  CHECK(sink.conversations[0].capabilities.knows_me);
  REQUIRE(sink.records.size() == 4);
  CHECK(sink.records[0].text == "one\nx.example");
  CHECK(sink.records[0].sender == "Ada Bell");
  CHECK(sink.records[0].sent.seconds == 1400000000);
  CHECK(sink.records[0].sent.millis == 123);
  CHECK(sink.records[1].sender == "2");
  CHECK(sink.records[1].from_me);
  CHECK(sink.records[2].kind == MessageKind::kNotice);
  CHECK(sink.records[3].kind == MessageKind::kMedia);
  CHECK(kHangoutsJsonReader.probe(bytes) == Match::kCertain);
  CheckCuts(kHangoutsJsonReader, bytes);
}

TEST_CASE("hangouts: the newer form and the older one") {
  CheckHangouts(R"({"conversations": [{"conversation": {"conversation_id": {"id": "c1"},)"
                R"( "conversation": {"id": {"id": "c1"}, )" +
                kPeople + R"(}}, "events": [)" + kEvents + "]}]}");
  CheckHangouts(R"({"continuation_end_timestamp": "0", "conversation_state": [{"conversation_id":)"
                R"( {"id": "c1"}, "conversation_state": {"conversation": {"id": {"id": "c1"}, )" +
                kPeople + R"(}, "event": [)" + kEvents + "]}}]}");
}

TEST_CASE("hangouts: one conversation of several is chosen") {
  const auto conversation = [](const std::string& id) {
    return R"({"conversation": {"conversation_id": {"id": ")" + id + R"("}, "conversation": {)" +
           kPeople + R"(}}, "events": [)" + HangoutsWords("1", R"({"type": "TEXT", "text": "x"})") +
           "]}";
  };
  const std::string bytes =
      "{\"conversations\": [" + conversation("a") + "," + conversation("b") + "]}";
  CHECK(ReadGood(kHangoutsJsonReader, bytes).sink.conversations.size() == 2);
  ReadOptions options;
  options.only = "b";
  const CollectSink sink = ReadGood(kHangoutsJsonReader, bytes, options).sink;
  REQUIRE(sink.records.size() == 1);
  CHECK(sink.conversations[0].id == "b");
}

TEST_CASE("google chat: dates whose words are not known one by one") {
  for (const char* date :
       {"2016. november 3., cs\u00fct\u00f6rt\u00f6k 11:59:50 UTC",
        "gioved\u00ec 3 novembre 2016 alle ore 11:59:50 UTC",
        "czwartek, 3 listopada 2016 11:59:50 UTC", "3 Kas\u0131m 2016 Per\u015fembe 11:59:50 UTC",
        "Kamis, 03 November 2016 pukul 11.59.50 UTC",
        "torstai 3. marraskuuta 2016 klo 11.59.50 UTC",
        "torsdag den 3. november 2016 kl. 11.59.50 UTC", "joi, 3 noiembrie 2016 la 11:59:50 UTC",
        "\u010dtvrtek 3. listopadu 2016 v 11:59:50 UTC",
        "2016\u5e7411\u67083\u65e5\u661f\u671f\u56db UTC 11:59:50",
        "2016\ub144 11\uc6d4 3\uc77c \ubaa9\uc694\uc77c \uc624\uc804 11\uc2dc 59\ubd84 50\ucd08 "
        "UTC"}) {
    INFO(date);
    const Timestamp stamp = GoogleChatTime(date);
    CHECK(stamp.basis == Timestamp::Basis::kInstant);
    CHECK(FormatDateTime(stamp.seconds) == "2016-11-03T11:59:50");
  }
  CHECK(GoogleChatTime("soon, or 3 or 11 UTC").basis == Timestamp::Basis::kNone);
}

TEST_CASE("google chat: the afternoon in many languages") {
  for (const char* date :
       {"Thứ Sáu, 2 tháng 4, 2021 lúc 3:05:00 CH UTC",
        "Παρασκευή, 2 Απριλίου 2021 στις 3:05:00 μ.μ. UTC", "2021年4月2日 下午3時05分00秒 UTC",
        "2021年4月2日星期五下午3:05:00 UTC", "2021年4月2日周五下午3:05:00 UTC",
        "2021年4月2日 金曜日 午後3時05分00秒 UTC", "2021년 4월 2일 금요일 오후 3시 5분 0초 UTC",
        "الجمعة، 2 أبريل 2021 3:05:00 م UTC", "शुक्रवार, 2 अप्रैल 2021 को 3:05:00 अपराह्न UTC",
        "வெள்ளி, 2 ஏப்ரல், 2021 பிற்பகல் 3:05:00 UTC", "петък, 2 април 2021 г., 3:05:00 сл.об. UTC",
        "Vrydag 02 April 2021 om 3:05:00 nm. UTC", "Jumaat, 2 April 2021 3:05:00 PTG UTC",
        "e premte, 2 prill 2021 në 3:05:00 e pasdites UTC",
        "Ijumaa, 2 Aprili 2021 saa 3:05:00 Alasiri UTC",
        "viernes, 2 de abril de 2021, 3:05:00 p.\u00a0m. UTC",
        "Biyernes, Abril 2, 2021 nang 3:05:00\u202fPM UTC"}) {
    INFO(date);
    const Timestamp stamp = GoogleChatTime(date);
    CHECK(stamp.basis == Timestamp::Basis::kInstant);
    CHECK(FormatDateTime(stamp.seconds) == "2021-04-02T15:05:00");
  }
  CHECK(FormatDateTime(GoogleChatTime("2 tháng 4, 2021 lúc 12:05:00 SA UTC").seconds) ==
        "2021-04-02T00:05:00");
  // A word of which nothing is known next to an hour that may be either.
  for (const char* date : {"2 aprill 2021 3:05:00 foobar UTC", "2 aprill 2021 foobar 3:05:00 UTC",
                           "2021年4月2日 foobar3時05分00秒 UTC"}) {
    INFO(date);
    CHECK(GoogleChatTime(date).basis == Timestamp::Basis::kNone);
  }
  // The evening has no 12, but some write midnight so.
  CHECK(GoogleChatTime("2021年4月2日星期五 晚上12:05:00 UTC").basis == Timestamp::Basis::kNone);
  CHECK(GoogleChatTime("2021年4月2日星期五 晚上 12:05:00 UTC").basis == Timestamp::Basis::kNone);
  CHECK(FormatDateTime(GoogleChatTime("sexta-feira, 2 de abril de 2021 em 09:05:00 UTC").seconds) ==
        "2021-04-02T09:05:00");
  CHECK(FormatDateTime(GoogleChatTime("2 aprill 2021 foobar 15:05:00 UTC").seconds) ==
        "2021-04-02T15:05:00");
}

TEST_CASE("google chat: the morning next to the day or the word for the hour") {
  for (const char* date :
       {"петък, 2 април 2021 г. в 9:05:00 ч. UTC", "2 aprel 2021, cümə 09:05:00 UTC",
        "2 ապրիլի, 2021 թ., ուրբաթ, 09:05:00 UTC", "2021. április 2., péntek 9:05:00 UTC"}) {
    INFO(date);
    CHECK(FormatDateTime(GoogleChatTime(date).seconds) == "2021-04-02T09:05:00");
  }
  CHECK(FormatDateTime(GoogleChatTime("петък, 2 април 2021 г. в 3:05:00 ч. сл.об. UTC").seconds) ==
        "2021-04-02T15:05:00");
  CHECK(GoogleChatTime("2 aprill 2021 3:05:00 p UTC").basis == Timestamp::Basis::kNone);
  CHECK(FormatDateTime(GoogleChatTime("petak, 15. listopada 2021. u 09:05:00 UTC").seconds) ==
        "2021-10-15T09:05:00");
}

TEST_CASE("google chat: a deleted message of which nothing is left, in front") {
  const std::string bytes = GoogleChatRows(
      R"({"message_state": "DELETED", "deleted_date": "Tuesday, March 7, 2017 at 10:05:09 AM UTC",)"
      R"( "topic_id": "t", "deletion_metadata": {"deletion_type": "CREATOR"}, "message_id": "m"},)" +
      GoogleChatRow("Ada", R"("text": "hello")"));
  CHECK(kGoogleChatReader.probe(bytes) == Match::kCertain);
  const CollectSink sink = ReadGood(kGoogleChatReader, bytes).sink;
  REQUIRE(sink.records.size() == 2);
  CHECK(sink.skipped.empty());
  CHECK(sink.records[0].kind == MessageKind::kNotice);
  CHECK(FormatDateTime(sink.records[0].sent.seconds) == "2017-03-07T10:05:09");
}

}  // namespace
}  // namespace ebb
