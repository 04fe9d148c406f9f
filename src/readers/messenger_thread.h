// What Messenger says of a thread outside of its messages: who takes part (before them), and what
// it is called (after them). One thread at a time; nothing is kept of the file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "readers/reader.h"
#include "readers/tree.h"

namespace ebb {

struct MessengerThread {
  std::vector<std::string> people;
  std::string title;
  std::string path;        // "inbox/ada_123"
  bool encrypted = false;  // of the download of encrypted chats
};

// From the first bytes of a file.
MessengerThread ReadMessengerHead(std::string_view head);
// From the first bytes of a web page.
MessengerThread ReadMessengerPageHead(std::string_view head);
// Adds what stands behind the messages. Leaves the source anywhere.
void ReadMessengerTail(Source& source, MessengerThread* thread);

// The one of two people whom the thread is not called after; empty if that is not clear.
std::string MessengerOwner(const MessengerThread& thread);

// Names the threads of an export and its owner: who takes part in every thread.
void DescribeMessenger(const Tree& tree, std::vector<TreeChat>* chats);

// "message" for message_1.json and message_1.html: parts of one thread.
std::string MessengerPart(std::string_view file_name);

}  // namespace ebb
