// Speed of every reader alone, on a made-up export in memory: decoding and reading, one core, time
// on the processor (the machine may be busy). Hidden: `test_readers [speed]` prints a table,
// `scripts/bench --readers` runs it; EBB_SPEED_READER picks one reader, or what a
// sample has (its last words), EBB_SPEED_MB the size, EBB_SPEED_ROUNDS how often each is read.
//
// To add a reader, add one line to kSpeedSamples: what stands before the records, one record, what
// stands between two, what stands after them. In a record, {n} is its number, {who} one of two
// names and {whom} the other one, {from} and {to} the names of one of two hundred pairs, {dials}
// and {dialed} their numbers as somebody or other writes them, {text} a sentence, {date}, {dmy},
// {clock} and {unix} its time, {until} a clock two seconds later, {ms} and {ms2} both in
// milliseconds since midnight.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>

#include "readers/counting_sink.h"
#include "readers/reader.h"
#include "time/civil.h"

namespace ebb {
namespace {

struct SpeedSample {
  const char* reader;
  int goal;  // MB/s: 500 for text, 300 for JSON, 100 for markup
  const char* before;
  const char* record;
  const char* between = "";
  const char* after = "";
  int records_before = 0;  // in `before`
  const char* what = "";   // tells it from other samples of the reader
};

// clang-format off
constexpr SpeedSample kSpeedSamples[] = {
    {"whatsapp", 500, "", "{dmy}, {clock} - {who}: {text}\n"},
    {"telegram-json", 300, R"({"name": "Ben", "type": "personal_chat", "id": 7, "messages": [)", R"({"id": {n}, "type": "message", "date": "{date}T{clock}", "date_unixtime": "{unix}", "from": "{who}", "from_id": "user7", "text": "{text}", "text_entities": [{"type": "plain", "text": "{text}"}]})", ",\n", "]}"},
    {"json", 300, "[", R"({"conversation": "c", "time": "{date}T{clock}", "sender": "{who}", "text": "{text}"})", ",\n", "]"},
    {"jsonl", 300, "", R"({"conversation": "c", "time": "{date}T{clock}", "sender": "{who}", "text": "{text}"})" "\n"},
    {"csv", 500, "conversation,time,sender,text\n", "c,{date} {clock},{who},\"{text}\"\n"},
    {"csv", 400, "sender,receiver,text,time\n", "{who},{whom},\"{text}\",{date} {clock}\n", "", "", 0, "with receivers"},
    {"csv", 280, "sender,receiver,text,time\n", "{from},{to},\"{text}\",{date} {clock}\n", "", "", 0, "with receivers, many pairs"},
    {"csv", 260, "time,sender,receiver,text\n", "{date} {clock},{dials},{dialed},{text}\n", "", "", 0, "with receivers, numbers"},
    {"transcript", 500, "", "{who}: {text}\n"},
    {"webvtt", 500, "WEBVTT\n\n", "{n}\n{clock}.500 --> {until}.250\n<v {who}>{text}</v>\n\n"},
    {"webvtt", 500, "WEBVTT\n\n", "{clock}.500 --> {until}.250 align:start\n{text}\n{text}\n\n"},
    {"srt", 500, "", "{n}\n{clock},500 --> {until},250\n{who}: {text}\n\n"},
    {"sbv", 500, "", "{clock}.500,{until}.250\n{text}\n\n"},
    {"zoom-captions", 500, "", "[{who}] {clock}\n{text}\n\n"},
    {"zoom-chat", 500, "", "{clock} From {who} to Everyone : {text}\n"},
    {"chat-cha", 500, "@UTF8\n@Begin\n@Participants:\tADA Ada Adult, BEN Ben Adult\n", "*ADA:\t{text} <so I> [/] so I go . \x15{ms}_{ms2}\x15\n%mor:\tpro|x v|y n|z pro|x v|y n|z pro|x v|y n|z .\n%gra:\t1|2|SUBJ 2|0|ROOT 3|2|OBJ 4|2|PUNCT\n"},
    {"textgrid", 500, "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0 \nxmax = 9 \ntiers? <exists> \nsize = 1 \nitem []: \n    item [1]:\n        class = \"IntervalTier\" \n        name = \"Ada\" \n        xmin = 0 \n        xmax = 9 \n        intervals: size = 1 \n", "        intervals [{n}]:\n            xmin = {n}.2500345 \n            xmax = {n}.75 \n            text = \"{text}\" \n"},
    {"eaf", 100, "<?xml version=\"1.0\"?>\n<ANNOTATION_DOCUMENT>\n<TIME_ORDER>\n<TIME_SLOT TIME_SLOT_ID=\"ts1\" TIME_VALUE=\"5\"/>\n</TIME_ORDER>\n<TIER TIER_ID=\"Ada\">\n", "        <ANNOTATION>\n            <ALIGNABLE_ANNOTATION ANNOTATION_ID=\"a{n}\" TIME_SLOT_REF1=\"ts1\" TIME_SLOT_REF2=\"ts1\">\n                <ANNOTATION_VALUE>{text}</ANNOTATION_VALUE>\n            </ALIGNABLE_ANNOTATION>\n        </ANNOTATION>\n", "", "</TIER>\n</ANNOTATION_DOCUMENT>\n"},
    {"convokit", 300, "", R"({"id": "u{n}", "conversation_id": "u0", "text": "{text}", "speaker": "{who}", "meta": {"score": {n}, "parsed": [{"rt": 1, "toks": [{"tok": "x", "dep": "nsubj"}]}]}, "reply-to": "u0", "timestamp": {unix}, "vectors": []})" "\n"},
    {"discord-json", 300, R"({"guild": {"id": "0", "name": "Direct Messages"}, "channel": {"id": "7", "type": "DirectTextChat", "name": "Ben"}, "messages": [)", R"({"id": "{n}", "type": "Default", "timestamp": "{date}T{clock}.5+00:00", "timestampEdited": null, "content": "{text}", "author": {"id": "8", "name": "{who}", "nickname": "{who}", "isBot": false}, "attachments": [], "embeds": [], "stickers": [], "reactions": [], "mentions": []})", ",\n", "]}"},
    {"messenger-json", 300, R"({"participants": [{"name": "Ada Bell"}, {"name": "Ben"}], "messages": [)", R"({"sender_name": "{who}", "timestamp_ms": {unix}000, "content": "{text}", "is_geoblocked_for_viewer": false})", ",\n", R"(], "title": "Ben", "is_still_participant": true, "thread_path": "inbox/ben_1", "magic_words": []})"},
    {"sms-backup", 100, "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"9\">\n", R"(  <sms protocol="0" address="+447700900123" date="{unix}500" type="1" subject="null" body="{text}" toa="null" sc_toa="null" service_center="null" read="1" status="-1" locked="0" date_sent="{unix}000" readable_date="x" contact_name="{who}" />)" "\n", "", "</smses>\n"},
    {"qq-txt", 500, "\u6d88\u606f\u8bb0\u5f55\uff08\u6b64\u6d88\u606f\u8bb0\u5f55\u4e3a\u6587\u672c\u683c\u5f0f\uff0c\u4e0d\u652f\u6301\u91cd\u65b0\u5bfc\u5165\uff09\n\n================================================================\n\u6d88\u606f\u5206\u7ec4:\u6211\u7684\u597d\u53cb\n================================================================\n\u6d88\u606f\u5bf9\u8c61:Ben\n================================================================\n\n", "{date} {clock} {who}\n{text}\n\n"},
    {"signal-export", 500, "", "[{date} {clock}] {who}: {text}  \n\n"},
    {"signal-export-json", 300, "", R"({"date": "{date}T{clock}", "sender": "{who}", "body": "{text}", "quote": "", "sticker": "", "reactions": [], "attachments": []})" "\n"},
    {"sigtop-json", 300, "[", R"({"id":"m{n}","conversationId":"c","type":"incoming","source":"+447700900123","sourceServiceId":"b7","sent_at":{unix}500,"received_at":{n},"timestamp":{unix}500,"body":"{text}","bodyRanges":[],"attachments":[],"reactions":[],"schemaVersion":10})", ",\n", "]"},
    {"sigtop-text", 500, "Conversation: Ben (+447700900123)\n\n", "From: Ben (+447700900123)\nType: incoming\nSent: Fri, 1 Mar 2024 10:02:03 +0000\n\n{text}\n\n"},
    {"sigtop-text", 500, "", "{date} 10:02 You: {text}\n"},
    {"signalbackup-text", 500, "", "[Mar 01, 2024 {clock}] <{who}> {text}\n"},
    {"signalbackup-csv", 500, "_id,thread_id,from_recipient_id,date_sent,date_received,type,body,quote_id\n", "{n},7,2,{unix}500,{unix}600,10485780,\"{text}\",0\n"},
    {"signal-cli", 300, "", R"({"envelope":{"source":"+447700900123","sourceNumber":"+447700900123","sourceName":"{who}","timestamp":{unix}500,"dataMessage":{"timestamp":{unix}500,"message":"{text}","expiresInSeconds":0,"viewOnce":false}},"account":"+447700900124"})" "\n"},
    {"signal-cli", 300, "", R"({"envelope":{"source":"+447700900123","sourceNumber":"+447700900123","sourceUuid":"7d8b5a52-0f4f-4d50-9d55-3bb0a81f8a06","sourceName":"{who}","sourceDevice":1,"timestamp":{unix}500,"serverReceivedTimestamp":{unix}600,"dataMessage":{"timestamp":{unix}500,"message":"{text}","expiresInSeconds":0,"viewOnce":false}},"account":"+447700900124"})" "\n"},
    {"signal-history", 300, R"({"version":"1","backupTimeMs":"1709251200000"})" "\n" R"({"recipient":{"id":"2","contact":{"aci":"a","profileGivenName":"Ben"}}})" "\n" R"({"chat":{"id":"7","recipientId":"2"}})" "\n", R"({"chatItem":{"chatId":"7","authorId":"2","dateSent":"{unix}500","incoming":{"dateReceived":"{unix}900","read":true,"sealedSender":true},"standardMessage":{"text":{"body":"{text}"}}}})" "\n"},
    {"imessage-txt", 500, "", "Mar  1, 2024 10:29:42 AM (Read by you after 1 hour, 49 seconds)\n{who}\n{text}\n\n"},
    {"line", 500, "[LINE] Chat history with Ben\nSaved on: 2024/03/05 10:00\n\n2024/03/01(Fri)\n", "10:02\t{who}\t{text}\n"},
    {"line", 500, "[LINE] Chat history with Ben\nSaved on: 05/03/2024, 10:00\n\nFri, 01/03/2024\n", "10:02 AM\t{who}\t{text}\n"},
    {"kakaotalk", 500, "민수 님과 카카오톡 대화\n저장한 날짜 : 2024년 4월 1일 오전 11:29\n\n2024년 3월 1일 오후 6:05\n", "2024년 3월 1일 오후 6:05, {who} : {text}\n"},
    {"kakaotalk", 500, "Ben with KakaoTalk Chats\nDate Saved : 2024-04-01 00:29:58\n\n--------------- Friday, March 1, 2024 ---------------\n", "[{who}] [2:37 PM] {text}\n"},
    {"kakaotalk-csv", 500, "Date,User,Message\n", "{date} {clock},\"{who}\",\"{text}\"\n"},
    {"imazing-csv", 500, "Chat Session,Message Date,Service,Type,Sender ID,Sender Name,Status,Replying to,Subject,Text,Reactions,Attachment,Attachment type\n", "Ben,{date} {clock},iMessage,Incoming,+447700900123,{who},Read,,,\"{text}\",,,\n"},
    {"discord-txt", 500, "==============================================================\nGuild: Direct Messages\nChannel: Ben\n==============================================================\n\n", "[14/1/2019 5:52 PM] {who}\n{text}\n\n"},
    {"discord-csv", 500, "AuthorID,Author,Date,Content,Attachments,Reactions\n", "\"9\",\"{who}\",\"{date}T{clock}.0000000+01:00\",\"{text}\",\"\",\"\"\n"},
    {"discord-package", 300, "[", R"({"ID": {n}, "Timestamp": "{date} {clock}", "Contents": "{text}", "Attachments": ""})", ",\n", "]"},
    {"discord-package", 500, "ID,Timestamp,Contents,Attachments\n", "{n},{date}T{clock}.904819+00:00,\"{text}\",\n"},
    {"discord-html", 100, "<div class=chatlog>", "<div class=chatlog__message-group><div class=\"chatlog__message-container\" data-message-id=\"{n}\"><div class=chatlog__message><div class=chatlog__message-primary><div class=chatlog__header><span class=chatlog__author data-user-id=9>{who}</span><span class=chatlog__timestamp>x</span></div><div class=\"chatlog__content chatlog__markdown\"><span class=chatlog__markdown-preserve>{text}</span></div></div></div></div></div>\n", "", "</div>"},
    {"wechat-csv", 500, "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender\n", "{n},3,1,0,0,{unix},,\"{text}\",{date} {clock},,{who},wxid_1\n"},
    {"wechat-json", 300, R"({"weflow": {}, "session": {"wxid": "a", "displayName": "Ben"}, "messages": [)", R"({"localId": {n}, "createTime": {unix}, "formattedTime": "{date} {clock}", "type": "t", "content": "{text}", "isSend": 1, "senderUsername": "b", "senderDisplayName": "{who}"})", ",\n", "]}"},
    {"wechat-txt", 500, "", "{date} {clock} {who}\n{text}\n\n"},
    {"chatlab", 300, R"({"_type":"header","chatlab":{"version":"0.0.1"},"meta":{"name":"x","platform":"wechat","type":"private"}})" "\n", R"({"_type":"message","sender":"2","accountName":"{who}","timestamp":{unix},"type":0,"content":"{text}"})" "\n"},
    {"qce-txt", 500, "[QQChatExporter V5]\n聊天名称: x\n\n\n", "{who}:\n时间: {date} {clock}\n内容: {text}\n\n\n"},
    {"qce-json", 300, R"({"metadata": {"name": "QQChatExporter V5"}, "chatInfo": {"name": "x"}, "messages": [)", R"({"seq": "{n}", "timestamp": {unix}000, "time": "{date} {clock}", "sender": {"uid": "u_1", "uin": "1", "name": "{who}"}, "type": "type_1", "content": {"text": "{text}", "html": "{text}", "elements": [{"type": "text"}], "resources": [], "mentions": []}, "recalled": false, "system": false})", ",\n", "]}"},
    {"viber", 500, "", "17/08/2014,{clock},{who},+447700900123,{text}\n"},
    {"tinder", 300, R"({"Messages": [{"match_id": "Match 1", "messages": [)", R"({"to": 0, "from": "You", "message": "{text}", "sent_date": "Tue, 30 Nov 2021 05:08:21 GMT"})", ",\n", "]}]}"},
    {"hinge", 300, "[", R"({"chats": [{"body": "{text}", "timestamp": "{date} {clock}"}]})", ",\n", "]"},
    {"slack-json", 300, "[", R"({"type": "message", "user": "U1", "ts": "{unix}.000200", "client_msg_id": "7d8b5a52-0f4f-4d50-9d55-3bb0a81f8a06", "text": "{text}", "team": "T1", "user_profile": {"real_name": "{who}", "display_name": "", "name": "ada"}, "blocks": [{"type": "rich_text", "block_id": "x", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "{text}"}]}]}]})", ",\n", "]"},
    {"google-chat-json", 300, R"({"messages": [)", R"({"creator": {"name": "{who}", "email": "ada@example.org", "user_type": "Human"}, "created_date": "Tuesday, March 7, 2017 at 10:05:09 AM UTC", "text": "{text}", "topic_id": "t", "message_id": "s/t/{n}"})", ",\n", "]}"},
    {"hangouts-json", 300, R"({"conversations": [{"conversation": {"conversation_id": {"id": "c"}, "conversation": {"type": "STICKY_ONE_TO_ONE", "participant_data": [{"id": {"gaia_id": "1"}, "fallback_name": "Ada"}]}}, "events": [)", R"({"conversation_id": {"id": "c"}, "sender_id": {"gaia_id": "1", "chat_id": "1"}, "timestamp": "{unix}123456", "chat_message": {"message_content": {"segment": [{"type": "TEXT", "text": "{text}"}]}}, "event_id": "e{n}", "event_type": "REGULAR_CHAT_MESSAGE"})", ",\n", "]}]}"},
    {"skype-json", 300, R"({"userId": "8:b", "exportDate": "2024-05-06T07:08", "conversations": [{"id": "8:a", "displayName": "Ada", "MessageList": [)", R"({"id": "{n}", "displayName": "{who}", "originalarrivaltime": "{date}T{clock}.123Z", "messagetype": "RichText", "version": {n}, "content": "{text}", "conversationid": "8:a", "from": "8:a", "properties": null, "amsreferences": null})", ",\n", "]}]}"},
    {"teams-json", 300, "[", R"({"id": "{n}", "messageType": "message", "createdDateTime": "{date}T{clock}.123Z", "lastModifiedDateTime": "{date}T{clock}.123Z", "deletedDateTime": null, "chatId": "19:x", "from": {"user": {"id": "u", "displayName": "{who}"}}, "body": {"contentType": "html", "content": "<p>{text}</p>"}, "attachments": [], "mentions": [], "reactions": []})", ",\n", "]"},
    {"element-json", 300, R"({"room_name": "K", "room_creator": "A", "export_date": "x", "exported_by": "B", "messages": [)", R"({"type": "m.room.message", "sender": "@ada:example.org", "content": {"msgtype": "m.text", "body": "{text}"}, "origin_server_ts": {unix}123, "unsigned": {"age": 7}, "event_id": "${n}", "room_id": "!k:example.org"})", ",\n", "]}"},
    {"snapchat-json", 300, R"({"ben": [)", R"x({"From": "ben", "Media Type": "TEXT", "Created": "{date} {clock} UTC", "Content": "{text}", "Conversation Title": null, "IsSender": false, "Created(microseconds)": {unix}123, "IsSaved": true, "Media IDs": ""})x", ",\n", "]}"},
    {"x-messages", 300, R"(window.YTD.direct_messages.part0 = [{"dmConversation": {"conversationId": "1-2", "messages": [)", R"({"messageCreate": {"recipientId": "2", "reactions": [], "urls": [], "text": "{text}", "mediaUrls": [], "senderId": "1", "id": "{n}", "createdAt": "{date}T{clock}.123Z"}})", ",\n", "]}}]"},
    {"tsv", 500, "conversation\ttime\tsender\ttext\n", "c\t{date} {clock}\t{who}\t{text}\n"},
    {"google-voice", 100, "<html><head><title>Me to Mina</title></head><body><div class=\"hChatLog hfeed\">", "<div class=\"message\"><abbr class=\"dt\" title=\"{date}T{clock}.805-05:00\">Mar 9, 2022, 3:13:29 AM\nEastern Time</abbr>:\n<cite class=\"sender vcard\"><a class=\"tel\" href=\"tel:+15550000002\"><span class=\"fn\">{who}</span></a></cite>:\n<q>{text}</q>\n</div> ", "", "</div></body></html>"},
    {"imessage-html", 100, "<html><body>", "<div class=\"message\">\n    <div class=\"sent iMessage\">\n        <p>\n            <span class=\"timestamp\">\n                <a title=\"Reveal in Messages app\" href=\"sms://open?message-guid={n}\">May 17, 2022  5:29:42 PM</a>\n                (Read by them after 1 hour)\n            </span>\n            <span class=\"sender\">Me</span>\n        </p>\n        <hr>\n<div class=\"message_part\">\n    <span class=\"bubble\">{text}</span>\n    </div>\n\n    </div>\n</div>\n", "", "</body></html>"},
    {"element-html", 100, "<html><main class=\"mx_RoomView\"><div class=\"mx_DateSeparator\" aria-label=\"Fri, Mar 1, 2024\"></div>", "<div class=\"mx_Export_EventWrapper\" id=\"{n}\"><li class=\"mx_EventTile\" tabindex=\"-1\" data-layout=\"group\" data-self=\"false\" data-event-id=\"{n}\"><div class=\"mx_DisambiguatedProfile\"><span class=\"mx_Username_color4 mx_DisambiguatedProfile_displayName\" dir=\"auto\">{who}</span></div><div class=\"mx_EventTile_line\"><a class=\"mx_MessageTimestamp\">18:05</a><div class=\"mx_MTextBody mx_EventTile_content\"><div class=\"mx_EventTile_body translate\" dir=\"auto\">{text}</div></div></div></li></div>", "", "</main></html>"},
    {"element-txt", 500, "3/1/2024, 10:02:03 AM - Ada joined the room\n", "3/1/2024, 10:02:03 AM - {who}: {text}\n", "", "", 1},
    {"qq-mht", 100, "From: <Save by Tencent MsgMgr>\n\n<html><title>QQ Message</title><body><table><tr><td style=x>\u65e5\u671f: 2024-03-01</td></tr>\n", "<tr><td><div style=color:#006EFE;padding-left:10px;><div style=float:left;margin-right:6px;>{who}(100017)</div>{clock}</div><div style=padding-left:20px;><font style=\"font-size:10pt;font-family:'x','MS Sans Serif',sans-serif;\" color='000000'>{text}</font></div></td></tr>\n", "", "</table></body></html>"},
    {"snapchat-html", 100, "<html><div class=\"rightpanel\"><h1>Ada</h1>", "<div style=\"background: #f2f2f2; border-radius: 7px\"><span><div><h4>{who}</h4></div><span>TEXT</span><p>{text}</p><h6>{date} {clock} UTC</h6></span></div>\n", "", "</div></html>"},
    {"wechat-html", 100, "<html><title>Ada</title><div id=\"chat-container\"></div><script>const chatMessages = [\n", "{ type:1, text: '{text}',is_send:0,avatar_path:'https://example.org/a/b/c/0',timestamp:{unix},is_chatroom:0,displayname:'{who}'},", "", "\n];</script></html>"},
    {"signal-export-html", 100, "<html><title>Noor</title><link href=\"../style.css\"><body>", "        <div class=\"msg\">\n            <span class=\"date\">\n                {date}\n            </span>\n            <span class=\"time\">\n                {clock}\n            </span>\n            <span class=\"sender\">\n                {who}\n            </span>\n            <p class=\"body\">\n                <p>\n                    {text}\n                </p>\n            </p>\n            <p class=\"reaction\">\n            </p>\n        </div>\n", "", "</body></html>"},
    {"signalbackup-html", 100, "<html><pre class=\"threadtitle\">Noor</pre><div class=\"conversation-box\">\n", "          <!-- Message: _id:{n},type:10485780 -->\n          <div class=\"msg msg-incoming\">\n            <div>\n              <pre>{text}</pre>\n            </div>\n            <div class=\"footer\">\n              <span class=\"msg-data\">Mar 01, 2024 {clock}</span>\n            </div>\n          </div>\n", "", "</div></html>"},
    {"messenger-html", 100, "<html><head><title>Ada</title></head><body><div>Participants: Ada Bell and Ben</div>", "<div class=\"_3-95 _a6-g\"><h2 class=\"_3-95 _2pim _a6-h _a6-i\">{who}</h2><div class=\"_3-95 _a6-p\"><div><div></div><div>{text}</div><div></div><div></div></div></div><div class=\"_3-94 _a6-o\"><div class=\"_a72d\">Feb 5, 2021, 8:14:07 PM</div></div></div>", "", "</body></html>"},
    {"telegram-html", 100, "<!DOCTYPE html>\n<html><head><title>Exported Data</title></head><body onload=\"CheckLocation();\"><div class=\"page_wrap\"><div class=\"page_header\"><div class=\"content\"><div class=\"text bold\">Ben</div></div></div><div class=\"page_body chat_page\"><div class=\"history\">\n", "<div class=\"message default clearfix\" id=\"message{n}\"><div class=\"body\"><div class=\"pull_right date details\" title=\"01.03.2024 {clock} UTC+00:00\">10:02</div><div class=\"from_name\">{who}</div><div class=\"text\">{text}</div></div></div>\n", "", "</div></div></div></body></html>\n"},
};
// clang-format on

// Numbers that are the same in every run.
class Dice {
 public:
  std::uint32_t Below(std::uint32_t n) {
    state_ = state_ * 1664525 + 1013904223;
    return state_ / 65536 % n;
  }
  bool Flip() { return flipped_ = Below(2) == 0; }
  bool flipped() const { return flipped_; }

 private:
  std::uint32_t state_ = 1;
  bool flipped_ = false;
};

std::string Sentence(Dice* dice) {
  static const char* const kWords[] = {"you",  "the",  "tomorrow", "kitchen",   "i",       "said",
                                       "when", "home", "late",     "caf\u00e9", "nothing", "we"};
  std::string text;
  for (std::uint32_t words = 1 + dice->Below(16); words > 0; --words) {
    text += kWords[dice->Below(12)];
    text += words > 1 ? " " : "";
  }
  return text;
}

// Which of many people writes the record, or gets it. Each is one of a pair.
std::int64_t Person(std::int64_t n, bool writes) {
  constexpr std::uint32_t kPairs = 200;
  const std::uint32_t mixed = static_cast<std::uint32_t>(n) * 2654435761u >> 12;
  return mixed / 2 % kPairs * 2 + (mixed % 2 == (writes ? 1 : 0));
}

std::string Number(std::int64_t person, bool home) {
  const std::string last = std::to_string(900000 + person);
  return home ? "07700 " + last : "+447700" + last;
}

std::string Value(std::string_view name, std::int64_t n, Dice* dice) {
  const std::int64_t moment = 1709251200 + n * 7;  // begins at a midnight
  if (name == "n") return std::to_string(n);
  if (name == "who") return dice->Flip() ? "Ada Bell" : "Ben";
  if (name == "whom") return dice->flipped() ? "Ben" : "Ada Bell";
  if (name == "from" || name == "to") return "Person " + std::to_string(Person(n, name == "from"));
  if (name == "dials") return Number(Person(n, true), n % 3 == 0);
  if (name == "dialed") return Number(Person(n, false), n % 5 == 0);
  if (name == "text") return Sentence(dice);
  if (name == "unix") return std::to_string(moment);
  const std::string date = FormatDateTime(moment);
  if (name == "date") return date.substr(0, 10);
  if (name == "dmy") return date.substr(8, 2) + "/" + date.substr(5, 2) + "/" + date.substr(0, 4);
  if (name == "clock") return date.substr(11);
  if (name == "until") return FormatDateTime(moment + 2).substr(11);
  if (name == "ms") return std::to_string(moment % 86400 * 1000);
  return std::to_string(moment % 86400 * 1000 + 2000);
}

std::string Expand(std::string_view record, std::int64_t n, Dice* dice) {
  std::string out;
  for (std::size_t at = 0; at < record.size();) {
    std::size_t end = record[at] == '{' ? record.find('}', at) : record.npos;
    const bool is_name =
        end != record.npos && end > at + 1 && end - at < 8 &&
        record.substr(at + 1, end - at - 1).find_first_not_of("abcdefghijklmnopqrstuvwxyz2") ==
            record.npos;
    if (is_name) {
      out += Value(record.substr(at + 1, end - at - 1), n, dice);
      at = end + 1;
    } else {
      out.push_back(record[at++]);
    }
  }
  return out;
}

std::string Make(const SpeedSample& sample, std::size_t size, std::int64_t* records) {
  Dice dice;
  std::string out = sample.before;
  for (*records = 0; out.size() < size; ++*records) {
    if (*records > 0) out += sample.between;
    out += Expand(sample.record, *records, &dice);
  }
  *records += sample.records_before;
  return out + sample.after;
}

int NumberFrom(const char* variable, int otherwise) {
  const char* value = std::getenv(variable);
  return value != nullptr ? std::atoi(value) : otherwise;
}

// Megabytes in a second, the best of some rounds.
double Measure(const SpeedSample& sample, const std::string& bytes, std::int64_t records) {
  double best = 0;
  for (int round = NumberFrom("EBB_SPEED_ROUNDS", 5); round > 0; --round) {
    auto exports = OpenExport(MemorySource("sample", bytes), "");
    REQUIRE(exports);
    CHECK(exports->at(0).reader->name == sample.reader);
    ReadOptions options;
    options.date_order = DateOrder::kDayFirst;
    CountingSink sink;
    const std::clock_t begin = std::clock();
    REQUIRE(ReadExport(exports->at(0), options, sink));
    const double took = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    CHECK(sink.records == static_cast<std::uint64_t>(records));
    CHECK(sink.skipped == 0);
    best = std::max(best, static_cast<double>(bytes.size()) / 1e6 / took);
  }
  return best;
}

TEST_CASE("every reader of text has its line in the table of speeds") {
  for (const Reader& reader : Readers()) {
    INFO(reader.name);
    const bool listed =
        std::any_of(std::begin(kSpeedSamples), std::end(kSpeedSamples),
                    [&](const SpeedSample& sample) { return sample.reader == reader.name; });
    CHECK(listed == (reader.probe_bytes == nullptr));
  }
}

TEST_CASE("speed of the readers", "[.][speed]") {
  const char* only = std::getenv("EBB_SPEED_READER");
  const auto size = static_cast<std::size_t>(NumberFrom("EBB_SPEED_MB", 16)) * 1000000;
  std::printf("%-16s%8s%8s\n", "reader", "MB/s", "goal");
  for (const SpeedSample& sample : kSpeedSamples) {
    const std::string_view wanted = only != nullptr ? only : sample.reader;
    if (wanted != sample.reader && wanted != sample.what) continue;
    INFO(sample.reader);
    std::int64_t records = 0;
    const std::string bytes = Make(sample, size, &records);
    const double speed = Measure(sample, bytes, records);
    std::printf("%-16s%8.0f%8d%s%s%s\n", sample.reader, speed, sample.goal,
                speed < sample.goal ? "   below" : "", *sample.what != 0 ? "   " : "", sample.what);
  }
}

}  // namespace
}  // namespace ebb
