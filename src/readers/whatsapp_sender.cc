#include "readers/whatsapp_sender.h"

#include <algorithm>

#include "readers/whatsapp_markers.h"
#include "readers/whatsapp_text.h"

namespace ebb::whatsapp {
namespace {

// A hostile file could make every line a new name; the table is then begun anew.
constexpr std::size_t kMostNames = 100000;

std::size_t CountOf(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++count;
  }
  return count;
}

// A contact may be called Anna "Annie" Smith; `Anna changed the subject to "Re` is an event cut at
// ": ".
bool HasOpenQuotation(std::string_view text) {
  if (CountOf(text, "\"") % 2 != 0) return true;
  const std::size_t low = CountOf(text, "\u201E");
  const std::size_t left = CountOf(text, "\u201C"), right = CountOf(text, "\u201D");
  if (low > left + right) return true;
  if (low == 0 && left > right) return true;
  return CountOf(text, "\u00AB") > CountOf(text, "\u00BB") ||
         CountOf(text, "\u300C") > CountOf(text, "\u300D");
}

}  // namespace

bool IsPlausibleName(std::string_view raw) {
  if (raw.empty() || raw.size() > 4 * kLongestName + 16) return false;
  const std::string name = CleanName(raw);
  if (CountCodePoints(name) > kLongestName || HasOpenQuotation(name)) return false;
  const std::string folded = FoldPhrase(raw);
  const Markers& markers = Markers::Get();
  return !markers.HasEvent(folded) && !markers.HasEncryptionNotice(folded);
}

SenderTable::Found SenderTable::Find(std::string_view rest) {
  if (facts_.colon_names.empty()) {
    for (std::size_t i = 0; i < recent_.size(); ++i) {
      const Entry* entry = recent_[i];
      if (entry == nullptr || !BeginsWith(rest, entry->key)) continue;
      return {&entry->name, entry->key.size()};
    }
  }
  return FindSlowly(rest);
}

SenderTable::Found SenderTable::FindSlowly(std::string_view rest) {
  std::string_view line = rest.substr(0, rest.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  for (const std::string& name : facts_.colon_names) {
    if (line.starts_with(name) && line.substr(name.size()).starts_with(": ")) {
      return {&Judge(name).name, name.size() + 2};
    }
  }
  const std::optional<SenderSplit> split = SplitSender(line, facts_.tight_colons);
  if (!split) return {};
  const Entry& entry = Judge(split->sender);
  if (!entry.is_person) return {};
  if (recent_[0] != &entry) {
    recent_[1] = recent_[0];
    recent_[0] = &entry;
  }
  return {&entry.name, split->body};
}

const SenderTable::Entry& SenderTable::Judge(std::string_view raw) {
  const auto found = entries_.find(std::string(raw));
  if (found != entries_.end()) return *found->second;
  if (entries_.size() >= kMostNames) {
    entries_.clear();
    recent_ = {};
  }
  auto entry = std::make_unique<Entry>();
  entry->key = std::string(raw) + ": ";
  entry->name = CleanName(raw);
  entry->is_person = IsPlausibleName(raw);
  return *entries_.emplace(std::string(raw), std::move(entry)).first->second;
}

bool SenderTable::IsCutName(std::string_view text) const {
  return std::any_of(entries_.begin(), entries_.end(), [&](const auto& entry) {
    return entry.second->is_person && entry.second->key.starts_with(text);
  });
}

}  // namespace ebb::whatsapp
