// A place in a message where a rule of the lexicon fired, as the text pass sees it.
#pragma once

#include <cstdint>

#include "base/byte_range.h"

namespace ebb {

using MessageIndex = std::uint32_t;  // position in Conversation::facts
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

struct Hit {
  MessageIndex message = 0;
  TextRange range;  // bytes of the message's text
  RuleId rule = 0;
  About about = About::kSelf;
  Modality modality = Modality::kAsserted;
  std::uint8_t intensity = 1;  // 1 to 3
  bool softened = false;       // laughter or warmth beside it: confidence low
  bool whole_message = false;  // the words are the whole message (gM)
  bool warmth = false;         // a warmth token is in the message (voids weak forms)
  std::uint32_t scope = 0;  // range in the message that decided the modality: begin << 16 | length
};
static_assert(sizeof(Hit) <= 32);

}  // namespace ebb
