#include "readers/qq.h"

#include <catch2/catch.hpp>

#include "readers/qq_words.h"
#include "readers/read_bytes.h"
#include "readers/when.h"

namespace ebb {
namespace {

const std::string kQqRule(64, '=');
const std::string kHeading = "消息记录（此消息记录为文本格式，不支持重新导入）\r\n\r\n" + kQqRule +
                             "\r\n消息分组:我的好友\r\n" + kQqRule + "\r\n消息对象:小鹿\r\n" +
                             kQqRule + "\r\n\r\n";
const std::string kQq =
    kHeading +
    "2019-07-16 18:15:05 小鹿(100017)\r\n在吗\r\n\r\n今晚\r\n\r\n"
    "2019-07-16 6:16:05 PM 【管理员】阿明<ming@qq.com>\r\n[图片]看[微笑]\r\n\r\n"
    "2019-07-16 18:17:05 小鹿\r\n好\r\n\r\n"
    "2019-07-16 18:18:05 系统消息(10000)\r\n欢迎\r\n\r\n"
    "2019-07-16 18:19:05 小鹿(100017)\r\n小鹿撤回了一条消息\r\n\r\n";

TEST_CASE("qq txt: the client's own records") {
  const ReadOutcome outcome = ReadGood(kQqTxtReader, kQq);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 3);
  CHECK(outcome.sink.Notices().size() == 2);
  CHECK(outcome.sink.skipped.empty());
  CHECK(m[0].sender == "小鹿");
  CHECK(m[0].sender_key == "100017");
  CHECK(m[0].text == "在吗\n\n今晚");
  CHECK(When(m[0].sent) == "2019-07-16T18:15:05");
  CHECK(m[1].sender == "阿明");
  CHECK(m[1].sender_key == "ming@qq.com");
  CHECK(m[1].kind == MessageKind::kMedia);
  CHECK(m[1].text == "看[微笑]");
  CHECK(When(m[1].sent) == "2019-07-16T18:16:05");
  CHECK(m[2].sender == "小鹿");
  CHECK(outcome.sink.conversations[0].name == "小鹿");
  CHECK(kQqTxtReader.probe(kQq) == Match::kCertain);
  CheckCuts(kQqTxtReader, kQq);
}

TEST_CASE("qq txt: heads without a number in a file without any blank line") {
  const std::string head = "消息记录（此消息记录为文本格式，不支持重新导入）\n消息对象:小鹿\n";
  const std::string rows =
      "2024-01-02 03:04:05 小鹿\n在吗\n2024-01-02 03:05:05 阿明\n在\n2023-01-02 03:04:05 昨天\n";
  const auto m = ReadGood(kQqTxtReader, head + rows).sink.Messages();
  REQUIRE(m.size() == 2);
  CHECK(m[0].sender == "小鹿");
  CHECK(m[0].text == "在吗");
  CHECK(m[1].sender == "阿明");
  CHECK(m[1].text == "在\n2023-01-02 03:04:05 昨天");
  // Where the client itself left lines free, these are somebody's words.
  const auto own = ReadGood(kQqTxtReader, head + "\n" + rows).sink.Messages();
  REQUIRE(own.size() == 1);
  CheckCuts(kQqTxtReader, head + rows);
}

TEST_CASE("qq txt: several chats, rows without a heading, lines that only look like rows") {
  const ReadOutcome two =
      ReadGood(kQqTxtReader, kQq + kQqRule + "\r\n消息分组:我的群聊\r\n" + kQqRule +
                                 "\r\n消息对象:家(12345)\r\n" + kQqRule +
                                 "\r\n\r\n2019-07-17 18:15:05 爸(100018)\r\n饭好了\r\n");
  REQUIRE(two.sink.conversations.size() == 2);
  CHECK(two.sink.conversations[1].name == "家");
  CHECK(two.sink.records.back().conversation == "家");
  const std::string bare =
      "2024-01-02 03:04:05 Ada(10001)\nhello\n2024-01-02 03:05:06 Bo(10002)\nyes\n"
      "2024-01-02 03:05:07 and so\n\n阿明撤回了一条消息\n\n2024-01-02 03:06:07 (10002)\nok\n";
  const ReadOutcome outcome = ReadGood(kQqTxtReader, bare);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 3);
  CHECK(m[1].text == "yes\n2024-01-02 03:05:07 and so");
  CHECK(m[2].sender == "10002");
  CHECK(outcome.sink.Notices().size() == 1);
  CHECK(kQqTxtReader.probe(bare) == Match::kLikely);
  CHECK(kQqTxtReader.probe("2024-01-02 03:04:05 Ada\nhello\n") == Match::kNo);
  CHECK_FALSE(ReadBytes(kQqTxtReader, "nothing\n").report);
}

std::string MhtRow(const std::string& name, const std::string& clock, const std::string& words,
                   const std::string& colour = "#006EFE") {
  return "<tr><td><div style=color:" + colour +
         ";padding-left:10px;><div style=float:left;margin-right:6px;>" + name + "</div>" + clock +
         "</div><div style=padding-left:20px;>" + words + "</div></td></tr>\r\n";
}

std::string Mht(const std::string& rows) {
  return "From: <Save by Tencent MsgMgr>\r\nSubject: Tencent IM "
         "Message\r\nMIME-Version: 1.0\r\nContent-Type:multipart/related;\r\n\tcharset=\"utf-8\""
         "\r\n\ttype=\"text/"
         "html\";\r\n\tboundary=\"----=_NextPart_1\"\r\n\r\n------=_NextPart_1\r\n"
         "Content-Type: text/html\r\nContent-Transfer-Encoding:7bit\r\n\r\n<html "
         "xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>QQ "
         "Message</title></head><body><table "
         "width=100% cellspacing=0><tr><td><div "
         "style=padding-left:10px;>消息记录</div></td></tr><tr>"
         "<td><div style=padding-left:10px;>消息分组:我的好友</div></td></tr><tr><td><div "
         "style=padding-left:10px;>消息对象:小鹿</div></td></tr><tr><td><div "
         "style=padding-left:10px;>&nbsp;</div></td></tr>" +
         rows +
         "</table></body></html>\r\n\r\n------=_NextPart_1\r\nContent-Type:image/jpeg\r\n"
         "Content-Transfer-Encoding:base64\r\nContent-Location:{A}.dat\r\n\r\n/9j/4AAQ\r\n"
         "------=_NextPart_1--\r\n";
}

const std::string kFont = "<font style=\"font-size:10pt;\" color='000000'>";
const std::string kMhtDayRow =
    "<tr><td style=border-bottom-width:1px;font-weight:bold;>日期: 2012/4/11</td></tr>";

TEST_CASE("qq mht: days, names, pictures, quotes") {
  const std::string page =
      Mht(kMhtDayRow + MhtRow("小鹿(100017)", "12:28:18", kFont + "在吗 &lt;3<br>今晚</font>") +
          MhtRow("阿明&lt;ming@qq.com&get;", "6:34:43 PM", "<IMG src=\"{A}.dat\">", "#42B475") +
          MhtRow("【管理员】小鹿(100017)", "18:40:00", kFont + "看</font><IMG src=\"{B}.dat\">") +
          MhtRow("系统消息(10000)", "18:41:00", kFont + "欢迎</font>") +
          MhtRow("小鹿(100017)", "18:42:00", kFont + "小鹿撤回了一条消息</font>") +
          "<tr><td style=x>日期: 2012-04-12</td></tr>" +
          MhtRow("小鹿(100017)", "08:00:00",
                 kFont + "爸 2012-04-01 10:00:00</font><br>" + kFont + "别人的话</font>") +
          MhtRow("小鹿(100017)", "下午 1:05:00", kFont + "[回复 阿明: 在吗]<br>好</font>") +
          MhtRow("阿明", "", "", "#42B475"));
  CHECK(NameOf(page) == "qq-mht");
  const ReadOutcome outcome = ReadGood(kQqMhtReader, page);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 6);
  CHECK(outcome.sink.Notices().size() == 2);
  CHECK(outcome.sink.skipped.empty());
  CHECK(outcome.sink.conversations.size() == 1);
  CHECK(outcome.sink.conversations[0].name == "小鹿");
  CHECK_FALSE(outcome.report->truncated);
  CHECK(m[0].text == "在吗 <3\n今晚");
  CHECK(m[0].sender == "小鹿");
  CHECK(m[0].sender_key == "100017");
  CHECK(When(m[0].sent) == "2012-04-11T12:28:18");
  CHECK_FALSE(m[0].from_me);
  CHECK(m[1].sender == "阿明");
  CHECK(m[1].sender_key == "ming@qq.com");
  CHECK(m[1].from_me);
  CHECK(m[1].kind == MessageKind::kMedia);
  CHECK(When(m[1].sent) == "2012-04-11T18:34:43");
  CHECK(m[2].sender == "小鹿");
  CHECK(m[2].kind == MessageKind::kMedia);
  CHECK(m[2].text == "看");
  CHECK(m[3].kind == MessageKind::kForwarded);
  CHECK(m[3].text.empty());
  CHECK(When(m[3].sent) == "2012-04-12T08:00:00");
  CHECK(m[4].text == "好");
  CHECK(m[4].has_reply);
  CHECK(When(m[4].sent) == "2012-04-12T13:05:00");
  CHECK(m[5].kind == MessageKind::kOther);
  CHECK(m[5].sent.basis == Timestamp::Basis::kNone);
  CHECK(outcome.report->warnings.size() == 1);
  CheckCuts(kQqMhtReader, page);
  CHECK(ReadGood(kQqMhtReader, page.substr(0, page.find("今晚"))).report->truncated);
}

TEST_CASE("qq mht: several chats, pages without messages") {
  const std::string two = Mht(kMhtDayRow + MhtRow("小鹿(1)", "12:28:18", "a") +
                              "<tr><td><div style=padding-left:10px;>消息对象:家(12345)</div></td>"
                              "</tr>" +
                              kMhtDayRow + MhtRow("爸(2)", "12:28:18", "b"));
  const ReadOutcome outcome = ReadGood(kQqMhtReader, two);
  REQUIRE(outcome.sink.conversations.size() == 2);
  CHECK(outcome.sink.conversations[1].name == "家");
  CHECK(outcome.sink.records[1].conversation == "家");
  ReadOptions options;
  options.only = "家";
  CHECK(ReadGood(kQqMhtReader, two, options).sink.records.size() == 1);
  CHECK_FALSE(ReadBytes(kQqMhtReader, Mht("")).report);
}

TEST_CASE("qq mht: a name left empty is told, a day holds for its chat alone") {
  const std::string page =
      Mht(kMhtDayRow + MhtRow("小鹿(1)", "12:28:18", "a") + MhtRow("", "12:29:00", "b") +
          "<tr><td><div style=padding-left:10px;>消息对象:家(12345)</div></td></tr>" +
          MhtRow("爸(2)", "12:30:00", "c"));
  const ReadOutcome outcome = ReadGood(kQqMhtReader, page);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 2);
  REQUIRE(outcome.sink.skipped.size() == 1);
  CHECK(m[1].text == "c");
  CHECK(m[1].sent.basis == Timestamp::Basis::kNone);
}

const std::string kQceRule(47, '=');
const std::string kQce =
    "[QQChatExporter V5 / https://example.org]\n\n" + kQceRule + "\n   QQ聊天记录导出文件\n" +
    kQceRule +
    "\n\n聊天名称: 家\n聊天类型: 群聊\n导出时间: x\n\n\n"
    "Ada (PM):\n时间: 2024-01-01 00:01:40\n内容: anyone: here\nnote:\n\nmore\n\n\n"
    "Bo:\n时间: 2024-01-01 00:02:45\n内容: [图片: a.png]\n资源: 1 个文件\n  - image: a.png\n\n\n"
    "Bo:\n时间: 2024-01-01 00:03:20\n内容: [回复 : anyone: here]\nme\n回复: Ada - anyone\n提及: "
    "Ada\n\n\n"
    "Ada (PM):\n时间: 2024-01-01 00:04:20\n内容: 资源\n\n" +
    kQceRule + "\n              导出完成\n" + kQceRule + "\n总计导出 4 条消息\n";

TEST_CASE("qce txt") {
  const ReadOutcome outcome = ReadGood(kQceTxtReader, kQce);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 4);
  CHECK(outcome.sink.skipped.empty());
  CHECK_FALSE(outcome.report->truncated);
  CHECK(m[0].sender == "Ada (PM)");
  CHECK(m[0].text == "anyone: here\nnote:\n\nmore");
  CHECK(When(m[0].sent) == "2024-01-01T00:01:40");
  CHECK(m[1].kind == MessageKind::kMedia);
  CHECK(m[1].text.empty());
  CHECK(m[2].text == "me");
  CHECK(m[2].has_reply);
  CHECK(m[3].text == "资源");
  CHECK(outcome.sink.conversations[0].name == "家");
  CHECK(kQceTxtReader.probe(kQce) == Match::kCertain);
  CheckCuts(kQceTxtReader, kQce);
}

TEST_CASE("qce txt: a rule that somebody typed is not the end") {
  const ReadOutcome outcome =
      ReadGood(kQceTxtReader,
               "[QQChatExporter V5]\n聊天名称: 家\n\nAda:\n时间: 2024-01-01 00:01:40\n内容: a\n\n" +
                   kQceRule + "\nb\n\n\nBo:\n时间: 2024-01-01 00:02:40\n内容: c\n");
  REQUIRE(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.records[0].text == "a\n\n" + kQceRule + "\nb");
}

TEST_CASE("qce json: versions 5 and 4") {
  const std::string five =
      R"({"metadata": {"name": "QQChatExporter V5 / https://example.org"}, "chatInfo": {"name": "家", "type": "group", "selfUid": "u_1", "selfUin": "1"}, "statistics": {"a": [1]}, "messages": [)"
      R"({"id": "a", "seq": "1", "timestamp": 1704067300000, "time": "2024-01-01 00:01:40", "sender": {"uid": "u_1", "uin": "1", "name": "Ada"}, "type": "type_1", "content": {"text": "hi", "html": "", "elements": [{"type": "text"}], "resources": []}, "recalled": false, "system": false},)"
      R"({"id": "a", "timestamp": 1704067300000, "sender": {"uid": "u_1", "name": "Ada"}, "content": {"text": "hi"}},)"
      R"({"id": "b", "timestamp": 1704067360000, "sender": {"uid": "u_2", "nickname": "Bo"}, "type": "type_3", "content": {"text": "[回复 : hi]\nyes", "resources": []}},)"
      R"({"id": "c", "timestamp": 1704067361000, "sender": {"uid": "u_2", "nickname": "Bo"}, "type": "type_8", "content": {"text": "[文件: a.txt]", "resources": [{"type": "file"}]}},)"
      R"({"id": "d", "timestamp": 1704067362000, "sender": {"uid": "u_2", "nickname": "Bo"}, "type": "type_1", "content": {"text": ""}, "recalled": true},)"
      R"({"id": "e", "timestamp": 1704067363000, "sender": {"uid": "0", "name": "0"}, "type": "system", "content": {"text": "Bo 加入了群聊"}, "system": true}, 5], "exportOptions": {}})";
  const ReadOutcome outcome = ReadGood(kQceJsonReader, five);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 4);
  CHECK(outcome.sink.Notices().size() == 1);
  CHECK(outcome.sink.skipped.size() == 2);
  CHECK(m[0].from_me);
  CHECK(m[0].sender_key == "u_1");
  CHECK(When(m[0].sent) == "2024-01-01T00:01:40Z");
  CHECK(m[1].sender == "Bo");
  CHECK(m[1].text == "yes");
  CHECK(m[1].has_reply);
  CHECK(m[2].kind == MessageKind::kMedia);
  CHECK(m[2].text.empty());
  CHECK(m[3].kind == MessageKind::kDeleted);
  CHECK(outcome.sink.conversations[0].capabilities.knows_me);
  CHECK(kQceJsonReader.probe(five) == Match::kCertain);
  CheckCuts(kQceJsonReader, five);

  const ReadOutcome four = ReadGood(
      kQceJsonReader,
      R"({"metadata": {"name": "QQChatExporter V4"}, "chatInfo": {"name": "家"}, "messages": [)"
      R"({"messageId": "a", "timestamp": "2024-01-01T00:01:40.000Z", "sender": {"uin": "1"}, "messageType": 2, "isSystemMessage": false, "isRecalled": false, )"
      R"("rawMessage": {"sendNickName": "ada", "sendMemberName": "Ada P"}, "content": {"text": "hi", "reply": {"referencedMessageId": "z"}, "resources": []}}]})");
  REQUIRE(four.sink.records.size() == 1);
  CHECK(four.sink.records[0].sender == "Ada P");
  CHECK(four.sink.records[0].has_reply);
  CHECK(When(four.sink.records[0].sent) == "2024-01-01T00:01:40Z");
}

TEST_CASE("qce json: chunks and their list") {
  const std::string chunk =
      R"({"id": "a", "time": "2026-04-06T13:52:39.000Z", "timestamp": 1775483559000, "sender": {"uid": "u", "name": "Ada"}, "type": "text", "system": false, "recalled": false, "content": {"text": "hi"}})"
      "\n"
      R"({"id": "b", "timestamp": 1775483561000, "sender": {"uid": "v", "name": "Bo"}, "type": "reply", "system": false, "recalled": false, "content": {"text": "[回复消息]yes"}})"
      "\n";
  const ReadOutcome outcome = ReadGood(kQceJsonReader, chunk);
  REQUIRE(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.records[1].text == "yes");
  CHECK(outcome.sink.records[1].has_reply);
  CHECK(kQceJsonReader.probe(chunk) == Match::kCertain);
  CheckCuts(kQceJsonReader, chunk);
  const ReadOutcome list = ReadBytes(
      kQceJsonReader,
      R"({"metadata": {"name": "QQChatExporter V5", "format": "chunked-jsonl"}, "chunked": {"chunks": []}})");
  REQUIRE_FALSE(list.report);
  CHECK(list.report.error().message.find("chunk_0001.jsonl") != std::string::npos);
}

TEST_CASE("qq: placeholders, quotes, notices") {
  std::string scratch;
  CHECK(OwnQqText("[图片][图片]", &scratch).own.empty());
  CHECK(OwnQqText("a [语音 7秒] b", &scratch).own == "a  b");
  CHECK(OwnQqText("[[微笑]] ok", &scratch).own == "[[微笑]] ok");
  CHECK(OwnQqText("[回复 : a\nb]\nc", &scratch).own == "c");
  CHECK(OwnQqText("[回复 : a]", &scratch).own.empty());
  CHECK(OwnQqText("[回复 Ada: a]\nb", &scratch).own == "b");
  CHECK(OwnQqText("[回复 Ada: [图片]\na\n[OK]]\nb", &scratch).own == "b");
  CHECK(OwnQqText("[回复 Ada: a ]:\nb]\nc", &scratch).own == "c");
  CHECK(OwnQqText("[回复 me soon]", &scratch).own == "[回复 me soon]");
  CHECK(OwnQqText("[合并转发: 3条]", &scratch).forwarded);
  CHECK(OwnQqText("[图片: open", &scratch).own == "[图片: open");
  CHECK(IsQqNotice("你撤回了一条消息"));
  CHECK_FALSE(IsQqNotice("他撤回了一条消息\n真的"));
}

TEST_CASE("qq: JSON without the exporter's own words") {
  const std::string text =
      R"({"chatInfo": {"name": "Tea", "type": "private"}, "statistics": {"totalMessages": 1},)"
      R"( "messages": [{"id": "1", "timestamp": 1735813230000, "type": "text", "recalled": false,)"
      R"( "system": false, "sender": {"uid": "u1", "name": "Ada"}, "content": {"text": "tea?",)"
      R"( "elements": [{"type": "text", "data": {"text": "tea?"}}], "resources": []}}]})";
  CHECK(kQceJsonReader.probe(text) == Match::kLikely);
  const ReadOutcome outcome = ReadGood(kQceJsonReader, text);
  REQUIRE(outcome.sink.records.size() == 1);
  CHECK(outcome.sink.records[0].sender == "Ada");
  CHECK(outcome.sink.records[0].text == "tea?");
  CHECK(kQceJsonReader.probe(R"({"chatInfo": {}, "messages": [{"sender": "a"}]})") == Match::kNo);
}

}  // namespace
}  // namespace ebb
