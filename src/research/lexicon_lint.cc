#include "research/lexicon_lint.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "base/text_util.h"
#include "lexicon/sample_wordings.h"
#include "lexicon/token_pattern.h"
#include "lexicon/written_words.h"
#include "research/lexicon_runs.h"

namespace ebb {
namespace {

constexpr std::size_t kMostSamples = 64;  // wordings tried of a form
constexpr std::size_t kMostNear = 4;      // forms of `near` tried beside each

struct Form {
  std::string text;
  PatternGraph graph;
  bool plain = false;  // as people would type it
};

std::vector<Form> FormsOf(const Rule& rule) {
  std::vector<Form> forms;
  for (const std::string& text : rule.phrases) {
    if (auto graph = ParsePhrase(text)) forms.push_back({text, std::move(*graph), true});
  }
  std::size_t offset = 0;
  for (const std::string& text : rule.tokens) {
    auto graph = ParsePattern(text, &offset);
    const bool plain = text.find_first_of("()|?~@_{}^$.") == std::string::npos;
    if (graph) forms.push_back({text, std::move(*graph), plain});
  }
  return forms;
}

// What became of one wording.
struct Trial {
  bool hit = false, excepted = false, asserted = false;
  std::optional<RuleId> taken_by;  // the rule that stays where this one is dropped
};

class Linter {
 public:
  Linter(const Lexicon& lexicon, const Matcher& matcher) : lexicon_(lexicon), matcher_(matcher) {}

  std::vector<LintWarning> Run() {
    for (std::size_t r = 0; r < lexicon_.rules().size(); ++r) {
      rule_ = &lexicon_.rules()[r];
      id_ = static_cast<RuleId>(r);
      if (rule_->learned) continue;
      const std::vector<std::string> near = NearTexts();
      for (const Form& form : FormsOf(*rule_)) {
        LintForm(form, near);
        LintDuplicate(form);
      }
      for (const std::string& pattern : rule_->patterns) LintRegex(pattern);
    }
    return std::move(warnings_);
  }

 private:
  void Warn(const std::string& what, const std::string& form) {
    warnings_.push_back({rule_->file, rule_->line, rule_->id, what, form});
  }

  // Words of which one must stand in the message; one empty text if none need to.
  std::vector<std::string> NearTexts() const {
    std::vector<std::string> texts;
    std::size_t offset = 0;
    for (const std::string& form : rule_->near) {
      const auto graph = ParsePattern(StartsWith(form, "... ") ? form.substr(4) : form, &offset);
      if (!graph) continue;
      for (std::string& text : SampleWordings(*graph, lexicon_.classes(), 1)) {
        texts.push_back(std::move(text));
      }
      if (texts.size() >= kMostNear) break;
    }
    if (texts.empty()) texts.emplace_back();
    return texts;
  }

  static std::string Joined(const std::string& a, const char* between, const std::string& b) {
    std::string out = a;
    out += between;
    out += b;
    return out;
  }

  // The best that comes of a wording, alone or beside a near form.
  Trial Try(const std::string& wording, const std::vector<std::string>& near) {
    Trial best;
    for (const std::string& text : near) {
      std::vector<std::string> messages = {wording};
      if (!text.empty()) {
        messages = {Joined(wording, ". ", text), Joined(text, ". ", wording),
                    Joined(wording, " ", text), Joined(text, " ", wording)};
      }
      for (const std::string& message : messages) {
        const Trial trial = TryMessage(message);
        best.hit = best.hit || trial.hit;
        best.excepted = best.excepted || trial.excepted;
        if (trial.asserted) return trial;
      }
    }
    return best;
  }

  Trial TryMessage(const std::string& message) {
    Trial trial;
    TextRange range;
    for (const Hit& hit : matcher_.AllHits(message, scratch_)) {
      if (hit.rule != id_) continue;
      trial.hit = true;
      trial.excepted = trial.excepted || hit.modality == Modality::kException;
      if (hit.modality != Modality::kAsserted || trial.asserted) continue;
      trial.asserted = true;
      range = hit.range;
    }
    if (trial.asserted) trial.taken_by = TakenBy(message, range);
    return trial;
  }

  // The rule of the same category that stays over these words where this one does not.
  std::optional<RuleId> TakenBy(const std::string& message, TextRange range) {
    MessageFacts facts;
    std::vector<Hit> hits;
    matcher_.Run(message, scratch_, &facts, &hits);
    std::optional<RuleId> other;
    for (const Hit& hit : hits) {
      if (hit.rule == id_) return std::nullopt;
      const bool over = hit.range.begin <= range.begin && hit.range.end >= range.end;
      if (over && lexicon_.rules()[hit.rule].category == rule_->category) other = hit.rule;
    }
    return other;
  }

  void LintForm(const Form& form, const std::vector<std::string>& near) {
    const std::vector<std::string> wordings =
        SampleWordings(form.graph, lexicon_.classes(), kMostSamples);
    bool hit = false, excepted = false, asserted = false, shadowed = true;
    std::set<RuleId> others;
    for (const std::string& wording : wordings) {
      const Trial trial = Try(wording, near);
      hit = hit || trial.hit;
      excepted = excepted || trial.excepted;
      if (!trial.asserted) continue;
      asserted = true;
      shadowed = shadowed && trial.taken_by.has_value();
      if (trial.taken_by) others.insert(*trial.taken_by);
    }
    if (!hit) return Warn("can never match", form.text);
    if (!asserted && excepted) return Warn("its own `unless` voids every wording", form.text);
    if (asserted && shadowed && others.size() == 1) {
      return Warn("always taken by rule " + lexicon_.rules()[*others.begin()].id, form.text);
    }
    // What folding makes of it is something else: "ill" is read as "i will" beside other words
    // only.
    if (form.plain && !Try(form.text, near).hit) {
      Warn("never matches as it is written; it is compared as \"" + Compared(form.text) + "\"",
           form.text);
    }
  }

  static std::string Compared(const std::string& text) {
    std::string out;
    for (const std::string& word : WordsOf(text)) out += (out.empty() ? "" : " ") + word;
    return out;
  }

  // One wording, twice, under the same conditions: one of the two does nothing.
  void LintDuplicate(const Form& form) {
    const auto key = std::tuple(rule_->category, rule_->gates, rule_->about, rule_->edge,
                                form.plain ? Compared(form.text) : form.text);
    const auto [at, fresh] = seen_.emplace(key, id_);
    if (fresh) return;
    const std::string& other = lexicon_.rules()[at->second].id;
    Warn(at->second == id_ ? "stands twice in this rule" : "stands in rule " + other + " too",
         form.text);
  }

  // The folded text has no capitals and no apostrophes.
  void LintRegex(const std::string& pattern) {
    bool escaped = false;
    for (const char c : pattern) {
      const bool capital = c >= 'A' && c <= 'Z' && !escaped;
      if (c == '\'' || capital) {
        return Warn(std::string("can never match at ") + (capital ? "a capital" : "an apostrophe") +
                        ": folded text has none",
                    pattern);
      }
      escaped = c == '\\' && !escaped;
    }
  }

  const Lexicon& lexicon_;
  const Matcher& matcher_;
  Matcher::Scratch scratch_;
  const Rule* rule_ = nullptr;
  RuleId id_ = 0;
  std::map<std::tuple<Category, Gates, About, Edge, std::string>, RuleId> seen_;
  std::vector<LintWarning> warnings_;
};

// The next word after `end` with nothing but a blank between; empty if the words end there.
std::string NextWord(std::string_view text, std::uint32_t end) {
  if (end + 1 >= text.size() || text[end] != ' ') return {};
  const std::string_view rest = text.substr(end + 1);
  const std::string word(rest.substr(0, rest.find_first_of(" .,!?;:\n")));
  return WordsOf(word).empty() ? std::string() : word;
}

// Where a rule's words run on: how often, and the line of the first.
struct RunOn {
  std::uint64_t times = 0, first = 0;
};

bool MayRunOn(const Rule& rule) {
  const bool distance =
      static_cast<int>(rule.category) < kCountedCategories && rule.category != Category::kRepair;
  return distance && rule.edge == Edge::kOpen && !rule.learned;
}

}  // namespace

std::string LintWarning::Text() const {
  return file + ":" + std::to_string(line) + ": " + rule + ": " + what +
         (form.empty() ? "" : ": " + form);
}

std::vector<LintWarning> LintLexicon(const Lexicon& lexicon, const Matcher& matcher) {
  return Linter(lexicon, matcher).Run();
}

Result<std::vector<LintWarning>> LintAgainst(const std::string& path, const Lexicon& lexicon,
                                             const Matcher& matcher,
                                             const AnalyzeOptions& options) {
  Result<FlaggedFile> file = FlagFile(path, lexicon, matcher, options);
  if (!file) return file.error();
  std::vector<LoadedInput*> inputs;
  for (LoadedInput& input : file->inputs) inputs.push_back(&input);
  std::map<RuleId, RunOn> found;
  for (const FlaggedChat& chat : file->chats) {
    std::map<MessageIndex, WantedWords> by_message;
    for (const Flag& flag : chat.flags) {
      if (flag.counts && MayRunOn(lexicon.rules()[flag.hit.rule])) {
        WantedWords& words = by_message[flag.hit.message];
        words.message = flag.hit.message;
        words.whole = true;
      }
    }
    std::vector<WantedWords> wanted;
    wanted.reserve(by_message.size());
    for (auto& [message, words] : by_message) wanted.push_back(std::move(words));
    if (file->labelled) {
      for (WantedWords& words : wanted) {
        const LabelledMessage* const message = LabelledAt(*file, chat, words.message);
        words.kept = message->text;
        words.line = message->line;
      }
    } else if (Status done = FetchWords(inputs, {{&chat.parts, &wanted}}); !done) {
      return done.error();
    }
    for (const Flag& flag : chat.flags) {
      const Rule& rule = lexicon.rules()[flag.hit.rule];
      if (!flag.counts || !MayRunOn(rule)) continue;
      const auto words = std::find_if(wanted.begin(), wanted.end(), [&](const WantedWords& w) {
        return w.message == flag.hit.message;
      });
      const std::string next = NextWord(words->kept, flag.hit.range.end);
      if (next.empty()) continue;
      RunOn& place = found[flag.hit.rule];
      if (place.times++ == 0) place.first = words->line;
    }
  }
  std::vector<LintWarning> warnings;
  for (const auto& [id, place] : found) {
    const Rule& rule = lexicon.rules()[id];
    warnings.push_back({rule.file, rule.line, rule.id,
                        "counts and runs on in harmless talk, " + std::to_string(place.times) +
                            " times (first: " + path + ":" + std::to_string(place.first) +
                            "); give it an edge or an `unless`",
                        ""});
  }
  return warnings;
}

}  // namespace ebb
