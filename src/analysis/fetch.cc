#include "analysis/fetch.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "analysis/local_clock.h"
#include "base/utf8.h"

namespace ebb {
namespace {

constexpr std::size_t kKeepWhole = 4096;  // texts up to this size are kept whole
constexpr std::size_t kAround = 1000;     // bytes kept on each side of the focus in longer ones
constexpr std::size_t kMostKept = 12288;
constexpr std::uint64_t kHeadBytes = 256 * 1024;

struct Need {
  MessageIndex own = 0;  // in the part's own counting
  WantedWords* words = nullptr;
};

struct Needs {  // of one conversation of one source
  std::vector<Need> list;
  const std::vector<Checkpoint>* checkpoints = nullptr;
};

using NeedsById = std::unordered_map<std::string, Needs>;

void Keep(std::string_view text, WantedWords* words) {
  std::size_t begin = 0, end = text.size();
  if (text.size() > kKeepWhole && !words->whole) {
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

// Stretches of a source, each from one checkpoint to another, shown as if they were all of it.
class PieceSource final : public Source {
 public:
  struct Piece {
    std::uint64_t shown_at = 0;        // offset in what is shown
    std::uint64_t begin = 0, end = 0;  // in the source itself
    MessageIndex first_message = 0;
    std::uint64_t first_line = 1;
  };

  // REQUIRES: `pieces` is not empty, ascending, and shown end to end.
  PieceSource(Source& inner, std::vector<Piece> pieces)
      : inner_(inner), pieces_(std::move(pieces)) {}

  Result<std::size_t> Read(char* out, std::size_t capacity) override {
    std::size_t got = 0;
    while (got < capacity && current_ < pieces_.size()) {
      const std::uint64_t left = pieces_[current_].end - at_;
      if (left == 0) {
        if (Status next = StartPiece(current_ + 1, 0); !next) return next.error();
        continue;
      }
      Result<std::size_t> n = inner_.Read(
          out + got, static_cast<std::size_t>(std::min<std::uint64_t>(capacity - got, left)));
      if (!n) return n.error();
      if (*n == 0) break;
      got += *n;
      at_ += *n;
    }
    return got;
  }

  Status Seek(std::uint64_t offset) override {
    const std::size_t piece = PieceAt(offset);
    return StartPiece(piece, offset - pieces_[piece].shown_at);
  }

  std::uint64_t size() const override {
    const Piece& last = pieces_.back();
    return last.end == kUnknownSize ? kUnknownSize : last.shown_at + (last.end - last.begin);
  }
  const std::string& name() const override { return inner_.name(); }
  Repairs repairs() const override { return inner_.repairs(); }

  // The piece that shows `offset`.
  std::size_t PieceAt(std::uint64_t offset) const {
    const auto after =
        std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                         [](std::uint64_t wanted, const Piece& p) { return wanted < p.shown_at; });
    return static_cast<std::size_t>(after - pieces_.begin()) - 1;
  }
  const std::vector<Piece>& pieces() const { return pieces_; }

 private:
  Status StartPiece(std::size_t piece, std::uint64_t offset) {
    current_ = piece;
    if (piece == pieces_.size()) return Done{};
    at_ = pieces_[piece].begin + offset;
    return inner_.Seek(at_);
  }

  Source& inner_;
  const std::vector<Piece> pieces_;
  std::size_t current_ = 0;
  std::uint64_t at_ = 0;  // in the source itself
};

// Counts messages as the first reading did and keeps the wanted ones.
class FetchSink final : public MessageSink {
 public:
  // `pieces` = what is read where it is not all; may be null.
  FetchSink(NeedsById& needs, const LoadedInput& input, const PieceSource* pieces)
      : clock_(input.clock), range_(input.range), pieces_(pieces) {
    for (auto& [id, wanted] : needs) {
      cursors_[id].needs = &wanted.list;
      left_ += wanted.list.size();
    }
  }

  void BeginConversation(const ConversationInfo& info) override {
    const auto found = cursors_.find(info.id);
    current_ = found == cursors_.end() ? nullptr : &found->second;
  }

  bool OnMessage(const Message& message) override {
    if (current_ == nullptr) return left_ > 0;
    if (pieces_ != nullptr) EnterPiece(message.source.begin, message.line);
    if (range_.active && !range_.Contains(clock_.Local(message.sent))) return left_ > 0;
    const MessageIndex index = current_->next_message++;
    const std::vector<Need>& needs = *current_->needs;
    if (current_->next_need == needs.size() || needs[current_->next_need].own != index) {
      return left_ > 0;
    }
    WantedWords* words = needs[current_->next_need++].words;
    words->found = true;
    words->line = message.line + line_shift_;
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

  // Counting goes on at the number that the piece's first message has in the whole.
  void EnterPiece(std::uint64_t offset, std::uint64_t line) {
    const std::vector<PieceSource::Piece>& pieces = pieces_->pieces();
    if (piece_ + 1 >= pieces.size() || offset < pieces[piece_ + 1].shown_at) return;
    piece_ = pieces_->PieceAt(offset);
    current_->next_message = pieces[piece_].first_message;
    line_shift_ = pieces[piece_].first_line - line;
  }

  LocalClock clock_;
  const LocalRange range_;
  const PieceSource* pieces_;
  std::size_t piece_ = 0;
  std::uint64_t line_shift_ = 0;  // from the line in what is shown to the line in the source
  std::unordered_map<std::string, Cursor> cursors_;
  Cursor* current_ = nullptr;
  std::size_t left_ = 0;
};

// The stretches between checkpoints that hold something wanted, after the head of the file, from
// which readers learn what they have before them.
std::vector<PieceSource::Piece> PlanPieces(const Needs& needs) {
  const std::vector<Checkpoint>& points = *needs.checkpoints;
  std::vector<PieceSource::Piece> pieces;
  std::size_t end = 0;  // checkpoint up to which everything is read
  while (end < points.size() && points[end].offset < kHeadBytes) ++end;
  const auto offset_of = [&points](std::size_t point) {
    return point < points.size() ? points[point].offset : Source::kUnknownSize;
  };
  pieces.push_back({0, 0, offset_of(end), 0, 1});
  for (const Need& need : needs.list) {
    const auto after = std::upper_bound(
        points.begin(), points.end(), need.own,
        [](MessageIndex message, const Checkpoint& point) { return message < point.message; });
    const auto next = static_cast<std::size_t>(after - points.begin());
    if (next <= end) continue;
    PieceSource::Piece& last = pieces.back();
    if (next - 1 > end) {
      pieces.push_back({last.shown_at + (last.end - last.begin), points[next - 1].offset,
                        offset_of(next), points[next - 1].message, points[next - 1].line});
    } else {
      last.end = offset_of(next);
    }
    end = next;
  }
  return pieces;
}

Error Changed(const LoadedInput& input) {
  return {ErrorKind::kInput,
          input.opened.source->name() + ": changed while it was being read; run again"};
}

class SourceFetch {
 public:
  SourceFetch(LoadedInput& input, NeedsById& needs) : input_(input), needs_(needs) {}

  Status Run() {
    const Needs& first = needs_.begin()->second;
    if (needs_.size() == 1 && input_.opened.reader->can_resume && !first.checkpoints->empty()) {
      return ReadPieces(first);
    }
    ReadOptions read = input_.read;
    if (needs_.size() == 1) read.only = needs_.begin()->first;
    FetchSink sink(needs_, input_, nullptr);
    if (input_.opened.parts.empty()) return Read(*input_.opened.source, read, sink);
    return Check(ReadExport(input_.opened, read, sink), sink);
  }

 private:
  Status ReadPieces(const Needs& needs) {
    PieceSource source(*input_.opened.source, PlanPieces(needs));
    FetchSink sink(needs_, input_, &source);
    return Read(source, input_.read, sink);
  }

  Status Read(Source& source, const ReadOptions& options, FetchSink& sink) {
    if (Status back = source.Seek(0); !back) return back;
    return Check(ReadExportFrom(source, input_.opened, options, sink), sink);
  }

  Status Check(const Result<ReadReport>& report, const FetchSink& sink) const {
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
