#include "lexicon/lexicon.h"

#include <algorithm>

#include "base/embedded.h"
#include "base/source.h"

namespace ebb {

extern const std::vector<EmbeddedFile> kBuiltInLexicon;

namespace {

constexpr std::string_view kCategoryNames[kCategories] = {
    "withdrawal", "shutdown",      "avoidance", "neglect",       "pressure",
    "repair",     "grand_gesture", "self_harm", "abuse_control", "boundary"};

constexpr std::uint64_t kLargestLexiconFile = 16u << 20;

Status AppendFile(const std::string& path, std::vector<LexiconFile>* files) {
  Result<std::unique_ptr<Source>> source = OpenFile(path);
  if (!source) return Error{ErrorKind::kLexicon, source.error().message};
  Result<std::string> text = ReadAll(**source, kLargestLexiconFile);
  if (!text) return Error{ErrorKind::kLexicon, text.error().message};
  files->push_back({path, std::move(*text)});
  return Done{};
}

// A longer name that begins with this one counts too: one class too many does no harm.
bool NamesClass(const Rule& rule, const std::string& name) {
  const std::string written = "@" + name;
  for (const auto* forms : {&rule.tokens, &rule.unless, &rule.near}) {
    for (const std::string& form : *forms) {
      if (form.find(written) != std::string::npos) return true;
    }
  }
  return false;
}

}  // namespace

std::string_view CategoryName(Category category) {
  return kCategoryNames[static_cast<int>(category)];
}

Result<Category> ParseCategory(std::string_view name) {
  for (int i = 0; i < kCategories; ++i) {
    if (kCategoryNames[i] == name) return static_cast<Category>(i);
  }
  return Error{ErrorKind::kLexicon, "no such category"};
}

std::string GatesName(Gates gates) {
  static constexpr struct {
    Gate gate;
    const char* name;
  } kNames[] = {{kGateQuestion, "gQ"},
                {kGatePressure, "gP"},
                {kGateTopic, "gT"},
                {kGateProposal, "gL"},
                {kGateHabit, "gX"}};
  std::string any;
  for (const auto& entry : kNames) {
    if ((gates & entry.gate) == 0) continue;
    if (!any.empty()) any += '|';
    any += entry.name;
  }
  if ((gates & kGateWhole) == 0) return any;
  return any.empty() ? "gM" : "gM+" + any;
}

Lexicon Lexicon::WithRules(std::vector<Rule> rules,
                           const std::vector<std::string_view>& classes) const {
  Lexicon other;
  for (const WordClass& entry : classes_) {
    const bool wanted = std::find(classes.begin(), classes.end(), entry.name) != classes.end() ||
                        std::any_of(rules.begin(), rules.end(),
                                    [&](const Rule& rule) { return NamesClass(rule, entry.name); });
    if (wanted) other.classes_.push_back(entry);
  }
  other.rules_ = std::move(rules);
  other.name_ = name_;
  other.version_ = version_;
  other.language_ = language_;
  return other;
}

const Rule* Lexicon::Find(std::string_view id) const {
  for (const Rule& rule : rules_) {
    if (rule.id == id) return &rule;
  }
  return nullptr;
}

const WordClass* Lexicon::FindClass(std::string_view name) const {
  for (const WordClass& entry : classes_) {
    if (entry.name == name) return &entry;
  }
  return nullptr;
}

const std::vector<LexiconFile>& BuiltInLexiconFiles() {
  static const auto* const files = [] {
    auto* const made = new std::vector<LexiconFile>();
    for (const EmbeddedFile& file : kBuiltInLexicon) {
      made->push_back({"lexicons/en/" + std::string(file.name), std::string(file.bytes)});
    }
    return made;
  }();
  return *files;
}

Result<Lexicon> LoadLexicon(const std::vector<std::string>& paths, bool replace) {
  std::vector<LexiconFile> files;
  if (!replace) files = BuiltInLexiconFiles();
  for (const std::string& path : paths) {
    if (!IsFolder(path)) {
      if (Status added = AppendFile(path, &files); !added) return added.error();
      continue;
    }
    Result<std::vector<std::string>> listed = ListFiles(path);
    if (!listed) return Error{ErrorKind::kLexicon, listed.error().message};
    std::size_t used = 0;
    for (const std::string& file : *listed) {
      if (!file.ends_with(".toml") && !file.ends_with("/scorer.tsv") &&
          !file.ends_with("/talk.tsv"))
        continue;
      ++used;
      if (Status added = AppendFile(file, &files); !added) return added.error();
    }
    if (used == 0) {
      return Error{ErrorKind::kLexicon,
                   path + ": no .toml file in this folder; see lexicons/README.md"};
    }
  }
  return ParseLexicon(files);
}

}  // namespace ebb
