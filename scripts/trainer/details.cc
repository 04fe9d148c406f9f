#include "trainer/details.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>

#include "research/metrics.h"

namespace ebb::trainer {
namespace {

std::size_t FirstCodeOf(std::size_t category) {
  const auto* const first = kCodesOf.begin();
  return std::accumulate(first, first + category, std::size_t{0});
}

// "W3" of the first category is detail 2.
std::size_t CodeOf(std::size_t category, const std::string& name) {
  const int number = name.empty() ? 0 : std::atoi(name.c_str() + 1);
  const std::size_t none = kCodesOf[category] - 1;
  const std::size_t at = number < 1 ? none : std::min(static_cast<std::size_t>(number) - 1, none);
  return FirstCodeOf(category) + at;
}

// False if it is no label.
bool AddLabel(const nlohmann::json& label, std::set<std::size_t>* details) {
  if (!label.is_object()) return false;
  for (const char* const key : {"category", "sub", "confidence"}) {
    if (!label.contains(key) || !label[key].is_string()) return false;
  }
  const auto category = ScoredCategory(label["category"].get<std::string>());
  if (!category) return true;
  const auto at = static_cast<std::size_t>(*category);
  details->insert(CodeOf(at, label["sub"].get<std::string>()));
  if (label["confidence"].get<std::string>() == "high") details->insert(kSubCodes + at);
  return true;
}

bool AddLine(const std::string& line, std::uint64_t number, LineDetails* details) {
  const auto object = nlohmann::json::parse(line, nullptr, false);
  if (!object.is_object()) return false;
  if (!object.contains("coders")) return true;
  std::set<std::size_t> given;
  for (const auto& coder : object["coders"]) {
    for (const auto& label : coder) {
      if (!AddLabel(label, &given)) return false;
    }
  }
  details->emplace(number, std::vector<std::size_t>(given.begin(), given.end()));
  return true;
}

}  // namespace

std::size_t CategoryOfDetail(std::size_t detail) {
  if (detail >= kSubCodes) return detail - kSubCodes;
  std::size_t category = 0;
  while (detail >= FirstCodeOf(category + 1)) ++category;
  return category;
}

std::uint32_t SureOf(const std::vector<std::size_t>& details) {
  std::uint32_t sure = 0;
  for (const std::size_t detail : details) {
    if (detail >= kSubCodes) sure |= 1u << (detail - kSubCodes);
  }
  return sure;
}

bool ReadDetails(const std::string& path, LineDetails* details) {
  std::ifstream in(path);
  std::string line;
  std::uint64_t number = 1;
  for (; std::getline(in, line); ++number) {
    if (!AddLine(line, number, details)) {
      std::fprintf(stderr, "%s:%llu: not a labelled line\n", path.c_str(),
                   static_cast<unsigned long long>(number));
      return false;
    }
  }
  if (in.eof() && number > 1) return true;
  std::fprintf(stderr, "%s: cannot be read\n", path.c_str());
  return false;
}

}  // namespace ebb::trainer
