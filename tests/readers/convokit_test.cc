#include "readers/convokit.h"

#include <catch2/catch.hpp>

#include "readers/read_bytes.h"
#include "readers/zip_builder.h"

namespace ebb {
namespace {

using Basis = Timestamp::Basis;

const std::string kUtterances =
    R"({"id": "u1", "conversation_id": "u1", "text": "did you eat \u2764?", "speaker": "ada", )"
    R"("meta": {"text": "not this", "speaker": "nobody", "parsed": [[{"a": "]}"}]]}, )"
    R"("reply-to": null, "timestamp": 1709287200, "vectors": ["x"]})"
    "\n"
    R"({"id": "u2", "root": "u1", "text": "> did you eat\n&gt; or not\nnot yet\n>:(", )"
    R"("user": "ben", "reply_to": "u1", "timestamp": "1709287260.5"})"
    "\r\n\n"
    R"({"id": "u3", "conversation_id": "u3", "text": null, "speaker": 17, "reply_to": null, )"
    R"("timestamp": 4, "meta": {}})"
    "\n"
    R"({"id": "u4", "conversation_id": "u1", "text": "[deleted]", "speaker": "ada", )"
    R"("reply_to": "", "timestamp": null})"
    "\n";

TEST_CASE("convokit: utterances") {
  const ReadOutcome outcome = ReadChecked(kConvoKitReader, kUtterances);
  REQUIRE(outcome.report);
  CHECK(outcome.report->format == "convokit");
  CHECK(outcome.report->warnings.size() == 1);
  CHECK(outcome.sink.skipped.empty());
  const auto& m = outcome.sink.records;
  REQUIRE(m.size() == 4);
  CHECK(m[0].sender == "ada");
  CHECK(m[0].text == "did you eat \u2764?");
  CHECK(m[0].conversation == "u1");
  CHECK(m[0].sent.basis == Basis::kInstant);
  CHECK(m[0].sent.seconds == 1709287200);
  CHECK_FALSE(m[0].has_reply);
  CHECK(m[1].sender == "ben");
  CHECK(m[1].text == "not yet\n>:(");
  CHECK(m[1].has_reply);
  CHECK(m[1].sent.millis == 500);
  CHECK(m[2].sender == "17");
  CHECK(m[2].conversation == "u3");
  CHECK(m[2].kind == MessageKind::kOther);
  CHECK(m[2].sent.basis == Basis::kNone);
  CHECK(m[2].line == 4);
  CHECK(m[3].conversation == "u1");
  CHECK(m[3].kind == MessageKind::kDeleted);
  CHECK(m[3].text.empty());
  CHECK_FALSE(m[3].has_reply);
  REQUIRE(outcome.sink.conversations.size() == 3);  // the first goes on
  CHECK(outcome.sink.conversations[0].capabilities.instants);
  CHECK(outcome.sink.conversations[0].capabilities.replies);
  CHECK_FALSE(outcome.sink.conversations[1].capabilities.dated);
}

TEST_CASE("convokit: an array, as old corpora are") {
  std::string list = "[";
  for (std::size_t begin = 0; begin < kUtterances.size();) {
    const std::size_t end = kUtterances.find('\n', begin);
    if (end - begin > 2)
      list += (list.size() > 1 ? ",\n" : "") + kUtterances.substr(begin, end - begin);
    begin = end + 1;
  }
  list += "]";
  const ReadOutcome lines = ReadChecked(kConvoKitReader, kUtterances),
                    array = ReadChecked(kConvoKitReader, list);
  REQUIRE(array.report);
  REQUIRE(array.sink.records.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(array.sink.records[i].text == lines.sink.records[i].text);
    CHECK(array.sink.records[i].sender == lines.sink.records[i].sender);
    CHECK(array.sink.records[i].line == i + 1);
  }
  CheckCuts(kConvoKitReader, list);
}

TEST_CASE("convokit: rows that are none") {
  const ReadOutcome outcome = ReadChecked(
      kConvoKitReader,
      "[1]\nwords\n{\"speaker\": \"a\", \"text\": \"x\"}\n{\"id\": \"1\", \"text\": \"x\"}\n"
      "{\"id\": \"1\", \"speaker\": \"a\", \"text\": \"x\"}\n{\"id\": \"2\", \"speaker\": \"a\"} "
      "{}\n" +
          kUtterances);
  // The first line decides how the file is read; here it is broken as a list.
  CHECK_FALSE(outcome.report);
  const ReadOutcome rows = ReadChecked(
      kConvoKitReader,
      "words\n{\"speaker\": \"a\", \"text\": \"x\"}\n{\"id\": \"1\", \"text\": \"x\"}\n"
      "{\"id\": \"1\", \"speaker\": \"a\", \"text\": \"x\"}\n{\"id\": \"2\", \"speaker\": \"a\"} "
      "{}\n" +
          kUtterances);
  REQUIRE(rows.report);
  CHECK(rows.sink.records.size() == 5);
  CHECK(rows.sink.skipped.size() == 4);
  CHECK(rows.sink.skipped[0].reason == "not a JSON object");
  CHECK(rows.sink.skipped[1].reason == "no conversation");
  CHECK(rows.sink.skipped[2].reason == "no speaker");
}

TEST_CASE("convokit: one conversation of a corpus") {
  ReadOptions options;
  options.only = "u3";
  const ReadOutcome outcome = ReadChecked(kConvoKitReader, kUtterances, options);
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 1);
  CHECK(outcome.sink.records[0].sender == "17");
}

TEST_CASE("convokit: a corpus in a zip is one export") {
  const std::string zip = ZipBuilder::Build(
      {{.name = "c/index.json", .bytes = R"({"utterances-index": {}, "version": 1})"},
       {.name = "c/speakers.json", .bytes = R"({"ada": {"meta": {"n": 1}, "vectors": []}})"},
       {.name = "c/conversations.json", .bytes = R"({"u1": {"meta": {"title": "x"}}})"},
       {.name = "c/corpus.json", .bytes = R"({"name": "c"})"},
       {.name = "c/info.parsed.jsonl", .bytes = "{\"id\": \"u1\", \"value\": [1]}\n"},
       {.name = "c/utterances.jsonl", .bytes = kUtterances}});
  auto exports = OpenExport(MemorySource("corpus.zip", zip), "");
  REQUIRE(exports);
  REQUIRE(exports->size() == 1);
  CHECK(exports->at(0).reader->name == "convokit");
  CollectSink sink;
  REQUIRE(exports->at(0).reader->read(*exports->at(0).source, {}, sink));
  CHECK(sink.records.size() == 4);
}

TEST_CASE("convokit: the probe") {
  const auto probe = kConvoKitReader.probe;
  CHECK(probe(kUtterances) == Match::kCertain);
  CHECK(probe("[" + kUtterances) == Match::kCertain);
  CHECK(probe(kUtterances.substr(0, kUtterances.find("parsed"))) == Match::kLikely);
  for (const char* text :
       {"", "[]", "{}", "words", R"({"sender": "a", "text": "b", "conversation": "c"})",
        R"({"speaker": "a", "text": "b", "conversation_id": "c"})",
        R"([{"user": "a", "text": "b", "ts": "1.2", "reply_count": 1}])"}) {
    INFO(text);
    CHECK(probe(text) == Match::kNo);
  }
  for (const char* text : {"", "[]", "{}", "words", R"([{"user": "a", "text": "b"}])"}) {
    const ReadOutcome outcome = ReadChecked(kConvoKitReader, text);
    REQUIRE_FALSE(outcome.report);
    CHECK(outcome.report.error().kind == ErrorKind::kInput);
  }
}

TEST_CASE("convokit: every cut keeps what is complete") {
  CheckCuts(kConvoKitReader, kUtterances);
  const ReadOutcome cut =
      ReadChecked(kConvoKitReader, kUtterances.substr(0, kUtterances.find("not yet")));
  REQUIRE(cut.report);
  CHECK(cut.report->truncated);
  CHECK(cut.sink.skipped.size() == 1);
}

TEST_CASE("convokit: the sink may have enough; too long a row is skipped") {
  CollectSink sink;
  sink.stop_after = 2;
  REQUIRE(kConvoKitReader.read(*MemorySource("sample", kUtterances), {}, sink));
  CHECK(sink.records.size() == 2);
  const ReadOutcome outcome =
      ReadChecked(kConvoKitReader, "{\"id\": \"" + std::string(17 << 20, 'x') +
                                       "\", \"speaker\": \"a\"}\n" + kUtterances);
  REQUIRE(outcome.report);
  CHECK(outcome.sink.records.size() == 4);
  CHECK(outcome.sink.skipped.size() == 1);
}

}  // namespace
}  // namespace ebb
