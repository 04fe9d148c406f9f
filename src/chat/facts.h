// What the sequence pass needs to know of a message: 16 bytes, no text.
//
// A three-year chat of three million messages fits in 48 MB, and the columns can be kept, merged
// and sent elsewhere without a word of the chat.
#pragma once

#include <cstdint>

#include "chat/message.h"

namespace ebb {

// Bits found by the text pass. One bit means "occurs in the message".
enum Feature : std::uint32_t {
  kQuestion = 1u << 0,         // ends with or holds a question to the reader
  kFeelingQuestion = 1u << 1,  // asks about feelings, the relationship, what is wrong
  kWarmth = 1u << 2,           // warmth word or emoji (x, love, babe, heart ...)
  kLaughter = 1u << 3,         // lol, haha, laughing emoji
  kPlanProposal = 1u << 4,     // proposes time together or closeness (gL)
  kMilestone = 1u << 5,        // names a milestone or decision topic (gT)
  kNegativeEmotion = 1u << 6,  // negative emotion word
  kShouting = 1u << 7,         // run of capitals, !! or ??
  kYouAlways = 1u << 8,        // you always / you never
  kFinalPeriod = 1u << 9,      // the last character of the text is a full stop
  kMinimal = 1u << 10,         // at most three tokens after stripping emoji and punctuation
  kEmojiOnly = 1u << 11,
  kLink = 1u << 12,
  kDisclosure = 1u << 13,  // states a feeling or an event of one's own
  kGreeting = 1u << 14,    // good morning, good night, hi
  kAnswerWord = 1u << 15,  // yes, no, ok, sure
  kInsult = 1u << 16,
  kPracticalReason = 1u << 17,  // driving, meeting, asleep, no signal ...
  kTimeWord = 1u << 18,         // names a time (at 8, tomorrow, tonight)
  kDecisionWord = 1u << 19,     // agreed, booked, signed, decided
  kEnglish = 1u << 20,          // words enough to tell, and they are in the lexicon's language
  kOtherLanguage = 1u << 21,    // words enough to tell, and they are not
  kHasMedia = 1u << 22,
  kEdited = 1u << 23,
  kReply = 1u << 24,
  kFlatEmoji = 1u << 25,   // emoji that add coldness to a shutdown (upside-down, rolling eyes ...)
  kAgreement = 1u << 26,   // agrees or accepts
  kTravelWord = 1u << 27,  // landed, here, outside: the two are about to be together
};

inline constexpr int kFeatureBits = 28;
// What the format says of a message; all other bits are of its words.
inline constexpr std::uint32_t kFeaturesOfFormat = kHasMedia | kEdited | kReply;

// Classes of message length, in words as ICU counts them: none, 1, 2-3, 4-6, 7-12, 13-25, more.
inline constexpr int kLengthClasses = 7;
inline int LengthClass(std::uint64_t words) {
  return (words > 0) + (words > 1) + (words > 3) + (words > 6) + (words > 12) + (words > 25);
}

inline constexpr std::uint16_t kNoSender = 0xFFF;
inline constexpr std::int32_t kLeastLead = -8, kMostLead = 7;  // what four bits hold
// A sum of 64ths of a logit as a lead.
inline std::int32_t LeadOf(std::int32_t sum) {
  const std::int32_t quarters = (sum + 8) >> 4;
  return quarters < kLeastLead ? kLeastLead : quarters > kMostLead ? kMostLead : quarters;
}

struct MessageFacts {
  std::uint32_t sent =
      0;  // seconds of the chat's local wall clock since 2000-01-01T00:00:00; 0 = undated
  std::uint32_t features : kFeatureBits = 0;  // Feature bits
  // What its words say for distance in the partner's answer: quarters of a logit, see kMostLead.
  std::int32_t lead : 32 - kFeatureBits = 0;
  std::uint16_t words = 0;  // ICU word segments; 65535 = see Conversation::long_messages
  std::uint16_t sender : 12 = kNoSender;  // index into Conversation::participants
  std::uint16_t kind : 4 = 0;             // MessageKind
  std::uint16_t stems[2] = {0, 0};        // hashes of the two rarest content words; 0 = none
};
static_assert(sizeof(MessageFacts) == 16);

}  // namespace ebb
