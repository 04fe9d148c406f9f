#include "base/source.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "base/slow_source.h"
#include "temp_folder.h"

namespace ebb {
namespace {

namespace fs = std::filesystem;

std::string Whole(Source& source) {
  Result<std::string> bytes = ReadAll(source, 1 << 20);
  REQUIRE(bytes);
  return *bytes;
}

TEST_CASE("a file is read in pieces, sought and read again") {
  const TempFolder folder;
  folder.Put("a.txt", "one two three");
  auto file = OpenFile(folder / "a.txt");
  REQUIRE(file);
  Source& source = **file;
  CHECK(source.size() == 13);
  CHECK(source.name() == folder / "a.txt");
  char piece[5];
  REQUIRE(source.Read(piece, 5));
  CHECK(std::string(piece, 5) == "one t");
  REQUIRE(source.Seek(8));
  CHECK(Whole(source) == "three");
  CHECK(*source.Read(piece, 5) == 0);
  REQUIRE(source.Seek(0));
  CHECK(Whole(source) == "one two three");
}

TEST_CASE("memory behaves like a file") {
  auto source = MemorySource("m", "abcdef");
  CHECK(source->size() == 6);
  CHECK(*ReadHead(*source, 3) == "abc");
  CHECK(Whole(*source) == "abcdef");
  REQUIRE(source->Seek(99));
  CHECK(Whole(*source).empty());
}

TEST_CASE("the head of a file is whole, however it comes") {
  SlowSource source("abcdef");
  CHECK(*ReadHead(source, 3) == "abc");
  CHECK(*ReadHead(source, 99) == "abcdef");
  CHECK(ReadHead(source, 0)->empty());
  CHECK(Whole(source) == "abcdef");
  CHECK(*ReadHead(source, 2) == "ab");  // from the end
}

TEST_CASE("bytes are passed over up to the end") {
  SlowSource source("abcdef");
  REQUIRE(PassOver(source, 0));
  REQUIRE(PassOver(source, 4));
  char next[2];
  REQUIRE(source.Read(next, 1));
  CHECK(next[0] == 'e');
  REQUIRE(PassOver(source, 99));
  CHECK(*source.Read(next, 1) == 0);

  const auto large = MemorySource("m", std::string(200000, 'x') + "y");
  REQUIRE(PassOver(*large, 200000));
  REQUIRE(*large->Read(next, 2) == 1);
  CHECK(next[0] == 'y');
}

TEST_CASE("what cannot be opened says why") {
  const TempFolder folder;
  const auto missing = OpenFile(folder / "no.txt");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().kind == ErrorKind::kInput);
  CHECK(missing.error().message.find("no such file") != std::string::npos);

  const auto directory = OpenFile(folder.path());
  REQUIRE_FALSE(directory);
  CHECK(directory.error().message.find("folder") != std::string::npos);

  // Nobody writes to the pipe: opening it must not wait for somebody.
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  const auto pipe = OpenFile(folder / "pipe");
  REQUIRE_FALSE(pipe);
  CHECK(pipe.error().message.find("not a regular file") != std::string::npos);

  if (::geteuid() != 0) {
    folder.Put("locked", "x");
    REQUIRE(::chmod((folder / "locked").c_str(), 0) == 0);
    const auto locked = OpenFile(folder / "locked");
    REQUIRE_FALSE(locked);
    CHECK(locked.error().message.find("permission") != std::string::npos);
  }
}

TEST_CASE("reading everything stops at the limit") {
  auto source = MemorySource("m", std::string(1000, 'x'));
  const auto all = ReadAll(*source, 999);
  REQUIRE_FALSE(all);
  CHECK(all.error().kind == ErrorKind::kLimit);
  REQUIRE(source->Seek(0));
  CHECK(ReadAll(*source, 1000)->size() == 1000);
}

TEST_CASE("listing leaves out what is hidden, linked or no file") {
  const TempFolder folder;
  folder.Put("b/two.txt", "2");
  folder.Put("a.txt", "1");
  folder.Put(".hidden", "h");
  folder.Put(".git/config", "h");
  folder.Put("__MACOSX/a.txt", "h");
  fs::create_symlink(folder / "a.txt", folder / "link.txt");
  fs::create_directory_symlink(folder.path(), folder / "loop");
  const auto files = ListFiles(folder.path());
  REQUIRE(files);
  CHECK(*files == std::vector<std::string>{folder / "a.txt", folder / "b/two.txt"});
  CHECK_FALSE(ListFiles(folder / "missing"));
  CHECK(IsFolder(folder.path()));
  CHECK_FALSE(IsFolder(folder / "a.txt"));
  CHECK(Exists(folder / "a.txt"));
  CHECK_FALSE(Exists(folder / "c.txt"));
}

}  // namespace
}  // namespace ebb
