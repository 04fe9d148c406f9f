#include "readers/google_voice.h"

#include <string>

#include "base/text_util.h"
#include "readers/google_voice_chat.h"
#include "readers/markup_walker.h"
#include "readers/page_export.h"
#include "readers/phone_book.h"
#include "readers/tapback_echo.h"
#include "readers/written_time.h"

namespace ebb {
namespace {

Timestamp TimeOfTitle(std::string_view title) {
  title = Trim(title);
  const std::optional<WrittenTime> written = ReadWrittenTime(&title);
  if (!written || written->date != WrittenTime::Date::kYearFirst) return {};
  return ToTimestamp(*written, DateOrder::kYearFirst).value_or(Timestamp());
}

// What the app writes in place of a picture.
bool IsPlaceholder(std::string_view text) { return text == "MMS Received" || text == "MMS Sent"; }

class VoicePage {
 public:
  VoicePage(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink), walker_(source, MarkupDialect::kHtml) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    Result<std::string> head = ReadHead(source_, kVoiceHead);
    if (!head) return head.error();
    chat_ = FindVoiceChat(*head, &book_);
    while (!enough_ && walker_.Next()) Take();
    if (walker_.error()) return *walker_.error();
    if (!found_) {
      return Error{ErrorKind::kInput,
                   source_.name() + ": " +
                       (walker_.truncated() ? "the page ends before its first record; export again"
                                            : "not a page of Google Voice (no thread, no call)")};
    }
    return ReportPage(kGoogleVoiceReader, "a web page with a thread or call of Google Voice",
                      source_, walker_);
  }

 private:
  void Take() {
    if (!walker_.IsStart("div")) return;
    if (walker_.HasClass("hChatLog")) {
      found_ = true;
    } else if (walker_.HasClass("haudio")) {
      found_ = true;
      ReadCall();
    } else if (walker_.HasClass("message")) {
      ReadMessage();
    }
  }

  void Begin(Message* message) {
    *message = {};
    message->source = walker_.source();
    message->line = walker_.line();
  }

  void ReadCall() {
    Message message;
    Begin(&message);
    message.kind = MessageKind::kNotice;
    std::string scratch;
    MarkupScope scope(walker_);
    while (scope.Next()) {
      if (!walker_.IsStart("abbr") || !walker_.HasClass("published")) continue;
      message.sent = TimeOfTitle(walker_.Attribute("title", &scratch).value_or(""));
    }
    Finish(scope.closed(), &message);
  }

  void ReadMessage() {
    Message message;
    Begin(&message);
    text_.clear();
    sender_ = {};
    bool has_media = false, has_contact = false;
    std::string scratch;
    MarkupScope scope(walker_);
    while (scope.Next()) {
      if (walker_.kind() != MarkupWalker::Kind::kStart) continue;
      if (walker_.name() == "abbr" && walker_.HasClass("dt")) {
        message.sent = TimeOfTitle(walker_.Attribute("title", &scratch).value_or(""));
      } else if (walker_.name() == "cite") {
        ReadVoicePerson(walker_, &sender_);
      } else if (walker_.name() == "q") {
        walker_.ElementText(&text_);
      } else if (walker_.name() == "a" && walker_.HasClass("vcard")) {
        has_contact = true;
      } else if (walker_.name() == "img" || walker_.name() == "a") {
        has_media = true;
      }
    }
    const std::string_view words = Trim(text_);
    const bool placeholder = IsPlaceholder(words);
    const bool echo = IsTapbackEcho(words);
    if (!placeholder && !echo) message.text = words;
    message.kind = has_media || placeholder ? MessageKind::kMedia
                   : has_contact            ? MessageKind::kContact
                   : message.text.empty()   ? MessageKind::kOther
                                            : MessageKind::kText;
    FillSender(&message);
    Finish(scope.closed(), &message);
  }

  void FillSender(Message* message) {
    message->from_me = sender_.is_me;
    if (sender_.is_me) {
      message->sender = "Me";
      message->sender_key = "me";
      return;
    }
    // The same number may be mine too, so the key says which side it is.
    const std::string_view number = book_.Canonical(sender_.number);
    book_.SetName(number, sender_.name);
    message->sender_key = number;
    message->sender = book_.Name(number);
    if (message->sender.empty()) message->sender = sender_.name;
    if (message->sender.empty()) message->sender = sender_.number;
    if (message->sender.empty()) message->sender = "Unknown";
  }

  void Finish(bool whole, Message* message) {
    if (!options_.only.empty() && options_.only != chat_.id && options_.only != chat_.name) return;
    message->source.end = walker_.source().end;
    if (!begun_) BeginConversation();
    if (!whole) {
      sink_.OnSkipped({message->line, message->source, "the file ends inside this record"});
    } else if (!sink_.OnMessage(*message)) {
      enough_ = true;
    }
  }

  void BeginConversation() {
    begun_ = true;
    ConversationInfo info;
    info.id = chat_.id;
    info.name = chat_.name;
    info.capabilities.seconds = true;
    info.capabilities.instants = true;
    info.capabilities.calls = true;
    info.capabilities.knows_me = true;
    info.sort_by_time = true;
    sink_.BeginConversation(info);
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  MarkupWalker walker_;
  PhoneBook book_;
  VoicePerson sender_;
  VoiceChat chat_;
  std::string text_;
  bool found_ = false, begun_ = false, enough_ = false;
};

std::string EachPageIsAChat(std::string_view) { return ""; }

Match ProbeGoogleVoice(std::string_view head) {
  if (!Trim(head).starts_with('<')) return Match::kNo;
  const bool thread = head.find("class=\"hChatLog") != head.npos;
  const bool call = head.find("class=\"haudio") != head.npos;
  return thread || call ? Match::kCertain : Match::kNo;
}

Result<ReadReport> ReadGoogleVoice(Source& source, const ReadOptions& options, MessageSink& sink) {
  return VoicePage(source, options, sink).Read();
}

}  // namespace

const Reader kGoogleVoiceReader = {
    "google-voice",
    "Google Voice pages of Google Takeout (Voice/Calls/*.html)",
    "takeout.google.com: deselect all, choose Voice, export, unpack; the pages are in Voice/Calls",
    /*can_resume=*/false,
    ProbeGoogleVoice,
    ReadGoogleVoice,
    EachPageIsAChat,
    DescribeVoiceChats,
};

}  // namespace ebb
