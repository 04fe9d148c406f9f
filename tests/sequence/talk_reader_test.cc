// A talk read by the talk nets: against the same nets in floating point, and what must not matter.
#include "sequence/talk_reader.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "lexicon/made_talk_net.h"

namespace ebb::testing {
namespace {

// Further away than anything that is read, or that blocks begin by, where pauses differ.
constexpr std::size_t kFar = 160;

constexpr std::uint16_t kList = 40;  // words of the made nets

TalkNets MadeNets(std::uint32_t seed, std::size_t count) {
  return MadeTalkNets(seed, std::vector<std::string>(kList, "word"), count);
}
const TalkNets& ReaderNets() {
  static const TalkNets nets = MadeNets(1, 2);
  return nets;
}

// One message as the nets are told of it; not scored = without words.
struct MadeMessage {
  std::uint16_t sender = 0;
  std::uint32_t sent = 0;
  bool notice = false, scored = true;
  std::uint32_t bits = 0;
  std::vector<std::uint16_t> words;
};
using MadeMessages = std::vector<MadeMessage>;

void AddRandomWords(Random* random, MadeMessage* message) {
  message->bits = static_cast<std::uint32_t>(random->Below(1u << kFeatureBits)) & 0xFF;
  message->words.resize(random->Below(9));
  for (std::uint16_t& word : message->words) {
    word = static_cast<std::uint16_t>(random->Below(kList + 1));
  }
}

// In order, without notices.
MadeMessages RandomMessages(std::uint64_t seed, std::size_t count, std::uint16_t senders = 2) {
  Random random(seed);
  MadeMessages messages;
  std::uint32_t sent = 1'000'000;
  for (std::size_t i = 0; i < count; ++i) {
    MadeMessage& message = messages.emplace_back();
    const std::uint64_t most_gap = random.Below(4) == 0 ? 200'000 : 600;
    sent += 1 + static_cast<std::uint32_t>(random.Below(most_gap));
    message.sent = sent;
    message.sender = static_cast<std::uint16_t>(random.Below(senders));
    message.scored = i == 0 || random.Below(8) != 0;
    if (message.scored) AddRandomWords(&random, &message);
  }
  return messages;
}

// What holds all that a reader looks at.
class MadeReading {
 public:
  // `order` = places in the file, in time order; empty = the file is in order.
  explicit MadeReading(const MadeMessages& messages, std::vector<MessageIndex> order = {},
                       const TalkNets& nets = ReaderNets())
      : order_(std::move(order)) {
    for (const MadeMessage& message : messages) Add(message);
    chat_.participants.resize(10);
    timeline_ = std::make_unique<Timeline>(chat_, order_);
    reader_ = std::make_unique<TalkReader>(*timeline_, nets);
  }
  TalkReader& reader() { return *reader_; }
  std::vector<ScoreSum> Sums() {
    REQUIRE(reader_->reads());
    std::vector<ScoreSum> sums;
    for (std::size_t p = 0; p < reader_->size(); ++p) sums.push_back(reader_->SumOf(p));
    return sums;
  }

 private:
  void Add(const MadeMessage& message) {
    if (message.scored) {
      MessageScore& score = chat_.scores.emplace_back();
      score.message = static_cast<MessageIndex>(chat_.facts.size());
      chat_.net_words.Add(message.words);
    }
    MessageFacts& facts = chat_.facts.emplace_back();
    facts.sent = message.sent;
    facts.features = message.bits & ((1u << kFeatureBits) - 1);
    facts.words = static_cast<std::uint16_t>(message.words.size());
    facts.sender = message.notice ? kNoSender : message.sender & 0xFFF;
    const MessageKind kind = message.notice ? MessageKind::kNotice : MessageKind::kText;
    facts.kind = static_cast<std::uint16_t>(kind) & 0xF;
  }

  Conversation chat_;
  std::vector<MessageIndex> order_;
  std::unique_ptr<Timeline> timeline_;
  std::unique_ptr<TalkReader> reader_;
};

std::vector<ScoreSum> SumsOf(const MadeMessages& messages) { return MadeReading(messages).Sums(); }

// The same net in floating point: K. Cho's unit, its reset after the matrix, 1.0 for 4096 of gates.
class FloatReader {
 public:
  FloatReader(const MadeMessages& talk, const TalkNet& net) : talk_(talk), net_(net) {
    MessageVectors vectors(net);
    for (const MadeMessage& message : talk) {
      vectors_.push_back(message.scored
                             ? vectors.Of(message.words, message.bits, message.words.size())
                             : MessageVector{});
    }
  }

  std::array<double, kScores> SumOf(std::size_t place) const {
    State forward{}, backward{};
    for (std::size_t p = 0; p <= place; ++p) Step(0, place, p, &forward);
    for (std::size_t p = talk_.size(); p-- > place;) Step(1, place, p, &backward);
    std::vector<double> states, message;
    for (const State* const state : {&forward, &backward}) {
      for (const double number : *state) states.push_back(number * 16384);
    }
    for (const std::uint8_t number : vectors_[place]) message.push_back(number * 16.0);
    std::array<double, kNetSums> sums{};
    for (std::size_t s = 0; s < kNetSums; ++s) {
      sums[s] = Row(net_.out_state, s, states) + Row(net_.out_message, s, message);
    }
    return Joined(sums);
  }

 private:
  using State = std::array<double, kStateNumbers>;

  static double Row(const NetLayer& layer, std::size_t row, const std::vector<double>& in) {
    double sum = 0;
    for (std::size_t i = 0; i < layer.inputs; ++i) {
      sum += layer.weights[row * PaddedForDots(layer.inputs) + i] * in[i];
    }
    return sum * layer.scale / 16777216.0 + layer.bias[row];
  }
  // Seven parts of a score and three of the best of its sub-codes.
  static std::array<double, kScores> Joined(const std::array<double, kNetSums>& sums) {
    std::array<double, kScores> joined{};
    std::copy_n(sums.begin(), kScores, joined.begin());
    const auto* code = sums.data() + kScores;
    double of_three = *code;
    for (std::size_t c = 0; c < kCodesOf.size(); code += kCodesOf[c++]) {
      const double most = *std::max_element(code, code + kCodesOf[c]);
      joined[c] = (179 * sums[c] + 77 * most) / 256;
      if (c < 3) of_three = std::max(of_three, most);
    }
    joined[kDistanceScore] = (179 * sums[kDistanceScore] + 77 * of_three) / 256;
    return joined;
  }
  static double Logistic(double gate) { return 1 / (1 + std::exp(-gate / 4096)); }

  // From the side of who wrote message `own`.
  void Step(std::size_t direction, std::size_t own, std::size_t p, State* state) const {
    std::vector<double> in, held;
    for (const std::uint8_t number : vectors_[p]) in.push_back(number * 16.0);
    in.push_back(talk_[p].sender == talk_[own].sender ? 256 : 0);
    const bool dated = p > 0 && talk_[p - 1].sent != 0 && talk_[p].sent > talk_[p - 1].sent;
    const double minutes =
        dated ? std::min(32767.0, std::floor((talk_[p].sent - talk_[p - 1].sent) / 60.0)) : 0;
    const double whole = std::floor(std::log2(1 + minutes));
    in.push_back(32 * (whole + (1 + minutes) / std::exp2(whole) - 1));
    in.push_back(p > 0 && talk_[p - 1].sender != talk_[p].sender ? 256 : 0);
    for (const double number : *state) held.push_back(number * 16384);
    const NetLayer& of_message = net_.in[direction];
    const NetLayer& of_state = net_.state[direction];
    State next;
    for (std::size_t i = 0; i < kStateNumbers; ++i) {
      const std::size_t z = kStateNumbers + i, n = 2 * kStateNumbers + i;
      const double reset = Logistic(Row(of_message, i, in) + Row(of_state, i, held));
      const double update = Logistic(Row(of_message, z, in) + Row(of_state, z, held));
      const double fresh =
          std::tanh((Row(of_message, n, in) + reset * Row(of_state, n, held)) / 4096);
      next[i] = (1 - update) * fresh + update * (*state)[i];
    }
    *state = next;
  }

  const MadeMessages& talk_;
  const TalkNet& net_;
  std::vector<MessageVector> vectors_;
};

TEST_CASE("the minutes before a message, as the net takes them") {
  CHECK(MinutesInput(0) == 0);
  CHECK(MinutesInput(1) == 32);
  CHECK(MinutesInput(2) == 48);
  CHECK(MinutesInput(3) == 64);
  CHECK(MinutesInput(5) == 80);
  CHECK(MinutesInput(7) == 96);
  CHECK(MinutesInput(32767) == 480);
  CHECK(MinutesInput(-1) == 0);
  CHECK(MinutesInput(40'000) == 480);
  int steps_back = 0;
  double furthest = 0;
  for (std::int32_t minutes = 0; minutes < 32767; ++minutes) {
    steps_back += MinutesInput(minutes + 1) < MinutesInput(minutes) ? 1 : 0;
    furthest = std::max(furthest, std::abs(MinutesInput(minutes) - 32 * std::log2(1.0 + minutes)));
  }
  CHECK(steps_back == 0);
  CHECK(furthest < 4);  // straight lines for a curve, and rounded down
}

TEST_CASE("the nets' sums count seven parts, those of the looks before three") {
  TalkNets nets;
  nets.bias = {1, 2, 3, 4, 5, 6, 700, -8};
  ScoreSum sum = {10, -10, 7, 0, 100, 3, 55, -64};
  JoinTalkSum(nets, {20, -20, 8, 0, -300, 2, 1000, 64}, &sum);
  CHECK(sum == ScoreSum{18, -15, 10, 4, -175, 8, 55, 17});
  nets.bias = {1 << 24, -(1 << 24)};
  sum = {};
  JoinTalkSum(nets, {}, &sum);
  CHECK(sum[0] == kMostJoinedSum);
  CHECK(sum[1] == -kMostJoinedSum);
  nets.bias = {};
  constexpr std::int32_t kHuge = 1 << 29;  // ten of them are no 32 bits
  sum = {kHuge, -kHuge, kHuge};
  JoinTalkSum(nets, {kHuge, -kHuge, -kHuge}, &sum);
  CHECK(sum[0] == kMostJoinedSum);
  CHECK(sum[1] == -kMostJoinedSum);
  CHECK(sum[2] == -kMostJoinedSum);
}

TEST_CASE("a talk is read only with nets and with words beside all scores") {
  const MadeMessages messages = RandomMessages(2, 20);
  CHECK(MadeReading(messages).reader().reads());
  CHECK_FALSE(MadeReading(messages, {}, TalkNets()).reader().reads());
  CHECK_FALSE(MadeReading({}).reader().reads());
  MadeMessages wordless = messages;
  for (MadeMessage& message : wordless) message.scored = false;
  CHECK_FALSE(MadeReading(wordless).reader().reads());

  Conversation chat;
  chat.facts.resize(3);
  for (MessageFacts& facts : chat.facts) facts.sender = 1;
  chat.scores.resize(2);
  chat.scores[1].message = 2;
  const std::vector<MessageIndex> order;
  const Timeline timeline(chat, order);
  for (std::size_t words = 0; words < 4; ++words) {
    CHECK(TalkReader(timeline, ReaderNets()).reads() == (words == 2));
    chat.net_words.EndMessage();
  }
}

TEST_CASE("whole numbers come to what floating point says") {
  double furthest = 0, all = 0, squares = 0;
  std::size_t count = 0;
  for (const std::uint32_t seed : {3u, 4u, 5u}) {
    const TalkNets nets = MadeNets(seed, seed - 2);
    for (const std::size_t size : {1u, 2u, 47u, 97u, 150u}) {
      MadeMessages messages = RandomMessages(seed * 1'000 + size, size);
      if (size == 47) {
        for (MadeMessage& message : messages) message.sent = 0;
      }
      const std::vector<ScoreSum> sums = MadeReading(messages, {}, nets).Sums();
      REQUIRE(sums.size() == size);
      std::vector<FloatReader> by_floats;
      for (const TalkNet& net : nets.nets) by_floats.emplace_back(messages, net);
      const std::size_t step = size > 60 ? 5 : 1;
      for (std::size_t p = 0; p < size; p += step) {
        std::array<double, kScores> expected{};
        for (const FloatReader& reader : by_floats) {
          const auto of_net = reader.SumOf(p);
          for (std::size_t s = 0; s < kScores; ++s) {
            expected[s] += of_net[s] / static_cast<double>(by_floats.size());
          }
        }
        for (std::size_t s = 0; s < kScores; ++s) {
          const double off = std::abs(sums[p][s] - expected[s]);
          furthest = std::max(furthest, off);
          all += off;
          squares += expected[s] * expected[s];
          ++count;
        }
      }
    }
  }
  CAPTURE(all / static_cast<double>(count));
  CHECK(furthest < 3);
  CHECK(all / static_cast<double>(count) < 0.75);
  CHECK(std::sqrt(squares / static_cast<double>(count)) > 50);  // there was something to be off by
}

TEST_CASE("several nets come to the mean of what each says, towards zero") {
  const MadeMessages messages = RandomMessages(21, 120);
  TalkNets nets = MadeNets(22, 3);
  std::vector<std::vector<ScoreSum>> alone;
  for (const TalkNet& net : nets.nets) {
    TalkNets one;
    one.nets = {net};
    alone.push_back(MadeReading(messages, {}, one).Sums());
  }
  const std::vector<ScoreSum> together = MadeReading(messages, {}, nets).Sums();
  int differing = 0;
  for (std::size_t p = 0; p < messages.size(); ++p) {
    for (std::size_t s = 0; s < kScores; ++s) {
      REQUIRE(together[p][s] == (alone[0][p][s] + alone[1][p][s] + alone[2][p][s]) / 3);
      differing += alone[0][p][s] != alone[1][p][s] ? 1 : 0;
    }
  }
  CHECK(differing > 500);
}

TEST_CASE("both partners are read by the same rules") {
  for (const std::size_t size : {5u, 230u}) {
    const MadeMessages messages = RandomMessages(6, size);
    MadeMessages exchanged = messages, renumbered = messages;
    for (MadeMessage& message : exchanged) message.sender = message.sender == 0 ? 1 : 0;
    for (MadeMessage& message : renumbered) message.sender = message.sender == 0 ? 7 : 3;
    const std::vector<ScoreSum> sums = SumsOf(messages);
    CHECK(SumsOf(exchanged) == sums);
    CHECK(SumsOf(renumbered) == sums);
  }
  // Who wrote a message does count: else this would say nothing.
  MadeMessages messages = RandomMessages(7, 60);
  const ScoreSum sum = SumsOf(messages)[30];
  messages[29].sender = messages[29].sender == 0 ? 1 : 0;
  CHECK(SumsOf(messages)[30] != sum);
}

TEST_CASE("notices between messages change nothing of how they are read") {
  const MadeMessages messages = RandomMessages(8, 250);
  const std::vector<ScoreSum> sums = SumsOf(messages);
  Random random(9);
  for (const bool scored : {false, true}) {
    MadeMessages with;
    for (const MadeMessage& message : messages) {
      while (random.Below(3) == 0) {
        MadeMessage notice;
        notice.notice = true;
        notice.scored = scored;
        notice.sent = message.sent - (random.Below(2) == 0 ? 0 : 1);
        AddRandomWords(&random, &notice);
        with.push_back(notice);
      }
      with.push_back(message);
    }
    CHECK(with.size() > 300);
    CHECK(SumsOf(with) == sums);
  }
}

TEST_CASE("a file out of order is read as one in order") {
  const MadeMessages messages = RandomMessages(10, 250);
  std::vector<MessageIndex> place_in_file(messages.size());
  std::iota(place_in_file.begin(), place_in_file.end(), MessageIndex{0});
  Random random(11);
  Shuffle(&place_in_file, &random);
  MadeMessages file(messages.size());
  for (std::size_t i = 0; i < messages.size(); ++i) file[place_in_file[i]] = messages[i];
  CHECK(MadeReading(file, place_in_file).Sums() == SumsOf(messages));
  // As the conversation itself finds out.
  Conversation chat;
  for (const MadeMessage& message : file) chat.facts.emplace_back().sent = message.sent;
  CHECK(OrderByTime(chat.facts, true).order == place_in_file);
}

TEST_CASE("messages may be asked for in any order") {
  for (const std::uint16_t senders : {1, 2, 4}) {
    const MadeMessages messages = RandomMessages(12, 700, senders);
    const std::vector<ScoreSum> sums = SumsOf(messages);
    MadeReading asked(messages);
    Random random(13);
    std::vector<std::size_t> places;
    for (std::size_t p = 0; p < messages.size(); ++p) places.insert(places.end(), 3, p);
    Shuffle(&places, &random);
    int wrong = 0;
    for (const std::size_t p : places) wrong += asked.reader().SumOf(p) != sums[p] ? 1 : 0;
    CHECK(wrong == 0);
    for (std::size_t p = messages.size(); p-- > 0;) {
      wrong += asked.reader().SumOf(p) != sums[p] ? 1 : 0;
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("a message's sum hangs on nothing that is further away than what is read at once") {
  const MadeMessages messages = RandomMessages(14, 500);
  const MadeMessages others = RandomMessages(15, 500);
  const std::vector<ScoreSum> sums = SumsOf(messages);
  std::size_t moved = 0;
  for (std::size_t p = 0; p < messages.size(); ++p) {
    MadeMessages changed = messages;
    for (std::size_t i = 0; i < changed.size(); ++i) {
      // Before it one more counts, for its time.
      if (i > p ? i - p < kFar : p - i <= kFar) continue;
      changed[i] = others[i];
      changed[i].sent = i < p ? messages[i].sent / 2 : messages[i].sent + 1'000'000;
    }
    CAPTURE(p);
    const ScoreSum sum = MadeReading(changed).reader().SumOf(p);
    REQUIRE(sum == sums[p]);
    // Nor on how much there is after them.
    changed.resize(std::min(changed.size(), p + kFar));
    REQUIRE(MadeReading(changed).reader().SumOf(p) == sums[p]);
    if (p > 0) changed[p - 1].words = others[p - 1].words;
    moved += MadeReading(changed).reader().SumOf(p) != sums[p] ? 1 : 0;
  }
  CHECK(moved > 300);
}

TEST_CASE("an older message more changes how the first messages are read, and no others") {
  const MadeMessages messages = RandomMessages(18, 500);
  const std::vector<ScoreSum> sums = SumsOf(messages);
  for (const std::size_t more : {1u, 2u, 40u}) {
    MadeMessages longer = RandomMessages(19, more);
    for (MadeMessage& message : longer) message.sent /= 2;
    longer.insert(longer.end(), messages.begin(), messages.end());
    const std::vector<ScoreSum> of_longer = SumsOf(longer);
    CHECK(of_longer[more] != sums[0]);
    CHECK(std::equal(sums.begin() + kFar, sums.end(), of_longer.begin() + kFar + more));
  }
}

TEST_CASE("a group is not read, a talk of two with a stray third is") {
  CHECK(MadeReading(RandomMessages(20, 100, 3)).reader().reads());
  CHECK_FALSE(MadeReading(RandomMessages(20, 100, 5)).reader().reads());
}

TEST_CASE("a sum without the words of a message is that of the talk without them") {
  const MadeMessages messages = RandomMessages(16, 230);
  const std::vector<ScoreSum> sums = SumsOf(messages);
  MadeReading asked(messages);
  Random random(17);
  int wrong = 0, moved = 0;
  for (int round = 0; round < 120; ++round) {
    // Near, as far as is read around a block, and further; also at both ends of the talk.
    const std::size_t far = round % 3 == 0 ? 110 : round % 3 == 1 ? 42 : 8;
    const std::size_t last = messages.size() - 1;
    const std::size_t place = round < 10 ? (round % 2 == 0 ? 0 : last) : random.Below(last + 1);
    const std::size_t first = place < far ? 0 : place - far;
    const std::size_t wordless = std::min(last, first + random.Below(2 * far + 1));
    MadeMessages without = messages;
    without[wordless].scored = false;
    const ScoreSum sum = asked.reader().SumWithout(place, wordless);
    wrong += sum != MadeReading(without).reader().SumOf(place) ? 1 : 0;
    moved += sum != sums[place] ? 1 : 0;
    for (const std::size_t p : {place, wordless, std::size_t{random.Below(messages.size())}}) {
      wrong += asked.reader().SumOf(p) != sums[p] ? 1 : 0;
    }
  }
  CHECK(wrong == 0);
  CHECK(moved > 60);
  CHECK(asked.Sums() == sums);
}

TEST_CASE("places of the talk are counted without notices") {
  MadeMessages messages = RandomMessages(18, 30);
  for (const std::size_t notice : {0u, 1u, 5u, 6u, 29u}) messages[notice].notice = true;
  MadeReading made(messages);
  CHECK(made.reader().size() == 25);
  std::size_t place = 0;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    if (messages[i].notice) continue;
    CHECK(made.reader().PlaceOf(static_cast<Position>(i)) == place++);
  }
  CHECK(place == 25);
}

}  // namespace
}  // namespace ebb::testing
