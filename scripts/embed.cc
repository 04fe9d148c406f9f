// Build tool: turns files into C++ source, so that data travels inside the program.
// usage: ebb_embed OUT.cc SYMBOL FILE...
// OUT.cc defines `const std::vector<ebb::EmbeddedFile> ebb::SYMBOL`, see base/embedded.h.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

namespace {

std::string BaseName(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

// Octal escapes of at most three digits never swallow the character after them.
std::string Literal(const std::string& bytes) {
  std::string out = "\"";
  char escape[8];
  for (unsigned char c : bytes) {
    if (c == '\n') {
      out += "\\n\"\n\"";
    } else if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '?') {
      out += static_cast<char>(c);
    } else {
      std::snprintf(escape, sizeof escape, "\\%03o", c);
      out += escape;
    }
  }
  return out + "\"";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  std::string out =
      "#include \"base/embedded.h\"\nnamespace ebb {\nextern const std::vector<EmbeddedFile> ";
  out += argv[2];
  out += ";\nconst std::vector<EmbeddedFile> ";
  out += argv[2];
  out += " = {\n";
  for (int i = 3; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    if (!in) {
      std::fprintf(stderr, "ebb_embed: cannot read %s\n", argv[i]);
      return 1;
    }
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    out += "{\"" + BaseName(argv[i]) + "\", std::string_view(" + Literal(bytes) + ", " +
           std::to_string(bytes.size()) + ")},\n";
  }
  out += "};\n}  // namespace ebb\n";
  std::ofstream file(argv[1], std::ios::binary);
  file << out;
  return file.good() ? 0 : 1;
}
