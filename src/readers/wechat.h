// WeChat has no export of its own; these read what the usual tools make of its data.
#pragma once

#include "readers/reader.h"

namespace ebb {

// Tables of MemoTrace / WeChatMsg (three generations) and of wechat_stat.
extern const Reader kWeChatCsvReader;
// WeFlow and EchoTrace.
extern const Reader kWeChatJsonReader;
// MemoTrace's page.
extern const Reader kWeChatHtmlReader;
// A line with time and name, then the text, as MemoTrace writes it.
extern const Reader kWeChatTxtReader;

}  // namespace ebb
