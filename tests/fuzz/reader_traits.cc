#include "fuzz/reader_traits.h"

#include <algorithm>
#include <span>

namespace ebb::fuzz {
namespace {

using Name = std::string_view;

bool IsOneOf(std::string_view format, std::span<const Name> formats) {
  return std::find(formats.begin(), formats.end(), format) != formats.end();
}

// Something else may stand between two of their records:
constexpr Name kBetween[] = {
    // tags of the page, or of elements that are no messages
    "telegram-html", "google-voice", "imessage-html", "sms-backup", "messenger-html", "eaf",
    "discord-html", "element-html", "signal-export-html", "signalbackup-html", "qq-mht",
    "snapchat-html",
    // days and titles, notes and tiers, rows of dashes and headings of groups
    "line", "kakaotalk", "imessage-txt", "qq-txt", "webvtt", "chat-cha", "textgrid",
    // people and conversations; the brackets and names of further lists
    "signal-history", "hinge", "snapchat-json", "json"};

// A chat goes on from one list to the next, and what was skipped before its first message may stand
// in an earlier list:
constexpr Name kSeveralLists[] = {"teams-json", "slack-json", "chatlab"};

// What comes later decides what a record is:
constexpr Name kLooksAhead[] = {
    // a word before a colon is a speaker if it comes again; a cue of two speakers is two records
    "transcript", "webvtt", "srt", "sbv",
    // of lines that begin like messages in several ways, those count that begin as most do
    "whatsapp", "element-txt",
    // a reply stands below its message and again in its place: the first is read if there is no
    // other
    "imessage-txt", "imessage-html"};

}  // namespace

Between BetweenRecords(std::string_view format) {
  if (IsOneOf(format, kSeveralLists)) return Between::kLists;
  return IsOneOf(format, kBetween) ? Between::kAnything : Between::kCommas;
}

Prefix PrefixOf(std::string_view format) {
  return IsOneOf(format, kLooksAhead) ? Prefix::kNothing : Prefix::kAll;
}

}  // namespace ebb::fuzz
