// What stands right beside a message: the sender's next words, the partner's answer, a promise to
// return. Looks at a fixed number of messages, however long the chat.
#pragma once

#include "sequence/rule_table.h"
#include "sequence/timeline.h"

namespace ebb {

struct Neighbours {
  std::uint32_t own = 0;      // features of the sender's next message within two minutes, else 0
  std::uint32_t partner = 0;  // features of the partner's next message within ten minutes, else 0
  MessageIndex own_message = kNoMessage;
  MessageIndex partner_message = kNoMessage;
};
Neighbours LookAhead(const Timeline& timeline, Position position);

// The message that promises to come back (an asserted R7): the one hit `k` stands in, or one of the
// same sender within two minutes, nobody else between. kNoMessage = none.
MessageIndex ReturnPromise(const Timeline& timeline, const RuleTable& rules, std::uint32_t k);

}  // namespace ebb
