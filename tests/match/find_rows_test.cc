// The compiled program against the slow oracle: nothing that spares walks may lose or invent a row.
#include <algorithm>
#include <cctype>
#include <random>
#include <set>
#include <string>

#include "lexicon/written_words.h"
#include "made_lexicon.h"
#include "row_oracle.h"
#include "shared_data.h"

namespace ebb {
namespace {

using Found = RowOracle::Found;

std::set<Found> RowsOf(const Matcher& matcher, Matcher::Scratch* scratch, std::string_view text) {
  std::set<Found> rows;
  for (const Hit& hit : matcher.AllHits(text, *scratch)) {
    rows.insert({hit.range.begin, hit.range.end, hit.rule, hit.modality == Modality::kException});
  }
  return rows;
}

std::string Shown(const std::set<Found>& rows, const std::set<Found>& without) {
  std::string out;
  for (const Found& row : rows) {
    if (without.count(row) > 0) continue;
    out += " [" + std::to_string(row.begin) + "," + std::to_string(row.end) + ") rule " +
           std::to_string(row.rule) + (row.excepted ? " excepted" : "");
  }
  return out;
}

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  unsigned Below(unsigned n) { return static_cast<unsigned>(engine_() % n); }
  bool One(unsigned in) { return Below(in) == 0; }
  std::string Of(const std::vector<std::string>& list) {
    return list[Below(static_cast<unsigned>(list.size()))];
  }

 private:
  std::mt19937 engine_;
};

const std::vector<std::string> kVocabulary = {"red", "blue", "cat", "dog",  "and", "idk", "u",
                                              "im",  "ill",  "its", "🙂", "🔥",   "7",   "8pm"};

std::string RandomPattern(Random* random, int depth);

std::string RandomItem(Random* random, int depth) {
  switch (random->Below(depth > 0 ? 12 : 9)) {
    case 6:
      return "@" + random->Of({"colour", "pet", "number", "conjunction"});
    case 7:
      return random->Of({"_", "_{0,1}", "_{0,2}", "_{1,3}", "_{2,2}", "_{0,8}"});
    case 8:
      return random->Of({".", "$"});
    case 9:
    case 10:
      return "(" + RandomPattern(random, depth - 1) + "|" + RandomPattern(random, depth - 1) + ")" +
             (random->One(3) ? "?" : "");
    case 11:
      return random->Of({"cat~", "red~"});
    default:
      return random->Of(kVocabulary) + (random->One(4) ? "?" : "");
  }
}

std::string RandomPattern(Random* random, int depth) {
  std::string out;
  for (unsigned n = 1 + random->Below(4); n > 0; --n) {
    out += (out.empty() ? "" : " ") + RandomItem(random, depth);
  }
  return out;
}

// One that the parser takes.
std::string GoodPattern(Random* random, bool anywhere) {
  for (;;) {
    std::string pattern = RandomPattern(random, 2);
    if (random->One(8)) pattern = random->Of({"^ ", "^^ "}) + pattern;
    if (random->One(8)) pattern += random->Of({" $", " $$"});
    if (anywhere && random->One(3)) pattern = "... " + pattern;
    std::size_t offset = 0;
    if (ParsePattern(pattern, &offset)) return pattern;
  }
}

std::string RandomLexicon(Random* random) {
  std::string toml = "category = \"withdrawal\"\n";
  toml += MadeClass("colour", R"("red", "blue", "dark red", "idk", "red 🔥 dog", "7")");
  toml += MadeClass("pet", R"("cat", "(cat|dog) (and|or) dog?", "dog _ cat", "ill", "pet~")");
  toml += MadeClass("conjunction", R"("and", "so that")");
  for (unsigned r = 0, rules = 1 + random->Below(90); r < rules; ++r) {
    std::string keys = "tokens = [\"" + GoodPattern(random, false) + "\", \"" +
                       GoodPattern(random, false) + "\"]\n";
    if (random->One(3)) keys += "unless = [\"" + GoodPattern(random, true) + "\"]\n";
    if (random->One(6)) keys += "near = [\"" + GoodPattern(random, true) + "\"]\n";
    if (random->One(4)) keys += "gate = \"gM\"\n";
    toml += MadeRule("r" + std::to_string(r), keys);
  }
  return toml;
}

std::string RandomMessage(Random* random) {
  std::string text = random->One(10) ? random->Of({"\"", "> ", "🙂", ", "}) : "";
  for (unsigned n = random->Below(12); n > 0; --n) {
    text += random->One(12)
                ? random->Of({"dark", "or", "i'll", "it's", "CATS", "zebra", "reeeed", "pets", "so",
                              "that", "i", "you", "am", "hahaha", "1,000"})
                : random->Of(kVocabulary);
    text += random->One(5) ? random->Of({". ", ", ", "... ", "! ", "\n", "\n> ", "🔥",
                                         "🙂🙂🙂🙂", " 🔥 🙂 🔥 "})
                           : " ";
  }
  return text;
}

// Sanitizers make everything ten times slower: there a part must do.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kLexicons = 30, kMessages = 500;
#else
constexpr int kLexicons = 400, kMessages = 8000;
#endif

TEST_CASE("compiled rows equal the oracle's on random lexicons and messages", "[differential]") {
  Random random(20);
  Matcher::Scratch scratch;
  for (int l = 0; l < kLexicons; ++l) {
    const std::string toml = RandomLexicon(&random);
    const Lexicon lexicon = MadeLexicon(toml);
    const Matcher matcher = MadeMatcher(lexicon);
    RowOracle oracle(lexicon);
    for (int m = 0; m < 200; ++m) {
      const std::string text = RandomMessage(&random);
      const std::set<Found> expected = oracle.Rows(text);
      const std::set<Found> got = RowsOf(matcher, &scratch, text);
      if (expected == got) continue;
      CAPTURE(l, m, text);
      for (const auto* const rows : {&expected, &got}) {
        for (const Found& row : *rows) {
          const Rule& rule = lexicon.rules()[row.rule];
          if (expected.count(row) == got.count(row)) continue;
          for (const std::string& pattern : rule.tokens)
            UNSCOPED_INFO(rule.id << " tokens " << pattern);
          for (const std::string& pattern : rule.unless)
            UNSCOPED_INFO(rule.id << " unless " << pattern);
        }
      }
      FAIL("lost" << Shown(expected, got) << "; invented" << Shown(got, expected));
    }
  }
}

// Rows that walks were once not started for, or that ended too early.
TEST_CASE("rows that were lost once") {
  const struct {
    const char* pattern;
    const char* text;
    std::uint32_t begin, end;
  } kCases[] = {
      {"🙃 fine", "🙃😂 fine", 0, 13},  // a second emoji in between
      // as many emoji as a row passes over
      {"🙃 fine", "🙃😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂 fine", 0,
       73},
      {"need _{0,1} space", "need 😂😂😂😂😂😂 space", 0, 35},  // many emoji in a gap
      {"🙃 _{1,2} fine", "🙃 so very fine", 0, 17},   // a gap after an emoji
      {"stop . _{0,2} please", "stop. please", 0, 12},    // no words after a sentence end
      {"stop it _{0,2}", "stop it", 0, 7},                // an empty gap at the end
      {"stop it _{0,2}", "stop it. now", 0, 7},
      {"a _{8,8} z", "a a a a a a a a a z", 0, 19},  // more words wait than were kept
  };
  for (const auto& test : kCases) {
    CAPTURE(test.pattern, test.text);
    const Lexicon lexicon =
        MadeLexicon("category = \"shutdown\"\n" +
                    MadeRule("r", "tokens = [\"" + std::string(test.pattern) + "\"]"));
    Matcher::Scratch scratch;
    const std::set<Found> rows = RowsOf(MadeMatcher(lexicon), &scratch, test.text);
    CHECK(rows.count({test.begin, test.end, 0, false}) == 1);
  }
}

// Words that a pattern of the lexicon would match, roughly: a random way through its graph.
class PatternTalk {
 public:
  PatternTalk(const Lexicon& lexicon, Random* random) : lexicon_(lexicon), random_(random) {
    std::size_t offset = 0;
    for (const Rule& rule : lexicon.rules()) {
      for (const std::string& phrase : rule.phrases) graphs_.push_back(*ParsePhrase(phrase));
      for (const auto* const patterns : {&rule.tokens, &rule.tokens, &rule.unless, &rule.near}) {
        for (const std::string& pattern : *patterns)
          graphs_.push_back(*ParsePattern(pattern, &offset));
      }
    }
  }

  std::string Message() {
    std::string text;
    for (unsigned n = 1 + random_->Below(3); n > 0; --n) {
      const PatternGraph& graph = graphs_[random_->Below(static_cast<unsigned>(graphs_.size()))];
      for (std::uint32_t state = graph.start; state != graph.end;) {
        const auto& steps = graph.steps[state];
        if (steps.empty()) break;
        const PatternStep& step = steps[random_->Below(static_cast<unsigned>(steps.size()))];
        AddStep(step, &text);
        state = step.to;
      }
      text += random_->Of({"", "", ". ", ", ", "but ", "and ", "🙂 ", "... ", "\n", "? "});
    }
    return text;
  }

 private:
  void AddStep(const PatternStep& step, std::string* text) {
    if (random_->One(40)) return;  // left out
    if (random_->One(30)) *text += random_->Of({"the ", "u ", "🙃 ", ", ", "😂😂😂 ", "not ", "8 "});
    if (step.kind == StepKind::kWord) *text += step.word + " ";
    if (step.kind == StepKind::kStop) *text += ". ";
    if (step.kind == StepKind::kClass && step.word == "number") *text += "20 ";
    if (step.kind == StepKind::kClass && step.word != "number") {
      for (const std::string& word : WordsOf(random_->Of(lexicon_.FindClass(step.word)->words))) {
        *text += word + " ";
      }
    }
    if (step.kind == StepKind::kGap) {
      for (unsigned n = random_->Below(step.max + 2u); n > 0; --n) {
        *text += random_->Of({"you ", "really ", "to ", "i ", "that "});
      }
    }
  }

  const Lexicon& lexicon_;
  Random* random_;
  std::vector<PatternGraph> graphs_;
};

bool WordsOutside(const std::string& text, std::size_t begin, std::size_t end) {
  const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  return std::any_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin), is_word) ||
         std::any_of(text.begin() + static_cast<std::ptrdiff_t>(end), text.end(), is_word);
}

TEST_CASE("compiled rows equal the oracle's for the built-in lexicon", "[differential]") {
  const Lexicon& lexicon = BuiltInRules();
  RowOracle oracle(lexicon);
  Random random(21);
  PatternTalk talk(lexicon, &random);
  Matcher::Scratch scratch;
  std::size_t rows = 0;
  for (int m = 0; m < kMessages; ++m) {
    const std::string text = talk.Message();
    // A form that is the whole message or nothing leaves no hit inside a longer one.
    std::set<Found> expected = oracle.Rows(text);
    std::erase_if(expected, [&](const Found& row) {
      return lexicon.rules()[row.rule].edge == Edge::kWhole &&
             WordsOutside(text, row.begin, row.end);
    });
    rows += expected.size();
    std::set<Found> got = RowsOf(BuiltInMatcher(), &scratch, text);
    // The contrast check of repair voids with the same reason; the oracle knows only `unless`.
    std::set<Found> compared;
    for (Found row : got) {
      Found plain = row;
      plain.excepted = false;
      const bool contrast =
          row.excepted && lexicon.rules()[row.rule].subcode == "R12" && expected.count(plain) > 0;
      compared.insert(contrast ? plain : row);
    }
    if (expected == compared) continue;
    CAPTURE(m, text);
    FAIL("lost" << Shown(expected, compared) << "; invented" << Shown(compared, expected));
  }
  CHECK(rows > 5000 * kMessages / 10000);
}

}  // namespace
}  // namespace ebb
