// Writes the seeds of every target: FOLDER/fuzz_TARGET/NUMBER.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include "fuzz/targets.h"

namespace {

bool WriteSeeds(const std::filesystem::path& folder, const std::vector<std::string>& seeds) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    std::ofstream file(folder / std::to_string(i + 1), std::ios::binary);
    file << seeds[i];
    file.close();
    if (!file) return false;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: write_seeds FOLDER\n");
    return 2;
  }
  for (const ebb::fuzz::Target& target : ebb::fuzz::Targets()) {
    const auto folder = std::filesystem::path(argv[1]) / ("fuzz_" + std::string(target.name));
    if (WriteSeeds(folder, target.seeds())) continue;
    std::fprintf(stderr, "write_seeds: cannot write to %s\n", folder.c_str());
    return 1;
  }
  return 0;
}
