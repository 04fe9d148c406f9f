#include "readers/element_html.h"

#include <algorithm>
#include <string>

#include "base/text_util.h"
#include "readers/fixed_time.h"
#include "readers/json_export.h"
#include "readers/localised_date.h"
#include "readers/page_export.h"

namespace ebb {
namespace {

template <std::size_t kSize>
bool HasClassOf(const MarkupWalker& at, const std::string_view (&classes)[kSize]) {
  return std::any_of(std::begin(classes), std::end(classes),
                     [&](std::string_view name) { return at.HasClass(name); });
}

// Names changed between versions.
constexpr std::string_view kNameClasses[] = {"mx_DisambiguatedProfile_displayName",
                                             "mx_SenderProfile_displayName"};
constexpr std::string_view kKeyClasses[] = {"mx_DisambiguatedProfile_mxid",
                                            "mx_SenderProfile_mxid"};
constexpr std::string_view kReplyClasses[] = {"mx_ReplyChain_wrapper", "mx_ReplyChain",
                                              "mx_ReplyThread_wrapper", "mx_ReplyThread",
                                              "mx_ReplyTile"};
constexpr std::string_view kMediaClasses[] = {
    "mx_MImageBody",        "mx_MVideoBody",   "mx_MFileBody",      "mx_MAudioBody",
    "mx_MVoiceMessageBody", "mx_MStickerBody", "mx_MImageReplyBody"};
constexpr std::string_view kSecretClasses[] = {"mx_UnknownBody", "mx_DecryptionFailureBody"};
constexpr std::string_view kRoomClasses[] = {"mx_RoomHeader_nametext", "mx_RoomHeader_truncated"};

// What Element puts in the place of a file that was left out.
constexpr std::string_view kOmitted[] = {
    "Media omitted", "Media omitted - file size limit exceeded", "Error fetching file"};

struct ElementBlock {
  bool own = false, reply = false, edited = false, by_bot = false;
  MessageKind kind = MessageKind::kNotice;  // until a part says that somebody sent it
  std::string id, name, key, clock, moment, text;
};

class ElementPage final : public PageExport {
 public:
  ElementPage(Source& source, const ReadOptions& options, MessageSink& sink)
      : PageExport(source, options, sink) {}

 private:
  bool BeginsRecord() const override { return walker_.HasClass("mx_Export_EventWrapper"); }

  void BeginRecord() override {
    block_ = {};
    block_.id = walker_.Attribute("id", &scratch_).value_or("");
  }

  void ReadPart() override {
    if (walker_.HasClass("mx_EventTile")) {
      block_.own = walker_.Attribute("data-self", &scratch_) == "true";
    } else if (HasClassOf(walker_, kReplyClasses)) {
      block_.reply = true;
      walker_.SkipElement();
    } else if (HasClassOf(walker_, kNameClasses)) {
      block_.name = TextInside();
    } else if (HasClassOf(walker_, kKeyClasses)) {
      block_.key = TextInside();
    } else if (walker_.HasClass("mx_MessageTimestamp")) {
      block_.moment = walker_.Attribute("title", &scratch_).value_or("");
      block_.clock = TextInside();
    } else if (walker_.HasClass("mx_EventTile_edited")) {
      block_.edited = true;
      walker_.SkipElement();
    } else if (walker_.HasClass("mx_EventTile_body")) {
      if (block_.kind == MessageKind::kNotice) block_.kind = MessageKind::kText;
      ReadWords();
    } else {
      ReadKind();
    }
  }

  void ReadKind() {
    if (HasClassOf(walker_, kMediaClasses)) {
      block_.kind = MessageKind::kMedia;
    } else if (walker_.HasClass("mx_MNoticeBody")) {
      block_.by_bot = true;
    } else if (walker_.HasClass("mx_RedactedBody")) {
      TakeWhole(MessageKind::kDeleted);
    } else if (walker_.HasClass("mx_MPollBody")) {
      TakeWhole(MessageKind::kPoll);
    } else if (walker_.HasClass("mx_MLocationBody")) {
      TakeWhole(MessageKind::kLocation);
    } else if (HasClassOf(walker_, kSecretClasses)) {
      TakeWhole(MessageKind::kOther);
    }
  }

  void TakeWhole(MessageKind kind) {
    block_.kind = kind;
    walker_.SkipElement();
  }

  // The sender's words: quotes and code are left out.
  void ReadWords() {
    std::string& text = block_.text;
    const auto line_break = [&] {
      if (!Trim(text).empty() && !text.ends_with('\n')) text.push_back('\n');
    };
    MarkupScope scope(walker_);
    while (scope.Next()) {
      if (walker_.kind() == MarkupWalker::Kind::kText) {
        if (text.size() < MarkupWalker::kMaxElementText) text.append(walker_.text());
      } else if (walker_.kind() != MarkupWalker::Kind::kStart) {
        continue;
      } else if (walker_.HasClass("mx_EventTile_edited")) {
        block_.edited = true;
        walker_.SkipElement();
      } else if (walker_.name() == "br") {
        text.push_back('\n');
      } else if (walker_.name() == "img") {
        text.append(walker_.Attribute("alt", &scratch_).value_or(""));
      } else if (walker_.name() == "blockquote" || walker_.name() == "pre") {
        line_break();
        walker_.SkipElement();
      } else if (walker_.name() == "p" || walker_.name() == "li" || walker_.name() == "div") {
        line_break();
      }
    }
  }

  void ReadOther() override {
    if (walker_.HasClass("mx_DateSeparator")) {
      const auto label = walker_.Attribute("aria-label", &scratch_);
      date_ = label && !label->empty() ? std::string(*label) : TextInside();
    } else if (name_.empty() && HasClassOf(walker_, kRoomClasses)) {
      name_ = TextInside();
    }
  }

  std::string_view Fill(Message* message) override {
    if (!IsNewId(block_.id, &ids_)) return "the same message again";
    message->sent = SentAt();
    message->kind = block_.kind;
    if (message->sent.basis == Timestamp::Basis::kNone) ++undated_;
    if (message->kind == MessageKind::kNotice) return {};
    // Of messages that follow each other closely the first one names the sender.
    if (!block_.name.empty()) {
      sender_ = block_.name;
      sender_key_ = block_.key;
    }
    if (sender_.empty()) return "no sender";
    message->sender = sender_;
    message->sender_key = sender_key_;
    message->from_me = block_.own;
    message->has_reply = block_.reply;
    message->edited = block_.edited;
    FillWords(message);
    return {};
  }

  void FillWords(Message* message) const {
    const std::string_view words = Trim(block_.text);
    const bool omitted =
        std::find(std::begin(kOmitted), std::end(kOmitted), words) != std::end(kOmitted);
    if (message->kind == MessageKind::kText && omitted) message->kind = MessageKind::kMedia;
    const bool said = message->kind == MessageKind::kText || message->kind == MessageKind::kMedia;
    if (said && !omitted && !block_.by_bot) message->text = words;
    if (message->kind == MessageKind::kText && message->text.empty()) {
      message->kind = MessageKind::kOther;
    }
  }

  // The day stands between the messages, the clock beside each; older versions also have both, with
  // seconds, where the pointer rests.
  Timestamp SentAt() const {
    if (!block_.moment.empty()) {
      const auto full = ReadLocalisedDate(std::string(WithoutWeekday(block_.moment)));
      if (full) return WallStamp(*full);
    }
    if (date_.empty() || block_.clock.empty()) return {};
    std::string written(WithoutWeekday(date_));
    written.append(", ").append(block_.clock);
    const std::optional<std::int64_t> seconds = ReadLocalisedDate(written);
    return seconds ? WallStamp(*seconds) : Timestamp();
  }

  ConversationInfo Info() const override {
    ConversationInfo info = PageInfo(name_, "element");
    info.capabilities.seconds = !block_.moment.empty();
    info.capabilities.edits = true;
    return info;
  }

  void AddWarnings(ReadReport* report) const override {
    if (undated_ == 0) return;
    report->warnings.push_back(std::to_string(undated_) +
                               " records have no date that can be read; their place in time is "
                               "not known");
  }

  ElementBlock block_;
  SeenRecords ids_;
  std::string name_, date_, sender_, sender_key_, scratch_;
  std::uint64_t undated_ = 0;
};

Match ProbeElementPage(std::string_view head) {
  if (!Trim(head).starts_with('<') || head.find("mx_RoomView") == head.npos) return Match::kNo;
  const bool events = head.find("mx_Export_EventWrapper") != head.npos;
  return events || head.find("id=\"matrixchat\"") != head.npos ? Match::kCertain : Match::kNo;
}

std::string GroupOfElementPage(std::string_view file_name) {
  return GroupOfNumberedPage(file_name, "messages");
}

Result<ReadReport> ReadElementPage(Source& source, const ReadOptions& options, MessageSink& sink) {
  return ElementPage(source, options, sink).Read(kElementHtmlReader, "Element");
}

}  // namespace

const Reader kElementHtmlReader = {
    "element-html",
    "Matrix rooms exported by Element as web pages",
    "Element (desktop or web): open the room, Room info, Export chat, format HTML, from the "
    "beginning (JSON has seconds)",
    /*can_resume=*/false,
    ProbeElementPage,
    ReadElementPage,
    GroupOfElementPage,
};

}  // namespace ebb
