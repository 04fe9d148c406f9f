// One message while it is being read: tokens, words written out, class entries found. Lives for one
// call of the matcher; owned by the thread's scratch.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/buffer.h"
#include "match/message_marks.h"
#include "match/program.h"
#include "text/tokenizer.h"

namespace ebb {

// A word as compared: one written word can be several ("idk").
struct Canon {
  WordId word = 0;
  std::uint32_t token = 0;  // index into Tokens::list
  std::uint8_t before = 0;  // Break bits; none inside one written word
  bool emoji = false;
  bool number = false;  // begins with a digit
  bool inner = false;   // not the first of its written word
};

// How many emoji a row passes over between two of its words.
inline constexpr unsigned kMostEmoji = 16;

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

// A canonical word at which a row or an entry of a class may begin.
struct RowStart {
  std::uint32_t word = 0;
  std::uint32_t class_node = 0, rule_node = 0;  // where it leads with the next word; 0 = nowhere
  bool by_class = false;     // the latter only if an entry of a class follows the next word
  bool alone = false;        // rows may go on other than by the next word
  bool entry_alone = false;  // so may entries of classes
  std::uint8_t needs = 0;    // OutputFlag bits that rows have which go on so
};

struct MessageView {
  std::string_view text;
  Tokens tokens;  // of a plain text, only filled where there is a row
  Buffer<Canon> canon;
  Buffer<RowStart> starts;     // where to look for rows
  bool has_number = false;     // a word begins with a digit
  bool has_regex = false;      // a word that an RE2 pattern needs is there
  Buffer<ClassMatch> classes;  // entries of more than one word
  ClassSet entered{};          // the classes of these
  std::uint64_t begins = 0;    // bit i = one may begin at word i; bit 63 for all from there on
  Buffer<RowMatch> rows;
  MessageMarks marks;  // filled where there is a row
  std::uint32_t features = 0;
  std::uint32_t written_words = 0;             // tokens that are not emoji
  std::uint64_t words = 0;                     // as ICU counts them
  std::uint32_t text_end = 0;                  // where the last token ends
  std::uint32_t first_word = 0, end_word = 0;  // around all that is no emoji; none: size and 0
  ScoreSum scores{};                           // by the words alone
  std::int32_t lead = 0;                       // 64ths; see MessageFacts

  TextRange RangeOf(std::uint32_t begin, std::uint32_t end) const {
    return {tokens.list[canon[begin].token].range.begin,
            tokens.list[canon[end - 1].token].range.end};
  }
};

// Walks the phrases' and the rules' tries from `starts`: fills `classes` and `rows`, and adds the
// features of class entries. REQUIRES: the canonical words and what stands before them.
void FindRows(const Program& program, MessageView* view);
// Adds the rows of exceptions and near forms; needed only where there is a hit.
void FindContextRows(const Program& program, MessageView* view);

}  // namespace ebb
