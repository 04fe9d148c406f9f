#include "fuzz/reader_traits.h"

#include <algorithm>
#include <initializer_list>

namespace ebb::fuzz {
namespace {

using Names = std::initializer_list<std::string_view>;

bool IsOneOf(std::string_view format, Names formats) {
  return std::find(formats.begin(), formats.end(), format) != formats.end();
}

}  // namespace

Between BetweenRecords(std::string_view format) {
  // Tags, headings of a conversation, other kinds of elements.
  constexpr Names kMarkup = {"telegram-html", "google-voice",   "imessage-html",
                             "sms-backup",    "messenger-html", "eaf"};
  // Days and titles, tiers and comments, rows of dashes and headings of groups.
  constexpr Names kHeadings = {"line",   "kakaotalk", "imessage-txt", "qq-txt",
                               "webvtt", "chat-cha",  "textgrid"};
  // Records of several lists, and of other kinds: people, conversations.
  constexpr Names kNested = {"signal-history",   "hinge",         "messenger-json", "slack-json",
                             "google-chat-json", "hangouts-json", "skype-json",     "snapchat-json",
                             "x-messages"};
  for (const Names& formats : {kMarkup, kHeadings, kNested}) {
    if (IsOneOf(format, formats)) return Between::kAnything;
  }
  return Between::kCommas;
}

Prefix PrefixOf(std::string_view format) {
  // A word before a colon is a speaker if it comes again.
  if (format == "transcript") return Prefix::kNothing;
  if (IsOneOf(format, {"webvtt", "srt", "sbv", "whatsapp"})) return Prefix::kPlaces;
  return Prefix::kAll;
}

}  // namespace ebb::fuzz
