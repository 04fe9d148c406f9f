#include "readers/archive.h"

#include <catch2/catch.hpp>

#include "readers/read_bytes.h"
#include "readers/zip_builder.h"
#include "readers/zip_directory.h"

namespace ebb {
namespace {

Result<std::shared_ptr<ZipArchive>> OpenZip(const std::string& bytes) {
  return ZipArchive::Open(MemorySource("a.zip", bytes));
}

// The error of opening the archive, or of reading its first member; empty if there is none.
std::string ZipRefusal(const std::string& bytes, ErrorKind kind = ErrorKind::kInput) {
  const auto archive = OpenZip(bytes);
  Error error;
  if (!archive) {
    error = archive.error();
  } else {
    const auto member = (*archive)->OpenMember(0);
    if (!member) {
      error = member.error();
    } else {
      const auto all = ReadAll(**member, 1 << 30);
      if (all) return "";
      error = all.error();
    }
  }
  CHECK(error.kind == kind);
  CHECK(error.message.starts_with("a.zip: "));
  return error.message;
}

TEST_CASE("zip: members are listed and read, again and from anywhere") {
  const std::string deflated = DeflatedRun('w', 100000);
  const std::string zip = ZipBuilder::Build({{.name = "a.txt", .bytes = "first\nsecond\n"},
                                             {.name = "dir/", .bytes = ""},
                                             {.name = "dir/b.txt",
                                              .bytes = deflated,
                                              .method = 8,
                                              .size = 100000,
                                              .checksum = Crc32(std::string(100000, 'w'))}},
                                            "a comment");
  const auto archive = OpenZip(zip);
  REQUIRE(archive);
  const auto& members = (*archive)->members();
  REQUIRE(members.size() == 3);
  CHECK(members[0].name == "a.txt");
  CHECK(members[2].size == 100000);
  CHECK(members[2].compressed == deflated.size());
  const auto first = (*archive)->OpenMember(0);
  const auto third = (*archive)->OpenMember(2);
  REQUIRE(first);
  REQUIRE(third);
  CHECK((*first)->name() == "a.zip: a.txt");
  CHECK((*first)->size() == 13);
  // Two members at once, then back and forth.
  CHECK(*ReadHead(**third, 3) == "www");
  CHECK(*ReadHead(**first, 5) == "first");
  CHECK(*ReadAll(**third, 1 << 20) == std::string(100000, 'w'));
  CHECK(*ReadAll(**first, 100) == "first\nsecond\n");
  REQUIRE((*first)->Seek(6));
  CHECK(*ReadAll(**first, 100) == "second\n");
  REQUIRE((*third)->Seek(99990));
  CHECK(*ReadAll(**third, 100) == std::string(10, 'w'));
  REQUIRE((*third)->Seek(0));
  CHECK(ReadAll(**third, 1 << 20)->size() == 100000);
}

TEST_CASE("zip: a member outlives the archive it came from") {
  auto archive = OpenZip(ZipBuilder::Build({{.name = "a.txt", .bytes = "still here"}}));
  REQUIRE(archive);
  auto member = (*archive)->OpenMember(0);
  REQUIRE(member);
  archive = Error{};
  CHECK(*ReadAll(**member, 100) == "still here");
}

TEST_CASE("zip: cut anywhere, it is refused in words") {
  const std::string zip =
      ZipBuilder::Build({{.name = "a.txt", .bytes = "words"}, {.name = "b.txt", .bytes = "more"}});
  CHECK(ZipRefusal(zip).empty());
  for (std::size_t cut = 0; cut < zip.size(); ++cut) {
    CHECK(Says(ZipRefusal(zip.substr(0, cut)), "cut or damaged"));
  }
}

TEST_CASE("zip: members that share bytes are refused before anything is inflated") {
  std::vector<ZipItem> items = {
      {.name = "0", .bytes = DeflatedRun('x', 1 << 20), .method = 8, .size = 1 << 20}};
  for (int i = 1; i < 1000; ++i) {
    items.push_back(items[0]);
    items.back().name = std::to_string(i);
    items.back().same_body_as = 0;
  }
  CHECK(Says(ZipRefusal(ZipBuilder::Build(items)), "overlap"));
}

TEST_CASE("zip: a stream longer than its listed size is refused") {
  const ZipItem liar = {
      .name = "a.txt", .bytes = DeflatedRun('x', 1 << 20), .method = 8, .size = 10};
  CHECK_FALSE(ZipRefusal(ZipBuilder::Build({liar})).empty());
}

TEST_CASE("zip: a member that grows out of all proportion is refused") {
  const ZipItem bomb = {
      .name = "a.txt", .bytes = DeflatedRun('x', 100 << 20), .method = 8, .size = 100 << 20};
  CHECK(Says(ZipRefusal(ZipBuilder::Build({bomb}), ErrorKind::kLimit), "100-fold"));
  // The same ratio in a small member is an ordinary text.
  const ZipItem small = {.name = "a.txt",
                         .bytes = DeflatedRun('x', 1 << 20),
                         .method = 8,
                         .size = 1 << 20,
                         .checksum = Crc32(std::string(1 << 20, 'x'))};
  CHECK(ZipRefusal(ZipBuilder::Build({small})).empty());
}

TEST_CASE("zip: damaged, locked and strange members") {
  CHECK(Says(
      ZipRefusal(ZipBuilder::Build({{.name = "a.txt", .bytes = "words", .wrong_checksum = true}})),
      "checksum"));
  CHECK(Says(ZipRefusal(ZipBuilder::Build({{.name = "a.txt", .bytes = "words", .flags = 1}})),
             "password"));
  CHECK(Says(ZipRefusal(ZipBuilder::Build({{.name = "a.txt", .bytes = "words", .method = 97}})),
             "compression"));
  CHECK(Says(ZipRefusal(ZipBuilder::Build(
                 {{.name = "a.txt", .bytes = "1"}, {.name = "a.txt", .bytes = "2"}})),
             "same name"));
  CHECK_FALSE(ZipRefusal(ZipBuilder::Build(
                             {{.name = "a.txt", .bytes = "not deflated", .method = 8, .size = 50}}))
                  .empty());
}

TEST_CASE("zip: names are labels") {
  const auto archive =
      OpenZip(ZipBuilder::Build({{.name = "../../evil.txt", .bytes = "1"},
                                 {.name = "/abs.txt", .bytes = "2"},
                                 {.name = "a\\..\\b.txt", .bytes = "3"},
                                 {.name = "esc\x1b[31m\n.txt", .bytes = "4"},
                                 {.name = "caf\u00e9.txt", .bytes = "5", .flags = 0x800},
                                 {.name = "caf\xe9.txt", .bytes = "6"}}));
  REQUIRE(archive);
  for (std::size_t i = 0; i < 6; ++i) {
    const auto member = (*archive)->OpenMember(i);
    REQUIRE(member);
    CHECK(ReadAll(**member, 10)->size() == 1);
    CHECK((*archive)->members()[i].name.find('\x1b') == std::string::npos);
  }
  CHECK((*archive)->members()[4].name == "caf\u00e9.txt");
}

TEST_CASE("zip: bytes before and after the archive") {
  const std::string zip = ZipBuilder::Build({{.name = "a.txt", .bytes = "words"}});
  auto source = MemorySource("a.zip", zip + "trailing bytes");
  const auto entries = ReadZipDirectory(*source);
  REQUIRE(entries);
  CHECK(entries->size() == 1);
}

TEST_CASE("zip: lists that lie") {
  const std::string zip = ZipBuilder::Build({{.name = "a.txt", .bytes = "words"}});
  const std::size_t end = zip.size() - 22;
  const auto with = [&](std::size_t at, std::uint64_t value, int bytes) {
    std::string changed = zip, field;
    ZipBuilder::Put(&field, value, bytes);
    return changed.replace(at, field.size(), field);
  };
  CHECK_FALSE(ZipRefusal(with(end + 10, 2, 2)).empty());           // one entry more than there is
  CHECK_FALSE(ZipRefusal(with(end + 12, 0xffffff, 4)).empty());    // a list larger than the file
  CHECK_FALSE(ZipRefusal(with(end + 16, 0xfffffff0, 4)).empty());  // beyond the end
  CHECK(Says(ZipRefusal(with(end + 4, 1, 2)), "split"));
  const std::size_t entry = zip.find("PK\x01\x02");
  CHECK_FALSE(ZipRefusal(with(entry + 20, 0xfffffff, 4)).empty());  // body past the list
  CHECK_FALSE(ZipRefusal(with(entry + 42, 0xfffffff, 4)).empty());  // header past the list
  CHECK_FALSE(ZipRefusal(with(entry + 28, 0xffff, 2)).empty());     // name past the list
  // Any single byte changed: an error in words or the right text, nothing else.
  for (std::size_t at = 0; at < zip.size(); ++at) {
    for (const char flip : {'\x01', '\x80', '\xff'}) {
      std::string changed = zip;
      changed[at] = static_cast<char>(changed[at] ^ flip);
      const auto archive = OpenZip(changed);
      if (!archive || (*archive)->members().empty()) continue;
      const auto member = (*archive)->OpenMember(0);
      if (member) (void)ReadAll(**member, 1 << 20);
    }
  }
}

}  // namespace
}  // namespace ebb
