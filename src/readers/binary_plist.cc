#include "readers/binary_plist.h"

#include <bit>

#include "readers/byte_order.h"

namespace ebb {
namespace {

constexpr std::size_t kTrailer = 32;
constexpr unsigned kInteger = 1, kReal = 2, kData = 4, kAscii = 5, kArray = 10, kDictionary = 13;

}  // namespace

std::optional<BinaryPlist> BinaryPlist::Parse(std::string_view bytes) {
  if (!bytes.starts_with("bplist00") || bytes.size() < 8 + kTrailer) return std::nullopt;
  const std::string_view trailer = bytes.substr(bytes.size() - kTrailer);
  BinaryPlist list;
  list.bytes_ = bytes.substr(0, bytes.size() - kTrailer);
  list.offset_size_ = BigEndian(trailer, 6, 1);
  list.reference_size_ = BigEndian(trailer, 7, 1);
  list.objects_ = BigEndian(trailer, 8, 8);
  list.root_ = BigEndian(trailer, 16, 8);
  list.table_ = BigEndian(trailer, 24, 8);
  const auto is_width = [](std::uint64_t width) { return width >= 1 && width <= 8; };
  if (!is_width(list.offset_size_) || !is_width(list.reference_size_)) return std::nullopt;
  if (list.table_ > list.bytes_.size()) return std::nullopt;
  if (list.objects_ > (list.bytes_.size() - list.table_) / list.offset_size_) return std::nullopt;
  if (list.root_ >= list.objects_) return std::nullopt;
  return list;
}

std::optional<BinaryPlist::Token> BinaryPlist::At(Object object) const {
  if (object >= objects_) return std::nullopt;
  std::uint64_t at = BigEndian(bytes_, table_ + object * offset_size_, offset_size_);
  if (at >= table_) return std::nullopt;
  const unsigned mark = static_cast<unsigned char>(bytes_[at++]);
  Token token;
  token.kind = mark >> 4;
  token.count = mark & 15;
  // Fifteen means that the count follows as an integer of its own.
  if (token.count == 15 && token.kind >= kData) {
    if (at >= table_) return std::nullopt;
    const unsigned size_mark = static_cast<unsigned char>(bytes_[at++]);
    const std::uint64_t width = std::uint64_t{1} << (size_mark & 15);
    if (size_mark >> 4 != kInteger || width > 8 || at + width > table_) return std::nullopt;
    token.count = BigEndian(bytes_, at, width);
    at += width;
  }
  token.content = bytes_.substr(at, table_ - at);
  return token;
}

std::vector<BinaryPlist::Object> BinaryPlist::References(const Token& token, std::uint64_t begin,
                                                         std::uint64_t count) const {
  // Objects may be shared, so a small file could hold lists without end.
  constexpr std::uint64_t kMostElements = 1000;
  std::vector<Object> out;
  const std::uint64_t room = token.content.size() / reference_size_;
  if (count > kMostElements || count > room || begin > room - count) return out;
  for (std::uint64_t i = begin; i < begin + count; ++i) {
    out.push_back(BigEndian(token.content, i * reference_size_, reference_size_));
  }
  return out;
}

std::optional<BinaryPlist::Object> BinaryPlist::Get(Object object, std::string_view key) const {
  const std::optional<Token> token = At(object);
  if (!token || token->kind != kDictionary) return std::nullopt;
  const std::vector<Object> keys = References(*token, 0, token->count);
  const std::vector<Object> values = Values(object);
  for (std::size_t i = 0; i < keys.size() && i < values.size(); ++i) {
    if (Data(keys[i]) == key) return values[i];
  }
  return std::nullopt;
}

std::vector<BinaryPlist::Object> BinaryPlist::List(Object object) const {
  const std::optional<Token> token = At(object);
  if (!token || token->kind != kArray) return {};
  return References(*token, 0, token->count);
}

std::vector<BinaryPlist::Object> BinaryPlist::Values(Object object) const {
  const std::optional<Token> token = At(object);
  if (!token || token->kind != kDictionary) return {};
  return References(*token, token->count, token->count);
}

std::string_view BinaryPlist::Data(Object object) const {
  const std::optional<Token> token = At(object);
  if (!token || (token->kind != kData && token->kind != kAscii)) return {};
  if (token->count > token->content.size()) return {};
  return token->content.substr(0, token->count);
}

std::optional<double> BinaryPlist::Number(Object object) const {
  const std::optional<Token> token = At(object);
  if (!token || token->count > 3) return std::nullopt;
  const std::uint64_t width = std::uint64_t{1} << token->count;
  if (width > token->content.size()) return std::nullopt;
  const std::uint64_t value = BigEndian(token->content, 0, width);
  if (token->kind == kInteger) return static_cast<double>(static_cast<std::int64_t>(value));
  if (token->kind != kReal || width < 4) return std::nullopt;
  if (width == 4) return std::bit_cast<float>(static_cast<std::uint32_t>(value));
  return std::bit_cast<double>(value);
}

}  // namespace ebb
