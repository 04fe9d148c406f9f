// WhatsApp's text export ("Export chat"), from iOS and Android, in all languages the app writes.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kWhatsAppReader;

}  // namespace ebb
