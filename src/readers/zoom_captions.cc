#include "readers/zoom_captions.h"

#include <optional>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/day_clock.h"
#include "readers/fixed_time.h"
#include "readers/log_level.h"
#include "readers/recording.h"
#include "readers/text_chat.h"
#include "readers/text_lines.h"
#include "readers/zoom_folder.h"

namespace ebb {
namespace {

constexpr std::size_t kMaxZoomName = 200;  // bytes; Zoom takes 64 characters

struct SpokenHead {
  std::string_view name;
  DayClock clock;
};

// "[Ada Bell] 15:05:17" and nothing else. In brackets anything is a name.
bool ParseSpokenHead(std::string_view line, SpokenHead* head) {
  if (line.empty() || line.front() != '[') return false;
  line = Trim(line);
  if (!IsDigit(line.back()) && (line.back() | 0x20) != 'm') return false;
  const std::size_t end = line.rfind("] ");
  if (end == line.npos || end > kMaxZoomName) return false;
  LineScan clock(line.substr(end + 2));
  if (!ReadDayClock(&clock, &head->clock) || !clock.AtEnd()) return false;
  head->name = Trim(line.substr(1, end - 1));
  return head->clock.has_seconds;
}

// Whether such a line may be cut off here.
bool IsCutSpokenHead(std::string_view line) {
  if (!line.starts_with('[') || line.size() > kMaxZoomName) return false;
  const std::size_t end = line.rfind(']');
  return end == line.npos || line.find_first_not_of(" :0123456789", end + 1) == line.npos;
}

class ZoomCaptions final : private TextChat {
 public:
  ZoomCaptions(Source& source, const ReadOptions& options, MessageSink& sink)
      : TextChat(source, options, sink), day_(DayOfZoomFolder(source.name())) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    TextLines lines(source_);
    TextLine line;
    Begin();
    while (!enough_ && lines.Next(&line)) OnLine(line);
    if (lines.error()) return *lines.error();
    if (!any_) {
      return Error{ErrorKind::kInput, source_.name() +
                                          ": not a transcript saved in Zoom: no line such as "
                                          "`[NAME] 10:02:03` above what was said"};
    }
    HandOver();
    report_.warnings.emplace_back(day_ ? kZoomFolderDay : kNoZoomFolderDay);
    return ReportChat(kZoomCaptionsReader, "names in brackets with a clock, as Zoom writes them");
  }

 private:
  void Begin() {
    const ConversationInfo info = RecordingInfo("zoom-captions");
    deliver_ = IsWanted(options_, info);
    if (deliver_) sink_.BeginConversation(info);
  }

  void OnLine(const TextLine& line) {
    const bool after_blank = std::exchange(blank_, IsBlankLine(line.text));
    SpokenHead head;
    if (!line.continues && line.ended && ParseSpokenHead(line.text, &head)) {
      OnHead(line, head);
    } else if (!line.ended && !line.continues && after_blank && IsCutSpokenHead(line.text)) {
      HandOver();
      LoseLine(line);
    } else {
      GoOn(line, "text before the first speaker");
    }
  }

  void OnHead(const TextLine& line, const SpokenHead& head) {
    HandOver();
    if (enough_) return;
    any_ = true;
    record_.BeginAbove(line, head.name.empty() ? kUnknownSpeaker : head.name);
    record_.sent = Time(head.clock);
  }

  // A clock that goes back by half a day and more is past midnight.
  Timestamp Time(const DayClock& clock) {
    std::int64_t seconds = days_ + clock.seconds();
    if (seconds + kDaySeconds / 2 < last_) {
      days_ += kDaySeconds;
      seconds += kDaySeconds;
    }
    last_ = seconds;
    Timestamp time = WallTime(seconds + day_.value_or(0));
    if (!day_) time.basis = Timestamp::Basis::kElapsed;
    return time;
  }

  std::optional<std::int64_t> day_;  // seconds since 1970
  std::int64_t days_ = 0, last_ = 0;
  bool blank_ = true, any_ = false;
};

// The first line is such a head, what was said stands below it, and no program writes so.
Match ProbeZoomCaptions(std::string_view text) {
  text = Trim(text);
  const std::size_t end = text.find('\n');
  if (end == text.npos) return Match::kNo;
  SpokenHead head;
  if (!ParseSpokenHead(text.substr(0, end), &head) || IsLogLevel(head.name)) return Match::kNo;
  const std::string_view below = text.substr(end + 1, text.find('\n', end + 1) - end - 1);
  return IsBlankLine(below) || ParseSpokenHead(below, &head) ? Match::kNo : Match::kLikely;
}

Result<ReadReport> ReadZoomCaptions(Source& source, const ReadOptions& options, MessageSink& sink) {
  return ZoomCaptions(source, options, sink).Read();
}

}  // namespace

const Reader kZoomCaptionsReader = {
    "zoom-captions",
    "what was said in a Zoom meeting, saved there (meeting_saved_closed_caption.txt)",
    "Zoom: in the meeting's transcript beside the picture, Save transcript; it lies in "
    "Documents/Zoom, in a folder that begins with the date: keep it there",
    /*can_resume=*/false,
    ProbeZoomCaptions,
    ReadZoomCaptions,
};

}  // namespace ebb
