// Puts the words of a document into lines: paragraphs, and the rows of tables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ebb {

// What is ready stands in out(), and whoever takes it clears it. A row of a table is held back
// until it ends, or until it is longer than 1 MiB.
class DocumentLines {
 public:
  std::string& out() { return out_; }
  // Bytes of words so far, wherever they went.
  std::uint64_t words() const { return words_; }
  bool in_paragraph() const { return paragraphs_ > 0; }
  // Nothing stands in the line yet.
  bool at_line_start() const { return line_empty_; }

  // Words outside of paragraphs are none.
  void Words(std::string_view text);
  void Tab() { Words("\t"); }
  void Break();

  // They nest: a text box stands in a paragraph, and is made of such. Its lines are their own.
  void BeginParagraph();
  void EndParagraph();

  // Rows of tables inside cells are lines like others.
  void BeginRow();
  void EndRow();
  void BeginCell();

 private:
  static constexpr std::size_t kMostHeld = std::size_t{1} << 20;
  static constexpr std::size_t kLinesOfSmallCell = 3;

  using Cell = std::vector<std::string>;

  bool Holds() const { return rows_ > 0 && !spilt_; }
  void Append(std::string_view text);
  void EndLine();
  void Spill();
  bool IsSimpleRow() const;
  void WriteRow();

  std::string out_;
  std::uint64_t words_ = 0;
  std::uint64_t paragraphs_ = 0, rows_ = 0;  // open ones
  bool line_empty_ = true;
  bool box_ended_ = false;   // nothing followed the text box that ended the line before
  std::vector<Cell> cells_;  // of the outermost row; the last line of the last cell is open
  std::size_t held_ = 0;
  bool spilt_ = false;  // that row is too long to be one line
};

}  // namespace ebb
