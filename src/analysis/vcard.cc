#include "analysis/vcard.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/text_util.h"

namespace ebb {
namespace {

// The next line with those that go on with it: they begin with a blank, or (version 2.1) follow a
// "=" at the end.
std::string TakeLine(std::string_view* text, bool* quoted) {
  std::string line;
  for (;;) {
    const std::size_t end = std::min(text->find('\n'), text->size());
    std::string_view piece = text->substr(0, end);
    text->remove_prefix(std::min(end + 1, text->size()));
    if (piece.ends_with('\r')) piece.remove_suffix(1);
    line += piece;
    if (line.size() == piece.size()) {
      *quoted = LowerAscii(line.substr(0, line.find(':'))).find("quoted-printable") != line.npos;
    }
    if (*quoted && line.ends_with('=') && !text->empty()) {
      line.pop_back();
    } else if (text->starts_with(' ') || text->starts_with('\t')) {
      text->remove_prefix(1);
    } else {
      return line;
    }
  }
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

std::string FromQuotedPrintable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '=' && i + 2 < text.size() ? HexDigit(text[i + 1]) : -1;
    const int low = high >= 0 ? HexDigit(text[i + 2]) : -1;
    if (low < 0) {
      out.push_back(text[i]);
    } else {
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    }
  }
  return out;
}

// "\," and "\;" to the sign alone.
std::string Unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    out.push_back(text[i]);
  }
  return out;
}

// "Okoye;Ada;;;" to "Ada Okoye".
std::string NameOfParts(std::string_view value) {
  const std::vector<std::string_view> parts = Split(value, ';');
  std::string name;
  for (const std::size_t i : {std::size_t{1}, std::size_t{0}}) {
    if (i >= parts.size() || Trim(parts[i]).empty()) continue;
    if (!name.empty()) name.push_back(' ');
    name += Unescaped(Trim(parts[i]));
  }
  return name;
}

// "item1.TEL;TYPE=CELL" to "tel".
std::string PropertyName(std::string_view head) {
  head = head.substr(0, head.find(';'));
  const std::size_t group = head.rfind('.');
  return LowerAscii(group == head.npos ? head : head.substr(group + 1));
}

class VcardReader {
 public:
  void Take(const std::string& line, bool quoted) {
    const std::size_t colon = line.find(':');
    if (colon == line.npos) return;
    const std::string name = PropertyName(std::string_view(line).substr(0, colon));
    std::string value = line.substr(colon + 1);
    if (quoted) value = FromQuotedPrintable(value);
    if (name == "begin") {
      person_ = {};
      parts_.clear();
    } else if (name == "fn") {
      person_.name = Trim(Unescaped(value));
    } else if (name == "n") {
      parts_ = NameOfParts(value);
    } else if (name == "tel" || name == "email") {
      std::string_view other = Trim(value);
      for (const std::string_view scheme : {"tel:", "mailto:"}) {
        if (LowerAscii(other.substr(0, scheme.size())) == scheme)
          other.remove_prefix(scheme.size());
      }
      other = Trim(other.substr(0, other.find(';')));  // ";ext=5"
      if (!other.empty()) person_.others.emplace_back(other);
    } else if (name == "end") {
      if (person_.name.empty()) person_.name = parts_;
      if (!person_.name.empty() && !person_.others.empty()) people.push_back(std::move(person_));
      person_ = {};
    }
  }

  std::vector<Alias> people;

 private:
  Alias person_;
  std::string parts_;
};

}  // namespace

bool IsVcard(std::string_view head) {
  return LowerAscii(Trim(head).substr(0, 11)) == "begin:vcard";
}

std::vector<Alias> ReadVcards(std::string_view text) {
  VcardReader reader;
  while (!text.empty()) {
    bool quoted = false;
    const std::string line = TakeLine(&text, &quoted);
    reader.Take(line, quoted);
  }
  return std::move(reader.people);
}

}  // namespace ebb
