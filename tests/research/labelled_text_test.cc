#include "research/labelled_text.h"

#include <catch2/catch.hpp>

#include "shared_data.h"

namespace ebb {
namespace {

TEST_CASE("a labelled line") {
  const auto file = ParseLabelled(
      "x.jsonl",
      "\xEF\xBB\xBF{\"conversation\":\"c\",\"time\":\"2024-01-01T20:00:05\",\"sender\":\"Ann\","
      "\"text\":\"caf\\u00e9\"}\r\n"
      "\n"
      "{\"conversation\":\"c\",\"sender\":7,\"text\":\"no\",\"score\":true,\"labels\":"
      "[{\"category\":\"shutdown\",\"about\":\"both\"},{\"category\":\"repair\",\"about\":\"?\"},"
      "{\"category\":\"safety\"}],\"contested\":[\"avoidance\",\"unsure\"],\"coders\":{}}");
  REQUIRE(file);
  REQUIRE(file->messages.size() == 2);
  const LabelledMessage& context = file->messages[0];
  CHECK(context.text == "caf\xC3\xA9");
  CHECK(context.sent == 8766u * 86400 + 20 * 3600 + 5);
  CHECK_FALSE(context.scored);
  const LabelledMessage& scored = file->messages[1];
  CHECK(scored.line == 3);
  CHECK(scored.sender == "7");
  CHECK(scored.sent == 0);
  CHECK(scored.scored);
  REQUIRE(scored.labels.size() == 2);
  CHECK(scored.labels[0].category == Category::kShutdown);
  CHECK(scored.labels[0].about == About::kBoth);
  CHECK_FALSE(scored.labels[1].about);
  CHECK(scored.contested == 1u << static_cast<int>(Category::kAvoidance));
  CHECK(file->other_labels == 1);
}

TEST_CASE("times that are none") {
  for (const char* time : {"", "yesterday", "2024-13-01T00:00:00", "2024-02-30T00:00:00",
                           "2024-01-01", "1999-01-01T00:00:00", "2024-01-01T25:00:00"}) {
    const auto file = ParseLabelled(
        "x", std::string("{\"conversation\":\"c\",\"text\":\"t\",\"time\":\"") + time + "\"}");
    INFO(time);
    REQUIRE(file);
    CHECK(file->messages[0].sent == 0);
  }
}

TEST_CASE("what is refused, with its line and without its words") {
  const char* cases[] = {
      "secret",
      "[\"secret\"]",
      "{\"text\":\"secret\"}",
      "{\"conversation\":\"c\",\"text\":[\"secret\"]}",
      "{\"conversation\":\"c\",\"text\":\"secret\",\"labels\":{}}",
      "{\"conversation\":\"c\",\"text\":\"secret\",\"labels\":[\"shutdown\"]}",
      "{\"conversation\":\"c\",\"text\":\"secret\",\"labels\":[{}]}",
      "{\"conversation\":\"c\",\"text\":\"secret\",\"contested\":\"avoidance\"}",
      "{\"conversation\":\"c\",\"text\":\"secret\",\"contested\":[1]}",
      "{\"conversation\":\"c\",\"text\":\"secret",
  };
  for (const char* line : cases) {
    INFO(line);
    const auto file =
        ParseLabelled("x.jsonl", std::string("{\"conversation\":\"c\",\"text\":\"t\"}\n") + line);
    REQUIRE_FALSE(file);
    CHECK(file.error().kind == ErrorKind::kInput);
    CHECK(file.error().message.rfind("x.jsonl:2: ", 0) == 0);
    CHECK(file.error().message.find("secret") == std::string::npos);
  }
  CHECK_FALSE(ParseLabelled("x", ""));
  CHECK_FALSE(ReadLabelledFile("/nowhere/x.jsonl"));
}

TEST_CASE("every shared labelled file is read whole") {
  for (const char* name :
       {"dev-lines", "dev-scenes", "dev-scenes-2", "ordinary-sms", "own/chats-1"}) {
    const std::string path = std::string("evaluation/") + name + ".jsonl";
    const auto text = SharedFile(path);
    if (!text) continue;
    const auto file = ParseLabelled(path, *text);
    REQUIRE(file);
    CHECK(file->messages.size() ==
          static_cast<std::size_t>(std::count(text->begin(), text->end(), '\n')) +
              (text->back() == '\n' ? 0 : 1));
    CHECK(file->other_labels == 0);
  }
}

}  // namespace
}  // namespace ebb
