#include "match/quotation.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/text_util.h"
#include "text/fold.h"

namespace ebb {
namespace {

enum Open : std::uint8_t { kDouble = 1, kSingle = 2 };
constexpr std::uint8_t kStates = 4;

// Words written with an apostrophe in front: 'cause, 'til, 'em.
bool Shortened(const MessageView& view, const Token& token) {
  const std::string folded = FoldWord(token.range.of(view.text));
  for (const std::string_view word : {"cause", "cos", "coz", "til", "till", "em", "bout", "n",
                                      "tis", "twas", "round", "kay", "ere", "nuff", "sup"}) {
    if (folded == word) return true;
  }
  return false;
}

bool IsDouble(char32_t mark) {
  return mark == '"' || (mark >= 0x201c && mark <= 0x201f) || mark == 0xab || mark == 0xbb;
}
bool IsSingle(char32_t mark) { return mark == '\'' || mark == 0x2018 || mark == 0x2019; }

// What stands between token - 1 and token; token may be one past the last. Double marks alternate;
// a single one opens only right before a word and closes only right after one, so that the
// apostrophes of "kids' room" and "goin' home" open nothing.
class GapReader {
 public:
  GapReader(const MessageView& view, std::uint32_t token)
      : text_(view.text),
        begin_(token == 0 ? 0 : view.tokens.list[token - 1].range.end),
        end_(IsLast(view, token) ? view.text.size() : view.tokens.list[token].range.begin),
        after_word_(token > 0),
        may_open_(!IsLast(view, token) && !Shortened(view, view.tokens.list[token])) {}

  // The state after it from the one before; *opened = a mark opened.
  std::uint8_t After(std::uint8_t open, bool* opened) const {
    for (std::size_t at = begin_; at < end_;) {
      const std::size_t from = at;
      const char32_t mark = NextCodePoint(text_, &at);
      const std::uint8_t turned = Turned(mark, from, at, open);
      open ^= turned;
      *opened = *opened || (open & turned) != 0;
    }
    return open;
  }

 private:
  static bool IsLast(const MessageView& view, std::uint32_t token) {
    return token == view.tokens.list.size();
  }
  // What the mark at [from, to) opens or closes.
  std::uint8_t Turned(char32_t mark, std::size_t from, std::size_t to, std::uint8_t open) const {
    if (IsDouble(mark)) return kDouble;
    if (!IsSingle(mark)) return 0;
    if ((open & kSingle) != 0) return from == begin_ ? kSingle : 0;
    const bool opens = may_open_ && to == end_ && !(from == begin_ && after_word_);
    return opens ? kSingle : 0;
  }

  std::string_view text_;
  std::size_t begin_, end_;
  bool after_word_, may_open_;
};

}  // namespace

// The state before the words is read from left to right. Whether what is open there gets closed
// after them is worked out from right to left, for each state there can be: marks inside the words
// themselves do not count, so the state behind them need not be the one of the reading.
QuoteTable::QuoteTable(const MessageView& view) {
  const auto tokens = static_cast<std::uint32_t>(view.tokens.list.size());
  std::vector<std::array<std::uint8_t, kStates>> after;
  Gap now;
  for (std::uint32_t t = 0; t <= tokens; ++t) {
    const std::uint8_t breaks = t == tokens ? view.tokens.after : view.tokens.list[t].before;
    if ((breaks & kBreakQuote) == 0) continue;
    const GapReader gap(view, t);
    std::array<bool, kStates> opened{};
    auto& states = after.emplace_back();
    for (std::uint8_t s = 0; s < kStates; ++s) states[s] = gap.After(s, &opened[s]);
    now.token = t;
    if (opened[now.open]) now.opening = t;
    now.open = states[now.open];
    gaps_.push_back(now);
  }
  std::uint8_t later = 0;
  for (std::size_t g = gaps_.size(); g-- > 0;) {
    for (std::uint8_t s = 0; s < kStates; ++s) {
      const std::uint8_t to = after[g][s];
      const bool closes = to == 0 || ((to ^ s) & kDouble) != 0 || (later >> to & 1) != 0;
      if (closes) gaps_[g].closes_from |= static_cast<std::uint8_t>(1u << s);
    }
    later = gaps_[g].closes_from;
  }
}

QuoteTable::Place QuoteTable::Of(std::uint32_t first, std::uint32_t last) const {
  const auto behind = [this](std::uint32_t token) {
    return std::upper_bound(gaps_.begin(), gaps_.end(), token,
                            [](std::uint32_t t, const Gap& gap) { return t < gap.token; });
  };
  const auto open = behind(first), close = behind(last);
  if (open == gaps_.begin()) return {};
  const Gap& before = *(open - 1);
  Place place;
  place.opening = before.opening;
  place.inside =
      before.open != 0 && close != gaps_.end() && (close->closes_from >> before.open & 1) != 0;
  return place;
}

namespace {

// The first word of the quotation that holds the row.
std::uint32_t QuotedFrom(const MessageView& view, std::uint32_t opening, const RowMatch& row) {
  const auto* const end = view.canon.begin() + row.begin;
  const auto* const found =
      std::lower_bound(view.canon.begin(), end, opening,
                       [](const Canon& canon, std::uint32_t token) { return canon.token < token; });
  return static_cast<std::uint32_t>(found - view.canon.begin());
}

// A verb of saying in the three words before `at`; outside marks in the same sentence. Its place,
// or `at`.
std::uint32_t VerbBefore(const WordContext& words, std::uint32_t at, bool in_marks,
                         std::uint32_t row_begin) {
  const std::uint32_t from = at >= 3 ? at - 3 : 0;
  for (std::uint32_t verb = at; verb-- > from;) {
    const bool sentence_ends =
        verb + 1 < row_begin && (words.view().canon[verb + 1].before & kBreakHard) != 0;
    if (!in_marks && sentence_ends) return at;
    if (words.Is(verb, kQuoteVerbClass)) return verb;
  }
  return at;
}

}  // namespace

Reported ReportedSpeech(const WordContext& words, const QuoteTable& quotes, const RowMatch& row) {
  const MessageView& view = words.view();
  if ((view.marks.words[row.begin] & MessageMarks::kInLineQuote) != 0) return Reported::kYes;
  const QuoteTable::Place place =
      quotes.Of(view.canon[row.begin].token, view.canon[row.end - 1].token);
  const std::uint32_t at = place.inside ? QuotedFrom(view, place.opening, row) : row.begin;
  const std::uint32_t verb = VerbBefore(words, at, place.inside, row.begin);
  const Reported by_marks = place.inside ? Reported::kYes : Reported::kNo;
  if (verb == at) return by_marks;
  const std::uint32_t earliest = verb >= 3 ? verb - 3 : 0;
  for (std::uint32_t i = verb; i-- > earliest;) {
    if (words.Is(i, kIWordClass)) return by_marks;
    if (words.Is(i, kYouWordClass)) return Reported::kPartnersWords;
  }
  return Reported::kYes;
}

}  // namespace ebb
