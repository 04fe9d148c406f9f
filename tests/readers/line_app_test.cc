#include "readers/line_app.h"

#include <catch2/catch.hpp>

#include "readers/line_app_dates.h"
#include "readers/line_app_words.h"
#include "readers/read_bytes.h"
#include "readers/when.h"

namespace ebb {
namespace {

ReadOutcome ReadLine(const std::string& text, const ReadOptions& options = {}) {
  return ReadChecked(kLineAppReader, text, options);
}

const std::string kJapanese =
    "[LINE] 花子とのトーク履歴\r\n保存日時：2024/03/05 09:00\r\n\r\n"
    "2024/03/01(金)\r\n"
    "18:05\t太郎\tただいま\r\n"
    "18:06\t花子\t\"おかえり\r\n\r\n今日は\"\"鍋\"\"だよ\"\r\n"
    "18:07\t花子\t[スタンプ]\r\n"
    "18:08\t花子がメッセージの送信を取り消しました\r\n"
    "18:09\t\t太郎が退出しました。\r\n"
    "18:10\t太郎\t☎ 通話時間 5:12\r\n"
    "\r\n2024/03/02(土)\r\n"
    "0:30\t太郎\tおやすみ ";

TEST_CASE("line: the hour after midnight may be written 24") {
  const ReadOutcome outcome =
      ReadLine("2024.03.01 Friday\n23:59\tAda\tlate\n24:05\tBen\tvery\n24:61\tBen\tno\n");
  REQUIRE(outcome.sink.Messages().size() == 2);
  CHECK(When(outcome.sink.records[1].sent) == "2024-03-01T00:05:00");
}

TEST_CASE("line: messages, notices and kinds of a Japanese chat of two") {
  const ReadOutcome outcome = ReadLine(kJapanese);
  REQUIRE(outcome.report);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 5);
  CHECK(outcome.sink.Notices().size() == 2);
  CHECK(outcome.sink.skipped.empty());
  CHECK(m[0].sender == "太郎");
  CHECK(m[0].text == "ただいま");
  CHECK(When(m[0].sent) == "2024-03-01T18:05:00");
  CHECK(m[0].from_me);
  CHECK_FALSE(m[1].from_me);
  CHECK(m[1].text == "おかえり\n\n今日は\"鍋\"だよ");
  CHECK(m[2].kind == MessageKind::kMedia);
  CHECK(m[2].text.empty());
  CHECK(m[3].kind == MessageKind::kCall);
  CHECK(m[4].text == "おやすみ ");
  CHECK(When(m[4].sent) == "2024-03-02T00:30:00");
  REQUIRE(outcome.sink.conversations.size() == 1);
  CHECK(outcome.sink.conversations[0].name == "花子");
  CHECK(outcome.sink.conversations[0].capabilities.knows_me);
  CHECK_FALSE(outcome.sink.conversations[0].capabilities.seconds);
}

TEST_CASE("line: cut at every byte") {
  CheckCuts(kLineAppReader, kJapanese);
  CheckCuts(kLineAppReader,
            "[LINE] Chat history with Bo\nSaved on: 05/03/2024, 10:00\n\nSun, 28/01/2024\n"
            "10:02 AM\tBo\tmorning\n10:03PM\tAda\tlate\nthere\n\n\nMon, 29/01/2024\n"
            "08:00AM\tAda\t[Photo]\n");
  CheckCuts(kLineAppReader,
            "[LINE] Chat history with Bo\n2025.12.29 Monday\n10:02 Bo hi there\n"
            "10:03 Ada yes\nno\n\n2025.12.30 Tuesday\n10:04 Ada [Sticker]\n"
            "10:05 Ada so\n10:06 Ada what\n");
}

TEST_CASE("line: titles in all languages") {
  struct Case {
    const char* line;
    const char* name;
    bool one_to_one;
  };
  const Case cases[] = {
      {"[LINE] Boとのトーク履歴", "Bo", true},
      {"[LINE] 家族のトーク履歴", "家族", false},
      {"[LINE] Boとのトーク履歴とのトーク履歴", "Boとのトーク履歴", true},
      {"[LINE] Chat history with Bo Li", "Bo Li", true},
      {"[LINE] Chat history in the five", "the five", false},
      {"[LINE] 與Bo的聊天記錄", "Bo", true},
      {"[LINE] 與Bo的聊天紀錄", "Bo", true},
      {"[LINE] 五人的聊天記錄", "五人", false},
      {"[LINE] 与Bo的聊天记录", "Bo", true},
      {"[LINE] 五人的聊天记录", "五人", false},
      {"[LINE] ประวัติการแชทกับ Bo", "Bo", true},
      {"[LINE] ประวัติการสนทนากับ Bo", "Bo", true},
      {"[LINE] something new", "something new", false},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    const auto title = ParseLineAppTitle(c.line);
    REQUIRE(title);
    CHECK(title->name == c.name);
    CHECK(title->one_to_one == c.one_to_one);
  }
  CHECK_FALSE(ParseLineAppTitle("LINE Chat history with Bo"));
}

TEST_CASE("line: dates in all languages and calendars") {
  struct Case {
    const char* line;
    const char* date;  // read day first where it matters; "" = no date
  };
  const Case cases[] = {
      {"2018/07/10(火)", "2018-07-10"},
      {"2018/07/10（火）", "2018-07-10"},
      {"2018/07/10 Tue", "2018-07-10"},
      {"2018/07/10(Tue)", "2018-07-10"},
      {"2018/07/10（二）", "2018-07-10"},
      {"2018/7/10週二", "2018-07-10"},
      {"2018/7/10(週二)", "2018-07-10"},
      {"2018.07.10 周二", "2018-07-10"},
      {"2018.07.10 星期二", "2018-07-10"},
      {"2018.07.10 Tuesday", "2018-07-10"},
      {"2018.07.10 火曜日", "2018-07-10"},
      {"2018.07.10 화요일", "2018-07-10"},
      {"2018/07/15(日)", "2018-07-15"},
      {"2018/07/15(週日)", "2018-07-15"},
      {"2561/07/10(อังคาร)", "2018-07-10"},
      {"2018/07/10 วันอังคาร", "2018-07-10"},
      {"R7/02/09(日)", "2025-02-09"},
      {"令和7/02/09(日)", "2025-02-09"},
      {"H30/07/10(火)", "2018-07-10"},
      {"วันอังคาร, 10/07/2561", "2018-07-10"},
      {"วันพฤหัสบดี, 12/07/2561", "2018-07-12"},
      {"Sun, 26/04/2026", "2026-04-26"},
      {"Sun 26/04/2026", "2026-04-26"},
      {"2026年7月12日(日)", "2026-07-12"},
      {"2026年7月12日日曜日", "2026-07-12"},
      {"2020/01/28 (火)", "2020-01-28"},
      {"2026年7月", ""},
      {"2018/07/10(水)", ""},  // it was a Tuesday
      {"2018/13/10(火)", ""},
      {"2018/07/10 dinner", ""},
      {"2018/07/10", ""},
      {"Sun, see you", ""},
      {"Sunday", ""},
      {"10:02", ""},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    LineScan scan(c.line);
    const auto date = ParseLineAppDate(&scan, /*lenient=*/false);
    CHECK(date.has_value() == (*c.date != '\0'));
    if (!date) continue;
    const auto days = date->Days(DateOrder::kDayFirst);
    REQUIRE(days);
    CHECK(FormatDate(*days * 86400) == c.date);
  }
}

TEST_CASE("line: the order of day and month is proved by the days of the week") {
  const auto chat = [](const std::string& first, const std::string& second) {
    return "[LINE] Chat history with Bo\nSaved on: 01/02/2026 10:00\n\n" + first +
           "\n10:00\tBo\tone\n\n" + second + "\n10:00\tBo\ttwo\n";
  };
  ReadOutcome outcome = ReadLine(chat("Sat, 07/03/2026", "Sun, 08/03/2026"));
  REQUIRE(outcome.report);
  CHECK(outcome.report->date_order.order == DateOrder::kDayFirst);
  CHECK(When(outcome.sink.records[1].sent) == "2026-03-08T10:00:00");
  outcome = ReadLine(chat("Tue, 11/03/2026", "Mon, 11/03/2025"));
  REQUIRE(outcome.report);
  CHECK(outcome.report->date_order.order == DateOrder::kMonthFirst);
  // The same week day both ways: nothing is proved, so it has to be asked for.
  outcome = ReadLine(chat("Wed, 07/01/2026", "Wed, 07/01/2026"));
  REQUIRE_FALSE(outcome.report);
  CHECK(outcome.report.error().message.find("--date-order") != std::string::npos);
  ReadOptions options;
  options.date_order = DateOrder::kMonthFirst;
  outcome = ReadLine(chat("Sat, 07/03/2026", "Sun, 08/03/2026"), options);
  REQUIRE(outcome.report);
  CHECK(outcome.report->date_order.order == DateOrder::kMonthFirst);
}

TEST_CASE("line: times of day") {
  const std::pair<const char*, const char*> cases[] = {
      {"9:05", "09:05"},       {"09:05 AM", "09:05"},  {"12:05AM", "00:05"},
      {"12:05 PM", "12:05"},   {"1:05pm", "13:05"},    {"午前9:05", "09:05"},
      {"午後9:05", "21:05"},   {"下午12:05", "12:05"}, {"上午12:05", "00:05"},
      {"上午09:15", "09:15"},  {"00:30", "00:30"},     {"오후 1:05", "13:05"},
      {"오전 12:15", "00:15"}, {"午後13:05", "13:05"},
  };
  for (const auto& [written, clock] : cases) {
    INFO(written);
    const ReadOutcome outcome =
        ReadLine(std::string("[LINE] Aのトーク履歴\n2024/03/01(金)\n") + written + "\tA\tx\n");
    REQUIRE(outcome.report);
    REQUIRE(outcome.sink.records.size() == 1);
    CHECK(When(outcome.sink.records[0].sent) == std::string("2024-03-01T") + clock + ":00");
  }
}

TEST_CASE("line: text that looks like structure") {
  const std::string head = "[LINE] Chat history in five\n2024/03/01(金)\n";
  SECTION("a pasted chat inside quotes stays in the message") {
    const ReadOutcome outcome = ReadLine(
        head + "10:00\tA\t\"look:\n2023/05/05(金)\n09:00\tB\thello\nend\"\n10:01\tB\tok\n");
    REQUIRE(outcome.sink.records.size() == 2);
    CHECK(outcome.sink.records[0].text == "look:\n2023/05/05(金)\n09:00\tB\thello\nend");
    CHECK(When(outcome.sink.records[1].sent) == "2024-03-01T10:01:00");
  }
  SECTION("a quote that never closes costs nothing") {
    const ReadOutcome outcome = ReadLine(
        head + "10:00\tA\t\"so it begins\n10:01\tB\tok\n\n2024/03/02(土)\n10:02\tA\tyes\n");
    REQUIRE(outcome.sink.records.size() == 3);
    CHECK(outcome.sink.records[0].text == "\"so it begins");
    CHECK(When(outcome.sink.records[2].sent) == "2024-03-02T10:02:00");
  }
  SECTION("quotes of one line are typed ones") {
    const ReadOutcome outcome = ReadLine(head + "10:00\tA\t\"yes\"\n10:01\tA\t\"no\" she said\n");
    REQUIRE(outcome.sink.records.size() == 2);
    CHECK(outcome.sink.records[0].text == "\"yes\"");
    CHECK(outcome.sink.records[1].text == "\"no\" she said");
  }
  SECTION("inner quotes that are not doubled stay") {
    const ReadOutcome outcome = ReadLine(head + "10:00\tA\t\"a \"b\" c\nd\"\n");
    REQUIRE(outcome.sink.records.size() == 1);
    CHECK(outcome.sink.records[0].text == "a \"b\" c\nd");
  }
  SECTION("lines go on without quotes, tabs and blank lines stay") {
    const ReadOutcome outcome = ReadLine(head + "10:00\tA\tone\ttwo\nthree\n\n10:5 four\n\n");
    REQUIRE(outcome.sink.records.size() == 1);
    CHECK(outcome.sink.records[0].text == "one\ttwo\nthree\n\n10:5 four");
  }
  SECTION("times step back within a day") {
    const ReadOutcome outcome = ReadLine(head + "10:00\tA\tx\n09:59\tB\ty\n");
    CHECK(When(outcome.sink.records[1].sent) == "2024-03-01T09:59:00");
  }
}

TEST_CASE("line: placeholders in any language") {
  const std::pair<const char*, MessageKind> cases[] = {
      {"[Sticker]", MessageKind::kMedia},
      {"[貼圖]", MessageKind::kMedia},
      {"[照片]", MessageKind::kMedia},
      {"[语音信息]", MessageKind::kMedia},
      {"สติกเกอร์", MessageKind::kMedia},
      {"[ファイル]", MessageKind::kMedia},
      {"☎ 不在着信", MessageKind::kCall},
      {"☎ chat.message.groupcall.started.long", MessageKind::kCall},
      {"[アルバム] summer", MessageKind::kOther},
      {"[null] https://maps.example/1", MessageKind::kLocation},
      {"(emoji)", MessageKind::kMedia},
      {"Message unsent.", MessageKind::kDeleted},
      {"[sic] indeed", MessageKind::kText},
      {"photo", MessageKind::kText},
  };
  for (const auto& [text, kind] : cases) {
    INFO(text);
    CHECK(LineAppKind(text) == kind);
  }
  CHECK(LineAppKind("[File] a.pdf") == MessageKind::kMedia);
}

TEST_CASE("line: names parted by a space are learnt from the rows") {
  const ReadOutcome outcome = ReadLine(
      "[LINE] Chat history with Bo Li\n\n2025.12.30 Tuesday\n"
      "23:40 Ada Lee are you up\n23:41 Bo Li yes\n23:42 Ada Lee good\n23:43 Ada Lee [Sticker]\n"
      "23:44 Ada Lee so I\nsay\n23:45 Ada Lee hm ok\n23:46 Bo Li unsent a message.\n");
  REQUIRE(outcome.report);
  CHECK_FALSE(outcome.report->warnings.empty());
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 7);
  CHECK(m[0].sender == "Ada Lee");
  CHECK(m[0].text == "are you up");
  CHECK(m[0].from_me);
  CHECK(m[1].sender == "Bo Li");
  CHECK(m[3].kind == MessageKind::kMedia);
  CHECK(m[4].text == "so I\nsay");
  CHECK(m[6].kind == MessageKind::kDeleted);
}

TEST_CASE("line: of a few rows, the first word typed is no part of the name") {
  const ReadOutcome outcome = ReadLine(
      "2026.02.23 Monday\n16:16 Bo I am late\n16:45 Ann @Bo I am here\n"
      "16:46 Ann fine here\n16:49 Bo I know\n");
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 4);
  CHECK(outcome.sink.records[0].sender == "Bo");
  CHECK(outcome.sink.records[0].text == "I am late");
  CHECK(outcome.sink.records[3].sender == "Bo");
}

TEST_CASE("line: a name may begin as AM and PM do") {
  for (const std::string name : {"AMELIA", "PMartin", "AM\u00c9LIE", "amy", "pm_lee"}) {
    INFO(name);
    const ReadOutcome outcome =
        ReadLine("2026.02.23 Monday\n10:02 " + name + " hello there you\n10:03 Bo hi\n10:04 " +
                 name + " how are you\n10:05 Bo fine\n");
    REQUIRE(outcome.report);
    REQUIRE(outcome.sink.records.size() == 4);
    CHECK(outcome.sink.records[0].sender == name);
    CHECK(outcome.sink.records[0].text == "hello there you");
  }
  const ReadOutcome halves =
      ReadLine("2026.02.23 Monday\n10:02 PM AMELIA one\n10:03 PM AMELIA two\n");
  REQUIRE(halves.sink.records.size() == 2);
  CHECK(halves.sink.records[0].sender == "AMELIA");
}

TEST_CASE("line: recognised by its content") {
  CHECK(kLineAppReader.probe(kJapanese) == Match::kCertain);
  CHECK(kLineAppReader.probe("2024/03/01(金)\n10:00\tA\tx\n") == Match::kLikely);
  CHECK(kLineAppReader.probe("10:00\tA\tx\n10:01\tB\ty\n") == Match::kNo);
  CHECK(kLineAppReader.probe("sender\ttext\nA\tx\n") == Match::kNo);
  CHECK(kLineAppReader.probe("2025.12.30 Tuesday\n23:40 Ada hi\n23:41 Bo yes\n") == Match::kLikely);
  CHECK(kLineAppReader.probe("2025.12.30 Tuesday\n23:40 Ada: hi\n23:41 Bo: yes\n") == Match::kNo);
  CHECK(kLineAppReader.probe("2025.12.31 Tuesday\n23:40 Ada hi\n23:41 Bo yes\n") == Match::kNo);
  CHECK_FALSE(ReadLine("nothing of the kind\n").report);
}

TEST_CASE("line: rows before any date have no time, lost lines are named") {
  const ReadOutcome outcome = ReadLine("[LINE] Aのトーク履歴\nodd\n10:00\tA\tx\n10:0");
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 1);
  CHECK(When(outcome.sink.records[0].sent) == "none");
  CHECK(outcome.report->truncated);
  CHECK(outcome.sink.skipped.size() == 2);
}

TEST_CASE("line: titles without the mark, notices behind a known name") {
  const ReadOutcome outcome = ReadLine(
      "Chat history in Home\nSave date: 2025.12.30 10:00\n\n2025.12.10 Wednesday\n"
      "23:43 Ada Bell hello there\n23:44 Bo ok\n23:45 Ada Bell again\n23:46 Bo joined the group.\n"
      "23:47 Bo well\n23:47 Ada Bell hmm\n23:47 Ada Bell so\n23:48 Bo I left the group.\n");
  REQUIRE(outcome.report);
  CHECK(outcome.sink.conversations[0].name == "Home");
  CHECK(outcome.sink.skipped.empty());
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 7);
  CHECK(outcome.sink.Notices().size() == 1);
  CHECK(m[0].sender == "Ada Bell");
  CHECK(m[0].text == "hello there");
  CHECK(m[6].text == "I left the group.");
}

TEST_CASE("line: bare words of the desktop program are no words of a person") {
  const ReadOutcome outcome = ReadLine(
      "2025.12.30 火曜日\n10:00 春子 スタンプ\n10:01 夏男 写真\n10:02 春子 画像\n10:03 夏男 動画\n"
      "10:04 春子 ファイル\n10:05 夏男 ボイスメッセージ\n10:06 春子 不在着信\n"
      "10:07 夏男 通話時間 12:03\n10:08 春子 写真撮った\n10:09 夏男 通話時間 長いね\n"
      "10:10 春子 ビデオ\n");
  REQUIRE(outcome.report);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 11);
  for (int i = 0; i < 6; ++i) CHECK(m[static_cast<std::size_t>(i)].kind == MessageKind::kMedia);
  CHECK(m[0].text.empty());
  CHECK(m[0].sender == "春子");
  CHECK(m[6].kind == MessageKind::kCall);
  CHECK(m[7].kind == MessageKind::kCall);
  CHECK(m[7].sender == "夏男");
  CHECK(m[8].text == "写真撮った");
  CHECK(m[9].text == "通話時間 長いね");
  CHECK(m[10].kind == MessageKind::kMedia);
  // Between tabs they are typed.
  const ReadOutcome tabs = ReadLine("2025.12.30 火曜日\n10:00\t春子\t写真\n10:01\t夏男\t動画\n");
  REQUIRE(tabs.sink.records.size() == 2);
  CHECK(tabs.sink.records[0].text == "写真");
}

TEST_CASE("line: notices with a blank behind the name") {
  const ReadOutcome outcome = ReadLine(
      "2026.08.01 土曜日\n10:00 秋代 がグループに参加しました。\n10:01 冬樹 よろしく\n"
      "10:02 冬樹 秋代をグループに招待しました。\n10:03 冬樹 がメッセージの送信を取り消しました。\n"
      "10:04 冬樹 がんばる\n10:05 冬樹 寝た。友達をグループに招待しました。\n");
  REQUIRE(outcome.report);
  CHECK(outcome.sink.Notices().size() == 3);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 3);
  CHECK(m[0].text == "よろしく");
  CHECK(m[1].text == "がんばる");
  CHECK(m[2].sender == "冬樹");
}

TEST_CASE("line: runs of blanks in place of the tabs") {
  const std::string text =
      "[LINE] 旅行のトーク履歴\n保存日時：R7/02/12 20:01\n\nR7/02/09(日)\n"
      "15:18    ケン    [写真]\n15:19    Ada Bell    hello  there\n15:20    Ada Bell    \"one\n"
      "two\"\n15:21        ケンが退出しました。\n15:22    Ada Bell    写真\n\nR7/02/11(火)\n"
      "9:05    ケン    明日\nは?\n";
  const ReadOutcome outcome = ReadLine(text);
  REQUIRE(outcome.report);
  CHECK(outcome.report->warnings.empty());
  CHECK(outcome.sink.skipped.empty());
  CHECK(outcome.sink.Notices().size() == 1);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 5);
  CHECK(m[0].sender == "ケン");
  CHECK(m[0].kind == MessageKind::kMedia);
  CHECK(m[1].sender == "Ada Bell");
  CHECK(m[1].text == "hello  there");
  CHECK(m[2].text == "one\ntwo");
  CHECK(m[3].text == "写真");
  CHECK(m[4].text == "明日\nは?");
  CHECK(When(m[4].sent) == "2025-02-11T09:05:00");
  CheckCuts(kLineAppReader, text);
  const ReadOutcome halves = ReadLine(
      "[LINE] 與Ada的聊天記錄\n\n2024/01/14（日）\n下午3:18    Ada    你好\n下午3:19    Bo Li    "
      "嗨！\n"
      "下午3:20    Bo Li    [貼圖]\n");
  REQUIRE(halves.sink.records.size() == 3);
  CHECK_FALSE(halves.sink.records[0].from_me);
  CHECK(halves.sink.records[1].sender == "Bo Li");
  CHECK(halves.sink.records[1].from_me);
}

}  // namespace
}  // namespace ebb
