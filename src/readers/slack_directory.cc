#include "readers/slack_directory.h"

#include <memory>
#include <string>
#include <utility>

#include "readers/json_records.h"
#include "readers/slack_text.h"

namespace ebb {
namespace {

// Who and what the ids of the export stand for.
class WorkspaceLists {
 public:
  explicit WorkspaceLists(const Tree& tree) : tree_(tree) {
    AddUsers("users.json");
    AddUsers("org_users.json");
    AddChannels("channels.json");
    AddChannels("groups.json");
    AddChannels("mpims.json");
    AddDirectMessages();
  }

  std::string NameOf(const std::string& folder) const {
    const auto direct = direct_.find(folder);
    return direct == direct_.end() ? folder : direct->second;
  }
  NamesByKey TakeNames() { return std::move(names_); }

 private:
  void AddUsers(std::string_view file) {
    ForEach(file, [&](JsonCursor& cursor) {
      std::string id, name, real, shown;
      JsonObject(cursor, [&](std::string_view key) {
        if (key == "id") {
          JsonText(cursor, &id);
        } else if (key == "name") {
          JsonText(cursor, &name);
        } else if (key == "real_name") {
          JsonText(cursor, &real);
        } else if (key == "profile") {
          ReadNames(cursor, &shown, &real);
        } else {
          cursor.SkipValue();
        }
      });
      names_[id] = !shown.empty() ? shown : !real.empty() ? real : name;
    });
  }

  static void ReadNames(JsonCursor& cursor, std::string* shown, std::string* real) {
    JsonObject(cursor, [&](std::string_view key) {
      if (key == "display_name") {
        JsonText(cursor, shown);
      } else if (key == "real_name" && real->empty()) {
        JsonText(cursor, real);
      } else {
        cursor.SkipValue();
      }
    });
  }

  void AddChannels(std::string_view file) {
    ForEach(file, [&](JsonCursor& cursor) {
      std::string id, name;
      JsonObject(cursor, [&](std::string_view key) {
        if (key == "id") {
          JsonText(cursor, &id);
        } else if (key == "name") {
          JsonText(cursor, &name);
        } else {
          cursor.SkipValue();
        }
      });
      names_.emplace(id, name);
    });
  }

  void AddDirectMessages() {
    ForEach("dms.json", [&](JsonCursor& cursor) {
      std::string id, people;
      JsonObject(cursor, [&](std::string_view key) {
        if (key == "id") {
          JsonText(cursor, &id);
        } else if (key == "members") {
          JsonArray(cursor, [&] {
            std::string member;
            JsonText(cursor, &member);
            const auto known = names_.find(member);
            people +=
                (people.empty() ? "" : ", ") + (known == names_.end() ? member : known->second);
          });
        } else {
          cursor.SkipValue();
        }
      });
      direct_.emplace(id, people);
    });
  }

  template <typename Visit>
  void ForEach(std::string_view file, Visit visit) {
    const std::string text = ReadSideFile(tree_, file);
    JsonCursor cursor(text);
    JsonArray(cursor, [&] { visit(cursor); });
  }

  const Tree& tree_;
  NamesByKey names_;
  NamesByKey direct_;
};

}  // namespace

void DescribeSlack(const Tree& tree, std::vector<TreeChat>* chats) {
  WorkspaceLists directory(tree);
  for (TreeChat& chat : *chats) {
    chat.context.id = BaseName(chat.folder);
    chat.context.name = directory.NameOf(chat.context.id);
  }
  const auto names = std::make_shared<const NamesByKey>(directory.TakeNames());
  for (TreeChat& chat : *chats) chat.context.names = names;
}

}  // namespace ebb
