// Whether the lines of a text that look like headings, a name and a date above words, say who
// speaks. Diaries, logs and lists of appointments have such lines, too.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_util.h"
#include "readers/transcript_line.h"

namespace ebb {

class TranscriptHeadings {
 public:
  // A heading that is not `usual` is words.
  void Add(const TranscriptLine& line, bool usual) {
    const bool after_blank = after_blank_;
    after_blank_ = line.speaker.empty() && Trim(line.text).empty();
    if (line.heading && usual) {
      behind_blanks_ += after_blank;
      return AddHeading(line);
    }
    if (!line.no_name.empty()) (line.open_time ? refused_open_ : refused_).Add(line.no_name);
    if (!after_heading_ || (line.speaker.empty() && line.text.empty())) return;
    with_words_ += line.speaker.empty() || line.heading;
    after_heading_ = false;
  }

  // Takes back what this text does not have; `labelled` of its lines have a speaker. Of two forms
  // the rarer one is what people wrote, and what is left is to be counted again.
  void Correct(std::uint64_t labelled, TranscriptRules* rules) const {
    if (headings() == 0) return;
    if (time_first_ > 0 && name_first_ > 0) {
      rules->time_first = rules->time_first && time_first_ > name_first_;
      rules->name_first = rules->name_first && name_first_ > time_first_;
      return;
    }
    const bool few = headings() * 2 <= labelled;
    if (!few && forms_.size() > 1 && rules->heading_forms.empty()) {
      rules->heading_forms = UsualForms();
      if (!rules->heading_forms.empty()) return;
    }
    if (few || !SaysWhoSpeaks()) rules->time_first = rules->name_first = false;
  }

  // Whether it is no heading, or one as the people of the text have: a ticket pasted into a message
  // seldom is.
  static bool IsUsual(const TranscriptLine& line, const TranscriptRules& rules) {
    return !line.heading || rules.heading_forms.empty() ||
           std::binary_search(rules.heading_forms.begin(), rules.heading_forms.end(), FormOf(line));
  }
  // Most stand behind a blank line.
  bool spaced() const { return behind_blanks_ * 2 >= headings(); }

 private:
  static constexpr std::uint64_t kFewest = 4, kFewestBare = 10;
  static constexpr std::size_t kMostForms = 100;
  static constexpr std::uint64_t kHeadingsARefused = 50, kRecurs = 2;
  static constexpr std::size_t kMostRefused = 2000, kMostNamesAForm = 200, kLongestMark = 16;

  // How often people are named in headings of one form.
  struct Form {
    std::uint64_t headings = 0;
    bool open = false;  // the time stands in front, without brackets
    std::map<std::string, std::uint64_t, std::less<>> names;

    void Add(std::string_view name) {
      ++headings;
      const auto known = names.find(name);
      if (known != names.end()) {
        ++known->second;
      } else if (names.size() < kMostNamesAForm) {
        names.emplace(name, 1);
      }
    }
  };
  // What stands beside times as no person is named.
  struct Refused {
    std::map<std::string, std::uint64_t, std::less<>> names;
    std::uint64_t most = 0;

    void Add(std::string_view name) {
      const auto known = names.find(name);
      if (known != names.end()) {
        most = std::max(most, ++known->second);
      } else if (names.size() < kMostRefused) {
        names.emplace(name, 1);
      }
    }
  };

  std::uint64_t headings() const { return time_first_ + name_first_; }

  void AddHeading(const TranscriptLine& line) {
    ++(line.after_name ? name_first_ : time_first_);
    bare_ += line.open_time || (line.after_name && Trim(line.mark).empty());
    open_ += line.open_time;
    levels_ += BeginsWithLevel(line.speaker);
    AddForm(FormOf(line), line);
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
    std::string form;
    if (line.after_name) {
      form = line.mark.substr(0, kLongestMark);
      form.erase(std::remove(form.begin(), form.end(), ' '), form.end());
    }
    form += line.after_name ? 'n' : line.open_time ? 'o' : 't';
    form += static_cast<char>('0' + static_cast<int>(time.date));
    form += time.separator;
    form += time.has_seconds ? 's' : 'm';
    form += time.has_day_period ? 'p' : 'd';
    return form;
  }

  void AddForm(const std::string& key, const TranscriptLine& line) {
    if (forms_.size() >= kMostForms && forms_.count(key) == 0) return;
    Form& form = forms_[key];
    form.open = line.open_time;
    form.Add(line.speaker);
  }

  // The commonest, those in which the people of that one are named, too, and those in which many
  // are; none if all are usual.
  std::vector<std::string> UsualForms() const {
    const auto commonest =
        std::max_element(forms_.begin(), forms_.end(), [](const auto& one, const auto& other) {
          return one.second.headings < other.second.headings;
        });
    std::vector<std::string> usual;
    for (const auto& [key, form] : forms_) {
      const bool many = !form.open && form.headings >= kFewest && form.headings * 10 >= headings();
      const Form& most = commonest->second;
      if (&form == &most || many || OfPeopleIn(most, form) >= kRecurs) usual.push_back(key);
    }
    if (usual.size() == forms_.size() && forms_.size() < kMostForms) usual.clear();
    return usual;
  }
  static std::uint64_t OfPeopleIn(const Form& known, const Form& form) {
    std::uint64_t headings = 0;
    for (const auto& [name, times] : form.names) {
      const auto there = known.names.find(name);
      if (there != known.names.end() && there->second >= kRecurs) headings += times;
    }
    return headings;
  }

  static int Minute(const WrittenTime& time) { return time.hour * 60 + time.minute; }

  // People answer each other: most headings share the date of the one before. Who comes again
  // without the name of a person may be one who speaks: better no transcript than words of the
  // wrong one.
  bool SaysWhoSpeaks() const {
    const std::uint64_t all = headings();
    if (all < (bare_ * 2 > all ? kFewestBare : kFewest)) return false;
    if (with_words_ * 2 < all) return false;
    if (same_date_ * 2 <= all || same_hour_ * 4 < all || capitals_ == all) return false;
    const bool open = open_ * 2 > all;
    if (levels_ * 3 >= all || (open && !spaced())) return false;
    const std::uint64_t refused = (open ? refused_open_ : refused_).most;
    return refused < kRecurs || refused * kHeadingsARefused < all;
  }

  std::uint64_t time_first_ = 0, name_first_ = 0;  // headings
  std::uint64_t with_words_ = 0, capitals_ = 0, same_date_ = 0, same_hour_ = 0;
  std::uint64_t behind_blanks_ = 0;
  std::uint64_t bare_ = 0;    // a name and a time with nothing between
  std::uint64_t open_ = 0;    // of them those with the time in front
  std::uint64_t levels_ = 0;  // begin as lines of logs do
  std::map<std::string, Form> forms_;
  Refused refused_, refused_open_;
  WrittenTime last_;
  bool after_heading_ = false, after_blank_ = true;
};

}  // namespace ebb
