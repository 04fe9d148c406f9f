// The one way into an HTML document: markup only from literals of this program, everything else
// escaped. A std::string cannot become markup: that does not compile.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/text_util.h"

namespace ebb {

// A literal known when the program is built.
class Markup {
 public:
  consteval Markup(const char* text) : text_(text) {}  // NOLINT(google-explicit-constructor)
  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

class Page {
 public:
  Page& operator<<(Markup markup) {
    out_ += markup.text();
    return *this;
  }
  // Plain number, for attributes and cells that need no grouping.
  Page& operator<<(std::uint64_t number) {
    out_ += std::to_string(number);
    return *this;
  }
  Page& operator<<(double) = delete;  // see Decimal

  // Coordinate with one or two decimals, as SVG wants it.
  Page& Decimal(double value);
  // Text as itself: markup, control and direction-changing characters start nothing.
  Page& Text(std::string_view text);
  // A name, kept apart from the direction of the text around it.
  Page& Name(std::string_view name);
  // A sentence of ours in which `name` may occur.
  Page& Sentence(std::string_view sentence, std::string_view name);
  // Our own style sheet and script, the only texts that are not escaped.
  Page& Own(std::string_view asset) {
    out_ += asset;
    return *this;
  }

  std::string Take() { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace ebb
