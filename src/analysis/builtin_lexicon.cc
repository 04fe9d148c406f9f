#include "analysis/builtin_lexicon.h"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

#include "lexicon/summary.h"

extern "C" {
extern const char ebb_compiled_lexicon[];
extern const char ebb_compiled_lexicon_end[];
}

namespace ebb {
namespace {

// Written by scripts/compile_lexicon.cc: length and bytes, both padded to Matcher::kAlignment.
std::string_view TakePart(std::string_view* bytes) {
  constexpr std::size_t kUnit = Matcher::kAlignment;
  std::uint64_t size = 0;
  std::memcpy(&size, bytes->data(), sizeof size);
  const std::string_view part = bytes->substr(kUnit, size);
  bytes->remove_prefix(
      std::min<std::size_t>(kUnit + (size + kUnit - 1) / kUnit * kUnit, bytes->size()));
  return part;
}

}  // namespace

Result<ReadyLexicon> BuiltInLexicon() {
  std::string_view bytes(ebb_compiled_lexicon,
                         static_cast<std::size_t>(ebb_compiled_lexicon_end - ebb_compiled_lexicon));
  Lexicon lexicon = LexiconSummary::Decode(TakePart(&bytes));
  Result<Matcher> matcher = Matcher::Decode(TakePart(&bytes), true);
  if (!matcher) return matcher.error();
  return ReadyLexicon{std::move(lexicon), std::move(*matcher)};
}

Result<ReadyLexicon> ReadyLexiconFrom(const std::vector<std::string>& paths, bool replace) {
  if (paths.empty() && !replace) return BuiltInLexicon();
  Result<Lexicon> lexicon = LoadLexicon(paths, replace);
  if (!lexicon) return lexicon.error();
  Result<Matcher> matcher = Matcher::Build(*lexicon);
  if (!matcher) return matcher.error();
  return ReadyLexicon{std::move(*lexicon), std::move(*matcher)};
}

}  // namespace ebb
