// How much the beginning of a file looks like a WhatsApp text export. Pure.
#pragma once

#include <string_view>

#include "readers/reader.h"

namespace ebb::whatsapp {

// `head` = the first bytes, decoded. Two heads in the first twenty lines make it likely, with the
// app's own signs certain; one alone is weak, and so is what Signal's exported chats write as well.
Match ProbeWhatsApp(std::string_view head);

}  // namespace ebb::whatsapp
