#include "readers/signal_history_frame.h"

#include "base/text_util.h"
#include "readers/json_values.h"

namespace ebb::signal {
namespace {

using Kind = HistoryFrame::Kind;

// A given and a family name, as far as there are any.
std::string Joined(const std::string& given, const std::string& family) {
  return given + (given.empty() || family.empty() ? "" : " ") + family;
}

Kind KindOf(std::string_view key) {
  if (key == "standardMessage") return Kind::kStandard;
  if (key == "contactMessage") return Kind::kContact;
  if (key == "stickerMessage") return Kind::kSticker;
  if (key == "remoteDeletedMessage" || key == "adminDeletedMessage") return Kind::kDeleted;
  if (key == "updateMessage") return Kind::kUpdate;
  if (key == "viewOnceMessage") return Kind::kViewOnce;
  if (key == "directStoryReplyMessage") return Kind::kStoryReply;
  if (key == "poll") return Kind::kPoll;
  if (key == "paymentNotification" || key == "giftBadge") return Kind::kApp;
  return Kind::kNone;
}

class FrameParser {
 public:
  FrameParser(JsonCursor& cursor, HistoryFrame* frame) : cursor_(cursor), frame_(*frame) {}

  void Line() {
    ForEachJsonKey(cursor_, [&](std::string_view key) {
      if (key == "chatItem") return Item();
      if (key == "recipient") return Recipient();
      if (key == "chat") return Chat();
      if (key == "account") return Account();
      cursor_.SkipValue();
    });
  }

 private:
  using What = HistoryFrame::What;

  void Text(std::string* out) {
    std::string_view view;
    ReadJsonText(cursor_, &scratch_, &view);
    out->assign(view);
  }

  void Account() {
    std::string given, family;
    frame_.what = What::kAccount;
    ForEachJsonKey(cursor_, [&](std::string_view key) {
      if (key == "givenName") return Text(&given);
      if (key == "familyName") return Text(&family);
      cursor_.SkipValue();
    });
    frame_.name = Joined(given, family);
  }

  void Chat() {
    frame_.what = What::kChat;
    ForEachJsonKey(cursor_, [&](std::string_view key) {
      if (key == "id") return Text(&frame_.id);
      if (key == "recipientId") return Text(&frame_.recipient);
      cursor_.SkipValue();
    });
  }

  void Recipient() {
    frame_.what = What::kRecipient;
    ForEachJsonKey(cursor_, [&](std::string_view key) {
      if (key == "id") return Text(&frame_.id);
      if (key == "contact") return Contact();
      if (key == "group") return Group();
      frame_.self = frame_.self || key == "self";
      cursor_.SkipValue();
    });
  }

  // The name that Signal itself would show: a nickname, the address book's, the profile's.
  void Contact() {
    std::string nick[2], book[2], profile[2], number;
    ForEachJsonKey(cursor_, [&](std::string_view key) {
      if (key == "aci") return Text(&frame_.address);
      if (key == "e164") return Text(&number);
      if (key == "systemGivenName") return Text(&book[0]);
      if (key == "systemFamilyName") return Text(&book[1]);
      if (key == "profileGivenName") return Text(&profile[0]);
      if (key == "profileFamilyName") return Text(&profile[1]);
      if (key != "nickname") {
        cursor_.SkipValue();
        return;
      }
      ForEachJsonKey(cursor_, [&](std::string_view inner) {
        if (inner == "given") return Text(&nick[0]);
        if (inner == "family") return Text(&nick[1]);
        cursor_.SkipValue();
      });
    });
    if (!number.empty() && number[0] != '+') number.insert(0, 1, '+');
    if (frame_.address.empty()) frame_.address = number;
    for (const std::string* names : {nick, book, profile}) {
      if (frame_.name.empty()) frame_.name = Joined(names[0], names[1]);
    }
    if (frame_.name.empty()) frame_.name = number;
  }

  // "snapshot": {"title": {"title": "..."}} or {"title": "..."}
  void Group() {
    frame_.group = true;
    ForEachJsonKey(cursor_, [&](std::string_view key) {
      if (key != "snapshot") {
        cursor_.SkipValue();
        return;
      }
      ForEachJsonKey(cursor_, [&](std::string_view inner) {
        if (inner == "title") return Title();
        cursor_.SkipValue();
      });
    });
  }

  void Title() {
    if (cursor_.Peek() != '{') return Text(&frame_.name);
    ForEachJsonKey(cursor_, [&](std::string_view key) {
      if (key == "title") return Text(&frame_.name);
      cursor_.SkipValue();
    });
  }

  void Item() {
    frame_.what = What::kItem;
    ForEachJsonKey(cursor_, [&](std::string_view key) {
      if (key == "chatId") return Text(&frame_.chat);
      if (key == "authorId") return Text(&frame_.author);
      if (key == "dateSent") return Text(&frame_.sent);
      if (key == "revisions") {
        frame_.edited = SkipJsonPresence(cursor_);
        return;
      }
      const Kind kind = KindOf(key);
      // An empty object says what it is by being there.
      const bool there = cursor_.Peek() == '{';
      if (there && key == "outgoing") frame_.outgoing = true;
      if (kind == Kind::kNone || !there) {
        cursor_.SkipValue();
        return;
      }
      frame_.kind = kind;
      Body();
    });
  }

  void Body() {
    const bool says = frame_.kind == Kind::kStandard;
    ForEachJsonKey(cursor_, [&](std::string_view key) {
      if (says && key == "text") return Words();
      if (says && key == "quote") {
        frame_.quote = SkipJsonPresence(cursor_);
      } else if (says && key == "attachments") {
        frame_.attachments = SkipJsonPresence(cursor_);
      } else if (frame_.kind == Kind::kStoryReply && key == "textReply") {
        ForEachJsonKey(cursor_, [&](std::string_view inner) {
          if (inner == "text") return Words();
          cursor_.SkipValue();
        });
      } else {
        cursor_.SkipValue();
      }
    });
  }

  void Words() {
    ForEachJsonKey(cursor_, [&](std::string_view key) {
      if (key == "body") return Text(&frame_.text);
      cursor_.SkipValue();
    });
  }

  JsonCursor& cursor_;
  HistoryFrame& frame_;
  std::string scratch_;
};

}  // namespace

void HistoryFrame::Clear() {
  what = What::kOther;
  kind = Kind::kNone;
  for (std::string* kept : {&id, &recipient, &name, &address, &chat, &author, &sent, &text}) {
    kept->clear();
  }
  self = group = outgoing = quote = attachments = edited = false;
}

bool HistoryFrame::Parse(std::string_view line) {
  Clear();
  JsonCursor cursor(line);
  if (cursor.Peek() != '{') return false;
  FrameParser(cursor, this).Line();
  return !cursor.failed() && Trim(line.substr(cursor.position())).empty();
}

}  // namespace ebb::signal
