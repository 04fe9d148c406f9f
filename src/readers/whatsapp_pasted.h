// Messages of a chat that somebody copied and pasted into one of their own: "[18/3, 14:56] Ben:
// hi". Pure functions.
#pragma once

#include <cstddef>
#include <string_view>

#include "readers/whatsapp_head.h"

namespace ebb::whatsapp {

// Where the first line begins that has the head of a copied or exported message; npos = nowhere.
std::size_t PastedAt(std::string_view body, const HeadFacts& facts);

}  // namespace ebb::whatsapp
