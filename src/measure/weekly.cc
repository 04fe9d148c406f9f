#include "measure/weekly.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <limits>

#include "sequence/pair_talk.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::uint64_t kThinMessages = 30;
constexpr int kThinDays = 5;
constexpr std::int64_t kFirstWeekBegin = -5 * std::int64_t{kDaySeconds};  // 1999-12-27
constexpr int kNoColumn = -1;
constexpr std::uint16_t kFullWords = 0xFFFF;  // see Conversation::long_messages

std::int64_t WeekBegin(std::int32_t week) {
  return kFirstWeekBegin + week * std::int64_t{kWeekSeconds};
}

bool HasText(const MessageFacts& facts) {
  return facts.kind == static_cast<std::uint16_t>(MessageKind::kText) || facts.words > 0 ||
         (facts.features & kEmojiOnly) != 0;
}

bool IsMessage(const MessageFacts& facts) {
  return facts.kind != static_cast<std::uint16_t>(MessageKind::kNotice) &&
         facts.sender != kNoSender;
}

// Own distance, told distance: see decisions.md 1.
bool IsDistance(Category c) {
  return c == Category::kWithdrawal || c == Category::kShutdown || c == Category::kAvoidance;
}

class WeekBuilder {
 public:
  WeekBuilder(const Conversation& conversation, const std::vector<std::uint16_t>& partners)
      : conversation_(conversation), partner_count_(partners.size()) {
    for (std::size_t i = 0; i < partners.size(); ++i) {
      if (partners[i] >= column_.size()) column_.resize(partners[i] + std::size_t{1}, kNoColumn);
      column_[partners[i]] = static_cast<int>(i);
    }
  }

  void AddMessages() {
    for (MessageIndex i = 0; i < conversation_.facts.size(); ++i) AddMessage(i);
  }
  void AddFlags(const std::vector<Flag>& flags, const std::vector<Rule>& rules);
  std::vector<Week> Take();

 private:
  struct Row {
    Week week;
    std::vector<std::uint8_t> days;  // bits of active days, by partner
  };
  struct Marks {  // categories of one message, as bits
    std::uint32_t high = 0, low = 0, about_high = 0, about_low = 0;
  };

  Row NewRow(std::int32_t number) const {
    Row row;
    row.week.number = number;
    row.week.partners.resize(partner_count_);
    row.days.resize(partner_count_);
    return row;
  }
  void Turn(std::uint32_t sent);
  // The row of partners of a week, or of what has no time (made when first `wanted`).
  PartnerWeek* CellsOf(std::uint32_t sent, bool wanted) {
    if (sent != 0) {
      if (sent < begin_ || sent >= begin_ + kWeekSeconds) Turn(sent);
      return cells_;
    }
    if (wanted && !any_undated_) {
      undated_ = NewRow(0);
      any_undated_ = true;
    }
    return undated_.week.partners.data();
  }
  void AddTime(std::uint32_t sent, int column);
  void AddMessage(MessageIndex index);
  std::uint64_t Words(MessageIndex index) const;
  void AddMarks(MessageIndex message, const Marks& marks);
  void Finish(Row* row) const;
  int Column(std::uint16_t sender) const {
    return sender < column_.size() ? column_[sender] : kNoColumn;
  }

  const Conversation& conversation_;
  std::size_t partner_count_;
  std::vector<int> column_;  // by participant
  std::vector<Row> rows_;    // consecutive weeks
  Row undated_;
  bool any_undated_ = false;
  // The week at hand: messages come in weeks.
  std::int64_t begin_ = std::numeric_limits<std::int64_t>::max() - kWeekSeconds;
  PartnerWeek* cells_ = nullptr;
  std::uint8_t* days_ = nullptr;
  std::uint32_t first_ = std::numeric_limits<std::uint32_t>::max(), last_ = 0;
};

// Makes the week of `sent` the one at hand.
void WeekBuilder::Turn(std::uint32_t sent) {
  const std::int32_t number = WeekNumber(sent);
  if (rows_.empty()) rows_.push_back(NewRow(number));
  const std::int32_t first = rows_.front().week.number;
  if (number < first) {  // a whole block at once, so that going back in time stays cheap
    std::vector<Row> before;
    for (std::int32_t n = number; n < first; ++n) before.push_back(NewRow(n));
    rows_.insert(rows_.begin(), std::make_move_iterator(before.begin()),
                 std::make_move_iterator(before.end()));
  }
  while (rows_.back().week.number < number) {
    rows_.push_back(NewRow(rows_.back().week.number + 1));
  }
  Row& row = rows_[static_cast<std::size_t>(number - rows_.front().week.number)];
  begin_ = WeekBegin(number);
  cells_ = row.week.partners.data();
  days_ = row.days.data();
}

std::uint64_t WeekBuilder::Words(MessageIndex index) const {
  const std::uint16_t words = conversation_.facts[index].words;
  const auto& list = conversation_.long_messages;
  const auto at = std::lower_bound(
      list.begin(), list.end(), index,
      [](const LongMessage& m, MessageIndex wanted) { return m.message < wanted; });
  return at != list.end() && at->message == index ? at->words : words;
}

void WeekBuilder::AddTime(std::uint32_t sent, int column) {
  first_ = std::min(first_, sent);
  last_ = std::max(last_, sent);
  const auto offset = static_cast<std::uint32_t>(sent - begin_);
  if (column != kNoColumn) days_[column] |= static_cast<std::uint8_t>(1u << (offset / kDaySeconds));
}

// Messages of others say only which weeks there are.
void WeekBuilder::AddMessage(MessageIndex index) {
  const MessageFacts& facts = conversation_.facts[index];
  if (!IsMessage(facts)) return;
  const int column = Column(facts.sender);
  PartnerWeek* cells = CellsOf(facts.sent, column != kNoColumn);
  if (facts.sent != 0) AddTime(facts.sent, column);
  if (column == kNoColumn) return;
  PartnerWeek& cell = cells[column];
  ++cell.messages;
  cell.texts += HasText(facts);
  cell.words += facts.words != kFullWords ? facts.words : Words(index);
}

void Count(std::uint32_t high, std::uint32_t low, std::array<CategoryCount, kCategories>* counts) {
  for (std::uint32_t bits = high | low; bits != 0; bits &= bits - 1) {
    const auto category = static_cast<std::size_t>(std::countr_zero(bits));
    CategoryCount& count = (*counts)[category];
    ++((high >> category & 1) != 0 ? count.high : count.low);
  }
}

void WeekBuilder::AddMarks(MessageIndex message, const Marks& marks) {
  if ((marks.high | marks.low | marks.about_high | marks.about_low) == 0) return;
  const MessageFacts& facts = conversation_.facts[message];
  const int column = Column(facts.sender);
  if (column == kNoColumn || !IsMessage(facts)) return;
  PartnerWeek& cell = CellsOf(facts.sent, true)[column];
  Count(marks.high, marks.low, &cell.counts);
  Count(marks.about_high, marks.about_low, &cell.about_partner);
  constexpr std::uint32_t kDistance = 1u << static_cast<int>(Category::kWithdrawal) |
                                      1u << static_cast<int>(Category::kShutdown) |
                                      1u << static_cast<int>(Category::kAvoidance);
  if (marks.high & kDistance) {
    ++cell.distance.high;
  } else if (marks.low & kDistance) {
    ++cell.distance.low;
  }
}

void WeekBuilder::AddFlags(const std::vector<Flag>& flags, const std::vector<Rule>& rules) {
  Marks marks;
  MessageIndex message = 0;
  for (const Flag& flag : flags) {
    const bool boundary = flag.reason == Reason::kSafetyBoundary;
    if (!flag.counts && !boundary) continue;
    if (flag.hit.message != message) {
      AddMarks(message, marks);
      marks = Marks{};
      message = flag.hit.message;
    }
    const Category category =
        boundary ? Category::kBoundary : CategoryOf(flag, rules[flag.hit.rule]);
    const bool told = flag.hit.about == About::kPartner &&
                      (IsDistance(category) || category == Category::kRepair);
    const bool high = flag.confidence == Confidence::kHigh;
    std::uint32_t& bits =
        told ? (high ? marks.about_high : marks.about_low) : (high ? marks.high : marks.low);
    bits |= 1u << static_cast<int>(category);
  }
  AddMarks(message, marks);
}

void WeekBuilder::Finish(Row* row) const {
  Week& week = row->week;
  std::uint64_t messages = 0;
  std::uint8_t days = 0;
  for (std::size_t i = 0; i < partner_count_; ++i) {
    week.partners[i].active_days = static_cast<std::uint32_t>(std::popcount(row->days[i]));
    messages += week.partners[i].messages;
    days |= row->days[i];
  }
  if (week.undated) {
    week.thin = messages < kThinMessages;
    return;
  }
  week.thin = messages < kThinMessages || std::popcount(days) < kThinDays;
  const std::int64_t begin = WeekBegin(week.number);
  week.incomplete = first_ >= begin + kDaySeconds || last_ < begin + 6 * kDaySeconds;
}

std::vector<Week> WeekBuilder::Take() {
  std::vector<Week> weeks;
  weeks.reserve(rows_.size() + 1);
  for (Row& row : rows_) {
    Finish(&row);
    weeks.push_back(std::move(row.week));
  }
  if (any_undated_) {
    undated_.week.undated = true;
    Finish(&undated_);
    weeks.push_back(std::move(undated_.week));
  }
  return weeks;
}

}  // namespace

std::vector<Week> WeeklyTable(const Conversation& conversation, const SequenceResult& sequence,
                              const Lexicon& lexicon, const std::vector<std::uint16_t>& partners) {
  return WeeklyTable(conversation, sequence, lexicon.rules(), partners);
}

std::vector<Week> WeeklyTable(const Conversation& conversation, const SequenceResult& sequence,
                              const std::vector<Rule>& rules,
                              const std::vector<std::uint16_t>& partners) {
  WeekBuilder builder(conversation, partners);
  builder.AddMessages();
  builder.AddFlags(sequence.flags, rules);
  return builder.Take();
}

}  // namespace ebb
