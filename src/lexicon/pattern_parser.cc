#include "lexicon/pattern_parser.h"

#include <cctype>
#include <utility>
#include <vector>

#include "base/text_util.h"
#include "lexicon/written_words.h"
#include "text/fold.h"

namespace ebb {
namespace {

constexpr std::size_t kMaxStates = 4000;
constexpr int kMaxDepth = 50;   // of brackets
constexpr int kLongestGap = 8;  // words

// Recursive descent over one pattern; builds the graph as it reads. Fails by setting error_.
class PatternParser {
 public:
  explicit PatternParser(std::string_view text) : text_(text) {}

  PatternGraph Parse() {
    graph_.start = NewState();
    graph_.end = Alternatives(graph_.start);
    if (error_.empty() && at_ < text_.size()) Fail("has ) without (");
    return std::move(graph_);
  }
  PatternGraph ParseWords() {
    graph_.start = NewState();
    graph_.end = AddWords(graph_.start, WordsOf(text_));
    return std::move(graph_);
  }
  const std::string& error() const { return error_; }
  std::size_t offset() const { return error_at_; }

 private:
  void Fail(std::string what) {
    if (!error_.empty()) return;
    error_ = std::move(what);
    error_at_ = at_;
  }
  std::uint32_t NewState() {
    if (graph_.steps.size() >= kMaxStates) Fail("is too large; split it");
    graph_.steps.emplace_back();
    return static_cast<std::uint32_t>(graph_.steps.size() - 1);
  }
  void AddStep(std::uint32_t from, std::uint32_t to, StepKind kind, std::string word = {}) {
    PatternStep step;
    step.kind = kind;
    step.to = to;
    step.word = std::move(word);
    graph_.steps[from].push_back(std::move(step));
  }
  void SkipBlanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  std::uint32_t Alternatives(std::uint32_t from) {
    const std::uint32_t first = Sequence(from);
    if (at_ >= text_.size() || text_[at_] != '|') return first;
    const std::uint32_t join = NewState();
    AddStep(first, join, StepKind::kNothing);
    while (error_.empty() && at_ < text_.size() && text_[at_] == '|') {
      ++at_;
      AddStep(Sequence(from), join, StepKind::kNothing);
    }
    return join;
  }

  std::uint32_t Sequence(std::uint32_t from) {
    // A state of its own, so that what an alternative adds does not touch its neighbours.
    std::uint32_t state = NewState();
    AddStep(from, state, StepKind::kNothing);
    for (SkipBlanks(); error_.empty() && at_ < text_.size(); SkipBlanks()) {
      if (text_[at_] == '|' || text_[at_] == ')') break;
      state = Item(state);
    }
    return state;
  }

  std::uint32_t Item(std::uint32_t from) {
    const char c = text_[at_];
    std::uint32_t end = from;
    if (c == '(') {
      end = Group(from);
    } else if (c == '@') {
      end = ClassItem(from);
    } else if (c == '_') {
      end = GapItem(from);
    } else if (c == '.' && (at_ + 1 == text_.size() || text_[at_ + 1] == ' ')) {
      ++at_;
      end = NewState();
      AddStep(from, end, StepKind::kStop);
    } else if (c == '$') {
      while (at_ < text_.size() && text_[at_] == '$') ++at_;
      end = NewState();
      AddStep(from, end, StepKind::kEnd);
    } else {
      end = WordItem(from);
    }
    if (at_ < text_.size() && text_[at_] == '?') {
      ++at_;
      const std::uint32_t join = NewState();
      AddStep(end, join, StepKind::kNothing);
      AddStep(from, join, StepKind::kNothing);
      return join;
    }
    return end;
  }

  std::uint32_t Group(std::uint32_t from) {
    ++at_;
    if (++depth_ > kMaxDepth) Fail("is too large; split it");
    if (!error_.empty()) return from;
    const std::uint32_t end = Alternatives(from);
    if (at_ >= text_.size() || text_[at_] != ')') {
      Fail("has ( without )");
      return end;
    }
    ++at_;
    --depth_;
    return end;
  }

  std::uint32_t ClassItem(std::uint32_t from) {
    const std::size_t begin = ++at_;
    while (at_ < text_.size() &&
           (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '_')) {
      ++at_;
    }
    if (at_ == begin) Fail("has @ without a class name");
    const std::uint32_t end = NewState();
    AddStep(from, end, StepKind::kClass, std::string(text_.substr(begin, at_ - begin)));
    return end;
  }

  std::uint32_t GapItem(std::uint32_t from) {
    PatternStep gap;
    gap.kind = StepKind::kGap;
    gap.min = gap.max = 1;
    ++at_;
    if (at_ < text_.size() && text_[at_] == '{' && !GapBounds(&gap)) return from;
    gap.to = NewState();
    graph_.steps[from].push_back(gap);
    return gap.to;
  }

  // {0,3} or {2}, at most kLongestGap words.
  bool GapBounds(PatternStep* gap) {
    const std::size_t close = text_.find('}', at_);
    if (close == std::string_view::npos) {
      Fail("has { without }");
      return false;
    }
    const std::string_view inside = text_.substr(at_ + 1, close - at_ - 1);
    const std::size_t comma = inside.find(',');
    const auto low = ParseNumber(inside.substr(0, comma));
    const auto high = comma == std::string_view::npos ? low : ParseNumber(inside.substr(comma + 1));
    if (!low || !high || *low > *high || *high > kLongestGap || *high == 0) {
      Fail("holds a gap that is not written _{0,3}, with at most 8 words");
      return false;
    }
    gap->min = static_cast<std::uint8_t>(*low);
    gap->max = static_cast<std::uint8_t>(*high);
    at_ = close + 1;
    return true;
  }

  std::uint32_t WordItem(std::uint32_t from) {
    const std::size_t begin = at_;
    while (at_ < text_.size() &&
           std::string_view(" ()|?~$").find(text_[at_]) == std::string_view::npos) {
      ++at_;
    }
    if (at_ == begin) {
      Fail("has ? or ~ without a word before it");
      ++at_;
      return from;
    }
    const std::string_view lexeme = text_.substr(begin, at_ - begin);
    if (at_ < text_.size() && text_[at_] == '~') {
      ++at_;
      const std::uint32_t join = NewState();
      for (const std::string& form : Inflections(FoldWord(lexeme))) {
        AddStep(AddWords(from, WordsOf(form)), join, StepKind::kNothing);
      }
      return join;
    }
    const std::vector<std::string> words = WordsOf(lexeme);
    if (words.empty()) Fail("has punctuation, which is not compared; leave it out");
    return AddWords(from, words);
  }

  // A row of words from `from`; an ambiguous spelling also reads written out.
  std::uint32_t AddWords(std::uint32_t from, const std::vector<std::string>& words) {
    std::uint32_t state = from;
    for (const std::string& word : words) {
      const std::uint32_t next = NewState();
      AddStep(state, next, StepKind::kWord, word);
      for (const Ambiguous& entry : AmbiguousSpellings()) {
        if (word == entry.spelling) AddReading(state, next, entry.reading);
      }
      state = next;
    }
    return state;
  }
  void AddReading(std::uint32_t from, std::uint32_t to, std::string_view reading) {
    const std::vector<std::string_view> words = Split(reading, ' ');
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::uint32_t next = i + 1 == words.size() ? to : NewState();
      AddStep(from, next, StepKind::kWord, std::string(words[i]));
      from = next;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0, error_at_ = 0;
  int depth_ = 0;  // of open brackets
  std::string error_;
  PatternGraph graph_;
};

}  // namespace

ReadPattern ReadPatternItems(std::string_view text) {
  PatternParser parser(text);
  PatternGraph graph = parser.Parse();
  return {std::move(graph), parser.error(), parser.offset()};
}

PatternGraph ReadWords(std::string_view text) { return PatternParser(text).ParseWords(); }

}  // namespace ebb
