#include "readers/typedstream.h"

#include <cstdint>

namespace ebb {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kStreamHead = "\x04\x0bstreamtyped"sv;
constexpr std::string_view kStringFollows = "\x84\x01+"sv;  // type "+": bytes with a length before
constexpr std::string_view kAfterString = "\x86\x84"sv;     // end of the object, next one

// A number: one byte, or a mark and two or four bytes, low byte first.
std::optional<std::size_t> ReadLength(std::string_view* in) {
  if (in->empty()) return std::nullopt;
  const auto first = static_cast<unsigned char>(in->front());
  in->remove_prefix(1);
  if (first < 0x80) return first;
  const std::size_t bytes = first == 0x81 ? 2 : first == 0x82 ? 4 : 0;
  if (bytes == 0 || in->size() < bytes) return std::nullopt;
  std::size_t length = 0;
  for (std::size_t i = bytes; i-- > 0;) length = length << 8 | static_cast<unsigned char>((*in)[i]);
  in->remove_prefix(bytes);
  return length;
}

}  // namespace

std::optional<std::string_view> TypedstreamText(std::string_view archive) {
  if (!archive.starts_with(kStreamHead)) return std::nullopt;
  std::string_view rest = archive.substr(kStreamHead.size());
  // The class may be NSMutableString; its parent NSString is always named, too.
  const std::size_t name = rest.find("NSString"sv);
  if (name == rest.npos) return std::nullopt;
  rest.remove_prefix(name);
  const std::size_t start = rest.find(kStringFollows);
  if (start == rest.npos) return std::nullopt;
  rest.remove_prefix(start + kStringFollows.size());
  const std::optional<std::size_t> length = ReadLength(&rest);
  if (!length) return std::nullopt;
  if (*length <= rest.size()) return rest.substr(0, *length);
  return rest.substr(0, rest.find(kAfterString));
}

}  // namespace ebb
