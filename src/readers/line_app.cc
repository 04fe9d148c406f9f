#include "readers/line_app.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "base/text_util.h"
#include "readers/byte_scan.h"
#include "readers/date_question.h"
#include "readers/fixed_time.h"
#include "readers/line_app_dates.h"
#include "readers/line_app_rows.h"
#include "readers/line_app_words.h"
#include "readers/text_chat.h"
#include "readers/text_lines.h"

namespace ebb {
namespace {

constexpr std::uint64_t kLineRowsToSee = 2000;  // before the first pass may stop
// A message of LINE has at most ten thousand characters.
constexpr std::size_t kMaxQuotedText = std::size_t{64} * 1024;

std::size_t CountQuotes(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '"'));
}

// What the first pass learns.
struct LineAppSurvey {
  bool titled = false, one_to_one = false, partner_seen = false, with_tabs = true;
  bool with_wide = false;  // runs of blanks in place of the tabs, in most rows
  std::string name;
  LineAppNames names;
  LineAppDateVote dates;
  std::uint64_t rows = 0;
};

class LineAppSurveyor {
 public:
  Result<LineAppSurvey> Take(Source& source) {
    if (Status start = source.Seek(0); !start) return start.error();
    TextLines lines(source);
    TextLine line;
    while (!Enough() && lines.Next(&line)) {
      if (!line.continues) See(line);
    }
    if (lines.error()) return *lines.error();
    survey_.with_tabs = with_tabs_ * 4 >= with_spaces_;
    survey_.with_wide = with_wide_ > 0 && with_wide_ * 2 >= with_spaces_;
    survey_.rows = survey_.with_tabs ? with_tabs_ : with_spaces_;
    if (survey_.one_to_one) survey_.names.Know(survey_.name);
    survey_.names.Settle();
    return std::move(survey_);
  }

 private:
  bool Enough() const {
    return SureOfTabs() && (!survey_.dates.any_numeric() || survey_.dates.Settled()) &&
           (!survey_.one_to_one || survey_.partner_seen);
  }

  bool SureOfTabs() const { return with_tabs_ > kLineRowsToSee && with_tabs_ > 16 * with_spaces_; }

  void See(const TextLine& line) {
    const bool after_blank = std::exchange(blank_, IsBlankLine(line.text));
    if (line.number <= 2 && SeeHeader(line)) return;
    // Only the dates are still of interest, and no date holds a tab.
    const bool only_dates = SureOfTabs() && (!survey_.one_to_one || survey_.partner_seen);
    if (only_dates && FindOf(line.text, 0, '\t') < line.text.size()) return;
    LineScan date(line.text);
    if (const auto found = ParseLineAppDate(&date, after_blank)) return survey_.dates.Add(*found);
    if (only_dates) return;
    LineScan tabs(line.text), spaces(line.text);
    LineAppRow row;
    if (ParseLineAppRow(&tabs, nullptr, &row)) {
      ++with_tabs_;
      survey_.partner_seen = survey_.partner_seen || row.sender == survey_.name;
    } else if (ParseLineAppRow(&spaces, &no_names_, &row)) {
      ++with_spaces_;
      const std::string_view rest = line.text.substr(static_cast<std::size_t>(
          (row.sender.empty() ? row.text : row.sender).data() - line.text.data()));
      with_wide_ += row.wide;
      if (row.wide) {
        survey_.names.KnowOnce(row.sender);
      } else {
        survey_.names.Count(rest);
      }
      survey_.partner_seen = survey_.partner_seen || rest.starts_with(survey_.name + " ");
    }
  }

  bool SeeHeader(const TextLine& line) {
    if (const auto title = ParseLineAppTitle(line.text)) {
      survey_.titled = true;
      survey_.name = title->name;
      survey_.one_to_one = title->one_to_one && !survey_.name.empty();
      return true;
    }
    const auto saved = ParseLineAppSaved(line.text);
    if (!saved) return false;
    const std::size_t space = saved->find(' ', saved->find('/') == saved->npos ? 0 : 6);
    LineScan scan(saved->substr(0, space));
    if (const auto date = ParseLineAppDate(&scan, /*lenient=*/true)) survey_.dates.Add(*date);
    return true;
  }

  LineAppSurvey survey_;
  LineAppNames no_names_;
  std::uint64_t with_tabs_ = 0, with_spaces_ = 0, with_wide_ = 0;
  bool blank_ = true;
};

class LineAppExport final : private TextChat {
 public:
  LineAppExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : TextChat(source, options, sink) {}

  Result<ReadReport> Read() {
    Result<LineAppSurvey> survey = LineAppSurveyor().Take(source_);
    if (!survey) return survey.error();
    survey_ = std::move(*survey);
    if (!survey_.titled && survey_.rows == 0) {
      return Error{ErrorKind::kInput,
                   source_.name() +
                       ": not a LINE export (no title and no rows of a time, a name "
                       "and a text)"};
    }
    const Status decided = DecideDates(survey_.dates, options_, source_.name(), &report_, &order_);
    if (!decided) return decided.error();
    if (Status start = source_.Seek(0); !start) return start.error();
    Begin();
    TextLines lines(source_);
    TextLine line;
    while (!enough_ && lines.Next(&line)) OnLine(line);
    if (lines.error()) return *lines.error();
    if (quoting_) GiveUpQuote();
    Finish();
    return Report();
  }

 private:
  struct HeldLine {
    std::string text;
    TextLine line;
    bool after_blank = false;
  };

  void Begin() {
    ConversationInfo info;
    info.name = survey_.name;
    info.id = survey_.name.empty() ? "line" : survey_.name;
    info.capabilities.calls = true;
    info.capabilities.deletions = true;
    info.capabilities.knows_me = survey_.one_to_one && survey_.partner_seen;
    BeginChat(info);
  }

  void OnLine(const TextLine& line) {
    const bool after_blank = std::exchange(blank_, IsBlankLine(line.text));
    if (quoting_) {
      Hold(line, after_blank);
    } else {
      Handle(line, after_blank, /*may_quote=*/true);
    }
  }

  void Handle(const TextLine& line, bool after_blank, bool may_quote) {
    if (line.number <= 2 && IsHeader(line.text)) return;
    if (line.continues) return Continue(line);
    LineScan scan(line.text), date_scan(line.text);
    LineAppRow row;
    if (ParseLineAppRow(&scan, survey_.with_tabs ? nullptr : &survey_.names, &row)) {
      return OnRow(line, row, may_quote);
    }
    if (const auto date = ParseLineAppDate(&date_scan, after_blank)) {
      Finish();
      day_ = date->Days(order_);
      return;
    }
    if (!line.ended && (scan.ran_out() || date_scan.ran_out())) return Lose(line);
    Continue(line);
  }

  static bool IsHeader(std::string_view text) {
    return ParseLineAppTitle(text) || ParseLineAppSaved(text);
  }

  void OnRow(const TextLine& line, const LineAppRow& row, bool may_quote) {
    Finish();
    if (enough_) return;
    record_.Begin(line, row.sender, row.text);
    if (day_) record_.sent = WallTime(*day_ * kDaySeconds + row.clock.seconds());
    record_.from_me = survey_.one_to_one && survey_.partner_seen && !row.sender.empty() &&
                      row.sender != survey_.name;
    // A quoted message goes on until its quotes are even; a pasted row inside it is no row.
    quotes_ = row.text.starts_with('"') ? CountQuotes(row.text) : 0;
    quoting_ = may_quote && quotes_ % 2 == 1 && !row.sender.empty();
  }

  void Hold(const TextLine& line, bool after_blank) {
    LineScan scan(line.text);
    const bool is_date = after_blank && ParseLineAppDate(&scan, /*lenient=*/false);
    held_.push_back({std::string(line.text), line, after_blank});
    held_bytes_ += line.text.size() + 1;
    quotes_ += CountQuotes(line.text);
    if (quotes_ % 2 == 0 && line.text.ends_with('"')) return CloseQuote();
    if (is_date || line.continues || held_bytes_ > kMaxQuotedText) GiveUpQuote();
  }

  void CloseQuote() {
    for (HeldLine& held : TakeHeld()) record_.Continue(held.line);
  }

  // There was no closing quote: these lines are ordinary ones. They are not searched for quotes
  // again, so that time stays linear.
  void GiveUpQuote() {
    for (HeldLine& held : TakeHeld()) {
      if (enough_) return;
      Handle(held.line, held.after_blank, /*may_quote=*/false);
    }
  }

  std::vector<HeldLine>& TakeHeld() {
    quoting_ = false;
    taken_.swap(held_);
    held_.clear();
    held_bytes_ = 0;
    for (HeldLine& held : taken_) held.line.text = held.text;
    return taken_;
  }

  void Continue(const TextLine& line) { GoOn(line, "text before the first message of a day"); }

  void Lose(const TextLine& line) {
    Finish();
    LoseLine(line);
  }

  // Quotes that only say that the text has several lines are taken off.
  void Unquote() {
    std::string& text = record_.text;
    if (!record_.spans_lines() || text.size() < 2 || text.front() != '"' || text.back() != '"') {
      return;
    }
    text = text.substr(1, text.size() - 2);
    std::string single;
    for (std::size_t at = 0; at < text.size(); ++at) {
      single.push_back(text[at]);
      if (text[at] != '"') continue;
      if (at + 1 == text.size() || text[at + 1] != '"') return;  // not doubled: as typed
      ++at;
    }
    text = std::move(single);
  }

  void Finish() {
    if (!record_.open) return;
    Unquote();
    if (record_.kind == MessageKind::kText) record_.kind = LineAppKind(record_.text);
    if (record_.kind == MessageKind::kText && !survey_.with_tabs && !survey_.with_wide) {
      record_.kind = LineAppBareKind(record_.text);
    }
    if (record_.kind != MessageKind::kText) record_.text.clear();
    HandOver();
  }

  ReadReport Report() {
    if (!survey_.with_tabs && !survey_.with_wide) {
      report_.warnings.push_back(
          "names are parted from texts by a space only; a name of several words was learnt from "
          "the rows and may be cut wrongly");
    }
    return ReportChat(kLineAppReader,
                      survey_.titled
                          ? "its first line is LINE's title"
                          : "days and rows of a time, a name and a text, as LINE has them");
  }

  LineAppSurvey survey_;
  DateOrder order_ = DateOrder::kUndecided;
  std::optional<std::int64_t> day_;     // since 1970, of the last line with a date
  std::vector<HeldLine> held_, taken_;  // lines after an open quote
  std::size_t held_bytes_ = 0, quotes_ = 0;
  bool quoting_ = false, blank_ = true;
};

Match ProbeLineApp(std::string_view head) {
  if (const auto title = ParseLineAppTitle(Trim(head.substr(0, head.find('\n'))))) {
    return title->known ? Match::kCertain : Match::kLikely;
  }
  bool dated = false;
  int spaced = 0;
  const LineAppNames names;
  for (std::string_view line : Split(head.substr(0, 4096), '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    LineScan date(line), scan(line);
    LineAppRow row;
    if (dated && ParseLineAppRow(&scan, nullptr, &row) && !row.sender.empty()) {
      return Match::kLikely;
    }
    // Some have neither title nor tabs.
    LineScan spaces(line);
    spaced += dated && ParseLineAppRow(&spaces, &names, &row) && !row.sender.empty() &&
              !row.sender.ends_with(':');
    if (spaced > 1) return Match::kLikely;
    dated = ParseLineAppDate(&date, /*lenient=*/false) || dated;
  }
  return Match::kNo;
}

Result<ReadReport> ReadLineApp(Source& source, const ReadOptions& options, MessageSink& sink) {
  return LineAppExport(source, options, sink).Read();
}

}  // namespace

const Reader kLineAppReader = {
    "line",
    "LINE, one chat as text, from a phone or the desktop program",
    "open the chat, menu at the top right, Other settings (phone: Settings), Export chat history; "
    "desktop: menu, Save chat",
    /*can_resume=*/false,
    ProbeLineApp,
    ReadLineApp,
};

}  // namespace ebb
