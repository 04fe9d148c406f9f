#include "readers/whatsapp_records.h"

#include <algorithm>
#include <cstring>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/whatsapp_text.h"

namespace ebb::whatsapp {
namespace {

constexpr std::size_t kWindow = std::size_t{128} << 10U;
constexpr std::size_t kSmallestWindow = std::size_t{16} << 10U;
constexpr std::size_t kLookAhead = std::size_t{64} << 10U;
constexpr int kSwitchAfter = 3;    // heads of another shape in a row that make a new segment ...
constexpr int kSwitchSurely = 20;  // ... unless the old shape returns within this many
constexpr std::uint64_t kContraryRun = 3;
constexpr std::uint64_t kContraryShare = 50;  // one head in so many
constexpr std::size_t kMaxEndings = 8;
constexpr std::size_t kLongestPeriod = 8;

// Small exports get a small buffer: fresh memory is what costs.
LineWindows::Options WindowOptions(const Source& source) {
  LineWindows::Options options;
  options.max_line = kMaxRecord;
  options.window = kWindow;
  if (source.size() < kWindow) {
    options.window = std::max(kSmallestWindow, static_cast<std::size_t>(source.size()) + 1);
  }
  return options;
}

bool EndsCrLf(std::string_view line) { return line.ends_with("\r\n"); }

std::string_view LineAt(std::string_view text, std::size_t at) {
  const void* end = std::memchr(text.data() + at, '\n', text.size() - at);
  if (end == nullptr) return text.substr(at);
  return text.substr(
      at, static_cast<std::size_t>(static_cast<const char*>(end) - text.data()) + 1 - at);
}

// Leading left-to-right marks vary from record to record (iOS sets them before records with media).
std::size_t LeadingLrm(std::string_view line) {
  std::size_t at = 0;
  while (line.size() >= at + 3 && line[at] == '\xE2' && line[at + 1] == '\x80' &&
         line[at + 2] == '\x8E') {
    at += 3;
  }
  return at;
}

// Runs of digits become one '0' and marks go, so that all heads of a file look alike.
std::string LevelDigits(std::string_view text) {
  std::string levelled;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = Decode(text, &at);
    if (IsMark(c)) continue;
    if (DigitValue(c) < 0) {
      levelled += text.substr(begin, at - begin);
    } else if (!levelled.ends_with('0')) {
      levelled += '0';
    }
  }
  return levelled;
}

// Without a character that the end of the file cuts in two.
std::string_view DropBrokenEnd(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && (static_cast<unsigned char>(text[at - 1]) & 0xC0U) == 0x80U) --at;
  if (at == 0) return text;
  std::size_t end = --at;
  return Decode(text, &end) == 0xFFFD ? text.substr(0, at) : text;
}

void AddNew(std::string pattern, std::vector<std::string>* patterns) {
  if (patterns->size() >= kMaxEndings) return;
  if (std::find(patterns->begin(), patterns->end(), pattern) != patterns->end()) return;
  patterns->push_back(std::move(pattern));
}

}  // namespace

void AddDate(const Header& header, DateOrderResolver* dates) {
  if (header.shape.year_first) return dates->AddYearFirst();
  if (header.date.order == DateOrder::kUndecided && !IsOnlyYearFirst(header.date)) {
    dates->Add(header.date.first, header.date.second, header.date.year);
  }
}

RecordStream::RecordStream(Source& source, const FileShape& shape, Start start)
    : windows_(source, WindowOptions(source)), shape_(shape) {
  line_ = drop_line_ = start.line;
  base_ = start.offset;
}

void RecordStream::SetOrder(DateOrder order) {
  order_ = order;
  contrary_run_ = 0;
}

// Keeps the open record, or nothing, and reads on.
Status RecordStream::Refill() {
  const std::size_t keep_from = open_ ? begin_ : scan_;
  if (keep_from > 0) last_ended_crlf_ = EndsCrLf(window_.substr(0, keep_from));
  const std::size_t kept = window_.size() - keep_from;
  windows_.GiveBack(kept);
  Result<std::string_view> next = windows_.Next(&overlong_);
  if (!next) return next.error();
  window_ = *next;
  scan_ -= keep_from;
  begin_ = 0;
  at_end_ = !overlong_ && window_.size() == kept;
  if (overlong_ && (!open_ || window_.size() == kept)) GiveUpRecord();
  return Done{};
}

// The open record, or a line outside any, has outgrown the limit: its text goes, its place is kept.
void RecordStream::GiveUpRecord() {
  if (!drop_has_text_) {
    drop_offset_ = base_ + windows_.offset() + begin_;
    drop_line_ = open_ ? record_line_ : line_;
    drop_has_text_ = true;
  }
  if (open_ || any_record_) drop_reason_ = "longer than the limit of 8 MiB for one record";
  open_ = false;
  mid_line_ = !window_.ends_with('\n');
  scan_ = window_.size();
}

Result<RecordStream::Step> RecordStream::Next(RawRecord* record) {
  if (pending_segment_ && !open_ && !drop_has_text_) {
    pending_segment_ = false;
    shape_ = next_shape_;
    prefix_.clear();
    endings_.clear();
    patterns_.clear();
    time_patterns_.clear();
    first_line_ = true;
    return Step::kSegment;
  }
  for (;;) {
    if (scan_ >= window_.size()) {
      if (Status read = Refill(); !read) return read.error();
      if (at_end_) return Finish(record);
      continue;
    }
    const std::string_view line = LineAt(window_, scan_);
    Head head;
    const LineKind kind = Classify(line, &head);
    if (kind == LineKind::kBody) {
      if (contrary_run_ >= kContraryRun) return ContraryError();
      PassBody(line);
      continue;
    }
    if (kind == LineKind::kNeedMore) {
      if (Status read = Refill(); !read) return read.error();
      continue;
    }
    pending_segment_ = kind == LineKind::kSwitch;
    Step step = Step::kEnd;
    if (open_) {
      step = Deliver(scan_, record);
    } else if (drop_has_text_) {
      step = DeliverSkipped(scan_);
    }
    if (kind == LineKind::kHead) BeginRecord(line, head);
    if (step != Step::kEnd) return step;
    if (pending_segment_) return Next(record);
  }
}

// The source has ended: the open record is whole, unless its last line is the beginning of a head.
Result<RecordStream::Step> RecordStream::Finish(RawRecord* record) {
  if (open_) {
    std::size_t end = window_.size();
    const std::size_t newline = window_.rfind('\n');
    const std::size_t tail = newline == std::string_view::npos ? 0 : newline + 1;
    if (tail > begin_ && tail < end && IsCutHead(window_.substr(tail))) {
      end = tail;
      drop_has_text_ = true;
      ended_in_head_ = true;
      drop_reason_ = "the file ends inside a record";
      drop_offset_ = base_ + windows_.offset() + tail;
      drop_line_ = line_ - 1;
    }
    record->last = true;
    const Step step = Deliver(end, record);
    begin_ = end;
    return step;
  }
  if (drop_has_text_) return DeliverSkipped(window_.size());
  const bool many = contrary_ >= kContraryRun && contrary_ * kContraryShare > heads_;
  if (many || (contrary_ > 0 && heads_ == 0)) return ContraryError();
  return Step::kEnd;
}

RecordStream::Step RecordStream::Deliver(std::size_t end, RawRecord* record) {
  record->bytes = window_.substr(begin_, end - begin_);
  record->rest = head_.rest;
  record->second_of_day = head_.second_of_day;
  record->date = date_;
  record->date_serial = open_serial_;
  record->offset = base_ + windows_.offset() + begin_;
  record->line = record_line_;
  record->one_line = line_ <= record_line_ + 1;
  open_ = false;
  return Step::kRecord;
}

RecordStream::Step RecordStream::DeliverSkipped(std::size_t end) {
  skipped_.line = drop_line_;
  skipped_.source = {drop_offset_, base_ + windows_.offset() + end};
  skipped_.reason = drop_reason_.empty() ? "text before the first message" : drop_reason_;
  drop_has_text_ = false;
  drop_reason_ = {};
  return Step::kSkipped;
}

void RecordStream::PassBody(std::string_view line) {
  if (!open_ && !drop_has_text_ && !Trim(DropLeadingMarks(line)).empty()) {
    drop_has_text_ = true;
    drop_offset_ = base_ + windows_.offset() + scan_;
    drop_line_ = line_;
  }
  scan_ += line.size();
  line_ += line.ends_with('\n') ? 1 : 0;
  mid_line_ = mid_line_ && !line.ends_with('\n');
  first_line_ = false;
}

void RecordStream::BeginRecord(std::string_view line, const Head& head) {
  open_ = any_record_ = true;
  begin_ = scan_;
  head_ = head;
  date_ = last_date_;
  open_serial_ = date_serial_;
  record_line_ = line_;
  line_ += line.ends_with('\n') ? 1 : 0;
  scan_ += line.size();
  first_line_ = false;
  ++heads_;
  contrary_run_ = 0;
}

RecordStream::LineKind RecordStream::Classify(std::string_view line, Head* head) {
  if (mid_line_) return LineKind::kBody;
  if (shape_.crlf_records && !FollowsRecordEnd()) return LineKind::kBody;
  if (MatchFast(line, head)) return LineKind::kHead;
  return ClassifySlowly(line, head);
}

bool RecordStream::FollowsRecordEnd() const {
  if (first_line_) return true;
  if (scan_ == 0) return last_ended_crlf_;
  return scan_ >= 2 && window_[scan_ - 2] == '\r';
}

bool RecordStream::MatchFast(std::string_view line, Head* head) const {
  const std::size_t marks = LeadingLrm(line);
  const std::size_t begin = marks + prefix_.size();
  if (prefix_.empty() || line.size() < begin + sizeof "1:23:45") return false;
  if (!SameBytes(line.data() + marks, prefix_.data(), prefix_.size())) return false;
  const char* p = line.data() + begin;
  if (!IsDigit(p[0])) return false;
  int hour = *p++ - '0';
  if (IsDigit(*p)) hour = hour * 10 + (*p++ - '0');
  if (*p != shape_.header.time_separator || !IsDigit(p[1]) || !IsDigit(p[2])) return false;
  int rest_of_hour = ((p[1] - '0') * 10 + (p[2] - '0')) * 60;
  p += 3;
  if (shape_.header.seconds) {
    if (line.data() + line.size() - p < 4 || *p != shape_.header.time_separator) return false;
    if (!IsDigit(p[1]) || !IsDigit(p[2])) return false;
    rest_of_hour += (p[1] - '0') * 10 + (p[2] - '0');
    p += 3;
  }
  if (hour > 23 || rest_of_hour > 3599) return false;
  const std::string_view after = line.substr(static_cast<std::size_t>(p - line.data()));
  for (const Ending& ending : endings_) {
    if (!BeginsWith(after, ending.bytes)) continue;
    const DayPeriod period = ending.period == DayPeriod::kNone ? prefix_period_ : ending.period;
    head->second_of_day = HourOf(hour, period) * 3600 + rest_of_hour;
    head->rest = static_cast<std::size_t>(p - line.data()) + ending.bytes.size();
    return true;
  }
  return false;
}

// Dates that only a year in front makes dates are text, unless it stands there in this file.
bool RecordStream::ParseHead(std::string_view line, Header* header) const {
  return ParseHeader(line, header) &&
         (order_ == DateOrder::kYearFirst || !IsOnlyYearFirst(header->date));
}

RecordStream::LineKind RecordStream::ClassifySlowly(std::string_view line, Head* head) {
  Header header;
  if (!ParseHead(line, &header)) return LineKind::kBody;
  if (header.shape != shape_.header) return LookAhead(header);
  const bool open_order =
      header.date.order == DateOrder::kUndecided && header.date.calendar != Calendar::kUnsupported;
  if (open_order && order_ != DateOrder::kUndecided && !DaysOf(header.date, order_)) {
    if (contrary_++ == 0) first_contrary_line_ = line_;
    ++contrary_run_;
    return LineKind::kBody;
  }
  head->rest = header.rest;
  head->second_of_day = header.second_of_day;
  last_date_ = header.date;
  ++date_serial_;
  if (!header.edit_mark) Remember(line, header);  // no two are alike
  return LineKind::kHead;
}

void RecordStream::Remember(std::string_view line, const Header& header) {
  AddNew(LevelDigits(line.substr(0, header.rest)), &patterns_);
  AddNew(LevelDigits(line.substr(0, header.time_end)), &time_patterns_);
  prefix_.clear();
  const std::string_view time = line.substr(header.time_begin, header.time_end - header.time_begin);
  if (header.shape.time_first || time.find_first_not_of("0123456789:.") != std::string_view::npos) {
    return;
  }
  const std::size_t marks = LeadingLrm(line);
  prefix_ = line.substr(marks, header.time_begin - marks);
  prefix_period_ = header.period_first ? header.period : DayPeriod::kNone;
  const std::string_view bytes = line.substr(header.time_end, header.rest - header.time_end);
  const bool known = std::any_of(endings_.begin(), endings_.end(),
                                 [&](const Ending& ending) { return ending.bytes == bytes; });
  if (known || endings_.size() >= kMaxEndings) return;
  endings_.push_back({std::string(bytes), header.period_first ? DayPeriod::kNone : header.period});
  // "] " before "]", or the space would be taken for a part of the sender.
  std::stable_sort(endings_.begin(), endings_.end(), [](const Ending& a, const Ending& b) {
    return a.bytes.size() > b.bytes.size();
  });
}

// A head of another shape is either pasted into a body, or the first of another export joined to
// this one: then at least three of its kind follow each other and the old shape does not come back
// soon.
RecordStream::LineKind RecordStream::LookAhead(const Header& header) {
  if (window_.size() - scan_ < kLookAhead && !at_end_) return LineKind::kNeedMore;
  const std::string_view ahead = window_.substr(scan_, kLookAhead);
  DateOrderResolver dates;
  int same = 0, after_crlf = 0;
  bool crlf = false;
  for (std::size_t at = 0; at < ahead.size() && same < kSwitchSurely;) {
    const std::string_view line = LineAt(ahead, at);
    at += line.size();
    Header next;
    if (ParseHead(line, &next)) {
      if (next.shape == shape_.header) return LineKind::kBody;
      if (next.shape == header.shape) {
        ++same;
        after_crlf += crlf && same > 1 ? 1 : 0;
        AddDate(next, &dates);
      } else if (same < kSwitchAfter) {
        return LineKind::kBody;
      }
    }
    crlf = EndsCrLf(line);
  }
  if (same < kSwitchAfter) return LineKind::kBody;
  next_shape_ = {header.shape, after_crlf == same - 1};
  segment_dates_ = dates;
  return LineKind::kSwitch;
}

bool RecordStream::IsCutHead(std::string_view line) const {
  const std::string levelled = LevelDigits(DropBrokenEnd(line));
  if (levelled.size() < 2) return false;
  const auto matches = [&](const std::string& pattern) { return pattern.starts_with(levelled); };
  if (std::any_of(patterns_.begin(), patterns_.end(), matches)) return true;
  // The other day period than those seen so far, cut off.
  const auto begins_with_time = [&](const std::string& time) {
    return levelled.starts_with(time) && levelled.size() <= time.size() + kLongestPeriod;
  };
  return shape_.header.day_period &&
         std::any_of(time_patterns_.begin(), time_patterns_.end(), begins_with_time);
}

Error RecordStream::ContraryError() const {
  const std::string other = order_ == DateOrder::kDayFirst ? "month" : "day";
  return {ErrorKind::kInput,
          "the dates contradict each other: line " + std::to_string(first_contrary_line_) +
              " and " + std::to_string(contrary_ - 1) + " more have the " + other +
              " first, unlike the rest; if two exports were joined, split the file, else choose "
              "with --date-order dmy or --date-order mdy"};
}

}  // namespace ebb::whatsapp
