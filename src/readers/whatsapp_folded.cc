#include "readers/whatsapp_folded.h"

#include "readers/whatsapp_text.h"

namespace ebb::whatsapp {
namespace {

char FoldChar(char32_t c) {
  if (const int digit = DigitValue(c); digit >= 0) return static_cast<char>('0' + digit);
  if (IsSpace(c)) return ' ';
  if (c == 0x060C || c == 0xFF0C || c == 0x3001) return ',';
  if (c == 0x2013 || c == 0x2014) return '-';
  if (c == 0xFF1A || c == 0x2236) return ':';
  return '\0';
}

}  // namespace

void FoldHead(std::string_view line, FoldedLine* folded) {
  std::size_t position = 0;
  while (position < line.size() && folded->size < kLongestHead && position < 200) {
    const std::size_t begin = position;
    const char byte = line[position];
    if (byte == '\n' || byte == '\r') break;
    const char32_t c = Decode(line, &position);
    if (IsMark(c)) continue;
    const char plain = c < 0x80 && c != '\t' ? byte : FoldChar(c);
    for (std::size_t i = begin; i < (plain != '\0' ? begin + 1 : position); ++i) {
      folded->at[folded->size] = static_cast<std::uint8_t>(begin);
      folded->past[folded->size] = static_cast<std::uint8_t>(position);
      folded->text[folded->size++] = plain != '\0' ? plain : line[i];
    }
  }
}

}  // namespace ebb::whatsapp
