// What readers of JSON exports share: walking to the records, handing them over, saying how it
// ended.
//
// A reader owns one JsonExport per reading. Failures are sticky, as in JsonWalker. One thread.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "readers/json_walker.h"
#include "readers/reader.h"
#include "readers/seen_records.h"
#include "readers/text_lines.h"

namespace ebb {

// One value of a record: a string or scalar. The view lives as long as the window and this object.
struct JsonField {
  std::string_view value;  // empty for null, for objects and arrays, and if it is not there
  bool present = false;    // there, and not null

  void Clear() {
    value = {};
    present = false;
  }
  void Read(JsonCursor& cursor);
  bool IsTrue() const { return present && value == "true"; }

 private:
  std::string scratch_;
};

struct NamedJsonField {
  std::string_view key;
  JsonField* field;
};
// Reads the object that comes next: those keys into their fields, past the others.
void ReadJsonFields(JsonCursor& cursor, std::initializer_list<NamedJsonField> fields);

struct NamedJsonText {
  std::string_view key;
  std::string* text;
};

// True, and past it, if the next value is an array or object with something in it; any value is
// passed.
bool JsonHasContent(JsonCursor& cursor);

// An ISO 8601 time with a zone (an instant) or without (a wall clock, or UTC where `utc`);
// Basis::kNone if it cannot be read.
Timestamp TimeOfText(std::string_view text, bool utc);
// Seconds, milliseconds or microseconds since 1970, by their size.
Timestamp TimeOfNumber(std::string_view text);

// True if no record with this number came before; the empty one always is new.
bool IsNewId(std::string_view id, SeenRecords* seen);

class JsonExport {
 public:
  JsonExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink), walker_(source) {}

  JsonWalker& walker() { return walker_; }
  MessageSink& sink() { return sink_; }
  const ReadOptions& options() const { return options_; }
  std::uint64_t record() const { return record_; }  // number of the last one, from 1
  bool Going() const { return !enough_ && !walker_.failed(); }

  // To the beginning of the source, and past its first bracket. False if it is another one.
  Result<bool> Start(char bracket);
  // Past '{' or '[' if that is next; otherwise past the whole value, and false.
  bool Enter(char bracket);
  // The keys of an object: `on_key` uses the value.
  template <typename OnKey>
  void Keys(OnKey on_key) {
    if (!Enter('{')) return;
    std::string key;
    while (Going() && walker_.NextKey(&key)) on_key(key);
  }
  // The keys of the file's own object, from its beginning.
  template <typename OnKey>
  Status Root(OnKey on_key) {
    const Result<bool> started = Start('{');
    if (!started) return started.error();
    std::string key;
    while (*started && Going() && walker_.NextKey(&key)) on_key(key);
    return Done{};
  }
  // Those keys of an object; the others are passed.
  void Texts(std::initializer_list<NamedJsonText> texts);
  // The elements of an array, each a record: `parse` fills what `deliver` hands over. `parse` may
  // be called again for the same record.
  template <typename Parse, typename Deliver>
  void Records(Parse parse, Deliver deliver) {
    if (!Enter('[')) return;
    while (Going() && walker_.NextElement()) OneRecord(parse, deliver);
  }
  // The same where *fields parse themselves.
  template <typename Fields, typename Deliver>
  void RecordsInto(Fields* fields, Deliver deliver) {
    Records([fields](JsonCursor& cursor) { fields->Parse(cursor); }, deliver);
  }
  // A file of one object a line instead. `parse` is called once for each; lines that begin with #
  // are none.
  template <typename Parse, typename Deliver>
  Status Lines(Parse parse, Deliver deliver);
  // One record, at the walker's place.
  template <typename Parse, typename Deliver>
  void OneRecord(Parse parse, Deliver deliver);

  // Begins a conversation if the user wants it; until the next one, messages go there or nowhere.
  bool Begin(const ConversationInfo& info);
  void Hand(Message message, ByteRange range);
  void Skip(ByteRange range, std::string_view reason);

  // REQUIRES: reading is over. An error of the source comes instead.
  Result<ReadReport> Report(const Reader& reader, std::string why);

 private:
  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  JsonWalker walker_;
  std::uint64_t record_ = 0;
  bool deliver_ = true, enough_ = false, cut_line_ = false;
};

template <typename Parse, typename Deliver>
Status JsonExport::Lines(Parse parse, Deliver deliver) {
  if (Status start = source_.Seek(0); !start) return start.error();
  TextLines lines(source_);
  TextLine line;
  while (!enough_ && lines.Next(&line)) {
    const std::size_t begin = line.text.find_first_not_of(" \t");
    if (line.continues || begin == line.text.npos || line.text[begin] == '#') continue;
    record_ = line.number;
    JsonCursor cursor(line.text);
    const bool is_object = cursor.Peek() == '{';
    if (is_object) parse(cursor);
    if (is_object && !cursor.failed()) {
      deliver(line.source);
    } else if (line.ended) {
      Skip(line.source, "not a JSON object");
    } else {
      cut_line_ = true;
      Skip(line.source, "the file ends inside this message");
    }
  }
  if (lines.error()) return *lines.error();
  return Done{};
}

template <typename Parse, typename Deliver>
void JsonExport::OneRecord(Parse parse, Deliver deliver) {
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
  switch (outcome) {
    case JsonWalker::Outcome::kParsed:
      if (is_object) return deliver(range);
      return Skip(range, "not a message record");
    case JsonWalker::Outcome::kBroken:
      return Skip(range, "not valid JSON");
    case JsonWalker::Outcome::kTooLong:
      return Skip(range, "longer than 16 MiB");
    case JsonWalker::Outcome::kLost:
      return Skip(range, "the file ends inside this message");
  }
}

}  // namespace ebb
