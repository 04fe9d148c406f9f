// The summary for the terminal: counts only, no words from the chat except names.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_util.h"
#include "report/claim_texts.h"
#include "report/display_width.h"
#include "report/glance.h"
#include "report/report.h"
#include "report/words.h"

namespace ebb {
namespace {

constexpr int kLabelColumns = 21;
constexpr int kMostPartners = 8;  // rows of a group's table
constexpr std::string_view kBold = "1";
constexpr std::string_view kDim = "2";
constexpr std::array<std::string_view, 2> kPartnerColors = {"36", "33"};  // cyan, yellow

class Screen {
 public:
  explicit Screen(const ReportOptions& options)
      : color_(options.color), width_(std::max(40, options.width)) {}

  int width() const { return width_; }

  std::string Paint(std::string_view text, std::string_view code) const {
    if (!color_ || text.empty()) return std::string(text);
    return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
  }

  void Line(std::string_view text = {}) {
    (out_ += text) += '\n';
    ++lines_;
  }
  int lines() const { return lines_; }
  // The same kind of screen, empty.
  Screen Blank() const {
    Screen blank = *this;
    blank.out_.clear();
    blank.lines_ = 0;
    return blank;
  }
  void Append(const Screen& other) {
    out_ += other.out_;
    lines_ += other.lines_;
  }

  // Words broken at spaces to the width; every line painted on its own.
  void Wrapped(std::string_view text, std::string_view code = {}) {
    std::string line;
    for (const std::string_view word : Split(text, ' ')) {
      if (!line.empty() && DisplayWidth(line) + 1 + DisplayWidth(word) > width_) {
        Line(code.empty() ? line : Paint(line, code));
        line.clear();
      }
      if (!line.empty()) line += ' ';
      line += word;
    }
    if (!line.empty()) Line(code.empty() ? line : Paint(line, code));
  }

  std::string Take() { return std::move(out_); }

 private:
  std::string out_;
  int lines_ = 0;
  bool color_;
  int width_;
};

std::string Name(const Partner& partner, int columns) {
  return PadDisplay(EscapeTerminal(partner.name), columns);
}

// With its range where the column is wide enough.
std::string RateCell(const Rate& rate, int columns) {
  const std::string bare = rate.shown ? TwoDigits(rate.per_100) : Grouped(rate.flagged) + " in all";
  const std::string full =
      bare + (rate.shown ? fmt::format(" ({})", RangeText(rate)) : std::string(", no rate"));
  return DisplayWidth(full) < columns ? full : bare;
}

int PartnerColumns(const Analysis& a, const Screen& screen) {
  return (screen.width() - kLabelColumns) / static_cast<int>(a.partners.size());
}

void WriteHead(const Analysis& a, Screen* screen) {
  const std::string title = EscapeTerminal(TitleText(a));
  screen->Line(screen->Paint(FitDisplay(title, screen->width()), kBold));
  if (a.safety.any) screen->Wrapped(kSafetyText, kBold);
  screen->Wrapped("Language: " + EscapeTerminal(LanguageText(a)),
                  a.coverage.language_warning ? kBold : std::string_view());
  std::string read =
      fmt::format("{}. {} read as {}. {}", PeriodText(a),
                  Counted(Messages(a), "message", "messages"), FormatText(a), UnreadText(a));
  if (a.clock == "instant") read += " " + ClockText(a);
  if (a.coverage.maybe_truncated) read += " The app may have cut this export short.";
  screen->Wrapped(EscapeTerminal(read));
  if (!a.coverage.pair) screen->Wrapped(EscapeTerminal(a.coverage.pair_note));
}

template <typename Cell>
void TableLine(const Analysis& a, Screen* screen, std::string_view label, Cell cell) {
  const int columns = PartnerColumns(a, *screen);
  std::string line = PadDisplay(label, kLabelColumns);
  for (const Partner& partner : a.partners) line += PadDisplay(cell(partner), columns);
  line.erase(line.find_last_not_of(' ') + 1);
  screen->Line(line);
}

// One or two partners: a column each.
void WriteColumns(const Analysis& a, Screen* screen) {
  const int columns = PartnerColumns(a, *screen);
  std::string head = PadDisplay("In 100 (range)", kLabelColumns);
  for (std::size_t i = 0; i < a.partners.size(); ++i) {
    std::string name = Name(a.partners[i], columns);
    const std::size_t end = name.find_last_not_of(' ') + 1;
    head += screen->Paint(name.substr(0, end), kPartnerColors[i % 2]);
    if (i + 1 < a.partners.size()) head += name.substr(end);
  }
  screen->Line(head);
  const auto category = [&](std::string_view label, CategoryIndex row) {
    TableLine(a, screen, label,
              [row, columns](const Partner& p) { return RateCell(p.rates[row], columns); });
  };
  category("  Repair", kRepairRow);
  category("  Withdrawal", kWithdrawalRow);
  category("  Shutdown", kShutdownRow);
  category("  Avoidance", kAvoidanceRow);
  TableLine(a, screen, "  Any of these three",
            [columns](const Partner& p) { return RateCell(p.distance, columns); });
  category("  Neglect voiced", kNeglectRow);
  category("  Pressure", kPressureRow);
  TableLine(a, screen, "Messages, words", [](const Partner& p) {
    return fmt::format("{}, {}", Grouped(p.messages), Grouped(p.words));
  });
}

// More than two: a row each.
void WriteRows(const Analysis& a, Screen* screen) {
  const int columns = std::clamp(screen->width() - 48, 10, 30);
  screen->Line(PadDisplay("In 100 messages", columns) + " messages  any of three    repair");
  for (std::size_t i = 0; i < a.partners.size() && i < kMostPartners; ++i) {
    const Partner& p = a.partners[i];
    const auto rate = [](const Rate& r) { return r.shown ? TwoDigits(r.per_100) : "few"; };
    screen->Line(fmt::format("{} {:>8} {:>13} {:>9}", Name(p, columns), Grouped(p.messages),
                             rate(p.distance), rate(p.rates[kRepairRow])));
  }
  if (a.partners.size() > kMostPartners) {
    screen->Line(fmt::format("and {} more", a.partners.size() - kMostPartners));
  }
}

// ---- sparklines --------------------------------------------------------------------------------

struct Mark {
  double per_100 = 0;
  bool shown = false;
};

// Several weeks share a mark where the screen has fewer columns than the chat has weeks.
std::vector<Mark> Marks(const std::vector<const WeekRow*>& weeks, std::size_t partner,
                        std::size_t per_mark) {
  std::vector<Mark> marks;
  for (std::size_t at = 0; at < weeks.size(); at += per_mark) {
    std::uint64_t flagged = 0, messages = 0;
    for (std::size_t i = at; i < std::min(weeks.size(), at + per_mark); ++i) {
      const Rate& rate = weeks[i]->partners[partner].distance;
      if (weeks[i]->thin || !rate.shown) continue;
      flagged += rate.flagged;
      messages += rate.messages;
    }
    const double share =
        static_cast<double>(flagged) / static_cast<double>(std::max<std::uint64_t>(1, messages));
    marks.push_back({100 * share, messages > 0});
  }
  return marks;
}

std::string Sparkline(const std::vector<Mark>& marks, double top, std::string_view color,
                      const Screen& screen) {
  static constexpr std::array<std::string_view, 8> kBlocks = {"▁", "▂", "▃", "▄",
                                                              "▅", "▆", "▇", "█"};
  std::string line, run;
  const auto flush = [&] {
    line += screen.Paint(run, color);
    run.clear();
  };
  for (const Mark& mark : marks) {
    if (!mark.shown) {
      flush();
      line += screen.Paint("·", kDim);
      continue;
    }
    const int level = top <= 0 ? 0 : static_cast<int>(std::lround(mark.per_100 / top * 7));
    run += kBlocks[static_cast<std::size_t>(std::clamp(level, 0, 7))];
  }
  flush();
  return line;
}

void WriteWeeks(const Analysis& a, Screen* screen) {
  std::vector<const WeekRow*> weeks;
  for (const WeekRow& week : a.weeks) {
    if (!week.start.empty()) weeks.push_back(&week);
  }
  if (weeks.empty() || a.partners.empty()) return;
  const std::size_t room = static_cast<std::size_t>(screen->width()) - 14;
  const std::size_t per_mark = (weeks.size() + room - 1) / room;
  const std::size_t shown = std::min<std::size_t>(a.partners.size(), kMostPartners);
  std::vector<std::vector<Mark>> lines;
  double top = 0;
  bool any = false;
  for (std::size_t i = 0; i < shown; ++i) {
    lines.push_back(Marks(weeks, i, per_mark));
    for (const Mark& mark : lines.back()) {
      top = std::max(top, mark.per_100);
      any = any || mark.shown;
    }
  }
  if (!any) return screen->Wrapped("No single week holds enough messages to show a rate.");
  screen->Wrapped(fmt::format("Withdrawal, shutdown or avoidance by week{} (· too few messages)",
                              per_mark == 1 ? "" : fmt::format(", {} weeks a mark", per_mark)));
  for (std::size_t i = 0; i < shown; ++i) {
    screen->Line("  " + Name(a.partners[i], 11) + " " +
                 Sparkline(lines[i], top, kPartnerColors[i % 2], *screen));
  }
  screen->Line(screen->Paint(
      fmt::format("  {} to {}, tallest = {} in 100", EscapeTerminal(weeks.front()->label),
                  EscapeTerminal(weeks.back()->label), TwoDigits(top)),
      kDim));
}

// "Sam 2024-W10 (6.3)": each partner's highest week that is not thin; empty if there is none.
std::string HighestWeek(const Analysis& a, std::size_t partner) {
  const WeekRow* best = nullptr;
  for (const WeekRow& week : a.weeks) {
    const Rate& rate = week.partners[partner].distance;
    if (week.thin || week.start.empty() || !rate.shown || rate.flagged == 0) continue;
    if (best == nullptr || rate.per_100 > best->partners[partner].distance.per_100) best = &week;
  }
  if (best == nullptr) return {};
  return fmt::format("{} {} ({} in 100)", FitDisplay(EscapeTerminal(a.partners[partner].name), 20),
                     EscapeTerminal(best->label),
                     TwoDigits(best->partners[partner].distance.per_100));
}

// What is said in one line, and whom it is about where the words do not name them.
struct ShortReading {
  std::string names;  // "Sam", "Sam and Robin"
  std::string said;
};

// "Sam: More like absence: ...": the first sentence, and whom it is about. The page has the rest.
ShortReading InShort(const Analysis& a, const MeasureRow& measure, const Claim& claim) {
  const std::string change = ChangeText(measure, claim);
  const std::string_view text = change.empty() ? ClaimText(claim) : change;
  const std::string_view first = text.substr(0, std::min(text.size(), text.find(". ") + 1));
  const bool whole = first.size() == text.size() || first.empty();
  const std::string said(whole ? text : first);
  // Whole sentences of the measures name their person; short ones do not.
  if (claim.side < 0 || (whole && change.empty())) return {"", said};
  return {a.partners[static_cast<std::size_t>(claim.side)].name, said};
}

// The same words of both take one line, so that neither stands alone for want of room.
void AddReading(ShortReading reading, std::vector<ShortReading>* readings) {
  for (ShortReading& other : *readings) {
    if (reading.names.empty() || other.said != reading.said) continue;
    if (other.names != reading.names) other.names += " and " + reading.names;
    return;
  }
  readings->push_back(std::move(reading));
}

// What the measures say, most telling first: the reading of absence or deflection, then changes
// that stand out, then what was compared, then what goes with that reading.
std::vector<std::string> Readings(const Analysis& a) {
  std::vector<ShortReading> readings;
  const auto add = [&](bool of_reading, bool tested) {
    for (const MeasureRow& measure : a.measures) {
      if ((measure.id == "M17") != of_reading) continue;
      for (const Claim& claim : measure.claims) {
        if (tested ? claim.marked : !claim.has_p) AddReading(InShort(a, measure, claim), &readings);
      }
    }
  };
  add(true, true);
  add(false, true);
  const auto side_or_pair = {0, 1, -1};
  const bool none = std::all_of(side_or_pair.begin(), side_or_pair.end(),
                                [&](int side) { return StandingClaims(a, side).empty(); });
  if (none && ComparisonsMade(a) > 0) readings.push_back({"", std::string(kNothingStandsOut)});
  if (const std::string compared = ComparedText(a); !compared.empty()) {
    readings.push_back(
        {"", a.comparison.before + " against " + a.comparison.after + ": " + compared});
  }
  add(true, false);
  std::vector<std::string> lines;
  lines.reserve(readings.size());
  for (const ShortReading& reading : readings) {
    lines.push_back(reading.names.empty() ? reading.said : reading.names + ": " + reading.said);
  }
  return lines;
}

constexpr int kScreenLines = 24;

bool FirstReadingFits(const Analysis& a, int below, const Screen& screen) {
  const std::vector<std::string> readings = Readings(a);
  if (readings.empty()) return true;
  Screen lines = screen.Blank();
  lines.Wrapped("- " + EscapeTerminal(readings.front()));
  return screen.lines() + lines.lines() + below <= kScreenLines;
}

// As many readings as leave room for `below` on one screen.
void WriteReadings(const Analysis& a, int below, Screen* screen) {
  for (const std::string& reading : Readings(a)) {
    Screen lines = screen->Blank();
    lines.Wrapped("- " + EscapeTerminal(reading));
    if (screen->lines() + lines.lines() + below > kScreenLines) continue;
    screen->Append(lines);
  }
}

// With the weeks to read first, or without.
void WriteNext(const Analysis& a, bool with_weeks, Screen* screen) {
  std::string weeks;
  for (std::size_t i = 0; i < a.partners.size() && i < 2; ++i) {
    const std::string week = HighestWeek(a, i);
    if (!week.empty()) weeks += (weeks.empty() ? "" : "; ") + week;
  }
  if (with_weeks && !weeks.empty() && !a.all_senders && !a.safety.any)
    screen->Wrapped("Weeks to read first: " + weeks + ".");
  screen->Wrapped(SuppressedText(a));
  screen->Wrapped("A flag marks words worth reading again; it is no finding about a person.");
  screen->Wrapped("More, and the messages behind each number: ebb analyze EXPORT -o report.html");
}

}  // namespace

std::string WriteTerminal(const Analysis& analysis, const ReportOptions& options) {
  Screen screen(options);
  WriteHead(analysis, &screen);
  if (!analysis.partners.empty()) {
    if (!analysis.safety.any) screen.Line();
    if (analysis.partners.size() <= 2) {
      WriteColumns(analysis, &screen);
    } else {
      WriteRows(analysis, &screen);
    }
    if (!analysis.safety.any) screen.Line();
    WriteWeeks(analysis, &screen);
  }
  Screen next = screen.Blank();
  WriteNext(analysis, true, &next);
  if (!FirstReadingFits(analysis, next.lines(), screen)) {
    next = screen.Blank();
    WriteNext(analysis, false, &next);  // what stands out goes before where to begin
  }
  WriteReadings(analysis, next.lines(), &screen);
  screen.Append(next);
  return screen.Take();
}

}  // namespace ebb
