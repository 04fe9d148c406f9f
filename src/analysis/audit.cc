#include "analysis/audit.h"

#include <algorithm>
#include <map>
#include <utility>

#include "analysis/message_ids.h"
#include "analysis/names.h"
#include "analysis/tally.h"
#include "base/random.h"
#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::uint64_t kAuditSeed = 2020;
// Up to so many of `pool`, each set of them equally likely.
std::vector<const FlagRow*> Draw(std::vector<const FlagRow*> pool, Random* random) {
  Shuffle(&pool, random);
  pool.resize(std::min(pool.size(), kAuditEach));
  return pool;
}

// The words with the marked ones in angle quotes.
std::string Marked(const FlagRow& row) {
  if (row.end <= row.begin || row.end > row.text.size()) return row.text;
  return row.text.substr(0, row.begin) + "\u00AB" +
         row.text.substr(row.begin, row.end - row.begin) + "\u00BB" + row.text.substr(row.end);
}

std::string WordsAround(const Analysis& a, const std::vector<ContextLine>& lines) {
  std::string out;
  for (const ContextLine& line : lines) {
    if (!out.empty()) out += '\n';
    const bool known = line.partner >= 0;
    out += known ? a.partners[static_cast<std::size_t>(line.partner)].name : "Somebody else";
    out += ": " + (line.text.empty() ? "(" + line.kind + ")" : line.text);
  }
  return out;
}

// Whom the words of a mark are about, by name.
std::string AboutWhom(const Analysis& a, const FlagRow& row) {
  if (row.about == AboutName(About::kBoth)) return "both";
  const bool of_writer = row.about == AboutName(About::kSelf);
  const auto writer = static_cast<std::size_t>(row.partner);
  if (of_writer) return a.partners[writer].name;
  return a.partners.size() == 2 ? a.partners[1 - writer].name : "the other";
}

std::string SheetRow(const Analysis& a, const FlagRow& row, bool guard) {
  const std::string cells[] = {row.message_id,
                               row.rule,
                               row.category,
                               a.partners[static_cast<std::size_t>(row.partner)].name,
                               AboutWhom(a, row),
                               row.time,
                               WordsAround(a, row.before),
                               Marked(row),
                               WordsAround(a, row.after),
                               ""};
  std::string out;
  for (const std::string& cell : cells) {
    if (&cell != &cells[0]) out += ',';
    out += CsvCell(cell, guard);
  }
  return out + "\n";
}

// The flag of each message and rule: a mark that counts goes before one that does not.
class FlagsByName {
 public:
  FlagsByName(const SequenceResult& sequence, const Lexicon& lexicon,
              const Conversation& conversation, const std::vector<int>& partner_of) {
    std::vector<MessageIndex> messages;
    for (const Flag& flag : sequence.flags) messages.push_back(flag.hit.message);
    std::sort(messages.begin(), messages.end());
    messages.erase(std::unique(messages.begin(), messages.end()), messages.end());
    for (const IdKeys& keys : {RealIdKeys(conversation), PseudonymIdKeys(partner_of)}) {
      const auto ids = MessageIds(conversation, messages, keys.conversation, keys.senders);
      for (const Flag& flag : sequence.flags) {
        const std::string& rule = lexicon.rules()[flag.hit.rule].id;
        const Flag*& place = by_name_[{ids.at(flag.hit.message), rule}];
        if (place == nullptr || (flag.counts && !place->counts)) place = &flag;
      }
    }
  }
  const Flag* Find(const AuditMark& mark) const {
    const auto at = by_name_.find({mark.message, mark.rule});
    return at == by_name_.end() ? nullptr : at->second;
  }

 private:
  std::map<std::pair<std::string, std::string>, const Flag*> by_name_;
};

void AddTo(Share* share, bool right) {
  share->k += right ? 1 : 0;
  ++share->n;
}

// Rates of marks among the measures, by how their keys begin.
struct MarkedRate {
  std::string_view measure, key;
};
constexpr MarkedRate kMarkedRates[] = {
    {"M10", "distance_after_"}, {"M10", "pressing_after_"},
    {"M12", "distance"},        {"M14", "near"},
    {"M14", "elsewhere"},       {"M15", "distance_before"},
    {"M15", "distance_now"},    {"M15", "distance_in_"},
    {"M15", "distance_level"},  {"M15", "distance_outside"},
    {"M15", "mending_before"},  {"M15", "mending_now"},
    {"M15", "mending_in_"},     {"M15", "mending_level"},
    {"M15", "mending_outside"}, {"M15", "distance_4_weeks"},
    {"M15", "mending_4_weeks"}, {"M19", "per_conflict"},
    {"M19", "accepted"},        {"M19", "rejected_around"},
    {"M19", "missed_around"},   {"M19", "otherwise_around"},
};
// Whole series of weeks, that share the beginnings of other keys.
constexpr MarkedRate kMarkedSeries[] = {{"M15", "distance"}, {"M15", "mending"}};

// Of a date that was named: how many other weeks rose as much is no rate of marks.
bool IsOfDate(const MeasureRow& measure, std::string_view key) {
  return measure.id == "M14" && key.starts_with("date_");
}

bool IsMarkedRate(const MeasureRow& measure, std::string_view key) {
  if (IsOfDate(measure, key)) return !key.ends_with("_as_large");
  return std::any_of(std::begin(kMarkedRates), std::end(kMarkedRates), [&](const MarkedRate& rate) {
    return rate.measure == measure.id && key.starts_with(rate.key);
  });
}

constexpr std::string_view kNotBeside =
    "by the audit the rates of the two are not set side by side";

// "Words of ... went from 1.2 of 100 ..." without the levels.
std::string DriftWithoutLevels(const Claim& claim, const std::vector<Partner>& partners) {
  const bool mending = claim.key.starts_with("drift_mending");
  if (!mending && !claim.key.starts_with("drift_distance")) return claim.text;
  const auto side = static_cast<std::size_t>(claim.side);
  return partners[side].name + ": " +
         (mending ? "attempts to mend or to come closer"
                  : "words of withdrawal, shutdown or avoidance") +
         " changed over the weeks; " + std::string(kNotBeside) + ".";
}

// What is compared stays ("... came more often after pressing"), the rates behind it go.
void HideClaimedRates(const std::vector<Partner>& partners, MeasureRow* measure) {
  std::erase_if(measure->claims, [&](const Claim& claim) { return IsOfDate(*measure, claim.key); });
  for (Claim& claim : measure->claims) {
    if (claim.side < 0 || static_cast<std::size_t>(claim.side) >= partners.size()) continue;
    if (measure->id == "M15") claim.text = DriftWithoutLevels(claim, partners);
    if (measure->id != "M10" && measure->id != "M19") continue;
    const std::size_t rates = claim.text.rfind(": ");
    if (rates == std::string::npos || claim.text.find(" of 100", rates) == std::string::npos) {
      continue;
    }
    claim.text.resize(rates);
    claim.text += "; " + std::string(kNotBeside) + ".";
  }
}

void HideMarkedRates(MeasureRow* measure) {
  for (std::vector<Figure>& figures : measure->partners) {
    std::erase_if(figures, [&](const Figure& f) { return IsMarkedRate(*measure, f.key); });
  }
  std::erase_if(measure->series, [&](const SeriesRow& series) {
    const auto is_series = [&](const MarkedRate& marked) {
      return marked.measure == measure->id && marked.key == series.key;
    };
    return series.partner >= 0 &&
           (IsMarkedRate(*measure, series.key) ||
            std::any_of(std::begin(kMarkedSeries), std::end(kMarkedSeries), is_series));
  });
}

void Hide(Rate* rate) {
  rate->shown = false;
  rate->per_100 = rate->low = rate->high = rate->per_1000_words = 0;
}

}  // namespace

std::string AuditSheet(const Analysis& analysis, bool guard) {
  std::vector<const FlagRow*> counted, left_out;
  for (const FlagRow& row : analysis.flags) {
    if (row.reason == "suppressed") continue;
    if (row.counts && row.confidence == ConfidenceName(Confidence::kHigh)) counted.push_back(&row);
    if (!row.counts) left_out.push_back(&row);
  }
  Random random(kAuditSeed);
  std::vector<const FlagRow*> drawn = Draw(std::move(counted), &random);
  for (const FlagRow* row : Draw(std::move(left_out), &random)) drawn.push_back(row);
  if (drawn.empty()) return {};
  Shuffle(&drawn, &random);
  std::string out;
  for (const std::string_view column : kSheetColumns) {
    out += (out.empty() ? "" : ",") + std::string(column);
  }
  out += '\n';
  for (const FlagRow* row : drawn) out += SheetRow(analysis, *row, guard);
  return out;
}

AuditReading ReadMarks(const std::vector<AuditMark>& marks, const SequenceResult& sequence,
                       const Lexicon& lexicon, const Conversation& conversation,
                       const std::vector<int>& partner_of) {
  const FlagsByName flags(sequence, lexicon, conversation, partner_of);
  AuditReading reading;
  for (const AuditMark& mark : marks) {
    const Flag* flag = flags.Find(mark);
    const int side =
        flag == nullptr ? -1 : partner_of[conversation.facts[flag->hit.message].sender];
    if (side < 0 || side > 1) {
      ++reading.unknown;
      continue;
    }
    const auto s = static_cast<std::size_t>(side);
    if (!flag->counts) {
      AddTo(&reading.audit.left_out[s], mark.right);
      continue;
    }
    AddTo(&reading.audit.counted[s], mark.right);
    const Category category = CategoryOf(*flag, lexicon.rules()[flag->hit.rule]);
    if (IsCounted(category)) {
      AddTo(&reading.audit.categories[static_cast<std::size_t>(category)], mark.right);
    }
  }
  return reading;
}

void HideRates(Analysis* analysis) {
  const auto hide = [](auto* of) {
    for (Rate& rate : of->rates) Hide(&rate);
    for (Rate& rate : of->about_partner) Hide(&rate);
    Hide(&of->distance);
  };
  for (Partner& partner : analysis->partners) hide(&partner);
  for (WeekRow& week : analysis->weeks) {
    for (WeekPartner& partner : week.partners) hide(&partner);
  }
  for (MeasureRow& measure : analysis->measures) {
    HideMarkedRates(&measure);
    HideClaimedRates(analysis->partners, &measure);
  }
  analysis->rates_apart = true;
  std::erase(analysis->notes, kRatesApartNote);
  analysis->notes.emplace(analysis->notes.begin(), kRatesApartNote);
}

}  // namespace ebb
