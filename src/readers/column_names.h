// What the columns of tables are called by other programs, and in other languages.
#pragma once

#include <string_view>

namespace ebb {

// Names other programs use, lower case, blanks as '_'.
inline constexpr std::string_view kConversationNames[] = {
    "conversation_id", "conversation_name", "chat",    "chat_id", "chat_name",
    "thread",          "thread_id",         "channel", "room",    "dialog",
    "dialogue_id",     "match_id",          "root"};
inline constexpr std::string_view kTimeNames[] = {
    "timestamp",  "timestamp_ms", "datetime", "date_time",    "date",       "sent_at", "sent",
    "created_at", "date_sent",    "created",  "message_date", "createtime", "strtime"};
inline constexpr std::string_view kSenderNames[] = {"sender_name", "from",     "author",
                                                    "user",        "username", "user_name",
                                                    "speaker",     "name",     "participant"};
inline constexpr std::string_view kTextNames[] = {"message", "content",    "contents",
                                                  "body",    "utterance",  "message_text",
                                                  "msg",     "strcontent", "messagebody"};

// Beside `sender`, which then is a number.
inline constexpr std::string_view kNamesOfSender[] = {"sender_name", "sendername",
                                                      "sender_display_name", "senderdisplayname"};
inline constexpr std::string_view kDirectionNames[] = {
    "is_from_me", "isfromme", "from_me", "fromme", "is_sender", "issender",
    "is_self",    "isself",   "is_send", "issend", "direction"};
inline constexpr std::string_view kPartnerNames[] = {
    "contact_name", "contact", "partner", "address",   "phone_number",
    "phone",        "number",  "handle",  "handle_id", "sender_or_recipient"};
inline constexpr std::string_view kNumbersOfPartner[] = {"address", "phone_number", "phone",
                                                         "number"};
inline constexpr std::string_view kReceiverNames[] = {
    "receiver", "recipient",   "receiver_name", "recipient_name",
    "to",       "receiver_id", "recipient_id"};
// Whose rows may say "sent" or "received".
inline constexpr std::string_view kPerhapsDirection[] = {"type", "message_type", "msg_type",
                                                         "folder", "box"};

// Asked in this order where none of the above is there; in other languages, too.
inline constexpr std::string_view kMoreTimes[] = {
    "时间",     "日期", "发送时间", "日期时间", "時間",  "日時",  "日付",
    "送信日時", "날짜", "시간",     "일시",     "datum", "zeit",  "zeitpunkt",
    "fecha",    "дата", "Дата",     "время",    "Время", "tarih", "date1"};
inline constexpr std::string_view kMoreSenders[] = {"from_name",
                                                    "fromname",
                                                    "author_name",
                                                    "display_name",
                                                    "displayname",
                                                    "nickname",
                                                    "nick",
                                                    "from_user",
                                                    "sender_username",
                                                    "sender_first_name",
                                                    "from_username",
                                                    "screen_name",
                                                    "发送人",
                                                    "发送者",
                                                    "发言人",
                                                    "发信人",
                                                    "昵称",
                                                    "用户名",
                                                    "用户",
                                                    "傳送者",
                                                    "發送者",
                                                    "送信者",
                                                    "発言者",
                                                    "名前",
                                                    "ユーザー",
                                                    "보낸사람",
                                                    "보낸_사람",
                                                    "작성자",
                                                    "사용자",
                                                    "이름",
                                                    "absender",
                                                    "verfasser",
                                                    "expéditeur",
                                                    "auteur",
                                                    "remitente",
                                                    "remetente",
                                                    "autor",
                                                    "mittente",
                                                    "autore",
                                                    "afzender",
                                                    "отправитель",
                                                    "Отправитель",
                                                    "автор",
                                                    "Автор",
                                                    "nadawca",
                                                    "gönderen",
                                                    "sender_id",
                                                    "senderid",
                                                    "from_id",
                                                    "fromid",
                                                    "interlocutor"};
inline constexpr std::string_view kMoreTexts[] = {
    "内容",       "消息内容", "消息",          "聊天内容",  "文本",      "內容",      "訊息",
    "メッセージ", "本文",     "내용",          "메시지",    "대화",      "nachricht", "inhalt",
    "contenu",    "texte",    "mensaje",       "texto",     "contenido", "mensagem",  "messaggio",
    "testo",      "bericht",  "сообщение",     "Сообщение", "текст",     "Текст",     "wiadomość",
    "treść",      "mesaj",    "utterance_text"};

// Of those, what books and reviews have, too.
inline constexpr std::string_view kDoubtfulSenders[] = {
    "author_name", "display_name", "displayname", "nickname", "nick",   "screen_name", "昵称",
    "用户名",      "用户",         "名前",        "ユーザー", "작성자", "사용자",      "이름",
    "verfasser",   "auteur",       "autor",       "autore",   "автор",  "Автор"};
inline constexpr std::string_view kDoubtfulTexts[] = {
    "内容",  "文本",  "內容",      "本文",  "내용",  "inhalt", "contenu",
    "texte", "texto", "contenido", "testo", "текст", "Текст",  "treść"};

struct DateAndClock {
  std::string_view date, clock;
};
inline constexpr DateAndClock kDatesAndClocks[] = {
    {"date", "time"},  {"date1", "time"}, {"datum", "zeit"}, {"datum", "uhrzeit"},
    {"datum", "tijd"}, {"date", "heure"}, {"fecha", "hora"}, {"data", "hora"},
    {"data", "ora"},   {"дата", "время"}, {"Дата", "Время"}, {"日期", "时间"},
    {"日期", "時間"},  {"日付", "時間"},  {"日付", "時刻"},  {"날짜", "시간"}};

// Of a person, where the sender is an object: "from.first_name".
inline constexpr std::string_view kOfPerson[] = {
    "name",      "display_name", "displayname", "full_name", "fullname", "nickname", "first_name",
    "firstname", "username",     "user_name",   "title",     "id",       "user_id"};
inline constexpr std::string_view kOfChat[] = {"id", "name", "title"};
// Beside words that were somebody else's first; perhaps objects.
inline constexpr std::string_view kForwardedNames[] = {
    "forward_from", "forward_from_chat", "forward_sender_name", "forward_origin", "forwarded_from",
    "fwd_from",     "is_forwarded",      "isforwarded",         "forwarded"};
inline constexpr std::string_view kFirstNames[] = {"first_name", "firstname"};
inline constexpr std::string_view kLastNames[] = {"last_name", "lastname"};
inline constexpr std::string_view kIdsOfPerson[] = {"id", "user_id"};
// Of what people rate.
inline constexpr std::string_view kOfReviews[] = {"评分",  "rating", "score",
                                                  "stars", "titulo", "título"};
inline constexpr std::string_view kOfWords[] = {"text", "body", "content"};

}  // namespace ebb
