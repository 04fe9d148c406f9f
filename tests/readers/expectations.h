// What the shared fixtures of a family are to be read as: one JSON document a file.
#pragma once

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "shared_data.h"

namespace ebb {

using Json = nlohmann::json;

// Empty where the shared data are absent.
inline std::vector<Json> Expectations(const std::string& family) {
  std::vector<Json> all;
  const auto text = SharedFile("fixtures/" + family + "/expected.jsonl");
  if (!text) return all;
  std::istringstream lines(*text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) all.push_back(Json::parse(line));
  }
  return all;
}

}  // namespace ebb
