#include "readers/tar_archive.h"

#include <catch2/catch.hpp>

#include "readers/read_bytes.h"
#include "readers/tar_builder.h"
#include "readers/zip_builder.h"

namespace ebb {
namespace {

Result<std::shared_ptr<TarArchive>> OpenTar(const std::string& bytes) {
  return TarArchive::Open(MemorySource("a.tar", bytes));
}

// Names and contents of all members, or why there are none.
std::string ListTar(const std::string& bytes) {
  const auto archive = OpenTar(bytes);
  if (!archive) return archive.error().message;
  std::string list;
  for (std::size_t i = 0; i < (*archive)->members().size(); ++i) {
    const auto member = (*archive)->OpenMember(i);
    REQUIRE(member);
    const auto text = ReadAll(**member, 1 << 20);
    REQUIRE(text);
    CHECK(text->size() == (*archive)->members()[i].size);
    list += (*archive)->members()[i].name + "=" + *text + ";";
  }
  return list;
}

constexpr const char* kCutTar = "a.tar: the tar is cut or damaged; copy or export it again";

TEST_CASE("tar: members are listed and read, again and from anywhere") {
  const auto archive =
      OpenTar(TarBuilder::Build({{.name = "a.txt", .bytes = "first\nsecond\n"},
                                 {.name = "dir/", .type = '5'},
                                 {.name = "dir/b.txt", .bytes = std::string(100000, 'w')},
                                 {.name = "empty"}}));
  REQUIRE(archive);
  REQUIRE((*archive)->members().size() == 3);
  const auto first = (*archive)->OpenMember(0);
  const auto second = (*archive)->OpenMember(1);
  REQUIRE(first);
  REQUIRE(second);
  CHECK((*first)->name() == "a.tar: a.txt");
  // Two members at once, then back and forth.
  CHECK(*ReadHead(**second, 3) == "www");
  CHECK(*ReadHead(**first, 5) == "first");
  CHECK(*ReadAll(**second, 1 << 20) == std::string(100000, 'w'));
  CHECK(*ReadAll(**first, 100) == "first\nsecond\n");
  REQUIRE((*first)->Seek(6));
  CHECK(*ReadAll(**first, 100) == "second\n");
  REQUIRE((*first)->Seek(60));
  CHECK(ReadAll(**first, 100)->empty());
}

TEST_CASE("tar: what headers say of names and sizes") {
  const std::string long_name = std::string(150, 'n') + ".txt";
  // POSIX: a prefix; of GNU's headers the same bytes mean something else.
  CHECK(ListTar(TarBuilder::Build({{.name = "b", .bytes = "1", .prefix = "a/a"}})) == "a/a/b=1;");
  CHECK(ListTar(TarBuilder::Build({{.name = "b", .bytes = "1", .prefix = "a/a", .gnu = true}})) ==
        "b=1;");
  // Pax headers, and which member they are for.
  CHECK(ListTar(TarBuilder::Build(
            {{.name = "h",
              .bytes = TarBuilder::Pax("mtime", "1.5") + TarBuilder::Pax("path", long_name),
              .type = 'x'},
             {.name = "short", .bytes = "1"},
             {.name = "next", .bytes = "2"}})) == long_name + "=1;next=2;");
  CHECK(ListTar(TarBuilder::Build(
            {{.name = "h", .bytes = TarBuilder::Pax("size", "3"), .type = 'x'},
             {.name = "a", .bytes = "abc", .size_field = "00000000000"}})) == "a=abc;");
  CHECK(
      ListTar(TarBuilder::Build({{.name = "g", .bytes = TarBuilder::Pax("path", "no"), .type = 'g'},
                                 {.name = "a", .bytes = "1"}})) == "a=1;");
  // GNU's long names; a long target of a link in between.
  CHECK(
      ListTar(TarBuilder::Build({{.name = "././@LongLink", .bytes = long_name + '\0', .type = 'L'},
                                 {.name = "././@LongLink", .bytes = "target", .type = 'K'},
                                 {.name = "short", .bytes = "1"}})) == long_name + "=1;");
  // Sizes as bits.
  CHECK(ListTar(TarBuilder::Build(
            {{.name = "a", .bytes = "abc", .size_field = TarBuilder::Bits(3)}})) == "a=abc;");
  // Old writers: no type, blanks around the digits.
  CHECK(ListTar(TarBuilder::Build(
            {{.name = "a", .bytes = "abc", .type = '\0', .size_field = "         3 "}})) ==
        "a=abc;");
}

TEST_CASE("tar: links, devices and sparse files are passed over") {
  CHECK(ListTar(TarBuilder::Build(
            {{.name = "hard", .type = '1', .size_field = "00000000700"},
             {.name = "soft", .type = '2', .size_field = "00000000700"},
             {.name = "pipe", .type = '6'},
             {.name = "sparse", .bytes = "x", .type = 'S'},
             {.name = "h", .bytes = TarBuilder::Pax("GNU.sparse.major", "1"), .type = 'x'},
             {.name = "holes", .bytes = "y"},
             {.name = "a", .bytes = "1"}})) == "a=1;");
}

TEST_CASE("tar: names are labels") {
  const std::string list = ListTar(TarBuilder::Build({{.name = "../../evil.txt", .bytes = "1"},
                                                      {.name = "/abs", .bytes = "2"},
                                                      {.name = "\x1b[2J\xff", .bytes = "3"}}));
  CHECK(list.starts_with("../../evil.txt=1;/abs=2;"));
  CHECK(list.find('\x1b') == list.npos);
  CHECK(IsUtf8(list));
}

TEST_CASE("tar: damaged ones are refused in words") {
  const auto one = [](TarItem item) { return ListTar(TarBuilder::Build({std::move(item)})); };
  CHECK(one({.name = "a", .bytes = "1", .wrong_sum = true}) == kCutTar);
  CHECK(one({.name = "a", .size_field = "00000100000"}) == kCutTar);
  CHECK(one({.name = "a", .size_field = "9"}) == kCutTar);
  CHECK(one({.name = "a", .size_field = TarBuilder::Bits(~std::uint64_t{0})}) == kCutTar);
  CHECK(one({.name = "a", .size_field = std::string(12, '\xff')}) == kCutTar);
  for (const char* pax :
       {"9 path=a", "x path=a\n", "3 \n", "99 path=a\n", "8 path\n", "10 size=x\n"}) {
    INFO(pax);
    CHECK(one({.name = "h", .bytes = pax, .type = 'x'}) == kCutTar);
  }
  CHECK(one({.name = "l", .type = 'L', .size_field = "77777777777"}) == kCutTar);
  CHECK(ListTar(TarBuilder::Build({{.name = "a", .bytes = "1"}}, /*ended=*/false)) == kCutTar);
  CHECK(ListTar(TarBuilder::Build({{.name = "a", .bytes = "1"}, {.name = "a", .bytes = "2"}})) ==
        "a.tar: two files in this tar have the same name; unpack it and name the right one");
  std::vector<TarItem> many(100001);
  for (std::size_t i = 0; i < many.size(); ++i) many[i].name = std::to_string(i);
  const auto refused = OpenTar(TarBuilder::Build(many));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::kLimit);
}

TEST_CASE("tar: cut anywhere, it is refused") {
  const std::string tar =
      TarBuilder::Build({{.name = "a.txt", .bytes = "words"},
                         {.name = "h", .bytes = TarBuilder::Pax("path", "b"), .type = 'x'},
                         {.name = "b.txt", .bytes = "more"}});
  CHECK(ListTar(tar) == "a.txt=words;b=more;");
  for (std::size_t cut = 0; cut + 1024 < tar.size() + 512; cut += 7) {
    CHECK(ListTar(tar.substr(0, cut)) == kCutTar);
  }
  // What follows the first block of zeros is padding.
  CHECK(ListTar(tar.substr(0, tar.size() - 512)) == "a.txt=words;b=more;");
}

TEST_CASE("tar: a chat in it is found, read and named as in a zip") {
  const std::string chat =
      "[13.03.24, 10:00:01] Ada: are we on?\r\n[13.03.24, 10:00:05] Ben: yes\r\n";
  const std::string tar = TarBuilder::Build({{.name = "./", .type = '5'},
                                             {.name = "./photo.jpg", .bytes = "\xff\xd8\xff"},
                                             {.name = "./_chat.txt", .bytes = chat}});
  auto exports = OpenExport(MemorySource("WhatsApp Chat - Ben.tar", tar), "");
  REQUIRE(exports);
  REQUIRE(exports->size() == 1);
  CHECK(exports->front().reader->name == "whatsapp");
  CHECK(exports->front().file_name == "WhatsApp Chat - Ben.tar");
  CollectSink sink;
  REQUIRE(ReadExport(exports->front(), {}, sink));
  CHECK(sink.records.size() == 2);
  // Nothing in it, or another archive.
  const auto message = [](const std::string& bytes) {
    return OpenExport(MemorySource("x.tar", bytes), "").error().message;
  };
  CHECK(Says(message(TarBuilder::Build({{.name = "a.bin", .bytes = "x"}})),
             "this is a tar of 1 files"));
  const std::string inner = ZipBuilder::Build({{.name = "_chat.txt", .bytes = chat}});
  CHECK(Says(message(TarBuilder::Build({{.name = "a.zip", .bytes = inner}})),
             "a tar with another zip in it"));
}

}  // namespace
}  // namespace ebb
