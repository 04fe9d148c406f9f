// QQ: the text its desktop client saves (`qq-txt`), and what QQChatExporter writes: text
// (`qce-txt`) and JSON, whole or in chunks (`qce-json`).
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kQqTxtReader;
extern const Reader kQceTxtReader;
extern const Reader kQceJsonReader;

}  // namespace ebb
