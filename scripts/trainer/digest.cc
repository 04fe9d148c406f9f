#include "trainer/digest.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "base/hash.h"
#include "lexicon/talk_net.h"
#include "sequence/talk_reader.h"
#include "sequence/third_look.h"
#include "trainer/looks.h"

namespace ebb::trainer {
namespace {

// A row of numbers and texts. Each text says how long it is, so that two rows never look alike.
class FieldBytes {
 public:
  void Add(std::int64_t number) { AddBytes(reinterpret_cast<const char*>(&number), sizeof number); }
  void Add(std::string_view text) {
    Add(static_cast<std::int64_t>(text.size()));
    AddBytes(text.data(), text.size());
  }
  void Add(const FeatureCounts& counts) {
    Add(static_cast<std::int64_t>(counts.size()));
    for (const auto& [feature, count] : counts) {
      Add(feature);
      Add(count);
    }
  }
  template <typename Numbers>
  void AddAll(const Numbers& numbers) {
    for (const auto number : numbers) Add(static_cast<std::int64_t>(number));
  }
  // What was added before, and this.
  void FoldInto(std::string* digest) {
    bytes_ += *digest;
    *digest = Hash128Hex(bytes_);
    bytes_.clear();
  }

 private:
  void AddBytes(const char* bytes, std::size_t size) { bytes_.append(bytes, size); }
  std::string bytes_;
};

void AddTalk(const TalkNumbers& talk, FieldBytes* row) {
  const std::array<std::int64_t, 8> numbers = {
      talk.minutes_before,   talk.minutes_after, talk.own_run, talk.words,
      talk.partner_messages, talk.partner_words, talk.bits,    talk.partner_bits};
  row->AddAll(numbers);
  row->AddAll(talk.minutes_beside);
  row->AddAll(talk.own_beside);
}

void AddNear(const NearMessages& near, FieldBytes* row) {
  row->AddAll(near.partner_before);
  row->AddAll(near.partner_after);
  row->AddAll(near.talk);
  row->AddAll(near.next);
  row->Add(near.own_before);
  row->Add(near.own_after);
}

void AddExample(const Example& e, FieldBytes* row) {
  const std::array<std::int64_t, 9> numbers = {e.writer,        e.scored,   e.has_hit,
                                               e.gold,          e.left_out, e.unsure,
                                               e.about_partner, e.sender,   e.begins};
  row->AddAll(numbers);
  row->Add(static_cast<std::int64_t>(e.weight * 1000));
  row->Add(e.features);
  row->Add(MinutesInput(e.talk.minutes_before));
  row->Add(LengthClass(static_cast<std::uint64_t>(e.talk.words)));
  row->Add(e.led);
  row->Add(e.lead_words);
  row->Add(static_cast<std::int64_t>(e.has_details));
  row->Add(static_cast<std::int64_t>(e.details.size()));
  row->AddAll(e.details);
  row->Add(static_cast<std::int64_t>(e.read.size()));
  for (const std::string& word : e.read) row->Add(std::string_view(word));
  AddNear(e.near, row);
  AddTalk(e.talk, row);
}

// From far below to far above counting, another for each message and score.
double MadeSum(std::size_t example, std::size_t score) {
  return static_cast<double>((example * 7 + score * 13) % 41) / 4 - 7;
}

}  // namespace

std::string DigestOf(const Features& features, std::vector<Example> examples) {
  for (std::size_t i = 0; i < examples.size(); ++i) {
    for (std::size_t c = 0; c < kScores; ++c) examples[i].first[c] = MadeSum(i, c);
    examples[i].lead = MadeSum(i, 0);
  }
  const SecondLook second(examples);
  std::string digest;
  FieldBytes row;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    ScoreSum sum{};
    for (std::size_t c = 0; c < kScores; ++c) sum[c] = Rounded(examples[i].first[c]);
    AddExample(examples[i], &row);
    row.AddAll(LookInputsOf(sum, second.NearOf(i), examples[i].talk));
    row.FoldInto(&digest);
  }
  for (std::size_t i = 0; i < kLookInputs; ++i) row.Add(std::string_view(LookInputName(i)));
  const std::array<std::int64_t, 10> sizes = {
      kReach,        kDistanceShare, kWordNumbers, kPatterns, kMessageNumbers,
      kStateNumbers, kScorePart,     kCodePart,    kNetsPart, kLooksPart};
  row.AddAll(sizes);
  for (const std::size_t codes : kCodesOf) row.Add(static_cast<std::int64_t>(codes));
  for (int f = 0; f < features.size(); ++f) row.Add(std::string_view(features.NameOf(f)));
  row.FoldInto(&digest);
  return digest;
}

}  // namespace ebb::trainer
