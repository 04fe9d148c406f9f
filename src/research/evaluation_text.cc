// The two ways an evaluation is written: JSON for programs, a table for people.
#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text_util.h"
#include "research/evaluate.h"

namespace ebb {
namespace {

using Json = nlohmann::ordered_json;

// Six decimals: more would only show the arithmetic.
Json Number(std::optional<double> value) {
  if (!value) return nullptr;
  return std::round(*value * 1e6) / 1e6 + 0.0;  // + 0.0: no negative zero
}

void PutScore(const Score& score, Json* out) {
  const auto end = [](const std::optional<Interval>& i, bool high) -> Json {
    if (!i) return nullptr;
    return Number(high ? i->high : i->low);
  };
  (*out)["tp"] = score.tp;
  (*out)["fp"] = score.fp;
  (*out)["fn"] = score.fn;
  (*out)["precision"] = Number(score.precision);
  (*out)["recall"] = Number(score.recall);
  (*out)["f1"] = Number(score.f1);
  (*out)["f1_low"] = end(score.f1_interval, false);
  (*out)["f1_high"] = end(score.f1_interval, true);
  (*out)["kappa"] = Number(score.kappa);
  (*out)["kappa_low"] = end(score.kappa_interval, false);
  (*out)["kappa_high"] = end(score.kappa_interval, true);
}

Json UnitJson(const UnitResult& unit, bool labelled) {
  Json out = Json::object();
  if (labelled) {
    PutScore(unit.all, &out);
    out["high"] = Json::object();
    PutScore(unit.high, &out["high"]);
    out["attribution_accuracy"] = Number(unit.attribution_accuracy);
    out["attributed"] = unit.attributed;
  }
  out["flags_per_1000"] = Number(unit.flags_per_1000);
  return out;
}

void PutEvaluation(const Evaluation& evaluation, Json* out) {
  const bool labelled = evaluation.scored > 0;
  (*out)["messages"] = evaluation.messages;
  (*out)["scored"] = evaluation.scored;
  if (labelled) (*out)["conversations"] = evaluation.conversations;
  Json categories = Json::object(), rates = Json::object();
  for (int u = 0; u < kScoredUnits; ++u) {
    const UnitResult& unit = evaluation.units[static_cast<std::size_t>(u)];
    const std::string name(ScoredUnitName(u));
    rates[name] = Number(unit.flags_per_1000);
    if (u != kCombined) categories[name] = UnitJson(unit, labelled);
  }
  (*out)["categories"] = std::move(categories);
  (*out)["combined"] = UnitJson(evaluation.units[kCombined], labelled);
  if (labelled) (*out)["attribution_accuracy"] = Number(evaluation.attribution_accuracy);
  (*out)["flags_per_1000"] = std::move(rates);
}

Json ErrorJson(const WrongLine& line) {
  Json out;
  out["kind"] = line.missed ? "missed" : "false_alarm";
  out["category"] = line.category;
  out["rule"] = line.rule;
  out["reason"] = line.reason;
  out["file"] = line.file;
  out["line"] = line.line;
  out["conversation"] = line.conversation;
  out["text"] = line.text;
  return out;
}

std::string Shown(std::optional<double> value) {
  return value ? fmt::format("{:.2f}", std::round(*value * 100) / 100 + 0.0) : std::string("-");
}

std::string Range(const std::optional<Interval>& interval) {
  return interval ? Shown(interval->low) + "-" + Shown(interval->high) : std::string("-");
}

std::string ScoreRow(std::string_view name, const Score& s) {
  return fmt::format("  {:<12}{:>6}{:>6}{:>6}{:>8}{:>8}{:>7}  {:<11}{:>7}  {:<11}\n", name, s.tp,
                     s.fp, s.fn, Shown(s.precision), Shown(s.recall), Shown(s.f1),
                     Range(s.f1_interval), Shown(s.kappa), Range(s.kappa_interval));
}

std::string ScoreTable(std::string_view title, const Evaluation& evaluation, bool high) {
  std::string out =
      fmt::format("  {:<12}{:>6}{:>6}{:>6}{:>8}{:>8}{:>7}  {:<11}{:>7}  {:<11}\n", title, "TP",
                  "FP", "FN", "prec", "recall", "F1", "95 %", "kappa", "95 %");
  for (int u = 0; u < kScoredUnits; ++u) {
    const UnitResult& unit = evaluation.units[static_cast<std::size_t>(u)];
    out += ScoreRow(ScoredUnitName(u), high ? unit.high : unit.all);
  }
  return out;
}

std::string RateLine(const Evaluation& evaluation) {
  std::string out = "  flagged per 1,000 messages:";
  for (int u = 0; u < kScoredUnits; ++u) {
    out += fmt::format(" {} {:.1f}", ScoredUnitName(u),
                       evaluation.units[static_cast<std::size_t>(u)].flags_per_1000);
  }
  return out + "\n";
}

std::string EvaluationBlock(std::string_view title, const Evaluation& e) {
  std::string out = fmt::format("{}: {} messages, {} scored", title, e.messages, e.scored);
  if (e.scored == 0) return out + ", nothing to compare with\n" + RateLine(e);
  out += fmt::format(" in {} conversations\n", e.conversations);
  out += ScoreTable("all flags", e, false) + ScoreTable("high only", e, true);
  out += fmt::format("  attribution accuracy {} (combined {})\n", Shown(e.attribution_accuracy),
                     Shown(e.units[kCombined].attribution_accuracy));
  return out + RateLine(e);
}

std::string ErrorLines(const std::vector<WrongLine>& errors) {
  std::string out, heading;
  for (const WrongLine& e : errors) {
    const std::string rule = e.rule.empty() ? "(no rule)" : e.rule;
    const std::string now =
        fmt::format("{} {} by {}", e.category, e.missed ? "missed" : "false alarms", rule);
    if (now != heading) out += "\n" + now + "\n";
    heading = now;
    out += fmt::format("  {}:{} ({}){} {}\n", EscapeTerminal(e.file), e.line,
                       EscapeTerminal(e.conversation), e.reason.empty() ? "" : " " + e.reason + ":",
                       EscapeTerminal(e.text));
  }
  return out;
}

}  // namespace

std::string EvaluationJson(const EvaluationReport& report) {
  Json out = Json::object();
  PutEvaluation(report.pooled, &out);
  out["files"] = Json::array();
  for (const FileResult& file : report.files) {
    Json entry = Json::object();
    entry["file"] = file.file;
    if (file.other_labels > 0) entry["other_labels"] = file.other_labels;
    PutEvaluation(file.evaluation, &entry);
    out["files"].push_back(std::move(entry));
  }
  if (report.with_errors) {
    out["errors"] = Json::array();
    for (const WrongLine& line : report.errors) out["errors"].push_back(ErrorJson(line));
  }
  out["lexicon"] = {{"name", report.lexicon_name},
                    {"version", report.lexicon_version},
                    {"hash", report.lexicon_hash}};
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string EvaluationTable(const EvaluationReport& report) {
  std::string out;
  if (report.files.size() > 1) {
    for (const FileResult& file : report.files) {
      out += EvaluationBlock(EscapeTerminal(file.file), file.evaluation) + "\n";
    }
    out += EvaluationBlock("All files", report.pooled);
  } else if (!report.files.empty()) {
    out += EvaluationBlock(EscapeTerminal(report.files[0].file), report.pooled);
  }
  std::uint64_t others = 0;
  for (const FileResult& file : report.files) others += file.other_labels;
  if (others > 0) {
    out += fmt::format("{} labels of categories that are not scored were left out.\n", others);
  }
  if (report.with_errors) out += ErrorLines(report.errors);
  return out;
}

}  // namespace ebb
