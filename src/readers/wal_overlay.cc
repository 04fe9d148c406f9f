#include "readers/wal_overlay.h"

#include <string_view>
#include <utility>
#include <vector>

#include "readers/byte_order.h"

namespace ebb {
namespace {

constexpr std::size_t kLogHeader = 32, kFrameHeader = 24;

// Nearly all numbers of a log are of four bytes.
std::uint32_t Big(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint32_t>(BigEndian(bytes, at, 4));
}

std::uint32_t Little(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint32_t>(LittleEndian(bytes, at, 4));
}

}  // namespace

Result<std::unique_ptr<WalOverlay>> WalOverlay::Open(std::unique_ptr<Source> log,
                                                     std::uint32_t page_size) {
  std::unique_ptr<WalOverlay> overlay(new WalOverlay);
  overlay->log_ = std::move(log);
  if (Status indexed = overlay->Index(page_size); !indexed) return indexed.error();
  if (overlay->pages_ == 0) overlay.reset();
  return overlay;
}

void WalOverlay::AddTo(Sum* sum, std::string_view bytes) const {
  for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
    const auto word = [&](std::size_t place) {
      return big_endian_sums_ ? Big(bytes, place) : Little(bytes, place);
    };
    sum->first += word(at) + sum->second;
    sum->second += word(at + 4) + sum->first;
  }
}

Status WalOverlay::Index(std::uint32_t page_size) {
  if (Status start = log_->Seek(0); !start) return start.error();
  std::string frame(kFrameHeader + page_size, '\0');
  Result<std::size_t> n = log_->Read(frame.data(), kLogHeader);
  if (!n) return n.error();
  const std::string header = frame.substr(0, kLogHeader);
  if (*n < kLogHeader || (Big(header, 0) & ~1u) != 0x377f0682u || Big(header, 8) != page_size) {
    return Done{};
  }
  big_endian_sums_ = (Big(header, 0) & 1) != 0;
  Sum sum;
  AddTo(&sum, std::string_view(header).substr(0, 24));
  if (sum != Sum{Big(header, 24), Big(header, 28)}) return Done{};

  std::vector<std::pair<std::uint64_t, std::uint64_t>> pending;
  for (std::uint64_t offset = kLogHeader;; offset += frame.size()) {
    n = log_->Read(frame.data(), frame.size());
    if (!n) return n.error();
    if (*n < frame.size()) return Done{};
    const std::string_view bytes = frame;
    if (bytes.substr(8, 8) != std::string_view(header).substr(16, 8)) return Done{};
    AddTo(&sum, bytes.substr(0, 8));
    AddTo(&sum, bytes.substr(kFrameHeader));
    if (sum != Sum{Big(bytes, 16), Big(bytes, 20)}) return Done{};
    pending.emplace_back(Big(bytes, 0), offset + kFrameHeader);
    if (Big(bytes, 4) == 0) continue;
    pages_ = Big(bytes, 4);
    for (const auto& [page, place] : pending) places_[page] = place;
    pending.clear();
  }
}

std::optional<Result<bool>> WalOverlay::Read(std::uint64_t page, std::uint64_t inside, char* out,
                                             std::size_t count) {
  const auto found = places_.find(page);
  if (found == places_.end()) return std::nullopt;
  if (Status moved = log_->Seek(found->second + inside); !moved) {
    return Result<bool>(moved.error());
  }
  const Result<std::size_t> n = log_->Read(out, count);
  if (!n) return Result<bool>(n.error());
  if (*n < count) {
    return Result<bool>(
        Error{ErrorKind::kInput, log_->name() + ": changed while it was being read; run again"});
  }
  return Result<bool>(true);
}

}  // namespace ebb
