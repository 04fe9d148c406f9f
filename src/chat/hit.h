// A place in a message where a rule of the lexicon fired, as the text pass sees it.
#pragma once

#include <cstdint>

#include "base/byte_range.h"

namespace ebb {

using MessageIndex = std::uint32_t;  // position in Conversation::facts
using Position = std::uint32_t;      // place in time order
using RuleId = std::uint16_t;        // position in Lexicon::rules()

enum class About : std::uint8_t { kSelf, kPartner, kBoth };
enum class Modality : std::uint8_t {
  kAsserted,  // counts; every other value voids the hit
  kNegated,
  kHypothetical,
  kQuoted,
  kThirdParty,
  kNonrelational,  // a practical reason, or a sense that is not about the two
  kJoking,
  kPast,
  kException,  // one of the rule's own `unless` forms
  kEdge,       // the words run on into something harmless
};
inline constexpr int kModalities = 10;

// Small: a chat of millions of messages holds hundreds of thousands.
struct Hit {
  MessageIndex message = 0;
  TextRange range;  // bytes of the message's text
  RuleId rule = 0;
  About about : 4 = About::kSelf;
  Modality modality : 4 = Modality::kAsserted;
  std::uint8_t intensity : 2 = 1;  // 1 to 3
  bool softened : 1 = false;       // laughter or warmth beside it: confidence low
  bool whole_message : 1 = false;  // the words are the whole message (gM)
  bool warmth : 1 = false;         // a warmth token is in the message (voids weak forms)
};
static_assert(sizeof(Hit) == 16);

}  // namespace ebb
