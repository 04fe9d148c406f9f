// What a pattern needs: every text it matches holds a part of each cut, and the rarer way is taken.
#include "match/pattern_cut.h"

#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>

namespace ebb {
namespace {

// Words are numbered as they are met; a word's share is given by its name.
class MadeWords : public StepWordsSource {
 public:
  explicit MadeWords(std::map<std::string, double> shares) : shares_(std::move(shares)) {}
  const StepWords& WordsOf(const PatternStep& step) const override {
    StepWords& words = words_[step.word];
    if (words.first.empty()) {
      const std::uint32_t id = IdOf(step.word);
      words.first = words.last = words.cut.words = {id};
      words.cut_share = ShareOf(step.word);
    }
    return words;
  }
  double ShareOf(const WordSet& left, const WordSet& right) const override {
    double share = 0;
    for (const std::uint32_t a : left) {
      for (const std::uint32_t b : right) share += ShareOf(names_.at(a)) * ShareOf(names_.at(b));
    }
    return share;
  }
  std::uint32_t IdOf(const std::string& word) const {
    const auto [at, fresh] = ids_.try_emplace(word, static_cast<std::uint32_t>(ids_.size()));
    if (fresh) names_[at->second] = word;
    return at->second;
  }
  double ShareOf(const std::string& word) const {
    const auto found = shares_.find(word);
    return found == shares_.end() ? 0.001 : found->second;
  }
  std::string Shown(const PatternCut& cut) const {
    std::set<std::string> parts;
    for (const std::uint32_t word : cut.words) parts.insert(names_.at(word));
    for (const PatternCut::Pair& pair : cut.pairs) {
      for (const std::uint32_t a : pair.left) {
        for (const std::uint32_t b : pair.right) parts.insert(names_.at(a) + "+" + names_.at(b));
      }
    }
    std::string out;
    for (const std::string& part : parts) out += (out.empty() ? "" : " ") + part;
    return cut.nothing_needed ? "nothing" : out;
  }

 private:
  std::map<std::string, double> shares_;
  mutable std::map<std::string, std::uint32_t> ids_;
  mutable std::map<std::uint32_t, std::string> names_;
  mutable std::map<std::string, StepWords> words_;
};

struct Cuts {
  std::string first, second;
};
Cuts CutsOf(const std::string& pattern, const MadeWords& words) {
  std::size_t offset = 0;
  const Result<PatternGraph> graph = ParsePattern(pattern, &offset);
  REQUIRE(graph);
  double share = 0;
  PatternCut second;
  const PatternCut first = CutPattern(*graph, words, &share, &second);
  return {words.Shown(first), words.Shown(second)};
}

TEST_CASE("the rarest words and pairs that every way passes") {
  const MadeWords words({{"i", 0.04}, {"the", 0.04}, {"you", 0.02}, {"zebra", 0.00001}});
  struct Case {
    const char* pattern;
    const char* first;
    const char* second;
  };
  for (const Case& test : {
           Case{"zebra", "zebra", "zebra"},  // one word: there is no other cut
           Case{"i the", "i+the", "i"}, Case{"red cat", "red+cat", "red"},
           Case{"i zebra you", "zebra+you", "i+zebra"},
           Case{"i _{0,2} the", "i", "the"},  // a gap parts them
           Case{"(red|blue) cat", "blue+cat red+cat", "cat"},
           Case{"i (red|blue)? you", "blue+you i+you red+you", "you"},
           Case{"i . you", "i+you", "you"},  // a sentence's end does not part them
       }) {
    INFO(test.pattern);
    const Cuts cuts = CutsOf(test.pattern, words);
    CHECK(cuts.first == test.first);
    CHECK(cuts.second == test.second);
  }
}

}  // namespace
}  // namespace ebb
