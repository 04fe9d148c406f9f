// Who is who, and which chats there are, in an iMessage database (chat.db, sms.db). Filled once,
// const afterwards.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "readers/sqlite_database.h"

namespace ebb {

struct ImessageChat {
  std::string id;       // stable: a person's number or address, or the group's own id
  std::string name;     // as the group was named, or the person's number or address
  std::string partner;  // of two-person chats; empty for groups
};

class ImessagePeople {
 public:
  Status Load(Database& database);

  // Number or address of a handle, one for all handles of a person; empty if there is none.
  std::string_view PersonOf(std::int64_t handle) const;
  // The chat that a message is in. Messages are to be asked for in rising order. Null: none.
  const ImessageChat* ChatOf(std::int64_t message);
  // In no chat any more, because it was deleted a short while ago.
  bool IsDeleted(std::int64_t message) const;

 private:
  using Pair = std::pair<std::int64_t, std::int64_t>;  // message, chat

  Status LoadHandles(Database& database);
  Status LoadChats(Database& database);
  Status LoadMembers(Database& database);
  Status LoadPlaces(Database& database);
  void NameChats();

  struct Draft {
    std::string guid, identifier, display_name;
    std::int64_t style = 0;
    std::vector<std::int64_t> handles;
  };

  std::map<std::int64_t, std::string> people_;  // handle -> person
  std::map<std::int64_t, Draft> drafts_;
  std::map<std::int64_t, ImessageChat> chats_;
  std::vector<Pair> places_;  // by message, then chat
  std::size_t next_place_ = 0;
  std::vector<std::int64_t> deleted_;  // sorted
};

}  // namespace ebb
