#include "readers/sms_record.h"

#include <optional>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/fixed_time.h"
#include "time/civil.h"

namespace ebb {
namespace {

// What stands for "nothing" in these files.
bool IsNothing(std::string_view value) {
  return value == "null" || value == "(Unknown)" || value == "insert-address-token";
}

SmsRecord::Box BoxOf(std::string_view number) {
  if (number == "1") return SmsRecord::Box::kReceived;
  if (number == "2") return SmsRecord::Box::kSent;
  if (number == "3") return SmsRecord::Box::kDraft;
  if (number == "4" || number == "5" || number == "6") return SmsRecord::Box::kUnsent;
  return SmsRecord::Box::kUnknown;
}

struct Clock {
  std::int64_t seconds = 0;  // of the day
  std::string_view date;     // what stands before it
};

bool IsPlainBefore(std::string_view before) {
  before = Trim(before);
  if (before.ends_with("\u00a0") || before.ends_with("\u202f")) return false;
  return !before.empty() && (IsDigit(before.back()) || before.back() == ',');
}

std::optional<int> TwoDigits(std::string_view text, std::size_t at) {
  if (at + 2 > text.size() || !IsDigit(text[at]) || !IsDigit(text[at + 1])) return std::nullopt;
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

// Hour of a clock that is followed by `after`; nullopt if it may belong to a half of the day that
// is written in a way not known here.
std::optional<int> FullHour(int hour, std::string_view after) {
  std::string mark;
  for (const char c : after) {
    if (c >= 'A' && c <= 'Z') mark.push_back(static_cast<char>(c + 32));
    if (c >= 'a' && c <= 'z') mark.push_back(c);
  }
  if (mark.empty() && Trim(after).empty()) return hour;
  if (mark != "am" && mark != "pm") return std::nullopt;
  if (hour > 12) return hour;
  return hour % 12 + (mark == "pm" ? 12 : 0);
}

// "Dec 2, 2017 06:49:27", "02.12.2017 3:49:27 PM". Only where nothing about it can be mistaken.
std::optional<Clock> ClockOfReadable(std::string_view readable) {
  const std::size_t colon = readable.find(':');
  if (colon == readable.npos || colon < 2 || readable.size() < colon + 6) return std::nullopt;
  if (readable[colon + 3] != ':') return std::nullopt;
  std::size_t begin = colon;
  while (begin > 0 && colon - begin < 2 && IsDigit(readable[begin - 1])) --begin;
  if (begin == colon || !IsPlainBefore(readable.substr(0, begin))) return std::nullopt;
  const auto minute = TwoDigits(readable, colon + 1), second = TwoDigits(readable, colon + 4);
  int hour = 0;
  for (std::size_t i = begin; i < colon; ++i) hour = hour * 10 + (readable[i] - '0');
  const auto full = FullHour(hour, readable.substr(colon + 6));
  if (!minute || !second || !full || *full > 23) return std::nullopt;
  return Clock{*full * 3600 + *minute * 60 + *second, readable.substr(0, begin)};
}

bool HoldsNumber(std::string_view text, int wanted) {
  int value = 0;
  bool inside = false;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && IsDigit(text[i])) {
      value = value < 10000 ? value * 10 + (text[i] - '0') : value;
      inside = true;
      continue;
    }
    if (inside && value == wanted) return true;
    value = 0;
    inside = false;
  }
  return false;
}

// Local minus UTC, if the clock and the day of the month agree on one.
std::optional<std::int32_t> OffsetOf(std::int64_t instant, std::string_view readable) {
  const std::optional<Clock> clock = ClockOfReadable(readable);
  if (!clock) return std::nullopt;
  const std::int64_t of_day = ((instant % 86400) + 86400) % 86400;
  std::optional<std::int32_t> found;
  for (const std::int64_t day : {-86400, 0, 86400}) {
    const std::int64_t offset = clock->seconds + day - of_day;
    if (offset % 900 != 0 || offset < -12 * 3600 || offset > 14 * 3600) continue;
    if (!HoldsNumber(clock->date, CivilFromSeconds(instant + offset).day)) continue;
    if (found) return std::nullopt;
    found = static_cast<std::int32_t>(offset);
  }
  return found;
}

}  // namespace

Timestamp SmsTime(std::string_view date, std::string_view readable_date) {
  constexpr std::uint64_t kYear5138InSeconds = 100000000000;  // in milliseconds: the year 1973
  Timestamp time;
  const std::optional<std::uint64_t> number = ParseNumber(date);
  if (!number || *number == 0) return time;
  const bool millis = *number >= kYear5138InSeconds;
  const std::uint64_t seconds = millis ? *number / 1000 : *number;
  if (seconds >= kYear10000) return time;
  time.basis = Timestamp::Basis::kInstant;
  time.seconds = static_cast<std::int64_t>(seconds);
  time.has_millis = millis;
  time.millis = static_cast<std::uint16_t>(millis ? *number % 1000 : 0);
  const std::optional<std::int32_t> offset = OffsetOf(time.seconds, readable_date);
  time.has_offset = offset.has_value();
  time.offset_seconds = offset.value_or(0);
  return time;
}

std::string_view SmsRecordParser::Text(std::string_view raw) {
  const std::string_view text = walker_.Decode(raw, &scratch_);
  return IsNothing(text) ? std::string_view() : text;
}

void SmsRecordParser::Take(std::string_view name, std::string_view raw, SmsRecord* record) {
  const bool mms = record->element == SmsRecord::Element::kMms;
  if (name == "address" || (name == "number" && record->element == SmsRecord::Element::kCall)) {
    record->address = Text(raw);
  } else if (name == "contact_name" || (name == "name" && record->contact.empty())) {
    record->contact = Trim(Text(raw));
  } else if (name == "date") {
    date_ = raw;
  } else if (name == "readable_date") {
    readable_ = Text(raw);
  } else if (name == (mms ? "msg_box" : "type")) {
    record->box = BoxOf(Trim(raw));
  } else if (name == "body" && !mms) {
    // Here "null" is nothing too: it stands for an empty body.
    record->body = Text(raw);
  } else if (mms && (name == "m_id" || name == "tr_id")) {
    record->ids += raw;
    record->ids += '\n';
  } else if (mms && name == "m_type") {
    record->is_report = raw == "134" || raw == "135" || raw == "136";
  }
}

void SmsRecordParser::Begin(SmsRecord::Element element, SmsRecord* record) {
  record->element = element;
  record->box = SmsRecord::Box::kUnknown;
  record->source = walker_.source();
  record->line = walker_.line();
  for (std::string* text : {&record->address, &record->contact, &record->body, &record->ids,
                            &record->from, &record->to, &date_, &readable_}) {
    text->clear();
  }
  record->has_media = record->has_contact = record->is_report = false;
  std::string_view rest = walker_.attributes(), name, raw;
  while (NextAttribute(&rest, &name, &raw)) Take(name, raw, record);
  record->sent = SmsTime(Trim(date_), readable_);
}

void SmsRecordParser::Set(std::string_view name, std::string_view value, SmsRecord* record) {
  if (IsNothing(value)) return;
  if (name == "address") {
    record->address = value;
  } else if (name == "contactName") {
    record->contact = Trim(value);
  } else if (name == "date") {
    date_ = value;
  } else if (name == "type") {
    record->box = BoxOf(Trim(value));
  } else if (name == "body") {
    record->body = value;
  }
}

void SmsRecordParser::Finish(SmsRecord* record) { record->sent = SmsTime(Trim(date_), readable_); }

void SmsRecordParser::AddPart(SmsRecord* record) {
  std::string_view rest = walker_.attributes(), name, raw, type, text;
  while (NextAttribute(&rest, &name, &raw)) {
    if (name == "ct") type = raw;
    if (name == "text") text = raw;
    if (name == "cl" || name == "name") record->ids.append(raw).push_back('\n');
    if (name == "data") record->ids += std::to_string(raw.size()) + '\n';
  }
  if (type == "application/smil") return;
  if (type.starts_with("text/plain")) {
    text = Text(text);
    if (!record->body.empty() && !text.empty()) record->body.push_back('\n');
    record->body += text;
  } else if (type == "text/x-vcard" || type == "text/x-vCard") {
    record->has_contact = true;
  } else {
    record->has_media = true;
  }
}

void SmsRecordParser::AddAddress(SmsRecord* record) {
  const std::optional<std::string_view> type = walker_.Attribute("type", &scratch_);
  if (!type) return;
  const bool from = *type == "137";
  const bool to = *type == "151" || *type == "130" || *type == "129";
  const std::optional<std::string_view> address = walker_.Attribute("address", &scratch_);
  if (!address || IsNothing(*address)) return;
  if (from) record->from = *address;
  if (to && record->to.empty()) record->to = *address;
}

}  // namespace ebb
