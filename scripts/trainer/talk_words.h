// The words of the talk net, and which vectors each is made of in training. Words of one sense
// (trainer/examples.h, Senses) share a vector beside their own: what is learned of one helps the
// others, and a word that is hardly met is known by its senses alone.
//
// A value; for one thread while it is made. No errors.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "trainer/examples.h"
#include "trainer/talk_model.h"

namespace ebb::trainer {

class TalkWords {
 public:
  TalkWords(const std::vector<Example>& examples, const Senses& senses);
  // 0 = unknown.
  int Of(const std::string& word) const;
  const std::vector<std::string>& names() const { return names_; }  // by number
  const WordParts& parts() const { return parts_; }

 private:
  void AddWord(const std::string& word, bool has_own);
  void ShareSenses(const Senses& senses);

  std::unordered_map<std::string, int> numbers_;
  std::vector<std::string> names_;
  WordParts parts_;
};

}  // namespace ebb::trainer
