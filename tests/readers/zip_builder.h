// Writes zip archives for tests: honest ones, and ones that lie.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ebb {

inline std::uint32_t Crc32(std::string_view bytes) {
  std::uint32_t crc = 0xffffffff;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int i = 0; i < 8; ++i) crc = (crc >> 1) ^ (0xedb88320 & (0u - (crc & 1)));
  }
  return ~crc;
}

struct ZipItem {
  std::string name, bytes;  // stored as they are, unless `method` says that they are deflated
  int method = 0;           // 0 stored, 8 deflated
  std::uint32_t size = 0;   // 0: that of `bytes`
  std::uint16_t flags = 0;  // 1 encrypted, 0x800 the name is UTF-8
  int same_body_as = -1;    // an earlier item whose local header is used again
  bool wrong_checksum = false;
  std::uint32_t checksum = 0;  // 0: that of `bytes`
};

class ZipBuilder {
 public:
  static void Put(std::string* out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out->push_back(static_cast<char>(value >> (8 * i)));
  }

  static std::string Build(const std::vector<ZipItem>& items, std::string_view comment = "") {
    std::string out, directory;
    std::vector<std::uint64_t> offsets;
    for (const ZipItem& item : items) {
      const bool shared = item.same_body_as >= 0;
      offsets.push_back(shared ? offsets[static_cast<std::size_t>(item.same_body_as)] : out.size());
      if (!shared) {
        out += "PK\x03\x04";
        Fields(item, &out);
        out += item.name + item.bytes;
      }
      directory += "PK\x01\x02";
      Put(&directory, 20, 2);
      Fields(item, &directory);
      Put(&directory, 0, 2);  // comment
      Put(&directory, 0, 2);  // disk
      Put(&directory, 0, 2);
      Put(&directory, 0, 4);
      Put(&directory, offsets.back(), 4);
      directory += item.name;
    }
    const std::uint64_t start = out.size();
    out += directory + "PK\x05\x06";
    Put(&out, 0, 4);
    Put(&out, items.size(), 2);
    Put(&out, items.size(), 2);
    Put(&out, directory.size(), 4);
    Put(&out, start, 4);
    Put(&out, comment.size(), 2);
    return out.append(comment);
  }

 private:
  // What local and central headers share, from the version needed to the length of the extra field.
  static void Fields(const ZipItem& item, std::string* out) {
    Put(out, 20, 2);
    Put(out, item.flags, 2);
    Put(out, static_cast<std::uint64_t>(item.method), 2);
    Put(out, 0x58214800, 4);
    const std::uint32_t sum = item.checksum != 0 ? item.checksum : Crc32(item.bytes);
    Put(out, item.wrong_checksum ? sum ^ 1 : sum, 4);
    Put(out, item.bytes.size(), 4);
    Put(out, item.size != 0 ? item.size : item.bytes.size(), 4);
    Put(out, item.name.size(), 2);
    Put(out, 0, 2);
  }
};

// `length` times the byte `c` in deflate's own terms: one literal, then copies of 258 bytes, each
// two bits long. (Fixed codes: RFC 1951, 3.2.6.)
inline std::string DeflatedRun(char c, std::uint64_t length) {
  std::string out;
  std::uint32_t pending = 0;
  int count = 0;
  const auto bit = [&](unsigned value) {
    pending |= (value & 1) << count;
    if (++count == 8) {
      out.push_back(static_cast<char>(pending));
      pending = 0;
      count = 0;
    }
  };
  const auto code = [&](unsigned value, int bits) {
    while (bits-- > 0) bit(value >> bits);
  };
  bit(1);  // last block
  bit(1);  // fixed codes, least significant bit first
  bit(0);
  const auto literal = [&] { code(0x30 + static_cast<unsigned char>(c), 8); };  // below 144
  std::uint64_t done = 0;
  for (; done < 1 || (length - done) % 258 != 0; ++done) literal();
  for (; done < length; done += 258) {
    code(0xc5, 8);  // length 258 is code 285
    code(0, 5);     // distance 1
  }
  code(0, 7);  // end of block
  while (count != 0) bit(0);
  return out;
}

}  // namespace ebb
