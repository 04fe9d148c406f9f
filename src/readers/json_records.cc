#include "readers/json_records.h"

#include <charconv>
#include <system_error>

#include "base/text_util.h"
#include "readers/fixed_time.h"
#include "time/civil.h"

namespace ebb {
namespace {

// Digits at the beginning of *text, at most `most`; nullopt if there are none.
std::optional<int> TakeDigits(std::string_view* text, std::size_t most) {
  int value = 0;
  std::size_t used = 0;
  while (used < most && used < text->size() && (*text)[used] >= '0' && (*text)[used] <= '9') {
    value = value * 10 + ((*text)[used++] - '0');
  }
  if (used == 0) return std::nullopt;
  text->remove_prefix(used);
  return value;
}

bool Take(std::string_view* text, char c) {
  if (text->empty() || text->front() != c) return false;
  text->remove_prefix(1);
  return true;
}

// ".123456" in thousandths; digits beyond are dropped.
std::optional<int> TakeMillis(std::string_view* text) {
  if (!Take(text, '.') && !Take(text, ',')) return std::nullopt;
  int millis = 0, digits = 0;
  while (!text->empty() && text->front() >= '0' && text->front() <= '9') {
    if (digits++ < 3) millis = millis * 10 + (text->front() - '0');
    text->remove_prefix(1);
  }
  for (; digits < 3; ++digits) millis *= 10;
  return millis;
}

// "+01:00", "-0530", "Z" or nothing; false if there is anything else.
bool TakeOffset(std::string_view text, Timestamp* stamp) {
  if (text.empty() || text == "Z" || text == "z" || text == " UTC") return true;
  const bool minus = text.front() == '-';
  if (!minus && text.front() != '+') return false;
  text.remove_prefix(1);
  const std::optional<int> hours = TakeDigits(&text, 2);
  Take(&text, ':');
  const std::optional<int> minutes = text.empty() ? 0 : TakeDigits(&text, 2);
  if (!hours || !minutes || !text.empty() || *hours > 14 || *minutes > 59) return false;
  const int offset = (*hours * 3600 + *minutes * 60) * (minus ? -1 : 1);
  stamp->has_offset = true;
  stamp->offset_seconds = offset;
  stamp->seconds -= offset;
  return true;
}

}  // namespace

bool JsonText(JsonCursor& cursor, std::string* scratch, std::string_view* out) {
  *out = {};
  const char first = cursor.Peek();
  if (first == '"') return cursor.String(scratch, out);
  if (first == '{' || first == '[') {
    cursor.SkipValue();
    return false;
  }
  if (cursor.Scalar(out) && *out == "null") *out = {};
  return !out->empty();
}

bool JsonText(JsonCursor& cursor, std::string* out) {
  std::string scratch;
  std::string_view view;
  const bool there = JsonText(cursor, &scratch, &view);
  out->assign(view);
  return there;
}

bool JsonFlag(JsonCursor& cursor) {
  std::string scratch;
  std::string_view value;
  JsonText(cursor, &scratch, &value);
  return value == "true";
}

bool JsonSays(JsonCursor& cursor) {
  const char first = cursor.Peek();
  if (first != '{' && first != '[') {
    std::string scratch;
    std::string_view value;
    return JsonText(cursor, &scratch, &value) && !value.empty() && value != "false";
  }
  bool says = false;
  const auto any = [&] {
    says = true;
    cursor.SkipValue();
  };
  if (first == '[') {
    JsonArray(cursor, any);
  } else {
    JsonObject(cursor, [&](std::string_view) { any(); });
  }
  return says;
}

std::optional<std::int64_t> JsonInteger(JsonCursor& cursor) {
  std::string scratch;
  std::string_view value;
  if (!JsonText(cursor, &scratch, &value)) return std::nullopt;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || (end != value.data() + value.size() && *end != '.')) {
    return std::nullopt;
  }
  return number;
}

Timestamp InstantFromMillis(std::optional<std::int64_t> millis) {
  Timestamp stamp;
  if (!millis || *millis <= 0 || *millis / 1000 >= kYear10000) return stamp;
  stamp.basis = Timestamp::Basis::kInstant;
  stamp.seconds = *millis / 1000;
  stamp.millis = static_cast<std::uint16_t>(*millis % 1000);
  stamp.has_millis = true;
  return stamp;
}

Timestamp InstantFromIso(std::string_view text) {
  CivilTime civil;
  const auto number = [&](std::size_t most, int* out) {
    const std::optional<int> value = TakeDigits(&text, most);
    if (value) *out = *value;
    return value.has_value();
  };
  if (!number(4, &civil.year) || !Take(&text, '-') || !number(2, &civil.month) ||
      !Take(&text, '-') || !number(2, &civil.day)) {
    return {};
  }
  if (!Take(&text, 'T') && !Take(&text, ' ')) return {};
  if (!number(2, &civil.hour) || !Take(&text, ':') || !number(2, &civil.minute)) return {};
  if (Take(&text, ':') && !number(2, &civil.second)) return {};
  if (!IsValidDate(civil.year, civil.month, civil.day) || civil.hour > 23 || civil.minute > 59 ||
      civil.second > 60) {
    return {};
  }
  Timestamp stamp;
  stamp.seconds = SecondsFromCivil(civil);
  if (const std::optional<int> millis = TakeMillis(&text)) {
    stamp.millis = static_cast<std::uint16_t>(*millis);
    stamp.has_millis = true;
  }
  if (!TakeOffset(text, &stamp)) return {};
  stamp.basis = Timestamp::Basis::kInstant;
  return stamp;
}

void JsonRecords::Send(Message* message, ByteRange range) {
  message->source = range;
  message->line = record_;
  if (!sink_.OnMessage(*message)) enough_ = true;
}

void JsonRecords::SendNotice(const Timestamp& sent, ByteRange range) {
  Message notice;
  notice.kind = MessageKind::kNotice;
  notice.sent = sent;
  Send(&notice, range);
}

std::string_view JsonRecords::WhySkipped(JsonWalker::Outcome outcome) {
  switch (outcome) {
    case JsonWalker::Outcome::kParsed:
      return "not a message record";
    case JsonWalker::Outcome::kBroken:
      return "not valid JSON";
    case JsonWalker::Outcome::kTooLong:
      return "longer than 16 MiB";
    case JsonWalker::Outcome::kLost:
      break;
  }
  return "the file ends inside this message";
}

ReadReport JsonRecords::Report(std::string_view format, std::string_view why) const {
  ReadReport report;
  report.format = format;
  report.why = why;
  NoteRepairs(source_, &report);
  report.truncated = walker_.failed();
  if (walker_.ended()) {
    report.warnings.push_back(
        "the file ends early (an interrupted export?); what is complete was read");
  } else if (walker_.broken()) {
    report.warnings.push_back("the JSON is damaged after record " + std::to_string(record_) +
                              "; nothing after it was read");
  }
  return report;
}

}  // namespace ebb
