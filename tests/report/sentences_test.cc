// No verdict on a person can be produced, whatever is found and in whatever combination: every
// sentence of a report is put together from the string literals of src/measure, src/analysis and
// src/report, so it is these that are looked at, all of them (codebook section 11).
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "temp_folder.h"

namespace ebb {
namespace {

struct Literal {
  std::string file;
  std::string text;  // neighbouring literals joined, as the compiler does
};

std::string WholeFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// Passes over what is no code; *at stands on the first character behind it.
bool SkipComment(const std::string& code, std::size_t* at) {
  if (code.compare(*at, 2, "//") != 0) return false;
  *at = std::min(code.find('\n', *at), code.size());
  return true;
}

std::string ReadLiteral(const std::string& code, std::size_t* at) {
  std::string text;
  for (++*at; *at < code.size() && code[*at] != '"'; ++*at) {
    if (code[*at] == '\\') {
      ++*at;
      text += ' ';
      continue;
    }
    text += code[*at];
  }
  ++*at;
  return text;
}

std::vector<Literal> LiteralsOf(const std::filesystem::path& path) {
  const std::string code = WholeFile(path);
  std::vector<Literal> out;
  bool joins = false;
  for (std::size_t at = 0; at < code.size();) {
    if (SkipComment(code, &at)) continue;
    if (code[at] == '\'') {
      at += code[at + 1] == '\\' ? 4 : 3;
    } else if (code[at] == '"') {
      const std::string text = ReadLiteral(code, &at);
      if (joins) {
        out.back().text += text;
      } else {
        out.push_back({path.filename().string(), text});
      }
      joins = true;
    } else {
      joins = joins && std::isspace(static_cast<unsigned char>(code[at])) != 0;
      ++at;
    }
  }
  return out;
}

std::vector<Literal> AllSentences() {
  std::vector<Literal> out;
  for (const char* folder : {"measure", "analysis", "report"}) {
    const std::filesystem::path root = std::filesystem::path(EBB_SOURCE_DIR) / "src" / folder;
    for (const auto& entry : std::filesystem::directory_iterator(root)) {
      const std::string ending = entry.path().extension().string();
      if (ending != ".cc" && ending != ".h") continue;
      for (Literal& literal : LiteralsOf(entry.path())) {
        const bool sentence = literal.text.find(' ') != std::string::npos;
        if (sentence) out.push_back(std::move(literal));
      }
    }
  }
  return out;
}

// Never, of anybody: labels, diagnoses, blame, predictions, norms, advice on leaving.
const char* const kVerdicts =
    "\\b(neglectful|neglects|avoidant|dismissive|toxic|narciss\\w*|gaslight\\w*|attachment|"
    "diagnos\\w*|"
    "stonewall\\w*|manipulat\\w*|abusive|abuser|selfish|lazy|cruel|heartless|immature|needy|clingy|"
    "guilty|blame\\w*|at fault|whose fault|liar|lying|cheat\\w*|cold person|doesn't care|does not "
    "care|"
    "doesn't love|does not love|compatib\\w*|probability|prognos\\w*|break ?up|divorc\\w*|doomed|"
    "healthy|unhealthy|score|red flags?|asleep|sleeping|last seen (at|online|today)|was online|is "
    "online|"
    "leave (him|her|them)|stay with (him|her|them)|confront\\w*|other couples (are|do)|"
    "a normal couple)\\b";

// Said of a person rather than of messages.
const char* const kOfAPerson =
    "(\\{\\{?(self|other|A|B)\\}\\}?) "
    "(is|seems|appears|tends|never|always|must|should|cannot be trusted|wants|does not want|"
    "was (?!followed|the first|asked)|has become|became)\\b";

// The page names the question that people come with, and safety speaks of danger; both stand apart.
const std::set<std::string> kOfTheProgram = {"explain_chat.cc", "explain_score.cc",
                                             "explain_words.cc"};

TEST_CASE("sentences: no verdict on a person in any string of the measures or the reports") {
  const std::regex verdict(kVerdicts, std::regex::icase), person(kOfAPerson);
  const std::vector<Literal> all = AllSentences();
  REQUIRE(all.size() > 500);
  for (const Literal& literal : all) {
    if (kOfTheProgram.contains(literal.file)) continue;
    INFO(literal.file << ": " << literal.text);
    CHECK_FALSE(std::regex_search(literal.text, verdict));
    CHECK_FALSE(std::regex_search(literal.text, person));
  }
}

TEST_CASE("sentences: the test sees a verdict where there is one") {
  const std::regex verdict(kVerdicts, std::regex::icase), person(kOfAPerson);
  for (const char* bad : {"{self} is cold", "{{other}} never answers", "{A} was unkind to {B}",
                          "{self} seems distant"}) {
    INFO(bad);
    CHECK(std::regex_search(std::string(bad), person));
  }
  for (const char* bad : {"an avoidant partner", "This is stonewalling.", "who is at fault",
                          "the score of this couple", "You should leave him."}) {
    INFO(bad);
    CHECK(std::regex_search(std::string(bad), verdict));
  }
  for (const char* good :
       {"pressing of {self} was followed by", "{self} left 3 of 12 unanswered"}) {
    CHECK_FALSE(std::regex_search(std::string(good), person));
  }
}

TEST_CASE("sentences: strings are read as the compiler reads them") {
  const TempFolder folder;
  folder.Put("sentences.cc",
             "f(\"one \"\n  \"two\", 'x', \"three \\\" four\");  // \"not this\"\n");
  const std::vector<Literal> literals = LiteralsOf(folder / "sentences.cc");
  REQUIRE(literals.size() == 2);
  CHECK(literals[0].text == "one two");
  CHECK(literals[1].text == "three   four");
}

}  // namespace
}  // namespace ebb
