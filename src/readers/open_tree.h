// The chats of a folder or zip: which of its files are chats, which belong together, and what the
// others say about them.
//
// Files are only looked at here (their first 64 KiB); each is opened again when its chat is read.
#pragma once

#include <memory>

#include "base/result.h"
#include "readers/probe.h"
#include "readers/tree.h"

namespace ebb {

// Errors: no chat in it; several unrelated exports in a folder (kInput); more than 8 GiB of chats
// in a zip (kLimit).
Result<Exports> OpenTree(std::unique_ptr<Tree> tree, const OpenChoice& choice);

}  // namespace ebb
