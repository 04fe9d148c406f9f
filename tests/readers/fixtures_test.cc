// The shared fixtures of Telegram, of zipped WhatsApp exports and of what is not read, whole path:
// bytes, container, encoding, recognition, messages. WhatsApp's text has its own test.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "readers/collect_sink.h"
#include "readers/expectations.h"
#include "readers/reader.h"
#include "readers/when.h"
#include "shared_data.h"

namespace ebb {
namespace {

void CheckMessenger(const std::string& path, const Json& expected) {
  const auto bytes = SharedFile(path);
  REQUIRE(bytes);
  auto exports = OpenExport(MemorySource(path, *bytes), "");
  REQUIRE(exports);
  REQUIRE(exports->size() == 1);
  ReadOptions options;
  options.date_order = DateOrder::kDayFirst;
  CollectSink sink;
  const auto report = exports->front().reader->read(*exports->front().source, options, sink);
  REQUIRE(report);
  const auto messages = sink.Messages();
  CHECK(messages.size() == expected["messages"]);
  CHECK(sink.Notices().size() == expected["system_messages"]);
  CHECK(sink.skipped.empty());
  std::set<std::string> senders;
  for (const KeptMessage& message : messages) senders.insert(message.sender);
  CHECK(senders == expected["senders"].get<std::set<std::string>>());
  REQUIRE_FALSE(messages.empty());
  CHECK(When(messages.front().sent) == expected["first"]);
  CHECK(When(messages.back().sent) == expected["last"]);
}

TEST_CASE("shared fixtures: Telegram and zipped WhatsApp are exact") {
  int checked = 0;
  for (const Json& expected : Expectations("messengers")) {
    const std::string format = expected["format"];
    if (format != "telegram-json" && format != "whatsapp-zip") continue;
    const std::string path = "fixtures/messengers/" + expected["file"].get<std::string>();
    INFO(path);
    CheckMessenger(path, expected);
    ++checked;
  }
  if (checked > 0) CHECK(checked == 4);
}

// The text that a moment is given as, without fractions; with Z for instants.
std::string WithoutFraction(const std::string& time) {
  const bool instant = time.ends_with("Z") || time.ends_with("+00:00");
  return time.substr(0, 19) + (instant ? "Z" : "");
}

bool Before(const Timestamp& a, const Timestamp& b) {
  return a.seconds != b.seconds ? a.seconds < b.seconds : a.millis < b.millis;
}

// Platforms count first and last over all records (formats-platforms.md 0.1), in time order where
// the order of the file says nothing.
void CheckPlatform(std::vector<OpenedExport> exports, const Json& expected) {
  CollectSink sink;
  ReadOptions options;
  options.date_order = DateOrder::kDayFirst;
  for (OpenedExport& opened : exports) REQUIRE(ReadExport(opened, options, sink));
  const auto messages = sink.Messages();
  CHECK(messages.size() == expected["messages"]);
  CHECK(sink.Notices().size() == expected["system_messages"]);
  CHECK(sink.skipped.empty());
  std::set<std::string> senders;
  for (const KeptMessage& message : messages) senders.insert(message.sender);
  CHECK(senders == expected["senders"].get<std::set<std::string>>());
  std::vector<Timestamp> times;
  for (const KeptMessage& record : sink.records) times.push_back(record.sent);
  REQUIRE_FALSE(times.empty());
  if (sink.conversations.front().sort_by_time) std::sort(times.begin(), times.end(), Before);
  CHECK(When(times.front()) == WithoutFraction(expected["first"]));
  CHECK(When(times.back()) == WithoutFraction(expected["last"]));
}

bool IsPlatform(const std::string& format) {
  for (const char* family : {"fb-", "instagram", "slack"}) {
    if (format.starts_with(family)) return true;
  }
  return false;
}

TEST_CASE("shared fixtures: platforms are exact") {
  for (const Json& expected : Expectations("platforms")) {
    if (!IsPlatform(expected["format"])) continue;
    const std::string path =
        SourcePath("../shared/fixtures/platforms/" + expected["file"].get<std::string>());
    INFO(path);
    auto exports = OpenExport(path, "");
    REQUIRE(exports);
    CHECK(exports->size() == 1);
    CheckPlatform(std::move(*exports), expected);
  }
}

// Formats that no reader takes, and files that are of none.
bool IsUnread(const std::string& format) {
  for (const char* family : {"not-"}) {
    if (format.starts_with(family)) return true;
  }
  return false;
}

TEST_CASE("shared fixtures: Signal is exact") {
  int checked = 0;
  for (const Json& expected : Expectations("messengers")) {
    if (!expected["format"].get<std::string>().starts_with("signal")) continue;
    const std::string path = "fixtures/messengers/" + expected["file"].get<std::string>();
    INFO(path);
    CheckMessenger(path, expected);
    ++checked;
  }
  if (!Expectations("messengers").empty()) CHECK(checked == 1);
}

TEST_CASE("shared fixtures: what is not read is refused in one line, exit 4") {
  for (const std::string family : {"messengers", "platforms"}) {
    for (const Json& expected : Expectations(family)) {
      const std::string file = expected["file"];
      if (!IsUnread(expected["format"]) || file.ends_with('/')) continue;
      const auto bytes = SlurpFile(SourcePath("../shared/fixtures/" + family + "/" + file));
      if (!bytes) continue;
      INFO(file);
      const auto exports = OpenExport(MemorySource("fixture", *bytes), "");
      REQUIRE_FALSE(exports);
      CHECK(exports.error().kind == ErrorKind::kInput);
      CHECK(exports.error().message.starts_with("fixture: "));
      CHECK(exports.error().message.find('\n') == std::string::npos);
    }
  }
}

}  // namespace
}  // namespace ebb
