// The pages of signalbackup-tools.
#include <string>

#include "base/text_util.h"
#include "readers/fixed_time.h"
#include "readers/page_export.h"
#include "readers/prose_date.h"
#include "readers/signal.h"

namespace ebb {
namespace {

constexpr std::string_view kOwn = "Me";

struct BackupBlock {
  bool outgoing = false, status = false, deleted = false;
  bool reply = false, media = false, contact = false, poll = false, once = false, edited = false;
  std::string sender, date, text;
};

bool IsTimerInfo(const MarkupWalker& at) {
  return at.HasClass("threadtitle-info") || at.HasClass("thread-disappearing-messages-info");
}

class BackupPage final : public PageExport {
 public:
  BackupPage(Source& source, const ReadOptions& options, MessageSink& sink)
      : PageExport(source, options, sink) {}

 private:
  bool BeginsRecord() const override {
    return walker_.HasClass("msg") &&
           (walker_.HasClass("msg-incoming") || walker_.HasClass("msg-outgoing") ||
            walker_.HasClass("msg-status"));
  }

  void BeginRecord() override {
    block_ = {};
    block_.outgoing = walker_.HasClass("msg-outgoing");
    block_.status = walker_.HasClass("msg-status");
    block_.deleted = walker_.HasClass("deleted-msg");
    block_.once = walker_.HasClass("msg-viewonce");
  }

  void ReadPart() override {
    if (TakeMark("msg-quote", &block_.reply) || TakeMark("attachment", &block_.media) ||
        TakeMark("shared-contact", &block_.contact) || TakeMark("poll", &block_.poll) ||
        TakeMark("viewonce", &block_.once) || TakeMark("edited", &block_.edited)) {
      return;
    }
    if (walker_.HasClass("linkpreview") || walker_.HasClass("msg-reactions") ||
        walker_.HasClass("msg-reaction") || walker_.HasClass("msg-receipt-info")) {
      walker_.SkipElement();
    } else if (walker_.HasClass("msg-name")) {
      TakeName();
    } else if (walker_.HasClass("msg-data")) {
      block_.date = TextInside();
    } else if (walker_.name() == "pre") {
      if (!block_.text.empty()) block_.text.push_back('\n');
      walker_.ElementText(&block_.text);
    }
  }

  // An element that says something by being there; what is in it are not the sender's words.
  bool TakeMark(std::string_view name, bool* mark) {
    if (!walker_.HasClass(name)) return false;
    *mark = true;
    walker_.SkipElement();
    return true;
  }

  void TakeName() {
    std::string name = TextInside();
    if (name == "Reacted to your story") {
      block_.reply = true;
    } else {
      block_.sender = std::move(name);
    }
  }

  void ReadOther() override {
    if (walker_.HasClass("threadtitle")) name_ = TextInside(IsTimerInfo);
  }

  std::string_view Fill(Message* message) override {
    message->sent = SentAt();
    message->kind = MessageKind::kNotice;
    if (block_.status) return {};
    // Only groups name who writes; of two people it is the one whom the page is called after.
    message->from_me = block_.outgoing;
    message->sender = block_.outgoing         ? kOwn
                      : block_.sender.empty() ? std::string_view(name_)
                                              : std::string_view(block_.sender);
    if (message->sender.empty()) return "no sender";
    message->has_reply = block_.reply;
    message->edited = block_.edited;
    const std::string_view words = Trim(block_.text);
    message->kind = KindOf(words);
    const bool said = message->kind == MessageKind::kText || message->kind == MessageKind::kMedia;
    if (said) message->text = words;
    return {};
  }

  MessageKind KindOf(std::string_view words) const {
    if (block_.once) return MessageKind::kOther;
    if (block_.deleted) return MessageKind::kDeleted;
    if (block_.poll) return MessageKind::kPoll;
    if (block_.contact) return MessageKind::kContact;
    if (block_.media) return MessageKind::kMedia;
    return words.empty() ? MessageKind::kOther : MessageKind::kText;
  }

  Timestamp SentAt() const {
    std::string_view rest = block_.date;
    CivilTime civil;
    if (!TakeMonthFirstStamp(&rest, &civil) || !rest.empty()) return {};
    return WallStamp(SecondsFromCivil(civil));
  }

  ConversationInfo Info() const override {
    ConversationInfo info = PageInfo(name_, "signal");
    info.capabilities.seconds = true;
    info.capabilities.edits = true;
    return info;
  }

  BackupBlock block_;
  std::string name_;
};

// Its style sheet stands first and may fill the whole head: it names the classes, too.
Match ProbeBackupPage(std::string_view head) {
  if (!Trim(head).starts_with('<')) return Match::kNo;
  if (head.find("<!-- Message: _id:") != head.npos) return Match::kCertain;
  const bool styled = head.find(".msg-incoming") != head.npos &&
                      head.find(".conversation-box") != head.npos &&
                      head.find(".msg-status") != head.npos;
  return styled ? Match::kLikely : Match::kNo;
}

// "NAME.html", "NAME_1.html" in the folder of a chat.
std::string GroupOfBackupPage(std::string_view file_name) {
  if (!file_name.ends_with(".html")) return "";
  const std::string_view stem = file_name.substr(0, file_name.rfind('.'));
  const std::size_t bar = stem.rfind('_');
  const bool numbered = bar != stem.npos && bar > 0 && bar + 1 < stem.size() &&
                        stem.find_first_not_of("0123456789", bar + 1) == stem.npos;
  return std::string(numbered ? stem.substr(0, bar) : stem);
}

Result<ReadReport> ReadBackupPage(Source& source, const ReadOptions& options, MessageSink& sink) {
  return BackupPage(source, options, sink).Read(kSignalBackupHtmlReader, "signalbackup-tools");
}

}  // namespace

const Reader kSignalBackupHtmlReader = {
    "signalbackup-html",
    "Signal, web pages that signalbackup-tools makes of a backup",
    "a backup of Signal on an Android phone with the program signalbackup-tools: `--exporthtml "
    "OUT`, then the folder of the chat",
    /*can_resume=*/false,
    ProbeBackupPage,
    ReadBackupPage,
    GroupOfBackupPage,
};

}  // namespace ebb
