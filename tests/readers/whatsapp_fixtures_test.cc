// The public exports beside the project (not part of it): counts, senders, first and last message
// of every WhatsApp file listed in expected.jsonl must be exact.
#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "readers/collect_sink.h"
#include "readers/whatsapp.h"
#include "shared_data.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr char kFolder[] = "fixtures/messengers/";

// The notes say which order is proved; for the rest the user has to choose, and the expected values
// are those of a day-first choice.
DateOrder ChoiceFor(const nlohmann::json& expected) {
  const std::string notes = expected.at("notes");
  return notes.find("not decidable") == std::string::npos ? DateOrder::kUndecided
                                                          : DateOrder::kDayFirst;
}

void Check(const nlohmann::json& expected, const std::string& bytes) {
  const std::string file = expected.at("file");
  INFO(file);
  ReadOptions options;
  options.date_order = ChoiceFor(expected);
  CollectSink sink;
  const auto source = MemorySource(file, bytes);
  const Result<ReadReport> report = kWhatsAppReader.read(*source, options, sink);
  if (!report) FAIL(report.error().message);
  CHECK(report->format == expected.at("format"));
  const std::vector<KeptMessage> messages = sink.Messages();
  CHECK(messages.size() == expected.at("messages"));
  CHECK(sink.Notices().size() == expected.at("system_messages"));
  CHECK(sink.skipped.empty());
  std::set<std::string> senders;
  for (const KeptMessage& m : messages) senders.insert(m.sender);
  const std::vector<std::string> want = expected.at("senders");
  CHECK(senders == std::set<std::string>(want.begin(), want.end()));
  REQUIRE(!messages.empty());
  CHECK(FormatDateTime(messages.front().sent.seconds) == expected.at("first"));
  CHECK(FormatDateTime(messages.back().sent.seconds) == expected.at("last"));
  CHECK(kWhatsAppReader.probe(bytes.substr(0, 65536)) >= Match::kLikely);
}

TEST_CASE("public WhatsApp exports are read exactly") {
  const auto list = SharedFile(std::string(kFolder) + "expected.jsonl");
  if (!list) return;
  std::istringstream lines(*list);
  std::string line;
  int checked = 0;
  while (std::getline(lines, line)) {
    if (line.empty()) continue;
    const nlohmann::json expected = nlohmann::json::parse(line);
    const std::string format = expected.at("format");
    if (!format.starts_with("whatsapp") || format == "whatsapp-zip") continue;
    std::optional<std::string> bytes =
        SharedFile(std::string(kFolder) + expected.at("file").get<std::string>());
    if (!bytes) continue;
    if (bytes->starts_with("\xEF\xBB\xBF")) bytes->erase(0, 3);
    Check(expected, *bytes);
    ++checked;
  }
  CHECK(checked >= 25);
}

}  // namespace
}  // namespace ebb
