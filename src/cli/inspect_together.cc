#include "cli/inspect_together.h"

#include <fmt/format.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

#include "analysis/draft.h"
#include "analysis/message_ids.h"
#include "base/text_util.h"
#include "cli/console.h"
#include "time/civil.h"

namespace ebb {
namespace {

using TogetherFields = nlohmann::ordered_json;

constexpr std::size_t kListedInText = 20;

// One repetition, ready to be shown.
struct ListedRepetition {
  std::size_t export_number = 0;  // as given, from 1
  std::uint64_t record = 0;       // of the messages and notices there, from 1
  std::string time, sender, id;   // sender: empty for a notice
};

std::vector<ListedRepetition> ListRepetitions(const JoinedChat& joined, std::size_t most) {
  const MergedChat& chat = joined.chat;
  const Conversation& all = chat.conversation;
  const std::size_t count = std::min(most, chat.repetitions.size());
  std::vector<MessageIndex> wanted;
  for (std::size_t i = 0; i < count; ++i) wanted.push_back(chat.repetitions[i].message);
  const IdKeys keys = RealIdKeys(all);
  const auto ids = MessageIds(all, wanted, keys.conversation, keys.senders);
  std::vector<ListedRepetition> listed;
  for (std::size_t i = 0; i < count; ++i) {
    const Repetition& one = chat.repetitions[i];
    const MessageFacts& facts = all.facts[one.message];
    ListedRepetition row;
    row.export_number = joined.paths[one.input] + 1;
    row.record = std::uint64_t{one.own} + 1;
    row.time = FormatDateTime(kEpoch2000 + facts.sent);
    if (facts.sender != kNoSender) row.sender = all.participants[facts.sender].name;
    row.id = ids.at(one.message);
    listed.push_back(std::move(row));
  }
  return listed;
}

// Names may hold bytes that are no characters.
std::string Dump(const TogetherFields& json) {
  return json.dump(-1, ' ', false, TogetherFields::error_handler_t::replace);
}

std::string TogetherLine(std::string_view label, const std::string& value) {
  return fmt::format("{:<14}{}\n", label, EscapeTerminal(value));
}

std::string NotesText(const MergedChat& chat) {
  std::string text;
  for (const TwoNames& names : chat.two_names) {
    text += TogetherLine("note", names.shown + " stands as " + names.other +
                                     " in another export, with the same words at the same times; "
                                     "taken for one person");
  }
  if (chat.clocks_apart != 0) {
    text += TogetherLine("warning",
                         fmt::format("the same words stand {} minutes apart: their clocks are of "
                                     "different zones, or differ in summer time, and what recurs "
                                     "counts twice; where one has true instants, --tz sets it to "
                                     "the other's clock",
                                     std::abs(chat.clocks_apart) / 60));
  }
  return text;
}

// Why nothing is said of what was joined; empty if it can be. Times of an undecided date order are
// those of a guess.
std::string NotJoined(const Result<JoinedChat>& joined) {
  if (!joined) return joined.error().message;
  for (const LoadedInput& input : joined->inputs) {
    const ReadReport& report = input.loaded.report;
    if (!report.has_date_order || report.date_order.order != DateOrder::kUndecided) continue;
    return "the date order of " + input.opened.source->name() +
           " is not decided; --date-order names it";
  }
  return {};
}

}  // namespace

std::string TogetherText(std::vector<std::vector<LoadedInput>> by_path,
                         const AnalyzeOptions& options) {
  const Result<JoinedChat> joined = JoinParts(std::move(by_path), options.chat);
  const std::string why_not = NotJoined(joined);
  if (!why_not.empty()) return "\n" + TogetherLine("together", "not joined: " + why_not);
  const MergedChat& chat = joined->chat;
  const Conversation& all = chat.conversation;
  std::string text =
      "\n" + TogetherLine("together", fmt::format("{} exports = {} messages + {} notices; {} more "
                                                  "recur and count once",
                                                  joined->inputs.size(), all.messages, all.notices,
                                                  chat.duplicates));
  std::string senders;
  for (const Participant& person : all.participants) {
    if (person.messages == 0) continue;
    senders += fmt::format("{}{} ({})", senders.empty() ? "" : ", ", person.name, person.messages);
  }
  text += TogetherLine("senders", senders.empty() ? "nobody" : senders) + NotesText(chat);
  for (const ListedRepetition& row : ListRepetitions(*joined, kListedInText)) {
    text += TogetherLine("recurs", fmt::format("{}  {}  record {} of export {}, id {}", row.time,
                                               row.sender.empty() ? "(notice)" : row.sender,
                                               row.record, row.export_number, row.id));
  }
  if (chat.duplicates > kListedInText) {
    text += TogetherLine(
        "", fmt::format("and {} more; --json lists them", chat.duplicates - kListedInText));
  }
  return text;
}

std::string TogetherJson(std::vector<std::vector<LoadedInput>> by_path,
                         const AnalyzeOptions& options) {
  TogetherFields json;
  json["exports"] = by_path.size();
  const Result<JoinedChat> joined = JoinParts(std::move(by_path), options.chat);
  if (const std::string why_not = NotJoined(joined); !why_not.empty()) {
    json["not_joined"] = why_not;
    return Dump(json);
  }
  json["exports"] = joined->inputs.size();
  const MergedChat& chat = joined->chat;
  json["messages"] = chat.conversation.messages;
  json["notices"] = chat.conversation.notices;
  json["senders"] = TogetherFields::array();
  for (const Participant& person : chat.conversation.participants) {
    if (person.messages > 0) json["senders"].push_back(person.name);
  }
  json["two_names"] = TogetherFields::array();
  for (const TwoNames& names : chat.two_names) {
    json["two_names"].push_back({{"shown", names.shown}, {"other", names.other}});
  }
  json["clocks_apart_minutes"] = chat.clocks_apart / 60;
  json["repetitions"] = chat.duplicates;
  TogetherFields rows = TogetherFields::array();
  for (const ListedRepetition& row : ListRepetitions(*joined, MergedChat::kMostListed)) {
    rows.push_back(
        {{"time", row.time},
         {"sender", row.sender.empty() ? TogetherFields(nullptr) : TogetherFields(row.sender)},
         {"export", row.export_number},
         {"record", row.record},
         {"id", row.id}});
  }
  json["repetitions_list"] = std::move(rows);
  return Dump(json);
}

}  // namespace ebb
