// What the reader takes for typed words and what for the app's, body by body.
#include <catch2/catch.hpp>
#include <ctime>
#include <fstream>
#include <set>
#include <string>

#include "readers/collect_sink.h"
#include "readers/read_bytes.h"
#include "readers/whatsapp.h"

namespace ebb {
namespace {

#define LRM "\u200E"
#define RLM "\u200F"

struct BodyCase {
  const char* body;
  MessageKind kind;
  const char* text;
};

// The body is the second record, so that rules for the first record of a file do not meet it.
KeptMessage ReadBody(const std::string& first, const std::string& head, const std::string& body,
                     const std::string& end) {
  const std::string text = first + end + head + body + end + head + "more" + end;
  CollectSink sink;
  const auto source = MemorySource("chat.txt", text);
  const auto report = kWhatsAppReader.read(*source, {}, sink);
  if (!report) FAIL(report.error().message);
  REQUIRE(sink.records.size() == 3);
  REQUIRE(sink.records[2].text == "more");
  return sink.records[1];
}

KeptMessage OnAndroid(const std::string& body) {
  return ReadBody("18/03/2022, 14:56 - Ben: hi", "18/03/2022, 14:57 - Ana: ", body, "\n");
}
KeptMessage OnIos(const std::string& body) {
  return ReadBody("[18/03/2022, 14:56:01] Trip: " LRM
                  "Messages and calls are end-to-end encrypted.",
                  "[18/03/2022, 14:57:01] Ana: ", body, "\r\n");
}
KeptMessage OnUnmarkedIos(const std::string& body) {
  return ReadBody("[18/03/2022, 14:56:01] Ben: hi", "[18/03/2022, 14:57:01] Ana: ", body, "\n");
}

constexpr auto kText = MessageKind::kText, kMedia = MessageKind::kMedia, kCall = MessageKind::kCall,
               kDeleted = MessageKind::kDeleted, kLocation = MessageKind::kLocation,
               kContact = MessageKind::kContact, kPoll = MessageKind::kPoll,
               kOther = MessageKind::kOther, kNotice = MessageKind::kNotice;

const BodyCase kAndroidBodies[] = {
    // Typed.
    {"hello", kText, "hello"},
    {"ok", kText, "ok"},
    {"(no)", kText, "(no)"},
    {"see you :)", kText, "see you :)"},
    {"<3", kText, "<3"},
    {"<not a marker>", kText, "<not a marker>"},
    {"nullify", kText, "nullify"},
    {"the call was missed", kText, "the call was missed"},
    {"Missed voice call again?", kText, "Missed voice call again?"},
    {"my plan.pdf (second version)", kText, "my plan.pdf (second version)"},
    {"location: behind the shop", kText, "location: behind the shop"},
    {LRM "typed after a mark", kText, LRM "typed after a mark"},
    {"messages and calls are end-to-end encrypted, I read", kText,
     "messages and calls are end-to-end encrypted, I read"},
    {"line one\n\nline three", kText, "line one\n\nline three"},
    {"\n\nafter empty lines", kText, "\n\nafter empty lines"},
    {"look https://maps.google.com/?q=1,2", kText, "look https://maps.google.com/?q=1,2"},
    // Files left out, with captions below.
    {"<Media omitted>", kMedia, ""},
    {"<media omitted>", kMedia, ""},
    {"<Medien ausgeschlossen>", kMedia, ""},
    {"<Archivo omitido>", kMedia, ""},
    {"< M\u00E9dia vynech\u00E1na >", kMedia, ""},
    {"<\u0424\u0430\u0439\u043B \u043F\u0440\u043E\u043F\u0443\u0449\u0435\u043D>", kMedia, ""},
    {"<\u30E1\u30C7\u30A3\u30A2\u306F\u542B\u307E\u308C\u3066\u3044\u307E\u305B\u3093>", kMedia,
     ""},
    {"<Media omitted>\nour garden\nin May", kMedia, "our garden\nin May"},
    {"<Media omitted>\nOffer 2022.pdf", kMedia, ""},
    {"<Video note omitted>", kMedia, ""},
    {"<View once voice message omitted>", kOther, ""},
    // Files included.
    {"IMG-20220323-WA0002.jpg (file attached)", kMedia, ""},
    {"IMG-20220323-WA0002.jpg (file attached)\nour garden", kMedia, "our garden"},
    {LRM "IMG-20220323-WA0002.jpg (Datei angeh\u00E4ngt)", kMedia, ""},
    {"PTT-20220323-WA0002.opus (some new wording)", kMedia, ""},
    {"holiday plan.docx (archivo adjunto)", kMedia, ""},
    {"Ben.vcf (file attached)", kContact, ""},
    {"\u0641\u0627\u06CC\u0644 \u067E\u06CC\u0648\u0633\u062A \u0634\u062F plan.pdf", kMedia, ""},
    // Deleted.
    {"This message was deleted", kDeleted, ""},
    {"This message was deleted.", kDeleted, ""},
    {"You deleted this message", kDeleted, ""},
    {"Diese Nachricht wurde gel\u00F6scht", kDeleted, ""},
    // Places.
    {"location: https://maps.google.com/?q=51.5,-0.1", kLocation, ""},
    {"Standort: https://maps.google.com/?q=51.5,-0.1", kLocation, ""},
    {"Blue Cafe\nHigh Street\nhttps://foursquare.com/v/0123456789abcdef01234567", kLocation, ""},
    {"live location shared", kLocation, ""},
    // Calls.
    {"Missed voice call", kCall, ""},
    {"Verpasster Videoanruf", kCall, ""},
    {"Missed group video call", kCall, ""},
    // Polls.
    {"POLL:\nWho drives?\nOPTION: Ana (2 votes)\nOPTION: Ben (0 votes)", kPoll, "Who drives?"},
    {"UMFRAGE:\nWer?\nOPTION: Ana (2 Stimmen)", kPoll, "Wer?"},
    {"POLL:\nthe results are in", kText, "POLL:\nthe results are in"},
    // Nothing, or nothing usable.
    {"", kOther, ""},
    {" ", kOther, ""},
    {"null", kOther, ""},
    {"Waiting for this message. This may take a while.", kOther, ""},
};

const BodyCase kIosBodies[] = {
    {"hello", kText, "hello"},
    {"well " LRM "well", kText, "well " LRM "well"},
    {LRM "image omitted", kMedia, ""},
    {"image omitted", kMedia, ""},
    {LRM "GIF omitted", kMedia, ""},
    {LRM "Bild weggelassen", kMedia, ""},
    {LRM "Contact card omitted", kContact, ""},
    {"our garden " LRM "image omitted", kMedia, "our garden"},
    {"our garden\nin May\n" LRM "image omitted", kMedia, "our garden\nin May"},
    {"Plan.pdf \u2022 " LRM "2 pages " LRM "document omitted", kMedia, ""},
    {LRM "<attached: 00000035-PHOTO-2022-03-27-21-41-55.jpg>", kMedia, ""},
    {LRM "<neues Wort: 00000035-PHOTO-2022-03-27-21-41-55.jpg>", kMedia, ""},
    {LRM "<Anhang: 00000044-Plan.pdf>", kMedia, ""},
    {LRM "< pi\u00E8ce jointe : 00000044-Plan.pdf >", kMedia, ""},
    {LRM "<00000044-Plan.pdf eklendi>", kMedia, ""},
    {LRM "<attached: 00000042-Ben.vcf>", kContact, ""},
    {"Plan.pdf " LRM "<attached: 00000046-Plan.pdf>", kMedia, ""},
    {"our garden " LRM "<attached: 00000035-PHOTO-2022-03-27-21-41-55.jpg>", kMedia, "our garden"},
    {"2015-08-04-PHOTO-00004762.jpg <" LRM "attached>", kMedia, ""},
    // The size of a document is the app's only before a document.
    {"see plan.pdf \u2022 3 times " LRM "image omitted", kMedia, "see plan.pdf \u2022 3 times"},
    {"you hurt me, read plan.pdf \u2022 2 pages " LRM
     "<attached: 00000003-PHOTO-2024-02-10-10-00-00.jpg>",
     kMedia, "you hurt me, read plan.pdf \u2022 2 pages"},
    {"Plan.pdf \u2022 2 pages " LRM "<attached: 00000003-Plan.pdf>", kMedia, ""},
    {LRM "This message was deleted.", kDeleted, ""},
    {LRM "You deleted this message.", kDeleted, ""},
    {LRM "This message was deleted by an admin.", kDeleted, ""},
    {LRM "Location: https://maps.google.com/?q=51.5,-0.1", kLocation, ""},
    {"Blue Cafe (High Street): https://foursquare.com/v/0123456789abcdef01234567", kLocation, ""},
    {LRM "POLL:\nWho drives?\n" LRM "OPTION: Ana (" LRM "2 votes)", kPoll, "Who drives?"},
    {LRM "Missed voice call", kCall, ""},
    {LRM "Voice call, " LRM "2 min", kCall, ""},
    {LRM "Missed video call, " LRM "Tap to call back", kCall, ""},
    {LRM "Your security code with Ana changed. " LRM "Tap to learn more.", kNotice,
     LRM "Your security code with Ana changed. " LRM "Tap to learn more."},
    {LRM "Ana changed the subject to \u201CRe: trip\u201D", kNotice,
     LRM "Ana changed the subject to \u201CRe: trip\u201D"},
    // This file's notice shows that its app marks its own words: unknown ones are nobody's.
    {LRM "some wording of a later version", kOther, ""},
};

void CheckCases(const BodyCase* cases, std::size_t count, KeptMessage (*read)(const std::string&)) {
  for (std::size_t i = 0; i < count; ++i) {
    INFO(cases[i].body);
    const KeptMessage m = read(cases[i].body);
    CHECK(MessageKindName(m.kind) == MessageKindName(cases[i].kind));
    CHECK(m.text == cases[i].text);
    CHECK(m.sender == (cases[i].kind == kNotice ? "" : "Ana"));
  }
}

TEST_CASE("bodies on Android") { CheckCases(kAndroidBodies, std::size(kAndroidBodies), OnAndroid); }
TEST_CASE("bodies on iOS") { CheckCases(kIosBodies, std::size(kIosBodies), OnIos); }

TEST_CASE("a mark alone does not make typed text the app's") {
  CHECK(OnUnmarkedIos(LRM "typed after a mark").kind == kText);
  CHECK(OnUnmarkedIos(RLM "\u05E9\u05DC\u05D5\u05DD").kind == kText);
  CHECK(OnIos(RLM "\u05E9\u05DC\u05D5\u05DD").kind == kText);
}

TEST_CASE("the chat's name is no participant") {
  const KeptMessage m =
      ReadBody("[18/03/2022, 14:56:01] Trip: " LRM "Messages and calls are end-to-end encrypted.",
               "[18/03/2022, 14:57:01] ", "Trip: " LRM "wording nobody has listed", "\r\n");
  CHECK(m.kind == kNotice);
  CHECK(m.sender.empty());
}

TEST_CASE("on an iPhone the encryption notice that begins a chat needs no mark") {
  const std::string notice =
      "Messages and calls are end-to-end encrypted. No one else can read them.";
  const std::string text =
      "[18/03/2022, 14:56:01] Ada: " + notice +
      "\n[18/03/2022, 14:57:01] Ada: hi\n[18/03/2022, 14:58:01] Ben: " + notice + "\n";
  const ReadOutcome outcome = ReadChecked(kWhatsAppReader, text);
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 3);
  CHECK(outcome.sink.records[0].kind == kNotice);
  CHECK(outcome.sink.records[1].sender == "Ada");
  CHECK(outcome.sink.records[2].kind == kText);  // somebody quotes it
  const ReadOutcome talk = ReadChecked(
      kWhatsAppReader,
      "[18/03/2022, 14:56:01] Ada: I read this is end-to-end encrypted, so tell me the truth\n"
      "[18/03/2022, 14:57:01] Ben: ok\n[18/03/2022, 14:58:01] Ada: no\n");
  REQUIRE(talk.sink.records.size() == 3);
  CHECK(talk.sink.records[0].kind == kText);
}

// Every language whose notice is known by its words is known by how it begins, too.
TEST_CASE("the table of markers knows how each language's encryption notice begins") {
  std::ifstream table(EBB_SOURCE_DIR "/src/readers/whatsapp_markers.tsv");
  std::set<std::string> known, beginning;
  for (std::string line; std::getline(table, line);) {
    const std::string language = line.substr(0, line.find_first_of("\t-"));  // pt of pt-BR
    if (line.find("\tencryption\t") != line.npos) known.insert(language);
    if (line.find("\tencryption_begin\t") != line.npos) beginning.insert(language);
  }
  CHECK(known.size() > 30);
  CHECK(beginning == known);
}

TEST_CASE("the encryption notice that begins a chat needs no mark in many scripts") {
  const char* const notices[] = {
      "Повідомлення й дзвінки захищено наскрізним шифруванням.",
      "ข้อความและการโทรได้รับการเข้ารหัสจากต้นทางถึงปลายทาง",
      "Tin nhắn và cuộc gọi được mã hóa đầu cuối.",
      "الرسائل والمكالمات مشفرة تمامًا بين الطرفين.",
      "ההודעות והשיחות מוצפנות מקצה-לקצה.",
      "メッセージと通話はエンドツーエンドで暗号化されています。",
      "메시지와 통화는 종단간 암호화됩니다.",
      "消息和通话都进行端到端加密。",
      "Meddelanden och samtal är helt krypterade.",
  };
  for (const char* const notice : notices) {
    INFO(notice);
    const ReadOutcome outcome = ReadChecked(
        kWhatsAppReader,
        "[18/03/2022, 14:56:01] Ada: " + std::string(notice) +
            "\n[18/03/2022, 14:57:01] Ada: hi\n[18/03/2022, 14:58:01] Ben: " + notice + "\n");
    REQUIRE(outcome.sink.records.size() == 3);
    CHECK(outcome.sink.records[0].kind == kNotice);
    CHECK(outcome.sink.records[2].kind == kText);
  }
}

TEST_CASE("only a marker that names the exporter proves who that is") {
  CHECK(OnAndroid("You deleted this message").from_me);
  CHECK(OnIos(LRM "You deleted this message.").from_me);
  CHECK_FALSE(OnAndroid("This message was deleted").from_me);
  // Used for "by you" in one kind of Portuguese and for "by the other" in another.
  CHECK_FALSE(OnAndroid("Esta mensagem foi apagada").from_me);
  CHECK(OnAndroid("Esta mensagem foi apagada").kind == kDeleted);
}

TEST_CASE("call lines are the app's, with and without marks") {
  for (const char* call : {"Voice call, 5 min", "Video call, 1 hr 5 min",
                           "Missed voice call, Tap to call back", "Missed call, Click to call back",
                           "Missed call, 12 min \u2022 3 joined", "Videoanruf, 12 Min."}) {
    INFO(call);
    for (const KeptMessage& m :
         {OnAndroid(call), OnUnmarkedIos(call), OnIos(std::string(LRM) + call)}) {
      CHECK(m.kind == kCall);
      CHECK(m.text.empty());
    }
  }
  CHECK(OnIos(LRM "Silenced voice call, Focus mode").kind == kCall);
  CHECK(OnIos(LRM "No answer, 3 times").kind == kCall);
  CHECK(OnIos(LRM "Voice call, No answer").kind == kCall);
  CHECK(OnUnmarkedIos(LRM "Missed call, Unanswered").kind == kCall);
  for (const char* typed :
       {"Voice call, maybe?", "Video call, 10 or 11?", "Voice call", "Voice call, later",
        "Video call, 8pm tonight", "Missed call, 5 minutes ago", "No answer, 3 times now",
        "missed call, try again", "Voice call, declined", "Video call, 20 h", "No answer, 5 min",
        "Missed call, no answer", "Llamada perdida, sin respuesta"}) {
    INFO(typed);
    CHECK(OnAndroid(typed).text == typed);
    CHECK(OnUnmarkedIos(typed).text == typed);
  }
}

TEST_CASE("what happens in a group on an iPhone is told under the name of who did it") {
  for (const char* event :
       {"Ana left", "Ana added Ben", "Ana was added", "Ana wants something nobody has listed"}) {
    INFO(event);
    CHECK(OnIos(std::string(LRM) + event).kind == kNotice);
  }
  CHECK(OnUnmarkedIos("Ana pinned a message").kind == kNotice);
  CHECK(OnUnmarkedIos("Ana changed the subject to \u201CRe: one, two and all the rest of it\u201D")
            .kind == kNotice);
  CHECK(OnUnmarkedIos("Ana changed their phone number to a new number. Tap to message, or not.")
            .kind == kNotice);
  for (const char* event :
       {"Ana created group \u201CYou, me and our sad dogs\u201D",
        "Ana hat die Gruppe \u201EDu, ich und die Enkel\u201C erstellt",
        "Ana cre\u00F3 el grupo \u00ABT\u00FA, yo y todos los dem\u00E1s de aqu\u00ED\u00BB",
        "Ana a cr\u00E9\u00E9 le groupe \u00AB Toi, moi et les enfants \u00BB",
        "Ana criou o grupo \"um, dois e mais tr\u00EAs e quatro\"",
        "Ana endret emnet fra en, to til tre fire fem seks",
        "Ana added you to a group in the community: Street, all of us", "Ana removed you"}) {
    INFO(event);
    CHECK(OnUnmarkedIos(event).kind == kNotice);
  }
  // Her name may be a word, and she may tell of herself.
  for (const char* typed :
       {"Ana you left on time", "Ana you added milk", "Ana is a contact of mine and Ana left",
        "Ana changed to +1 and I hate it", "Ana is a contact, she never trusts",
        "Ana is a contact\nand so on"}) {
    INFO(typed);
    CHECK(OnUnmarkedIos(typed).kind == kText);
    CHECK(OnUnmarkedIos(typed).text == typed);
  }
  CHECK(OnUnmarkedIos("Ana left").kind == kText);
  CHECK(OnUnmarkedIos("Ana will you tell me why you left the group chat").kind == kText);
  CHECK(OnIos("Ana wrote this").kind == kText);
  CHECK(OnIos(LRM "Anastasia").kind == kOther);
}

TEST_CASE("numbers and mentions behind a mark are typed") {
  CHECK(OnIos(LRM "+44 7700 900123").kind == kText);
  CHECK(OnIos(LRM "@\u2068"
                  "Ben\u2069 are you there")
            .kind == kText);
}

TEST_CASE("marks before placeholders do not make words behind a mark the app's") {
  const std::string head = "[18/03/2022, 14:57:01] Ana: " LRM, end = "\r\n";
  const std::string gone = head + "image omitted" + end;
  const ReadOutcome outcome =
      ReadChecked(kWhatsAppReader, gone + gone + gone + head + "You never listen to me" + end);
  REQUIRE(outcome.sink.records.size() == 4);
  CHECK(outcome.sink.records[3].kind == kText);
  CHECK(outcome.sink.records[3].text.find("You never listen to me") != std::string::npos);
}

TEST_CASE("placeholders that are in no list") {
  for (const char* omitted :
       {"<Photo note omitted>", "<Videonotiz weggelassen>", "<Nota de voz omitida>",
        "<Fotos ausgeschlossen>", "<GIFs omitted>", "<Pegatina omitida>", "<Autocollant omis>",
        "<Adesivo oculto>", "<Klisterm\u00E4rke utel\u00E4mnat>", "<Catalog item omitted>",
        "<Produkt weggelassen>", "<Mensagem instant\u00E2nea oculta>",
        "<Nota de v\u00EDdeo omitida>"}) {
    INFO(omitted);
    CHECK(OnAndroid(omitted).kind == kMedia);
    CHECK(OnAndroid(omitted).text.empty());
  }
  for (const char* typed :
       {"<sarcasm omitted>", "<talk about your mother omitted>", "<imagine shouting omitted>",
        "<session notes omitted>", "<contact with my aunt omitted>", "<the photo you hid omitted>",
        "<filed complaint omitted>", "<Sprachlosigkeit weggelassen>"}) {
    CHECK(OnAndroid(typed).text == typed);
    CHECK(OnUnmarkedIos(typed).text == typed);
  }
  CHECK(OnIos(LRM "<anything omitted>").kind == kMedia);
  CHECK(OnAndroid("<words omitted> she said").kind == kText);
  CHECK(OnAndroid("<omitted>").kind == kText);
  // Marks lost on the way.
  CHECK(OnUnmarkedIos("Plan.pdf \u2022 2 pages document omitted").text.empty());
  CHECK(OnUnmarkedIos("Plan.pdf \u2022 1,2 MB document omitted").kind == kMedia);
  CHECK(OnUnmarkedIos("My old-video-plan.pdf \u2022 2 pages <attached: "
                      "00000046-old-video-plan.pdf>")
            .text.empty());
  CHECK(OnUnmarkedIos("see my plan.pdf \u2022 2 pages <attached: "
                      "00000046-PHOTO-2024-01-01-10-00-00.jpg>")
            .text == "see my plan.pdf \u2022 2 pages");
  for (const char* typed : {"Plan \u2022 1 page document omitted", "\u2022 photo image omitted"}) {
    CHECK(OnUnmarkedIos(typed).text == typed);
  }
  CHECK(OnIos("You forgot \u2022 milk " LRM "image omitted").text == "You forgot \u2022 milk");
  CHECK(OnIos("You forgot \u2022 milk \u2022 bread, you never listen " LRM
              "<attached: 00000003-PHOTO-2024-01-01-10-00-00.jpg>")
            .text == "You forgot \u2022 milk \u2022 bread, you never listen");
  CHECK(OnUnmarkedIos("our garden <attached: 00000012-PHOTO-2024-01-01-10-00-00.jpg>").text ==
        "our garden");
  CHECK(OnUnmarkedIos("first \u2022 second").text == "first \u2022 second");
}

TEST_CASE("a long line behind a file's bullet takes no longer than others") {
  std::string typed = "a.pdf \u2022";
  for (int i = 0; i < 200000; ++i) typed += " 1";
  const std::clock_t begun = std::clock();
  CHECK(OnUnmarkedIos(typed).text == typed);  // it took a minute and more
  CHECK(static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC < 2);
}

TEST_CASE("messages that an admin deleted") {
  CHECK(OnIos(LRM "This message was deleted by admin Ben Miller.").kind == kDeleted);
  CHECK(OnAndroid("This message was deleted by admin Ben Miller").kind == kDeleted);
  CHECK_FALSE(OnIos(LRM "You deleted this message as admin").from_me);
  const std::string typed = "This message was deleted by admin because I was rude";
  CHECK(OnAndroid(typed).text == typed);
  for (const char* name : {"Ben van Dyke", "~ Ben", "+44 7700 900123", "\u0410\u043D\u043D\u0430",
                           "MUM", "ADA MILLER", "Ada from school", "Jan gym"}) {
    INFO(name);
    CHECK(OnAndroid("This message was deleted by admin " + std::string(name)).kind == kDeleted);
  }
  for (const char* more : {"Ben because of what I said", "I guess", "LOL", "Ben and so on", "or so",
                           "Because I said so", "jan"}) {
    const std::string words = "This message was deleted by admin " + std::string(more);
    INFO(words);
    CHECK(OnAndroid(words).text == words);
  }
}

TEST_CASE("an admin's name in small letters is known from the chat") {
  const KeptMessage m =
      ReadBody("18/03/2022, 14:56 - jan: hi",
               "18/03/2022, 14:57 - Ana: ", "This message was deleted by admin jan", "\n");
  CHECK(m.kind == kDeleted);
  CHECK(m.text.empty());
}

TEST_CASE("a mark before <...> behind words is a note of the app in any language") {
  const KeptMessage m = OnIos("one\ntwo " LRM "<wording nobody has listed>");
  CHECK(m.text == "one\ntwo");
  CHECK(m.edited);
  CHECK_FALSE(OnIos("one <two>").edited);
}

TEST_CASE("a place below its name, and a document's name below the document, are the app's") {
  CHECK(OnAndroid("The Crown\nMill Lane 4\nlocation: https://maps.google.com/?q=1.5,2.5").kind ==
        kLocation);
  CHECK(OnAndroid("The Crown\nlocation: https://maps.google.com/?q=1.5,2.5").text.empty());
  const KeptMessage typed =
      OnAndroid("we meet here\nor\nthere\nor\nlocation: https://maps.google.com/?q=1.5,2.5");
  CHECK(typed.kind == kText);
  CHECK(OnAndroid("please come\nLocation: https://maps.google.com/?q=1.5,2.5").kind == kText);
  CHECK(OnAndroid("please come.\nlocation: https://maps.google.com/?q=1.5,2.5").kind == kText);
  CHECK(OnAndroid("look\nhttps://maps.google.com/?q=1.5,2.5").kind == kText);
  CHECK(OnAndroid("Rent plan.pdf (file attached)\nRent plan").text.empty());
  CHECK(OnAndroid("Rent plan.pdf (file attached)\nRent plan, new").text == "Rent plan, new");
  CHECK(OnAndroid("rent.pdf (file attached)\nRent plan.pdf").text.empty());
}

TEST_CASE("deleted messages and calls as some languages have them") {
  for (const char* body :
       {"Je hebt dit bericht verwijderd", "Вы удалили это сообщение", "Это сообщение удалено"}) {
    CHECK(OnAndroid(body).kind == kDeleted);
  }
  CHECK(OnAndroid("Пропущенный голосовой вызов").kind == kCall);
  CHECK(OnAndroid("<Il messaggio vocale visualizzabile una volta è stato omesso>").kind == kOther);
}

TEST_CASE("on an iPhone, what others did to somebody stands under that one's name") {
  CHECK(OnIos(LRM "Ben added Ana").kind == kNotice);
  CHECK(OnUnmarkedIos(LRM "Ben removed Ana").kind == kNotice);
  CHECK(OnIos("Ben likes Ana").kind == kText);
  CHECK(OnIos(LRM "dear Ben\nlove Ana").kind != kNotice);
}

TEST_CASE("edited markers are cut off") {
  for (const char* marker :
       {"<This message was edited>", "<Diese Nachricht wurde bearbeitet>",
        "<Ce message a \u00E9t\u00E9 modifi\u00E9>", "<Se edit\u00F3 este mensaje.>",
        "<\u05D4\u05D4\u05D5\u05D3\u05E2\u05D4 \u05E0\u05E2\u05E8\u05DB\u05D4>",
        "<Ta wiadomo\u015B\u0107 by\u0142a edytowana>", "<Mensagem editada>",
        "<Questo messaggio \u00E8 stato modificato>"}) {
    INFO(marker);
    const KeptMessage android = OnAndroid(std::string("see you at ten ") + marker);
    CHECK(android.text == "see you at ten");
    CHECK(android.edited);
    CHECK(android.kind == kText);
    const KeptMessage ios = OnIos(std::string("one\ntwo " LRM) + marker);
    CHECK(ios.text == "one\ntwo");
    CHECK(ios.edited);
  }
  CHECK_FALSE(OnAndroid("this message was edited").edited);
  CHECK_FALSE(OnAndroid("<This message was edited> she wrote").edited);
  const KeptMessage caption =
      OnIos("our garden " LRM "image omitted " LRM "<This message was edited>");
  CHECK(caption.kind == kMedia);
  CHECK(caption.text == "our garden");
  CHECK(caption.edited);
}

}  // namespace
}  // namespace ebb
