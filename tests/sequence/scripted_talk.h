// The talk of two for tests, written message by message: who, when, what counted. No text.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "sequence/pair_talk.h"

namespace ebb::testing {

inline constexpr std::uint32_t kMinute = 60, kHour = 3600, kDay = 86400;
// Monday 2024-01-01T00:00:00 in seconds since 2000.
inline constexpr std::uint32_t kMonday = 8766 * kDay;

class ScriptedTalk {
 public:
  ScriptedTalk() {
    for (const char* name : {"ann", "ben"}) {
      Participant participant;
      participant.name = participant.key = name;
      chat_.participants.push_back(participant);
    }
  }

  // `side` writes at `sent`. Codes are those of a counted flag in that message.
  ScriptedTalk& SayAt(std::uint32_t sent, int side, std::uint32_t features = 0,
                      std::uint32_t codes = 0, std::uint16_t words = 5,
                      std::array<std::uint16_t, 2> stems = {},
                      MessageKind kind = MessageKind::kText) {
    MessageFacts facts;
    facts.sent = sent;
    facts.sender = static_cast<std::uint16_t>(mirrored_ ? 1 - side : side);
    facts.features = features;
    facts.words = words;
    facts.kind = static_cast<std::uint16_t>(kind);
    facts.stems[0] = stems[0];
    facts.stems[1] = stems[1];
    if (codes != 0) marks_.push_back({static_cast<Position>(chat_.facts.size()), codes});
    chat_.facts.push_back(facts);
    ++chat_.messages;
    now_ = sent;
    return *this;
  }
  // The same, `gap` seconds after the message before.
  ScriptedTalk& Say(std::uint32_t gap, int side, std::uint32_t features = 0,
                    std::uint32_t codes = 0, std::uint16_t words = 5,
                    std::array<std::uint16_t, 2> stems = {}) {
    return SayAt(now_ + gap, side, features, codes, words, stems);
  }
  std::uint32_t now() const { return now_; }
  Position last() const { return static_cast<Position>(chat_.facts.size() - 1); }
  ScriptedTalk& Conflict(Position first, Position last) {
    ConflictEpisode episode;
    episode.first = first;
    episode.last = last;
    episode.turns = last - first + 1;
    episode.peak = 5;
    conflicts_.push_back(episode);
    return *this;
  }
  // From here on sides are swapped: the same script, told of the other one.
  ScriptedTalk& Mirrored() {
    mirrored_ = true;
    return *this;
  }
  Conversation& chat() { return chat_; }
  const ebb::Talk& talk() {
    if (talk_ == nullptr) Read();
    return *talk_;
  }

 protected:
  // Reads the talk out of the messages.
  void Read() {
    timeline_ = std::make_unique<Timeline>(chat_, order_);
    talk_ = std::make_unique<ebb::Talk>(*timeline_, std::array<std::uint16_t, 2>{0, 1}, marks_,
                                        conflicts_);
  }

 private:
  bool mirrored_ = false;
  std::uint32_t now_ = kMonday + 9 * kHour;
  Conversation chat_;
  std::vector<MessageIndex> order_;
  std::vector<CodeMark> marks_;
  std::vector<ConflictEpisode> conflicts_;
  std::unique_ptr<Timeline> timeline_;
  std::unique_ptr<ebb::Talk> talk_;
};

}  // namespace ebb::testing
