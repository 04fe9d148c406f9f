// Writes tar archives for tests: honest ones, and ones that lie.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace ebb {

struct TarItem {
  std::string name, bytes = {};
  char type = '0';
  std::string prefix = {};      // of the name, as POSIX has it
  std::string size_field = {};  // as it is, instead of digits
  bool wrong_sum = false;
  bool gnu = false;  // GNU's magic: there is no prefix
};

class TarBuilder {
 public:
  static std::string Build(const std::vector<TarItem>& items, bool ended = true) {
    std::string out;
    for (const TarItem& item : items) {
      std::string header = Header(item);
      out += header + item.bytes;
      out.resize((out.size() + 511) / 512 * 512);
    }
    if (ended) out.append(1024, '\0');
    return out;
  }

  // A record of a pax header, which counts itself.
  static std::string Pax(const std::string& key, const std::string& value) {
    const std::string rest = " " + key + "=" + value + "\n";
    std::size_t length = rest.size();
    while (std::to_string(length).size() + rest.size() != length) ++length;
    return std::to_string(length) + rest;
  }

  // A size as bits, for what digits cannot say.
  static std::string Bits(std::uint64_t size) {
    std::string field(12, '\0');
    for (int i = 11; i > 0; --i, size >>= 8)
      field[static_cast<std::size_t>(i)] = static_cast<char>(size);
    field[0] = static_cast<char>(0x80);
    return field;
  }

 private:
  static void Put(std::string* header, std::size_t at, std::string_view text) {
    header->replace(at, text.size(), text);
  }
  static std::string Octal(std::uint64_t value, int digits) {
    char text[24];
    std::snprintf(text, sizeof text, "%0*llo", digits, static_cast<unsigned long long>(value));
    return text;
  }
  static std::string Header(const TarItem& item) {
    std::string header(512, '\0');
    Put(&header, 0, std::string_view(item.name).substr(0, 100));
    Put(&header, 100, "0000644");
    Put(&header, 124, item.size_field.empty() ? Octal(item.bytes.size(), 11) : item.size_field);
    Put(&header, 148, "        ");
    header[156] = item.type;
    Put(&header, 257,
        item.gnu ? std::string_view("ustar  \0", 8) : std::string_view("ustar\00000", 8));
    Put(&header, 345, item.prefix);
    unsigned sum = item.wrong_sum ? 1 : 0;
    for (const char c : header) sum += static_cast<unsigned char>(c);
    Put(&header, 148, Octal(sum, 6) + std::string("\0 ", 2));
    return header;
  }
};

}  // namespace ebb
