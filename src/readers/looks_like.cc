#include "readers/looks_like.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/text_util.h"

namespace ebb {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::size_t at;
  std::string_view bytes;
  std::string_view what;
};

constexpr Magic kMagics[] = {
    {0, "%PDF"sv, "a PDF document; export the chat itself, as text or JSON"},
    {0, "\xFF\xD8\xFF"sv, "a JPEG picture; a screenshot cannot be read, export the chat as text"},
    {0, "\x89PNG"sv, "a PNG picture; a screenshot cannot be read, export the chat as text"},
    {0, "GIF8"sv, "a GIF picture, not a chat"},
    {8, "WEBP"sv, "a WebP picture, not a chat"},
    {4, "ftyp"sv, "a video, sound or picture file, not a chat"},
    {0, "OggS"sv, "a sound file, not a chat"},
    {0, "ID3"sv, "a sound file, not a chat"},
    {0, "SQLite format 3\0"sv,
     "a database, but none of iMessage or WhatsApp, or a damaged one; export the chat from the app "
     "instead"},
    {0, "\x1F\x8B"sv, "a gzip file that cannot be read; unpack it first"},
    {0, "7z\xBC\xAF\x27\x1C"sv, "a 7-Zip archive; unpack it first, or pack it as zip"},
    {0, "Rar!"sv, "a RAR archive; unpack it first, or pack it as zip"},
    {0, "\x28\xB5\x2F\xFD"sv, "a zstd archive; unpack it first"},
    {0, "BZh"sv, "a bzip2 archive; unpack it first"},
    {0,
     "\xFD"
     "7zXZ"sv,
     "an xz archive; unpack it first"},
    {0, "bplist00"sv, "a property list, not a chat"},
    {0, "\xD0\xCF\x11\xE0"sv,
     "an old Office document, or one that is locked with a password; save it as plain text or CSV, "
     "or without a password as .docx"},
    {0, "{\\rtf"sv, "a rich text document; save it as plain text first"},
};

struct Sign {
  std::string_view mark;  // occurs somewhere in the head
  std::string_view what;
};

// Tried in order; only on text that starts with '<'.
constexpr Sign kMarkupSigns[] = {
    {"<title>Exported Data</title>",
     "a page of a Telegram export without a chat in it; give the folder or its messages.html, or "
     "export again and choose Machine-readable JSON"},
    {"_a6-g", "a page of Facebook or Instagram, but not of messages"},
    {"<html", "a web page; export the chat as text or JSON"},
    {"<HTML", "a web page; export the chat as text or JSON"},
    {"<!doctype html", "a web page; export the chat as text or JSON"},
    {"<!DOCTYPE html", "a web page; export the chat as text or JSON"},
    {"<?xml", "an XML file, but no kind of chat export that is known"},
};

// Tried in order; only on text that starts with '{' or '['.
constexpr Sign kJsonSigns[] = {
    {"\"wetrace-plus\"", "a file of WeTrace, which is not read"},
    {"\"sender_name\"",
     "part of a Messenger or Instagram export, but no thread; give message_1.json"},
    {"\"senderName\"", "part of a Messenger export, but no chat"},
    {"\"guild\"", "of Discord, but not a whole export of DiscordChatExporter"},
    {"\"MessageList\"", "part of a Skype export, but not its messages.json"},
    {"\"creator\"", "JSON as of Google Chat, but not its messages.json"},
};

// Looked for in the first lines of other text.
constexpr Sign kTextSigns[] = {
    {"QQChatExporter", "of QQChatExporter, but without messages that can be read"},
    {"[LINE]", "of LINE, but not its text export"},
};

std::optional<std::string> FindSign(std::string_view head, const Sign* begin, const Sign* end) {
  const Sign* found =
      std::find_if(begin, end, [&](const Sign& sign) { return head.find(sign.mark) != head.npos; });
  if (found == end) return std::nullopt;
  return std::string(found->what);
}

constexpr std::string_view kCueArrow = " --> ";

// "00:00:01.500" or "00:01.500" at the beginning of `text`, as WebVTT writes it.
bool BeginsWithCueClock(std::string_view text) {
  std::size_t numbers = 0, at = 0;
  do {
    if (at + 2 > text.size() || !IsDigit(text[at]) || !IsDigit(text[at + 1])) return false;
    at += 3;
    ++numbers;
  } while (at <= text.size() && text[at - 1] == ':');
  return (numbers == 2 || numbers == 3) && at <= text.size() && text[at - 1] == '.';
}

// What begins with times and an arrow. The word alone makes captions of it only if the times are as
// WebVTT writes them.
std::optional<std::string> DescribeArrow(std::string_view text) {
  const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  const std::size_t arrow = line.find(kCueArrow);
  if (arrow == line.npos || !IsDigit(line.front())) return std::nullopt;
  if (BeginsWithCueClock(line) && BeginsWithCueClock(line.substr(arrow + kCueArrow.size()))) {
    return "captions without the word WEBVTT at their beginning; put it there, in a line of its "
           "own";
  }
  return "text with times as captions have them, but in no form that is known; export it as WebVTT "
         "or SRT";
}

}  // namespace

std::optional<std::string> DescribeBinary(std::string_view raw_head) {
  for (const Magic& magic : kMagics) {
    if (raw_head.size() > magic.at && raw_head.substr(magic.at).starts_with(magic.bytes)) {
      return std::string(magic.what);
    }
  }
  return std::nullopt;
}

std::optional<std::string> DescribeText(std::string_view head) {
  const std::string_view text = Trim(head);
  if (text.starts_with('<')) {
    return FindSign(text, std::begin(kMarkupSigns), std::end(kMarkupSigns));
  }
  if (text.starts_with('{') || text.starts_with('[')) {
    auto known = FindSign(text, std::begin(kJsonSigns), std::end(kJsonSigns));
    if (known) return known;
    const std::string_view inside = Trim(text.substr(1));
    if (text.starts_with('{') || inside.starts_with('{')) return std::string(kOtherJson);
  }
  if (auto known = FindSign(text.substr(0, 1000), std::begin(kTextSigns), std::end(kTextSigns))) {
    return known;
  }
  if (auto arrow = DescribeArrow(text)) return arrow;
  if (text.find("ooTextFile") != text.npos)
    return "a Praat file, but no TextGrid; save the TextGrid as a text file";
  return std::nullopt;
}

bool IsMediaName(std::string_view path) {
  static constexpr std::string_view kMedia[] = {
      "jpg", "jpeg", "png", "gif",  "webp", "heic", "bmp", "svg", "mp4", "mov", "3gp",
      "mkv", "webm", "avi", "opus", "ogg",  "oga",  "m4a", "mp3", "aac", "amr", "wav",
      "pdf", "doc",  "ppt", "vcf",  "tgs",  "webp", "css", "js",  "ttf", "woff"};
  if (path.empty() || path.back() == '/') return true;
  if (path.find("__MACOSX") != path.npos) return true;
  // Snapchat's lists of pictures and calls have the form of its chats.
  for (const std::string_view folder : {"snap_history/", "talk_history/"}) {
    const std::size_t at = path.find(folder);
    if (at != path.npos && (at == 0 || path[at - 1] == '/')) return true;
  }
  const std::string_view base = path.substr(path.rfind('/') + 1);
  if (base.starts_with('.')) return true;
  if (base.starts_with("direct-message")) return false;  // X writes its messages as scripts
  const std::size_t dot = base.rfind('.');
  if (dot == base.npos) return false;
  const std::string suffix = LowerAscii(base.substr(dot + 1));
  return std::find(std::begin(kMedia), std::end(kMedia), suffix) != std::end(kMedia);
}

}  // namespace ebb
