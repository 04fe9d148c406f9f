#include "readers/whatsapp_pasted.h"

#include <algorithm>

#include "base/ascii.h"
#include "readers/whatsapp_folded.h"
#include "readers/whatsapp_head.h"
#include "readers/whatsapp_header.h"
#include "readers/whatsapp_markers.h"
#include "readers/whatsapp_sender.h"
#include "readers/whatsapp_text.h"

namespace ebb::whatsapp {
namespace {

// Digits from *at on; how many.
std::size_t SkipDigits(std::string_view text, std::size_t* at) {
  const std::size_t begin = *at;
  while (*at < text.size() && IsDigit(text[*at])) ++*at;
  return *at - begin;
}

// "18/3", "18.03.", "3/18/2022"
bool IsCopiedDate(std::string_view text) {
  std::size_t at = 0, groups = 0;
  while (at < text.size()) {
    const std::size_t digits = SkipDigits(text, &at);
    if (digits == 0 || digits == 3 || digits > 4) return false;
    ++groups;
    if (at == text.size()) break;
    if (text[at] != '/' && text[at] != '.' && text[at] != '-') return false;
    ++at;
  }
  return groups == 2 || groups == 3;
}

// "14:56", "2.56 PM", "14:56:01"
bool IsCopiedTime(std::string_view text) {
  std::size_t at = 0;
  const std::size_t hour = SkipDigits(text, &at);
  if (hour == 0 || hour > 2) return false;
  int groups = 0;
  while (at < text.size() && (text[at] == ':' || text[at] == '.') && groups < 2) {
    if (SkipDigits(text, &++at) != 2) return false;
    ++groups;
  }
  if (groups == 0) return false;
  return at == text.size() || Markers::Get().Period(FoldPeriod(text.substr(at))).has_value();
}

// What stands between the brackets.
bool IsCopiedStamp(std::string_view stamp) {
  std::size_t cut = stamp.find(", ");
  if (cut == std::string_view::npos) cut = stamp.find(' ');
  if (cut == std::string_view::npos) return false;
  const std::string_view before = stamp.substr(0, cut);
  const std::string_view after = stamp.substr(stamp[cut] == ',' ? cut + 2 : cut + 1);
  return (IsCopiedDate(before) && IsCopiedTime(after)) ||
         (IsCopiedTime(before) && IsCopiedDate(after));
}

bool HasSender(std::string_view rest) {
  const std::optional<SenderSplit> split = SplitSender(rest, false);
  return split && IsPlausibleName(split->sender);
}

// Without brackets the line may be an entry of somebody's diary: then the name is to be known.
bool HasKnownSender(std::string_view rest, const HeadFacts& facts) {
  const std::optional<SenderSplit> split = SplitSender(rest, false);
  return split && facts.records_of.contains(std::string(split->sender));
}

bool IsCopiedHead(std::string_view line) {
  FoldedLine folded;
  FoldHead(line, &folded);
  const std::string_view head = folded.view(0, folded.size);
  const std::size_t end = head.find("] ");
  if (end == std::string_view::npos || end < 2) return false;
  return IsCopiedStamp(head.substr(1, end - 1)) && HasSender(line.substr(folded.past[end + 1]));
}

bool IsPastedHead(std::string_view line, const HeadFacts& facts) {
  line = DropLeadingMarks(line);
  if (line.empty() || (line.front() != '[' && !IsDigit(line.front()))) return false;
  if (line.ends_with('\r')) line.remove_suffix(1);
  Header header;
  if (ParseHeader(line, &header) && header.rest < line.size()) {
    const std::string_view rest = line.substr(header.rest);
    return line.front() == '[' ? HasSender(rest) : HasKnownSender(rest, facts);
  }
  return line.front() == '[' && IsCopiedHead(line);
}

}  // namespace

std::size_t PastedAt(std::string_view body, const HeadFacts& facts) {
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    if (IsPastedHead(body.substr(at, end - at), facts)) return at;
    at = end + 1;
  }
  return std::string_view::npos;
}

}  // namespace ebb::whatsapp
