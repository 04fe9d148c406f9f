// Folders and zips with many files: what belongs together, what is said beside it, what is left
// out.
#include "readers/tree.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "base/utf8.h"
#include "readers/collect_sink.h"
#include "readers/reader.h"
#include "readers/zip_builder.h"
#include "temp_folder.h"

namespace ebb {
namespace {

namespace fs = std::filesystem;

// One slice of a Messenger thread: a message each at the given seconds, newest first.
std::string Slice(const std::string& partner, std::vector<int> seconds, bool third = false) {
  std::string rows;
  for (const int second : seconds) {
    if (!rows.empty()) rows += ", ";
    rows += R"({"sender_name": ")" + partner + R"(", "timestamp_ms": )" +
            std::to_string(1700000000 + second) + R"(000, "content": "at )" +
            std::to_string(second) + "\"}";
  }
  return R"({"participants": [{"name": ")" + partner + R"("}, {"name": "Me Myself"})" +
         (third ? R"(, {"name": "Cy"})" : "") + R"(], "messages": [)" + rows + R"(], "title": ")" +
         (third ? "Swimmers" : partner) + R"(", "thread_path": "x"})";
}

struct TreeCase {
  std::string path, bytes;
};

std::vector<TreeCase> MetaTree() {
  const std::string inbox = "your_activity/messages/inbox/";
  return {{inbox + "ada_1/message_1.json", Slice("Ada", {50, 40})},
          {inbox + "ada_1/message_2.json", Slice("Ada", {30})},
          {inbox + "ada_1/message_10.json", Slice("Ada", {20, 10})},
          {inbox + "ada_1/message_11.json", "{this is: not json"},
          {inbox + "ada_1/photos/1.jpg", "\xFF\xD8\xFF"},
          {inbox + "ada_2/message_1.json", Slice("Ada", {5})},
          {inbox + "club_3/message_1.json", Slice("Ben", {7}, true)},
          {"your_activity/messages/autofill.json", "{\"x\": 1}"}};
}

std::vector<std::string> Texts(OpenedExport& opened) {
  CollectSink sink;
  const auto report = ReadExport(opened, {}, sink);
  REQUIRE(report);
  std::vector<std::string> texts;
  std::uint64_t end = 0;
  for (const KeptMessage& record : sink.records) {
    CHECK(record.source.begin >= end);
    end = record.source.end;
    CHECK(record.conversation == sink.conversations[0].id);
    texts.push_back(record.text);
  }
  return texts;
}

void CheckMetaTree(std::vector<OpenedExport>& exports) {
  REQUIRE(exports.size() == 3);
  CHECK(exports[0].context->id == "inbox/ada_1");
  CHECK(exports[0].context->name == "Ada");
  CHECK(exports[0].context->me == "Me Myself");
  CHECK(exports[1].context->id == "inbox/ada_2");  // another person of the same name
  CHECK(exports[1].context->name == "Ada");
  CHECK(exports[2].context->name == "Swimmers");
  CHECK(exports[0].parts.size() == 3);
  CHECK(exports[1].parts.empty());
  CHECK(Texts(exports[0]) == std::vector<std::string>{"at 50", "at 40", "at 30", "at 20", "at 10"});
  CHECK(Texts(exports[0]).size() == 5);  // again
  CHECK(Texts(exports[1]) == std::vector<std::string>{"at 5"});
  CHECK(Texts(exports[1]).size() == 1);
  CollectSink sink;
  const auto report = ReadExport(exports[0], {}, sink);
  REQUIRE(report);
  REQUIRE(report->warnings.size() == 1);
  CHECK(report->warnings[0].find("message_11.json") != std::string::npos);
}

TEST_CASE("tree: a Meta download as folder, as zip and as several zips in a folder") {
  const TempFolder folder;
  std::vector<ZipItem> items, first, second;
  for (const TreeCase& file : MetaTree()) {
    folder.Put(file.path, file.bytes);
    items.push_back({.name = file.path, .bytes = file.bytes});
    const bool to_second = file.path.find("message_10") != std::string::npos;
    (to_second ? second : first).push_back(items.back());
  }
  second.push_back(first[1]);  // parts of a download repeat files
  auto exports = OpenExport(folder.path(), "");
  REQUIRE(exports);
  CheckMetaTree(*exports);
  exports = OpenExport(MemorySource("meta.zip", ZipBuilder::Build(items)), "");
  REQUIRE(exports);
  CheckMetaTree(*exports);
  CHECK((*exports)[0].source->name().starts_with("meta.zip: your_activity/"));
  const TempFolder zips;
  zips.Put("meta-1.zip", ZipBuilder::Build(first));
  zips.Put("meta-2.zip", ZipBuilder::Build(second));
  exports = OpenExport(zips.path(), "");
  REQUIRE(exports);
  CheckMetaTree(*exports);
}

TEST_CASE("tree: a folder of one thread is that thread") {
  const TempFolder folder;
  for (const TreeCase& file : MetaTree()) {
    if (file.path.find("ada_1/") != std::string::npos)
      folder.Put(fs::path(file.path).filename(), file.bytes);
  }
  auto exports = OpenExport(folder.path() + "/", "");
  REQUIRE(exports);
  REQUIRE(exports->size() == 1);
  CHECK(Texts(exports->front()).size() == 5);
}

TEST_CASE("tree: what lies beside a thread's slices is told, JSON comes before pages") {
  const TempFolder folder;
  folder.Put("inbox/ada_1/message_1.json", Slice("Ada", {5}));
  folder.Put("inbox/ada_1/message_final.json", Slice("Ada", {5}));
  folder.Put("inbox/ada_1/message_1.html",
             "<html><div>Participants: Ada and Me</div><p>Ada</p><p>x</p><p>5 Feb 2021, 8:14</p>");
  auto exports = OpenExport(folder.path(), "");
  REQUIRE(exports);
  REQUIRE(exports->size() == 1);
  CHECK(Texts(exports->front()).size() == 1);
  REQUIRE(exports->front().warnings.size() == 1);
  CHECK(exports->front().warnings[0].find("message_final.json") != std::string::npos);
}

TEST_CASE("tree: encrypted chats are one a file") {
  const auto chat = [](const std::string& name) {
    return R"({"participants": ["Me Myself", ")" + name + R"("], "threadName": ")" + name +
           R"(_1", "messages": [{"senderName": "Me Myself", "text": "hi", "timestamp": 1700000000000}]})";
  };
  auto exports = OpenExport(
      MemorySource("e2ee.zip", ZipBuilder::Build({{.name = "Ada_1.json", .bytes = chat("Ada")},
                                                  {.name = "Ada_2.json", .bytes = chat("Ada")},
                                                  {.name = "Ben_3.json", .bytes = chat("Ben")}})),
      "");
  REQUIRE(exports);
  REQUIRE(exports->size() == 3);
  CHECK((*exports)[1].context->id == "Ada_2");
  CHECK((*exports)[2].context->name == "Ben");
  CollectSink sink;
  REQUIRE(ReadExport((*exports)[2], {}, sink));
  CHECK(sink.records[0].from_me);
}

TEST_CASE("tree: a Takeout of several services is one export, tables are not") {
  const TempFolder folder;
  folder.Put("Google Chat/Groups/DM 1/messages.json",
             R"({"messages": [{"creator": {"name": "Ada"}, "created_date": "x", "text": "a"}]})");
  folder.Put("Google Chat/Groups/DM 2/messages.json",
             R"({"messages": [{"creator": {"name": "Ben"}, "created_date": "x", "text": "b"}]})");
  folder.Put(
      "Hangouts/Hangouts.json",
      R"({"conversations": [{"conversation": {"conversation_id": {"id": "c"}}, "events": []}]})");
  const auto exports = OpenExport(folder.path(), "");
  REQUIRE(exports);
  CHECK(exports->size() == 3);
  for (const char* name : {"one.csv", "two.csv"}) {
    folder.Put(name, "sender,time,text\nAda,2024-03-01 10:00,hello\n");
  }
  CHECK_FALSE(OpenExport(folder.path(), ""));
}

TEST_CASE("tree: enough is enough, across parts too") {
  const TempFolder folder;
  for (const TreeCase& file : MetaTree()) folder.Put(file.path, file.bytes);
  auto exports = OpenExport(folder.path(), "");
  REQUIRE(exports);
  CollectSink sink;
  sink.stop_after = 3;
  REQUIRE(ReadExport(exports->front(), {}, sink));
  CHECK(sink.records.size() == 3);
}

TEST_CASE("tree: natural order of names") {
  const std::vector<std::string> sorted = {"message_1.json", "message_2.json", "message_10.json",
                                           "messages.html",  "messages2.html", "messages10.html",
                                           "x [part 2].csv", "x [part 10].csv"};
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    for (std::size_t j = 0; j < sorted.size(); ++j) {
      INFO(sorted[i] << " " << sorted[j]);
      CHECK(NaturalLess(sorted[i], sorted[j]) == (i < j));
    }
  }
  CHECK(NaturalLess("a01", "a1") != NaturalLess("a1", "a01"));
  CHECK_FALSE(NaturalLess("", ""));
  CHECK(NaturalLess("a.json", "a [part 2].json"));
}

TEST_CASE("tree: side files") {
  const auto archive = ZipArchive::Open(MemorySource(
      "a.zip", ZipBuilder::Build({{.name = "top\\users.json", .bytes = "\xEF\xBB\xBF[]"}})));
  REQUIRE(archive);
  const auto tree = Tree::OfArchive(*archive);
  CHECK(tree->members()[0].path == "top/users.json");
  CHECK(tree->Find("users.json") == 0u);
  CHECK_FALSE(tree->Find("sers.json"));
  CHECK(ReadSideFile(*tree, "users.json") == "[]");
  CHECK(ReadSideFile(*tree, "dms.json").empty());
}

// What other files say of a chat is read before anything is decoded.
TEST_CASE("trees: names that are no UTF-8") {
  auto exports = OpenExport(
      MemorySource(
          "a.zip",
          ZipBuilder::Build(
              {{.name = "messages/inbox/ada_1/message_1.json", .bytes = Slice("Ad\xff", {50, 40})},
               {.name = "messages/inbox/ben_2/message_1.json", .bytes = Slice("Ben", {30})}})),
      "");
  REQUIRE(exports);
  REQUIRE(exports->size() == 2);
  for (OpenedExport& opened : *exports) {
    CollectSink sink;
    REQUIRE(ReadExport(opened, {}, sink));
    CHECK(IsUtf8(sink.conversations.at(0).id));
    CHECK(IsUtf8(sink.conversations.at(0).name));
  }
}

}  // namespace
}  // namespace ebb
