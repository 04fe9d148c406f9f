#include "cli/command_table.h"

#include <algorithm>
#include <numeric>

#include "base/text_util.h"
#include "cli/commands.h"

namespace ebb {
namespace {

constexpr std::string_view kOutput = "Output";
constexpr std::string_view kChoice = "Which messages";
constexpr std::string_view kReading = "Reading the export";
constexpr std::string_view kPrivacy = "Privacy";
constexpr std::string_view kRules = "Rules";
constexpr std::string_view kRunning = "Running";

constexpr std::string_view kAnalyzeDetails =
    "Several exports are parts of one chat. Without -o a summary goes to the terminal; each -o is\n"
    "written by its suffix (.html .md .json .csv .txt). `x.csv` holds the weeks, beside it\n"
    "`x.flags.csv` every flag and `x.measures.csv` every measure. `-` is standard input or "
    "output.\n"
    "\n"
    "  ebb analyze \"WhatsApp Chat with Sam.zip\" -o report.html\n"
    "  ebb analyze result.json --chat Sam --since 2024-01-01 --until 2024-07-01\n"
    "\n"
    "A chat holds two people's words. Read it with the other's knowledge.";
constexpr std::string_view kBatchDetails =
    "Reads every export in the folders, each conversation by itself, and writes into OUT:\n"
    "index.html (overview), conversations/ID/report.html and analysis.json, weeks.csv, flags.csv,\n"
    "measures.csv, errors.csv and run.json; with --suppress also suppressed.csv. A file that\n"
    "cannot be read is listed in errors.csv; the others go on.";
constexpr std::string_view kAuditDetails =
    "Writes a table (CSV) with 60 places that were surely marked and 60 where words fitted a rule\n"
    "and did not count, drawn at random and not told apart. Write y or n into its last column, "
    "for\n"
    "whether the message holds what the category says, and give the sheet back to `ebb analyze`:\n"
    "see `ebb help analyze`.\n"
    "\n"
    "  ebb audit chat.txt -o sheet.csv";
constexpr std::string_view kInspectDetails =
    "Says what the export is and why, who writes, from when to when, how the date order was "
    "decided,\n"
    "and what became of every record: records = messages + notices + skipped. Nothing is "
    "analysed.\n"
    "Several exports are parts of one chat: what recurs in them is counted once, and listed.";
constexpr std::string_view kLexiconCheckDetails =
    "Without files the built-in lexicon is checked. Every `yes` example must be matched by its "
    "rule on\n"
    "exactly the marked words, and no `no` example by its rule. Then the linter warns of forms "
    "that\n"
    "can never match, repeat one another, are hidden by another rule, or run on into harmless "
    "talk.";
constexpr std::string_view kExplainDetails =
    "With --line or --message everything about these messages: their words as they are compared,\n"
    "what each rule saw, the context it asks for and the message that gave it, and what the "
    "decision\n"
    "layer weighed. Without, every message where a rule matched, in short; --since and --until "
    "say\n"
    "which of them are shown (the whole chat is read).\n"
    "\n"
    "  ebb explain chat.txt --line 812\n"
    "  ebb explain chat.txt --since 2024-03-01 --until 2024-03-08";
constexpr std::string_view kLexiconDiffDetails =
    "OLD and NEW are files or folders of rules, each used without the built-in ones, or "
    "`built-in`.\n"
    "EXPORT is any export, or labelled text (see `ebb help evaluate`). With --rules-only the\n"
    "decision layer stands aside, which shows what the rules themselves do.";
constexpr std::string_view kLexiconStatsDetails =
    "Hits of each rule: in all, voided by reason, counted surely and unsurely; on labelled text "
    "also\n"
    "how many of the counted ones are right.";
constexpr std::string_view kEvaluateDetails =
    "Each line is one message: conversation, time, sender, text, and where it was labelled\n"
    "\"score\": true with \"labels\" (a list of category and about) and perhaps \"contested\".\n"
    "Lines without \"score\" are context. Intervals come from a bootstrap over conversations.";

}  // namespace

const std::vector<Command>& Commands() {
  static const std::vector<Command> commands = {
      {"analyze", "EXPORT...", "from an export to a weekly report per partner", kAnalyzeDetails, 1,
       -1, RunAnalyze},
      {"audit", "EXPORT...", "a sheet of marks to check by hand", kAuditDetails, 1, -1, RunAudit},
      {"batch", "FOLDER...", "a report for every conversation in folders", kBatchDetails, 1, -1,
       RunBatchCommand},
      {"report", "ANALYSIS.json", "write reports again from a saved analysis", "", 1, 1, RunReport},
      {"inspect", "EXPORT...", "what an export is and what was read from it", kInspectDetails, 1,
       -1, RunInspect},
      {"explain", "EXPORT...", "how messages were read, word by word", kExplainDetails, 1, -1,
       RunExplain},
      {"formats", "", "the export formats that can be read, and how to get them", "", 0, 0,
       RunFormats},
      {"lexicon list", "", "the rules, one a line", "", 0, 0, RunLexiconList},
      {"lexicon show", "RULE|CATEGORY...", "rules in full, with their examples", "", 1, -1,
       RunLexiconShow},
      {"lexicon check", "[FILE|FOLDER...]", "load rules and run every example",
       kLexiconCheckDetails, 0, -1, RunLexiconCheck},
      {"lexicon diff", "OLD NEW EXPORT...", "which messages change with the rules",
       kLexiconDiffDetails, 3, -1, RunLexiconDiff},
      {"lexicon stats", "EXPORT...", "what each rule does in exports or labelled text",
       kLexiconStatsDetails, 1, -1, RunLexiconStats},
      {"evaluate", "LABELLED.jsonl...", "measure the rules against labelled messages",
       kEvaluateDetails, 1, -1, RunEvaluate},
      {"schema", "", "the JSON Schema of the analysis document", "", 0, 0, RunSchema},
      {"version", "", "version of the program and of its lexicon", "", 0, 0, RunVersion},
      {"help", "[COMMAND]", "this help, or that of one command", "", 0, 2, RunHelp},
  };
  return commands;
}

const std::vector<Option>& Options() {
  static const std::vector<Option> options = {
      {"output", 'o', "FILE",
       "write a report, its kind by the suffix; may be repeated (batch: the folder to write into)",
       kOutput, "analyze,audit,report,batch"},
      {"format", 'f', "NAME", "html, md, json, csv or text, whatever the suffix", kOutput,
       "analyze,report"},
      {"force", 0, "", "replace files that exist", kOutput, "analyze,audit,report,batch"},
      {"summary", 0, "", "the .html is one or two pages to print, without a message", kOutput,
       "analyze,report"},
      {"evidence", 0, "N", "keep at most N flags per partner and category (200)", kOutput,
       "analyze,batch"},
      {"csv-raw", 0, "", "do not guard CSV cells against spreadsheet formulas", kOutput,
       "analyze,audit,report,batch"},
      {"json", 0, "", "machine-readable answer on standard output", kOutput,
       "inspect,explain,formats,lexicon list,lexicon show,lexicon diff,lexicon stats,evaluate"},
      {"errors", 0, "", "also list the lines that were judged wrongly, by rule", kOutput,
       "evaluate"},

      {"chat", 0, "NAME", "which conversation of an export with several (name or id)", kChoice,
       "analyze,audit,inspect,explain"},
      {"line", 0, "N", "the message that stands on this line of the export; may be repeated",
       kChoice, "explain"},
      {"message", 0, "ID", "the message with this id, as reports give it; may be repeated", kChoice,
       "explain"},
      {"all", 0, "", "a group: one column per sender", kChoice, "analyze,batch"},
      {"me", 0, "NAME", "one of the two, shown first", kChoice, "analyze,audit,batch"},
      {"partner", 0, "NAME", "the other of the two, in a group", kChoice, "analyze,audit,batch"},
      {"alias", 0, "A=B,C", "B and C are the same person as A; may be repeated", kChoice,
       "analyze,audit,batch,inspect,explain"},
      {"contacts", 0, "FILE",
       "who writes under which numbers: a table (name,number) or a vCard file (.vcf)", kChoice,
       "analyze,audit,batch,inspect,explain"},
      {"since", 0, "DATE", "from this day on (2024-01-31)", kChoice, "analyze,audit,batch,explain"},
      {"until", 0, "DATE", "up to but not including this day", kChoice,
       "analyze,audit,batch,explain"},

      {"milestone", 0, "DATE", "a day that mattered (a move, a wedding); may be repeated", kChoice,
       "analyze,batch"},
      {"baseline", 0, "FROM..TO", "the stretch that spells are measured against", kChoice,
       "analyze,batch"},
      {"solved", 0, "ID[=DATE]",
       "a topic that was settled in person, by a message of it; may be repeated", kChoice,
       "analyze"},
      {"compare", 0, "WHEN",
       "before and after a DATE, or FROM..TO,FROM..TO; report: an earlier analysis", kChoice,
       "analyze,report"},

      {"input-format", 0, "NAME",
       "the export's format, if it is not recognised (see `ebb formats`)", kReading,
       "analyze,audit,batch,inspect,explain,lexicon diff,lexicon stats"},
      {"encoding", 0, "NAME", "how old text files are encoded, such as Windows-1251 or GB18030",
       kReading, "analyze,audit,batch,inspect,explain"},
      {"date-order", 0, "ORDER", "dmy, mdy or ymd, where the file does not prove it", kReading,
       "analyze,audit,batch,inspect,explain,lexicon diff,lexicon stats"},
      {"tz", 0, "ZONE", "time zone for exports in UTC, such as Europe/London", kReading,
       "analyze,audit,batch,inspect,explain,lexicon diff,lexicon stats"},
      {"columns", 0, "LIST",
       "column names of a table: time=sent,sender=from,text=body,conversation=id", kReading,
       "analyze,audit,batch,inspect,explain,lexicon diff,lexicon stats"},

      {"pseudonyms", 0, "", "A and B instead of names, everywhere", kPrivacy,
       "analyze,audit,batch"},
      {"no-text", 0, "", "keep no words of any message", kPrivacy, "analyze,batch"},
      {"quotes", 0, "N", "at most N short excerpts, evenly from both, contacts masked", kPrivacy,
       "analyze,batch"},

      {"lexicon", 0, "PATH",
       "rules from a file or folder besides the built-in ones; may be repeated", kRules,
       "analyze,audit,batch,evaluate,explain,lexicon list,lexicon show,lexicon stats"},
      {"only-lexicon", 0, "", "leave the built-in rules out", kRules,
       "analyze,audit,batch,evaluate,explain,lexicon list,lexicon show,lexicon check,lexicon "
       "stats"},
      {"rules-only", 0, "", "without the decision layer: rules and their contexts alone", kRules,
       "analyze,audit,batch,evaluate,explain,lexicon diff,lexicon stats"},
      {"suppress", 0, "FILE",
       "leave out the hits that this list says are wrong (see lexicons/README.md)", kRules,
       "analyze,audit,batch,explain"},
      {"against", 0, "EXPORT",
       "a chat known to be harmless: warn of rules whose words run on in it; may be repeated",
       kRules, "lexicon check"},
      {"audit", 0, "FILE", "a sheet of `ebb audit` that was filled in: how far the marks are right",
       kRules, "analyze"},
      {"coded", 0, "K/N,K/N",
       "a coded sample: surely flagged as one of the first three of what the coder marked so, and "
       "of "
       "the rest",
       kRules, "analyze"},
      {"strict", 0, "", "warnings of the linter are errors", kRules, "lexicon check"},

      {"research", 0, "", "also take the measures that are for research alone (M21)", kRunning,
       "analyze,batch"},
      {"jobs", 'j', "N", "threads (as many as there are processors)", kRunning,
       "analyze,audit,batch,explain,lexicon diff,lexicon stats"},
      {"quiet", 'q', "", "only errors on standard error", kRunning, "*"},
      {"verbose", 'v', "", "say what is being done, never words, names or paths; -vv says more",
       kRunning, "*"},
      {"color", 0, "WHEN", "auto, always or never", kRunning, "*"},
      {"help", 'h', "", "help for the command", kRunning, "*"},
      {"version", 'V', "", "version of the program", kRunning, "*"},
  };
  return options;
}

const Command* FindCommand(std::string_view name) {
  for (const Command& command : Commands()) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

const Option* FindOption(std::string_view name) {
  for (const Option& option : Options()) {
    if (option.name == name) return &option;
  }
  return nullptr;
}

bool TakesOption(const Command& command, const Option& option) {
  if (option.commands == "*") return true;
  const std::vector<std::string_view> names = Split(option.commands, ',');
  return std::find(names.begin(), names.end(), command.name) != names.end();
}

namespace {

// Levenshtein distance with one row.
std::size_t Distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::string_view NearestName(std::string_view typed, const std::vector<std::string_view>& known) {
  std::string_view best;
  std::size_t best_distance = typed.size() <= 4 ? 2 : 3;  // nearer than this counts as near
  for (const std::string_view name : known) {
    if (typed.size() >= 3 && StartsWith(name, typed)) return name;
    const std::size_t distance = Distance(typed, name);
    if (distance < best_distance) {
      best = name;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace ebb
