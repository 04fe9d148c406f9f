// Forms that most programs write have a short way through the readers: it gives what the long way
// gives, for texts made up at random of pieces that stand in such forms and near them.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "readers/byte_scan.h"
#include "readers/caption_cues.h"
#include "readers/csv_records.h"
#include "readers/day_clock.h"
#include "readers/digit_pairs.h"
#include "readers/fixed_time.h"
#include "readers/prose_date.h"
#include "readers/region_stamp.h"
#include "readers/written_time.h"
#include "time/civil.h"

namespace ebb {
namespace {

class Pieces {
 public:
  std::size_t Below(std::size_t n) { return random_() % n; }
  template <std::size_t n>
  std::string_view OneOf(const std::string_view (&words)[n]) {
    return words[Below(n)];
  }
  // `digits` digits, now and then one more or less.
  std::string Digits(std::size_t digits) {
    const std::size_t odd = Below(20);
    std::string text;
    for (std::size_t n = digits + (odd == 0) - (odd == 1); n > 0; --n) text += DigitOf(Below(10));
    return text;
  }
  // A number of two digits below `end`, nearly always.
  std::string Pair(std::size_t end) {
    if (Below(12) == 0) return Digits(2);
    const std::size_t value = Below(end);
    return {DigitOf(value / 10), DigitOf(value % 10)};
  }
  // The text with one byte changed, now and then.
  std::string Spoilt(std::string text) {
    static constexpr std::string_view kOdd[] = {"",  ":", " ", "x",  "7",
                                                "-", "/", ".", "\t", "\xC2\xA0"};
    if (Below(4) == 0 && !text.empty()) text.replace(Below(text.size()), 1, OneOf(kOdd));
    return text;
  }

 private:
  static char DigitOf(std::size_t value) { return static_cast<char>('0' + value); }

  std::minstd_rand random_{7};
};

std::string MadeUpClock(Pieces* pieces) {
  static constexpr std::string_view kAfter[] = {
      "",      " AM",  " PM",        "am", " pm", "PM",   " p.m.",  " a. m.", " Ada", " Paul",
      " 오후", ":",    ", x",        " ",  "\t",  "\tAM", " Am",    " PMx",   "]",    "  AM",
      " A",    "午前", "\xC2\xA0PM", " M", "0",   " .",   " amber", ":5",     " P.",  " x"};
  std::string text = pieces->Below(3) == 0 ? std::to_string(pieces->Below(10)) : pieces->Pair(24);
  text += ":" + pieces->Pair(60);
  if (pieces->Below(2) == 0) text += ":" + pieces->Pair(60);
  return pieces->Spoilt(text + std::string(pieces->OneOf(kAfter)));
}

std::string MadeUpCueClock(Pieces* pieces) {
  static constexpr std::string_view kPoint[] = {".", ",", ",", ":", ""};
  std::string text = pieces->Pair(100) + ":" + pieces->Pair(60) + ":" + pieces->Pair(60);
  text += pieces->OneOf(kPoint);
  return pieces->Spoilt(text + pieces->Digits(3));
}

TEST_CASE("the short way to a time of day gives what the long one gives") {
  Pieces pieces;
  int read = 0;
  for (int i = 0; i < 200000; ++i) {
    const std::string text = MadeUpClock(&pieces);
    LineScan fast(text), any(text);
    const std::optional<DayClock> a = ReadDayClock(&fast), b = ReadAnyDayClock(&any);
    const bool same = a.has_value() == b.has_value() && fast.rest() == any.rest() &&
                      fast.ran_out() == any.ran_out() &&
                      (!a || (a->seconds() == b->seconds() && a->has_seconds == b->has_seconds));
    INFO(text);
    if (!same) REQUIRE(same);
    read += a.has_value();
  }
  CHECK(read > 50000);
}

bool SameTime(const WrittenTime& a, const WrittenTime& b) {
  return a.date == b.date && a.year == b.year && a.first == b.first && a.second == b.second &&
         a.separator == b.separator && a.zero_padded == b.zero_padded &&
         a.two_digit_year == b.two_digit_year && a.hour == b.hour && a.minute == b.minute &&
         a.second_of_minute == b.second_of_minute && a.millis == b.millis &&
         a.has_clock == b.has_clock && a.has_seconds == b.has_seconds &&
         a.has_millis == b.has_millis && a.has_day_period == b.has_day_period &&
         a.has_offset == b.has_offset && a.offset_seconds == b.offset_seconds;
}

std::string MadeUpStamp(Pieces* pieces) {
  static constexpr std::string_view kSigns[] = {"-", "-", "/", "."};
  static constexpr std::string_view kGaps[] = {" ", "T", ", ", "  "};
  static constexpr std::string_view kAfter[] = {
      "",  "",       "Z",     ".5",     ".123456", ",25",
      "x", "+02:00", "-0530", "+15:00", " PM",     ".0000000+01:00",
      ":", "+1:00",  "Zx",    "-",      ".",       " UTC"};
  const std::string sign(pieces->OneOf(kSigns));
  std::string text;
  if (pieces->Below(2) == 0) {
    text = pieces->Digits(4) + sign + pieces->Pair(13) + sign + pieces->Pair(32);
  } else {
    text = pieces->Pair(32) + sign + pieces->Pair(13) + sign + pieces->Digits(4);
  }
  text += std::string(pieces->OneOf(kGaps)) + pieces->Pair(24) + ":" + pieces->Pair(60);
  if (pieces->Below(4) > 0) text += ":" + pieces->Pair(60);
  return pieces->Spoilt(text + std::string(pieces->OneOf(kAfter)));
}

TEST_CASE("the short way to a time in a cell gives what the long one gives") {
  Pieces pieces;
  int read = 0;
  for (int i = 0; i < 200000; ++i) {
    const std::string text = MadeUpStamp(&pieces);
    const std::optional<WrittenTime> fast = ParseWrittenTime(text);
    if (fast && fast->date == WrittenTime::Date::kUnix) continue;
    std::string_view rest = text;  // nothing that Trim would take off changes the result
    while (rest.ends_with(' ') || rest.ends_with('\t')) rest.remove_suffix(1);
    while (rest.starts_with(' ') || rest.starts_with('\t')) rest.remove_prefix(1);
    std::optional<WrittenTime> any = ReadWrittenTime(&rest);
    if (!rest.empty()) any = std::nullopt;
    INFO(text);
    const bool same = fast.has_value() == any.has_value() && (!fast || SameTime(*fast, *any));
    if (!same) REQUIRE(same);
    read += fast.has_value();
  }
  CHECK(read > 50000);
}

TEST_CASE("a remembered date changes nothing about the next stamp") {
  static constexpr std::string_view kDates[] = {
      "14/1/2019",  "1/4/2019",   "04.01.2019", "4. 1. 2019", "14-Jan-21", "2019. 1. 4.",
      "2019/01/04", "14/1/20191", "14/1/201",   "4.1.2562",   "1/14/2019", "14/1/2019,"};
  Pieces pieces;
  RegionDay day;
  WrittenTime fast, any;
  int read = 0;
  for (int i = 0; i < 100000; ++i) {
    std::string text(pieces.OneOf(kDates));
    text = pieces.Below(3) > 0 ? text : pieces.Spoilt(text);
    text += (pieces.Below(5) == 0 ? "" : " ") + MadeUpClock(&pieces);
    const bool a = ParseRegionStamp(text, &fast, &day), b = ParseRegionStamp(text, &any);
    INFO(text);
    const bool same = a == b && (!a || SameTime(fast, any));
    if (!same) REQUIRE(same);
    read += a;
  }
  CHECK(read > 20000);
}

TEST_CASE("pairs of digits are read only where all eight characters fit") {
  const std::string good = "10:02:63";
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text = good;
      text[at] = static_cast<char>(byte);
      const bool sign = at == 2 || at == 5;
      const bool fits = sign ? byte == ':' : byte >= '0' && byte <= '9';
      DigitPairs pairs{-1, -1, -1};
      if (ReadDigitPairs(text.data(), ':', &pairs) != fits) FAIL(at << " " << byte);
      if (!fits && pairs.first != -1) FAIL("touched");
      if (fits && (pairs.first != std::stoi(text) || pairs.second != std::stoi(text.substr(3)) ||
                   pairs.third != std::stoi(text.substr(6)))) {
        FAIL(text);
      }
    }
  }
}

std::optional<std::int64_t> PlainDate(std::string_view text) {
  const auto year = FixedDigits(text, 0, 4), month = FixedDigits(text, 5, 2),
             day = FixedDigits(text, 8, 2);
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !year || !month || !day) return {};
  if (!IsValidDate(*year, *month, *day)) return {};
  return DaysFromCivil(*year, *month, *day) * 86400;
}

std::optional<std::int64_t> PlainClock(std::string_view text) {
  const auto hour = FixedDigits(text, 0, 2), minute = FixedDigits(text, 3, 2);
  const auto second = text.size() == 8 ? FixedDigits(text, 6, 2) : std::optional<int>(0);
  if ((text.size() != 5 && text.size() != 8) || !hour || !minute || !second) return {};
  if (text[2] != ':' || (text.size() == 8 && text[5] != ':')) return {};
  if (*hour > 23 || *minute > 59 || *second > 60) return {};
  return *hour * 3600 + *minute * 60 + *second;
}

TEST_CASE("the end of a line and the beginning of one, against looking byte by byte") {
  Pieces pieces;
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (std::size_t n = pieces.Below(200); n > 0; --n) text += pieces.Below(90) == 0 ? '\n' : 'x';
    const std::size_t at = pieces.Below(text.size() + 1);
    INFO(text);
    CHECK(FindLineEnd(text, at, '\n') == std::min(text.find('\n', at), text.size()));
    CHECK(FindOf(text, at, '\n', '\r') == std::min(text.find_first_of("\n\r", at), text.size()));
    CHECK(BeginsWith(text, "xx") == text.starts_with("xx"));
  }
}

TEST_CASE("dates and clocks of one fixed shape, against reading them digit by digit") {
  Pieces pieces;
  for (int i = 0; i < 100000; ++i) {
    const std::string date =
        pieces.Spoilt(pieces.Digits(4) + "-" + pieces.Pair(13) + "-" + pieces.Pair(32));
    const std::string clock = pieces.Spoilt(pieces.Pair(24) + ":" + pieces.Pair(60) +
                                            (pieces.Below(2) == 0 ? ":" + pieces.Pair(61) : ""));
    if (FixedDate(date) != PlainDate(date)) FAIL(date);
    if (FixedClock(clock) != PlainClock(clock)) FAIL(clock);
  }
}

TEST_CASE("the stamp of imessage-exporter, against the same with small letters") {
  static constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
                                                 "Aug", "Sep", "Oct", "Nov", "Dec", "Xyz", "mar"};
  Pieces pieces;
  int read = 0;
  for (int i = 0; i < 100000; ++i) {
    const std::string day = pieces.Below(2) == 0 ? " " + pieces.Digits(1) : pieces.Pair(32);
    const std::string hour = pieces.Below(2) == 0 ? " " + pieces.Digits(1) : pieces.Pair(13);
    std::string text = std::string(pieces.OneOf(kMonths)) + " " + day + ", " + pieces.Digits(4) +
                       " " + hour + ":" + pieces.Pair(60) + ":" + pieces.Pair(60) + " ";
    const bool morning = pieces.Below(2) == 0;
    const std::string usual = text + (morning ? "AM" : "PM"),
                      other = text + (morning ? "am" : "pm");
    std::string_view a = usual, b = other;
    CivilTime fast, any;
    const bool is = TakeMonthFirstStamp(&a, &fast), was = TakeMonthFirstStamp(&b, &any);
    INFO(usual);
    const bool same =
        is == was && (!is || (SecondsFromCivil(fast) == SecondsFromCivil(any) && a == b));
    if (!same) REQUIRE(same);
    read += is;
  }
  CHECK(read > 20000);
}

// A cell as some program may write it. `text` is what it says.
std::string WrittenCell(Pieces* pieces, std::string* text) {
  static constexpr std::string_view kWords[] = {"", "a", "words of some length here", "\xC3\xA9",
                                                " "};
  static constexpr std::string_view kOnlyQuoted[] = {"\"", ",", "\n", "\r\n", "\"\"", "a\nb"};
  text->clear();
  const bool quoted = pieces->Below(2) == 0;
  for (std::size_t words = pieces->Below(4); words > 0; --words) {
    *text += quoted && pieces->Below(3) == 0 ? pieces->OneOf(kOnlyQuoted) : pieces->OneOf(kWords);
  }
  if (!quoted) return *text;
  std::string cell = "\"";
  for (const char c : *text) cell += c == '"' ? "\"\"" : std::string(1, c);
  cell += '"';
  if (pieces->Below(20) == 0) {  // what follows the closing quote is taken as it stands
    cell += "tail";
    *text += "tail";
  }
  return cell;
}

TEST_CASE("tables are read back as they were written, whatever way a cell is read") {
  static constexpr std::string_view kEnds[] = {"\n", "\r\n", "\r"};
  Pieces pieces;
  std::vector<std::vector<std::string>> rows;
  std::string bytes, text;
  for (int row = 0; row < 20000; ++row) {
    rows.emplace_back();
    const std::size_t cells = 2 + pieces.Below(5);
    for (std::size_t i = 0; i < cells; ++i) {
      bytes += (i > 0 ? "," : "") + WrittenCell(&pieces, &text);
      rows.back().push_back(text);
    }
    bytes += pieces.OneOf(kEnds);
  }
  const std::unique_ptr<Source> source = MemorySource("t", bytes);
  CsvRecords records(*source, ',');
  std::uint64_t end = 0;
  for (const std::vector<std::string>& row : rows) {
    REQUIRE(records.Next() == CsvRecords::Outcome::kRow);
    const std::vector<std::string> found(records.cells().begin(), records.cells().end());
    if (found != row) REQUIRE(found == row);
    if (records.range().begin < end) FAIL("rows overlap");
    end = records.range().end;
  }
  CHECK(records.Next() == CsvRecords::Outcome::kEnd);
  CHECK(end == bytes.size());
}

// Two blanks before the arrow are read the long way.
TEST_CASE("usual times of a caption") {
  static constexpr std::string_view kAfter[] = {"", "", " align:start", "\t", " ", "x", "5", "\r"};
  Pieces pieces;
  std::size_t good = 0;
  for (int i = 0; i < 20000; ++i) {
    const std::string from = MadeUpCueClock(&pieces), to = MadeUpCueClock(&pieces);
    const std::string rest = "--> " + to + std::string(pieces.OneOf(kAfter));
    for (const CaptionKind kind : {CaptionKind::kSrt, CaptionKind::kWebVtt, CaptionKind::kSbv}) {
      std::int64_t begin = 0, end = 0, slow_begin = 0, slow_end = 0;
      const bool read = ParseCueTimes(kind, from + " " + rest, &begin, &end);
      INFO(from << " " << rest);
      REQUIRE(read == ParseCueTimes(kind, from + "  " + rest, &slow_begin, &slow_end));
      if (!read) continue;
      ++good;
      REQUIRE(begin == slow_begin);
      REQUIRE(end == slow_end);
    }
  }
  CHECK(good > 2000);
}

}  // namespace
}  // namespace ebb
