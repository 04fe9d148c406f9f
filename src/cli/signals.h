// What the program does when it is interrupted or its output goes away.
#pragma once

namespace ebb {

// Interrupt, terminate and hang-up end the program at once with 128 + signal: no report has its
// name before it is whole, so nothing is left to tidy up. A closed pipe and a file-size limit
// become ordinary write errors. Descriptors 0 to 2 that are closed are filled, so that no file
// takes their place.
void PrepareProcess();

}  // namespace ebb
