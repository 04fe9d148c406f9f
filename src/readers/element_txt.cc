// A Matrix room as Element exports it: plain text. Its lines are built as WhatsApp's are,
//
//   1/15/2024, 10:02:03 AM - Ada: words
//
// (until 2023; see element_spelled_txt.h) with the date of the exporter's language, so that
// WhatsApp's reader cuts them into records and settles the order of day and month. What stands in
// the records is Element's own.
#include <algorithm>
#include <functional>
#include <set>
#include <string>

#include "base/text_util.h"
#include "readers/chat_file_name.h"
#include "readers/element_html.h"
#include "readers/element_spelled_txt.h"
#include "readers/probe.h"
#include "readers/whatsapp.h"
#include "readers/whatsapp_header.h"

namespace ebb {
namespace {

constexpr std::string_view kFileNotes[] = {" (Media omitted)",
                                           " (Media omitted - file size limit exceeded)",
                                           " (File Attached)", " (Error fetching file)"};
constexpr std::string_view kSentFiles[] = {" sent an image.", " sent a sticker."};
constexpr std::size_t kMostElementNames = 10000;

bool TakeFileNote(std::string_view* text) {
  for (const std::string_view note : kFileNotes) {
    if (!text->ends_with(note)) continue;
    text->remove_suffix(note.size());
    return true;
  }
  return false;
}

// `<Ben "what he said, cut to 32 letters..."> words`: the words alone are the sender's.
bool TakeQuote(std::string_view* text) {
  if (!text->starts_with('<')) return false;
  std::size_t end = text->find("\"> ");
  const std::size_t bare = text->find("> ");
  if (end == text->npos || text->find(" \"") > end) {
    if (bare == text->npos || text->substr(0, bare).find('\n') != text->npos) return false;
    text->remove_prefix(bare + 2);
    return true;
  }
  text->remove_prefix(end + 3);
  return true;
}

// "Room - Chat Export - 2024-01-15T10-02-03.000Z", behind the name of the program.
std::string RoomOfFileName(std::string_view source_name) {
  constexpr std::string_view kExport = " - Chat Export";
  std::string name = ChatOfFileName(source_name);
  const std::size_t end = name.rfind(kExport);
  if (end == name.npos) return "";
  name.resize(end);
  const std::size_t brand = name.find(" - ");
  return brand == name.npos ? name : name.substr(brand + 3);
}

// Turns WhatsApp's records into Element's.
class ElementLines final : public MessageSink {
 public:
  ElementLines(MessageSink& sink, std::string room) : sink_(sink), room_(std::move(room)) {}

  void BeginConversation(const ConversationInfo& given) override {
    ConversationInfo info = given;
    info.name = room_;
    info.id = room_.empty() ? "element" : room_;
    info.capabilities.replies = true;
    info.capabilities.calls = false;
    info.capabilities.edits = false;
    info.capabilities.knows_me = false;
    sink_.BeginConversation(info);
  }

  bool OnMessage(const Message& given) override {
    Message message = given;
    message.edited = message.from_me = false;
    const bool known = IsKnown(message.sender);
    if (!known && IsSentenceOfApp(message.sender)) {
      message.kind = MessageKind::kNotice;
      message.sender = message.sender_key = {};
    } else if (message.kind == MessageKind::kNotice) {
      TakeNotice(&message);
    } else {
      if (!known && names_.size() < kMostElementNames) Know(message.sender);
      TakeWords(&message);
    }
    return sink_.OnMessage(message);
  }

  void OnSkipped(const SkippedRecord& record) override { sink_.OnSkipped(record); }

 private:
  // One of the two names found last, who speak nearly always. No sentence is among them.
  bool IsKnown(std::string_view name) const {
    return std::any_of(std::begin(recent_), std::end(recent_), [name](const std::string* recent) {
      return recent != nullptr && *recent == name;
    });
  }
  void Know(std::string_view name) {
    const auto known = names_.find(name);
    next_ = 1 - next_;
    recent_[next_] = known == names_.end() ? &*names_.emplace(name).first : &*known;
  }

  // "Ada removed Ben: too loud" has a reason behind the colon, "Ada changed the topic to "House:
  // who cooks"." what somebody wrote into the room's settings.
  static bool IsSentenceOfApp(std::string_view sender) {
    for (const std::string_view end : {" left the room", " rejected the invitation"}) {
      if (sender.ends_with(end)) return true;
    }
    static constexpr std::string_view kVerbs[] = {" banned ",
                                                  " unbanned ",
                                                  " removed ",
                                                  " withdrew ",
                                                  " invited ",
                                                  " changed the topic to \"",
                                                  " changed the room name from ",
                                                  " changed the room name to ",
                                                  " changed their display name to ",
                                                  " set their display name to ",
                                                  " changed their name to ",
                                                  " accepted the invitation for ",
                                                  " changed the power level of "};
    return std::any_of(std::begin(kVerbs), std::end(kVerbs), [sender](std::string_view verb) {
      return sender.find(verb) != sender.npos;
    });
  }

  void TakeWords(Message* message) {
    // A file's name is its text.
    const bool file = TakeFileNote(&message->text) || message->kind == MessageKind::kMedia;
    // "<3" is nobody's name.
    message->has_reply = NamesSomebody(message->text) && TakeQuote(&message->text);
    if (message->text == "Message deleted" || message->text.starts_with("Message deleted by ")) {
      message->kind = MessageKind::kDeleted;
    } else if (file) {
      message->kind = MessageKind::kMedia;
    } else {
      message->kind = message->text.empty() ? MessageKind::kOther : MessageKind::kText;
    }
    if (message->kind != MessageKind::kText) message->text = {};
  }

  // "Ada sent an image." and "* Ada waves" are Ada's; the rest is what happened in the room.
  void TakeNotice(Message* message) {
    std::string_view text = message->text;
    TakeFileNote(&text);
    for (const std::string_view sent : kSentFiles) {
      if (!text.ends_with(sent) || text.size() == sent.size()) continue;
      message->sender = message->sender_key = text.substr(0, text.size() - sent.size());
      message->kind = MessageKind::kMedia;
      message->text = {};
      return;
    }
    if (!text.starts_with("* ")) return;
    text.remove_prefix(2);
    const std::string_view name = KnownName(text);
    if (name.empty()) return;
    message->sender = message->sender_key = name;
    message->kind = MessageKind::kText;
    message->text = text.substr(name.size() + 1);
  }

  // "<Ada "what she said"> ..." or "<@ada:server> ..."; "<3" is nobody's name.
  bool NamesSomebody(std::string_view text) const {
    if (!text.starts_with('<')) return false;
    text.remove_prefix(1);
    if (text.starts_with('@') || !KnownName(text).empty()) return true;
    return names_.contains(text.substr(0, text.find('>')));
  }

  // The longest name of a sender that `text` begins with, before a blank.
  std::string_view KnownName(std::string_view text) const {
    for (std::size_t end = text.rfind(' '); end != text.npos && end > 0;
         end = text.rfind(' ', end - 1)) {
      if (names_.contains(text.substr(0, end))) return text.substr(0, end);
    }
    return {};
  }

  MessageSink& sink_;
  std::string room_;
  std::set<std::string, std::less<>> names_;
  const std::string* recent_[2] = {};  // of names_
  std::size_t next_ = 0;
};

// What only Element writes behind the time: sentences about the room, notes for files.
bool IsOfElement(std::string_view rest) {
  static constexpr std::string_view kSentences[] = {
      " joined the room",
      " left the room",
      " created and configured the room.",
      " created this room.",
      " made the room public to whoever knows the link.",
      " made the room invite only.",
      " changed the room avatar.",
      " has allowed guests to join the room.",
      " has prevented guests from joining the room.",
      " set a profile picture",
      " changed their profile picture"};
  if (TakeFileNote(&rest) || rest.ends_with(": Message deleted")) return true;
  // A topic may hold a colon.
  static constexpr std::string_view kSettings[] = {
      " changed the topic to \"", " changed the room name to ", " changed the room name from "};
  const std::size_t colon = rest.find(": ");
  const std::string_view front = rest.substr(0, colon);
  const auto sets = [&](std::string_view verb) { return front.find(verb) != front.npos; };
  if (std::any_of(std::begin(kSettings), std::end(kSettings), sets)) return true;
  if (colon != rest.npos) return false;
  const auto ends = [&](std::string_view sentence) { return rest.ends_with(sentence); };
  return std::any_of(std::begin(kSentences), std::end(kSentences), ends) ||
         std::any_of(std::begin(kSentFiles), std::end(kSentFiles), ends);
}

// WhatsApp writes no seconds before a dash.
Match ProbeElementText(std::string_view head) {
  if (BeginsSpelledElement(head)) {
    return IsSpelledElement(head, IsOfElement) ? Match::kLikely : Match::kNo;
  }
  if (kWhatsAppReader.probe(head) == Match::kNo) return Match::kNo;
  whatsapp::Header header;
  for (std::string_view line : Split(head, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!whatsapp::ParseHeader(line, &header)) continue;
    if (header.shape.style != whatsapp::Style::kDash || !header.shape.seconds) return Match::kNo;
    if (IsOfElement(line.substr(std::min(header.rest, line.size())))) return Match::kCertain;
  }
  return Match::kNo;
}

Result<ReadReport> ReadElementText(Source& source, const ReadOptions& options, MessageSink& sink) {
  const std::string room = RoomOfFileName(source.name());
  ElementLines lines(sink, room);
  ReadOptions all = options;
  if (options.only == room || options.only == "element") all.only.clear();
  const Result<std::string> head = ReadHead(source, kProbeHead);
  if (!head) return head.error();
  if (BeginsSpelledElement(*head))
    return ReadSpelledElement(kElementTextReader, source, all, lines);
  Result<ReadReport> report = kWhatsAppReader.read(source, all, lines);
  if (!report) return report;
  report->format = kElementTextReader.name;
  report->why = "lines with time and name, and sentences that Element writes";
  return report;
}

}  // namespace

const Reader kElementTextReader = {
    "element-txt",
    "Matrix rooms exported by Element as plain text",
    "Element (desktop or web): open the room, Room info, Export chat, format plain text, from the "
    "beginning (JSON holds more)",
    /*can_resume=*/false,
    ProbeElementText,
    ReadElementText,
};

}  // namespace ebb
