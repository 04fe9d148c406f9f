#include "readers/slack_text.h"

#include <algorithm>

#include "readers/json_records.h"

namespace ebb {
namespace {

constexpr std::size_t kLongestLink = 4096;
constexpr int kDeepestList = 8;  // lists in lists; deeper ones are left out

void AppendName(std::string_view key, const NamesByKey* names, std::string* out) {
  if (names != nullptr) {
    if (const auto known = names->find(std::string(key)); known != names->end()) {
      out->append(known->second);
      return;
    }
  }
  out->append(key);
}

// What stands between < and >.
void AppendReference(std::string_view inside, const NamesByKey* names, std::string* out) {
  const std::size_t bar = inside.find('|');
  const std::string_view target = inside.substr(0, bar);
  const std::string_view label = bar == inside.npos ? "" : inside.substr(bar + 1);
  const char kind = target.front();
  if (kind != '@' && kind != '#' && kind != '!') {
    out->append(label.empty() ? target : label);
    return;
  }
  const char sign = kind == '#' ? '#' : '@';
  if (label.empty() || label.front() != sign) {
    if (!target.starts_with("!date")) out->push_back(sign);
  }
  if (!label.empty()) {
    out->append(label);
  } else if (kind == '!') {
    out->append(target.substr(1, target.find('^') - 1));
  } else {
    AppendName(target.substr(1), names, out);
  }
}

struct SlackEntity {
  std::string_view written;
  char meant;
};
constexpr SlackEntity kSlackEntities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}};

// A mention, a command or an address. Slack writes a typed < as an entity; other tools may not.
bool IsReference(std::string_view inside) {
  if (inside.empty()) return false;
  if (inside.front() == '@' || inside.front() == '#' || inside.front() == '!') return true;
  const std::size_t colon = inside.find(':');
  return colon != inside.npos && inside.substr(0, colon).find(' ') == inside.npos;
}

// Appends the entity or reference that `text` begins with and returns its length.
std::size_t AppendSpecial(std::string_view text, const NamesByKey* names, std::string* out) {
  for (const SlackEntity& entity : kSlackEntities) {
    if (!text.starts_with(entity.written)) continue;
    out->push_back(entity.meant);
    return entity.written.size();
  }
  const std::size_t end = text.front() == '<' ? text.substr(0, kLongestLink).find('>') : text.npos;
  if (end == text.npos || !IsReference(text.substr(1, end - 1))) {
    out->push_back(text.front());
    return 1;
  }
  AppendReference(text.substr(1, end - 1), names, out);
  return end + 1;
}

void AppendLine(std::string_view line, const NamesByKey* names, std::string* out) {
  while (!line.empty()) {
    const std::size_t plain = std::min(line.find_first_of("<&"), line.size());
    out->append(line.substr(0, plain));
    line.remove_prefix(plain);
    if (!line.empty()) line.remove_prefix(AppendSpecial(line, names, out));
  }
}

void AppendElement(JsonCursor& cursor, const NamesByKey* names, int depth, std::string* out);

void AppendElements(JsonCursor& cursor, const NamesByKey* names, int depth, std::string* out) {
  if (depth > kDeepestList) {
    cursor.SkipValue();
    return;
  }
  JsonArray(cursor, [&] { AppendElement(cursor, names, depth, out); });
}

void AppendElement(JsonCursor& cursor, const NamesByKey* names, int depth, std::string* out) {
  std::string type, text, url, user, inner;
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "type") {
      JsonText(cursor, &type);
    } else if (key == "text" && cursor.Peek() == '"') {
      JsonText(cursor, &text);
    } else if (key == "url" || key == "name") {
      JsonText(cursor, &url);
    } else if (key == "user_id" || key == "channel_id" || key == "range") {
      JsonText(cursor, &user);
    } else if (key == "elements") {
      AppendElements(cursor, names, depth + 1, &inner);
    } else {
      cursor.SkipValue();
    }
  });
  if (type == "rich_text_quote" || type == "rich_text_preformatted") return;
  if (type == "user" || type == "channel" || type == "broadcast") {
    out->push_back(type == "channel" ? '#' : '@');
    AppendName(user, names, out);
  } else if (type == "emoji") {
    out->append(":" + url + ":");
  } else if (type == "text" || type == "link") {
    out->append(text.empty() ? url : text);
  } else if (type.starts_with("rich_text")) {
    out->append(inner);
    if (type != "rich_text" && !inner.empty() && inner.back() != '\n') out->push_back('\n');
  }
}

}  // namespace

void AppendSlackText(std::string_view mrkdwn, const NamesByKey* names, std::string* out) {
  constexpr std::string_view kFence = "```";
  while (!mrkdwn.empty()) {
    const std::size_t end = std::min(mrkdwn.find('\n'), mrkdwn.size());
    std::string_view line = mrkdwn.substr(0, end);
    const std::size_t fence = line.find(kFence);
    if (line.starts_with("&gt;")) {
      line = {};  // somebody else's words
    } else if (fence != line.npos) {
      AppendLine(line.substr(0, fence), names, out);
      const std::size_t close = mrkdwn.find(kFence, fence + kFence.size());
      mrkdwn.remove_prefix(close == mrkdwn.npos ? mrkdwn.size() : close + kFence.size());
      continue;
    }
    AppendLine(line, names, out);
    if (end < mrkdwn.size()) out->push_back('\n');
    mrkdwn.remove_prefix(std::min(end + 1, mrkdwn.size()));
  }
}

void AppendSlackBlocks(JsonCursor& cursor, const NamesByKey* names, std::string* out) {
  AppendElements(cursor, names, 0, out);
  while (!out->empty() && out->back() == '\n') out->pop_back();
}

}  // namespace ebb
