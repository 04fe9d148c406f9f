#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "readers/collect_sink.h"
#include "readers/looks_like.h"
#include "readers/reader.h"
#include "readers/zip_builder.h"
#include "shared_data.h"

namespace ebb {
namespace {

namespace fs = std::filesystem;

const std::string kTelegram =
    R"({"name": "Noor", "type": "personal_chat", "id": 7, "messages": [)"
    R"({"id": 1, "type": "message", "date": "2024-03-01T10:00:00", "from": "Noor",)"
    R"( "from_id": "user7", "text": "hi"}]})";
const std::string kTable = "sender,time,text\nAda,2024-03-01 10:00,hello\n";
const std::string kTalk = "Ada: one\nBen: two\nAda: three\nBen: four\n";

Result<std::vector<OpenedExport>> Open(const std::string& bytes, std::string_view format = "") {
  return OpenExport(MemorySource("some.file", bytes), format);
}

std::string NameOf(const std::string& bytes) {
  const auto exports = Open(bytes);
  REQUIRE(exports);
  REQUIRE(exports->size() == 1);
  return std::string(exports->front().reader->name);
}

std::string Refusal(const std::string& bytes, std::string_view format = "",
                    ErrorKind kind = ErrorKind::kInput) {
  const auto exports = Open(bytes, format);
  REQUIRE_FALSE(exports);
  CHECK(exports.error().kind == kind);
  CHECK(exports.error().message.find('\n') == std::string::npos);
  return exports.error().message;
}

bool Says(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

std::string Utf16Le(const std::string& ascii, bool bom) {
  std::string out = bom ? "\xFF\xFE" : "";
  for (const char c : ascii) out += std::string{c, '\0'};
  return out;
}

TEST_CASE("formats are recognised by content") {
  CHECK(NameOf(kTelegram) == "telegram-json");
  CHECK(NameOf(kTable) == "csv");
  CHECK(NameOf("sender\ttext\nAda\thi\n") == "tsv");
  CHECK(NameOf("{\"sender\": \"Ada\", \"text\": \"hi\"}\n") == "jsonl");
  CHECK(NameOf(kTalk) == "transcript");
  CHECK(NameOf("[13.03.24, 10:00:01] Ada: hi\n[13.03.24, 10:00:05] Ben: yes\n") == "whatsapp");
  CHECK(NameOf("13/03/2024, 10:00 - Ada: hi\n13/03/2024, 10:01 - Ben: yes\n") == "whatsapp");
}

TEST_CASE("the encoding makes no difference") {
  for (const std::string& form :
       {kTable, "\xEF\xBB\xBF" + kTable, Utf16Le(kTable, true), Utf16Le(kTable, false)}) {
    const auto exports = Open(form);
    REQUIRE(exports);
    const OpenedExport& opened = exports->front();
    CollectSink sink;
    REQUIRE(opened.reader->read(*opened.source, {}, sink));
    REQUIRE(sink.records.size() == 1);
    CHECK(sink.records[0].text == "hello");
    CHECK(opened.bytes == form.size());
    CHECK(opened.file_name == "some.file");
    CHECK(Says(opened.why, "UTF-16") == (form.size() > 60));
  }
}

TEST_CASE("a guessed encoding is said") {
  const auto exports = Open("sender,text\nAda,caf\xe9\nBen,na\xefve\n");
  REQUIRE(exports);
  const OpenedExport& opened = exports->front();
  CHECK(Says(opened.why, "Windows-1252"));
  CollectSink sink;
  auto report = opened.reader->read(*opened.source, {}, sink);
  REQUIRE(report);
  CHECK(sink.records[0].text == "caf\u00e9");
  REQUIRE(report->warnings.size() == 1);
  NoteRepairs(*opened.source, &*report);
  CHECK(report->warnings.size() == 1);
}

TEST_CASE("a format that was chosen wins, and a wrong one fails in words") {
  const auto exports = Open(kTalk, "csv");
  REQUIRE(exports);
  const OpenedExport& opened = exports->front();
  CHECK(opened.reader->name == "csv");
  CHECK(opened.why == "chosen with --input-format");
  CollectSink sink;
  const auto report = opened.reader->read(*opened.source, {}, sink);
  REQUIRE_FALSE(report);
  CHECK(report.error().kind == ErrorKind::kInput);
  CHECK(sink.records.empty());
  CHECK(Says(Refusal(kTalk, "nonsense", ErrorKind::kUsage), "telegram-json"));
  CHECK(Says(Refusal("\xFF\xD8\xFF picture", "whatsapp"), "JPEG"));
}

TEST_CASE("what cannot be read is named, with what would work") {
  CHECK(Says(Refusal(""), "empty"));
  CHECK(Says(Refusal("just some words\nin two lines\n"), "ebb formats"));
  CHECK(Says(Refusal(std::string(5000, '\0')), "binary"));
  CHECK(Says(Refusal("%PDF-1.7 ..."), "PDF"));
  CHECK(Says(Refusal(std::string("SQLite format 3\0abc", 19)), "database"));
  CHECK(
      Says(Refusal("<!DOCTYPE html><html><title>Exported Data</title>"), "Machine-readable JSON"));
  CHECK(Says(Refusal("<html>\nAda: one<br>\nBen: two\nAda: three\nBen: four\n"), "web page"));
  CHECK(Says(Refusal("<?xml version='1.0'?><notes count='0'></notes>"), "XML"));
  CHECK(Says(Refusal(R"({"MessageLists": [], "messages": [{"senderNames": "A"}]})"), "JSON"));
  CHECK(Says(Refusal("{ not json"), "JSON"));
  CHECK(Says(Refusal("WEBVTT\n\n00:01.000 --> 00:02.000\nhi\n"), "subtitle"));
}

TEST_CASE("the chats of a zip are found by content") {
  const auto exports = Open(ZipBuilder::Build({{.name = "__MACOSX/._result.json", .bytes = "x"},
                                               {.name = "photos/1.jpg", .bytes = "\xFF\xD8\xFF"},
                                               {.name = "readme.txt", .bytes = kTalk},
                                               {.name = "messages.html", .bytes = "<html>Ada: x"},
                                               {.name = "export/odd name", .bytes = kTelegram},
                                               {.name = "chats/.hidden.csv", .bytes = kTable},
                                               {.name = "chats/table.csv", .bytes = kTable}}));
  REQUIRE(exports);
  REQUIRE(exports->size() == 2);
  CHECK((*exports)[0].reader->name == "telegram-json");
  CHECK((*exports)[0].file_name == "odd name");
  CHECK((*exports)[0].source->name() == "some.file: export/odd name");
  CHECK((*exports)[1].reader->name == "csv");
  for (const OpenedExport& opened : *exports) {
    CollectSink sink;
    REQUIRE(opened.reader->read(*opened.source, {}, sink));
    CHECK(sink.records.size() == 1);
  }
}

TEST_CASE("a zip of one transcript, and a chosen format in a zip") {
  const std::string zip = ZipBuilder::Build({{.name = "talk.txt", .bytes = kTalk}});
  CHECK(NameOf(zip) == "transcript");
  const auto chosen = Open(ZipBuilder::Build({{.name = "notes.md", .bytes = "words"},
                                              {.name = "talk.txt", .bytes = kTalk}}),
                           "transcript");
  REQUIRE(chosen);
  REQUIRE(chosen->size() == 1);
  CHECK((*chosen)[0].file_name == "talk.txt");
}

TEST_CASE("iPhones name the chat on the zip, not in it") {
  const auto exports =
      OpenExport(MemorySource("/x/WhatsApp Chat - Ben.zip",
                              ZipBuilder::Build({{.name = "_chat.txt",
                                                  .bytes = "[13.03.24, 10:00:01] Ada: hi\r\n"
                                                           "[13.03.24, 10:00:05] Ben: yes\r\n"}})),
                 "");
  REQUIRE(exports);
  CHECK(exports->front().file_name == "WhatsApp Chat - Ben.zip");
  CollectSink sink;
  REQUIRE(exports->front().reader->read(*exports->front().source, {}, sink));
  CHECK(sink.conversations[0].name == "Ben");
}

TEST_CASE("zips without a chat say what they hold") {
  CHECK(Says(Refusal(ZipBuilder::Build({{.name = "word/document.xml", .bytes = "<w>"}})), "Word"));
  CHECK(Says(Refusal(ZipBuilder::Build({{.name = "xl/workbook.xml", .bytes = "<w>"}})),
             "spreadsheet"));
  CHECK(Says(Refusal(ZipBuilder::Build({{.name = "inner.zip", .bytes = ZipBuilder::Build({})}})),
             "another zip"));
  CHECK(Says(Refusal(ZipBuilder::Build({{.name = "messages.html", .bytes = "<html>"}})),
             "web pages"));
  CHECK(Says(Refusal(ZipBuilder::Build({{.name = "a.txt", .bytes = "words"}})), "1 files"));
  CHECK(Says(Refusal(ZipBuilder::Build({})), "0 files"));
  CHECK(Says(Refusal(ZipBuilder::Build({{.name = "_chat.txt", .bytes = "words", .flags = 1}})),
             "password"));
}

class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "ebb-open-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() { fs::remove_all(path_); }
  void Put(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
  }
  std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

TEST_CASE("a folder that holds one export is that export") {
  const Folder folder;
  folder.Put("ChatExport/result.json", kTelegram);
  folder.Put("ChatExport/photos/a.jpg", "\xFF\xD8\xFF");
  folder.Put("ChatExport/messages.html", "<html>");
  const auto exports = OpenExport(folder.path(), "");
  REQUIRE(exports);
  REQUIRE(exports->size() == 1);
  CHECK((*exports)[0].reader->name == "telegram-json");

  const Folder tables;
  tables.Put("only.csv", kTable);
  CHECK(OpenExport(tables.path(), ""));
  tables.Put("second.csv", kTable);
  const auto several = OpenExport(tables.path(), "");
  REQUIRE_FALSE(several);
  CHECK(Says(several.error().message, "ebb batch"));

  const Folder none;
  const auto nothing = OpenExport(none.path(), "");
  REQUIRE_FALSE(nothing);
  CHECK(Says(nothing.error().message, "no chat export"));
  CHECK_FALSE(OpenExport(none.path() + "/missing.txt", ""));
}

TEST_CASE("names of media are known") {
  for (const char* name :
       {"a.jpg", "x/B.OPUS", "dir/", "__MACOSX/a.txt", "x/.DS_Store", "._a.txt"}) {
    CHECK(IsMediaName(name));
  }
  for (const char* name : {"a.txt", "result.json", "noext", "x.y/chat", "jpg"}) {
    CHECK_FALSE(IsMediaName(name));
  }
}

TEST_CASE("every reader says what it is and refuses what is nothing") {
  REQUIRE(Readers().size() >= 6);
  for (const Reader& reader : Readers()) {
    INFO(reader.name);
    CHECK(FindReader(reader.name) == &reader);
    CHECK_FALSE(reader.description.empty());
    CHECK_FALSE(reader.how_to_export.empty());
    CHECK(reader.probe("") == Match::kNo);
    CHECK(reader.probe("\n\n\n") == Match::kNo);
    const auto source = MemorySource("nothing", "");
    CollectSink sink;
    const auto report = reader.read(*source, {}, sink);
    CHECK_FALSE(report);
  }
  CHECK(FindReader("no such") == nullptr);
}

}  // namespace
}  // namespace ebb
