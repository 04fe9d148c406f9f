// Plain values and texts end to end as bytes, and back: for what a build keeps for itself alone.
// Taking REQUIRES bytes put in the same order by the same build; texts are views of them. No
// errors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace ebb {

inline void PutBytes(const void* from, std::size_t size, std::string* out) {
  out->append(static_cast<const char*>(from), size);
}
inline void TakeBytes(void* to, std::size_t size, std::string_view* in) {
  std::memcpy(to, in->data(), size);
  in->remove_prefix(size);
}

template <typename Value>
void PutValue(const Value& value, std::string* out) {
  static_assert(std::is_trivially_copyable_v<Value>);
  PutBytes(&value, sizeof value, out);
}
template <typename Value>
void TakeValue(Value* value, std::string_view* in) {
  static_assert(std::is_trivially_copyable_v<Value>);
  TakeBytes(value, sizeof *value, in);
}

// Below 4 GiB.
inline void PutText(std::string_view text, std::string* out) {
  PutValue(static_cast<std::uint32_t>(text.size()), out);
  out->append(text);
}
inline std::string_view TakeText(std::string_view* in) {
  std::uint32_t size = 0;
  TakeValue(&size, in);
  const std::string_view text = in->substr(0, size);
  in->remove_prefix(size);
  return text;
}

}  // namespace ebb
