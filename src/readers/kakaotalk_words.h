// What KakaoTalk writes in the place of a text, Korean and English: placeholders, notices, its
// owner.
//
// Pure functions.
#pragma once

#include <string_view>

#include "chat/message.h"

namespace ebb {

// What a whole text stands for; kText for what somebody typed.
MessageKind KakaoKind(std::string_view text);
// A line of the app between the rows of the desktop program, where nothing else marks it.
bool IsKakaoNotice(std::string_view line);
// The names under which phones write their owner.
bool IsKakaoMe(std::string_view sender);

}  // namespace ebb
