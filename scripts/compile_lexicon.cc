// Build tool: compiles the built-in lexicon.
// usage: ebb_compile_lexicon STEM
// Writes STEM.bin (two parts, each preceded by its length: the rules' summary and the matcher's
// tables) and STEM.S, which takes it into the program.
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>

#include "lexicon/lexicon.h"
#include "lexicon/summary.h"
#include "match/matcher.h"

namespace {

void AddPart(const std::string& part, std::string* out) {
  const std::uint64_t size = part.size();
  out->append(reinterpret_cast<const char*>(&size), sizeof size);
  constexpr std::size_t kUnit = ebb::Matcher::kAlignment;
  out->append(kUnit - sizeof size, '\0');
  out->append(part);
  out->append((kUnit - out->size() % kUnit) % kUnit, '\0');
}

bool WriteBytes(const std::string& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary);
  file << bytes;
  return file.good();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const auto lexicon = ebb::ParseLexicon(ebb::BuiltInLexiconFiles());
  if (!lexicon) {
    std::fprintf(stderr, "%s\n", lexicon.error().message.c_str());
    return 1;
  }
  if (const auto matcher = ebb::Matcher::Build(*lexicon); !matcher) {
    std::fprintf(stderr, "%s\n", matcher.error().message.c_str());
    return 1;
  }
  std::string bytes;
  AddPart(ebb::LexiconSummary::Encode(*lexicon), &bytes);
  AddPart(ebb::Matcher::Encode(*lexicon), &bytes);
  const std::string stem = argv[1];
  const std::string assembly =
      "  .section .rodata\n  .global ebb_compiled_lexicon\n  .global ebb_compiled_lexicon_end\n"
      "  .balign 64\nebb_compiled_lexicon:\n  .incbin \"" +
      stem +
      ".bin\"\n"
      "ebb_compiled_lexicon_end:\n  .section .note.GNU-stack,\"\",%progbits\n";
  return WriteBytes(stem + ".bin", bytes) && WriteBytes(stem + ".S", assembly) ? 0 : 1;
}
