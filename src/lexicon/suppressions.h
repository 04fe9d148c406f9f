// The user's own list of hits that are wrong: a TOML file that silences them, each with its reason.
//
//   [[suppress]]
//   rule = "w4-need-space"            # and, or either alone:
//   message = "0123456789abcdef"      # a message id, as every report gives it
//   reason = "our word for the attic"
//
// Values own what they hold. Errors (kUsage) read `file:line: what`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ebb {

struct Suppression {
  std::string rule;     // empty = every rule
  std::string message;  // id; empty = every message
  std::string reason;
  std::string file;  // where it stands
  std::uint64_t line = 0;
};

// An entry that repeats an earlier one is left out.
Result<std::vector<Suppression>> ParseSuppressions(const std::string& name, std::string_view text);
Result<std::vector<Suppression>> ReadSuppressions(const std::vector<std::string>& paths);

}  // namespace ebb
