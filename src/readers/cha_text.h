// A main line of a CHAT transcript (TalkBank) as the words that were said: codes, events, fillers,
// fragments, omitted and unintelligible words taken out, retraced words dropped, shortened ones
// completed, endings as punctuation. The time of the line stands in it too.
//
// ChaText owns the result; the view lives until the next Read. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ebb {

class ChaText {
 public:
  // `line` without the speaker; may hold line ends.
  void Read(std::string_view line);

  std::string_view words() const { return words_; }
  // Milliseconds into the recording; -1 if the line has no time.
  std::int64_t begin() const { return begin_; }
  std::int64_t end() const { return end_; }

 private:
  std::size_t TakeBullet(std::string_view rest);
  std::size_t TakeCode(std::string_view rest);
  std::size_t TakePlainWords(std::string_view rest);
  std::size_t TakeToken(std::string_view rest);
  void AddToken(std::string_view token);
  void AddWord(std::string_view word);
  void AddMark(std::string_view mark);

  std::string words_;
  std::vector<std::size_t> groups_;  // where each open < begins in words_
  std::size_t unit_ = 0;             // where the last word or group begins in words_
  std::int64_t begin_ = -1, end_ = -1;
};

}  // namespace ebb
