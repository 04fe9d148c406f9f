#include "time/date_order.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <vector>

#include "time/civil.h"

namespace ebb {
namespace {

struct Stamp {
  int first, second, year;
};

DateOrderResolver::Decision DecideOn(const std::vector<Stamp>& stamps) {
  DateOrderResolver resolver;
  for (const Stamp& s : stamps) resolver.Add(s.first, s.second, s.year);
  return resolver.Decide();
}

TEST_CASE("names of date orders can be read back") {
  for (const DateOrder order :
       {DateOrder::kDayFirst, DateOrder::kMonthFirst, DateOrder::kYearFirst}) {
    CHECK(ParseDateOrder(DateOrderName(order)).value() == order);
  }
  CHECK(DateOrderName(DateOrder::kUndecided) == "undecided");
  CHECK_FALSE(ParseDateOrder("DMY").ok());
  CHECK_FALSE(ParseDateOrder("undecided").ok());
  CHECK(ParseDateOrder("").error().kind == ErrorKind::kUsage);
}

TEST_CASE("a number above 12 proves the order") {
  CHECK(DecideOn({{3, 4, 2022}, {13, 4, 2022}}).order == DateOrder::kDayFirst);
  CHECK(DecideOn({{3, 4, 2022}, {4, 13, 2022}}).order == DateOrder::kMonthFirst);
  CHECK(DecideOn({{12, 12, 2022}}).order == DateOrder::kUndecided);
}

TEST_CASE("a year in front proves the order") {
  DateOrderResolver resolver;
  CHECK_FALSE(resolver.Proven());
  resolver.AddYearFirst();
  CHECK(resolver.Proven());
  CHECK(resolver.Decide().order == DateOrder::kYearFirst);
}

TEST_CASE("proof for both orders is a contradiction") {
  const auto even = DecideOn({{13, 4, 2022}, {4, 13, 2022}});
  CHECK(even.contradiction);
  CHECK(even.order == DateOrder::kUndecided);
  std::vector<Stamp> many(20, {25, 4, 2022});
  many.push_back({4, 13, 2022});
  const auto pasted = DecideOn(many);
  CHECK(pasted.contradiction);
  CHECK(pasted.order == DateOrder::kDayFirst);
  // A stamp that is a date in neither reading says nothing.
  CHECK(DecideOn({{13, 14, 2022}}).order == DateOrder::kUndecided);
  CHECK_FALSE(DecideOn({{13, 14, 2022}, {13, 1, 2022}}).contradiction);
}

TEST_CASE("dates that read the same both ways need no question") {
  CHECK(DecideOn({{4, 4, 2022}, {5, 5, 2022}}).same_either_way);
  CHECK_FALSE(DecideOn({{4, 4, 2022}, {4, 5, 2022}}).same_either_way);
  CHECK(DecideOn({}).same_either_way);
}

TEST_CASE("the change-frequency test needs ten dates and a clear margin") {
  std::vector<Stamp> spring;  // three months, the first twelve days of each
  for (int month = 3; month <= 5; ++month) {
    for (int day = 1; day <= 12; day += 3) spring.push_back({day, month, 2022});
  }
  CHECK(DecideOn(spring).order == DateOrder::kDayFirst);
  std::vector<Stamp> turned = spring;
  for (Stamp& s : turned) std::swap(s.first, s.second);
  CHECK(DecideOn(turned).order == DateOrder::kMonthFirst);
  spring.resize(9);
  CHECK(DecideOn(spring).order == DateOrder::kUndecided);
}

TEST_CASE("a monthly habit is not taken for a daily one") {
  std::vector<Stamp> monthly;  // day first: always on the first of the month
  for (int month = 1; month <= 12; ++month) monthly.push_back({1, month, 2022});
  CHECK(DecideOn(monthly).order == DateOrder::kUndecided);
  // The notice on top carries the date of a later installation.
  monthly.insert(monthly.begin(), {1, 5, 2022});
  monthly[1] = {2, 1, 2022};
  CHECK(DecideOn(monthly).order == DateOrder::kUndecided);
}

struct Habit {
  DateOrderResolver::Typography typography;
  DateOrder suggestion;
};

TEST_CASE("typography only chooses the suggestion") {
  const Habit habits[] = {
      {{'/', false, true, false, false}, DateOrder::kMonthFirst},
      {{'/', true, true, false, false}, DateOrder::kDayFirst},
      {{'/', false, true, true, false}, DateOrder::kDayFirst},
      {{'/', false, false, false, true}, DateOrder::kMonthFirst},
      {{'/', false, false, false, false}, DateOrder::kDayFirst},
      {{'.', false, true, false, false}, DateOrder::kDayFirst},
      {{'-', true, false, false, false}, DateOrder::kDayFirst},
  };
  for (const Habit& habit : habits) {
    DateOrderResolver resolver;
    resolver.SetTypography(habit.typography);
    resolver.Add(3, 4, 2022);
    const auto decision = resolver.Decide();
    CHECK(decision.order == DateOrder::kUndecided);
    CHECK(decision.suggestion == habit.suggestion);
    CHECK_FALSE(decision.how.empty());
  }
}

// Chats of many habits: daily, weekly, monthly on nearly one day, only the first days of each
// month, out of order, with a first line from another time.
class ChatMaker {
 public:
  explicit ChatMaker(unsigned seed) : random_(seed) {}

  std::vector<std::int64_t> Days() {
    std::vector<std::int64_t> days;
    const int count = Between(1, 60);
    const int habit = Between(0, 5);
    std::int64_t day = DaysFromCivil(Between(2012, 2025), Between(1, 12), Between(1, 28));
    const int fixed = Between(1, 12);
    for (int i = 0; i < count; ++i) {
      days.push_back(Bend(day, habit, fixed));
      day += Step(habit);
    }
    if (Between(0, 3) == 0) days.insert(days.begin(), days.back() + Between(-90, 90));
    for (int swaps = Between(0, 9) == 0 ? 3 : 0; swaps > 0; --swaps) {
      std::swap(days[Index(days)], days[Index(days)]);
    }
    return days;
  }
  bool Coin() { return Between(0, 1) == 1; }

 private:
  int Between(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
  std::size_t Index(const std::vector<std::int64_t>& days) {
    return std::uniform_int_distribution<std::size_t>(0, days.size() - 1)(random_);
  }
  std::int64_t Step(int habit) {
    if (habit == 0) return 1;
    if (habit == 1) return Between(0, 4);
    if (habit == 2) return Between(5, 9);
    return Between(15, 45);
  }
  // Habits 3 to 5 only know days that could be months.
  std::int64_t Bend(std::int64_t day, int habit, int fixed) {
    CivilTime civil = CivilFromSeconds(day * 86400);
    if (habit == 3) civil.day = fixed;
    if (habit == 4) civil.day = std::min(12, fixed + Between(0, 1));
    if (habit == 5 && civil.day > 12) civil.day = Between(1, 12);
    return DaysFromCivil(civil.year, civil.month, civil.day);
  }

  std::mt19937 random_;
};

TEST_CASE("ten thousand made-up chats give no silent wrong order") {
  int decided = 0, wrong = 0;
  for (unsigned seed = 0; seed < 10000; ++seed) {
    ChatMaker maker(seed);
    const bool day_first = maker.Coin();
    DateOrderResolver resolver;
    bool differs = false;
    for (const std::int64_t day : maker.Days()) {
      const CivilTime c = CivilFromSeconds(day * 86400);
      resolver.Add(day_first ? c.day : c.month, day_first ? c.month : c.day, c.year);
      differs |= c.day != c.month;
    }
    const auto decision = resolver.Decide();
    if (differs && decision.same_either_way) ++wrong;
    if (decision.order == DateOrder::kUndecided) continue;
    ++decided;
    if ((decision.order == DateOrder::kDayFirst) != day_first) ++wrong;
  }
  CHECK(wrong == 0);
  CHECK(decided > 5000);
}

}  // namespace
}  // namespace ebb
