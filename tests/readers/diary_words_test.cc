// A diary is no chat between its labels.
#include "readers/diary_words.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "readers/element_html.h"
#include "readers/transcript.h"
#include "readers/whatsapp.h"

namespace ebb {
namespace {

struct DiarySample {
  std::vector<std::string> days;
  std::string first, second, words;
};

const std::vector<DiarySample>& DiarySamples() {
  static const std::vector<DiarySample> diaries = {
      {{"Mo., 4. M\u00e4rz 2024", "Di., 5. M\u00e4rz 2024", "Mi., 6. M\u00e4rz 2024"},
       "Stimmung: gut",
       "Schlaf: 7 h",
       "Ein langer Tag, ich war m\u00fcde."},
      {{"Mon, Mar 4, 2024", "Tue, Mar 5, 2024", "Wed, Mar 6, 2024"},
       "Mood: good",
       "Sleep: 7 h",
       "A long day, I was tired."},
      {{"lun. 4 mars 2024", "mar. 5 mars 2024", "mer. 6 mars 2024"},
       "Humeur: bonne",
       "Sommeil: 7 h",
       "Une longue journ\u00e9e."},
      {{"ma 4 mrt 2024", "di 5 mrt 2024", "wo 6 mrt 2024"},
       "Stemming: goed",
       "Slaap: 7 u",
       "Een lange dag."},
  };
  return diaries;
}

bool IsTakenForChat(const std::string& text) {
  return kElementTextReader.probe(text) != Match::kNo ||
         kTranscriptReader.probe(text) != Match::kNo || kWhatsAppReader.probe(text) != Match::kNo;
}

TEST_CASE("diaries are no chats") {
  for (const DiarySample& diary : DiarySamples()) {
    std::string below, stamped, mixed, apart, numbers;
    for (std::size_t i = 0; i < diary.days.size(); ++i) {
      const std::string& day = diary.days[i];
      below += day + "\n" + diary.first + "\n" + diary.second + "\n" + diary.words + "\n\n";
      stamped += day + ", 21:00:00 - " + diary.first + "\n" + day + ", 21:00:12 - " + diary.second +
                 "\n" + diary.words + "\n";
      mixed +=
          day + ", 21:00:00 - " + diary.first + "\n" + diary.second + "\n" + diary.words + "\n";
      apart +=
          day + ", 21:00:00 - " + diary.words + "\n" + diary.first + "\n" + diary.second + "\n";
      const std::string number = "0" + std::to_string(i + 4) + ".03.24, 21:00 - ";
      numbers += number + diary.first + "\n" + number + diary.second + "\n";
    }
    for (const std::string& text : {below, stamped, mixed, apart, numbers}) {
      INFO(text);
      CHECK_FALSE(IsTakenForChat(text));
    }
  }
}

TEST_CASE("element text: labels of one moment that nobody knows are those of a diary") {
  std::string text, chat;
  for (const char* day : {"Mo., 4. M\u00e4rz 2024", "Di., 5. M\u00e4rz 2024"}) {
    text += std::string(day) + ", 21:00:00 - Kaffee: drei\n" + day + ", 21:00:00 - Garten: ja\n";
    chat += std::string(day) + ", 21:00:07 - Ada: hallo\n" + day + ", 21:00:07 - Ben: ja\n";
  }
  CHECK(kElementTextReader.probe(text) == Match::kNo);
  CHECK(kElementTextReader.probe(chat) != Match::kNo);
}

TEST_CASE("people beside whom a diary's word stands are read") {
  CHECK(kTranscriptReader.probe("Ada: how are you\nBen: fine, and you?\nMood: good\nAda: ok then\n"
                                "Ben: see you later\n") == Match::kWeak);
  CHECK(IsDiaryWord(" Stimmung"));
  CHECK_FALSE(IsDiaryWord("Ada"));
}

// One such word may be what somebody calls himself.
TEST_CASE("a word of diaries may be a name") {
  std::string plain, stamped;
  for (int i = 10; i < 40; ++i) {
    const std::string n = std::to_string(i);
    plain += "Dream: are you there " + n + "\nGeorge: I am here " + n + "\n";
    stamped += "Mon, Mar 4, 2024, 21:" + n + ":07 - Dream: are you there\n";
  }
  stamped += "Mon, Mar 4, 2024, 21:50:09 - George: I am here\n";
  CHECK(kTranscriptReader.probe(plain) != Match::kNo);
  CHECK(kElementTextReader.probe(stamped) != Match::kNo);
}

}  // namespace
}  // namespace ebb
