#include "readers/csv_records.h"

#include <algorithm>
#include <bit>

#include "readers/byte_scan.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace ebb {
namespace {

bool IsLineEnd(char c) { return c == '\n' || c == '\r'; }

// Lines that end in `text`; CRLF counts once.
std::uint64_t CountLines(std::string_view text) {
  std::uint64_t lines = 0;
  for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) ++lines;
  for (std::size_t at = text.find('\r'); at != text.npos; at = text.find('\r', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] != '\n') ++lines;
  }
  return lines;
}

// Which of the sixty-four bytes at `data` end a cell, or may.
#if defined(__SSE2__)
constexpr bool kCanMark = true;

std::uint64_t MarksOfCells(const char* data, char separator) {
  const __m128i comma = _mm_set1_epi8(separator), quote = _mm_set1_epi8('"');
  const __m128i feed = _mm_set1_epi8('\n'), carriage = _mm_set1_epi8('\r');
  const auto look = [&](std::size_t at) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data + at));
    const __m128i cells = _mm_or_si128(_mm_cmpeq_epi8(bytes, comma), _mm_cmpeq_epi8(bytes, quote));
    const __m128i lines =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, feed), _mm_cmpeq_epi8(bytes, carriage));
    return std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(cells, lines)))};
  };
  return look(0) | look(16) << 16 | look(32) << 32 | look(48) << 48;
}
#else
constexpr bool kCanMark = false;

std::uint64_t MarksOfCells(const char*, char) { return 0; }
#endif

}  // namespace

CsvRecords::Outcome CsvRecords::Next() {
  const std::string_view rest = buffer_.rest();
  if ((rest.empty() || IsLineEnd(rest.front())) && !SkipEmptyLines()) return Outcome::kEnd;
  line_ = next_line_;
  range_.begin = buffer_.offset();
  for (;;) {
    const bool was_at_end = buffer_.at_end();
    const Parsed parsed = ParseRow(buffer_.rest());
    if (parsed == Parsed::kRow) {
      range_.end = range_.begin + used_;
      // The views in cells_ stay: using bytes does not move them.
      UseRow();
      return Outcome::kRow;
    }
    const bool quoted = parsed == Parsed::kOpenQuote;
    if (buffer_.rest().size() < (quoted ? kMaxQuoted : kMaxRow) && buffer_.Fill()) continue;
    if (buffer_.at_end() && !was_at_end) continue;  // now the end counts as the end of the row
    if (!buffer_.at_end() || quoted) {
      ended_in_quotes_ =
          quoted && buffer_.at_end() && buffer_.rest().find('\n') == std::string_view::npos;
      SkipLine();
      range_.end = buffer_.offset();
      return quoted ? Outcome::kOpenQuote : Outcome::kTooLong;
    }
  }
}

bool CsvRecords::SkipEmptyLines() {
  for (;;) {
    const std::string_view rest = buffer_.rest();
    if (!rest.empty() && !IsLineEnd(rest.front())) return true;
    const std::size_t blank = std::min(rest.find_first_not_of("\r\n"), rest.size());
    // A CR at the very end may be half of a CRLF: leave it until more is read.
    const bool may_go_on = blank == rest.size() && rest.ends_with('\r') && !buffer_.at_end();
    Use(may_go_on ? blank - 1 : blank);
    if (blank < rest.size()) return true;
    if (!buffer_.Fill() && buffer_.rest().find_first_not_of("\r\n") == std::string_view::npos) {
      return false;
    }
  }
}

// A cell that begins with a quote, at `at`: its end, or npos if there is no closing quote. Most
// hold neither quotes nor line ends, and nothing follows the closing one.
inline std::size_t CsvRecords::ParseQuoted(std::string_view text, std::size_t at) {
  const std::size_t begin = at + 1;
  const std::size_t quote = FindOf(text, begin, '"', '\n', '\r');
  if (quote + 1 < text.size() && text[quote] == '"') {
    const char after = text[quote + 1];
    if (after == separator_ || IsLineEnd(after)) {
      cells_.emplace_back(text.data() + begin, quote - begin);
      return quote + 1;
    }
  }
  return ParseAnyQuoted(text, at);
}

// A row whose quoted cells hold neither line ends nor quotes, where the text goes on for a while
// behind it, with no more cells than the row before. False leaves all as it may be.
bool CsvRecords::ParseUsualRow(std::string_view text) {
  const char* const data = text.data();
  const std::size_t size = text.size();
  const bool marked = marked_to_ > buffer_.offset();
  std::size_t block = marked ? static_cast<std::size_t>(marked_to_ - buffer_.offset()) : 0;
  std::uint64_t marks = marked ? marks_ : 0;
  const auto next = [&] {
    while (marks == 0) {
      if (block + 64 > size) return size;
      marks = MarksOfCells(data + block, separator_);
      block += 64;
    }
    const std::size_t at = block - 64 + static_cast<std::size_t>(std::countr_zero(marks));
    marks &= marks - 1;
    return at;
  };
  std::size_t begin = 0;
  std::string_view* cell = cells_.data();
  const std::string_view* const last = cell + cells_.size();
  for (std::size_t at = next(); at < size && cell != last; at = next()) {
    if (at == begin && data[at] == '"') {
      do at = next();
      while (at < size && data[at] == separator_);
      const std::size_t closing = at;
      if (at == size || data[at] != '"') return false;
      at = next();  // right behind it, or the cell goes on
      if (at != closing + 1 || at == size || data[at] == '"') return false;
      *cell++ = {data + begin + 1, closing - begin - 1};
    } else {
      while (at < size && data[at] == '"') at = next();
      if (at == size) return false;
      *cell++ = {data + begin, at - begin};
    }
    begin = at + 1;
    if (data[at] == separator_) continue;
    if (data[at] == '\r') {
      if (begin == size) return false;
      if (data[begin] == '\n' && next() != begin++) return false;
    }
    used_ = begin;
    marks_ = marks;
    marked_to_ = buffer_.offset() + block;
    if (cell != last) cells_.resize(static_cast<std::size_t>(cell - cells_.data()));
    return true;
  }
  return false;
}

// Fills cells_ and used_. kShort asks for more text; at the end of the source the end ends the row.
CsvRecords::Parsed CsvRecords::ParseRow(std::string_view text) {
  has_line_ends_ = false;
  if (kCanMark && ParseUsualRow(text)) return Parsed::kRow;
  marked_to_ = 0;
  return ParseAnyRow(text);
}

CsvRecords::Parsed CsvRecords::ParseAnyRow(std::string_view text) {
  cells_.clear();
  scratch_used_ = 0;
  has_line_ends_ = false;
  const char separator = separator_;
  std::size_t at = 0;
  for (;;) {
    if (at < text.size() && text[at] == '"') {
      at = ParseQuoted(text, at);
      if (at == text.npos) return Parsed::kOpenQuote;
    } else {
      const std::size_t begin = at;
      const bool is_empty = at < text.size() && text[at] == separator;
      if (!is_empty) at = FindOf(text, begin, separator, '\n', '\r');
      cells_.emplace_back(text.data() + begin, at - begin);
    }
    if (at == text.size()) {
      used_ = at;
      return buffer_.at_end() ? Parsed::kRow : Parsed::kShort;
    }
    if (text[at] == separator) {
      ++at;
      continue;
    }
    const bool is_cr = text[at] == '\r';
    if (is_cr && at + 1 == text.size() && !buffer_.at_end()) return Parsed::kShort;
    used_ = at + (is_cr && at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1);
    return Parsed::kRow;
  }
}

// The quote that may close the cell whose inside goes on at `from`; npos if there is none.
std::size_t CsvRecords::FindQuote(std::string_view text, std::size_t from) {
  std::size_t at = FindOf(text, from, '"', '\n', '\r');
  while (at < text.size() && text[at] != '"') {
    has_line_ends_ = true;
    at = FindOf(text, at + 1, '"', '\n', '\r');
  }
  return at < text.size() ? at : text.npos;
}

// A cell that begins with a quote; what follows its closing quote is taken as it stands. npos if
// there is no closing quote. Most cells are views into `text`: one is put together only where a
// quote is doubled or something follows the closing one.
std::size_t CsvRecords::ParseAnyQuoted(std::string_view text, std::size_t at) {
  const std::size_t begin = at + 1;
  std::size_t from = begin;
  std::string* cell = nullptr;
  for (;;) {
    const std::size_t quote = FindQuote(text, from);
    if (quote == text.npos) return text.npos;
    const std::string_view inside = text.substr(from, quote - from);
    from = quote + 1;
    if (from == text.size() && !buffer_.at_end()) return text.npos;  // may be doubled
    const bool doubled = from < text.size() && text[from] == '"';
    const bool last = from == text.size() || text[from] == separator_ || IsLineEnd(text[from]);
    if (last && cell == nullptr) {
      cells_.push_back(inside);
      return from;
    }
    if (cell == nullptr) cell = &Scratch();
    cell->append(inside);
    if (!doubled) break;
    cell->push_back('"');
    ++from;
  }
  const std::size_t end = FindOf(text, from, separator_, '\n', '\r');
  cell->append(text.substr(from, end - from));
  cells_.push_back(*cell);
  return end;
}

std::string& CsvRecords::Scratch() {
  if (scratch_used_ == scratch_.size()) scratch_.emplace_back();
  std::string& cell = scratch_[scratch_used_++];
  cell.clear();
  return cell;
}

void CsvRecords::SkipLine() {
  for (;;) {
    const std::size_t newline = buffer_.rest().find_first_of("\r\n");
    if (newline != std::string_view::npos) {
      Use(newline);  // the line end itself goes with the empty lines
      return;
    }
    Use(buffer_.rest().size());
    if (!buffer_.Fill()) return;
  }
}

// Of a row without line ends in its cells only its own end counts.
void CsvRecords::UseRow() {
  if (has_line_ends_) return Use(used_);
  next_line_ += used_ > 0 && IsLineEnd(buffer_.rest()[used_ - 1]) ? 1 : 0;
  buffer_.Use(used_);
}

void CsvRecords::Use(std::size_t count) {
  if (count > 0) marked_to_ = 0;
  next_line_ += CountLines(buffer_.rest().substr(0, count));
  buffer_.Use(count);
}

}  // namespace ebb
