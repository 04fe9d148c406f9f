#include "analysis/text_batches.h"

#include <system_error>
#include <utility>

#include "time/said_time.h"

namespace ebb {
namespace {

// Buffers that one enormous message blew up are given back.
constexpr std::size_t kKeepBytes = 32 * TextBatch::kTextBytes;

bool MayNameTime(const MessageFacts& facts, std::string_view text) {
  return (facts.features & kTimeWord) != 0 ||
         text.find_first_of("0123456789") != std::string_view::npos;
}

// Which hits are promises to come back is for later passes, which see no words: so the times of
// all messages that hold one.
void ReadNamedTimes(TextBatch* batch) {
  MessageIndex last = 0;
  bool any = false;
  for (const Hit& hit : batch->hits) {
    if (hit.modality != Modality::kAsserted || (any && hit.message == last)) continue;
    any = true;
    last = hit.message;
    const std::uint64_t begin = last == 0 ? 0 : batch->ends[last - 1];
    const std::string_view text =
        std::string_view(batch->text).substr(begin, batch->ends[last] - begin);
    const MessageFacts& facts = batch->facts[last];
    if (!MayNameTime(facts, text)) continue;
    if (const auto when = SaidTime(text, facts.sent)) batch->named_times.push_back({last, *when});
  }
}

}  // namespace

void TextBatch::Add(std::size_t conversation, const MessageFacts& message_facts,
                    std::string_view words) {
  if (runs.empty() || runs.back().conversation != conversation) {
    runs.push_back({conversation, static_cast<std::uint32_t>(facts.size())});
  }
  text += words;
  ends.push_back(text.size());
  facts.push_back(message_facts);
}

void TextBatch::Clear() {
  text.clear();
  if (text.capacity() > kKeepBytes) std::string().swap(text);
  ends.clear();
  facts.clear();
  runs.clear();
  hits.clear();
  scores.clear();
  net_words.clear();
  reads_talk = false;
  long_messages.clear();
  named_times.clear();
}

TextBatches::TextBatches(const Matcher& matcher, unsigned jobs, Retire retire)
    : matcher_(matcher), retire_(std::move(retire)), slots_(jobs > 1 ? jobs + 2 : 1) {
  try {
    for (unsigned i = 1; i < jobs; ++i) threads_.emplace_back([this] { Work(); });
  } catch (const std::system_error&) {
    // No more threads to be had: those there are, or the reading thread alone, do the work.
  }
}

TextBatches::~TextBatches() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  queued_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void TextBatches::Process(Slot& slot, Matcher::Scratch& scratch) {
  TextBatch& batch = slot.batch;
  matcher_.RunAll(batch.text, batch.ends, scratch, &batch.facts,
                  {&batch.hits, &batch.scores, &batch.long_messages,
                   batch.reads_talk ? &batch.net_words : nullptr});
  ReadNamedTimes(&batch);
}

void TextBatches::Work() {
  Matcher::Scratch scratch;
  std::unique_lock lock(mutex_);
  for (;;) {
    queued_.wait(lock, [this] { return stop_ || At(next_).state == State::kQueued; });
    if (stop_) return;
    Slot& slot = At(next_++);
    slot.state = State::kRunning;
    lock.unlock();
    Process(slot, scratch);
    lock.lock();
    slot.state = State::kDone;
    done_.notify_one();
  }
}

void TextBatches::Submit() {
  {
    const std::lock_guard lock(mutex_);
    At(tail_).state = State::kQueued;
  }
  queued_.notify_one();
  ++tail_;
  RetireDone();
  while (tail_ - head_ >= slots_.size()) RetireOrHelp();
}

void TextBatches::RetireDone() {
  for (; head_ < tail_; ++head_) {
    Slot& slot = At(head_);
    {
      const std::lock_guard lock(mutex_);
      if (slot.state != State::kDone) return;
    }
    retire_(slot.batch);
    slot.batch.Clear();
    const std::lock_guard lock(mutex_);
    slot.state = State::kFree;
  }
}

// One step towards a free batch: work on the oldest one nobody has taken, else wait for the head.
void TextBatches::RetireOrHelp() {
  {
    std::unique_lock lock(mutex_);
    Slot& head = At(head_);
    if (head.state != State::kDone && next_ < tail_) {
      Slot& slot = At(next_++);
      slot.state = State::kRunning;
      lock.unlock();
      Process(slot, scratch_);
      lock.lock();
      slot.state = State::kDone;
    } else {
      done_.wait(lock, [&head] { return head.state == State::kDone; });
    }
  }
  RetireDone();
}

void TextBatches::Finish() {
  if (!current().facts.empty()) Submit();
  while (head_ < tail_) RetireOrHelp();
}

}  // namespace ebb
