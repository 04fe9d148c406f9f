// Exports of chat apps that are several files: folders made for the test, read as the program does.
#include <catch2/catch.hpp>

#include "readers/collect_sink.h"
#include "readers/reader.h"
#include "readers/zip_builder.h"

namespace ebb {
namespace {

std::vector<OpenedExport> OpenPackage(const std::vector<ZipItem>& entries) {
  auto exports = OpenExport(MemorySource("package.zip", ZipBuilder::Build(entries)), "");
  REQUIRE(exports);
  return std::move(*exports);
}

std::string Channel(int number) {
  return R"([{"ID": 10910000000000000)" + std::to_string(number) +
         R"(, "Timestamp": "2024-03-01 18:05:02", "Contents": "a", "Attachments": ""}])";
}

TEST_CASE("discord package: channels are called by their names") {
  std::vector<OpenedExport> exports = OpenPackage({
      {.name = "Messages/index.json", .bytes = R"({"42": "Direct Message with bo#0", "43": null})"},
      {.name = "Messages/c42/messages.json", .bytes = Channel(10)},
      {.name = "Messages/c43/messages.json", .bytes = Channel(11)},
  });
  REQUIRE(exports.size() == 2);
  CollectSink sink;
  for (OpenedExport& opened : exports) REQUIRE(ReadExport(opened, {}, sink));
  REQUIRE(sink.conversations.size() == 2);
  CHECK(sink.conversations[0].id == "42");
  CHECK(sink.conversations[0].name == "Direct Message with bo");
  CHECK(sink.conversations[1].id == "43");
  CHECK(sink.records.size() == 2);
}

TEST_CASE("qce chunks: one chat, with the name and owner of the list") {
  const auto row = [](const std::string& id, const std::string& uid) {
    return R"({"id": ")" + id + R"(", "timestamp": 1775483559000, "sender": {"uid": ")" + uid +
           R"(", "name": ")" + uid +
           R"("}, "type": "text", "recalled": false, "content": {"text": "hi"}})" + "\n";
  };
  std::vector<OpenedExport> exports = OpenPackage({
      {.name = "chat/manifest.json",
       .bytes =
           R"({"metadata": {"name": "QQChatExporter V5", "format": "chunked-jsonl"}, "chatInfo": {"name": "Home", "selfUid": "u_1"}, "chunked": {"chunks": []}})"},
      {.name = "chat/chunks/chunk_0002.jsonl", .bytes = row("c", "u_1")},
      {.name = "chat/chunks/chunk_0001.jsonl", .bytes = row("a", "u_1") + row("b", "u_2")},
  });
  REQUIRE(exports.size() == 1);
  CollectSink sink;
  REQUIRE(ReadExport(exports.front(), {}, sink));
  REQUIRE(sink.records.size() == 3);
  CHECK(sink.conversations.front().name == "Home");
  CHECK(sink.records[0].from_me);
  CHECK_FALSE(sink.records[1].from_me);
  CHECK(sink.records[2].from_me);
}

TEST_CASE("discord: the parts of a channel are one chat") {
  const auto part = [](const std::string& id) {
    return R"({"guild": {"id": "0"}, "channel": {"id": "42", "name": "Bo"}, "messages": [{"id": ")" +
           id + R"(", "type": "Default", "content": "x", "author": {"id": "1", "name": "a"}}]})";
  };
  std::vector<OpenedExport> exports = OpenPackage({
      {.name = "Bo [42].json", .bytes = part("175928847299117063")},
      {.name = "Bo [42] [part 2].json", .bytes = part("175928847299117064")},
      {.name = "Cy [43].json", .bytes = part("175928847299117065")},
  });
  REQUIRE(exports.size() == 2);
  CollectSink sink;
  REQUIRE(ReadExport(exports.front(), {}, sink));
  CHECK(sink.records.size() == 2);
}

TEST_CASE("viber: a chat is called as its file is") {
  std::vector<OpenedExport> exports =
      OpenPackage({{.name = "Bo Li.csv", .bytes = "17/08/2014,12:52:56,Me,+15550001,Hi\n"},
                   {.name = "Cy.csv", .bytes = "17/08/2014,12:52:56,Cy,+15550002,Ho\n"}});
  REQUIRE(exports.size() == 2);
  CollectSink sink;
  for (OpenedExport& opened : exports) REQUIRE(ReadExport(opened, {}, sink));
  CHECK(sink.conversations[0].name == "Bo Li");
  CHECK(sink.conversations[1].id == "Cy");
}

}  // namespace
}  // namespace ebb
