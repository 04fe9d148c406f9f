#include "report/display_width.h"

#include <algorithm>
#include <iterator>

#include "base/text_util.h"

namespace ebb {
namespace {

struct Span {
  char32_t first, last;
};

constexpr Span kNone[] = {{0x0300, 0x036F},   {0x0483, 0x0489},  {0x0591, 0x05BD}, {0x0610, 0x061A},
                          {0x064B, 0x065F},   {0x0900, 0x0902},  {0x093C, 0x093C}, {0x0941, 0x0948},
                          {0x094D, 0x094D},   {0x0E31, 0x0E31},  {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E},
                          {0x1AB0, 0x1AFF},   {0x1DC0, 0x1DFF},  {0x200B, 0x200F}, {0x2060, 0x2064},
                          {0x20D0, 0x20FF},   {0xFE00, 0xFE0F},  {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF},
                          {0x1F3FB, 0x1F3FF}, {0xE0100, 0xE01EF}};
constexpr Span kWide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23EC},   {0x2614, 0x2615},  {0x2648, 0x2653},
    {0x26A1, 0x26A1},   {0x26BD, 0x26BE},   {0x2705, 0x2705},   {0x2728, 0x2728},  {0x274C, 0x274C},
    {0x2753, 0x2755},   {0x2795, 0x2797},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},  {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},  {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF}, {0x20000, 0x3FFFD}};

template <std::size_t N>
bool Contains(const Span (&spans)[N], char32_t c) {
  return std::any_of(std::begin(spans), std::end(spans),
                     [c](const Span& span) { return c >= span.first && c <= span.last; });
}

int Columns(char32_t c) {
  if (c < 0x300) return 1;
  if (Contains(kNone, c)) return 0;
  return Contains(kWide, c) ? 2 : 1;
}

}  // namespace

int DisplayWidth(std::string_view text) {
  int width = 0;
  for (std::size_t at = 0; at < text.size();) width += Columns(NextCodePoint(text, &at));
  return width;
}

std::string FitDisplay(std::string_view text, int columns) {
  if (DisplayWidth(text) <= columns) return std::string(text);
  int width = 0;
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size(); end = at) {
    width += Columns(NextCodePoint(text, &at));
    if (width > columns - 1) break;
  }
  return std::string(text.substr(0, end)) + "…";
}

std::string PadDisplay(std::string_view text, int columns) {
  std::string out = FitDisplay(text, std::max(1, columns - 1));
  const int missing = columns - DisplayWidth(out);
  out.append(static_cast<std::size_t>(std::max(0, missing)), ' ');
  return out;
}

}  // namespace ebb
