#include "cli/run.h"

int main(int argc, char** argv) { return ebb::RunProgram(argc, argv); }
