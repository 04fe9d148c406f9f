#include "readers/google_voice.h"

#include <catch2/catch.hpp>

#include "readers/read_bytes.h"

namespace ebb {
namespace {

ReadOutcome ReadVoice(const std::string& html, const ReadOptions& options = {}) {
  return ReadChecked(kGoogleVoiceReader, html, options);
}

std::string VoicePage(const std::string& title, const std::string& body) {
  return "<?xml version=\"1.0\" ?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" "
         "\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\">\n<html><head><title>" +
         title +
         "</title>\n<style type=\"text/css\">.message > q { content: '<'; } .hChatLog {}</style>"
         "</head>\n<body>" +
         body +
         "<div class=\"tags\">Labels: <a rel=\"tag\" href=\"x\">Text</a></div></body></html>";
}

std::string VoiceThread(const std::string& rows, const std::string& title = "Me to\nMina") {
  return VoicePage(title, "<div class=\"hChatLog hfeed\">" + rows + "</div>");
}

std::string VoiceRow(const std::string& who, const std::string& text, const std::string& more = "",
                     const std::string& time = "2022-03-09T03:13:29.805-05:00") {
  return "<div class=\"message\"><abbr class=\"dt\" title=\"" + time +
         "\">Mar 9, 2022, 3:13:29 AM\nEastern Time</abbr>:\n<cite class=\"sender vcard\">" + who +
         "</cite>:\n<q>" + text + "</q>\n" + more + "</div> ";
}

std::string Other(const std::string& number, const std::string& name) {
  return "<a class=\"tel\" href=\"tel:" + number + "\"><span class=\"fn\">" + name + "</span></a>";
}
const std::string kMe =
    "<a class=\"tel\" href=\"tel:+15550000001\"><abbr class=\"fn\" title=\"\">Me</abbr></a>";
const std::string kMina = Other("+15550000002", "Mina");

const std::string kVoiceTexts = VoiceThread(
    VoiceRow(kMe, "one<br>two &amp; &#39;three&#39;") + VoiceRow(kMina, "four") +
    VoiceRow(kMina, "MMS Received", "<div><img src=\"a\" alt=\"Image MMS Attachment\" /></div>"));

TEST_CASE("voice: sender, time, place and conversation") {
  const ReadOutcome outcome = ReadVoice(kVoiceTexts);
  REQUIRE(outcome.report);
  CHECK(outcome.report->format == "google-voice");
  CHECK_FALSE(outcome.report->truncated);
  REQUIRE(outcome.sink.records.size() == 3);
  const KeptMessage& first = outcome.sink.records[0];
  CHECK(first.sender == "Me");
  CHECK(first.from_me);
  CHECK(first.text == "one\ntwo & 'three'");
  CHECK(first.sent.basis == Timestamp::Basis::kInstant);
  CHECK(first.sent.seconds == 1646813609);
  CHECK(first.sent.millis == 805);
  CHECK(first.sent.offset_seconds == -18000);
  const std::string place = kVoiceTexts.substr(first.source.begin, first.source.size());
  CHECK(place.starts_with("<div class=\"message\">"));
  CHECK(place.ends_with("</div>"));
  CHECK(outcome.sink.records[1].sender == "Mina");
  CHECK(outcome.sink.records[1].sender_key == "+15550000002");
  CHECK_FALSE(outcome.sink.records[1].from_me);
  CHECK(outcome.sink.records[2].kind == MessageKind::kMedia);
  CHECK(outcome.sink.records[2].text.empty());
  REQUIRE(outcome.sink.conversations.size() == 1);
  CHECK(outcome.sink.conversations[0].id == "+15550000002");
  CHECK(outcome.sink.conversations[0].name == "Mina");
  CHECK(outcome.sink.conversations[0].capabilities.knows_me);
}

TEST_CASE("voice: names and numbers") {
  SECTION("no name: the number") {
    const ReadOutcome outcome = ReadVoice(VoiceThread(VoiceRow(Other("+15550000002", ""), "a")));
    CHECK(outcome.sink.records[0].sender == "+15550000002");
  }
  SECTION("two plus signs") {
    const ReadOutcome outcome =
        ReadVoice(VoiceThread(VoiceRow(Other("++16170000002", "++16170000002"), "a")));
    CHECK(outcome.sink.records[0].sender == "+16170000002");
    CHECK(outcome.sink.conversations[0].id == "+16170000002");
  }
  SECTION("a page where only I wrote takes its name from the title") {
    const ReadOutcome outcome = ReadVoice(VoiceThread(VoiceRow(kMe, "a")));
    CHECK(outcome.sink.conversations[0].id == "Mina");
    CHECK(ReadVoice(VoiceThread(VoiceRow(kMe, "a"), "Mina Ro")).sink.conversations[0].id ==
          "Mina Ro");
  }
  SECTION("one number on both sides: the element tells who it is") {
    const ReadOutcome outcome =
        ReadVoice(VoiceThread(VoiceRow(kMe, "a") + VoiceRow(Other("+15550000001", ""), "b")));
    REQUIRE(outcome.sink.records.size() == 2);
    CHECK(outcome.sink.records[0].sender_key != outcome.sink.records[1].sender_key);
    CHECK_FALSE(outcome.sink.records[1].from_me);
  }
  SECTION("nobody named") {
    const ReadOutcome outcome = ReadVoice(VoiceThread(VoiceRow("", "a"), ""));
    CHECK(outcome.sink.records[0].sender == "Unknown");
    CHECK(outcome.sink.conversations[0].id == "unknown");
  }
  SECTION("a group has all its numbers") {
    const std::string listed =
        "<div class=\"participants\">Group conversation with:\n<cite "
        "class=\"sender vcard\">" +
        Other("+15550000003", "Ida") + "</cite>, <cite class=\"sender vcard\">" + kMina +
        "</cite></div>";
    const ReadOutcome outcome =
        ReadVoice(VoiceThread(listed + VoiceRow(kMe, "a") + VoiceRow(kMina, "b")));
    CHECK(outcome.sink.records.size() == 2);
    CHECK(outcome.sink.conversations[0].id == "+15550000002~+15550000003");
    CHECK(outcome.sink.conversations[0].name == "Ida, Mina");
  }
}

TEST_CASE("voice: kinds and words that are nobody's") {
  const auto one = [](const std::string& text, const std::string& more) {
    return ReadVoice(VoiceThread(VoiceRow(kMina, text, more))).sink.records.at(0);
  };
  CHECK(one("", "").kind == MessageKind::kOther);
  CHECK(one("", "<div><a class=\"video\" href=\"a\">Video attachment</a></div>").kind ==
        MessageKind::kMedia);
  CHECK(one("look", "<div><img src=\"a\"/></div>").text == "look");
  CHECK(one("MMS Sent", "").text.empty());
  CHECK(one("", "<div><a class=\"vcard\" href=\"a\">Contact</a></div>").kind ==
        MessageKind::kContact);
  CHECK(one("Loved \u201cok\u201d", "").text.empty());
  CHECK(ReadVoice(VoiceThread(VoiceRow(kMina, "a", "", "yesterday"))).sink.records[0].sent.basis ==
        Timestamp::Basis::kNone);
}

TEST_CASE("voice: calls and voicemails are notices") {
  const std::string call = VoicePage(
      "Missed call from\nMina",
      "<div class=\"haudio\"><span class=\"album\">Call Log for\n</span><span "
      "class=\"fn\">Missed call from\nMina</span><div class=\"contributor vcard\">Missed call "
      "from\n" +
          kMina +
          "</div><abbr class=\"published\" title=\"2011-10-27T18:07:36.000-04:00\">Oct 27"
          "</abbr><br /><span class=\"full-text\">heard by a machine</span><abbr "
          "class=\"duration\" title=\"PT27S\">(00:00:27)</abbr></div>");
  const ReadOutcome outcome = ReadVoice(call);
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 1);
  CHECK(outcome.sink.records[0].kind == MessageKind::kNotice);
  CHECK(outcome.sink.records[0].text.empty());
  CHECK(outcome.sink.records[0].sent.seconds == 1319753256);
  CHECK(outcome.sink.conversations[0].id == "+15550000002");
  CheckCuts(kGoogleVoiceReader, call);
}

TEST_CASE("voice: cuts, other pages, probe") {
  CheckCuts(kGoogleVoiceReader, kVoiceTexts);
  CHECK(ReadVoice(kVoiceTexts.substr(0, kVoiceTexts.size() - 5)).report->truncated);
  CHECK_FALSE(ReadVoice("<html><body>x</body></html>").report);
  CHECK(kGoogleVoiceReader.probe(kVoiceTexts) == Match::kCertain);
  CHECK(kGoogleVoiceReader.probe("<style>.hChatLog {}</style>") == Match::kNo);
  CHECK(kGoogleVoiceReader.probe("") == Match::kNo);
  ReadOptions options;
  options.only = "somebody else";
  CHECK(ReadVoice(kVoiceTexts, options).sink.records.empty());
}

}  // namespace
}  // namespace ebb
