// The shared fixtures of the formats that are HTML or XML (and their kin), whole path.
#include <catch2/catch.hpp>
#include <set>

#include "readers/collect_sink.h"
#include "readers/expectations.h"
#include "readers/reader.h"
#include "shared_data.h"
#include "time/civil.h"

namespace ebb {
namespace {

// "2023-05-14T16:43:57", with ".463", "Z" or "+03:30" after it, as instant or wall clock.
void CheckTime(const Timestamp& time, const Json& expected) {
  REQUIRE(expected.is_string());
  const std::string text = expected;
  INFO(text);
  const auto number = [&](std::size_t at, std::size_t n) { return std::stoi(text.substr(at, n)); };
  std::int64_t seconds = SecondsFromCivil(
      {number(0, 4), number(5, 2), number(8, 2), number(11, 2), number(14, 2), number(17, 2)});
  std::string rest = text.substr(19);
  if (rest.starts_with('.')) {
    CHECK(time.millis == std::stoi(rest.substr(1, 3)));
    rest = rest.substr(4);
  }
  if (rest.size() == 6) {
    const int offset = std::stoi(rest.substr(1, 2)) * 3600 + std::stoi(rest.substr(4, 2)) * 60;
    seconds -= rest[0] == '-' ? -offset : offset;
    CHECK(time.has_offset);
    CHECK(time.offset_seconds == (rest[0] == '-' ? -offset : offset));
  }
  CHECK(time.seconds == seconds);
  CHECK((time.basis == Timestamp::Basis::kInstant) == !rest.empty());
}

void CheckMarkup(const std::string& path, const std::string& reader, const Json& expected) {
  const auto bytes = SharedFile(path);
  REQUIRE(bytes);
  auto exports = OpenExport(MemorySource(path, *bytes), "");
  REQUIRE(exports);
  REQUIRE(exports->size() == 1);
  CHECK(exports->front().reader->name == reader);
  CollectSink sink;
  const auto report = exports->front().reader->read(*exports->front().source, {}, sink);
  REQUIRE(report);
  CHECK_FALSE(report->truncated);
  const auto messages = sink.Messages();
  CHECK(messages.size() == expected["messages"]);
  CHECK(sink.Notices().size() == expected["system_messages"]);
  std::set<std::string> senders;
  for (const KeptMessage& message : messages) {
    senders.insert(message.sender);
    CHECK(message.from_me == (message.sender == "Me"));
  }
  CHECK(senders == expected["senders"].get<std::set<std::string>>());
  if (messages.empty()) return;
  CheckTime(messages.front().sent, expected["first"]);
  CheckTime(messages.back().sent, expected["last"]);
}

TEST_CASE("shared fixtures: web pages and XML are exact") {
  const std::pair<std::string, std::string> readers[] = {
      {"smsbr-xml", "sms-backup"},
      {"telegram-html", "telegram-html"},
      {"gvoice-html", "google-voice"},
      {"imessage-exporter-html", "imessage-html"}};
  const std::vector<Json> all = Expectations("messengers");
  if (all.empty()) return;
  int checked = 0, refused = 0;
  for (const Json& expected : all) {
    const std::string path = "fixtures/messengers/" + expected["file"].get<std::string>();
    INFO(path);
    for (const auto& [format, reader] : readers) {
      if (expected["format"] != format) continue;
      if (path.ends_with("malformed.xml")) {
        CollectSink sink;
        auto exports = OpenExport(MemorySource("sample", *SharedFile(path)), "");
        REQUIRE(exports);
        const auto report = exports->front().reader->read(*exports->front().source, {}, sink);
        REQUIRE_FALSE(report);
        CHECK(report.error().kind == ErrorKind::kInput);
        CHECK(sink.records.empty());
        ++refused;
      } else {
        CheckMarkup(path, reader, expected);
        ++checked;
      }
    }
  }
  CHECK(checked == 14);
  CHECK(refused == 1);
}

}  // namespace
}  // namespace ebb
