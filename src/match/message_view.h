// One message while it is being read: tokens, words written out, class entries found. Lives for one
// call of the matcher; owned by the thread's scratch.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/buffer.h"
#include "match/program.h"
#include "text/tokenizer.h"

namespace ebb {

// Why a rule's walk from a word may succeed.
enum class WalkReason : std::uint8_t {
  kNone,
  kPair,   // the word after it can follow; the third word was not looked at
  kOther,  // a gap may follow, or the word alone may be enough
};

// A word as compared: one written word can be several ("idk").
struct Canon {
  WordId word = 0;
  std::uint32_t token = 0;  // index into Tokens::list
  std::uint8_t before = 0;  // Break bits; none inside one written word
  bool emoji = false;
  bool number = false;                  // begins with a digit
  WalkReason walk = WalkReason::kNone;  // as noted in rule_walks
};

// Canonical words [begin, end) are an entry of a class.
struct ClassMatch {
  std::uint32_t begin = 0, end = 0;
  std::uint16_t number = 0;
};

// Canonical words [begin, end) match a row.
struct RowMatch {
  std::uint32_t begin = 0, end = 0;
  Output output;
};

struct MessageView {
  std::string_view text;
  Tokens tokens;
  Buffer<Canon> canon;
  Buffer<std::uint32_t> class_walks, rule_walks;  // canonical words from which a walk may succeed
  Buffer<ClassMatch> classes;                     // entries of more than one word
  Buffer<RowMatch> rows;
  std::uint32_t features = 0;
  std::uint32_t written_words = 0;  // tokens that are not emoji

  TextRange RangeOf(std::uint32_t begin, std::uint32_t end) const {
    return {tokens.list[canon[begin].token].range.begin,
            tokens.list[canon[end - 1].token].range.end};
  }
};

// Walks the phrases' and the rules' tries over the message: fills `classes` and `rows`, and adds
// the features of class entries.
void FindRows(const Program& program, MessageView* view);
// Adds the rows of exceptions and near forms; needed only where there is a hit.
void FindContextRows(const Program& program, MessageView* view);

// True if the word at `index` is in class `number`, alone or inside an entry of several words.
bool InClass(const Program& program, const MessageView& view, std::uint32_t index, int number);

}  // namespace ebb
