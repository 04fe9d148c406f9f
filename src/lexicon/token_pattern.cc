#include "lexicon/token_pattern.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/text_util.h"
#include "text/fold.h"
#include "text/tokenizer.h"

namespace ebb {
namespace {

constexpr std::size_t kMaxStates = 4000;
constexpr int kMaxDepth = 50;  // of brackets

bool IsVowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

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
      ++at_;
      if (++depth_ > kMaxDepth) Fail("is too large; split it");
      if (!error_.empty()) return from;
      end = Alternatives(from);
      if (at_ >= text_.size() || text_[at_] != ')') {
        Fail("has ( without )");
        return end;
      }
      ++at_;
      --depth_;
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
    if (at_ < text_.size() && text_[at_] == '{') {
      const std::size_t close = text_.find('}', at_);
      if (close == std::string_view::npos) {
        Fail("has { without }");
        return from;
      }
      const std::string_view inside = text_.substr(at_ + 1, close - at_ - 1);
      const std::size_t comma = inside.find(',');
      const auto low = ParseNumber(inside.substr(0, comma));
      const auto high =
          comma == std::string_view::npos ? low : ParseNumber(inside.substr(comma + 1));
      if (!low || !high || *low > *high || *high > 8 || *high == 0) {
        Fail("holds a gap that is not written _{0,3}, with at most 8 words");
        return from;
      }
      gap.min = static_cast<std::uint8_t>(*low);
      gap.max = static_cast<std::uint8_t>(*high);
      at_ = close + 1;
    }
    gap.to = NewState();
    graph_.steps[from].push_back(gap);
    return gap.to;
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
        if (word != entry.spelling) continue;
        std::uint32_t inner = state;
        const std::vector<std::string_view> reading = Split(entry.reading, ' ');
        for (std::size_t i = 0; i < reading.size(); ++i) {
          const std::uint32_t to = i + 1 == reading.size() ? next : NewState();
          AddStep(inner, to, StepKind::kWord, std::string(reading[i]));
          inner = to;
        }
      }
      state = next;
    }
    return state;
  }

  std::string_view text_;
  std::size_t at_ = 0, error_at_ = 0;
  int depth_ = 0;  // of open brackets
  std::string error_;
  PatternGraph graph_;
};

// States reachable from `state` without a word.
void Closure(const PatternGraph& graph, std::uint32_t state, std::vector<std::uint32_t>* out) {
  std::vector<std::uint32_t> waiting = {state};
  while (!waiting.empty()) {
    const std::uint32_t next = waiting.back();
    waiting.pop_back();
    if (std::find(out->begin(), out->end(), next) != out->end()) continue;
    out->push_back(next);
    for (const PatternStep& step : graph.steps[next]) {
      if (step.kind == StepKind::kNothing) waiting.push_back(step.to);
    }
  }
}

// States reachable from any of `from` by the word, closed.
std::vector<std::uint32_t> After(const PatternGraph& graph, const std::vector<std::uint32_t>& from,
                                 std::string_view word) {
  std::vector<std::uint32_t> out;
  for (const std::uint32_t state : from) {
    for (const PatternStep& step : graph.steps[state]) {
      if (step.kind == StepKind::kWord && step.word == word) Closure(graph, step.to, &out);
    }
  }
  return out;
}

// Where "i will" is read, "ill" is read too, unless it would be all there is.
void AddLostApostrophes(PatternGraph* graph) {
  struct Extra {
    std::uint32_t from, to;
    const char* spelling;
  };
  std::vector<Extra> extras;
  std::vector<std::uint32_t> start;
  Closure(*graph, graph->start, &start);
  for (std::uint32_t state = 0; state < graph->steps.size(); ++state) {
    if (graph->steps[state].empty()) continue;
    for (const Ambiguous& entry : AmbiguousSpellings()) {
      std::vector<std::uint32_t> reached;
      Closure(*graph, state, &reached);
      for (const std::string_view word : Split(entry.reading, ' ')) {
        reached = After(*graph, reached, word);
        if (reached.empty()) break;
      }
      if (reached.empty()) continue;
      const bool at_start = std::find(start.begin(), start.end(), state) != start.end();
      for (const std::uint32_t to : reached) {
        if (at_start && to == graph->end) continue;
        extras.push_back({state, to, entry.spelling});
      }
    }
  }
  for (const Extra& extra : extras) {
    PatternStep step;
    step.kind = StepKind::kWord;
    step.word = extra.spelling;
    step.to = extra.to;
    graph->steps[extra.from].push_back(std::move(step));
  }
}

// An ambiguous spelling alone says nothing: its own step from start to end is taken away.
void DropLoneAmbiguous(PatternGraph* graph) {
  std::vector<std::uint32_t> start;
  Closure(*graph, graph->start, &start);
  for (const std::uint32_t state : start) {
    std::erase_if(graph->steps[state], [&](const PatternStep& step) {
      // "ur" means the partner in either reading.
      if (step.kind != StepKind::kWord || step.word == "ur") return false;
      if (AmbiguousReading(step.word) == nullptr) return false;
      std::vector<std::uint32_t> reached;
      Closure(*graph, step.to, &reached);
      return reached.size() == 1
                 ? reached[0] == graph->end
                 : std::all_of(reached.begin(), reached.end(), [&](std::uint32_t s) {
                     return s == graph->end ||
                            std::all_of(graph->steps[s].begin(), graph->steps[s].end(),
                                        [](const PatternStep& next) {
                                          return next.kind == StepKind::kNothing;
                                        });
                   });
    });
  }
}

// What is wrong with the finished graph, or nothing.
std::string Problem(const PatternGraph& graph) {
  std::vector<std::uint32_t> start;
  Closure(graph, graph.start, &start);
  if (std::find(start.begin(), start.end(), graph.end) != start.end()) {
    return "can match no words at all; something in it must be required";
  }
  bool any = false;
  for (const std::uint32_t state : start) {
    for (const PatternStep& step : graph.steps[state]) {
      if (step.kind == StepKind::kGap) return "begins with a gap, which says nothing; leave it out";
      if (step.kind == StepKind::kStop || step.kind == StepKind::kEnd) {
        return "begins with a sentence or clause end; write ^ for the start of a clause";
      }
      any = any || step.kind != StepKind::kNothing;
    }
  }
  return any ? "" : "is an ambiguous spelling alone; add words";
}

Result<PatternGraph> Finished(PatternGraph graph) {
  DropLoneAmbiguous(&graph);
  AddLostApostrophes(&graph);
  const std::string problem = Problem(graph);
  if (!problem.empty()) return Error{ErrorKind::kLexicon, problem};
  return graph;
}

}  // namespace

std::vector<std::string> WordsOf(std::string_view text) {
  Tokenizer tokenizer;
  Tokens tokens;
  tokenizer.Split(text, &tokens);
  std::vector<std::string> words;
  for (const Token& token : tokens.list) {
    if (token.emoji) {
      // Compared without skin tone and selector, as the tokenizer keys it.
      std::string_view emoji = token.range.of(text);
      if (emoji[0] == '?') emoji = "??";  // however many
      std::size_t end = 0;
      NextCodePoint(emoji, &end);
      words.emplace_back(static_cast<unsigned char>(emoji[0]) >= 0x80 ? emoji.substr(0, end)
                                                                      : emoji);
      continue;
    }
    const std::string folded = FoldWord(token.range.of(text));
    const char* const written = WrittenOut(folded);
    if (written == nullptr) {
      words.push_back(folded);
      continue;
    }
    for (const std::string_view word : Split(written, ' ')) words.emplace_back(word);
  }
  return words;
}

std::vector<std::string> Inflections(std::string_view word) {
  std::vector<std::string> forms = {std::string(word)};
  if (word.size() < 2) return forms;
  const std::string base(word);
  const char last = base.back();
  const char before = base[base.size() - 2];
  const bool ends_e = last == 'e';
  const bool ends_y = last == 'y' && !IsVowel(before);
  const bool sibilant = base.ends_with("s") || base.ends_with("x") || base.ends_with("z") ||
                        base.ends_with("ch") || base.ends_with("sh") || base.ends_with("o");
  const std::string stem = ends_e || ends_y ? base.substr(0, base.size() - 1) : base;
  forms.push_back(ends_y ? stem + "ies" : base + (sibilant ? "es" : "s"));
  forms.push_back(ends_y ? stem + "ied" : stem + "ed");
  forms.push_back((ends_y ? base : stem) + "ing");
  forms.push_back((ends_y ? base : stem) + "in");
  const bool doubles = !ends_e && !IsVowel(last) && IsVowel(before) && last != 'w' && last != 'x' &&
                       last != 'y' && (base.size() < 3 || !IsVowel(base[base.size() - 3]));
  if (doubles) {
    forms.push_back(base + last + "ed");
    forms.push_back(base + last + "ing");
  }
  return forms;
}

Result<PatternGraph> ParsePattern(std::string_view pattern, std::size_t* offset) {
  *offset = 0;
  PatternGraph shape;
  std::string_view body = Trim(pattern);
  if (body.starts_with("... ")) {
    shape.anywhere = true;
    body = Trim(body.substr(4));
  }
  if (body.starts_with("^^")) {
    shape.message_start = true;
    body = Trim(body.substr(2));
  } else if (body.starts_with("^")) {
    shape.clause_start = true;
    body = Trim(body.substr(1));
  }
  if (body.ends_with("$$")) {
    shape.message_end = true;
    body = Trim(body.substr(0, body.size() - 2));
  } else if (body.ends_with("$")) {
    shape.clause_end = true;
    body = Trim(body.substr(0, body.size() - 1));
  }
  PatternParser parser(body);
  PatternGraph graph = parser.Parse();
  if (!parser.error().empty()) {
    *offset = static_cast<std::size_t>(body.data() - pattern.data()) + parser.offset();
    return Error{ErrorKind::kLexicon, parser.error()};
  }
  graph.anywhere = shape.anywhere;
  graph.clause_start = shape.clause_start;
  graph.message_start = shape.message_start;
  graph.clause_end = shape.clause_end;
  graph.message_end = shape.message_end;
  return Finished(std::move(graph));
}

Result<PatternGraph> ParsePhrase(std::string_view phrase) {
  if (WordsOf(phrase).empty()) return Error{ErrorKind::kLexicon, "has no words"};
  return Finished(PatternParser(phrase).ParseWords());
}

std::vector<std::string> OnlyWords(const PatternGraph& graph) {
  std::vector<std::string> words;
  for (std::uint32_t state = graph.start; state != graph.end;) {
    if (graph.steps[state].size() != 1) return {};
    const PatternStep& step = graph.steps[state][0];
    if (step.kind == StepKind::kWord) {
      words.push_back(step.word);
    } else if (step.kind != StepKind::kNothing) {
      return {};
    }
    state = step.to;
  }
  return words;
}

}  // namespace ebb
