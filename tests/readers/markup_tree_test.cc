// Pages and files of the formats in HTML and XML that lie together in a folder or zip.
#include <catch2/catch.hpp>

#include "readers/collect_sink.h"
#include "readers/reader.h"
#include "readers/zip_builder.h"

namespace ebb {
namespace {

struct ReadChat {
  std::string id, name;
  std::vector<std::string> texts;
};

std::vector<ReadChat> ReadZip(const std::vector<std::pair<std::string, std::string>>& files) {
  std::vector<ZipItem> members;
  for (const auto& [name, bytes] : files) members.push_back({.name = name, .bytes = bytes});
  auto exports = OpenExport(MemorySource("x.zip", ZipBuilder::Build(members)), "");
  REQUIRE(exports);
  std::vector<ReadChat> chats;
  for (OpenedExport& opened : *exports) {
    CollectSink sink;
    REQUIRE(ReadExport(opened, {}, sink));
    REQUIRE_FALSE(sink.conversations.empty());
    chats.push_back({sink.conversations[0].id, sink.conversations[0].name, {}});
    for (const KeptMessage& record : sink.records) {
      CHECK(record.conversation == chats.back().id);
      chats.back().texts.push_back(record.text);
    }
  }
  return chats;
}

std::string TelegramPageOf(const std::string& name, const std::string& text) {
  return "<html><title>Exported Data</title><div class=\"page_header\"><div class=\"text bold\">" +
         name +
         "</div></div><div class=\"history\"><div class=\"message default clearfix\" "
         "id=\"message1\"><div class=\"body\"><div class=\"pull_right date details\" "
         "title=\"01.06.2023 12:00:05\">12:00</div><div class=\"from_name\">" +
         name + "</div><div class=\"text\">" + text + "</div></div></div></div></html>";
}

TEST_CASE("trees: the pages of a Telegram chat are one chat in natural order") {
  const auto chats = ReadZip({{"ChatExport/messages10.html", TelegramPageOf("Noor", "c")},
                              {"ChatExport/messages2.html", TelegramPageOf("Noor", "b")},
                              {"ChatExport/css/style.css", "x"},
                              {"ChatExport/messages.html", TelegramPageOf("Noor", "a")}});
  REQUIRE(chats.size() == 1);
  CHECK(chats[0].id == "Noor");
  CHECK(chats[0].texts == std::vector<std::string>{"a", "b", "c"});
}

TEST_CASE("trees: chats of one name in a Telegram account stay apart") {
  const auto chats =
      ReadZip({{"export_results.html", "<html><title>Exported Data</title><p>nothing</p></html>"},
               {"chats/chat_01/messages.html", TelegramPageOf("Noor", "a")},
               {"chats/chat_01/messages2.html", TelegramPageOf("Noor", "b")},
               {"chats/chat_02/messages.html", TelegramPageOf("Noor", "c")}});
  REQUIRE(chats.size() == 2);
  CHECK(chats[0].id == "chat_01");
  CHECK(chats[0].name == "Noor");
  CHECK(chats[0].texts == std::vector<std::string>{"a", "b"});
  CHECK(chats[1].id == "chat_02");
}

std::string VoicePageOf(const std::string& who, const std::string& number, const std::string& text,
                        bool mine = false) {
  const std::string fn = mine ? "abbr" : "span";
  return "<html><head><title>" + who +
         "</title></head><body><div class=\"hChatLog hfeed\"><div class=\"message\"><abbr "
         "class=\"dt\" title=\"2022-03-09T03:13:29.805-05:00\">x</abbr><cite class=\"sender "
         "vcard\"><a class=\"tel\" href=\"tel:" +
         number + "\"><" + fn + " class=\"fn\">" + (mine ? "Me" : who) + "</" + fn +
         "></a></cite><q>" + text + "</q></div></div></body></html>";
}

TEST_CASE("trees: the pages of one person in Google Voice are one chat") {
  const std::string calls = "Takeout/Voice/Calls/";
  const auto chats = ReadZip(
      {{calls + "Ida - Text - 2022-03-09T08_00_00Z.html", VoicePageOf("Ida", "+15550000003", "x")},
       {calls + " - Text - 2022-03-09T08_00_01Z.html", VoicePageOf("", "+15550000002", "a")},
       {calls + "Mina - Text - 2022-01-09T08_00_00Z.html",
        VoicePageOf("Mina", "+15550000001", "mine", true)},
       {calls + "Mina - Text - 2022-04-09T08_00_00Z.html",
        VoicePageOf("Mina", "+15550000002", "b")}});
  REQUIRE(chats.size() == 2);
  CHECK(chats[0].id == "+15550000003");
  CHECK(chats[1].id == "+15550000002");
  CHECK(chats[1].name == "Mina");
  CHECK(chats[1].texts == std::vector<std::string>{"a", "b", "mine"});
}

TEST_CASE("trees: every file of imessage-exporter is a chat") {
  const std::string sam = "May 17, 2022  5:29:42 PM\nSam\nhi\n\n";
  const auto chats = ReadZip({{"export/Sam.txt", sam}, {"export/+1555, Ann.txt", sam}});
  REQUIRE(chats.size() == 2);
  CHECK(chats[0].id == "Sam");
  CHECK(chats[1].id == "+1555, Ann");
}

}  // namespace
}  // namespace ebb
