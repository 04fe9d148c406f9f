#include "cli/lexicon_excerpt.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include "base/source.h"
#include "base/text_util.h"
#include "lexicon/lexicon.h"

namespace ebb {
namespace {

constexpr std::uint64_t kLargestFile = std::uint64_t{64} << 20;
constexpr std::size_t kWidest = 160;

std::string TextOf(const std::string& name) {
  for (const LexiconFile& file : BuiltInLexiconFiles()) {
    if (file.name == name) return file.text;
  }
  Result<std::unique_ptr<Source>> source = OpenFile(name);
  if (!source) return "";
  Result<std::string> text = ReadAll(**source, kLargestFile);
  return text ? *std::move(text) : std::string();
}

struct Place {
  std::string file;
  std::uint64_t line = 0;
};

// `file:line: ...`; the file's own name may hold colons.
std::optional<Place> PlaceOf(std::string_view message) {
  for (std::size_t end = message.find(": "); end != std::string_view::npos;
       end = message.find(": ", end + 1)) {
    const std::string_view head = message.substr(0, end);
    const std::size_t colon = head.rfind(':');
    if (colon == std::string_view::npos) continue;
    const std::optional<std::uint64_t> line = ParseNumber(head.substr(colon + 1));
    if (line && *line > 0) return Place{std::string(head.substr(0, colon)), *line};
  }
  return std::nullopt;
}

// Where a message names a rule by its first line, the words it quotes at its end stand further
// down: moves `line` there. Returns the column.
std::size_t FindQuoted(const std::vector<std::string_view>& lines, std::string_view message,
                       std::uint64_t* line) {
  if (Trim(lines[*line - 1]) != "[[rule]]") return 0;
  const std::string_view last_part = message.substr(message.rfind(": ") + 2);
  const std::string_view last_word = message.substr(message.rfind(' ') + 1);
  for (const std::string_view quoted : {last_part, last_word}) {
    for (std::uint64_t at = *line; at < lines.size() && !StartsWith(lines[at], "[["); ++at) {
      const std::size_t column = lines[at].find(quoted);
      if (column == std::string_view::npos) continue;
      *line = at + 1;
      return column;
    }
  }
  return 0;
}

// The line with a caret under the column; of a long line the part around it.
std::string Shown(std::string_view line, std::size_t column) {
  constexpr std::size_t kBefore = 40;
  const std::size_t from = column + kBefore / 2 > kWidest ? column - kBefore : 0;
  const std::string cut = from > 0 ? "..." : "";
  const std::string part = cut + EscapeTerminal(line.substr(from, kWidest - cut.size()));
  const std::size_t at = std::min(column - from + cut.size(), part.size());
  return "\n  " + part + "\n  " + std::string(at, ' ') + "^";
}

}  // namespace

std::string LexiconExcerpt(std::string_view message) {
  std::optional<Place> place = PlaceOf(message);
  if (!place) return "";
  const std::string text = TextOf(place->file);
  const std::vector<std::string_view> lines = Split(text, '\n');
  if (text.empty() || place->line > lines.size()) return "";
  const std::size_t column = FindQuoted(lines, message, &place->line);
  return Shown(lines[place->line - 1], column);
}

Error WithExcerpt(Error error) {
  if (error.kind == ErrorKind::kLexicon && error.message.find('\n') == std::string::npos) {
    error.message += LexiconExcerpt(error.message);
  }
  return error;
}

}  // namespace ebb
