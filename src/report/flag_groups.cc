#include "report/flag_groups.h"

#include <algorithm>
#include <utility>

#include "report/words.h"

namespace ebb {
namespace {

constexpr std::size_t kLongText = 900;  // bytes shown whole
constexpr std::size_t kAround = 300;    // bytes kept on each side of a mark in longer texts

void Append(const FlagRow& flag, FlagGroup* group) {
  if (!group->cases.empty() && group->cases.back().first().message_id == flag.message_id) {
    group->cases.back().flags.push_back(&flag);
  } else {
    group->cases.push_back({{&flag}});
  }
}

// Water-filling: every group gets an equal share, what small groups leave goes to the others.
void Cut(std::size_t most, std::vector<FlagGroup>* groups) {
  std::vector<FlagGroup*> order;
  for (FlagGroup& group : *groups) order.push_back(&group);
  std::stable_sort(order.begin(), order.end(), [](const FlagGroup* a, const FlagGroup* b) {
    return a->cases.size() < b->cases.size();
  });
  for (std::size_t i = 0; i < order.size(); ++i) {
    std::vector<FlagCase>& cases = order[i]->cases;
    const std::size_t share = std::min(cases.size(), most / (order.size() - i));
    std::vector<FlagCase> kept;
    for (std::size_t k = 0; k < share; ++k)
      kept.push_back(std::move(cases[k * cases.size() / share]));
    cases = std::move(kept);
    most -= share;
  }
}

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Nearest start of a character at or before `at`, moved to a space if one is close.
std::size_t CutPoint(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && IsContinuation(text[at])) --at;
  const std::size_t space = text.rfind(' ', at);
  return space != std::string_view::npos && at - space < 30 ? space : at;
}

using Range = std::pair<std::size_t, std::size_t>;

// Flagged ranges in order, overlapping ones joined, all inside the text and on whole characters.
std::vector<Range> MarkedRanges(const FlagCase& flag_case, std::string_view text) {
  std::vector<Range> ranges;
  for (const FlagRow* flag : flag_case.flags) {
    std::size_t begin = std::min<std::size_t>(flag->begin, text.size());
    std::size_t end = std::min<std::size_t>(flag->end, text.size());
    while (begin > 0 && begin < text.size() && IsContinuation(text[begin])) --begin;
    while (end < text.size() && IsContinuation(text[end])) ++end;
    if (begin < end) ranges.emplace_back(begin, end);
  }
  std::sort(ranges.begin(), ranges.end());
  std::vector<Range> joined;
  for (const Range& range : ranges) {
    if (!joined.empty() && range.first <= joined.back().second) {
      joined.back().second = std::max(joined.back().second, range.second);
    } else {
      joined.push_back(range);
    }
  }
  return joined;
}

Range Window(std::string_view text, const std::vector<Range>& marks) {
  if (text.size() <= kLongText) return {0, text.size()};
  const std::size_t first = marks.empty() ? 0 : marks.front().first;
  const std::size_t last = marks.empty() ? 0 : marks.back().second;
  const std::size_t begin = first < kAround ? 0 : CutPoint(text, first - kAround);
  const std::size_t end =
      last + kAround >= text.size() ? text.size() : CutPoint(text, last + kAround);
  return {begin, std::max(end, last)};
}

}  // namespace

std::vector<FlagGroup> GroupFlags(const Analysis& analysis, int partner, std::size_t most) {
  std::vector<FlagGroup> groups(kReportCategories + 1);
  for (std::size_t i = 0; i < kReportCategories; ++i) groups[i].category = kReportCategoryNames[i];
  for (const FlagRow& flag : analysis.flags) {
    if (flag.partner != partner || !MayBeQuoted(flag)) continue;
    const auto counted = std::find_if(
        groups.begin(), groups.end() - 1,
        [&](const FlagGroup& group) { return flag.counts && group.category == flag.category; });
    Append(flag, &*counted);  // the last group where none matches
  }
  std::erase_if(groups, [](const FlagGroup& group) { return group.cases.empty(); });
  for (FlagGroup& group : groups) group.total = group.cases.size();
  Cut(most, &groups);
  std::erase_if(groups, [](const FlagGroup& group) { return group.cases.empty(); });
  return groups;
}

std::vector<TextPiece> Pieces(const FlagCase& flag_case) {
  const std::string_view text = flag_case.first().text;
  const std::vector<Range> marks = MarkedRanges(flag_case, text);
  const auto [begin, end] = Window(text, marks);
  std::vector<TextPiece> pieces;
  const auto add = [&](std::size_t from, std::size_t to, bool marked) {
    if (from < to) pieces.push_back({std::string(text.substr(from, to - from)), marked});
  };
  std::size_t at = begin;
  for (const Range& mark : marks) {
    add(at, mark.first, false);
    add(mark.first, mark.second, true);
    at = mark.second;
  }
  add(at, end, false);
  if (begin > 0) pieces.insert(pieces.begin(), {"… ", false});
  if (end < text.size()) pieces.push_back({" …", false});
  return pieces;
}

std::string Excerpt(std::string_view text) {
  if (text.size() <= kLongText) return std::string(text);
  return std::string(text.substr(0, CutPoint(text, 2 * kAround))) + " …";
}

}  // namespace ebb
