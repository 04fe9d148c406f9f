// What JSON formats share: an array of records read one at a time with every record accounted for,
// and values taken as text.
//
// Owns its window and the count of records; source and sink must outlive it. One thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "readers/json_walker.h"
#include "readers/reader.h"

namespace ebb {

// A string or scalar as text, empty for null; objects and arrays are skipped. The view is into the
// text or *scratch. True if there was a value.
bool JsonText(JsonCursor& cursor, std::string* scratch, std::string_view* out);
// The same, copied.
bool JsonText(JsonCursor& cursor, std::string* out);
// True for `true`.
bool JsonFlag(JsonCursor& cursor);
// True if the value says anything: not null, false, "", [] or {}.
bool JsonSays(JsonCursor& cursor);
// A whole number, also as a string; nullopt for anything else.
std::optional<std::int64_t> JsonInteger(JsonCursor& cursor);

// Calls visit(key) for each key of the object at the cursor; it must use the value. Anything but an
// object is skipped.
template <typename Visit>
void JsonObject(JsonCursor& cursor, Visit visit) {
  if (cursor.Peek() != '{') {
    cursor.SkipValue();
    return;
  }
  cursor.Expect('{');
  std::string_view key;
  while (cursor.NextKey(&key)) visit(key);
}

// Calls visit() for each element of the array at the cursor; it must use the element.
template <typename Visit>
void JsonArray(JsonCursor& cursor, Visit visit) {
  if (cursor.Peek() != '[') {
    cursor.SkipValue();
    return;
  }
  cursor.Expect('[');
  while (cursor.NextElement()) visit();
}

// Milliseconds since 1970 as an instant; no time for 0 and for what is no moment.
Timestamp InstantFromMillis(std::optional<std::int64_t> millis);
// "2024-03-01T10:02:03.456Z" and with an offset; without either it is taken for UTC. Fractions of
// any length, or none; a blank for the T. No time for anything else.
Timestamp InstantFromIso(std::string_view text);

class JsonRecords {
 public:
  JsonRecords(Source& source, MessageSink& sink) : source_(source), sink_(sink), walker_(source) {}

  JsonWalker& walker() { return walker_; }
  bool Going() const { return !enough_ && !walker_.failed(); }

  // The keys of the file's own object; `on_key` uses the value. A file that begins with anything
  // else has none. REQUIRES: the source stands at its beginning.
  template <typename OnKey>
  void Root(OnKey on_key) {
    std::string key;
    if (!walker_.Expect('{')) return;
    while (Going() && walker_.NextKey(&key)) on_key(key);
  }
  // The same for readers that look for lists: `on_list()` is called at each '[' under one of
  // `names`, all else is passed.
  template <typename OnList>
  void RootLists(std::initializer_list<std::string_view> names, OnList on_list) {
    Root([&](const std::string& key) {
      const bool wanted = std::find(names.begin(), names.end(), key) != names.end();
      if (wanted && walker_.Peek() == '[') {
        on_list();
      } else {
        walker_.SkipValue();
      }
    });
  }

  // The array at the walker's place; anything else is skipped. `parse(cursor)` reads one object,
  // perhaps several times, until it is there in full; then `deliver(range)` is called.
  template <typename Parse, typename Deliver>
  void ReadArray(Parse parse, Deliver deliver) {
    if (walker_.Peek() != '[') {
      walker_.SkipValue();
      return;
    }
    walker_.Expect('[');
    while (Going() && walker_.NextElement()) ReadOne(parse, deliver);
  }

  // One element.
  template <typename Parse, typename Deliver>
  void ReadOne(Parse parse, Deliver deliver) {
    const std::uint64_t begin = walker_.offset();
    ++record_;
    bool is_object = true;
    const JsonWalker::Outcome outcome = walker_.Record([&](JsonCursor& cursor) {
      is_object = cursor.Peek() == '{';
      if (is_object) {
        parse(cursor);
      } else {
        cursor.SkipValue();
      }
    });
    const ByteRange range{begin, walker_.offset()};
    if (outcome == JsonWalker::Outcome::kParsed && is_object) return deliver(range);
    Skip(range, WhySkipped(outcome));
  }

  void Skip(ByteRange range, std::string_view reason) { sink_.OnSkipped({record_, range, reason}); }
  // Fills in the place.
  void Send(Message* message, ByteRange range);
  // An app-made record. Keeps the time alone.
  void SendNotice(const Timestamp& sent, ByteRange range);

  std::uint64_t records() const { return record_; }
  std::optional<Error> error() const { return walker_.error(); }
  ReadReport Report(std::string_view format, std::string_view why) const;

 private:
  static std::string_view WhySkipped(JsonWalker::Outcome outcome);

  Source& source_;
  MessageSink& sink_;
  JsonWalker walker_;
  std::uint64_t record_ = 0;
  bool enough_ = false;
};

}  // namespace ebb
