#include "readers/elan.h"

#include <string>

#include "base/text_util.h"
#include "readers/elan_times.h"
#include "readers/markup_walker.h"
#include "readers/recording.h"

namespace ebb {
namespace {

constexpr std::int64_t kLatest = 1'000'000'000'000;  // milliseconds; a later slot is none

// Marks by which transcribers say that somebody was heard and no words.
bool IsWordless(std::string_view text) { return text == "0." || text == "0"; }

std::optional<std::int64_t> ParseMillis(std::string_view text) {
  const auto value = ParseNumber(Trim(text));
  if (!value || *value > static_cast<std::uint64_t>(kLatest)) return std::nullopt;
  return static_cast<std::int64_t>(*value);
}

class ElanExport {
 public:
  ElanExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink), walker_(source, MarkupDialect::kXml) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    while (!found_ && walker_.Next()) found_ = walker_.IsStart("ANNOTATION_DOCUMENT");
    if (!found_) {
      if (walker_.error()) return *walker_.error();
      return Error{ErrorKind::kInput,
                   source_.name() + ": not an ELAN file: no ANNOTATION_DOCUMENT in it"};
    }
    ConversationInfo info = RecordingInfo("recording");
    info.sort_by_time = true;
    deliver_ = IsWanted(options_, info);
    if (deliver_) sink_.BeginConversation(info);
    while (!enough_ && walker_.Next()) OnToken();
    if (walker_.error()) return *walker_.error();
    return Report();
  }

 private:
  void OnToken() {
    if (walker_.IsEnd("TIME_ORDER")) return times_.Interpolate();
    if (walker_.kind() != MarkupWalker::Kind::kStart) return;
    if (walker_.name() == "TIME_SLOT") {
      AddSlot();
    } else if (walker_.name() == "TIER") {
      StartTier();
    } else if (walker_.name() == "ALIGNABLE_ANNOTATION") {
      ReadAnnotation();
    }
  }

  void AddSlot() {
    const auto id = walker_.Attribute("TIME_SLOT_ID", &scratch_);
    if (!id) return;
    const auto value = walker_.Attribute("TIME_VALUE", &more_scratch_);
    times_.Add(*id, value ? ParseMillis(*value) : std::nullopt);
  }

  void StartTier() {
    ++tiers_;
    const auto id = walker_.Attribute("TIER_ID", &scratch_);
    speaker_.assign(id ? Trim(*id) : std::string_view());
    if (speaker_.empty()) speaker_ = "tier " + std::to_string(tiers_);
    const auto parent = walker_.Attribute("PARENT_REF", &scratch_);
    if (!parent || parent->empty()) return;
    const std::uint64_t begin = walker_.source().begin, line = walker_.line();
    if (!walker_.empty()) walker_.SkipElement();
    if (deliver_) {
      sink_.OnSkipped({line, {begin, walker_.offset()}, "a tier that depends on another: codes"});
    }
  }

  void ReadAnnotation() {
    const std::uint64_t begin = walker_.source().begin, line = walker_.line();
    const std::optional<std::int64_t> from = SlotTime("TIME_SLOT_REF1");
    const std::optional<std::int64_t> to = SlotTime("TIME_SLOT_REF2");
    text_.clear();
    MarkupScope scope(walker_);
    while (scope.Next()) {
      if (walker_.IsStart("ANNOTATION_VALUE") && !walker_.empty()) walker_.ElementText(&text_);
    }
    const ByteRange range{begin, walker_.offset()};
    if (!deliver_) return;
    if (!scope.closed()) {
      sink_.OnSkipped({line, range, "the file ends inside this annotation"});
      return;
    }
    Deliver(from, to, range, line);
  }

  std::optional<std::int64_t> SlotTime(std::string_view attribute) {
    const auto id = walker_.Attribute(attribute, &scratch_);
    return id ? times_.At(*id) : std::nullopt;
  }

  // An annotation without a value is a stretch of the recording and no record.
  void Deliver(std::optional<std::int64_t> from, std::optional<std::int64_t> to, ByteRange range,
               std::uint64_t line) {
    const std::string_view text = Trim(text_);
    if (text.empty()) return;
    Message message;
    message.sender = speaker_;
    if (from) {
      message.sent = Elapsed(*from);
      message.until_millis = to.value_or(-1);  // an end alone says nothing
    }
    if (!IsWordless(text)) message.text = text;
    message.kind = message.text.empty() ? MessageKind::kOther : MessageKind::kText;
    message.source = range;
    message.line = line;
    untimed_ += !from;
    enough_ = !sink_.OnMessage(message);
  }

  ReadReport Report() const {
    ReadReport report;
    report.format = kElanReader.name;
    report.why = "ELAN's ANNOTATION_DOCUMENT";
    report.truncated = walker_.truncated() && !enough_;
    NoteRepairs(source_, &report);
    if (untimed_ > 0) {
      report.warnings.push_back(std::to_string(untimed_) + " annotations have no time");
    }
    return report;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  MarkupWalker walker_;
  ElanTimes times_;
  std::string speaker_{kUnknownSpeaker};  // what stands outside of any tier is nobody's
  std::string text_, scratch_, more_scratch_;
  std::uint64_t tiers_ = 0, untimed_ = 0;
  bool found_ = false, deliver_ = false, enough_ = false;
};

Match ProbeElan(std::string_view head) {
  head = Trim(head);
  if (!head.starts_with('<')) return Match::kNo;
  return head.find("<ANNOTATION_DOCUMENT") != head.npos ? Match::kCertain : Match::kNo;
}

Result<ReadReport> ReadElan(Source& source, const ReadOptions& options, MessageSink& sink) {
  return ElanExport(source, options, sink).Read();
}

}  // namespace

const Reader kElanReader = {
    "eaf",
    "annotations of ELAN, one tier for each speaker (.eaf)",
    "ELAN: File, Save; the .eaf file itself is read",
    /*can_resume=*/false,
    ProbeElan,
    ReadElan,
};

}  // namespace ebb
