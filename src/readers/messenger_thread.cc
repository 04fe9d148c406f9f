#include "readers/messenger_thread.h"

#include <algorithm>
#include <map>
#include <set>

#include "readers/json_records.h"
#include "readers/mojibake.h"
#include "readers/probe.h"

namespace ebb {
namespace {

constexpr std::uint64_t kThreadTail = 64 * 1024;

void TakeMended(JsonCursor& cursor, std::string* out) {
  std::string scratch, mended;
  std::string_view value;
  if (JsonText(cursor, &scratch, &value)) out->assign(UndoMojibake(value, &mended));
}

// [{"name": "Ada"}] or ["Ada"]
void ReadPeople(JsonCursor& cursor, MessengerThread* thread) {
  JsonArray(cursor, [&] {
    std::string name;
    if (cursor.Peek() == '{') {
      JsonObject(cursor, [&](std::string_view key) {
        if (key == "name") {
          TakeMended(cursor, &name);
        } else {
          cursor.SkipValue();
        }
      });
    } else {
      TakeMended(cursor, &name);
      thread->encrypted = true;
    }
    if (!cursor.failed() && !name.empty()) thread->people.push_back(std::move(name));
  });
}

// "Ada_40" is the 40th file of the download.
void DropNumber(std::string* name) {
  std::size_t end = name->size();
  while (end > 0 && (*name)[end - 1] >= '0' && (*name)[end - 1] <= '9') --end;
  if (end > 1 && end < name->size() && (*name)[end - 1] == '_') name->resize(end - 1);
}

void ReadThreadKey(JsonCursor& cursor, std::string_view key, MessengerThread* thread) {
  if (key == "participants") {
    ReadPeople(cursor, thread);
  } else if (key == "title") {
    TakeMended(cursor, &thread->title);
  } else if (key == "threadName") {
    thread->encrypted = true;
    TakeMended(cursor, &thread->title);
    DropNumber(&thread->title);
  } else if (key == "thread_path") {
    TakeMended(cursor, &thread->path);
  } else {
    cursor.SkipValue();
  }
}

// The last of `"key": "value"` in `tail`.
void ReadLast(std::string_view tail, std::string_view key, std::string* out) {
  const std::string quoted = '"' + std::string(key) + '"';
  const std::size_t at = tail.rfind(quoted);
  if (at == tail.npos) return;
  JsonCursor cursor(tail.substr(at + quoted.size()));
  if (!cursor.Expect(':') || cursor.Peek() != '"') return;
  TakeMended(cursor, out);
}

std::string LastTwo(std::string_view folder) {
  const std::size_t slash = folder.rfind('/');
  if (slash == folder.npos || slash == 0) return std::string(folder);
  const std::size_t before = folder.rfind('/', slash - 1);
  return std::string(before == folder.npos ? folder : folder.substr(before + 1));
}

std::string WithoutSuffix(std::string_view name) {
  return std::string(name.substr(0, name.rfind('.')));
}

class Describer {
 public:
  Describer(const Tree& tree, std::vector<TreeChat>* chats) : tree_(tree), chats_(*chats) {}

  void Run() {
    LeaveOutSiblings();
    for (const TreeChat& chat : chats_) {
      threads_.push_back(chat.members.empty() ? MessengerThread() : ReadHeadOf(chat));
    }
    const std::string owner = FindOwner();
    for (std::size_t i = 0; i < chats_.size(); ++i) {
      if (!chats_[i].members.empty()) Describe(threads_[i], owner, &chats_[i]);
    }
  }

 private:
  std::string_view NameOf(const TreeChat& chat) const {
    return BaseName(tree_.members()[chat.members.front()].path);
  }

  // "message_final.json" beside the slices of a thread was made by somebody else. Pages that are no
  // slices, where there are slices, are those of posts, comments and the like.
  void LeaveOutSiblings() {
    std::map<std::string, TreeChat*> threads;
    for (TreeChat& chat : chats_) {
      if (!MessengerPart(NameOf(chat)).empty()) threads[chat.folder] = &chat;
    }
    for (TreeChat& chat : chats_) {
      if (threads.empty() || !MessengerPart(NameOf(chat)).empty()) continue;
      const auto beside = threads.find(chat.folder);
      if (beside != threads.end()) {
        beside->second->warnings.push_back(
            tree_.members()[chat.members.front()].path +
            ": lies beside the slices of a chat without being one; it was left out");
      }
      if (beside != threads.end() || NameOf(chat).ends_with(".html")) chat.members.clear();
    }
  }

  MessengerThread ReadHeadOf(const TreeChat& chat) const {
    Result<std::unique_ptr<Source>> raw = tree_.Open(chat.members.front());
    if (!raw) return {};
    const Result<std::string> head = ReadHead(**raw, kProbeHead);
    if (!head) return {};
    std::string_view text = *head;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    return text.starts_with('<') ? ReadMessengerPageHead(text) : ReadMessengerHead(text);
  }

  // The one person of all threads, if there is one and there are several threads.
  std::string FindOwner() const {
    std::map<std::string, std::size_t> threads_of;
    std::size_t counted = 0;
    for (const MessengerThread& thread : threads_) {
      const std::set<std::string> people(thread.people.begin(), thread.people.end());
      if (people.size() < 2) continue;
      ++counted;
      for (const std::string& name : people) ++threads_of[name];
    }
    std::string owner;
    for (const auto& [name, threads] : threads_of) {
      if (counted < 2 || threads < counted) continue;
      if (!owner.empty()) return "";
      owner = name;
    }
    return owner;
  }

  void Describe(MessengerThread& thread, const std::string& owner, TreeChat* chat) const {
    const std::size_t first = chat->members.front();
    chat->context.id = thread.encrypted ? WithoutSuffix(BaseName(tree_.members()[first].path))
                                        : LastTwo(chat->folder);
    if (chat->context.id.find('/') == std::string::npos && !thread.encrypted) {
      chat->context.id.clear();  // the folder of the thread itself: the file knows more
    }
    chat->context.me = owner;
    if (thread.title.empty() && thread.people.size() == 2 && !owner.empty()) {
      thread.title = thread.people[thread.people[0] == owner ? 1 : 0];
    } else if (thread.title.empty() && !chat->context.id.empty()) {
      if (const Result<std::unique_ptr<Source>> raw = tree_.Open(first)) {
        ReadMessengerTail(**raw, &thread);
      }
    }
    chat->context.name = thread.title;
  }

  const Tree& tree_;
  std::vector<TreeChat>& chats_;
  std::vector<MessengerThread> threads_;
};

}  // namespace

MessengerThread ReadMessengerHead(std::string_view head) {
  MessengerThread thread;
  JsonCursor cursor(head);
  if (!cursor.Expect('{')) return thread;
  std::string_view key;
  while (cursor.NextKey(&key)) ReadThreadKey(cursor, key, &thread);
  return thread;
}

void ReadMessengerTail(Source& source, MessengerThread* thread) {
  const std::uint64_t size = source.size();
  if (size == Source::kUnknownSize) return;
  if (Status moved = source.Seek(size > kThreadTail ? size - kThreadTail : 0); !moved) return;
  const Result<std::string> tail = ReadAll(source, 2 * kThreadTail);
  if (!tail) return;
  // The last of its name: a message may hold such a key, but before.
  if (thread->title.empty()) ReadLast(*tail, "title", &thread->title);
  if (thread->path.empty()) ReadLast(*tail, "thread_path", &thread->path);
}

std::string MessengerOwner(const MessengerThread& thread) {
  if (thread.people.size() != 2 || thread.encrypted || thread.people[0] == thread.people[1]) {
    return "";
  }
  if (thread.people[0] == thread.title) return thread.people[1];
  return thread.people[1] == thread.title ? thread.people[0] : "";
}

void DescribeMessenger(const Tree& tree, std::vector<TreeChat>* chats) {
  Describer(tree, chats).Run();
}

std::string MessengerPart(std::string_view file_name) {
  if (!file_name.starts_with("message_")) return "";
  const std::size_t dot = file_name.rfind('.');
  if (dot == file_name.npos || dot <= 8) return "";
  const std::string_view number = file_name.substr(8, dot - 8);
  const bool digits =
      std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits ? "message" : "";
}

}  // namespace ebb
