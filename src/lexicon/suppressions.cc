#include "lexicon/suppressions.h"

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <map>
#include <memory>
#include <set>
#include <utility>

#include "base/source.h"
#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::uint64_t kLargestFile = 16u << 20;

Error At(const std::string& name, const toml::source_region& place, const std::string& what) {
  return {ErrorKind::kUsage, name + ":" + std::to_string(place.begin.line) + ": " + what};
}

Status ReadKey(const std::string& name, const toml::key& key, const toml::node& node,
               Suppression* entry) {
  const std::map<std::string_view, std::string*> keys = {
      {"rule", &entry->rule}, {"message", &entry->message}, {"reason", &entry->reason}};
  const auto known = keys.find(key.str());
  if (known == keys.end()) {
    return At(name, key.source(), "unknown key; an entry has: rule, message, reason");
  }
  const auto value = node.value<std::string>();
  if (!value || Trim(*value).empty()) {
    return At(name, node.source(), "rule, message and reason must each be text");
  }
  *known->second = std::string(Trim(*value));
  return Done{};
}

Result<Suppression> ReadEntry(const std::string& name, const toml::node& node) {
  const toml::table* const table = node.as_table();
  if (table == nullptr) return At(name, node.source(), "an entry begins with [[suppress]]");
  Suppression entry;
  entry.file = name;
  entry.line = table->source().begin.line;
  for (const auto& [key, value] : *table) {
    if (Status read = ReadKey(name, key, value, &entry); !read) return read.error();
  }
  if (entry.rule.empty() && entry.message.empty()) {
    return At(name, table->source(), "an entry needs a rule, a message id, or both");
  }
  if (entry.reason.empty()) return At(name, table->source(), "an entry needs a reason");
  return entry;
}

void AddNew(std::vector<Suppression> more, std::vector<Suppression>* list) {
  std::set<std::pair<std::string, std::string>> known;
  for (const Suppression& entry : *list) known.emplace(entry.rule, entry.message);
  for (Suppression& entry : more) {
    if (known.emplace(entry.rule, entry.message).second) list->push_back(std::move(entry));
  }
}

}  // namespace

Result<std::vector<Suppression>> ParseSuppressions(const std::string& name, std::string_view text) {
  const toml::parse_result parsed = toml::parse(text, name);
  if (!parsed) {
    return At(name, parsed.error().source(),
              "not TOML: " + std::string(parsed.error().description()));
  }
  std::vector<Suppression> list;
  for (const auto& [key, node] : parsed.table()) {
    const toml::array* const entries = node.as_array();
    if (key.str() != "suppress" || entries == nullptr) {
      return At(name, key.source(), "unknown key; the file holds [[suppress]] entries only");
    }
    std::vector<Suppression> read;
    for (const toml::node& item : *entries) {
      Result<Suppression> entry = ReadEntry(name, item);
      if (!entry) return entry.error();
      read.push_back(std::move(*entry));
    }
    AddNew(std::move(read), &list);
  }
  return list;
}

Result<std::vector<Suppression>> ReadSuppressions(const std::vector<std::string>& paths) {
  std::vector<Suppression> list;
  for (const std::string& path : paths) {
    const Result<std::unique_ptr<Source>> source = OpenFile(path);
    if (!source) return Error{ErrorKind::kUsage, "--suppress " + source.error().message};
    const Result<std::string> text = ReadAll(**source, kLargestFile);
    if (!text) return Error{ErrorKind::kUsage, "--suppress " + text.error().message};
    Result<std::vector<Suppression>> parsed = ParseSuppressions(path, *text);
    if (!parsed) return parsed.error();
    AddNew(std::move(*parsed), &list);
  }
  return list;
}

}  // namespace ebb
