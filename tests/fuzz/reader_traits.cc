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
    // days and titles, notes and tiers, rows of dashes and headings of groups
    "line", "kakaotalk", "imessage-txt", "qq-txt", "webvtt", "chat-cha", "textgrid",
    // people and conversations; the brackets and names of further lists
    "signal-history", "hinge", "snapchat-json"};

// Who speaks is learnt from all of the file, or from all of its head.
constexpr Name kLearnsNames[] = {"webvtt", "srt", "sbv", "whatsapp"};

}  // namespace

Between BetweenRecords(std::string_view format) {
  return IsOneOf(format, kBetween) ? Between::kAnything : Between::kCommas;
}

Prefix PrefixOf(std::string_view format) {
  // Whether a word before a colon is a speaker depends on whether it comes again.
  if (format == "transcript") return Prefix::kNothing;
  return IsOneOf(format, kLearnsNames) ? Prefix::kPlaces : Prefix::kAll;
}

}  // namespace ebb::fuzz
