#include "readers/textgrid.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/text_util.h"
#include "readers/praat_tokens.h"
#include "readers/recording.h"

namespace ebb {
namespace {

using TokenKind = PraatToken::Kind;

// A name as a program wrote it: "PAR0", " CHI*".
std::string_view SpeakerOf(std::string_view tier) {
  tier = Trim(tier);
  while (tier.starts_with('*')) tier.remove_prefix(1);
  while (tier.ends_with('*')) tier.remove_suffix(1);
  return Trim(tier);
}

class GridExport {
 public:
  GridExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink), tokens_(source) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    Advance();
    if (!ReadHeader()) {
      if (tokens_.error()) return *tokens_.error();
      return Error{
          ErrorKind::kInput,
          source_.name() + ": not a TextGrid; in Praat choose Save as text file for the TextGrid"};
    }
    ConversationInfo info = RecordingInfo("recording");
    info.sort_by_time = true;
    deliver_ = IsWanted(options_, info);
    if (deliver_) sink_.BeginConversation(info);
    while (!enough_ && token_.kind != TokenKind::kEnd) ReadNext();
    if (tokens_.error()) return *tokens_.error();
    if (!enough_) {
      EndTier();
      truncated_ = truncated_ || tiers_ < declared_tiers_ || expected_ > 0;
    }
    return Report();
  }

 private:
  enum class Tier : unsigned char { kNone, kIntervals, kPoints };

  void Advance() { tokens_.Next(&token_); }

  // "ooTextFile" "TextGrid" begin end <exists> number-of-tiers
  bool ReadHeader() {
    if (token_.kind != TokenKind::kString || !token_.text.starts_with("ooTextFile")) return false;
    Advance();
    if (token_.kind != TokenKind::kString || !token_.text.starts_with("TextGrid")) return false;
    Advance();
    while (token_.kind == TokenKind::kNumber || token_.kind == TokenKind::kUndefined) Advance();
    if (token_.kind == TokenKind::kFlag) Advance();
    if (token_.kind == TokenKind::kNumber) {
      declared_tiers_ = token_.thousandths / 1000;
      Advance();
    }
    return true;
  }

  // Counts in the file are not trusted: a string that names a kind of tier begins one.
  void ReadNext() {
    if (token_.kind == TokenKind::kString && StartTier()) return;
    switch (tier_) {
      case Tier::kIntervals:
        return ReadInterval();
      case Tier::kPoints:
      case Tier::kNone:
        tier_place_.end = token_.end;
        Advance();
    }
  }

  // "IntervalTier" name begin end size
  bool StartTier() {
    const bool intervals = token_.text == "IntervalTier";
    if (!intervals && token_.text != "TextTier") return false;
    EndTier();
    ++tiers_;
    tier_ = intervals ? Tier::kIntervals : Tier::kPoints;
    tier_place_ = {token_.begin, token_.end};
    tier_line_ = token_.line;
    Advance();
    speaker_ = "tier " + std::to_string(tiers_);
    if (token_.kind == TokenKind::kString) {
      if (!SpeakerOf(token_.text).empty()) speaker_.assign(SpeakerOf(token_.text));
      Advance();
    }
    std::int64_t numbers[3] = {0, 0, 0};  // begin, end, size
    for (std::int64_t& number : numbers) {
      if (token_.kind != TokenKind::kNumber && token_.kind != TokenKind::kUndefined) break;
      number = token_.thousandths;
      Advance();
    }
    expected_ = intervals ? std::max<std::int64_t>(numbers[2] / 1000, 0) : 0;
    return true;
  }

  void EndTier() {
    if (tier_ == Tier::kPoints && deliver_) {
      sink_.OnSkipped({tier_line_, tier_place_, "a tier of points: marks and no speech"});
    }
    if (tier_ == Tier::kIntervals && labels_ > 0 && sentences_ * 2 < labels_) ++word_tiers_;
    labels_ = sentences_ = 0;
    tier_ = Tier::kNone;
  }

  // begin end "label"
  void ReadInterval() {
    const PraatToken first = token_;
    std::optional<std::int64_t> times[2];
    int count = 0;
    while (count < 2 &&
           (token_.kind == TokenKind::kNumber || token_.kind == TokenKind::kUndefined)) {
      if (token_.kind == TokenKind::kNumber) times[count] = token_.thousandths;
      ++count;
      Advance();
    }
    --expected_;
    const ByteRange range{first.begin, std::max(token_.end, first.end)};
    if (count == 2 && token_.kind == TokenKind::kString) {
      Deliver(times[0], times[1], {range, first.line});
      return Advance();
    }
    const bool cut = token_.kind == TokenKind::kCut || token_.kind == TokenKind::kEnd;
    truncated_ = truncated_ || cut;
    if (deliver_) {
      sink_.OnSkipped({first.line, range,
                       cut ? "the file ends inside this interval"
                       : token_.kind == TokenKind::kTooLong
                           ? "longer than 16 MiB"
                           : "an interval without times or label"});
    }
    if (token_.kind != TokenKind::kString || count == 0) Advance();
  }

  struct Place {
    ByteRange source;
    std::uint64_t line;
  };

  // An interval without a label is a silence and no record.
  void Deliver(std::optional<std::int64_t> begin, std::optional<std::int64_t> end, Place place) {
    const std::string_view text = Trim(token_.text);
    if (text.empty() || !deliver_) return;
    ++labels_;
    sentences_ += text.find_first_of(" \n") != text.npos;
    Message message;
    message.sender = speaker_;
    if (begin) message.sent = Elapsed(std::max<std::int64_t>(*begin, 0));
    if (begin && end) message.until_millis = std::max<std::int64_t>(*end, 0);
    message.text = text;
    message.source = place.source;
    message.line = place.line;
    enough_ = !sink_.OnMessage(message);
  }

  ReadReport Report() const {
    ReadReport report;
    report.format = kTextGridReader.name;
    report.why = "Praat's mark of a TextGrid";
    report.truncated = truncated_;
    NoteRepairs(source_, &report);
    if (word_tiers_ > 0) {
      report.warnings.push_back(std::to_string(word_tiers_) +
                                " tiers hold single words or sounds and not what somebody says at "
                                "a time; choose the speakers' tiers with --partner");
    }
    return report;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  PraatTokens tokens_;
  PraatToken token_;
  Tier tier_ = Tier::kNone;
  ByteRange tier_place_;
  std::uint64_t tier_line_ = 0;
  std::string speaker_;
  std::int64_t declared_tiers_ = 0, tiers_ = 0;
  std::int64_t expected_ = 0;  // intervals that this tier still should have
  std::uint64_t labels_ = 0, sentences_ = 0, word_tiers_ = 0;
  bool truncated_ = false, deliver_ = false, enough_ = false;
};

Match ProbeTextGrid(std::string_view head) {
  head = Trim(head).substr(0, 4096);
  const std::size_t type = head.find("\"ooTextFile");
  if (type > 100) return Match::kNo;
  return head.find("\"TextGrid", type) != head.npos ? Match::kCertain : Match::kNo;
}

Result<ReadReport> ReadTextGrid(Source& source, const ReadOptions& options, MessageSink& sink) {
  return GridExport(source, options, sink).Read();
}

}  // namespace

const Reader kTextGridReader = {
    "textgrid",
    "TextGrids of Praat, one tier for each speaker",
    "Praat: select the TextGrid, Save, Save as text file (or short text file); ELAN: File, Export "
    "as, Praat TextGrid",
    /*can_resume=*/false,
    ProbeTextGrid,
    ReadTextGrid,
};

}  // namespace ebb
