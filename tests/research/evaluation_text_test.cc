#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "research/evaluate.h"

namespace ebb {
namespace {

using nlohmann::json;

EvaluationReport Report(bool labelled) {
  std::vector<CodedMessage> messages;
  for (std::uint32_t i = 0; i < 40; ++i) {
    CodedMessage m;
    m.conversation = i / 4;
    m.scored = labelled;
    if (labelled && i % 3 == 0) m.labels = {{Category::kShutdown, About::kSelf}};
    if (i % 4 == 0) m.predictions = {{Category::kShutdown, About::kSelf, i % 8 == 0, 0}};
    messages.push_back(m);
  }
  EvaluationReport report;
  report.pooled = EvaluateMessages(messages);
  report.files = {{"a.jsonl", 0, report.pooled}, {"b.jsonl", 2, report.pooled}};
  report.lexicon_name = "en";
  return report;
}

TEST_CASE("the JSON has the keys that were promised") {
  const json out = json::parse(EvaluationJson(Report(true)));
  const std::vector<const json*> blocks = {&out, &out.at("files").at(0), &out.at("files").at(1)};
  for (const json* block : blocks) {
    std::vector<const json*> units = {&block->at("combined")};
    for (const char* name :
         {"withdrawal", "shutdown", "avoidance", "neglect", "pressure", "repair"}) {
      units.push_back(&block->at("categories").at(name));
      CHECK(block->at("flags_per_1000").at(name).is_number());
    }
    for (const json* unit : units) {
      for (const json* score : {unit, &unit->at("high")}) {
        for (const char* key :
             {"tp", "fp", "fn", "precision", "recall", "f1", "f1_low", "f1_high", "kappa"}) {
          CHECK(score->contains(key));
        }
      }
      CHECK(unit->at("flags_per_1000").is_number());
    }
    CHECK(block->contains("attribution_accuracy"));
  }
  const json& shutdown = out.at("categories").at("shutdown");
  CHECK(shutdown.at("tp") == 4);
  CHECK(shutdown.at("fp") == 6);
  CHECK(shutdown.at("fn") == 10);
  CHECK(shutdown.at("high").at("tp") == 2);
  CHECK(shutdown.at("f1").get<double>() == Approx(8.0 / 24).margin(1e-6));
  CHECK(shutdown.at("flags_per_1000") == 250.0);
  CHECK(out.at("categories").at("repair").at("f1").is_null());
  CHECK(out.at("attribution_accuracy") == 1.0);
  CHECK_FALSE(out.contains("errors"));
}

TEST_CASE("without labels only rates are given") {
  const json out = json::parse(EvaluationJson(Report(false)));
  CHECK_FALSE(out.at("combined").contains("f1"));
  CHECK_FALSE(out.contains("attribution_accuracy"));
  CHECK(out.at("flags_per_1000").at("shutdown") == 250.0);
  CHECK(EvaluationTable(Report(false)).find("nothing to compare") != std::string::npos);
}

TEST_CASE("errors by rule, shown safely") {
  EvaluationReport report = Report(true);
  report.with_errors = true;
  report.errors = {{"a.jsonl", "c1", 12, "shutdown", false, "d1-x", "", "no \x1b[31m way"},
                   {"a.jsonl", "c1", 13, "shutdown", true, "", "", "hm"}};
  const std::string table = EvaluationTable(report);
  CHECK(table.find("shutdown false alarms by d1-x") != std::string::npos);
  CHECK(table.find("a.jsonl:12 (c1)") != std::string::npos);
  CHECK(table.find("shutdown missed by (no rule)") != std::string::npos);
  CHECK(table.find('\x1b') == std::string::npos);
  const json out = json::parse(EvaluationJson(report));
  CHECK(out.at("errors").at(0).at("kind") == "false_alarm");
  CHECK(out.at("errors").at(1).at("line") == 13);
}

TEST_CASE("the table lists each file and all together") {
  const std::string table = EvaluationTable(Report(true));
  CHECK(table.find("a.jsonl: 40 messages, 40 scored") != std::string::npos);
  CHECK(table.find("All files: ") != std::string::npos);
  CHECK(table.find("2 labels of categories that are not scored") != std::string::npos);
}

}  // namespace
}  // namespace ebb
