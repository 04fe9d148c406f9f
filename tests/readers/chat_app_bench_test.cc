// Speed of the chat apps' readers alone. Hidden: run with `test_readers [chat-app-speed]`.
#include <catch2/catch.hpp>
#include <cstdio>
#include <ctime>
#include <string>

#include "readers/counting_sink.h"
#include "readers/reader.h"

namespace ebb {
namespace {

constexpr std::size_t kBytes = std::size_t{64} << 20;

std::string Repeated(const std::string& before, const std::string& piece,
                     const std::string& after) {
  std::string text = before;
  text.reserve(kBytes + piece.size() + after.size());
  while (text.size() < kBytes) text += piece;
  return text + after;
}

void Measure(std::string_view name, std::string bytes) {
  const double size = static_cast<double>(bytes.size());
  const auto source = MemorySource("sample", std::move(bytes));
  const Reader* reader = FindReader(name);
  REQUIRE(reader != nullptr);
  double best = 1e9;
  CountingSink sink;
  for (int round = 0; round < 2; ++round) {
    sink = {};
    const std::clock_t begin = std::clock();
    REQUIRE(reader->read(*source, {}, sink));
    best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  std::printf("%-16s %5.0f MB/s, %llu records, %llu skipped\n", std::string(name).c_str(),
              size / 1e6 / best, static_cast<unsigned long long>(sink.records),
              static_cast<unsigned long long>(sink.skipped));
}

const std::string kSentence =
    "so I thought we could go there on Saturday, if it does not rain again";

TEST_CASE("speed of the chat apps' readers", "[.][chat-app-speed]") {
  Measure(
      "line",
      Repeated("[LINE] Chat history with Bo\n\nSun, 28/01/2024\n",
               "10:02 AM\tBo\t" + kSentence + "\n10:03PM\tAda\t" + kSentence + "\nand so\n", ""));
  Measure("kakaotalk",
          Repeated("민수 님과 카카오톡 대화\n\n2024년 3월 1일 오후 6:05\n",
                   "2024년 3월 1일 오후 6:05, 회원님 : " + kSentence + "\n" + kSentence +
                       "\n2024년 3월 1일 오후 6:06, 민수 : " + kSentence + "\n",
                   ""));
  const std::string rule(62, '=');
  Measure("discord-txt",
          Repeated(rule + "\nGuild: x\nChannel: y\n" + rule + "\n\n",
                   "[14/1/2019 5:52 PM] ada#1\n" + kSentence + "\n" + kSentence + "\n\n\n",
                   rule + "\n"));
  Measure("qq-txt",
          Repeated("消息对象:Bo\n\n", "2019-07-16 18:15:05 Bo(100017)\n" + kSentence + "\n\n", ""));
  Measure("wechat-txt", Repeated("", "2019-07-16 18:15:05 Bo\n" + kSentence + "\n\n", ""));
  Measure("qce-txt", Repeated("[QQChatExporter V5]\n聊天名称: x\n\n\n",
                              "Bo:\n时间: 2024-01-01 00:01:40\n内容: " + kSentence + "\n\n\n", ""));
  Measure("viber", Repeated("", "17/08/2014,12:52:56,Me,+15550001," + kSentence + "\n", ""));
  Measure("kakaotalk-csv", Repeated("Date,User,Message\n",
                                    "2024-03-01 10:44:52,\"Ada\",\"" + kSentence + "\"\n", ""));
  Measure("discord-csv", Repeated("AuthorID,Author,Date,Content,Attachments,Reactions\n",
                                  "\"9\",\"ada\",\"2023-01-01T10:00:00.0000000+01:00\",\"" +
                                      kSentence + "\",\"\",\"\"\n",
                                  ""));
  Measure("wechat-csv",
          Repeated("localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime\n",
                   "1,3,1,0,1,1700000000,," + kSentence + ".,2013-11-04 21:51:18,123\n", ""));
  Measure("discord-json",
          Repeated(R"({"guild": {"id": "0"}, "channel": {"id": "4"}, "messages": [)",
                   R"({"id": "", "type": "Default", "timestamp": "2024-03-01T18:05:02.5+02:00", )"
                   R"("timestampEdited": null, "callEndedTimestamp": null, "isPinned": false, )"
                   R"("content": ")" +
                       kSentence +
                       R"(", "author": {"id": "9", "name": "ada", "discriminator": "0000", )"
                       R"("nickname": "Ada", "color": null, "isBot": false, "roles": [], )"
                       R"("avatarUrl": "https://cdn.example.org/avatars/111111111111/aaaa.png"}, )"
                       R"("attachments": [], "embeds": [], "stickers": [], "reactions": [], )"
                       R"("mentions": []},)"
                       "\n",
                   "]}"));
  Measure("wechat-json",
          Repeated(R"({"weflow": {}, "session": {"wxid": "a"}, "messages": [)",
                   R"({"localId": 1, "createTime": 1700000000, "formattedTime": "x", "type": "t", )"
                   R"("content": ")" +
                       kSentence +
                       R"(", "isSend": 1, "senderUsername": "b", "senderDisplayName": "c"},)"
                       "\n",
                   "]}"));
  Measure("chatlab",
          Repeated("{\"_type\":\"header\",\"chatlab\":{},\"meta\":{\"name\":\"x\"}}\n",
                   R"({"_type":"message","sender":"2","accountName":"b","timestamp":1703001600,)"
                   R"("type":0,"content":")" +
                       kSentence + "\"}\n",
                   ""));
  Measure("qce-json",
          Repeated(R"({"metadata": {"name": "QQChatExporter"}, "messages": [)",
                   R"({"seq": "1", "timestamp": 1704067300000, "time": "x", "sender": {"uid": )"
                   R"("u_1", "uin": "1", "name": "Ada"}, "type": "type_1", "content": {"text": ")" +
                       kSentence +
                       R"(", "html": "", "elements": [{"type": "text"}], "resources": []}},)"
                       "\n",
                   "]}"));
  Measure("discord-html",
          Repeated("<div class=chatlog>",
                   "<div class=chatlog__message-group><div class=\"chatlog__message-container\" "
                   "data-message-id=\"7\"><div class=chatlog__message><div "
                   "class=chatlog__message-primary><div class=chatlog__header><span "
                   "class=chatlog__author data-user-id=9>Ada</span><span "
                   "class=chatlog__timestamp>x</span></div><div class=\"chatlog__content "
                   "chatlog__markdown\"><span class=chatlog__markdown-preserve>" +
                       kSentence + "</span></div></div></div></div></div>\n",
                   "</div>"));
}

}  // namespace
}  // namespace ebb
