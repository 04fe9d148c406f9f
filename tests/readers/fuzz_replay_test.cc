// Replays the fuzz targets as ordinary tests: seeds of our own, their cuts, and seeded mutations.
// And checks that no reader is left out of fuzzing.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <sstream>

#include "fuzz/seeds.h"
#include "fuzz/targets.h"
#include "readers/reader.h"

namespace ebb {
namespace {

// A few of the changes a fuzzer makes: bits, copies, cuts, and bytes that mean something.
std::string Mutated(std::string bytes, std::mt19937* random) {
  static const std::string kTokens = "\"\\{}[],:;\n\r\t\0\xff\xc3\xe2\x80\xf0[(0-";
  for (std::uint32_t n = 1 + (*random)() % 6; n > 0 && !bytes.empty(); --n) {
    const std::size_t at = (*random)() % bytes.size();
    const std::size_t length = 1 + (*random)() % 20;
    switch ((*random)() % 5) {
      case 0:
        bytes[at] = static_cast<char>((*random)());
        break;
      case 1:
        bytes[at] = kTokens[(*random)() % kTokens.size()];
        break;
      case 2:
        bytes.erase(at, length);
        break;
      case 3:
        bytes.insert(at, bytes.substr((*random)() % bytes.size(), length));
        break;
      default:
        bytes.insert(at, 1, kTokens[(*random)() % kTokens.size()]);
    }
  }
  return bytes;
}

// As many rounds as come to about the same work for a target of one reader and one of many.
int RoundsFor(const fuzz::Target& target) {
  const auto readers = static_cast<int>(std::max<std::size_t>(target.readers.size(), 1));
  const auto seeds = static_cast<int>(target.seeds().size());
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return 1000 / (readers * seeds);  // scripts/soak goes on for as long as wanted
#else
  return 5000 / (readers * seeds);
#endif
}

void Replay(const fuzz::Target& target) {
  std::mt19937 random(2024);
  target.Run("");
  for (const std::string& seed : target.seeds()) {
    // All cuts of a text; of a database as many as of the longest text.
    const std::size_t step = seed.size() / 1500 + 1;
    for (std::size_t cut = step; cut <= seed.size(); cut += step) target.Run(seed.substr(0, cut));
    for (int i = RoundsFor(target); i > 0; --i) target.Run(Mutated(seed, &random));
  }
}

// A broken promise aborts the program, so reaching the end is the test.
TEST_CASE("fuzz replay: seeds, cuts and mutations of every target") {
  for (const fuzz::Target& target : fuzz::Targets()) {
    INFO(target.name);
    REQUIRE_FALSE(target.seeds().empty());
    Replay(target);
  }
}

TEST_CASE("fuzz targets: every reader is reached by one") {
  std::set<std::string_view> covered;
  for (const fuzz::Target& target : fuzz::Targets()) {
    for (const std::string_view format : target.readers) {
      INFO(format);
      CHECK(FindReader(format) != nullptr);
      CHECK(covered.insert(format).second);  // by one target alone
    }
  }
  for (const Reader& reader : Readers()) {
    INFO(reader.name);
    CHECK(covered.count(reader.name) == 1);
  }
}

// What the seeds of a target are recognised as, and whether its readers find records in them.
TEST_CASE("fuzz targets: every reader finds records in a seed of its target") {
  struct Counter final : MessageSink {
    void BeginConversation(const ConversationInfo&) override {}
    bool OnMessage(const Message&) override { return ++records > 0; }
    void OnSkipped(const SkippedRecord&) override {}
    std::uint64_t records = 0;
  };
  for (const fuzz::Target& target : fuzz::Targets()) {
    for (const std::string_view format : target.readers) {
      Counter counter;
      ReadOptions options;
      options.tolerate_undecided_dates = true;
      for (const std::string& seed : target.seeds()) {
        (void)FindReader(format)->read(*MemorySource("seed", seed), options, counter);
      }
      INFO(format);
      CHECK(counter.records > 0);
    }
  }
}

TEST_CASE("fuzz targets: each is built as a program") {
  std::istringstream built{std::string(EBB_FUZZ_TARGETS)};
  std::set<std::string> names;
  for (std::string name; built >> name;) names.insert(name);
  CHECK(names.size() == fuzz::Targets().size());
  for (const fuzz::Target& target : fuzz::Targets()) {
    INFO(target.name);
    CHECK(names.count(std::string(target.name)) == 1);
  }
}

}  // namespace
}  // namespace ebb
