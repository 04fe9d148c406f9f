// For the tests: the tokenizer without its quick way for plain ASCII, so that the two can be
// compared.
#pragma once

#include <string_view>

#include "text/tokenizer.h"

namespace ebb {

void SplitGeneral(Tokenizer& tokenizer, std::string_view text, Tokens* out);

}  // namespace ebb
