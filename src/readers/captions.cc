#include "readers/captions.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/text_util.h"
#include "readers/caption_cues.h"
#include "readers/caption_labels.h"
#include "readers/caption_text.h"
#include "readers/recording.h"
#include "readers/transcript_line.h"

namespace ebb {
namespace {

constexpr std::size_t kNamesHead = std::size_t{64} << 10, kMostCueNames = 1000;
constexpr std::int64_t kFlash = 100;  // milliseconds; YouTube shows a finished line again for 10

// Captions that roll show each line twice: a line that stood at the end of the cue before is not
// said again.
class RolledLines {
 public:
  // How many of the first lines of `cue` are those of the cue before.
  std::size_t Take(const Cue& cue, const std::vector<CaptionPiece>& pieces) {
    const std::size_t repeated = Overlap(pieces);
    const bool rolls = repeated < pieces.size() || cue.end - cue.begin < kFlash || cue.begin < end_;
    Remember(cue, pieces);
    return rolls ? repeated : 0;
  }
  // What came between cannot be compared.
  void Forget() { lines_.clear(); }

 private:
  std::size_t Overlap(const std::vector<CaptionPiece>& pieces) const {
    for (std::size_t n = std::min(lines_.size(), pieces.size()); n > 0; --n) {
      std::size_t i = 0;
      while (i < n && lines_[lines_.size() - n + i] == pieces[i].text) ++i;
      if (i == n && !pieces[0].text.empty()) return n;
    }
    return 0;
  }

  // The views live until the cue after the next one is read.
  void Remember(const Cue& cue, const std::vector<CaptionPiece>& pieces) {
    lines_.clear();
    for (const CaptionPiece& piece : pieces) lines_.push_back(piece.text);
    end_ = cue.end;
  }

  std::vector<std::string_view> lines_;
  std::int64_t end_ = 0;
};

// What one person says in a cue.
struct Turn {
  std::string speaker;
  std::string_view text;  // one piece, or `joined`
  std::string joined;
  std::uint64_t offset = 0, line = 0;
  bool open = false;
};

// "0:0:1.200 --> 0:0:3.0", as Teams wrote times in Word documents: some number has one digit.
bool IsUnpaddedTimes(std::string_view line) {
  std::int64_t begin = 0, end = 0;
  const std::string_view first = line.substr(0, line.find(' '));
  const std::size_t point = first.find('.');
  if (point == first.npos || !ParseCueTimes(CaptionKind::kSrt, line, &begin, &end)) return false;
  const std::string_view clock = first.substr(0, point);
  const std::size_t minute = clock.find(':'), second = clock.rfind(':');
  return minute < second && (second - minute == 2 || clock.size() - second == 2);
}

bool IsNameAlone(std::string_view line) {
  return line.find(':') == line.npos && IsSpeakerName(line) && IsHeadingName(line);
}

// Captions of that kind, in which a name stands alone in the line below the times: nine cues in ten
// of those at the beginning, and one of the names comes again.
bool HasNamesBelowTimes(std::string_view head) {
  std::map<std::string_view, std::uint64_t> names;
  std::uint64_t cues = 0, named = 0, most = 0, lines = 0;  // of this cue
  std::string_view name;
  bool begun = false;
  for (std::string_view line : Split(Trim(head), '\n')) {
    line = Trim(line);
    std::int64_t begin = 0, end = 0;
    if (!begun && !IsUnpaddedTimes(line)) return false;
    begun = true;
    if (line.empty()) continue;
    if (ParseCueTimes(CaptionKind::kSrt, line, &begin, &end)) {
      ++cues;
      lines = 0;
      name = {};
    } else if (++lines == 1 && IsNameAlone(line)) {
      name = line;
    } else if (lines == 2 && !name.empty()) {  // with words below
      ++named;
      most = std::max(most, ++names[name]);
    }
  }
  return cues > 1 && most > 1 && (named + 1) * 10 >= cues * 9;
}

class CaptionExport {
 public:
  CaptionExport(Source& source, const ReadOptions& options, MessageSink& sink, CaptionKind kind)
      : source_(source), options_(options), sink_(sink), kind_(kind) {}

  Result<ReadReport> Read(const Reader& reader) {
    const Result<std::string> head = ReadHead(source_, kNamesHead);
    if (!head) return head.error();
    names_below_ = kind_ == CaptionKind::kSrt && HasNamesBelowTimes(*head);
    if (Status surveyed = labels_.Survey(source_, kind_); !surveyed) return surveyed.error();
    text_.UseBrackets(labels_.brackets());
    const ConversationInfo info = RecordingInfo("captions");
    deliver_ = IsWanted(options_, info);
    if (Status read = ReadCues(info); !read) return read.error();
    if (!any_cue_ && kind_ != CaptionKind::kWebVtt) {
      return Error{ErrorKind::kInput, source_.name() + ": no caption with readable times in it"};
    }
    return Report(reader);
  }

 private:
  Status ReadCues(const ConversationInfo& info) {
    if (Status start = source_.Seek(0); !start) return start.error();
    if (deliver_) sink_.BeginConversation(info);
    CueReader reader(source_, kind_);
    Cue cue;
    while (!enough_ && reader.Next(&cue)) {
      if (names_below_) TakeName(&cue);
      OnCue(cue);
    }
    if (reader.error()) return *reader.error();
    report_.truncated = reader.truncated() && !enough_;
    return Done{};
  }

  // What stands there is no words. Where nothing follows it, it may be: but for a name known by
  // then.
  void TakeName(Cue* cue) {
    cue->speaker.clear();
    if (cue->lines.empty()) return;
    const std::string_view name = Trim(cue->lines[0].text);
    const bool known = names_.contains(name);
    if (!known && (cue->lines.size() < 2 || !IsNameAlone(name))) return;
    if (!known && names_.size() < kMostCueNames) names_.emplace(name);
    cue->speaker.assign(name);
    cue->lines.erase(cue->lines.begin());
  }

  void OnCue(const Cue& cue) {
    any_cue_ = any_cue_ || cue.problem.empty();
    if (!deliver_) return;
    if (!cue.problem.empty()) {
      rolled_.Forget();
      return Skip(cue, cue.problem);
    }
    text_.Read(cue, kind_, &pieces_);
    const std::size_t rolled = rolled_.Take(cue, pieces_);
    if (rolled > 0 && rolled == pieces_.size()) {
      return Skip(cue, "repeats the caption before it");
    }
    if (labels_.has_voices()) speaker_.clear();
    marked_ = !cue.speaker.empty();
    if (marked_) speaker_ = cue.speaker;
    any_named_ = any_named_ || marked_;
    turn_.open = false;
    turn_.offset = cue.source.begin;
    turn_.line = cue.line;
    for (std::size_t i = rolled; i < pieces_.size(); ++i) AddPiece(cue, pieces_[i]);
    continued_ += !marked_ && !speaker_.empty();
    // A cue in which nothing is said is a record all the same.
    if (!turn_.open) OpenTurn();
    Deliver(cue, cue.source.end);
  }

  void Skip(const Cue& cue, std::string_view reason) {
    sink_.OnSkipped({cue.line, cue.source, reason});
  }

  void AddPiece(const Cue& cue, const CaptionPiece& piece) {
    std::string_view words = piece.text;
    SetSpeaker(piece, &words);
    if (words.empty()) return;
    if (turn_.open && turn_.speaker != speaker_) {
      Deliver(cue, changed_at_);
      turn_.offset = changed_at_;
      turn_.line = changed_line_;
    }
    if (!turn_.open) {
      OpenTurn();
      turn_.text = words;
    } else {
      const bool goes_on = piece.mark == CaptionPiece::Mark::kNone ||
                           piece.mark == CaptionPiece::Mark::kTag;  // the one who spoke already
      Join(goes_on, words);
    }
  }

  // The line breaks of captions are layout, unless somebody else begins to speak.
  void Join(bool same_speaker, std::string_view words) {
    if (turn_.text.data() != turn_.joined.data()) turn_.joined.assign(turn_.text);
    turn_.joined.push_back(same_speaker ? ' ' : '\n');
    turn_.joined.append(words);
    turn_.text = turn_.joined;
  }

  // What the piece tells of who speaks; nothing told leaves the speaker as it was.
  void SetSpeaker(const CaptionPiece& piece, std::string_view* words) {
    std::string_view name = piece.name;
    const bool labelled = labels_.Split(piece, &name, words);
    if (piece.mark == CaptionPiece::Mark::kNone && !labelled) return;
    marked_ = true;
    if (speaker_ != name) speaker_.assign(name);
    changed_at_ = piece.offset;
    changed_line_ = piece.line;
    any_named_ = any_named_ || !name.empty();
  }

  void OpenTurn() {
    turn_.open = true;
    if (turn_.speaker != speaker_) turn_.speaker = speaker_;
    turn_.text = {};
  }

  void Deliver(const Cue& cue, std::uint64_t end) {
    turn_.open = false;
    if (enough_) return;
    message_.sender = turn_.speaker.empty() ? kUnknownSpeaker : std::string_view(turn_.speaker);
    unnamed_ += turn_.speaker.empty();
    message_.text = turn_.text;
    message_.kind = turn_.text.empty() ? MessageKind::kOther : MessageKind::kText;
    SetElapsed(cue.begin, &message_.sent);
    message_.until_millis = cue.end;
    message_.source = {turn_.offset, end};
    message_.line = turn_.line;
    enough_ = !sink_.OnMessage(message_);
  }

  ReadReport Report(const Reader& reader) {
    report_.format = reader.name;
    report_.why = labels_.has_voices() ? "captions with voice tags"
                  : any_named_         ? "captions with names"
                                       : "captions without names";
    NoteRepairs(source_, &report_);
    if (!any_cue_) report_.warnings.push_back("there is no caption in this file");
    if (unnamed_ > 0) {
      report_.warnings.push_back(std::to_string(unnamed_) +
                                 " captions do not say who speaks; they are counted for \"" +
                                 std::string(kUnknownSpeaker) + "\"");
    }
    if (continued_ > 0) {
      report_.warnings.push_back(
          std::to_string(continued_) +
          " captions carry no name and are counted for the person named last");
    }
    return std::move(report_);
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  CaptionKind kind_;
  CaptionLabels labels_;
  CaptionText text_;
  std::vector<CaptionPiece> pieces_;
  RolledLines rolled_;
  ReadReport report_;
  Turn turn_;
  Message message_;               // what is not set for each stays as it is
  std::string speaker_;           // empty: not known
  std::uint64_t changed_at_ = 0;  // where speaker_ was told
  std::uint64_t changed_line_ = 0;
  std::uint64_t unnamed_ = 0, continued_ = 0;
  std::set<std::string, std::less<>> names_;
  bool names_below_ = false;  // in a line of their own, below the times
  bool marked_ = false;       // this cue told who speaks
  bool any_cue_ = false, any_named_ = false, enough_ = false, deliver_ = true;
};

std::string_view FirstLine(std::string_view text) {
  return text.substr(0, text.find_first_of("\r\n"));
}

bool HasWebVttMark(std::string_view head) {
  if (!head.starts_with("WEBVTT")) return false;
  return head.size() == 6 || std::string_view(" \t\r\n").find(head[6]) != std::string_view::npos;
}

Match ProbeWebVtt(std::string_view head) {
  return HasWebVttMark(head) ? Match::kCertain : Match::kNo;
}

// A number and times. Times alone are enough only as SRT writes them, with a comma: with a point
// they may be what is left of another format.
Match ProbeSrt(std::string_view head) {
  head = Trim(head);
  const std::string_view first = FirstLine(head);
  std::int64_t begin = 0, end = 0;
  if (ParseCueTimes(CaptionKind::kSrt, first, &begin, &end)) {
    const bool known = first.find(',') < first.find("-->") || HasNamesBelowTimes(head);
    return known ? Match::kLikely : Match::kNo;
  }
  const std::string_view number = Trim(first);
  const bool digits = number.find_first_not_of("0123456789") == number.npos;
  if (number.empty() || !digits) return Match::kNo;
  head.remove_prefix(first.size());
  const bool times = ParseCueTimes(CaptionKind::kSrt, FirstLine(Trim(head)), &begin, &end);
  return times ? Match::kCertain : Match::kNo;
}

Match ProbeSbv(std::string_view head) {
  std::int64_t begin = 0, end = 0;
  const bool times = ParseCueTimes(CaptionKind::kSbv, FirstLine(Trim(head)), &begin, &end);
  return times ? Match::kCertain : Match::kNo;
}

Result<ReadReport> ReadWebVtt(Source& source, const ReadOptions& options, MessageSink& sink) {
  if (Status start = source.Seek(0); !start) return start.error();
  Result<std::string> head = ReadHead(source, 7);
  if (!head) return head.error();
  if (!HasWebVttMark(*head)) {
    return Error{ErrorKind::kInput,
                 source.name() + ": not a WebVTT file: it does not begin with the word WEBVTT"};
  }
  return CaptionExport(source, options, sink, CaptionKind::kWebVtt).Read(kWebVttReader);
}

Result<ReadReport> ReadSrt(Source& source, const ReadOptions& options, MessageSink& sink) {
  return CaptionExport(source, options, sink, CaptionKind::kSrt).Read(kSrtReader);
}

Result<ReadReport> ReadSbv(Source& source, const ReadOptions& options, MessageSink& sink) {
  return CaptionExport(source, options, sink, CaptionKind::kSbv).Read(kSbvReader);
}

}  // namespace

const Reader kWebVttReader = {
    "webvtt",
    "captions of a recording (WebVTT: Zoom, Teams, YouTube)",
    "Zoom: the recording's audio transcript; Teams: the recording, transcript, download as .vtt "
    "(or .docx)",
    /*can_resume=*/false,
    ProbeWebVtt,
    ReadWebVtt,
};

const Reader kSrtReader = {
    "srt",
    "captions of a recording (SubRip, .srt)",
    "the program that made the captions: export as SRT, with the names of the speakers if it can",
    /*can_resume=*/false,
    ProbeSrt,
    ReadSrt,
};

const Reader kSbvReader = {
    "sbv",
    "captions of a recording (YouTube, .sbv)",
    "YouTube Studio: the video, subtitles, download as .sbv",
    /*can_resume=*/false,
    ProbeSbv,
    ReadSbv,
};

}  // namespace ebb
