#include "readers/whatsapp_pasted.h"

#include <algorithm>

#include "base/ascii.h"
#include "readers/whatsapp_folded.h"
#include "readers/whatsapp_head.h"
#include "readers/whatsapp_header.h"
#include "readers/whatsapp_markers.h"
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

enum class PastedHead { kNone, kOwn, kOther };

// Who somebody's note is about does not write here: only names that do count.
PastedHead JudgeName(std::string_view rest, std::string_view sender, const HeadFacts& facts) {
  const std::optional<SenderSplit> split = SplitSender(rest, false);
  if (!split || !facts.writers.contains(CleanName(split->sender))) return PastedHead::kNone;
  return CleanName(split->sender) == sender ? PastedHead::kOwn : PastedHead::kOther;
}

// What stands behind the head of a copied message; empty if there is none.
std::string_view BehindCopiedHead(std::string_view line) {
  FoldedLine folded;
  FoldHead(line, &folded);
  const std::string_view head = folded.view(0, folded.size);
  const std::size_t end = head.find("] ");
  if (end == std::string_view::npos || end < 2) return {};
  if (!IsCopiedStamp(head.substr(1, end - 1))) return {};
  return line.substr(folded.past[end + 1]);
}

PastedHead HeadOf(std::string_view line, std::string_view sender, const HeadFacts& facts) {
  line = DropLeadingMarks(line);
  if (line.empty() || (line.front() != '[' && !IsDigit(line.front()))) return PastedHead::kNone;
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  Header header;
  if (ParseHeader(line, &header) && header.rest < line.size()) {
    return JudgeName(line.substr(header.rest), sender, facts);
  }
  if (line.front() != '[') return PastedHead::kNone;
  return JudgeName(BehindCopiedHead(line), sender, facts);
}

// Of a message copied with others nobody can tell where it ends, but a blank line parts it from
// what was typed below.
std::string_view BelowBlankLine(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    const bool blank = DropTrailingNoise(text.substr(0, end)).empty();
    text.remove_prefix(end);
    if (blank) break;
  }
  return text;
}

}  // namespace

bool CutPastedLines(std::string_view body, std::string_view sender, const HeadFacts& facts,
                    std::string* kept) {
  bool others = false;
  std::size_t cut = 0;
  std::string waiting;  // behind a line of somebody else: theirs, if another head follows
  kept->clear();
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('\n'), body.size() - 1) + 1;
    const std::string_view line = body.substr(0, end);
    body.remove_prefix(end);
    const PastedHead head = HeadOf(line, sender, facts);
    if (head != PastedHead::kNone) {
      waiting.clear();
      others = head == PastedHead::kOther;
      cut += others ? 1 : 0;
      if (others) continue;
    }
    (others ? waiting : *kept) += line;
  }
  *kept += cut > 1 ? BelowBlankLine(waiting) : std::string_view(waiting);
  return cut > 0;
}

}  // namespace ebb::whatsapp
