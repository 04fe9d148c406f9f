#include "readers/google_voice.h"

#include <map>
#include <string>
#include <vector>

#include "base/decode.h"
#include "base/text_util.h"
#include "readers/markup_walker.h"
#include "readers/phone_book.h"
#include "readers/tapback_echo.h"
#include "readers/tree.h"
#include "readers/written_time.h"

namespace ebb {
namespace {

constexpr std::size_t kHead = std::size_t{64} * 1024;

// "tel:+15551234567"; numbers with two plus signs occur.
std::string_view NumberOf(std::string_view href) {
  if (href.starts_with("tel:")) href.remove_prefix(4);
  while (href.starts_with("++")) href.remove_prefix(1);
  return Trim(href);
}

struct Person {
  std::string number, name;
  bool is_me = false;  // the name stands in an <abbr>
};

// The walker stands on a <cite> or another element around one person.
void ReadPerson(MarkupWalker& walker, Person* person) {
  *person = {};
  std::string scratch;
  MarkupScope scope(walker);
  while (scope.Next()) {
    if (walker.IsStart("a") && walker.HasClass("tel")) {
      person->number = NumberOf(walker.Attribute("href", &scratch).value_or(""));
    } else if (walker.kind() == MarkupWalker::Kind::kStart && walker.HasClass("fn")) {
      person->is_me = walker.name() == "abbr";
      std::string name;
      walker.ElementText(&name);
      person->name = Trim(name);
    }
  }
  if (person->name.starts_with("++")) person->name.erase(0, 1);
}

Timestamp TimeOf(std::string_view title) {
  title = Trim(title);
  const std::optional<WrittenTime> written = ReadWrittenTime(&title);
  if (!written || written->date != WrittenTime::Date::kYearFirst) return {};
  return ToTimestamp(*written, DateOrder::kYearFirst).value_or(Timestamp());
}

// What the app writes in place of a picture.
bool IsPlaceholder(std::string_view text) { return text == "MMS Received" || text == "MMS Sent"; }

struct VoiceChat {
  std::string id, name;
};

bool IsContributor(const MarkupWalker& at) {
  return at.IsStart("div") && at.HasClass("contributor");
}

VoiceChat NameChat(const std::vector<Person>& others, std::string_view title, PhoneBook* book) {
  VoiceChat chat;
  std::vector<std::string_view> numbers;
  for (const Person& person : others) {
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
  if (chat.id.empty()) chat.id = "unknown";
  return chat;
}

// Who is on the other side must be known before the first message, which may be the exporter's.
VoiceChat FindChat(std::string_view head, PhoneBook* book) {
  const auto source = MemorySource("", std::string(head));
  MarkupWalker walker(*source, MarkupDialect::kHtml);
  std::vector<Person> others;
  Person person;
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
      ReadPerson(walker, &person);
      if (!person.is_me) others.push_back(person);
      if (!is_group && !others.empty()) break;
    }
  }
  return NameChat(others, is_thread ? Trim(title) : std::string_view(), book);
}

// Takeout cuts a thread into many pages: those of the same people are one chat.
void DescribeVoice(const Tree& tree, std::vector<TreeChat>* chats) {
  PhoneBook book;
  std::uint64_t repaired = 0;
  std::map<std::string, TreeChat*> known;
  for (TreeChat& chat : *chats) {
    const Result<std::unique_ptr<Source>> page = tree.Open(chat.members.front());
    if (!page) continue;
    const Result<std::string> head = ReadHead(**page, kHead);
    if (!head) continue;
    const VoiceChat found = FindChat(RepairUtf8(*head, &repaired), &book);
    chat.context.id = found.id;
    chat.context.name = found.name;
    const auto [place, fresh] = known.emplace(found.id, &chat);
    if (fresh) continue;
    std::vector<std::size_t>& members = place->second->members;
    members.insert(members.end(), chat.members.begin(), chat.members.end());
    chat.members.clear();
  }
}

class VoicePage {
 public:
  VoicePage(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink), walker_(source, MarkupDialect::kHtml) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    Result<std::string> head = ReadHead(source_, kHead);
    if (!head) return head.error();
    chat_ = FindChat(*head, &book_);
    while (!enough_ && walker_.Next()) Take();
    if (walker_.error()) return *walker_.error();
    if (!found_) {
      return Error{ErrorKind::kInput,
                   source_.name() + ": " +
                       (walker_.truncated() ? "the page ends before its first record; export again"
                                            : "not a page of Google Voice (no thread, no call)")};
    }
    return Report();
  }

 private:
  void Take() {
    if (!walker_.IsStart("div")) return;
    if (walker_.HasClass("hChatLog")) {
      found_ = true;
    } else if (walker_.HasClass("haudio")) {
      found_ = true;
      ReadCall();
    } else if (walker_.HasClass("message")) {
      ReadMessage();
    }
  }

  void Begin(Message* message) {
    *message = {};
    message->source = walker_.source();
    message->line = walker_.line();
  }

  void ReadCall() {
    Message message;
    Begin(&message);
    message.kind = MessageKind::kNotice;
    std::string scratch;
    MarkupScope scope(walker_);
    while (scope.Next()) {
      if (!walker_.IsStart("abbr") || !walker_.HasClass("published")) continue;
      message.sent = TimeOf(walker_.Attribute("title", &scratch).value_or(""));
    }
    Finish(scope.closed(), &message);
  }

  void ReadMessage() {
    Message message;
    Begin(&message);
    text_.clear();
    sender_ = {};
    bool has_media = false, has_contact = false;
    std::string scratch;
    MarkupScope scope(walker_);
    while (scope.Next()) {
      if (walker_.kind() != MarkupWalker::Kind::kStart) continue;
      if (walker_.name() == "abbr" && walker_.HasClass("dt")) {
        message.sent = TimeOf(walker_.Attribute("title", &scratch).value_or(""));
      } else if (walker_.name() == "cite") {
        ReadPerson(walker_, &sender_);
      } else if (walker_.name() == "q") {
        walker_.ElementText(&text_);
      } else if (walker_.name() == "a" && walker_.HasClass("vcard")) {
        has_contact = true;
      } else if (walker_.name() == "img" || walker_.name() == "a") {
        has_media = true;
      }
    }
    const std::string_view words = Trim(text_);
    const bool placeholder = IsPlaceholder(words);
    const bool echo = IsTapbackEcho(words);
    if (!placeholder && !echo) message.text = words;
    message.kind = has_media || placeholder ? MessageKind::kMedia
                   : has_contact            ? MessageKind::kContact
                   : message.text.empty()   ? MessageKind::kOther
                                            : MessageKind::kText;
    FillSender(&message);
    Finish(scope.closed(), &message);
  }

  void FillSender(Message* message) {
    message->from_me = sender_.is_me;
    if (sender_.is_me) {
      message->sender = "Me";
      message->sender_key = "me";
      return;
    }
    // The same number may be mine too, so the key says which side it is.
    const std::string_view number = book_.Canonical(sender_.number);
    book_.SetName(number, sender_.name);
    message->sender_key = number;
    message->sender = book_.Name(number);
    if (message->sender.empty()) message->sender = sender_.name;
    if (message->sender.empty()) message->sender = sender_.number;
    if (message->sender.empty()) message->sender = "Unknown";
  }

  void Finish(bool whole, Message* message) {
    if (!options_.only.empty() && options_.only != chat_.id && options_.only != chat_.name) return;
    message->source.end = walker_.source().end;
    if (!begun_) BeginConversation();
    if (!whole) {
      sink_.OnSkipped({message->line, message->source, "the file ends inside this record"});
    } else if (!sink_.OnMessage(*message)) {
      enough_ = true;
    }
  }

  void BeginConversation() {
    begun_ = true;
    ConversationInfo info;
    info.id = chat_.id;
    info.name = chat_.name;
    info.capabilities.seconds = true;
    info.capabilities.instants = true;
    info.capabilities.calls = true;
    info.capabilities.knows_me = true;
    info.sort_by_time = true;
    sink_.BeginConversation(info);
  }

  ReadReport Report() const {
    ReadReport report;
    report.format = kGoogleVoiceReader.name;
    report.why = "a web page with a thread or call of Google Voice";
    NoteRepairs(source_, &report);
    report.repaired_bytes += walker_.repaired();
    report.truncated = walker_.truncated();
    if (report.truncated)
      report.warnings.push_back("the page ends early; what is complete was read");
    return report;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  MarkupWalker walker_;
  PhoneBook book_;
  Person sender_;
  VoiceChat chat_;
  std::string text_;
  bool found_ = false, begun_ = false, enough_ = false;
};

std::string EachPageIsAChat(std::string_view) { return ""; }

Match ProbeGoogleVoice(std::string_view head) {
  if (!Trim(head).starts_with('<')) return Match::kNo;
  const bool thread = head.find("class=\"hChatLog") != head.npos;
  const bool call = head.find("class=\"haudio") != head.npos;
  return thread || call ? Match::kCertain : Match::kNo;
}

Result<ReadReport> ReadGoogleVoice(Source& source, const ReadOptions& options, MessageSink& sink) {
  return VoicePage(source, options, sink).Read();
}

}  // namespace

const Reader kGoogleVoiceReader = {
    "google-voice",
    "Google Voice pages of Google Takeout (Voice/Calls/*.html)",
    "takeout.google.com: deselect all, choose Voice, export, unpack; the pages are in Voice/Calls",
    /*can_resume=*/false,
    ProbeGoogleVoice,
    ReadGoogleVoice,
    EachPageIsAChat,
    DescribeVoice,
};

}  // namespace ebb
