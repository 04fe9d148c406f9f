#include "research/labelled_text.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "base/source.h"
#include "base/text_util.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::uint64_t kMaxBytes = 1ull << 30;

Error LineError(const std::string& name, std::uint64_t line, std::string_view what) {
  return {ErrorKind::kInput, fmt::format("{}:{}: {}", name, line, what)};
}

// A string, or a number written out; nullopt for anything else.
std::optional<std::string> Text(const nlohmann::json& object, const char* key) {
  const auto at = object.find(key);
  if (at == object.end()) return std::nullopt;
  if (at->is_string()) return at->get<std::string>();
  if (at->is_number_integer()) return at->dump();
  return std::nullopt;
}

bool TakeNumber(std::string_view* in, std::size_t digits, char after, int* out) {
  if (in->size() < digits) return false;
  const auto number = ParseNumber(in->substr(0, digits));
  if (!number) return false;
  *out = static_cast<int>(*number);
  in->remove_prefix(digits);
  if (after == '\0') return true;
  if (in->empty() || in->front() != after) return false;
  in->remove_prefix(1);
  return true;
}

// "2024-01-01T20:00:00", perhaps followed by a fraction or zone, which the order does not need.
std::uint32_t ParseTime(std::string_view in) {
  CivilTime c;
  if (!TakeNumber(&in, 4, '-', &c.year) || !TakeNumber(&in, 2, '-', &c.month) ||
      !TakeNumber(&in, 2, 'T', &c.day) || !TakeNumber(&in, 2, ':', &c.hour) ||
      !TakeNumber(&in, 2, ':', &c.minute) || !TakeNumber(&in, 2, '\0', &c.second)) {
    return 0;
  }
  const std::int64_t seconds = SecondsFromCivil(c) - kEpoch2000;
  const bool valid = IsValidDate(c.year, c.month, c.day) && c.hour < 24 && c.minute < 60;
  return valid && seconds > 0 && seconds <= 0xFFFFFFFFll ? static_cast<std::uint32_t>(seconds) : 0;
}

std::optional<About> ParseAbout(const std::string& name) {
  if (name == "self") return About::kSelf;
  if (name == "partner") return About::kPartner;
  if (name == "both") return About::kBoth;
  return std::nullopt;
}

// nullptr = fine, else what is wrong.
const char* ReadLabels(const nlohmann::json& labels, LabelledMessage* message,
                       std::uint64_t* others) {
  if (!labels.is_array()) return "\"labels\" is not a list";
  for (const nlohmann::json& entry : labels) {
    if (!entry.is_object()) return "a label is not an object";
    const auto name = Text(entry, "category");
    if (!name) return "a label has no \"category\"";
    const auto category = ScoredCategory(*name);
    if (!category) {
      ++*others;
      continue;
    }
    GoldLabel label;
    label.category = *category;
    if (const auto about = Text(entry, "about")) label.about = ParseAbout(*about);
    message->labels.push_back(label);
  }
  return nullptr;
}

const char* ReadContested(const nlohmann::json& contested, LabelledMessage* message) {
  if (!contested.is_array()) return "\"contested\" is not a list";
  for (const nlohmann::json& entry : contested) {
    if (!entry.is_string()) return "an entry of \"contested\" is not a category name";
    const auto category = ScoredCategory(entry.get<std::string>());
    if (category) message->contested |= 1u << static_cast<int>(*category);
  }
  return nullptr;
}

const char* ReadMessage(const nlohmann::json& object, LabelledMessage* message,
                        std::uint64_t* others) {
  if (!object.is_object()) return "expected one JSON object on the line";
  const auto conversation = Text(object, "conversation"), text = Text(object, "text");
  if (!conversation) return "no \"conversation\" (a string)";
  if (!text) return "no \"text\" (a string)";
  message->conversation = *conversation;
  message->text = *text;
  message->sender = Text(object, "sender").value_or("");
  message->sent = ParseTime(Text(object, "time").value_or(""));
  const auto score = object.find("score");
  message->scored = score != object.end() && score->is_boolean() && score->get<bool>();
  const auto labels = object.find("labels");
  if (labels != object.end()) {
    if (const char* wrong = ReadLabels(*labels, message, others)) return wrong;
  }
  const auto contested = object.find("contested");
  return contested == object.end() ? nullptr : ReadContested(*contested, message);
}

}  // namespace

Result<LabelledFile> ParseLabelled(const std::string& name, std::string_view text) {
  LabelledFile file;
  file.name = name;
  if (StartsWith(text, "\xEF\xBB\xBF")) text.remove_prefix(3);
  std::uint64_t number = 0;
  for (std::string_view line : Split(text, '\n')) {
    ++number;
    line = Trim(line);
    if (line.empty()) continue;
    const nlohmann::json object = nlohmann::json::parse(line.begin(), line.end(), nullptr, false);
    if (object.is_discarded()) return LineError(name, number, "not a line of JSON");
    LabelledMessage message;
    message.line = number;
    if (const char* wrong = ReadMessage(object, &message, &file.other_labels)) {
      return LineError(name, number, wrong);
    }
    file.messages.push_back(std::move(message));
  }
  if (file.messages.empty()) {
    return Error{ErrorKind::kInput,
                 name +
                     ": no labelled messages; expected one JSON object a line with "
                     "\"conversation\", \"sender\" and \"text\""};
  }
  return file;
}

Result<LabelledFile> ReadLabelledFile(const std::string& path) {
  auto source = OpenFile(path);
  if (!source) return source.error();
  const auto text = ReadAll(**source, kMaxBytes);
  if (!text) return text.error();
  return ParseLabelled(path, *text);
}

}  // namespace ebb
