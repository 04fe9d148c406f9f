#include "match/regex_rules.h"

#include <re2/re2.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/text_util.h"
#include "text/fold.h"

namespace ebb {
namespace {

bool IsPlain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// End of the group that opens at `at`, or npos.
std::size_t GroupEnd(std::string_view pattern, std::size_t at) {
  int depth = 0;
  for (std::size_t i = at; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      ++i;
    } else if (pattern[i] == '(') {
      ++depth;
    } else if (pattern[i] == ')' && --depth == 0) {
      return i;
    }
  }
  return std::string_view::npos;
}

}  // namespace

// Reads the top level of the pattern: words of plain letters between blanks, \b or the ends that no
// quantifier touches. Groups and classes part words; alternation at the top gives up.
std::vector<std::string> RequiredWords(std::string_view pattern) {
  std::vector<std::string> words;
  std::string word;
  bool clean = true;  // an edge stands before `word`
  const auto finish = [&](bool edge) {
    if (clean && edge && word.size() >= 3) words.push_back(word);
    word.clear();
    clean = edge;
  };
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '|') return {};
    if (IsPlain(c)) {
      word += c;
    } else if (c == ' ' || c == '^' || c == '$') {
      finish(true);
    } else if (c == '\\' && i + 1 < pattern.size() &&
               (pattern[i + 1] == 'b' || pattern[i + 1] == 's')) {
      ++i;
      finish(true);
    } else if (c == '(') {
      finish(false);
      const std::size_t end = GroupEnd(pattern, i);
      if (end == std::string_view::npos) return {};
      i = end;
    } else if (c == '?' || c == '*' || c == '{') {
      if (!word.empty()) word.pop_back();
      finish(false);
      if (c == '{') i = std::min(pattern.find('}', i), pattern.size() - 1);
    } else {
      if (c == '[') i = std::min(pattern.find(']', i + 2), pattern.size() - 1);
      if (c == '\\') ++i;
      finish(false);
    }
  }
  finish(true);
  // The longest is the rarest; one is enough.
  std::sort(words.begin(), words.end(),
            [](const auto& a, const auto& b) { return a.size() > b.size(); });
  words.resize(std::min<std::size_t>(words.size(), 1));
  return words;
}

struct RegexRules::Data {
  std::vector<Pattern> entries;
  std::unordered_map<WordKey, std::vector<std::size_t>> by_word;

  // Compiled when first needed, one per thread.
  const RE2& Compiled(std::size_t index) const {
    thread_local std::unordered_map<const Pattern*, std::unique_ptr<RE2>> cache;
    std::unique_ptr<RE2>& slot = cache[&entries[index]];
    if (!slot || slot->pattern() != entries[index].pattern) {
      slot = std::make_unique<RE2>(entries[index].pattern, RE2::Quiet);
    }
    return *slot;
  }
};

RegexRules::RegexRules() : data_(std::make_unique<Data>()) {}
RegexRules::RegexRules(RegexRules&&) noexcept = default;
RegexRules& RegexRules::operator=(RegexRules&&) noexcept = default;
RegexRules::~RegexRules() = default;

std::vector<RegexRules::Pattern> RegexRules::PatternsOf(const Lexicon& lexicon) {
  std::vector<Pattern> patterns;
  for (std::size_t r = 0; r < lexicon.rules().size(); ++r) {
    const Rule& rule = lexicon.rules()[r];
    const std::string where =
        rule.file + ":" + std::to_string(rule.line) + ": rule " + rule.id + ": ";
    for (const std::string& pattern : rule.patterns) {
      patterns.push_back({pattern, static_cast<std::uint16_t>(r), where});
    }
  }
  return patterns;
}

Result<RegexRules> RegexRules::Build(std::vector<Pattern> patterns) {
  RegexRules made;
  for (Pattern& entry : patterns) {
    if (!entry.where.empty()) {
      const RE2 compiled(entry.pattern, RE2::Quiet);
      if (!compiled.ok()) {
        return Error{ErrorKind::kLexicon, entry.where + "pattern refused: " + compiled.error()};
      }
    }
    const std::vector<std::string> words = RequiredWords(entry.pattern);
    if (words.empty()) {
      return Error{
          ErrorKind::kLexicon,
          entry.where + "a pattern needs a whole word of at least three letters outside groups"};
    }
    made.data_->by_word[KeyOfFolded(words[0])].push_back(made.data_->entries.size());
    made.data_->entries.push_back(std::move(entry));
  }
  return made;
}

bool RegexRules::empty() const { return data_->entries.empty(); }

void RegexRules::Find(const Program& /*program*/, MessageView* view) const {
  if (data_->entries.empty()) return;
  std::vector<std::size_t> wanted;
  for (const Token& token : view->tokens.list) {
    const auto found = data_->by_word.find(token.key);
    if (found != data_->by_word.end()) {
      wanted.insert(wanted.end(), found->second.begin(), found->second.end());
    }
  }
  if (wanted.empty()) return;
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  // Folded text: one folded word per token; starts[i] = where token i begins in it.
  std::string folded;
  std::vector<std::size_t> starts;
  for (const Token& token : view->tokens.list) {
    if (!folded.empty()) folded += ' ';
    starts.push_back(folded.size());
    folded += FoldWord(token.range.of(view->text));
  }
  const auto token_at = [&](std::size_t offset) {
    return static_cast<std::uint32_t>(std::upper_bound(starts.begin(), starts.end(), offset) -
                                      starts.begin() - 1);
  };
  const auto canon_of = [&](std::uint32_t token) {
    return static_cast<std::uint32_t>(
        std::lower_bound(view->canon.begin(), view->canon.end(), token,
                         [](const Canon& canon, std::uint32_t t) { return canon.token < t; }) -
        view->canon.begin());
  };
  for (const std::size_t index : wanted) {
    re2::StringPiece match;
    std::size_t from = 0;
    const RE2& regex = data_->Compiled(index);
    while (from <= folded.size() &&
           regex.Match(folded, from, folded.size(), RE2::UNANCHORED, &match, 1) && !match.empty()) {
      const auto begin = static_cast<std::size_t>(match.data() - folded.data());
      const std::uint32_t last = token_at(begin + match.size() - 1);
      view->rows.push_back({canon_of(token_at(begin)), canon_of(last + 1),
                            Output{OutputKind::kHit, 0, data_->entries[index].rule}});
      from = begin + match.size();
    }
  }
}

}  // namespace ebb
