// Rules that are RE2 patterns over the folded text: the last resort of the rule language.
//
// A pattern is tried only on messages that hold one of the whole words it must contain; a pattern
// without such a word is refused. The folded text is the message's canonical words joined by
// blanks. Each thread's objects are its own: RE2 locks its cache. Const and thread-safe afterwards.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lexicon/lexicon.h"
#include "match/message_view.h"

namespace ebb {

// Whole words of which a text matching `pattern` must hold at least one; empty if none is certain.
std::vector<std::string> RequiredWords(std::string_view pattern);

class RegexRules {
 public:
  struct Pattern {
    std::string pattern;
    std::uint16_t rule = 0;
    std::string where;  // for errors
  };
  static std::vector<Pattern> PatternsOf(const Lexicon& lexicon);
  // Errors (kLexicon): a pattern RE2 refuses, or one without a required word. With an empty `where`
  // the pattern was checked before and is not compiled until needed.
  static Result<RegexRules> Build(std::vector<Pattern> patterns);
  RegexRules();
  RegexRules(RegexRules&&) noexcept;
  RegexRules& operator=(RegexRules&&) noexcept;
  ~RegexRules();

  bool empty() const;
  // Adds a row for each match to view->rows.
  void Find(const Program& program, MessageView* view) const;

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace ebb
