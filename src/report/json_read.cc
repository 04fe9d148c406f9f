// Reads the document back. Strict: a key that is missing, unknown or of the wrong type is an error
// that names its place, so that a report is never made from half a document.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <concepts>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/audit.h"
#include "base/text_util.h"
#include "report/json_fields.h"
#include "report/report.h"

namespace ebb {
namespace {

using Json = nlohmann::json;

class JsonReader {
 public:
  // A newer minor version holds keys that are passed over, an older one lacks some of ours.
  JsonReader(bool newer, bool older) : lenient_(newer), older_(older) {}

  const std::string& problem() const { return problem_; }

  template <typename T>
  void Object(const Json& json, T& value) {
    if (!json.is_object()) return Fail("an object was expected");
    const Json* outer = object_;
    const std::size_t outer_known = known_;
    object_ = &json;
    known_ = path_.empty() ? 1 : 0;  // the outermost object also has its document key
    json_fields::Fields(*this, value);
    if (!lenient_ && known_ != json.size()) Fail("a key that this version does not know");
    object_ = outer;
    known_ = outer_known;
  }

  template <typename T>
  void operator()(const char* name, T& value) {
    if (!problem_.empty()) return;
    const std::size_t length = path_.size();
    if (!path_.empty()) path_ += '.';
    path_ += name;
    const auto found = object_->find(name);
    if (found == object_->end()) {
      if (!older_) Fail("missing");
    } else {
      ++known_;
      Value(*found, value);
    }
    path_.resize(length);
  }

 private:
  // The first problem stands.
  void Fail(const char* what) {
    if (problem_.empty()) problem_ = (path_.empty() ? "the document" : path_) + ": " + what;
  }

  void Value(const Json& json, bool& value) {
    if (!json.is_boolean()) return Fail("true or false was expected");
    value = json.get<bool>();
  }

  template <std::integral T>
  void Value(const Json& json, T& value) {
    if (json.is_number_unsigned()) {
      const auto number = json.get<std::uint64_t>();
      if (number > static_cast<std::uint64_t>(std::numeric_limits<T>::max())) {
        return Fail("the number is too large");
      }
      value = static_cast<T>(number);
    } else if (std::signed_integral<T> && json.is_number_integer() &&
               std::cmp_greater_equal(json.get<std::int64_t>(), std::numeric_limits<T>::min())) {
      value = static_cast<T>(json.get<std::int64_t>());
    } else {
      Fail("a whole number was expected");
    }
  }

  void Value(const Json& json, double& value) {
    if (!json.is_number()) return Fail("a number was expected");
    value = json.get<double>();
  }

  void Value(const Json& json, std::string& value) {
    if (!json.is_string()) return Fail("text was expected");
    value = json.get_ref<const std::string&>();
  }

  template <typename T>
  void Value(const Json& json, std::vector<T>& list) {
    if (!json.is_array()) return Fail("a list was expected");
    list.resize(json.size());
    const std::size_t length = path_.size();
    for (std::size_t i = 0; i < json.size() && problem_.empty(); ++i) {
      path_ += fmt::format("[{}]", i);
      Value(json[i], list[i]);
      path_.resize(length);
    }
  }

  void Value(const Json& json, std::array<Rate, kReportCategories>& rates) {
    if (!json.is_object()) return Fail("an object was expected");
    if (json.size() != rates.size()) return Fail("the six categories were expected");
    const Json* outer = object_;
    const std::size_t outer_known = known_;
    object_ = &json;
    for (int i = 0; i < kReportCategories; ++i) (*this)(kReportCategoryNames[i], rates[i]);
    object_ = outer;
    known_ = outer_known;
  }

  template <typename T>
  requires std::is_class_v<T>
  void Value(const Json& json, T& value) { Object(json, value); }

  const Json* object_ = nullptr;
  std::size_t known_ = 0;
  std::string path_;
  std::string problem_;
  bool lenient_;
  bool older_;
};

Error Refuse(std::string_view file, std::string_view what, std::string_view advice) {
  return {ErrorKind::kInput, fmt::format("{}: {}: {}", file, what, advice)};
}

bool IsRate(const Rate& rate) {
  return rate.per_100 >= 0 && rate.per_100 <= 100 && rate.low >= 0 && rate.high <= 100 &&
         rate.low <= rate.high && rate.per_1000_words >= 0;
}

template <typename Counts>
bool HasRates(const Counts& counts) {
  bool good = IsRate(counts.distance);
  for (const Rate& rate : counts.rates) good = good && IsRate(rate);
  for (const Rate& rate : counts.about_partner) good = good && IsRate(rate);
  return good;
}

// Empty if every side and line of the measures is one of the partners.
std::string BrokenMeasure(const Analysis& a) {
  const auto partners = static_cast<int>(a.partners.size());
  const auto strange = [&](int partner) { return partner < -1 || partner >= partners; };
  for (const MeasureRow& m : a.measures) {
    const std::size_t figures = m.partners.empty() ? 0 : m.partners[0].size();
    bool bad = !m.partners.empty() && m.partners.size() != a.partners.size();
    for (const auto& side : m.partners) bad = bad || side.size() != figures;
    if (bad) return "measures." + m.id + ": the same figures for each partner were expected";
    for (const Claim& claim : m.claims) bad = bad || strange(claim.side);
    for (const SeriesRow& series : m.series) bad = bad || strange(series.partner);
    for (const EpisodeRow& episode : m.episodes) {
      bad = bad || strange(episode.partner) || strange(episode.ended_by);
      for (const ContextLine& line : episode.shown) bad = bad || strange(line.partner);
    }
    if (bad) return "measures." + m.id + ": no such partner";
  }
  for (const ChangeRow& row : a.comparison.rows) {
    if (strange(row.partner)) return "comparison.rows: no such partner";
  }
  return {};
}

// What the writers rely on beyond types; empty if all is well.
std::string BrokenReference(const Analysis& a) {
  const int partners = static_cast<int>(a.partners.size());
  for (std::size_t i = 0; i < a.weeks.size(); ++i) {
    if (a.weeks[i].partners.size() != a.partners.size()) {
      return fmt::format("weeks[{}].partners: one entry per partner was expected", i);
    }
    for (const WeekPartner& week : a.weeks[i].partners) {
      if (!HasRates(week)) return fmt::format("weeks[{}].partners: a rate outside 0 to 100", i);
    }
  }
  for (std::size_t i = 0; i < a.partners.size(); ++i) {
    if (!HasRates(a.partners[i])) return fmt::format("partners[{}]: a rate outside 0 to 100", i);
  }
  const auto bad_line = [&](const ContextLine& line) {
    return line.partner < -1 || line.partner >= partners;
  };
  for (std::size_t i = 0; i < a.flags.size(); ++i) {
    const FlagRow& flag = a.flags[i];
    bool bad = flag.partner < 0 || flag.partner >= partners;
    for (const ContextLine& line : flag.before) bad = bad || bad_line(line);
    for (const ContextLine& line : flag.after) bad = bad || bad_line(line);
    if (bad) return fmt::format("flags[{}].partner: no such partner", i);
    if (flag.begin > flag.end || (!flag.text.empty() && flag.end > flag.text.size())) {
      return fmt::format("flags[{}].end: outside its message", i);
    }
  }
  return BrokenMeasure(a);
}

struct Version {
  std::uint64_t major = 0, minor = 0;
};

std::optional<Version> ParseVersion(const Json& json) {
  const auto found = json.find(json_fields::kVersionKey);
  if (found == json.end() || !found->is_string()) return std::nullopt;
  const auto parts = Split(found->get_ref<const std::string&>(), '.');
  if (parts.size() != 3) return std::nullopt;
  const auto major = ParseNumber(parts[0]);
  const auto minor = ParseNumber(parts[1]);
  if (!major || !minor) return std::nullopt;
  return Version{*major, *minor};
}

constexpr std::uint64_t kMinorOfRatesApart = 4;  // the key "rates_apart"
constexpr std::string_view kGiveOurs = "give a file that `ebb analyze -o NAME.json` wrote";
constexpr std::string_view kAgain = "it was changed after it was written; analyse the export again";

Result<Json> Parse(std::string_view text, std::string_view file) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    return Refuse(file,
                  fmt::format("not a complete JSON document (stopped at byte {})", error.byte),
                  kGiveOurs);
  } catch (const Json::exception&) {
    return Refuse(file, "holds a number that is too large", kGiveOurs);
  }
}

bool IsOurs(const Json& json) {
  if (!json.is_object()) return false;
  const auto found = json.find(json_fields::kDocumentKey);
  return found != json.end() && found->is_string() &&
         found->get_ref<const std::string&>() == json_fields::kDocumentName;
}

}  // namespace

Result<Analysis> ReadJson(std::string_view text, std::string_view file_name) {
  const std::string file = EscapeTerminal(file_name);
  auto json = Parse(text, file);
  if (!json) return json.error();
  if (!IsOurs(*json)) return Refuse(file, "JSON, but not an analysis made by ebb", kGiveOurs);
  const auto version = ParseVersion(*json);
  if (!version) return Refuse(file, "schema_version: three numbers were expected", kAgain);
  if (version->major != json_fields::kMajor) {
    return Refuse(
        file,
        fmt::format("written in version {} of the document, this program reads version {}",
                    version->major, json_fields::kMajor),
        "use the ebb that wrote it, or analyse the export again with this one");
  }
  Analysis analysis;
  JsonReader reader(version->minor > json_fields::kMinor, version->minor < json_fields::kMinor);
  reader.Object(*json, analysis);
  if (!reader.problem().empty()) return Refuse(file, reader.problem(), kAgain);
  const std::string broken = BrokenReference(analysis);
  if (!broken.empty()) return Refuse(file, broken, kAgain);
  // Before 1.4 only the note told of rates that an audit holds apart.
  const auto& notes = analysis.notes;
  const bool apart = std::find(notes.begin(), notes.end(), kRatesApartNote) != notes.end();
  if (version->minor < kMinorOfRatesApart && apart) HideRates(&analysis);
  return analysis;
}

}  // namespace ebb
