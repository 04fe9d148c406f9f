// A small lexicon written in the test itself, and the hits of one message.
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
