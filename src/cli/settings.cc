#include "cli/settings.h"

#include <algorithm>
#include <thread>

#include "analysis/contacts.h"
#include "base/encoding.h"
#include "base/text_util.h"
#include "time/civil.h"
#include "time/date_order.h"
#include "time/zone.h"

namespace ebb {
namespace {

constexpr std::uint64_t kMostJobs = 256;
constexpr std::uint64_t kMostEvidence = 1'000'000;

// "2024-01-31".
bool IsDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto year = ParseNumber(text.substr(0, 4));
  const auto month = ParseNumber(text.substr(5, 2));
  const auto day = ParseNumber(text.substr(8, 2));
  return year && month && day &&
         IsValidDate(static_cast<int>(*year), static_cast<int>(*month), static_cast<int>(*day));
}

Result<std::string> ReadDate(const CommandLine& line, std::string_view option) {
  std::string date = line.Last(option);
  if (date.empty() && !line.Has(option)) return date;
  if (!IsDate(date)) {
    return UsageError("--" + std::string(option) + " " + date +
                      ": not a date; write it as 2024-01-31");
  }
  return date;
}

Status ReadPeriod(const CommandLine& line, AnalyzeOptions* options) {
  Result<std::string> since = ReadDate(line, "since");
  if (!since) return since.error();
  Result<std::string> until = ReadDate(line, "until");
  if (!until) return until.error();
  if (!since->empty() && !until->empty() && *since >= *until) {
    return UsageError("--since " + *since + " is not before --until " + *until +
                      "; no day is left");
  }
  options->since = *since;
  options->until = *until;
  return Done{};
}

std::uint32_t SecondsOf(const std::string& date) {
  const auto part = [&](std::size_t at, std::size_t length) {
    return static_cast<int>(*ParseNumber(std::string_view(date).substr(at, length)));
  };
  const std::int64_t days = DaysFromCivil(part(0, 4), part(5, 2), part(8, 2));
  return static_cast<std::uint32_t>(std::max<std::int64_t>(1, days * 86400 - kEpoch2000));
}

// "FROM..TO".
Result<DayRange> ReadRange(std::string_view option, std::string_view text) {
  const std::size_t dots = text.find("..");
  DayRange period;
  if (dots != std::string_view::npos) {
    period.since = Trim(text.substr(0, dots));
    period.until = Trim(text.substr(dots + 2));
  }
  if (!IsDate(period.since) || !IsDate(period.until) || period.since >= period.until) {
    return UsageError("--" + std::string(option) + " " + std::string(text) +
                      ": write it as 2024-01-01..2024-07-01, the later day last");
  }
  return period;
}

Status ReadMeasureDates(const CommandLine& line, AnalyzeOptions* options) {
  for (const std::string& date : line.All("milestone")) {
    if (!IsDate(date)) {
      return UsageError("--milestone " + date + ": not a date; write it as 2024-01-31");
    }
    options->dates.milestones.push_back(SecondsOf(date));
  }
  std::sort(options->dates.milestones.begin(), options->dates.milestones.end());
  if (!line.Has("baseline")) return Done{};
  Result<DayRange> baseline = ReadRange("baseline", line.Last("baseline"));
  if (!baseline) return baseline.error();
  options->dates.baseline_begin = SecondsOf(baseline->since);
  options->dates.baseline_end = SecondsOf(baseline->until);
  return Done{};
}

// "60/100".
std::optional<Share> ReadShareOf(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto k = ParseNumber(text.substr(0, slash)), n = ParseNumber(text.substr(slash + 1));
  if (!k || !n || *n == 0 || *k > *n) return std::nullopt;
  return Share{*k, *n};
}

Status ReadAuditOptions(const CommandLine& line, AnalyzeOptions* options) {
  if (line.Has("audit")) {
    Result<std::vector<AuditMark>> marks = ReadAudit(line.Last("audit"));
    if (!marks) return marks.error();
    options->audit = *std::move(marks);
  }
  if (!line.Has("coded")) return Done{};
  const std::string given = line.Last("coded");
  const std::size_t comma = std::min(given.find(','), given.size());
  const auto found = ReadShareOf(std::string_view(given).substr(0, comma));
  const auto wrong =
      comma == given.size() ? std::nullopt : ReadShareOf(std::string_view(given).substr(comma + 1));
  if (!found || !wrong) {
    return UsageError("--coded " + given +
                      ": write it as 60/100,4/200: flagged of the messages that a coder marked, "
                      "and flagged of those that the coder did not mark");
  }
  options->dates.audit.coded_found = *found;
  options->dates.audit.coded_false = *wrong;
  return Done{};
}

// "0123456789abcdef" or "0123456789abcdef=2024-05-01".
Status ReadSolved(const CommandLine& line, AnalyzeOptions* options) {
  for (const std::string& given : line.All("solved")) {
    const std::size_t equals = given.find('=');
    SolvedMark mark{given.substr(0, equals), 0};
    const std::string date = equals == std::string::npos ? "" : given.substr(equals + 1);
    const bool is_id = mark.message.size() == 16 &&
                       mark.message.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!is_id || (equals != std::string::npos && !IsDate(date))) {
      return UsageError("--solved " + given +
                        ": write the id of a message of the topic, as the report gives it, and "
                        "perhaps the day: 0123456789abcdef=2024-05-01");
    }
    if (!date.empty()) mark.when = SecondsOf(date);
    options->solved.push_back(std::move(mark));
  }
  return Done{};
}

// "A=B,C".
Result<Alias> ReadAlias(const std::string& text) {
  const std::size_t equals = text.find('=');
  Alias alias;
  if (equals != std::string::npos) {
    alias.name = Trim(std::string_view(text).substr(0, equals));
    for (const std::string_view other : Split(std::string_view(text).substr(equals + 1), ',')) {
      if (!Trim(other).empty()) alias.others.emplace_back(Trim(other));
    }
  }
  if (alias.name.empty() || alias.others.empty()) {
    return UsageError("--alias " + text +
                      ": write it as --alias \"Sam=+44 7700 900123,Sam old phone\"");
  }
  return alias;
}

std::string* ColumnNamed(std::string_view key, ColumnNames* columns) {
  if (key == "conversation") return &columns->conversation;
  if (key == "time") return &columns->time;
  if (key == "sender") return &columns->sender;
  if (key == "text") return &columns->text;
  return nullptr;
}

Status ReadColumns(const CommandLine& line, ColumnNames* columns) {
  for (const std::string& list : line.All("columns")) {
    for (const std::string_view item : Split(list, ',')) {
      const std::size_t equals = item.find('=');
      std::string* column =
          ColumnNamed(Trim(item.substr(0, std::min(equals, item.size()))), columns);
      if (column == nullptr || equals == std::string_view::npos || equals + 1 == item.size()) {
        return UsageError(
            "--columns " + list +
            ": write it as --columns time=sent,sender=from,text=body (also conversation=)");
      }
      *column = Trim(item.substr(equals + 1));
    }
  }
  return Done{};
}

Status ReadFormat(const CommandLine& line, AnalyzeOptions* options) {
  options->input_format = line.Last("input-format");
  if (!line.Has("input-format") || FindReader(options->input_format) != nullptr) return Done{};
  std::string names;
  for (const Reader& reader : Readers())
    names += (names.empty() ? "" : ", ") + std::string(reader.name);
  return UsageError("--input-format " + options->input_format +
                    ": no such format; it is one of: " + names);
}

Status ReadEncoding(const CommandLine& line, AnalyzeOptions* options) {
  options->encoding = line.Last("encoding");
  if (!line.Has("encoding") || ParseEncoding(options->encoding)) return Done{};
  return UsageError("--encoding " + options->encoding +
                    ": no such encoding; it is one of: " + EncodingNames());
}

Status ReadClock(const CommandLine& line, AnalyzeOptions* options) {
  if (line.Has("date-order")) {
    Result<DateOrder> order = ParseDateOrder(line.Last("date-order"));
    if (!order)
      return UsageError("--date-order " + line.Last("date-order") + ": it is dmy, mdy or ymd");
    options->date_order = *order;
  }
  options->zone = line.Last("tz");
  if (!line.Has("tz") || Zone::Find(options->zone).ok()) return Done{};
  return UsageError("--tz " + options->zone +
                    ": no such time zone; use a name such as Europe/London or UTC");
}

Status ReadPeople(const CommandLine& line, AnalyzeOptions* options) {
  options->chat = line.Last("chat");
  options->all = line.Has("all");
  options->me = line.Last("me");
  options->partner = line.Last("partner");
  if (options->all && line.Has("partner")) {
    return UsageError("--all and --partner: choose either everyone in the group or two of them");
  }
  if (!options->me.empty() && options->me == options->partner) {
    return UsageError("--me and --partner name the same person; name two");
  }
  for (const std::string& text : line.All("alias")) {
    Result<Alias> alias = ReadAlias(text);
    if (!alias) return alias.error();
    options->aliases.push_back(*std::move(alias));
  }
  for (const std::string& file : line.All("contacts")) {
    Result<std::vector<Alias>> contacts = ReadContacts(file);
    if (!contacts) return contacts.error();
    AddContacts(*std::move(contacts), &options->aliases);
  }
  return Done{};
}

}  // namespace

Result<std::uint64_t> ReadCount(const CommandLine& line, std::string_view option,
                                std::uint64_t fallback, std::uint64_t limit) {
  if (!line.Has(option)) return fallback;
  const std::optional<std::uint64_t> number = ParseNumber(line.Last(option));
  if (number && *number <= limit) return *number;
  return UsageError("--" + std::string(option) + " " + line.Last(option) +
                    ": it takes a whole number from 0 to " + std::to_string(limit));
}

Result<unsigned> ReadJobs(const CommandLine& line) {
  const unsigned processors = std::max(1u, std::thread::hardware_concurrency());
  Result<std::uint64_t> jobs = ReadCount(line, "jobs", processors, kMostJobs);
  if (!jobs) return jobs.error();
  if (*jobs == 0) return processors;
  return static_cast<unsigned>(*jobs);
}

Result<AnalyzeOptions> ReadAnalyzeOptions(const CommandLine& line) {
  AnalyzeOptions options;
  for (const auto read : {ReadFormat, ReadEncoding, ReadClock, ReadPeriod, ReadPeople,
                          ReadMeasureDates, ReadSolved, ReadAuditOptions}) {
    if (Status done = read(line, &options); !done) return done.error();
  }
  if (Status done = ReadColumns(line, &options.columns); !done) return done.error();
  Result<std::uint64_t> evidence = ReadCount(line, "evidence", options.evidence, kMostEvidence);
  if (!evidence) return evidence.error();
  Result<std::uint64_t> quotes = ReadCount(line, "quotes", options.quotes, kMostEvidence);
  if (!quotes) return quotes.error();
  Result<unsigned> jobs = ReadJobs(line);
  if (!jobs) return jobs.error();
  Result<std::vector<Suppression>> suppressions = ReadSuppressions(line.All("suppress"));
  if (!suppressions) return suppressions.error();
  options.suppressions = *std::move(suppressions);
  options.evidence = *evidence;
  options.quotes = *quotes;
  options.jobs = *jobs;
  options.research = line.Has("research");
  options.pseudonyms = line.Has("pseudonyms");
  options.no_text = line.Has("no-text");
  if (options.no_text && line.Has("quotes")) {
    return UsageError(
        "--no-text and --quotes: choose either no words at all or a number of excerpts");
  }
  return options;
}

Result<std::pair<DayRange, DayRange>> ReadComparedPeriods(const CommandLine& line,
                                                          const AnalyzeOptions& options) {
  const std::string given = line.Last("compare");
  if (IsDate(given)) {
    const bool inside = (options.since.empty() || options.since < given) &&
                        (options.until.empty() || given < options.until);
    if (!inside) return UsageError("--compare " + given + ": not between --since and --until");
    return std::pair{DayRange{options.since, given}, DayRange{given, options.until}};
  }
  const std::size_t comma = given.find(',');
  if (comma == std::string::npos) {
    return UsageError("--compare " + given +
                      ": write it as a day, 2024-03-01, or as 2024-01-01..2024-03-01,2024-03-01.."
                      "2024-06-01");
  }
  Result<DayRange> before = ReadRange("compare", std::string_view(given).substr(0, comma));
  if (!before) return before.error();
  Result<DayRange> after = ReadRange("compare", std::string_view(given).substr(comma + 1));
  if (!after) return after.error();
  return std::pair{*before, *after};
}

namespace {

Status CheckLexiconOptions(const CommandLine& line) {
  if (line.Has("only-lexicon") && line.All("lexicon").empty()) {
    return UsageError("--only-lexicon needs --lexicon PATH: without it there would be no rules");
  }
  return Done{};
}

}  // namespace

Result<ReadyLexicon> ReadLexicon(const CommandLine& line) {
  if (Status checked = CheckLexiconOptions(line); !checked) return checked.error();
  Result<ReadyLexicon> ready = ReadyLexiconFrom(line.All("lexicon"), line.Has("only-lexicon"));
  if (ready && line.Has("rules-only")) {
    ready->lexicon.LeaveScorerOut();
    ready->matcher.LeaveScoresOut();
  }
  return ready;
}

Result<Lexicon> ReadRules(const CommandLine& line) {
  if (Status checked = CheckLexiconOptions(line); !checked) return checked.error();
  return LoadLexicon(line.All("lexicon"), line.Has("only-lexicon"));
}

void SuppressionsMet::Note(const Analysis& analysis) {
  for (const SuppressedEntry& entry : analysis.suppressions) {
    met_.emplace(entry.rule, entry.message_id);
  }
}

std::vector<std::string> SuppressionsMet::Warnings(const std::vector<Suppression>& list,
                                                   const Lexicon& lexicon) const {
  std::vector<bool> met;
  met.reserve(list.size());
  for (const Suppression& entry : list) {
    met.push_back(met_.contains(std::pair(entry.rule, entry.message)));
  }
  return SuppressionWarnings(list, met, lexicon);
}

}  // namespace ebb
