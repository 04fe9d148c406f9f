#include "analysis/compare.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ebb {
namespace {

// Figures that multiply rather than add.
bool IsOnLogScale(const Figure& figure) {
  static constexpr const char* kUnits[] = {"minutes", "hours", "days", "ratio", "words"};
  return std::any_of(std::begin(kUnits), std::end(kUnits),
                     [&](const char* unit) { return figure.unit == unit; });
}

struct ScaledFigure {
  double value = 0, low = 0, high = 0;
};

ScaledFigure OnScale(const Figure& figure, bool logs, double factor) {
  const auto put = [&](double x) { return logs ? std::log2(std::max(x, 1e-9)) : factor * x; };
  return {put(figure.value), put(figure.low), put(figure.high)};
}

std::string UnitOfChange(const Figure& figure) {
  if (IsOnLogScale(figure) || figure.unit == "doublings") return "doublings";
  return figure.unit == "share" ? "points" : figure.unit;
}

Figure RateFigure(const char* key, const std::string& label, const Rate& rate) {
  if (!rate.shown) return NotShown(key, label, "per 100", rate.messages);
  return MakeRanged(key, label, "per 100", rate.messages, rate.per_100, rate.low, rate.high);
}

// Figures that set one part of their own period against another, or say a figure once more by
// another rule: between two periods they would answer no question.
bool IsOfOnePeriod(const std::string& measure, const std::string& key) {
  struct Left {
    const char *measure, *key;
  };
  static constexpr Left kLeft[] = {{"M2", "reply_median_before"},
                                   {"M2", "reply_median_now"},
                                   {"M2", "change"},
                                   {"M3", "away_change"},
                                   {"M4", "feelings_change"},
                                   {"M5", "share_2h"},
                                   {"M5", "share_4h"},
                                   {"M5", "share_8h"},
                                   {"M5", "share_before"},
                                   {"M5", "share_now"},
                                   {"M5", "change"},
                                   {"M17", "everyday_first"},
                                   {"M17", "everyday_last"},
                                   {"M17", "everyday_change"}};
  // A course is of its own period; two periods have each their level and their slope.
  if (measure == "M15") return !key.ends_with("_level") && !key.ends_with("_slope");
  return std::any_of(std::begin(kLeft), std::end(kLeft),
                     [&](const Left& left) { return measure == left.measure && key == left.key; });
}

class Comparer {
 public:
  Comparer(const Analysis& before, const Analysis& after) : before_(before), after_(after) {}

  Comparison Compare() {
    out_.before = PeriodOf(before_);
    out_.after = PeriodOf(after_);
    for (int p = 0; p < static_cast<int>(before_.partners.size()); ++p) AddRates(p);
    for (const MeasureRow& measure : before_.measures) AddMeasure(measure);
    return std::move(out_);
  }

 private:
  static std::string PeriodOf(const Analysis& a) {
    return a.coverage.first.substr(0, 10) + " to " + a.coverage.last.substr(0, 10);
  }

  void AddRates(int partner) {
    const Partner& before = before_.partners[static_cast<std::size_t>(partner)];
    const Partner& after = after_.partners[static_cast<std::size_t>(partner)];
    Add("M1", partner,
        RateFigure("distance", "withdrawal, shutdown or avoidance, in 100 messages",
                   before.distance),
        RateFigure("distance", "", after.distance));
    for (std::size_t c = 0; c < before.rates.size(); ++c) {
      const char* name = kReportCategoryNames[c];
      Add("M1", partner, RateFigure(name, std::string(name) + ", in 100 messages", before.rates[c]),
          RateFigure(name, "", after.rates[c]));
    }
  }

  void AddMeasure(const MeasureRow& before) {
    const auto found = std::find_if(after_.measures.begin(), after_.measures.end(),
                                    [&](const MeasureRow& row) { return row.id == before.id; });
    if (found == after_.measures.end()) return;
    const std::size_t sides = std::min(before.partners.size(), found->partners.size());
    for (std::size_t p = 0; p < sides; ++p) {
      AddFigures(before.id, static_cast<int>(p), before.partners[p], found->partners[p]);
    }
    AddFigures(before.id, -1, before.pair, found->pair);
  }

  void AddFigures(const std::string& measure, int partner, const std::vector<Figure>& before,
                  const std::vector<Figure>& after) {
    for (const Figure& figure : before) {
      const auto same = std::find_if(after.begin(), after.end(),
                                     [&](const Figure& f) { return f.key == figure.key; });
      if (same != after.end()) Add(measure, partner, figure, *same);
    }
  }

  void Add(const std::string& measure, int partner, const Figure& before, const Figure& after) {
    if ((before.shown && !before.has_range) || (after.shown && !after.has_range)) return;
    if ((!before.shown && !after.shown) || IsOfOnePeriod(measure, before.key)) return;
    out_.rows.push_back({measure, partner, before, after, ChangeOf(before, after)});
  }

  const Analysis& before_;
  const Analysis& after_;
  Comparison out_;
};

}  // namespace

Figure ChangeOf(const Figure& before, const Figure& after) {
  const std::string unit = UnitOfChange(before);
  const std::uint64_t n = before.n + after.n;
  if (!before.shown || !after.shown) return NotShown(before.key, before.label, unit, n);
  const bool logs = IsOnLogScale(before);
  const double factor = before.unit == "share" ? 100 : 1;
  const ScaledFigure b = OnScale(before, logs, factor), a = OnScale(after, logs, factor);
  const double change = a.value - b.value;
  const double down = std::hypot(a.value - a.low, b.high - b.value);
  const double up = std::hypot(a.high - a.value, b.value - b.low);
  return MakeRanged(before.key, before.label, unit, n, change, change - down, change + up);
}

Result<Comparison> CompareAnalyses(const Analysis& before, const Analysis& after) {
  if (before.lexicon_hash != after.lexicon_hash || before.tool_version != after.tool_version) {
    return Error{ErrorKind::kUsage,
                 "--compare: the two were made with different rules or versions of ebb; analyse "
                 "both exports again with this one"};
  }
  const bool same_people =
      before.partners.size() == after.partners.size() &&
      std::equal(before.partners.begin(), before.partners.end(), after.partners.begin(),
                 [](const Partner& x, const Partner& y) { return x.name == y.name; });
  if (!same_people || before.partners.empty()) {
    return Error{ErrorKind::kUsage,
                 "--compare: the two are not of the same people in the same order; choose them "
                 "with --me and --partner, and join names with --alias"};
  }
  return Comparer(before, after).Compare();
}

}  // namespace ebb
