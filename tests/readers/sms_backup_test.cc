#include "readers/sms_backup.h"

#include <catch2/catch.hpp>

#include "readers/markup_walker.h"
#include "readers/phone_book.h"
#include "readers/read_bytes.h"
#include "readers/seen_records.h"
#include "readers/sms_record.h"
#include "readers/tapback_echo.h"

namespace ebb {
namespace {

std::string Backup(const std::string& elements) {
  return "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"
         "<!--File made by a test-->\n<?xml-stylesheet type=\"text/xsl\" href=\"sms.xsl\"?>\n"
         "<smses count=\"999\" backup_set=\"x\" type=\"full\">\n" +
         elements + "</smses>";
}

// One received message from Rosa with the given attributes.
std::string Sms(const std::string& attributes) {
  return "  <sms protocol=\"0\" " + attributes + " />\n";
}

std::string FromRosa(const std::string& body, const std::string& more = "") {
  return Sms("address=\"+447700900123\" date=\"1700000000123\" type=\"1\" body=\"" + body +
             "\" contact_name=\"Rosa\" " + more);
}

std::string Mms(const std::string& attributes, const std::string& parts, const std::string& addrs) {
  return "<mms " + attributes + "><parts>" + parts + "</parts><addrs>" + addrs + "</addrs></mms>\n";
}

KeptMessage OneSms(const std::string& elements) {
  const ReadOutcome outcome = ReadChecked(kSmsBackupReader, Backup(elements));
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 1);
  return outcome.sink.records[0];
}

const std::string kSmsBackup = Backup(
    FromRosa("one &amp; two") +
    Sms("address=\"07700 900123\" date=\"1700000060000\" type=\"2\" body='back &#55357;&#56834;'") +
    Mms("date=\"1700000120000\" msg_box=\"1\" address=\"+447700900123\" contact_name=\"Rosa\"",
        "<part seq=\"0\" ct=\"image/jpeg\" cl=\"a.jpg\" data=\"QUJD>\" />"
        "<part seq=\"1\" ct=\"text/plain\" text=\"the lake\"/>",
        "<addr address=\"+447700900123\" type=\"137\"/>") +
    Sms("address=\"5551\" date=\"1700000180000\" type=\"1\" body=\"your code\""));

TEST_CASE("sms: sender, time, place and conversation") {
  const ReadOutcome outcome = ReadChecked(kSmsBackupReader, kSmsBackup);
  REQUIRE(outcome.report);
  CHECK(outcome.report->format == "sms-backup");
  CHECK_FALSE(outcome.report->truncated);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 4);
  CHECK(records[0].sender == "Rosa");
  CHECK(records[0].text == "one & two");
  CHECK(records[0].sent.basis == Timestamp::Basis::kInstant);
  CHECK(records[0].sent.seconds == 1700000000);
  CHECK(records[0].sent.millis == 123);
  CHECK_FALSE(records[0].from_me);
  CHECK(records[0].line == 5);
  const ByteRange at = records[0].source;
  CHECK(kSmsBackup.substr(at.begin, at.size()).starts_with("<sms "));
  CHECK(kSmsBackup.substr(at.begin, at.size()).ends_with("/>"));
  CHECK(records[1].sender == "Me");
  CHECK(records[1].from_me);
  CHECK(records[1].text == "back \U0001f602");
  CHECK(records[1].conversation == records[0].conversation);  // the same number, written otherwise
  CHECK(records[2].kind == MessageKind::kMedia);
  CHECK(records[2].text == "the lake");
  CHECK(records[2].sender_key == records[0].sender_key);
  CHECK(records[3].conversation == "5551");
  CHECK(records[3].sender == "5551");
  REQUIRE(outcome.sink.conversations.size() == 2);
  CHECK(outcome.sink.conversations[0].id == "+447700900123");
  CHECK(outcome.sink.conversations[0].name == "Rosa");
  CHECK(outcome.sink.conversations[0].capabilities.knows_me);
  CHECK(outcome.sink.conversations[0].capabilities.instants);
}

TEST_CASE("sms: boxes") {
  const ReadOutcome outcome = ReadChecked(
      kSmsBackupReader,
      Backup(Sms("address=\"1\" date=\"1\" type=\"3\" body=\"draft\"") +
             Sms("address=\"1\" date=\"2\" type=\"4\" body=\"outbox\"") +
             Sms("address=\"1\" date=\"3\" type=\"5\" body=\"failed\"") +
             Sms("address=\"1\" date=\"4\" type=\"6\" body=\"queued\"") +
             Sms("address=\"1\" date=\"5\" body=\"no type\"") +
             Mms("address=\"1\" date=\"1700000000000\" msg_box=\"3\"", "", "") +
             Mms("address=\"1\" date=\"1700000000000\" msg_box=\"1\" m_type=\"134\"", "", "") +
             Sms("address=\"1\" date=\"1700000000\" type=\"1\" body=\"kept\"")));
  REQUIRE(outcome.report);
  CHECK(outcome.sink.skipped.size() == 7);
  REQUIRE(outcome.sink.records.size() == 1);
  CHECK(outcome.sink.records[0].text == "kept");
  CHECK(outcome.sink.records[0].sent.seconds == 1700000000);  // seconds where it should be millis
}

TEST_CASE("sms: backups of other apps") {
  const std::string all =
      "<?xml version=\"1.0\"?>\n<allsms count=\"2\">\n"
      "\t<sms address=\"+447700900123\" time=\"x\" date=\"1700000000123\" type=\"1\" body=\"one\" "
      "read=\"1\" service_center=\"\" name=\"Rosa\" />\n"
      "\t<sms address=\"+447700900123\" date=\"1700000060123\" type=\"2\" body=\"a &amp;lt; b\" "
      "name=\"Rosa\" />\n</allsms>";
  const std::string elements =
      "<?xml version=\"1.0\"?>\n<GoSms>\n<SMSCount>2</SMSCount>\n"
      "<SMS><_id>1</_id><address>+447700900123</address><contactName>Rosa</contactName>"
      "<date>1700000000123</date><read/><type>1</type><subject></subject><body>one</body></SMS>\n"
      "<SMS><address>+447700900123</address><date>1700000060123</date><type>2</type>"
      "<body>a &amp;lt; b</body></SMS>\n<SMS/>\n</GoSms>";
  for (const std::string& text : {all, elements}) {
    CHECK(kSmsBackupReader.probe(text) == Match::kCertain);
    const ReadOutcome outcome = ReadChecked(kSmsBackupReader, text);
    REQUIRE(outcome.report);
    const auto& records = outcome.sink.records;
    REQUIRE(records.size() == 2);
    CHECK(records[0].sender == "Rosa");
    CHECK(records[0].text == "one");
    CHECK(records[0].sent.seconds == 1700000000);
    CHECK(records[1].from_me);
    CHECK(records[1].text == "a &lt; b");
    CHECK(outcome.sink.skipped.size() == (text == elements ? 1 : 0));
  }
  const ReadOutcome cut = ReadChecked(kSmsBackupReader, elements.substr(0, elements.size() - 60));
  REQUIRE(cut.report);
  CHECK(cut.report->truncated);
  CHECK(cut.sink.records.size() == 1);
}

TEST_CASE("sms: what is missing") {
  CHECK(OneSms(Sms("address=\"+441\" date=\"1700000000000\" type=\"1\" body=\"x\" "
                   "contact_name=\"(Unknown)\""))
            .sender == "+441");
  CHECK(OneSms(Sms("address=\"+441\" date=\"1700000000000\" type=\"1\" body=\"x\" "
                   "contact_name=\"null\""))
            .sender == "+441");
  CHECK(OneSms(Sms("address=\"(555) 123-4567\" date=\"1700000000000\" type=\"1\" body=\"x\""))
            .sender == "(555) 123-4567");
  CHECK(OneSms(Sms("address=\"HBank\" date=\"1700000000000\" type=\"1\" body=\"x\"")).sender ==
        "HBank");
  CHECK(OneSms(Sms("date=\"1700000000000\" type=\"1\" body=\"x\"")).sender == "Unknown");
  CHECK(OneSms(Sms("address=\"+441\" type=\"1\" body=\"x\"")).sent.basis ==
        Timestamp::Basis::kNone);
  CHECK(OneSms(Sms("address=\"+441\" date=\"0\" type=\"1\" body=\"x\"")).sent.basis ==
        Timestamp::Basis::kNone);
  CHECK(OneSms(Sms("address=\"+441\" date=\"1700000000000\" type=\"1\" body=\"\"")).kind ==
        MessageKind::kOther);
  CHECK(OneSms(Sms("address=\"+441\" date=\"1700000000000\" type=\"1\"")).text.empty());
  CHECK(OneSms("<mms address=\"+441\" date=\"1700000000000\" msg_box=\"1\"/>").kind ==
        MessageKind::kOther);
}

TEST_CASE("sms: a name known from one message holds for the others of that number") {
  const ReadOutcome outcome = ReadChecked(
      kSmsBackupReader,
      Backup(FromRosa("a") + Sms("address=\"00447700900123\" date=\"1700000001000\" type=\"1\" "
                                 "body=\"b\" contact_name=\"(Unknown)\"")));
  REQUIRE(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.records[1].sender == "Rosa");
  CHECK(outcome.sink.conversations.size() == 1);
}

TEST_CASE("sms: illegal references and raw characters") {
  CHECK(OneSms(FromRosa("a&#0;b&#1;c&#10;d&#xD83D;&#xDE42;")).text == "abc\nd\U0001f642");
  const ReadOutcome lone = ReadChecked(kSmsBackupReader, Backup(FromRosa("&#55357; alone")));
  CHECK(lone.sink.records[0].text == "\ufffd alone");
  CHECK(lone.report->repaired_bytes == 1);
  CHECK(OneSms(FromRosa("two\nlines > one &apos;")).text == "two\nlines > one '");
  CHECK(OneSms(Sms("address='+441' date='1700000000000' type='1' body='say \"hi\"'")).text ==
        "say \"hi\"");
}

TEST_CASE("sms: multimedia messages") {
  const std::string head = "date=\"1700000000000\" ";
  const std::string smil =
      "<part seq=\"-1\" ct=\"application/smil\" text='&lt;smil&gt;&lt;/smil&gt;'/>";
  SECTION("texts of several parts, and parts that are no text") {
    const KeptMessage m =
        OneSms(Mms(head + "msg_box=\"1\" address=\"+441\" sub=\"null\"",
                   smil + "<part ct=\"text/plain\" text=\"a\"/><part ct=\"text/plain\" "
                          "text=\"null\"/><part ct=\"text/plain\" text=\"b\"/>",
                   ""));
    CHECK(m.text == "a\nb");
    CHECK(m.kind == MessageKind::kText);
  }
  SECTION("who sent it, where no address is given") {
    const KeptMessage m = OneSms(Mms(head + "msg_box=\"1\"", "<part ct=\"text/plain\" text=\"a\"/>",
                                     "<addr address=\"+15550001111\" type=\"137\"/><addr "
                                     "address=\"+15550002222\" type=\"151\"/>"));
    CHECK(m.sender == "+15550001111");
    CHECK(m.conversation == "+15550001111");
  }
  SECTION("whom I sent it to, where no address is given") {
    const KeptMessage m = OneSms(Mms(head + "msg_box=\"2\"", "<part ct=\"text/plain\" text=\"a\"/>",
                                     "<addr address=\"insert-address-token\" type=\"137\"/><addr "
                                     "address=\"+15550002222\" type=\"151\"/>"));
    CHECK(m.sender == "Me");
    CHECK(m.conversation == "+15550002222");
  }
  SECTION("a group: the sender is the address of type 137, named by the list of names") {
    const std::string group =
        head + "address=\"+15550001111~+15550002222\" contact_name=\"Ann, Bo\" ";
    const std::string text = "<part ct=\"text/plain\" text=\"a\"/>";
    const ReadOutcome outcome = ReadChecked(
        kSmsBackupReader,
        Backup(Mms(group + "msg_box=\"1\"", text, "<addr address=\"+15550002222\" type=\"137\"/>") +
               Mms("date=\"1700000001000\" address=\"+15550002222~+15550001111\" msg_box=\"2\"",
                   text, "<addr address=\"+15550003333\" type=\"137\"/>")));
    REQUIRE(outcome.sink.records.size() == 2);
    CHECK(outcome.sink.records[0].sender == "Bo");
    CHECK(outcome.sink.records[1].sender == "Me");
    CHECK(outcome.sink.records[0].conversation == outcome.sink.records[1].conversation);
    CHECK(outcome.sink.conversations[0].name == "Ann, Bo");
  }
  SECTION("a group of Google Messages") {
    const KeptMessage m = OneSms(Mms(
        head + "address=\"group_8@rcs.google.com\" msg_box=\"1\" tr_id=\"proto:Ab\" "
               "creator=\"com.google.android.apps.messaging\"",
        "<part ct=\"text/plain\" text=\"a\"/>", "<addr address=\"+15550002222\" type=\"137\"/>"));
    CHECK(m.sender == "+15550002222");
    CHECK(m.conversation == "group_8@rcs.google.com");
  }
  SECTION("a picture larger than the reader's window") {
    const KeptMessage m =
        OneSms(Mms(head + "msg_box=\"1\" address=\"+441\"",
                   "<part ct=\"image/png\" data=\"" + std::string(std::size_t{3} << 20, 'A') +
                       "\"/><part ct=\"text/plain\" text=\"seen?\"/>",
                   ""));
    CHECK(m.text == "seen?");
    CHECK(m.kind == MessageKind::kMedia);
  }
  SECTION("a contact") {
    const KeptMessage m = OneSms(Mms(head + "msg_box=\"1\" address=\"+441\"",
                                     "<part ct=\"text/x-vCard\" data=\"QQ==\"/>", ""));
    CHECK(m.kind == MessageKind::kContact);
  }
}

// Each received one lists the phone's own number, too: +15550009999.
const std::string kOwnNumberBeside = [] {
  const std::string ann = "+15550001111", bo = "+15550002222", own = "+15550009999";
  const auto addr = [](const std::string& number, const std::string& type) {
    return "<addr address=\"" + number + "\" type=\"" + type + "\"/>";
  };
  const auto text = [](const std::string& words) {
    return "<part ct=\"text/plain\" text=\"" + words + "\"/>";
  };
  const auto mms = [&](int second, const std::string& box, const std::string& address,
                       const std::string& contact, const std::string& sender) {
    return Mms("date=\"170000000" + std::to_string(second) + "000\" msg_box=\"" + box +
                   "\" address=\"" + address + "\" contact_name=\"" + contact + "\"",
               text("m" + std::to_string(second)), sender.empty() ? "" : addr(sender, "137"));
  };
  return Backup(mms(0, "1", ann + "~" + own, "Ann, (Unknown)", ann) +
                mms(1, "1", own + "~" + ann, "(Unknown), Ann", "") + mms(2, "2", ann, "Ann", own) +
                mms(3, "1", ann + "~" + bo + "~" + own, "Ann, Bo, (Unknown)", bo) +
                mms(4, "2", ann + "~" + bo, "Ann, Bo", "555-000-9999"));
}();

TEST_CASE("sms: the phone's own number among the addresses is nobody on the other side") {
  const ReadOutcome outcome = ReadChecked(kSmsBackupReader, kOwnNumberBeside);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 5);
  REQUIRE(outcome.sink.conversations.size() == 2);
  CHECK(outcome.sink.conversations[0].id == "+15550001111");
  CHECK(outcome.sink.conversations[0].name == "Ann");
  CHECK(outcome.sink.conversations[1].name == "Ann, Bo");
  CHECK(records[0].sender == "Ann");
  CHECK(records[1].sender == "Ann");  // nothing says who sent it, but there is one other only
  CHECK(records[2].from_me);
  CHECK(records[3].sender == "Bo");
  CHECK(records[4].conversation == records[3].conversation);
}

TEST_CASE("sms: a number that sends is on the other side, whatever one sent message says") {
  const std::string text = "<part ct=\"text/plain\" text=\"a\"/>";
  const std::string ann = "<addr address=\"+15550001111\" type=\"137\"/>";
  const std::string head = "date=\"1700000000000\" address=\"+15550001111";
  SECTION("the receiver named as the sender") {
    const ReadOutcome outcome = ReadChecked(
        kSmsBackupReader, Backup(Mms(head + "\" msg_box=\"2\"", text, ann) +
                                 Mms(head + "~+15550002222\" msg_box=\"1\"", text, "")));
    REQUIRE(outcome.sink.conversations.size() == 2);
    CHECK(outcome.sink.conversations[1].id == "+15550001111~+15550002222");
  }
  SECTION("one who sends as much as is sent in that name") {
    const ReadOutcome outcome = ReadChecked(
        kSmsBackupReader, Backup(Mms(head + "~+15550002222\" msg_box=\"2\"", text, ann) +
                                 Mms(head + "~+15550002222\" msg_box=\"1\"", text, ann)));
    REQUIRE(outcome.sink.conversations.size() == 1);
    CHECK(outcome.sink.conversations[0].id == "+15550001111~+15550002222");
  }
}

TEST_CASE("sms: a member of a group whom sent messages name as their sender is not the phone") {
  const std::string text = "<part ct=\"text/plain\" text=\"a\"/>";
  const std::string group = "address=\"+15550001111~+15550002222\" contact_name=\"Ann, Bo\" ";
  const auto addr = [](const std::string& number, const std::string& type) {
    return "<addr address=\"" + number + "\" type=\"" + type + "\"/>";
  };
  const auto mms = [&](int second, const std::string& box, const std::string& addrs) {
    return Mms(
        group + "date=\"170000000" + std::to_string(second) + "000\" msg_box=\"" + box + "\"", text,
        addrs);
  };
  const std::string ann = addr("+15550001111", "137"), bo = addr("+15550002222", "137");
  const std::string to_ann = addr("+15550001111", "151");
  const auto check = [](const std::string& backup) {
    const ReadOutcome outcome = ReadChecked(kSmsBackupReader, backup);
    CHECK(outcome.sink.conversations.back().id == "+15550001111~+15550002222");
    CHECK(outcome.sink.records.back().sender == "Bo");
  };
  SECTION("she wrote, too, if less") {
    check(Backup(mms(0, "2", ann) + mms(1, "2", ann) + mms(2, "1", ann) + mms(3, "1", bo)));
  }
  SECTION("she got them, too") {
    check(Backup(mms(0, "2", ann + to_ann) + mms(1, "2", to_ann + ann) + mms(3, "1", bo)));
  }
  SECTION("she wrote a text") {
    check(Backup("<sms date=\"1700000005000\" type=\"1\" address=\"+15550001111\" body=\"b\"/>" +
                 mms(0, "2", ann) + mms(3, "1", bo)));
  }
}

TEST_CASE("sms: a name with a comma beside two numbers is known where it stands alone") {
  const std::string text = "<part ct=\"text/plain\" text=\"a\"/>";
  const std::string pair =
      Mms("address=\"+15550009999~+15550001111\" contact_name=\"Smith, Ann\" "
          "date=\"1700000000000\" msg_box=\"2\"",
          text, "<addr address=\"+15550009999\" type=\"137\"/>");
  const auto alone = [](const std::string& name) {
    return "<sms date=\"1700000005000\" type=\"1\" address=\"+15550001111\" contact_name=\"" +
           name + "\" body=\"b\"/>";
  };
  const auto name = [](const std::string& backup) {
    const ReadOutcome outcome = ReadChecked(kSmsBackupReader, backup);
    REQUIRE(outcome.sink.conversations.size() == 1);
    CHECK(outcome.sink.conversations[0].id == "+15550001111");
    return outcome.sink.conversations[0].name;
  };
  CHECK(name(Backup(pair)) == "Ann");  // the app writes a name for each number
  CHECK(name(Backup(pair + alone("Smith, Ann"))) == "Smith, Ann");
  CHECK(name(Backup(pair + alone("Ann"))) == "Ann");
}

TEST_CASE("sms: copies in merged backups count once") {
  const std::string mms = Mms("date=\"1700000000000\" address=\"+441\" msg_box=\"1\" m_id=\"a\"",
                              "<part ct=\"image/png\" cl=\"1\" data=\"A\"/>", "");
  const std::string other = Mms("date=\"1700000000000\" address=\"+441\" msg_box=\"1\" m_id=\"b\"",
                                "<part ct=\"image/png\" cl=\"1\" data=\"A\"/>", "");
  const ReadOutcome outcome = ReadChecked(
      kSmsBackupReader,
      Backup(FromRosa("x") + mms + other + FromRosa("x", "read=\"0\"") + mms + FromRosa("y")));
  CHECK(outcome.sink.records.size() == 4);
  CHECK(outcome.sink.skipped.size() == 2);
}

TEST_CASE("sms: reactions that came as text are nobody's words") {
  const KeptMessage m = OneSms(FromRosa("Loved \u201csee you at six\u201d"));
  CHECK(m.kind == MessageKind::kOther);
  CHECK(m.text.empty());
  for (const char* echo :
       {"Liked \u201ca\nb\u201d", "Laughed at an image", "Emphasized \u201c\u201d",
        "Removed a heart from \u201cok\u201d", "Reacted \U0001f602 to \u201cok\u201d",
        "\u200b\U0001f44d\u200b to \u201c\u200a ok \u200a\u201d", "Disliked a movie",
        "Removed an exclamation from an image"}) {
    INFO(echo);
    CHECK(IsTapbackEcho(echo));
  }
  for (const char* typed :
       {"Loved the film", "Liked \u201cit\u201d a lot", "I replied to \u201chim\u201d", "", "Loved",
        "Removed the bins", "going to \u201cRosa\u201d", "Questioned everything"}) {
    INFO(typed);
    CHECK_FALSE(IsTapbackEcho(typed));
  }
}

TEST_CASE("sms: the clock written beside gives the zone away, where it can") {
  struct Case {
    const char* readable;
    bool has;
    std::int32_t offset;
  };
  // 1700000000 is 2023-11-14T22:13:20Z.
  const Case cases[] = {
      {"Nov 14, 2023 22:13:20", true, 0},
      {"Nov 14, 2023 5:13:20 PM", true, -18000},
      {"14.11.2023 23:13:20", true, 3600},
      {"15/11/2023 03:43:20", true, 19800},
      {"15 Nov 2023 11:13:20 am", true, 46800},  // +13, not -11: the day tells
      {"14 Nov 2023 11:13:20 am", true, -39600},
      {"Nov 14, 2023 10:13:20\u202fPM", true, 0},
      {"2023. 11. 15. \uc624\uc804 7:13:20", false, 0},  // a half of the day not known here
      {"15/11/2023 7:13:20 SA", false, 0},
      {"Nov 14, 2023 22:13:21", false, 0},
      {"Nov 3, 2023 22:13:20", false, 0},
      {"null", false, 0},
      {"", false, 0},
      {"::::::::", false, 0},
  };
  for (const Case& c : cases) {
    INFO(c.readable);
    const Timestamp time = SmsTime("1700000000000", c.readable);
    CHECK(time.seconds == 1700000000);
    CHECK(time.has_offset == c.has);
    CHECK(time.offset_seconds == c.offset);
  }
}

TEST_CASE("sms: call logs are notices") {
  const std::string calls =
      "<?xml version='1.0'?><calls count=\"2\"><call number=\"+447700900123\" duration=\"31\" "
      "date=\"1700000000000\" type=\"2\" contact_name=\"Rosa\"/><call number=\"\" duration=\"0\" "
      "date=\"1700000001000\" type=\"3\" contact_name=\"(Unknown)\"/></calls>";
  const ReadOutcome outcome = ReadChecked(kSmsBackupReader, calls);
  REQUIRE(outcome.report);
  CHECK(outcome.sink.Messages().empty());
  CHECK(outcome.sink.Notices().size() == 2);
  CHECK(outcome.sink.records[0].conversation == "+447700900123");
  CHECK(outcome.sink.conversations[0].capabilities.calls);
  CHECK(kSmsBackupReader.probe(calls) == Match::kCertain);
}

TEST_CASE("sms: old Signal") {
  const ReadOutcome outcome = ReadChecked(
      kSmsBackupReader,
      "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"1\"><sms "
      "protocol=\"0\" address=\"+447700900123\" contact_name=\"Rosa\" date=\"1500000000000\" "
      "readable_date=\"x\" type=\"2\" subject=\"null\" body=\"&#55357;&#56842; hi\" toa=\"null\" "
      "sc_toa=\"null\" service_center=\"null\" read=\"1\" status=\"-1\" locked=\"0\" /></smses>");
  REQUIRE(outcome.report);
  CHECK(outcome.report->format == "signal-xml");
  REQUIRE(outcome.sink.records.size() == 1);
  CHECK(outcome.sink.records[0].text == "\U0001f60a hi");
  CHECK(outcome.sink.records[0].from_me);
}

TEST_CASE("sms: damaged and cut files") {
  SECTION("a message in elements without its end") {
    const auto sms = [](const std::string& body) {
      return "<SMS><address>+447700900123</address><date>1700000000123</date><type>1</type><body>" +
             body + "</body>";
    };
    const ReadOutcome outcome =
        ReadChecked(kSmsBackupReader, "<GoSms>" + sms("lost") + "\n" + sms("kept") + "</SMS>\n" +
                                          sms("also") + "</SMS>" + sms("last") + "</GoSms>");
    REQUIRE(outcome.sink.records.size() == 2);
    CHECK(outcome.sink.records[0].text == "kept");
    CHECK(outcome.sink.records[1].text == "also");
    CHECK(outcome.sink.skipped.size() == 2);
  }
  SECTION("a message in elements cut inside a field") {
    const std::string begin =
        "<SMS><address>+447700900123</address><date>1700000000123</date><type>1</type><body>";
    const auto sms = [&](const std::string& body) { return begin + body + "</body></SMS>\n"; };
    const ReadOutcome outcome = ReadChecked(
        kSmsBackupReader, "<GoSms>" + begin + "lost\n" + sms("kept <SMS> typed") + begin +
                              "lost too</SMS>" + sms("also") + sms("last") + "</GoSms>");
    REQUIRE(outcome.sink.records.size() == 3);
    CHECK(outcome.sink.records[0].text == "kept  typed");
    CHECK(outcome.sink.records[0].sent.seconds == 1700000000);
    CHECK(outcome.sink.records[2].text == "last");
    CHECK(outcome.sink.skipped.size() == 2);
  }
  SECTION("a tag that never ends costs itself alone") {
    const ReadOutcome outcome = ReadChecked(
        kSmsBackupReader,
        Backup("<sms address=\"+441\" date=\"1\" type=\"1\" body=\"a\"\n" + FromRosa("kept")));
    CHECK(outcome.sink.records.size() == 1);
    CHECK(outcome.sink.skipped.size() == 1);
  }
  SECTION("a multimedia message without its end") {
    const ReadOutcome outcome =
        ReadChecked(kSmsBackupReader,
                    Backup("<mms address=\"+441\" date=\"1700000000000\" msg_box=\"1\"><parts>" +
                           FromRosa("kept")));
    CHECK(outcome.sink.records.size() == 1);
    CHECK(outcome.sink.skipped.size() == 1);
  }
  SECTION("no messages at all") {
    CHECK(ReadChecked(kSmsBackupReader, Backup("")).report);
    CHECK(ReadChecked(kSmsBackupReader, "<smses count=\"0\"/>").report);
    const ReadOutcome cut =
        ReadChecked(kSmsBackupReader, "<smses count=\"1\">\n<sms address=\"1\" body=\"x");
    REQUIRE_FALSE(cut.report);
    CHECK(cut.report.error().kind == ErrorKind::kInput);
    CHECK_FALSE(ReadChecked(kSmsBackupReader, "<html></html>").report);
    CHECK_FALSE(ReadChecked(kSmsBackupReader, "").report);
  }
  SECTION("cut anywhere") {
    CheckCuts(kSmsBackupReader, kSmsBackup);
    const ReadOutcome cut =
        ReadChecked(kSmsBackupReader, kSmsBackup.substr(0, kSmsBackup.size() - 20));
    CHECK(cut.report->truncated);
  }
}

TEST_CASE("sms: one conversation only, and enough") {
  ReadOptions options;
  options.only = "Rosa";
  CHECK(ReadChecked(kSmsBackupReader, kSmsBackup, options).sink.records.size() == 3);
  options.only = "5551";
  CHECK(ReadChecked(kSmsBackupReader, kSmsBackup, options).sink.records.size() == 1);
  CollectSink sink;
  sink.stop_after = 1;
  const auto source = MemorySource("sample", kSmsBackup);
  REQUIRE(kSmsBackupReader.read(*source, {}, sink));
  CHECK(sink.records.size() == 1);
}

TEST_CASE("sms: probe") {
  CHECK(kSmsBackupReader.probe(kSmsBackup) == Match::kCertain);
  CHECK(kSmsBackupReader.probe("<smses count='1'>") == Match::kCertain);
  CHECK(kSmsBackupReader.probe("<!-- <smses > --><html>") == Match::kNo);
  CHECK(kSmsBackupReader.probe("<smses") == Match::kNo);
  CHECK(kSmsBackupReader.probe("") == Match::kNo);
  CHECK(kSmsBackupReader.probe("Ada: <smses >") == Match::kNo);
}

TEST_CASE("phone book") {
  PhoneBook book;
  CHECK(book.Canonical("+44 (7700) 900-123") == "+447700900123");
  CHECK(book.Canonical("07700900123") == "+447700900123");
  CHECK(book.Canonical("0044 7700 900123") == "+447700900123");
  CHECK(book.Canonical("+1 650 000 0000") == "+16500000000");
  CHECK(book.Canonical("12345") == "12345");
  CHECK(book.Canonical("Ann@Example.org") == "ann@example.org");
  CHECK(book.Canonical("") == "");
  CHECK(book.Canonical("+") == "+");
  CHECK(book.CanonicalGroup({"222", "111", "2 2 2"}) == "111~222");
  // The same number in another country is another one; then one without a country is neither.
  CHECK(book.Canonical("+49 7700 900123") == "+497700900123");
  CHECK(book.Canonical("7700900123") == "7700900123");
}

TEST_CASE("seen records") {
  SeenRecords seen;
  for (std::uint64_t i = 0; i < 1000; ++i) CHECK(seen.Add(i * 64));
  for (std::uint64_t i = 0; i < 1000; ++i) {
    CHECK_FALSE(seen.Add(i * 64));
    CHECK(seen.Has(i * 64));
    CHECK_FALSE(seen.Has(i * 64 + 7));
  }
}

}  // namespace
}  // namespace ebb
