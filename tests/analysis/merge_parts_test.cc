#include "analysis/merge_parts.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "loaded_part.h"
#include "time/civil.h"

namespace ebb {
namespace {

using testing::LoadedPart;

constexpr std::int64_t kFirstParcel = 1709251200;  // 2024-03-01T00:00:00Z

// Messages `from` to `to` of one talk of two people, under the names that one export gives them:
// every 37 minutes, with seconds or to the minute, from `ahead_from` on an hour late.
struct MadePart {
  std::string_view even, odd;
  int from = 0, to = 0;
  bool seconds = true;
  int ahead_from = 100000;
};

std::string PartTable(const MadePart& part) {
  std::string out = "time,sender,text\n";
  for (int i = part.from; i < part.to; ++i) {
    const std::int64_t ahead = i >= part.ahead_from ? 3600 : 0;
    const std::int64_t at = kFirstParcel + std::int64_t{i} * 2220 + (part.seconds ? i % 50 : 0);
    out += FormatDateTime(at + ahead) + "," + std::string(i % 2 == 0 ? part.even : part.odd) +
           ",the parcel " + std::to_string(i) + " has come\n";
  }
  return out;
}

MergedChat MergedOf(const std::vector<std::string>& tables) {
  std::vector<Conversation> parts;
  for (const std::string& table : tables) parts.push_back(LoadedPart(table));
  return MergeParts(std::move(parts));
}

// "Ada 60, Ben 60"
std::string PeopleOf(const MergedChat& chat) {
  std::string text;
  for (const Participant& person : chat.conversation.participants) {
    text += (text.empty() ? "" : ", ") + person.name + " " + std::to_string(person.messages);
  }
  return text;
}

TEST_CASE("merge parts: who is who in several parts") {
  struct Case {
    const char* name;
    std::vector<MadePart> parts;
    const char* people;
    std::uint64_t messages, duplicates;
    std::size_t two_names;
  };
  const Case cases[] = {
      {"each partner's own export calls its owner Me",
       {{"Ben", "Me", 0, 100}, {"Me", "Ada", 20, 120}},
       "Ben 60, Ada 60",
       120,
       80,
       2},
      {"and again, later, without a word in common",
       {{"Ben", "Me", 0, 100}, {"Me", "Ada", 20, 120}, {"Me", "Ada", 200, 220}},
       "Ben 70, Ada 70",
       140,
       80,
       2},
      {"and the other way round",
       {{"Ben", "Me", 0, 100}, {"Me", "Ada", 20, 120}, {"Ben", "Me", 200, 220}},
       "Ben 70, Ada 70",
       140,
       80,
       2},
      {"one owner's two exports that have nothing in common",
       {{"Ben", "Me", 0, 50}, {"Ben", "Me", 60, 100}},
       "Ben 45, Me 45",
       90,
       0,
       0},
      {"two people of one part are never one of another by name",
       {{"Ben", "Me", 0, 100}, {"Ben", "Ada", 20, 120}, {"Ada", "Me", 200, 220}},
       "Ben 60, Ada 70, Me 10",
       140,
       80,
       1},
      {"a second name is remembered",
       {{"Benjamin Fox", "Ada", 0, 100}, {"Ben", "Ada", 50, 200}, {"Ben", "Ada", 195, 300}},
       "Benjamin Fox 150, Ada 150",
       300,
       55,
       1},
      {"so is a name that was shown for a time",
       {{"447700900123", "Ada", 0, 100},
        {"Ben", "Ada", 50, 200},
        {"447700900123", "Ada", 195, 300}},
       "Ben 150, Ada 150",
       300,
       55,
       1},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    std::vector<std::string> tables;
    for (const MadePart& part : c.parts) tables.push_back(PartTable(part));
    const MergedChat chat = MergedOf(tables);
    CHECK(PeopleOf(chat) == c.people);
    CHECK(chat.conversation.messages == c.messages);
    CHECK(chat.duplicates == c.duplicates);
    CHECK(chat.two_names.size() == c.two_names);
  }
}

TEST_CASE("merge parts: clocks that part for a time are pointed out") {
  const std::string whole = PartTable({"Ben", "Ada", 0, 120});
  CHECK(MergedOf({whole, PartTable({"Ben", "Ada", 0, 120, true, 60})}).clocks_apart == 3600);
  // What the two hold beside their overlap is no shift.
  CHECK(MergedOf({whole, PartTable({"Ben", "Ada", 100, 200})}).clocks_apart == 0);
  std::string once = PartTable({"Ben", "Ada", 117, 120});
  for (int i = 0; i < 8; ++i) {  // the same eight words, on the day before and on that after
    const std::string said = ",Ada,word " + std::to_string(i) + "\n";
    const std::int64_t at = kFirstParcel + 120 * 2220 + i * 61;
    once += FormatDateTime(at) + said;
  }
  std::string before = PartTable({"Ben", "Ada", 100, 120});
  for (int i = 0; i < 8; ++i) {
    before += FormatDateTime(kFirstParcel + 120 * 2220 + i * 61 - 86400) + ",Ada,word " +
              std::to_string(i) + "\n";
  }
  CHECK(MergedOf({before, once}).clocks_apart == 0);
}

TEST_CASE("merge parts: of wordless messages those of one kind are one") {
  const auto text = [](bool deletion, bool picture) {
    std::string out;
    for (int i = 0; i < 40; ++i) {
      const std::string stamp = FormatDateTime(kFirstParcel + i * 2220);
      const std::string head = stamp.substr(0, 10) + ", " + stamp.substr(11, 5) + " - ";
      out += head + (i % 2 == 0 ? "Ben" : "Ada") + ": the parcel " + std::to_string(i) + "\n";
      if (i != 20) continue;
      if (deletion) out += head + "Ada: This message was deleted\n";
      if (picture) out += head + "Ada: <Media omitted>\n";
    }
    return out;
  };
  const MergedChat chat = MergedOf({text(false, true), text(true, true)});
  CHECK(chat.conversation.messages == 42);
  CHECK(chat.conversation.by_kind[static_cast<std::size_t>(MessageKind::kMedia)] == 1);
  CHECK(chat.conversation.by_kind[static_cast<std::size_t>(MessageKind::kDeleted)] == 1);
  REQUIRE(chat.parts.size() == 2);
  CHECK(chat.parts[1].kept == std::vector<MessageIndex>{21});
  // A picture that was deleted between the two exports is one message.
  CHECK(MergedOf({text(false, true), text(true, false)}).conversation.messages == 41);
}

TEST_CASE("merge parts: a call and a picture of one minute are two messages") {
  Conversation with_picture = LoadedPart(PartTable({"Ben", "Ada", 0, 60}));
  Conversation with_call = LoadedPart(PartTable({"Ben", "Ada", 20, 80}));
  for (Conversation* part : {&with_picture, &with_call}) {
    const std::size_t at = part == &with_picture ? 40 : 20;
    part->facts[at].kind = static_cast<std::uint16_t>(part == &with_picture ? MessageKind::kMedia
                                                                            : MessageKind::kCall);
    part->word_hashes[at] = 0;
  }
  std::vector<Conversation> parts;
  parts.push_back(std::move(with_picture));
  parts.push_back(std::move(with_call));
  const MergedChat chat = MergeParts(std::move(parts));
  CHECK(chat.duplicates == 39);
  CHECK(chat.conversation.facts.size() == 81);
}

TEST_CASE("merge parts: one side only is forgiven where another part holds both") {
  const auto both_sides = [](int from, int to) {
    std::vector<Conversation> parts;
    parts.push_back(LoadedPart(PartTable({"Ben", "Ada", 20, 120})));
    parts.push_back(LoadedPart(PartTable({"Ada", "Ada", from, to})));
    parts[1].capabilities.both_sides = false;
    return MergeParts(std::move(parts)).conversation.capabilities.both_sides;
  };
  CHECK(both_sides(30, 100));
  CHECK(both_sides(20, 120));
  CHECK_FALSE(both_sides(0, 19));
  CHECK_FALSE(both_sides(0, 50));
  CHECK_FALSE(both_sides(100, 150));
  CHECK_FALSE(both_sides(200, 250));
}

TEST_CASE("merge parts: seconds that are always none are none") {
  for (const bool turned : {false, true}) {
    const std::string seconds = PartTable({"Ben", "Ada", turned ? 50 : 0, turned ? 150 : 100});
    const std::string minutes =
        PartTable({"Ben", "Ada", turned ? 0 : 50, turned ? 100 : 150, false});
    const MergedChat chat = MergedOf({seconds, minutes});
    CHECK(chat.conversation.messages == 150);
    CHECK(chat.duplicates == 50);
    CHECK_FALSE(chat.conversation.capabilities.seconds);
  }
  CHECK(MergedOf({PartTable({"Ben", "Ada", 0, 50, false})}).conversation.capabilities.seconds);
}

TEST_CASE("merge parts: a lone message of a shared minute is kept") {
  const std::string head = "time,sender,text\n";
  const std::string first = head +
                            "2024-03-01T10:00,Ada,hello there\n2024-03-01T10:01,Ben,fine\n"
                            "2024-03-01T10:02,Ada,ok\n";
  CHECK(MergedOf({first, head + "2024-03-01T10:02,Ada,ok\n"}).conversation.messages == 4);
  CHECK(MergedOf({first, head + "2024-03-01T10:01,Ben,fine\n2024-03-01T10:02,Ada,ok\n"})
            .conversation.messages == 5);
  CHECK(MergedOf({first, first}).conversation.messages == 3);
  // With seconds the same message is known, be it alone.
  const std::string ends =
      head + "2024-03-01T10:00:07,Ada,hello there\n2024-03-01T10:02:09,Ada,ok\n";
  CHECK(MergedOf({ends, head + "2024-03-01T10:02:09,Ada,ok\n"}).conversation.messages == 2);
  CHECK(MergedOf({ends, head + "2024-03-01T10:02:10,Ada,ok\n"}).conversation.messages == 3);
}

// Scores and net words that say of which part and of which of its messages they are.
void AddMadeWords(std::uint8_t part, Conversation* to) {
  for (std::size_t i = 0; i < to->facts.size(); ++i) {
    MessageScore& score = to->scores.emplace_back();
    score.message = static_cast<MessageIndex>(i);
    score.SetEnd(static_cast<std::uint32_t>(part * 1000u + i), false);
    to->net_words.Add(std::vector<std::uint16_t>{part, static_cast<std::uint16_t>(i)});
  }
}

TEST_CASE("merge parts: net words stay beside their scores") {
  // The second and the third repeat some of what is there, and bring more.
  const auto parts = [] {
    std::vector<Conversation> made;
    made.push_back(LoadedPart(PartTable({"Ben", "Ada", 0, 100})));
    made.push_back(LoadedPart(PartTable({"Ben", "Ada", 40, 150})));
    made.push_back(LoadedPart(PartTable({"Ada", "Ben", 151, 200})));
    for (std::size_t p = 0; p < made.size(); ++p) {
      AddMadeWords(static_cast<std::uint8_t>(p), &made[p]);
    }
    return made;
  };
  const Conversation merged = MergeParts(parts()).conversation;
  REQUIRE(merged.scores.size() == 199);
  REQUIRE(merged.net_words.size() == 199);
  for (std::size_t i = 0; i < merged.scores.size(); ++i) {
    REQUIRE(merged.scores[i].message == i);
    const auto words = merged.net_words.Of(i);
    REQUIRE(words.size() == 2);
    REQUIRE(merged.scores[i].text_end() == words[0] * 1000u + words[1]);
  }
  CHECK(merged.net_words.Of(0)[0] == 0);
  CHECK(merged.net_words.Of(198)[0] == 2);
  for (std::size_t without = 0; without < 3; ++without) {
    CAPTURE(without);
    std::vector<Conversation> some = parts();
    some[without].net_words.clear();
    const Conversation joined = MergeParts(std::move(some)).conversation;
    CHECK(joined.net_words.empty());
    CHECK(joined.scores.size() == 199);
  }
  // None at all are none.
  std::vector<Conversation> none = parts();
  for (Conversation& part : none) part.net_words.clear();
  CHECK(MergeParts(std::move(none)).conversation.net_words.empty());
  // A part without words, of which there are no scores either, takes nothing away.
  std::vector<Conversation> wordless = parts();
  wordless[0].net_words.clear();
  wordless[0].scores.clear();
  const Conversation joined = MergeParts(std::move(wordless)).conversation;
  CHECK(joined.scores.size() == joined.net_words.size());
  CHECK(joined.scores.size() == 99);
}

TEST_CASE("merge parts: a part within another does not end the chat") {
  const MergedChat chat =
      MergedOf({PartTable({"Ben", "Ada", 0, 100}), PartTable({"Ben", "Ada", 20, 50})});
  CHECK(FormatDateTime(chat.conversation.last.seconds) ==
        FormatDateTime(kFirstParcel + 99 * 2220 + 49));
}

}  // namespace
}  // namespace ebb
