#include "match/vocabulary.h"

#include <algorithm>
#include <utility>

#include "match/perfect_hash.h"
#include "match/slips.h"
#include "match/word_frequency.h"

namespace ebb {
namespace {

class VocabularyBuilder {
 public:
  VocabularyBuilder(const std::vector<std::uint32_t>& features, Program* program)
      : features_(features), program_(program) {
    program->spellings.build().resize(1);
    program->spelling_info.build() = {{0, 1, 0}};  // one word, which is none
    program->expansions.build() = {0};
  }

  // Adds a spelling that stands for `words`; gives its index.
  std::uint32_t Add(WordKey key, const std::vector<WordId>& words) {
    Spelling made;
    made.key = key;
    for (const WordId word : words) made.features |= features_[word] & kFeatureMask;
    made.features |= features_[words.back()] & ~kFeatureMask;
    if (words.size() > 1) made.flags |= kSpellingMany;
    made.first = static_cast<std::uint16_t>(words.front());
    made.last = static_cast<std::uint16_t>(words.back());
    std::vector<WordId>& expansions = program_->expansions.build();
    SpellingInfo info;
    info.words = static_cast<std::uint32_t>(expansions.size());
    info.count = static_cast<std::uint32_t>(words.size());
    expansions.insert(expansions.end(), words.begin(), words.end());
    program_->spellings.build().push_back(made);
    program_->spelling_info.build().push_back(info);
    return static_cast<std::uint32_t>(program_->spellings.build().size() - 1);
  }

  // Marks `spelling` as read otherwise with an apostrophe, and adds that reading.
  void AddOther(std::uint32_t spelling, WordKey key, const std::vector<WordId>& words) {
    program_->spelling_info.build()[spelling].other = Add(key, words);
    program_->spellings.build()[spelling].flags |= kSpellingOther;
  }

 private:
  const std::vector<std::uint32_t>& features_;
  Program* program_;
};

// Spellings from the most common to the rarest; equal ones in order of the alphabet.
std::vector<const Readings::value_type*> ByShare(const Readings& readings) {
  std::vector<const Readings::value_type*> order;
  for (const auto& reading : readings) order.push_back(&reading);
  std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
    return WordShare(a->first) > WordShare(b->first);
  });
  return order;
}

}  // namespace

void BuildVocabulary(const Readings& plain, const Readings& with_apostrophe,
                     const std::vector<std::uint32_t>& features, Program* program) {
  VocabularyBuilder builder(features, program);
  std::vector<WordKey> keys;
  // Spellings of odd characters may share a key; then they are one to the look-up as well.
  std::map<WordKey, std::uint32_t> numbers;
  for (const auto* const reading : ByShare(plain)) {
    const WordKey key = KeyOfFolded(reading->first);
    if (numbers.count(key) > 0) continue;
    numbers[key] = builder.Add(key, reading->second);
    keys.push_back(key);
  }
  for (const auto& [spelling, words] : with_apostrophe) {
    const WordKey key = KeyOfFolded(spelling);
    builder.AddOther(numbers.at(key), key, words);
  }
  program->slip_bits.build().assign(kSlipBits / 64, 0);
  for (const auto& [spelling, words] : plain) AddSlipBits(spelling, &program->slip_bits.build());
  const PerfectHash hash(keys);
  program->moves.build() = hash.moves();
  program->spelling_slots.build().assign(hash.slots(), {});
  for (const WordKey key : keys) {
    program->spelling_slots.build()[hash.SlotOf(key)] = {static_cast<std::uint16_t>(numbers[key]),
                                                         SpellingHash(key).Tag()};
  }
}

}  // namespace ebb
