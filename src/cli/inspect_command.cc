// ebb inspect: what an export is, who writes in it, and what became of every record.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analysis/analyze.h"
#include "analysis/load.h"
#include "analysis/lookalikes.h"
#include "base/text_util.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_codes.h"
#include "cli/inspect_together.h"
#include "cli/settings.h"
#include "readers/recording.h"
#include "time/civil.h"

namespace ebb {
namespace {

using Json = nlohmann::ordered_json;

std::string TimeOfRecording(const Timestamp& time) {
  return fmt::format("{:02}:{:02}:{:02}", time.seconds / 3600, time.seconds / 60 % 60,
                     time.seconds % 60);
}

// "2024-01-01T10:00:00", with Z for instants and milliseconds where the format has them.
std::string TimeText(const Timestamp& time) {
  if (time.basis == Timestamp::Basis::kNone) return "";
  std::string text = time.basis == Timestamp::Basis::kElapsed ? TimeOfRecording(time)
                                                              : FormatDateTime(time.seconds);
  if (time.has_millis) text += fmt::format(".{:03}", time.millis);
  if (time.basis == Timestamp::Basis::kInstant) text += "Z";
  return text;
}

Json TimeJson(const Timestamp& time) {
  const std::string text = TimeText(time);
  return text.empty() ? Json(nullptr) : Json(text);
}

// What is said of one conversation, or of all together.
struct Summary {
  std::string format, why;
  std::uint64_t messages = 0, notices = 0, skipped = 0;
  std::array<std::uint64_t, kMessageKinds> by_kind{};
  std::vector<std::pair<std::string, std::uint64_t>> senders;  // name, messages
  Timestamp first, last;
  std::string date_order, date_order_how;  // empty where the format writes no numeric dates
  std::uint64_t records() const { return messages + notices + skipped; }
};

void AddSender(Summary* summary, const std::string& name, std::uint64_t messages) {
  for (auto& [known, count] : summary->senders) {
    if (known == name) {
      count += messages;
      return;
    }
  }
  summary->senders.emplace_back(name, messages);
}

// From the earliest beginning of a conversation to the latest end of one.
void AddTimes(const Conversation& conversation, Summary* summary) {
  if (conversation.first.basis == Timestamp::Basis::kNone) return;
  const bool begun = summary->first.basis == conversation.first.basis;
  if (!begun || conversation.first.seconds < summary->first.seconds) {
    summary->first = conversation.first;
  }
  if (!begun || conversation.last.seconds >= summary->last.seconds) {
    summary->last = conversation.last;
  }
}

void Add(Summary* summary, const Conversation& conversation) {
  summary->messages += conversation.messages;
  summary->notices += conversation.notices;
  summary->skipped += conversation.skipped;
  for (int kind = 0; kind < kMessageKinds; ++kind)
    summary->by_kind[kind] += conversation.by_kind[kind];
  for (const Participant& person : conversation.participants) {
    if (person.messages > 0) AddSender(summary, person.name, person.messages);
  }
  AddTimes(conversation, summary);
}

void AddReport(Summary* summary, const ReadReport& report) {
  if (summary->format.empty()) {
    summary->format = report.format;
    summary->why = report.why;
  }
  if (!report.has_date_order || !summary->date_order.empty()) return;
  summary->date_order = DateOrderName(report.date_order.order);
  summary->date_order_how = report.date_order.how;
}

Summary Whole(const std::vector<LoadedExport>& exports) {
  Summary whole;
  InputFile input;
  for (const LoadedExport& one : exports) {
    AddReport(&whole, one.report);
    for (const Conversation& conversation : one.conversations) Add(&whole, conversation);
    // A record may be skipped before any conversation has begun: the input counts all of them.
    input.messages += one.input.messages;
    input.notices += one.input.notices;
    input.skipped += one.input.skipped;
  }
  whole.messages = input.messages;
  whole.notices = input.notices;
  whole.skipped = input.skipped;
  return whole;
}

Json SummaryJson(const Summary& summary) {
  Json senders = Json::array();
  // Who is not named is no sender; the warnings say how many records that is.
  for (const auto& [name, messages] : summary.senders) {
    if (name != kUnknownSpeaker) senders.push_back(name);
  }
  Json json;
  json["format"] = summary.format;
  json["records"] = summary.records();
  json["messages"] = summary.messages;
  json["notices"] = summary.notices;
  json["skipped"] = summary.skipped;
  json["senders"] = std::move(senders);
  json["first"] = TimeJson(summary.first);
  json["last"] = TimeJson(summary.last);
  json["date_order"] = summary.date_order.empty() ? Json(nullptr) : Json(summary.date_order);
  return json;
}

struct Ability {
  const char* key;
  const char* text;
  bool Capabilities::*flag;
};
constexpr Ability kAbilities[] = {
    {"dated", "times", &Capabilities::dated},
    {"seconds", "seconds", &Capabilities::seconds},
    {"instants", "true instants", &Capabilities::instants},
    {"both_sides", "both sides", &Capabilities::both_sides},
    {"complete", "that no message is missing between two others", &Capabilities::complete},
    {"knows_me", "whose export it is", &Capabilities::knows_me},
    {"replies", "which message is answered", &Capabilities::replies},
    {"reactions", "reactions", &Capabilities::reactions},
    {"calls", "calls", &Capabilities::calls},
    {"edits", "edits", &Capabilities::edits},
    {"deletions", "deleted messages", &Capabilities::deletions},
};

std::string AbilitiesText(const Capabilities& can, bool wanted) {
  std::string text;
  for (const Ability& ability : kAbilities) {
    if (can.*ability.flag != wanted) continue;
    text += (text.empty() ? "" : ", ") + std::string(ability.text);
  }
  return text.empty() ? "nothing more" : text;
}

Json AbilitiesJson(const Capabilities& can) {
  Json json = Json::object();
  for (const Ability& ability : kAbilities) json[ability.key] = can.*ability.flag;
  return json;
}

Json WholeJson(const std::vector<LoadedExport>& exports) {
  Json json = SummaryJson(Whole(exports));
  Json conversations = Json::array();
  for (const LoadedExport& one : exports) {
    for (const Conversation& conversation : one.conversations) {
      Summary summary;
      AddReport(&summary, one.report);
      Add(&summary, conversation);
      Json entry = {{"id", conversation.id}, {"name", conversation.name}};
      entry.update(SummaryJson(summary));
      entry["capabilities"] = AbilitiesJson(conversation.capabilities);
      const auto pairs = LookAlikes(conversation.participants);
      if (!pairs.empty()) entry["look_alikes"] = pairs;
      conversations.push_back(std::move(entry));
    }
  }
  json["conversations"] = std::move(conversations);
  return json;
}

std::string Line(std::string_view label, const std::string& value) {
  return fmt::format("{:<14}{}\n", label, EscapeTerminal(value));
}

std::string FirstToLast(const Summary& summary) {
  const std::string first = TimeText(summary.first), last = TimeText(summary.last);
  if (first.empty())
    return summary.date_order == "undecided" ? "not known before the date order is" : "undated";
  return first + " to " + last;
}

std::string Kinds(const Summary& summary) {
  std::string text;
  for (int kind = 0; kind < kMessageKinds; ++kind) {
    if (summary.by_kind[kind] == 0) continue;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", summary.by_kind[kind],
                        MessageKindName(static_cast<MessageKind>(kind)));
  }
  return text;
}

std::string Senders(const Summary& summary) {
  std::string text;
  for (const auto& [name, messages] : summary.senders) {
    text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", name, messages);
  }
  return text.empty() ? "nobody" : text;
}

std::string SummaryText(const Summary& summary) {
  std::string text = Line("from, to", FirstToLast(summary));
  text +=
      Line("records", fmt::format("{} = {} messages + {} notices + {} skipped", summary.records(),
                                  summary.messages, summary.notices, summary.skipped));
  if (summary.records() > 0) text += Line("kinds", Kinds(summary));
  return text + Line("senders", Senders(summary));
}

std::string ClockText(const Summary& whole, const AnalyzeOptions& options) {
  if (whole.first.basis == Timestamp::Basis::kInstant) {
    return options.zone.empty()
               ? "instants in UTC; shown in the file's own offset or this computer's zone"
               : "instants in UTC; shown in " + options.zone + " (--tz)";
  }
  if (whole.first.basis == Timestamp::Basis::kWall)
    return "wall clock of the exporting device, kept as it is";
  return "none";
}

std::string SkippedText(const std::vector<LoadedExport>& exports) {
  std::string text;
  for (const LoadedExport& one : exports) {
    for (const auto& [line, reason] : one.input.skipped_list)
      text += fmt::format("  line {}: {}\n", line, reason);
  }
  return text.empty() ? text : "skipped\n" + text;
}

std::string WholeText(const std::vector<LoadedExport>& exports, const AnalyzeOptions& options) {
  const Summary whole = Whole(exports);
  std::string text = Line("format", whole.format);
  text += Line("because", whole.why);
  if (!whole.date_order.empty()) {
    text +=
        Line("date order",
             whole.date_order + (whole.date_order_how.empty() ? "" : ": " + whole.date_order_how));
  }
  text += Line("clock", ClockText(whole, options)) + SummaryText(whole);
  if (!exports.empty() && !exports.front().conversations.empty()) {
    const Capabilities& can = exports.front().conversations.front().capabilities;
    text += Line("tells", AbilitiesText(can, true));
    text += Line("cannot tell", AbilitiesText(can, false));
  }
  std::size_t conversations = 0;
  for (const LoadedExport& one : exports) conversations += one.conversations.size();
  for (const LoadedExport& one : exports) {
    for (const std::string& warning : one.report.warnings) text += Line("warning", warning);
    for (const Conversation& conversation : one.conversations) {
      const std::string note = LookAlikeNote(conversation.participants);
      if (!note.empty()) text += Line("note", note);
    }
    if (conversations < 2) continue;
    for (const Conversation& conversation : one.conversations) {
      Summary summary;
      AddReport(&summary, one.report);
      Add(&summary, conversation);
      text += "\n" +
              Line("conversation", conversation.name.empty() ? conversation.id : conversation.name);
      text += SummaryText(summary);
    }
  }
  return text + SkippedText(exports);
}

// Without the columns: what is shown of an export.
LoadedExport Described(const LoadedExport& loaded) {
  LoadedExport shown;
  shown.report = loaded.report;
  shown.input = loaded.input;
  for (const Conversation& from : loaded.conversations) {
    Conversation to;
    to.id = from.id;
    to.name = from.name;
    to.format = from.format;
    to.capabilities = from.capabilities;
    to.participants = from.participants;
    to.messages = from.messages;
    to.notices = from.notices;
    to.skipped = from.skipped;
    to.by_kind = from.by_kind;
    to.first = from.first;
    to.last = from.last;
    shown.conversations.push_back(std::move(to));
  }
  return shown;
}

// What was read of each path; of a tree's chats those that were not left out.
std::vector<LoadedExport> Described(const std::vector<std::vector<LoadedInput>>& by_path) {
  std::vector<LoadedExport> exports;
  for (const std::vector<LoadedInput>& inputs : by_path) {
    for (const LoadedInput& input : inputs) {
      const bool unread = input.loaded.report.format.empty();
      if (!unread || inputs.size() == 1) exports.push_back(Described(input.loaded));
    }
  }
  return exports;
}

Result<std::vector<std::vector<LoadedInput>>> LoadAll(const std::vector<std::string>& paths,
                                                      const AnalyzeOptions& options) {
  LoadSettings settings;
  settings.tolerate_undecided_dates = true;
  settings.hash = false;
  settings.parts = paths.size() > 1;
  std::vector<std::vector<LoadedInput>> by_path;
  for (const std::string& path : paths) {
    Result<std::vector<LoadedInput>> inputs = LoadInputs(path, options, settings);
    if (!inputs) return inputs.error();
    by_path.push_back(std::move(*inputs));
  }
  return by_path;
}

}  // namespace

Result<int> RunInspect(const CommandLine& line, Console& console) {
  Result<AnalyzeOptions> options = ReadAnalyzeOptions(line);
  if (!options) return options.error();
  Result<std::vector<std::vector<LoadedInput>>> by_path = [&] {
    const Progress progress(console);
    return LoadAll(line.operands(), *options);
  }();
  if (!by_path) return by_path.error();
  const std::vector<LoadedExport> exports = Described(*by_path);
  const bool several = by_path->size() > 1;
  std::string text;
  if (line.Has("json")) {
    Json json = WholeJson(exports);
    if (several) json["together"] = Json::parse(TogetherJson(std::move(*by_path), *options));
    text = json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  } else {
    text = WholeText(exports, *options);
    if (several) text += TogetherText(std::move(*by_path), *options);
  }
  if (Status done = console.Print(text); !done) return done.error();
  return Whole(exports).skipped > 0 ? kExitSkipped : kExitDone;
}

}  // namespace ebb
