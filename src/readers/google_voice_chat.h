// Who is on the other side of a page of Google Voice.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "readers/markup_walker.h"
#include "readers/phone_book.h"
#include "readers/reader.h"

namespace ebb {

inline constexpr std::size_t kVoiceHead = std::size_t{64} * 1024;

struct VoicePerson {
  std::string number, name;
  bool is_me = false;  // the name stands in an <abbr>
};

struct VoiceChat {
  std::string id, name;
  bool by_title = false;  // nobody but the exporter wrote, so there is no number
};

// The walker stands on a <cite> or another element around one person.
void ReadVoicePerson(MarkupWalker& walker, VoicePerson* person);

// From the first bytes of a page; who is on the other side must be known before the first message,
// which may be the exporter's. Names go to *book.
VoiceChat FindVoiceChat(std::string_view head, PhoneBook* book);

// Reader::describe. Takeout cuts a thread into many pages: those of the same people become one
// chat.
void DescribeVoiceChats(const Tree& tree, std::vector<TreeChat>* chats);

}  // namespace ebb
