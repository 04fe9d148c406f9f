// What holds for every writer and every sample.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "analysis/audit.h"
#include "base/sha256.h"
#include "base/text_util.h"
#include "report/display_width.h"
#include "report/report.h"
#include "report/sample_analysis.h"
#include "report/words.h"

namespace ebb {
namespace {

bool Contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// RFC 4180, written for this test and not shared with the writer.
std::vector<std::vector<std::string>> ParseCsv(const std::string& text) {
  std::vector<std::vector<std::string>> rows = {{""}};
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    std::string& cell = rows.back().back();
    if (quoted) {
      if (c != '"') {
        cell += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        cell += text[++i];
      } else {
        quoted = false;
      }
    } else if (c == '"' && cell.empty()) {
      quoted = true;
    } else if (c == ',') {
      rows.back().emplace_back();
    } else if (c == '\n') {
      rows.push_back({""});
    } else {
      cell += c;
    }
  }
  REQUIRE_FALSE(quoted);
  rows.pop_back();  // after the last line end
  return rows;
}

TEST_CASE("writers are found by name and by suffix") {
  for (const char* key : {"html", "md", "json", "csv", "text", ".html", ".md", ".json", ".csv"}) {
    INFO(key);
    CHECK(FindWriter(key) != nullptr);
  }
  CHECK(FindWriter("pdf") == nullptr);
  CHECK(FindWriter("") == nullptr);
  const auto files = FindWriter("csv")->write(SampleAnalysis(), {});
  REQUIRE(files.size() == 4);
  CHECK(files[1].suffix == ".flags");
  CHECK(files[2].suffix == ".measures");
  CHECK(files[3].suffix == ".suppressed");
  // Nothing left out, no table of it.
  CHECK(FindWriter("csv")->write(SampleAnalysis({.weeks = 3, .tiny = true}), {}).size() == 3);
}

TEST_CASE("what the user's list left out stands in every document, with its reasons") {
  const Analysis analysis = SampleAnalysis();
  for (const Writer& writer : Writers()) {
    INFO(writer.name);
    const auto files = writer.write(analysis, {});
    const std::string& text = files.back().bytes;
    if (writer.name == "text") {
      CHECK_THAT(text, Catch::Contains("3 places were left out by your own list (2 entries)."));
      continue;
    }
    CHECK_THAT(text, Catch::Contains("our word for the attic"));
    CHECK_THAT(text, Catch::Contains("a line of a song"));
    CHECK_THAT(text, Catch::Contains("00112233445566aa"));
  }
  const auto rows = ParseCsv(WriteSuppressedCsv(analysis, {}));
  REQUIRE(rows.size() == 3);
  CHECK(rows[1] == std::vector<std::string>{"c0ffee00c0ffee00", "w4-need-space", "",
                                            "our word for the attic", "3"});
}

TEST_CASE("the same analysis gives the same bytes, every sample gives some") {
  for (const auto& [name, analysis] : AllSamples()) {
    for (const Writer& writer : Writers()) {
      INFO(name << " " << writer.name);
      const auto first = writer.write(analysis, {});
      const auto second = writer.write(analysis, {});
      REQUIRE(first.size() == second.size());
      for (std::size_t i = 0; i < first.size(); ++i) {
        CHECK(first[i].bytes == second[i].bytes);
        CHECK_FALSE(first[i].bytes.empty());
        CHECK(first[i].bytes.back() == '\n');
      }
    }
  }
}

TEST_CASE("a document read back gives the same reports") {
  for (const auto& [name, analysis] : AllSamples()) {
    const auto back = ReadJson(WriteJson(analysis), "a.json");
    REQUIRE(back.ok());
    for (const Writer& writer : Writers()) {
      INFO(name << " " << writer.name);
      CHECK(writer.write(*back, {})[0].bytes == writer.write(analysis, {})[0].bytes);
    }
  }
}

TEST_CASE("weeks of the table sum to the partners' totals") {
  for (const auto& [name, analysis] : AllSamples()) {
    INFO(name);
    const auto rows = ParseCsv(WriteWeeksCsv(analysis, {.csv_guard = false}));
    CHECK(rows.size() == 1 + analysis.weeks.size() * analysis.partners.size() * 6);
    const auto column = [&](const std::string& title) {
      const auto found = std::find(rows[0].begin(), rows[0].end(), title);
      REQUIRE(found != rows[0].end());
      return static_cast<std::size_t>(found - rows[0].begin());
    };
    std::map<std::pair<std::string, std::string>, std::uint64_t> flagged, messages, words, about;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      REQUIRE(rows[i].size() == rows[0].size());
      const std::pair key(rows[i][column("partner_id")], rows[i][column("category")]);
      flagged[key] += std::stoull(rows[i][column("flagged")]);
      messages[key] += std::stoull(rows[i][column("messages")]);
      words[key] += std::stoull(rows[i][column("words")]);
      about[key] += std::stoull(rows[i][column("about_partner_flagged")]);
    }
    for (const Partner& partner : analysis.partners) {
      for (std::size_t c = 0; c < kReportCategories; ++c) {
        const std::pair key(partner.id, std::string(kReportCategoryNames[c]));
        CHECK(flagged[key] == partner.rates[c].flagged);
        CHECK(messages[key] == partner.texts);
        CHECK(words[key] == partner.words);
        CHECK(about[key] == partner.about_partner[c].flagged);
      }
    }
  }
}

TEST_CASE("a rate that is not shown is an empty cell") {
  const auto rows = ParseCsv(WriteWeeksCsv(SampleAnalysis({.weeks = 3, .tiny = true}), {}));
  for (std::size_t i = 1; i < rows.size(); ++i) {
    CHECK(rows[i][12].empty());
    CHECK(rows[i][15] == "false");
  }
}

TEST_CASE("no cell of a table starts a formula") {
  const Analysis a = SampleAnalysis({.flags_per_group = 9, .hostile = true});
  for (const std::string& table : {WriteWeeksCsv(a, {}), WriteFlagsCsv(a, {})}) {
    CHECK_FALSE(Contains(table, "\r\n\r"));
    for (const auto& row : ParseCsv(table)) {
      for (const std::string& cell : row) {
        const std::size_t at = cell.find_first_not_of(' ');
        if (at == std::string::npos) continue;
        INFO(cell);
        CHECK(std::string("=+-@\t\r\n").find(cell[at]) == std::string::npos);
        CHECK_FALSE(StartsWith(std::string_view(cell).substr(at), "\xEF\xBC\x9D"));
      }
    }
  }
  const auto raw = ParseCsv(WriteFlagsCsv(a, {.csv_guard = false}));
  bool found = false;
  for (const auto& row : raw) found = found || row[5] == HostileTexts()[1];
  CHECK(found);  // without the guard the text is as it was
}

TEST_CASE("the terminal gets no control and no direction-changing character from a chat") {
  for (const auto& [name, analysis] : AllSamples()) {
    INFO(name);
    const std::string text = WriteTerminal(analysis, {});
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = NextCodePoint(text, &at);
      const bool control = (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0);
      CHECK_FALSE(control);
      CHECK_FALSE((c >= 0x202A && c <= 0x202E));
      CHECK_FALSE((c >= 0x2066 && c <= 0x2069));
    }
  }
}

TEST_CASE("the summary is one screen and fits its width") {
  for (const int width : {48, 60, 80, 120}) {
    for (const auto& [name, analysis] : AllSamples()) {
      const auto lines = Lines(WriteTerminal(analysis, {.width = width}));
      INFO(name << " at " << width);
      if (width >= 80) CHECK(lines.size() <= 24);
      for (const std::string& line : lines) {
        INFO(line);
        CHECK(DisplayWidth(line) <= width);
      }
    }
  }
  SampleShape worst{.safety = true, .language_warning = true};
  CHECK(Lines(WriteTerminal(SampleAnalysis(worst), {})).size() <= 24);
}

TEST_CASE("colour only where asked, and nothing else changes by it") {
  const Analysis a = SampleAnalysis();
  const std::string plain = WriteTerminal(a, {});
  std::string colored = WriteTerminal(a, {.color = true});
  CHECK_FALSE(Contains(plain, "\x1b"));
  CHECK(Contains(colored, "\x1b["));
  for (std::size_t at; (at = colored.find('\x1b')) != std::string::npos;) {
    colored.erase(at, colored.find('m', at) - at + 1);
  }
  CHECK(colored == plain);
}

TEST_CASE("the summary quotes nobody") {
  for (const auto& [name, analysis] : AllSamples()) {
    INFO(name);
    CHECK_FALSE(Contains(WriteTerminal(analysis, {}), "room to myself"));
  }
}

// What a reader gets to see, of every writer but JSON.
std::vector<std::string> Reports(const Analysis& a) {
  return {WriteHtml(a), WriteMarkdown(a), WriteTerminal(a, {}), WriteWeeksCsv(a, {}),
          WriteFlagsCsv(a, {})};
}

TEST_CASE("danger is never quoted or attributed, and no repair advice stands beside it") {
  Analysis a = SampleAnalysis({.safety = true});
  for (const std::string& report : Reports(a)) {
    CHECK_FALSE(Contains(report, "canary words of danger"));
    CHECK_FALSE(Contains(report, "abuse_control"));
  }
  for (const std::string& report : {WriteHtml(a), WriteMarkdown(a)}) {
    CHECK(Contains(report, "Some messages mention danger or self-harm."));
    CHECK(Contains(report, "local emergency number"));
    CHECK_FALSE(Contains(report, "Agree when to come back"));
    CHECK_FALSE(Contains(report, "both of you"));
    const std::size_t page =
        report.find("</head>") == std::string::npos ? 0 : report.find("</head>");
    CHECK(report.find("danger or self-harm") < report.find("Robin", page));
  }
  CHECK(Contains(WriteTerminal(a, {}), "Some messages mention danger"));
  a.safety = {};
  CHECK_FALSE(Contains(WriteHtml(a), "danger or self-harm"));
  CHECK(Contains(WriteHtml(a), "Agree when to come back"));
}

TEST_CASE("a language the rules do not know is said before any number") {
  const Analysis a = SampleAnalysis({.language_warning = true});
  for (const std::string& report : {WriteHtml(a), WriteMarkdown(a), WriteTerminal(a, {})}) {
    const std::size_t warning = report.find("Only 41%");
    REQUIRE(warning != std::string::npos);
    CHECK(warning < report.find("Withdrawal"));
    CHECK(warning < report.find("26 weeks"));
  }
}

TEST_CASE("too little data is said instead of a rate") {
  const Analysis a = SampleAnalysis({.weeks = 3, .tiny = true});
  CHECK(Contains(WriteHtml(a), "There are not enough messages to show a rate."));
  CHECK(Contains(WriteHtml(a), "not enough to show a rate</td>"));
  CHECK(Contains(WriteMarkdown(a), "not enough to show a rate"));
  CHECK_FALSE(Contains(WriteHtml(a), "in every 100"));
  CHECK_FALSE(Contains(WriteHtml(a), "class=\"plot"));
}

std::string WriteHtmlOf(const Analysis& a) { return WriteHtml(a); }
std::string WriteMarkdownOf(const Analysis& a) { return WriteMarkdown(a); }

TEST_CASE("rates that an audit holds apart stand in no document") {
  const Analysis open = SampleAnalysis({});
  Analysis apart = open;
  HideRates(&apart);
  std::vector<std::string> rates;  // "1.2 (0.70 to 2.1)" of the signs
  for (const Partner& partner : open.partners) {
    for (const SignCount& sign : partner.signs) {
      const std::string rate = SignRateText(sign.shown_by, partner.texts);
      if (!rate.empty()) rates.push_back(rate);
    }
  }
  REQUIRE(rates.size() >= 2);
  for (const auto& write : {WriteHtmlOf, WriteMarkdownOf}) {
    const std::string before = write(open), after = write(apart);
    for (const std::string& rate : rates) {
      INFO(rate);
      CHECK(Contains(before, rate));
      CHECK_FALSE(Contains(after, rate));
    }
    CHECK_FALSE(Contains(before, "not set side by side"));
    CHECK(Contains(after, "not set side by side"));
    CHECK_FALSE(Contains(after, "not enough to show a rate"));
    CHECK_FALSE(Contains(after, "in every 100"));
  }
  for (const auto& row : ParseCsv(WriteWeeksCsv(apart, {}))) CHECK(row[15] != "true");
  for (const Writer& writer : Writers()) {
    if (writer.name != std::string_view("text")) continue;
    CHECK(Contains(writer.write(apart, {})[0].bytes, "no rate"));
  }
  const std::string json = WriteJson(apart);
  CHECK(Contains(json, "\"rates_apart\":true"));
  CHECK(Contains(WriteJson(open), "\"rates_apart\":false"));
  const auto back = ReadJson(json, "a.json");
  REQUIRE(back.ok());
  CHECK(back->rates_apart);  // a saved analysis rendered again hides them as well
  // One of version 1.3 had the note alone.
  nlohmann::json old = nlohmann::json::parse(WriteJson(open));
  old["schema_version"] = "1.3.0";
  old.erase("rates_apart");
  const auto unsaid = ReadJson(old.dump(), "a.json");
  REQUIRE(unsaid.ok());
  CHECK_FALSE(unsaid->rates_apart);
  old["notes"] = apart.notes;
  const auto told = ReadJson(old.dump(), "a.json");
  REQUIRE(told.ok());
  CHECK(told->rates_apart);
  CHECK(told->notes == apart.notes);
  CHECK_FALSE(told->partners[0].rates[0].shown);
}

// Claims of measures as they are worded, with rates of marks that all hold "77".
Analysis ClaimsWithRates() {
  Analysis a = SampleAnalysis();
  a.measures.clear();
  const auto add = [&a](const char* id, const char* key, const char* text, bool tested) {
    MeasureRow row;
    row.id = id;
    row.key = std::string(id) + "_made";
    row.title = "Made " + row.id;
    row.state = "shown";
    row.partners.resize(2);
    Claim claim;
    claim.key = key;
    claim.side = 0;
    claim.has_p = claim.marked = tested;
    claim.text = text;
    row.claims = {claim};
    if (!a.measures.empty() && a.measures.back().id == id) {
      a.measures.back().claims.push_back(claim);
    } else {
      a.measures.push_back(row);
    }
  };
  add("M10", "pressing_then_distance",
      "Robin met pressing more often with distance: 77 of 100 (range 77.1 to 77.9) against 27 of "
      "100 (range 20 to 77.3).",
      true);
  add("M10", "loop", "Both steps came more often: first one, then the other.", true);
  add("M14", "date_1", "In the eight weeks before May 77 of 100 messages held such words.", false);
  add("M15", "drift_distance_step",
      "Words of distance went from 77 of 100 before the week of 4 March to 7.7 from then on.",
      true);
  add("M15", "drift_mending_stretch", "Attempts to mend were 77 of 100 in a stretch.", true);
  add("M15", "drift_words_step", "The words written went from 80 to 8.", true);
  add("M19", "accepted",
      "Robin took up 12 of 19 attempts of Sam to mend: 77 of 100 (range 7 to 77).", false);
  const char* const keys[] = {"accepted", "accepted_around", "rejected_around", "missed_around",
                              "otherwise_around"};
  for (const char* key : keys) {
    for (auto& side : a.measures.back().partners) {
      side.push_back(MakeRanged(key, key, "share", 19, 0.77, 0.771, 0.779));
    }
  }
  return a;
}

TEST_CASE("what measures claim holds no rate either that an audit holds apart") {
  Analysis a = ClaimsWithRates();
  CHECK(Contains(WriteHtml(a), "77 of 100"));
  CHECK(Contains(WriteMarkdown(a), "77"));
  HideRates(&a);
  for (const MeasureRow& row : a.measures) {
    INFO(row.id);
    CHECK((row.id != "M19" || row.partners[0].empty()));
    for (const Claim& claim : row.claims) {
      CHECK_FALSE(Contains(claim.text, "77"));
      CHECK_FALSE(Contains(claim.text, "7.7"));
    }
  }
  for (const Writer& writer : Writers()) {
    INFO(writer.name);
    for (const auto& file : writer.write(a, {})) {
      for (const char* rate : {"77 of 100", "27 of 100", "77.1", "77.3", "0.77", "77%"}) {
        CHECK_FALSE(Contains(file.bytes, rate));
      }
    }
  }
  for (const std::string& report : {WriteHtml(a), WriteMarkdown(a)}) {
    CHECK(Contains(report, "took up 12 of 19 attempts"));  // counts stay
    CHECK(Contains(report, "changed over the weeks; by the audit the rates"));
    CHECK(Contains(report, "first one, then the other"));
    CHECK(Contains(report, "went from 80 to 8"));  // no marks
  }
}

TEST_CASE("both partners get the same sentence, numbers and names apart") {
  const std::string html = WriteHtml(SampleAnalysis());
  std::vector<std::string> shapes;
  for (std::size_t at = 0; (at = html.find("<p class=\"rates\">", at)) != std::string::npos; ++at) {
    std::string card = html.substr(at, html.find("</p>", at) - at);
    card.erase(
        std::remove_if(card.begin(), card.end(), [](char c) { return c >= '0' && c <= '9'; }),
        card.end());
    const std::size_t name = card.find("<bdi>");
    card.erase(name, card.find("</bdi>") - name);
    shapes.push_back(card);
  }
  REQUIRE(shapes.size() == 2);
  CHECK(shapes[0] == shapes[1]);
}

TEST_CASE("no report uses a word it must not use") {
  const std::vector<std::string> words = {
      "neglectful", "avoidant", "toxic",  "narciss",      "gaslight",    "attachment", "diagnos",
      "stonewall",  "score",    "fault",  "compatib",     "lying",       "break-up",   "breakup",
      "healthy",    "asleep",   "online", "\xE2\x80\x94", "\xE2\x80\x93"};  // and long dashes
  for (const auto& [name, analysis] : AllSamples()) {
    for (const std::string& report :
         {WriteHtml(analysis), WriteMarkdown(analysis), WriteTerminal(analysis, {})}) {
      const std::size_t style = report.find("</style>");
      const std::string text =
          LowerAscii(style == std::string::npos ? report : report.substr(style));
      for (const std::string& word : words) {
        INFO(name << ": " << word);
        CHECK_FALSE(Contains(text, word));
      }
    }
  }
}

TEST_CASE("without text there is no text, with pseudonyms no name") {
  for (const std::string& report : Reports(SampleAnalysis({.no_text = true}))) {
    for (const char* words : {"room to myself", "leave it there", "soup", "sleep well"}) {
      CHECK_FALSE(Contains(report, words));
    }
  }
  Analysis a = SampleAnalysis({.pseudonyms = true});
  a.conversation_name.clear();
  for (const std::string& report : Reports(a)) {
    CHECK_FALSE(Contains(report, "Robin"));
    CHECK_FALSE(Contains(report, "Kit"));
  }
}

}  // namespace
}  // namespace ebb
