// Weekly table per partner (measures.md M1): ISO weeks in the chat's local time, every week
// present.
//
// Rate = flagged messages of a category per 100 messages with text of one side in a week, a message
// once, with Wilson's 95 % range. Minimum: 30 messages in the week; 200 for the rate of a person
// over all. The line of the chart draws weeks towards the person's own average with the weight of
// 50 messages (shrinkage.h). Source: measures.md M1. Weakness: words only; dictionaries tell coarse
// behaviour and miss tone, and how often they err is measured on other chats (M20).
//
// A pure function of facts and flags: linear, no text. The weeks sum to the totals.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "chat/conversation.h"
#include "lexicon/lexicon.h"
#include "sequence/sequence.h"

namespace ebb {

// Flagged messages of one category: a message counts once per category, as high if any of its flags
// of the category is high. Under kBoundary stand the messages of a safety boundary, which count in
// no category; no-contact wording outside a danger counts as withdrawal.
struct CategoryCount {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
};

struct PartnerWeek {
  std::uint64_t messages = 0;  // of this partner, all kinds but notices
  std::uint64_t texts = 0;     // with words or emoji of their own: the denominator of rates
  std::uint64_t words = 0;
  std::uint32_t active_days = 0;
  std::array<CategoryCount, kCategories> counts{};  // own behaviour (decisions.md 1)
  CategoryCount distance;  // own withdrawal, shutdown or avoidance, a message once
  // What this one says about the other's withdrawal, shutdown, avoidance (and repair).
  std::array<CategoryCount, kCategories> about_partner{};
};

struct Week {
  std::int32_t number = 0;  // see WeekNumber in time/civil.h
  bool undated = false;     // the one row of a transcript without dates
  bool thin = false;        // under 30 messages of both or under 5 active days (decisions.md 4)
  bool incomplete = false;  // the chat begins after its Monday or ends before its Sunday
  std::vector<PartnerWeek> partners;  // by partner index
};

// Every week from the first to the last in which anybody wrote, in order; messages without a time
// stand in one row of their own at the end (the only row of an undated transcript).
// `partners` = participant indices to tell apart (two for a dyad, more with --all).
std::vector<Week> WeeklyTable(const Conversation& conversation, const SequenceResult& sequence,
                              const Lexicon& lexicon, const std::vector<std::uint16_t>& partners);
std::vector<Week> WeeklyTable(const Conversation& conversation, const SequenceResult& sequence,
                              const std::vector<Rule>& rules,
                              const std::vector<std::uint16_t>& partners);

}  // namespace ebb
