// Messages full of forms: read in time in proportion to their length, and as the slow reading of
// slow_context.h reads them.
#include <chrono>
#include <random>
#include <string>

#include "made_lexicon.h"
#include "match/context.h"
#include "match/word_reader.h"
#include "slow_context.h"

namespace ebb {
namespace {

const Program& BuiltInProgram() {
  static const Program program = [] {
    Result<Program> compiled = CompileProgram(BuiltInRules());
    if (!compiled) FAIL(compiled.error().message);
    return std::move(*compiled);
  }();
  return program;
}

// One message's rows, before and after the checks under test.
class Readings {
 public:
  Readings() : program_(BuiltInProgram()), fast_(program_), slow_(program_) {}

  std::string Fast(const std::string& text, bool keep_all) {
    FindAll(text);
    const bool any = fast_.KeepPossible(&view_);
    return HitsLeft(any,
                    [&](std::vector<Hit>* hits) { fast_.Read(view_, keep_all, &scratch_, hits); });
  }
  std::string Slow(const std::string& text, bool keep_all) {
    FindAll(text);
    const bool any = slow_.KeepPossible(&view_);
    return HitsLeft(any, [&](std::vector<Hit>* hits) { slow_.Read(view_, keep_all, hits); });
  }

 private:
  void FindAll(const std::string& text) {
    MessageFacts facts;
    view_.text = text;
    view_.classes.clear();
    view_.entered = {};
    view_.rows.clear();
    tokenizer_.Split(text, &view_.tokens);
    words_.ReadTokens(program_, &view_, &facts);
    words_.FetchPairs(program_);
    words_.ReadPairs(program_, &view_);
    FindRows(program_, &view_);
  }
  template <typename Read>
  std::string HitsLeft(bool any, Read read) {
    if (!any) return {};
    FindContextRows(program_, &view_);
    std::vector<Hit> hits;
    read(&hits);
    std::string out;
    for (const Hit& hit : hits) out += Shown(hit);
    return out;
  }
  static std::string Shown(const Hit& hit) {
    std::string out = " [";
    for (const auto number : {hit.range.begin, hit.range.end, std::uint32_t{hit.rule}})
      out += std::to_string(number) + ",";
    for (const int number : {static_cast<int>(hit.about), static_cast<int>(hit.modality),
                             static_cast<int>(hit.intensity), static_cast<int>(hit.softened),
                             static_cast<int>(hit.whole_message), static_cast<int>(hit.warmth)}) {
      out += std::to_string(number);
    }
    return out + "]";
  }

  const Program& program_;
  ContextReader fast_;
  ContextScratch scratch_;
  slow::SlowContext slow_;
  Tokenizer tokenizer_;
  OddSpellings odd_spellings_;
  WordReader words_{&odd_spellings_};
  MessageView view_;
};

const char* const kForms[] = {"i need space",
                              "need some space",
                              "drop it",
                              "leave me alone",
                              "im sorry but",
                              "another time",
                              "you never listen",
                              "i dont want to talk about it",
                              "idk",
                              "k",
                              "fine",
                              "whatever"};
const char* const kAround[] = {"he said ",
                               "you said ",
                               "i said ",
                               "she was like ",
                               "if ",
                               "not ",
                               "why dont you ",
                               "my sister ",
                               "we ",
                               "you ",
                               "do you ",
                               "i used to ",
                               "maybe ",
                               "driving ",
                               "in a meeting ",
                               "at work so ",
                               "lol ",
                               "haha ",
                               "😂 ",
                               "🙃",
                               "biscuits ",
                               "fries ",
                               "but ",
                               "and ",
                               "the kids' ",
                               "'cause ",
                               "goin' ",
                               "love you ",
                               "no offence ",
                               "not going to lie ",
                               "tonight ",
                               "about us ",
                               "wedding "};
const char* const kMarks[] = {"\"", "'",    " '", "' ", "\" ", " \"", "“",    "”",   "‘",   "’",
                              "«",  "\n> ", "\n", ". ", ", ",  "? ",  "... ", "'\"", "\"'", "😞😞😞"};

// A form of the list above, or an example of a rule of the lexicon.
std::string RandomForm(std::mt19937* random) {
  if ((*random)() % 2 == 0) return kForms[(*random)() % std::size(kForms)];
  const std::vector<Rule>& rules = BuiltInRules().rules();
  const Rule& rule = rules[(*random)() % rules.size()];
  if (rule.learned) return kForms[0];
  return rule.yes[(*random)() % rule.yes.size()].text;
}

std::string RandomTalk(std::mt19937* random, unsigned parts) {
  const auto of = [random](const auto& list) {
    return std::string(list[(*random)() % std::size(list)]);
  };
  std::string text = (*random)() % 8 == 0 ? "> " : "";
  for (unsigned n = 1 + static_cast<unsigned>((*random)()) % parts; n > 0; --n) {
    for (unsigned k = static_cast<unsigned>((*random)()) % 4; k > 0; --k)
      text += (*random)() % 3 == 0 ? of(kMarks) : of(kAround);
    std::string form = RandomForm(random);
    // Marks inside the words themselves.
    if ((*random)() % 5 == 0) form.insert(form.find(' ') + 1, of(kMarks));
    text += form + ((*random)() % 3 == 0 ? of(kMarks) : " ");
  }
  return text;
}

// Sanitizers make everything ten times slower: there a part must do.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kPart = 10;
#else
constexpr int kPart = 1;
#endif

TEST_CASE("the context checks equal the slow reading on random talk", "[differential]") {
  Readings readings;
  std::mt19937 random(22);
  std::size_t found = 0;
  for (int m = 0; m < 6000 / kPart; ++m) {
    const std::string text = RandomTalk(&random, m % 100 == 0 ? 60 : 5);
    const bool keep_all = m % 3 == 0;
    const std::string expected = readings.Slow(text, keep_all);
    found += expected.empty() ? 0 : 1;
    if (expected == readings.Fast(text, keep_all)) continue;
    CAPTURE(m, text);
    CHECK(expected == readings.Fast(text, keep_all));
  }
  CHECK(found > 3000 / kPart);
}

// Shapes that were read in quadratic time once, or might be.
const char* const kShapes[] = {"i need space ",
                               "he said \"i need space\" ",
                               "\"i need space ' ",
                               "you said 'i need space' ",
                               "> i need space\n",
                               "drop it ",
                               "im sorry but haha ",
                               "leave me alone leave me alone. ",
                               "at work so another time, ",
                               "need 😂😂 space ",
                               "😂",
                               "🙃 fine ",
                               "🙂🔥❤",
                               "need space 7 8pm "};

std::string Repeated(const std::string& unit, std::size_t size) {
  std::string text;
  while (text.size() < size) text += unit;
  return text;
}

TEST_CASE("repeated forms are read as the slow reading reads them", "[differential]") {
  Readings readings;
  for (const char* const unit : kShapes) {
    for (const std::size_t size : {40, 500, 3000 / kPart}) {
      const std::string text = Repeated(unit, size) + (size == 500 ? "\"" : "");
      CAPTURE(unit, size);
      CHECK((readings.Fast(text, false) == readings.Slow(text, false)));
    }
  }
}

// Generous: a second or two is enough on a small machine, and the old ways took minutes.
TEST_CASE("a message full of forms takes time in proportion to its length") {
  Matcher::Scratch scratch;
  for (const char* const unit : kShapes) {
    for (const std::size_t size : {200'000 / kPart, 1'000'000 / kPart}) {
      const std::string text = Repeated(unit, size);
      MessageFacts facts;
      std::vector<Hit> hits;
      const auto before = std::chrono::steady_clock::now();
      BuiltInMatcher().Run(text, scratch, &facts, &hits);
      const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
      CAPTURE(unit, size, hits.size());
      CHECK(took.count() < 20);
    }
  }
}

}  // namespace
}  // namespace ebb
