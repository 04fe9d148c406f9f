#include "readers/stage_directions.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::size_t kLongestDirection = 60;  // bytes between the brackets

// Beginnings of words: "laugh" stands for "laughs", "laughter", "laughing softly".
constexpr std::string_view kDirections[] = {"laugh",
                                            "chuckl",
                                            "giggl",
                                            "sigh",
                                            "cry",
                                            "cries",
                                            "sob",
                                            "sniff",
                                            "cough",
                                            "pause",
                                            "silence",
                                            "silent",
                                            "inaudible",
                                            "unclear",
                                            "crosstalk",
                                            "cross talk",
                                            "unintelligible",
                                            "overlap",
                                            "whisper",
                                            "shout",
                                            "scream",
                                            "nod",
                                            "shrug",
                                            "clears throat",
                                            "gasp",
                                            "groan",
                                            "yawn",
                                            "exhal",
                                            "inhal",
                                            "applause",
                                            "music",
                                            "long pause",
                                            "short pause",
                                            "phone rings",
                                            "door "};

bool IsDirection(std::string_view inside) {
  const std::string folded = LowerAscii(Trim(inside));
  return std::any_of(
      std::begin(kDirections), std::end(kDirections),
      [&](std::string_view beginning) { return std::string_view(folded).starts_with(beginning); });
}

// Length of the direction at the beginning of `text`, with its brackets; 0 if there is none.
std::size_t DirectionAt(std::string_view text) {
  const char close = text.front() == '[' ? ']' : ')';
  const std::size_t end = text.substr(0, kLongestDirection + 2).find(close);
  if (end == text.npos || end < 3) return 0;
  const std::string_view inside = text.substr(1, end - 1);
  if (inside.find_first_of("\n[(") != inside.npos) return 0;
  const bool square = close == ']' && IsLetter(inside.front());
  return square || IsDirection(inside) ? end + 1 : 0;
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
