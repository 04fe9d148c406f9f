#include "analysis/builtin_lexicon.h"

#include <catch2/catch.hpp>
#include <memory>
#include <vector>

namespace ebb {

TEST_CASE("a copy of the built-in matcher in large pages reads as the matcher itself") {
  const Result<ReadyLexicon> ready = BuiltInLexicon();
  REQUIRE(ready);
  const std::unique_ptr<Matcher> copy = ready->matcher.InLargePages();
  REQUIRE(copy != nullptr);
  CHECK(copy->InLargePages() == nullptr);  // it is no part of the program
  Matcher::Scratch of_it, of_copy;
  std::size_t all = 0;
  for (const char* const text :
       {"can we please talk about moving in", "fine. whatever", "i need some space tonight ok",
        "why do you never answer me", "sorry i was short with you earlier", "ok"}) {
    CAPTURE(text);
    MessageFacts a, b;
    std::vector<Hit> hits_a, hits_b;
    std::vector<MessageScore> scores_a, scores_b;
    CHECK(ready->matcher.Run(text, of_it, &a, &hits_a, &scores_a) ==
          copy->Run(text, of_copy, &b, &hits_b, &scores_b));
    CHECK(a.features == b.features);
    REQUIRE(hits_a.size() == hits_b.size());
    for (std::size_t h = 0; h < hits_a.size(); ++h) {
      CHECK(hits_a[h].rule == hits_b[h].rule);
      CHECK(hits_a[h].range.begin == hits_b[h].range.begin);
      CHECK(hits_a[h].modality == hits_b[h].modality);
    }
    REQUIRE(scores_a.size() == scores_b.size());
    for (std::size_t s = 0; s < scores_a.size(); ++s) {
      CHECK(scores_a[s].eighths == scores_b[s].eighths);
    }
    all += hits_a.size();
  }
  CHECK(all > 3);
}

}  // namespace ebb
