// The built-in lexicon, a small one written in the test itself, and the hits of one message.
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "match/matcher.h"

namespace ebb {

inline Lexicon MadeLexicon(const std::string& toml) {
  Result<Lexicon> lexicon = ParseLexicon({{"made.toml", toml}});
  if (!lexicon) FAIL(lexicon.error().message);
  return std::move(*lexicon);
}

inline Matcher MadeMatcher(const Lexicon& lexicon) {
  Result<Matcher> matcher = Matcher::Build(lexicon);
  if (!matcher) FAIL(matcher.error().message);
  return std::move(*matcher);
}

// The built-in rules, read and compiled once for all tests of a program: under sanitizers that
// takes many seconds.
inline const Lexicon& BuiltInRules() {
  static const Lexicon lexicon = [] {
    Result<Lexicon> parsed = ParseLexicon(BuiltInLexiconFiles());
    if (!parsed) FAIL(parsed.error().message);
    return std::move(*parsed);
  }();
  return lexicon;
}
inline const Matcher& BuiltInMatcher() {
  static const Matcher matcher = MadeMatcher(BuiltInRules());
  return matcher;
}

// The keys every rule needs; `keys` adds or names the rest.
inline std::string MadeRule(const std::string& id, const std::string& keys) {
  return "[[rule]]\nid = \"" + id + "\"\nwhy = \"test\"\nyes = [\"[x]\"]\nno = [\"y\"]\n" + keys +
         "\n";
}

inline std::string MadeClass(const std::string& name, const std::string& words) {
  return "[[class]]\nname = \"" + name + "\"\nwords = [" + words + "]\n";
}

inline MessageFacts FactsOf(const Matcher& matcher, std::string_view text) {
  Matcher::Scratch scratch;
  MessageFacts facts;
  std::vector<Hit> hits;
  matcher.Run(text, scratch, &facts, &hits);
  return facts;
}

inline std::vector<Hit> HitsOf(const Matcher& matcher, std::string_view text) {
  Matcher::Scratch scratch;
  MessageFacts facts;
  std::vector<Hit> hits;
  matcher.Run(text, scratch, &facts, &hits);
  return hits;
}

}  // namespace ebb
