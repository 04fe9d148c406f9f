#include "readers/google_voice_chat.h"

#include <map>
#include <utility>

#include "base/decode.h"
#include "base/text_util.h"
#include "readers/tree.h"

namespace ebb {
namespace {

// "tel:+15551234567"; numbers with two plus signs occur.
std::string_view NumberInLink(std::string_view href) {
  if (href.starts_with("tel:")) href.remove_prefix(4);
  while (href.starts_with("++")) href.remove_prefix(1);
  return Trim(href);
}

bool IsContributor(const MarkupWalker& at) {
  return at.IsStart("div") && at.HasClass("contributor");
}

VoiceChat NameChat(const std::vector<VoicePerson>& others, std::string_view title,
                   PhoneBook* book) {
  VoiceChat chat;
  std::vector<std::string_view> numbers;
  for (const VoicePerson& person : others) {
    if (!person.number.empty()) numbers.push_back(person.number);
    book->SetName(book->Canonical(person.number), person.name);
    if (!chat.name.empty()) chat.name += ", ";
    chat.name += person.name.empty() ? person.number : person.name;
  }
  chat.id = book->CanonicalGroup(numbers);
  if (!chat.id.empty()) return chat;
  // Only the exporter wrote (the title names the other side), or a caller without a number.
  constexpr std::string_view kTo = "Me to";
  if (title.starts_with(kTo)) title = Trim(title.substr(kTo.size()));
  if (!title.starts_with("Group Conversation")) chat.id = chat.name = title;
  chat.by_title = !chat.id.empty();
  if (chat.id.empty()) chat.id = "unknown";
  return chat;
}

// Puts the pages of the same people together.
class VoiceThreads {
 public:
  void Add(TreeChat* chat, VoiceChat found) {
    if (found.by_title) {
      titled_.emplace_back(chat, std::move(found));
    } else {
      Place(chat, found, Known(by_id_, found.id));
    }
  }
  // Pages that are known by their title alone join the chat of that name.
  void Finish() {
    for (const auto& [chat, found] : titled_) Place(chat, found, Known(by_name_, found.name));
  }

 private:
  using Chats = std::map<std::string, TreeChat*>;

  static TreeChat* Known(const Chats& all, const std::string& key) {
    const auto found = all.find(key);
    return found == all.end() ? nullptr : found->second;
  }

  void Place(TreeChat* chat, const VoiceChat& found, TreeChat* same) {
    TreeChat* kept = same != nullptr ? same : chat;
    if (!found.name.empty()) by_name_.emplace(found.name, kept);
    if (same == nullptr) {
      chat->context.id = found.id;
      chat->context.name = found.name;
      by_id_.emplace(found.id, chat);
      return;
    }
    if (same->context.name == same->context.id) same->context.name = found.name;
    same->members.insert(same->members.end(), chat->members.begin(), chat->members.end());
    chat->members.clear();
  }

  Chats by_id_, by_name_;
  std::vector<std::pair<TreeChat*, VoiceChat>> titled_;
};

}  // namespace

void ReadVoicePerson(MarkupWalker& walker, VoicePerson* person) {
  *person = {};
  std::string scratch;
  MarkupScope scope(walker);
  while (scope.Next()) {
    if (walker.IsStart("a") && walker.HasClass("tel")) {
      person->number = NumberInLink(walker.Attribute("href", &scratch).value_or(""));
    } else if (walker.kind() == MarkupWalker::Kind::kStart && walker.HasClass("fn")) {
      person->is_me = walker.name() == "abbr";
      std::string name;
      walker.ElementText(&name);
      person->name = Trim(name);
    }
  }
  if (person->name.starts_with("++")) person->name.erase(0, 1);
}

VoiceChat FindVoiceChat(std::string_view head, PhoneBook* book) {
  const auto source = MemorySource("", std::string(head));
  MarkupWalker walker(*source, MarkupDialect::kHtml);
  std::vector<VoicePerson> others;
  VoicePerson person;
  std::string title;
  bool is_group = false, is_thread = false;
  while (walker.Next()) {
    if (walker.IsStart("title")) {
      walker.ElementText(&title);
    } else if (walker.IsStart("div") && walker.HasClass("hChatLog")) {
      is_thread = true;
    } else if (walker.IsStart("div") && walker.HasClass("participants")) {
      is_group = true;
    } else if (walker.IsStart("div") && walker.HasClass("message")) {
      if (is_group) break;
    } else if (walker.IsStart("cite") || IsContributor(walker)) {
      ReadVoicePerson(walker, &person);
      if (!person.is_me) others.push_back(person);
      if (!is_group && !others.empty()) break;
    }
  }
  return NameChat(others, is_thread ? Trim(title) : std::string_view(), book);
}

void DescribeVoiceChats(const Tree& tree, std::vector<TreeChat>* chats) {
  PhoneBook book;
  VoiceThreads threads;
  std::uint64_t repaired = 0;
  for (TreeChat& chat : *chats) {
    const Result<std::unique_ptr<Source>> page = tree.Open(chat.members.front());
    if (!page) continue;
    const Result<std::string> head = ReadHead(**page, kVoiceHead);
    if (head) threads.Add(&chat, FindVoiceChat(RepairUtf8(*head, &repaired), &book));
  }
  threads.Finish();
}

}  // namespace ebb
