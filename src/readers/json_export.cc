#include "readers/json_export.h"

#include "base/hash.h"
#include "base/text_util.h"
#include "readers/written_time.h"

namespace ebb {

void JsonField::Read(JsonCursor& cursor) {
  Clear();
  const char first = cursor.Peek();
  if (first == '"') {
    present = cursor.String(&scratch_, &value);
  } else if (first == '{' || first == '[') {
    cursor.SkipValue();
  } else if (cursor.Scalar(&value)) {
    present = value != "null";
    if (!present) value = {};
  }
}

void ReadJsonFields(JsonCursor& cursor, std::initializer_list<NamedJsonField> fields) {
  cursor.Expect('{');
  std::string_view key;
  while (cursor.NextKey(&key)) {
    const NamedJsonField* named = fields.begin();
    while (named != fields.end() && named->key != key) ++named;
    if (named != fields.end()) {
      named->field->Read(cursor);
    } else {
      cursor.SkipValue();
    }
  }
}

bool JsonHasContent(JsonCursor& cursor) {
  const char first = cursor.Peek();
  if (first != '[' && first != '{') {
    cursor.SkipValue();
    return false;
  }
  bool found = false;
  std::string_view key;
  cursor.Expect(first);
  while (first == '[' ? cursor.NextElement() : cursor.NextKey(&key)) {
    found = true;
    cursor.SkipValue();
  }
  return found;
}

Timestamp TimeOfText(std::string_view text, bool utc) {
  std::optional<WrittenTime> written = ParseWrittenTime(text);
  if (!written || written->date != WrittenTime::Date::kYearFirst) return {};
  written->has_offset = written->has_offset || utc;
  const std::optional<Timestamp> time = ToTimestamp(*written, DateOrder::kYearFirst);
  return time ? *time : Timestamp{};
}

Timestamp TimeOfNumber(std::string_view text) {
  WrittenTime written;
  if (!ParseWrittenTime(text, &written) || written.date != WrittenTime::Date::kUnix) return {};
  return *ToTimestamp(written, DateOrder::kYearFirst);
}

bool IsNewId(std::string_view id, SeenRecords* seen) { return id.empty() || seen->Add(Hash64(id)); }

Result<bool> JsonExport::Start(char bracket) {
  if (Status start = source_.Seek(0); !start) return start.error();
  const bool fits = walker_.Peek() == bracket && walker_.Expect(bracket);
  if (walker_.error()) return *walker_.error();
  return fits;
}

bool JsonExport::Enter(char bracket) {
  if (walker_.Peek() == bracket) return walker_.Expect(bracket);
  walker_.SkipValue();
  return false;
}

void JsonExport::Texts(std::initializer_list<NamedJsonText> texts) {
  Keys([this, texts](const std::string& key) {
    const NamedJsonText* named = texts.begin();
    while (named != texts.end() && named->key != key) ++named;
    if (named != texts.end()) {
      walker_.Value(named->text);
    } else {
      walker_.SkipValue();
    }
  });
}

bool JsonExport::Begin(const ConversationInfo& info) {
  const std::string& only = options_.only;
  deliver_ = only.empty() || only == info.id || (!info.name.empty() && only == info.name);
  if (deliver_) sink_.BeginConversation(info);
  return deliver_;
}

void JsonExport::Hand(Message message, ByteRange range) {
  message.source = range;
  message.line = record_;
  const bool notice = message.kind == MessageKind::kNotice;
  if (notice) message.sender = message.sender_key = message.text = {};
  if (!notice && message.sender.empty()) return Skip(range, "no sender");
  if (message.kind == MessageKind::kText && Trim(message.text).empty()) {
    message.kind = MessageKind::kOther;
  }
  if (deliver_ && !sink_.OnMessage(message)) enough_ = true;
}

void JsonExport::Skip(ByteRange range, std::string_view reason) {
  if (deliver_) sink_.OnSkipped({record_, range, reason});
}

Result<ReadReport> JsonExport::Report(const Reader& reader, std::string why) {
  if (walker_.error()) return *walker_.error();
  ReadReport report;
  report.format = reader.name;
  report.why = std::move(why);
  NoteRepairs(source_, &report);
  report.truncated = walker_.failed() || cut_line_;
  if (walker_.ended() || cut_line_) {
    report.warnings.push_back(
        "the file ends early (an interrupted export?); what is complete was read");
  } else if (walker_.broken()) {
    report.warnings.push_back("the JSON is damaged after record " + std::to_string(record_) +
                              "; nothing after it was read");
  }
  return report;
}

}  // namespace ebb
