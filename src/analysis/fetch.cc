#include "analysis/fetch.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "analysis/local_clock.h"

namespace ebb {
namespace {

constexpr std::size_t kKeepWhole = 4096;  // texts up to this size are kept whole
constexpr std::size_t kAround = 1000;     // bytes kept on each side of the focus in longer ones
constexpr std::size_t kMostKept = 12288;
// Taking up reading elsewhere costs about as much as reading on for so many bytes.
constexpr std::uint64_t kRestartBytes = 256 * 1024;

struct Need {
  MessageIndex own = 0;  // in the part's own counting
  WantedWords* words = nullptr;
};

struct Needs {  // of one conversation of one source
  std::vector<Need> list;
  const std::vector<Checkpoint>* checkpoints = nullptr;
};

using NeedsById = std::unordered_map<std::string, Needs>;

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

void Keep(std::string_view text, WantedWords* words) {
  std::size_t begin = 0, end = text.size();
  if (text.size() > kKeepWhole) {
    const std::size_t from = std::min<std::size_t>(words->focus.begin, text.size());
    const std::size_t to = std::min<std::size_t>(words->focus.end, text.size());
    begin = from > kAround ? from - kAround : 0;
    end = std::min({to + kAround, text.size(), begin + kMostKept});
    while (begin > 0 && IsContinuation(text[begin])) --begin;
    while (end < text.size() && IsContinuation(text[end])) --end;
  }
  words->kept = text.substr(begin, end - begin);
  words->offset = static_cast<std::uint32_t>(begin);
  words->cut_before = begin > 0;
  words->cut_after = end < text.size();
}

// Counts messages as the first reading did and keeps the wanted ones.
class FetchSink final : public MessageSink {
 public:
  FetchSink(NeedsById& needs, const LocalClock& clock, const LocalRange& range)
      : clock_(clock), range_(range) {
    for (auto& [id, wanted] : needs) {
      cursors_[id].needs = &wanted.list;
      left_ += wanted.list.size();
    }
  }

  // Reading takes up at message `first`; only needs `begin` to `end` are looked for.
  void StartAt(MessageIndex first, std::size_t begin, std::size_t end) {
    for (auto& [id, cursor] : cursors_) {
      cursor.next_message = first;
      cursor.next_need = begin;
    }
    left_ = end - begin;
  }

  void BeginConversation(const ConversationInfo& info) override {
    const auto found = cursors_.find(info.id);
    current_ = found == cursors_.end() ? nullptr : &found->second;
  }

  bool OnMessage(const Message& message) override {
    if (current_ == nullptr) return left_ > 0;
    if (range_.active && !range_.Contains(clock_.Local(message.sent))) return left_ > 0;
    const MessageIndex index = current_->next_message++;
    const std::vector<Need>& needs = *current_->needs;
    if (current_->next_need == needs.size() || needs[current_->next_need].own != index) {
      return left_ > 0;
    }
    WantedWords* words = needs[current_->next_need++].words;
    words->found = true;
    words->line = message.line;
    if (words->text && message.kind != MessageKind::kNotice) Keep(message.text, words);
    --left_;
    return left_ > 0;
  }

  void OnSkipped(const SkippedRecord& /*record*/) override {}

  std::size_t left() const { return left_; }

 private:
  struct Cursor {
    const std::vector<Need>* needs = nullptr;
    MessageIndex next_message = 0;
    std::size_t next_need = 0;
  };
  LocalClock clock_;
  const LocalRange range_;
  std::unordered_map<std::string, Cursor> cursors_;
  Cursor* current_ = nullptr;
  std::size_t left_ = 0;
};

// A source that ends early, at the start of a message.
class CutSource final : public Source {
 public:
  CutSource(Source& inner, std::uint64_t end) : inner_(inner), end_(end) {}
  Result<std::size_t> Read(char* out, std::size_t capacity) override {
    const std::uint64_t left = end_ > at_ ? end_ - at_ : 0;
    if (left == 0) return std::size_t{0};
    Result<std::size_t> n =
        inner_.Read(out, static_cast<std::size_t>(std::min<std::uint64_t>(capacity, left)));
    if (n) at_ += *n;
    return n;
  }
  Status Seek(std::uint64_t offset) override {
    at_ = offset;
    return inner_.Seek(offset);
  }
  std::uint64_t size() const override { return std::min(end_, inner_.size()); }
  const std::string& name() const override { return inner_.name(); }
  Repairs repairs() const override { return inner_.repairs(); }

 private:
  Source& inner_;
  const std::uint64_t end_;
  std::uint64_t at_ = 0;
};

// Neighbouring needs that are read in one go.
struct Stretch {
  std::size_t first = 0, last = 0;  // needs, half-open
  std::size_t checkpoint = 0;
};

std::vector<Stretch> PlanStretches(const Needs& needs) {
  std::vector<Stretch> out;
  const std::vector<Checkpoint>& points = *needs.checkpoints;
  std::size_t reached = 0;  // checkpoint at or before the last need
  for (std::size_t i = 0; i < needs.list.size(); ++i) {
    const auto after = std::upper_bound(
        points.begin(), points.end(), needs.list[i].own,
        [](MessageIndex message, const Checkpoint& point) { return message < point.message; });
    const auto at = static_cast<std::size_t>(after - points.begin()) - 1;
    if (out.empty() || at > reached + 1) out.push_back({i, i, at});
    out.back().last = i + 1;
    reached = at;
  }
  return out;
}

Error Changed(const LoadedInput& input) {
  return {ErrorKind::kInput,
          input.opened.source->name() + ": changed while it was being read; run again"};
}

class SourceFetch {
 public:
  SourceFetch(LoadedInput& input, NeedsById& needs) : input_(input), needs_(needs) {}

  Status Run() {
    if (needs_.size() == 1) {
      const Needs& only = needs_.begin()->second;
      if (input_.opened.reader->can_resume && !only.checkpoints->empty()) {
        const std::vector<Stretch> stretches = PlanStretches(only);
        if (stretches.size() * kRestartBytes < input_.opened.source->size()) {
          return ReadStretches(only, stretches);
        }
      }
    }
    return ReadAllAgain();
  }

 private:
  Status ReadAllAgain() {
    ReadOptions read = input_.read;
    if (needs_.size() == 1) read.only = needs_.begin()->first;
    FetchSink sink(needs_, input_.clock, input_.range);
    return Read(*input_.opened.source, read, sink);
  }

  Status ReadStretches(const Needs& needs, const std::vector<Stretch>& stretches) {
    const std::vector<Checkpoint>& points = *needs.checkpoints;
    for (const Stretch& stretch : stretches) {
      FetchSink sink(needs_, input_.clock, input_.range);
      sink.StartAt(points[stretch.checkpoint].message, stretch.first, stretch.last);
      const MessageIndex last = needs.list[stretch.last - 1].own;
      const auto next = std::upper_bound(
          points.begin(), points.end(), last,
          [](MessageIndex message, const Checkpoint& point) { return message < point.message; });
      CutSource source(*input_.opened.source,
                       next == points.end() ? Source::kUnknownSize : next->offset);
      ReadOptions read = input_.read;
      read.resume = points[stretch.checkpoint];
      if (Status status = Read(source, read, sink); !status) return status;
    }
    return Done{};
  }

  Status Read(Source& source, const ReadOptions& options, FetchSink& sink) {
    const std::uint64_t from = options.resume ? options.resume->offset : 0;
    if (Status back = source.Seek(from); !back) return back;
    const Result<ReadReport> report = input_.opened.reader->read(source, options, sink);
    if (!report) return report.error();
    if (sink.left() > 0) return Changed(input_);
    return Done{};
  }

  LoadedInput& input_;
  NeedsById& needs_;
};

// Spreads what the jobs want over sources and conversations.
std::vector<NeedsById> SortNeeds(std::size_t inputs, const std::vector<FetchJob>& jobs) {
  std::vector<NeedsById> out(inputs);
  for (const FetchJob& job : jobs) {
    std::size_t w = 0;
    for (const Part& part : *job.parts) {
      for (; w < job.wanted->size() && (*job.wanted)[w].message < part.begin + part.count; ++w) {
        Needs& needs = out[part.input][part.conversation_id];
        needs.checkpoints = &part.checkpoints;
        needs.list.push_back({part.Own((*job.wanted)[w].message), &(*job.wanted)[w]});
      }
    }
  }
  return out;
}

}  // namespace

Status FetchWords(const std::vector<LoadedInput*>& inputs, const std::vector<FetchJob>& jobs) {
  std::vector<NeedsById> needs = SortNeeds(inputs.size(), jobs);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (needs[i].empty()) continue;
    if (Status status = SourceFetch(*inputs[i], needs[i]).Run(); !status) return status;
  }
  return Done{};
}

}  // namespace ebb
