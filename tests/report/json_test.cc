#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "report/report.h"
#include "report/sample_analysis.h"

namespace ebb {
namespace {

TEST_CASE("a document read back and written again is the same, byte for byte") {
  for (const auto& [name, analysis] : AllSamples()) {
    INFO(name);
    const std::string first = WriteJson(analysis);
    auto back = ReadJson(first, "a.json");
    REQUIRE(back.ok());
    CHECK(WriteJson(*back) == first);
    CHECK(back->partners.size() == analysis.partners.size());
    CHECK(back->flags.size() == analysis.flags.size());
  }
}

TEST_CASE("text and numbers come back as they were") {
  Analysis a = SampleAnalysis({.hostile = true});
  a.partners[0].name = "quote \" slash \\ newline \n bell \x07 delete \x7f emoji \xF0\x9F\x98\x80";
  a.partners[0].rates[2].per_100 = 12.3456789;
  a.partners[0].messages = std::numeric_limits<std::uint64_t>::max();
  const auto back = ReadJson(WriteJson(a), "a.json");
  REQUIRE(back.ok());
  CHECK(back->partners[0].name == a.partners[0].name);
  CHECK(back->partners[0].rates[2].per_100 == 12.3457);
  CHECK(back->partners[0].messages == a.partners[0].messages);
  CHECK(back->flags[3].text == a.flags[3].text);
  CHECK(back->flags[3].before[1].partner == a.flags[3].before[1].partner);
}

TEST_CASE("what JSON cannot hold does not get in") {
  Analysis a = SampleAnalysis();
  a.partners[0].distance.low = std::numeric_limits<double>::quiet_NaN();
  a.partners[0].distance.high = std::numeric_limits<double>::infinity();
  a.partners[0].distance.per_100 = -0.0;
  const std::vector<std::string> broken = {
      "\xFF", "\xC3", "\xE2\x82", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xC0\xAF", "ok\x80ok"};
  for (const std::string& name : broken) {
    a.partners[0].name = name;
    const std::string json = WriteJson(a);
    CHECK(nlohmann::json::accept(json));
    CHECK(json.find("nan") == std::string::npos);
    CHECK(json.find("inf\"") == std::string::npos);
    CHECK(json.find("-0,") == std::string::npos);
    CHECK(json.find("\xEF\xBF\xBD") != std::string::npos);
  }
}

TEST_CASE("foreign, newer and changed documents are refused with a reason") {
  const std::string good = WriteJson(SampleAnalysis({.weeks = 2, .flags_per_group = 1}));
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string changed = good;
    const std::size_t at = changed.find(from);
    REQUIRE(at != std::string::npos);
    return changed.replace(at, from.size(), to);
  };
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "not a complete JSON document"},
      {"{", "not a complete JSON document"},
      {good.substr(0, good.size() / 2), "not a complete JSON document"},
      {"[1,2]", "not an analysis made by ebb"},
      {R"({"messages":[]})", "not an analysis made by ebb"},
      {with("ebb-analysis", "other"), "not an analysis made by ebb"},
      {with("\"1.4.0\"", "\"2.0.0\""), "written in version 2"},
      {with("\"1.4.0\"", "\"new\""), "schema_version"},
      {with("\"1.4.0\"", "1"), "schema_version"},
      {with("\"lexicon_rules\":312", "\"lexicon_rules\":-1"), "lexicon_rules: a whole number"},
      {with("\"lexicon_rules\":312", "\"lexicon_rules\":\"312\""), "lexicon_rules: a whole number"},
      {with("\"lexicon_rules\"", "\"rules\""), "lexicon_rules: missing"},
      {with("\"clock\"", "\"more\":1,\"clock\""), "a key that this version does not know"},
      {with("\"thin\":false", "\"thin\":0"), "weeks[0].thin: true or false"},
      {with("\"line\":100", "\"line\":1e3"), "flags[0].line: a whole number"},
      {with("\"week\":\"2024-W01\",\"partner\":0", "\"week\":\"2024-W01\",\"partner\":2"),
       "flags[0].partner: no such partner"},
      {with("\"week\":\"2024-W01\",\"partner\":0", "\"week\":\"2024-W01\",\"partner\":99999999999"),
       "flags[0].partner: the number is too large"},
      {with("\"high\":", "\"high\":1e300"), "a number that is too large"},
      {with("\"low\":", "\"low\":9999"), "a rate outside 0 to 100"},
      {with("\"per_100\":", "\"per_100\":-"), "a rate outside 0 to 100"},
      {with("\"key\":\"reading\",\"partner\":0", "\"key\":\"reading\",\"partner\":2"),
       "measures.M5: no such partner"},
      {with("\"kind\":\"silence\",\"begin\":\"2024-03-02T10:00:00\"", "\"kind\":7,\"begin\":\"\""),
       "kind: text was expected"},
      {with("\"begin\":6", "\"begin\":60000"), "flags[0].end: outside its message"},
  };
  for (const auto& [document, expected] : cases) {
    const auto result = ReadJson(document, "my file.json");
    INFO(expected);
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().kind == ErrorKind::kInput);
    CHECK(result.error().message.find("my file.json: ") == 0);
    CHECK(result.error().message.find(expected) != std::string::npos);
    CHECK(result.error().message.find("analyse the export again") +
              result.error().message.find("`ebb analyze") !=
          2 * std::string::npos);
  }
}

TEST_CASE("an older minor version may lack what came later") {
  std::string json = WriteJson(SampleAnalysis({.weeks = 2}));
  json.replace(json.find("1.4.0"), 5, "1.0.0");
  const std::size_t from = json.find("  \"measures\":"), to = json.find("  \"flags\":");
  REQUIRE(to > from);
  json.erase(from, to - from);
  const auto read = ReadJson(json, "old.json");
  REQUIRE(read.ok());
  CHECK(read->measures.empty());
  CHECK_FALSE(read->flags.empty());
}

TEST_CASE("a newer minor version may hold more") {
  std::string json = WriteJson(SampleAnalysis());
  json.replace(json.find("1.4.0"), 5, "1.7.0");
  json.replace(json.find("\"clock\""), 7, "\"more\":[1],\"clock\"");
  CHECK(ReadJson(json, "a.json").ok());
}

// Sanitizers make everything ten times slower: there a part must do.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t kPart = 5;
#else
constexpr std::size_t kPart = 1;
#endif

TEST_CASE("no part of a cut or flipped document is taken for a whole one") {
  const std::string json = WriteJson(SampleAnalysis({.weeks = 1, .flags_per_group = 1}));
  for (std::size_t size = 0; size + 3 < json.size(); size += 13 * kPart) {
    CHECK_FALSE(ReadJson(json.substr(0, size), "a.json").ok());
  }
  for (std::size_t at = 0; at < json.size(); at += 29 * kPart) {  // must not crash, may be valid
    std::string changed = json;
    changed[at] = static_cast<char>(changed[at] ^ 0x15);
    const auto result = ReadJson(changed, "a.json");
    if (!result.ok()) continue;
    for (const Writer& writer : Writers()) CHECK_FALSE(writer.write(*result, {})[0].bytes.empty());
  }
}

TEST_CASE("five thousand flags are written in little time") {
  const Analysis a = SampleAnalysis({.weeks = 80, .flags_per_group = 417});
  REQUIRE(a.flags.size() >= 5000);
  double best = 1e9;  // of the processor's time, so that other programs do not matter
  std::size_t size = 0;
  for (int i = 0; i < 5; ++i) {
    const std::clock_t begin = std::clock();
    size = WriteJson(a).size();
    best = std::min(best, 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  INFO("5,004 flags, " << size << " bytes: " << best << " ms");
  CHECK(best < 300);  // the figure is 30 ms; ten times that with a sanitizer or a busy machine
}

// Run by run_schema.py, which checks the documents against analysis.schema.json.
TEST_CASE("documents for the schema test", "[.documents]") {
  const char* folder = std::getenv("EBB_DOCUMENTS");
  REQUIRE(folder != nullptr);
  for (const auto& [name, analysis] : AllSamples()) {
    std::ofstream(std::string(folder) + "/" + name + ".json", std::ios::binary)
        << WriteJson(analysis);
  }
  std::ofstream(std::string(folder) + "/schema", std::ios::binary) << AnalysisSchema();
}

}  // namespace
}  // namespace ebb
