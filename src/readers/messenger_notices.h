// Sentences that Messenger and Instagram write themselves into a chat ("Ada sent an attachment.").
//
// Only whole messages are compared, with the names of the chat's own people filled in: a word such
// as "added" somewhere in a message proves nothing. Pure; safe to share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebb {

enum class MessengerText : unsigned char {
  kTyped,       // somebody's own words
  kAttachment,  // stands for something that was sent
  kNotice,      // an event, a call, a reaction
  kUnsent,      // stands for a message that was taken back
};

// `sender` wrote the record; `people` are the names known in the chat. Sentences that begin with
// "You" are the owner's: with `sender_may_be_me` false they are taken as typed.
MessengerText ClassifyMessengerText(std::string_view text, std::string_view sender,
                                    const std::vector<std::string>& people, bool sender_may_be_me);

// What the platforms call all people who are gone.
bool IsDeletedPerson(std::string_view sender);
// "Ada sent an attachment." of one of `people`: what was sent stands beside it. Deleted people keep
// their name in such sentences alone; with `something` beside it, it may look like anything. Words
// of what was sent may follow the sentence without a blank if `sender` is named in it.
bool IsMessengerAttachment(std::string_view text, std::string_view sender,
                           const std::vector<std::string>& people, bool something);

}  // namespace ebb
