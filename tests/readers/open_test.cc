#include <catch2/catch.hpp>

#include "readers/collect_sink.h"
#include "readers/looks_like.h"
#include "readers/read_bytes.h"
#include "readers/reader.h"
#include "readers/zip_builder.h"
#include "shared_data.h"
#include "temp_folder.h"

namespace ebb {
namespace {

const std::string kTelegramChat =
    R"({"name": "Noor", "type": "personal_chat", "id": 7, "messages": [)"
    R"({"id": 1, "type": "message", "date": "2024-03-01T10:00:00", "from": "Noor",)"
    R"( "from_id": "user7", "text": "hi"}]})";
const std::string kSmallTable = "sender,time,text\nAda,2024-03-01 10:00,hello\n";
const std::string kSmallTalk = "Ada: one\nBen: two\nAda: three\nBen: four\n";

Result<std::vector<OpenedExport>> Open(const std::string& bytes, std::string_view format = "") {
  return OpenExport(MemorySource("some.file", bytes), format);
}

std::string OpenRefusal(const std::string& bytes, std::string_view format = "",
                        ErrorKind kind = ErrorKind::kInput) {
  const auto exports = Open(bytes, format);
  REQUIRE_FALSE(exports);
  CHECK(exports.error().kind == kind);
  CHECK(exports.error().message.find('\n') == std::string::npos);
  return exports.error().message;
}

std::string Utf16Le(const std::string& ascii, bool bom) {
  std::string out = bom ? "\xFF\xFE" : "";
  for (const char c : ascii) out += std::string{c, '\0'};
  return out;
}

TEST_CASE("formats are recognised by content") {
  CHECK(NameOf(kTelegramChat) == "telegram-json");
  CHECK(NameOf(kSmallTable) == "csv");
  CHECK(NameOf("sender\ttext\nAda\thi\n") == "tsv");
  CHECK(NameOf("{\"sender\": \"Ada\", \"text\": \"hi\"}\n") == "jsonl");
  CHECK(NameOf(kSmallTalk) == "transcript");
  CHECK(NameOf("[13.03.24, 10:00:01] Ada: hi\n[13.03.24, 10:00:05] Ben: yes\n") == "whatsapp");
  CHECK(NameOf("13/03/2024, 10:00 - Ada: hi\n13/03/2024, 10:01 - Ben: yes\n") == "whatsapp");
}

TEST_CASE("the encoding makes no difference") {
  for (const std::string& form : {kSmallTable, "\xEF\xBB\xBF" + kSmallTable,
                                  Utf16Le(kSmallTable, true), Utf16Le(kSmallTable, false)}) {
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

struct OldFile {
  const char* bytes;
  const char* encoding;
  const char* text;  // of the first message
};

TEST_CASE("an older encoding is proved by a reader's marks in it") {
  const OldFile files[] = {
      // Titles of LINE in Japanese, Chinese (both) and Thai, of KakaoTalk, of QQ.
      {"[LINE] \x82\xa0\x82\xbe\x82\xc6\x82\xcc\x83\x67\x81\x5b\x83\x4e\x97\x9a\x97\xf0\r\n\r\n"
       "2018/07/10(\x89\xce)\r\n10:00\t\x82\xa0\x82\xbe\t\x82\xcd\x82\xa2\r\n",
       "Shift-JIS", "\u306f\u3044"},
      {"[LINE] "
       "\xd3\xeb\xb0\xac\xb4\xef\xb5\xc4\xc1\xc4\xcc\xec\xbc\xc7\xc2\xbc\n\n2018/07/10\xd6\xdc"
       "\xb6\xfe\n10:00\t\xb0\xac\xb4\xef\t\xc4\xe3\xba\xc3\n",
       "GB18030", "\u4f60\u597d"},
      {"[LINE] \xbb\x50\xa6\xe3\xb9\x46\xaa\xba\xb2\xe1\xa4\xd1\n\n2018/07/10 "
       "\xb6\x67\xa4\x47\n10:00"
       "\t\xa6\xe3\xb9\x46\t\xa7\x41\xa6\x6e\n",
       "Big5", "\u4f60\u597d"},
      {"[LINE] \xbb\xc3\xd0\xc7\xd1\xb5\xd4\xa1\xd2\xc3\xe1\xaa\xb7\xa1\xd1\xba Ada\n\n2018/07/10 "
       "Tue\n"
       "10:00\tAda\t\xca\xc7\xd1\xca\xb4\xd5\n",
       "CP874", "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35"},
      {"\xbf\xa1\xc0\xcc\xb4\xd9 \xb4\xd4\xb0\xfa \xc4\xab\xc4\xab\xbf\xc0\xc5\xe5 "
       "\xb4\xeb\xc8\xad\r\n"
       "\xc0\xfa\xc0\xe5\xc7\xd1 \xb3\xaf\xc2\xa5 : 2020-11-03 10:44:52\r\n\r\n"
       "--------------- 2020\xb3\xe2 6\xbf\xf9 28\xc0\xcf \xc0\xcf\xbf\xe4\xc0\xcf "
       "---------------\r\n[\xbf\xa1\xc0\xcc\xb4\xd9] [\xbf\xc0\xc0\xfc 1:01] "
       "\xbe\xc8\xb3\xe7\r\n",
       "CP949", "\uc548\ub155"},
      {"\xcf\xfb\xcf\xa2\xbc\xc7\xc2\xbc\xa3\xa8\xb4\xcb\xcf\xfb\xcf\xa2\xbc\xc7\xc2\xbc\xce\xaa"
       "\xce\xc4"
       "\xb1\xbe\xb8\xf1\xca\xbd\xa3\xac\xb2\xbb\xd6\xa7\xb3\xd6\xd6\xd8\xd0\xc2\xb5\xbc\xc8\xeb"
       "\xa3\xa9"
       "\r\n\r\n2019-07-16 18:15:05 \xb0\xac\xb4\xef(12345)\r\n\xc4\xe3\xba\xc3\r\n\r\n",
       "GB18030", "\u4f60\u597d"},
  };
  for (const OldFile& file : files) {
    INFO(file.encoding);
    auto exports = Open(file.bytes);
    REQUIRE(exports);
    OpenedExport& opened = exports->front();
    CHECK(Says(opened.why, std::string("decoded from ") + file.encoding));
    CollectSink sink;
    const auto report = opened.reader->read(*opened.source, {}, sink);
    REQUIRE(report);
    CHECK(report->warnings.empty());
    REQUIRE_FALSE(sink.records.empty());
    CHECK(sink.records[0].text == file.text);
  }
}

TEST_CASE("an older encoding that nothing proves is asked for, and can be given") {
  const std::string chat =
      "18.03.2022, 14:56 - \xcb\xe5\xed\xe0: \xef\xf0\xe8\xe2\xe5\xf2\n18.03.2022, 14:57 - "
      "\xd2\xee\xec: \xe4\xe0\n";
  CHECK(Says(OpenRefusal(chat, ""), "--encoding"));
  const std::string zip = ZipBuilder::Build({{.name = "_chat.txt", .bytes = chat}});
  CHECK(Says(OpenRefusal(zip, ""), "--encoding"));
  for (const std::string& bytes : {chat, zip}) {
    auto exports = OpenExport(MemorySource("some.file", bytes), "", "cp1251");
    REQUIRE(exports);
    OpenedExport& opened = exports->front();
    CHECK(Says(opened.why, "Windows-1251 (--encoding)"));
    CollectSink sink;
    REQUIRE(ReadExport(opened, {}, sink));
    REQUIRE(sink.records.size() == 2);
    CHECK(sink.records[0].text == "\u043f\u0440\u0438\u0432\u0435\u0442");
  }
  const auto wrong = OpenExport(MemorySource("some.file", chat), "", "klingon");
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().kind == ErrorKind::kUsage);
}

TEST_CASE("a format that was chosen wins, and a wrong one fails in words") {
  const auto exports = Open(kSmallTalk, "csv");
  REQUIRE(exports);
  const OpenedExport& opened = exports->front();
  CHECK(opened.reader->name == "csv");
  CHECK(opened.why == "chosen with --input-format");
  CollectSink sink;
  const auto report = opened.reader->read(*opened.source, {}, sink);
  REQUIRE_FALSE(report);
  CHECK(report.error().kind == ErrorKind::kInput);
  CHECK(sink.records.empty());
  CHECK(Says(OpenRefusal(kSmallTalk, "nonsense", ErrorKind::kUsage), "telegram-json"));
  CHECK(Says(OpenRefusal("\xFF\xD8\xFF picture", "whatsapp"), "JPEG"));
}

TEST_CASE("what cannot be read is named, with what would work") {
  CHECK(Says(OpenRefusal(""), "empty"));
  CHECK(Says(OpenRefusal("just some words\nin two lines\n"), "ebb formats"));
  CHECK(Says(OpenRefusal(std::string(5000, '\0')), "binary"));
  CHECK(Says(OpenRefusal("%PDF-1.7 ..."), "PDF"));
  CHECK(Says(OpenRefusal(std::string("SQLite format 3\0abc", 19)), "database"));
  CHECK(Says(OpenRefusal("<!DOCTYPE html><html><title>Exported Data</title>"),
             "Machine-readable JSON"));
  CHECK(Says(OpenRefusal("<html>\nAda: one<br>\nBen: two\nAda: three\nBen: four\n"), "web page"));
  CHECK(Says(OpenRefusal("<?xml version='1.0'?><notes count='0'></notes>"), "XML"));
  CHECK(Says(OpenRefusal(R"({"MessageLists": [], "messages": [{"senderNames": "A"}]})"), "JSON"));
  CHECK(Says(OpenRefusal("{ not json"), "JSON"));
  for (const char* times : {"00:01.000 --> 00:02.000", "00:00:01.000 --> 01:00:02.500 line:1"}) {
    CHECK(Says(OpenRefusal(std::string(times) + "\nhi\n"), "the word WEBVTT"));
  }
  for (const char* times : {"0:0:1.0 --> 0:0:2.500", "00:01.000 --> soon", "7 --> 8",
                            "00:01 --> 00:02.000", "00:00:00:01.000 --> 00:00:00:02.000"}) {
    const std::string refusal = OpenRefusal(std::string(times) + "\nAda Bell\nhi\n");
    CHECK_FALSE(Says(refusal, "the word WEBVTT"));
    CHECK(Says(refusal, "WebVTT or SRT"));
  }
  for (const char* line : {"[00:00:01.000 --> 00:00:02.000] hi", "from here --> to there", "-->"}) {
    CHECK_FALSE(Says(OpenRefusal(std::string(line) + "\n"), "captions"));
  }
}

TEST_CASE("the chats of a zip are found by content") {
  const auto exports = Open(ZipBuilder::Build({{.name = "__MACOSX/._result.json", .bytes = "x"},
                                               {.name = "photos/1.jpg", .bytes = "\xFF\xD8\xFF"},
                                               {.name = "readme.txt", .bytes = kSmallTalk},
                                               {.name = "messages.html", .bytes = "<html>Ada: x"},
                                               {.name = "export/odd name", .bytes = kTelegramChat},
                                               {.name = "chats/.hidden.csv", .bytes = kSmallTable},
                                               {.name = "chats/table.csv", .bytes = kSmallTable}}));
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
  const std::string zip = ZipBuilder::Build({{.name = "talk.txt", .bytes = kSmallTalk}});
  CHECK(NameOf(zip) == "transcript");
  const auto chosen = Open(ZipBuilder::Build({{.name = "notes.md", .bytes = "words"},
                                              {.name = "talk.txt", .bytes = kSmallTalk}}),
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
  CHECK(Says(OpenRefusal(ZipBuilder::Build({{.name = "content.xml", .bytes = "<w/>"}})),
             "OpenDocument"));
  CHECK(Says(OpenRefusal(ZipBuilder::Build({{.name = "xl/workbook.xml", .bytes = "<w>"}})),
             "spreadsheet"));
  CHECK(
      Says(OpenRefusal(ZipBuilder::Build({{.name = "inner.zip", .bytes = ZipBuilder::Build({})}})),
           "another zip"));
  CHECK(Says(OpenRefusal(ZipBuilder::Build({{.name = "messages.html", .bytes = "<html>"}})),
             "web pages"));
  CHECK(Says(OpenRefusal(ZipBuilder::Build({{.name = "a.txt", .bytes = "words"}})), "1 files"));
  CHECK(Says(OpenRefusal(ZipBuilder::Build({})), "0 files"));
  CHECK(Says(OpenRefusal(ZipBuilder::Build({{.name = "_chat.txt", .bytes = "words", .flags = 1}})),
             "password"));
}

TEST_CASE("a folder that holds one export is that export") {
  const TempFolder folder;
  folder.Put("ChatExport/result.json", kTelegramChat);
  folder.Put("ChatExport/photos/a.jpg", "\xFF\xD8\xFF");
  folder.Put("ChatExport/messages.html", "<html>");
  const auto exports = OpenExport(folder.path(), "");
  REQUIRE(exports);
  REQUIRE(exports->size() == 1);
  CHECK((*exports)[0].reader->name == "telegram-json");

  const TempFolder tables;
  tables.Put("only.csv", kSmallTable);
  CHECK(OpenExport(tables.path(), ""));
  tables.Put("second.csv", kSmallTable);
  const auto several = OpenExport(tables.path(), "");
  REQUIRE_FALSE(several);
  CHECK(Says(several.error().message, "ebb batch"));

  const TempFolder none;
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
