// Whether the lines of a text that look like headings, a name and a date above words, say who
// speaks. Diaries, logs and lists of appointments have such lines, too.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/text_util.h"
#include "readers/transcript_line.h"

namespace ebb {

class TranscriptHeadings {
 public:
  void Add(const TranscriptLine& line) {
    const bool after_blank = after_blank_;
    after_blank_ = line.speaker.empty() && Trim(line.text).empty();
    if (line.heading) {
      behind_blanks_ += after_blank;
      return AddHeading(line);
    }
    if (!line.no_name.empty()) AddRefused(line.no_name);
    if (!after_heading_ || (line.speaker.empty() && line.text.empty())) return;
    with_words_ += line.speaker.empty();
    after_heading_ = false;
  }

  // Takes back what this text does not have; `labelled` of its lines have a speaker. Of two forms
  // the rarer one is what people wrote, and what is left is to be counted again.
  void Correct(std::uint64_t labelled, TranscriptRules* rules) const {
    if (headings() == 0) return;
    if (time_first_ > 0 && name_first_ > 0) {
      rules->time_first = rules->time_first && time_first_ > name_first_;
      rules->name_first = rules->name_first && name_first_ > time_first_;
    } else if (!SaysWhoSpeaks(labelled)) {
      rules->time_first = rules->name_first = false;
    } else if (forms_.size() > 1 && rules->heading_form.empty()) {
      rules->heading_form = CommonestForm();
    }
  }

  // Whether it is written as most are: a ticket pasted into a message seldom is.
  static bool IsUsual(const TranscriptLine& line, const TranscriptRules& rules) {
    return rules.heading_form.empty() || FormOf(line) == rules.heading_form;
  }
  // Most stand behind a blank line.
  bool spaced() const { return behind_blanks_ * 2 >= headings(); }

 private:
  static constexpr std::uint64_t kFewest = 4, kFewestBare = 10;
  static constexpr std::size_t kMostForms = 100;
  static constexpr std::uint64_t kHeadingsARefused = 50;
  static constexpr std::size_t kMostRefused = 2000;

  std::uint64_t headings() const { return time_first_ + name_first_; }

  void AddHeading(const TranscriptLine& line) {
    ++(line.after_name ? name_first_ : time_first_);
    bare_ += line.after_name && Trim(line.mark).empty();
    AddForm(FormOf(line));
    capitals_ += IsInCapitals(line.speaker);
    const WrittenTime& time = *line.time;
    const bool same = headings() > 1 && time.date == last_.date && time.year == last_.year &&
                      time.first == last_.first && time.second == last_.second;
    same_date_ += same && time.date != WrittenTime::Date::kNone;
    same_hour_ += same && Minute(time) - Minute(last_) < 60;
    last_ = time;
    after_heading_ = true;
  }

  // How it is written, but for name and numbers.
  static std::string FormOf(const TranscriptLine& line) {
    const WrittenTime& time = *line.time;
    std::string form(line.mark);
    form += line.after_name ? 'n' : 't';
    form += static_cast<char>('0' + static_cast<int>(time.date));
    form += time.separator;
    form += time.has_seconds ? 's' : 'm';
    form += time.has_day_period ? 'p' : 'd';
    return form;
  }

  void AddForm(std::string form) {
    if (forms_.size() < kMostForms || forms_.count(form) > 0) ++forms_[std::move(form)];
  }

  const std::string& CommonestForm() const {
    return std::max_element(
               forms_.begin(), forms_.end(),
               [](const auto& one, const auto& other) { return one.second < other.second; })
        ->first;
  }

  static int Minute(const WrittenTime& time) { return time.hour * 60 + time.minute; }

  void AddRefused(std::string_view name) {
    const auto known = refused_.find(name);
    if (known != refused_.end()) {
      most_refused_ = std::max(most_refused_, ++known->second);
    } else if (refused_.size() < kMostRefused) {
      refused_.emplace(name, 1);
    }
  }

  // People answer each other: most headings share the date of the one before. Who comes again
  // without the name of a person may be one who speaks: better no transcript than words of the
  // wrong one.
  bool SaysWhoSpeaks(std::uint64_t labelled) const {
    const std::uint64_t all = headings();
    if (all < (bare_ * 2 > all ? kFewestBare : kFewest)) return false;
    if (all * 2 <= labelled || with_words_ * 2 < all) return false;
    if (same_date_ * 2 <= all || same_hour_ * 4 < all || capitals_ == all) return false;
    return most_refused_ < 2 || most_refused_ * kHeadingsARefused < all;
  }

  std::uint64_t time_first_ = 0, name_first_ = 0;  // headings
  std::uint64_t with_words_ = 0, capitals_ = 0, same_date_ = 0, same_hour_ = 0;
  std::uint64_t behind_blanks_ = 0;
  std::uint64_t bare_ = 0;  // a name and a time with nothing between
  std::map<std::string, std::uint64_t> forms_;
  std::map<std::string, std::uint64_t, std::less<>> refused_;
  std::uint64_t most_refused_ = 0;
  WrittenTime last_;
  bool after_heading_ = false, after_blank_ = true;
};

}  // namespace ebb
