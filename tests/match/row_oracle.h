// The rule language read slowly: recursion over each pattern's graph from each word of a message,
// no tries, no look-ahead, no masks. What the compiled program finds must be exactly this.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/text_util.h"
#include "lexicon/lexicon.h"
#include "lexicon/token_pattern.h"
#include "lexicon/written_words.h"
#include "text/fold.h"
#include "text/tokenizer.h"

namespace ebb {

class RowOracle {
 public:
  struct Found {
    std::uint32_t begin, end;  // bytes of the message
    RuleId rule;
    bool excepted;
    auto operator<=>(const Found&) const = default;
  };

  explicit RowOracle(const Lexicon& lexicon) : lexicon_(lexicon) {
    for (const WordClass& entry : lexicon.classes()) {
      for (const std::string& word : entry.words) {
        std::size_t offset = 0;
        if (auto graph = ParsePattern(word, &offset))
          Take(std::move(*graph), &classes_[entry.name]);
      }
    }
    for (const Rule& rule : lexicon.rules()) {
      Own& own = rules_.emplace_back();
      for (const std::string& phrase : rule.phrases) Take(*ParsePhrase(phrase), &own.hits);
      for (const auto& [patterns, graphs] : {std::pair{&rule.tokens, &own.hits},
                                             {&rule.unless, &own.unless},
                                             {&rule.near, &own.near}}) {
        std::size_t offset = 0;
        for (const std::string& pattern : *patterns) Take(*ParsePattern(pattern, &offset), graphs);
      }
    }
    for (const Ambiguous& entry : Shorthand()) known_.insert(entry.spelling);
    for (const Ambiguous& entry : AmbiguousSpellings()) known_.insert(entry.spelling);
  }

  std::set<Found> Rows(std::string_view text) {
    Read(text);
    std::set<Found> found;
    for (std::size_t r = 0; r < rules_.size(); ++r) {
      std::set<Span> rows = Spans(rules_[r].hits);
      if ((lexicon_.rules()[r].gates & kGateWhole) != 0) {
        std::erase_if(rows, [&](const Span& row) { return !IsWhole(row); });
      }
      if (rows.empty()) continue;
      if (!rules_[r].near.empty() && Spans(rules_[r].near).empty()) continue;
      for (const Span& row : rows) {
        found.insert({words_[row.begin].range.begin, words_[row.end - 1].range.end,
                      static_cast<RuleId>(r), Excepted(rules_[r].unless, row)});
      }
    }
    return found;
  }

 private:
  struct Span {
    std::uint32_t begin, end;
    auto operator<=>(const Span&) const = default;
  };
  struct Word {
    int id = 0;
    TextRange range;
    std::uint8_t before = 0;
    bool emoji = false, number = false;
  };
  struct GraphData {
    PatternGraph graph;
    std::vector<std::vector<int>> words;  // of each step
    std::vector<int> firsts;              // words it can begin with; empty if not only words can
  };
  using Graphs = std::vector<std::unique_ptr<GraphData>>;
  struct Own {
    Graphs hits, unless, near;
  };

  int IdOf(const std::string& word) {
    return ids_.try_emplace(word, static_cast<int>(ids_.size()) + 1).first->second;
  }
  void Take(PatternGraph graph, Graphs* to) {
    auto data = std::make_unique<GraphData>();
    for (const auto& steps : graph.steps) {
      std::vector<int>& ids = data->words.emplace_back();
      for (const PatternStep& step : steps) {
        ids.push_back(step.kind == StepKind::kWord ? IdOf(step.word) : 0);
        if (step.kind == StepKind::kWord) known_.insert(step.word);
      }
    }
    data->graph = std::move(graph);
    if (!FirstWords(*data, data->graph.start, &data->firsts)) data->firsts.clear();
    to->push_back(std::move(data));
  }

  static bool FirstWords(const GraphData& data, std::uint32_t state, std::vector<int>* firsts) {
    for (std::size_t i = 0; i < data.graph.steps[state].size(); ++i) {
      const PatternStep& step = data.graph.steps[state][i];
      if (step.kind == StepKind::kWord) {
        firsts->push_back(data.words[state][i]);
      } else if (step.kind != StepKind::kNothing || !FirstWords(data, step.to, firsts)) {
        return false;
      }
    }
    return true;
  }
  bool MayBeginAt(const GraphData& data, std::uint32_t at) const {
    if (data.firsts.empty()) return true;
    return std::find(data.firsts.begin(), data.firsts.end(), words_[at].id) != data.firsts.end();
  }

  void AddWord(const std::string& word, const Token& token, std::uint8_t before, bool number) {
    words_.push_back({IdOf(word), token.range, before, token.emoji, number});
  }
  void Read(std::string_view text) {
    words_.clear();
    entries_at_.clear();
    written_ = 0;
    tokenizer_.Split(text, &tokens_);
    for (const Token& token : tokens_.list) {
      if (token.emoji) {
        AddWord(WordsOf(token.range.of(text)).at(0), token, token.before, false);
        continue;
      }
      ++written_;
      const char first = text[token.range.begin];
      const bool number = first >= '0' && first <= '9';
      std::string folded = Known(FoldWord(token.range.of(text)));
      const char* reading = token.apostrophe ? AmbiguousReading(folded) : nullptr;
      if (folded == "ur" || folded == "cause") reading = nullptr;
      if (reading == nullptr) reading = WrittenOut(folded);
      if (reading == nullptr) {
        AddWord(folded, token, token.before, number);
        continue;
      }
      std::uint8_t before = token.before;
      for (const std::string_view word : Split(reading, ' ')) {
        AddWord(std::string(word), token, before, number);
        before = 0;
      }
    }
  }
  // Stretched letters and laughter, only where the word itself says nothing.
  std::string Known(const std::string& folded) const {
    if (known_.count(folded) > 0) return folded;
    if (const std::string_view laughter = CanonicalLaughter(folded); !laughter.empty()) {
      return std::string(laughter);
    }
    bool run = false;
    for (std::size_t i = 2; i < folded.size(); ++i) {
      run = run || (folded[i] == folded[i - 1] && folded[i] == folded[i - 2]);
    }
    if (!run) return folded;
    for (const std::string& shorter : Unstretched(folded)) {
      if (known_.count(shorter) > 0) return shorter;
    }
    return folded;
  }

  bool ClauseEnds(std::uint32_t at) {
    if (at >= words_.size() || words_[at].before != 0 || words_[at].emoji) return true;
    return OneWordOf("conjunction", at);
  }
  bool ClauseStarts(std::uint32_t at) {
    if (at == 0 || words_[at].before != 0 || words_[at - 1].emoji) return true;
    return Member("conjunction", at - 1);
  }
  // The word alone is an entry.
  bool OneWordOf(const std::string& name, std::uint32_t at) {
    const auto found = classes_.find(name);
    if (found == classes_.end()) return false;
    for (const auto& entry : found->second) {
      const std::vector<std::string> words = OnlyWords(entry->graph);
      if (words.size() == 1 && IdOf(words[0]) == words_[at].id) return true;
    }
    return false;
  }
  // The word is in an entry of any length.
  bool Member(const std::string& name, std::uint32_t at) {
    const auto found = classes_.find(name);
    if (found == classes_.end()) return false;
    for (std::uint32_t begin = 0; begin <= at; ++begin) {
      const std::set<std::uint32_t>& ends = EntriesAt(name, begin);
      if (!ends.empty() && *ends.rbegin() > at) return true;
    }
    return false;
  }

  bool IsWhole(const Span& row) const {
    if (written_ > 3) return false;
    for (std::uint32_t i = 0; i < words_.size(); ++i) {
      if ((i < row.begin || i >= row.end) && !words_[i].emoji) return false;
    }
    return true;
  }
  bool Holds(const PatternGraph& graph, const Span& row) {
    const auto only_emoji = [&](std::uint32_t from, std::size_t to) {
      for (std::uint32_t i = from; i < to; ++i) {
        if (!words_[i].emoji) return false;
      }
      return true;
    };
    if (graph.clause_start && !ClauseStarts(row.begin)) return false;
    if (graph.clause_end && !ContextClauseEnds(row.end)) return false;
    if (graph.message_start && !only_emoji(0, row.begin)) return false;
    return !graph.message_end || only_emoji(row.end, words_.size());
  }
  bool ContextClauseEnds(std::uint32_t at) {
    if (at >= words_.size() || words_[at].before != 0 || words_[at].emoji) return true;
    return Member("conjunction", at);
  }
  std::set<Span> Spans(const Graphs& graphs) {
    std::set<Span> spans;
    for (const auto& graph : graphs) {
      for (std::uint32_t begin = 0; begin < words_.size(); ++begin) {
        if (!MayBeginAt(*graph, begin)) continue;
        std::set<std::uint32_t> ends;
        Walk(*graph, graph->graph.start, begin, true, &ends, true);
        for (const std::uint32_t end : ends) {
          if (Holds(graph->graph, {begin, end})) spans.insert({begin, end});
        }
      }
    }
    return spans;
  }
  bool Excepted(const Graphs& unless, const Span& row) {
    for (const auto& graph : unless) {
      for (std::uint32_t begin = 0; begin < words_.size(); ++begin) {
        if (!MayBeginAt(*graph, begin)) continue;
        std::set<std::uint32_t> ends;
        Walk(*graph, graph->graph.start, begin, true, &ends, true);
        for (const std::uint32_t end : ends) {
          if (!Holds(graph->graph, {begin, end})) continue;
          if (graph->graph.anywhere || (begin <= row.end && row.begin <= end)) return true;
        }
      }
    }
    return false;
  }

  // All ends of the graph from `state` with the next word at `at`. `free` = the word at `at` may
  // stand after a sentence end; `first` = no word was read yet.
  void Walk(const GraphData& data, std::uint32_t state, std::uint32_t at, bool free,
            std::set<std::uint32_t>* ends, bool first = true) {
    const PatternGraph& graph = data.graph;
    if (state == graph.end && !first) ends->insert(at);
    for (std::size_t i = 0; i < graph.steps[state].size(); ++i) {
      const PatternStep& step = graph.steps[state][i];
      if (step.kind == StepKind::kNothing) Walk(data, step.to, at, free, ends, first);
      if (step.kind == StepKind::kStop && !first) Walk(data, step.to, at, true, ends, false);
      if (step.kind == StepKind::kEnd && !first && ClauseEnds(at)) {
        Walk(data, step.to, at, free, ends, false);
      }
      if (step.kind == StepKind::kGap && step.min == 0) Walk(data, step.to, at, free, ends, false);
      // Emoji before the next word are passed over, unless none was read yet.
      for (std::uint32_t pos = at; pos < words_.size(); ++pos) {
        if (!free && (words_[pos].before & kBreakHard) != 0) break;
        if (step.kind == StepKind::kWord && words_[pos].id == data.words[state][i]) {
          Walk(data, step.to, pos + 1, false, ends, false);
        }
        if (step.kind == StepKind::kGap) WalkGap(data, step, pos, ends);
        if (step.kind == StepKind::kClass) WalkClass(data, step, pos, ends);
        if (first || !words_[pos].emoji || pos - at >= 16) break;
      }
    }
  }
  // One or more words from `at` on; the first of them may stand there.
  void WalkGap(const GraphData& data, const PatternStep& step, std::uint32_t at,
               std::set<std::uint32_t>* ends) {
    for (std::uint32_t n = 1; n <= step.max && at + n <= words_.size(); ++n) {
      if (n > 1 && (words_[at + n - 1].before & kBreakHard) != 0) return;
      if (n >= step.min) Walk(data, step.to, at + n, false, ends, false);
    }
  }
  // Where entries of the class that begin at `at` end; worked out once for a message.
  const std::set<std::uint32_t>& EntriesAt(const std::string& name, std::uint32_t at) {
    const auto [found, added] = entries_at_.try_emplace(&classes_.at(name));
    if (added) found->second.resize(words_.size());
    std::optional<std::set<std::uint32_t>>& ends = found->second[at];
    if (ends) return *ends;
    ends.emplace();
    for (const auto& entry : *found->first) {
      if (MayBeginAt(*entry, at)) Walk(*entry, entry->graph.start, at, true, &*ends, true);
    }
    return *ends;
  }
  void WalkClass(const GraphData& data, const PatternStep& step, std::uint32_t at,
                 std::set<std::uint32_t>* ends) {
    if (step.word == "number") {
      if (words_[at].number) Walk(data, step.to, at + 1, false, ends, false);
      return;
    }
    for (const std::uint32_t end : EntriesAt(step.word, at))
      Walk(data, step.to, end, false, ends, false);
  }

  const Lexicon& lexicon_;
  std::unordered_map<std::string, Graphs> classes_;
  std::vector<Own> rules_;
  std::unordered_map<std::string, int> ids_;
  std::unordered_set<std::string> known_;
  Tokenizer tokenizer_;
  Tokens tokens_;
  std::vector<Word> words_;
  std::size_t written_ = 0;
  std::unordered_map<const Graphs*, std::vector<std::optional<std::set<std::uint32_t>>>>
      entries_at_;
};

}  // namespace ebb
