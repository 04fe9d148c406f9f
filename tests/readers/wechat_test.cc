#include "readers/wechat.h"

#include <catch2/catch.hpp>

#include "fuzz/promises.h"
#include "readers/chatlab.h"
#include "readers/read_bytes.h"
#include "readers/wechat_words.h"
#include "readers/when.h"

namespace ebb {
namespace {

const std::string kDatabase =
    "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,"
    "Sender\n"
    "1,7,1,0,0,1700000000,,我通过了你的朋友验证请求，现在我们可以开始聊天了,2023-11-15 "
    "06:13:20,小林,Lin,wxid_a\n"
    "2,7,1,0,1,1700000060,,\"在吗,\n今晚\",2023-11-15 06:14:20,小林,Lin,wxid_a\n"
    "3,7,3,0,0,1700000120,,<img/>,2023-11-15 06:15:20,小林,Lin,wxid_a\n"
    "4,7,49,57,0,1700000180,,<msg><title>好 &amp; "
    "行</title><refermsg>在吗</refermsg></msg>,x,小林,Lin,wxid_a\n"
    "5,7,10000,0,0,1700000240,,你撤回了一条消息,x,小林,Lin,wxid_a\n"
    "6,9,1,0,0,1700000300,,\"wxid_b:\n群里说\",x,一家人,,9@chatroom\n"
    "7,9\n";

TEST_CASE("wechat csv: the database's columns") {
  const ReadOutcome outcome = ReadGood(kWeChatCsvReader, kDatabase);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 5);
  CHECK(outcome.sink.Notices().size() == 1);
  CHECK(outcome.sink.skipped.size() == 1);
  CHECK(m[0].kind == MessageKind::kOther);  // written by the app
  CHECK(m[0].text.empty());
  CHECK(m[0].sender == "小林");
  CHECK(m[0].sender_key == "wxid_a");
  CHECK(When(m[0].sent) == "2023-11-14T22:13:20Z");
  CHECK(m[1].sender == "Me");
  CHECK(m[1].from_me);
  CHECK(m[1].text == "在吗,\n今晚");
  CHECK(m[2].kind == MessageKind::kMedia);
  CHECK(m[2].text.empty());
  CHECK(m[3].text == "好 & 行");
  CHECK(m[3].has_reply);
  CHECK(m[4].sender == "wxid_b");
  CHECK(m[4].text == "群里说");
  REQUIRE(outcome.sink.conversations.size() == 2);
  CHECK(outcome.sink.conversations[0].name == "小林");
  CHECK(outcome.sink.conversations[1].id == "9");
  CHECK(outcome.sink.conversations[1].name == "一家人");
  CHECK(kWeChatCsvReader.probe(kDatabase) == Match::kCertain);
  CheckCuts(kWeChatCsvReader, kDatabase);
  ReadOptions options;
  options.only = "一家人";
  CHECK(ReadBytes(kWeChatCsvReader, kDatabase, options).sink.records.size() == 1);
}

TEST_CASE("wechat csv: nine names over ten cells, Chinese columns, wechat_stat") {
  const ReadOutcome old =
      ReadGood(kWeChatCsvReader,
               "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime\n"
               "1,3,1,0,1,1700000000,,你好,2023-11-15 06:13:20,123\n"
               "2,3,1,0,0,,,在,2023-11-15 06:13:30,456\n");
  REQUIRE(old.sink.records.size() == 2);
  CHECK(old.sink.records[0].sender == "Me");
  CHECK(old.sink.records[1].sender == "3");
  CHECK(When(old.sink.records[1].sent) == "2023-11-15T06:13:30");

  const ReadOutcome chinese = ReadGood(
      kWeChatCsvReader,
      "消息ID,类型,发送人,时间,内容,备注,昵称,更多信息\n"
      "1,文本,小林,2024-02-01 10:00:00,在吗,小林,Lin,\n2,图片,我,2024-02-01 10:01:00,[图片],,,\n"
      "3,引用,我,2024-02-01 10:02:00,\"来了\n[引用 小林：在吗]\",,,\n"
      "4,系统消息,,2024-02-01 10:03:00,\"小林 撤回了一条消息\",,,\n"
      "5,合并转发的聊天记录,小林,2024-02-01 10:03:00,别人的话,,,\n");
  const auto m = chinese.sink.Messages();
  REQUIRE(m.size() == 4);
  CHECK(chinese.sink.Notices().size() == 1);
  CHECK(When(m[0].sent) == "2024-02-01T10:00:00");
  CHECK(m[1].from_me);
  CHECK(m[1].kind == MessageKind::kMedia);
  CHECK(m[2].text == "来了");
  CHECK(m[2].has_reply);
  CHECK(m[3].kind == MessageKind::kForwarded);
  CHECK(m[3].text.empty());

  const ReadOutcome stat = ReadGood(
      kWeChatCsvReader,
      "time(Asia/Shanghai),group_id,group_name,from_id,from_nickname,content_type,content\n"
      "2024-02-01 10:00:00,g1,家,u1,小林,文本,在吗\n2024-02-01 10:00:05,g1,家,u2,,1,在\n");
  REQUIRE(stat.sink.records.size() == 2);
  CHECK(When(stat.sink.records[0].sent) == "2024-02-01T02:00:00Z");
  CHECK(stat.sink.records[0].sent.offset_seconds == 28800);
  CHECK(stat.sink.records[1].sender == "u2");
  CHECK(stat.sink.conversations[0].name == "家");
}

TEST_CASE("wechat csv: PyWxDump and WeClone") {
  const std::string dump =
      "id,MsgSvrID,type_name,is_sender,talker,room_name,msg,src,CreateTime\n"
      "1,9,文本,1,wxid_m,wxid_l,到哪了,,2024-05-02 10:00:00\n"
      "2,9,图片,0,wxid_l,wxid_l,图片,a.dat,2024-05-02 10:01:00\n"
      "3,9,带有引用的文本消息,0,wxid_l,wxid_l,\"快了\n\n引用:wxid_m: 到哪了\",,2024-05-02 "
      "10:02:00\n"
      "4,9,系统通知,0,wxid_l,wxid_l,撤回,,2024-05-02 10:03:00\n"
      "5,9,赠送封面,0,wxid_l,wxid_l,x,,2024-05-02 10:04:00\n"
      "6,9,文本,0,wxid_k,7@chatroom,群里,,1726010060\n";
  CHECK(kWeChatCsvReader.probe(dump) == Match::kCertain);
  const ReadOutcome outcome = ReadGood(kWeChatCsvReader, dump);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 5);
  CHECK(outcome.sink.Notices().size() == 1);
  CHECK(m[0].from_me);
  CHECK(m[0].sender == "Me");
  CHECK(m[0].text == "到哪了");
  CHECK(When(m[0].sent) == "2024-05-02T10:00:00");
  CHECK(m[1].kind == MessageKind::kMedia);
  CHECK(m[1].text.empty());
  CHECK(m[1].sender == "wxid_l");
  CHECK(m[2].text == "快了");
  CHECK(m[2].has_reply);
  CHECK(m[3].kind == MessageKind::kOther);
  CHECK(m[3].text.empty());
  CHECK(When(m[4].sent) == "2024-09-10T23:14:20Z");
  REQUIRE(outcome.sink.conversations.size() == 2);
  CHECK(outcome.sink.conversations[1].id == "7@chatroom");
  CHECK_FALSE(outcome.sink.conversations[0].capabilities.instants);
  CheckCuts(kWeChatCsvReader, dump);

  const auto clone =
      ReadGood(kWeChatCsvReader,
               "\xef\xbb\xbfid,MsgSvrID,type_name,is_sender,talker,msg,src,CreateTime\n"
               "1,9,text,0,Lin,\"so, where\",,2024-05-02T06:15:23.000Z\n"
               "2,9,sticker,1,M,[x],a.gif,2024-05-02T06:15:24.000Z\n"
               "3,9,system,0,Lin,took back,,2024-05-02T06:15:25.000Z\n")
          .sink;
  REQUIRE(clone.Messages().size() == 2);
  CHECK(clone.Messages()[0].sender == "Lin");
  CHECK(clone.Messages()[0].text == "so, where");
  CHECK(When(clone.Messages()[0].sent) == "2024-05-02T06:15:23Z");
  CHECK(clone.conversations[0].capabilities.instants);
  CHECK(clone.Messages()[1].kind == MessageKind::kMedia);
  CHECK(clone.Messages()[1].from_me);
  CHECK(clone.Notices().size() == 1);
}

TEST_CASE("wechat json: WeFlow and EchoTrace") {
  const std::string messages =
      R"("messages": [{"localId": 1, "createTime": 1700000000, "formattedTime": "x", "type": "文本消息", "content": "在吗", "isSend": 1, "senderUsername": "wxid_me", "senderDisplayName": "阿明"},)"
      R"({"localId": 2, "createTime": 1700000060, "type": "图片消息", "content": "[图片]", "isSend": 0, "senderUsername": "wxid_a", "senderDisplayName": ""},)"
      R"({"localId": 3, "createTime": 1700000060, "type": "系统消息", "content": "撤回", "isSend": null, "senderUsername": "wxid_a"},)"
      R"({"localId": 4, "createTime": 1700000060, "type": "文本消息", "content": "x", "isSend": 0, "senderUsername": "9@chatroom"},)"
      R"({"localId": 5, "formattedTime": "2023-11-15 06:13:30", "type": "引用消息", "content": "好\n[引用 阿明：在吗]", "isSend": 0, "senderUsername": "wxid_a", "senderDisplayName": "小林"},)"
      R"({"localId": 6, "createTime": 1700000060, "type": "语音通话", "content": "时长", "isSend": 0, "senderUsername": "wxid_a", "senderDisplayName": "小林"}, 3, {}], "avatars": {"a": "b"}})";
  const std::string session =
      R"("session": {"wxid": "wxid_a", "nickname": "Lin", "remark": "小林", "displayName": "小林", "type": "私聊"}, )";
  const std::string weflow = R"({"weflow": {"version": "1"}, )" + session + messages;
  const ReadOutcome outcome = ReadGood(kWeChatJsonReader, weflow);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 4);
  CHECK(outcome.sink.Notices().size() == 2);
  CHECK(outcome.sink.skipped.size() == 2);
  CHECK(m[0].sender == "阿明");
  CHECK(m[0].from_me);
  CHECK(When(m[0].sent) == "2023-11-14T22:13:20Z");
  CHECK(m[1].sender == "wxid_a");
  CHECK(m[1].kind == MessageKind::kMedia);
  CHECK(m[1].text.empty());
  CHECK(m[2].text == "好");
  CHECK(m[2].has_reply);
  CHECK(When(m[2].sent) == "2023-11-15T06:13:30");
  CHECK(m[3].kind == MessageKind::kCall);
  CHECK(outcome.sink.conversations[0].name == "小林");
  CHECK(outcome.sink.conversations[0].capabilities.knows_me);
  CHECK(kWeChatJsonReader.probe(weflow) == Match::kCertain);
  CHECK(kWeChatJsonReader.probe("{" + session + messages) == Match::kCertain);
  CHECK(kWeChatJsonReader.probe("{" + session + R"("x": 1})") == Match::kNo);
  CHECK(kWeChatJsonReader.probe(R"({"messages": []})") == Match::kNo);
  CheckCuts(kWeChatJsonReader, weflow);
  CHECK_FALSE(ReadBytes(kWeChatJsonReader, "{}").report);
}

TEST_CASE("wechat json: people are listed first, and messages have their numbers") {
  const std::string head = R"({"weflow": {"format": "arkme-json"}, "session": {)";
  const std::string people =
      R"("senders": [{"senderID": 1, "accountId": "wxid_m", "displayName": "", "nickname": "明"},)"
      R"({"senderID": 2, "wxid": "wxid_l", "displayName": "林", "nickname": "Lin"}, 7, {"senderID": 3, "wxid": "5@chatroom"}], )";
  const std::string messages =
      R"("messages": [{"createTime": 1700000000, "type": "文本消息", "content": "几点", "isSend": 1, "senderID": 1},)"
      R"({"createTime": 1700000060, "type": "文本消息", "content": "八点", "isSend": 0, "senderID": 2},)"
      R"({"createTime": 1700000120, "type": "文本消息", "content": "我来", "isSend": 0, "senderID": 9},)"
      R"({"createTime": 1700000180, "type": "文本消息", "content": "x", "isSend": 0, "senderID": 3},)"
      R"({"createTime": 1700000240, "type": "文本消息", "content": "谁", "isSend": 0}]})";
  const std::string group =
      head + R"("accountId": "5@chatroom", "displayName": "球队", "type": "群聊"}, )" + people +
      messages;
  const ReadOutcome outcome = ReadGood(kWeChatJsonReader, group);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 3);
  CHECK(m[0].sender == "明");
  CHECK(m[0].sender_key == "wxid_m");
  CHECK(m[0].from_me);
  CHECK(m[1].sender == "林");
  CHECK(m[1].sender_key == "wxid_l");
  CHECK(m[2].sender == "9");  // not in the list; not the group
  CHECK(outcome.sink.Notices().size() == 1);
  CHECK(outcome.sink.skipped.size() == 1);
  CHECK(outcome.sink.conversations[0].id == "5@chatroom");
  CheckCuts(kWeChatJsonReader, group);
  const std::string alone = head + R"("wxid": "wxid_l", "displayName": "林", "type": "私聊"}, )";
  const auto two = ReadGood(kWeChatJsonReader, alone + messages).sink.Messages();
  REQUIRE(two.size() == 5);
  CHECK(two[0].sender == "Me");
  CHECK(two[4].sender == "林");
}

TEST_CASE("wechat json: chatlog") {
  const auto row = [](const std::string& talker, const std::string& sender, const std::string& name,
                      bool mine, const std::string& type, const std::string& content) {
    return R"({"seq": 1, "time": "2024-05-01T08:00:00+08:00", "talker": ")" + talker +
           R"(", "talkerName": "林", "isChatRoom": false, "sender": ")" + sender +
           R"(", "senderName": ")" + name + R"(", "isSelf": )" + (mine ? "true" : "false") +
           R"(, "type": )" + type + R"(, "content": ")" + content +
           R"(", "contents": {"refer": {"sender": "wxid_x", "content": "theirs", "type": 1}}})";
  };
  const std::string rows =
      row("wxid_l", "wxid_l", "林", false, R"(1, "subType": 0)", "到了吗") + ",\n" +
      row("wxid_l", "wxid_m", "", true, R"(49, "subType": 57)", "快了") + ",\n" +
      row("wxid_l", "wxid_l", "", false, R"(49, "subType": 2000)", "[转账|收款]") + ",\n" +
      row("wxid_l", "wxid_m", "", true, R"(3, "subType": 0)", "") + ",\n" +
      row("wxid_l", "系统消息", "", false, R"(10000, "subType": 0)", "林 撤回了一条消息") + ",\n" +
      row("wxid_k", "wxid_m", "", true, R"(1, "subType": 0)", "别处") + ",\n{}, 4";
  for (const std::string& text : {"[" + rows + "]", R"({"total": 8, "items": [)" + rows + "]}"}) {
    CHECK(NameOf(text) == "wechat-json");
    const ReadOutcome outcome = ReadGood(kWeChatJsonReader, text);
    const auto m = outcome.sink.Messages();
    REQUIRE(m.size() == 5);
    CHECK(outcome.sink.Notices().size() == 1);
    CHECK(outcome.sink.skipped.size() == 2);
    CHECK(m[0].sender == "林");
    CHECK(m[0].text == "到了吗");
    CHECK(When(m[0].sent) == "2024-05-01T00:00:00Z");
    CHECK(m[1].text == "快了");
    CHECK(m[1].has_reply);
    CHECK(m[1].from_me);
    CHECK(m[1].sender == "Me");
    CHECK(m[1].sender_key == "wxid_m");
    CHECK(m[2].kind == MessageKind::kOther);
    CHECK(m[2].sender == "林");
    CHECK(m[2].text.empty());
    CHECK(m[3].kind == MessageKind::kMedia);
    REQUIRE(outcome.sink.conversations.size() == 2);
    CHECK(outcome.sink.conversations[0].id == "wxid_l");
    CHECK(outcome.sink.conversations[0].name == "林");
    CHECK_FALSE(outcome.report->truncated);
    CheckCuts(kWeChatJsonReader, text);
  }
  const std::string other = R"([{"sender": "a", "content": "b", "isSelf": true, "type": 1}])";
  CHECK(kWeChatJsonReader.probe(other) == Match::kNo);
}

TEST_CASE("wechat txt: time and name, in either order") {
  const std::string text =
      "2024-02-01 10:00:00 小林\n在吗\n\n今晚\n2024-02-01 10:00:30 不是\n\n"
      "2024-02-01 10:01:00 我\n[图片]\n\n2024-02-01 10:02:00 小 林\n好\n\n\n";
  const ReadOutcome outcome = ReadGood(kWeChatTxtReader, text);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 3);
  CHECK(m[0].sender == "小林");
  CHECK(m[0].text == "在吗\n\n今晚\n2024-02-01 10:00:30 不是");
  CHECK(When(m[0].sent) == "2024-02-01T10:00:00");
  CHECK(m[1].from_me);
  CHECK(m[1].kind == MessageKind::kMedia);
  CHECK(m[2].sender == "小 林");
  CHECK(kWeChatTxtReader.probe(text) == Match::kLikely);
  CheckCuts(kWeChatTxtReader, text);
  const ReadOutcome turned =
      ReadGood(kWeChatTxtReader, "小林 2024-02-01 10:00:00\n在吗\n\n我 2024-02-01 10:01:00\n在\n");
  REQUIRE(turned.sink.records.size() == 2);
  CHECK(turned.sink.records[0].sender == "小林");
  CHECK(kWeChatTxtReader.probe("2024-02-01 10:00:00 Ada: hi\n\n2024-02-01 10:00:05 Bo: yes\n") ==
        Match::kNo);
  CHECK(kWeChatTxtReader.probe("notes\n\n2024-02-01 10:00:00 x\ny\n\n2024-02-01 10:00:00 x\ny\n") ==
        Match::kNo);
}

TEST_CASE("wechat txt: WeFlow's names in quotes and paths of files") {
  const std::string text =
      "2025-02-01 12:00:00 '我'\n到哪了\n\n2025-02-01 12:01:00 'D'Arcy'\nimages/a.jpg\n\n"
      "2025-02-01 12:02:00 'D'Arcy'\nimages/ 里有 a.jpg\n看看\n\n"
      "2025-02-01 12:03:00 'D'Arcy'\nimages/a.jpg is broken\n\n";
  const ReadOutcome outcome = ReadGood(kWeChatTxtReader, text);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 4);
  CHECK(m[0].sender == "我");
  CHECK(m[0].from_me);
  CHECK(m[1].sender == "D'Arcy");
  CHECK_FALSE(m[1].from_me);
  CHECK(m[1].kind == MessageKind::kMedia);
  CHECK(m[1].text.empty());
  CHECK(m[2].text == "images/ 里有 a.jpg\n看看");
  CHECK(m[3].text == "images/a.jpg is broken");
  CheckCuts(kWeChatTxtReader, text);
}

TEST_CASE("wechat txt: chatlog") {
  const std::string text =
      "林(wxid_l) 2025-02-01 12:00:00\n到哪了\n\n"
      "我 2025-02-01 12:01:00\n> 林(wxid_l) 02-01 12:00:00\n> 到哪了\n> \n> 快说\n>_< 快了\n\n"
      "林(wxid_l) 2025-02-01 12:02:00\n![图片](http://127.0.0.1:5030/image/a)\n\n"
      "林(wxid_l) 2025-02-01 12:03:00\n[转账|收款 ￥1.00]\n\n"
      "明(我) 2025-02-01 12:04:00\n> 我自己打的\n\n"
      "系统消息 2025-02-01 12:05:00\n某种通知\n\n"
      "林(wxid_l) 2025-02-01 12:06:00\n[合并转发|记录]\n别人 02-01\n的话]\n\n";
  const ReadOutcome outcome = ReadGood(kWeChatTxtReader, text);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 6);
  CHECK(outcome.sink.Notices().size() == 1);
  CHECK(m[0].sender == "林");
  CHECK(m[0].sender_key == "wxid_l");
  CHECK(m[1].text == ">_< 快了");
  CHECK(m[1].has_reply);
  CHECK(m[1].from_me);
  CHECK(m[2].kind == MessageKind::kMedia);
  CHECK(m[2].text.empty());
  CHECK(m[3].kind == MessageKind::kOther);
  CHECK(m[3].text.empty());
  CHECK(m[4].sender == "明");
  CHECK(m[4].from_me);
  CHECK(m[4].text == "> 我自己打的");  // no line of time and name
  CHECK(m[5].kind == MessageKind::kForwarded);
  CHECK(m[5].text.empty());
}

TEST_CASE("wechat txt: a name at the end of a cut file is no word") {
  CheckCuts(kWeChatTxtReader,
            "林(wxid_l) 2025-02-01 12:00:00\n到哪了\n\n我 2025-02-01 12:01:00\n快了\n\n"
            "明(我) 2025-02-01 12:04:00\n好\n\n再见\n\n林(wxid_l) 2025-02-01 12:06:00\n嗯\n\n");
}

TEST_CASE("wechat txt: quotes, cards and what the app says are nobody's words") {
  const std::string text =
      "2024-02-01 10:00:00 小林\n在吗\n\n"
      "2024-02-01 10:01:00 阿明\n好的\n引用:小林:在吗\n\n"
      "2024-02-01 10:02:00 \"小林\"撤回了一条消息\n\n"
      "2024-02-01 10:03:00 小林邀请阿明: 一起加入群聊\n\n"
      "2024-02-01 10:04:00 小林\n            [链接]:title:新闻\n            url:x\n\n\n"
      "2024-02-01 10:05:00 小林\n[表情包]\n\n"
      "2024-02-01 10:06:00 阿明\n好\n引用:未知\n\n";
  const ReadOutcome outcome = ReadGood(kWeChatTxtReader, text);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 5);
  CHECK(outcome.sink.Notices().size() == 2);
  CHECK(m[0].text == "在吗");
  CHECK(m[1].text == "好的");
  CHECK(m[1].has_reply);
  CHECK(m[2].kind == MessageKind::kMedia);
  CHECK(m[2].text.empty());
  CHECK(m[3].kind == MessageKind::kMedia);
  CHECK(m[4].text == "好");
  CHECK(m[4].has_reply);
  CheckCuts(kWeChatTxtReader, text);
}

TEST_CASE("wechat txt: a time that somebody typed does not end their message") {
  const std::string text =
      "2024-02-01 10:00:00 小林\n明天的安排\n\n2024-02-02 09:00:00 集合: 东门\n\n"
      "2024-02-02 12:00:00 午饭: 南门\n别迟到\n\n"
      "2024-02-01 10:01:00 阿明\n好\n\n2024-01-31 08:00:00 旧邀请: 加入群聊\n\n"
      "2024-02-01 10:02:00 小林邀请阿明: 一起加入群聊\n\n2024-02-01 10:03:00 小林修改群名为“一: "
      "二”\n\n没头没尾\n\n"
      "2024-02-01 10:04:00 小林\n完\n\n2024-02-01 10:05:00 小林邀请: 尾加入群聊\n\n";
  const ReadOutcome outcome = ReadGood(kWeChatTxtReader, text);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 3);
  CHECK(m[0].text ==
        "明天的安排\n\n2024-02-02 09:00:00 集合: 东门\n\n2024-02-02 12:00:00 午饭: "
        "南门\n别迟到");
  CHECK(m[1].text == "好\n\n2024-01-31 08:00:00 旧邀请: 加入群聊");
  CHECK(m[2].text == "完");
  const auto notices = outcome.sink.Notices();
  REQUIRE(notices.size() == 3);
  CHECK(When(notices[0].sent) == "2024-02-01T10:02:00");
  CHECK(When(notices[2].sent) == "2024-02-01T10:05:00");
  REQUIRE(outcome.sink.skipped.size() == 1);  // nobody knows whose
  CHECK(outcome.sink.skipped[0].line == 18);
  CheckCuts(kWeChatTxtReader, text);
}

TEST_CASE("wechat txt: what the app says in words that are not known is nobody's") {
  const std::string head = "2024-05-02 09:00:00 小美\n早\n\n";
  const std::string app = "2024-05-02 09:01:00 系统: 某种没有见过的句子\n\n";
  const std::string next = "2024-05-02 09:02:00 大勇\n早啊\n\n";
  const auto read = [&head](const std::string& text) {
    for (std::size_t cut = head.size(); cut < text.size(); ++cut) {  // consistent, whole
      if ((static_cast<unsigned char>(text[cut]) & 0xc0) == 0x80) continue;
      const ReadOutcome part = ReadChecked(kWeChatTxtReader, text.substr(0, cut));
      CHECK(part.sink.records.front().text.starts_with("早"));
    }
    return ReadGood(kWeChatTxtReader, text).sink;
  };
  SECTION("a head follows, or a sentence that is known") {
    const auto sink = read(head + app + next + app + "2024-05-02 09:03:00 小美加入群聊: 好\n\n");
    CHECK(sink.Messages().size() == 2);
    CHECK(sink.Messages()[0].text == "早");
    CHECK(sink.Notices().size() == 2);
    CHECK(When(sink.Notices()[0].sent) == "2024-05-02T09:01:00");
  }
  SECTION("two of them") {
    const auto sink = read(head + app + app + next);
    CHECK(sink.Messages().size() == 2);
    CHECK(sink.Notices().size() == 2);
    CHECK(sink.skipped.empty());
  }
  SECTION("somebody typed it: words go on, or the next message is older") {
    const auto sink = read(head + app + "就这样\n\n" + next);
    REQUIRE(sink.Messages().size() == 2);
    CHECK(sink.Messages()[0].text ==
          "早\n\n2024-05-02 09:01:00 系统: 某种没有见过的句子\n\n就这样");
    const auto older = read(head + "2024-05-02 09:30:00 东门: 集合\n\n" + next);
    REQUIRE(older.Messages().size() == 2);
    CHECK(older.Messages()[0].text == "早\n\n2024-05-02 09:30:00 东门: 集合");
  }
  SECTION("the end of the file tells nothing") {
    const auto sink = read(head + next + "2024-05-02 09:05:00 某种: 没有见过的句子\n");
    CHECK(sink.Messages()[1].text == "早啊");
    CHECK(sink.Notices().empty());
    REQUIRE(sink.skipped.size() == 1);
    CHECK(sink.skipped[0].line == 7);
  }
}

std::string MemoTracePage(const std::string& records) {
  return "<!DOCTYPE html>\n<html><head><style>.chat-refer { a: b; }</style><title>小林 &amp; "
         "Co</title></head>\n<body><div id=\"chat-container\"></div><script>\nconst "
         "chatMessages = [\n" +
         records + "\n];\n</script><script>const x = [1];</script></body></html>\n";
}

TEST_CASE("wechat html: MemoTrace's page") {
  const std::string page = MemoTracePage(
      R"({ type:1, text: '在吗 &lt;3 1 < 2\n it\'s "me"',is_send:0,avatar_path:'a',timestamp:1700000000,is_chatroom:0,displayname:'小林'},)"
      R"({ type:1, text: '好<br>的<img src="x" class="emoji_img">',is_send:1,avatar_path:'',timestamp:1700000060,is_chatroom:0,displayname:'阿明'},)"
      R"({ type:49, text: '来了',is_send:1,sub_type:57,refer_text: '小林：在吗',avatar_path:'',timestamp:1700000120,is_chatroom:0,displayname:'阿明'},)"
      R"({ type:0, text: '你撤回了一条消息',is_send:0,avatar_path:'',timestamp:1700000180,is_chatroom:0,displayname:''},)"
      R"({ type:3, text: './image/a.png',is_send:0,avatar_path:'',timestamp:1700000240,is_chatroom:0,displayname:'小林'},)"
      R"({ type:34, text:'./voice/a.mp3',is_send:0,avatar_path:'',voice_to_text:'heard, by {machine}',timestamp:1700000300,is_chatroom:0,displayname:'小林'},)"
      R"({ type:49,sub_type:5, text:'',is_send:0,title:'It's news',timestamp:1700000360,displayname:'小林'},)"
      "\n"
      R"({ type:50, text:'通话时长 01:02',call_type:1,timestamp:1700000420,is_chatroom:0,displayname:'阿明',},)"
      R"({ type:1, text: 'no time',is_send:0}, { type:1, text: '完', is_send: 0, timestamp: 1700000480, displayname: ''},)");
  CHECK(NameOf(page) == "wechat-html");
  const ReadOutcome outcome = ReadGood(kWeChatHtmlReader, page);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 8);
  CHECK(outcome.sink.Notices().size() == 1);
  CHECK(outcome.sink.skipped.size() == 1);
  CHECK(outcome.sink.conversations[0].name == "小林 & Co");
  CHECK(m[0].text == "在吗 <3 1 < 2\n it's \"me\"");
  CHECK(m[0].sender == "小林");
  CHECK_FALSE(m[0].from_me);
  CHECK(When(m[0].sent) == "2023-11-14T22:13:20Z");
  CHECK(m[1].text == "好\n的");
  CHECK(m[1].from_me);
  CHECK(m[2].text == "来了");
  CHECK(m[2].has_reply);
  CHECK(m[3].kind == MessageKind::kMedia);
  CHECK(m[4].kind == MessageKind::kMedia);
  CHECK(m[4].text.empty());
  CHECK(m[5].kind == MessageKind::kOther);
  CHECK(m[6].kind == MessageKind::kCall);
  CHECK(m[6].text.empty());
  CHECK(m[7].sender == "小林 & Co");
  CHECK_FALSE(outcome.report->truncated);
  CheckCuts(kWeChatHtmlReader, page);
  CHECK(ReadGood(kWeChatHtmlReader, page.substr(0, page.size() / 2)).report->truncated);
  CHECK(ReadGood(kWeChatHtmlReader, MemoTracePage("")).sink.records.empty());
  CHECK_FALSE(ReadBytes(kWeChatHtmlReader, "<html></html>").report);
}

TEST_CASE("wechat html: an odd value costs its own message at most") {
  const std::string plain =
      R"({ type:1, text: 'eins',is_send:0,timestamp:1700000000,displayname:'小林'},)";
  const std::string last =
      R"({ type:1, text: 'zwei',is_send:0,timestamp:1700000060,displayname:'小林'},)";
  struct Case {
    const char* odd;
    std::size_t messages, skipped;
  };
  for (
      const Case& c : {
          Case{
              R"({ type:49,sub_type:5, text:'',title:'It's 'new', really',is_send:0,timestamp:1700000030,displayname:'小林'},)",
              3, 0},
          Case{
              R"({ type:49,sub_type:5, text:'',title:'{a}'} or 'b',is_send:0,timestamp:1700000030,displayname:'小林'},)",
              3, 0},
          Case{
              R"({ type:49,sub_type:5, text:'',is_send:0,timestamp:1700000030,title:'C:\',displayname:'小林'},)",
              3, 0},
          Case{
              R"({ type:49,sub_type:5, text:'',is_send:0,timestamp:1700000030,title:'C:',displayname:'小林'},)",
              3, 0},
          Case{
              R"({ type:49,sub_type:5, text:'never closed,is_send:0,timestamp:1700000030,displayname:12},)",
              2, 1},
      }) {
    INFO(c.odd);
    const ReadOutcome outcome = ReadGood(kWeChatHtmlReader, MemoTracePage(plain + c.odd + last));
    const auto m = outcome.sink.Messages();
    CHECK(outcome.sink.skipped.size() == c.skipped);
    REQUIRE(m.size() == c.messages);
    CHECK(m.front().text == "eins");
    CHECK(m.back().text == "zwei");
    CHECK_FALSE(outcome.report->truncated);
  }
}

TEST_CASE("wechat html: an object that somebody typed is text") {
  const auto record = [](const std::string& text, const std::string& name) {
    return "{ type:1, text: '" + text + "',is_send:0,timestamp:1700000000,displayname:'" + name +
           "'},";
  };
  for (const char* typed :
       {"it wants {type: 3, name: Tee} I think", "{type:1}", "x {type:1, text: 4} y",
        "so {type:1, text: 9,is_send:0, timestamp:1700000070, displayname: Oda} it is",
        R"(end},{type:1, text: \'no\',is_send:0, timestamp:1700000070, displayname: Oda})",
        R"(and {type:1, text: "no", timestamp:1700000070, displayname:"Oda"} then)"}) {
    INFO(typed);
    const ReadOutcome outcome = ReadGood(
        kWeChatHtmlReader,
        MemoTracePage(record("one", "Oda") + record(typed, "Pim") + "\n" + record("two", "Oda")));
    CHECK(outcome.sink.skipped.empty());
    const auto m = outcome.sink.Messages();
    REQUIRE(m.size() == 3);
    CHECK(m[1].sender == "Pim");
    CHECK(m[1].text.size() + 2 >= std::string(typed).size());
    CHECK(m[2].text == "two");
  }
  std::string many;
  for (int i = 0; i < 300; ++i) many += record("{type: " + std::to_string(i) + "}", "Pim");
  CHECK(ReadGood(kWeChatHtmlReader, MemoTracePage(many)).sink.Messages().size() == 300);
}

TEST_CASE("wechat: words for kinds, quotes, senders in texts") {
  CHECK(WeChatKindOfWord("视频通话").kind == MessageKind::kCall);
  CHECK(WeChatKindOfWord("视频消息").kind == MessageKind::kMedia);
  CHECK(WeChatKindOfWord("引用回复").reply);
  CHECK(WeChatKindOfWord("转账").kind == MessageKind::kOther);
  CHECK(WeChatKindOfWord("名片消息").kind == MessageKind::kContact);
  CHECK(WeChatKindOfWord("位置").kind == MessageKind::kLocation);
  CHECK(WeChatKindOfWord("文本").kind == MessageKind::kText);
  CHECK(WeChatKindOfCode("49", "19").kind == MessageKind::kForwarded);
  CHECK(WeChatKindOfCode("50", "").kind == MessageKind::kCall);
  CHECK(WeChatKindOfCode("9999", "").kind == MessageKind::kOther);
  std::string scratch;
  CHECK(WeChatReplyText("<msg>no title</msg>", &scratch).empty());
  CHECK(WeChatKindOfWord("群公告").kind == MessageKind::kOther);
  CHECK(WeChatKindOfWord("其他消息").kind == MessageKind::kOther);
  CHECK(WeChatReplyText("[引用 小林：在吗]\n好", &scratch) == "好");
  CHECK(WeChatReplyText("「小林：在吗」\n- - - - - - -\n好", &scratch) == "好");
  CHECK(WeChatReplyText("好\n「引用：在吗」", &scratch) == "好");
  std::string_view text = "wxid_x1:\nhello";
  CHECK(TakeWeChatSender(&text) == "wxid_x1");
  CHECK(text == "hello");
  text = "see this:\nhello";
  CHECK(TakeWeChatSender(&text).empty());
}

TEST_CASE("wechat: a quote in brackets right behind the reply is nobody's words") {
  std::string scratch;
  CHECK(WeChatReplyText("不行[引用 小林：周六走吗]", &scratch) == "不行");
  CHECK(WeChatReplyText("不行\n[引用 小林：周六走吗]", &scratch) == "不行");
  CHECK(WeChatReplyText("[引用 小林：周六走吗]", &scratch).empty());
  CHECK(WeChatReplyText("哪张[引用 小林：[图片]]", &scratch) == "哪张");
  CHECK(WeChatReplyText("好[引用 小林：行[引用 阿明：走吗]]", &scratch) == "好");
  CHECK(WeChatReplyText("好[引用 小林：[走吗]", &scratch) == "好");
  CHECK(WeChatReplyText("好[引用 小林：走]吗]", &scratch) == "好");
  CHECK(WeChatReplyText("[引用 小林：走吗]\n[抱拳]", &scratch) == "[抱拳]");
  CHECK(WeChatReplyText("看[这里]", &scratch) == "看[这里]");

  const auto txt =
      ReadGood(kWeChatTxtReader,
               "2025-02-01 12:00:00 小林\n周六走吗\n\n2025-02-01 12:01:00 我\n不行[引用 "
               "小林：周六走吗]\n\n2025-02-01 12:02:00 小林\n[引用 我：不行]\n好吧\n\n"
               "2025-02-01 12:03:00 我\n见[引用 3]\n\n")
          .sink.Messages();
  REQUIRE(txt.size() == 4);
  CHECK(txt[1].text == "不行");
  CHECK(txt[1].has_reply);
  CHECK(txt[2].text == "好吧");
  CHECK(txt[2].has_reply);
  CHECK(txt[3].text == "见[引用 3]");  // typed: no name, no words
  CHECK_FALSE(txt[3].has_reply);

  const std::string lab =
      R"({"_type":"header","chatlab":{"version":"0.0.2"},"meta":{"name":"林","platform":"wechat","type":"private"}})"
      "\n"
      R"({"_type":"message","sender":"a","timestamp":1703001600,"type":25,"content":"不行[引用 林：走吗]"})"
      "\n"
      R"({"_type":"message","sender":"a","timestamp":1703001601,"type":25,"content":"[引用 林：走吗]"})"
      "\n"
      R"({"_type":"message","sender":"a","timestamp":1703001602,"type":0,"content":"见[引用 3]"})"
      "\n";
  const auto m = ReadGood(kChatLabReader, lab).sink.Messages();
  REQUIRE(m.size() == 3);
  CHECK(m[0].text == "不行");
  CHECK(m[1].text.empty());
  CHECK(m[2].text == "见[引用 3]");
}

const std::string kLab =
    R"({"chatlab": {"version": "0.0.2", "exportedAt": 1703001600}, "meta": {"name": "与小明的对话", "platform": "qq", "type": "private", "ownerId": "1"}, )"
    R"("members": [{"platformId": "1", "accountName": "我"}, {"platformId": "2", "accountName": "小明", "groupNickname": "明"}], )"
    R"("messages": [{"platformMessageId": "a", "sender": "1", "accountName": "我", "timestamp": 1703001600, "type": 0, "content": "在吗？"},)"
    R"({"platformMessageId": "a", "sender": "1", "timestamp": 1703001600, "type": 0, "content": "在吗？"},)"
    R"({"sender": "2", "timestamp": 1703001660, "type": 25, "content": "[回复 : 在吗？]\n在", "replyToMessageId": "a"},)"
    R"({"sender": "2", "accountName": "小明", "timestamp": 1703001661, "type": 1, "content": "[图片]"},)"
    R"({"sender": "2", "accountName": "小明", "timestamp": 1703001662, "type": 80, "content": "x"},)"
    R"({"sender": "2", "accountName": "小明", "timestamp": 1703001663, "type": 81, "content": "x"},)"
    R"({"sender": "2", "accountName": "小明", "timestamp": 1703001664, "type": 26, "content": "theirs"}]})";

TEST_CASE("chatlab json") {
  const ReadOutcome outcome = ReadGood(kChatLabReader, kLab);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 5);
  CHECK(outcome.sink.Notices().size() == 1);
  CHECK(outcome.sink.skipped.size() == 1);
  CHECK(m[0].from_me);
  CHECK(m[0].sender == "我");
  CHECK(m[0].sender_key == "1");
  CHECK(When(m[0].sent) == "2023-12-19T16:00:00Z");
  CHECK(m[1].sender == "明");  // from the members
  CHECK(m[1].text == "在");
  CHECK(m[1].has_reply);
  CHECK(m[2].kind == MessageKind::kMedia);
  CHECK(m[3].kind == MessageKind::kDeleted);
  CHECK(m[4].kind == MessageKind::kForwarded);
  CHECK(m[4].text.empty());
  CHECK(outcome.sink.conversations[0].name == "与小明的对话");
  CHECK(outcome.sink.conversations[0].capabilities.knows_me);
  CHECK(kChatLabReader.probe(kLab) == Match::kCertain);
  CheckCuts(kChatLabReader, kLab);
}

TEST_CASE("chatlab json: a file with two lists is one chat") {
  const std::string bytes =
      R"({"chatlab":{"version":"0.0.1"},"meta":{"name":"Lin"},"messages":[{"sender":"a",)"
      R"("accountName":"A","timestamp":1700000000,"type":0,"content":"hi"}],"n":1,"messages":[)"
      R"({"sender":"b","accountName":"B","timestamp":1700000060,"type":0,"content":"yes"}]})";
  const ReadOutcome outcome = ReadGood(kChatLabReader, bytes);
  CHECK(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.conversations.size() == 1);
  fuzz::CheckReader(kChatLabReader, bytes);
}

TEST_CASE("chatlab jsonl") {
  const std::string lines =
      "# made for a test\n"
      R"({"_type":"header","chatlab":{"version":"0.0.2"},"meta":{"name":"家","platform":"qq","type":"group","groupId":"77"}})"
      "\n"
      R"({"_type":"member","platformId":"2","accountName":"小明"})"
      "\n\n"
      R"({"_type":"message","sender":"2","timestamp":1703001600,"type":0,"content":"好"})"
      "\n# a remark\n{broken\n"
      R"({"_type":"odd"})"
      "\n"
      R"({"_type":"message","sender":"3","accountName":"三","timestamp":1703001601,"type":0,"content":"行"})"
      "\n";
  const ReadOutcome outcome = ReadGood(kChatLabReader, lines);
  REQUIRE(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.skipped.size() == 2);
  CHECK(outcome.sink.records[0].sender == "小明");
  CHECK(outcome.sink.records[0].line == 5);
  CHECK(outcome.sink.records[1].sender == "三");
  CHECK(outcome.sink.conversations[0].id == "77");
  CHECK(kChatLabReader.probe(lines) == Match::kCertain);
  CheckCuts(kChatLabReader, lines);
  CHECK_FALSE(ReadBytes(kChatLabReader, "{}").report);
}

TEST_CASE("chatlab jsonl: comments and empty lines before the heading") {
  const std::string lines =
      "# made by hand\n\n"
      R"({"_type":"header","chatlab":{"version":"0.0.2"},"meta":{"name":"h","type":"private"}})"
      "\n"
      R"({"_type":"message","sender":"a","timestamp":1703001600,"type":0,"content":"late"})"
      "\n";
  CHECK(kChatLabReader.probe(lines) == Match::kCertain);
  CHECK(ReadGood(kChatLabReader, lines).sink.records.size() == 1);
}

}  // namespace
}  // namespace ebb
