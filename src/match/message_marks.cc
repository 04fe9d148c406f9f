#include "match/message_marks.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "match/message_view.h"

namespace ebb {
namespace {

static_assert(std::size(kContextClassNames) < 30, "bits 30 and 31 have other meanings");

// A line that begins with > is a quotation up to the next sentence or line end.
void MarkLineQuotes(const Buffer<Canon>& canon, MessageMarks* marks) {
  bool quoted = false;
  for (std::size_t i = 0; i < canon.size(); ++i) {
    const std::uint8_t before = canon[i].before;
    if (i == 0 || (before & kBreakHard) != 0) quoted = (before & kBreakLineQuote) != 0;
    if (quoted) marks->words[i] |= MessageMarks::kInLineQuote;
  }
}

// The entries of one class; `matches` stand in order of begin, so no word is marked twice.
void MarkClass(const Buffer<ClassMatch>& matches, std::uint16_t number, std::uint32_t bit,
               MessageMarks* marks) {
  constexpr std::uint32_t kLongestEntry = 256;  // words, with emoji in between
  std::uint32_t done = 0;
  for (const ClassMatch& match : matches) {
    if (match.number != number) continue;
    const std::uint32_t end = std::min(match.end, match.begin + kLongestEntry + 1);
    for (std::uint32_t i = std::max(done, match.begin); i < end; ++i) marks->words[i] |= bit;
    done = std::max(done, end);
  }
}

void MarkEdgeAbout(const Buffer<ClassMatch>& matches, int number, MessageMarks* marks) {
  for (const ClassMatch& match : matches) {
    if (match.number == number) marks->words[match.begin] |= MessageMarks::kEdgeAboutHere;
  }
}

}  // namespace

void FillMarks(const Program& program, MessageView* view) {
  MessageMarks* const marks = &view->marks;
  marks->words.clear();
  marks->words.Reserve(view->canon.size());
  std::fill_n(marks->words.data(), view->canon.size(), 0u);
  marks->words.SetSize(view->canon.size());
  MarkLineQuotes(view->canon, marks);
  if (view->classes.empty()) return;
  for (std::size_t c = 0; c < program.context_classes.size(); ++c) {
    const int number = program.context_classes[c];
    if (number < 0 || !InSet(view->entered, static_cast<unsigned>(number))) continue;
    MarkClass(view->classes, static_cast<std::uint16_t>(number), 1u << c, marks);
  }
  MarkEdgeAbout(view->classes, program.context_classes[kEdgeAboutClass], marks);
}

}  // namespace ebb
