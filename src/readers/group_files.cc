#include "readers/group_files.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include "readers/reader.h"
#include "readers/tree.h"

namespace ebb {
namespace {

constexpr std::array<std::string_view, 5> kMetaFolders = {
    "inbox", "archived_threads", "filtered_threads", "message_requests", "e2ee_cutover"};

bool Contains(const std::set<std::string>& files, std::string_view folder, std::string_view name) {
  return files.contains(std::string(folder) + "/" + std::string(name));
}

// The folder of the account that `file` is a mark of; empty if it is none.
std::string_view AccountFolder(const std::set<std::string>& files, const std::string& file) {
  const std::string_view base = BaseName(file), folder = FolderName(file);
  if (base == "users.json") {
    const bool slack = Contains(files, folder, "channels.json") ||
                       Contains(files, folder, "dms.json") ||
                       Contains(files, folder, "groups.json");
    return slack ? folder : std::string_view();
  }
  if (base == "user_info.json" && BaseName(FolderName(folder)) == "Users") {
    return FolderName(FolderName(folder));
  }
  // signal-export writes a chat as text, as data and as a page into one folder.
  if (base == "chat.md" &&
      (Contains(files, folder, "data.json") || Contains(files, folder, "index.html"))) {
    return folder;
  }
  if (base == "account.js" && Contains(files, folder, "direct-messages.js")) return folder;
  if (!base.starts_with("message_")) return {};
  const std::string_view box = FolderName(folder);
  const bool meta =
      std::find(kMetaFolders.begin(), kMetaFolders.end(), BaseName(box)) != kMetaFolders.end();
  return meta ? FolderName(box) : std::string_view();
}

// The nearest of `accounts` that holds `file`; empty if none does.
std::string_view AccountOf(const std::set<std::string, std::less<>>& accounts,
                           std::string_view file) {
  for (std::string_view folder = FolderName(file); !folder.empty(); folder = FolderName(folder)) {
    if (accounts.contains(folder)) return folder;
  }
  return {};
}

// Files with the same key are parts of one chat.
std::string PartKey(const std::string& file) {
  for (const Reader& reader : Readers()) {
    if (reader.group == nullptr) continue;
    const std::string part = reader.group(BaseName(file));
    if (part.empty()) continue;
    // The same name may end in .json and .html: those are no parts of each other.
    return std::string(FolderName(file)) + "\n" + part + "\n" +
           std::string(
               BaseName(file).substr(std::min(BaseName(file).rfind('.'), BaseName(file).size())));
  }
  return "";
}

}  // namespace

std::vector<FileUnit> GroupFiles(const std::vector<std::string>& files) {
  const std::set<std::string> all(files.begin(), files.end());
  std::set<std::string, std::less<>> accounts;
  for (const std::string& file : files) {
    const std::string_view folder = AccountFolder(all, file);
    if (!folder.empty()) accounts.emplace(folder);
  }
  std::vector<FileUnit> units;
  std::map<std::string, std::size_t> known;
  for (const std::string& file : files) {
    const std::string_view account = AccountOf(accounts, file);
    const std::string key = account.empty() ? PartKey(file) : std::string(account);
    const auto [place, fresh] = known.emplace(key.empty() ? file : key, units.size());
    if (fresh) units.push_back({account.empty() ? file : std::string(account), {}});
    if (account.empty()) units[place->second].files.push_back(file);
  }
  for (FileUnit& unit : units) {
    if (unit.files.size() == 1) unit.files.clear();
  }
  return units;
}

}  // namespace ebb
