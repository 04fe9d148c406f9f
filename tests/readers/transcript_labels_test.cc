// Which colons and which headings of a transcript are those of people who speak.
#include <catch2/catch.hpp>

#include "readers/read_bytes.h"
#include "readers/transcript.h"

namespace ebb {
namespace {

// "Anna>a Ben>b"
std::string SaidBy(const ReadOutcome& outcome) {
  std::string told;
  for (const KeptMessage& record : outcome.sink.records) {
    if (!told.empty()) told += ' ';
    told += record.sender + ">" + record.text;
  }
  return told;
}

// Headings of two people, `count` of them, and what follows.
std::string Headed(int count, const std::string& open, const std::string& close,
                   const std::string& between, const std::string& day = "2024-03-01") {
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += std::string(i % 2 == 0 ? "Anna" : "Ben") + open + day +
            " 10:" + std::to_string(10 + i) + close + "\nnumber " + std::to_string(i) + "\n" +
            between;
  }
  return text;
}

TEST_CASE("transcript: who stands before a wide colon beside a time speaks") {
  for (const char* head : {"2024-03-01 10:0", "[10:0"}) {
    const std::string close = *head == '[' ? "] " : " ";
    std::string text;
    int minute = 0;
    for (const char* line : {"Anna: a", "Ben: b", "小红：你好", "Anna: c", "Ben: d", "小红：好"}) {
      text += head + std::to_string(minute++) + close + line + "\n";
    }
    INFO(text);
    CHECK(SaidBy(ReadGood(kTranscriptReader, text)) ==
          "Anna>a Ben>b 小红>你好 Anna>c Ben>d 小红>好");
  }
}

TEST_CASE("transcript: who stands alone before a wide colon speaks") {
  CHECK(SaidBy(ReadGood(kTranscriptReader,
                        "Anna: a\nBen: b\n小红：你好\nAnna: c\nBen: d\n小红：好\n")) ==
        "Anna>a Ben>b 小红>你好 Anna>c Ben>d 小红>好");
  // And who answers another.
  CHECK(SaidBy(ReadGood(kTranscriptReader,
                        "Anna: a\n小红：好\n小李：不\nBen: b\n小李：好\n小红：不\nAnna: c\nBen: d\n"
                        "Anna: e\nBen: f\n")) ==
        "Anna>a 小红>好 小李>不 Ben>b 小李>好 小红>不 Anna>c Ben>d Anna>e Ben>f");
}

TEST_CASE("transcript: a list of wide colons beside somebody who types both colons") {
  CHECK(SaidBy(ReadGood(kTranscriptReader,
                        "Anna: 事\n甲：买\n乙：洗\nBen: 好\n甲：我\n乙：你\nAnna: 行\nBen：好\n"
                        "Anna: 再见\nBen: 好\n")) ==
        "Anna>事\n甲：买\n乙：洗 Ben>好\n甲：我\n乙：你 Anna>行 Ben>好 Anna>再见 Ben>好");
}

TEST_CASE("transcript: who speaks once in the second of two forms keeps the words") {
  const std::string text = Headed(12, ", [", "]", "\n") +
                           Headed(5, ", [", ":05]", "\n", "2024-03-02") +
                           "Cleo, [2024-03-02 10:30:07]\nnot me\n";
  const ReadOutcome outcome = ReadGood(kTranscriptReader, text);
  REQUIRE(outcome.sink.records.size() == 18);
  CHECK(outcome.sink.records[17].sender == "Cleo");
  CHECK(outcome.sink.records[16].text == "number 4");
}

TEST_CASE("transcript: a ticket that is pasted twice is nobody") {
  const std::string ticket = "Night Train 42 2024-03-13 10:05\ntwo beds\n\n";
  const ReadOutcome outcome =
      ReadGood(kTranscriptReader, Headed(6, ", [", "]", "\n") + ticket +
                                      Headed(6, ", [", "]", "\n", "2024-03-02") + ticket);
  REQUIRE(outcome.sink.records.size() == 12);
  CHECK(outcome.sink.records[11].text.ends_with("two beds"));
}

TEST_CASE("transcript: a heading far behind one with a mark is of the same form") {
  std::string text;
  for (int i = 0; i < 40000; ++i) {
    const std::string minute = std::to_string(10 + i % 50);
    text += "[2024-03-01 10:" + minute + "] " + (i % 2 == 0 ? "Anna" : "Ben") + "\nsome words " +
            std::to_string(i * 7919 % 104729) + "\n";
    if (i % 5000 == 10) text += "Hotel 2024-03-02 20:00\nwe stay\n";
    if (i % 5000 == 4999) {
      text += "[2024-03-01 10:59] Guest" + std::string(1, static_cast<char>('A' + i / 5000)) +
              "\nI am another\n";
    }
  }
  const ReadOutcome outcome = ReadGood(kTranscriptReader, text);
  CHECK(outcome.sink.records.size() == 40008);
}

TEST_CASE("transcript: a contact may be called as logs call a level") {
  const std::string text = Headed(12, ", [", "]", "\n") +
                           "Info Desk, [2024-03-01 10:30]\nwe open\n\n"
                           "Anna, [2024-03-01 10:31]\nok\n\nInfo Desk, [2024-03-01 10:32]\nfine\n";
  CHECK(kTranscriptReader.probe(text) == Match::kWeak);
  const ReadOutcome outcome = ReadGood(kTranscriptReader, text);
  REQUIRE(outcome.sink.records.size() == 15);
  CHECK(outcome.sink.records[14].sender == "Info Desk");
}

TEST_CASE("transcript: times without brackets before names alone, if there are many and apart") {
  const auto text = [](int count, const std::string& between) {
    std::string lines;
    for (int i = 0; i < count; ++i) {
      lines += "2024-03-01 10:" + std::to_string(10 + i) + (i % 2 == 0 ? " Anna" : " Ben") +
               "\nI am number " + std::to_string(i) + "\n" + between;
    }
    return lines;
  };
  CHECK(kTranscriptReader.probe(text(12, "\n")) == Match::kWeak);
  CHECK(ReadGood(kTranscriptReader, text(12, "\n")).sink.records.size() == 12);
  CHECK(kTranscriptReader.probe(text(12, "")) == Match::kNo);
  CHECK(kTranscriptReader.probe(text(8, "\n")) == Match::kNo);
  // Notes in the words of people under headings with brackets stay theirs.
  std::string bracketed;
  for (int i = 0; i < 8; ++i) {
    bracketed += "[2024-03-01 10:" + std::to_string(10 + i) + (i % 2 == 0 ? "] Anna" : "] Ben") +
                 "\nI am here\n2024-03-02 18:00 " + (i % 2 == 0 ? "Dinner" : "woke up") + "\n";
  }
  CHECK(ReadGood(kTranscriptReader, bracketed).sink.records.size() == 8);
}

}  // namespace
}  // namespace ebb
