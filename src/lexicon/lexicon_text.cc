#include "lexicon/lexicon_text.h"

#include <algorithm>
#include <utility>

#include "base/text_util.h"

namespace ebb {
namespace {

constexpr struct {
  std::string_view name;
  Gate gate;
} kGates[] = {{"gM", kGateWhole}, {"gQ", kGateQuestion}, {"gP", kGatePressure},
              {"gT", kGateTopic}, {"gL", kGateProposal}, {"gX", kGateHabit}};

Gates GateOf(std::string_view name) {
  for (const auto& entry : kGates) {
    if (entry.name == name) return entry.gate;
  }
  return kGateNone;
}

Error Wrong(const std::string& what) { return {ErrorKind::kLexicon, what}; }

}  // namespace

Error MistakeAt(const LexiconFile& file, std::size_t line, std::size_t column,
                const std::string& what) {
  const std::vector<std::string_view> lines = Split(file.text, '\n');
  std::string message =
      file.name + ":" + std::to_string(line) + ":" + std::to_string(column) + ": " + what;
  if (line >= 1 && line <= lines.size()) {
    const std::string_view shown = lines[line - 1].substr(0, 200);
    message += "\n  " + EscapeTerminal(shown) + "\n  " +
               std::string(std::min<std::size_t>(column > 0 ? column - 1 : 0, shown.size()), ' ') +
               "^";
  }
  return Wrong(message);
}

Result<Gates> ParseGates(std::string_view text) {
  Gates gates = kGateNone;
  bool plus_between_others = false, last_was_other = false, plus = false;
  for (;;) {
    const std::size_t end = text.find_first_of("+|");
    const Gates gate = GateOf(Trim(text.substr(0, end)));
    if (gate == kGateNone) {
      return Wrong("gate must be made of gM gQ gP gT gL gX, joined by + or |");
    }
    gates |= gate;
    const bool other = gate != kGateWhole;
    plus_between_others = plus_between_others || (other && last_was_other && plus);
    last_was_other = other;
    if (end == std::string_view::npos) break;
    plus = text[end] == '+';
    text.remove_prefix(end + 1);
  }
  if (plus_between_others) {
    return Wrong("only gM can be asked for together with another gate; write | between others");
  }
  return gates;
}

Result<Example> ParseExample(std::string text, bool marked) {
  if (Trim(text).empty()) return Wrong("an example must be text");
  Example example;
  example.text = std::move(text);
  if (!marked) return example;
  const std::size_t open = example.text.find('['), close = example.text.find(']');
  if (open == std::string::npos || close == std::string::npos || open + 1 >= close) {
    return Wrong("a yes example marks the flagged words in [ ]");
  }
  example.text.erase(close, 1);
  example.text.erase(open, 1);
  example.marked = {static_cast<std::uint32_t>(open), static_cast<std::uint32_t>(close - 1)};
  return example;
}

bool IsClassName(std::string_view name) {
  return name != "number" && std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '_';
         });
}

bool FitsClass(const PatternGraph& graph) {
  if (graph.anywhere || graph.clause_start || graph.message_start || graph.clause_end ||
      graph.message_end) {
    return false;
  }
  for (const std::vector<PatternStep>& steps : graph.steps) {
    for (const PatternStep& step : steps) {
      if (step.kind == StepKind::kClass || step.kind == StepKind::kEnd) return false;
    }
  }
  return true;
}

}  // namespace ebb
