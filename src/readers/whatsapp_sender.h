// Who wrote a record: splits the name from the body and tells names from the app's own lines.
// One thread; remembers every name it has seen.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "readers/whatsapp_head.h"

namespace ebb::whatsapp {

class SenderTable {
 public:
  // `facts` must outlive this object.
  explicit SenderTable(const HeadFacts& facts) : facts_(facts) {}

  struct Found {
    const std::string* name =
        nullptr;           // cleaned; null = a line of the app. Lives as long as the table
    std::size_t body = 0;  // where the body begins in `rest`
  };
  // `rest` = the record after its head.
  Found Find(std::string_view rest);
  // True if `text` begins like ": " of a known name, cut off: the file ends inside a record.
  bool IsCutName(std::string_view text) const;

 private:
  struct Entry {
    std::string key;  // raw name and ": "
    std::string name;
    bool is_person = false;
  };
  Found FindSlowly(std::string_view rest);
  const Entry& Judge(std::string_view raw);

  const HeadFacts& facts_;
  std::unordered_map<std::string, std::unique_ptr<Entry>> entries_;
  std::array<const Entry*, 2> recent_{};
};

// False for text that cannot be a name: an event with ": " in it, an unclosed quotation, too long.
bool IsPlausibleName(std::string_view raw);

}  // namespace ebb::whatsapp
