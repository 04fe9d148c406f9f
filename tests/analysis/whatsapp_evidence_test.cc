// Evidence from real readers: the stretches that are read again give the same words, lines and ids
// as reading everything again, in any encoding.
#include <catch2/catch.hpp>

#include "base/decode.h"
#include "made_chat.h"
#include "readers/whatsapp.h"

namespace ebb::testing {
namespace {

// A year of chat as WhatsApp writes it, with messages of several lines and some that are flagged.
std::string WhatsAppText(const std::string& line_end) {
  std::string out;
  for (int i = 0; i < 12000; ++i) {
    const CivilTime t = CivilFromSeconds(kMonday + i * std::int64_t{2400});
    char head[64];
    std::snprintf(head, sizeof head, "%02d/%02d/%04d, %02d:%02d - %s: ", t.day, t.month, t.year,
                  t.hour, t.minute, i % 2 == 0 ? "Ann Lee" : "Zo\xC3\xAB");
    out += head;
    if (i % 11 == 0) out += "first line" + line_end;
    out += i % 400 == 7 ? "well, i need more room" : "we had soup number " + std::to_string(i);
    out += line_end;
  }
  return out;
}

std::string Utf16(const std::string& text) {
  std::string out = "\xFF\xFE";
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, &at);
    out += static_cast<char>(c & 0xFF);
    out += static_cast<char>(c >> 8);
  }
  return out;
}

Analysis AnalyzeBytes(const std::string& bytes, Encoding encoding, const Reader& reader,
                      unsigned jobs) {
  OpenedExport opened;
  opened.file_name = "chat.txt";
  opened.bytes = bytes.size();
  opened.source = DecodingSource(MemorySource("chat.txt", bytes), encoding);
  opened.reader = &reader;
  AnalyzeOptions options;
  options.jobs = jobs;
  LoadSettings settings;
  settings.matcher = &SmallTools().matcher;
  Result<LoadedInput> loaded = LoadOpened(std::move(opened), options, settings, "");
  if (!loaded) FAIL(loaded.error().message);
  std::vector<std::vector<LoadedInput>> by_path(1);
  by_path[0].push_back(std::move(*loaded));
  Result<Analysis> analysis = AnalyzeLoaded(std::move(by_path), SmallTools().lexicon, options);
  if (!analysis) FAIL(analysis.error().message);
  return *analysis;
}

TEST_CASE("WhatsApp: stretches, whole, threads and encodings agree") {
  REQUIRE(kWhatsAppReader.can_resume);
  Reader whole = kWhatsAppReader;
  whole.can_resume = false;
  const std::string plain = WhatsAppText("\n");
  const Analysis expected = AnalyzeBytes(plain, Encoding::kUtf8, whole, 1);
  REQUIRE(expected.flags.size() == 30);
  REQUIRE(expected.inputs[0].messages == 12000);
  struct Case {
    const char* what;
    std::string bytes;
    Encoding encoding;
    unsigned jobs;
  };
  const Case cases[] = {{"plain", plain, Encoding::kUtf8, 1},
                        {"two threads", plain, Encoding::kUtf8, 2},
                        {"carriage returns", WhatsAppText("\r\n"), Encoding::kUtf8, 1},
                        {"UTF-16", Utf16(plain), Encoding::kUtf16Le, 3}};
  for (const Case& c : cases) {
    INFO(c.what);
    const Analysis a = AnalyzeBytes(c.bytes, c.encoding, kWhatsAppReader, c.jobs);
    REQUIRE(a.flags.size() == expected.flags.size());
    for (std::size_t i = 0; i < a.flags.size(); ++i) {
      const FlagRow& flag = a.flags[i];
      CHECK(flag.text.substr(flag.begin, flag.end - flag.begin) == "i need more room");
      CHECK(flag.line == expected.flags[i].line);
      CHECK(flag.message_id == expected.flags[i].message_id);
      REQUIRE(flag.after.size() == 2);
      std::string after = flag.after[1].text;
      std::erase(after, '\r');
      CHECK(after == expected.flags[i].after[1].text);
    }
  }
}

}  // namespace
}  // namespace ebb::testing
