// What the words around a form do to it: codebook 2.1 and the lines of section 9 that one message
// decides.
#include <string>

#include "made_lexicon.h"

namespace ebb {
namespace {

std::string Toml() {
  return "category = \"withdrawal\"\n" + MadeClass("negator", R"("not", "never", "no", "hardly")") +
         MadeClass("no_negation", R"("not going to lie", "no offence")") +
         MadeClass("conditional", R"("if", "unless", "in case")") +
         MadeClass("hedge", R"("might", "maybe")") +
         MadeClass("quote_verb", R"("said", "says", "goes", "told me", "was like")") +
         MadeClass("third_person", R"("he", "she", "they", "someone")") +
         MadeClass("kin_work", R"("sister", "boss", "mum")") +
         MadeClass("past", R"("used to", "back then")") + MadeClass("contrast", R"("but")") +
         MadeClass("trivia", R"("biscuits")") +
         MadeClass("practical", R"("driving", "in a meeting", "ill")") +
         MadeClass("laughter", R"("haha", "lol", "😂")") + MadeClass("flat_emoji", R"("🙃")") +
         MadeClass("warmth", R"("babe", "❤")") +
         MadeClass("conjunction", R"("but", "and", "so", "because")") +
         MadeClass("right_edge", R"("tonight", "again", "please")") +
         MadeClass("edge_about", R"("about it", "about us")") +
         MadeClass("i_word", R"("i", "me", "my")") + MadeClass("you_word", R"("you", "your")") +
         MadeClass("we_word", R"("we", "us")") +
         MadeRule("space",
                  "subcode = \"W4\"\ntokens = [\"need~ (some)? space\"]\n"
                  "unless = [\"space for the sofa\", \"... moving boxes\", \"space $ . ok\"]") +
         MadeRule(
             "alone",
             "subcode = \"W1\"\ntokens = [\"(be|being) by (myself|yourself|ourselves|himself)\"]") +
         MadeRule("drop",
                  "category = \"shutdown\"\nsubcode = \"D1\"\nedge = \"clause\"\nphrases = [\"drop "
                  "it\"]") +
         MadeRule("curt",
                  "category = \"shutdown\"\nsubcode = \"D4\"\ngate = \"gM\"\nphrases = [\"k\", "
                  "\"fine\"]") +
         MadeRule("wholly",
                  "category = \"shutdown\"\nsubcode = \"D3\"\nedge = \"whole\"\nphrases = [\"suit "
                  "yourself\"]") +
         MadeRule("end",
                  "category = \"shutdown\"\nsubcode = \"D2\"\nintensity = 3\nphrases = "
                  "[\"conversation over\"]") +
         MadeRule("dodge",
                  "category = \"avoidance\"\nsubcode = \"A1\"\nphrases = [\"another time\"]") +
         MadeRule("unheard",
                  "category = \"neglect\"\nsubcode = \"N2\"\nphrases = [\"never listen\", "
                  "\"ignored me\"]") +
         MadeRule("sorry", "category = \"repair\"\nsubcode = \"R11\"\nphrases = [\"im sorry\"]") +
         MadeRule("love", "category = \"repair\"\nsubcode = \"R12\"\nphrases = [\"i adore you\"]") +
         MadeRule("roof",
                  "category = \"pressure\"\nsubcode = \"P7\"\nphrases = [\"decide now\"]\nnear = "
                  "[\"us\", \"wedding\"]") +
         MadeRule("harm", "category = \"self_harm\"\nphrases = [\"end it all\"]");
}

class Talk {
 public:
  Talk() : lexicon_(MadeLexicon(Toml())), matcher_(MadeMatcher(lexicon_)) {}
  // The only hit of the rule in the text; fails if there is none.
  Hit Only(const std::string& rule, const std::string& text) {
    std::vector<Hit> found;
    for (const Hit& hit : HitsOf(matcher_, text)) {
      if (lexicon_.rules()[hit.rule].id == rule) found.push_back(hit);
    }
    if (found.size() != 1) FAIL(found.size() << " hits of " << rule << " in: " << text);
    return found[0];
  }
  bool Any(const std::string& text) { return !HitsOf(matcher_, text).empty(); }
  const Matcher& matcher() const { return matcher_; }

 private:
  Lexicon lexicon_;
  Matcher matcher_;
};

TEST_CASE("modality is read from the words around the form") {
  Talk talk;
  const struct {
    const char* rule;
    const char* text;
    Modality modality;
  } kCases[] = {
      // asserted
      {"space", "honestly i need some space", Modality::kAsserted},
      {"space", "NEED SPACE!!", Modality::kAsserted},
      {"space", "need 😞 space", Modality::kAsserted},
      // negated: four words before, same clause, not part of the words
      {"space", "i do not need space", Modality::kNegated},
      {"space", "i dont really ever need space", Modality::kNegated},
      {"space", "no, i need space", Modality::kAsserted},
      {"space", "it was not your fault. i need space", Modality::kAsserted},
      {"space", "not you but i need space", Modality::kAsserted},
      {"space", "i do not think that i really need space", Modality::kAsserted},
      {"space", "ngl i need space", Modality::kAsserted},
      {"space", "not gonna lie i need space", Modality::kAsserted},
      {"space", "no offence i need space", Modality::kAsserted},
      {"space", "why dont you say you need space", Modality::kAsserted},
      // hypothetical
      {"space", "if i ever need space", Modality::kHypothetical},
      {"space", "tell me in case you need space", Modality::kHypothetical},
      {"space", "do you need space?", Modality::kHypothetical},
      {"sorry", "if it helps im sorry", Modality::kAsserted},
      {"harm", "if i end it all", Modality::kAsserted},
      // third party
      {"space", "she said she needs space", Modality::kQuoted},
      {"space", "my sister needs space", Modality::kThirdParty},
      {"space", "he needs space", Modality::kThirdParty},
      {"unheard", "my boss ignored me", Modality::kThirdParty},
      // past
      {"space", "i used to need space", Modality::kPast},
      // practical reasons void behaviour, but not what touches the bond
      {"dodge", "another time, im driving", Modality::kNonrelational},
      {"dodge", "in a meeting so another time", Modality::kNonrelational},
      {"space", "im driving and i need space", Modality::kAsserted},
      {"end", "conversation over im driving", Modality::kAsserted},
      {"unheard", "you never listen when driving", Modality::kAsserted},
      // play
      {"drop", "drop it 😂 my biscuits", Modality::kJoking},
      {"drop", "haha drop it lol", Modality::kJoking},
      {"drop", "drop it lol", Modality::kAsserted},
      // the rule's own exceptions
      {"space", "we need space for the sofa", Modality::kException},
      {"space", "need space, got moving boxes coming", Modality::kException},
      {"space", "need some space and space for the sofa", Modality::kAsserted},
      {"space", "need space. ok", Modality::kException},
      // right edge
      {"drop", "just drop it", Modality::kAsserted},
      {"drop", "drop it, ok", Modality::kAsserted},
      {"drop", "drop it tonight", Modality::kAsserted},
      {"drop", "drop it about us", Modality::kAsserted},
      {"drop", "drop it because i said", Modality::kAsserted},
      {"drop", "drop it off at nine", Modality::kEdge},
      {"wholly", "suit yourself.", Modality::kAsserted},
      {"wholly", "suit yourself 🙃", Modality::kAsserted},
      // contrast voids affection
      {"love", "i adore you but enough", Modality::kException},
      {"love", "i adore you", Modality::kAsserted},
  };
  for (const auto& test : kCases) {
    CAPTURE(test.rule, test.text);
    CHECK(static_cast<int>(talk.Only(test.rule, test.text).modality) ==
          static_cast<int>(test.modality));
  }
}

TEST_CASE("quotation in its forms") {
  Talk talk;
  const struct {
    const char* text;
    Modality modality;
    About about;
  } kCases[] = {
      {"and he goes \"i need space\"", Modality::kQuoted, About::kSelf},
      {"mum said 'i need space' lately", Modality::kQuoted, About::kSelf},
      {"the song is called “i need space”", Modality::kQuoted, About::kSelf},
      {"the song is called ‘need space’", Modality::kQuoted, About::kSelf},
      {"> i need space\nreally?", Modality::kQuoted, About::kSelf},
      {"> what now?\ni need space", Modality::kAsserted, About::kSelf},
      {"you said \"i need space\" last night", Modality::kAsserted, About::kPartner},
      {"you said you need space", Modality::kAsserted, About::kPartner},
      {"i said i need space", Modality::kAsserted, About::kSelf},
      {"she was like need space", Modality::kQuoted, About::kSelf},
      {"he said hi. i need space", Modality::kAsserted, About::kSelf},
      {"\"hi\" i need space", Modality::kAsserted, About::kSelf},
      {"\"hi\" i need space \"bye\"", Modality::kAsserted, About::kSelf},
      // apostrophes at the ends of words are not quotation marks
      {"the kids' room, i need space, goin' home", Modality::kAsserted, About::kSelf},
      {"talkin' to my friends' wives and i need space", Modality::kAsserted, About::kSelf},
      {"'cause i need space and the boys' stuff", Modality::kAsserted, About::kSelf},
  };
  for (const auto& test : kCases) {
    CAPTURE(test.text);
    const Hit hit = talk.Only("space", test.text);
    CHECK(static_cast<int>(hit.modality) == static_cast<int>(test.modality));
    if (hit.modality == Modality::kAsserted)
      CHECK(static_cast<int>(hit.about) == static_cast<int>(test.about));
  }
}

TEST_CASE("whose behaviour the words describe") {
  Talk talk;
  const struct {
    const char* rule;
    const char* text;
    About about;
  } kCases[] = {
      {"space", "i need space", About::kSelf},
      {"space", "need space", About::kSelf},
      {"space", "you need space", About::kPartner},
      {"space", "you clearly need space", About::kPartner},
      {"space", "we need space", About::kBoth},
      {"space", "you know i need space", About::kSelf},
      {"space", "thank you. need space", About::kSelf},
      {"alone", "you like being by yourself", About::kPartner},
      {"alone", "we love being by ourselves", About::kBoth},
      {"unheard", "you never listen", About::kPartner},
      {"unheard", "i know you never listen", About::kPartner},
      {"drop", "i said drop it", About::kSelf},
  };
  for (const auto& test : kCases) {
    CAPTURE(test.text);
    const Hit hit = talk.Only(test.rule, test.text);
    CHECK(hit.modality == Modality::kAsserted);
    CHECK(static_cast<int>(hit.about) == static_cast<int>(test.about));
  }
}

TEST_CASE("whole-message forms") {
  Talk talk;
  CHECK(talk.Only("curt", "k").whole_message);
  CHECK(talk.Only("curt", "K.").whole_message);
  CHECK(talk.Only("curt", "fiiine 🙄🙄").whole_message);
  for (const char* text : {"kk", "okk", "k see you", "fine by me", "so fine", "fine. fine"}) {
    CAPTURE(text);
    CHECK_FALSE(talk.Any(text));
  }
}

TEST_CASE("a form that needs company") {
  Talk talk;
  CHECK(talk.Any("decide now, this is about us"));
  CHECK(talk.Any("the wedding! decide now"));
  CHECK_FALSE(talk.Any("pizza or curry, decide now"));
}

TEST_CASE("tone changes intensity and confidence") {
  Talk talk;
  CHECK(talk.Only("space", "i need space").intensity == 2);
  CHECK(talk.Only("space", "i might need space").intensity == 1);
  CHECK(talk.Only("space", "i need space 🙃").intensity == 3);
  CHECK(talk.Only("end", "conversation over 🙃").intensity == 3);
  CHECK(talk.Only("sorry", "im sorry").softened == false);
  CHECK(talk.Only("sorry", "im sorry but you started").intensity == 1);
  CHECK(talk.Only("sorry", "im sorry but you started").softened);
  CHECK(talk.Only("drop", "drop it lol").softened);
  CHECK(talk.Only("space", "i need space babe").warmth);
  CHECK_FALSE(talk.Only("space", "i need space").warmth);
}

}  // namespace
}  // namespace ebb
