// The measures of a conversation as rows of the document: names in their sentences, local times,
// and which messages of an episode are shown.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/analysis.h"
#include "lexicon/lexicon.h"
#include "measure/measures.h"
#include "measure/weekly.h"
#include "sequence/sequence.h"

namespace ebb {

// What the measures start from: the turns of the two, their clocks, replies and bids. Views the
// conversation and the sequence, which must outlive it and stay where they are; so must it.
class MeasureGround {
 public:
  MeasureGround(const Conversation& conversation, const SequenceResult& sequence,
                const std::vector<Rule>& rules, std::array<std::uint16_t, 2> partners);
  MeasureGround(const MeasureGround&) = delete;
  MeasureGround& operator=(const MeasureGround&) = delete;

  // The measures, without names in their sentences. `weeks` = of the two, in their order. With
  // several jobs on as many threads.
  std::vector<MeasureResult> Take(const std::vector<Week>& weeks, const MeasureDates& dates,
                                  unsigned jobs) const;

 private:
  const Capabilities& capabilities_;
  const Timeline timeline_;
  const Talk talk_;
  const std::array<WakingClock, 2> clocks_;
  const Replies replies_;
  const std::vector<Bid> bids_;
  const std::vector<std::int32_t> danger_;
};

// Names in place of {self}, {other}, {A} and {B}; `side` -1 = the pair. A name is put in as it is:
// braces in it are never read again.
std::string WithNames(const std::string& sentence, int side,
                      const std::array<std::string, 2>& names);

// All but the messages shown: MeasureRow::episodes[i].shown stays empty, and episode i is
// `kept[i]` of the result.
MeasureRow MakeMeasureRow(const MeasureResult& result, const std::array<std::string, 2>& names,
                          std::vector<std::size_t>* kept);

}  // namespace ebb
