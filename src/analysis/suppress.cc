#include "analysis/suppress.h"

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "analysis/message_ids.h"
#include "base/source.h"
#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::uint64_t kLargestFile = 16u << 20;
constexpr std::size_t kNoEntry = ~std::size_t{0};

Error At(const std::string& name, const toml::source_region& place, const std::string& what) {
  return {ErrorKind::kUsage, name + ":" + std::to_string(place.begin.line) + ": " + what};
}

Status ReadKey(const std::string& name, const toml::key& key, const toml::node& node,
               Suppression* entry) {
  const std::map<std::string_view, std::string*> keys = {
      {"rule", &entry->rule}, {"message", &entry->message}, {"reason", &entry->reason}};
  const auto known = keys.find(key.str());
  if (known == keys.end()) {
    return At(name, key.source(), "unknown key; an entry has: rule, message, reason");
  }
  const auto value = node.value<std::string>();
  if (!value || Trim(*value).empty()) {
    return At(name, node.source(), "rule, message and reason must each be text");
  }
  *known->second = std::string(Trim(*value));
  return Done{};
}

Result<Suppression> ReadEntry(const std::string& name, const toml::node& node) {
  const toml::table* const table = node.as_table();
  if (table == nullptr) return At(name, node.source(), "an entry begins with [[suppress]]");
  Suppression entry;
  entry.file = name;
  entry.line = table->source().begin.line;
  for (const auto& [key, value] : *table) {
    if (Status read = ReadKey(name, key, value, &entry); !read) return read.error();
  }
  if (entry.rule.empty() && entry.message.empty()) {
    return At(name, table->source(), "an entry needs a rule, a message id, or both");
  }
  if (entry.reason.empty()) return At(name, table->source(), "an entry needs a reason");
  return entry;
}

void AddNew(std::vector<Suppression> more, std::vector<Suppression>* list) {
  std::set<std::pair<std::string, std::string>> known;
  for (const Suppression& entry : *list) known.emplace(entry.rule, entry.message);
  for (Suppression& entry : more) {
    if (known.emplace(entry.rule, entry.message).second) list->push_back(std::move(entry));
  }
}

// Which entry fits a hit: one that names both rule and message goes before one that names less.
class Fits {
 public:
  Fits(const std::vector<Suppression>& list, const std::vector<Rule>& rules) : rules_(rules) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      by_names_.emplace(std::pair(list[i].rule, list[i].message), i);
      needs_ids_ = needs_ids_ || !list[i].message.empty();
    }
  }
  bool needs_ids() const { return needs_ids_; }
  void AddIds(std::unordered_map<MessageIndex, std::string> ids) { ids_.push_back(std::move(ids)); }

  std::size_t EntryFor(const Hit& hit) const {
    const std::string& rule = rules_[hit.rule].id;
    for (const auto& ids : ids_) {
      const auto id = ids.find(hit.message);
      if (id == ids.end()) continue;
      for (const std::string& named : {rule, std::string()}) {
        if (const std::size_t entry = Find(named, id->second); entry != kNoEntry) return entry;
      }
    }
    return Find(rule, "");
  }

 private:
  std::size_t Find(const std::string& rule, const std::string& message) const {
    const auto at = by_names_.find(std::pair(rule, message));
    return at == by_names_.end() ? kNoEntry : at->second;
  }
  const std::vector<Rule>& rules_;
  std::map<std::pair<std::string, std::string>, std::size_t> by_names_;
  std::vector<std::unordered_map<MessageIndex, std::string>> ids_;
  bool needs_ids_ = false;
};

// Every message that can bear a flag.
std::vector<MessageIndex> Flaggable(const Conversation& conversation) {
  std::vector<MessageIndex> messages;
  for (const Hit& hit : conversation.hits) messages.push_back(hit.message);
  for (const MessageScore& score : conversation.scores) messages.push_back(score.message);
  std::sort(messages.begin(), messages.end());
  messages.erase(std::unique(messages.begin(), messages.end()), messages.end());
  return messages;
}

using Place = std::tuple<MessageIndex, std::uint32_t, std::uint32_t, RuleId>;
Place PlaceOf(const Hit& hit) { return {hit.message, hit.range.begin, hit.range.end, hit.rule}; }

}  // namespace

Result<std::vector<Suppression>> ParseSuppressions(const std::string& name, std::string_view text) {
  const toml::parse_result parsed = toml::parse(text, name);
  if (!parsed) {
    return At(name, parsed.error().source(),
              "not TOML: " + std::string(parsed.error().description()));
  }
  std::vector<Suppression> list;
  for (const auto& [key, node] : parsed.table()) {
    const toml::array* const entries = node.as_array();
    if (key.str() != "suppress" || entries == nullptr) {
      return At(name, key.source(), "unknown key; the file holds [[suppress]] entries only");
    }
    std::vector<Suppression> read;
    for (const toml::node& item : *entries) {
      Result<Suppression> entry = ReadEntry(name, item);
      if (!entry) return entry.error();
      read.push_back(std::move(*entry));
    }
    AddNew(std::move(read), &list);
  }
  return list;
}

Result<std::vector<Suppression>> ReadSuppressions(const std::vector<std::string>& paths) {
  std::vector<Suppression> list;
  for (const std::string& path : paths) {
    const Result<std::unique_ptr<Source>> source = OpenFile(path);
    if (!source) return Error{ErrorKind::kUsage, "--suppress " + source.error().message};
    const Result<std::string> text = ReadAll(**source, kLargestFile);
    if (!text) return Error{ErrorKind::kUsage, "--suppress " + text.error().message};
    Result<std::vector<Suppression>> parsed = ParseSuppressions(path, *text);
    if (!parsed) return parsed.error();
    AddNew(std::move(*parsed), &list);
  }
  return list;
}

SuppressedSequence ReadSequenceWithout(const std::vector<Suppression>& list,
                                       const std::vector<int>& partner_of, const Lexicon& lexicon,
                                       Conversation* conversation, std::vector<Flag>* by_rules) {
  SuppressedSequence out;
  out.uses.resize(list.size());
  Fits fits(list, lexicon.rules());
  if (fits.needs_ids()) {
    const std::vector<MessageIndex> messages = Flaggable(*conversation);
    for (const IdKeys& keys : {RealIdKeys(*conversation), PseudonymIdKeys(partner_of)}) {
      fits.AddIds(MessageIds(*conversation, messages, keys.conversation, keys.senders));
    }
  }
  std::set<Place> silenced;
  for (Hit& hit : conversation->hits) {
    if (list.empty()) break;
    const std::size_t entry = fits.EntryFor(hit);
    if (entry == kNoEntry) continue;
    out.uses[entry].met = true;
    if (hit.modality != Modality::kAsserted) continue;
    ++out.uses[entry].places;
    silenced.insert(PlaceOf(hit));
    hit.modality = Modality::kException;  // void for everything that reads it, until below
  }
  out.sequence = ReadSequence(*conversation, lexicon);
  if (by_rules != nullptr) *by_rules = ReadSequence(*conversation, lexicon.rules()).flags;
  if (list.empty()) return out;
  for (Hit& hit : conversation->hits) {
    if (silenced.contains(PlaceOf(hit))) hit.modality = Modality::kAsserted;
  }
  for (Flag& flag : out.sequence.flags) {
    const bool raised = lexicon.rules()[flag.hit.rule].learned;
    const std::size_t entry = raised ? fits.EntryFor(flag.hit) : kNoEntry;
    if (entry != kNoEntry) {
      out.uses[entry].met = true;
      ++out.uses[entry].places;
    } else if (raised || !silenced.contains(PlaceOf(flag.hit))) {
      continue;
    }
    flag.hit.modality = Modality::kAsserted;
    flag.counts = false;
    flag.reason = Reason::kSuppressed;
    flag.evidence = kNoMessage;
  }
  return out;
}

std::vector<std::string> SuppressionWarnings(const std::vector<Suppression>& list,
                                             const std::vector<bool>& met, const Lexicon& lexicon) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Suppression& entry = list[i];
    const std::string place = entry.file + ":" + std::to_string(entry.line) + ": ";
    if (!entry.rule.empty() && lexicon.Find(entry.rule) == nullptr) {
      out.push_back(place + "no such rule; `ebb lexicon list` shows them");
    } else if (!met[i]) {
      out.push_back(place + "nothing in what was read fits this entry");
    }
  }
  return out;
}

}  // namespace ebb
