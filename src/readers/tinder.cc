// Tinder's data.json: {"Messages": [{"match_id": ..., "messages": [...]}], ...}.
#include <string>

#include "base/text_util.h"
#include "readers/dating.h"
#include "readers/json_export.h"
#include "readers/markup_entities.h"
#include "readers/prose_date.h"

namespace ebb {
namespace {

struct TinderRecord {
  JsonField from, message, sent, type;

  void Parse(JsonCursor& cursor) {
    for (JsonField* field : {&from, &message, &sent, &type}) field->Clear();
    if (!cursor.Expect('{')) return;
    std::string_view key;
    while (cursor.NextKey(&key)) {
      JsonField* field = key == "from"        ? &from
                         : key == "message"   ? &message
                         : key == "sent_date" ? &sent
                         : key == "type"      ? &type
                                              : nullptr;
      if (field != nullptr) {
        field->Read(cursor);
      } else {
        cursor.SkipValue();
      }
    }
  }
};

MessageKind KindOfMessage(std::string_view type) {
  if (type.empty() || type == "1" || type == "text" || type == "swipe_note") {
    return MessageKind::kText;
  }
  if (type == "gif" || type == "gesture" || type == "sticker" || type == "image") {
    return MessageKind::kMedia;
  }
  return type == "contact_card" ? MessageKind::kContact : MessageKind::kOther;
}

// Texts hold HTML entities, and line breaks written as tags.
std::string_view PlainText(std::string_view text, std::string* scratch) {
  if (text.find('&') == text.npos && text.find('<') == text.npos) return text;
  std::string decoded;
  std::uint64_t repaired = 0;
  const std::string_view plain = DecodeReferences(text, MarkupDialect::kHtml, &decoded, &repaired);
  scratch->clear();
  for (std::size_t at = 0; at < plain.size();) {
    const std::string_view rest = plain.substr(at);
    const std::string_view tag = rest.starts_with("<br>")     ? "<br>"
                                 : rest.starts_with("<br/>")  ? "<br/>"
                                 : rest.starts_with("<br />") ? "<br />"
                                                              : "";
    scratch->push_back(tag.empty() ? rest.front() : '\n');
    at += tag.empty() ? 1 : tag.size();
  }
  return *scratch;
}

class TinderExport {
 public:
  TinderExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), json_(source, options, sink) {}

  Result<ReadReport> Read() {
    const Status read = json_.Root([this](const std::string& key) {
      if (key == "Messages" && json_.walker().Peek() == '[') {
        ReadMatches();
      } else {
        json_.walker().SkipValue();
      }
    });
    if (!read) return read.error();
    if (!found_messages_ && !json_.walker().error()) {
      return Error{ErrorKind::kInput,
                   source_.name() + ": not Tinder's data.json (no list of messages)"};
    }
    Result<ReadReport> report = json_.Report(kTinderReader, "JSON with Tinder's messages by match");
    if (report) {
      report->warnings.emplace_back(
          "Tinder gives out only your own messages, not those of your matches");
    }
    return report;
  }

 private:
  void ReadMatches() {
    found_messages_ = true;
    json_.Enter('[');
    while (json_.Going() && json_.walker().NextElement()) {
      ++matches_;
      match_.clear();
      json_.Keys([this](const std::string& key) {
        if (key == "match_id") {
          json_.walker().Value(&match_);
        } else if (key == "messages" && json_.walker().Peek() == '[') {
          ReadMessages();
        } else {
          json_.walker().SkipValue();
        }
      });
    }
  }

  void ReadMessages() {
    ConversationInfo info;
    info.id = match_.empty() ? "Match " + std::to_string(matches_) : match_;
    info.name = info.id;
    info.sort_by_time = true;
    info.capabilities.seconds = true;
    info.capabilities.instants = true;
    info.capabilities.both_sides = false;
    info.capabilities.knows_me = true;
    json_.Begin(info);
    json_.Records([this](JsonCursor& cursor) { fields_.Parse(cursor); },
                  [this](ByteRange range) { Deliver(range); });
  }

  void Deliver(ByteRange range) {
    if (!fields_.sent.present && !fields_.message.present) {
      return json_.Skip(range, "not a message record");
    }
    Message message;
    message.sent = TinderTime(fields_.sent.value);
    message.kind = KindOfMessage(fields_.type.value);
    message.sender = fields_.from.value.empty() ? kDatingOwner : fields_.from.value;
    message.from_me = message.sender == kDatingOwner;
    if (message.kind == MessageKind::kText) message.text = PlainText(fields_.message.value, &text_);
    json_.Hand(message, range);
  }

  Source& source_;
  JsonExport json_;
  TinderRecord fields_;
  std::string match_, text_;
  std::uint64_t matches_ = 0;
  bool found_messages_ = false;
};

Match ProbeTinder(std::string_view head) {
  JsonCursor cursor(head);
  if (cursor.Peek() != '{' || !cursor.Expect('{')) return Match::kNo;
  std::string_view key;
  while (cursor.NextKey(&key)) {
    const std::size_t begin = cursor.position();
    const bool whole = cursor.SkipValue();
    const std::string_view value =
        head.substr(begin, whole ? cursor.position() - begin : head.npos);
    if (key == "Messages" && value.find("\"match_id\"") != value.npos) return Match::kCertain;
    // The counts of a day come first and can fill the head.
    if (key == "Usage" && value.find("\"app_opens\"") != value.npos) return Match::kCertain;
  }
  return Match::kNo;
}

Result<ReadReport> ReadTinder(Source& source, const ReadOptions& options, MessageSink& sink) {
  return TinderExport(source, options, sink).Read();
}

}  // namespace

Timestamp TinderTime(std::string_view text) {
  text = Trim(text);
  std::string_view rest = text.substr(std::min(text.find(',') + 1, text.size()));
  TakeSpaces(&rest);
  CivilTime civil;
  const std::optional<int> day = TakeNumber(&rest, 2);
  TakeSpaces(&rest);
  const std::string_view word = rest.substr(0, rest.find(' '));
  const int month = MonthOfName(word);
  if (!day || month == 0) return TimeOfText(text, /*utc=*/true);
  rest.remove_prefix(word.size());
  TakeSpaces(&rest);
  const std::optional<int> year = TakeNumber(&rest, 4);
  TakeSpaces(&rest);
  if (!year || !IsValidDate(*year, month, *day) || !TakeClock(&rest, &civil)) return {};
  TakeSpaces(&rest);
  civil.year = *year;
  civil.month = month;
  civil.day = *day;
  Timestamp time;
  time.basis = Timestamp::Basis::kInstant;
  time.seconds = SecondsFromCivil(civil) - TakeZone(&rest).value_or(0);
  return time;
}

const Reader kTinderReader = {
    "tinder",
    "Tinder, the data it sends on request: your own messages only (data.json)",
    "account.gotinder.com: Download my data; the e-mail comes after a few days",
    /*can_resume=*/false,
    ProbeTinder,
    ReadTinder,
};

}  // namespace ebb
