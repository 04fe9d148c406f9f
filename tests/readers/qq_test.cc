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

}  // namespace
}  // namespace ebb
