// ICU's word break iterator over a text, and what else only ICU knows of characters.
//
// One per thread; holds the iterator. Views the text it was given; no errors.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace ebb {

class IcuWords {
 public:
  IcuWords();
  ~IcuWords();

  struct Segment {
    std::uint32_t begin = 0, end = 0;
    bool word = false;
  };
  // REQUIRES: the text outlives the calls of Next.
  void Start(std::string_view text);
  // The next segment; false at the end.
  bool Next(Segment* segment);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Does the word begin with a letter of a script other than Latin?
bool IsForeign(std::string_view word);
bool IsPictograph(char32_t c);
bool IsPunctuation(char32_t c);

}  // namespace ebb
