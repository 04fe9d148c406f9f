#include "readers/whatsapp_body.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/whatsapp_file_name.h"
#include "readers/whatsapp_pasted.h"
#include "readers/whatsapp_text.h"

namespace ebb::whatsapp {
namespace {

constexpr std::size_t kLongestMarker = 400;
constexpr std::size_t kPastedHead = 40;
constexpr std::string_view kPlaceLink = "https://foursquare.com/v/";
constexpr std::size_t kPlaceId = 24;
constexpr std::string_view kMapLink = "https://maps.google.com/";
constexpr std::size_t kLongestDeed = 120;
constexpr std::size_t kLongestPlace = 100;  // bytes of a name or an address
constexpr std::size_t kPlaceLines = 2;      // above its link: a name and an address

std::string_view LastLine(std::string_view text) {
  const std::size_t newline = text.rfind('\n');
  return newline == std::string_view::npos ? text : text.substr(newline + 1);
}

std::string_view FirstLine(std::string_view text) { return text.substr(0, text.find('\n')); }

// U+200E, U+200F, or the bullet between a document's name and its size.
bool HasAppSign(std::string_view text) {
  const char* at = text.data();
  const char* end = at + text.size();
  while (at < end) {
    at = static_cast<const char*>(std::memchr(at, '\xE2', static_cast<std::size_t>(end - at)));
    if (at == nullptr || end - at < 3) return false;
    if (at[1] == '\x80' && (at[2] == '\x8E' || at[2] == '\x8F' || at[2] == '\xA2')) return true;
    ++at;
  }
  return false;
}

bool BeginsAsMarker(std::string_view body) {
  const char first = body.front();
  return first == '<' || first == ' ' || first == '\xEF' || BeginsWithDirectionMark(body);
}

// Some line begins as a pasted message does; CutPastedLines looks closer.
bool MayBePasted(std::string_view body) {
  for (;;) {
    if (!body.empty() && (body.front() == '[' || IsDigit(body.front()))) {
      if (body.substr(0, kPastedHead).find(':') != std::string_view::npos) return true;
    }
    const std::size_t newline = body.find('\n');
    if (newline == std::string_view::npos) return false;
    body.remove_prefix(newline + 1);
  }
}

// A telephone number, or words to somebody: typed in spite of a mark before them.
bool IsNumberOrMention(std::string_view folded) {
  return folded.starts_with('@') ||
         folded.find_first_not_of("+0123456789 ()-./") == std::string_view::npos;
}

// "Ben left", under Ben's name: what follows it. Empty if it does not begin so.
std::string_view BehindName(std::string_view folded, std::string_view sender) {
  const std::string name = FoldPhrase(sender);
  if (folded.starts_with("~ ")) folded.remove_prefix(2);
  if (name.empty() || !folded.starts_with(name + " ")) return {};
  return folded.substr(name.size() + 1);
}

}  // namespace

BodyReader::BodyReader(const HeadFacts& facts)
    : facts_(facts), markers_(Markers::Get()), ios_(facts.shape.header.style != Style::kDash) {}

bool BodyReader::HasPlaceLink(std::string_view body) const {
  constexpr std::size_t kTail = kPlaceLink.size() + kPlaceId;
  return body.size() > kTail && body[body.size() - kTail] == 'h' &&
         body.substr(body.size() - kTail).starts_with(kPlaceLink);
}

bool BodyReader::NamesItself(std::string_view body, std::string_view sender) const {
  return ios_ && !sender.empty() && body.starts_with(sender);
}

bool BodyReader::IsTyped(std::string_view body, bool one_line) const {
  if (body.empty() || BeginsAsMarker(body)) return false;
  const char last = body.back();
  if (last == '>' || last == ' ' || last == '\x8E' || last == '\x8F') return false;
  if (HasPlaceLink(body) || (ios_ && HasAppSign(body))) return false;
  if (!one_line && LastLine(body).find(kMapLink) != std::string_view::npos) return false;
  if (body.size() < 4) return true;
  if (MayBePasted(body)) return false;
  if (body == "null") return false;
  // Placeholders with a caption below have only their first line in common with the tables.
  std::string_view line = one_line ? body : FirstLine(body);
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (EndsAsFile(line)) return false;
  if (line.ends_with('.')) line.remove_suffix(1);
  return !markers_.MayBeWhole(line) && !markers_.MayBegin(line);
}

// What others wrote and the sender pasted is not the sender's.
void BodyReader::CutPasted(std::string_view sender, Body* out) const {
  static thread_local std::string kept;  // owns the text until the next call
  if (out->kind == MessageKind::kNotice || !MayBePasted(out->text)) return;
  if (!CutPastedLines(out->text, sender, facts_, &kept)) return;
  out->text = DropTrailingNoise(kept);
  if (out->text.empty() && out->kind == MessageKind::kText) out->kind = MessageKind::kForwarded;
}

Body BodyReader::Read(std::string_view body, const BodyContext& context) const {
  Body out = ReadWhole(body, context);
  CutPasted(context.sender, &out);
  return out;
}

Body BodyReader::ReadWhole(std::string_view body, const BodyContext& context) const {
  Body out;
  out.text = body;
  if (Set(markers_.Verbatim(body), &out)) return out;
  StripEdited(&out);
  if (DropTrailingNoise(DropLeadingMarks(out.text)).empty()) {
    out.kind = MessageKind::kOther;
    out.text = {};
    return out;
  }
  if (ReadFileLines(&out) || ReadPoll(&out)) return out;
  if (out.text.size() > kLongestMarker * 4) return out;
  const std::string folded = FoldPhrase(out.text);
  const bool marked = BeginsWithDirectionMark(out.text);
  if (Set(folded == "null" ? Marker::kOther : markers_.Whole(folded), &out)) return out;
  if (markers_.BeginsAsDeleted(folded, out.text, facts_.writers)) {
    Set(Marker::kDeleted, &out);
    return out;
  }
  if (markers_.IsOmitted(folded, marked)) {
    Set(Marker::kMedia, &out);
    return out;
  }
  if (markers_.IsCall(folded, marked)) {
    Set(Marker::kCall, &out);
    return out;
  }
  if (ReadPlace(folded, &out)) return out;
  ReadMarked(folded, context, &out);
  return out;
}

// Behind words, a mark and "<...>" that names no file, as an iPhone writes it in any language.
bool BodyReader::IsMarkedNote(std::string_view text, std::size_t open) const {
  if (!ios_ || open < 4 || !BeginsWithDirectionMark(text.substr(open - 3))) return false;
  const std::string_view note = text.substr(open, text.size() - open - 2);
  return note.find_first_of(":.\n") == std::string_view::npos &&
         note.find("\uFF1A") == std::string_view::npos &&
         !DropTrailingNoise(text.substr(0, open)).empty();
}

// " <This message was edited>" at the very end, with or without a mark before it.
void BodyReader::StripEdited(Body* out) const {
  const std::string_view trimmed = DropTrailingNoise(out->text);
  if (!trimmed.ends_with('>')) return;
  const std::size_t open = trimmed.rfind('<');
  if (open == std::string_view::npos || trimmed.size() - open > kLongestMarker) return;
  if (!markers_.IsEdited(FoldPhrase(trimmed.substr(open))) && !IsMarkedNote(trimmed, open)) return;
  out->edited = true;
  out->text = DropTrailingNoise(trimmed.substr(0, open));
}

// A body that is nothing but this marker. False for kNone.
bool BodyReader::Set(Marker marker, Body* out) {
  static constexpr MessageKind kKinds[] = {
      MessageKind::kText,    MessageKind::kDeleted, MessageKind::kDeleted,  MessageKind::kMedia,
      MessageKind::kContact, MessageKind::kCall,    MessageKind::kLocation, MessageKind::kOther,
  };
  if (marker == Marker::kNone) return false;
  out->kind = kKinds[static_cast<std::size_t>(marker)];
  out->by_me = marker == Marker::kDeletedByMe;
  out->text = {};
  return true;
}

// kMedia or kContact if `line` is the placeholder of a file, else kText. `*name` is the folded file
// name where there is one.
MessageKind BodyReader::FileKind(std::string_view line, std::string_view* name) const {
  static thread_local std::string folded;  // owns *name until the next call
  *name = {};
  if (line.size() > kLongestMarker) return MessageKind::kText;
  folded = FoldPhrase(line);
  const Marker whole = markers_.Whole(folded);
  if (whole == Marker::kContact) return MessageKind::kContact;
  if (whole == Marker::kMedia) return MessageKind::kMedia;
  const bool by_name =
      (IsAndroidMediaName(folded) && folded.ends_with(')')) || HoldsIosMediaName(folded);
  if (!markers_.IsAttachment(folded, name) && !by_name) return MessageKind::kText;
  return name->ends_with(".vcf") ? MessageKind::kContact : MessageKind::kMedia;
}

// Behind a mark; files in the export, and what follows a document's size, where marks were lost,
// too.
bool BodyReader::MayBeginPlaceholder(std::string_view line, std::size_t at,
                                     std::size_t bullet) const {
  if (line[at] == '\xE2') return BeginsWithDirectionMark(line.substr(at));
  if (!ios_ || at == 0) return false;
  return line[at] == '<' || (line[at - 1] == ' ' && IsBehindSize(line, at, bullet));
}

// A document stands behind its name and size, a picture behind what somebody typed.
bool BodyReader::IsDocument(std::string_view placeholder) const {
  const std::string folded = FoldPhrase(placeholder);
  std::string_view name;
  return markers_.IsDocument(folded) ||
         (markers_.IsAttachment(folded, &name) && !BeginsAsIosMediaName(name));
}

// Below a document the app repeats its name, with its ending or without.
bool BodyReader::IsNameOfFile(std::string_view text, std::string_view name) {
  text = DropTrailingNoise(text);
  if (IsFileName(text)) return true;
  const std::string_view stem = name.substr(0, name.rfind('.'));
  return !stem.empty() && text.size() <= name.size() && FoldPhrase(text) == stem;
}

// A placeholder on the first line with a caption below (Android), or at the end of the last line
// with a caption before it (iOS).
bool BodyReader::ReadFileLines(Body* out) const {
  const std::string_view text = out->text;
  std::string_view name;
  const std::string_view first = FirstLine(text);
  if (MessageKind kind = FileKind(first, &name); kind != MessageKind::kText) {
    out->kind = kind;
    out->text = first.size() < text.size() ? text.substr(first.size() + 1) : std::string_view();
    if (IsNameOfFile(out->text, name)) out->text = {};
    return true;
  }
  const std::string_view last = LastLine(text);
  const std::size_t bullet = ios_ ? BulletOfFile(last) : std::string_view::npos;
  for (std::size_t at = last.size(); at-- > 0;) {
    if (!MayBeginPlaceholder(last, at, bullet)) continue;
    const MessageKind kind = FileKind(last.substr(at), &name);
    if (kind == MessageKind::kText) continue;
    const std::string_view before =
        DropTrailingNoise(text.substr(0, text.size() - last.size() + at));
    const std::string_view beside = LastLine(before);
    // "Plan.pdf • 2 pages" beside the placeholder is the app's; so is the bare file name.
    const bool app_made = (IsBehindSize(last, at, bullet) && IsDocument(last.substr(at))) ||
                          beside.find("\u2022 \u200E") != std::string_view::npos ||
                          beside.ends_with("\u2022") || IsFileName(beside);
    out->kind = kind;
    out->text =
        app_made ? DropTrailingNoise(before.substr(0, before.size() - beside.size())) : before;
    return true;
  }
  return false;
}

// "location: https://maps...", below the place's name and address: in small letters, as the app
// writes it where it has any, and not below what somebody said.
bool BodyReader::EndsAsLocation(std::string_view text) const {
  const std::string_view last = LastLine(text);
  const bool capital = !last.empty() && last[0] >= 'A' && last[0] <= 'Z';
  if (capital || !markers_.BeginsAsLocation(FoldPhrase(last))) return false;
  const std::vector<std::string_view> lines = Split(text, '\n');
  return lines.size() <= kPlaceLines + 1 &&
         std::none_of(lines.begin(), lines.end() - 1, [](std::string_view line) {
           line = Trim(line);
           return line.empty() || line.size() > kLongestPlace ||
                  std::string_view(".!?:").find(line.back()) != std::string_view::npos;
         });
}

// The same, or a place with its name and address and a link.
bool BodyReader::ReadPlace(std::string_view folded, Body* out) const {
  const bool has_map = folded.find(kMapLink) != std::string_view::npos;
  const bool marked = ios_ && BeginsWithDirectionMark(out->text);
  const bool place = HasPlaceLink(DropTrailingNoise(out->text)) &&
                     folded.find(" https://") != std::string_view::npos;
  if (!place && !(has_map && (marked || markers_.BeginsAsLocation(folded) ||
                              EndsAsLocation(DropTrailingNoise(out->text))))) {
    return false;
  }
  out->kind = MessageKind::kLocation;
  out->text = {};
  return true;
}

// "POLL:", the question, and at least one "OPTION: ..." line. The question is the sender's own.
bool BodyReader::ReadPoll(Body* out) const {
  const std::string_view first = FirstLine(out->text);
  if (first.size() > kLongestMarker || !markers_.IsPollHead(FoldPhrase(first))) return false;
  const std::string_view below = out->text.substr(std::min(first.size() + 1, out->text.size()));
  const std::string_view question = FirstLine(below);
  const std::string_view options = below.substr(std::min(question.size() + 1, below.size()));
  if (!markers_.BeginsAsPollOption(FoldPhrase(FirstLine(options)))) return false;
  out->kind = MessageKind::kPoll;
  out->text = DropTrailingNoise(question);
  return true;
}

// The app marks its own words on iOS, but people's texts can begin with such a mark too: the words,
// or a file whose encryption notice shows that this app version marks them, must agree. Nobody
// begins a chat with the encryption notice, so there it needs no mark (editors drop them) if its
// sentence begins the message.
bool BodyReader::ReadMarked(std::string_view folded, const BodyContext& context, Body* out) const {
  const bool marked = BeginsWithDirectionMark(out->text) && !IsNumberOrMention(folded);
  const bool first = context.first_record && (ios_ || context.only_record_of_sender);
  const std::string_view deed = ios_ ? BehindName(folded, context.sender) : std::string_view();
  const bool named = !deed.empty();
  if (!first && !named && !(marked && ios_)) return false;
  const bool encryption = markers_.HasEncryptionNotice(folded);
  const bool sure =
      marked || context.only_record_of_sender || markers_.BeginsAsEncryptionNotice(folded);
  const bool told =
      !deed.empty() && out->text.find('\n') == std::string_view::npos && markers_.IsDeed(deed);
  if ((encryption && first && sure) || told) {
    out->kind = MessageKind::kNotice;
    return true;
  }
  if (!marked || !ios_) return false;
  if (markers_.BeginsAsCall(folded)) {
    out->kind = MessageKind::kCall;
    out->text = {};
    return true;
  }
  // "Ada added Ben", under Ben's name.
  const bool undergone = folded.size() <= kLongestDeed && out->text.find('\n') == folded.npos &&
                         folded.ends_with(" " + FoldPhrase(context.sender));
  const bool by_chat = !facts_.chat_name.empty() && context.sender == facts_.chat_name;
  if (encryption || markers_.HasEvent(folded) || by_chat || named || undergone) {
    out->kind = MessageKind::kNotice;
    return true;
  }
  if (facts_.chat_name.empty() || out->text[2] != '\x8E') return false;
  out->kind = MessageKind::kOther;
  out->text = {};
  return true;
}

}  // namespace ebb::whatsapp
