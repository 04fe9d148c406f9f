#include "readers/telegram_message.h"

#include <cstdint>
#include <optional>

#include "base/text_util.h"
#include "readers/fixed_time.h"
#include "time/civil.h"

namespace ebb {
namespace {

// What a key of a message means to us. Keys not listed here (sizes, names of files, buttons) are
// skipped.
enum class Key : std::uint8_t {
  kIgnored,
  kType,
  kDate,
  kUnixTime,
  kSender,
  kSenderId,
  kText,
  kEntities,
  kForwarded,
  kReply,
  kEdited,
  kViaBot,
  kMedia,
  kLocation,
  kContact,
  kPoll,
  kOther,
};

struct NamedKey {
  std::string_view name;
  Key key;
};

constexpr NamedKey kKeys[] = {
    {"type", Key::kType},
    {"date", Key::kDate},
    {"from", Key::kSender},
    {"text", Key::kText},
    {"from_id", Key::kSenderId},
    {"date_unixtime", Key::kUnixTime},
    {"text_entities", Key::kEntities},
    {"reply_to_message_id", Key::kReply},
    {"edited", Key::kEdited},
    {"edited_unixtime", Key::kEdited},
    {"forwarded_from", Key::kForwarded},
    {"forwarded_from_id", Key::kForwarded},
    {"saved_from", Key::kForwarded},
    {"via_bot", Key::kViaBot},
    {"photo", Key::kMedia},
    {"file", Key::kMedia},
    {"media_type", Key::kMedia},
    {"location_information", Key::kLocation},
    {"live_location_period_seconds", Key::kLocation},
    {"place_name", Key::kLocation},
    {"contact_information", Key::kContact},
    {"contact_vcard", Key::kContact},
    {"poll", Key::kPoll},
    {"game_title", Key::kOther},
    {"game_message_id", Key::kOther},
    {"invoice_information", Key::kOther},
    {"giveaway_information", Key::kOther},
};

Key KeyOf(std::string_view name) {
  for (const NamedKey& known : kKeys) {
    if (known.name == name) return known.key;
  }
  return Key::kIgnored;
}

// A string or scalar to *out (empty for null); objects and arrays are skipped. True if it was
// there.
bool ReadSmall(JsonCursor& cursor, std::string* scratch, std::string_view* out) {
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

// Formatting that marks words as somebody else's or as no words at all.
bool IsQuoteOrCode(std::string_view entity_type) {
  return entity_type == "blockquote" || entity_type == "pre" || entity_type == "code";
}

// The digits text[at, at+count) as a number; nullopt if there is anything else.
std::optional<int> Digits(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

// "2024-03-01T10:02:03" in seconds of that clock.
std::optional<std::int64_t> ParseLocal(std::string_view text) {
  if (text.size() < 19 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' ||
      text[16] != ':') {
    return std::nullopt;
  }
  const auto year = Digits(text, 0, 4), month = Digits(text, 5, 2), day = Digits(text, 8, 2);
  const auto hour = Digits(text, 11, 2), minute = Digits(text, 14, 2), second = Digits(text, 17, 2);
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  if (!IsValidDate(*year, *month, *day) || *hour > 23 || *minute > 59 || *second > 60) {
    return std::nullopt;
  }
  return SecondsFromCivil({*year, *month, *day, *hour, *minute, *second});
}

std::optional<std::int64_t> ParseUnixSeconds(std::string_view text) {
  const std::optional<std::uint64_t> value = ParseNumber(text);
  if (!value || *value == 0 || *value >= kYear10000) return std::nullopt;
  return static_cast<std::int64_t>(*value);
}

// A difference that can be a time zone: whole quarters of an hour, at most fourteen hours.
bool IsZoneOffset(std::int64_t seconds) {
  return seconds % 900 == 0 && seconds >= -12 * 3600 && seconds <= 14 * 3600;
}

}  // namespace

void TelegramRecordParser::Parse(JsonCursor& cursor, TelegramRecord* record) {
  *record = {};
  if (!cursor.Expect('{')) return;
  std::string_view key;
  while (cursor.NextKey(&key)) ReadValue(cursor, key, record);
}

void TelegramRecordParser::ReadValue(JsonCursor& cursor, std::string_view key,
                                     TelegramRecord* record) {
  const auto present = [&](bool* flag) {
    *flag = true;
    cursor.SkipValue();
  };
  switch (KeyOf(key)) {
    case Key::kIgnored:
      cursor.SkipValue();
      return;
    case Key::kType:
      ReadSmall(cursor, &type_, &record->type);
      return;
    case Key::kDate:
      ReadSmall(cursor, &date_, &record->date);
      return;
    case Key::kUnixTime:
      ReadSmall(cursor, &unix_time_, &record->unix_time);
      return;
    case Key::kSender:
      record->has_sender = true;
      ReadSmall(cursor, &sender_, &record->sender);
      return;
    case Key::kSenderId:
      return ReadId(cursor, record);
    case Key::kText:
      return ReadText(cursor, record);
    case Key::kEntities:  // the same words as `text`, which some tools leave out
      if (record->has_text) {
        cursor.SkipValue();
      } else {
        ReadText(cursor, record);
      }
      return;
    case Key::kForwarded:
      return present(&record->forwarded);
    case Key::kReply:
      return present(&record->reply);
    case Key::kEdited:
      return present(&record->edited);
    case Key::kViaBot:
      return present(&record->via_bot);
    case Key::kMedia:
      return present(&record->media);
    case Key::kLocation:
      return present(&record->location);
    case Key::kContact:
      return present(&record->contact);
    case Key::kPoll:
      return present(&record->poll);
    case Key::kOther:
      return present(&record->other);
  }
}

// "user123"; before 2021 a bare number.
void TelegramRecordParser::ReadId(JsonCursor& cursor, TelegramRecord* record) {
  if (!ReadSmall(cursor, &raw_id_, &record->sender_id)) return;
  const std::string_view id = record->sender_id;
  id_.assign(!id.empty() && id.front() >= '0' && id.front() <= '9' ? "user" : "");
  id_.append(id);
  record->sender_id = id_;
}

// A string, or a list of strings and formatted parts.
void TelegramRecordParser::ReadText(JsonCursor& cursor, TelegramRecord* record) {
  record->has_text = true;
  if (cursor.Peek() != '[') {
    ReadSmall(cursor, &text_, &record->text);
    return;
  }
  parts_.clear();
  cursor.Expect('[');
  while (cursor.NextElement()) AppendPart(cursor);
  record->text = parts_;
}

void TelegramRecordParser::AppendPart(JsonCursor& cursor) {
  std::string_view type, text;
  if (cursor.Peek() != '{') {
    ReadSmall(cursor, &text_, &text);
    parts_.append(text);
    return;
  }
  cursor.Expect('{');
  std::string_view key;
  while (cursor.NextKey(&key)) {
    if (key == "type") {
      ReadSmall(cursor, &part_type_, &type);
    } else if (key == "text") {
      ReadSmall(cursor, &text_, &text);
    } else {
      cursor.SkipValue();
    }
  }
  if (!IsQuoteOrCode(type)) {
    parts_.append(text);
  } else if (!parts_.empty() && parts_.back() != '\n') {
    parts_.push_back('\n');  // what stands before and after does not belong together
  }
}

Timestamp TelegramTime(std::string_view date, std::string_view unix_time) {
  Timestamp time;
  const std::optional<std::int64_t> local = ParseLocal(date);
  const std::optional<std::int64_t> instant = ParseUnixSeconds(unix_time);
  if (instant) {
    time.basis = Timestamp::Basis::kInstant;
    time.seconds = *instant;
    if (local && IsZoneOffset(*local - *instant)) {
      time.has_offset = true;
      time.offset_seconds = static_cast<std::int32_t>(*local - *instant);
    }
  } else if (local) {
    time.basis = Timestamp::Basis::kWall;
    time.seconds = *local;
  }
  return time;
}

MessageKind TelegramKind(const TelegramRecord& record) {
  if (record.forwarded) return MessageKind::kForwarded;
  if (record.poll) return MessageKind::kPoll;
  if (record.location) return MessageKind::kLocation;
  if (record.contact) return MessageKind::kContact;
  if (record.media) return MessageKind::kMedia;
  if (record.other || record.via_bot || Trim(record.text).empty()) return MessageKind::kOther;
  return MessageKind::kText;
}

}  // namespace ebb
