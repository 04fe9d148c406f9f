// Everything known of one conversation after the text pass: columns of small values, no text.
//
// Owned by whoever reads; moved, not copied. Not thread-safe while being filled; const afterwards.
// Conservation: records == messages + notices + skipped, and facts.size() == messages + notices.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "chat/facts.h"
#include "chat/hit.h"
#include "chat/message.h"
#include "chat/scores.h"
#include "chat/style.h"

namespace ebb {

// What a format can and cannot support; a measure that lacks what it needs is left out.
struct Capabilities {
  bool seconds = false;   // stamps finer than a minute
  bool instants = false;  // true instants, not a wall clock
  bool dated = true;      // records carry times at all
  bool replies = false;   // says which message is answered
  bool reactions = false;
  bool calls = false;  // calls are records
  bool edits = false;
  bool deletions = false;  // deleted messages leave a marker
  bool both_sides = true;
  // False where messages vanish before they are exported: that none came says nothing.
  bool complete = true;
  bool knows_me = false;  // says which participant exported it
};

struct Participant {
  std::string name;  // as shown
  std::string key;   // identity in the format; the name where it has none
  bool is_me = false;
  std::uint64_t messages = 0;
};

// A message with more words than facts can hold.
struct LongMessage {
  MessageIndex message = 0;
  std::uint64_t words = 0;
};

// The time that a message names for later, see time/said_time.h.
struct NamedTime {
  MessageIndex message = 0;
  std::uint32_t when = 0;  // seconds of the chat's clock since 2000; 0 = it only refuses
                           // one, or tells of one that has been
};

// Where reading can be taken up again: message `message` starts at `offset`, line `line`.
struct Checkpoint {
  MessageIndex message = 0;
  std::uint32_t line = 0;
  std::uint64_t offset = 0;
};

struct Skipped {
  std::uint64_t line = 0;
  std::string reason;
};

struct Conversation {
  std::string id;      // stable within its export
  std::string name;    // chat title, may be empty
  std::string source;  // file it came from, as the user named it
  std::string format;  // reader name
  Capabilities capabilities;
  bool sort_by_time = false;  // the file's order means nothing, or runs backwards
  std::vector<Participant> participants;
  std::vector<MessageFacts> facts;  // one per message and notice, in file order
  // Of recordings whose order in the file means nothing: where each record begins, in milliseconds
  // (facts hold no time then). Empty, or as long as facts.
  std::vector<std::uint32_t> offsets;
  std::vector<StyleCounts> style;  // as long as facts where it was asked for, else empty
  // What of the words is compared between exports (analysis/overlap.h); as long as facts where it
  // was asked for, else empty.
  std::vector<std::uint32_t> word_hashes;
  std::vector<Hit> hits;             // ordered by message, then by begin
  std::vector<MessageScore> scores;  // ordered by message; see MessageScore
  // As many as scores, or none: without talk nets, and of more than kMostFullyScored messages.
  NetWords net_words;
  std::vector<LongMessage> long_messages;
  std::vector<NamedTime> named_times;  // of messages with a hit; ordered by message
  std::vector<Checkpoint> checkpoints;
  std::vector<Skipped> skipped_list;  // the first 100
  std::uint64_t messages = 0;
  std::uint64_t notices = 0;
  std::uint64_t skipped = 0;
  std::array<std::uint64_t, kMessageKinds> by_kind{};
  // As the file gives them: first and last message in file order or, by the format, the earliest
  // and the latest record; of recordings the earliest beginning and the latest end.
  Timestamp first, last;
};

}  // namespace ebb
