#include "readers/json_cursor.h"

#include <catch2/catch.hpp>

namespace ebb {
namespace {

// A walk over any value that keeps its strings and numbers.
void Walk(JsonCursor& cursor, std::string* out) {
  std::string scratch;
  std::string_view view;
  const char first = cursor.Peek();
  if (first == '{') {
    cursor.Expect('{');
    while (cursor.NextKey(&view)) {
      out->append(view).append("=");
      Walk(cursor, out);
    }
  } else if (first == '[') {
    cursor.Expect('[');
    while (cursor.NextElement()) Walk(cursor, out);
  } else if (first == '"') {
    if (cursor.String(&scratch, &view)) out->append(view).append(";");
  } else if (cursor.Scalar(&view)) {
    out->append(view).append(";");
  }
}

std::string Walked(std::string_view text) {
  JsonCursor cursor(text);
  std::string out;
  Walk(cursor, &out);
  return cursor.broken() ? "broken" : cursor.ran_out() ? "ran out" : out;
}

TEST_CASE("values are walked in order") {
  CHECK(Walked(R"({"a": 1, "b": [true, null, -2.5e3 ], "c": {}, "d": "x y"})") ==
        "a=1;b=true;null;-2.5e3;c=d=x y;");
  CHECK(Walked("[ ]").empty());
  CHECK(Walked("[1,2,]") == "1;2;");
}

TEST_CASE("escapes") {
  struct Case {
    const char* json;
    std::string text;
  };
  const Case cases[] = {
      {R"("a\"b\\c\/d")", "a\"b\\c/d"},
      {R"("\b\f\n\r\t")", "\b\f\n\r\t"},
      {R"("\u00e9\u4f60")", "\u00e9\u4f60"},
      {R"("\ud83d\ude00")", "\U0001f600"},
      {R"("\ud83d")", "\uFFFD"},
      {R"("\ude00\ud83dx")", "\uFFFD\uFFFDx"},
      {R"("\ud83d\u0041")",
       "\uFFFD"
       "A"},
      {R"("\x01\x1F")", "\x01\x1f"},
      {R"("\\x41")", "\\x41"},
      {R"("\u0000")", std::string(1, '\0')},
  };
  for (const Case& c : cases) CHECK(Walked(c.json) == c.text + ";");
  for (const char* bad : {R"("\q")", R"("\u12g4")", R"("\xg1")", R"("\u12")"}) {
    CHECK(Walked(bad) == "broken");
  }
}

TEST_CASE("what is no JSON is told from what is not all there") {
  for (const char* bad : {"{1:2}", "{\"a\" 1}", "}", "{\"a\":}", ":"}) {
    CHECK(Walked(bad) == "broken");
  }
  const std::string whole = R"({"k\"": [1, {"x": "y\\"}, "\u00e9"], "z": false})";
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    CHECK(Walked(whole.substr(0, cut)) == "ran out");
  }
}

TEST_CASE("skipping ends where the value ends, in pieces of any size") {
  for (const char* value :
       {R"({"a": "}\"]", "b": [{}, "\\"]})", "[[[]]]", R"("st\"r")", "[\"\\\\\", 1]"}) {
    const std::string text = std::string(value) + ", rest";
    for (std::size_t piece = 1; piece <= text.size(); ++piece) {
      JsonSkipper skipper;
      std::size_t at = 0;
      while (!skipper.done()) {
        const std::size_t used = skipper.Feed(std::string_view(text).substr(at, piece));
        at += used;
        REQUIRE(at <= text.size());
      }
      CHECK(at == std::string_view(value).size());
    }
  }
  JsonSkipper number;
  CHECK(number.Feed("12345, x") == 5);
  CHECK(number.done());
}

TEST_CASE("a million brackets need no stack") {
  const std::string deep(1000000, '[');
  JsonCursor cursor(deep);
  CHECK_FALSE(cursor.SkipValue());
  CHECK(cursor.ran_out());
}

}  // namespace
}  // namespace ebb
