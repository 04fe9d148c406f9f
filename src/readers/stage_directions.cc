#include "readers/stage_directions.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::size_t kLongestDirection = 60;  // bytes between the brackets

// As they are written alone; most may have one word of manner or a time behind them: "laughing
// softly", "inaudible 00:12". Whatever else stands in brackets was typed by somebody.
constexpr std::string_view kDirections[] = {
    "laugh",         "laughs",     "laughing",       "laughter",    "chuckle",     "chuckles",
    "chuckling",     "giggle",     "giggles",        "giggling",    "sigh",        "sighs",
    "sighing",       "cries",      "crying",         "sobs",        "sobbing",     "sniff",
    "sniffs",        "sniffles",   "sniffling",      "cough",       "coughs",      "coughing",
    "pause",         "pauses",     "silence",        "silent",      "inaudible",   "unclear",
    "crosstalk",     "cross talk", "unintelligible", "overlap",     "overlapping", "whispers",
    "whispering",    "shouts",     "shouting",       "screams",     "screaming",   "nods",
    "nodding",       "shrugs",     "gasps",          "gasping",     "groans",      "groaning",
    "yawns",         "yawning",    "exhales",        "inhales",     "applause",    "music",
    "clears throat", "long pause", "short pause",    "phone rings", "door closes", "door opens",
    "door slams"};

// "softly", "00:12", "voices".
bool IsManner(std::string_view word) {
  return word.ends_with("ly") || IsDigit(word.front()) || word == "voices";
}

bool IsStageDirection(std::string_view inside) {
  const std::string folded = LowerAscii(Trim(inside));
  const std::string_view whole = folded;
  const auto is_listed = [](std::string_view text) {
    return std::find(std::begin(kDirections), std::end(kDirections), text) != std::end(kDirections);
  };
  if (is_listed(whole)) return true;
  const std::size_t blank = whole.rfind(' ');
  return blank != whole.npos && blank + 1 < whole.size() && IsManner(whole.substr(blank + 1)) &&
         is_listed(whole.substr(0, blank));
}

// Length of the direction at the beginning of `text`, with its brackets; 0 if there is none.
std::size_t DirectionAt(std::string_view text) {
  const char close = text.front() == '[' ? ']' : ')';
  const std::size_t end = text.substr(0, kLongestDirection + 2).find(close);
  if (end == text.npos || end < 3) return 0;
  const std::string_view inside = text.substr(1, end - 1);
  if (inside.find_first_of("\n[(") != inside.npos) return 0;
  return IsStageDirection(inside) ? end + 1 : 0;
}

}  // namespace

std::string_view WithoutStageDirections(std::string_view text, std::string* scratch) {
  std::size_t open = FindOf(text, 0, '[', '(');
  if (open == text.size()) return text;
  scratch->clear();
  std::size_t at = 0;
  for (; open < text.size(); open = FindOf(text, open, '[', '(')) {
    const std::size_t length = DirectionAt(text.substr(open));
    if (length == 0) {
      ++open;
      continue;
    }
    scratch->append(text.substr(at, open - at));
    open += length;
    // One blank of the two around it is enough.
    if (open < text.size() && text[open] == ' ' &&
        (scratch->empty() || scratch->back() == ' ' || scratch->back() == '\n')) {
      ++open;
    }
    at = open;
  }
  scratch->append(text.substr(at));
  return *scratch;
}

}  // namespace ebb
