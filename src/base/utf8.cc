#include "base/utf8.h"

#include <simdjson.h>

#include <algorithm>

namespace ebb {
namespace {

// How a sequence that starts with `lead` must go on (Unicode 15, table 3-7).
struct Sequence {
  std::size_t length = 0;  // 0 = no sequence starts with this byte
  unsigned char second_low = 0x80, second_high = 0xbf;
};

Sequence SequenceOf(unsigned char lead) {
  if (lead < 0x80) return {1};
  if (lead < 0xc2) return {0};
  if (lead < 0xe0) return {2};
  if (lead == 0xe0) return {3, 0xa0, 0xbf};
  if (lead == 0xed) return {3, 0x80, 0x9f};
  if (lead < 0xf0) return {3};
  if (lead == 0xf0) return {4, 0x90, 0xbf};
  if (lead < 0xf4) return {4};
  if (lead == 0xf4) return {4, 0x80, 0x8f};
  return {0};
}

struct Step {
  std::size_t length = 1;  // bytes of the character or of the ill-formed part
  bool valid = false;
  bool cut = false;  // the text ends inside what could be a character
};

// One character or maximal ill-formed part at `at`. REQUIRES: at < text.size().
Step StepAt(std::string_view text, std::size_t at) {
  const Sequence sequence = SequenceOf(ByteAt(text, at));
  if (sequence.length == 0) return {1, false, false};
  for (std::size_t i = 1; i < sequence.length; ++i) {
    if (at + i == text.size()) return {i, false, true};
    const unsigned char low = i == 1 ? sequence.second_low : 0x80;
    const unsigned char high = i == 1 ? sequence.second_high : 0xbf;
    const unsigned char byte = ByteAt(text, at + i);
    if (byte < low || byte > high) return {i, false, false};
  }
  return {sequence.length, true, false};
}

}  // namespace

bool IsUtf8(std::string_view text) { return simdjson::validate_utf8(text.data(), text.size()); }

std::size_t IncompleteTail(std::string_view text) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
    const std::size_t at = text.size() - back;
    if ((ByteAt(text, at) & 0xc0) == 0x80) continue;
    return StepAt(text, at).cut ? back : 0;
  }
  return 0;
}

std::size_t ValidPrefix(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const Step step = StepAt(text, at);
    if (!step.valid) break;
    at += step.length;
  }
  return at;
}

Utf8Census TakeCensus(std::string_view text) {
  Utf8Census census;
  for (std::size_t at = 0; at < text.size();) {
    const Step step = StepAt(text, at);
    if (step.valid && step.length > 1) ++census.multibyte;
    if (!step.valid && !step.cut) ++census.ill_formed;
    at += step.length;
  }
  return census;
}

std::string RepairUtf8(std::string_view text, std::uint64_t* repaired) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Step step = StepAt(text, at);
    if (step.valid) {
      out.append(text.substr(at, step.length));
    } else {
      out.append(kReplacementCharacter);
      ++*repaired;
    }
    at += step.length;
  }
  return out;
}

}  // namespace ebb
