#include "readers/cha_participants.h"

#include <algorithm>
#include <vector>

#include "base/text_util.h"

namespace ebb {
namespace {

// The roles of the CHAT manual; a role that is none of these is one word all the same.
bool IsRole(std::string_view word) {
  static constexpr std::string_view kRoles[] = {
      "Adult",        "Attorney",     "Audience",    "Boy",         "Brother",  "Caretaker",
      "Child",        "Client",       "Doctor",      "Environment", "Father",   "Female",
      "Friend",       "Girl",         "Grandfather", "Grandmother", "Group",    "Guest",
      "Host",         "Investigator", "Justice",     "LENA",        "Leader",   "Male",
      "Media",        "Member",       "Mother",      "Narrator",    "Nurse",    "Other",
      "Participant",  "Partner",      "Patient",     "PlayRole",    "Playmate", "Relative",
      "Sibling",      "Sister",       "Speaker",     "Student",     "Subject",  "Target",
      "Target_Adult", "Target_Child", "Teacher",     "Teenager",    "Text",     "Therapist",
      "Uncertain",    "Unidentified", "Visitor"};
  return std::find(std::begin(kRoles), std::end(kRoles), word) != std::end(kRoles);
}

std::vector<std::string_view> WordsOf(std::string_view text) {
  std::vector<std::string_view> words;
  for (;;) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == text.npos) return words;
    text.remove_prefix(begin);
    const std::size_t end = std::min(text.find_first_of(" \t\r\n"), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

}  // namespace

void ChaParticipants::Read(std::string_view list) {
  for (const std::string_view entry : Split(list, ',')) {
    std::vector<std::string_view> words = WordsOf(entry);
    if (words.size() < 2) continue;
    words.pop_back();  // the role
    while (words.size() > 1 && IsRole(words.back())) words.pop_back();
    std::string name;
    for (std::size_t i = 1; i < words.size(); ++i) {
      if (i > 1) name.push_back(' ');
      name.append(words[i]);
    }
    std::replace(name.begin(), name.end(), '_', ' ');
    names_.insert_or_assign(std::string(words[0]), Declared{std::move(name), {}});
  }
  for (auto& [code, declared] : names_) declared.shown = {};
}

std::string_view ChaParticipants::NameOf(std::string_view code) {
  const auto found = names_.find(code);
  if (found == names_.end() || found->second.name.empty()) return code;
  Declared& declared = found->second;
  if (!declared.shown.empty()) return declared.shown;
  const auto same = std::count_if(names_.begin(), names_.end(), [&](const auto& other) {
    return other.second.name == declared.name || other.first == declared.name;
  });
  return declared.shown = same > 1 ? found->first : declared.name;
}

}  // namespace ebb
