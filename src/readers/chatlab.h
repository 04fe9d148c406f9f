// The exchange format of ChatLab, which many tools for WeChat and QQ write: JSON or JSONL.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kChatLabReader;

}  // namespace ebb
