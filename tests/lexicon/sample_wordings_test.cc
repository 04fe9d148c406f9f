#include "lexicon/sample_wordings.h"

#include <algorithm>
#include <catch2/catch.hpp>

namespace ebb {
namespace {

std::vector<std::string> Samples(const std::string& pattern, std::size_t most = 100) {
  static const std::vector<WordClass> classes = {{"soon", {"tonight", "in a bit"}, "", 0},
                                                 {"bad", {"(("}, "", 0}};
  std::size_t offset = 0;
  const auto graph = ParsePattern(pattern, &offset);
  if (!graph) FAIL(graph.error().message);
  return SampleWordings(*graph, classes, most);
}

bool Has(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

}  // namespace

TEST_CASE("every alternative of a pattern occurs in a wording") {
  CHECK(Samples("leave me alone") == std::vector<std::string>{"leave me alone"});
  const auto wordings = Samples("(red|dark blue) big? door");
  for (const char* wanted : {"red door", "dark blue door", "red big door"})
    CHECK(Has(wordings, wanted));
  CHECK(Samples("wait don't") == std::vector<std::string>{"wait do not"});
  CHECK(Samples("x _{2,4}") == std::vector<std::string>{"x bla bla"});
  CHECK(Samples("stop $ now") == std::vector<std::string>{"stop, now"});
  CHECK(Samples("x @number") == std::vector<std::string>{"x 7"});
  CHECK(Has(Samples("x (@soon|later)"), "x later"));
  CHECK(Samples("x @bad").empty());
  CHECK(Samples("x @nowhere").empty());
}

TEST_CASE("too many wordings are thinned out") {
  std::string pattern = "(w0";
  for (int i = 1; i < 60; ++i) pattern += "|w" + std::to_string(i);
  pattern += ") end";
  CHECK(Samples(pattern).size() == 60);
  const auto some = Samples(pattern, 10);
  CHECK(some.size() == 10);
  for (const std::string& wording : some) CHECK_THAT(wording, Catch::EndsWith(" end"));
}

}  // namespace ebb
