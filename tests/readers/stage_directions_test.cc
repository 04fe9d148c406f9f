#include "readers/stage_directions.h"

#include <catch2/catch.hpp>

namespace ebb {
namespace {

TEST_CASE("stage directions are taken out, typed brackets stay") {
  struct Case {
    const char *text, *said;
  };
  const Case cases[] = {
      {"nothing here", "nothing here"},
      {"(laughs) okay", "okay"},
      {"okay (Laughing softly) fine", "okay fine"},
      {"[crosstalk]", ""},
      {"no [inaudible 00:12] way", "no way"},
      {"(maybe) later", "(maybe) later"},
      {"see you (at six)", "see you (at six)"},
      {"well [long pause] no (sighs)", "well no "},
      {"a [1] footnote", "a [1] footnote"},
      {"[x] done", "[x] done"},
      {"an open [bracket", "an open [bracket"},
      {"a (never (laughs)) b", "a (never ) b"},
      {"()[]", "()[]"},
      {"i hate [Name] and my [husband] left", "i hate [Name] and my [husband] left"},
      {"[I think] we should stop", "[I think] we should stop"},
      {"dry (sober since May)", "dry (sober since May)"},
      {"her (shout out to mum)", "her (shout out to mum)"},
      {"he pays (music lessons)", "he pays (music lessons)"},
      {"(crying here) (unclear to me why)", "(crying here) (unclear to me why)"},
      {"(door code 1234)", "(door code 1234)"},
      {"(overlapping voices) what", "what"},
      {"(laughs)\nsecond line", "\nsecond line"},
  };
  std::string scratch;
  for (const Case& one : cases) {
    CHECK(WithoutStageDirections(one.text, &scratch) == one.said);
  }
  const std::string too_long = "[" + std::string(80, 'a') + "]";
  CHECK(WithoutStageDirections(too_long, &scratch) == too_long);
}

}  // namespace
}  // namespace ebb
