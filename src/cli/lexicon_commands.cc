// ebb lexicon list, show and check: the rules as the program has them.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analysis/names.h"
#include "base/text_util.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_codes.h"
#include "cli/settings.h"
#include "match/matcher.h"

namespace ebb {
namespace {

using Json = nlohmann::ordered_json;

// The example with its marked words in brackets, as in the file.
std::string Marked(const Example& example) {
  std::string text = example.text;
  if (example.marked.size() == 0) return text;
  text.insert(example.marked.end, "]");
  text.insert(example.marked.begin, "[");
  return text;
}

Json Examples(const std::vector<Example>& examples) {
  Json list = Json::array();
  for (const Example& example : examples) list.push_back(Marked(example));
  return list;
}

Json RuleJson(const Rule& rule) {
  Json json;
  json["id"] = rule.id;
  json["category"] = std::string(CategoryName(rule.category));
  json["subcode"] = rule.subcode;
  json["sign"] = rule.sign;
  json["about"] = std::string(AboutName(rule.about));
  json["strength"] = std::string(StrengthName(rule.strength));
  json["intensity"] = rule.intensity;
  json["gate"] = GatesName(rule.gates);
  json["phrases"] = rule.phrases;
  json["tokens"] = rule.tokens;
  json["patterns"] = rule.patterns;
  json["unless"] = rule.unless;
  json["near"] = rule.near;
  json["yes"] = Examples(rule.yes);
  json["no"] = Examples(rule.no);
  json["why"] = rule.why;
  json["reference"] = rule.reference;
  json["file"] = rule.file;
  json["line"] = rule.line;
  return json;
}

std::string Field(std::string_view name, const std::string& value) {
  return value.empty() ? "" : fmt::format("  {:<10} {}\n", name, EscapeTerminal(value));
}

std::string Fields(std::string_view name, const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += Field(name, value);
  return text;
}

std::string RuleText(const Rule& rule) {
  std::string text =
      fmt::format("{}  ({}:{})\n", EscapeTerminal(rule.id), EscapeTerminal(rule.file), rule.line);
  text += Field("category", std::string(CategoryName(rule.category)) +
                                (rule.subcode.empty() ? "" : ", " + rule.subcode));
  text += Field("sign", rule.sign) + Field("about", std::string(AboutName(rule.about)));
  text += Field("strength",
                fmt::format("{}, intensity {}", StrengthName(rule.strength), rule.intensity));
  text += Field("gate", GatesName(rule.gates));
  text += Fields("phrase", rule.phrases) + Fields("tokens", rule.tokens) +
          Fields("pattern", rule.patterns);
  text += Fields("unless", rule.unless) + Fields("near", rule.near);
  for (const Example& example : rule.yes) text += Field("yes", Marked(example));
  for (const Example& example : rule.no) text += Field("no", Marked(example));
  return text + Field("why", rule.why) + Field("reference", rule.reference);
}

std::string Header(const Lexicon& lexicon) {
  std::size_t phrases = 0;
  for (const Rule& rule : lexicon.rules()) phrases += rule.phrases.size();
  return fmt::format("{} {} ({}): {} rules, {} phrases\n", lexicon.name(), lexicon.version(),
                     lexicon.language(), lexicon.rules().size(), phrases);
}

std::string ListText(const Lexicon& lexicon) {
  std::size_t width = 0;
  for (const Rule& rule : lexicon.rules()) width = std::max(width, rule.id.size());
  std::string text = Header(lexicon);
  for (const Rule& rule : lexicon.rules()) {
    text += fmt::format("{:<{}}  {:<14} {:<5} {:<6} {}\n", EscapeTerminal(rule.id), width,
                        CategoryName(rule.category), rule.subcode, StrengthName(rule.strength),
                        GatesName(rule.gates));
  }
  return text;
}

std::string ListJson(const Lexicon& lexicon) {
  Json json = {{"name", lexicon.name()},
               {"version", lexicon.version()},
               {"language", lexicon.language()},
               {"hash", lexicon.hash()}};
  Json rules = Json::array();
  for (const Rule& rule : lexicon.rules()) rules.push_back(RuleJson(rule));
  json["rules"] = std::move(rules);
  return json.dump(2) + "\n";
}

Error NoSuchRule(const Lexicon& lexicon, const std::string& word) {
  std::vector<std::string_view> known;
  for (const Rule& rule : lexicon.rules()) known.push_back(rule.id);
  const std::string_view near = NearestName(word, known);
  std::string message = word + ": no such rule or category; `ebb lexicon list` shows them";
  if (!near.empty())
    message = word + ": no such rule or category; did you mean " + std::string(near) + "?";
  return {ErrorKind::kUsage, std::move(message)};
}

// The rules of one operand: a rule id, or a category's name.
Result<std::vector<const Rule*>> Chosen(const Lexicon& lexicon, const std::string& word) {
  std::vector<const Rule*> chosen;
  for (const Rule& rule : lexicon.rules()) {
    if (rule.id == word || CategoryName(rule.category) == word) chosen.push_back(&rule);
  }
  if (chosen.empty()) return NoSuchRule(lexicon, word);
  return chosen;
}

Result<int> Answer(Console& console, const std::string& text) {
  if (Status done = console.Print(text); !done) return done.error();
  return kExitDone;
}

}  // namespace

Result<int> RunLexiconList(const CommandLine& line, Console& console) {
  Result<Lexicon> lexicon = ReadRules(line);
  if (!lexicon) return lexicon.error();
  return Answer(console, line.Has("json") ? ListJson(*lexicon) : ListText(*lexicon));
}

Result<int> RunLexiconShow(const CommandLine& line, Console& console) {
  Result<Lexicon> lexicon = ReadRules(line);
  if (!lexicon) return lexicon.error();
  std::string text;
  Json json = Json::array();
  for (const std::string& word : line.operands()) {
    Result<std::vector<const Rule*>> rules = Chosen(*lexicon, word);
    if (!rules) return rules.error();
    for (const Rule* rule : *rules) {
      text += (text.empty() ? "" : "\n") + RuleText(*rule);
      json.push_back(RuleJson(*rule));
    }
  }
  return Answer(console, line.Has("json") ? json.dump(2) + "\n" : text);
}

}  // namespace ebb
