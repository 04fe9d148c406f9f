#include "analysis/suppress.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "analysis/message_ids.h"

namespace ebb {
namespace {

constexpr std::size_t kNoEntry = ~std::size_t{0};

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

SuppressedSequence ReadSequenceWithout(const std::vector<Suppression>& list,
                                       const std::vector<int>& partner_of, const Lexicon& lexicon,
                                       Conversation* conversation, std::vector<Flag>* by_rules) {
  SuppressedSequence out;
  if (list.empty() && by_rules == nullptr) {
    out.sequence = ReadSequence(conversation, lexicon);  // its hits may go: the flags hold them
    return out;
  }
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
  out.sequence = ReadSequence(std::as_const(*conversation), lexicon);
  if (by_rules != nullptr)
    *by_rules = ReadSequence(std::as_const(*conversation), lexicon.rules()).flags;
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
