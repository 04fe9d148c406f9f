#include "readers/whatsapp_head.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "base/text_util.h"
#include "readers/whatsapp_markers.h"
#include "readers/whatsapp_text.h"

namespace ebb::whatsapp {
namespace {

constexpr std::size_t kShapeSample = 50;
constexpr std::size_t kColonName = 3;  // records that must begin alike before a name may hold ": "

struct Candidate {
  Header header;
  std::string_view line;
  bool first = false;
  bool after_crlf = false;
};

std::vector<Candidate> FindCandidates(std::string_view head, bool whole) {
  std::vector<Candidate> found;
  bool first = true, crlf = false;
  while (!head.empty()) {
    const std::size_t end = head.find('\n');
    if (end == std::string_view::npos && !whole) break;
    const std::string_view line = head.substr(0, end == std::string_view::npos ? end : end + 1);
    Candidate candidate{{}, line, first, crlf};
    if (ParseHeader(line, &candidate.header)) found.push_back(candidate);
    crlf = line.ends_with("\r\n");
    first = false;
    head.remove_prefix(line.size());
  }
  return found;
}

// The first shape, unless it is a single stray line: a later change of shape is found while
// reading.
HeaderShape ChooseShape(const std::vector<Candidate>& candidates) {
  const std::size_t count = std::min(candidates.size(), kShapeSample);
  HeaderShape best = candidates.front().header.shape;
  std::size_t best_count = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const HeaderShape& shape = candidates[i].header.shape;
    const auto same = static_cast<std::size_t>(
        std::count_if(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(count),
                      [&](const Candidate& c) { return c.header.shape == shape; }));
    if (i == 0 && same >= 2) return shape;
    if (same > best_count) {
      best = shape;
      best_count = same;
    }
  }
  return best;
}

bool RecordsEndInCrLf(const std::vector<Candidate>& candidates) {
  std::size_t after_crlf = 0, after_other = 0;
  for (const Candidate& c : candidates) {
    if (!c.first) ++(c.after_crlf ? after_crlf : after_other);
  }
  return after_crlf > after_other;
}

// The last of the numbers changes more than the other two together.
bool YearMayStandFirst(const std::vector<Candidate>& heads) {
  constexpr int kFewDates = 3;
  int dates = 0, years = 0, others = 0;
  const StampDate* last = nullptr;
  for (const Candidate& c : heads) {
    const StampDate& date = c.header.date;
    if (c.header.shape.year_digits != 2 || date.order != DateOrder::kUndecided) return false;
    if (last == nullptr) dates = 1;
    if (last != nullptr) {
      const int change = std::abs(date.year - last->year);
      const int rest = std::abs(date.first - last->first) + std::abs(date.second - last->second);
      dates += change + rest > 0;
      years += change;
      others += rest;
    }
    last = &date;
  }
  return dates >= kFewDates && years > others;
}

std::string_view Rest(const Candidate& c) {
  std::string_view rest = c.line.substr(std::min(c.header.rest, c.line.size()));
  while (rest.ends_with('\n') || rest.ends_with('\r')) rest.remove_suffix(1);
  return rest;
}

// "13.2.9, 10:00 - dentist", "13.2.9, 10:00 - Pulse: 80" inside somebody's words: nobody sent it.
// What stands first and last in the other dates tells whether such a one may be a date.
class NotesOfDay {
 public:
  explicit NotesOfDay(const std::vector<Candidate>& heads) {
    const StampDate* last = nullptr;
    for (const Candidate& c : heads) {
      const StampDate& date = c.header.date;
      one_front_ = one_front_ && date.first == heads.front().header.date.first;
      if (date.day_last) continue;
      senders_.insert(SenderOf(c));
      if (last != nullptr) front_changes_ += std::abs(date.first - last->first);
      if (last != nullptr) last_changes_ += std::abs(date.year - last->year);
      last = &date;
    }
    for (const Candidate& c : heads) strangers_ = strangers_ || IsOfStranger(c);
    years_run_on_ = YearsRunOn(heads);
  }
  // Years change less than days do.
  bool year_stands_last() const { return front_changes_ > last_changes_; }
  // Nothing tells, and who writes on such days writes on no other.
  bool doubtful() const { return front_changes_ == last_changes_ && !one_front_ && strangers_; }
  bool Holds(const Candidate& c) const {
    if (!c.header.date.day_last) return false;
    const bool certain = year_stands_last() && (!years_run_on_ || front_changes_ > kFewYears);
    return SenderOf(c).empty() || (certain && IsOfStranger(c));
  }

 private:
  static std::string_view SenderOf(const Candidate& c) {
    const std::string_view rest = Rest(c);
    const std::optional<SenderSplit> split = SplitSender(rest, false);
    return split ? split->sender : std::string_view();
  }
  // As "23/12/31", "24/1/1", "24/1/31" do.
  static bool YearsRunOn(const std::vector<Candidate>& heads) {
    const StampDate* last = nullptr;
    for (const Candidate& c : heads) {
      const StampDate& date = c.header.date;
      const std::optional<std::int64_t> day = DaysOf(date, DateOrder::kYearFirst);
      if (!day) return false;
      if (last != nullptr && *day < *DaysOf(*last, DateOrder::kYearFirst)) return false;
      if (last != nullptr && date.first > last->first + 1) return false;
      last = &date;
    }
    return true;
  }
  bool IsOfStranger(const Candidate& c) const {
    if (!c.header.date.day_last || senders_.empty()) return false;
    const std::string_view sender = SenderOf(c);
    return !sender.empty() && !senders_.contains(sender);
  }
  static constexpr int kFewYears = 2;
  std::set<std::string_view> senders_;
  bool one_front_ = true, strangers_ = false, years_run_on_ = false;
  int front_changes_ = 0, last_changes_ = 0;
};

// Proof of a year of two digits in front, as a number above 12 is of a day: on some days that alone
// makes a date, and it makes one of all the others. Two such days are enough if their numbers have
// one digit and no date goes back, none if words stand by that only Korean dates have.
struct ShortYears {
  static constexpr std::size_t kFewDates = 3;
  std::set<std::int64_t> only_so, one_digit;
  bool all_so = true, onward = true, korean = true;
  std::int64_t last_day = 0;

  void Look(const Header& header) {
    const std::optional<std::int64_t> day = DaysOf(header.date, DateOrder::kYearFirst);
    all_so = all_so && day && header.date.order == DateOrder::kUndecided;
    korean = korean && header.korean_period;
    onward = onward && day.value_or(0) >= last_day;
    last_day = day.value_or(0);
    if (day && IsOnlyYearFirst(header.date)) only_so.insert(*day);
    if (day && header.date.day_last) one_digit.insert(*day);
  }
  bool proven() const {
    return all_so && (korean || (one_digit.size() >= 2 && onward) || only_so.size() >= kFewDates);
  }
};

void LearnShortYears(std::vector<Candidate>* heads, HeadFacts* facts) {
  std::vector<Candidate> sent = *heads;
  const NotesOfDay notes(sent);
  std::erase_if(sent, [&](const Candidate& c) { return notes.Holds(c); });
  ShortYears years;
  for (const Candidate& c : sent) years.Look(c.header);
  const bool may_prove = !notes.year_stands_last() && !notes.doubtful();
  facts->year_stands_first = !sent.empty() && may_prove && years.proven();
  facts->year_may_stand_first = years.all_so && (YearMayStandFirst(sent) || !years.only_so.empty());
  if (facts->year_stands_first || facts->year_may_stand_first) return;
  std::erase_if(*heads, [](const Candidate& c) { return IsOnlyYearFirst(c.header.date); });
}

void LearnDates(const std::vector<Candidate>& heads, HeadFacts* facts) {
  DateOrderResolver::Typography typography;
  typography.separator = heads.front().header.shape.date_separator;
  typography.two_digit_year = heads.front().header.shape.year_digits == 2;
  for (const Candidate& c : heads) {
    typography.zero_padded |= c.header.zero_padded;
    typography.lower_case_day_period |= c.header.lower_case_period;
    typography.upper_case_day_period |= c.header.upper_case_period;
    AddDate(c.header, &facts->dates);
    const StampDate& date = c.header.date;
    const bool open = date.first != date.second && date.first <= 12 && date.second <= 12;
    if (open && facts->example.year == 0) facts->example = date;
  }
  facts->dates.SetTypography(typography);
}

// A name may hold ": " when everything under the shorter name goes on in the same way.
void LearnColonNames(const std::map<std::string, std::map<std::string, std::size_t>>& longer,
                     HeadFacts* facts) {
  for (const auto& [name, continuations] : longer) {
    if (continuations.size() != 1) continue;
    const auto& [long_name, count] = *continuations.begin();
    if (count >= kColonName && count == facts->records_of[name]) {
      facts->colon_names.push_back(long_name);
    }
  }
  std::sort(facts->colon_names.begin(), facts->colon_names.end(),
            [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

// "<attached: ...>", "location: https://...": what the app writes holds colons, too.
bool BeginsAsAppWords(std::string_view body) {
  return body.starts_with('<') || BeginsWithDirectionMark(body) ||
         Markers::Get().BeginsAsLocation(FoldPhrase(body));
}

void LearnSenders(const std::vector<Candidate>& heads, HeadFacts* facts) {
  std::map<std::string, std::map<std::string, std::size_t>> longer;
  for (const Candidate& c : heads) {
    const std::string_view rest = Rest(c);
    const std::optional<SenderSplit> split = SplitSender(rest, facts->tight_colons);
    if (!split) continue;
    const std::string name(split->sender);
    if (++facts->records_of[name] == 1) facts->writers.insert(CleanName(name));
    const std::size_t second = rest.find(": ", split->body);
    if (second == std::string_view::npos || second > kLongestName) continue;
    if (BeginsAsAppWords(rest.substr(split->body))) continue;
    ++longer[name][std::string(rest.substr(0, second))];
  }
  LearnColonNames(longer, facts);
}

bool AllColonsAreTight(const std::vector<Candidate>& heads) {
  std::size_t tight = 0;
  for (const Candidate& c : heads) {
    const std::string_view rest = Rest(c);
    if (rest.find(": ") != std::string_view::npos) return false;
    const std::size_t colon = rest.find(':');
    if (colon != std::string_view::npos && colon + 1 < rest.size()) ++tight;
  }
  return tight >= 3;
}

void LearnAppWords(const std::vector<Candidate>& heads, HeadFacts* facts) {
  const Markers& markers = Markers::Get();
  for (const Candidate& c : heads) {
    const std::string_view rest = Rest(c);
    const std::optional<SenderSplit> split = SplitSender(rest, facts->tight_colons);
    if (!split) continue;
    const std::string_view body = rest.substr(split->body);
    if (!BeginsWithDirectionMark(body) && !markers.MayBeWhole(body)) continue;
    const std::string folded = FoldPhrase(body);
    const Marker marker = markers.Whole(folded);
    facts->deleted_by_me |= marker == Marker::kDeletedByMe;
    facts->calls |=
        marker == Marker::kCall || markers.IsCall(folded, BeginsWithDirectionMark(body));
    if (facts->chat_name.empty() && BeginsWithDirectionMark(body) &&
        markers.HasEncryptionNotice(folded)) {
      facts->chat_name = CleanName(split->sender);
    }
  }
}

}  // namespace

std::optional<SenderSplit> SplitSender(std::string_view line, bool tight_colons) {
  std::size_t colon = line.find(": ");
  if (colon != std::string_view::npos && colon > 0)
    return SenderSplit{line.substr(0, colon), colon + 2};
  // An empty body; ":." is what is left of a message that expired.
  if (line.ends_with(":") && line.size() > 1) {
    return SenderSplit{line.substr(0, line.size() - 1), line.size()};
  }
  if (line.ends_with(":.") && line.size() > 2) {
    return SenderSplit{line.substr(0, line.size() - 2), line.size()};
  }
  colon = tight_colons ? line.find(':') : std::string_view::npos;
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  return SenderSplit{line.substr(0, colon), colon + 1};
}

HeadFacts LearnHead(std::string_view head, bool whole) {
  HeadFacts facts;
  std::vector<Candidate> candidates = FindCandidates(head, whole);
  if (candidates.empty()) return facts;
  facts.shape.header = ChooseShape(candidates);
  std::erase_if(candidates,
                [&](const Candidate& c) { return c.header.shape != facts.shape.header; });
  LearnShortYears(&candidates, &facts);
  facts.shape.crlf_records = RecordsEndInCrLf(candidates);
  if (facts.shape.crlf_records) {
    std::erase_if(candidates, [](const Candidate& c) { return !c.first && !c.after_crlf; });
  }
  facts.heads = candidates.size();
  LearnDates(candidates, &facts);
  facts.tight_colons = AllColonsAreTight(candidates);
  LearnSenders(candidates, &facts);
  LearnAppWords(candidates, &facts);
  return facts;
}

}  // namespace ebb::whatsapp
