#include "readers/viber.h"

#include <catch2/catch.hpp>

#include "readers/read_bytes.h"
#include "time/civil.h"

namespace ebb {
namespace {

const std::string kTabs =
    "=\"17/08/2014\"\t12:52:56\t=\"Me\"\t=\"+15550001\"\t\"Hi\"\r\n"
    "=\"17/08/2014\"\t12:53:06\t=\"Bo, Li\"\t=\"+15550002\"\t\"so \"\"what\"\" \"now\"\r\nand "
    "then\"\r\n"
    "=\"18/08/2014\"\t12:53:06\t=\"\"\t=\"+15550002\"\t\"Photo message\"\r\n";
const std::string kCommas =
    "17/08/2014,12:52:56,Me,+15550001,Hi, you\n18/08/2014,12:53:06,Bo,+15550002,yes\nno\n\nmaybe\n";

TEST_CASE("viber: both layouts") {
  const ReadOutcome tabs = ReadGood(kViberReader, kTabs);
  REQUIRE(tabs.sink.records.size() == 3);
  CHECK(tabs.sink.records[0].sender == "Me");
  CHECK(tabs.sink.records[0].sender_key == "+15550001");
  CHECK(tabs.sink.records[0].from_me);
  CHECK(tabs.sink.records[0].text == "Hi");
  CHECK(FormatDateTime(tabs.sink.records[0].sent.seconds) == "2014-08-17T12:52:56");
  CHECK(tabs.sink.records[1].sender == "Bo, Li");
  CHECK(tabs.sink.records[1].text == "so \"what\" \"now\"\nand then");
  CHECK(tabs.sink.records[2].sender == "+15550002");
  CHECK(tabs.sink.records[2].kind == MessageKind::kMedia);
  CHECK(tabs.sink.conversations[0].capabilities.knows_me);
  CHECK(kViberReader.probe(kTabs) == Match::kCertain);

  const ReadOutcome commas = ReadBytes(kViberReader, kCommas);
  REQUIRE(commas.report);
  REQUIRE(commas.sink.records.size() == 2);
  CHECK(commas.sink.records[0].text == "Hi, you");
  CHECK(commas.sink.records[1].text == "yes\nno\n\nmaybe");
  CHECK(kViberReader.probe(kCommas) == Match::kLikely);
}

TEST_CASE("viber: cut, undecided, refused") {
  CheckCuts(kViberReader, kTabs);
  CheckCuts(kViberReader, kCommas);
  const ReadOutcome open =
      ReadBytes(kViberReader, "01/08/2014,12:52:56,Me,+1,Hi\n02/08/2014,12:52:56,Me,+1,Hi\n");
  REQUIRE_FALSE(open.report);
  CHECK(open.report.error().message.find("--date-order") != std::string::npos);
  CHECK_FALSE(ReadBytes(kViberReader, "a,b,c,d,e\n").report);
  CHECK(kViberReader.probe("01/08/2014,12:52:56,5,3,2\n") == Match::kNo);
  CHECK(kViberReader.probe("date,time,name,phone,text\n") == Match::kNo);
}

}  // namespace
}  // namespace ebb
