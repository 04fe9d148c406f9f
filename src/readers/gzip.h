// A gzip file as the source of what is packed in it: a tar, or one file alone. It is inflated while
// it is read, never to disk.
//
// Opening inflates it once, so that its size and its checksums are known; from then on going back
// costs at most 16 MiB of inflating, from one of the places kept on the way (44 KB for each 16
// MiB). Several gzip files put together count as one. Refused (kInput): a cut or damaged file, or
// one with something else after its end. Refused (kLimit): more than 8 GiB inside, or more than 10
// MiB that grow more than 100-fold. One thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/source.h"

namespace ebb {

bool IsGzip(std::string_view head);

// What is inside `raw`. Its name is that of `raw`; if it is no tar, with that of the file inside
// behind it: "chat.txt.gz: chat.txt".
Result<std::unique_ptr<Source>> OpenGzip(std::unique_ptr<Source> raw);

}  // namespace ebb
