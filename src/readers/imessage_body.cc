#include "readers/imessage_body.h"

#include <algorithm>

#include "base/text_util.h"
#include "readers/byte_scan.h"
#include "readers/imessage_replies.h"
#include "readers/looks_like.h"
#include "readers/tapback_echo.h"

namespace ebb {
namespace {

std::string_view TakeLine(std::string_view* lines) {
  const std::size_t end = lines->find('\n');
  std::string_view line = lines->substr(0, end);
  lines->remove_prefix(end == lines->npos ? lines->size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool IsExpressive(std::string_view line) {
  constexpr std::string_view kSentWith = "Sent with ";
  if (line.empty() || line[0] != 'S' || !line.starts_with(kSentWith)) return false;
  line.remove_prefix(kSentWith.size());
  for (const std::string_view effect :
       {"Slam", "Loud", "Gentle", "Invisible Ink", "Confetti", "Echo", "Fireworks", "Balloons",
        "Heart", "Lasers", "Shooting Star", "Spotlight", "Sparkles", "Celebration",
        "Happy Birthday"}) {
    if (line == effect) return true;
  }
  return false;
}

// "Loved by Me", "    X by Sam" where X is an emoji, "Sticker from Sam: attachments/1.heic".
bool IsTapback(std::string_view line) {
  line = Trim(line);
  if (line.starts_with("Sticker from ") || line.starts_with("Sticker by ")) return true;
  const std::size_t by = line.find(" by ");
  if (by == line.npos || by == 0 || by > 60) return false;
  const std::string_view what = line.substr(0, by);
  for (const std::string_view verb :
       {"Loved", "Liked", "Disliked", "Laughed", "Laughed at", "Emphasized", "Questioned"}) {
    if (what == verb) return true;
  }
  return (what.front() & 0x80) != 0;
}

// A file of a phone's backup: its name is forty hexadecimal digits.
bool IsBackupPath(std::string_view line) {
  constexpr std::size_t kDigits = 40;
  if (line.size() <= kDigits || line[line.size() - kDigits - 1] != '/') return false;
  return line.find_first_not_of("0123456789abcdef", line.size() - kDigits) == line.npos;
}

bool IsFileName(std::string_view line) {
  if (FindOf(line, 0, ' ') < line.size()) return false;  // most lines
  const std::size_t dot = line.rfind('.');
  const bool named = dot != line.npos && dot > 0 && line[dot - 1] != '.' && line[dot - 1] != '/';
  return named && dot + 3 <= line.size() && line.find(':') == line.npos && IsMediaName(line);
}

bool HoldsSticker(std::string_view begin) {
  constexpr std::string_view kSticker = "Sticker from ";
  return FindOf(begin, 0, 'S') < begin.size() && begin.find(kSticker) != begin.npos;
}

bool IsAttachment(std::string_view line) {
  if (line.empty()) return false;
  const char first = line.front();
  if (first == '/' || first == '~') {
    return line.find("/Library/Messages/") != line.npos ||
           line.find("/Library/SMS/") != line.npos || IsBackupPath(line) || IsFileName(line);
  }
  const bool is_said = (first == 'a' && line.starts_with("attachments/")) ||
                       (first == 'A' && line.starts_with("Attachment missing")) ||
                       (first == 'U' && line.starts_with("Unable to locate attachment"));
  return is_said || IsBackupPath(line) || HoldsSticker(line.substr(0, 24)) || IsFileName(line);
}

// First lines of what apps send, as the exporter writes it.
bool IsAppTitle(std::string_view line) {
  constexpr std::string_view kMessage = " message:";
  if (line.empty() || line[0] < 'A' || line[0] > 'Z') return false;
  for (const std::string_view title :
       {"Check In: ", "Check\u00a0In: ", "Digital Touch ", "Unable to format ",
        "Started sharing location!", "Stopped sharing location!"}) {
    if (line.starts_with(title)) return true;
  }
  if (line == "SharePlay Message") return true;
  // "GamePigeon message:": the name of an app is short and written with a capital.
  if (!line.ends_with(kMessage)) return false;
  return std::count(line.begin(), line.end(), ' ') <= 3 && line.find('\'') == line.npos;
}

bool IsUnsent(std::string_view line) {
  return line.ends_with('!') && line.find(" unsent this message part ") != line.npos;
}

bool IsDeletedNotice(std::string_view line) {
  return line.ends_with('.') &&
         (line == "You deleted a message." || line.ends_with(" deleted a message."));
}

bool IsLink(std::string_view line) {
  return (BeginsWith(line, "https://") || BeginsWith(line, "http://")) &&
         line.find(' ') == line.npos;
}

// What follows "Edited 8 seconds later: "; nullptr-like empty data if the line is no version.
std::string_view LaterVersion(std::string_view line) {
  constexpr std::string_view kLater = " later: ";
  if (!BeginsWith(line, "Edited ")) return {};
  const std::size_t at = line.find(kLater);
  return at == line.npos || at > 80 ? std::string_view() : line.substr(at + kLater.size());
}

constexpr char kHeard[] = "Transcription: ";

class BodyReader {
 public:
  BodyReader(std::string_view lines, IMessageBody* body) : lines_(lines), body_(body) {}

  void Read() {
    body_->text.clear();
    body_->edited = body_->reply = false;
    while (!lines_.empty()) Take(TakeLine(&lines_));
    if (app_ || IsTapbackEcho(Trim(body_->text))) body_->text.clear();
    const std::string_view text = Trim(body_->text);
    body_->kind = media_          ? MessageKind::kMedia
                  : !text.empty() ? MessageKind::kText
                  : deleted_      ? MessageKind::kDeleted
                                  : MessageKind::kOther;
    body_->text.erase(static_cast<std::size_t>(text.data() - body_->text.data()) + text.size());
    body_->text.erase(0, body_->text.size() - text.size());
  }

 private:
  // What the phone heard in an attachment.
  bool IsHeard(std::string_view line) const {
    return after_attachment_ && line.starts_with(kHeard);
  }
  // A file that is named without its folder, blanks and all; what was heard in it proves it.
  bool IsRecording(std::string_view line) const {
    if (!BeginsWith(lines_, kHeard) || line.find(':') != line.npos) return false;
    return line.ends_with(".caf") || IsMediaName(line);  // the first is the phone's own form
  }
  bool SaysDeleted(std::string_view line) const {
    if (first_ && line == "This message was deleted from the conversation!") return true;
    return IsUnsent(line) || (first_ && IsDeletedNotice(line) && Trim(lines_).empty());
  }

  void Take(std::string_view line) {
    if (line == "This message responded to an earlier message." && Trim(lines_).empty()) {
      body_->reply = true;
    } else if ((line == "Tapbacks:" || line == "Reactions:") && NextIsTapback()) {
      while (NextIsTapback()) TakeLine(&lines_);
    } else if (IsExpressive(line) || IsHeard(line)) {
      return;
    } else if (first_ && IsAppTitle(line)) {
      app_ = true;
      first_ = false;
    } else if (SaysDeleted(line)) {
      deleted_ = true;
    } else if (line == "Translated from:" && !body_->text.empty() && !lines_.empty()) {
      body_->text.clear();  // a translation by the phone; the words themselves follow
    } else if (IsAttachment(line) || IsRecording(line)) {
      media_ = after_attachment_ = true;
      first_ = false;
      return;
    } else {
      TakeWords(line);
    }
    after_attachment_ = false;
  }

  bool NextIsTapback() const {
    std::string_view rest = lines_;
    return !rest.empty() && IsTapback(TakeLine(&rest));
  }

  void TakeWords(std::string_view line) {
    Timestamp original;
    std::string_view after = line;
    if (first_ && TakeIMessageStamp(&after, &original) && after.starts_with(' ')) {
      versions_ = true;
      line = after.substr(1);
    } else if (const std::string_view later = LaterVersion(line);
               versions_ && later.data() != nullptr) {
      body_->text.clear();
      body_->edited = true;
      line = later;
    } else if (link_) {
      return;  // title and summary of the page
    }
    link_ = first_ && IsLink(line);
    first_ = false;
    if (!body_->text.empty()) body_->text.push_back('\n');
    body_->text += line;
  }

  std::string_view lines_;
  IMessageBody* body_;
  bool first_ = true;      // no line of the message itself came yet
  bool versions_ = false;  // the first line has a date: a message that was edited
  bool link_ = false;      // the message is a link, shown with a preview
  bool app_ = false;       // the message is an app's
  bool media_ = false, after_attachment_ = false, deleted_ = false;
};

}  // namespace

void ReadIMessageBody(std::string_view lines, IMessageBody* body) {
  BodyReader(lines, body).Read();
}

}  // namespace ebb
