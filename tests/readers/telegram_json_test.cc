#include "readers/telegram_json.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "base/slow_source.h"
#include "readers/read_bytes.h"
#include "shared_data.h"

namespace ebb {
namespace {

using Json = nlohmann::json;

ReadOutcome ReadTelegram(const std::string& json, const ReadOptions& options = {}) {
  return ReadChecked(kTelegramJsonReader, json, options);
}

// A personal chat with Noor (77) around the given messages.
std::string TelegramChat(const std::string& messages) {
  return R"({"name": "Noor", "type": "personal_chat", "id": 77, "messages": [)" + messages + "]}";
}

// One message by Ivo (user5) with more keys.
std::string FromIvo(const std::string& more) {
  return R"({"id": 1, "type": "message", "date": "2023-06-01T12:00:00", )"
         R"("date_unixtime": "1685613600", "from": "Ivo", "from_id": "user5", )" +
         more + "}";
}

KeptMessage One(const std::string& message) {
  const ReadOutcome outcome = ReadTelegram(TelegramChat(message));
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 1);
  return outcome.sink.records[0];
}

TEST_CASE("telegram: sender, time and place of a message") {
  const std::string json = TelegramChat(FromIvo(R"("text": "lunch?")"));
  const ReadOutcome outcome = ReadTelegram(json);
  REQUIRE(outcome.report);
  CHECK(outcome.report->format == "telegram-json");
  CHECK_FALSE(outcome.report->truncated);
  REQUIRE(outcome.sink.records.size() == 1);
  const KeptMessage& m = outcome.sink.records[0];
  CHECK(m.sender == "Ivo");
  CHECK(m.sender_key == "user5");
  CHECK(m.text == "lunch?");
  CHECK(m.kind == MessageKind::kText);
  CHECK(m.sent.basis == Timestamp::Basis::kInstant);
  CHECK(m.sent.seconds == 1685613600);
  CHECK(m.sent.has_offset);
  CHECK(m.sent.offset_seconds == 7200);
  const std::string place = json.substr(m.source.begin, static_cast<std::size_t>(m.source.size()));
  CHECK(place.front() == '{');
  CHECK(place.back() == '}');
  CHECK(Json::parse(place)["text"] == "lunch?");
  CHECK(outcome.sink.conversations.size() == 1);
  CHECK(outcome.sink.conversations[0].id == "77");
  CHECK(outcome.sink.conversations[0].name == "Noor");
}

TEST_CASE("telegram: dates written in either way or both") {
  struct Case {
    const char* fields;
    Timestamp::Basis basis;
    std::int64_t seconds;
    std::int32_t offset;  // -1: none given
  };
  const Case cases[] = {
      {R"("date": "2023-06-01T12:00:00")", Timestamp::Basis::kWall, 1685620800, -1},
      {R"("date_unixtime": "1685613600")", Timestamp::Basis::kInstant, 1685613600, -1},
      {R"("date_unixtime": 1685613600)", Timestamp::Basis::kInstant, 1685613600, -1},
      {R"("date": "2023-06-01T12:00:00", "date_unixtime": "1685613600")",
       Timestamp::Basis::kInstant, 1685613600, 7200},
      {R"("date": "2023-06-01T06:30:00", "date_unixtime": "1685613600")",
       Timestamp::Basis::kInstant, 1685613600, -12600},
      // Twenty minutes are no time zone.
      {R"("date": "2023-06-01T10:20:00", "date_unixtime": "1685613600")",
       Timestamp::Basis::kInstant, 1685613600, -1},
      {R"("date": "2023-02-30T12:00:00")", Timestamp::Basis::kNone, 0, -1},
      {R"("date": null)", Timestamp::Basis::kNone, 0, -1},
      {R"("date_unixtime": "99999999999999999999")", Timestamp::Basis::kNone, 0, -1},
      {R"("date_unixtime": {"a": 1})", Timestamp::Basis::kNone, 0, -1},
  };
  for (const Case& c : cases) {
    INFO(c.fields);
    const KeptMessage m =
        One(std::string(R"({"type": "message", "from": "A", "text": "x", )") + c.fields + "}");
    CHECK(m.sent.basis == c.basis);
    CHECK(m.sent.seconds == c.seconds);
    CHECK(m.sent.has_offset == (c.offset != -1));
    if (c.offset != -1) CHECK(m.sent.offset_seconds == c.offset);
  }
}

TEST_CASE("telegram: text in all its shapes") {
  struct Case {
    const char* fields;
    std::string text;
    MessageKind kind = MessageKind::kText;
  };
  const Case cases[] = {
      {R"("text": "plain")", "plain"},
      {R"("text": ["one ", {"type": "bold", "text": "two"}, " three"])", "one two three"},
      {R"("text": [{"text": "see ", "type": "plain"}, {"type": "link", "text": "https://a.b"}])",
       "see https://a.b"},
      {R"("text": [{"type": "blockquote", "text": "yours"}, "mine"])", "mine"},
      {R"("text": ["before", {"type": "pre", "text": "x=1", "language": "c"}, "after"])",
       "before\nafter"},
      {R"("text": ["a", {"text": "q", "type": "code"}])", "a\n"},
      {R"("text": [{"type": "blockquote", "text": "yours"}])", "", MessageKind::kOther},
      {R"("text_entities": [{"type": "plain", "text": "only here"}])", "only here"},
      {R"("text": "once", "text_entities": [{"type": "plain", "text": "once"}])", "once"},
      {R"("text": "bell \x07 and \u2028")", "bell \x07 and \u2028"},
      {R"("text": "back\\x41")", "back\\x41"},
      {R"("text": ["\ud83d\ude00", {"type": "custom_emoji", "text": "\u2764", "document_id": "9"}])",
       "\U0001f600\u2764"},
      {R"("text": "")", "", MessageKind::kOther},
      {R"("text": null)", "", MessageKind::kOther},
      {R"("text": {"odd": ["thing"]})", "", MessageKind::kOther},
      {R"("text": [["nested"], 5, null, "kept"])", "5kept"},
      {R"("id": 2)", "", MessageKind::kOther},
  };
  for (const Case& c : cases) {
    INFO(c.fields);
    const KeptMessage m = One(FromIvo(c.fields));
    CHECK(m.text == c.text);
    CHECK(m.kind == c.kind);
  }
}

TEST_CASE("telegram: kinds") {
  struct Case {
    const char* fields;
    MessageKind kind;
    const char* text;
  };
  const Case cases[] = {
      {R"("photo": "photos/1.jpg", "text": "the lake")", MessageKind::kMedia, "the lake"},
      {R"j("file": "(File not included.)", "media_type": "voice_message", "text": "")j",
       MessageKind::kMedia, ""},
      {R"("media_type": "sticker", "sticker_emoji": "x", "file": null, "text": "")",
       MessageKind::kMedia, ""},
      {R"("location_information": null, "text": "")", MessageKind::kLocation, ""},
      {R"("contact_information": {"first_name": "Z"}, "text": "")", MessageKind::kContact, ""},
      {R"("poll": {"question": "which?", "answers": []}, "text": "")", MessageKind::kPoll, ""},
      {R"("forwarded_from": "Somebody", "text": "their words")", MessageKind::kForwarded, ""},
      {R"("forwarded_from": null, "text": "their words")", MessageKind::kForwarded, ""},
      {R"("saved_from": "Chat", "text": "their words")", MessageKind::kForwarded, ""},
      {R"("via_bot": "@gif", "text": "made up")", MessageKind::kOther, ""},
      {R"("game_title": "Chess", "text": "")", MessageKind::kOther, ""},
  };
  for (const Case& c : cases) {
    INFO(c.fields);
    const KeptMessage m = One(FromIvo(c.fields));
    CHECK(m.kind == c.kind);
    CHECK(m.text == c.text);
  }
  CHECK(One(FromIvo(R"("text": "x", "edited": "2023-06-01T12:01:00")")).edited);
  CHECK(One(FromIvo(R"("text": "x", "reply_to_message_id": 4)")).has_reply);
  CHECK_FALSE(One(FromIvo(R"("text": "x")")).has_reply);
}

TEST_CASE("telegram: records that are no messages are counted") {
  const ReadOutcome outcome = ReadTelegram(TelegramChat(
      R"({"id": 1, "type": "service", "actor": "Noor", "action": "phone_call", "text": ""},)"
      R"({"id": 2, "type": "unsupported"},)"
      R"({"id": 3, "type": "mystery", "from": "Noor"},)"
      R"({"id": 4, "type": "message", "text": "from nobody"},)"
      R"("not an object", 17, null, [1, 2],)"
      R"({"id": 5, "type": "message", "from": "Noor", "text": "bad \q escape"},)"
      R"({"id": 6, "type": "message", "from": "Noor", "text": "kept"})"));
  REQUIRE(outcome.report);
  CHECK(outcome.sink.Notices().size() == 1);
  REQUIRE(outcome.sink.Messages().size() == 1);
  CHECK(outcome.sink.Messages()[0].text == "kept");
  CHECK(outcome.sink.Messages()[0].line == 10);
  CHECK(outcome.sink.skipped.size() == 8);
  for (const KeptSkip& skip : outcome.sink.skipped) {
    CHECK(skip.reason.find("nobody") == std::string::npos);  // never words from the file
  }
}

TEST_CASE("telegram: who is who") {
  SECTION("the chat's id is the partner's, the other one is me") {
    const ReadOutcome outcome = ReadTelegram(TelegramChat(
        FromIvo(R"("text": "first")") +
        R"(, {"type": "message", "from": "Noor", "from_id": "user77", "text": "second"})"));
    CHECK(outcome.sink.conversations[0].capabilities.knows_me);
    CHECK(outcome.sink.records[0].from_me);
    CHECK_FALSE(outcome.sink.records[1].from_me);
  }
  SECTION("numbers from before 2021") {
    const ReadOutcome outcome = ReadTelegram(
        TelegramChat(R"({"type": "message", "from": "Ivo", "from_id": 5, "text": "a"},)"
                     R"({"type": "message", "from": "Noor", "from_id": 77, "text": "b"})"));
    CHECK(outcome.sink.records[0].sender_key == "user5");
    CHECK(outcome.sink.records[0].from_me);
    CHECK_FALSE(outcome.sink.records[1].from_me);
  }
  SECTION("an id that nobody has says nothing") {
    const ReadOutcome outcome = ReadTelegram(TelegramChat(FromIvo(R"("text": "first")")));
    CHECK_FALSE(outcome.sink.conversations[0].capabilities.knows_me);
    CHECK_FALSE(outcome.sink.records[0].from_me);
  }
  SECTION("an id that somebody has in the next chat only says nothing of this one") {
    std::string text =
        R"({"chats": {"list": [{"name": "Noor", "type": "personal_chat", "id": 77, "messages": [)";
    text += FromIvo(R"("text": "first")");
    text += R"(]}, {"name": "Hike", "type": "private_group", "id": 8, "messages": [)";
    text += R"({"type": "message", "from": "Noor", "from_id": "user77", "text": "b"}]}]}})";
    const ReadOutcome outcome = ReadTelegram(text);
    REQUIRE(outcome.sink.conversations.size() == 2);
    CHECK_FALSE(outcome.sink.conversations[0].capabilities.knows_me);
    CHECK_FALSE(outcome.sink.records[0].from_me);
  }
  SECTION("deleted accounts keep their id") {
    const KeptMessage m =
        One(R"({"type": "message", "from": null, "from_id": "user9", "text": "x"})");
    CHECK(m.sender == "Deleted Account");
    CHECK(m.sender_key == "user9");
  }
  SECTION("a group has no partner") {
    const ReadOutcome outcome =
        ReadTelegram(R"({"name": "Hike", "type": "private_group", "id": 77, "messages": [)" +
                     FromIvo(R"("text": "x")") + "]}");
    CHECK_FALSE(outcome.sink.conversations[0].capabilities.knows_me);
  }
}

std::string Account() {
  return R"({"about": "a \"note\" with ] and }", "personal_information": {"user_id": 5, "bio": "{["},
    "contacts": {"list": [{"first_name": "Q"}]}, "chats": {"about": "x", "list": [
      {"name": "Noor", "type": "personal_chat", "id": 77, "messages": [)" +
         FromIvo(R"("text": "one")") +
         R"(, {"type": "message", "from": "Noor", "from_id": "user77", "text": "two"}]},
      {"type": "saved_messages", "id": 5, "messages": [)" +
         FromIvo(R"("text": "note to self")") +
         R"(]}, {"name": "Noor", "type": "private_group", "id": 77, "messages": []}]},
    "left_chats": {"list": [{"name": null, "type": "private_group", "id": 8, "messages": [)" +
         FromIvo(R"("text": "bye")") + R"(]}]}, "frequent_contacts": {}})";
}

TEST_CASE("telegram: a whole account") {
  const ReadOutcome outcome = ReadTelegram(Account());
  REQUIRE(outcome.report);
  const auto& chats = outcome.sink.conversations;
  REQUIRE(chats.size() == 4);
  CHECK(chats[0].id == "77");
  CHECK(chats[1].id == "5");
  CHECK(chats[1].name == "Saved Messages");
  CHECK(chats[2].id == "private_group-77");
  CHECK(chats[3].id == "8");
  CHECK(std::all_of(chats.begin(), chats.end(),
                    [](const auto& chat) { return chat.capabilities.knows_me; }));
  REQUIRE(outcome.sink.records.size() == 4);
  CHECK(outcome.sink.records[0].from_me);
  CHECK_FALSE(outcome.sink.records[1].from_me);
  CHECK(outcome.sink.records[3].conversation == "8");
  CHECK(outcome.sink.records[3].line == 4);
}

TEST_CASE("telegram: one chat of an account") {
  for (const std::string only : {"8", "Saved Messages", "Noor"}) {
    ReadOptions options;
    options.only = only;
    const ReadOutcome outcome = ReadTelegram(Account(), options);
    REQUIRE(outcome.report);
    CHECK(outcome.sink.records.size() == (only == "Noor" ? 2 : 1));
  }
  ReadOptions options;
  options.only = "nobody";
  CHECK(ReadTelegram(Account(), options).sink.conversations.empty());
}

TEST_CASE("telegram: reading is taken up where it was left") {
  for (const std::string& json :
       {Account(), TelegramChat(FromIvo(R"("text": "1")") + "," + FromIvo(R"("text": "2")") + "," +
                                FromIvo(R"("text": "3")"))}) {
    const ReadOutcome whole = ReadTelegram(json);
    for (std::size_t from = 0; from < whole.sink.records.size(); ++from) {
      const KeptMessage& first = whole.sink.records[from];
      ReadOptions options;
      options.resume = Checkpoint{static_cast<MessageIndex>(from),
                                  static_cast<std::uint32_t>(first.line), first.source.begin};
      const ReadOutcome rest = ReadTelegram(json, options);
      REQUIRE(rest.report);
      REQUIRE(rest.sink.records.size() == whole.sink.records.size() - from);
      for (std::size_t i = 0; i < rest.sink.records.size(); ++i) {
        const KeptMessage &a = rest.sink.records[i], &b = whole.sink.records[from + i];
        CHECK(a.text == b.text);
        CHECK(a.line == b.line);
        CHECK(a.source == b.source);
        CHECK(a.conversation == b.conversation);
      }
    }
  }
}

TEST_CASE("telegram: the sink may have enough") {
  ReadOutcome outcome{ReadReport{}, {}};
  outcome.sink.stop_after = 2;
  const auto source = MemorySource("sample", Account());
  outcome.report = kTelegramJsonReader.read(*source, {}, outcome.sink);
  REQUIRE(outcome.report);
  CHECK(outcome.sink.records.size() == 2);
  CHECK_FALSE(outcome.report->truncated);
}

TEST_CASE("telegram: every cut keeps what is complete") {
  CheckCuts(kTelegramJsonReader, Account());
  const std::string sample =
      TelegramChat(FromIvo(R"("text": "uno \x0b \ud83d\ude00")") + ",\n" +
                   FromIvo(R"("text": ["dos", {"type": "bold", "text": "!"}])") +
                   R"(, {"type": "service", "id": 4, "action": "pin_message"})");
  CheckCuts(kTelegramJsonReader, sample);
  const std::size_t inside = sample.find("dos");
  const ReadOutcome cut = ReadTelegram(sample.substr(0, inside));
  REQUIRE(cut.report);
  CHECK(cut.report->truncated);
  CHECK(cut.report->warnings.size() == 1);
  CHECK(cut.sink.records.size() == 1);
  CHECK(cut.sink.skipped.size() == 1);
}

TEST_CASE("telegram: damage between records is skipped, damage of the structure ends the reading") {
  const ReadOutcome passed = ReadTelegram(
      TelegramChat(FromIvo(R"("text": "1")") + ", \"x\": 2, " + FromIvo(R"("text": "2")")));
  REQUIRE(passed.report);
  CHECK(passed.sink.records.size() == 2);
  CHECK(passed.sink.skipped.size() == 3);
  const ReadOutcome ended = ReadTelegram(TelegramChat(FromIvo(R"("text": "1")") + "]}, oops"));
  REQUIRE(ended.report);
  CHECK(ended.sink.records.size() == 1);
  const ReadOutcome wild = ReadTelegram(R"({"messages": [)" + FromIvo(R"("text": "1")") +
                                        R"(], 5: "x", "messages": []})");
  REQUIRE(wild.report);
  CHECK(wild.report->truncated);
  CHECK(wild.sink.records.size() == 1);
}

TEST_CASE("telegram: other files are refused in words") {
  for (const char* bad : {"", "x", "[]", "{}", R"({"a": 1})", R"({"messages": 5})",
                          R"({"chats": [], "name": "x"})", "{\"name\": \"x"}) {
    const ReadOutcome outcome = ReadTelegram(bad);
    REQUIRE_FALSE(outcome.report);
    CHECK(outcome.report.error().kind == ErrorKind::kInput);
    CHECK(outcome.report.error().message.starts_with("sample: "));
  }
}

TEST_CASE("telegram: the list of messages alone") {
  const ReadOutcome outcome =
      ReadTelegram("[" + FromIvo(R"("text": ["a ", {"type": "bold", "text": "b"}])") + ", " +
                   FromIvo(R"("forwarded_from": "X", "text": "c")") + "]");
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.Messages().size() == 2);
  CHECK(outcome.sink.records[0].text == "a b");
  CHECK(outcome.sink.records[1].text.empty());
  CHECK_FALSE(outcome.sink.conversations[0].id.empty());
}

TEST_CASE("telegram: the probe knows its own") {
  const auto probe = kTelegramJsonReader.probe;
  CHECK(probe(TelegramChat(FromIvo(R"("text": "x")"))) == Match::kCertain);
  CHECK(probe(Account()) == Match::kCertain);
  CHECK(probe(TelegramChat("")) == Match::kCertain);
  CHECK(probe(R"({"messages": [{"type": "message", "text": "x"}]})") == Match::kCertain);
  CHECK(probe(R"({"messages": [{"sender_name": "x", "content": "y"}]})") == Match::kNo);
  CHECK(probe(R"({"guild": {"id": "1"}, "messages": [{"type": "Default"}]})") == Match::kNo);
  CHECK(probe(R"({"sender": "a", "text": "b"})") == Match::kNo);
  CHECK(probe("") == Match::kNo);
  CHECK(probe("[1]") == Match::kNo);
  CHECK(probe("[" + FromIvo(R"("text": "x")") + "]") == Match::kCertain);
  CHECK(probe(R"([{"type": "message", "user": "U1", "ts": "1.2", "text": "x"}])") == Match::kNo);
  // The head may end anywhere.
  const std::string chat = TelegramChat(FromIvo(R"("text": "x")"));
  CHECK(probe(chat.substr(0, 60)) >= Match::kLikely);
}

TEST_CASE("telegram: a message over many windows, and one too long") {
  const std::string big(3 * 1024 * 1024, 'w');
  CHECK(One(FromIvo("\"text\": \"" + big + "\"")).text == big);
  const std::string huge(17 * 1024 * 1024, 'w');
  const ReadOutcome outcome = ReadTelegram(
      TelegramChat(FromIvo("\"text\": \"" + huge + "\"") + "," + FromIvo(R"("text": "after")")));
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 1);
  CHECK(outcome.sink.records[0].text == "after");
  REQUIRE(outcome.sink.skipped.size() == 1);
  CHECK(outcome.sink.skipped[0].reason.find("16 MiB") != std::string::npos);
}

TEST_CASE("telegram: depth costs no stack") {
  const std::string deep = std::string(500000, '[') + std::string(500000, ']');
  CHECK(One(FromIvo("\"odd\": " + deep + R"(, "text": "x")")).text == "x");
}

// A slow second reading of the same file with another library.
// A NUL byte once looked like the end of the text and was waited at for ever.
TEST_CASE("telegram: any byte in the place of a value lets reading end") {
  const std::string record = FromIvo(R"("text": "hi")");
  for (char c = 0; c < 127; ++c) {
    for (const std::string& before :
         {std::string(R"({"chats": {"list": [)"), std::string("{\"name\": "),
          std::string(R"({"messages": [)") + record + ","}) {
      const ReadOutcome outcome = ReadTelegram(before + c + ", {}]}}");
      CHECK(outcome.sink.records.size() == (before.ends_with("},") ? 1 : 0));
    }
  }
}

TEST_CASE("telegram: agrees with a document parser on generated chats") {
  std::uint32_t state = 12345;
  const auto next = [&](std::uint32_t n) {
    return (state = state * 1664525 + 1013904223) / 65536 % n;
  };
  Json messages = Json::array();
  std::vector<std::string> expected;
  for (int i = 0; i < 5000; ++i) {
    std::string text;
    for (std::uint32_t k = next(40); k > 0; --k) {
      static const char* const kBits[] = {"word ",  "\"", "\\", "\n",
                                          "\u00e9", "{",  "}",  "\U0001f600"};
      text += kBits[next(8)];
    }
    Json message = {{"id", i},
                    {"type", "message"},
                    {"from", "P" + std::to_string(next(2))},
                    {"date_unixtime", std::to_string(1600000000 + i * 60)}};
    if (next(3) == 0) {
      message["text"] = Json::array({text, {{"type", "italic"}, {"text", text}}});
      expected.push_back(text + text);
    } else {
      message["text"] = text;
      expected.push_back(text);
    }
    messages.push_back(message);
  }
  const Json chat = {{"name", "G"}, {"type", "private_group"}, {"id", 3}, {"messages", messages}};
  for (const int indent : {-1, 1}) {
    for (const bool ascii : {false, true}) {
      const ReadOutcome outcome = ReadTelegram(chat.dump(indent, ' ', ascii));
      REQUIRE(outcome.sink.records.size() == expected.size());
      for (std::size_t i = 0; i < expected.size(); ++i) {
        REQUIRE(outcome.sink.records[i].text == expected[i]);
      }
    }
  }
}

// The partner speaks later than the exporter: who is who is known from what lies ahead.
TEST_CASE("telegram: who exported the chat does not depend on how the bytes come") {
  const std::string text =
      R"({"name": "Noor", "type": "personal_chat", "id": 7, "messages": [)"
      R"({"id": 1, "type": "message", "date": "2024-03-01T10:00:00", "from": "Ada", )"
      R"("from_id": "user9", "text": "one"}, {"id": 2, "type": "message", )"
      R"("date": "2024-03-01T10:01:00", "from": "Noor", "from_id": "user7", "text": "two"}]})";
  SlowSource slow(text);
  CollectSink sink;
  REQUIRE(kTelegramJsonReader.read(slow, {}, sink));
  REQUIRE(sink.records.size() == 2);
  CHECK(sink.records[0].from_me);
  CHECK_FALSE(sink.records[1].from_me);
}

}  // namespace
}  // namespace ebb
