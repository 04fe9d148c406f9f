// What all of Discord's exports share: the markup of its texts and the sentences it writes itself.
//
// Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ebb {

// `text` without quoted lines ("> "), code blocks and mentions; custom emoji as :name:. The view is
// of `text` where nothing had to change, else of *scratch.
std::string_view OwnDiscordText(std::string_view text, std::string* scratch);

// The sentences that DiscordChatExporter writes for what the app did: joins, pins, calls.
bool IsDiscordNotice(std::string_view text);

// "name#0000" without what says that the name is of the new kind.
std::string_view DiscordName(std::string_view full);

// Milliseconds since 1970 that a number of Discord's holds; nullopt if it is none.
std::optional<std::int64_t> SnowflakeMillis(std::string_view id);

// What the files of one channel share in their names: "CHANNEL [ID]" of "CHANNEL [ID] [part 2].json".
std::string DiscordGroup(std::string_view file_name);

}  // namespace ebb
