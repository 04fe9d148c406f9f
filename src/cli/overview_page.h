// The first page of a batch: one table of all conversations, with links. No script. Conversations
// stand in the order of their names; nothing is ranked.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/analysis.h"

namespace ebb {

struct OverviewPerson {
  std::string name;
  std::uint64_t messages = 0;
  Rate distance, repair;
};

struct OverviewRow {
  std::string title, link, first, last;
  std::uint64_t messages = 0, weeks = 0, thin_weeks = 0, skipped = 0;
  std::vector<OverviewPerson> people;
  bool safety = false;
  bool other_language = false;
};

struct OverviewError {
  std::string file, message;
};

OverviewRow MakeOverviewRow(const Analysis& analysis, std::string title, std::string link);
std::string WriteOverview(const std::vector<OverviewRow>& rows,
                          const std::vector<OverviewError>& errors);

}  // namespace ebb
