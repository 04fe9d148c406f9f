// Whole documents against tests/golden. To renew after a wanted change, see tests/golden/README.md.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>

#include "base/sha256.h"
#include "report/report.h"
#include "report/sample_analysis.h"
#include "shared_data.h"

namespace ebb {
namespace {

// The style sheet and its hash are left out: they change without changing what is said.
std::string WithoutStyle(std::string html) {
  const std::size_t begin = html.find("<style>") + 7;
  const std::size_t end = html.find("</style>");
  if (begin > end || end == std::string::npos) return html;
  const std::string css = html.substr(begin, end - begin);
  html.replace(begin, css.size(), "...");
  const std::string hash = Sha256Base64(css);
  const std::size_t at = html.find(hash.substr(0, 12));
  if (at != std::string::npos) html.replace(at, html.find("&#39;", at) - at, "...");
  return html;
}

void Compare(const std::string& name, const std::string& document) {
  const std::string path = SourcePath("tests/golden/" + name + ".txt");
  if (std::getenv("EBB_RENEW_GOLDENS") != nullptr) {
    std::ofstream(path, std::ios::binary) << document;
    return;
  }
  const auto golden = SlurpFile(path);
  INFO(path);
  REQUIRE(golden.has_value());
  if (*golden == document) return;
  const auto differ =
      std::mismatch(golden->begin(), golden->end(), document.begin(), document.end());
  const auto at = static_cast<std::size_t>(differ.first - golden->begin());
  const std::size_t from = at < 80 ? 0 : at - 80;
  FAIL("differs at byte " << at << "\n--- golden\n"
                          << golden->substr(from, 200) << "\n--- now\n"
                          << document.substr(std::min(from, document.size()), 200));
}

TEST_CASE("golden documents") {
  const std::vector<std::pair<std::string, Analysis>> samples = {
      {"small", SampleAnalysis({.weeks = 6, .flags_per_group = 3})},
      {"hostile", SampleAnalysis({.weeks = 5, .flags_per_group = 2, .hostile = true})},
      {"safety", SampleAnalysis({.weeks = 5, .flags_per_group = 1, .safety = true})},
      {"undated", SampleAnalysis({.flags_per_group = 1, .no_text = true, .undated = true})},
      {"empty", Analysis{}},
  };
  for (const auto& [name, analysis] : samples) {
    for (const Writer& writer : Writers()) {
      for (const ReportFile& file : writer.write(analysis, {})) {
        const std::string suffix = file.suffix + std::string(writer.suffix);
        Compare(name + suffix, writer.name == "html" ? WithoutStyle(file.bytes) : file.bytes);
      }
    }
  }
}

}  // namespace
}  // namespace ebb
