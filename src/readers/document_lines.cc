#include "readers/document_lines.h"

#include <algorithm>

#include "base/text_util.h"

namespace ebb {
namespace {

// As tables quote a cell that begins with a quote.
void QuoteFrom(std::size_t begin, std::string* out) {
  std::string quoted = "\"";
  for (const char c : std::string_view(*out).substr(begin)) quoted.append(c == '"' ? 2 : 1, c);
  out->replace(begin, out->npos, quoted + '"');
}

// All that stands in a cell, in one line and without tabs.
void AppendCell(const std::vector<std::string>& lines, std::string* out) {
  const std::size_t begin = out->size();
  for (const std::string& line : lines) {
    if (line.empty()) continue;
    if (out->size() > begin) out->push_back(' ');
    out->append(line);
  }
  std::replace(out->begin() + static_cast<std::ptrdiff_t>(begin), out->end(), '\t', ' ');
  if (out->size() > begin && (*out)[begin] == '"') QuoteFrom(begin, out);
}

// "Ada: good morning", "[10:05] Ada: good morning"
bool BeginsAsSpeaker(std::string_view line) {
  constexpr std::size_t kLongestHead = 60;
  const std::size_t colon = line.substr(0, kLongestHead).find(": ");
  return colon != line.npos && colon > 0;
}

}  // namespace

void DocumentLines::Words(std::string_view text) {
  if (paragraphs_ == 0 || text.empty()) return;
  words_ += text.size();
  Append(text);
  line_empty_ = box_ended_ = false;
}

void DocumentLines::Append(std::string_view text) {
  if (!Holds()) {
    out_.append(text);
    return;
  }
  if (cells_.empty()) cells_.emplace_back(1);
  cells_.back().back().append(text);
  held_ += text.size();
  if (held_ > kMostHeld) Spill();
}

void DocumentLines::Break() {
  if (paragraphs_ == 0) return;
  box_ended_ = false;
  EndLine();
}

void DocumentLines::EndLine() {
  line_empty_ = true;
  if (!Holds()) {
    out_.push_back('\n');
    return;
  }
  if (cells_.empty()) cells_.emplace_back(1);
  cells_.back().emplace_back();
  held_ += sizeof(std::string);
  if (held_ > kMostHeld) Spill();
}

void DocumentLines::BeginParagraph() {
  if (paragraphs_++ > 0 && !line_empty_) EndLine();
  box_ended_ = false;
}

void DocumentLines::EndParagraph() {
  if (paragraphs_ == 0) return;
  --paragraphs_;
  // Where a box was all that stood in a paragraph, its lines are ended already.
  if (!box_ended_) EndLine();
  box_ended_ = paragraphs_ > 0;
}

void DocumentLines::BeginRow() {
  if (rows_ == 0 && !line_empty_) EndLine();
  ++rows_;
}

void DocumentLines::BeginCell() {
  if (rows_ != 1 || !Holds()) return;
  cells_.emplace_back(1);
  held_ += sizeof(Cell) + sizeof(std::string);
  if (held_ > kMostHeld) Spill();
}

// What was held back is lines like others, and so is the rest of the row.
void DocumentLines::Spill() {
  for (const Cell& cell : cells_) {
    const bool open = &cell == &cells_.back();
    for (const std::string& line : cell) {
      // The last line of a cell has not begun, but where it is being written.
      if (&line == &cell.back() && line.empty()) continue;
      out_.append(line);
      if (!open || &line != &cell.back()) out_.push_back('\n');
    }
  }
  cells_.clear();
  held_ = 0;
  spilt_ = true;
}

// Two cells and more, at most one of them with many lines, in which nobody talks to another.
bool DocumentLines::IsSimpleRow() const {
  std::ptrdiff_t speakers = 0;
  for (const Cell& cell : cells_) {
    speakers += std::count_if(cell.begin(), cell.end(), BeginsAsSpeaker);
  }
  if (speakers > 1) return false;
  const auto large = std::count_if(cells_.begin(), cells_.end(), [](const Cell& cell) {
    return static_cast<std::size_t>(std::count_if(cell.begin(), cell.end(), [](const auto& line) {
             return !line.empty();
           })) > kLinesOfSmallCell;
  });
  return cells_.size() > 1 && large < 2;
}

void DocumentLines::WriteRow() {
  for (const Cell& cell : cells_) {
    if (&cell != &cells_.front()) out_.push_back('\t');
    AppendCell(cell, &out_);
  }
  out_.push_back('\n');
}

void DocumentLines::EndRow() {
  if (rows_ == 0 || --rows_ > 0) return;
  if (!spilt_ && IsSimpleRow()) {
    WriteRow();
  } else {
    Spill();
    if (!line_empty_) out_.push_back('\n');
  }
  cells_.clear();
  held_ = 0;
  spilt_ = false;
  line_empty_ = true;
}

}  // namespace ebb
