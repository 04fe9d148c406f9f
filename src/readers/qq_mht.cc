// The pages that QQ's desktop client saves with their pictures (.mht): one table.
//
//   日期: 2012/4/11                            a day, alone in its cell
//   NAME(number) 12:28:18 / what was said      two blocks in one cell
//
// The heads of MIME stand before the page, the pictures behind it; both are passed over.
#include <string>

#include "base/text_util.h"
#include "readers/day_clock.h"
#include "readers/fixed_time.h"
#include "readers/page_export.h"
#include "readers/qq.h"
#include "readers/qq_words.h"
#include "readers/stamped_txt.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::string_view kMhtPartner = "消息对象:";
constexpr std::string_view kMhtDay = "日期:";
constexpr std::size_t kMostLoose = 4096;            // bytes beside the words: a time, a day, a name
constexpr std::string_view kOwnColour = "#42b475";  // of the exporter's own name

// "2012/4/11" or "2012-04-11", in days since 1970.
std::optional<std::int64_t> ReadMhtDay(std::string_view text) {
  LineScan scan(Trim(text));
  int year = 0, month = 0, day = 0;
  if (!scan.Number(4, 4, &year)) return std::nullopt;
  const char separator = scan.rest().starts_with('/') ? '/' : '-';
  if (!scan.Char(separator) || !scan.Number(1, 2, &month)) return std::nullopt;
  if (!scan.Char(separator) || !scan.Number(1, 2, &day)) return std::nullopt;
  if (!scan.AtEnd() || !IsValidDate(year, month, day)) return std::nullopt;
  return DaysFromCivil(year, month, day);
}

// A line of time and name inside what was said: a forwarded piece of another chat.
bool HoldsChat(std::string_view text) {
  int heads = 0;
  for (const std::string_view line : Split(text, '\n')) {
    LineScan scan(Trim(line));
    StampedHead found;
    heads += ParseStampedHead(&scan, &found);
  }
  return heads > 0;
}

struct MhtCell {
  bool head = false, own = false, media = false;
  bool named = false;             // a name has its place in it, be it empty
  std::string name, clock, text;  // of a cell that is no message, all its text is in `clock`
};

class QqPage final : public PageExport {
 public:
  QqPage(Source& source, const ReadOptions& options, MessageSink& sink)
      : PageExport(source, options, sink) {}

 private:
  bool BeginsRecord() const override { return walker_.name() == "td"; }
  void BeginRecord() override { cell_ = {}; }

  void ReadPart() override {
    if (walker_.name() == "div") {
      if (cell_.head) {
        ReadWords();
      } else {
        ReadHead();
      }
    } else if (walker_.name() == "img") {
      cell_.media = true;
    }
  }
  void ReadText() override { AddTo(&cell_.clock, kMostLoose); }

  // A cell whose end is missing does not gather the rest of the page.
  void AddTo(std::string* text, std::size_t most) {
    if (text->size() < most) text->append(walker_.text().substr(0, most - text->size()));
  }

  // The name lies in a block of its own, the time beside it.
  void ReadHead() {
    cell_.head = true;
    const std::string style = LowerAscii(walker_.Attribute("style", &scratch_).value_or(""));
    cell_.own = style.find(kOwnColour) != style.npos;
    MarkupScope scope(walker_);
    while (scope.Next()) {
      if (walker_.IsStart("div")) {
        cell_.named = true;
        cell_.name = TextInside();
      } else if (walker_.kind() == MarkupWalker::Kind::kText) {
        AddTo(&cell_.clock, kMostLoose);
      }
    }
  }

  void ReadWords() {
    MarkupScope scope(walker_);
    while (scope.Next()) {
      if (walker_.kind() == MarkupWalker::Kind::kText) {
        AddTo(&cell_.text, MarkupWalker::kMaxElementText);
      } else if (walker_.IsStart("br")) {
        if (cell_.text.size() < MarkupWalker::kMaxElementText) cell_.text.push_back('\n');
      } else if (walker_.IsStart("img")) {
        cell_.media = true;
      }
    }
  }

  void ReadOther() override {
    if (walker_.name() == "html") walker_.BeginPage();
  }

  bool IsRecord() const override { return cell_.named; }

  // A cell that is no message: a day, or whose chat it is.
  void EndOther() override {
    const std::string_view text = Trim(cell_.clock);
    if (text.starts_with(kMhtDay)) {
      day_ = ReadMhtDay(text.substr(kMhtDay.size()));
    } else if (text.starts_with(kMhtPartner)) {
      chat_ = ParseStampedName(text.substr(kMhtPartner.size())).name;
      day_.reset();  // of the chat before
      NewChat();
    }
  }

  std::string_view Fill(Message* message) override {
    if (cell_.name.ends_with("&get;")) cell_.name.replace(cell_.name.size() - 5, 5, ">");
    const StampedHead head = ParseStampedName(cell_.name);
    message->sent = SentAt();
    if (message->sent.basis == Timestamp::Basis::kNone) ++undated_;
    const QqText said = OwnQqText(Trim(cell_.text), &words_);
    if (IsQqSystem(head.name, head.id) || IsQqNotice(said.own)) {
      message->kind = MessageKind::kNotice;
      return {};
    }
    if (head.name.empty()) return "no sender";
    message->sender = head.name;
    message->sender_key = head.id;
    message->from_me = cell_.own;
    message->has_reply = said.reply;
    if (said.forwarded || HoldsChat(said.own)) {
      message->kind = MessageKind::kForwarded;
      return {};
    }
    message->text = said.own;
    message->kind = said.media || cell_.media ? MessageKind::kMedia
                    : said.own.empty()        ? MessageKind::kOther
                                              : MessageKind::kText;
    return {};
  }

  Timestamp SentAt() const {
    LineScan scan(Trim(cell_.clock));
    const std::optional<DayClock> clock = ReadDayClock(&scan);
    if (!day_ || !clock || !scan.AtEnd()) return {};
    return WallTime(*day_ * kDaySeconds + clock->seconds());
  }

  ConversationInfo Info() const override {
    ConversationInfo info;
    info.name = chat_;
    info.id = chat_.empty() ? "qq" : chat_;
    info.capabilities.seconds = true;
    info.capabilities.deletions = true;
    info.capabilities.knows_me = true;
    return info;
  }

  void AddWarnings(ReadReport* report) const override {
    if (undated_ == 0) return;
    report->warnings.push_back(std::to_string(undated_) +
                               " messages have no day or no time that can be read");
  }

  MhtCell cell_;
  std::string chat_, scratch_, words_;
  std::optional<std::int64_t> day_;
  std::uint64_t undated_ = 0;
};

Match ProbeQqPage(std::string_view head) {
  const bool saved = head.substr(0, 512).find("<Save by Tencent MsgMgr>") != head.npos;
  const bool titled = head.find("<title>QQ Message</title>") != head.npos;
  return saved || (titled && head.find("<table") != head.npos) ? Match::kCertain : Match::kNo;
}

Result<ReadReport> ReadQqPage(Source& source, const ReadOptions& options, MessageSink& sink) {
  return QqPage(source, options, sink).Read(kQqMhtReader, "QQ");
}

}  // namespace

const Reader kQqMhtReader = {
    "qq-mht",
    "QQ, the pages (.mht) that its desktop client saves",
    "QQ on a PC: message manager, choose the contact, export as .mht",
    /*can_resume=*/false,
    ProbeQqPage,
    ReadQqPage,
};

}  // namespace ebb
