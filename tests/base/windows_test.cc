#include "base/windows.h"

#include <catch2/catch.hpp>

namespace ebb {
namespace {

struct Delivered {
  std::string all;
  std::vector<std::string> windows;
  int overlong = 0;
};

Delivered ReadWindows(const std::string& text, LineWindows::Options options) {
  auto source = MemorySource("m", text);
  LineWindows windows(*source, options);
  Delivered out;
  for (;;) {
    bool overlong = false;
    const auto window = windows.Next(&overlong);
    REQUIRE(window);
    if (window->empty()) return out;
    CHECK(windows.offset() == out.all.size());
    if (!overlong && out.all.size() + window->size() < text.size()) CHECK(window->back() == '\n');
    out.overlong += overlong;
    out.all.append(*window);
    out.windows.emplace_back(*window);
  }
}

TEST_CASE("windows of every size give the same text in whole lines") {
  std::string text;
  for (int i = 0; i < 200; ++i) text += std::string(static_cast<std::size_t>(i % 17), 'x') + "\n";
  text += "no line end";
  for (std::size_t window = 1; window < 80; ++window) {
    const Delivered out = ReadWindows(text, {.window = window, .max_line = 1 << 20});
    CHECK(out.all == text);
    CHECK(out.overlong == 0);
  }
}

TEST_CASE("a line longer than the limit comes in pieces") {
  const std::string text = "short\n" + std::string(1000, 'y') + "\nend\n";
  const Delivered out = ReadWindows(text, {.window = 16, .max_line = 64});
  CHECK(out.all == text);
  CHECK(out.overlong > 0);
}

TEST_CASE("nothing and line ends alone") {
  CHECK(ReadWindows("", {}).windows.empty());
  CHECK(ReadWindows("\n\n\n", {}).all == "\n\n\n");
}

}  // namespace
}  // namespace ebb
