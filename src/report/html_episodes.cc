// Episodes: what a measure found, one by one with its messages, and all of them on a line of time.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/text_util.h"
#include "report/findings.h"
#include "report/flag_groups.h"
#include "report/html_parts.h"
#include "report/words.h"
#include "time/civil.h"

namespace ebb {
namespace {

// More would make the page long without saying more; the JSON file has the rest.
constexpr std::size_t kMostEpisodesShown = 30;

std::size_t ShownOf(const MeasureRow& measure) {
  return std::min(kMostEpisodesShown, measure.episodes.size());
}

// The i-th of those shown, spread evenly.
const EpisodeRow& EpisodeAt(const MeasureRow& measure, std::size_t i) {
  return measure.episodes[i * measure.episodes.size() / ShownOf(measure)];
}

void AddQuoted(const Analysis& a, const ContextLine& line, Page* page) {
  *page << "<p class=\"line\"><span class=\"who\">";
  if (line.partner < 0) {
    *page << "Somebody else";
  } else {
    page->Name(a.partners[static_cast<std::size_t>(line.partner)].name);
  }
  *page << "</span> ";
  if (line.text.empty()) {
    *page << "<em class=\"quiet\">(";
    page->Text(line.kind == "text" ? "text left out" : line.kind);
    *page << ")</em></p>\n";
    return;
  }
  *page << "<span class=\"said\" dir=\"auto\">";
  page->Text(Excerpt(line.text));
  *page << "</span></p>\n";
}

// What was settled in person leaves no trace in a chat: the reader can say so.
void AddHowToSettle(const EpisodeRow& episode, Page* page) {
  if (episode.kind != "topic" || episode.shown.empty()) return;
  *page << "<p class=\"why\">If the two settled this elsewhere: <code>--solved ";
  page->Text(episode.shown.front().message_id);
  *page << "</code> (or <code>=DATE</code> behind it).</p>\n";
}

void AddEpisode(const Analysis& a, const MeasureRow& measure, std::size_t i, Page* page) {
  const EpisodeRow& episode = EpisodeAt(measure, i);
  *page << "<li class=\"case episode\" id=\"";
  page->Text(measure.key);
  *page << "-" << std::uint64_t{i} << "\">\n<p class=\"when\">";
  page->Text(EpisodeText(a, episode));
  *page << "</p>\n";
  for (const Figure& figure : episode.figures) {
    *page << "<p class=\"why\">";
    page->Text(figure.label + ": " + FigureText(figure));
    *page << "</p>\n";
  }
  if (!a.safety.any) AddHowToSettle(episode, page);
  if (!episode.shown.empty() && !a.safety.any) {
    *page << "<div class=\"talk\">\n";
    for (const ContextLine& line : episode.shown) AddQuoted(a, line, page);
    *page << "</div>\n";
  }
  *page << "</li>\n";
}

// ---- the line of time --------------------------------------------------------------------------

constexpr std::array<std::string_view, 4> kTimelineMeasures = {"M9", "M8", "M13", "M18"};
constexpr double kRowHeight = 26, kAxisHeight = 20, kMarkHeight = 14;

double DayOf(std::string_view iso) {
  if (iso.size() < 10) return 0;
  const auto part = [&](std::size_t at, std::size_t length) {
    return static_cast<int>(ParseNumber(iso.substr(at, length)).value_or(1));
  };
  return static_cast<double>(DaysFromCivil(part(0, 4), part(5, 2), part(8, 2)));
}

class EpisodeChart {
 public:
  EpisodeChart(const Analysis& a, Page* page) : a_(a), page_(*page) {
    for (const std::string_view id : kTimelineMeasures) {
      const MeasureRow* measure = FindMeasure(a, id);
      if (measure == nullptr || measure->episodes.empty()) continue;
      if (!measure->episodes[0].begin.empty()) rows_.push_back(measure);
    }
    begin_ = DayOf(a.coverage.first);
    span_ = std::max(1.0, DayOf(a.coverage.last) + 1 - begin_);
  }

  void Add() {
    if (rows_.empty() || a_.coverage.first.empty()) return;
    page_ << "<h3>On a line of time</h3>\n<p class=\"quiet\">Each mark is as long as what it "
             "stands for; choose one to open its messages.</p>\n<figure class=\"times\">\n"
             "<svg class=\"full\" role=\"group\" width=\"100%\" height=\"";
    page_.Decimal(Height());
    page_ << "\" aria-labelledby=\"times-title\">\n<title id=\"times-title\">Conflicts, silences, "
             "topics and weeks that stand out, by date</title>\n";
    for (std::size_t r = 0; r < rows_.size(); ++r) AddRow(r);
    AddMonths();
    page_ << "</svg>\n</figure>\n";
  }

 private:
  double Height() const { return 2 * kRowHeight * static_cast<double>(rows_.size()) + kAxisHeight; }
  double Left(double day) const { return 100 * std::clamp((day - begin_) / span_, 0.0, 1.0); }
  static double Top(std::size_t row) { return 2 * kRowHeight * static_cast<double>(row); }

  void AddRow(std::size_t r) {
    const MeasureRow& measure = *rows_[r];
    page_ << "<text class=\"row-name\" x=\"0%\" y=\"";
    page_.Decimal(Top(r) + kRowHeight - 8);
    page_ << "\">";
    page_.Text(EpisodesTitle(measure.episodes[0].kind));
    page_ << " (";
    page_.Text(Grouped(measure.episodes_total));
    page_ << ")</text>\n";
    Rule(Top(r) + kRowHeight + kMarkHeight / 2);
    for (std::size_t i = 0; i < ShownOf(measure); ++i) AddMark(r, i);
  }

  void Rule(double y) {
    page_ << "<line class=\"grid\" x1=\"0%\" x2=\"100%\" y1=\"";
    page_.Decimal(y);
    page_ << "\" y2=\"";
    page_.Decimal(y);
    page_ << "\"/>\n";
  }

  void AddMark(std::size_t r, std::size_t i) {
    const EpisodeRow& episode = EpisodeAt(*rows_[r], i);
    const double from = Left(DayOf(episode.begin));
    const double to = Left(DayOf(episode.end.empty() ? episode.begin : episode.end) + 1);
    page_ << "<a href=\"#";
    page_.Text(rows_[r]->key);
    page_ << "-" << std::uint64_t{i} << "\"><title>";
    page_.Text(EpisodeText(a_, episode));
    page_ << "</title><rect class=\"mark\" x=\"";
    page_.Decimal(std::min(from, 99.2));
    page_ << "%\" width=\"";
    page_.Decimal(std::max(0.8, to - from));
    page_ << "%\" y=\"";
    page_.Decimal(Top(r) + kRowHeight);
    page_ << "\" height=\"";
    page_.Decimal(kMarkHeight);
    page_ << "\"/></a>\n";
  }

  // The first day of months, where there is room for their names.
  void AddMonths() {
    double last = -100;
    for (const WeekRow& week : a_.weeks) {
      if (week.start.size() < 10) continue;
      const double left = Left(DayOf(week.start));
      if (left - last < 16 || left > 88) continue;
      last = left;
      page_ << "<text x=\"";
      page_.Decimal(left);
      page_ << "%\" y=\"";
      page_.Decimal(Height() - 5);
      page_ << "\">";
      page_.Text(MonthText(week.start) + " " + week.start.substr(0, 4));
      page_ << "</text>\n";
    }
  }

  const Analysis& a_;
  Page& page_;
  std::vector<const MeasureRow*> rows_;
  double begin_ = 0, span_ = 1;
};

}  // namespace

void AddEpisodes(const Analysis& a, const MeasureRow& measure, Page* page) {
  if (measure.episodes.empty()) return;
  *page << "<details class=\"group\"><summary>";
  page->Text(EpisodesTitle(measure.episodes[0].kind));
  *page << " <span class=\"count\">";
  page->Text(Grouped(measure.episodes_total));
  *page << "</span></summary>\n";
  const std::size_t shown = ShownOf(measure);
  if (shown < measure.episodes_total) {
    *page << "<p class=\"quiet\">";
    page->Text(fmt::format("{} of {} shown.", Grouped(shown), Grouped(measure.episodes_total)));
    *page << "</p>\n";
  }
  *page << "<ol class=\"cases\">\n";
  for (std::size_t i = 0; i < shown; ++i) AddEpisode(a, measure, i, page);
  *page << "</ol>\n</details>\n";
}

void AddTimeline(const Analysis& a, Page* page) { EpisodeChart(a, page).Add(); }

}  // namespace ebb
