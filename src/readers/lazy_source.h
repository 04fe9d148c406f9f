// A source that is opened when it is first read and can be let go of: exports may consist of
// thousands of files, of which few are read. One thread at a time.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "base/source.h"

namespace ebb {

// `open` gives the source at its beginning, each time anew. `size` is shown until it is open.
std::unique_ptr<Source> LazySource(std::string name, std::uint64_t size,
                                   std::function<Result<std::unique_ptr<Source>>()> open);

}  // namespace ebb
