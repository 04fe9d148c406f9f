// ebb lexicon check: every example of every rule, run through the matcher.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_codes.h"
#include "cli/settings.h"
#include "match/matcher.h"

namespace ebb {
namespace {

class Checker {
 public:
  Checker(const Lexicon& lexicon, const Matcher& matcher) : lexicon_(lexicon), matcher_(matcher) {}

  void Run() {
    for (std::size_t i = 0; i < lexicon_.rules().size(); ++i) CheckRule(static_cast<RuleId>(i));
  }

  std::size_t examples() const { return examples_; }
  const std::vector<std::string>& faults() const { return faults_; }

 private:
  void CheckRule(RuleId id) {
    const Rule& rule = lexicon_.rules()[id];
    for (const Example& example : rule.yes) CheckYes(id, rule, example);
    for (const Example& example : rule.no) CheckNo(id, rule, example);
  }

  void CheckYes(RuleId id, const Rule& rule, const Example& example) {
    const std::vector<Hit> hits = Match(example.text);
    const bool matched = std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) {
      return hit.rule == id && hit.range == example.marked && hit.modality == Modality::kAsserted;
    });
    if (!matched) Fault(rule, example, "`yes` example is not matched on exactly the marked words");
  }

  void CheckNo(RuleId id, const Rule& rule, const Example& example) {
    const std::vector<Hit> hits = Match(example.text);
    const bool matched = std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) {
      return hit.rule == id && hit.modality == Modality::kAsserted;
    });
    if (matched) Fault(rule, example, "`no` example is matched");
  }

  std::vector<Hit> Match(const std::string& text) {
    ++examples_;
    std::vector<Hit> hits;
    MessageFacts facts;
    matcher_.Run(text, scratch_, &facts, &hits);
    return hits;
  }

  void Fault(const Rule& rule, const Example& example, std::string_view what) {
    faults_.push_back(fmt::format("{}:{}: rule {}: {}\n  {}", rule.file, example.line, rule.id,
                                  what, example.text));
  }

  const Lexicon& lexicon_;
  const Matcher& matcher_;
  Matcher::Scratch scratch_;
  std::size_t examples_ = 0;
  std::vector<std::string> faults_;
};

}  // namespace

Result<int> RunLexiconCheck(const CommandLine& line, Console& console) {
  if (line.Has("only-lexicon") && line.operands().empty()) {
    return Error{ErrorKind::kUsage, "--only-lexicon needs files to check"};
  }
  Result<Lexicon> lexicon = LoadLexicon(line.operands(), line.Has("only-lexicon"));
  if (!lexicon) return lexicon.error();
  Result<Matcher> matcher = Matcher::Build(*lexicon);
  if (!matcher) return matcher.error();
  Checker checker(*lexicon, *matcher);
  checker.Run();
  if (!checker.faults().empty()) {
    std::string message = fmt::format("{} of {} examples fail; mend the rule or the example",
                                      checker.faults().size(), checker.examples());
    for (const std::string& fault : checker.faults()) message += "\n" + fault;
    return Error{ErrorKind::kLexicon, std::move(message)};
  }
  const std::string text = fmt::format("{} rules, {} examples: all as they should be\n",
                                       lexicon->rules().size(), checker.examples());
  if (Status done = console.Print(text); !done) return done.error();
  return kExitDone;
}

}  // namespace ebb
