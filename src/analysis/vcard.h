// Contacts in vCard form (versions 2.1 to 4), as phones and address books export them. Pure
// functions.
#pragma once

#include <string_view>
#include <vector>

#include "analysis/analyze.h"

namespace ebb {

bool IsVcard(std::string_view head);

// Each person with the name to show, and numbers and addresses. People without either are left out.
std::vector<Alias> ReadVcards(std::string_view text);

}  // namespace ebb
