#include "readers/imessage_people.h"

#include <algorithm>

namespace ebb {
namespace {

constexpr std::int64_t kGroupStyle = 43, kTwoPersonStyle = 45;

}  // namespace

Status ImessagePeople::Load(Database& database) {
  if (Status loaded = LoadHandles(database); !loaded) return loaded;
  if (Status loaded = LoadChats(database); !loaded) return loaded;
  if (Status loaded = LoadMembers(database); !loaded) return loaded;
  if (Status loaded = LoadPlaces(database); !loaded) return loaded;
  NameChats();
  return Done{};
}

// One person has a handle for each service and address; the first one stands for all.
Status ImessagePeople::LoadHandles(Database& database) {
  std::map<std::string, std::string> by_person, by_id;
  return database.Scan("handle", {"id", "person_centric_id"}, [&](DbRow& row) {
    std::string id(row.Text(0));
    const std::string person(row.Text(1));
    if (!person.empty()) id = by_person.emplace(person, id).first->second;
    people_.emplace(row.number(), by_id.emplace(id, id).first->second);
    return true;
  });
}

Status ImessagePeople::LoadChats(Database& database) {
  return database.Scan("chat", {"guid", "chat_identifier", "display_name", "style"},
                       [&](DbRow& row) {
                         Draft draft;
                         draft.guid = row.Text(0);
                         draft.identifier = row.Text(1);
                         draft.display_name = row.Text(2);
                         draft.style = row.Int(3);
                         drafts_.emplace(row.number(), std::move(draft));
                         return true;
                       });
}

Status ImessagePeople::LoadMembers(Database& database) {
  return database.Scan("chat_handle_join", {"chat_id", "handle_id"}, [&](DbRow& row) {
    const auto chat = drafts_.find(row.Int(0));
    if (chat != drafts_.end()) chat->second.handles.push_back(row.Int(1));
    return true;
  });
}

Status ImessagePeople::LoadPlaces(Database& database) {
  const auto gather = [&](std::string_view table, std::vector<Pair>* out) {
    return database.Scan(table, {"message_id", "chat_id"}, [out](DbRow& row) {
      out->emplace_back(row.Int(0), row.Int(1));
      return true;
    });
  };
  if (Status read = gather("chat_message_join", &places_); !read) return read;
  std::sort(places_.begin(), places_.end());
  std::vector<Pair> deleted;
  if (Status read = gather("chat_recoverable_message_join", &deleted); !read) return read;
  for (const auto& [message, chat] : deleted) deleted_.push_back(message);
  std::sort(deleted_.begin(), deleted_.end());
  return Done{};
}

void ImessagePeople::NameChats() {
  for (const auto& [number, draft] : drafts_) {
    std::vector<std::string> members;
    for (const std::int64_t handle : draft.handles) {
      const std::string person(PersonOf(handle));
      const bool known = std::find(members.begin(), members.end(), person) != members.end();
      if (!person.empty() && !known) members.push_back(person);
    }
    const bool named_group =
        draft.style == kGroupStyle || draft.guid.find(";+;") != draft.guid.npos;
    const bool group = draft.style != kTwoPersonStyle && (named_group || members.size() > 1);
    ImessageChat chat;
    if (!group) {
      // The chats with one person by SMS and by iMessage are one conversation.
      chat.partner = members.size() == 1 ? members.front() : draft.identifier;
      chat.id = chat.partner;
      chat.name = draft.display_name.empty() ? chat.partner : draft.display_name;
    } else {
      chat.id = draft.guid.empty() ? draft.identifier : draft.guid;
      chat.name = draft.display_name;
      for (const std::string& member : members) {
        if (draft.display_name.empty()) chat.name += (chat.name.empty() ? "" : ", ") + member;
      }
    }
    if (chat.id.empty()) chat.id = "chat-" + std::to_string(number);
    chats_.emplace(number, std::move(chat));
  }
  drafts_.clear();
}

std::string_view ImessagePeople::PersonOf(std::int64_t handle) const {
  const auto found = people_.find(handle);
  return found == people_.end() ? std::string_view() : std::string_view(found->second);
}

const ImessageChat* ImessagePeople::ChatOf(std::int64_t message) {
  while (next_place_ < places_.size() && places_[next_place_].first < message) ++next_place_;
  // A message may be in two chats; the first that exists has it.
  for (std::size_t i = next_place_; i < places_.size() && places_[i].first == message; ++i) {
    const auto chat = chats_.find(places_[i].second);
    if (chat != chats_.end()) return &chat->second;
  }
  return nullptr;
}

bool ImessagePeople::IsDeleted(std::int64_t message) const {
  return std::binary_search(deleted_.begin(), deleted_.end(), message);
}

}  // namespace ebb
