// ebb explain: how messages were read, word by word.
#include "analysis/explain_chat.h"
#include "base/text_util.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_codes.h"
#include "cli/explain_output.h"
#include "cli/lexicon_excerpt.h"
#include "cli/settings.h"
#include "match/matcher.h"

namespace ebb {
namespace {

Result<ExplainRequest> ReadRequest(const CommandLine& line) {
  ExplainRequest request;
  request.ids = line.All("message");
  for (const std::string& text : line.All("line")) {
    const std::optional<std::uint64_t> number = ParseNumber(text);
    if (!number || *number == 0) {
      return UsageError("--line " + text + ": it takes the number of a line, from 1");
    }
    request.lines.push_back(*number);
  }
  const bool chosen = !request.ids.empty() || !request.lines.empty();
  if (chosen && (line.Has("since") || line.Has("until"))) {
    return UsageError("--line and --message name the messages; leave --since and --until out");
  }
  request.in_full = chosen || line.Has("json");
  return request;
}

// With every pattern and class, which the compiled one inside the program lacks.
Result<ReadyLexicon> ReadFullLexicon(const CommandLine& line) {
  Result<Lexicon> lexicon = ReadRules(line);
  if (!lexicon) return lexicon.error();
  if (line.Has("rules-only")) lexicon->LeaveScorerOut();
  Result<Matcher> matcher = Matcher::Build(*lexicon);
  if (!matcher) return matcher.error();
  return ReadyLexicon{std::move(*lexicon), std::move(*matcher)};
}

void WarnOfUnknownRules(const std::vector<Suppression>& list, const Lexicon& lexicon,
                        Console& console) {
  // Which entries fit nothing is known only where the whole chat is shown.
  const std::vector<bool> met(list.size(), true);
  for (const std::string& warning : SuppressionWarnings(list, met, lexicon)) console.Warn(warning);
}

}  // namespace

Result<int> RunExplain(const CommandLine& line, Console& console) {
  const Result<AnalyzeOptions> options = ReadAnalyzeOptions(line);
  if (!options) return options.error();
  const Result<ExplainRequest> request = ReadRequest(line);
  if (!request) return request.error();
  const Result<ReadyLexicon> ready = request->in_full ? ReadFullLexicon(line) : ReadLexicon(line);
  if (!ready) return WithExcerpt(ready.error());
  const Result<ChatExplanation> explanation = [&] {
    const Progress progress(console);
    return ExplainChat(line.operands(), ready->lexicon, ready->matcher, *options, *request);
  }();
  if (!explanation) return explanation.error();
  WarnOfUnknownRules(options->suppressions, ready->lexicon, console);
  const std::string text = line.Has("json")
                               ? ExplanationJson(*explanation)
                               : ExplanationText(*explanation, request->in_full, console.color());
  if (Status done = console.Print(text); !done) return done.error();
  return kExitDone;
}

}  // namespace ebb
