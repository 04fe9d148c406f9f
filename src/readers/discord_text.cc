#include "readers/discord_text.h"

#include <algorithm>
#include <cstdint>

#include "base/text_util.h"
#include "readers/byte_scan.h"

namespace ebb {
namespace {

constexpr std::uint64_t kDiscordEpoch = 1420070400000;  // 2015-01-01 in milliseconds
constexpr std::string_view kCodeFence = "```";

bool IsDigits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

// What "<...>" stands for: nothing for mentions and times, :name: for emoji. nullopt for what
// somebody typed.
std::optional<std::string_view> MeaningOf(std::string_view inside) {
  if (inside.size() < 2) return std::nullopt;
  if (inside[0] == '@' || inside[0] == '#') {
    std::string_view id = inside.substr(1);
    if (id.starts_with('!') || id.starts_with('&')) id.remove_prefix(1);
    return IsDigits(id) ? std::optional<std::string_view>("") : std::nullopt;
  }
  if (inside.starts_with("t:")) {
    const bool time = inside.find_first_not_of("0123456789:tTdDfFR-", 2) == inside.npos;
    return time ? std::optional<std::string_view>("") : std::nullopt;
  }
  if (inside.starts_with("a:")) inside.remove_prefix(1);
  const std::size_t colon = inside.rfind(':');
  if (inside[0] != ':' || colon == 0 || !IsDigits(inside.substr(colon + 1))) return std::nullopt;
  return inside.substr(0, colon + 1);
}

void AppendWithoutMentions(std::string_view text, std::string* out) {
  constexpr std::size_t kLongest = 80;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = std::min(text.find('<', at), text.size());
    out->append(text.substr(at, open - at));
    at = open;
    if (at == text.size()) return;
    const std::size_t close = text.substr(0, std::min(text.size(), at + kLongest)).find('>', at);
    const auto meaning =
        close == text.npos ? std::nullopt : MeaningOf(text.substr(at + 1, close - at - 1));
    if (meaning) {
      out->append(*meaning);
      at = close + 1;
    } else {
      out->push_back('<');
      ++at;
    }
  }
}

// `text` without what stands between pairs of ```.
std::string_view WithoutFences(std::string_view text, std::string* scratch) {
  if (text.find(kCodeFence) == text.npos) return text;
  scratch->clear();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find(kCodeFence, at);
    const std::size_t close =
        open == text.npos ? text.npos : text.find(kCodeFence, open + kCodeFence.size());
    if (close == text.npos) {
      scratch->append(text.substr(at));
      break;
    }
    scratch->append(text.substr(at, open - at)).push_back('\n');
    at = close + kCodeFence.size();
  }
  return *scratch;
}

}  // namespace

std::string_view OwnDiscordText(std::string_view text, std::string* scratch) {
  if (FindOf(text, 0, '<', '>', '`') == text.size()) return text;
  std::string fenced;
  std::string_view rest = WithoutFences(text, &fenced);
  scratch->clear();
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
    const std::string_view line = rest.substr(0, end);
    if (line.starts_with(">>> ")) break;  // a quote to the end of the message
    if (!line.starts_with("> ")) AppendWithoutMentions(line, scratch);
    rest.remove_prefix(end);
  }
  while (scratch->ends_with('\n')) scratch->pop_back();
  return *scratch;
}

bool IsDiscordNotice(std::string_view text) {
  if (text.empty() || text.front() < 'A' || text.front() > 'S') return false;
  static constexpr std::string_view kWhole[] = {
      "Pinned a message.", "Joined the server.",        "Left the group.",
      "Started a thread.", "Changed the channel icon.",
  };
  for (const std::string_view known : kWhole) {
    if (text == known) return true;
  }
  const auto is = [&](std::string_view before, std::string_view after) {
    return text.size() > before.size() + after.size() && text.starts_with(before) &&
           text.ends_with(after) && text.find('\n') == text.npos;
  };
  return is("Started a call that lasted ", " minutes.") || is("Added ", " to the group.") ||
         is("Removed ", " from the group.") || is("Changed the channel name: ", "");
}

std::string_view DiscordName(std::string_view full) {
  if (!full.ends_with('0')) return full;
  for (const std::string_view none : {"#0000", "#0"}) {
    if (full.size() > none.size() && full.ends_with(none)) full.remove_suffix(none.size());
  }
  return full;
}

DiscordFile DiscordFileOf(std::string_view stem) {
  const std::size_t open = stem.find(" [");
  const std::size_t close = open == stem.npos ? open : stem.find(']', open);
  if (close == stem.npos) return {};
  const std::string_view id = stem.substr(open + 2, close - open - 2);
  if (!IsDigits(id)) return {};
  return {std::string(stem.substr(0, open)), std::string(id)};
}

std::string DiscordGroup(std::string_view file_name) {
  const std::string_view stem = file_name.substr(0, file_name.rfind('.'));
  return std::string(stem.substr(0, stem.rfind(" [part ")));
}

std::optional<std::int64_t> SnowflakeMillis(std::string_view id) {
  const std::optional<std::uint64_t> number = ParseNumber(id);
  if (!number || *number >> 22 == 0) return std::nullopt;
  return static_cast<std::int64_t>((*number >> 22) + kDiscordEpoch);
}

}  // namespace ebb
