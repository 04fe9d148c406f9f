// The word side of an explanation: words, classes, which form of a rule fits, which words void it.
//
// For one thread. Slow on purpose: nothing here is part of the ordinary run.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/explained.h"
#include "match/matcher.h"
#include "match/word_trace.h"

namespace ebb {

class WordExplainer {
 public:
  // `lexicon` with all its patterns and `matcher` made from it outlive the explainer.
  // Error (kLexicon): as Matcher::Build.
  static Result<WordExplainer> Create(const Lexicon& lexicon, const Matcher& matcher);

  // Fills the message's words and entries; returns the trace behind them.
  WordTrace ReadWords(std::string_view text, ExplainedMessage* message);
  // Fills the hit's forms, exceptions and voiding words.
  void ReadHit(std::string_view text, const WordTrace& trace, ExplainedHit* hit);
  // Names of what the words are compared as, in order; "" = unknown.
  std::vector<std::string> Compared(const WordTrace& trace) const;

 private:
  struct Forms;  // a rule's forms, each a rule of its own
  WordExplainer(const Lexicon& lexicon, const Matcher& matcher, TraceNames names)
      : lexicon_(&lexicon), matcher_(&matcher), names_(std::move(names)) {}
  const Forms* FormsOf(const Rule& rule);

  const Lexicon* lexicon_;
  const Matcher* matcher_;
  TraceNames names_;
  Matcher::Scratch scratch_;
  std::map<std::string, std::shared_ptr<const Forms>> forms_;  // by rule id
};

}  // namespace ebb
