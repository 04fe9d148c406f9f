// What is thrown at the readers, one target for formats of a kind. Each takes any bytes and aborts
// if a promise is broken (promises.h).
//
// Shared by the libFuzzer programs (fuzz_main.cc), by the program that writes their seeds, and by
// the test that replays seeds and mutations of them (tests/readers/fuzz_replay_test.cc).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebb::fuzz {

struct Target {
  std::string_view name;
  // The formats whose readers it calls, whatever the bytes look like.
  std::vector<std::string_view> readers;
  // For what is not one reader. May be null.
  void (*also)(std::string_view bytes) = nullptr;
  // Well-formed inputs of our own to begin with.
  std::vector<std::string> (*seeds)() = nullptr;

  void Run(std::string_view bytes) const;
};

const std::vector<Target>& Targets();
// REQUIRES: there is one of that name.
const Target& FindTarget(std::string_view name);

}  // namespace ebb::fuzz
