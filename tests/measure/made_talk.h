// A scripted talk with everything that a measure asks for.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "measure/measures.h"
#include "measure/weekly.h"
#include "sequence/scripted_talk.h"

namespace ebb::testing {

class MadeTalk : public ScriptedTalk {
 public:
  Capabilities& capabilities() { return chat().capabilities; }
  std::vector<std::int32_t>& danger_weeks() { return danger_weeks_; }
  MeasureDates& dates() { return dates_; }

  // Reads the talk out of the messages again.
  void Rebuild() {
    Read();
    clocks_ = {WakingClock::Of(talk(), 0), WakingClock::Of(talk(), 1)};
    replies_ = std::make_unique<Replies>(talk(), clocks_);
    bids_ = FindBids(talk(), *replies_);
    weeks_ = WeeklyTable(chat(), SequenceResult{}, std::vector<Rule>{}, {0, 1});
  }
  // Lives as long as this.
  MeasureInput Input() {
    if (replies_ == nullptr) Rebuild();
    return {talk(), clocks_, *replies_, bids_, capabilities(), weeks_, danger_weeks_, dates_};
  }

 private:
  std::vector<std::int32_t> danger_weeks_;
  MeasureDates dates_;
  std::array<WakingClock, 2> clocks_;
  std::unique_ptr<Replies> replies_;
  std::vector<Bid> bids_;
  std::vector<Week> weeks_;
};

}  // namespace ebb::testing
