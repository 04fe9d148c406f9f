// The header of every measure says what it computes, in which units, from how much, after whom, and
// what it cannot say.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace ebb {
namespace {

bool HoldsOne(const std::string& text, std::initializer_list<const char*> words) {
  for (const char* word : words) {
    if (text.find(word) != std::string::npos) return true;
  }
  return false;
}

TEST_CASE("measures: each header gives formula, units, minimum, source and weakness") {
  const std::filesystem::path folder = std::filesystem::path(EBB_SOURCE_DIR) / "src" / "measure";
  std::size_t measures = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".h") continue;
    std::ostringstream whole;
    whole << std::ifstream(entry.path()).rdbuf();
    const std::string text = whole.str();
    if (text.find("(const MeasureInput& input);") == std::string::npos ||
        text.find("\nMeasureResult ") == std::string::npos) {
      continue;
    }
    ++measures;
    const std::string comment = text.substr(0, text.find("#pragma once"));
    INFO(entry.path().filename().string());
    CHECK(HoldsOne(comment, {"Formula", "ormulas", " = "}));
    CHECK(HoldsOne(comment, {"Unit"}));
    CHECK(HoldsOne(comment, {"Minimum"}));
    CHECK(HoldsOne(comment, {"Source"}));
    CHECK(HoldsOne(comment, {"Weakness"}));
  }
  CHECK(measures >= 22);
}

}  // namespace
}  // namespace ebb
