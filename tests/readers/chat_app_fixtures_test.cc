// The shared fixtures of Discord, LINE, KakaoTalk and QQ, whole path: recognition and every figure.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <set>

#include "readers/collect_sink.h"
#include "readers/expectations.h"
#include "readers/reader.h"
#include "shared_data.h"
#include "time/civil.h"

namespace ebb {
namespace {

std::string InFull(const Timestamp& time) {
  std::string shown = FormatDateTime(time.seconds + time.offset_seconds);
  char tail[16];
  if (time.has_millis) {
    std::snprintf(tail, sizeof tail, ".%03d", static_cast<int>(time.millis));
    shown += tail;
  }
  if (time.has_offset) {
    const int minutes = time.offset_seconds / 60;
    std::snprintf(tail, sizeof tail, "%+03d:%02d", minutes / 60, std::abs(minutes) % 60);
    shown += tail;
  }
  return shown;
}

bool Earlier(const KeptMessage& a, const KeptMessage& b) {
  return std::pair(a.sent.seconds, a.sent.millis) < std::pair(b.sent.seconds, b.sent.millis);
}

void CheckChatApp(const std::string& path, const Json& expected) {
  const auto bytes = SharedFile(path);
  REQUIRE(bytes);
  auto exports = OpenExport(MemorySource(path, *bytes), "");
  REQUIRE(exports);
  REQUIRE(exports->size() == 1);
  CollectSink sink;
  const auto report = exports->front().reader->read(*exports->front().source, {}, sink);
  REQUIRE(report);
  CHECK_FALSE(report->truncated);
  const auto messages = sink.Messages();
  CHECK(messages.size() == expected["messages"]);
  CHECK(sink.Notices().size() == expected["system_messages"]);
  std::set<std::string> senders;
  for (const KeptMessage& message : messages) senders.insert(message.sender);
  CHECK(senders == expected["senders"].get<std::set<std::string>>());
  // These documents give the span of the whole chat, whatever its order in the file.
  const auto [first, last] = std::minmax_element(sink.records.begin(), sink.records.end(), Earlier);
  REQUIRE(first != sink.records.end());
  CHECK(InFull(first->sent) == expected["first"]);
  CHECK(InFull(last->sent) == expected["last"]);
}

TEST_CASE("shared fixtures: Discord, LINE, KakaoTalk and QQ are exact") {
  const std::vector<Json> all = Expectations("platforms");
  int checked = 0;
  for (const Json& expected : all) {
    const std::string format = expected["format"];
    const bool ours = format.starts_with("discord") || format.starts_with("line-") ||
                      format.starts_with("kakao") || format.starts_with("qq-");
    if (!ours) continue;
    const std::string path = "fixtures/platforms/" + expected["file"].get<std::string>();
    INFO(path);
    CheckChatApp(path, expected);
    ++checked;
  }
  if (!all.empty()) CHECK(checked == 6);
}

}  // namespace
}  // namespace ebb
