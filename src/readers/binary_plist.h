// Apple's binary property lists, read in place: enough to follow keys and lists to data, numbers
// and whether something is there. Copies nothing; views live as long as the bytes. Any thread.
//
// Objects refer to one another by number, so a hostile list may refer to itself: nothing here
// recurses, and callers follow a fixed path.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace ebb {

class BinaryPlist {
 public:
  using Object = std::uint64_t;  // number of an object

  static std::optional<BinaryPlist> Parse(std::string_view bytes);

  Object root() const { return root_; }
  // Value of a key in a dictionary; nullopt if there is none, or `object` is something else.
  std::optional<Object> Get(Object object, std::string_view key) const;
  std::vector<Object> List(Object object) const;    // empty unless it is an array
  std::vector<Object> Values(Object object) const;  // of a dictionary, in its order
  std::string_view Data(Object object) const;       // of data, or of an ASCII string
  std::optional<double> Number(Object object) const;

 private:
  struct Token {
    unsigned kind = 0;         // high half of the first byte
    std::uint64_t count = 0;   // elements or bytes
    std::string_view content;  // what follows
  };

  std::optional<Token> At(Object object) const;
  std::vector<Object> References(const Token& token, std::uint64_t begin,
                                 std::uint64_t count) const;

  std::string_view bytes_;
  std::uint64_t offset_size_ = 0, reference_size_ = 0, objects_ = 0, root_ = 0, table_ = 0;
};

}  // namespace ebb
