// Lexicon files (TOML) to a checked Lexicon.
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/hash.h"
#include "base/text_util.h"
#include "lexicon/lexicon.h"
#include "lexicon/lexicon_text.h"
#include "lexicon/token_pattern.h"
#include "text/fold.h"

namespace ebb {
namespace {

Error At(const LexiconFile& file, const toml::source_position& place, const std::string& what) {
  return MistakeAt(file, place.line, place.column, what);
}

Error At(const LexiconFile& file, const toml::node& node, const std::string& what) {
  return At(file, node.source().begin, what);
}

constexpr std::string_view kRuleKeys[] = {
    "id",   "category", "subcode",  "sign",      "about",  "strength", "intensity",
    "gate", "phrases",  "patterns", "tokens",    "unless", "near",     "edge",
    "yes",  "no",       "why",      "reference", "learned"};
constexpr std::string_view kClassKeys[] = {"name", "words", "why"};
constexpr std::string_view kFileKeys[] = {"language", "version", "name",
                                          "category", "rule",    "class"};

template <std::size_t N>
bool Known(const std::string_view (&keys)[N], std::string_view key) {
  return std::find(std::begin(keys), std::end(keys), key) != std::end(keys);
}

template <std::size_t N>
std::string ListOf(const std::string_view (&keys)[N]) {
  std::string out;
  for (const std::string_view key : keys) out += (out.empty() ? "" : ", ") + std::string(key);
  return out;
}

// Refuses keys that are not in the list.
template <std::size_t N>
Status CheckKeys(const LexiconFile& file, const toml::table& table,
                 const std::string_view (&keys)[N], const std::string& owner) {
  for (const auto& [key, node] : table) {
    if (Known(keys, key.str())) continue;
    return At(file, key.source().begin, "unknown key; " + owner + " has: " + ListOf(keys));
  }
  return Done{};
}

}  // namespace

// Collects rules and classes of several files; later ids replace earlier ones in place.
class LexiconBuilder {
 public:
  Status Add(const LexiconFile& file);
  Result<Lexicon> Finish();

 private:
  Status AddRule(const LexiconFile& file, const toml::table& table,
                 const std::optional<Category>& category);
  Status Take(const LexiconFile& file, const toml::table& table, Rule rule);
  Status AddClass(const LexiconFile& file, const toml::table& table);
  Status CheckEntries(const LexiconFile& file, const toml::array& list, const WordClass& made);
  Status ReadStrings(const LexiconFile& file, const toml::table& table, std::string_view key,
                     std::vector<std::string>* out);
  Status ReadWord(const LexiconFile& file, const toml::table& table, std::string_view key,
                  std::string* out);
  Status ReadCategory(const LexiconFile& file, const toml::table& table,
                      std::optional<Category>* category);
  Status ReadEnums(const LexiconFile& file, const toml::table& table, Rule* rule);
  Status ReadLearned(const LexiconFile& file, const toml::table& table, Rule* rule);
  Status ReadExamples(const LexiconFile& file, const toml::table& table, Rule* rule);
  Status CheckPatterns(const LexiconFile& file, const toml::table& table, const Rule& rule);

  Lexicon lexicon_;
  std::vector<LexiconFile> files_;
};

Status LexiconBuilder::ReadWord(const LexiconFile& file, const toml::table& table,
                                std::string_view key, std::string* out) {
  const toml::node* const node = table.get(key);
  if (node == nullptr) return Done{};
  const auto value = node->value<std::string>();
  if (!value || value->empty()) return At(file, *node, std::string(key) + " must be text");
  *out = *value;
  return Done{};
}

// Leaves *category as it is if the table names none.
Status LexiconBuilder::ReadCategory(const LexiconFile& file, const toml::table& table,
                                    std::optional<Category>* category) {
  std::string name;
  if (Status read = ReadWord(file, table, "category", &name); !read) return read;
  if (name.empty()) return Done{};
  const Result<Category> found = ParseCategory(name);
  if (!found) return At(file, *table.get("category"), "no such category");
  *category = *found;
  return Done{};
}

Status LexiconBuilder::ReadStrings(const LexiconFile& file, const toml::table& table,
                                   std::string_view key, std::vector<std::string>* out) {
  const toml::node* const node = table.get(key);
  if (node == nullptr) return Done{};
  const toml::array* const list = node->as_array();
  if (list == nullptr) return At(file, *node, std::string(key) + " must be a list of texts");
  for (const toml::node& item : *list) {
    const auto value = item.value<std::string>();
    if (!value || Trim(*value).empty()) return At(file, item, "an entry must be text");
    out->push_back(*value);
  }
  return Done{};
}

Status LexiconBuilder::ReadEnums(const LexiconFile& file, const toml::table& table, Rule* rule) {
  const auto choice = [&](std::string_view key, std::initializer_list<std::string_view> names,
                          int fallback) -> Result<int> {
    const toml::node* const node = table.get(key);
    if (node == nullptr) return fallback;
    const std::string value = node->value_or(std::string());
    int index = 0;
    std::string all;
    for (const std::string_view name : names) {
      if (name == value) return index;
      all += (all.empty() ? "" : ", ") + std::string(name);
      ++index;
    }
    return At(file, *node, std::string(key) + " must be one of: " + all);
  };
  const bool partner =
      rule->category == Category::kNeglect || rule->category == Category::kPressure;
  const Result<int> about = choice("about", {"self", "partner", "both"}, partner ? 1 : 0);
  if (!about) return about.error();
  rule->about = static_cast<About>(*about);
  const Result<int> strength = choice("strength", {"strong", "weak"}, 0);
  if (!strength) return strength.error();
  rule->strength = static_cast<Strength>(*strength);
  const Result<int> edge = choice("edge", {"open", "clause", "whole"}, 0);
  if (!edge) return edge.error();
  rule->edge = static_cast<Edge>(*edge);
  if (const toml::node* const node = table.get("intensity")) {
    const auto value = node->value<std::int64_t>();
    if (!value || *value < 1 || *value > 3) return At(file, *node, "intensity must be 1, 2 or 3");
    rule->intensity = static_cast<std::uint8_t>(*value);
  }
  if (const toml::node* const node = table.get("gate")) {
    const auto value = node->value<std::string>();
    if (!value) return At(file, *node, "gate must be text, such as \"gM+gP\"");
    const Result<Gates> gates = ParseGates(*value);
    if (!gates) return At(file, *node, gates.error().message);
    rule->gates = *gates;
  }
  return Done{};
}

// A rule of the decision layer: its category is all it says.
Status LexiconBuilder::ReadLearned(const LexiconFile& file, const toml::table& table, Rule* rule) {
  const toml::node* const node = table.get("learned");
  if (node == nullptr) return Done{};
  const auto value = node->value<bool>();
  if (!value) return At(file, *node, "learned must be true or false");
  rule->learned = *value;
  for (const std::string_view key :
       {"phrases", "tokens", "patterns", "unless", "near", "yes", "no"}) {
    if (rule->learned && table.get(key) != nullptr) {
      return At(file, *table.get(key), "a learned rule has no patterns and no examples");
    }
  }
  return Done{};
}

Status LexiconBuilder::ReadExamples(const LexiconFile& file, const toml::table& table, Rule* rule) {
  for (const std::string_view key : {std::string_view("yes"), std::string_view("no")}) {
    const toml::node* const node = table.get(key);
    const toml::array* const list = node == nullptr ? nullptr : node->as_array();
    if (list == nullptr || list->empty()) {
      return At(file, node == nullptr ? static_cast<const toml::node&>(table) : *node,
                "a rule needs at least one `" + std::string(key) + "` example");
    }
    for (const toml::node& item : *list) {
      Result<Example> example = ParseExample(item.value_or(std::string()), key == "yes");
      if (!example) return At(file, item, example.error().message);
      example->line = static_cast<int>(item.source().begin.line);
      (key == "yes" ? rule->yes : rule->no).push_back(std::move(*example));
    }
  }
  return Done{};
}

Status LexiconBuilder::CheckPatterns(const LexiconFile& file, const toml::table& table,
                                     const Rule& rule) {
  if (rule.phrases.empty() && rule.tokens.empty() && rule.patterns.empty()) {
    return At(file, table, "a rule needs at least one of phrases, tokens, patterns");
  }
  for (const std::string_view key : {std::string_view("tokens"), std::string_view("unless"),
                                     std::string_view("near"), std::string_view("phrases")}) {
    const toml::array* const list =
        table.get(key) == nullptr ? nullptr : table.get(key)->as_array();
    if (list == nullptr) continue;
    for (const toml::node& item : *list) {
      const std::string text = item.value_or(std::string());
      std::size_t offset = 0;
      const auto graph = key == "phrases" ? ParsePhrase(text) : ParsePattern(text, &offset);
      if (graph) continue;
      const toml::source_position at = item.source().begin;
      return MistakeAt(file, at.line, at.column + 1 + offset,
                       "bad pattern: it " + graph.error().message);
    }
  }
  return Done{};
}

Status LexiconBuilder::AddRule(const LexiconFile& file, const toml::table& table,
                               const std::optional<Category>& category) {
  if (Status known = CheckKeys(file, table, kRuleKeys, "a rule"); !known) return known;
  Rule rule;
  rule.file = file.name;
  rule.line = static_cast<int>(table.source().begin.line);
  std::optional<Category> own = category;
  if (Status read = ReadCategory(file, table, &own); !read) return read;
  if (!own) return At(file, table, "no category: neither this rule nor its file names one");
  rule.category = *own;
  for (const auto& [key, out] : {std::pair{"id", &rule.id},
                                 {"subcode", &rule.subcode},
                                 {"sign", &rule.sign},
                                 {"why", &rule.why},
                                 {"reference", &rule.reference}}) {
    if (Status read = ReadWord(file, table, key, out); !read) return read;
  }
  if (rule.id.empty()) return At(file, table, "a rule needs an id");
  if (rule.why.empty()) return At(file, table, "a rule needs `why`");
  for (const auto& [key, out] : {std::pair{"phrases", &rule.phrases},
                                 {"tokens", &rule.tokens},
                                 {"patterns", &rule.patterns},
                                 {"unless", &rule.unless},
                                 {"near", &rule.near}}) {
    if (Status read = ReadStrings(file, table, key, out); !read) return read;
  }
  if (Status read = ReadEnums(file, table, &rule); !read) return read;
  if (Status read = ReadLearned(file, table, &rule); !read) return read;
  if (!rule.learned) {
    if (Status read = ReadExamples(file, table, &rule); !read) return read;
    if (Status read = CheckPatterns(file, table, rule); !read) return read;
  }
  return Take(file, table, std::move(rule));
}

// Adds the rule, or puts it in the place of one with its id in an earlier file.
Status LexiconBuilder::Take(const LexiconFile& file, const toml::table& table, Rule rule) {
  for (Rule& old : lexicon_.rules_) {
    if (old.id != rule.id) continue;
    if (old.file == file.name)
      return At(file, *table.get("id"), "this id is used twice in the file");
    old = std::move(rule);
    return Done{};
  }
  if (lexicon_.rules_.size() >= 0xffff) return At(file, table, "more than 65535 rules");
  lexicon_.rules_.push_back(std::move(rule));
  return Done{};
}

Status LexiconBuilder::CheckEntries(const LexiconFile& file, const toml::array& list,
                                    const WordClass& made) {
  for (std::size_t i = 0; i < made.words.size(); ++i) {
    std::size_t offset = 0;
    const bool lone = AmbiguousReading(FoldWord(made.words[i])) != nullptr;
    const auto graph = ParsePattern(made.words[i], &offset);
    const toml::source_position at = list[i].source().begin;
    if (!graph && !lone) {
      return MistakeAt(file, at.line, at.column + 1 + offset,
                       "bad entry: it " + graph.error().message);
    }
    if (graph && !FitsClass(*graph)) {
      return MistakeAt(file, at.line, at.column + 1,
                       "bad entry: in a class, no @, ^, $, $$ and ... are allowed");
    }
  }
  return Done{};
}

Status LexiconBuilder::AddClass(const LexiconFile& file, const toml::table& table) {
  if (Status known = CheckKeys(file, table, kClassKeys, "a class"); !known) return known;
  WordClass made;
  made.file = file.name;
  made.line = static_cast<int>(table.source().begin.line);
  if (Status read = ReadWord(file, table, "name", &made.name); !read) return read;
  if (Status read = ReadStrings(file, table, "words", &made.words); !read) return read;
  if (made.name.empty() || made.words.empty())
    return At(file, table, "a class needs name and words");
  if (!IsClassName(made.name)) {
    return At(
        file, *table.get("name"),
        "a class name is made of letters, digits and _, and is not `number`, which is built in");
  }
  const toml::array& list = *table.get("words")->as_array();
  if (Status checked = CheckEntries(file, list, made); !checked) return checked;
  for (WordClass& old : lexicon_.classes_) {
    if (old.name != made.name) continue;
    if (old.file == file.name) return At(file, table, "this class is defined twice in the file");
    old = std::move(made);
    return Done{};
  }
  lexicon_.classes_.push_back(std::move(made));
  return Done{};
}

Status LexiconBuilder::Add(const LexiconFile& file) {
  files_.push_back(file);
  if (file.name.ends_with("scorer.tsv")) {
    Result<Scorer> scorer = ParseScorer(file.name, file.text);
    if (!scorer) return scorer.error();
    lexicon_.scorer_ = std::move(*scorer);
    lexicon_.talk_nets_ = {};  // they have their say beside the weights they were trained with
    return Done{};
  }
  if (file.name.ends_with("talk.tsv")) {
    Result<TalkNets> nets = ParseTalkNets(file.name, file.text);
    if (!nets) return nets.error();
    lexicon_.talk_nets_ = std::move(*nets);
    return Done{};
  }
  const toml::parse_result parsed = toml::parse(file.text, file.name);
  if (!parsed) {
    const toml::parse_error& error = parsed.error();
    return At(file, error.source().begin, "not valid TOML: " + std::string(error.description()));
  }
  const toml::table& root = parsed.table();
  if (Status known = CheckKeys(file, root, kFileKeys, "a lexicon file"); !known) return known;
  for (const auto& [key, out] : {std::pair{"language", &lexicon_.language_},
                                 {"version", &lexicon_.version_},
                                 {"name", &lexicon_.name_}}) {
    if (Status read = ReadWord(file, root, key, out); !read) return read;
  }
  std::optional<Category> category;
  if (Status read = ReadCategory(file, root, &category); !read) return read;
  for (const auto& [key, is_rule] : {std::pair{"class", false}, {"rule", true}}) {
    const toml::node* const node = root.get(key);
    if (node == nullptr) continue;
    const toml::array* const list = node->as_array();
    if (list == nullptr)
      return At(file, *node, std::string("write [[") + key + "]], a list of tables");
    for (const toml::node& item : *list) {
      const toml::table* const table = item.as_table();
      if (table == nullptr)
        return At(file, item, std::string("write [[") + key + "]], a list of tables");
      Status added = is_rule ? AddRule(file, *table, category) : AddClass(file, *table);
      if (!added) return added;
    }
  }
  return Done{};
}

Result<Lexicon> LexiconBuilder::Finish() {
  std::string all;
  for (const LexiconFile& file : files_) {
    all += file.name.substr(file.name.find_last_of('/') + 1) + '\n' + file.text + '\n';
  }
  lexicon_.hash_ = Hash128Hex(all);
  if (lexicon_.name_.empty()) lexicon_.name_ = "ebb";
  if (lexicon_.version_.empty()) lexicon_.version_ = "0.0.0";
  if (lexicon_.language_.empty()) lexicon_.language_ = "en";
  return std::move(lexicon_);
}

Result<Lexicon> ParseLexicon(const std::vector<LexiconFile>& files) {
  LexiconBuilder builder;
  for (const LexiconFile& file : files) {
    if (Status added = builder.Add(file); !added) return added.error();
  }
  return builder.Finish();
}

}  // namespace ebb
