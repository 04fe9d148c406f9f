// Snapchat's "My Data": json/chat_history.json, in the form of 2024 and in the one before, and its
// web pages, likewise.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kSnapchatJsonReader;
extern const Reader kSnapchatHtmlReader;

}  // namespace ebb
