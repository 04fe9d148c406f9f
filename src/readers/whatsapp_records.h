// Cuts a WhatsApp text export into records while reading it once, in windows.
//
// A record is a head of the file's own shape and everything up to the next such head. What makes a
// line a head is settled beforehand (`FileShape`); pasted chat lines of another shape stay in the
// body they were pasted into. Most heads repeat the date of the head before them, byte for byte, so
// the fast path compares that prefix, reads the time, and compares what follows with the endings
// seen so far.
//
// One thread. Memory: one window, or the longest record up to kMaxRecord.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/source.h"
#include "base/windows.h"
#include "chat/message.h"
#include "readers/whatsapp_header.h"
#include "time/date_order.h"

namespace ebb::whatsapp {

inline constexpr std::size_t kMaxRecord = std::size_t{8} << 20U;

struct FileShape {
  HeaderShape header;
  // Records end with CR LF and line ends typed by people are a bare LF (iOS): a line after a bare
  // LF is never a head.
  bool crlf_records = false;
};

// Feeds the date of one head to the resolver.
void AddDate(const Header& header, DateOrderResolver* dates);

struct RawRecord {
  std::string_view bytes;  // head, body and line ends; lives until the next call
  std::size_t rest = 0;    // where the head ends
  StampDate date;
  int second_of_day = 0;
  std::uint32_t date_serial = 0;  // the same number = the same date
  std::uint64_t offset = 0;
  std::uint64_t line = 0;
  bool one_line = false;
  bool last = false;  // nothing follows it in the source
};

class RecordStream {
 public:
  struct Start {
    std::uint64_t offset = 0;  // the source stands there already
    std::uint64_t line = 1;
  };
  enum class Step {
    kRecord,
    kSkipped,  // see skipped()
    kSegment,  // from the next record on the heads have another shape, see shape()
    kEnd,
  };
  // `source` must outlive this object.
  RecordStream(Source& source, const FileShape& shape, Start start);

  // Once known: lines whose date does not exist in this order are taken for pasted text.
  void SetOrder(DateOrder order);
  // An Error (kInput) when too many lines contradict the date order.
  Result<Step> Next(RawRecord* record);

  const SkippedRecord& skipped() const { return skipped_; }
  // The last skipped record is a head cut off at the end of the file.
  bool ended_in_head() const { return ended_in_head_; }
  const FileShape& shape() const { return shape_; }
  std::uint64_t line() const { return line_; }  // of the next line not yet looked at
  // The dates that follow a change of shape, as far as they were looked at.
  const DateOrderResolver& segment_dates() const { return segment_dates_; }
  // Lines that looked like heads but whose date contradicts the order, and the first of them.
  std::uint64_t contrary() const { return contrary_; }
  std::uint64_t first_contrary_line() const { return first_contrary_line_; }

 private:
  enum class LineKind { kBody, kHead, kSwitch, kNeedMore };
  // What is known of a head besides its date.
  struct Head {
    std::size_t rest = 0;
    int second_of_day = 0;
  };
  struct Ending {  // bytes between the time and the sender
    std::string bytes;
    DayPeriod period = DayPeriod::kNone;
  };

  Status Refill();
  void GiveUpRecord();
  Step Pass(std::string_view line, LineKind kind, const Head& head, RawRecord* record);
  Result<Step> Finish(RawRecord* record);
  Step Deliver(std::size_t end, RawRecord* record);
  Step DeliverSkipped(std::size_t end);
  void PassBody(std::string_view line);
  void BeginRecord(std::string_view line, const Head& head);
  LineKind Classify(std::string_view line, Head* head);
  bool ParseHead(std::string_view line, Header* header) const;
  LineKind ClassifySlowly(std::string_view line, Head* head);
  bool MatchFast(std::string_view line, Head* head) const;
  void Remember(std::string_view line, const Header& header);
  LineKind LookAhead(const Header& header);
  bool FollowsRecordEnd() const;
  bool IsCutHead(std::string_view line) const;
  Error ContraryError() const;

  LineWindows windows_;
  FileShape shape_;
  DateOrder order_ = DateOrder::kUndecided;
  std::uint64_t base_ = 0;  // where in the source the windows begin
  std::string_view window_;
  bool at_end_ = false;
  bool overlong_ = false;
  bool mid_line_ = false;  // the window begins inside a line that was given up

  // The record being read. Positions are within window_.
  bool open_ = false;
  std::size_t begin_ = 0;
  std::size_t scan_ = 0;    // first line not yet looked at
  std::uint64_t line_ = 1;  // its number
  Head head_;
  StampDate date_;
  std::uint32_t date_serial_ = 0, open_serial_ = 0;
  std::uint64_t record_line_ = 0;

  // Lines outside any record: before the first head, or a record that was too long.
  bool drop_has_text_ = false;
  std::string_view drop_reason_;
  std::uint64_t drop_offset_ = 0, drop_line_ = 1;
  bool any_record_ = false;
  bool ended_in_head_ = false;
  bool first_line_ = true;        // the line at scan_ needs no line end before it
  bool last_ended_crlf_ = false;  // of the line before the window

  std::string prefix_;  // date and gap of the last head, up to the hour; empty = no fast path
  DayPeriod prefix_period_ = DayPeriod::kNone;
  StampDate last_date_;  // of the last head read
  std::vector<Ending> endings_;
  // Whole heads, and heads up to the time, with digits levelled: to know one cut off at the end.
  std::vector<std::string> patterns_, time_patterns_;

  bool pending_segment_ = false;
  FileShape next_shape_;
  DateOrderResolver segment_dates_;
  SkippedRecord skipped_;
  std::uint64_t heads_ = 0;
  std::uint64_t contrary_ = 0, contrary_run_ = 0, first_contrary_line_ = 0;
};

}  // namespace ebb::whatsapp
