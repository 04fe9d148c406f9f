// QQ: the text and the pages its desktop client saves (`qq-txt`, `qq-mht`), and what QQChatExporter
// writes: text
// (`qce-txt`) and JSON, whole or in chunks (`qce-json`).
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kQqTxtReader;
extern const Reader kQqMhtReader;
extern const Reader kQceTxtReader;
extern const Reader kQceJsonReader;

}  // namespace ebb
