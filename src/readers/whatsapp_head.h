// What the first part of an export tells about the whole: the shape of its heads, how records end,
// who writes. Learned once, from the head alone, so that reading from the middle gives the same
// result as reading from the beginning.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "readers/whatsapp_records.h"
#include "time/date_order.h"

namespace ebb::whatsapp {

inline constexpr std::size_t kHeadBytes = std::size_t{120} << 10U;
inline constexpr std::size_t kLongestName = 60;  // of a sender

struct HeadFacts {
  FileShape shape;
  std::size_t heads = 0;  // heads of that shape; 0 = this is no WhatsApp export
  DateOrderResolver dates;
  StampDate example;  // a date that reads differently both ways; year 0 = none
  // "22/3/18", "22/3/19": two days of March 2022, or one day in two years.
  bool year_may_stand_first = false;
  // "22/3/05" and the like, on some days, and nothing speaks against it.
  bool year_stands_first = false;
  std::vector<std::string> colon_names;  // raw senders that hold ": ", longest first
  bool tight_colons = false;             // "Bob:Hi" throughout
  std::unordered_map<std::string, std::size_t> records_of;  // raw sender up to the first ": "
  std::unordered_set<std::string> writers;                  // the same, cleaned
  // The sender of the encryption notice, where the app set its mark before it: the chat's name.
  // With it the app is known to mark its own words.
  std::string chat_name;
  bool deleted_by_me = false;
  bool calls = false;
};

// `head` is the beginning of the file; `whole` = there is nothing after it.
HeadFacts LearnHead(std::string_view head, bool whole);

// A line split at the first ": " (or a colon at its end), without any judgement of the name.
struct SenderSplit {
  std::string_view sender;
  std::size_t body = 0;  // where the body begins
};
std::optional<SenderSplit> SplitSender(std::string_view line, bool tight_colons);

}  // namespace ebb::whatsapp
