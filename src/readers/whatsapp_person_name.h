// Whether a few words behind the app's own are somebody's name, or what somebody goes on to say.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace ebb::whatsapp {

// "Ben van Dyke", "MUM", "Anna from work", whoever writes in the chat; not "because I was rude",
// "I guess", "LOL".
bool LooksLikeName(std::string_view text, const std::unordered_set<std::string>& writers);

}  // namespace ebb::whatsapp
