// A Matrix room as Element exports it: web pages.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kElementHtmlReader;

}  // namespace ebb
