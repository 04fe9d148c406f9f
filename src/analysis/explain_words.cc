#include "analysis/explain_words.h"

#include <algorithm>
#include <utility>

#include "base/text_util.h"
#include "text/fold.h"
#include "text/token.h"

namespace ebb {
namespace {

// Where a void is looked for (match/context.cc): words of these classes, so many before or after.
struct Reach {
  Modality modality;
  std::vector<std::string_view> classes;
  std::uint32_t before, after;
};

const std::vector<Reach>& Reaches() {
  constexpr std::uint32_t kAll = 1u << 30;
  static const std::vector<Reach> reaches = {
      {Modality::kNegated, {"negator"}, 4, 0},
      {Modality::kHypothetical, {"conditional"}, 6, 0},
      {Modality::kPast, {"past"}, 4, 0},
      {Modality::kThirdParty, {"third_person", "kin_work"}, 3, 0},
      {Modality::kQuoted, {"quote_verb"}, 6, 0},
      {Modality::kNonrelational, {"practical"}, 12, 12},
      {Modality::kJoking, {"laughter"}, kAll, kAll},
  };
  return reaches;
}

bool InAny(const std::vector<std::string>& classes, const std::vector<std::string_view>& wanted) {
  return std::any_of(classes.begin(), classes.end(), [&](const std::string& name) {
    return std::find(wanted.begin(), wanted.end(), name) != wanted.end();
  });
}

// The words next to the hit that are in one of the classes.
std::vector<TextRange> WordsInReach(const std::vector<ExplainedWord>& words, const WordTrace& trace,
                                    TextRange range, const Reach& reach) {
  std::vector<TextRange> found;
  std::uint32_t begin = 0, end = 0;  // the hit, in words as compared
  for (const TracedWord& word : trace.words) {
    const auto next = word.first + static_cast<std::uint32_t>(word.words.size());
    if (word.range.begin <= range.begin) begin = word.first;
    if (word.range.begin < range.end) end = next;
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::uint32_t at = trace.words[i].first;
    const auto next = at + static_cast<std::uint32_t>(trace.words[i].words.size());
    const bool before = next <= begin && at + reach.before >= begin;
    const bool after = at >= end && at < end + reach.after;
    if ((before || after) && InAny(words[i].classes, reach.classes)) {
      found.push_back(words[i].range);
    }
  }
  return found;
}

bool Beside(TextRange a, TextRange b) {
  constexpr std::uint32_t kBetween = 3;  // a comma and a blank, an apostrophe ...
  return a.begin <= b.end + kBetween && b.begin <= a.end + kBetween;
}

}  // namespace

struct WordExplainer::Forms {
  std::vector<std::string> names;
  std::size_t first_exception = 0;
  std::vector<bool> anywhere;
  Matcher matcher;
};

Result<WordExplainer> WordExplainer::Create(const Lexicon& lexicon, const Matcher& matcher) {
  Result<TraceNames> names = TraceNamesOf(lexicon);
  if (!names) return names.error();
  return WordExplainer(lexicon, matcher, std::move(*names));
}

WordTrace WordExplainer::ReadWords(std::string_view text, ExplainedMessage* message) {
  WordTrace trace = matcher_->Trace(text, scratch_);
  for (const TracedWord& word : trace.words) {
    ExplainedWord& explained = message->words.emplace_back();
    explained.range = word.range;
    explained.folded =
        word.emoji ? std::string(word.range.of(text)) : FoldWord(word.range.of(text));
    for (const WordId id : word.words) {
      explained.known = explained.known || id != 0;
      explained.words.push_back(id == 0 ? explained.folded : names_.words[id]);
    }
    for (const std::uint16_t number : word.classes) {
      explained.classes.push_back(names_.classes[number]);
    }
  }
  for (const TracedEntry& entry : trace.entries) {
    message->entries.push_back({entry.range, names_.classes[entry.number]});
  }
  return trace;
}

std::vector<std::string> WordExplainer::Compared(const WordTrace& trace) const {
  std::vector<std::string> out;
  for (const TracedWord& word : trace.words) {
    for (const WordId id : word.words) out.push_back(names_.words[id]);
  }
  return out;
}

// Each form as a rule of its own, without conditions. Null if they do not compile.
const WordExplainer::Forms* WordExplainer::FormsOf(const Rule& rule) {
  const auto [at, fresh] = forms_.try_emplace(rule.id);
  if (!fresh) return at->second.get();
  std::vector<Rule> rules;
  std::vector<std::string> names;
  std::vector<bool> anywhere;
  const auto add = [&](const std::string& form, std::vector<std::string> Rule::*list) {
    Rule& made = rules.emplace_back();
    made.id = std::to_string(rules.size());
    made.category = rule.category;
    anywhere.push_back(StartsWith(form, "... "));
    (made.*list).push_back(anywhere.back() ? form.substr(4) : form);
    names.push_back(form);
  };
  for (const std::string& form : rule.phrases) add(form, &Rule::phrases);
  for (const std::string& form : rule.tokens) add(form, &Rule::tokens);
  for (const std::string& form : rule.patterns) add(form, &Rule::patterns);
  const std::size_t first_exception = names.size();
  for (const std::string& form : rule.unless) add(form, &Rule::tokens);
  if (rules.empty()) return nullptr;
  Result<Matcher> matcher = Matcher::Build(lexicon_->WithRules(std::move(rules), {"conjunction"}));
  if (!matcher) return nullptr;
  at->second = std::make_shared<Forms>(
      Forms{std::move(names), first_exception, std::move(anywhere), std::move(*matcher)});
  return at->second.get();
}

void WordExplainer::ReadHit(std::string_view text, const WordTrace& trace, ExplainedHit* hit) {
  const TextRange range = hit->flag.hit.range;
  for (const Reach& reach : Reaches()) {
    if (hit->flag.hit.modality != reach.modality) continue;
    std::vector<ExplainedWord> words;
    ExplainedMessage read;
    ReadWords(text, &read);
    hit->voided_by = WordsInReach(read.words, trace, range, reach);
  }
  const Forms* const forms = FormsOf(*hit->rule);
  if (forms == nullptr) return;
  for (const Hit& found : forms->matcher.AllHits(text, scratch_)) {
    const std::string& name = forms->names[found.rule];
    const bool exception = found.rule >= forms->first_exception;
    std::vector<std::string>& list = exception ? hit->exceptions : hit->forms;
    const bool fits = exception ? forms->anywhere[found.rule] || Beside(found.range, range)
                                : found.range == range;
    if (!fits || std::find(list.begin(), list.end(), name) != list.end()) continue;
    list.push_back(name);
    if (exception && hit->flag.hit.modality == Modality::kException) {
      hit->voided_by.push_back(found.range);
    }
  }
}

}  // namespace ebb
