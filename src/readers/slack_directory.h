// Who and what the ids in a Slack export stand for, from the files beside the channels.
#pragma once

#include <vector>

#include "readers/reader.h"
#include "readers/tree.h"

namespace ebb {

// Names people for all channels, and direct messages by who takes part.
void DescribeSlack(const Tree& tree, std::vector<TreeChat>* chats);

}  // namespace ebb
