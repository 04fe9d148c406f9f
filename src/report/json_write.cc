// The JSON document, streamed into one string: keys in the order of json_fields.h, numbers to six
// significant digits, one line per top-level key and per element of a top-level list.
#include <array>
#include <charconv>
#include <cmath>
#include <concepts>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "report/json_fields.h"
#include "report/report.h"

namespace ebb {

extern const std::vector<EmbeddedFile> kAnalysisSchema;

namespace {

// Length of the well-formed UTF-8 sequence at `at`; 0 if there is none.
std::size_t SequenceLength(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  const std::size_t length = lead < 0xC2   ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
  }
  const unsigned char second = byte(at + 1);
  if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F)) return 0;
  if ((lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) return 0;
  return length;
}

class JsonWriter {
 public:
  explicit JsonWriter(std::string* out) : out_(*out) {}

  template <typename T>
  void operator()(const char* name, const T& value) {
    Separate();
    out_ += '"';
    out_ += name;
    out_ += "\":";
    Value(value);
  }

  template <typename T>
  void Object(const T& value, const char* document = nullptr) {
    Open('{');
    if (document != nullptr) (*this)(json_fields::kDocumentKey, std::string_view(document));
    json_fields::Fields(*this, value);
    Close('}');
  }

 private:
  void Open(char bracket) {
    out_ += bracket;
    first_ = true;
    ++depth_;
  }

  void Close(char bracket) {
    --depth_;
    if (!first_) NewLine();
    first_ = false;
    out_ += bracket;
  }

  void Separate() {
    if (!first_) out_ += ',';
    first_ = false;
    NewLine();
  }

  // The two outer levels are laid out in lines, everything inside them is not.
  void NewLine() {
    if (depth_ > 2) return;
    out_ += '\n';
    out_.append(static_cast<std::size_t>(depth_) * 2, ' ');
  }

  void Value(bool value) { out_ += value ? "true" : "false"; }

  template <std::integral T>
  void Value(T value) {
    char buffer[24];
    out_.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
  }

  // JSON has no NaN and no infinity; neither can come from a count, and zero keeps the document
  // valid.
  void Value(double value) {
    char buffer[40];
    if (!std::isfinite(value) || value == 0) value = 0;
    out_.append(
        buffer,
        std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::general, 6).ptr);
  }

  void Value(const std::string& value) { Value(std::string_view(value)); }

  void Value(std::string_view text) {
    out_ += '"';
    std::size_t run = 0;
    for (std::size_t at = 0; at < text.size();) {
      const auto c = static_cast<unsigned char>(text[at]);
      if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
        ++at;
        continue;
      }
      const std::size_t length = c < 0x80 ? 0 : SequenceLength(text, at);
      if (length > 0) {
        at += length;
        continue;
      }
      out_.append(text, run, at - run);
      Escape(c);
      run = ++at;
    }
    out_.append(text, run, text.size() - run);
    out_ += '"';
  }

  void Escape(unsigned char c) {
    static constexpr char kHex[] = "0123456789abcdef";
    if (c >= 0x80) {
      out_ += "\xEF\xBF\xBD";  // not UTF-8: the replacement character
    } else if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += static_cast<char>(c);
    } else if (c == '\n') {
      out_ += "\\n";
    } else {
      out_ += "\\u00";
      out_ += kHex[c >> 4];
      out_ += kHex[c & 15];
    }
  }

  template <typename T>
  void Value(const std::vector<T>& list) {
    Open('[');
    for (const T& item : list) {
      Separate();
      Value(item);
    }
    Close(']');
  }

  void Value(const std::array<Rate, kReportCategories>& rates) {
    Open('{');
    for (int i = 0; i < kReportCategories; ++i) (*this)(kReportCategoryNames[i], rates[i]);
    Close('}');
  }

  template <typename T>
  requires std::is_class_v<T>
  void Value(const T& object) { Object(object); }

  std::string& out_;
  int depth_ = 0;
  bool first_ = true;
};

}  // namespace

std::string WriteJson(const Analysis& analysis) {
  std::string out;
  out.reserve(4096 + analysis.weeks.size() * 4096 + analysis.flags.size() * 2048);
  JsonWriter(&out).Object(analysis, json_fields::kDocumentName);
  out += '\n';
  return out;
}

std::string_view AnalysisSchema() {
  return kAnalysisSchema.empty() ? std::string_view() : kAnalysisSchema.front().bytes;
}

}  // namespace ebb
