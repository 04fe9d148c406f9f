// Whether lines of `label: words` are talk of people, or a file of settings, a recipe, mail, a log:
// what the transcript reader asks before it takes a text that nobody said is a transcript.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace ebb {

inline constexpr int kLabelRecurs = 2;  // a name that stands once before a colon may be a word
inline constexpr int kTalkers = 2;      // who speak more than once

// What programs, letters and recipes put before colons.
bool IsLabelWord(std::string_view label);

class TalkSigns {
 public:
  // A line of the text, blank or not; `label` is empty if it has none.
  void Add(std::string_view line, std::string_view label, std::string_view words);
  // Errs on the side of "no".
  bool LooksLikeTalk() const;

 private:
  struct Label {
    std::uint64_t lines = 0;
    bool is_word = false;   // that programs, letters and recipes put before colons
    bool is_diary = false;  // and diaries
  };

  void AddStep(const std::string& label);
  bool GoesRound() const;

  std::map<std::string, Label, std::less<>> labels_;
  std::map<std::string, std::uint64_t, std::less<>> steps_;  // "label\nnext label"
  std::string last_;
  std::uint64_t lines_ = 0;     // not blank
  std::uint64_t labelled_ = 0;  // with a label
  std::uint64_t values_ = 0;    // that say what a value is, not what a person says
  std::uint64_t several_words_ = 0, capitals_ = 0;
};

}  // namespace ebb
