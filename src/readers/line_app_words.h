// What LINE itself writes into its exports, in its languages: titles, placeholders, notices.
//
// Pure functions over tables.
#pragma once

#include <optional>
#include <string_view>

#include "chat/message.h"

namespace ebb {

struct LineAppTitle {
  std::string_view name;    // of the partner or the group, a part of the line
  bool one_to_one = false;  // the chat has one partner, called `name`
  bool known = false;       // written as LINE does in a language we know
};

// The first line of an export; nullopt if it is none.
std::optional<LineAppTitle> ParseLineAppTitle(std::string_view line);
// The second line, "saved on ...": what stands after the colon, or nullopt.
std::optional<std::string_view> ParseLineAppSaved(std::string_view line);

// What a placeholder stands for; kText for what somebody typed.
MessageKind LineAppKind(std::string_view text);
// The same of a text that nothing but a space parts from its name: there the program writes bare
// words, too. Only for such rows, as people type these words elsewhere.
MessageKind LineAppBareKind(std::string_view text);
// True for what the app says of people: joined, left, took back a message.
bool IsLineAppNotice(std::string_view text);
// The same of what stands behind the name.
bool IsLineAppNoticeOf(std::string_view text);
// "HANAKO was invited to the group", behind the name of who did it.
bool IsLineAppInvitation(std::string_view said);

}  // namespace ebb
