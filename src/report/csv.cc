// The tidy tables: RFC 4180 with LF, UTF-8 without byte order mark, an empty cell where there is no
// value. Text from a chat or a file is guarded against spreadsheet formulas; our own numbers and
// words cannot start one.
#include <fmt/format.h>

#include <string>
#include <string_view>

#include "base/text_util.h"
#include "report/report.h"
#include "report/words.h"

namespace ebb {
namespace {

class CsvTable {
 public:
  CsvTable(std::string_view header, const ReportOptions& options) : guard_(options.csv_guard) {
    (out_ += header) += '\n';
  }

  CsvTable& Text(std::string_view text) {
    return Cell(guard_ && StartsFormula(text) ? "'" + std::string(text) : std::string(text));
  }
  CsvTable& Bool(bool value) { return Cell(value ? "true" : "false"); }
  CsvTable& Number(std::int64_t value) { return Cell(std::to_string(value)); }
  CsvTable& Count(std::uint64_t value) { return Cell(std::to_string(value)); }
  CsvTable& Real(double value, bool known) {
    return Cell(known ? fmt::format("{:.6g}", value) : "");
  }

  void EndRow() {
    out_ += '\n';
    first_ = true;
  }

  std::string Take() { return std::move(out_); }

 private:
  CsvTable& Cell(const std::string& text) {
    if (!first_) out_ += ',';
    first_ = false;
    out_ += CsvCell(text, false);
    return *this;
  }

  // Spreadsheets also skip spaces before a formula and know its full-width signs.
  static bool StartsFormula(std::string_view text) {
    const std::size_t at = text.find_first_not_of(' ');
    if (at == std::string_view::npos) return false;
    if (std::string_view("=+-@\t\r\n").find(text[at]) != std::string_view::npos) return true;
    for (const std::string_view wide : {"＝", "＋", "－", "＠"}) {
      if (StartsWith(text.substr(at), wide)) return true;
    }
    return false;
  }

  std::string out_;
  bool guard_;
  bool first_ = true;
};

void WriteWeekRow(const Analysis& a, const WeekRow& week, std::size_t partner, int category,
                  CsvTable* table) {
  const WeekPartner& counts = week.partners[partner];
  const auto at = static_cast<std::size_t>(category);
  const Rate& rate = counts.rates[at];
  const Rate& about = counts.about_partner[at];
  table->Text(a.conversation_id).Text(week.label).Text(week.start);
  table->Bool(week.thin).Bool(week.incomplete);
  table->Text(a.partners[partner].name).Text(a.partners[partner].id);
  table->Text(kReportCategoryNames[at]);
  table->Count(rate.flagged).Count(rate.flagged_low).Count(counts.texts).Count(counts.words);
  table->Real(rate.per_100, rate.shown).Real(rate.low, rate.shown).Real(rate.high, rate.shown);
  table->Bool(rate.shown).Real(rate.per_1000_words, rate.shown);
  table->Count(about.flagged).Count(about.flagged_low);
  table->Count(counts.messages).Count(counts.active_days);
  table->EndRow();
}

std::string_view FlaggedWords(const FlagRow& flag) {
  if (flag.begin >= flag.end || flag.end > flag.text.size()) return {};
  return std::string_view(flag.text).substr(flag.begin, flag.end - flag.begin);
}

void WriteFlagRow(const Analysis& a, const FlagRow& flag, CsvTable* table) {
  const Partner& partner = a.partners[static_cast<std::size_t>(flag.partner)];
  table->Text(a.conversation_id).Text(flag.message_id).Count(flag.line);
  table->Text(flag.time).Text(flag.week).Text(partner.name).Text(partner.id);
  table->Text(flag.category).Text(flag.subcode).Text(flag.sign).Text(flag.rule);
  table->Text(flag.about).Text(flag.modality).Text(flag.strength).Number(flag.intensity);
  table->Text(flag.confidence).Bool(flag.counts).Text(flag.gate).Text(flag.gate_message_id);
  table->Text(flag.reason).Text(flag.explanation).Count(flag.begin).Count(flag.end);
  table->Text(FlaggedWords(flag)).Text(flag.text);
  table->EndRow();
}

void WriteFigureRow(const Analysis& a, const MeasureRow& measure, int partner, const Figure& figure,
                    CsvTable* table) {
  table->Text(a.conversation_id).Text(measure.id).Text(measure.key).Text(measure.state);
  if (partner < 0) {
    table->Text("").Text("");
  } else {
    const Partner& who = a.partners[static_cast<std::size_t>(partner)];
    table->Text(who.name).Text(who.id);
  }
  table->Text(figure.key).Text(figure.unit).Count(figure.n).Real(figure.value, figure.shown);
  const bool ranged = figure.shown && figure.has_range;
  table->Real(figure.low, ranged).Real(figure.high, ranged);
  table->EndRow();
}

}  // namespace

std::string WriteMeasuresCsv(const Analysis& analysis, const ReportOptions& options) {
  CsvTable table(
      "conversation,measure,measure_key,state,partner,partner_id,figure,unit,n,value,low,high",
      options);
  for (const MeasureRow& measure : analysis.measures) {
    for (std::size_t p = 0; p < measure.partners.size(); ++p) {
      for (const Figure& figure : measure.partners[p]) {
        WriteFigureRow(analysis, measure, static_cast<int>(p), figure, &table);
      }
    }
    for (const Figure& figure : measure.pair) {
      WriteFigureRow(analysis, measure, -1, figure, &table);
    }
  }
  return table.Take();
}

std::string WriteWeeksCsv(const Analysis& analysis, const ReportOptions& options) {
  CsvTable table(
      "conversation,week,week_start,thin,incomplete,partner,partner_id,category,flagged,flagged_"
      "low,"
      "messages,words,per_100,low,high,rate_shown,per_1000_words,about_partner_flagged,"
      "about_partner_flagged_low,all_messages,active_days",
      options);
  for (const WeekRow& week : analysis.weeks) {
    for (std::size_t partner = 0; partner < analysis.partners.size(); ++partner) {
      for (int category = 0; category < kReportCategories; ++category) {
        WriteWeekRow(analysis, week, partner, category, &table);
      }
    }
  }
  return table.Take();
}

std::string WriteFlagsCsv(const Analysis& analysis, const ReportOptions& options) {
  CsvTable table(
      "conversation,message_id,line,time,week,partner,partner_id,category,subcode,sign,rule,about,"
      "modality,strength,intensity,confidence,counts,gate,gate_message_id,reason,explanation,begin,"
      "end,flagged_words,text",
      options);
  for (const FlagRow& flag : analysis.flags) {
    if (MayBeQuoted(flag)) WriteFlagRow(analysis, flag, &table);
  }
  return table.Take();
}

std::string WriteSuppressedCsv(const Analysis& analysis, const ReportOptions& options) {
  CsvTable table("conversation,rule,message_id,reason,places", options);
  for (const SuppressedEntry& entry : analysis.suppressions) {
    table.Text(analysis.conversation_id).Text(entry.rule).Text(entry.message_id);
    table.Text(entry.reason).Count(entry.places);
    table.EndRow();
  }
  return table.Take();
}

}  // namespace ebb
