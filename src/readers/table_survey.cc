#include "readers/table_survey.h"

#include <string_view>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/table_times.h"

namespace ebb {
namespace {

// Whether it tells nothing of the order of days and months: it begins with a year or a long number,
// if it can be read at all.
bool HasNoOrder(std::string_view cell) {
  cell = Trim(cell);
  return cell.size() > 2 && IsDigit(cell[0]) && IsDigit(cell[1]) && IsDigit(cell[2]);
}

// Goes on after the first rows as long as something may still change.
class TableSurveyor {
 public:
  explicit TableSurveyor(TableSurvey* survey) : survey_(*survey) {}

  bool Add(const TableRow& row) {
    ++rows_;
    if (!row.problem.empty()) return GoesOn();
    // Rows of JSON may have columns of their own.
    const bool plain = row.partner == Columns::Partner::kNo && !row.time_guessed;
    if (only_pairs_ && plain) {
      AddPair(row);
    } else {
      AddAll(row);
    }
    return GoesOn();
  }
  // No other column changes anything.
  const bool& only_pairs() const { return only_pairs_; }

 private:
  bool Early() const { return rows_ < PartnerProof::kRowsToSee; }
  bool GoesOn() const { return only_pairs_ || Early() || survey_.GoesOn(); }

  void AddPair(const TableRow& row) {
    survey_.pairs.Add(row);
    const bool may_tell =
        row.time && (!HasNoOrder(*row.time) || survey_.short_years.CanStandFirst());
    if (may_tell) AddTime(row);
    only_pairs_ = survey_.pairs.wants_more();
  }

  void AddAll(const TableRow& row) {
    survey_.proof.Add(row);
    survey_.pairs.Add(row);
    if (Early() || survey_.people.wants_more()) survey_.people.Add(row);
    AddTime(row);
    only_pairs_ = !Early() && row.partner == Columns::Partner::kNo && !row.time_guessed &&
                  survey_.pairs.wants_more() && !survey_.people.wants_more();
  }

  void AddTime(const TableRow& row) {
    WrittenTime written;
    survey_.cells += row.time && !Trim(*row.time).empty();
    if (!row.time || !ReadTableTime(*row.time, &written)) return;
    survey_.short_years.Add(written);
    if (written.day_last) return;
    survey_.dates.Add(written);
    ++survey_.times;
  }

  TableSurvey& survey_;
  std::uint64_t rows_ = 0;
  bool only_pairs_ = false;
};

}  // namespace

Result<TableSurvey> TakeTableSurvey(const ScanTable& scan) {
  TableSurvey survey;
  TableSurveyor surveyor(&survey);
  const Result<TableScan> scanned =
      scan([&](const TableRow& row) { return surveyor.Add(row); }, surveyor.only_pairs());
  if (!scanned) return scanned.error();
  survey.proof.Settle();
  survey.pairs.Settle();
  return survey;
}

}  // namespace ebb
