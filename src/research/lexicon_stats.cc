#include "research/lexicon_stats.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/text_util.h"
#include "research/lexicon_runs.h"

namespace ebb {
namespace {

using Json = nlohmann::ordered_json;

// What a label says of a category: flagged, not flagged, or not agreed on.
enum class Verdict { kRight, kWrong, kLeftOut };

Verdict VerdictOn(const LabelledMessage& message, Category category) {
  const auto number = static_cast<unsigned>(category);
  if (!message.scored || number >= kCountedCategories || (message.contested >> number & 1) != 0) {
    return Verdict::kLeftOut;
  }
  const bool gold =
      std::any_of(message.labels.begin(), message.labels.end(),
                  [category](const GoldLabel& label) { return label.category == category; });
  return gold ? Verdict::kRight : Verdict::kWrong;
}

class Counter {
 public:
  Counter(const Lexicon& lexicon, LexiconStats* stats) : lexicon_(lexicon), stats_(*stats) {}

  void Add(const FlaggedFile& file) {
    stats_.files.push_back(file.name);
    stats_.messages += file.messages;
    for (const FlaggedChat& chat : file.chats) {
      seen_.clear();
      for (const Flag& flag : chat.flags) AddFlag(file, chat, flag);
      for (MessageIndex m = 0; m < chat.messages; ++m) {
        const LabelledMessage* const message = LabelledAt(file, chat, m);
        stats_.scored += message != nullptr && message->scored ? 1 : 0;
      }
    }
  }

 private:
  void AddFlag(const FlaggedFile& file, const FlaggedChat& chat, const Flag& flag) {
    RuleStats& rule = stats_.rules[flag.hit.rule];
    ++rule.hits;
    if (!flag.counts) {
      ++rule.voided[VoidReason(flag)];
      return;
    }
    ++(flag.confidence == Confidence::kHigh ? rule.high : rule.low);
    const LabelledMessage* const message = LabelledAt(file, chat, flag.hit.message);
    if (message == nullptr || !seen_.emplace(flag.hit.message, flag.hit.rule).second) return;
    const Verdict verdict = VerdictOn(*message, CategoryOf(flag, lexicon_.rules()[flag.hit.rule]));
    rule.judged += verdict == Verdict::kLeftOut ? 0 : 1;
    rule.right += verdict == Verdict::kRight ? 1 : 0;
  }

  const Lexicon& lexicon_;
  LexiconStats& stats_;
  std::set<std::pair<MessageIndex, RuleId>> seen_;  // of the chat at hand
};

std::string VoidedText(const RuleStats& rule) {
  std::string text;
  for (const auto& [reason, count] : rule.voided) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, reason);
  }
  return text;
}

std::string PrecisionText(const RuleStats& rule) {
  if (rule.judged == 0) return "";
  return fmt::format("{}/{} {:.2f}", rule.right, rule.judged, *rule.precision());
}

}  // namespace

Result<LexiconStats> CountRules(const std::vector<std::string>& paths, const Lexicon& lexicon,
                                const Matcher& matcher, const AnalyzeOptions& options) {
  LexiconStats stats;
  stats.lexicon_name = lexicon.name();
  stats.lexicon_version = lexicon.version();
  stats.lexicon_hash = lexicon.hash();
  for (const Rule& rule : lexicon.rules()) {
    RuleStats& made = stats.rules.emplace_back();
    made.rule = rule.id;
    made.category = CategoryName(rule.category);
    made.file = rule.file;
    made.line = rule.line;
  }
  Counter counter(lexicon, &stats);
  for (const std::string& path : paths) {
    const Result<FlaggedFile> file = FlagFile(path, lexicon, matcher, options);
    if (!file) return file.error();
    counter.Add(*file);
  }
  return stats;
}

std::string LexiconStatsJson(const LexiconStats& stats) {
  Json json = {{"lexicon", stats.lexicon_name}, {"version", stats.lexicon_version},
               {"hash", stats.lexicon_hash},    {"files", stats.files},
               {"messages", stats.messages},    {"scored", stats.scored}};
  Json rules = Json::array();
  for (const RuleStats& rule : stats.rules) {
    Json voided = Json::object();
    for (const auto& [reason, count] : rule.voided) voided[reason] = count;
    const std::optional<double> precision = rule.precision();
    rules.push_back({{"rule", rule.rule},
                     {"category", rule.category},
                     {"file", rule.file},
                     {"line", rule.line},
                     {"hits", rule.hits},
                     {"high", rule.high},
                     {"low", rule.low},
                     {"voided", std::move(voided)},
                     {"judged", rule.judged},
                     {"right", rule.right},
                     {"precision", precision ? Json(*precision) : Json(nullptr)}});
  }
  json["rules"] = std::move(rules);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string LexiconStatsTable(const LexiconStats& stats) {
  std::vector<const RuleStats*> order;
  std::size_t width = 4;
  for (const RuleStats& rule : stats.rules) {
    order.push_back(&rule);
    width = std::max(width, rule.rule.size());
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const RuleStats* a, const RuleStats* b) { return a->hits > b->hits; });
  std::string text =
      fmt::format("{} messages, {} of them labelled\n", stats.messages, stats.scored);
  text += fmt::format("{:<{}} {:>6} {:>6} {:>6}  {:<12} {}\n", "rule", width, "hits", "sure",
                      "unsure", stats.scored > 0 ? "right" : "", "not counted");
  std::string idle;
  std::size_t idle_count = 0;
  for (const RuleStats* rule : order) {
    if (rule->hits == 0) {
      idle += "  " + EscapeTerminal(rule->rule) + "\n";
      ++idle_count;
      continue;
    }
    std::string line =
        fmt::format("{:<{}} {:>6} {:>6} {:>6}  {:<12} {}", EscapeTerminal(rule->rule), width,
                    rule->hits, rule->high, rule->low, PrecisionText(*rule), VoidedText(*rule));
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  if (idle_count > 0) text += fmt::format("without a hit: {}\n", idle_count) + idle;
  return text;
}

}  // namespace ebb
