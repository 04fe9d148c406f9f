#include "readers/typedstream.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "readers/binary_plist.h"
#include "readers/imessage_summary.h"
#include "readers/sqlite_builder.h"
#include "readers/tapback_text.h"
#include "shared_data.h"
#include "time/civil.h"

namespace ebb {
namespace {

TEST_CASE("typedstream: lengths in one, two and four bytes") {
  for (const std::size_t size : {0u, 1u, 127u, 128u, 255u, 256u, 65535u, 65536u, 70000u}) {
    for (const bool is_mutable : {false, true}) {
      const std::string text(size, 'x');
      const std::string bytes = Typedstream(text, is_mutable);
      const auto read = TypedstreamText(bytes);
      REQUIRE(read);
      CHECK(*read == text);
    }
  }
}

TEST_CASE("typedstream: a length that overruns ends at the mark after the string") {
  const std::string bytes = Typedstream("short", true, 100000);
  const auto read = TypedstreamText(bytes);
  REQUIRE(read);
  CHECK(*read == "short");
}

TEST_CASE("typedstream: what is none, cuts and noise") {
  CHECK_FALSE(TypedstreamText(""));
  CHECK_FALSE(TypedstreamText("NSString\x84\x01+\x02hi"));
  const std::string whole = Typedstream("caf\u00e9 \uFFFC");
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    const auto read = TypedstreamText(std::string_view(whole).substr(0, cut));
    if (read) REQUIRE(read->size() <= cut);
  }
  std::mt19937 random(7);
  for (int i = 0; i < 5000; ++i) {
    std::string noisy = whole;
    for (int n = 0; n < 3; ++n) noisy[random() % noisy.size()] = static_cast<char>(random());
    (void)TypedstreamText(noisy);
  }
}

TEST_CASE("message_summary_info: edits and retracted parts") {
  const auto edited = ReadMessageEdits(SummaryInfo({"frist", "first"}, false));
  REQUIRE(edited);
  REQUIRE(edited->parts.size() == 1);
  REQUIRE(edited->parts[0].versions.size() == 2);
  CHECK(edited->parts[0].versions[0].text == "frist");
  CHECK(edited->parts[0].versions[1].text == "first");
  CHECK(edited->parts[0].versions[0].sent.seconds == 1678307200);
  CHECK_FALSE(edited->retracted);
  const auto unsent = ReadMessageEdits(SummaryInfo({}, true));
  REQUIRE(unsent);
  CHECK(unsent->parts.empty());
  CHECK(unsent->retracted);
}

TEST_CASE("message_summary_info: cuts, noise and lists that hold themselves") {
  const std::string whole = SummaryInfo({"one", "two", "three"}, true);
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    (void)ReadMessageEdits(std::string_view(whole).substr(0, cut));
  }
  std::mt19937 random(11);
  for (int i = 0; i < 20000; ++i) {
    std::string noisy = whole;
    for (int n = 0; n < 4; ++n) noisy[random() % noisy.size()] = static_cast<char>(random());
    (void)ReadMessageEdits(noisy);
  }
  // Five hundred parts that are all one list of the same long text.
  PlistBuilder plist;
  const auto text = plist.Data(Typedstream(std::string(60000, 'x')));
  const auto version = plist.Dictionary({{plist.Key("t"), text}});
  const auto part = plist.List(std::vector<std::size_t>(500, version));
  const auto key = plist.Key("0");
  const auto parts =
      plist.Dictionary(std::vector<std::pair<std::size_t, std::size_t>>(500, {key, part}));
  const auto edits = ReadMessageEdits(plist.Finish(plist.Dictionary({{plist.Key("ec"), parts}})));
  REQUIRE(edits);
  std::size_t bytes = 0;
  for (const auto& p : edits->parts) {
    for (const auto& v : p.versions) bytes += v.text.size();
  }
  CHECK(bytes < 200000);
}

TEST_CASE("tapbacks that came as text") {
  struct Case {
    const char* text;
    bool is, thing = false, cut = false;
    const char* quoted = "";
  };
  const Case cases[] = {
      {"Loved \u201Csee you at eight\u201D", true, false, false, "see you at eight"},
      {"Laughed at \u201Cno \u201Cyou\u201D\u201D", true, false, false, "no \u201Cyou\u201D"},
      {"Emphasised \u201Cthe long\u2026\u201D", true, false, true, "the long\u2026"},
      {"Removed a heart from \u201Cok\u201D", true, false, false, "ok"},
      {"Reacted \U0001F389 to \u201Cok\u201D", true, false, false, "ok"},
      {"Removed \U0001F389 from \u201Cok\u201D", true, false, false, "ok"},
      {"Liked an image", true, true},
      {"Questioned a movie", true, true},
      {"Loved \"straight quotes\"", false},
      {"Loved it", false},
      {"Loved \u201Cthat\u201D film", false},
      {"Reacted badly to \u201Cok\u201D", false},
      {"I Loved \u201Cok\u201D", false},
      {"", false},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const auto read = ReadTapbackText(c.text);
    REQUIRE(read.has_value() == c.is);
    if (!read) continue;
    CHECK(read->names_thing == c.thing);
    CHECK(read->cut == c.cut);
    CHECK(read->quoted == c.quoted);
  }
}

TEST_CASE("shared fixtures: iMessage's blobs are exact") {
  const auto list = SharedFile("fixtures/messengers/expected.jsonl");
  if (!list) return;
  std::istringstream lines(*list);
  int checked = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto expected = nlohmann::json::parse(line);
    const std::string format = expected["format"], file = expected["file"];
    const std::string notes = expected["notes"];
    if (format != "imessage-typedstream" && format != "imessage-summary-info") continue;
    INFO(file);
    const auto bytes = SharedFile("fixtures/messengers/" + file);
    REQUIRE(bytes);
    ++checked;
    if (format == "imessage-typedstream") {
      const auto text = TypedstreamText(*bytes);
      REQUIRE(text);
      const std::size_t at = notes.find("text = ");
      if (file.ends_with("Blank")) {
        CHECK(text->empty());
      } else if (file.ends_with("MultiPart")) {
        CHECK(text->size() == 28);
        std::size_t marks = 0, place = 0;
        while ((place = text->find("\uFFFC", place)) != text->npos) ++marks, ++place;
        CHECK(marks == 3);
      } else {
        CHECK(notes.substr(at + 7) == *text);
      }
      continue;
    }
    const auto edits = ReadMessageEdits(*bytes);
    REQUIRE(edits);
    if (file.ends_with("Deleted.plist")) {
      CHECK(edits->retracted);
      CHECK(edits->parts.empty());
      continue;
    }
    REQUIRE(edits->parts.size() == 1);
    const auto& versions = edits->parts[0].versions;
    REQUIRE(versions.size() == 4);
    CHECK(notes.find("\"" + versions.back().text + "\"") != notes.npos);
    CHECK(FormatDateTime(versions.front().sent.seconds) == "2022-11-19T01:17:54");
    CHECK(FormatDateTime(versions.back().sent.seconds) == "2022-11-19T01:18:14");
  }
  CHECK(checked == 5);
}

}  // namespace
}  // namespace ebb
