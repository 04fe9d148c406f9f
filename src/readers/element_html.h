// A Matrix room as Element exports it: web pages, plain text.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kElementHtmlReader;
extern const Reader kElementTextReader;

}  // namespace ebb
