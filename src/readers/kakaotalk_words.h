// What KakaoTalk writes in the place of a text, Korean and English: placeholders, notices, its
// owner.
//
// Pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "chat/message.h"

namespace ebb {

// What a whole text stands for; kText for what somebody typed.
MessageKind KakaoKind(std::string_view text);
// A line of the app between the rows of the desktop program, where nothing else marks it.
bool IsKakaoNotice(std::string_view line);
// What the app says of somebody in English, without a word that people do not use: who it is of has
// to be known from elsewhere. "Sam invited Ana and Ben.", "Ana left.", "Ana joined."
struct KakaoDeed {
  std::string_view who;
  std::string_view invited;  // empty if nobody was
};
std::optional<KakaoDeed> ParseKakaoDeed(std::string_view line);
// The names under which phones write their owner.
bool IsKakaoMe(std::string_view sender);

}  // namespace ebb
