#include "report/html_page.h"

#include <fmt/format.h>

#include "report/words.h"

namespace ebb {

Page& Page::Decimal(double value) {
  std::string text = fmt::format("{:.2f}", value);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  out_ += text == "-0" ? "0" : text;
  return *this;
}

Page& Page::Text(std::string_view text) {
  out_ += EscapeHtml(ShowDirection(text, false));
  return *this;
}

Page& Page::Name(std::string_view name) {
  return (*this << "<bdi>").Text(ShowDirection(name, true)) << "</bdi>";
}

Page& Page::Sentence(std::string_view sentence, std::string_view name) {
  const std::size_t at = name.empty() ? std::string_view::npos : sentence.find(name);
  if (at == std::string_view::npos) return Text(sentence);
  return Text(sentence.substr(0, at)).Name(name).Text(sentence.substr(at + name.size()));
}

}  // namespace ebb
