#include "readers/signal_cli_record.h"

#include "base/text_util.h"
#include "readers/json_values.h"

namespace ebb::signal {
namespace {

class RecordParser {
 public:
  RecordParser(JsonCursor& cursor, CliRecord* record) : cursor_(cursor), record_(*record) {}

  // The line itself, or what a JSON-RPC frame wraps: {"method": "receive", "params": {...}}.
  void Frame(int depth) {
    ForEachJsonKey(cursor_, [&](std::string_view key) {
      if (key == "envelope") {
        record_.envelope = cursor_.Peek() == '{';
        Envelope();
      } else if (key == "account") {
        Text(&record_.account);
      } else if ((key == "params" || key == "result") && depth < 3) {
        Frame(depth + 1);
      } else {
        cursor_.SkipValue();
      }
    });
  }

 private:
  void Text(std::string* out) {
    std::string_view view;
    ReadJsonText(cursor_, &scratch_, &view);
    out->assign(view);
  }

  void TextUnlessKnown(std::string* out) {
    if (out->empty()) {
      Text(out);
    } else {
      cursor_.SkipValue();
    }
  }

  void Envelope() {
    ForEachJsonKey(cursor_, [&](std::string_view key) {
      if (key == "sourceNumber") return Text(&record_.source);
      if (key == "sourceUuid") return Text(&record_.source_id);
      if (key == "sourceName") return Text(&record_.source_name);
      if (key == "source") return TextUnlessKnown(&record_.source);
      if (key == "timestamp") return TextUnlessKnown(&record_.time);
      if (key == "dataMessage") return Data();
      if (key == "editMessage") return Edit();
      if (key == "syncMessage") return Sync();
      cursor_.SkipValue();
    });
  }

  void Sync() {
    ForEachJsonKey(cursor_, [&](std::string_view key) {
      if (key != "sentMessage") {
        cursor_.SkipValue();
        return;
      }
      record_.sent = cursor_.Peek() == '{';
      Data();
    });
  }

  // No edit holds another; what does is hostile.
  void Edit() {
    if (in_edit_) {
      cursor_.SkipValue();
      return;
    }
    in_edit_ = true;
    EditOnce();
    in_edit_ = false;
  }

  void EditOnce() {
    ForEachJsonKey(cursor_, [&](std::string_view key) {
      if (key == "targetSentTimestamp") return Text(&record_.edits);
      if (key == "dataMessage") return Data();
      cursor_.SkipValue();
    });
  }

  void Data() {
    record_.data = record_.data || cursor_.Peek() == '{';
    ForEachJsonKey(cursor_, [&](std::string_view key) {
      if (!DataText(key) && !DataFlag(key)) cursor_.SkipValue();
    });
  }

  bool DataText(std::string_view key) {
    if (key == "message") {
      TextUnlessKnown(&record_.text);
    } else if (key == "timestamp") {
      Text(&record_.time);
    } else if (key == "destinationNumber") {
      Text(&record_.destination);
    } else if (key == "destinationUuid") {
      Text(&record_.destination_id);
    } else if (key == "destination") {
      TextUnlessKnown(&record_.destination);
    } else if (key == "groupInfo" || key == "groupV2") {
      Group();
    } else if (key == "remoteDelete") {
      ForEachJsonKey(cursor_, [&](std::string_view inner) {
        if (inner == "timestamp") return Text(&record_.deletes);
        cursor_.SkipValue();
      });
    } else if (key == "editMessage") {
      Edit();
    } else {
      return false;
    }
    return true;
  }

  bool DataFlag(std::string_view key) {
    const auto flag = [&](bool* out) {
      *out = SkipJsonPresence(cursor_) || *out;
      return true;
    };
    if (key == "reaction" || key == "pollVote" || key == "pinMessage") {
      return flag(&record_.reaction);
    }
    if (key == "quote") return flag(&record_.quote);
    if (key == "viewOnce") return flag(&record_.view_once);
    if (key == "attachments" || key == "sticker") return flag(&record_.media);
    if (key == "contacts") return flag(&record_.contact);
    if (key == "pollCreate") return flag(&record_.poll);
    if (key == "isExpirationUpdate") return flag(&record_.timer);
    return false;
  }

  void Group() {
    ForEachJsonKey(cursor_, [&](std::string_view key) {
      if (key == "groupId" || key == "id") return Text(&record_.group);
      if (key == "groupName" || key == "name") return Text(&record_.group_name);
      if (key == "type") {
        std::string type;
        Text(&type);
        record_.group_update = type == "UPDATE" || type == "QUIT";
        return;
      }
      cursor_.SkipValue();
    });
  }

  bool in_edit_ = false;
  JsonCursor& cursor_;
  CliRecord& record_;
  std::string scratch_;
};

}  // namespace

void CliRecord::Clear() {
  for (std::string* kept : {&account, &source, &source_id, &source_name, &destination,
                            &destination_id, &group, &group_name, &text, &time, &edits, &deletes}) {
    kept->clear();
  }
  envelope = sent = data = reaction = quote = view_once = false;
  media = contact = poll = timer = group_update = false;
}

bool CliRecord::Parse(std::string_view line) {
  JsonCursor cursor(line);
  return Parse(cursor) && Trim(line.substr(cursor.position())).empty();
}

bool CliRecord::Parse(JsonCursor& cursor) {
  Clear();
  if (cursor.Peek() != '{') {
    cursor.SkipValue();
    return false;
  }
  RecordParser(cursor, this).Frame(0);
  return !cursor.failed();
}

}  // namespace ebb::signal
