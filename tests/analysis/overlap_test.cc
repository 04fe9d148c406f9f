#include "analysis/overlap.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "analysis/merge_parts.h"
#include "loaded_part.h"
#include "time/civil.h"

namespace ebb {
namespace {

using testing::LoadedPart;

struct Said {
  std::int64_t at = 0;  // seconds since the first
  std::string sender, text;
};

constexpr std::int64_t kBegin = 1709283600;  // 2024-03-01T09:00:00Z

// Three in four messages differ from all others.
std::vector<Said> MadeTalkOf(int from, int to) {
  std::vector<Said> talk;
  for (int i = from; i < to; ++i) {
    talk.push_back({i * 900 + i * i % 600, i % 3 == 0 ? "Ada" : "Ben",
                    i % 4 == 0 ? "ok" : "we need soup " + std::to_string(i)});
  }
  return talk;
}

std::string WrittenStamp(const Said& said, std::int64_t ahead = 0) {
  return FormatDateTime(kBegin + said.at + ahead);  // 2024-03-01T09:00:00
}

std::string AsWhatsApp(const std::vector<Said>& talk, bool seconds, std::int64_t ahead = 0) {
  std::string out;
  for (const Said& said : talk) {
    const std::string stamp = WrittenStamp(said, ahead);
    const std::string day = stamp.substr(0, 10);
    out += seconds ? "[" + day + ", " + stamp.substr(11) + "] "
                   : day + ", " + stamp.substr(11, 5) + " - ";
    out += said.sender + ": " + said.text + "\n";
  }
  return out;
}

std::string AsTelegram(const std::vector<Said>& talk) {
  std::string out = R"({"name": "Ben", "type": "personal_chat", "id": 7, "messages": [)";
  for (std::size_t i = 0; i < talk.size(); ++i) {
    out += std::string(i > 0 ? ", " : "") + R"({"id": )" + std::to_string(i) +
           R"(, "type": "message", "date": ")" + WrittenStamp(talk[i]) +
           R"(", "date_unixtime": ")" + std::to_string(kBegin + talk[i].at) + R"(", "from": ")" +
           talk[i].sender + R"(", "from_id": "user)" + (talk[i].sender == "Ben" ? "7" : "1") +
           R"(", "text": ")" + talk[i].text + R"("})";
  }
  return out + "]}";
}

std::string AsTelegramPage(const std::vector<Said>& talk) {
  std::string out =
      R"(<html><head><title>Exported Data</title></head><body><div class="page_wrap"><div class="page_header"><div class="text bold">Ben</div></div><div class="history">)";
  for (std::size_t i = 0; i < talk.size(); ++i) {
    const std::string stamp = WrittenStamp(talk[i]);
    out += R"(<div class="message default clearfix" id="message)" + std::to_string(i) +
           R"("><div class="body"><div class="pull_right date details" title=")" +
           stamp.substr(8, 2) + "." + stamp.substr(5, 2) + "." + stamp.substr(0, 4) + " " +
           stamp.substr(11) + R"( UTC+00:00">10:02</div><div class="from_name">)" + talk[i].sender +
           R"(</div><div class="text">)" + talk[i].text + "</div></div></div>";
  }
  return out + "</div></div></body></html>";
}

std::string AsTable(const std::vector<Said>& talk) {
  std::string out = "time,sender,text\n";
  for (const Said& said : talk)
    out += WrittenStamp(said) + "Z," + said.sender + "," + said.text + "\n";
  return out;
}

MergedChat Joined(const std::string& one, const std::string& other) {
  std::vector<Conversation> parts;
  parts.push_back(LoadedPart(one));
  parts.push_back(LoadedPart(other));
  return MergeParts(std::move(parts));
}

TEST_CASE("overlap: one chat in two formats, in either order") {
  const std::vector<Said> early = MadeTalkOf(0, 80), late = MadeTalkOf(50, 120);
  struct Case {
    const char* name;
    std::string early, late;
  };
  for (const Case& c : {
           Case{"the same", AsTelegram(early), AsTelegram(late)},
           Case{"telegram, json and pages", AsTelegram(early), AsTelegramPage(late)},
           Case{"seconds and minutes", AsWhatsApp(early, true), AsWhatsApp(late, false)},
           Case{"minutes and instants", AsWhatsApp(early, false), AsTelegram(late)},
           Case{"a table and pages", AsTable(early), AsTelegramPage(late)},
       }) {
    for (const bool turned : {false, true}) {
      INFO(c.name << turned);
      const MergedChat chat = turned ? Joined(c.late, c.early) : Joined(c.early, c.late);
      CHECK(chat.duplicates == 30);
      CHECK(chat.conversation.messages == 120);
      CHECK(chat.conversation.facts.size() == 120);
      CHECK(chat.conversation.participants.size() == 2);
      CHECK(chat.two_names.empty());
      CHECK(chat.clocks_apart == 0);
      REQUIRE(chat.repetitions.size() == 30);
      for (const Repetition& one : chat.repetitions) CHECK(one.message < 80);
      CHECK(chat.repetitions[0].input == (turned ? 0 : 1));
      CHECK(chat.repetitions[0].own == 0);
    }
  }
}

TEST_CASE("overlap: what one export lacks does not hide what follows") {
  std::vector<Said> whole = MadeTalkOf(0, 100), holes;
  for (std::size_t i = 30; i < whole.size(); ++i) {
    if (i % 7 != 0) holes.push_back(whole[i]);
  }
  const MergedChat chat = Joined(AsTelegram(whole), AsTelegramPage(holes));
  CHECK(chat.conversation.messages == 100);
  CHECK(chat.duplicates == holes.size());
}

TEST_CASE("overlap: what was said twice in a minute is there twice") {
  std::vector<Said> talk = MadeTalkOf(0, 60);
  talk.push_back({60 * 900, "Ada", "ok"});
  talk.push_back({60 * 900 + 5, "Ada", "ok"});
  talk.push_back({60 * 900 + 9, "Ben", "ok"});
  const MergedChat chat = Joined(AsWhatsApp(talk, false), AsTelegram(talk));
  CHECK(chat.conversation.messages == 63);
  CHECK(chat.duplicates == 63);
}

TEST_CASE("overlap: one person under two names is known by the words") {
  std::vector<Said> as_me = MadeTalkOf(20, 100);
  for (Said& said : as_me) {
    if (said.sender == "Ada") said.sender = "Me";
    if (said.sender == "Ben") said.sender = "447700900123";
  }
  const MergedChat chat = Joined(AsTable(as_me), AsWhatsApp(MadeTalkOf(0, 90), true));
  CHECK(chat.duplicates == 70);
  CHECK(chat.conversation.messages == 100);
  REQUIRE(chat.two_names.size() == 2);
  REQUIRE(chat.conversation.participants.size() == 2);
  CHECK(chat.conversation.participants[0].name == "Ada");
  CHECK(chat.conversation.participants[1].name == "Ben");
  // Nine messages are too few to know.
  std::vector<Said> few(as_me.begin(), as_me.begin() + 9);
  CHECK(Joined(AsTable(few), AsWhatsApp(MadeTalkOf(0, 90), true)).two_names.empty());
}

TEST_CASE("overlap: clocks of two zones are pointed out, and nothing is guessed") {
  const std::vector<Said> talk = MadeTalkOf(0, 60);
  for (const std::int64_t ahead : {3600, -5 * 3600, 5 * 3600 + 1800}) {
    const MergedChat chat = Joined(AsTelegram(talk), AsWhatsApp(talk, false, ahead));
    CHECK(std::abs(chat.clocks_apart) == std::abs(ahead));
    CHECK(chat.duplicates == 0);
    CHECK(chat.conversation.messages == 120);
  }
  // Another chat of the same two.
  std::vector<Said> other;
  for (int i = 0; i < 60; ++i) other.push_back({i * 900, "Ada", "tea " + std::to_string(i)});
  CHECK(Joined(AsTelegram(talk), AsWhatsApp(other, false)).clocks_apart == 0);
}

TEST_CASE("overlap: words are compared without what formats change") {
  CHECK(HashWords("") == 0);
  CHECK(HashWords(" \u200e\n") == 0);
  CHECK(HashWords("a b") == HashWords("\u200ea\u00a0b \r\n"));
  CHECK(HashWords("\u2764\ufe0f") == HashWords("\u2764"));
  CHECK(HashWords("\u2068Ada\u2069") == HashWords("Ada"));
  CHECK(HashWords("ok") != HashWords("no"));
  // Joined emoji and the joiners of Persian are not.
  CHECK(HashWords("a\u200db") != HashWords("ab"));
}

}  // namespace
}  // namespace ebb
