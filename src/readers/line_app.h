// LINE's text export, from phones and from the desktop program.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kLineAppReader;

}  // namespace ebb
