// Lexicon files: every key, and every refusal with its place.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "lexicon/lexicon.h"

namespace ebb {
namespace {

const std::string kFull = R"(language = "en"
version = "1.2.3"
name = "mine"
category = "withdrawal"

[[class]]
name = "soon"
words = ["now", "at 8", "ill", "(in|within) _ minutes"]
why = "times"

[[rule]]
id = "w4-room"
category = "shutdown"
subcode = "W4"
sign = "S2"
about = "both"
strength = "weak"
intensity = 3
gate = "gM+gP|gQ"
edge = "clause"
phrases = ["give me room"]
tokens = ["need~ (some|more)? room"]
patterns = ["\\broom please\\b"]
unless = ["room for the sofa"]
near = ["us"]
yes = ["oh [give me room] now"]
no = ["room for one more", "no [brackets] here"]
why = "asks for distance"
reference = "codebook 4"
)";

TEST_CASE("every key is read") {
  const Result<Lexicon> lexicon = ParseLexicon({{"dir/full.toml", kFull}});
  if (!lexicon) FAIL(lexicon.error().message);
  CHECK(lexicon->language() == "en");
  CHECK(lexicon->version() == "1.2.3");
  CHECK(lexicon->name() == "mine");
  CHECK(lexicon->hash().size() == 32);
  REQUIRE(lexicon->classes().size() == 1);
  CHECK(lexicon->FindClass("soon")->words.size() == 4);
  CHECK(lexicon->FindClass("soon")->line == 6);
  CHECK(lexicon->FindClass("none") == nullptr);
  REQUIRE(lexicon->rules().size() == 1);
  CHECK(lexicon->Find("none") == nullptr);
  const Rule& rule = *lexicon->Find("w4-room");
  CHECK(rule.category == Category::kShutdown);
  CHECK(rule.subcode == "W4");
  CHECK(rule.sign == "S2");
  CHECK(rule.about == About::kBoth);
  CHECK(rule.strength == Strength::kWeak);
  CHECK(rule.intensity == 3);
  CHECK(rule.gates == (kGateWhole | kGatePressure | kGateQuestion));
  CHECK(GatesName(rule.gates) == "gM+gQ|gP");
  CHECK(rule.edge == Edge::kClause);
  CHECK(rule.phrases == std::vector<std::string>{"give me room"});
  CHECK(rule.tokens.size() == 1);
  CHECK(rule.patterns == std::vector<std::string>{"\\broom please\\b"});
  CHECK(rule.unless.size() == 1);
  CHECK(rule.near == std::vector<std::string>{"us"});
  REQUIRE(rule.yes.size() == 1);
  CHECK(rule.yes[0].text == "oh give me room now");
  CHECK(rule.yes[0].marked == TextRange{3, 15});
  CHECK(rule.yes[0].line == 26);
  CHECK(rule.no.size() == 2);
  CHECK(rule.no[1].text == "no [brackets] here");
  CHECK(rule.why == "asks for distance");
  CHECK(rule.reference == "codebook 4");
  CHECK(rule.file == "dir/full.toml");
  CHECK(rule.line == 11);
}

// A rule that lacks nothing, with `keys` added.
std::string Rule1(const std::string& keys, const std::string& id = "r") {
  return "[[rule]]\nid = \"" + id + "\"\nwhy = \"w\"\nyes = [\"[a b]\"]\nno = [\"c\"]\n" + keys +
         "\n";
}

std::string Good(const std::string& keys, const std::string& id = "r") {
  return Rule1("phrases = [\"a b\"]\ncategory = \"neglect\"\n" + keys, id);
}

TEST_CASE("what is left out has its default") {
  const Result<Lexicon> lexicon = ParseLexicon(
      {{"a.toml", Good("") + Rule1("phrases = [\"a b\"]\ncategory = \"repair\"", "s")}});
  if (!lexicon) FAIL(lexicon.error().message);
  const Rule& rule = lexicon->rules()[0];
  CHECK(rule.about == About::kPartner);  // neglect and pressure name the partner
  CHECK(lexicon->rules()[1].about == About::kSelf);
  CHECK(rule.strength == Strength::kStrong);
  CHECK(rule.intensity == 2);
  CHECK(rule.gates == kGateNone);
  CHECK(rule.edge == Edge::kOpen);
  CHECK(rule.sign.empty());
  CHECK(lexicon->name() == "ebb");
  CHECK(lexicon->version() == "0.0.0");
}

TEST_CASE("refusals name file, line and column") {
  const struct {
    std::string text;
    const char* message;
  } kCases[] = {
      {"a = = b", "f.toml:1:5: not valid TOML"},
      {"colour = 1", "f.toml:1:1: unknown key; a lexicon file has: language"},
      {"language = 5", "f.toml:1:12: language must be text"},
      {"language = \"\"", "language must be text"},
      {"category = \"love\"", "f.toml:1:12: no such category"},
      {"rule = 5", "f.toml:1:8: write [[rule]]"},
      {"rule = [1]", "write [[rule]]"},
      {"class = {}", "write [[class]]"},
      {"[[class]]\nname = \"x\"", "f.toml:1:1: a class needs name and words"},
      {"[[class]]\nwords = [\"x\"]", "a class needs name and words"},
      {"[[class]]\nname = \"x\"\nwords = []", "a class needs name and words"},
      {"[[class]]\nname = \"x\"\nwords = \"y\"", "f.toml:3:9: words must be a list of texts"},
      {"[[class]]\nname = \"x\"\nwords = [\"y\", 5]", "f.toml:3:15: an entry must be text"},
      {"[[class]]\nname = \"x\"\nwords = [\" \"]", "an entry must be text"},
      {"[[class]]\nname = \"x\"\nwords = [\"a (b\"]", "f.toml:3:15: bad entry: it has ( without )"},
      {"[[class]]\nname = \"x\"\nwords = [\"@y z\"]", "f.toml:3:11: bad entry: in a class, no @"},
      {"[[class]]\nname = \"x\"\nwords = [\"a $\"]", "in a class, no @"},
      {"[[class]]\nname = \"x\"\nwords = [\"^ a\"]", "in a class, no @"},
      {"[[class]]\nname = \"x\"\nsize = 1\nwords = [\"a\"]",
       "f.toml:3:1: unknown key; a class has: name"},
      {"[[class]]\nname = \"number\"\nwords = [\"a\"]", "f.toml:2:8: a class name is made of"},
      {"[[class]]\nname = \"my-class\"\nwords = [\"a\"]", "a class name is made of"},
      {"[[class]]\nname = \"x\"\nwords = [\"a\"]\n[[class]]\nname = \"x\"\nwords = [\"a\"]",
       "f.toml:4:1: this class is defined twice"},
      {Rule1("phrases = [\"a\"]"), "f.toml:1:1: no category"},
      {Rule1("category = \"neglect\""), "at least one of phrases, tokens, patterns"},
      {Good("colour = 1"), "f.toml:8:1: unknown key; a rule has: id, category"},
      {Good("about = \"him\""), "f.toml:8:9: about must be one of: self, partner, both"},
      {Good("about = [\"self\"]"), "about must be one of"},
      {Good("strength = \"Strong\""), "strength must be one of: strong, weak"},
      {Good("edge = \"end\""), "edge must be one of: open, clause, whole"},
      {Good("intensity = 4"), "f.toml:8:13: intensity must be 1, 2 or 3"},
      {Good("intensity = \"2\""), "intensity must be 1, 2 or 3"},
      {Good("gate = \"gZ\""), "f.toml:8:8: gate must be made of"},
      {Good("gate = [\"gM\", \"gP\"]"), "f.toml:8:8: gate must be text"},
      {Good("gate = 1"), "gate must be text"},
      {Good("gate = \"\""), "gate must be made of"},
      {Good("gate = \"gM+\""), "gate must be made of"},
      {Good("gate = \"gP+gQ\""), "only gM can be asked for together"},
      {Good("tokens = [\"a (b|c\"]"), "f.toml:8:18: bad pattern: it has ( without )"},
      {Good("tokens = [\"x\", \"a ) b\"]"), "f.toml:8:19: bad pattern: it has )"},
      {Good("unless = [\"_ a\"]"), "begins with a gap"},
      {Good("near = [\"a?\"]"), "can match no words"},
      {Good("tokens = 5"), "tokens must be a list of texts"},
      {Good("unless = [1]"), "an entry must be text"},
      {Good("sign = 2"), "sign must be text"},
      {Good("") + Good(""), "this id is used twice in the file"},
      {"[[rule]]\ncategory = \"neglect\"\nphrases = [\"a\"]", "f.toml:1:1: a rule needs an id"},
      {"[[rule]]\nid = \"r\"\ncategory = \"neglect\"\nphrases = [\"a\"]", "a rule needs `why`"},
      {"[[rule]]\nid = \"r\"\nwhy = \"w\"\ncategory = \"neglect\"\nphrases = [\"a\"]\nno = [\"b\"]",
       "at least one `yes` example"},
      {"[[rule]]\nid = \"r\"\nwhy = \"w\"\ncategory = \"neglect\"\nphrases = [\"a\"]\nyes = "
       "[\"[a]\"]",
       "at least one `no` example"},
      {"[[rule]]\nid = \"r\"\nwhy = \"w\"\ncategory = \"neglect\"\nphrases = [\"a\"]\nyes = []\nno "
       "= [\"b\"]",
       "f.toml:6:7: a rule needs at least one `yes` example"},
      {"[[rule]]\nid = \"r\"\nwhy = \"w\"\ncategory = \"neglect\"\nphrases = [\"a\"]\nyes = "
       "[\"a\"]\nno = [\"b\"]",
       "f.toml:6:8: a yes example marks the flagged words"},
      {"[[rule]]\nid = \"r\"\nwhy = \"w\"\ncategory = \"neglect\"\nphrases = [\"a\"]\nyes = "
       "[\"]a[\"]\nno = [\"b\"]",
       "a yes example marks the flagged words"},
      {"[[rule]]\nid = \"r\"\nwhy = \"w\"\ncategory = \"neglect\"\nphrases = [\"a\"]\nyes = "
       "[\"[]a\"]\nno = [\"b\"]",
       "a yes example marks the flagged words"},
      {"[[rule]]\nid = \"r\"\nwhy = \"w\"\ncategory = \"neglect\"\nphrases = [\"a\"]\nyes = "
       "[\"[a]\"]\nno = [5]",
       "f.toml:7:7: an example must be text"},
      {Rule1("category = \"neglect\"\nphrases = [\"???\"]"), "has no words"},
  };
  for (const auto& test : kCases) {
    CAPTURE(test.text);
    const Result<Lexicon> lexicon = ParseLexicon({{"f.toml", test.text}});
    REQUIRE_FALSE(lexicon);
    CHECK(lexicon.error().kind == ErrorKind::kLexicon);
    CHECK_THAT(lexicon.error().message, Catch::Contains(test.message));
    CHECK_THAT(lexicon.error().message, Catch::StartsWith("f.toml:"));
  }
}

TEST_CASE("the line is shown with a caret under the place") {
  const Result<Lexicon> lexicon =
      ParseLexicon({{"f.toml", "# one\n" + Good("tokens = [\"a (b|c\"]")}});
  REQUIRE_FALSE(lexicon);
  CHECK(lexicon.error().message ==
        "f.toml:9:18: bad pattern: it has ( without )\n  tokens = [\"a (b|c\"]\n                   "
        "^");
}

TEST_CASE("a later file overrides by id, in place") {
  const std::string first = Good("", "one") + Good("", "two");
  const std::string second = Good("intensity = 3", "one") + Good("", "three");
  const Result<Lexicon> lexicon = ParseLexicon({{"a.toml", first}, {"b.toml", second}});
  if (!lexicon) FAIL(lexicon.error().message);
  REQUIRE(lexicon->rules().size() == 3);
  CHECK(lexicon->rules()[0].id == "one");
  CHECK(lexicon->rules()[0].intensity == 3);
  CHECK(lexicon->rules()[0].file == "b.toml");
  CHECK(lexicon->rules()[2].id == "three");
  const std::string c1 = "[[class]]\nname = \"x\"\nwords = [\"a\"]",
                    c2 = "[[class]]\nname = \"x\"\nwords = [\"b\"]";
  const Result<Lexicon> classes = ParseLexicon({{"a.toml", c1}, {"b.toml", c2}});
  REQUIRE(classes);
  CHECK(classes->FindClass("x")->words == std::vector<std::string>{"b"});
}

TEST_CASE("the hash is of names and texts") {
  const std::string hash = ParseLexicon({{"a.toml", Good("")}})->hash();
  CHECK(hash == ParseLexicon({{"elsewhere/a.toml", Good("")}})->hash());
  CHECK(hash != ParseLexicon({{"b.toml", Good("")}})->hash());
  CHECK(hash != ParseLexicon({{"a.toml", Good("# x")}})->hash());
}

TEST_CASE("hostile files are refused") {
  std::string deep = "rule = ";
  deep += std::string(100000, '[');
  std::string tables;
  for (int i = 0; i < 3000; ++i) tables += "a.";
  for (const std::string& text :
       {deep, tables + "a = 1", std::string("\0\0\0", 3), std::string("\xff\xfe\x00", 3),
        std::string(1 << 20, '\n') + "x", std::string("rule = [[[[{a=[[[[1]]]]}]]]]"),
        "x = \"" + std::string(1 << 20, 'a'), std::string("rule = {id = \"\x1b[2J\"}")}) {
    const Result<Lexicon> lexicon = ParseLexicon({{"f.toml", text}});
    REQUIRE_FALSE(lexicon);
    CHECK(lexicon.error().message.size() < 2000);
    CHECK(lexicon.error().message.find('\x1b') == std::string::npos);
  }
}

}  // namespace
}  // namespace ebb
