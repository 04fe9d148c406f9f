#include "match/row_index.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <vector>

namespace ebb {
namespace {

bool Ascending(const Buffer<RowMatch>& rows) {
  const auto later_or_same = [](const RowMatch& a, const RowMatch& b) {
    return std::tie(a.begin, a.end, a.output.target) >= std::tie(b.begin, b.end, b.output.target);
  };
  return std::adjacent_find(rows.begin(), rows.end(), later_or_same) == rows.end();
}

// Drops rows that are there already, without changing the order of the others.
void KeepDistinct(Buffer<RowMatch>* rows) {
  if (Ascending(*rows)) return;
  std::vector<std::uint32_t> order(rows->size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto place = [rows](std::uint32_t i) {
    const RowMatch& row = (*rows)[i];
    return std::tuple(row.begin, row.end, row.output.target);
  };
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple_cat(place(a), std::tuple(a)) < std::tuple_cat(place(b), std::tuple(b));
  });
  std::vector<char> doubled(rows->size(), 0);
  for (std::size_t i = 1; i < order.size(); ++i) {
    doubled[order[i]] = place(order[i]) == place(order[i - 1]) ? 1 : 0;
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < rows->size(); ++i) {
    if (doubled[i] == 0) (*rows)[kept++] = (*rows)[i];
  }
  rows->Truncate(kept);
}

}  // namespace

void RowIndex::Fill(const WordContext& words) {
  hits_.clear();
  exceptions_.clear();
  near_.clear();
  for (const RowMatch& row : words.view().rows) {
    if (row.output.kind == OutputKind::kHit) hits_.push_back(row);
    if (row.output.kind == OutputKind::kHit || !words.Holds(row)) continue;
    if (row.output.kind == OutputKind::kNear) near_.push_back(row.output.target);
    if (row.output.kind != OutputKind::kUnless) continue;
    // What counts anywhere touches everything.
    const bool anywhere = (row.output.flags & kAnywhere) != 0;
    exceptions_.push_back({row.output.target, anywhere ? 0 : row.begin,
                           anywhere ? std::numeric_limits<std::uint32_t>::max() : row.end});
  }
  KeepDistinct(&hits_);
  Sort();
}

void RowIndex::Sort() {
  std::sort(near_.begin(), near_.end());
  std::sort(exceptions_.begin(), exceptions_.end(), [](const Exception& a, const Exception& b) {
    return std::tie(a.rule, a.begin) < std::tie(b.rule, b.begin);
  });
  for (std::size_t i = 1; i < exceptions_.size(); ++i) {
    const Exception& before = exceptions_[i - 1];
    if (before.rule != exceptions_[i].rule) continue;
    exceptions_[i].reach = std::max(exceptions_[i].reach, before.reach);
  }
}

bool RowIndex::Excepted(const RowMatch& row) const {
  const Exception* const behind = std::upper_bound(
      exceptions_.begin(), exceptions_.end(), row, [](const RowMatch& r, const Exception& other) {
        return std::tuple<std::uint32_t, std::uint32_t>(r.output.target, r.end) <
               std::tie(other.rule, other.begin);
      });
  if (behind == exceptions_.begin()) return false;
  const Exception& last = *(behind - 1);
  return last.rule == row.output.target && last.reach >= row.begin;
}

bool RowIndex::HasNear(std::uint16_t rule) const {
  return std::binary_search(near_.begin(), near_.end(), rule);
}

}  // namespace ebb
