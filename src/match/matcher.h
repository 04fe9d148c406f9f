// The text pass: one message in, a few numbers and rule hits out.
//
// Built once from a Lexicon, const and safe to share between threads afterwards; each thread brings
// its own Scratch. Looks at one message at a time and knows nothing of its neighbours.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "chat/conversation.h"
#include "chat/facts.h"
#include "chat/hit.h"
#include "chat/scores.h"
#include "lexicon/lexicon.h"

namespace ebb {

struct ContextScratch;
struct MessageView;
struct WordTrace;

// What the matcher says of messages, to be added to.
struct MatchResults {
  std::vector<Hit>* hits;
  std::vector<MessageScore>* scores;
  std::vector<LongMessage>* long_messages;
  // As many as scores are added, if it is not null and the lexicon has talk nets.
  NetWords* net_words = nullptr;
};

class Matcher {
 public:
  // Working memory of one thread; reused from message to message.
  class Scratch {
   public:
    Scratch();
    ~Scratch();
    Scratch(Scratch&&) noexcept;

   private:
    friend class Matcher;
    struct State;
    std::unique_ptr<State> state_;
  };

  // Errors (kLexicon): a pattern that cannot be compiled, with its file and line.
  static Result<Matcher> Build(const Lexicon& lexicon);
  // A compiled lexicon as bytes and back, for the one inside the binary: nothing is compiled or
  // copied at start. Decode REQUIRES bytes of this build's Encode, aligned to kAlignment, that
  // outlive the matcher. Encode gives nothing for a lexicon that Build refuses.
  static constexpr std::size_t kAlignment = 64;  // a line of the cache
  static std::string Encode(const Lexicon& lexicon);
  // `in_program` = they are constants of the program itself, see Rest.
  static Result<Matcher> Decode(std::string_view bytes, bool in_program = false);
  Matcher(Matcher&&) noexcept;
  ~Matcher();

  // Fills facts->words, ->features (Feature bits found in the words) and ->stems, and returns the
  // number of words without a cap. Appends the message's hits, ordered by begin, with `message`
  // left 0. `text` is well-formed UTF-8. Overlap rule: within one category the leftmost-longest hit
  // stays; a hit of another category over the same words is kept as well.
  // If the lexicon has a decision layer and `scores` is not null, a message with a hit, or whose
  // words say enough for a category, gets an entry there, with `message` left 0; and in
  // `net_words`, if it is not null and the lexicon has talk nets.
  std::uint64_t Run(std::string_view text, Scratch& scratch, MessageFacts* facts,
                    std::vector<Hit>* hits, std::vector<MessageScore>* scores = nullptr,
                    NetWords* net_words = nullptr) const;

  // The same for many messages, which is quicker: message i is `text` from ends[i - 1] to ends[i],
  // and hits and scores get it as `message`. An empty one is passed over. A word count beyond what
  // facts hold goes to `long_messages`. REQUIRES: as many facts as ends.
  void RunAll(std::string_view text, const std::vector<std::uint64_t>& ends, Scratch& scratch,
              std::vector<MessageFacts>* facts, const MatchResults& results) const;

  // From here on no scores are kept.
  void LeaveScoresOut();
  // A copy of a lexicon that is part of the program, in large pages: quicker to read with, and
  // worth its few milliseconds for a long chat. Nothing for another lexicon, or where it cannot be
  // had.
  std::unique_ptr<Matcher> InLargePages() const;
  // Lets the operating system take back the memory of a lexicon that is part of the program, until
  // it is used again: then it is read again. Safe at any time, for threads too.
  void Rest() const;

  // Every hit of every rule, overlapping ones too: for checking rules by their examples.
  std::vector<Hit> AllHits(std::string_view text, Scratch& scratch) const;

  // The words of a message as they are compared, for explaining (word_trace.h). Takes the slow way:
  // every message as if it held more than plain text.
  WordTrace Trace(std::string_view text, Scratch& scratch) const;

 private:
  struct Data;
  explicit Matcher(std::unique_ptr<Data> data);
  void TellOf(MessageIndex message, MessageView* view, ContextScratch* scratch, MessageFacts* facts,
              const MatchResults& results) const;
  std::unique_ptr<Data> data_;
};

}  // namespace ebb
