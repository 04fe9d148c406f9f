#include "readers/gzip.h"

#include <catch2/catch.hpp>

#include "readers/gzip_builder.h"
#include "readers/read_bytes.h"
#include "readers/tar_builder.h"
#include "readers/zip_builder.h"
#include "temp_folder.h"

namespace ebb {
namespace {

constexpr std::string_view kGzChat =
    "13/03/2024, 10:00 - Ada: are you coming\n13/03/2024, 10:01 - Ben: in a minute\n";
constexpr const char* kDamagedGz =
    "a.txt.gz: the gzip file is cut or damaged; copy or export it again";

std::string Unpacked(const std::string& packed) {
  const auto source = OpenGzip(MemorySource("a.txt.gz", packed));
  if (!source) return source.error().message;
  const auto text = ReadAll(**source, std::uint64_t{1} << 30);
  REQUIRE(text);
  CHECK((*source)->size() == text->size());
  return *text;
}

TEST_CASE("gzip: one file, several put together, zeros after the end") {
  const std::string chat(kGzChat);
  CHECK(Unpacked(Gzip(chat)) == chat);
  CHECK(Unpacked(Gzip("")).empty());
  CHECK(Unpacked(Gzip(chat) + Gzip("more")) == chat + "more");
  CHECK(Unpacked(Gzip(chat) + std::string(700, '\0')) == chat);
  const auto source = OpenGzip(MemorySource("x/a.txt.gz", Gzip(chat)));
  REQUIRE(source);
  CHECK((*source)->name() == "x/a.txt.gz: a.txt");
}

TEST_CASE("gzip: what is cut, damaged or has something behind it is refused") {
  const std::string packed = Gzip(kGzChat);
  for (std::size_t end = 3; end < packed.size(); ++end) {
    CHECK(Unpacked(packed.substr(0, end)) == kDamagedGz);
  }
  std::string wrong_sum = packed;
  wrong_sum[packed.size() - 6] ^= 1;
  CHECK(Unpacked(wrong_sum) == kDamagedGz);
  std::string wrong_length = packed;
  wrong_length.back() ^= 1;
  CHECK(Unpacked(wrong_length) == kDamagedGz);
  CHECK(Unpacked(packed + "x") == kDamagedGz);
  CHECK(Unpacked(packed + packed.substr(0, packed.size() - 1)) == kDamagedGz);
}

TEST_CASE("gzip: going back begins at the places kept on the way") {
  std::string long_text;
  std::uint32_t state = 1;
  while (long_text.size() < (std::size_t{34} << 20)) {
    state = state * 1664525 + 1013904223;
    long_text += std::to_string(state) + (state % 7 == 0 ? "\n" : " ");
  }
  const auto source = OpenGzip(MemorySource("a.gz", Gzip(long_text, 1)));
  REQUIRE(source);
  REQUIRE((*source)->size() == long_text.size());
  const std::size_t places[] = {0,        33000000, 17000000, 16777216, 5,
                                20000000, 20000001, 33900000, 100,      long_text.size()};
  for (const std::size_t at : places) {
    REQUIRE((*source)->Seek(at));
    std::string piece(1000, '\0');
    const auto n = (*source)->Read(piece.data(), piece.size());
    REQUIRE(n);
    CHECK(piece.substr(0, *n) == long_text.substr(at, 1000));
  }
  REQUIRE((*source)->Seek(long_text.size() + 10));
  char c = 0;
  CHECK(*(*source)->Read(&c, 1) == 0);
}

TEST_CASE("gzip: what grows without bounds is refused") {
  const auto bomb = OpenGzip(MemorySource("a.gz", Gzip(std::string(std::size_t{20} << 20, 'a'))));
  REQUIRE_FALSE(bomb);
  CHECK(bomb.error().kind == ErrorKind::kLimit);
  CHECK(bomb.error().message.starts_with("a.gz: grows more than 100-fold"));
  // Small ones may.
  CHECK(OpenGzip(MemorySource("a.gz", Gzip(std::string(std::size_t{9} << 20, 'a')))));
}

TEST_CASE("gzip: a chat, a tar, and both in a folder") {
  const auto chat = OpenExport(MemorySource("WhatsApp Chat with Ben.txt.gz", Gzip(kGzChat)), "");
  REQUIRE(chat);
  CHECK((*chat)[0].reader->name == "whatsapp");
  CHECK((*chat)[0].source->name() == "WhatsApp Chat with Ben.txt.gz: WhatsApp Chat with Ben.txt");
  const std::string tar = TarBuilder::Build({{.name = "_chat.txt", .bytes = std::string(kGzChat)}});
  const auto packed = OpenExport(MemorySource("export.tar.gz", Gzip(tar)), "");
  REQUIRE(packed);
  CHECK((*packed)[0].reader->name == "whatsapp");
  CHECK((*packed)[0].source->name() == "export.tar.gz: _chat.txt");

  const auto check_folder = [](const char* name, const std::string& bytes) {
    const TempFolder folder;
    folder.Put(name, bytes);
    auto exports = OpenExport(folder.path(), "");
    REQUIRE(exports);
    CHECK((*exports)[0].reader->name == "whatsapp");
    CollectSink sink;
    ReadOptions options;
    REQUIRE(ReadExport((*exports)[0], options, sink));
    CHECK(sink.records.size() == 2);
  };
  check_folder("a.tgz", Gzip(tar));
  check_folder("a.TAR.GZ", Gzip(tar));
  check_folder("chat.txt.gz", Gzip(kGzChat));
}

TEST_CASE("gzip: a cut one in a folder is named, alone it is the error") {
  const std::string whole = Gzip(kGzChat);
  const TempFolder folder;
  folder.Put("a.txt.gz", whole);
  folder.Put("b.txt.gz", whole.substr(0, whole.size() - 9));
  const auto exports = OpenExport(folder.path(), "");
  REQUIRE(exports);
  REQUIRE((*exports)[0].warnings.size() == 1);
  CHECK((*exports)[0].warnings[0].find("b.txt.gz") != std::string::npos);
  CHECK((*exports)[0].warnings[0].ends_with("copy or export it again; it was left out"));
  const TempFolder alone;
  alone.Put("b.txt.gz", whole.substr(0, whole.size() - 9));
  const auto nothing = OpenExport(alone.path(), "");
  REQUIRE_FALSE(nothing);
  CHECK(nothing.error().message.find("cut or damaged") != std::string::npos);
}

TEST_CASE("gzip: what is packed is not jumped about in") {
  const auto source = OpenGzip(MemorySource("a.gz", Gzip(kGzChat)));
  REQUIRE(source);
  CHECK_FALSE((*source)->seeks_cheaply());
  const std::string tar = TarBuilder::Build({{.name = "_chat.txt", .bytes = std::string(kGzChat)}});
  const auto packed = OpenExport(MemorySource("export.tar.gz", Gzip(tar)), "");
  REQUIRE(packed);
  CHECK_FALSE((*packed)[0].source->seeks_cheaply());
}

TEST_CASE("gzip: a zip in it is read within the limits of both, a second gzip is not") {
  const std::string zip = ZipBuilder::Build({{.name = "_chat.txt", .bytes = std::string(kGzChat)}});
  auto exports = OpenExport(MemorySource("chat.zip.gz", Gzip(zip)), "");
  REQUIRE(exports);
  REQUIRE(exports->size() == 1);
  CHECK((*exports)[0].reader->name == "whatsapp");
  CollectSink sink;
  REQUIRE(ReadExport((*exports)[0], {}, sink));
  CHECK(sink.records.size() == 2);
  struct Case {
    std::string bytes;
    ErrorKind kind;
  };
  const std::string long_zip =
      ZipBuilder::Build({{.name = "_chat.txt", .bytes = std::string(std::size_t{20} << 20, 'a')}});
  for (const Case& c :
       {Case{Gzip(Gzip(kGzChat)), ErrorKind::kInput},
        Case{Gzip(zip.substr(0, zip.size() - 5)), ErrorKind::kInput},
        Case{Gzip(ZipBuilder::Build({{.name = "in.zip", .bytes = zip}})), ErrorKind::kInput},
        Case{Gzip(long_zip), ErrorKind::kLimit}}) {
    const auto refused = OpenExport(MemorySource("chat.zip.gz", c.bytes), "");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == c.kind);
  }
}

}  // namespace
}  // namespace ebb
