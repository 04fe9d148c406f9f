#include "readers/whatsapp_probe.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/whatsapp_head.h"
#include "readers/whatsapp_header.h"
#include "readers/whatsapp_markers.h"
#include "readers/whatsapp_text.h"

namespace ebb::whatsapp {
namespace {

constexpr std::size_t kProbedLines = 20;

// What the first lines show. Signal's exported chats can have the head of an iOS export from a
// region that writes the year first.
struct Glimpse {
  std::size_t heads = 0, with_sender = 0, lines = 0;
  std::size_t signal_signs = 0, whatsapp_signs = 0;
  std::size_t returns = 0;  // heads whose line ends in CR LF, as on an iPhone
  std::size_t after_blank = 0;
  std::size_t with_words_below = 0;
  bool blank = false, was_name = false;  // the last line
  std::size_t log_lines = 0;
  std::size_t spelled_dates = 0;  // "2024\u5E743\u67085\u65E5 10:00", as people note dates, too
  std::set<std::string> senders;

  // Every line has a level, and no sign of the app.
  bool is_log() const { return whatsapp_signs == 0 && log_lines * 4 >= heads * 3; }

  // What each day is for.
  bool is_list_of_days() const {
    return whatsapp_signs == 0 && spelled_dates == heads && senders.size() == with_sender;
  }

  // A time and a name, and the words in the lines below, is another program's way.
  bool names_stand_above() const { return with_sender == 0 && with_words_below * 2 > heads; }

  // On Windows signal-export writes CR LF everywhere, and a blank line before each head.
  bool blank_lines_part_heads() const {
    return after_blank > 0 && after_blank * 4 >= (heads - 1) * 3;
  }
};

// "INFO", "error": as programs write it, no name with one capital.
bool IsLogLevel(std::string_view word) {
  constexpr std::array<std::string_view, 9> kLevels = {
      "notice", "info", "warning", "warn", "error", "debug", "fatal", "critical", "trace"};
  const std::string lower = LowerAscii(word);
  if (std::find(kLevels.begin(), kLevels.end(), lower) == kLevels.end()) return false;
  return word == lower ||
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// "INFO: words", "app.core - INFO - words"
bool IsLogLine(std::string_view rest) {
  if (IsLogLevel(Trim(rest.substr(0, rest.find(':'))))) return true;
  for (std::size_t end = rest.find(" - "); end != std::string_view::npos; end = rest.find(" - ")) {
    if (IsLogLevel(rest.substr(0, end))) return true;
    rest.remove_prefix(end + 3);
  }
  return false;
}

void LookAtLine(std::string_view line, Glimpse* glimpse) {
  Header header;
  bool returned = false;
  ++glimpse->lines;
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
    returned = true;
  }
  const bool after_blank = std::exchange(glimpse->blank, line.empty());
  const bool below_name = std::exchange(glimpse->was_name, false);
  if (!ParseHeader(line, &header)) {
    glimpse->with_words_below += below_name && !line.empty();
    return;
  }
  ++glimpse->heads;
  if (after_blank) ++glimpse->after_blank;
  if (returned) ++glimpse->returns;
  const std::string_view rest = line.substr(std::min(header.rest, line.size()));
  glimpse->was_name = rest.find(':') == std::string_view::npos;  // "Ada:hi" holds the words
  if (line.find("\u200E") != std::string_view::npos) ++glimpse->whatsapp_signs;
  if (Markers::Get().HasEncryptionNotice(FoldPhrase(rest))) ++glimpse->whatsapp_signs;
  if (header.shape.style == Style::kBracket && header.shape.year_first) {
    if (rest.ends_with("  ") || rest.starts_with("Me: ")) ++glimpse->signal_signs;
  }
  if (header.shape.style == Style::kBracket && !header.shape.seconds) ++glimpse->signal_signs;
  if (IsLogLine(rest)) ++glimpse->log_lines;
  const bool spelled = header.shape.month_name && header.shape.year_first;
  if (spelled && !header.shape.seconds) ++glimpse->spelled_dates;
  if (const std::optional<SenderSplit> split = SplitSender(rest, false)) {
    ++glimpse->with_sender;
    glimpse->senders.emplace(split->sender);
  }
}

}  // namespace

Match ProbeWhatsApp(std::string_view head) {
  Glimpse glimpse;
  for (std::size_t lines = 0; lines < kProbedLines && !head.empty(); ++lines) {
    const std::size_t end = head.find('\n');
    LookAtLine(head.substr(0, end), &glimpse);
    head = end == std::string_view::npos ? std::string_view() : head.substr(end + 1);
  }
  if (glimpse.heads == 0 || glimpse.is_log() || glimpse.is_list_of_days()) return Match::kNo;
  if (!glimpse.blank_lines_part_heads()) glimpse.whatsapp_signs += glimpse.returns;
  if (glimpse.heads > 2 && glimpse.names_stand_above()) return Match::kNo;
  if (glimpse.heads == 1 || glimpse.with_sender == 0) return Match::kWeak;
  if (glimpse.whatsapp_signs > 0) return Match::kCertain;
  return glimpse.signal_signs > 0 ? Match::kWeak : Match::kLikely;
}

}  // namespace ebb::whatsapp
