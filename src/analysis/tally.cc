#include "analysis/tally.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include "analysis/names.h"
#include "measure/statistics.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr double kLanguageWarning = 0.8;
constexpr int kSigns = 6;
constexpr const char* kSignTitles[kSigns] = {"Feeling alone",
                                             "Time alone rather than together",
                                             "Shutting down in a talk",
                                             "Little shared social life",
                                             "Long-term decisions put off",
                                             "Less physical closeness"};

Rate MakeRate(std::uint64_t high, std::uint64_t low, std::uint64_t texts, std::uint64_t words,
              std::uint64_t minimum) {
  Rate rate;
  rate.flagged = high;
  rate.flagged_low = low;
  rate.messages = texts;
  rate.shown = texts >= minimum;
  if (texts > 0) rate.per_100 = 100.0 * static_cast<double>(high) / static_cast<double>(texts);
  const Interval interval = Wilson(high, texts);
  rate.low = 100.0 * interval.low;
  rate.high = 100.0 * interval.high;
  if (words > 0) {
    rate.per_1000_words = 1000.0 * static_cast<double>(high) / static_cast<double>(words);
  }
  return rate;
}

using Counts = std::array<CategoryCount, kCategories>;

std::array<Rate, kReportCategories> MakeRates(const Counts& counts, std::uint64_t texts,
                                              std::uint64_t words, std::uint64_t minimum) {
  std::array<Rate, kReportCategories> rates;
  for (std::size_t c = 0; c < rates.size(); ++c) {
    rates[c] = MakeRate(counts[c].high, counts[c].low, texts, words, minimum);
  }
  return rates;
}

// The counting flags of one message, reduced to what a message counts once for.
struct MessageMarks {
  std::uint8_t signs_shown = 0, signs_reported = 0;  // bit per sign, high confidence
  bool self_harm = false, abuse = false, boundary = false;
  bool safety() const { return self_harm || abuse || boundary; }
};

// 0 to 5, or -1 for a rule without one of the six signs.
int SignIndex(const Rule& rule) {
  if (rule.sign.size() != 2 || rule.sign[0] != 'S') return -1;
  const int index = rule.sign[1] - '1';
  return index >= 0 && index < kSigns ? index : -1;
}

void Mark(const Flag& flag, const Rule& rule, MessageMarks* marks) {
  if (flag.reason == Reason::kSafetyBoundary) marks->boundary = true;
  if (!flag.counts) return;
  if (rule.category == Category::kSelfHarm) marks->self_harm = true;
  if (rule.category == Category::kAbuseControl) marks->abuse = true;
  const int sign = SignIndex(rule);
  if (sign < 0 || flag.confidence != Confidence::kHigh) return;
  const auto bit = static_cast<std::uint8_t>(1u << sign);
  (flag.hit.about == About::kPartner ? marks->signs_reported : marks->signs_shown) |= bit;
}

class Tallier {
 public:
  Tallier(const TallyInput& input, Analysis* analysis)
      : in_(input), out_(*analysis), partner_of_(PartnerOf(input.conversation, input.partners)) {}

  void Run() {
    StartRows();
    CountFacts();
    CountFlags();
    FinishPartners();
    FinishWeeks();
    FinishCoverage();
    ListVoided();
  }

 private:
  struct Sums {
    Counts own{}, about{};
    CategoryCount distance;
  };

  void StartRows() {
    const std::size_t n = in_.partners.size();
    out_.partners.resize(n);
    for (std::size_t w = 0; w < in_.weeks.size(); ++w) {
      if (in_.weeks[w].undated) undated_row_ = static_cast<int>(w);
      if (!in_.weeks[w].undated) row_of_week_[in_.weeks[w].number] = static_cast<int>(w);
    }
    signs_shown_.resize(n);
    signs_reported_.resize(n);
    signs_of_rows_.resize(in_.weeks.size() * n);
  }

  int RowOf(const MessageFacts& facts) const {
    if (facts.sent == 0) return undated_row_;
    const auto row = row_of_week_.find(WeekNumber(facts.sent));
    return row == row_of_week_.end() ? -1 : row->second;
  }

  int PartnerIndex(const MessageFacts& facts) const {
    return facts.sender < partner_of_.size() ? partner_of_[facts.sender] : -1;
  }

  void CountFacts() {
    for (const MessageFacts& facts : in_.conversation.facts) {
      const auto kind = static_cast<MessageKind>(facts.kind);
      if (kind == MessageKind::kNotice) continue;
      CountDay(facts.sent);
      known_ += (facts.features & (kEnglish | kOtherLanguage)) != 0 ? 1 : 0;
      english_ += (facts.features & kEnglish) != 0 ? 1 : 0;
      const int p = PartnerIndex(facts);
      if (p < 0) {
        ++out_.coverage.others_messages;
        continue;
      }
      Partner& partner = out_.partners[static_cast<std::size_t>(p)];
      if (kind == MessageKind::kMedia) ++partner.media;
      if (kind == MessageKind::kCall) ++partner.calls;
      if (kind == MessageKind::kDeleted) ++partner.deleted;
    }
  }

  void CountDay(std::uint32_t sent) {
    if (sent == 0) return;
    first_ = first_ == 0 ? sent : std::min(first_, sent);
    last_ = std::max(last_, sent);
    const std::size_t day = sent / 86400;
    if (day >= days_.size()) days_.resize(day + 1);
    days_[day] = true;
  }

  void CountFlags() {
    const std::vector<Flag>& flags = in_.sequence.flags;
    for (std::size_t begin = 0; begin < flags.size();) {
      std::size_t end = begin;
      MessageMarks marks;
      const MessageIndex message = flags[begin].hit.message;
      for (; end < flags.size() && flags[end].hit.message == message; ++end) {
        added_up_ += flags[end].counts && flags[end].reason == Reason::kAddsUp ? 1 : 0;
        Mark(flags[end], in_.lexicon.rules()[flags[end].hit.rule], &marks);
      }
      Add(in_.conversation.facts[message], marks);
      begin = end;
    }
    if (added_up_ == 0) return;
    out_.notes.push_back(fmt::format(
        "{} of the marked places rest on no single wording: several words and the talk around them "
        "add up, by weights learned from made-up chats that were labelled by hand. They are marked "
        "so in the list; --rules-only leaves them out.",
        added_up_));
  }

  void Add(const MessageFacts& facts, const MessageMarks& marks) {
    const int row = RowOf(facts);
    if (marks.safety()) AddSafety(marks, row);
    const int p = PartnerIndex(facts);
    if (p < 0) return;
    const auto partner = static_cast<std::size_t>(p);
    for (std::size_t sign = 0; sign < kSigns; ++sign) {
      signs_shown_[partner][sign] += (marks.signs_shown >> sign) & 1u;
      signs_reported_[partner][sign] += (marks.signs_reported >> sign) & 1u;
      if (row >= 0) RowSigns(row, partner)[sign] += (marks.signs_shown >> sign) & 1u;
    }
  }

  void AddSafety(const MessageMarks& marks, int row) {
    Safety& safety = out_.safety;
    safety.any = true;
    safety.self_harm += marks.self_harm ? 1 : 0;
    safety.abuse_control += marks.abuse ? 1 : 0;
    safety.boundary += marks.boundary ? 1 : 0;
    if (row >= 0) safety_rows_.insert(row);
  }

  static std::string RowLabel(const Week& week) {
    return week.undated ? "undated" : WeekLabel(week.number);
  }

  void FinishWeeks() {
    for (std::size_t w = 0; w < in_.weeks.size(); ++w) {
      const Week& week = in_.weeks[w];
      WeekRow row;
      row.label = RowLabel(week);
      if (!week.undated) row.start = WeekStartDate(week.number);
      row.thin = week.thin;
      row.incomplete = week.incomplete;
      for (std::size_t p = 0; p < in_.partners.size(); ++p) {
        row.partners.push_back(MakeWeekPartner(week.partners[p]));
        const SignSums& signs = RowSigns(static_cast<int>(w), p);
        row.partners.back().signs.assign(signs.begin(), signs.end());
      }
      out_.weeks.push_back(std::move(row));
    }
    for (const int row : safety_rows_) {
      out_.safety.weeks.push_back(RowLabel(in_.weeks[static_cast<std::size_t>(row)]));
    }
  }

  static WeekPartner MakeWeekPartner(const PartnerWeek& from) {
    WeekPartner to;
    to.messages = from.messages;
    to.texts = from.texts;
    to.words = from.words;
    to.active_days = from.active_days;
    to.rates = MakeRates(from.counts, from.texts, from.words, kWeekMinimum);
    to.about_partner = MakeRates(from.about_partner, from.texts, from.words, kWeekMinimum);
    to.distance =
        MakeRate(from.distance.high, from.distance.low, from.texts, from.words, kWeekMinimum);
    return to;
  }

  static void AddCounts(const Counts& from, Counts* to) {
    for (std::size_t c = 0; c < from.size(); ++c) {
      (*to)[c].high += from[c].high;
      (*to)[c].low += from[c].low;
    }
  }

  void FinishPartners() {
    for (std::size_t p = 0; p < in_.partners.size(); ++p) {
      Partner& partner = out_.partners[p];
      Sums sums;
      for (std::size_t w = 0; w < in_.weeks.size(); ++w) {
        const PartnerWeek& week = in_.weeks[w].partners[p];
        partner.messages += week.messages;
        partner.texts += week.texts;
        partner.words += week.words;
        AddCounts(week.counts, &sums.own);
        AddCounts(week.about_partner, &sums.about);
        sums.distance.high += week.distance.high;
        sums.distance.low += week.distance.low;
      }
      partner.rates = MakeRates(sums.own, partner.texts, partner.words, kPersonMinimum);
      partner.about_partner = MakeRates(sums.about, partner.texts, partner.words, kPersonMinimum);
      partner.distance = MakeRate(sums.distance.high, sums.distance.low, partner.texts,
                                  partner.words, kPersonMinimum);
      for (std::size_t s = 0; s < kSigns; ++s) {
        partner.signs.push_back({"S" + std::to_string(s + 1), kSignTitles[s], signs_shown_[p][s],
                                 signs_reported_[p][s]});
      }
    }
  }

  void FinishCoverage() {
    Coverage& coverage = out_.coverage;
    if (last_ != 0) {
      coverage.first = FormatDateTime(kEpoch2000 + first_);
      coverage.last = FormatDateTime(kEpoch2000 + last_);
      coverage.days = last_ / 86400 - first_ / 86400 + 1;
    }
    coverage.active_days = static_cast<std::uint64_t>(std::count(days_.begin(), days_.end(), true));
    coverage.language_known = known_;
    if (known_ > 0) {
      coverage.language_share = static_cast<double>(english_) / static_cast<double>(known_);
      coverage.language_warning = coverage.language_share < kLanguageWarning;
    }
    coverage.time_jumps = in_.sequence.time_jumps;
  }

  void ListVoided() {
    std::map<std::string, std::uint64_t> by_reason;
    for (const Flag& flag : in_.sequence.flags) {
      if (flag.counts) continue;
      ++out_.voided;
      ++by_reason[std::string(VoidName(flag))];
    }
    out_.voided_by_reason.assign(by_reason.begin(), by_reason.end());
    std::stable_sort(out_.voided_by_reason.begin(), out_.voided_by_reason.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
  }

  using SignSums = std::array<std::uint64_t, kSigns>;
  SignSums& RowSigns(int row, std::size_t partner) {
    return signs_of_rows_[static_cast<std::size_t>(row) * in_.partners.size() + partner];
  }

  const TallyInput& in_;
  Analysis& out_;
  const std::vector<int> partner_of_;
  std::map<std::int32_t, int> row_of_week_;
  int undated_row_ = -1;
  std::vector<SignSums> signs_shown_, signs_reported_;
  std::vector<SignSums> signs_of_rows_;  // shown, by week and partner
  std::uint64_t added_up_ = 0;           // counted by the decision layer alone
  std::set<int> safety_rows_;
  std::vector<bool> days_;
  std::uint32_t first_ = 0, last_ = 0;
  std::uint64_t known_ = 0, english_ = 0;
};

}  // namespace

std::vector<int> PartnerOf(const Conversation& conversation,
                           const std::vector<std::uint16_t>& partners) {
  std::vector<int> out(conversation.participants.size(), -1);
  for (std::size_t p = 0; p < partners.size(); ++p) out[partners[p]] = static_cast<int>(p);
  return out;
}

void Tally(const TallyInput& input, Analysis* analysis) { Tallier(input, analysis).Run(); }

}  // namespace ebb
