// The rules as data: loaded from TOML, checked, immutable afterwards and safe to share.
//
// lexicons/README.md documents the file format for people who write rules. Categories and keys are
// those of decisions.md 20.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "chat/hit.h"
#include "lexicon/scorer.h"
#include "lexicon/talk_net.h"

namespace ebb {

enum class Category : std::uint8_t {
  kWithdrawal,
  kShutdown,
  kAvoidance,
  kNeglect,
  kPressure,
  kRepair,
  kGrandGesture,  // RG: shown apart, in no total
  kSelfHarm,      // safety lists: never scored, never attributed
  kAbuseControl,
  kBoundary,  // no-contact wording: safety_boundary after abuse, W8 otherwise
};
inline constexpr int kCategories = 10;
inline constexpr int kCountedCategories = 6;       // the first six
std::string_view CategoryName(Category category);  // "withdrawal", ...
Result<Category> ParseCategory(std::string_view name);

enum class Strength : std::uint8_t { kStrong, kWeak };

// Context conditions of codebook section 3. A rule's gate is a set: any of them suffices;
// kGateWhole (gM) is required in addition when present.
enum Gate : std::uint8_t {
  kGateNone = 0,
  kGateWhole = 1 << 0,     // gM: the words are the whole message, at most three tokens
  kGateQuestion = 1 << 1,  // gQ: answers the partner's question about feelings or an emotional bid
  kGatePressure = 1 << 2,  // gP: right after pressure, complaint or gentle start, or in a conflict
  kGateTopic = 1 << 3,     // gT: a milestone or decision topic in the last six turns
  kGateProposal = 1 << 4,  // gL: an open plan or closeness proposal in the last six turns
  kGateHabit = 1 << 5,     // gX: breaks the sender's own habit
};
using Gates = std::uint8_t;
std::string GatesName(Gates gates);  // "gM+gP", "gQ", "" for none

// Right edge the words need (codebook section 3): what may follow them.
enum class Edge : std::uint8_t {
  kOpen,    // anything
  kClause,  // end of clause, or one of: now, right now, today, tonight, again, anymore, ok, please,
            // about this/it/us
  kWhole,   // nothing else in the message but names, emoji and punctuation
};

struct Example {
  std::string text;  // without the marks
  TextRange marked;  // the range in [ ] (empty for `no` examples)
  int line = 0;      // in its file
};

struct Rule {
  std::string id;
  Category category = Category::kWithdrawal;
  std::string subcode;  // "W4"
  std::string sign;     // "S2" or empty
  About about = About::kSelf;
  Strength strength = Strength::kStrong;
  std::uint8_t intensity = 2;
  Gates gates = kGateNone;
  Edge edge = Edge::kOpen;
  std::vector<std::string> phrases;   // literal words
  std::vector<std::string> tokens;    // token patterns
  std::vector<std::string> patterns;  // RE2 over the folded text
  std::vector<std::string>
      unless;                     // token patterns that void the hit when they overlap or touch it
  std::vector<std::string> near;  // token patterns of which one must occur in the message
  std::vector<Example> yes, no;
  bool learned = false;  // raised by the scorer; has no patterns and no examples
  std::string why;
  std::string reference;
  std::string file;
  int line = 0;
};

// A named list of words or phrases ("@time", "@warmth" ...), for use in token patterns and
// features.
struct WordClass {
  std::string name;
  std::vector<std::string> words;
  std::string file;
  int line = 0;
};

class Lexicon {
 public:
  const std::vector<Rule>& rules() const { return rules_; }
  const std::vector<WordClass>& classes() const { return classes_; }
  const std::string& name() const { return name_; }
  const std::string& version() const { return version_; }
  const std::string& language() const { return language_; }
  const std::string& hash() const { return hash_; }  // of all files it was made from
  // The weights of the decision layer; empty if the lexicon has none.
  const Scorer& scorer() const { return scorer_; }
  // The weights of the talk nets, which have their say beside these; empty if the lexicon has none.
  const TalkNets& talk_nets() const { return talk_nets_; }
  // From here on rules and gates decide alone.
  void LeaveScorerOut() {
    scorer_ = {};
    talk_nets_ = {};
  }
  // Other rules with the classes they name and those in `classes`, without weights: for looking at
  // single forms of a rule.
  Lexicon WithRules(std::vector<Rule> rules, const std::vector<std::string_view>& classes) const;
  const Rule* Find(std::string_view id) const;
  const WordClass* FindClass(std::string_view name) const;

 private:
  friend class LexiconBuilder;
  friend class LexiconSummary;
  std::vector<Rule> rules_;
  std::vector<WordClass> classes_;
  Scorer scorer_;
  TalkNets talk_nets_;
  std::string name_, version_, language_, hash_;
};

// One lexicon file in memory.
struct LexiconFile {
  std::string name;
  std::string text;
};

// The files compiled into the program.
const std::vector<LexiconFile>& BuiltInLexiconFiles();
// Parses and validates `files`; later files override rules of the same id. Errors (kLexicon) read
// `file:line:column: what` and show the line with a caret.
Result<Lexicon> ParseLexicon(const std::vector<LexiconFile>& files);
// Files and folders (all *.toml, scorer.tsv and talk.tsv in them, sorted) from disk, after the
// built-in ones unless `replace`.
Result<Lexicon> LoadLexicon(const std::vector<std::string>& paths, bool replace);

}  // namespace ebb
