// The shared fixtures of Telegram, of zipped WhatsApp exports and of what is not read, whole path:
// bytes, container, encoding, recognition, messages. WhatsApp's text has its own test.
#include <catch2/catch.hpp>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "readers/collect_sink.h"
#include "readers/reader.h"
#include "readers/recording.h"
#include "shared_data.h"
#include "time/civil.h"

namespace ebb {
namespace {

using Json = nlohmann::json;

std::vector<Json> Expectations(const std::string& family) {
  std::vector<Json> all;
  const auto text = SharedFile("fixtures/" + family + "/expected.jsonl");
  if (!text) return all;
  std::istringstream lines(*text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) all.push_back(Json::parse(line));
  }
  return all;
}

std::string Shown(const Timestamp& time) {
  return FormatDateTime(time.seconds) + (time.basis == Timestamp::Basis::kInstant ? "Z" : "");
}

void CheckExact(const std::string& path, const Json& expected) {
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
  CHECK(Shown(messages.front().sent) == expected["first"]);
  CHECK(Shown(messages.back().sent) == expected["last"]);
}

TEST_CASE("shared fixtures: Telegram and zipped WhatsApp are exact") {
  int checked = 0;
  for (const Json& expected : Expectations("messengers")) {
    const std::string format = expected["format"];
    if (format != "telegram-json" && format != "whatsapp-zip") continue;
    const std::string path = "fixtures/messengers/" + expected["file"].get<std::string>();
    INFO(path);
    CheckExact(path, expected);
    ++checked;
  }
  if (checked > 0) CHECK(checked == 4);
}

std::int64_t Millis(const Timestamp& time) { return time.seconds * 1000 + time.millis; }

// Recordings: times are offsets, the last one is the latest end, and a speaker that the file does
// not name is no sender.
void CheckRecording(const std::string& path, const Json& expected) {
  const auto bytes = SharedFile(path);
  REQUIRE(bytes);
  auto exports = OpenExport(MemorySource(path, *bytes), "");
  REQUIRE(exports);
  REQUIRE(exports->size() == 1);
  CHECK(exports->front().reader->name == expected["format"]);
  CollectSink sink;
  REQUIRE(exports->front().reader->read(*exports->front().source, {}, sink));
  CHECK(sink.records.size() == expected["messages"]);
  CHECK(sink.Notices().empty());
  std::set<std::string> senders;
  std::int64_t first = std::numeric_limits<std::int64_t>::max(), last = -1;
  for (const KeptMessage& message : sink.records) {
    if (message.sender != kUnknownSpeaker) senders.insert(message.sender);
    CHECK(message.sent.basis == Timestamp::Basis::kElapsed);
    first = std::min(first, Millis(message.sent));
    last = std::max(last, message.until_millis);
  }
  CHECK(senders == expected["senders"].get<std::set<std::string>>());
  if (expected["first"].is_null()) return;
  const std::string first_shown = expected["first"], last_shown = expected["last"];
  std::string_view first_text = first_shown, last_text = last_shown;
  CHECK(first == ReadClock(&first_text));
  CHECK(last == ReadClock(&last_text));
}

TEST_CASE("shared fixtures: recordings are exact") {
  const std::map<std::string, int> families = {
      {"webvtt", 8}, {"srt", 3}, {"sbv", 1}, {"chat-cha", 3}, {"textgrid", 5}};
  std::map<std::string, int> checked;
  for (const Json& expected : Expectations("platforms")) {
    const std::string format = expected["format"];
    if (!families.contains(format)) continue;
    const std::string path = "fixtures/platforms/" + expected["file"].get<std::string>();
    INFO(path);
    CheckRecording(path, expected);
    ++checked[format];
  }
  if (!checked.empty()) CHECK(checked == families);
}

// Formats that no reader takes, and files that are of none.
bool IsUnread(const std::string& format) {
  for (const char* family :
       {"not-", "fb-", "instagram", "discord", "smsbr", "gvoice", "telegram-html",
        "imessage-exporter", "slack", "kakao", "line-", "qq-", "eaf"}) {
    if (format.starts_with(family)) return true;
  }
  return false;
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
