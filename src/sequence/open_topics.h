// Topics that were put off, and what became of them (measures.md M13).
//
// A topic opens when one side puts off (A1, A4, A6, A7) or leaves with a promise to come back (R7)
// what the last six turns were about. It comes up again when its key does, six hours or more after
// it was last named; it is put off again when such a turn falls on it. Since nothing says which
// milestone was meant, a milestone put off while another is open is the same topic even if no word
// recurs (its words are learnt), and whoever named it then brought it up. It ends when both sides
// use words of agreement within six turns and two hours after it came up, one of them a word of
// decision; or when nobody names it for 60 days; or on the day on which the reader says that it was
// settled outside the chat.
//
// Pure function of a talk; linear in turns; about a hundred bytes a topic.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sequence/pair_talk.h"
#include "sequence/topic_key.h"

namespace ebb {

enum class TopicEnd : std::uint8_t {
  kOpen,     // the chat ends before 60 days without it are over
  kDecided,  // by words of both
  kDropped,  // not named for 60 days
  kSolved,   // the reader says so
};

// A topic that was put off and that the reader knows to be settled, in person for one.
struct SolvedTopic {
  Position message = 0;    // one that its episode shows
  std::uint32_t when = 0;  // seconds since 2000; 0 = when it was last named
};

struct OpenTopic {
  TopicKey key;
  int opened_by = 0;                         // who put it off first
  std::array<std::uint32_t, 2> postponed{};  // times, by side
  std::array<std::uint32_t, 2> raised{};     // times it came up again, by who named it
  int raised_last = -1;                      // -1 = never
  TopicEnd ended = TopicEnd::kOpen;
  Position first = 0, last = 0;  // messages: first put off; last named, put off or decided
  std::uint32_t begin = 0,
                end = 0;        // seconds since 2000; open and dropped ones end when last named
  std::uint32_t turns = 0;      // that named it or put it off
  std::vector<Position> shown;  // put off or raised: the first three and the last three

  bool solved = false;          // the reader says so, of ...
  std::uint32_t solved_on = 0;  // ... this moment; 0 = when it was last named

  std::uint32_t times_postponed() const { return postponed[0] + postponed[1]; }
};

struct OpenTopics {
  std::vector<OpenTopic> topics;  // by the time they opened
  // Put off or promised where no earlier turn says what it was about; by side.
  std::array<std::uint32_t, 2> untraceable{};
};
// `solved`: what the reader marked; a mark on a message that no topic shows does nothing.
OpenTopics FindOpenTopics(const Talk& talk, const StemCounts& counts,
                          const std::vector<SolvedTopic>& solved = {});

}  // namespace ebb
