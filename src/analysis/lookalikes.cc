#include "analysis/lookalikes.h"

#include <fmt/format.h>
#include <unicode/unistr.h>
#include <unicode/uspoof.h>

#include <map>
#include <memory>

#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::size_t kMostNames = 2000;

struct CloseChecker {
  void operator()(USpoofChecker* checker) const { uspoof_close(checker); }
};

// The name as the eye sees it: no marks, case, or blanks; letters of all alphabets that look alike
// made one.
std::string Skeleton(const USpoofChecker* checker, std::string_view name) {
  const icu::UnicodeString lower =
      icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())})
          .foldCase();
  icu::UnicodeString skeleton;
  UErrorCode error = U_ZERO_ERROR;
  uspoof_getSkeletonUnicodeString(checker, 0, lower, skeleton, &error);
  if (U_FAILURE(error)) skeleton = lower;
  std::string text, shown;
  skeleton.foldCase().toUTF8String(text);
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, &at);
    const bool hidden = c == ' ' || c == 0xa0 || (c >= 0x2000 && c <= 0x200f) ||
                        (c >= 0x2028 && c <= 0x202f) || (c >= 0x2060 && c <= 0x2069) ||
                        c == 0xfeff || c == '~';
    if (!hidden) AppendUtf8(c, &shown);
  }
  return shown;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> LookAlikes(
    const std::vector<Participant>& participants) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<USpoofChecker, CloseChecker> checker(uspoof_open(&error));
  std::vector<std::pair<std::string, std::string>> pairs;
  if (U_FAILURE(error)) return pairs;
  std::map<std::string, std::string> seen;
  for (const Participant& person : participants) {
    if (person.messages == 0 || seen.size() >= kMostNames) continue;
    const std::string skeleton = Skeleton(checker.get(), person.name);
    if (skeleton.empty()) continue;
    const auto [known, fresh] = seen.emplace(skeleton, person.name);
    if (!fresh) pairs.emplace_back(known->second, person.name);
  }
  return pairs;
}

std::string LookAlikeNote(const std::vector<Participant>& participants) {
  const auto pairs = LookAlikes(participants);
  if (pairs.empty()) return {};
  const auto& [first, second] = pairs.front();
  const std::string more =
      pairs.size() > 1 ? fmt::format(" (and {} more such pairs)", pairs.size() - 1) : "";
  if (first == second) {
    return fmt::format(
        "two senders are called \"{}\"{}; if they are one person, merge them by "
        "number or id: --alias \"{}=NUMBER,NUMBER\"",
        first, more, first);
  }
  return fmt::format("\"{}\" and \"{}\" look alike{}; if they are one person: --alias \"{}={}\"",
                     first, second, more, first, second);
}

}  // namespace ebb
