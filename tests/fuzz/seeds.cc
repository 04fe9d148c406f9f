#include "fuzz/seeds.h"

#include "readers/gzip_builder.h"
#include "readers/sqlite_builder.h"
#include "readers/tar_builder.h"
#include "readers/zip_builder.h"

namespace ebb::fuzz {
namespace {

const std::string kBracketedSeed =
    "[13.03.24, 10:00:01] Ada: are we on for tonight?\r\n"
    "[13.03.24, 10:00:05] Ben: yes\nsecond line\r\n"
    "[13.03.24, 10:01:00] Ada: \u200eimage omitted\r\n";
const std::string kDashedSeed =
    "13/03/2024, 10:00 - Messages are end-to-end encrypted.\n"
    "13/03/2024, 10:00 - Ada: hi\n"
    "14/03/2024, 22:15 - Ben: <Media omitted>\n";
const std::string kTelegramSeed =
    R"({"name": "Noor", "type": "personal_chat", "id": 7, "messages": [)"
    R"({"id": 1, "type": "message", "date": "2024-03-01T10:00:00", "date_unixtime": "1709287200",)"
    R"( "from": "Noor", "from_id": "user7", "text": ["a\x07 \ud83d\ude00", {"type": "bold",)"
    R"( "text": "b"}], "text_entities": []}, {"id": 2, "type": "service", "text": ""}]})";
const std::string kTableSeed =
    "conversation;time;sender;text\r\nc;03/04/2024 10:00;Ada;\"a;\"\"b\"\"\r\nc\"\r\nc;;Ben;x\r\n";
const std::string kLinesSeed =
    "{\"sender\": \"Ada\", \"text\": \"hi\", \"time\": 1709287200}\n"
    "{\"sender\": \"Ben\", \"text\": \"\\u00e9\", \"time\": \"2024-03-01 10:00\"}\n";
const std::string kTalkSeed =
    "Talk\n[00:00:01] Ada: one\n[00:00:05] Ben: two\nmore\n\n[00:01:00] Ada: three\n"
    "[00:02:00] Ben: four\n";

const std::string kSignalMarkdownSeed =
    "[2024-03-01 18:05:00] Noor: one  \n\n[2024-03-01 18:06:10] Me: \n\n> one\n\ntwo  \n"
    "(- Me: \u2764 -)![a b.jpg](./media/a%20b.jpg)  \n\n";
const std::string kSignalLinesSeed =
    R"({"date": "2024-03-01T18:05:00", "sender": "Noor", "body": "one  ", "quote": "> x", )"
    R"("attachments": []})"
    "\n"
    R"({"date": "2024-03-01T18:06:00", "sender": "Me", "body": "two", "quote": "", )"
    R"("attachments": [{"name": "a"}], "deleted": false})"
    "\n";
const std::string kSigtopTextSeed =
    "Conversation: Noor (+1)\n\nFrom: You\nType: outgoing\nSent: Fri, 1 Mar 2024 18:05:00 +0100\n"
    "Edited: 2 versions\n\n| Version: 2\n| Sent: unknown\n|\n| new\n|\n| Version: 1\n|\n| old\n\n"
    "Type: keychange\nReceived: unknown\n\n";
const std::string kSigtopJsonSeed =
    R"([{"conversationId": "c", "type": "incoming", "source": "+1", "sent_at": 1709316300123,)"
    R"( "body": "a\ufffcb", "quote": {"id": 1}, "attachments": []}, 7])";
const std::string kSignalBackupSeed =
    "[Mar 01, 2024 18:05:00] *** <Noor> sent file \"a\"\n[Mar 01, 2024 18:05:00] <Noor> x (Ben: "
    "\u2764)\n[Mar 01, 2024 18:06:00] *** event\n";
const std::string kSignalCliSeed =
    R"({"envelope": {"sourceUuid": "a", "timestamp": 1709316300000, "editMessage":)"
    R"( {"targetSentTimestamp": 1709316300000, "dataMessage": {"timestamp": 1709316300000,)"
    R"( "message": "x"}}}, "account": "+2"})"
    "\n";

const std::string kSignalHistorySeed =
    R"({"recipient": {"id": "2", "contact": {"aci": "a", "e164": "1", "nickname": {"given":)"
    R"( "N"}}}})"
    "\n"
    R"({"chat": {"id": "7", "recipientId": "2"}})"
    "\n"
    R"({"chatItem": {"chatId": "7", "authorId": "2", "dateSent": "1709316300000", "incoming": {},)"
    R"( "revisions": [{}], "standardMessage": {"text": {"body": "x"}, "quote": {"a": 1}}}})"
    "\n";
const std::string kSignalCsvSeed =
    "_id,thread_id,from_recipient_id,date_sent,date_received,type,body,quote_id\n"
    "1,7,2,1709316300000,1,10485780,\"a, \"\"b\"\"\nc\",0\n2,7,1,1709316300000,1,10485783,d,5\n";
const std::string kTelegramPageSeed =
    "<html><title>Exported Data</title><div class=\"page_header\"><div class=\"text "
    "bold\">Noor</div>"
    "</div><div class=\"history\"><div class=\"message service\" id=\"message-1\"><div "
    "class=\"body "
    "details\">1 May 2023</div></div><div class=\"message default clearfix\" id=\"message1\"><div "
    "class=\"body\"><div class=\"pull_right date details\" title=\"01.05.2023 10:00:00 "
    "UTC+01:00\">10:00</div><div class=\"from_name\">Noor</div><div class=\"media_wrap\"><div "
    "class=\"media_photo\"></div></div><div class=\"text\">a &amp;<br> &#x1F600;<pre>x</pre></div>"
    "</div></div></div></html>";
const std::string kVoicePageSeed =
    "<html><head><title>Me to Mina</title></head><body><div class=\"hChatLog hfeed\"><div "
    "class=\"message\"><abbr class=\"dt\" title=\"2022-03-09T03:13:29.805-05:00\">x</abbr><cite "
    "class=\"sender vcard\"><a class=\"tel\" href=\"tel:+15550000002\"><span "
    "class=\"fn\">Mina</span>"
    "</a></cite>: <q>a<br>b</q></div></div><div class=\"haudio\"><abbr class=\"published\" "
    "title=\"2022-03-09T03:13:29-05:00\"></abbr></div></body></html>";
const std::string kIMessagePageSeed =
    "<html><div class=\"message\"><div class=\"sent iMessage\"><p><span class=\"timestamp\">May "
    "17, "
    "2022  5:29:42 PM</span><span class=\"sender\">Me</span></p><div class=\"message_part\"><span "
    "class=\"bubble\">a</span></div><div class=\"replies\"><div class=\"reply\"><div "
    "class=\"message\"><div class=\"received\"><span class=\"timestamp\">May 17, 2022  5:30:42 "
    "PM</span>"
    "<span class=\"sender\">Sam</span><span class=\"bubble\">b</span></div></div></div></div></div>"
    "</div></html>";
const std::string kSmsSeed =
    "<?xml version='1.0'?><!DOCTYPE smses [<!ENTITY x \"y\">]><smses count=\"2\"><!-- c --><sms "
    "address=\"+447700900123\" date=\"1700000000000\" type=\"1\" body='a &#55357;&#56834; &x;' "
    "readable_date=\"Nov 14, 2023 22:13:20\"/><mms date=\"1700000000000\" msg_box=\"1\" "
    "address=\"1~2\"><parts><part ct=\"text/plain\" text=\"b\"/></parts><addrs><addr address=\"1\" "
    "type=\"137\"/></addrs></mms></smses>";
const std::string kIMessageTextSeed =
    "May 17, 2022  5:29:42 PM (Read by you after 1 second)\nSam\na\n\nb\nTapbacks:\nLoved by Me\n"
    "    May 17, 2022  5:30:42 PM\n    Me\n    c\n\n\nMay 17, 2022  5:31:00 PM Sam left\n\n"
    "May 17, 2022  5:32:00 PM\nMe\nMay 17, 2022  5:32:00 PM d\nEdited 1 second later: e\n\n";

const std::string kDiscordPageSeed =
    "<div class=chatlog><div class=chatlog__message-group><div class=chatlog__message-container "
    "data-message-id=175928847299117063><span class=chatlog__author data-user-id=9>Ada</span>"
    "<div class=chatlog__content>a<img alt=b><div class=chatlog__markdown-quote>q</div></div>"
    "</div></div></div>";
const std::string kElementPageSeed =
    "<html><main class=\"mx_RoomView\"><div class=\"mx_DateSeparator\" aria-label=\"Fri, Mar 1, "
    "2024\"></div><div class=\"mx_Export_EventWrapper\" id=\"1\"><li class=\"mx_EventTile\" "
    "data-self=\"true\"><span class=\"mx_DisambiguatedProfile_displayName\">Ada</span><a "
    "class=\"mx_MessageTimestamp\">18:05</a><blockquote class=\"mx_ReplyChain\">q</blockquote><div "
    "class=\"mx_MTextBody\"><div class=\"mx_EventTile_body\">a<br><p>b</p><pre>c</pre></div></div>"
    "</li></div></main></html>";
const std::string kSignalPageSeed =
    "<html><title>Noor</title><link href=\"../style.css\"><div class=\"msg me\"><span "
    "class=\"date\">2024-03-01</span><span class=\"time\">18:05:00</span><span "
    "class=\"sender\">Me</span><p class=\"quote\">q</p><p class=\"body\"><p>\n a\nb\n </p><figure>"
    "</figure></p></div><div class=\"msg cont\"><div class=\"body\">c</div></div><div "
    "class=\"call\"><time datetime=\"2024-03-01T18:05:00\"></time></div></html>";
const std::string kBackupPageSeed =
    "<html><pre class=\"threadtitle\">Noor</pre><!-- Message: _id:1,type:2 --><div class=\"msg "
    "msg-incoming\"><div class=\"msg-quote\"><pre>q</pre></div><div><pre>a</pre></div><div "
    "class=\"footer\"><span class=\"msg-data\">Mar 01, 2024 18:05:09</span></div></div><div "
    "class=\"msg msg-status\"><pre>b</pre></div></html>";

const std::string kVoicesSeed =
    "WEBVTT\n\nNOTE x\n\nid\n00:01.000 --> 00:02.000\n<v Ada>one <c>two</c> &amp;</v>\n\n"
    "00:02.000 --> 00:03.000\n>> BEN: no [laughs]\n- yes\n\n00:03.000 --> 00:03.010\n- yes\n";
const std::string kSubtitlesSeed =
    "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}Ada: one\n\nmore\n2\n00:00:02,000 --> 00:00:03,000\n"
    "Ben: <i>two</i>\n";
const std::string kCaptionsSeed =
    "0:00:01.000,0:00:02.000\none[br]two\n\n0:00:02.000,0:00:01.000\nx\n";

const std::string kMeetingSeed =
    "10:00:00\t From Ada to Everyone : one\nmore\n10:00:01 From  Ben  to  Everyone:\n\t"
    "Replying to \"one\" no\n10:00:02 From Ada:\n\tadd \U0001f44d\n";
const std::string kSpokenSeed =
    "[Ada B] 23:59:58\none\n\n[.] 00:00:01\r\n[laughs] two\r\n\r\n[Ada B] 12:00:02 am\nthree\n";
const std::string kMainLinesSeed =
    "@UTF8\n@Participants:\tADA Ann Adult, BEN\n\tBen Adult\n*ADA:\t<a b> [//] c (.) &-um d@q ? "
    "\x15"
    "1_20\x15\n%mor:\tx\n*BEN:\t+< (be)cause\n\tno +/.\n@End\n";

const std::string kGridSeed =
    "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0\nxmax = 9.5\ntiers? "
    "<exists>\nsize = 2\nitem []:\nitem [1]:\nclass = \"IntervalTier\"\nname = \"Ada\"\nxmin = 0\n"
    "xmax = 9.5\nintervals: size = 1\nintervals [1]:\nxmin = 0.5\nxmax = 1e1\ntext = \"a "
    "\"\"b\"\"\"\n"
    "\"TextTier\" \"\" 0 9 1 --undefined-- \"x\" ! end\n";

const std::string kTiersSeed =
    "<ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID=\"1\" TIME_VALUE=\"5\"/><TIME_SLOT "
    "TIME_SLOT_ID=\"2\"/></TIME_ORDER><TIER TIER_ID=\"A\"><ANNOTATION><ALIGNABLE_ANNOTATION "
    "TIME_SLOT_REF1=\"1\" TIME_SLOT_REF2=\"2\"><ANNOTATION_VALUE>a &amp; b</ANNOTATION_VALUE>"
    "</ALIGNABLE_ANNOTATION></ANNOTATION></TIER><TIER PARENT_REF=\"A\">x</TIER>"
    "</ANNOTATION_DOCUMENT>";

const std::string kUtterancesSeed =
    R"({"id": "1", "conversation_id": "1", "speaker": "a", "text": "> q\nb", "timestamp": 1709287200})"
    "\n"
    R"({"id": "2", "root": "1", "user": "c", "text": null, "reply-to": "1", "meta": {"x": [1]}})"
    "\n";

// One record of each kind that accounts are written in.
const std::string kMessengerSeed =
    R"({"participants": [{"name": "Ada"}, {"name": "Ben"}], "messages": [{"sender_name": "Ada",)"
    R"( "timestamp_ms": 1700000000123, "content": "\u00c3\u00a9 x", "share": {"link": "l"}},)"
    R"( {"sender_name": "Ben", "timestamp_ms": 1, "content": "You called Ada.", "photos": [{}],)"
    R"( "is_unsent": false}], "title": "Ada", "thread_path": "inbox/a"})";
const std::string kSlackSeed =
    R"([{"type": "message", "user": "U1", "ts": "1700000000.000200", "text": "<@U2|b> &gt; <a:b|c>)"
    R"( ```x```\n&gt; q", "blocks": [{"type": "rich_text", "elements": [{"type": "text"}]}],)"
    R"( "files": [{"mode": "tombstone"}], "attachments": [{"is_share": true}]}])";
const std::string kGoogleSeed =
    R"({"messages": [{"creator": {"name": "Ada", "email": "a@b", "user_type": "Human"},)"
    R"( "created_date": "Tuesday, March 7, 2017 at 10:05:09 AM UTC", "text": "x",)"
    R"( "message_id": "s/t/u"}]})";
const std::string kHangoutsSeed =
    R"({"conversations": [{"conversation": {"conversation_id": {"id": "c"}, "conversation":)"
    R"( {"participant_data": [{"id": {"gaia_id": "1"}, "fallback_name": "A"}]}}, "events": [)"
    R"({"sender_id": {"gaia_id": "1"}, "timestamp": "1400000000123456", "chat_message":)"
    R"( {"message_content": {"segment": [{"type": "TEXT", "text": "x"}]}}}]}]})";
const std::string kSkypeSeed =
    R"({"userId": "8:b", "conversations": [{"id": "8:a", "displayName": "A", "MessageList": [)"
    R"({"displayName": "A", "originalarrivaltime": "2024-05-06T07:08:09.1Z", "messagetype":)"
    R"( "RichText", "content": "<quote><b>x</b></quote>y &lt;<e_m t=\"1\"/>", "from": "8:a"}]}]})";
const std::string kElementSeed =
    R"({"room_name": "K", "room_creator": "A", "exported_by": "B", "messages": [{"type":)"
    R"( "m.room.message", "sender": "@a:x", "content": {"msgtype": "m.text", "body": "> q\n\nx",)"
    R"( "m.relates_to": {"m.in_reply_to": {"event_id": "e"}}}, "origin_server_ts": 5,)"
    R"( "event_id": "f"}, {"type": "m.room.message", "sender": "@a:x", "content": {"m.new_content":)"
    R"( {"body": "y"}, "m.relates_to": {"rel_type": "m.replace", "event_id": "f"}}}]})";
const std::string kSnapchatSeed =
    R"({"a": [{"From": "a", "Media Type": "TEXT", "Created": "2024-03-04 05:06:07 UTC",)"
    R"( "Content": "x &amp; y", "IsSender": true}], "Sent Saved Chat History": [{"To": "b",)"
    R"( "Media Type": "TEXT", "Created": "2024-03-04 05:06:07 UTC", "Text": "z"}]})";
const std::string kXSeed =
    R"(window.YTD.direct_messages.part0 = [{"dmConversation": {"conversationId": "1-2", "messages":)"
    R"( [{"messageCreate": {"senderId": "1", "text": "x", "createdAt": "5"}}]}}])";
const std::string kMetaPageSeed =
    "<html><title>Ada</title><div>Participants: Ada and Ben</div><div class=\"_a6-g\"><h2 "
    "class=\"_a6-h\">Ada</h2><div class=\"_a6-p\"><div><div></div><div>x<br>y</div><ul><li>r</li>"
    "</ul><a href=\"http://z\">z</a></div></div><div class=\"_a6-o\"><div class=\"_a72d\">Feb 5, "
    "2021, 8:14 PM</div></div></div></html>";
const std::string kMetaLinesSeed =
    "<p>Participants: Ada, Ben</p><p>Ada</p><p>x</p><p>5 Feb 2021, 20:14</p>";

const std::string kTeamsSeed =
    R"([{"id": "1", "messageType": "message", "createdDateTime": "2024-03-01T18:05:00.123Z", )"
    R"("chatId": "19:x", "from": {"user": {"id": "u", "displayName": "A"}}, "body": {)"
    R"("contentType": "html", "content": "<attachment id=\"1\"></attachment><p>x &amp; y</p>"},)"
    R"( "attachments": [{"contentType": "messageReference"}], "deletedDateTime": null}])";
const std::string kTeamsServiceSeed =
    R"({"messages": [{"composetime": "2024-03-01T18:05:00.123Z", "imdisplayname": "A", "from":)"
    R"( "https://x/contacts/8:orgid:u", "messagetype": "RichText/Html", "content": "<p>x</p>",)"
    R"( "properties": {"edittime": "5"}, "conversationid": "19:x"}]})";
const std::string kLineSeed =
    "[LINE] Chat history with Bo\nSaved on: 05/03/2024, 10:00\n\nSun, 28/01/2024\n10:02 AM\tBo\t"
    "\"a\nb\"\n10:03PM\tAda\t[Photo]\n";
const std::string kKakaoSeed =
    "KakaoTalk Chats with Bo\n\n8:34pm, July 9, 2024\n8:34pm, July 9, 2024, you : hi\nso\n";
const std::string kKakaoDesktopSeed =
    "Bo with KakaoTalk Chats\n--------------- Thursday, August 1, 2024 ---------------\n"
    "[Bo] [2:37 PM] one\ntwo\n";
const std::string kQqSeed = "消息对象:Bo\n\n2019-07-16 18:15:05 Bo(100017)\n[图片]a\n\n";
const std::string kQceTextSeed =
    "[QQChatExporter V5]\n聊天名称: x\n\nBo:\n时间: 2024-01-01 00:01:40\n内容: [回复 : a]\nb\n";
const std::string kWeChatTextSeed =
    "2024-02-01 10:00:00 小林\n在吗\n\n今晚\n\n2024-02-01 10:01:00 我\n[图片]\n\n";
const std::string kViberSeed = "=\"17/08/2014\"\t12:52:56\t=\"Me\"\t=\"+1\"\t\"Hi\"\n";

const std::string kDiscordSeed =
    R"({"guild": {"id": "0"}, "channel": {"id": "4"}, "messages": [{"id": "175928847299117063", )"
    R"("type": "Reply", "content": "> a\n<@1> b", "author": {"id": "9", "name": "Ada"}}]})";
const std::string kPackageSeed =
    R"([{"ID": 10, "Timestamp": "2024-03-01 18:05:02", "Contents": "a"}])";
const std::string kWeChatSeed =
    R"({"weflow": {}, "session": {"wxid": "a"}, "messages": [{"createTime": 1700000000, )"
    R"("type": "x", "content": "a", "isSend": 1, "senderUsername": "b"}]})";
const std::string kChatLabSeed =
    "{\"_type\":\"header\",\"chatlab\":{},\"meta\":{\"name\":\"x\"}}\n"
    "{\"_type\":\"message\",\"sender\":\"2\",\"timestamp\":1703001600,\"type\":0,"
    "\"content\":\"a\"}\n";
const std::string kQceSeed =
    R"({"metadata": {"name": "QQChatExporter"}, "messages": [{"timestamp": 1704067300000, )"
    R"("sender": {"uid": "u"}, "content": {"text": "a", "resources": [1]}}]})";
const std::string kTinderSeed =
    R"({"Messages": [{"match_id": "M", "messages": [{"from": "You", "message": "a&amp;b", )"
    R"("sent_date": "Tue, 30 Nov 2021 05:08:21 GMT"}]}]})";
const std::string kHingeSeed =
    R"([{"like": [{"timestamp": "2023-01-01 10:00:00", "like": [{"comment": "a"}]}], )"
    R"("chats": [{"body": "b", "timestamp": "2023-01-01 12:00:00"}]}])";

const std::string kIMessageTables =
    "PRAGMA page_size=512; CREATE TABLE handle(ROWID INTEGER PRIMARY KEY, id TEXT);"
    "CREATE TABLE chat(ROWID INTEGER PRIMARY KEY, guid TEXT, chat_identifier TEXT);"
    "CREATE TABLE chat_message_join(chat_id INTEGER, message_id INTEGER);"
    "CREATE TABLE message(ROWID INTEGER PRIMARY KEY, text TEXT, attributedBody BLOB,"
    " handle_id INTEGER, date INTEGER);"
    "INSERT INTO handle VALUES(1,'a'); INSERT INTO chat VALUES(1,'g','a');"
    "INSERT INTO chat_message_join VALUES(1,1);"
    "INSERT INTO message VALUES(1,'one',NULL,1,700000000);";
const std::string kIosTables =
    "PRAGMA page_size=512; CREATE TABLE ZWACHATSESSION(Z_PK INTEGER PRIMARY KEY,"
    " ZSESSIONTYPE INTEGER, ZCONTACTJID VARCHAR, ZPARTNERNAME VARCHAR);"
    "CREATE TABLE ZWAMEDIAITEM(Z_PK INTEGER PRIMARY KEY, ZMESSAGE INTEGER, ZTITLE VARCHAR);"
    "CREATE TABLE ZWAMESSAGE(Z_PK INTEGER PRIMARY KEY, ZCHATSESSION INTEGER, ZISFROMME INTEGER,"
    " ZMESSAGEDATE TIMESTAMP, ZTEXT VARCHAR, ZMESSAGETYPE INTEGER, ZGROUPMEMBER INTEGER,"
    " ZMEDIAITEM INTEGER, ZFROMJID VARCHAR);"
    "INSERT INTO ZWACHATSESSION VALUES(1,0,'1@s.whatsapp.net','Ada');"
    "INSERT INTO ZWAMEDIAITEM VALUES(1,2,'a door');"
    "INSERT INTO ZWAMESSAGE VALUES(1,1,0,700000000.25,'one',0,NULL,NULL,NULL),"
    "(2,1,1,700000060.0,NULL,1,NULL,1,NULL);";
const std::string kAndroidTables =
    "PRAGMA page_size=512;"
    "CREATE TABLE jid(_id INTEGER PRIMARY KEY, user TEXT, server TEXT, raw_string TEXT);"
    "CREATE TABLE chat(_id INTEGER PRIMARY KEY, jid_row_id INTEGER, subject TEXT);"
    "CREATE TABLE message(_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER,"
    " key_id TEXT, sender_jid_row_id INTEGER, timestamp INTEGER, message_type INTEGER,"
    " text_data TEXT);"
    "INSERT INTO jid VALUES(1,'1','s.whatsapp.net','1@s.whatsapp.net');"
    "INSERT INTO chat VALUES(1,1,NULL);"
    "INSERT INTO message VALUES(1,1,0,'a',0,1700000000123,0,'one'),(2,1,1,'b',0,1700000060000,7,"
    "'x');";

std::string DiscordTextSeed() {
  const std::string ruler(62, '=');
  return ruler + "\nGuild: x\nChannel: y\n" + ruler +
         "\n\n[14/1/2019 5:52 PM] ada#1\n> q\nhi\n\n{Embed}\nx\n";
}

std::string ZipSeed() {
  return ZipBuilder::Build({{.name = "_chat.txt", .bytes = kBracketedSeed},
                            {.name = "t.csv",
                             .bytes = DeflatedRun('t', 300),
                             .method = 8,
                             .size = 300,
                             .checksum = Crc32(std::string(300, 't'))}});
}

const std::string kQqPageSeed =
    "From: <Save by Tencent MsgMgr>\r\nSubject: Tencent IM Message\r\n\r\n--x\r\nContent-Type: "
    "text/html\r\n\r\n<html><title>QQ Message</title><body><table><tr><td><div "
    "style=padding-left:10px;>消息对象:小鹿</div></td></tr><tr><td style=x>日期: "
    "2012/4/11</td></tr><tr><td><div style=color:#42B475;><div "
    "style=float:left;>a(1)</div>12:28:18</div><div style=x><font a='b'>b<br>c</font><IMG "
    "src=\"x\"></div></td></tr></table></body></html>\r\n--x\r\nAAAA\r\n--x--\r\n";
const std::string kSnapchatTablesSeed =
    "<html><h3>Received Saved Chat History</h3><table><tr><th>From</th><th>Media "
    "Type</th><th>Created</th></tr><tr><td>ada</td><td>TEXT</td><td>2022-03-04 05:06:07 "
    "UTC</td></tr><tr><td>a</td></tr></table><h3>Sent Saved Chat "
    "History</h3><table><tr><th>To</th></tr><tr><td>ada</td><td>MEDIA</td><td>2022-03-04 05:06:08 "
    "UTC</td></tr></table></html>";
const std::string kSnapchatCardsSeed =
    "<html><div class=\"rightpanel\"><h1>ada</h1><div><h4>ada</h4>TEXT<p>a</p><h6>2024-03-04 "
    "05:06:07 UTC</h6></div><div><h4>ben</h4>MEDIA<h6>x</h6></div></div></html>";
const std::string kMemoTracePageSeed =
    "<html><title>a</title><div id=\"chat-container\"></div><script>const chatMessages = [ { "
    "type:1, text: "
    "'a\\'b<br>',is_send:1,timestamp:1700000000,displayname:'c'},{type:49,sub_type:57,text:'d',"
    "timestamp:1,displayname:'e'},\n];</script></html>";
constexpr const char* kElementLinesSeed =
    "1/25/2024, 10:02:03 AM - Ada joined the room\n1/25/2024, 10:02:05 AM - Ada: <Ben \"a\"> b\n"
    "1/25/2024, 10:02:06 AM - Ben sent an image. (Media omitted)\n1/25/2024, 10:02:07 AM - * Ada "
    "waves\n";

}  // namespace

std::string TreeSeed(const std::vector<std::pair<std::string, std::string>>& files) {
  std::string out;
  for (const auto& [path, bytes] : files) out += kTreeFile + path + kTreeBytes + bytes;
  return out;
}

Seeds DecodeSeeds() {
  return {kBracketedSeed, "caf\xe9",
          std::string("\xff\xfe"
                      "a\0b\0",
                      6)};
}
Seeds ZipSeeds() { return {ZipSeed()}; }
Seeds TarSeeds() {
  return {TarBuilder::Build({{.name = "_chat.txt", .bytes = kBracketedSeed},
                             {.name = "h", .bytes = TarBuilder::Pax("path", "a/b"), .type = 'x'},
                             {.name = "b", .bytes = "words"}}),
          TarBuilder::Build({{.name = "l", .bytes = "a/long/name", .type = 'L'},
                             {.name = "a", .bytes = "x", .size_field = TarBuilder::Bits(1)},
                             {.name = "link", .type = '2'}})};
}
const std::string kWordSeed =
    "<w:document xmlns:w=\"x\"><w:body><w:p><w:r><w:t>Ada   0:03</w:t><w:br/><w:t>one &amp; "
    "two</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Ben   0:05</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p/><w:p><w:r><mc:AlternateContent><mc:Choice><w16se:symEx w16se:char=\"1F600\"/>"
    "</mc:Choice><mc:Fallback><w:t>x</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p></w:tc>"
    "</w:tr></w:tbl><w:p><w:r><w:t>Ada   0:07</w:t><w:br/><w:tab/><w:t>three</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>Ben   0:09</w:t><w:br/><w:t>four</w:t></w:r></w:p></w:body></w:document>";
const std::string kOpenTextSeed =
    "<office:document-content><office:body><office:text><text:h>Ada: one</text:h><text:p>Ben:"
    "<text:s text:c=\"2\"/>two<text:note>x</text:note></text:p><text:p>Ada: <text:tab/>three"
    "<text:line-break/>more</text:p><table:table><table:table-row><table:table-cell><text:p>Ben: "
    "four</text:p></table:table-cell></table:table-row></table:table></office:text></office:body>"
    "</office:document-content>";
const std::string kOpenTextType = "application/vnd.oasis.opendocument.text";

Seeds OpenSeeds() {
  return {ZipBuilder::Build({{.name = "word/document.xml", .bytes = kWordSeed}}),
          ZipSeed(),
          Gzip(kDashedSeed),
          Gzip(TarSeeds()[0]),
          kBracketedSeed,
          kDashedSeed,
          kTelegramSeed,
          kTableSeed,
          kLinesSeed,
          kTalkSeed,
          BuildDatabase(kIMessageTables)};
}
Seeds TreeSeeds() {
  const std::string inbox = "messages/inbox/";
  return {
      TreeSeed({{"word/document.xml", kWordSeed}}),
      TreeSeed({{"mimetype", kOpenTextType}, {"content.xml", kOpenTextSeed}}),
      TreeSeed({{inbox + "ada_1/message_1.json", kMessengerSeed},
                {inbox + "ada_1/message_2.json", kMessengerSeed},
                {inbox + "ben_2/message_1.json", kMessengerSeed},
                {inbox + "ben_2/message_1.html", kMetaPageSeed}}),
      TreeSeed({{"users.json", R"([{"id": "U1", "profile": {"real_name": "Ada"}}])"},
                {"channels.json", R"([{"id": "C1", "name": "home", "members": ["U1"]}])"},
                {"home/2024-01-01.json", kSlackSeed},
                {"home/2024-01-02.json", kSlackSeed}}),
      TreeSeed({{"Groups/DM 1/messages.json", kGoogleSeed},
                {"Groups/DM 1/group_info.json",
                 R"({"name": "K", "members": [{"name": "Ada", "email": "a@b"}]})"},
                {"Users/User 1/user_info.json", R"({"user": {"name": "Ada", "email": "a@b"}})"}}),
      TreeSeed({{"Messages/index.json", R"({"42": "Direct Message with bo#0"})"},
                {"Messages/c42/messages.json", kPackageSeed},
                {"Messages/c42/channel.json", R"({"id": "42", "type": "DM"})"}}),
      TreeSeed(
          {{"data/account.js",
            R"(window.YTD.account.part0 = [{"account": {"accountId": "1", "username": "a"}}])"},
           {"data/direct-messages.js", kXSeed}}),
      TreeSeed({{"chats/chat_01/messages.html", kTelegramPageSeed},
                {"chats/chat_01/messages2.html", kTelegramPageSeed}}),
      TreeSeed({{"Calls/Mina - Text - 2022-03-09T03_13_29Z.html", kVoicePageSeed},
                {"Calls/Mina - Text - 2022-03-10T03_13_29Z.html", kVoicePageSeed}}),
      TreeSeed({{"KakaoTalk_Chats-1.txt", kKakaoSeed}, {"KakaoTalk_Chats-2.txt", kKakaoSeed}}),
      TreeSeed({{"corpus.json", "{}"},
                {"speakers.json", R"({"a": {"meta": {"name": "x"}}})"},
                {"utterances.jsonl", kUtterancesSeed}}),
      TreeSeed({{"chat/manifest.json",
                 R"({"metadata": {"name": "QQChatExporter V5", "format": "chunked-jsonl"}, )"
                 R"("chatInfo": {"name": "H", "selfUid": "u"}, "chunked": {"chunks": []}})"},
                {"chat/chunks/chunk_0001.jsonl",
                 R"({"id": "a", "timestamp": 1775483559000, "sender": {"uid": "u"}, "type": )"
                 R"("text", "content": {"text": "hi"}})"}}),
      TreeSeed({{"main.jsonl", kSignalHistorySeed}, {"metadata.json", "{}"}}),
  };
}
Seeds WhatsAppSeeds() { return {kBracketedSeed, kDashedSeed, kElementLinesSeed}; }
Seeds TelegramSeeds() { return {kTelegramSeed}; }
Seeds SignalSeeds() {
  return {kSignalMarkdownSeed, kSignalLinesSeed, kSigtopTextSeed,    kSigtopJsonSeed,
          kSignalBackupSeed,   kSignalCliSeed,   kSignalHistorySeed, kSignalCsvSeed};
}
Seeds DatabaseSeeds() {
  return {BuildDatabase(kIMessageTables), BuildDatabase(kIosTables), BuildDatabase(kAndroidTables),
          Typedstream("one"), SummaryInfo({"a", "b"}, true)};
}
Seeds PageSeeds() {
  return {kTelegramPageSeed,   kVoicePageSeed,     kIMessagePageSeed, kDiscordPageSeed,
          kElementPageSeed,    kSignalPageSeed,    kBackupPageSeed,   kQqPageSeed,
          kSnapchatTablesSeed, kSnapchatCardsSeed, kMemoTracePageSeed};
}
Seeds SmsBackupSeeds() { return {kSmsSeed}; }
Seeds IMessageTextSeeds() { return {kIMessageTextSeed}; }
Seeds ChatTextSeeds() {
  return {kLineSeed, kKakaoSeed,   kKakaoDesktopSeed, DiscordTextSeed(),
          kQqSeed,   kQceTextSeed, kWeChatTextSeed,   kViberSeed};
}
Seeds ChatJsonSeeds() {
  return {kDiscordSeed, kPackageSeed, kWeChatSeed, kChatLabSeed, kQceSeed, kTinderSeed, kHingeSeed};
}
Seeds ChatTableSeeds() {
  return {"Date,User,Message\n2024-03-01 10:44:52,\"Ada\",\"a\nb\"\n",
          "AuthorID,Author,Date,Content,Attachments,Reactions\n"
          "9,a#1,2023-01-01T10:00:00+01:00,b,,\n",
          "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime\n"
          "1,3,49,57,0,1700000000,,<title>a</title>,x\n",
          "Chat Session,Message Date,Type,Sender ID,Sender Name,Text,Attachment\n"
          "Noor,2024-03-01 10:44:52,Incoming,+1,Noor,a,\nNoor,2024-03-01 10:45,Outgoing,,,b,c\n"};
}
Seeds CaptionSeeds() {
  return {kVoicesSeed, kSubtitlesSeed, kCaptionsSeed, kMeetingSeed, kSpokenSeed};
}
Seeds ResearchSeeds() {
  return {kMainLinesSeed, kGridSeed, kTiersSeed, kUtterancesSeed, "[" + kUtterancesSeed};
}
Seeds TranscriptSeeds() { return {kTalkSeed, "**A:** x\nB: y\nA: z\nB: 1\n"}; }
Seeds DelimitedSeeds() {
  return {kTableSeed, kLinesSeed, "sender\ttext\nAda\thi\n",
          R"({"messages": [{"sender": "Ada", "text": "hi"}, {"sender": "Ben", "text": "x"}, 7]})"};
}
Seeds AccountSeeds() {
  return {kMessengerSeed, kSlackSeed,        kGoogleSeed,  kHangoutsSeed, kSkypeSeed,
          kTeamsSeed,     kTeamsServiceSeed, kElementSeed, kSnapchatSeed, kXSeed};
}
Seeds MetaPageSeeds() { return {kMetaPageSeed, kMetaLinesSeed}; }

}  // namespace ebb::fuzz
