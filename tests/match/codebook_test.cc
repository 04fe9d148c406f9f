// The codebook's own lists, read where they lie: every strong prototype is found, and no look-alike
// counts in the category it is listed under.
#include <string>
#include <vector>

#include "base/text_util.h"
#include "made_lexicon.h"
#include "shared_data.h"

namespace ebb {
namespace {

struct Line {
  std::string category, kind, subcode, strength, text;
  int number = 0;
};

std::vector<Line> CodebookLines() {
  std::vector<Line> lines;
  const auto text = SharedFile("design/codebook-examples.tsv");
  if (!text) return lines;
  int number = 0;
  for (const std::string_view row : Split(*text, '\n')) {
    const std::vector<std::string_view> cells = Split(row, '\t');
    ++number;
    if (number == 1 || cells.size() < 6) continue;
    lines.push_back({std::string(cells[0]), std::string(cells[1]), std::string(cells[2]),
                     std::string(cells[3]), std::string(cells[5]), number});
  }
  return lines;
}

std::string ExpectedCategory(const Line& line) {
  return line.subcode == "RG" ? "grand_gesture" : line.category;
}

TEST_CASE("every strong prototype of the codebook gives a hit that counts where its gate holds") {
  std::size_t seen = 0;
  for (const Line& line : CodebookLines()) {
    if (line.kind != "pos" || line.strength != "strong") continue;
    // Rules compare words. A line of punctuation alone has none: repeated pursuit is counted by
    // turns.
    if (FactsOf(BuiltInMatcher(), line.text).words == 0) continue;
    ++seen;
    bool found = false;
    for (const Hit& hit : HitsOf(BuiltInMatcher(), line.text)) {
      const Rule& rule = BuiltInRules().rules()[hit.rule];
      if (hit.modality != Modality::kAsserted) continue;
      if ((rule.gates & kGateWhole) != 0 && !hit.whole_message) continue;
      found = found || CategoryName(rule.category) == ExpectedCategory(line);
    }
    INFO("codebook-examples.tsv:" << line.number << ": " << line.subcode);
    CHECK(found);
  }
  if (seen > 0) CHECK(seen > 250);
}

TEST_CASE("no look-alike of the codebook counts without a gate") {
  Matcher::Scratch scratch;
  for (const Line& line : CodebookLines()) {
    if (line.kind != "hardneg") continue;
    for (const Hit& hit : BuiltInMatcher().AllHits(line.text, scratch)) {
      const Rule& rule = BuiltInRules().rules()[hit.rule];
      const bool counts = hit.modality == Modality::kAsserted && (rule.gates & ~kGateWhole) == 0 &&
                          ((rule.gates & kGateWhole) == 0 || hit.whole_message) &&
                          (rule.strength == Strength::kStrong || !hit.warmth);
      INFO("codebook-examples.tsv:" << line.number << ": rule " << rule.id);
      CHECK_FALSE((counts && CategoryName(rule.category) == line.category));
    }
  }
}

}  // namespace
}  // namespace ebb
