#include "readers/kakaotalk.h"

#include <catch2/catch.hpp>

#include "readers/kakaotalk_lines.h"
#include "readers/kakaotalk_words.h"
#include "readers/read_bytes.h"
#include "readers/when.h"

namespace ebb {
namespace {

ReadOutcome ReadKakao(const std::string& text) {
  ReadOutcome outcome = ReadBytes(kKakaoTalkReader, text);
  CheckConsistent(outcome.sink, text.size());
  REQUIRE(outcome.report);
  return outcome;
}

const std::string kKakaoAndroid =
    "민수 님과 카카오톡 대화\r\n저장한 날짜 : 2024년 3월 3일 오전 11:29\r\n\r\n\r\n"
    "2024년 3월 1일 오후 6:05\r\n"
    "2024년 3월 1일 오후 6:05, 회원님 : 퇴근했어\r\n"
    "2024년 3월 1일 오후 6:06, 민수 : 장 볼 것\r\n\r\n- 두부 : 하나\r\n12:08 - a : b\r\n\r\n"
    "2024년 3월 2일 오전 12:15\r\n"
    "2024년 3월 2일 오전 12:15, 민수 : 사진 3장\r\n"
    "2024년 3월 2일 오전 12:16, 회원님 : 보이스톡 해요\r\n"
    "2024년 3월 2일 오전 12:17, 수아님을 초대하였습니다.\r\n";

TEST_CASE("kakaotalk: Android in Korean") {
  const ReadOutcome outcome = ReadKakao(kKakaoAndroid);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 4);
  CHECK(outcome.sink.Notices().size() == 1);
  CHECK(outcome.sink.skipped.empty());
  CHECK(m[0].sender == "회원님");
  CHECK(m[0].from_me);
  CHECK(When(m[0].sent) == "2024-03-01T18:05:00");
  CHECK_FALSE(m[1].from_me);
  CHECK(m[1].text == "장 볼 것\n\n- 두부 : 하나\n12:08 - a : b");
  CHECK(m[2].kind == MessageKind::kMedia);
  CHECK(When(m[2].sent) == "2024-03-02T00:15:00");
  CHECK(m[3].kind == MessageKind::kCall);
  CHECK(outcome.sink.conversations[0].name == "민수");
  CHECK(outcome.sink.conversations[0].capabilities.knows_me);
}

TEST_CASE("kakaotalk: iPhone in Korean") {
  const ReadOutcome outcome = ReadKakao(
      "동네 (4명)과 카카오톡 대화-1.txt\n저장한 날짜 : 2024. 3. 3. 오전 12:15\n\n"
      "2024년 3월 1일 금요일\n2024. 3. 1. 오후 8:34, 회원님 : 안녕\n"
      "2024. 3. 1. 오후 8:35: 민수님이 나갔습니다.\n2024. 3. 1. 오후 8:36, 수, 아 : 응 : 그래\n");
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 2);
  CHECK(outcome.sink.Notices().size() == 1);
  CHECK(outcome.sink.conversations[0].name == "동네");
  CHECK(m[1].sender == "수, 아");
  CHECK(m[1].text == "응 : 그래");
  CHECK(When(m[1].sent) == "2024-03-01T20:36:00");
}

TEST_CASE("kakaotalk: English phones, three generations") {
  const ReadOutcome first = ReadKakao(
      "KakaoTalk Chats with Bo (4)\nDate Saved : 1:01am, August 3, 2024\n\n8:34pm, July 9, 2024\n"
      "8:34pm, July 9, 2024, you : hi\n12:05am, July 10, 2024, Bo : Photo\n");
  REQUIRE(first.sink.records.size() == 2);
  CHECK(When(first.sink.records[0].sent) == "2024-07-09T20:34:00");
  CHECK(When(first.sink.records[1].sent) == "2024-07-10T00:05:00");
  CHECK(first.sink.records[0].from_me);
  const ReadOutcome second = ReadKakao(
      "KakaoTalk Chats with Bo\nDate Saved : November 3, 2024, 1:08 PM\n\n"
      "February 10, 2024, 2:33 AM\nFebruary 10, 2024, 2:33 AM, Bo : hi\nyou : I\n\n"
      "February 11, 2024, 2:33 PM\nFebruary 11, 2024, 2:33 PM, you : Emoticons\n");
  REQUIRE(second.sink.records.size() == 2);
  CHECK(second.sink.records[0].text == "hi\nyou : I");
  CHECK(second.sink.records[1].kind == MessageKind::kMedia);
  CHECK(When(second.sink.records[1].sent) == "2024-02-11T14:33:00");
  const ReadOutcome third = ReadKakao(
      "KakaoTalk Chats with Bo\n\nJuly 9, 2024 at 8:34\u202fp.m., Bo : hi\n"
      "July 9, 2024 at 8:35\u00a0a.m., you : yes\n9 July 2024 at 20:36, Bo : so\n");
  REQUIRE(third.sink.records.size() == 3);
  CHECK(When(third.sink.records[0].sent) == "2024-07-09T20:34:00");
  CHECK(When(third.sink.records[1].sent) == "2024-07-09T08:35:00");
  CHECK(When(third.sink.records[2].sent) == "2024-07-09T20:36:00");
}

const std::string kDesktop =
    "저장한 날짜 : 2024-03-03 10:44:52\r\n수아 님과 카카오톡 대화\r\n"
    "--------------- 2024년 3월 1일 금요일 ---------------\r\n"
    "[수아] [오전 1:01] 잘 자\r\n[[A] B] [오후 2:37] 응\r\n\r\n[x] y\r\n"
    "--------------- 2024년 3월 2일 토요일 ---------------\r\n"
    "[x/94/늑 대#1003] [오후 12:00] 삭제된 메시지입니다.\r\n";

TEST_CASE("kakaotalk: desktop in Korean and English") {
  const ReadOutcome outcome = ReadKakao(kDesktop);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 3);
  CHECK(m[0].sender == "수아");
  CHECK_FALSE(m[0].from_me);
  CHECK(m[1].sender == "[A] B");
  CHECK(m[1].from_me);
  CHECK(m[1].text == "응\n\n[x] y");
  CHECK(When(m[1].sent) == "2024-03-01T14:37:00");
  CHECK(m[2].sender == "x/94/늑 대#1003");
  CHECK(m[2].kind == MessageKind::kDeleted);
  CHECK(When(m[2].sent) == "2024-03-02T12:00:00");

  const ReadOutcome english = ReadKakao(
      "Five with KakaoTalk Chats\nDate Saved : 2024-08-03 00:29:58\n\n"
      "--------------- Thursday, August 1, 2024 ---------------\n"
      "[Bo] [2:37 PM] one\ntwo\nAda joined this chatroom.\n[Ada] [2:38 PM] x] [3:00 PM] y\n");
  REQUIRE(english.sink.Messages().size() == 2);
  REQUIRE(english.sink.Notices().size() == 1);
  CHECK(english.sink.Messages()[0].text == "one\ntwo");
  CHECK(english.sink.Messages()[1].text == "x] [3:00 PM] y");
  CHECK(When(english.sink.Messages()[1].sent) == "2024-08-01T14:38:00");
  CHECK_FALSE(english.sink.conversations[0].capabilities.knows_me);
}

TEST_CASE("kakaotalk: what the desktop program says of people in English") {
  const std::string rows =
      "\n--------------- Friday, March 1, 2024 ---------------\nAda invited Bo Li.\n"
      "[Ada] [9:05 AM] hello\nAda invited Cy and Di.\n[Bo Li] [9:06 AM] who\nthe train left.\n"
      "Cy left.\n[Ada] [9:07 AM] oh\nBo Li left.\n";
  const ReadOutcome outcome = ReadGood(
      kKakaoTalkReader, "Team with KakaoTalk Chats\nDate Saved : 2024-03-02 10:00:00\n" + rows);
  const auto m = outcome.sink.Messages();
  CHECK(outcome.sink.skipped.empty());
  CHECK(outcome.sink.Notices().size() == 4);
  REQUIRE(m.size() == 3);
  CHECK(m[0].text == "hello");
  CHECK(m[1].text == "who\nthe train left.");
  CHECK(m[2].text == "oh");

  // Words below it tell that somebody typed it.
  const ReadOutcome typed = ReadGood(
      kKakaoTalkReader,
      "Ben with KakaoTalk Chats\nDate Saved : 2024-04-01 00:29:58\n\n"
      "--------------- Friday, March 1, 2024 ---------------\n[Ben] [9:05 AM] hi\n"
      "[Ada] [9:06 AM] guess what:\nBen left.\nI was alone\n[Ben] [9:07 AM] oh\nAda left.\n");
  REQUIRE(typed.sink.Messages().size() == 3);
  CHECK(typed.sink.Messages()[1].text == "guess what:\nBen left.\nI was alone");
  CHECK(typed.sink.Messages()[2].text == "oh");
  CHECK(typed.sink.Notices().size() == 1);
  // Of whom somebody's words tell is not in the chat.
  const ReadOutcome told = ReadGood(
      kKakaoTalkReader,
      "Ben with KakaoTalk Chats\nDate Saved : 2024-04-01 00:29:58\n\n"
      "--------------- Friday, March 1, 2024 ---------------\n[Ben] [9:05 AM] hi\n"
      "[Ada] [9:06 AM] guess what:\nBen invited Eve.\nof all people\n[Ben] [9:07 AM] well\n"
      "Eve left.\n[Ada] [9:08 AM] oh\n");
  REQUIRE(told.sink.Messages().size() == 4);
  CHECK(told.sink.Messages()[2].text == "well\nEve left.");
  const ReadOutcome several =
      ReadGood(kKakaoTalkReader,
               "Ben with KakaoTalk Chats\nDate Saved : 2024-04-01 00:29:58\n\n"
               "--------------- Friday, March 1, 2024 ---------------\n[Ben] [9:05 AM] hi\n"
               "[Ada] [9:06 AM] guess what:\nBen left.\n\nAda left.\nand nobody said a word\n"
               "[Ben] [9:07 AM] oh\nAda left.\nBen left.\n");
  REQUIRE(several.sink.Messages().size() == 3);
  CHECK(several.sink.Messages()[1].text ==
        "guess what:\nBen left.\n\nAda left.\nand nobody said a word");
  CHECK(several.sink.Notices().size() == 2);

  const ReadOutcome table = ReadGood(
      kKakaoTalkCsvReader,
      "Date,User,Message\n2024-03-01 09:00:00,\"Ada\",\"Ada invited Bo.\"\n"
      "2024-03-01 09:01:00,\"Bo\",\"Ada left.\"\n2024-03-01 09:02:00,\"Ada\",\"Ada left.\"\n");
  CHECK(table.sink.Notices().size() == 2);
  REQUIRE(table.sink.Messages().size() == 1);
  CHECK(table.sink.Messages()[0].text == "Ada left.");
}

const std::string kNoticesFirst =
    "산책 모임 카카오톡 대화\n저장한 날짜 : 2024-05-09 08:30:11\n\n"
    "--------------- 2024년 5월 6일 월요일 ---------------\n"
    "도윤님이 하린님을 초대했습니다.\n[도윤] [오후 11:40] 내일 봐\n하린님이 들어왔습니다.\n"
    "--------------- 2024년 5월 7일 화요일 ---------------\n"
    "하린님이 나갔습니다.\n지호님이 들어왔습니다.\n[지호] [오전 7:20] 나왔어\n"
    "--------------- 2024년 5월 8일 수요일 ---------------\n지호님이 나갔습니다.\n";

TEST_CASE("kakaotalk: a notice above the first clock of a day has no time") {
  const ReadOutcome outcome = ReadKakao(kNoticesFirst);
  CHECK(outcome.sink.skipped.empty());
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 7);
  CHECK(When(records[1].sent) == "2024-05-06T23:40:00");
  CHECK(When(records[2].sent) == "2024-05-06T23:40:00");
  CHECK(When(records[5].sent) == "2024-05-07T07:20:00");
  for (const std::size_t i : {0, 3, 4, 6}) {
    INFO(i);
    CHECK(records[i].kind == MessageKind::kNotice);
    CHECK(records[i].sent.basis == Timestamp::Basis::kNone);
  }
}

const std::string kOldPhone =
    "하린 님과 카카오톡 대화\n저장한 날짜 : 2024년 5월 9일 오전 8:30\n\n\n"
    "2024년 5월 6일 월요일\n오후 11:40, 하린 : 버스 탔어\n오후 9:00에 내려\n\n하린 : 라고 했지\n"
    "2024년 5월 7일 화요일\n오전 12:05, 회원님 : 사진\n오전 7:20, 회원님 : 일정은\n"
    "2024년 5월 8일 수요일\n수영장 먼저\n오전 10:00, 그게 다야\n오후 1:10, 하린님이 나갔습니다.\n"
    "2024년 5월 9일 목요일\n오후 2:00, 새 소식\n오후 2:01, 하린 : 왔다 : 갔다\n";

TEST_CASE("kakaotalk: rows of old iPhones have a clock, and their day above them") {
  const ReadOutcome outcome = ReadKakao(kOldPhone);
  CHECK(outcome.sink.skipped.empty());
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 4);
  CHECK(m[0].sender == "하린");
  CHECK(m[0].text == "버스 탔어\n오후 9:00에 내려\n\n하린 : 라고 했지");
  CHECK(When(m[0].sent) == "2024-05-06T23:40:00");
  CHECK(m[1].kind == MessageKind::kMedia);
  CHECK(m[1].from_me);
  CHECK(When(m[1].sent) == "2024-05-07T00:05:00");
  // A day and a clock that somebody typed.
  CHECK(m[2].text == "일정은\n2024년 5월 8일 수요일\n수영장 먼저\n오전 10:00, 그게 다야");
  CHECK(m[3].text == "왔다 : 갔다");
  CHECK(When(m[3].sent) == "2024-05-09T14:01:00");
  const auto notices = outcome.sink.Notices();
  REQUIRE(notices.size() == 2);
  CHECK(When(notices[0].sent) == "2024-05-07T13:10:00");
  CHECK(When(notices[1].sent) == "2024-05-09T14:00:00");
  CHECK(NameOf(kOldPhone) == "kakaotalk");

  const ReadOutcome english = ReadKakao(
      "KakaoTalk Chats with Mina\nDate Saved : May 9, 2024, 8:30 AM\n\nMonday, May 6, 2024\n"
      "3:15 PM, Mina : hello\n3:20 PM, you : and\n4:00 PM, the dentist.\nMina left.\n"
      "Tuesday, May 7, 2024\n9:05 AM, Mina : so\n9:06 AM, Mina left.\n");
  REQUIRE(english.sink.Messages().size() == 3);
  CHECK(english.sink.Messages()[1].text == "and\n4:00 PM, the dentist.\nMina left.");
  CHECK(english.sink.Messages()[1].from_me);
  CHECK(When(english.sink.Messages()[2].sent) == "2024-05-07T09:05:00");
  CHECK(english.sink.Notices().size() == 1);
  // It takes KakaoTalk's title.
  CHECK(kKakaoTalkReader.probe("Monday, May 6, 2024\n3:15 PM, Mina : hello\n") == Match::kNo);
}

TEST_CASE("kakaotalk: clocks in the words of other phones begin no rows") {
  const ReadOutcome outcome = ReadKakao(
      "하린 님과 카카오톡 대화\n저장한 날짜 : 2024. 5. 9. 오전 8:30\n\n2024년 5월 6일 월요일\n"
      "2024. 5. 6. 오후 8:34, 하린 : 순서\n오후 9:00, 도윤 : 노래\n2024년 5월 7일 화요일\n");
  REQUIRE(outcome.sink.records.size() == 1);
  CHECK(outcome.sink.records[0].text == "순서\n오후 9:00, 도윤 : 노래\n2024년 5월 7일 화요일");
}

TEST_CASE("kakaotalk: cut at every byte") {
  CheckCuts(kKakaoTalkReader,
            "하린 님과 카카오톡 대화\n저장한 날짜 : 2024년 5월 9일 오전 8:30\n\n\n"
            "2024년 5월 6일 월요일\n오후 11:40, 하린님이 들어왔습니다.\n오후 11:41, 하린 : 응\n"
            "2024년 5월 7일 화요일\n오전 12:05, 회원님 : 사진\n");
  CheckCuts(kKakaoTalkReader,
            "산책 모임 카카오톡 대화\n저장한 날짜 : 2024-05-09 08:30:11\n\n"
            "--------------- 2024년 5월 6일 월요일 ---------------\n"
            "도윤님이 하린님을 초대했습니다.\n[도윤] [오후 11:40] 내일 봐\n"
            "--------------- 2024년 5월 7일 화요일 ---------------\n"
            "하린님이 나갔습니다.\n[지호] [오전 7:20] 나왔어\n");
  CheckCuts(kKakaoTalkReader, kKakaoAndroid);
  CheckCuts(kKakaoTalkReader, kDesktop);
  CheckCuts(kKakaoTalkReader,
            "KakaoTalk Chats with Bo\nDate Saved : 1:01am, August 3, 2024\n\n8:34pm, July 9, 2024\n"
            "8:34pm, July 9, 2024, you : hi\nand so\n\n12:05am, July 10, 2024\n"
            "12:05am, July 10, 2024, Bo : Photo\n");
  CheckCuts(kKakaoTalkReader,
            "KakaoTalk Chats with Bo\n\nFebruary 10, 2024, 2:33 AM\n"
            "February 10, 2024, 2:33 AM, Bo : hi\n\nThursday, March 7, 2024\n"
            "Mar 7, 2024 at 2:33 PM, Bo : hm\n");
}

TEST_CASE("kakaotalk: halves of the day before the time in English, other headings") {
  const ReadOutcome outcome = ReadKakao(
      "Room with KakaoTalk Chats\nDate Saved: 2026-09-06 17:00:00\n\n"
      "--------------- 2026년 9월 6일 일요일 ---------------\n[Ada] [AM 9:04] one\n[Bo] [PM 12:16] "
      "videos\nThe message has been deleted.\n");
  REQUIRE(outcome.sink.Messages().size() == 2);
  CHECK(When(outcome.sink.records[0].sent) == "2026-09-06T09:04:00");
  CHECK(When(outcome.sink.records[1].sent) == "2026-09-06T12:16:00");
  CHECK(outcome.sink.records[1].kind == MessageKind::kMedia);
  CHECK(outcome.sink.Notices().size() == 1);
  const auto title = ParseKakaoTitle("민수 님과의 카카오톡 대화");
  REQUIRE(title);
  CHECK(title->name == "민수");
  CHECK(title->one_to_one);
}

TEST_CASE("kakaotalk: placeholders") {
  const std::pair<const char*, MessageKind> cases[] = {
      {"사진", MessageKind::kMedia},         {"사진 12장", MessageKind::kMedia},
      {"사진 열장", MessageKind::kText},     {"동영상", MessageKind::kMedia},
      {"이모티콘", MessageKind::kMedia},     {"(이모티콘)", MessageKind::kMedia},
      {"파일: a.pdf", MessageKind::kMedia},  {"음성메시지", MessageKind::kMedia},
      {"지도: 집", MessageKind::kLocation},  {"샵검색: #날씨", MessageKind::kOther},
      {"페이스톡 해요", MessageKind::kCall}, {"보이스톡 1:05", MessageKind::kCall},
      {"보이스톡 할까", MessageKind::kText}, {"<Photo>", MessageKind::kMedia},
      {"photo", MessageKind::kMedia},        {"3 Photos", MessageKind::kMedia},
      {"Photographs", MessageKind::kText},
  };
  for (const auto& [text, kind] : cases) {
    INFO(text);
    CHECK(KakaoKind(text) == kind);
  }
}

TEST_CASE("kakaotalk: days that are words, rows out of order") {
  const ReadOutcome outcome = ReadKakao(
      "민수 님과 카카오톡 대화\n\n2024년 3월 5일 오후 6:05, 나 : 언제?\n2024년 3월 7일\n"
      "2024년 3월 4일 오후 6:05, 민수 : 응\n");
  REQUIRE(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.records[0].text == "언제?\n2024년 3월 7일");
  CHECK(outcome.sink.records[0].from_me);
  CHECK(When(outcome.sink.records[1].sent) == "2024-03-04T18:05:00");
}

TEST_CASE("kakaotalk: the app's advice under the title is no record") {
  const ReadOutcome outcome = ReadKakao(
      "모임 3 님과 카카오톡 대화\n저장한 날짜 : 2024년 3월 9일 오후 9:37\n\n"
      "금전 요구에 주의하세요.\n운영정책 보기\nhttps://policy.example\n\n"
      "2024년 3월 9일 오전 9:02\n2024년 3월 9일 오전 9:02, 수아 : 안녕\n둘째 줄\n");
  REQUIRE(outcome.report);
  CHECK(outcome.sink.skipped.empty());
  REQUIRE(outcome.sink.records.size() == 1);
  CHECK(outcome.sink.records[0].text == "안녕\n둘째 줄");
}

TEST_CASE("kakaotalk: rows that are not understood are counted, though they stand first") {
  const ReadOutcome outcome = ReadKakao(
      "KakaoTalk Chats with Anna\nDate Saved : 2024-03-05 10:00\n\n"
      "Freitag, 1. M\u00e4rz 2024\n1. M\u00e4rz 2024 10:00, Anna : hello\n"
      "1. M\u00e4rz 2024 10:01, Ben : hi\nMarch 1, 2024 at 10:02 AM, Anna : hey\n"
      "March 1, 2024 at 10:03 AM, Ben : hey you\n");
  REQUIRE(outcome.report);
  CHECK(outcome.sink.Messages().size() == 2);
  REQUIRE_FALSE(outcome.sink.skipped.empty());
  CHECK(outcome.sink.skipped[0].line == 4);
  // Without the line of saving nothing is advice.
  const ReadOutcome typed = ReadKakao(
      "KakaoTalk Chats with Anna\n\nI said no.\nand you know it\n"
      "March 1, 2024 at 10:02 AM, Anna : hey\nMarch 1, 2024 at 10:03 AM, Ben : hey you\n");
  REQUIRE_FALSE(typed.sink.skipped.empty());
  CHECK(typed.sink.skipped[0].line == 3);
}

TEST_CASE("kakaotalk: words below the line of saving that are no advice are counted") {
  const auto skipped = [](const std::string& lines) {
    const ReadOutcome outcome =
        ReadKakao("KakaoTalk Chats with Mina\nDate Saved : 2024-03-05 10:00\n" + lines);
    REQUIRE(outcome.report);
    return outcome.sink.skipped.size();
  };
  const std::string day = "\n2024\ub144 3\uc6d4 9\uc77c \uc624\uc804 9:02\n";
  CHECK(skipped("\nBe careful with money.\nhttps://policy.example\n" + day) == 0);
  CHECK(skipped("Be careful\nwith money.\n" + day) == 2);
  CHECK(skipped("\nMina came in\nAda: hello there\nMina : oh\n" + day) == 3);
  CHECK(skipped("\nand then I cried\n" + day) == 1);
  CHECK(skipped("\n\u203b Note : mind your money\nMore: https://policy.example\n" + day) == 0);
  CHECK(skipped("\nMina: https://x.example\n" + day) == 1);
  CHECK(skipped("\nMina came in\nand sat down\n\nat the table\n") == 3);
}

TEST_CASE("kakaotalk: what stands above the line of saving is a title, however worded") {
  for (const char* title : {"Talk_2024.3.9 21:37-1.txt", "Mina Talk Chats", "동네 모임"}) {
    INFO(title);
    const ReadOutcome outcome = ReadKakao(std::string(title) +
                                          "\n저장한 날짜 : 2024. 3. 9. 21:37\n\n\n"
                                          "2024년 3월 8일 금요일\n2024. 3. 8. 09:15, 민수 : 응\n");
    CHECK(outcome.sink.Messages().size() == 1);
    CHECK(outcome.sink.skipped.empty());
  }
}

TEST_CASE("kakaotalk: the Mac table") {
  const std::string table =
      "Date,User,Message\r\n2024-03-01 10:44:52,\"Ada\",\"so, \"\"this\"\"\r\nand that\"\r\n"
      "2024-03-01 10:45:00,\"Bo\",\"사진\"\r\n2024-03-01 10:46:00,\"Bo\",\"Bo님이 나갔습니다.\"\r\n"
      "2024-13-01 10:46:00,\"Bo\",\"x\"\r\nodd,\"Bo\",\"x\"\r\n";
  ReadOutcome outcome = ReadGood(kKakaoTalkCsvReader, table);
  REQUIRE(outcome.sink.Messages().size() == 2);
  CHECK(outcome.sink.Notices().size() == 1);
  CHECK(outcome.sink.skipped.size() == 2);
  CHECK(outcome.sink.records[0].text == "so, \"this\"\r\nand that");
  CHECK(When(outcome.sink.records[0].sent) == "2024-03-01T10:44:52");
  CHECK(outcome.sink.conversations[0].capabilities.seconds);
  CHECK(kKakaoTalkCsvReader.probe(table) == Match::kCertain);
  CHECK(kKakaoTalkCsvReader.probe("Date,User\n1,2\n") == Match::kNo);
  CheckCuts(kKakaoTalkCsvReader, table);
}

TEST_CASE("kakaotalk: desktop text without its title") {
  const std::string korean =
      "--------------- 2024년 5월 6일 월요일 ---------------\r\n하린님이 들어왔습니다.\r\n"
      "[하린] [오후 3:15] 도착했어\r\n잠깐만\r\n[도윤] [오후 3:16] 사진\r\n";
  CHECK(kKakaoTalkReader.probe(korean) == Match::kLikely);
  CHECK(NameOf(korean) == "kakaotalk");
  const ReadOutcome outcome = ReadKakao(korean);
  CHECK(outcome.sink.skipped.empty());
  REQUIRE(outcome.sink.Messages().size() == 2);
  CHECK(outcome.sink.Notices().size() == 1);
  CHECK(outcome.sink.Messages()[0].text == "도착했어\n잠깐만");
  CHECK(When(outcome.sink.Messages()[1].sent) == "2024-05-06T15:16:00");
  // In an older encoding, too: CP949, "[Ada] [오후 3:15] 응".
  CHECK(NameOf("--------------- 2024\xb3\xe2 5\xbf\xf9 6\xc0\xcf \xbf\xf9\xbf\xe4\xc0\xcf "
               "---------------\n[Ada] [\xbf\xc0\xc8\xc4 3:15] \xc0\xc0\n") == "kakaotalk");
  for (const char* day :
       {"Monday, May 6, 2024", "2024. 5. 6.", "6 May 2024", "2024. 5. 6. 월요일"}) {
    INFO(day);
    const std::string text = "\n--------------- " + std::string(day) +
                             " ---------------\n[Mina] [3:15 PM] hello\n[Ada] [3:16 PM] so\n";
    CHECK(NameOf(text) == "kakaotalk");
    const ReadOutcome other = ReadKakao(text);
    REQUIRE(other.sink.Messages().size() == 2);
    CHECK(When(other.sink.Messages()[0].sent) == "2024-05-06T15:15:00");
  }
  const ReadOutcome left = ReadKakao(
      "--------------- Monday, May 6, 2024 ---------------\n[Mina] [3:15 PM] hello\nMina left.\n");
  CHECK(left.sink.Notices().size() == 1);

  const std::string row = "[Mina] [3:15 PM] hello\n";
  const std::string day = "--------------- Monday, May 6, 2024 ---------------\n";
  CHECK(kKakaoTalkReader.probe(day) == Match::kNo);
  CHECK(kKakaoTalkReader.probe(day + "Mina: hello\nAda: so\n") == Match::kNo);
  CHECK(kKakaoTalkReader.probe(row + day + row) == Match::kNo);
  CHECK(kKakaoTalkReader.probe("Our talk\n" + day + row) == Match::kNo);
  CHECK(kKakaoTalkReader.probe("---------------\n" + row) == Match::kNo);
}

TEST_CASE("kakaotalk: parts of a long chat are known by their names") {
  const auto group = kKakaoTalkReader.group;
  CHECK(group("Talk_2023.3.23 02-10-1.txt") == "Talk_2023.3.23 02-10");
  CHECK(group("Talk_2023.3.23 02-10-2.txt") == "Talk_2023.3.23 02-10");
  CHECK(group("Talk_2023.3.23 02-10.txt").empty());  // the minute is no part
  CHECK(group("동네 카카오톡 대화-1.txt") == "동네 카카오톡 대화");
  CHECK(group("notes-1.txt").empty());
}

TEST_CASE("kakaotalk: recognised by its content") {
  CHECK(kKakaoTalkReader.probe(kKakaoAndroid) == Match::kCertain);
  CHECK(kKakaoTalkReader.probe(kDesktop) == Match::kCertain);
  CHECK(kKakaoTalkReader.probe("2024년 3월 5일 오후 6:05, 나 : 응\n") == Match::kLikely);
  CHECK(kKakaoTalkReader.probe("[Ada] [10:02] morning\n") == Match::kNo);
  CHECK(kKakaoTalkReader.probe("Ada: 카카오톡 대화\n") == Match::kWeak);  // perhaps a title
  CHECK(kKakaoTalkReader.probe("Ada: 카카오톡 대화 보내줘\nBo: 응\n") == Match::kNo);
  CHECK_FALSE(ReadBytes(kKakaoTalkReader, "none\n").report);
}

}  // namespace
}  // namespace ebb
