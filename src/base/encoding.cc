#include "base/encoding.h"

#include <utility>

#include "base/text_util.h"
#include "base/utf8.h"

namespace ebb {
namespace {

struct Known {
  Encoding encoding;
  std::string_view name;
  const char* icu;             // nullptr: decoded here
  std::string_view also = {};  // other names, as Plain() has them, between blanks
};

constexpr Known kKnown[] = {
    {Encoding::kUtf8, "UTF-8", nullptr},
    {Encoding::kUtf16Le, "UTF-16 (little endian)", nullptr, " utf16 utf16le ucs2 "},
    {Encoding::kUtf16Be, "UTF-16 (big endian)", nullptr, " utf16be "},
    {Encoding::kWindows1252, "Windows-1252", nullptr, " cp1252 latin1 iso88591 ansi "},
    {Encoding::kGb18030, "GB18030", "gb18030", " gbk gb2312 cp936 windows936 "},
    {Encoding::kBig5, "Big5", "windows-950-2000", " cp950 windows950 "},
    {Encoding::kCp949, "CP949", "windows-949-2000", " euckr uhc windows949 ksc5601 "},
    {Encoding::kShiftJis, "Shift-JIS", "ibm-943_P15A-2003", " sjis cp932 windows31j windows932 "},
    {Encoding::kEucJp, "EUC-JP", "EUC-JP"},
    {Encoding::kCp874, "CP874", "windows-874-2000", " windows874 tis620 iso885911 "},
    {Encoding::kWindows1250, "Windows-1250", "windows-1250", " cp1250 "},
    {Encoding::kWindows1251, "Windows-1251", "windows-1251", " cp1251 "},
    {Encoding::kWindows1253, "Windows-1253", "windows-1253", " cp1253 "},
    {Encoding::kWindows1254, "Windows-1254", "windows-1254", " cp1254 iso88599 "},
    {Encoding::kWindows1255, "Windows-1255", "windows-1255", " cp1255 "},
    {Encoding::kWindows1256, "Windows-1256", "windows-1256", " cp1256 "},
    {Encoding::kWindows1257, "Windows-1257", "windows-1257", " cp1257 "},
    {Encoding::kWindows1258, "Windows-1258", "windows-1258", " cp1258 "},
    {Encoding::kKoi8R, "KOI8-R", "KOI8-R"},
};

// Letters and digits alone, in lower case.
std::string Plain(std::string_view name) {
  std::string plain;
  for (const char c : LowerAscii(name)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) plain.push_back(c);
  }
  return plain;
}

// NUL bytes at even and odd places of `head`.
std::pair<std::size_t, std::size_t> CountNuls(std::string_view head) {
  std::pair<std::size_t, std::size_t> nuls;
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == '\0') ++(i % 2 == 0 ? nuls.first : nuls.second);
  }
  return nuls;
}

bool IsStrangeControl(unsigned char byte) {
  if (byte >= 0x20) return byte == 0x7f;
  return byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != '\v' &&
         byte != 0x1b;
}

}  // namespace

std::string_view EncodingName(Encoding encoding) {
  for (const Known& known : kKnown) {
    if (known.encoding == encoding) return known.name;
  }
  return "";
}

std::optional<Encoding> ParseEncoding(std::string_view name) {
  const std::string plain = Plain(name);
  if (plain.empty()) return std::nullopt;
  for (const Known& known : kKnown) {
    if (Plain(known.name) == plain) return known.encoding;
    if (known.also.find(" " + plain + " ") != known.also.npos) return known.encoding;
  }
  return std::nullopt;
}

std::string EncodingNames() {
  std::string names = "UTF-8, UTF-16LE, UTF-16BE";
  for (const Known& known : kKnown) {
    if (known.encoding >= Encoding::kWindows1252) names += ", " + std::string(known.name);
  }
  return names;
}

const char* IcuName(Encoding encoding) {
  for (const Known& known : kKnown) {
    if (known.encoding == encoding && known.icu != nullptr) return known.icu;
  }
  return "";
}

Encoding GuessEncoding(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) return Encoding::kUtf8;
  if (head.starts_with("\xFF\xFE")) return Encoding::kUtf16Le;
  if (head.starts_with("\xFE\xFF")) return Encoding::kUtf16Be;
  const auto [even, odd] = CountNuls(head);
  const std::size_t half = head.size() / 2;
  if (half >= 4 && odd * 10 >= half * 4 && even * 20 <= half) return Encoding::kUtf16Le;
  if (half >= 4 && even * 10 >= half * 4 && odd * 20 <= half) return Encoding::kUtf16Be;
  return IsRatherWindows1252(head) ? Encoding::kWindows1252 : Encoding::kUtf8;
}

// In the languages of Western Europe a letter with an accent stands among plain ones.
bool IsForeignToWindows1252(std::string_view head) {
  std::size_t alone = 0, together = 0;
  for (std::size_t at = 0; at < head.size();) {
    std::size_t run = 0;
    bool all_one = true;  // a line of dashes says nothing
    while (at + run < head.size() && ByteAt(head, at + run) >= 0x80) {
      all_one = all_one && head[at + run] == head[at];
      ++run;
    }
    if (run < 3) {
      alone += run;
    } else if (!all_one) {
      together += run;
    }
    at += run + 1;
  }
  return together > alone;
}

bool IsRatherWindows1252(std::string_view text) {
  const Utf8Census census = TakeCensus(text);
  return census.ill_formed > 0 && census.multibyte < census.ill_formed;
}

bool LooksBinary(std::string_view head) {
  const Encoding encoding = GuessEncoding(head);
  if (encoding == Encoding::kUtf16Le || encoding == Encoding::kUtf16Be) return false;
  std::size_t strange = 0;
  for (std::size_t i = 0; i < head.size(); ++i) strange += IsStrangeControl(ByteAt(head, i));
  // A few NULs or control characters occur in chats; one byte in twenty does not.
  return strange >= 8 && strange * 20 > head.size();
}

}  // namespace ebb
