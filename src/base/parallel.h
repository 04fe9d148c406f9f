// Runs pieces of work that do not depend on each other on several threads.
//
// The pieces are handed out one by one, in order, so long ones should come first. What they come to
// must not depend on who does them or when: each writes to a place of its own. The calling thread
// works too; where no more threads are to be had, it does everything.
#pragma once

#include <cstddef>
#include <functional>

namespace ebb {

// Calls work(0) to work(count - 1), each once, and returns when all are done. With one job, or one
// piece, no thread is started. REQUIRES: `work` throws nothing.
void RunInParallel(unsigned jobs, std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace ebb
