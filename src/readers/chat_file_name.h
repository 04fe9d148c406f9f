// What the name of a file says of the chat in it, for formats that say it nowhere else.
//
// Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace ebb {

// "folder/Bo Li.csv" and "history.zip: Bo Li.csv" -> "Bo Li". Empty for what has no ending
// (standard input).
std::string ChatOfFileName(std::string_view source_name);

// For Reader::group: a folder of such files is one export with many chats.
std::string EachFileIsAChat(std::string_view file_name);

}  // namespace ebb
