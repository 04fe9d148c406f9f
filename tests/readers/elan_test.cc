#include "readers/elan.h"

#include <catch2/catch.hpp>

#include "readers/elan_times.h"
#include "readers/read_bytes.h"

namespace ebb {
namespace {

using Lines = std::vector<std::string>;

const std::string kAnnotations =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE ANNOTATION_DOCUMENT [<!ENTITY x "
    "\"boo\">]>\n"
    "<ANNOTATION_DOCUMENT DATE=\"2024-03-01T10:00:00+01:00\" FORMAT=\"3.0\">\n"
    "<HEADER TIME_UNITS=\"milliseconds\"><PROPERTY "
    "NAME=\"URN\">x</PROPERTY></HEADER>\n<TIME_ORDER>\n"
    "<TIME_SLOT TIME_SLOT_ID=\"ts1\" TIME_VALUE=\"1500\"/>\n<TIME_SLOT TIME_SLOT_ID=\"ts2\"/>\n"
    "<TIME_SLOT TIME_SLOT_ID=\"ts3\"/>\n<TIME_SLOT TIME_VALUE=\"3000\" TIME_SLOT_ID=\"ts4\"/>\n"
    "</TIME_ORDER>\n"
    "<TIER LINGUISTIC_TYPE_REF=\"speech\" PARTICIPANT=\"MULTI\" TIER_ID=\"ADA\">\n"
    "<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"a1\" TIME_SLOT_REF1=\"ts1\" "
    "TIME_SLOT_REF2=\"ts2\">\n<ANNOTATION_VALUE>you &amp; me &lt;now&gt; &x;</ANNOTATION_VALUE>\n"
    "</ALIGNABLE_ANNOTATION></ANNOTATION>\n"
    "<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"a2\" TIME_SLOT_REF1=\"ts3\" "
    "TIME_SLOT_REF2=\"ts4\">\n<ANNOTATION_VALUE/>\n</ALIGNABLE_ANNOTATION></ANNOTATION>\n</TIER>\n"
    "<TIER TIER_ID=\"xds@ADA\" PARENT_REF=\"ADA\"><ANNOTATION><REF_ANNOTATION "
    "ANNOTATION_REF=\"a1\">"
    "<ANNOTATION_VALUE>C</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>\n"
    "<TIER TIER_ID=\"empty\" PARENT_REF=\"ADA\"/>\n"
    "<TIER TIER_ID=\"BEN\" PARTICIPANT=\"MULTI\">\n"
    "<ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1=\"ts2\" TIME_SLOT_REF2=\"ts4\">"
    "<ANNOTATION_VALUE>0.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>\n"
    "<ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1=\"ts9\" TIME_SLOT_REF2=\"ts1\">"
    "<ANNOTATION_VALUE> caf\u00e9\nat 5 </ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>\n"
    "</TIER><TIER><ANNOTATION><ALIGNABLE_ANNOTATION><ANNOTATION_VALUE>who</ANNOTATION_VALUE>"
    "</ALIGNABLE_ANNOTATION></ANNOTATION></TIER>\n"
    "<CONTROLLED_VOCABULARY CV_ID=\"v\"><CV_ENTRY>no</CV_ENTRY></CONTROLLED_VOCABULARY>\n"
    "</ANNOTATION_DOCUMENT>\n";

TEST_CASE("elan: annotations of tiers of their own") {
  const ReadOutcome outcome = ReadChecked(kElanReader, kAnnotations);
  REQUIRE(outcome.report);
  CHECK(outcome.report->format == "eaf");
  CHECK_FALSE(outcome.report->truncated);
  CHECK(outcome.sink.conversations.at(0).sort_by_time);
  const auto& m = outcome.sink.records;
  REQUIRE(m.size() == 4);
  CHECK(m[0].sender == "ADA");
  CHECK(m[0].text.starts_with("you & me <now>"));
  CHECK(m[0].text.find("boo") == std::string::npos);
  CHECK(m[0].sent.basis == Timestamp::Basis::kElapsed);
  CHECK(m[0].sent.seconds == 1);
  CHECK(m[0].sent.millis == 500);
  CHECK(m[0].until_millis == 2000);
  CHECK(m[0].line == 12);
  CHECK(kAnnotations.substr(m[0].source.begin, 11) == "<ALIGNABLE_");
  CHECK(kAnnotations.substr(m[0].source.end, 13) == "</ANNOTATION>");
  CHECK(m[1].sender == "BEN");
  CHECK(m[1].text.empty());
  CHECK(m[1].kind == MessageKind::kOther);
  CHECK(m[2].text == "caf\u00e9\nat 5");
  CHECK(m[2].sent.basis == Timestamp::Basis::kNone);
  CHECK(m[3].sender == "tier 5");
  REQUIRE(outcome.sink.skipped.size() == 2);
  CHECK(outcome.sink.skipped[0].reason == "a tier that depends on another: codes");
  CHECK(kAnnotations.substr(outcome.sink.skipped[0].source.begin, 5) == "<TIER");
}

TEST_CASE("elan: slots without a time") {
  ElanTimes times;
  times.Add("a", std::nullopt);
  times.Add("b", 1000);
  times.Add("c", std::nullopt);
  times.Add("d", std::nullopt);
  times.Add("e", 1600);
  times.Add("f", std::nullopt);
  times.Interpolate();
  CHECK(times.At("a") == std::nullopt);
  CHECK(times.At("b") == 1000);
  CHECK(times.At("c") == 1200);
  CHECK(times.At("d") == 1400);
  CHECK(times.At("e") == 1600);
  CHECK(times.At("f") == std::nullopt);
  CHECK(times.At("g") == std::nullopt);
}

TEST_CASE("elan: every cut keeps what is complete") {
  CheckCuts(kElanReader, kAnnotations);
  const ReadOutcome cut =
      ReadChecked(kElanReader, kAnnotations.substr(0, kAnnotations.find("me &lt;")));
  REQUIRE(cut.report);
  CHECK(cut.report->truncated);
  CHECK(cut.sink.records.empty());
  REQUIRE(cut.sink.skipped.size() == 1);
  CHECK(cut.sink.skipped[0].reason == "the file ends inside this annotation");
}

TEST_CASE("elan: an end without a beginning is no time") {
  const ReadOutcome outcome = ReadChecked(
      kElanReader,
      "<ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID=\"a\" "
      "TIME_VALUE=\"7\"/></TIME_ORDER>"
      "<TIER TIER_ID=\"T\"><ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF2=\"a\">"
      "<ANNOTATION_VALUE>so it goes</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>"
      "</ANNOTATION_DOCUMENT>");
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 1);
  CHECK(outcome.sink.records[0].text == "so it goes");
  CHECK(outcome.sink.records[0].until_millis == -1);
}

TEST_CASE("elan: the probe, and other files") {
  CHECK(kElanReader.probe(kAnnotations) == Match::kCertain);
  for (const char* text :
       {"", "<?xml version=\"1.0\"?>\n<smses/>", "<html></html>", "say <ANNOTATION_DOCUMENT>"}) {
    CHECK(kElanReader.probe(text) == Match::kNo);
  }
  for (const char* text : {"", "<smses/>", "words"}) {
    const ReadOutcome outcome = ReadChecked(kElanReader, text);
    REQUIRE_FALSE(outcome.report);
    CHECK(outcome.report.error().kind == ErrorKind::kInput);
  }
}

TEST_CASE("elan: the sink may have enough") {
  CollectSink sink;
  sink.stop_after = 1;
  const auto report = kElanReader.read(*MemorySource("sample", kAnnotations), {}, sink);
  REQUIRE(report);
  CHECK(sink.records.size() == 1);
  CHECK_FALSE(report->truncated);
}

}  // namespace
}  // namespace ebb
