// Whole exports: records, senders, notices, date order, cuts, resuming, limits.
#include "readers/whatsapp.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <string>

#include "base/slow_source.h"
#include "readers/collect_sink.h"
#include "shared_data.h"
#include "time/civil.h"

namespace ebb {
namespace {

#define LRM "\u200E"
#define BOM "\uFEFF"

struct Outcome {
  CollectSink sink;
  ReadReport report;
  std::string error;
};

Outcome ReadWhatsApp(const std::string& text, const ReadOptions& options = {},
                     const std::string& name = "chat.txt") {
  Outcome outcome;
  const auto source = MemorySource(name, text);
  Result<ReadReport> report = kWhatsAppReader.read(*source, options, outcome.sink);
  if (report) {
    outcome.report = *report;
  } else {
    outcome.error = report.error().message;
    CHECK(report.error().kind == ErrorKind::kInput);
  }
  return outcome;
}

std::string Join(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// "sender|text" of every record, notices with an empty sender.
std::vector<std::string> SendersAndTexts(const Outcome& outcome) {
  std::vector<std::string> said;
  for (const KeptMessage& m : outcome.sink.records) said.push_back(m.sender + "|" + m.text);
  return said;
}
using Lines = std::vector<std::string>;

TEST_CASE("an Android export from top to bottom") {
  const std::string text =
      "18/03/2022, 14:55 - Messages and calls are end-to-end encrypted.\n"
      "18/03/2022, 14:56 - Ana: one\ntwo\n\nfour\n"
      "18/03/2022, 14:57 - Ben: \xF0\x9F\x98\x80\n";
  const Outcome outcome = ReadWhatsApp(text);
  REQUIRE(outcome.error.empty());
  CHECK(outcome.report.format == "whatsapp-android");
  CHECK(SendersAndTexts(outcome) == Lines{"|Messages and calls are end-to-end encrypted.",
                                          "Ana|one\ntwo\n\nfour", "Ben|\xF0\x9F\x98\x80"});
  const auto& records = outcome.sink.records;
  CHECK(records[0].kind == MessageKind::kNotice);
  CHECK(records[1].line == 2);
  CHECK(records[2].line == 6);
  CHECK(FormatDateTime(records[1].sent.seconds) == "2022-03-18T14:56:00");
  CHECK(records[1].sent.basis == Timestamp::Basis::kWall);
  CHECK(text.substr(records[1].source.begin, records[1].source.size()) ==
        "18/03/2022, 14:56 - Ana: one\ntwo\n\nfour\n");
  REQUIRE(outcome.sink.conversations.size() == 1);
  CHECK_FALSE(outcome.sink.conversations[0].id.empty());
  CHECK_FALSE(outcome.sink.conversations[0].capabilities.seconds);
  CHECK(outcome.report.date_order.order == DateOrder::kDayFirst);
}

TEST_CASE("an iOS export ends records with CR LF, and nothing after a bare LF is a record") {
  const Outcome outcome = ReadWhatsApp(
      "[18.03.22, 14:56:01] Ana: as he wrote:\n[18.03.22, 10:00:00] Ben: pasted\nyou see\r\n"
      "[18.03.22, 14:57:02] Ben: yes\r\n" LRM "[18.03.22, 14:58:02] Ben: " LRM "image omitted\r\n");
  CHECK(outcome.report.format == "whatsapp-ios");
  CHECK(SendersAndTexts(outcome) == Lines{"Ana|as he wrote:\nyou see", "Ben|yes", "Ben|"});
  CHECK(outcome.sink.conversations[0].capabilities.seconds);
  CHECK(FormatDateTime(outcome.sink.records[1].sent.seconds) == "2022-03-18T14:57:02");
}

TEST_CASE(
    "pasted chat lines of another shape stay in the record, who is known there not the sender's") {
  const Outcome outcome =
      ReadWhatsApp(Join({"[17.09.19, 10:00:00] Ana: look", "[17.9.2019, 00:00:00] Ben: old",
                         "9/17/19, 14:48 - Cid: older", "13/06/15 10:59:59: Dan: oldest",
                         "[18.09.19, 10:00:00] Ben: well"}));
  REQUIRE(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.records[0].text ==
        "look\n9/17/19, 14:48 - Cid: older\n13/06/15 10:59:59: Dan: oldest");
}

TEST_CASE("messages copied in the app and pasted are not the sender's words") {
  const auto read = [](const std::string& body) {
    const Outcome outcome =
        ReadWhatsApp(Join({"18/03/2022, 14:55 - Ben: hi", "18/03/2022, 14:56 - Ana: " + body}));
    REQUIRE(outcome.sink.records.size() == 2);
    return outcome.sink.records[1];
  };
  for (const char* head :
       {"[18/3, 14:50]", "[18/03/2022, 14:50]", "[3/18, 2:50 PM]", "[18.03., 14:50]",
        "[14:50, 18/03/2022]", "[2:50 p.\u202Fm., 18/3/2022]", "[18-03 14:50]"}) {
    INFO(head);
    const KeptMessage whole = read(std::string(head) + " Ben: leave me alone");
    CHECK(whole.kind == MessageKind::kForwarded);
    CHECK(whole.text.empty());
    CHECK(read("you said\n" + std::string(head) + " Ben: leave me").text == "you said");
  }
  CHECK(read("then\n[17/03/2022, 9:00] Ben: stop").text == "then");
  // Her own words: below one line of his, pasted under her name, about who does not write here.
  CHECK(read("Look at this\n[18/3, 14:56] Ben: you never listen\nand it hurt me").text ==
        "Look at this\nand it hurt me");
  // Where several were copied the last may have lines of its own.
  const std::string several = "[18/3, 14:56] Ben: you\nnever listen\n[18/3, 14:57] Ben: no\nnever";
  CHECK(read(several).text.empty());
  CHECK(read("look\n" + several + "\n\nsee\n\nthat").text == "look\nsee\n\nthat");
  CHECK(read("[18/3, 14:56] Ben: so\nso\n[18/3, 14:57] Ana: I do").text ==
        "[18/3, 14:57] Ana: I do");
  for (const char* own :
       {"[18/3 14:56] Dentist: you have to bring the papers", "[18/3, 14:50] Ana: I said so",
        "10:30: call me", "[1/2] Ben: x", "[see 18/3, 14:50] Ben: x", "1/2, 10:30 Ben: x",
        "17/03/22, 9:00 - Dentist: bring the card"}) {
    INFO(own);
    CHECK(read(own).text == own);
  }
  CHECK(read("17/03/22, 9:00 - Ben: stop").text.empty());
}

TEST_CASE("copied messages of people whose names the export writes with marks") {
  for (const std::string name : {"\u202A+44 7700 900123\u202C", "~ Ben", "~\u202FBen"}) {
    for (const std::string copied : {"[18/3, 14:50] ", "[18/03/2022, 14:50] "}) {
      const std::string bare = name[0] == '~' ? "Ben" : "+44 7700 900123";
      for (const std::string& written : {bare, name, "~ " + bare}) {
        INFO(copied + written);
        const Outcome outcome = ReadWhatsApp(
            Join({"18/03/2022, 14:55 - " + name + ": hi",
                  "18/03/2022, 14:56 - Ana: see\n" + copied + written + ": you never listen"}));
        REQUIRE(outcome.sink.records.size() == 2);
        CHECK(outcome.sink.records[1].text == "see");
      }
    }
  }
}

TEST_CASE("a long pasted chat of another shape stays in the body, too") {
  std::string text = "18/03/2022, 14:56 - Ana: here it all is\n";
  for (int i = 10; i < 19; ++i) text += "[3/18/22, 14:56:" + std::to_string(i) + "] Ben: x\n";
  text += "18/03/2022, 14:57 - Ben: thanks\n";
  CHECK(ReadWhatsApp(text).sink.records.size() == 2);
}

TEST_CASE("two exports joined into one file are two segments with their own date order") {
  std::string text;
  for (int i = 10; i < 30; ++i) {
    text += "18/03/2022, 14:" + std::to_string(i) + " - Ana: a\n";
  }
  for (int i = 10; i < 30; ++i) {
    text += "[4/" + std::to_string(i) + "/22, 14:56:01] Ben: b\r\n";
  }
  const Outcome outcome = ReadWhatsApp(text);
  REQUIRE(outcome.error.empty());
  CHECK(outcome.sink.records.size() == 40);
  CHECK(FormatDateTime(outcome.sink.records[39].sent.seconds) == "2022-04-29T14:56:01");
  CHECK(outcome.report.warnings.size() == 1);
  // Taken up in the second part.
  const KeptMessage& middle = outcome.sink.records[38];
  ReadOptions options;
  options.resume = Checkpoint{38, static_cast<std::uint32_t>(middle.line), middle.source.begin};
  options.date_order = DateOrder::kMonthFirst;
  const Outcome rest = ReadWhatsApp(text, options);
  REQUIRE(rest.sink.records.size() == 2);
  CHECK(rest.sink.records[0].sent.seconds == middle.sent.seconds);
  CHECK(rest.sink.records[0].line == 39);
}

// Only `inspect` reads on there; no time is better than that of the part before.
TEST_CASE("a second part whose dates stay undecided has no times") {
  std::string text;
  for (int i = 10; i < 30; ++i) text += "18/03/2022, 14:" + std::to_string(i) + " - Ana: a\n";
  for (int i = 10; i < 30; ++i) text += "[4/3/22, 14:56:" + std::to_string(i) + "] Ben: b\r\n";
  ReadOptions options;
  options.tolerate_undecided_dates = true;
  const Outcome outcome = ReadWhatsApp(text, options);
  REQUIRE(outcome.sink.records.size() == 40);
  CHECK(outcome.sink.records[19].sent.basis == Timestamp::Basis::kWall);
  CHECK(outcome.sink.records[20].sent.basis == Timestamp::Basis::kNone);
  CHECK(outcome.sink.records[20].sent.seconds == 0);
}

// A line after a bare LF is no head, also where a window begins with that LF.
TEST_CASE("line ends do not depend on how the bytes come") {
  const std::string text =
      "a\r\n\n[13.03.24, 10:01:00] Ada: one\r\n[13.03.24, 10:01:05] Ben: two\r\n"
      "[13.03.24, 10:01:09] Ada: three\r\n";
  CollectSink whole, pieces;
  REQUIRE(kWhatsAppReader.read(*MemorySource("chat.txt", text), {}, whole));
  SlowSource slow(text);
  REQUIRE(kWhatsAppReader.read(slow, {}, pieces));
  CHECK(whole.records.size() == 2);
  CHECK(pieces.records.size() == whole.records.size());
  CHECK(pieces.skipped.size() == whole.skipped.size());
}

TEST_CASE("a source that was read before is read from the beginning") {
  const auto source = MemorySource("chat.txt", "18/03/2022, 14:56 - Ana: a\n");
  for (int i = 0; i < 2; ++i) {
    CollectSink sink;
    REQUIRE(kWhatsAppReader.read(*source, {}, sink));
    CHECK(sink.records.size() == 1);
  }
}

struct SenderCase {
  const char* written;
  const char* name;
};

TEST_CASE("names are cleaned and told from events") {
  const SenderCase cases[] = {
      {"Ana", "Ana"},
      {"John-John Doe", "John-John Doe"},
      {"Dr. Rivera", "Dr. Rivera"},
      {"\xF0\x9F\xA4\x93", "\xF0\x9F\xA4\x93"},
      {"\u202A+40\u00A0521\u00A0028\u00A0111\u202C", "+40 521 028 111"},
      {"~\u202FKim", "Kim"},
      {"~ Kim", "Kim"},
      {LRM "Ana", "Ana"},
      {"Ana\u00A0Maria", "Ana Maria"},
      {"Anna \"Annie\" Smith", "Anna \"Annie\" Smith"},
      {"15:30 club", "15:30 club"},
  };
  for (const SenderCase& c : cases) {
    INFO(c.written);
    const Outcome outcome = ReadWhatsApp("18/03/2022, 14:55 - Zoe: hi\n18/03/2022, 14:56 - " +
                                         std::string(c.written) + ": text: here\n");
    REQUIRE(outcome.sink.records.size() == 2);
    CHECK(outcome.sink.records[1].sender == c.name);
    CHECK(outcome.sink.records[1].sender_key == c.name);
    CHECK(outcome.sink.records[1].text == "text: here");
  }
  for (const char* event :
       {"Ana changed the subject to \"Re: trip\"", "Ana changed the group description",
        "Ana changed the subject from \"a: b\" to \"c: d\"", "Ben added you",
        "Your security code with Ana: work changed. Tap to learn more.",
        "Ana hat den Betreff zu \u201ERe: Reise\u201C ge\u00E4ndert",
        "You created group \"Trip: May\"", "Ana cambi\u00F3 el asunto a \u201CRe: viaje\u201D",
        "Somebody did something \u201Enew: x\u201C",
        "an unlisted line that goes on for much longer than any name could ever be written: yes"}) {
    INFO(event);
    const Outcome outcome = ReadWhatsApp("18/03/2022, 14:55 - Zoe: hi\n18/03/2022, 14:56 - " +
                                         std::string(event) + "\n");
    REQUIRE(outcome.sink.records.size() == 2);
    CHECK(outcome.sink.records[1].kind == MessageKind::kNotice);
    CHECK(outcome.sink.records[1].sender.empty());
    CHECK(outcome.sink.records[1].text == event);
  }
}

TEST_CASE("a name may hold a colon when everything under it does") {
  const Outcome all = ReadWhatsApp(
      Join({"18/03/2022, 14:55 - Work: Ana: one", "18/03/2022, 14:56 - Work: Ana: two",
            "18/03/2022, 14:57 - Work: Ana: three", "18/03/2022, 14:58 - Ben: four: 4"}));
  CHECK(SendersAndTexts(all) ==
        Lines{"Work: Ana|one", "Work: Ana|two", "Work: Ana|three", "Ben|four: 4"});
  const Outcome some = ReadWhatsApp(
      Join({"18/03/2022, 14:55 - Ana: note: one", "18/03/2022, 14:56 - Ana: note: two",
            "18/03/2022, 14:57 - Ana: note: three", "18/03/2022, 14:58 - Ana: that is all"}));
  CHECK(SendersAndTexts(some)[0] == "Ana|note: one");
}

TEST_CASE("what the app writes behind a name makes no longer name") {
  for (const std::string body : {"\u200E<attached: 0000003%-PHOTO-2022-03-14-21-41-01.jpg>",
                                 "<attached: 0000003%-PHOTO-2022-03-14-21-41-01.jpg>",
                                 "location: https://maps.google.com/?q=1.%,2"}) {
    std::string text = "[14/03/2022, 20:00:01] Ana: hi\r\n[14/03/2022, 20:00:02] Ben: yes\r\n";
    for (int i = 1; i <= 4; ++i) {
      std::string line = "[14/03/2022, 21:41:0" + std::to_string(i) + "] Cai: " + body + "\r\n";
      line.replace(line.find('%'), 1, std::to_string(i));
      text += line;
    }
    const ReadOutcome outcome = ReadChecked(kWhatsAppReader, text);
    REQUIRE(outcome.report);
    REQUIRE(outcome.sink.records.size() == 6);
    CHECK(outcome.sink.records[5].sender == "Cai");
    CHECK(outcome.sink.records[5].text.empty());
  }
}

TEST_CASE("colons without a space count only where the file never has one") {
  const Outcome tight =
      ReadWhatsApp(Join({"18/03/2022, 14:55 - Ana:hi", "18/03/2022, 14:56 - Ben:ho",
                         "18/03/2022, 14:57 - Ana:let's go"}));
  CHECK(SendersAndTexts(tight) == Lines{"Ana|hi", "Ben|ho", "Ana|let's go"});
  const Outcome mixed =
      ReadWhatsApp(Join({"18/03/2022, 14:55 - Ana: hi", "18/03/2022, 14:56 - at 10:30 it began"}));
  CHECK(SendersAndTexts(mixed)[1] == "|at 10:30 it began");
}

TEST_CASE("empty bodies are messages without words") {
  const Outcome outcome = ReadWhatsApp(
      Join({"18/03/2022, 14:55 - Ana: hi", "18/03/2022, 14:56 - Ben:", "18/03/2022, 14:57 - Ana: ",
            "18/03/2022, 14:58 - Ben:.", "18/03/2022, 14:59 - Ana:", "below the head"}));
  CHECK(SendersAndTexts(outcome) ==
        Lines{"Ana|hi", "Ben|", "Ana|", "Ben|", "Ana|\nbelow the head"});
  CHECK(outcome.sink.records[1].kind == MessageKind::kOther);
  CHECK(outcome.sink.records[4].kind == MessageKind::kText);
}

TEST_CASE("the encryption notice under a name is a notice only as the first record") {
  const std::string notice = "Messages to this group are secured with end-to-end encryption.";
  const Outcome first =
      ReadWhatsApp(Join({"18/03/2022, 14:55 - Trip: " + notice, "18/03/2022, 14:56 - Ana: hi"}));
  CHECK(SendersAndTexts(first) == Lines{"|" + notice, "Ana|hi"});
  const Outcome later =
      ReadWhatsApp(Join({"18/03/2022, 14:56 - Ana: hi", "18/03/2022, 14:57 - Ben: " + notice}));
  CHECK(SendersAndTexts(later)[1] == "Ben|" + notice);
  const Outcome talker =
      ReadWhatsApp(Join({"18/03/2022, 14:55 - Ana: " + notice, "18/03/2022, 14:56 - Ana: hi"}));
  CHECK(SendersAndTexts(talker)[0] == "Ana|" + notice);
  // An iPhone writes it under the partner's name; the mark before it may be lost.
  const Outcome partner = ReadWhatsApp(
      Join({"[18/03/2022, 14:55:01] Ana: " + notice, "[18/03/2022, 14:56:01] Ana: hi"}));
  CHECK(SendersAndTexts(partner) == Lines{"|" + notice, "Ana|hi"});
}

TEST_CASE("byte order marks and direction marks do no harm anywhere") {
  const Outcome outcome = ReadWhatsApp(BOM "[" BOM "29.01.18, 11:46:03 PM] Ana: one\n" BOM
                                           "[29.01.18, 11:47:03 PM] Ben: two" BOM "!\n" LRM LRM
                                           "[29.01.18, 12:01:03 AM] Ana: three\n");
  CHECK(SendersAndTexts(outcome) == Lines{"Ana|one", "Ben|two" BOM "!", "Ana|three"});
  CHECK(FormatDateTime(outcome.sink.records[2].sent.seconds) == "2018-01-29T00:01:03");
}

TEST_CASE("text before the first message is skipped as one and counted") {
  const Outcome outcome = ReadWhatsApp(
      "\nsome words\nand more\n18/03/2022, 14:55 - Ana: hi\n18/03/2022, 14:56 - Ben: ho\n");
  CHECK(outcome.sink.records.size() == 2);
  REQUIRE(outcome.sink.skipped.size() == 1);
  CHECK(outcome.sink.skipped[0].line == 2);
  CHECK(outcome.sink.skipped[0].source == ByteRange{1, 21});
  CHECK(outcome.sink.records[0].line == 4);
  CHECK(ReadWhatsApp("\n\n18/03/2022, 14:55 - Ana: hi\n").sink.skipped.empty());
}

TEST_CASE("U+2028, U+0085 and vertical tabs end no line") {
  const Outcome outcome = ReadWhatsApp(
      "18/03/2022, 14:55 - Ana: a\u2028b\u0085c\vd\x1C"
      "e\rf\n");
  REQUIRE(outcome.sink.records.size() == 1);
  CHECK(outcome.sink.records[0].text ==
        "a\u2028b\u0085c\vd\x1C"
        "e\rf");
}

TEST_CASE("a NUL byte is a character like any other") {
  std::string text = "18/03/2022, 14:55 - Ana: a?b\n18/03/2022, 14:56 - Ben: c\n";
  text[text.find('?')] = '\0';
  const Outcome outcome = ReadWhatsApp(text);
  REQUIRE(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.records[0].text.size() == 3);
}

TEST_CASE("what is no export is refused, with advice") {
  for (const std::string& text :
       {std::string(), std::string("x"), std::string(5000000, '\n'), std::string("hello\nworld\n"),
        std::string("3/18/22: Arrival\n")}) {
    const Outcome outcome = ReadWhatsApp(text);
    CHECK(outcome.error.find("chat.txt: is not a WhatsApp export") == 0);
    CHECK(outcome.error.find("hello") == std::string::npos);
    CHECK(outcome.sink.records.empty());
  }
}

TEST_CASE("an undecided date order is a question, not a guess") {
  const std::string text = Join(
      {"3/4/22, 14:55 - Ana: secret", "3/4/22, 14:56 - Ben: words", "5/4/22, 14:57 - Ana: here"});
  const Outcome asked = ReadWhatsApp(text);
  CHECK(asked.sink.records.empty());
  for (const char* part : {"chat.txt", "3/4/2022", "3 April 2022", "4 March 2022",
                           "--date-order dmy", "--date-order mdy", "month first"}) {
    INFO(part);
    CHECK(asked.error.find(part) != std::string::npos);
  }
  for (const char* word : {"Ana", "secret", "words"}) {
    CHECK(asked.error.find(word) == std::string::npos);
  }
  ReadOptions options;
  options.date_order = DateOrder::kDayFirst;
  const Outcome chosen = ReadWhatsApp(text, options);
  CHECK(FormatDateTime(chosen.sink.records[0].sent.seconds) == "2022-04-03T14:55:00");
  CHECK(chosen.report.date_order.how == "the user's choice");
  options.date_order = DateOrder::kMonthFirst;
  CHECK(FormatDateTime(ReadWhatsApp(text, options).sink.records[0].sent.seconds) ==
        "2022-03-04T14:55:00");
  options = {};
  options.tolerate_undecided_dates = true;
  const Outcome tolerated = ReadWhatsApp(text, options);
  CHECK(SendersAndTexts(tolerated).size() == 3);
  CHECK(tolerated.sink.records[0].sent.basis == Timestamp::Basis::kNone);
  CHECK(tolerated.report.date_order.order == DateOrder::kUndecided);
  CHECK(tolerated.report.has_date_order);
}

TEST_CASE("a year of two digits that may stand first is asked about") {
  const std::string text = Join({"22/3/18 14:55 - Ana: one", "22/3/18 14:56 - Ben: two",
                                 "22/3/19 10:00 - Ana: three", "22/3/21 10:00 - Ben: four"});
  CHECK(ReadWhatsApp(text).error.find("tell day from year") != std::string::npos);
  ReadOptions chosen;
  chosen.date_order = DateOrder::kDayFirst;
  const Outcome outcome = ReadWhatsApp(text, chosen);
  REQUIRE(outcome.error.empty());
  CHECK(FormatDate(outcome.sink.records[0].sent.seconds) == "2018-03-22");
  CHECK(ReadWhatsApp(text).error.find("--date-order ymd") != std::string::npos);
  chosen.date_order = DateOrder::kYearFirst;
  const Outcome year_first = ReadWhatsApp(text, chosen);
  REQUIRE(year_first.error.empty());
  CHECK(FormatDateTime(year_first.sink.records[0].sent.seconds) == "2022-03-18T14:55:00");
  CHECK(FormatDateTime(year_first.sink.records[3].sent.seconds) == "2022-03-21T10:00:00");
  // Days that run on are no years.
  const Outcome plain = ReadWhatsApp(Join(
      {"30/12/18 14:55 - Ana: one", "31/12/18 14:56 - Ben: two", "1/1/19 10:00 - Ana: three"}));
  REQUIRE(plain.error.empty());
  CHECK(FormatDate(plain.sink.records[2].sent.seconds) == "2019-01-01");
}

TEST_CASE("a year of two digits in front is proved by days that would be years before the app") {
  const Lines proving = {"22/02/27 14:55 - Ana: one", "22/03/01 14:56 - Ben: two",
                         "22/03/04 10:00 - Ana: three", "22/03/05 10:00 - Ben: four",
                         "22/11/30 10:00 - Ana: five"};
  const Outcome outcome = ReadWhatsApp(Join(proving));
  REQUIRE(outcome.error.empty());
  REQUIRE(outcome.sink.records.size() == 5);
  CHECK(outcome.report.date_order.order == DateOrder::kYearFirst);
  CHECK(FormatDateTime(outcome.sink.records[0].sent.seconds) == "2022-02-27T14:55:00");
  CHECK(FormatDateTime(outcome.sink.records[1].sent.seconds) == "2022-03-01T14:56:00");
  CHECK(FormatDateTime(outcome.sink.records[4].sent.seconds) == "2022-11-30T10:00:00");
  // Two such days are no proof, only a reason to ask.
  const Outcome few = ReadWhatsApp(Join({proving[0], proving[1], proving[2]}));
  CHECK(few.error.find("--date-order ymd") != std::string::npos);
  CHECK(few.sink.records.empty());
  // Nor are they any where another date has no year in front.
  const Outcome pasted = ReadWhatsApp(Join(
      {"7/3/22 14:55 - Ana: look", proving[1], proving[2], proving[3], "13/3/22 9:00 - B: x"}));
  CAPTURE(pasted.error);
  REQUIRE(pasted.error.empty());
  CHECK(pasted.report.date_order.order == DateOrder::kDayFirst);
  REQUIRE(pasted.sink.records.size() == 2);
  CHECK(pasted.sink.records[0].text.find("two") != std::string::npos);
  // The choice of an order that dates of four digits cannot have changes nothing.
  ReadOptions chosen;
  chosen.date_order = DateOrder::kYearFirst;
  const Outcome whole = ReadWhatsApp(Join({"18/03/2022, 14:55 - Ana: one"}), chosen);
  REQUIRE(whole.error.empty());
  CHECK(FormatDate(whole.sink.records[0].sent.seconds) == "2022-03-18");
}

TEST_CASE("one digit at the end, or Korean words, prove a year of two digits in front") {
  const Lines digits = {"22/3/18, 14:55 - Ana: one", "22/3/19, 14:56 - Ben: two",
                        "22/4/1, 10:00 - Ana: c", "22/4/2, 10:00 - Ana: d"};
  const Outcome one_digit = ReadWhatsApp(Join(digits));
  REQUIRE(one_digit.error.empty());
  REQUIRE(one_digit.sink.records.size() == 4);
  CHECK(FormatDate(one_digit.sink.records[0].sent.seconds) == "2022-03-18");
  CHECK(FormatDate(one_digit.sink.records[2].sent.seconds) == "2022-04-01");
  const Outcome korean = ReadWhatsApp(Join({"[22. 3. 18. \uC624\uD6C4 2:55:01] Ana: one",
                                            "[22. 3. 19. \uC624\uC804 9:00:00] Ben: two"}));
  REQUIRE(korean.error.empty());
  CHECK(FormatDateTime(korean.sink.records[0].sent.seconds) == "2022-03-18T14:55:01");
  CHECK(korean.report.date_order.order == DateOrder::kYearFirst);
  // A pasted line is none.
  const Outcome pasted = ReadWhatsApp(
      Join({"7/3/22, 14:55 - Ana: look", "22/3/1, 9:00 - Ben: a", "19/3/22, 9:00 - Ben: b"}));
  REQUIRE(pasted.error.empty());
  CHECK(pasted.sink.records.size() == 2);
  CHECK(FormatDate(pasted.sink.records[1].sent.seconds) == "2022-03-19");
  // Where dates would go back it is a question.
  const Outcome back = ReadWhatsApp(
      Join({"18/3/22, 14:55 - Ana: look", "22/3/1, 9:00 - Ben: a", "19/3/22, 9:00 - Ben: b"}));
  CHECK(back.error.find("--date-order ymd") != std::string::npos);
}

TEST_CASE("one day of one digit is no proof of a year in front, a note none at all") {
  const Outcome once = ReadWhatsApp(
      Join({"22/3/18, 14:55 - Ana: one", "22/3/19, 14:56 - Ben: two", "22/4/1, 10:00 - Ana: c"}));
  CHECK(once.error.find("--date-order ymd") != std::string::npos);
  const Outcome note = ReadWhatsApp(
      Join({"10.02.24, 10:00 - Ana: hi", "11.02.24, 10:00 - Ben: hi", "12.02.24, 10:00 - Ana: plan",
            "13.2.9, 10:00 - Dentist", "13.02.24, 10:00 - Ben: ok", "14.02.24, 10:00 - Ben: ok"}));
  REQUIRE(note.error.empty());
  REQUIRE(note.sink.records.size() == 5);
  CHECK(FormatDate(note.sink.records[0].sent.seconds) == "2024-02-10");
  CHECK(note.sink.records[2].text == "plan\n13.2.9, 10:00 - Dentist");
}

TEST_CASE("notes under words that look like names turn no year to the front") {
  const auto read = [](const Lines& notes) {
    Lines lines = {"10.02.24, 10:00 - Ana: hi", "12.02.24, 10:00 - Ben: plan"};
    lines.insert(lines.end(), notes.begin(), notes.end());
    lines.insert(lines.end(), {"13.02.24, 10:00 - Ana: ok", "14.02.24, 10:00 - Ben: ok"});
    return ReadWhatsApp(Join(lines));
  };
  for (const Lines& notes : {Lines{"13.2.1, 10:00 - Pulse: 80", "13.2.5, 10:00 - Pulse: 90"},
                             Lines{"13.2.9, 10:00 - Dentist: bring the card"}}) {
    const Outcome outcome = read(notes);
    REQUIRE(outcome.error.empty());
    CHECK(outcome.report.date_order.order == DateOrder::kDayFirst);
    REQUIRE(outcome.sink.records.size() == 4);
    CHECK(FormatDate(outcome.sink.records[3].sent.seconds) == "2024-02-14");
    CHECK(outcome.sink.records[1].text ==
          "plan\n" + notes[0] + (notes.size() > 1 ? "\n" + notes[1] : ""));
  }
  // Who writes on the first days of a month only does write.
  const Outcome year_first = ReadWhatsApp(
      Join({"22/3/18, 14:55 - Ana: a", "22/4/1, 10:00 - Ben: b", "22/4/2, 10:00 - Ben: c"}));
  REQUIRE(year_first.error.empty());
  REQUIRE(year_first.sink.records.size() == 3);
  CHECK(FormatDate(year_first.sink.records[2].sent.seconds) == "2022-04-02");
}

TEST_CASE("a year in front that changes is no day") {
  const Outcome outcome =
      ReadWhatsApp(Join({"23/12/28, 10:00 - Ana: a", "23/12/29, 10:00 - Ana: b",
                         "24/1/2, 10:00 - Ben: late", "24/1/3, 10:00 - Ben: d"}));
  REQUIRE(outcome.error.empty());
  REQUIRE(outcome.sink.records.size() == 4);
  CHECK(FormatDate(outcome.sink.records[0].sent.seconds) == "2023-12-28");
  CHECK(FormatDate(outcome.sink.records[2].sent.seconds) == "2024-01-02");
  CHECK(outcome.sink.records[2].sender == "Ben");
  // With one other date nothing tells days from years.
  const Outcome doubt = ReadWhatsApp(Join(
      {"12.02.24, 10:00 - Ana: plan", "13.2.1, 10:00 - Pulse: 80", "13.2.5, 10:00 - Pulse: 90"}));
  CHECK(doubt.error.find("--date-order ymd") != std::string::npos);
  const Outcome equal_days =
      ReadWhatsApp(Join({"23/12/31, 23:00 - Ana: a", "24/1/1, 10:00 - Ben: b",
                         "24/1/2, 10:00 - Ben: c", "24/1/31, 9:00 - Ana: d"}));
  CHECK(equal_days.error.find("--date-order ymd") != std::string::npos);
  // Days in front of one year, and notes that could be somebody's messages.
  const Outcome notes = ReadWhatsApp(
      Join({"10.02.24, 10:00 - Ana: hi", "12.02.24, 10:00 - Ben: plan", "13.2.1, 10:00 - Ben: 80",
            "13.2.5, 10:00 - Ben: 90", "13.02.24, 10:00 - Ana: ok", "14.02.24, 10:00 - Ben: ok"}));
  CHECK(notes.error.find("--date-order ymd") != std::string::npos);
}

TEST_CASE("Korean words beside dates of other regions prove no year in front") {
  const Outcome dots = ReadWhatsApp(Join(
      {"[10.02.24, \uC624\uC804 10:00:00] Ana: hi", "[11.02.24, \uC624\uD6C4 10:00:00] Ben: hi"}));
  CHECK(dots.error.find("--date-order dmy") != std::string::npos);
  const Outcome outcome = ReadWhatsApp(
      Join({"[10/2/24 \uC624\uC804 10:00:00] Ana: hi", "[13/2/24 \uC624\uC804 10:00:00] Ben: hi"}));
  REQUIRE(outcome.error.empty());
  CHECK(FormatDate(outcome.sink.records[0].sent.seconds) == "2024-02-10");
}

TEST_CASE("dates that read the same both ways are no question") {
  const Outcome outcome = ReadWhatsApp(Join({"4/4/22, 14:55 - Ana: a", "5/5/22, 14:56 - Ben: b"}));
  REQUIRE(outcome.error.empty());
  CHECK(FormatDateTime(outcome.sink.records[1].sent.seconds) == "2022-05-05T14:56:00");
}

TEST_CASE("proof far behind the head of the file is found") {
  std::string text;
  while (text.size() < 400000) text += "3/4/22, 14:55 - Ana: many words of no interest at all\n";
  CHECK_FALSE(ReadWhatsApp(text).error.empty());
  const Outcome outcome = ReadWhatsApp(text + "3/25/22, 14:55 - Ana: at last\n");
  REQUIRE(outcome.error.empty());
  CHECK(outcome.report.date_order.order == DateOrder::kMonthFirst);
  CHECK(FormatDateTime(outcome.sink.records[0].sent.seconds) == "2022-03-04T14:55:00");
}

TEST_CASE("dates that contradict each other are never swapped in silence") {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "25/03/2022, 14:55 - Ana: a\n";
  // One line that somebody pasted belongs to the message before it.
  const Outcome pasted =
      ReadWhatsApp(text + "03/26/2022, 14:55 - Ben: b\n25/03/2022, 14:56 - Ana: c\n");
  CAPTURE(pasted.error);
  REQUIRE(pasted.error.empty());
  CHECK(pasted.sink.records.size() == 41);
  REQUIRE(pasted.report.warnings.size() == 1);
  CHECK(pasted.report.warnings[0].find("line 41") != std::string::npos);
  // Another export in the other order is an error that says where.
  std::string other;
  for (int i = 0; i < 40; ++i) other += "03/26/2022, 14:55 - Ben: b\n";
  CHECK(ReadWhatsApp(text + other).error.find("contradict") != std::string::npos);
  std::string far = text;
  while (far.size() < 200000) far += "25/03/2022, 14:55 - Ana: a\n";
  const Outcome late = ReadWhatsApp(far + other);
  CHECK(late.error.find("contradict") != std::string::npos);
  CHECK(late.error.find("line ") != std::string::npos);
  // A choice that the file contradicts is no way out.
  ReadOptions options;
  options.date_order = DateOrder::kMonthFirst;
  CHECK_FALSE(ReadWhatsApp(text, options).error.empty());
  CHECK_FALSE(ReadWhatsApp("25/03/2022, 14:55 - Ana: a\n", options).error.empty());
}

TEST_CASE("generated files in both orders are read right or asked about") {
  std::mt19937 random(7);
  int read = 0;
  for (int file = 0; file < 300; ++file) {
    const bool day_first = random() % 2 == 0;
    std::int64_t day = DaysFromCivil(2018, 1, 1) + static_cast<std::int64_t>(random() % 2000);
    std::string text;
    std::vector<std::int64_t> days;
    for (int i = 0; i < 30; ++i) {
      const CivilTime c = CivilFromSeconds(day * 86400);
      const int a = day_first ? c.day : c.month, b = day_first ? c.month : c.day;
      text += std::to_string(a) + "/" + std::to_string(b) + "/" + std::to_string(c.year) +
              ", 10:00 - Ana: x\n";
      days.push_back(day);
      day += static_cast<std::int64_t>(random() % 3);
    }
    const Outcome outcome = ReadWhatsApp(text);
    if (!outcome.error.empty()) continue;
    ++read;
    REQUIRE(outcome.sink.records.size() == days.size());
    for (std::size_t i = 0; i < days.size(); ++i) {
      REQUIRE(outcome.sink.records[i].sent.seconds == days[i] * 86400 + 36000);
    }
  }
  CHECK(read > 200);
}

TEST_CASE("lunar dates are set aside with a reason") {
  const Outcome outcome =
      ReadWhatsApp(Join({"15/8/1443, 14:56 - Ana: hi", "15/8/1443, 14:57 - Ben: ho"}));
  CHECK(outcome.sink.records.empty());
  CHECK(outcome.sink.skipped.size() == 2);
  CHECK(outcome.sink.skipped[0].reason.find("calendar") != std::string::npos);
}

// Heads of varying length, long and short bodies, several windows.
std::string LongExport(std::vector<std::string>* bodies) {
  std::mt19937 random(3);
  std::string text;
  for (int i = 0; i < 20000; ++i) {
    std::string body = "message " + std::to_string(i);
    if (random() % 10 == 0) body += "\nsecond line " + std::string(random() % 2000, 'x');
    if (random() % 500 == 0) body += "\n" + std::string(random() % 200000, 'y') + "\nend";
    text += "[" + std::to_string(1 + i / 700 % 28) + ".03.22, " + std::to_string(i / 60 % 24) +
            ":" + std::to_string(10 + i % 50) + ":00] " + (i % 3 == 0 ? "Ana" : "Ben") + ": " +
            body + "\n";
    bodies->push_back(body);
  }
  return text;
}

TEST_CASE("records that cross windows come out whole, with their place") {
  std::vector<std::string> bodies;
  const std::string text = LongExport(&bodies);
  REQUIRE(text.size() > 2000000);
  const Outcome outcome = ReadWhatsApp(text);
  REQUIRE(outcome.sink.records.size() == bodies.size());
  std::uint64_t at = 0, line = 1;
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    const KeptMessage& m = outcome.sink.records[i];
    REQUIRE(m.text == bodies[i]);
    REQUIRE(m.source.begin == at);
    REQUIRE(m.line == line);
    at = m.source.end;
    line += 1 + static_cast<std::uint64_t>(std::count(bodies[i].begin(), bodies[i].end(), '\n'));
  }
  CHECK(at == text.size());
  for (const std::size_t i : {std::size_t{1}, std::size_t{9999}, bodies.size() - 1}) {
    const KeptMessage& m = outcome.sink.records[i];
    ReadOptions options;
    options.date_order = DateOrder::kDayFirst;
    options.resume = Checkpoint{static_cast<MessageIndex>(i), static_cast<std::uint32_t>(m.line),
                                m.source.begin};
    const Outcome rest = ReadWhatsApp(text, options);
    REQUIRE(rest.sink.records.size() == bodies.size() - i);
    const KeptMessage& again = rest.sink.records.front();
    CHECK(again.text == m.text);
    CHECK(again.source == m.source);
    CHECK(again.line == m.line);
    CHECK(again.sent.seconds == m.sent.seconds);
  }
}

TEST_CASE("a record over the limit is skipped, and nothing else") {
  const std::string huge(20000000, 'z');
  for (const std::string& middle : {huge, huge + "\nand\nmore", "x\n" + huge}) {
    const Outcome outcome =
        ReadWhatsApp("18/03/2022, 14:55 - Ana: a\n18/03/2022, 14:56 - Ben: " + middle +
                     "\n18/03/2022, 14:57 - Ana: c\n");
    CHECK(SendersAndTexts(outcome) == Lines{"Ana|a", "Ana|c"});
    REQUIRE(outcome.sink.skipped.size() == 1);
    CHECK(outcome.sink.skipped[0].line == 2);
    CHECK(outcome.sink.skipped[0].source.begin == 27);
    CHECK(outcome.sink.skipped[0].source.end == outcome.sink.records[1].source.begin);
    CHECK(outcome.sink.records[1].line ==
          3 + static_cast<std::uint64_t>(std::count(middle.begin(), middle.end(), '\n')));
  }
  const Outcome first =
      ReadWhatsApp("18/03/2022, 14:55 - Ana: b\n" + huge + "\n18/03/2022, 14:57 - Ana: c\n");
  CHECK(SendersAndTexts(first) == Lines{"Ana|c"});
  CHECK(first.sink.skipped.size() == 1);
}

const char* const kWhatsAppSamples[] = {
    "18/03/2022, 14:55 - Messages and calls are end-to-end encrypted.\n"
    "18/03/2022, 14:56 - Ana Maria: one\ntwo\n"
    "18/03/2022, 14:57 - Ben: <Media omitted>\n"
    "18/03/2022, 14:58 - \u202A+40\u00A0521\u202C: caf\u00E9 \xF0\x9F\x98\x80\n",
    LRM "[3/18/22, 2:56:01\u202FPM] Ana: " LRM
        "image omitted\r\n"
        "[3/18/22, 2:57:01\u202FPM] Ben: one\ntwo\r\n[3/19/22, 12:57:01\u202FAM] Ana: three\r\n",
    "["
    "\u200F"
    "18\u200F/3\u200F/2022\u060C 14:56:01] Ana: a\r\n"
    "[\u200F"
    "18\u200F/3\u200F/2022\u060C 14:57:01] Ben: b\r\n",
    "2022. 3. 18. \uC624\uD6C4 2:56 - Ana: a\n2022. 3. 18. \uC624\uD6C4 2:57 - Ben: b\n",
};

TEST_CASE("a file cut at any byte keeps every complete record") {
  for (const std::string sample : kWhatsAppSamples) {
    const Outcome whole = ReadWhatsApp(sample);
    REQUIRE(whole.error.empty());
    for (std::size_t cut = 0; cut <= sample.size(); ++cut) {
      INFO(sample.substr(0, cut));
      const Outcome part = ReadWhatsApp(sample.substr(0, cut), [] {
        ReadOptions options;
        options.tolerate_undecided_dates = true;
        return options;
      }());
      std::size_t complete = 0;
      while (complete < whole.sink.records.size() &&
             whole.sink.records[complete].source.end <= cut) {
        ++complete;
      }
      if (!part.error.empty()) {
        CHECK(complete == 0);
        continue;
      }
      CHECK(part.sink.records.size() >= complete);
      CHECK(part.sink.records.size() <= complete + 1);
      for (std::size_t i = 0; i < complete; ++i) {
        CHECK(part.sink.records[i].sender == whole.sink.records[i].sender);
        // One or two bytes of a head cannot be told from typed text.
        const std::string& text = part.sink.records[i].text;
        CHECK(text.starts_with(whole.sink.records[i].text));
        CHECK(text.size() <= whole.sink.records[i].text.size() + 8);
      }
    }
  }
}

TEST_CASE("damaged bytes never break the accounts") {
  std::mt19937 random(11);
  for (int round = 0; round < 4000; ++round) {
    std::string text = kWhatsAppSamples[random() % std::size(kWhatsAppSamples)];
    text += kWhatsAppSamples[random() % std::size(kWhatsAppSamples)];
    for (int i = static_cast<int>(random() % 12); i > 0; --i) {
      const std::size_t at = random() % text.size();
      switch (random() % 3) {
        case 0:
          text[at] = static_cast<char>(random());
          break;
        case 1:
          text.erase(at, random() % 9);
          break;
        default:
          text.insert(at, text.substr(random() % text.size(), random() % 30));
      }
      if (text.empty()) text = "x";
    }
    ReadOptions options;
    options.tolerate_undecided_dates = true;
    const Outcome outcome = ReadWhatsApp(text, options);
    if (!outcome.error.empty()) continue;
    // Records and skipped pieces lie in the file one after the other.
    std::set<std::pair<std::uint64_t, std::uint64_t>> places;
    for (const KeptMessage& m : outcome.sink.records) places.insert({m.source.begin, m.source.end});
    for (const KeptSkip& s : outcome.sink.skipped) places.insert({s.source.begin, s.source.end});
    CHECK(places.size() == outcome.sink.records.size() + outcome.sink.skipped.size());
    std::uint64_t at = 0;
    for (const auto& [begin, end] : places) {
      REQUIRE(begin >= at);
      REQUIRE(end > begin);
      // Only blank lines may lie between them.
      REQUIRE(
          text.substr(at, begin - at).find_first_not_of("\r\n \t\xE2\x80\x8E\x8F\xEF\xBB\xBF") ==
          std::string::npos);
      at = end;
    }
  }
}

TEST_CASE("the chat's name comes from the file's name, or from the app's notice") {
  const std::string text = "18/03/2022, 14:55 - Ana: a\n";
  const auto name = [&](const char* file) {
    return ReadWhatsApp(text, {}, file).sink.conversations.at(0).name;
  };
  CHECK(name("chats/WhatsApp Chat with Ana Maria.txt") == "Ana Maria");
  CHECK(name("WhatsApp_Chat_with_Ana.txt") == "Ana");
  CHECK(name("WhatsApp Chat mit Ana.txt") == "Ana");
  CHECK(name("Obrolan WhatsApp dengan Ana.txt") == "Ana");
  CHECK(name("WhatsApp Chat with Ana (1).txt") == "Ana");
  CHECK(name("WhatsApp Chat - Ana(12).zip: _chat.txt") == "Ana");
  CHECK(name("WhatsApp Chat with Ana (Mum).txt") == "Ana (Mum)");
  CHECK(name("WhatsApp Chat with Ana (1987).txt") == "Ana (1987)");
  CHECK(name("Ana ile WhatsApp Sohbeti.txt") == "Ana");
  CHECK(name("\u0427\u0430\u0442 WhatsApp \u0441\u00A0"
             "\u043A\u043E\u043D\u0442\u0430\u043A\u0442\u043E\u043C Ana.txt") == "Ana");
  CHECK(name("x/WhatsApp Chat - Ana.zip: _chat.txt") == "Ana");
  CHECK(name("_chat.txt") == "");
  const Outcome group = ReadWhatsApp("[18/03/22, 14:55:01] Trip: " LRM
                                     "Messages and calls are end-to-end encrypted.\r\n"
                                     "[18/03/22, 14:56:01] Ana: a\r\n",
                                     {}, "_chat.txt");
  CHECK(group.sink.conversations.at(0).name == "Trip");
}

TEST_CASE("only the conversation asked for is delivered") {
  const std::string text = "18/03/2022, 14:55 - Ana: a\n";
  ReadOptions options;
  options.only = "Ana";
  CHECK(ReadWhatsApp(text, options, "WhatsApp Chat with Ana.txt").sink.records.size() == 1);
  const Outcome other = ReadWhatsApp(text, options, "WhatsApp Chat with Ben.txt");
  CHECK(other.error.empty());
  CHECK(other.sink.conversations.empty());
  CHECK(other.sink.records.empty());
}

TEST_CASE("a sink that has enough stops the reading") {
  CollectSink sink;
  sink.stop_after = 2;
  const auto source = MemorySource("chat.txt",
                                   "18/03/2022, 14:55 - Ana: a\n18/03/2022, 14:56 - Ana: b\n"
                                   "18/03/2022, 14:57 - Ana: c\n");
  CHECK(kWhatsAppReader.read(*source, {}, sink).ok());
  CHECK(sink.records.size() == 2);
}

TEST_CASE("the probe weighs the first lines") {
  const auto probe = kWhatsAppReader.probe;
  CHECK(probe("18/03/2022, 14:55 - Ana: a\n18/03/2022, 14:56 - Ben: b\n") == Match::kLikely);
  CHECK(probe("18/03/2022, 14:55 - Messages and calls are end-to-end encrypted.\n"
              "18/03/2022, 14:56 - Ben: b\n") == Match::kCertain);
  CHECK(probe("[18/03/22, 14:55:01] Ana: a\r\n[18/03/22, 14:56:01] Ben: b\r\n") == Match::kCertain);
  CHECK(probe("18/03/2022, 14:55 - Ana: a\n") == Match::kWeak);
  CHECK(probe("18/03/2022, 14:55 - started\n18/03/2022, 14:56 - stopped\n") == Match::kWeak);
  // Names above the words are another program's way.
  CHECK(
      probe(
          "[2024-01-05 10:00] Ana\nso\n[2024-01-05 10:01] Ben\nso\n[2024-01-05 10:02] Ana\nok\n") ==
      Match::kNo);
  CHECK(probe("10/02/2024, 10:00 - Ana:hi\nyou there\n11/02/2024, 10:00 - Ben:hi\nsecond\n"
              "12/02/2024, 10:00 - Ana:well\nthird\n") == Match::kWeak);
  CHECK(probe("18/03/2022, 14:55 - Ana left\n18/03/2022, 14:56 - Ben left\n18/03/2022, 14:56 - Cy "
              "left\n") == Match::kWeak);
  CHECK(probe("") == Match::kNo);
  CHECK(probe("{\"messages\": []}") == Match::kNo);
  CHECK(probe("date,sender,text\n2022-03-18,Ana,hi\n") == Match::kNo);
  // Signal's chats, where the year stands first in the same brackets.
  CHECK(probe("[2022-03-18, 14:55] Me: a  \n\n[2022-03-18, 14:56] Ana: b  \n") == Match::kWeak);
  CHECK(probe("[2022-03-18 14:55:01] Me: a\n\n[2022-03-18 14:56:01] Ana: b\n") == Match::kWeak);
  CHECK(probe("[2022-03-18 14:55:01] Ana: a\r\n[2022-03-18 14:56:01] Ben: b\r\n") ==
        Match::kCertain);
  CHECK(kWhatsAppReader.can_resume);
}

TEST_CASE("logs are no chats") {
  const auto probe = kWhatsAppReader.probe;
  for (const char* log :
       {"[05-Mar-2024 10:00:00] NOTICE: begun\n[05-Mar-2024 10:00:01] WARNING: full\n",
        "05-Mar-2024 10:00:00 - INFO: begun\r\n05-Mar-2024 10:00:01 - ERROR: full\r\n",
        "05-Mar-2024 10:00:00 - app.core - INFO - begun: 1\n05-Mar-2024 10:00:01 - app.net - ERROR "
        "- "
        "full: 2\n",
        "[2024-03-05 10:00:00] notice: begun\n[2024-03-05 10:00:01] debug: full\n",
        "[2024-03-05 10:00:00] shop.ERROR: no key: x\n[2024-03-05 10:00:01] shop.INFO: sent: 2\n",
        "[05-Mar-2024 10:00:00] PHP Notice:  no key\n[05-Mar-2024 10:00:01] PHP Warning:  old\n",
        "[2024-03-05 10:00:00] [error] gone: /x\n[2024-03-05 10:00:01] [core:warn] slow: 3\n",
        "2024-03-05 10:00:00 - [INFO] - begun: x\n2024-03-05 10:00:01 - [ERROR] - full: y\n",
        "2024-03-05 10:00:00 - app.core - INFO: begun\n2024-03-05 10:00:01 - app - INFO: full\n",
        "[2024-03-05 10:00:00] INFO  app.main: begun\n[2024-03-05 10:00:01] WARN  app: full\n",
        "[2024-03-05 10:00:00] app:12 INFO: begun\n[2024-03-05 10:00:01] app:14 ERROR: full\n",
        "2024-03-05 10:00:00 - SEVERE: begun\n2024-03-05 10:00:01 - FINE: full\n",
        "[2024-03-05 10:00:00] Info: begun\n[2024-03-05 10:00:01] Warning: full\n"}) {
    INFO(log);
    CHECK(probe(log) == Match::kNo);
  }
  // Somebody may be called so.
  CHECK(probe("05/03/2024, 10:00 - Info: hi\n05/03/2024, 10:01 - Info: ho\n") == Match::kLikely);
  CHECK(probe("05/03/2024, 10:00 - INFO: hi\n05/03/2024, 10:01 - Ana: ho\n") == Match::kLikely);
  const std::string info = "05/03/2024, 10:00 - INFO: your parcel\n";
  CHECK(probe(info + info + info + info + "05/03/2024, 10:01 - Ana: ho\n") == Match::kLikely);
  CHECK(probe("05/03/2024, 10:00 - School INFO: a\n05/03/2024, 10:01 - Bus ALERT: b\n") ==
        Match::kLikely);
  const std::string no_comma = "05/03/2024 10:00 - INFO: your parcel\n";
  CHECK(probe(no_comma + no_comma + no_comma + "05/03/2024 10:01 - Ana: ho\n") == Match::kWeak);
  CHECK(probe("[2024-03-05 10:00:00] shop.info: hi\n[2024-03-05 10:00:01] shop.info: ho\n") ==
        Match::kLikely);
}

TEST_CASE("lists of days are no chats, chats with spelled dates are") {
  const auto probe = kWhatsAppReader.probe;
  const std::string day = "2024\u5E743\u67085\u65E5 10:00 - ";
  const std::string list = day + "Clinic: bring the card\n" + day + "School: talk\n";
  CHECK(probe(list + day + "Dentist: ten\n") == Match::kNo);
  CHECK(probe(day + "Ana: hi\n" + day + "Ben: hi\n" + day + "Ana: so\n") == Match::kLikely);
  CHECK(probe(list) == Match::kLikely);
  std::string poem = day + "Ana: a poem\n";
  for (int i = 0; i < 20; ++i) poem += "and a line\n";
  CHECK(probe(poem + day + "Ben: so\n") == Match::kWeak);
  CHECK(probe(list + day + "Dentist: ten\nand a line\n") == Match::kLikely);
  std::string many;
  for (char name = 'A'; name <= 'Z'; ++name) many += day + name + ": hi\n";
  CHECK(probe(many) == Match::kWeak);
  const std::string korean = "2024\uB144 3\uC6D4 5\uC77C, \uC624\uD6C4 3:32 - ";
  CHECK(probe(korean + "Ana: hi\n" + korean + "Ben: hi\n" + korean + "Cem: hi\n") ==
        Match::kLikely);
}

}  // namespace
}  // namespace ebb
