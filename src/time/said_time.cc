#include "time/said_time.h"

#include <algorithm>
#include <cstddef>

#include "time/said_day.h"
#include "time/said_hour.h"
#include "time/said_span.h"
#include "time/said_words.h"

namespace ebb {
namespace {

constexpr std::uint32_t kMinute = 60, kSecondsOfDay = 86400;
constexpr std::size_t kWordsBetween = 2;  // at most between an hour and its day

// What is said in one breath: a day, a part of the day and an hour, or some of them.
struct Named {
  std::size_t first = 0, last = 0;  // words
  int day = -1;                     // days ahead
  int minutes = -1;                 // of the day
  bool sure = false;                // it is known which half of the day is meant
  DayPart part = DayPart::kNone;
  bool refused = false;

  bool Holds(const Named& other) const {
    return (day >= 0 && other.day >= 0) || (minutes >= 0 && other.minutes >= 0) ||
           (part != DayPart::kNone && other.part != DayPart::kNone);
  }
  void Join(const Named& other) {
    last = other.last;
    day = std::max(day, other.day);
    if (other.minutes >= 0) sure = other.sure;
    minutes = std::max(minutes, other.minutes);
    part = std::max(part, other.part);
    refused = refused || other.refused;
  }
};

class Reader {
 public:
  Reader(std::string_view text, std::uint32_t sent) : words_(text), sent_(sent) {}

  std::optional<std::uint32_t> Read() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i].money || ReadSpan(&i) || ReadHour(&i)) continue;
      ReadDay(i);
    }
    Close();
    if (loose_hour_ && last_day_ >= 0) latest_ = std::max(latest_, Midnight(last_day_ + 1));
    if (latest_ > sent_) return latest_;
    if (refused_) return kRefusedTime;
    return std::nullopt;
  }

 private:
  // To what was said before, if in one breath with it.
  void Add(const Named& now) {
    if (any_ && IsInOneBreath(now)) {
      open_.Join(now);
    } else {
      Close();
      open_ = now;
      any_ = true;
    }
  }
  bool IsInOneBreath(const Named& now) const {
    if (now.first > open_.last + 1 + kWordsBetween || open_.Holds(now)) return false;
    const bool refused = open_.refused || now.refused;
    for (std::size_t i = open_.last + 1; i <= now.first; ++i) {
      if (words_[i].stop == Stop::kSentence) return false;
      if (refused && words_[i].stop != Stop::kNone) return false;
    }
    return true;
  }
  void Close() {
    if (!any_) return;
    any_ = false;
    if (open_.refused) {
      refused_ = true;
      return;
    }
    latest_ = std::max(latest_, Resolve(open_));
    last_day_ = std::max(last_day_, open_.day);
    loose_hour_ = loose_hour_ || (open_.minutes >= 0 && open_.day < 0);
  }

  // These two go on to the last word of what they read.
  bool ReadSpan(std::size_t* i) {
    const std::optional<SaidSpan> span = ReadSaidSpan(words_, *i);
    if (!span) return false;
    latest_ = std::max(latest_, sent_ + span->seconds);
    *i = span->last;
    return true;
  }
  bool ReadHour(std::size_t* i) {
    const std::optional<SaidHour> hour = ReadSaidHour(words_, *i);
    if (!hour) return false;
    if (hour->has_been) {
      refused_ = true;
      return false;
    }
    Add({.first = *i, .last = hour->last, .minutes = hour->minutes, .sure = hour->sure});
    *i = hour->last;
    return true;
  }
  void ReadDay(std::size_t i) {
    const std::optional<SaidDay> day = ReadSaidDay(words_, i, Today());
    if (!day) return;
    if (day->has_been) {
      refused_ = true;
      return;
    }
    Add({.first = i, .last = i, .day = day->ahead, .part = day->part, .refused = day->refused});
  }

  std::uint32_t Today() const { return sent_ / kSecondsOfDay; }
  std::uint32_t Midnight(int days) const {
    return (Today() + static_cast<std::uint32_t>(days)) * kSecondsOfDay;
  }
  std::uint32_t At(int days, int minutes) const {
    return Midnight(days) + static_cast<std::uint32_t>(minutes) * kMinute;
  }

  std::uint32_t Resolve(const Named& named) const {
    if (named.minutes >= 0) return ResolveHour(named);
    const int end = named.part == DayPart::kMorning     ? 12
                    : named.part == DayPart::kAfternoon ? 18
                                                        : 24;
    return AsSaid(named, end * 60);  // "in the morning", said in the evening, is the next one
  }
  std::uint32_t ResolveHour(const Named& named) const {
    if (named.sure) return AsSaid(named, named.minutes);
    const bool twelve = named.minutes / 60 == 12;
    const int morning = twelve ? named.minutes - 12 * 60 : named.minutes;
    const int evening = morning + 12 * 60;
    if (named.part == DayPart::kMorning) return AsSaid(named, morning);
    if (named.part == DayPart::kEvening && twelve) return AsSaid(named, evening + 12 * 60);
    if (named.part != DayPart::kNone || named.day > 0) return AsSaid(named, evening);
    for (const int minutes : {morning, evening}) {
      if (At(0, minutes) > sent_) return At(0, minutes);
    }
    return At(1, morning);
  }
  std::uint32_t AsSaid(const Named& named, int minutes) const {
    const std::uint32_t when = At(std::max(named.day, 0), minutes);
    return when <= sent_ && named.day < 0 ? when + kSecondsOfDay : when;
  }

  SaidWords words_;
  std::uint32_t sent_;
  Named open_;  // what may be added to, if any
  bool any_ = false;
  bool refused_ = false;     // a time is refused, or has been
  bool loose_hour_ = false;  // an hour stands apart from any day
  int last_day_ = -1;
  std::uint32_t latest_ = 0;  // of all that was named
};

}  // namespace

std::optional<std::uint32_t> SaidTime(std::string_view text, std::uint32_t sent) {
  if (sent == 0) return std::nullopt;
  return Reader(text, sent).Read();
}

}  // namespace ebb
