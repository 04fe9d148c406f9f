#include "readers/document_text.h"

#include <catch2/catch.hpp>

#include "readers/collect_sink.h"
#include "readers/document_lines.h"
#include "readers/reader.h"
#include "readers/zip_builder.h"
#include "temp_folder.h"

namespace ebb {
namespace {

std::string WordBody(const std::string& body) {
  return "<?xml version=\"1.0\"?><w:document xmlns:w=\"x\"><w:body>" + body +
         "<w:sectPr/></w:body></w:document>";
}
std::string WordParagraph(const std::string& text) {
  return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
}
std::string WordFile(const std::string& xml) {
  return ZipBuilder::Build({{.name = "[Content_Types].xml", .bytes = "<Types/>"},
                            {.name = "word/header1.xml", .bytes = WordBody(WordParagraph("top"))},
                            {.name = "word/document.xml", .bytes = xml}});
}
std::string OpenBody(const std::string& body) {
  return "<office:document-content><office:body><office:text>" + body +
         "</office:text></office:body></office:document-content>";
}
std::string OpenTextFile(const std::string& xml) {
  return ZipBuilder::Build(
      {{.name = "mimetype", .bytes = "application/vnd.oasis.opendocument.text"},
       {.name = "content.xml", .bytes = xml}});
}

std::string WordsOf(const std::string& xml, DocumentKind kind) {
  const auto source = DocumentText(MemorySource("a", xml), kind, "a.docx");
  const Result<std::string> text = ReadAll(*source, 1 << 30);
  REQUIRE(text);
  // The size of pieces makes no difference.
  REQUIRE(source->Seek(0));
  std::string again;
  char piece[3];
  for (;;) {
    const Result<std::size_t> n = source->Read(piece, sizeof piece);
    REQUIRE(n);
    if (*n == 0) break;
    again.append(piece, *n);
  }
  CHECK(again == *text);
  return *text;
}
std::string WordText(const std::string& body) {
  return WordsOf(WordBody(body), DocumentKind::kWord);
}
std::string OpenText(const std::string& body) {
  return WordsOf(OpenBody(body), DocumentKind::kOpenDocument);
}

Result<std::vector<OpenedExport>> OpenBytesAs(const std::string& name, const std::string& bytes,
                                              std::string_view encoding = {}) {
  return OpenExport(MemorySource(name, bytes), "", encoding);
}

std::string DocumentRefusal(const std::string& bytes) {
  const auto exports = OpenBytesAs("a.docx", bytes);
  REQUIRE_FALSE(exports);
  CHECK(exports.error().kind == ErrorKind::kInput);
  return exports.error().message;
}

TEST_CASE("documents: paragraphs, line ends and tabs of Word") {
  CHECK(WordText("<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>a &amp; "
                 "</w:t></w:r><w:r><w:t>b&#233;</w:t><w:br/><w:t>c</w:t><w:tab/><w:t>d</w:t>"
                 "<w:cr/></w:r></w:p>\n<w:p/><w:p><w:r><w:t>e\nf</w:t><w:noBreakHyphen/>"
                 "<w:softHyphen/><w:t>g</w:t></w:r></w:p>") == "a & b\u00e9\nc\td\n\n\ne f-g\n");
  CHECK(WordsOf("<document><body><p><r><t>plain</t></r></p></body></document>",
                DocumentKind::kWord) == "plain\n");
}

TEST_CASE("documents: what is no text of Word's") {
  CHECK(
      WordText("<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old"
               "</w:delText><w:t>old</w:t></w:r></w:del><w:moveFrom><w:r><w:t>away</w:t></w:r>"
               "</w:moveFrom><w:r><w:instrText>PAGE</w:instrText><w:footnoteReference w:id=\"1\"/>"
               "<w:commentReference w:id=\"2\"/></w:r><w:hyperlink><w:r><w:t> link</w:t></w:r>"
               "</w:hyperlink><w:ruby><w:rt><w:r><w:t>read</w:t></w:r></w:rt><w:rubyBase><w:r>"
               "<w:t> base</w:t></w:r></w:rubyBase></w:ruby></w:p>") == "new link base\n");
}

TEST_CASE("documents: forms of the same thing count once") {
  const std::string box = "<w:txbxContent>" + WordParagraph("in the box") + "</w:txbxContent>";
  const std::string both = "<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx>" + box +
                           "</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox>" + box +
                           "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>";
  CHECK(WordText(both + "<w:r><w:t>below</w:t></w:r></w:p>") == "in the box\nbelow\n");
  CHECK(WordText(both + "</w:p>" + WordParagraph("next")) == "in the box\nnext\n");
  CHECK(WordText("<w:p><w:r><w:t>joy </w:t><mc:AlternateContent><mc:Choice><w16se:symEx "
                 "w16se:char=\"1F600\"/></mc:Choice><mc:Fallback><w:t>\u263a</w:t></mc:Fallback>"
                 "</mc:AlternateContent></w:r></w:p>") == "joy \U0001F600\n");
  CHECK(WordText("<w:p><w:r><mc:AlternateContent><mc:Choice><x:chart/></mc:Choice><mc:Fallback>"
                 "<w:t>chart</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>") == "chart\n");
}

TEST_CASE("documents: rows of tables are lines") {
  const auto cell = [](const std::string& inside) { return "<w:tc>" + inside + "</w:tc>"; };
  const auto row = [](const std::string& cells) { return "<w:tr>" + cells + "</w:tr>"; };
  const std::string p = WordParagraph("a"), q = WordParagraph("b"), five = p + q + p + q + p;
  CHECK(WordText("<w:tbl>" + row(cell(p) + cell(q)) + row(cell("<w:p/>") + cell(p + q)) +
                 "</w:tbl>" + p) == "a\tb\n\ta b\na\n");
  CHECK(WordText("<w:tbl>" + row(cell(five)) + "</w:tbl>") == "a\nb\na\nb\na\n");
  CHECK(WordText("<w:tbl>" + row(cell(p) + cell(five)) + "</w:tbl>") == "a\ta b a b a\n");
  CHECK(WordText("<w:tbl>" + row(cell(five) + cell(five)) + "</w:tbl>") ==
        "a\nb\na\nb\na\na\nb\na\nb\na\n");
  CHECK(WordText("<w:tbl>" + row(cell("<w:tbl>" + row(cell(p) + cell(q)) + "</w:tbl>")) +
                 "</w:tbl>") == "a\nb\n");
  // A quote at a cell's beginning is the sender's.
  CHECK(WordText("<w:tbl>" + row(cell(WordParagraph("\"Yes\" he said")) + cell(q)) + "</w:tbl>") ==
        "\"\"\"Yes\"\" he said\"\tb\n");
  // A cell that holds a chat is its lines.
  const std::string chat = WordParagraph("Ada: hello") + WordParagraph("Ben: hi");
  CHECK(WordText("<w:tbl>" + row(cell(p) + cell(chat)) + "</w:tbl>") == "a\nAda: hello\nBen: hi\n");
  // A row is held back up to 1 MiB.
  const std::string large(std::size_t{700} << 10, 'x');
  const std::string many = WordParagraph(large) + WordParagraph(large) + p;
  CHECK(WordText("<w:tbl>" + row(cell(many) + cell(q)) + "</w:tbl>" + q) ==
        large + "\n" + large + "\na\nb\nb\n");
}

TEST_CASE("documents: OpenDocument") {
  CHECK(OpenText("<text:h>Title</text:h><text:p>a<text:s text:c=\"3\"/>b<text:s/>c<text:tab/>d"
                 "<text:line-break/>\n  e &lt;\n f</text:p><text:p/><text:p> g "
                 "<text:span>h</text:span></text:p>") == "Title\na   b c\td\ne < f\n\ng h\n");
  CHECK(OpenText("<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:p>a"
                 "<text:note><text:note-body><text:p>note</text:p></text:note-body></text:note>"
                 "<office:annotation><text:p>remark</text:p></office:annotation>b</text:p>") ==
        "ab\n");
  CHECK(OpenText("<table:table><table:table-row><table:table-cell><text:p>a</text:p>"
                 "</table:table-cell><table:table-cell><text:p>b</text:p><text:p>c</text:p>"
                 "</table:table-cell></table:table-row></table:table>") == "a\tb c\n");
  CHECK(OpenText("<table:table><table:table-row><table:table-cell><text:p>a</text:p>"
                 "</table:table-cell><table:table-cell/><table:table-cell><text:p>b</text:p>"
                 "</table:table-cell></table:table-row></table:table>") == "a\t\tb\n");
  CHECK(OpenText("<text:p>a<text:s text:c=\"999999999999\"/></text:p>").size() == 18);
}

TEST_CASE("documents: read from anywhere") {
  std::string body, text;
  for (int i = 0; i < 30000; ++i) {
    body += WordParagraph("line " + std::to_string(i));
    text += "line " + std::to_string(i) + "\n";
  }
  const auto source =
      DocumentText(MemorySource("a", WordBody(body)), DocumentKind::kWord, "a.docx");
  CHECK(source->name() == "a.docx");
  std::string part(20, '\0');
  for (const std::size_t at : {std::size_t{0}, std::size_t{20}, std::size_t{200000}, std::size_t{7},
                               text.size() - 20, std::size_t{0}}) {
    REQUIRE(source->Seek(at));
    const Result<std::size_t> n = source->Read(part.data(), part.size());
    REQUIRE(n);
    CHECK(part.substr(0, *n) == text.substr(at, 20));
  }
  REQUIRE(source->Seek(text.size() + 5));
  CHECK(*source->Read(part.data(), part.size()) == 0);
}

TEST_CASE("documents: read as a text file of that name") {
  std::string body;
  for (const char* line : {"01/13/2024, 10:00 - Ada: one", "01/13/2024, 10:01 - Ben: t\u00e9",
                           "01/13/2024, 10:02 - Ada: three"}) {
    body += WordParagraph(line);
  }
  const std::string bytes = WordFile(WordBody(body));
  for (const std::string_view encoding : {"", "windows-1251"}) {
    auto exports = OpenBytesAs("WhatsApp Chat with Ben.docx", bytes, encoding);
    REQUIRE(exports);
    REQUIRE(exports->size() == 1);
    OpenedExport& opened = exports->front();
    CHECK(opened.file_name == "WhatsApp Chat with Ben.docx");
    CHECK(opened.bytes == bytes.size());
    CollectSink sink;
    const auto report = ReadExport(opened, {}, sink);
    REQUIRE(report);
    CHECK(report->format == "whatsapp-android");
    CHECK(report->why.ends_with(", in a Word document"));
    REQUIRE(sink.conversations.size() == 1);
    CHECK(sink.conversations[0].name == "Ben");
    REQUIRE(sink.records.size() == 3);
    CHECK(sink.records[1].text == "t\u00e9");
  }
}

TEST_CASE("documents: in a folder") {
  const TempFolder folder;
  const std::string talk =
      "<text:p>Ada: one</text:p><text:p>Ben: two</text:p><text:p>Ada: three"
      "</text:p><text:p>Ben: four</text:p>";
  folder.Put("talk.odt", OpenTextFile(OpenBody(talk)));
  auto exports = OpenExport(folder.path(), "", "windows-1251");
  REQUIRE(exports);
  REQUIRE(exports->size() == 1);
  CHECK(exports->front().file_name == "talk.odt");
  CollectSink sink;
  const auto report = ReadExport(exports->front(), {}, sink);
  REQUIRE(report);
  CHECK(report->why.ends_with(", in an OpenDocument file"));
  CHECK(sink.records.size() == 4);
}

TEST_CASE("documents: transcripts of meetings by Teams") {
  std::string body = WordParagraph("Our kitchen") + WordParagraph("March 1, 2024, 9:00AM") +
                     WordParagraph("1h 5m 10s") +
                     WordParagraph("Ada Example started transcription");
  for (const char* clock : {"0:03", "0:09", "59:58", "1:00:12"}) {
    for (const char* name : {"Ada Example", "Ben Sample"}) {
      body += "<w:p><w:r><w:t>" + std::string(name) + "   " + clock +
              "</w:t><w:br/><w:t>Words of it.</w:t></w:r></w:p>";
    }
  }
  body += WordParagraph("Ada Example stopped transcription");
  auto exports = OpenBytesAs("meeting.docx", WordFile(WordBody(body)));
  REQUIRE(exports);
  CollectSink sink;
  REQUIRE(ReadExport(exports->front(), {}, sink));
  REQUIRE(sink.records.size() == 8);
  for (const KeptMessage& record : sink.records) CHECK(record.text == "Words of it.");
  CHECK(sink.records[0].sent.seconds == 3);
  CHECK(sink.records[7].sent.seconds == 3612);
  CHECK(sink.records[7].sender == "Ben Sample");
  CHECK(sink.skipped.size() == 1);
}

TEST_CASE("documents: refused in words") {
  const std::string whole = WordFile(WordBody(WordParagraph("Ada: one")));
  for (std::size_t cut = 4; cut < whole.size(); ++cut) {
    CHECK(DocumentRefusal(whole.substr(0, cut)).find("cut or damaged") != std::string::npos);
  }
  CHECK(DocumentRefusal(WordFile(WordBody("<w:p/>"))) ==
        "a.docx: this is a Word document without text");
  CHECK(DocumentRefusal(WordFile("<w:document><w:body>" + WordParagraph("Ada: one")))
            .find("its text is not whole") != std::string::npos);
  CHECK(DocumentRefusal(OpenTextFile("\x8f\x01\x02<x")).find("locked") != std::string::npos);
  CHECK(DocumentRefusal("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").find("old Office") !=
        std::string::npos);
  CHECK(DocumentRefusal(ZipBuilder::Build({{.name = "a.docx", .bytes = whole}}))
            .find("unpack it and name the document") != std::string::npos);
}

TEST_CASE("documents: cut at any byte of its words, it is read or refused") {
  const std::string xml = WordBody("<w:tbl><w:tr><w:tc>" + WordParagraph("Ada: one") +
                                   "</w:tc></w:tr></w:tbl>" + WordParagraph("Ben: &#x1F600;"));
  for (std::size_t cut = 0; cut < xml.size(); ++cut) {
    const auto source =
        DocumentText(MemorySource("a", xml.substr(0, cut)), DocumentKind::kWord, "a.docx");
    const Result<std::string> text = ReadAll(*source, 1000);
    if (!text) CHECK(text.error().message.find("not whole") != std::string::npos);
  }
}

}  // namespace
}  // namespace ebb
