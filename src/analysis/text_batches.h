// Runs the matcher over batches of messages on several threads and hands the results back in order.
//
// One thread (the reader's) fills current() and calls Submit() and Finish(); results come back on
// that same thread through `retire`, in the order of submission, so that the outcome does not
// depend on the number of threads. When all batches are busy the reading thread works on one
// itself. Memory: a batch, or with several jobs two more than these, reused.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "chat/conversation.h"
#include "match/matcher.h"

namespace ebb {

struct TextBatch {
  // Small enough to stay in the cache between the reader and the matcher.
  static constexpr std::size_t kTextBytes = 32 * 1024;
  static constexpr std::size_t kMessages = 1024;

  struct Run {  // neighbours of one conversation
    std::size_t conversation = 0;
    std::uint32_t first = 0;
  };
  // Filled by the reading thread.
  std::string text;                 // of all messages, end to end
  std::vector<std::uint64_t> ends;  // where each message's text ends
  std::vector<MessageFacts> facts;  // completed by the matcher
  std::vector<Run> runs;
  bool reads_talk = false;  // net_words are wanted of some message
  // Filled by the matcher; `message` counts within the batch.
  std::vector<Hit> hits;
  std::vector<MessageScore> scores;
  NetWords net_words;  // as many as scores, or none
  std::vector<LongMessage> long_messages;
  std::vector<NamedTime> named_times;  // of messages with a hit that stands

  bool Full() const { return text.size() >= kTextBytes || facts.size() >= kMessages; }
  void Add(std::size_t conversation, const MessageFacts& message_facts, std::string_view words);
  void Clear();
};

class TextBatches {
 public:
  using Retire = std::function<void(const TextBatch&)>;

  // With one job no thread is started. REQUIRES: jobs >= 1. `matcher` must outlive this object.
  TextBatches(const Matcher& matcher, unsigned jobs, Retire retire);
  ~TextBatches();
  TextBatches(const TextBatches&) = delete;
  TextBatches& operator=(const TextBatches&) = delete;

  TextBatch& current() { return slots_[tail_ % slots_.size()].batch; }
  void Submit();
  // Submits what is left and returns when every batch was retired. More may follow.
  void Finish();

 private:
  enum class State { kFree, kQueued, kRunning, kDone };
  struct Slot {
    TextBatch batch;
    State state = State::kFree;
  };
  Slot& At(std::uint64_t number) { return slots_[number % slots_.size()]; }
  void Work();
  void Process(Slot& slot, Matcher::Scratch& scratch);
  void RetireDone();
  void RetireOrHelp();

  const Matcher& matcher_;
  const Retire retire_;
  Matcher::Scratch scratch_;  // the reading thread's
  std::vector<Slot> slots_;
  // Batches are numbered as submitted: head_ <= next_ <= tail_. head_ and tail_ belong to the
  // reading thread; next_, the states and stop_ to the mutex.
  std::uint64_t head_ = 0, tail_ = 0, next_ = 0;
  bool stop_ = false;
  std::mutex mutex_;
  std::condition_variable queued_, done_;
  std::vector<std::thread> threads_;
};

}  // namespace ebb
