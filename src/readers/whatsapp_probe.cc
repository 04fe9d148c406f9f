#include "readers/whatsapp_probe.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/diary_words.h"
#include "readers/log_level.h"
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
  bool blank = false, was_name = false;            // the last line
  std::size_t log_lines = 0, title_log_lines = 0;  // "INFO: ", "Info: "
  std::set<std::string> levels;
  std::size_t spelled_dates = 0;  // "2024\u5E743\u67085\u65E5 10:00", as people note dates, too
  std::size_t commas = 0;         // between date and time, as no log has one
  std::set<std::string> senders;

  // Most lines have a level, and no sign of the app.
  bool looks_like_log() const {
    const std::size_t found = log_lines + (levels.size() >= 2 ? title_log_lines : 0);
    return whatsapp_signs == 0 && commas == 0 && found > 0 && found * 4 >= heads * 3;
  }
  // A contact may have the name of a level, but two hardly have.
  bool is_log() const { return looks_like_log() && (levels.size() >= 2 || log_lines == heads); }

  // What each day is for.
  bool is_list_of_days() const {
    return whatsapp_signs == 0 && spelled_dates == heads && heads >= 3 && heads == lines &&
           with_sender == heads && senders.size() == heads;
  }

  // "Mood: good", "Sleep: 7 h"
  bool is_diary() const {
    return whatsapp_signs == 0 && senders.size() >= 2 &&
           std::all_of(senders.begin(), senders.end(),
                       [](const std::string& sender) { return IsDiaryWord(sender); });
  }

  // A time and a name, and the words in the lines below, is another program's way.
  bool names_stand_above() const { return with_sender == 0 && with_words_below * 2 > heads; }

  // On Windows signal-export writes CR LF everywhere, and a blank line before each head.
  bool blank_lines_part_heads() const {
    return after_blank > 0 && after_blank * 4 >= (heads - 1) * 3;
  }
};

enum class Level : std::uint8_t { kNone, kCapitals, kSmall, kTitle };

// "INFO", "info", "Info" as programs write them.
Level LevelOf(std::string_view word) {
  if (!IsLogLevel(word)) return Level::kNone;
  const std::string lower = LowerAscii(word);
  if (word == lower) return Level::kSmall;
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (std::all_of(word.begin(), word.end(), capital)) return Level::kCapitals;
  return word.substr(1) == std::string_view(lower).substr(1) ? Level::kTitle : Level::kNone;
}

// Whether a small word between these is meant as a level; "shop.info" is an address.
bool StandsAsLevel(std::string_view before, std::string_view word, std::string_view after) {
  if (before.empty() || before.ends_with(" - ")) return after.empty() || after.starts_with(" - ");
  if (before.ends_with('.')) return after.empty() && word != "info";
  return (before.ends_with('[') || before.ends_with(':')) && after.starts_with(']');
}

// "PHP Warning"
bool IsPhpLevel(std::string_view name) {
  for (const std::string_view level :
       {"PHP Warning", "PHP Notice", "PHP Fatal error", "PHP Parse error", "PHP Deprecated"}) {
    if (name == level) return true;
  }
  return false;
}

// "INFO: words", "app.core - INFO - words: more", "[error] words", "local.ERROR: words"
void LookForLevel(std::string_view rest, Glimpse* glimpse) {
  constexpr std::size_t kLongest = 120;
  const std::string_view name = Trim(rest.substr(0, std::min(rest.find(": "), kLongest)));
  if (IsPhpLevel(name)) {
    ++glimpse->log_lines;
    glimpse->levels.emplace(name);
    return;
  }
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find_first_of(" .[]:", at), name.size());
    const std::string_view word = name.substr(at, end - at);
    const Level level = LevelOf(word);
    const bool meant =
        level != Level::kSmall || StandsAsLevel(name.substr(0, at), word, name.substr(end));
    if (level != Level::kNone && meant && (level != Level::kTitle || word == name)) {
      ++(level == Level::kTitle ? glimpse->title_log_lines : glimpse->log_lines);
      glimpse->levels.insert(LowerAscii(word));
      return;
    }
    at = end + 1;
  }
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
  LookForLevel(rest, glimpse);
  const HeaderShape& shape = header.shape;
  glimpse->commas += shape.comma;
  glimpse->spelled_dates +=
      shape.month_name && shape.year_first && !shape.seconds && !shape.comma && !shape.day_period;
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
  if (glimpse.heads == 0 || glimpse.is_log() || glimpse.is_diary()) return Match::kNo;
  if (glimpse.is_list_of_days()) return head.empty() ? Match::kNo : Match::kWeak;
  if (glimpse.looks_like_log()) return Match::kWeak;
  if (!glimpse.blank_lines_part_heads()) glimpse.whatsapp_signs += glimpse.returns;
  if (glimpse.heads > 2 && glimpse.names_stand_above()) return Match::kNo;
  if (glimpse.heads == 1 || glimpse.with_sender == 0) return Match::kWeak;
  if (glimpse.whatsapp_signs > 0) return Match::kCertain;
  return glimpse.signal_signs > 0 ? Match::kWeak : Match::kLikely;
}

}  // namespace ebb::whatsapp
