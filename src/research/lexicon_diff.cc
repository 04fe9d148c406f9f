#include "research/lexicon_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/text_util.h"
#include "research/lexicon_runs.h"

namespace ebb {
namespace {

using Json = nlohmann::ordered_json;

// What counts in one message: per category the surest flag, and every rule that counts.
struct Counted {
  std::map<Category, CountedAs> categories;
  std::set<std::string> rules;
};

std::map<MessageIndex, Counted> CountedOf(const FlaggedChat& chat, const Lexicon& lexicon) {
  std::map<MessageIndex, Counted> out;
  for (const Flag& flag : chat.flags) {
    if (!flag.counts) continue;
    const Rule& rule = lexicon.rules()[flag.hit.rule];
    Counted& counted = out[flag.hit.message];
    counted.rules.insert(rule.id);
    const Category category = CategoryOf(flag, rule);
    const bool high = flag.confidence == Confidence::kHigh;
    const auto [at, fresh] = counted.categories.try_emplace(category);
    if (!fresh && (at->second.high || !high)) continue;
    at->second = {std::string(CategoryName(category)), rule.id, high};
  }
  return out;
}

std::vector<CountedAs> Listed(const Counted& counted) {
  std::vector<CountedAs> out;
  for (const auto& [category, as] : counted.categories) out.push_back(as);
  return out;
}

std::vector<std::string> Categories(const std::vector<CountedAs>& list) {
  std::vector<std::string> out;
  out.reserve(list.size());
  for (const CountedAs& as : list) out.push_back(as.category);
  return out;
}

ChangeKind KindOf(const std::vector<CountedAs>& before, const std::vector<CountedAs>& after) {
  const std::vector<std::string> old = Categories(before), now = Categories(after);
  if (old != now) {
    const bool keeps_old = std::includes(now.begin(), now.end(), old.begin(), old.end());
    const bool keeps_now = std::includes(old.begin(), old.end(), now.begin(), now.end());
    return keeps_old ? ChangeKind::kGained : keeps_now ? ChangeKind::kLost : ChangeKind::kCategory;
  }
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i].high != after[i].high) return ChangeKind::kConfidence;
  }
  return ChangeKind::kRule;
}

class Comparer {
 public:
  Comparer(const DiffSide& before, const DiffSide& after, LexiconDiff* diff)
      : before_(before), after_(after), diff_(*diff) {}

  Status Add(FlaggedFile& before, const FlaggedFile& after) {
    diff_.messages += before.messages;
    // Other rules never change what is read, so conversations stand side by side.
    for (std::size_t c = 0; c < std::min(before.chats.size(), after.chats.size()); ++c) {
      CountHits(before.chats[c], before_.lexicon, &RuleChange::hits_before);
      CountHits(after.chats[c], after_.lexicon, &RuleChange::hits_after);
      const std::size_t first = diff_.changes.size();
      std::vector<MessageIndex> messages;
      AddChat(before, before.chats[c], after.chats[c], &messages);
      if (Status done = AddWords(before, before.chats[c], messages, first); !done) return done;
    }
    return Done{};
  }

 private:
  void CountHits(const FlaggedChat& chat, const Lexicon& lexicon,
                 std::uint64_t RuleChange::*count) {
    for (const Flag& flag : chat.flags) ++(diff_.by_rule[lexicon.rules()[flag.hit.rule].id].*count);
  }

  void AddChat(const FlaggedFile& file, const FlaggedChat& chat, const FlaggedChat& changed,
               std::vector<MessageIndex>* messages) {
    std::map<MessageIndex, Counted> old = CountedOf(chat, before_.lexicon);
    std::map<MessageIndex, Counted> now = CountedOf(changed, after_.lexicon);
    for (const auto& [message, counted] : now) old.try_emplace(message);
    for (const auto& [message, counted] : old) {
      const Counted& current = now[message];
      CountRules(counted, current);
      MessageChange change;
      change.before = Listed(counted);
      change.after = Listed(current);
      if (change.before == change.after) continue;
      change.kind = KindOf(change.before, change.after);
      change.file = file.name;
      change.conversation = chat.conversation;
      Label(LabelledAt(file, chat, message), &change);
      diff_.changes.push_back(std::move(change));
      messages->push_back(message);
    }
  }

  void CountRules(const Counted& old, const Counted& now) {
    for (const std::string& rule : old.rules) diff_.by_rule[rule].lost += !now.rules.contains(rule);
    for (const std::string& rule : now.rules) {
      diff_.by_rule[rule].gained += !old.rules.contains(rule);
    }
  }

  static void Label(const LabelledMessage* message, MessageChange* change) {
    if (message == nullptr) return;
    change->line = message->line;
    change->text = message->text;
    change->scored = message->scored && message->contested == 0;
    for (const GoldLabel& label : message->labels) {
      change->labels.emplace_back(CategoryName(label.category));
    }
  }

  // Exports: the words of the chat's changed messages, which are listed from `first` on.
  Status AddWords(FlaggedFile& file, const FlaggedChat& chat,
                  const std::vector<MessageIndex>& messages, std::size_t first) {
    if (file.labelled || messages.empty()) return Done{};
    std::vector<WantedWords> wanted;
    for (const MessageIndex message : messages) wanted.emplace_back().message = message;
    std::vector<LoadedInput*> inputs;
    for (LoadedInput& input : file.inputs) inputs.push_back(&input);
    if (Status fetched = FetchWords(inputs, {{&chat.parts, &wanted}}); !fetched) return fetched;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      diff_.changes[first + i].line = wanted[i].line;
      diff_.changes[first + i].text = std::move(wanted[i].kept);
    }
    return Done{};
  }

  const DiffSide& before_;
  const DiffSide& after_;
  LexiconDiff& diff_;
};

Json ListJson(const std::vector<CountedAs>& list) {
  Json json = Json::array();
  for (const CountedAs& as : list) {
    json.push_back(
        {{"category", as.category}, {"rule", as.rule}, {"confidence", as.high ? "high" : "low"}});
  }
  return json;
}

std::string ListText(const std::vector<CountedAs>& list) {
  std::string text;
  for (const CountedAs& as : list) {
    text += fmt::format("{}{}{} ({})", text.empty() ? "" : ", ", as.category,
                        as.high ? "" : " unsurely", EscapeTerminal(as.rule));
  }
  return text.empty() ? "nothing" : text;
}

std::string LabelText(const MessageChange& change) {
  if (!change.scored) return "";
  return "  coders: " +
         (change.labels.empty() ? std::string("nothing")
                                : fmt::format("{}", fmt::join(change.labels, ", "))) +
         "\n";
}

std::array<std::uint64_t, kChangeKinds> CountKinds(const LexiconDiff& diff) {
  std::array<std::uint64_t, kChangeKinds> counts{};
  for (const MessageChange& change : diff.changes) ++counts[static_cast<std::size_t>(change.kind)];
  return counts;
}

}  // namespace

std::string_view ChangeName(ChangeKind kind) {
  constexpr std::string_view kNames[kChangeKinds] = {"gained", "lost", "category", "confidence",
                                                     "rule"};
  return kNames[static_cast<int>(kind)];
}

Result<LexiconDiff> CompareLexicons(const std::vector<std::string>& paths, const DiffSide& before,
                                    const DiffSide& after, const AnalyzeOptions& options) {
  LexiconDiff diff;
  Comparer comparer(before, after, &diff);
  for (const std::string& path : paths) {
    Result<FlaggedFile> old = FlagFile(path, before.lexicon, before.matcher, options);
    if (!old) return old.error();
    const Result<FlaggedFile> now = FlagFile(path, after.lexicon, after.matcher, options);
    if (!now) return now.error();
    if (Status done = comparer.Add(*old, *now); !done) return done.error();
  }
  std::erase_if(diff.by_rule, [](const auto& entry) {
    const RuleChange& change = entry.second;
    return change.gained == 0 && change.lost == 0 && change.hits_before == change.hits_after;
  });
  return diff;
}

std::string LexiconDiffJson(const LexiconDiff& diff) {
  Json json = {{"messages", diff.messages}};
  const std::array<std::uint64_t, kChangeKinds> counts = CountKinds(diff);
  for (int k = 0; k < kChangeKinds; ++k) {
    json["counts"][std::string(ChangeName(static_cast<ChangeKind>(k)))] =
        counts[static_cast<std::size_t>(k)];
  }
  json["rules"] = Json::array();
  for (const auto& [rule, change] : diff.by_rule) {
    json["rules"].push_back({{"rule", rule},
                             {"gained", change.gained},
                             {"lost", change.lost},
                             {"hits_before", change.hits_before},
                             {"hits_after", change.hits_after}});
  }
  json["changes"] = Json::array();
  for (const MessageChange& change : diff.changes) {
    Json entry = {{"file", change.file},
                  {"conversation", change.conversation},
                  {"line", change.line},
                  {"kind", std::string(ChangeName(change.kind))},
                  {"before", ListJson(change.before)},
                  {"after", ListJson(change.after)},
                  {"text", change.text}};
    if (change.scored) entry["labels"] = change.labels;
    json["changes"].push_back(std::move(entry));
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string LexiconDiffText(const LexiconDiff& diff) {
  std::string text;
  for (const MessageChange& change : diff.changes) {
    text += fmt::format("{}:{}: {}: {}\n", EscapeTerminal(change.file), change.line,
                        ChangeName(change.kind), EscapeTerminal(change.text));
    text += "  before: " + ListText(change.before) + "\n";
    text += "  after:  " + ListText(change.after) + "\n" + LabelText(change);
  }
  const std::array<std::uint64_t, kChangeKinds> counts = CountKinds(diff);
  text += fmt::format("{} of {} messages change", diff.changes.size(), diff.messages);
  for (int k = 0; k < kChangeKinds; ++k) {
    text += fmt::format("{} {} {}", k == 0 ? ":" : ",", counts[static_cast<std::size_t>(k)],
                        ChangeName(static_cast<ChangeKind>(k)));
  }
  text += "\n";
  for (const auto& [rule, change] : diff.by_rule) {
    text += fmt::format("  {}: {} gained, {} lost; hits {} -> {}\n", EscapeTerminal(rule),
                        change.gained, change.lost, change.hits_before, change.hits_after);
  }
  return text;
}

}  // namespace ebb
