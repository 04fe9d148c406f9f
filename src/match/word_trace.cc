#include "match/word_trace.h"

#include <algorithm>

#include "match/collect_lexicon.h"
#include "match/message_view.h"

namespace ebb {
namespace {

void AddClasses(const Program& program, const Canon& canon, std::vector<std::uint16_t>* classes) {
  if (canon.number) classes->push_back(0);
  for (unsigned number = 0; number < kMaxClasses; ++number) {
    if (InSet(program.words[canon.word].classes, number)) {
      classes->push_back(static_cast<std::uint16_t>(number));
    }
  }
}

}  // namespace

WordTrace TraceOf(const Program& program, const MessageView& view) {
  WordTrace trace;
  trace.scores = view.scores;
  std::vector<std::size_t> written;  // by word as compared
  for (std::uint32_t i = 0; i < view.canon.size(); ++i) {
    const Canon& canon = view.canon[i];
    const Token& token = view.tokens.list[canon.token];
    if (trace.words.empty() || trace.words.back().range.begin != token.range.begin) {
      TracedWord& word = trace.words.emplace_back();
      word.range = token.range;
      word.emoji = token.emoji;
      word.before = token.before;
      word.first = i;
    }
    TracedWord& word = trace.words.back();
    word.words.push_back(canon.word);
    AddClasses(program, canon, &word.classes);
    written.push_back(trace.words.size() - 1);
  }
  for (const ClassMatch& match : view.classes) {
    trace.entries.push_back({view.RangeOf(match.begin, match.end), match.number});
    for (std::uint32_t i = match.begin; i < match.end; ++i) {
      trace.words[written[i]].classes.push_back(match.number);
    }
  }
  for (TracedWord& word : trace.words) {
    std::sort(word.classes.begin(), word.classes.end());
    word.classes.erase(std::unique(word.classes.begin(), word.classes.end()), word.classes.end());
  }
  return trace;
}

Result<TraceNames> TraceNamesOf(const Lexicon& lexicon) {
  const Result<CollectedLexicon> collected = CollectLexicon(lexicon);
  if (!collected) return collected.error();
  TraceNames names;
  names.classes = collected->class_names;
  names.words.resize(collected->word_count);
  for (const auto& [word, id] : collected->ids) names.words[id] = word;
  return names;
}

}  // namespace ebb
