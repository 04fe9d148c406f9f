// The shared fixtures of recordings (captions, transcripts of research), whole path: bytes,
// encoding, recognition, messages.
#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <map>
#include <set>

#include "readers/collect_sink.h"
#include "readers/expectations.h"
#include "readers/reader.h"
#include "readers/recording.h"
#include "shared_data.h"

namespace ebb {
namespace {

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
  const std::map<std::string, int> families = {{"webvtt", 8},   {"srt", 3},      {"sbv", 1},
                                               {"chat-cha", 3}, {"textgrid", 5}, {"eaf", 1}};
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

}  // namespace
}  // namespace ebb
