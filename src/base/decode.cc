#include "base/decode.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "base/legacy_decoder.h"
#include "base/text_util.h"
#include "base/utf8.h"

namespace ebb {
namespace {

constexpr std::uint64_t kNever = ~std::uint64_t{0};

bool IsAscii(std::string_view text) {
  unsigned char all = 0;
  for (const char c : text) all |= static_cast<unsigned char>(c);
  return all < 0x80;
}

// Windows-1252, 0x80 to 0x9f; 0 where the code page has no character.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

void AppendReplacement(std::string* out, std::uint64_t* replaced) {
  out->append(kReplacementCharacter);
  ++*replaced;
}

void AppendWindows1252(std::string_view bytes, std::string* out, std::uint64_t* replaced) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    char32_t c = ByteAt(bytes, i);
    if (c >= 0x80 && c < 0xa0) c = kWindows1252[c - 0x80];
    if (c == 0 && ByteAt(bytes, i) != 0) {
      AppendReplacement(out, replaced);
    } else {
      AppendUtf8(c, out);
    }
  }
}

// Decodes UTF-16 and returns how many bytes were used; without `last`, an incomplete character at
// the end is left for the next call.
std::size_t AppendUtf16(std::string_view bytes, bool big, bool last, std::string* out,
                        std::uint64_t* replaced) {
  const auto unit = [&](std::size_t i) -> char32_t {
    const char32_t a = ByteAt(bytes, i), b = ByteAt(bytes, i + 1);
    return big ? (a << 8 | b) : (b << 8 | a);
  };
  std::size_t at = 0;
  while (at + 2 <= bytes.size()) {
    const char32_t first = unit(at);
    const bool high = first >= 0xd800 && first < 0xdc00;
    if (high && at + 4 > bytes.size() && !last) return at;
    if (high && at + 4 <= bytes.size() && (unit(at + 2) & 0xfc00) == 0xdc00) {
      AppendUtf8(0x10000 + ((first & 0x3ff) << 10) + (unit(at + 2) & 0x3ff), out);
      at += 4;
      continue;
    }
    if (first >= 0xd800 && first < 0xe000) {
      AppendReplacement(out, replaced);
    } else {
      AppendUtf8(first, out);
    }
    at += 2;
  }
  if (last && at < bytes.size()) {
    AppendReplacement(out, replaced);
    at = bytes.size();
  }
  return at;
}

std::size_t BomLength(std::string_view head, Encoding encoding) {
  if (encoding == Encoding::kUtf8) return head.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  if (encoding == Encoding::kUtf16Le) return head.starts_with("\xFF\xFE") ? 2 : 0;
  if (encoding == Encoding::kUtf16Be) return head.starts_with("\xFE\xFF") ? 2 : 0;
  return 0;
}

// Lines of old Macintosh programs. A CR at the very end may be half of CR LF.
bool HasOnlyReturns(std::string_view head) {
  const std::size_t first = head.find('\r');
  return first < head.size() - 1 && head.find('\n') == head.npos;
}

// As long as the bytes are UTF-8 they go to the caller untouched. From the first ill-formed byte on
// (for other encodings from the beginning) the source is decoded in pieces of one fixed size, so
// that every pass over it gives the same text, wherever it was taken up.
class DecodedSource final : public Source {
 public:
  DecodedSource(std::unique_ptr<Source> raw, Encoding encoding, bool given)
      : raw_(std::move(raw)), encoding_(encoding), given_(given) {
    if (*IcuName(encoding) != '\0') legacy_.emplace(encoding);
  }

  Result<std::size_t> Read(char* out, std::size_t capacity) override {
    if (Status begun = SkipBom(); !begun) return begun.error();
    std::size_t got = 0;
    while (got < capacity) {
      if (pending_at_ < pending_.size()) {
        got += Drain(out + got, capacity - got);
        continue;
      }
      if (at_end_) break;
      Result<std::size_t> n = raw_position_ >= altered_from_ ? DecodePiece()
                              : capacity - got < kSmallestDirect
                                  ? ReadAhead()
                                  : PassThrough(out + got, capacity - got);
      if (!n) return n.error();
      got += *n;
    }
    return got;
  }

  Status Seek(std::uint64_t offset) override {
    if (offset == 0) repairs_ = {};
    const Mark from = MarkBefore(offset);
    if (Status moved = Restart(from); !moved) return moved.error();
    return PassOver(*this, offset - from.decoded);
  }

  std::uint64_t size() const override {
    if (altered_from_ != kNever || raw_->size() == kUnknownSize) return kUnknownSize;
    return raw_->size() - std::min(raw_->size(), bom_);
  }
  const std::string& name() const override { return raw_->name(); }
  std::string_view text_of() const override { return raw_->text_of(); }
  Repairs repairs() const override { return repairs_; }

 private:
  static constexpr std::size_t kSmallestDirect = 4096;
  static constexpr std::size_t kPiece = std::size_t{64} * 1024;

  // A place where decoding can be taken up: no character is under way there.
  struct Mark {
    std::uint64_t decoded = 0;
    std::uint64_t raw = 0;
  };

  std::size_t Drain(char* out, std::size_t capacity) {
    const std::size_t n = std::min(capacity, pending_.size() - pending_at_);
    std::memcpy(out, pending_.data() + pending_at_, n);
    pending_at_ += n;
    return n;
  }

  // What was carried over and fresh bytes; sets at_end_ when the raw source is exhausted.
  Result<std::size_t> ReadRaw(char* out, std::size_t capacity) {
    const std::size_t old = carry_.size();
    std::memcpy(out, carry_.data(), old);
    Result<std::size_t> n = raw_->Read(out + old, capacity - old);
    if (!n) return n.error();
    if (*n == 0) at_end_ = true;
    carry_.clear();
    return old + *n;
  }

  // Reads UTF-8 straight to the caller. At the first ill-formed byte it stops for good and leaves
  // the rest to DecodePiece. May return 0 before the end.
  Result<std::size_t> PassThrough(char* out, std::size_t capacity) {
    const std::uint64_t left = altered_from_ - raw_position_;
    if (left < capacity) capacity = static_cast<std::size_t>(left);
    Result<std::size_t> n = ReadRaw(out, std::max<std::size_t>(capacity, carry_.size()));
    if (!n) return n.error();
    const std::string_view piece(out, *n);
    std::size_t used = piece.size() - (at_end_ ? 0 : IncompleteTail(piece));
    if (!IsUtf8(piece.substr(0, used))) {
      used = ValidPrefix(piece.substr(0, used));
      altered_from_ = raw_position_ + used;
      at_end_ = false;
      if (Status back = raw_->Seek(altered_from_); !back) return back.error();
    } else {
      carry_.assign(piece.substr(used));
    }
    seen_multibyte_ = seen_multibyte_ || !IsAscii(piece.substr(0, used));
    if (only_returns_) std::replace(out, out + used, '\r', '\n');
    raw_position_ += used;
    decoded_position_ += used;
    clean_until_ = std::max(clean_until_, decoded_position_);
    return used;
  }

  // The same for callers that ask for few bytes.
  Result<std::size_t> ReadAhead() {
    pending_.resize(kSmallestDirect);
    pending_at_ = 0;
    Result<std::size_t> n = PassThrough(pending_.data(), pending_.size());
    if (!n) return n.error();
    pending_.resize(*n);
    return std::size_t{0};
  }

  // Decodes the next raw piece into pending_. Returns 0: nothing went to the caller's buffer.
  Result<std::size_t> DecodePiece() {
    piece_.resize(kPiece);
    Result<std::size_t> n = ReadRaw(piece_.data(), kPiece);
    if (!n) return n.error();
    if (marks_.empty() || raw_position_ > marks_.back().raw) {
      marks_.push_back({decoded_position_, raw_position_});
    }
    const std::string_view piece(piece_.data(), *n);
    pending_.clear();
    pending_at_ = 0;
    const std::size_t used = Decode(piece);
    if (only_returns_) std::replace(pending_.begin(), pending_.end(), '\r', '\n');
    carry_.assign(piece.substr(used));
    raw_position_ += used;
    decoded_position_ += pending_.size();
    return std::size_t{0};
  }

  // Appends `piece` to pending_ and says how much of it was used.
  std::size_t Decode(std::string_view piece) {
    if (encoding_ == Encoding::kUtf16Le || encoding_ == Encoding::kUtf16Be) {
      return AppendUtf16(piece, encoding_ == Encoding::kUtf16Be, at_end_, &pending_,
                         &repairs_.replaced);
    }
    if (legacy_) return legacy_->Append(piece, at_end_, &pending_, &repairs_.replaced);
    if (encoding_ == Encoding::kWindows1252 && given_) {
      AppendWindows1252(piece, &pending_, &repairs_.replaced);
      return piece.size();
    }
    const std::size_t used = piece.size() - (at_end_ ? 0 : IncompleteTail(piece));
    const std::string_view whole = piece.substr(0, used);
    // All ASCII until the first odd byte: the guess made from the file's head is still open, and a
    // file that was damaged or joined from two may change its mind between pieces.
    if (!given_ && !seen_multibyte_ && IsRatherWindows1252(whole)) {
      repairs_.assumed_windows_1252 = true;
      AppendWindows1252(whole, &pending_, &repairs_.replaced);
    } else {
      pending_ = RepairUtf8(whole, &repairs_.replaced);
    }
    return used;
  }

  Mark MarkBefore(std::uint64_t offset) const {
    // Up to the first change decoded and raw places agree.
    if (offset <= clean_until_) return {offset, offset + bom_};
    const auto after = std::upper_bound(
        marks_.begin(), marks_.end(), offset,
        [](std::uint64_t value, const Mark& mark) { return value < mark.decoded; });
    return after == marks_.begin() ? Mark{0, bom_} : *std::prev(after);
  }

  Status Restart(const Mark& mark) {
    carry_.clear();
    pending_.clear();
    pending_at_ = 0;
    at_end_ = false;
    decoded_position_ = mark.decoded;
    raw_position_ = mark.raw;
    return raw_->Seek(mark.raw);
  }

  // Looks for a BOM and for line ends once, at the first read.
  Status SkipBom() {
    if (begun_) return Done{};
    begun_ = true;
    Result<std::string> head = ReadHead(*raw_, kPiece);
    if (!head) return head.error();
    only_returns_ = HasOnlyReturns(*head);
    raw_position_ = bom_ = BomLength(*head, encoding_);
    if (encoding_ != Encoding::kUtf8) altered_from_ = bom_;
    return raw_->Seek(bom_);
  }

  std::unique_ptr<Source> raw_;
  Encoding encoding_;
  bool given_;  // by the user, so no guess
  std::optional<LegacyDecoder> legacy_;
  bool only_returns_ = false;  // lines end in CR alone
  bool begun_ = false;
  bool at_end_ = false;          // the raw source is exhausted
  bool seen_multibyte_ = false;  // in the untouched part
  std::string carry_;            // an incomplete character at the end of the last piece
  std::string pending_;          // decoded, from pending_at_ on not yet handed out
  std::size_t pending_at_ = 0;
  std::string piece_;
  std::uint64_t bom_ = 0;
  std::uint64_t raw_position_ = 0;       // decoded so far, in raw bytes
  std::uint64_t decoded_position_ = 0;   // decoded so far
  std::uint64_t clean_until_ = 0;        // how far decoded and raw places are known to agree
  std::uint64_t altered_from_ = kNever;  // raw place of the first change
  std::vector<Mark> marks_;              // one per decoded piece
  Repairs repairs_;
};

}  // namespace

std::unique_ptr<Source> DecodingSource(std::unique_ptr<Source> raw, Encoding encoding, bool given) {
  return std::make_unique<DecodedSource>(std::move(raw), encoding, given);
}

}  // namespace ebb
