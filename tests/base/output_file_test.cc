#include "base/output_file.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "shared_data.h"
#include "temp_folder.h"

namespace ebb {
namespace {

namespace fs = std::filesystem;

TEST_CASE("a file takes its name whole or not at all") {
  const TempFolder folder;
  const std::string target = folder / "report.html";
  {
    auto file = OutputFile::Create(target, false);
    REQUIRE(file);
    REQUIRE(file->Write("half"));
    CHECK_FALSE(fs::exists(target));
  }
  CHECK(folder.entries() == 0);  // dropped without Commit: nothing is left

  REQUIRE(WriteFile(target, "whole", false));
  CHECK(*SlurpFile(target) == "whole");
  CHECK(folder.entries() == 1);
  struct stat info {};
  REQUIRE(::stat(target.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
}

TEST_CASE("an old file is replaced only when asked") {
  const TempFolder folder;
  const std::string target = folder / "a.csv";
  REQUIRE(WriteFile(target, "old", false));
  const Status refused = WriteFile(target, "new", false);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::kOutput);
  CHECK(refused.error().message.find("--force") != std::string::npos);
  CHECK(*SlurpFile(target) == "old");
  REQUIRE(WriteFile(target, "new", true));
  CHECK(*SlurpFile(target) == "new");
}

TEST_CASE("a file that appears meanwhile is not overwritten") {
  const TempFolder folder;
  const std::string target = folder / "a.csv";
  auto file = OutputFile::Create(target, false);
  REQUIRE(file);
  REQUIRE(file->Write("mine"));
  REQUIRE(WriteFile(folder / "other", "theirs", false));
  fs::rename(folder / "other", target);
  CHECK_FALSE(file->Commit());
  CHECK(*SlurpFile(target) == "theirs");
}

TEST_CASE("places that cannot be written are named") {
  const TempFolder folder;
  const Status nowhere = WriteFile(folder / "no/such/x.html", "x", false);
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error().message.find("folder does not exist") != std::string::npos);
  const Status directory = WriteFile(folder.path(), "x", true);
  REQUIRE_FALSE(directory);
  CHECK(directory.error().message.find("is a folder") != std::string::npos);
  if (fs::exists("/dev/full")) {
    const Status full = WriteFile("/dev/full", "x", true);
    REQUIRE_FALSE(full);
    CHECK(full.error().message.find("full") != std::string::npos);
  }
}

TEST_CASE("folders are made with their parents and kept private") {
  const TempFolder folder;
  const std::string made = folder / "a/b";
  REQUIRE(MakeFolder(made));
  REQUIRE(MakeFolder(made));
  struct stat info {};
  REQUIRE(::stat(made.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0700);
  REQUIRE(WriteFile(folder / "file", "x", false));
  CHECK_FALSE(MakeFolder(folder / "file/c"));
}

}  // namespace
}  // namespace ebb
