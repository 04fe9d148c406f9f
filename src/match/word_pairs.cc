#include "match/word_pairs.h"

#include <algorithm>

#include "match/perfect_hash.h"

namespace ebb {
namespace {

// Where each pair's number stands.
void FillPairSlots(const std::vector<WordPair>& pairs, Program* program) {
  std::vector<std::uint64_t> keys;
  for (std::size_t p = 1; p < pairs.size(); ++p) keys.push_back(pairs[p].pair);
  const PerfectHash hash(keys);
  program->pair_moves.build() = hash.moves();
  std::vector<std::uint16_t>& low = program->pair_slots.build();
  std::vector<std::uint16_t>& high = program->pair_slots_high.build();
  low.assign(hash.slots(), 0);
  if (pairs.size() > 0x10000) high.assign(hash.slots(), 0);
  for (std::size_t p = 1; p < pairs.size(); ++p) {
    const std::uint32_t slot = hash.SlotOf(pairs[p].pair);
    low[slot] = static_cast<std::uint16_t>(p);
    if (!high.empty()) high[slot] = static_cast<std::uint16_t>(p >> 16);
  }
}

void FillPairBits(const std::vector<WordPair>& pairs, std::vector<std::uint64_t>* bits) {
  bits->assign(kPairBits / 64, 0);
  for (std::size_t p = 1; p < pairs.size(); ++p) {
    const std::uint32_t bit = WordPair::Bit(pairs[p].pair);
    (*bits)[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
}

}  // namespace

void WordPairBuilder::AddEntry(WordId left, WordId right, Step entry, std::uint32_t next) {
  PairLead& lead = PairAt(left, right).lead;
  lead.entry = entry;
  lead.entry_next = next;
}

void WordPairBuilder::AddRule(WordId left, WordId right, Step rule, std::uint32_t next) {
  PairLead& lead = PairAt(left, right).lead;
  lead.rule = rule;
  lead.rule_next = next;
}

WordScore WordPairBuilder::ScoreOf(WordId left, WordId right) const {
  const auto found = pairs_.find(WordPair::PairOf(left, right));
  return found == pairs_.end() ? WordScore{} : found->second.score;
}

void WordPairBuilder::Fill(const std::vector<double>& shares, Program* program) const {
  std::vector<const std::pair<const std::uint32_t, Built>*> order;
  for (const auto& pair : pairs_) order.push_back(&pair);
  const auto share = [&shares](std::uint32_t pair) {
    return shares[pair >> 16] * shares[pair & 0xffff];
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](const auto* a, const auto* b) { return share(a->first) > share(b->first); });
  std::vector<WordPair>& pairs = program->pairs.build();
  std::vector<PairLead>& leads = program->pair_leads.build();
  pairs.assign(1, {});
  leads.assign(1, {});
  for (const auto* const built : order) {
    const PairLead& lead = built->second.lead;
    const bool leads_on = lead.entry.leads() || lead.rule.leads();
    const auto number = static_cast<std::uint32_t>(leads_on ? leads.size() : 0);
    if (leads_on) leads.push_back(lead);
    pairs.push_back({built->first, number, built->second.score});
  }
  FillPairSlots(pairs, program);
  FillPairBits(pairs, &program->pair_bits.build());
}

}  // namespace ebb
