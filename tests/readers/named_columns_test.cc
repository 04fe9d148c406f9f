// Tables of which only the user knows what their columns hold (--columns).
#include <catch2/catch.hpp>

#include "readers/collect_sink.h"
#include "readers/delimited.h"
#include "readers/read_bytes.h"
#include "readers/reader.h"
#include "readers/zip_builder.h"
#include "temp_folder.h"

namespace ebb {
namespace {

const std::string kNamedTable = "wer,satz\nAda,kommst du noch\nBen,gleich\n";

ColumnNames Named(std::string sender, std::string text, std::string time = "") {
  ColumnNames names;
  names.sender = std::move(sender);
  names.text = std::move(text);
  names.time = std::move(time);
  return names;
}

// "FORMAT: sender=words; ..." of the one export in `exports`, or why there is none.
std::string Told(Result<std::vector<OpenedExport>> exports, const ColumnNames& columns) {
  if (!exports) return exports.error().message;
  if (exports->size() != 1) return std::to_string(exports->size()) + " exports";
  ReadOptions options;
  options.columns = columns;
  CollectSink sink;
  const auto report = ReadExport(exports->front(), options, sink);
  if (!report) return report.error().message;
  std::string told = report->format + ":";
  for (const KeptMessage& message : sink.records) told += " " + message.sender + "=" + message.text;
  return told;
}

std::string TellNamed(const std::string& bytes, const ColumnNames& columns) {
  return Told(OpenExport(MemorySource("some.file", bytes), "", "", columns), columns);
}

TEST_CASE("tables whose columns the user named are recognised") {
  const ColumnNames both = Named("wer", "satz");
  CHECK(NameOf(kNamedTable).starts_with("some.file: no known kind"));
  CHECK(TellNamed(kNamedTable, both) == "csv: Ada=kommst du noch Ben=gleich");
  CHECK(TellNamed("Wer;Satz;Ort\nAda;hallo, du;hier\n", both) == "csv: Ada=hallo, du");
  CHECK(TellNamed("sep=|\nwer|satz\nAda|hallo\n", both) == "csv: Ada=hallo");
  CHECK(TellNamed("wer\tsatz\nAda\thallo, du\n", both) == "tsv: Ada=hallo, du");
  CHECK(TellNamed(R"({"wer": "Ada", "satz": "hallo"})", both) == "jsonl: Ada=hallo");
  CHECK(TellNamed(R"([{"wer": "Ada", "satz": "hallo"}])", both) == "json: Ada=hallo");
  CHECK(TellNamed(R"({"messages": [{"wer": {"ruf": "Ada"}, "satz": "hallo"}]})",
                  Named("wer.ruf", "satz")) == "json: Ada=hallo");
}

TEST_CASE("one column is named, and the other is called as usual") {
  CHECK(TellNamed("wer,message\nAda,hi\n", Named("wer", "")) == "csv: Ada=hi");
  CHECK(TellNamed("author,line\nAda,hi\n", Named("", "line")) == "csv: Ada=hi");
  CHECK(TellNamed("autor,texto\nAda,hola\n", Named("autor", "")) == "csv: Ada=hola");
  CHECK(TellNamed("autor,texto\nAda,hola\n", Named("", "texto")) == "csv: Ada=hola");
  const std::string two_times =
      "timestamp,created_at,from,text\n2024-03-01T10:00:00,2024-03-02T10:00:00,Ada,hi\n";
  CHECK_FALSE(NameOf(two_times) == "csv");
  CHECK(TellNamed(two_times, Named("", "", "timestamp")) == "csv: Ada=hi");
}

TEST_CASE("a table without a column that was named says so") {
  const auto missing = [](const std::string& role) {
    return "some.file: it has no column of the name given for the " + role + "; check --columns";
  };
  CHECK(TellNamed(kNamedTable, Named("who", "satz")) == missing("sender"));
  CHECK(TellNamed("wer\tsatz\nAda\thallo\n", Named("wer", "said")) == missing("text"));
  CHECK(TellNamed(kNamedTable, Named("wer", "satz", "wann")) == missing("time"));
  CHECK(TellNamed("{\"wer\": \"Ada\", \"satz\": \"a\"}\n", Named("wer", "said")) ==
        missing("text"));
  CHECK(TellNamed(R"([{"wer": "Ada", "satz": "a"}, {"wer": "Ben", "sa)", Named("who", "satz")) ==
        missing("sender"));
  CHECK(Says(TellNamed(kNamedTable, Named("wer", "")), "--columns text=NAME"));
  // What is no table is not measured by its columns.
  CHECK(Says(TellNamed("Dear diary, today I slept.\n", Named("wer", "satz")), "no known kind"));
  CHECK(Says(TellNamed("by QQChatExporter, of us\na, b\n", Named("wer", "satz")), "of QQ"));
}

TEST_CASE("columns that are named change nothing of other exports") {
  const ColumnNames both = Named("from", "text");
  CHECK(TellNamed("[13.03.24, 10:00:01] Ada: hi\n[13.03.24, 10:00:05] Ben: yes\n", both) ==
        "whatsapp-ios: Ada=hi Ben=yes");
  CHECK(TellNamed(R"({"name": "Noor", "type": "personal_chat", "id": 7, "messages": [)"
                  R"({"id": 1, "type": "message", "date": "2024-03-01T10:00:00", "from": "Noor",)"
                  R"( "from_id": "user7", "text": ["hi ", {"type": "bold", "text": "you"}]}]})",
                  both) == "telegram-json: Noor=hi you");
  CHECK(TellNamed("Ada: one\nBen: two\nAda: three\nBen: four\n", both) ==
        "transcript: Ada=one Ben=two Ada=three Ben=four");
}

TEST_CASE("what only looks like a transcript is the table that the user named") {
  const std::string table = "wer;satz\nAda: a;eins\nBen: b;zwei\nAda: a;drei\nBen: b;vier\n";
  REQUIRE(NameOf(table) == "transcript");
  CHECK(TellNamed(table, Named("wer", "satz")) ==
        "csv: Ada: a=eins Ben: b=zwei Ada: a=drei Ben: b=vier");
}

TEST_CASE("logs are chats if the user names who says what in them") {
  const std::string log =
      "{\"user\": \"Ada\", \"message\": \"hi\", \"when\": \"2024-03-01T10:00:00\","
      " \"severity\": \"low\"}\n";
  CHECK_FALSE(NameOf(log) == "jsonl");
  CHECK_FALSE(TellNamed(log, Named("", "", "when")).starts_with("jsonl"));
  CHECK(TellNamed(log, Named("user", "message")) == "jsonl: Ada=hi");
  CHECK(TellNamed("[" + log + "]", Named("user", "message")) == "json: Ada=hi");
}

TEST_CASE("the first rows of JSON may lack the columns that were named") {
  const std::string rows =
      "{\"version\": 1}\n{\"wer\": \"Ada\", \"satz\": \"a\"}\n{\"wer\": \"Ben\", \"satz\": \"b\"}";
  CHECK(TellNamed(rows, Named("wer", "satz")) == "jsonl: Ada=a Ben=b");
  CHECK(TellNamed(R"([{"version": 1}, {"wer": "Ada", "satz": "a"}])", Named("wer", "satz")) ==
        "json: Ada=a");
  // The time alone was named.
  CHECK(TellNamed("{\"sender\": \"Ada\", \"text\": \"a\"}\n"
                  "{\"sender\": \"Ada\", \"text\": \"b\", \"wann\": \"2024-01-01 10:00\"}\n"
                  "{\"sender\": \"Ben\", \"text\": \"c\", \"wann\": \"2024-01-01 10:01\"}\n",
                  Named("", "", "wann")) == "jsonl: Ada=a Ada=b Ben=c");
}

TEST_CASE("a folder or a zip with a table whose columns are named") {
  const ColumnNames both = Named("wer", "satz");
  const TempFolder folder;
  folder.Put("chat.csv", kNamedTable);
  folder.Put("notes.txt", "Dear diary, today\nI slept, really\n");
  CHECK(Told(OpenExport(folder.path(), "", "", both), both) ==
        "csv: Ada=kommst du noch Ben=gleich");
  folder.Put("others.csv", "name,message\nCy,hi\nDee,yes\n");
  CHECK(Told(OpenExport(folder.path(), "", "", both), both) ==
        "csv: Ada=kommst du noch Ben=gleich");
  const auto opened = OpenExport(folder.path(), "", "", both);
  REQUIRE(opened);
  REQUIRE(opened->front().warnings.size() == 1);
  CHECK(opened->front().warnings[0].starts_with("others.csv: has no column of a name given"));
  CHECK(Told(OpenExport(folder.path(), "", ""), {}) == "csv: Cy=hi Dee=yes");

  const std::string zip = ZipBuilder::Build({{.name = "a/chat.csv", .bytes = kNamedTable}});
  CHECK(TellNamed(zip, both) == "csv: Ada=kommst du noch Ben=gleich");
  CHECK(TellNamed(zip, Named("who", "satz")) ==
        "some.file: a/chat.csv: it has no column of the name given for the sender; check "
        "--columns");
}

TEST_CASE("columns that are named prove an older encoding") {
  // GB18030
  const std::string table =
      "\xcb\xad,\xcb\xb5\xca\xb2\xc3\xb4\n\xb0\xb2,\xbd\xf1\xcc\xec\xcd\xed\xc9\xcf\xbc\xfb\n";
  CHECK(TellNamed(table, Named("谁", "说什么")) == "csv: 安=今天晚上见");
}

TEST_CASE("a table that nobody knows asks for the names of its columns") {
  constexpr std::string_view kAsks = "--columns sender=NAME,text=NAME";
  CHECK(Says(NameOf(kNamedTable), kAsks));
  CHECK(Says(NameOf("wer\tsatz\nAda\thallo\n"), kAsks));
  CHECK(Says(NameOf("{\"wer\": \"Ada\", \"satz\": \"a\"}\n"), kAsks));
  CHECK(Says(NameOf(R"([{"wer": "Ada", "satz": "a"}])"), kAsks));
  CHECK_FALSE(Says(NameOf("Dear diary, today I slept.\nAll day.\n"), kAsks));
  CHECK_FALSE(Says(NameOf("{\"wer\": [1, 2,\n"), kAsks));
  CHECK_FALSE(Says(NameOf("<html><body>a,b</body></html>"), kAsks));
}

TEST_CASE("names of the columns of interviews are known") {
  CHECK(TellNamed("id,interlocutor,utterance_text\n1,helper,how are you\n", {}) ==
        "csv: helper=how are you");
  CHECK(TellNamed("date,sender_id,interlocutor,text\n2024-01-01 10:00,u1,Ada,a\n"
                  "2024-01-01 10:01,u2,Ada,b\n",
                  {}) == "csv: u1=a u2=b");
  // Beside a speaker, the interlocutor is whom he spoke to.
  CHECK(TellNamed("speaker,interlocutor,utterance\nAda,Ben,hi\n", {}) == "csv: Ada=hi");
}

}  // namespace
}  // namespace ebb
