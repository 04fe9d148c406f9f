#include <catch2/catch.hpp>

#include "readers/looks_like.h"
#include "readers/read_bytes.h"
#include "readers/snapchat_json.h"
#include "readers/x_messages.h"
#include "readers/zip_builder.h"

namespace ebb {
namespace {

std::string Snap(const std::string& from, const std::string& type, const std::string& content,
                 bool mine) {
  return R"({"From": ")" + from + R"(", "Media Type": ")" + type +
         R"(", "Created": "2024-03-04 05:06:07 UTC", "Content": )" + content +
         R"(, "Conversation Title": null, "IsSender": )" + (mine ? "true" : "false") +
         R"x(, "Created(microseconds)": 1709528767123, "IsSaved": true, "Media IDs": ""})x";
}

const std::string kSnaps =
    R"({"none": [], "ada": [)" + Snap("ada", "TEXT", "\"it&#39;s late\"", false) + "," +
    Snap("ben", "TEXT", "\"so?\"", true) + "," + Snap("ada", "MEDIA", "null", false) + "," +
    Snap("ada", "STATUSERASEDMESSAGE", "null", false) + "," +
    Snap("ada", "LOCATION", "null", false) + R"(], "cy": [)" + Snap("cy", "NOTE", "\"\"", false) +
    "]}";

TEST_CASE("snapchat: conversations by name") {
  const CollectSink sink = ReadGood(kSnapchatJsonReader, kSnaps).sink;
  REQUIRE(sink.conversations.size() == 2);
  CHECK(sink.conversations[0].id == "ada");
  CHECK(sink.conversations[0].sort_by_time);
  REQUIRE(sink.records.size() == 6);
  CHECK(sink.records[0].text == "it's late");
  CHECK(sink.records[0].sent.seconds == 1709528767);
  CHECK(sink.records[0].sent.millis == 123);
  CHECK(sink.records[1].from_me);
  CHECK(sink.records[2].kind == MessageKind::kMedia);
  CHECK(sink.records[3].kind == MessageKind::kNotice);
  CHECK(sink.records[4].kind == MessageKind::kLocation);
  CHECK(sink.records[5].conversation == "cy");
  CHECK(kSnapchatJsonReader.probe(kSnaps) == Match::kCertain);
  CheckCuts(kSnapchatJsonReader, kSnaps);
  ReadOptions options;
  options.only = "cy";
  CHECK(ReadGood(kSnapchatJsonReader, kSnaps, options).sink.records.size() == 1);
}

TEST_CASE("snapchat: the older form, by direction") {
  const std::string bytes =
      R"({"Received Saved Chat History": [{"From": "ada", "Media Type": "TEXT",)"
      R"( "Created": "2022-03-04 05:06:07 UTC", "Text": "a &amp; b"}, {"From": "cy",)"
      R"( "Media Type": "TEXT", "Created": "2022-03-04 05:06:08 UTC", "Text": "c"}],)"
      R"( "Sent Saved Chat History": [{"To": "ada", "Media Type": "TEXT",)"
      R"( "Created": "2022-03-04 05:06:09 UTC", "Text": "d"}]})";
  const CollectSink sink = ReadGood(kSnapchatJsonReader, bytes).sink;
  REQUIRE(sink.records.size() == 3);
  CHECK(sink.records[0].text == "a & b");
  CHECK(sink.records[0].conversation == "ada");
  CHECK(sink.records[1].conversation == "cy");
  CHECK(sink.records[2].conversation == "ada");
  CHECK(sink.records[2].sender == "Me");
  CHECK(sink.records[2].from_me);
  CHECK(sink.records[2].sent.seconds == 1646370369);
  CHECK(kSnapchatJsonReader.probe(bytes) == Match::kCertain);
  // Some name the partner as `From` in both lists.
  const CollectSink both =
      ReadGood(kSnapchatJsonReader,
               R"({"Received Saved Chat History": [], "Sent Saved Chat History": [{"From": "ada",)"
               R"( "Media Type": "TEXT", "Created": "2022-03-04 05:06:09 UTC", "Content": "d"}]})")
          .sink;
  REQUIRE(both.records.size() == 1);
  CHECK(both.records[0].sender == "Me");
  CHECK(both.records[0].from_me);
  CHECK(both.records[0].conversation == "ada");
  CHECK(kSnapchatJsonReader.probe(R"({"a": [{"Media Type": "x"}]})") == Match::kNo);
}

std::string SnapRow(const std::string& who, const std::string& type, const std::string& time) {
  return "<tr><td>" + who + "</td><td>" + type + "</td><td>" + time + "</td></tr>";
}
std::string SnapWords(const std::string& words) {
  return "<tr><td colspan=\"3\">" + words + "</td></tr>";
}

TEST_CASE("snapchat pages: the older form, tables by direction") {
  const std::string head = "<tr><th>From</th><th>Media Type</th><th>Created</th></tr>";
  const std::string page =
      "<!DOCTYPE html><html><head><title>My Data</title></head><body><h1>Chat History</h1>"
      "<h3>Received Saved Chat History</h3><table><tbody>" +
      head + SnapRow("ada", "TEXT", "2022-03-04 05:06:07 UTC") +
      SnapWords("it&#39;s &lt;3<br>late") + SnapRow("cy", "MEDIA", "2022-03-04 05:06:08 UTC") +
      SnapRow("ada", "TEXT", "2022-03-04 05:06:09 UTC") + SnapWords("b") +
      "</tbody></table><h3>Sent Saved Chat History</h3><table>"
      "<tr><th>To</th><th>Media Type</th><th>Created</th></tr>" +
      SnapRow("ada", "TEXT", "2022-03-04 05:06:10 UTC") + SnapWords("c") +
      SnapRow("ada", "STATUSERASEDMESSAGE", "2022-03-04 05:06:11 UTC") + "</table></body></html>";
  CHECK(NameOf(page) == "snapchat-html");
  const ReadOutcome outcome = ReadGood(kSnapchatHtmlReader, page);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 5);
  CHECK(outcome.sink.skipped.empty());
  CHECK(records[0].text == "it's <3\nlate");
  CHECK(records[0].conversation == "ada");
  CHECK(records[0].sent.seconds == 1646370367);
  CHECK_FALSE(records[0].from_me);
  CHECK(records[1].kind == MessageKind::kMedia);
  CHECK(records[1].conversation == "cy");
  CHECK(records[2].conversation == "ada");
  CHECK(records[3].sender == "Me");
  CHECK(records[3].from_me);
  CHECK(records[3].text == "c");
  CHECK(records[3].conversation == "ada");
  CHECK(records[4].kind == MessageKind::kNotice);
  CHECK(outcome.report->warnings.size() == 1);
  CheckCuts(kSnapchatHtmlReader, page);
  ReadOptions options;
  options.only = "cy";
  CHECK(ReadGood(kSnapchatHtmlReader, page, options).sink.records.size() == 1);
}

std::string SnapCard(const std::string& sender, const std::string& type, const std::string& words,
                     const std::string& time) {
  return "<div style=\"background: #f2f2f2;\"><span><div><h4>" + sender + "</h4></div><span>" +
         type + "</span><br/>" + words + "<h6>" + time + "</h6></span></div>\n";
}

TEST_CASE("snapchat pages: a page for each chat") {
  const std::string page =
      "<html><head><style>h4 { a: b; }</style></head><body><div class=\"leftpanel\"><a "
      "href=\"subpage_ada.html\">ada</a></div><div class=\"rightpanel\"><h1>Ada B</h1>" +
      SnapCard("ada", "TEXT", "<p>NO &amp; yes</p>", "2024-03-04 05:06:07 UTC") +
      "<div>Saved</div>" + SnapCard("ben", "TEXT", "loose words", "2024-03-04 05:06:06 UTC") +
      SnapCard("ada", "MEDIA", "", "2024-03-04 05:06:05 UTC") +
      SnapCard("ada", "STATUSPARTICIPANTREMOVED", "", "2024-03-04 05:06:04 UTC") +
      SnapCard("ben", "", "<p>OK</p>", "2024-03-04 05:06:03 UTC") + "</div></body></html>";
  CHECK(NameOf(page) == "snapchat-html");
  const ReadOutcome outcome = ReadGood(kSnapchatHtmlReader, page);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 5);
  REQUIRE(outcome.sink.conversations.size() == 1);
  CHECK(outcome.sink.conversations[0].name == "Ada B");
  CHECK(outcome.sink.conversations[0].sort_by_time);
  CHECK_FALSE(outcome.sink.conversations[0].capabilities.knows_me);
  CHECK(records[0].sender == "ada");
  CHECK(records[0].text == "NO & yes");
  CHECK(records[0].sent.seconds == 1709528767);
  CHECK(records[1].text == "loose words");
  CHECK(records[2].kind == MessageKind::kMedia);
  CHECK(records[3].kind == MessageKind::kNotice);
  CHECK(records[4].text == "OK");
  CheckCuts(kSnapchatHtmlReader, page);
  // The page that only lists the chats.
  const std::string list = page.substr(0, page.find("<h1>")) + "</div></body></html>";
  CHECK(NameOf(list) == "snapchat-html");
  CHECK(ReadGood(kSnapchatHtmlReader, list).sink.records.empty());
  CHECK_FALSE(ReadBytes(kSnapchatHtmlReader, "<html><h1>a</h1></html>").report);
}

TEST_CASE("snapchat pages: JSON is read where there is some; pictures sent are no chats") {
  const std::string card = "<html><div class=\"rightpanel\"><h1>ada</h1>" +
                           SnapCard("ada", "TEXT", "<p>a</p>", "2024-03-04 05:06:07 UTC") +
                           "</div></html>";
  const auto zip = [&](bool json) {
    std::vector<ZipItem> items = {
        {.name = "html/chat_history/subpage_ada.html", .bytes = card},
        {.name = "html/chat_history/subpage_cy.html", .bytes = card},
        {.name = "html/snap_history/subpage_ada.html", .bytes = card},
    };
    if (json) items.push_back({.name = "json/chat_history.json", .bytes = kSnaps});
    return OpenExport(MemorySource("mydata~1.zip", ZipBuilder::Build(items)), "");
  };
  const auto pages = zip(false);
  REQUIRE(pages);
  REQUIRE(pages->size() == 2);
  const auto both = zip(true);
  REQUIRE(both);
  REQUIRE(both->size() == 1);
  CHECK((*both)[0].reader->name == "snapchat-json");
  CHECK(IsMediaName("html/snap_history/subpage_ada.html"));
  CHECK(IsMediaName("snap_history/a.html"));
  CHECK_FALSE(IsMediaName("my_snap_history/chat.txt"));
}

std::string Sent(const std::string& sender, const std::string& text, const std::string& time) {
  return R"({"messageCreate": {"recipientId": "9", "reactions": [], "urls": [], "text": ")" + text +
         R"(", "mediaUrls": [], "senderId": ")" + sender + R"(", "id": "1", "createdAt": ")" +
         time + "\"}}";
}

const std::string kDms =
    "window.YTD.direct_messages.part0 = [ {\"dmConversation\": {\"conversationId\": \"7-42\", "
    "\"messages\": [" +
    Sent("7", "a &amp; b &lt;3", "2023-05-06T07:08:09.123Z") + "," +
    Sent("42", "yes", "1683356889000") +
    R"(, {"joinConversation": {"initiatingUserId": "7", "createdAt": "2023-05-06T07:08:10.000Z"}},)"
    R"( {"messageCreate": {"text": "whose", "createdAt": "2023-05-06T07:08:10.000Z"}},)"
    R"( {"messageCreate": {"senderId": "7", "text": "", "mediaUrls": ["u"], "createdAt": "x"}})"
    "]}} ]";

TEST_CASE("x: direct messages") {
  const CollectSink sink = ReadGood(kXMessagesReader, kDms).sink;
  CHECK(sink.conversations[0].id == "7-42");
  REQUIRE(sink.records.size() == 4);
  CHECK(sink.records[0].text == "a & b <3");
  CHECK(sink.records[0].sent.millis == 123);
  CHECK(sink.records[0].sender == "7");
  CHECK(sink.records[1].sent.seconds == 1683356889);
  CHECK(sink.records[2].kind == MessageKind::kNotice);
  CHECK(sink.records[3].kind == MessageKind::kMedia);
  CHECK(sink.skipped.size() == 1);
  CHECK(kXMessagesReader.probe(kDms) == Match::kCertain);
  CHECK(kXMessagesReader.probe("window.YTD.direct_message_headers.part0 = [ {}]") == Match::kNo);
  CHECK(kXMessagesReader.probe("window.YTD.tweets.part0 = [ {}]") == Match::kNo);
  CheckCuts(kXMessagesReader, kDms);
}

TEST_CASE("x: an archive says whose it is") {
  auto exports = OpenExport(
      MemorySource(
          "x.zip",
          ZipBuilder::Build(
              {{.name = "data/direct-messages.js", .bytes = kDms},
               {.name = "data/account.js",
                .bytes = "window.YTD.account.part0 = [ {\"account\": {\"username\": \"ben\","
                         " \"accountId\": \"42\", \"accountDisplayName\": \"Ben C\"}} ]"}})),
      "");
  REQUIRE(exports);
  REQUIRE(exports->size() == 1);
  CollectSink sink;
  REQUIRE(ReadExport(exports->front(), {}, sink));
  CHECK(sink.conversations[0].name == "7");
  CHECK(sink.conversations[0].capabilities.knows_me);
  CHECK(sink.records[1].sender == "Ben C");
  CHECK(sink.records[1].from_me);
}

TEST_CASE("x: comments in front, and the list without what makes it a script") {
  const std::string list =
      R"([{"dmConversation": {"conversationId": "7-8", "messages": [{"messageCreate":)"
      R"( {"senderId": "7", "text": "back by six", "createdAt": "2024-06-05T13:45:22.000Z"}}]}}])";
  for (const std::string& file :
       {"// somebody's\n\n// note\nwindow.YTD.direct_messages.part0 = " + list, list}) {
    CHECK(kXMessagesReader.probe(file) == Match::kCertain);
    const CollectSink sink = ReadGood(kXMessagesReader, file).sink;
    REQUIRE(sink.records.size() == 1);
    CHECK(sink.records[0].text == "back by six");
  }
  CHECK(kXMessagesReader.probe(
            R"([{"dmConversation": {"conversationId": "7-8", "messages": [{"messageCreate":)"
            R"( {"senderId": "7", "createdAt": "2024-06-05T13:45:22.000Z"}}]}}])") == Match::kNo);
  CHECK(kXMessagesReader.probe(R"([{"tweet": {"text": "x"}}])") == Match::kNo);
}

}  // namespace
}  // namespace ebb
