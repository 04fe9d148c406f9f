// Names what somebody gave us by mistake, so that an error can say what to export instead.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ebb {

// "a PDF document; export the chat as text instead", from the first bytes as they are on disk.
// nullopt for what may be text.
std::optional<std::string> DescribeBinary(std::string_view raw_head);

// The same for text that no reader took: other exports, web pages, XML, other JSON. kOtherJson for
// JSON of which nothing else is known.
inline constexpr std::string_view kOtherJson = "JSON, but no kind of chat export that is known";
std::optional<std::string> DescribeText(std::string_view head);

// True for names that are never a chat: pictures, sound, video, documents, hidden files, folders.
bool IsMediaName(std::string_view path);

}  // namespace ebb
