// Folding of single words: case (NFKC_Casefold), apostrophes, stretched letters, laughter.
// All functions are pure and thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebb {

// Case-folds, composes, and drops apostrophes (' U+2019 U+02BC) and invisible format characters.
std::string FoldWord(std::string_view word);

// Shorter spellings to try, in order, for a folded word that the vocabulary lacks: runs of three or
// more letters cut to two, then to one, then all doubled letters to one. Empty if nothing is
// stretched. "fiiine" -> "fiine", "fine".
std::vector<std::string> Unstretched(std::string_view folded);

// "haha" for any written laughter ("hahahah", "ahaha", "hehe", "jajaja", "lolol", "lmaooo"), else
// empty.
std::string_view CanonicalLaughter(std::string_view folded);

// Chat shorthand and contractions written out: "dont" -> do not, "idk" -> i do not know, "u" ->
// you. Returns nullptr if the folded word stands for itself. Words are separated by one blank.
const char* WrittenOut(std::string_view folded);

// Spellings that lost their apostrophe and are words of their own: "ill" -> "i will". In patterns
// both readings are tried; alone such a word matches nothing. nullptr if not such a spelling.
const char* AmbiguousReading(std::string_view folded);
// All of them: {"ill", "i will"}, ...
struct Ambiguous {
  const char* spelling;
  const char* reading;
};
const std::vector<Ambiguous>& AmbiguousSpellings();
// All written-out forms: {"idk", "i do not know"}, ...
const std::vector<Ambiguous>& Shorthand();

}  // namespace ebb
