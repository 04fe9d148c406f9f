// Makes databases for tests out of SQL of our own, and the blobs that iMessage keeps in them.
#pragma once

#include <sqlite3.h>

#include <bit>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace ebb {

// A mistake in a test's own SQL ends the test.
inline void RunSql(sqlite3* connection, const std::string& sql) {
  char* message = nullptr;
  if (sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, &message) == SQLITE_OK) return;
  throw std::runtime_error((message == nullptr ? "" : message) + (": " + sql.substr(0, 200)));
}

// The bytes of a database file made by `sql`.
inline std::string BuildDatabase(const std::string& sql) {
  sqlite3* connection = nullptr;
  if (sqlite3_open(":memory:", &connection) != SQLITE_OK) throw std::runtime_error("no database");
  RunSql(connection, sql);
  sqlite3_int64 size = 0;
  unsigned char* bytes = sqlite3_serialize(connection, "main", &size, 0);
  if (bytes == nullptr) throw std::runtime_error("the database gives no bytes");
  std::string out(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  sqlite3_free(bytes);
  sqlite3_close(connection);
  return out;
}

inline std::string SqlBlob(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out = "X'";
  for (const char c : bytes) {
    out += kDigits[static_cast<unsigned char>(c) >> 4];
    out += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return out + "'";
}

inline std::string SqlText(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

// An attributedBody around `text`; `length` is what it says of the text's length (-1: the truth).
inline std::string Typedstream(std::string_view text, bool is_mutable = true, long length = -1) {
  using namespace std::string_literals;
  std::string out =
      "\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@\x84\x84\x84\x12NSAttributedString"
      "\x00\x84\x84\x08NSObject\x00\x85\x92\x84\x84\x84"s;
  if (is_mutable) out += "\x0fNSMutableString\x01\x84\x84"s;
  out += "\x08NSString\x01\x94\x84\x01+"s;
  const auto size = static_cast<std::size_t>(length < 0 ? static_cast<long>(text.size()) : length);
  const int bytes = size < 0x80 ? 1 : size < 0x10000 ? 2 : 4;
  if (bytes > 1) out += bytes == 2 ? '\x81' : '\x82';
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(size >> (8 * i));
  out.append(text);
  out += "\x86\x84\x02iI\x01\x05\x92\x84\x84\x84\x0cNSDictionary\x00\x94\x84\x01i\x00\x86\x86"s;
  return out;
}

// Writes binary property lists: objects first, each known by its number.
class PlistBuilder {
 public:
  using Object = std::size_t;

  Object Add(std::string bytes) {
    objects_.push_back(std::move(bytes));
    return objects_.size() - 1;
  }
  Object Key(std::string_view text) { return Sized(0x50, text.size(), std::string(text)); }
  Object Data(std::string_view bytes) { return Sized(0x40, bytes.size(), std::string(bytes)); }
  Object Small(int value) { return Add({'\x10', static_cast<char>(value)}); }
  Object Real(double value) {
    std::string bytes = "\x23";
    const auto bits = std::bit_cast<std::uint64_t>(value);
    for (int i = 7; i >= 0; --i) bytes += static_cast<char>(bits >> (8 * i));
    return Add(bytes);
  }
  Object List(const std::vector<Object>& items) {
    return Sized(0xA0, items.size(), References(items));
  }
  Object Dictionary(const std::vector<std::pair<Object, Object>>& items) {
    std::vector<Object> keys, values;
    for (const auto& [key, value] : items) {
      keys.push_back(key);
      values.push_back(value);
    }
    return Sized(0xD0, items.size(), References(keys) + References(values));
  }

  std::string Finish(Object root) const {
    std::string out = "bplist00";
    std::string table;
    for (const std::string& object : objects_) {
      for (int shift : {24, 16, 8, 0}) table += static_cast<char>(out.size() >> shift);
      out += object;
    }
    const std::size_t start = out.size();
    out += table + std::string(6, '\0') + '\4' + '\2';
    for (const std::size_t number : {objects_.size(), root, start}) {
      for (int i = 7; i >= 0; --i) out += static_cast<char>(number >> (8 * i));
    }
    return out;
  }

 private:
  static std::string References(const std::vector<Object>& items) {
    std::string out;
    for (const Object item : items) {
      out += static_cast<char>(item >> 8);
      out += static_cast<char>(item);
    }
    return out;
  }
  Object Sized(int mark, std::size_t size, const std::string& content) {
    std::string bytes(1, static_cast<char>(mark | (size < 15 ? static_cast<int>(size) : 15)));
    if (size >= 15) {
      bytes += '\x11';
      bytes += static_cast<char>(size >> 8);
      bytes += static_cast<char>(size);
    }
    return Add(bytes + content);
  }

  std::vector<std::string> objects_;
};

// A message_summary_info: the versions of part 0, oldest first, whether it was taken back, and how
// many parts the message has.
inline std::string SummaryInfo(const std::vector<std::string>& versions, bool retracted,
                               int parts_in_all = 1) {
  PlistBuilder plist;
  std::vector<std::pair<std::size_t, std::size_t>> root, ranges;
  for (int i = 0; i < parts_in_all; ++i) {
    const auto key = plist.Key(std::to_string(i));
    ranges.emplace_back(key, plist.Dictionary({{plist.Key("lo"), plist.Small(i)}}));
  }
  root.emplace_back(plist.Key("otr"), plist.Dictionary(ranges));
  if (!versions.empty()) {
    const auto t = plist.Key("t"), d = plist.Key("d");
    std::vector<std::size_t> list;
    double date = 700000000.5;
    for (const std::string& version : versions) {
      const auto text = plist.Data(Typedstream(version));
      list.push_back(plist.Dictionary({{t, text}, {d, plist.Real(date)}}));
      date += 60;
    }
    const auto part = plist.List(list);
    const auto parts = plist.Dictionary({{plist.Key("0"), part}});
    root.emplace_back(plist.Key("ec"), parts);
  }
  if (retracted) {
    const auto list = plist.List({plist.Small(0)});
    root.emplace_back(plist.Key("rp"), list);
  }
  return plist.Finish(plist.Dictionary(root));
}

}  // namespace ebb
