#include "base/pages.h"
#include "cli/run.h"

int main(int argc, char** argv) {
  ebb::GiveLargeMemoryBack();
  return ebb::RunProgram(argc, argv);
}
