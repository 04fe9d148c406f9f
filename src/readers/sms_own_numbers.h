// The numbers of the phone itself in a backup of text messages: some apps write them beside those
// of the other side, and a conversation of two then looks like a group.
//
// Owns what it knows; grows with the number of people. One thread.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/source.h"
#include "readers/markup_walker.h"
#include "readers/phone_book.h"

namespace ebb {

class SmsOwnNumbers {
 public:
  // Looks through the whole of `source` for who sent its multimedia messages; the caller sets it
  // back. What cannot be read is left to the caller to find.
  void Collect(Source& source);

  bool empty() const { return counts_.empty(); }
  // The number, however it is written, sent some of what left the phone and nothing of what came.
  bool Has(std::string_view number);
  // The name beside the number where it stands alone; empty if there is none.
  std::string_view NameOf(std::string_view number);

 private:
  struct Counts {
    int sent = 0, received = 0;
  };
  void TakeText(MarkupWalker& walker);
  void TakeMessage(MarkupWalker& walker);
  void TakeAddress(MarkupWalker& walker);
  void TakeContact(MarkupWalker& walker, std::string_view address);
  void EndMessage();
  void ForgetMessage();

  PhoneBook book_;  // not the reader's: that keeps a number as it was written first
  std::unordered_map<std::string, Counts> counts_;
  std::unordered_set<std::string> wrote_texts_;  // as written
  std::string box_, address_, scratch_;
  std::string sender_;           // of the message at hand, canonical; empty if it names none
  std::vector<std::string> to_;  // who got it
};

// Takes the numbers of the phone out of `numbers` and their names out of *contact ("Ann, Bo"), if
// somebody else is left. Who is known by another name where the number stands alone keeps that one.
void RemoveOwnNumbers(SmsOwnNumbers& own, std::vector<std::string_view>* numbers,
                      std::string* contact);

}  // namespace ebb
