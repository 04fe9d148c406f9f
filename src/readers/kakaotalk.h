// KakaoTalk's exports: text from Android, iPhone and the desktop program (`kakaotalk`), and the
// table the Mac program writes (`kakaotalk-csv`). Korean and English.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kKakaoTalkReader;
extern const Reader kKakaoTalkCsvReader;

}  // namespace ebb
