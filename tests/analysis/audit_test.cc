// A sheet of marks, filled in and read back; topics that the user says are settled; measures for
// research; changes of the clock.
#include "analysis/audit.h"

#include <algorithm>
#include <fstream>
#include <set>

#include "base/text_util.h"
#include "made_chat.h"
#include "temp_folder.h"

namespace ebb::testing {
namespace {

constexpr std::int64_t kDaySeconds64 = 86400;

// Ten weeks: every day Ann asks for room, Ben says that he is alone, and Ann puts something off
// that nobody had asked for, which does not count.
MadeChat AuditedChat() {
  MadeChat chat;
  for (int day = 0; day < 70; ++day) {
    chat.At(kMonday + day * kDaySeconds64 + 30000);
    chat.Say("Ann Lee", "some other day, number " + std::to_string(day));
    chat.At(kMonday + day * kDaySeconds64 + 70000);
    for (int i = 0; i < 6; ++i) {
      chat.Say(i % 2 == 0 ? "Ann Lee" : "Ben", "we had soup number " + std::to_string(i));
    }
    chat.Say("Ann Lee", "i need more room, \"really\"");
    chat.Say("Ben", "i feel alone here");
  }
  return chat;
}

Analysis Audited(const AnalyzeOptions& given = {}) {
  AnalyzeOptions options = given;
  options.evidence = 100'000;
  return MustAnalyze(AuditedChat(), options);
}

const MeasureRow& Quality(const Analysis& a) {
  const auto at = std::find_if(a.measures.begin(), a.measures.end(),
                               [](const MeasureRow& row) { return row.id == "M20"; });
  REQUIRE(at != a.measures.end());
  return *at;
}

Figure Of(const std::vector<Figure>& figures, const std::string& key) {
  for (const Figure& figure : figures) {
    if (figure.key == key) return figure;
  }
  FAIL("no figure " << key);
  return {};
}

// The sheet with the answer of `answer` (who, category) in each last column; rows may span lines.
template <typename Answer>
std::string Filled(const std::string& sheet, Answer answer) {
  std::string out, row;
  bool quoted = false, first = true;
  for (const char c : sheet) {
    quoted = quoted != (c == '"');
    if (c != '\n' || quoted) {
      row += c;
      continue;
    }
    std::size_t who = 0;  // behind message, rule and category
    for (int comma = 0; comma < 3; ++comma) who = row.find(',', who) + 1;
    const bool ann = row.compare(who, 8, "Ann Lee,") == 0;
    out += row + (first ? "" : answer(ann, row.find(",avoidance,") != std::string::npos)) + "\n";
    row.clear();
    first = false;
  }
  return out;
}

std::vector<AuditMark> MustRead(const std::string& sheet) {
  const TempFolder folder;
  const std::string path = folder.path() + "/sheet.csv";
  std::ofstream(path, std::ios::binary) << sheet;
  Result<std::vector<AuditMark>> marks = ReadAudit(path);
  if (!marks) FAIL(marks.error().message);
  return *marks;
}

TEST_CASE("audit: the sheet holds sixty of each at most, not told apart, the same every time") {
  const Analysis a = Audited();
  const std::string sheet = AuditSheet(a, true);
  CHECK(sheet == AuditSheet(a, true));
  CHECK(sheet.substr(0, sheet.find('\n')) ==
        "message,rule,category,who,about,time,before,words,after,right");
  std::size_t counted = 0, left_out = 0;
  std::vector<bool> order;
  for (const AuditMark& mark : MustRead(Filled(sheet, [](bool, bool) { return "y"; }))) {
    const bool is_left_out = mark.rule == "a1";
    ++(is_left_out ? left_out : counted);
    order.push_back(is_left_out);
  }
  CHECK(counted == kAuditEach);
  CHECK(left_out == kAuditEach);
  CHECK_FALSE(std::is_sorted(order.begin(), order.end()));  // shuffled together
  CHECK(sheet.find("\u00ABi need more room\u00BB") != std::string::npos);
  for (const char* telling : {"ungated", "gate_held", "true", "high"}) {
    CHECK(sheet.find(telling) == std::string::npos);
  }
}

TEST_CASE("audit: a row says whom the words are about") {
  Analysis a = Audited();
  const auto row_of = [&a](const char* about) {
    for (FlagRow& flag : a.flags) flag.about = about;
    const std::string sheet = AuditSheet(a, true);
    const std::size_t begin = sheet.find(",neglect,Ben,");
    REQUIRE(begin != std::string::npos);
    return sheet.substr(begin + 8, 14);
  };
  CHECK(row_of("self").starts_with(",Ben,Ben,"));
  CHECK(row_of("partner").starts_with(",Ben,Ann Lee,"));
  CHECK(row_of("both").starts_with(",Ben,both,"));
}

TEST_CASE("audit: read back, it gives the share of right marks of each and hides unequal rates") {
  const std::string sheet = AuditSheet(Audited(), true);
  AnalyzeOptions options;
  options.audit = MustRead(Filled(sheet, [](bool ann, bool left_out) {
    if (left_out) return " No ";
    return ann ? "y" : "";  // Ben's are not filled in
  }));
  const Analysis half = MustAnalyze(AuditedChat(), options);
  const MeasureRow& m20 = Quality(half);
  CHECK(m20.note.find("Audited: ") == 0);
  const Figure right = Of(m20.partners[0], "audited_right");
  CHECK(right.value == 1);
  CHECK(right.n >= 20);
  CHECK(right.low < 1);
  CHECK(Of(m20.partners[0], "audited_missed").value == 0);
  CHECK(Of(m20.partners[0], "audited_missed").n == kAuditEach);
  CHECK_FALSE(Of(m20.partners[1], "audited_right").shown);
  CHECK(Of(m20.pair, "audited_withdrawal").n == right.n);
  CHECK(half.partners[0].rates[0].shown);  // of one side alone nothing is compared

  options.audit = MustRead(Filled(sheet, [](bool ann, bool left_out) {
    return left_out ? "n" : ann ? "yes" : "n";
  }));
  const Analysis both = MustAnalyze(AuditedChat(), options);
  CHECK(Of(Quality(both).partners[1], "audited_right").value == 0);
  CHECK_FALSE(both.partners[0].rates[0].shown);
  CHECK_FALSE(both.weeks[1].partners[0].distance.shown);
  CHECK(both.partners[0].rates[0].flagged == 70);  // counts stay
  REQUIRE_FALSE(both.notes.empty());
  CHECK(both.notes[0].find("not set side by side") != std::string::npos);
  CHECK(both.rates_apart);
  CHECK_FALSE(half.rates_apart);
  // Rates of marks go out of the measures too, of both; what is no rate of marks stays.
  const auto holds = [](const Analysis& a, const char* id, const char* key) {
    for (const MeasureRow& row : a.measures) {
      if (row.id != id || row.partners.size() != 2) continue;
      return std::any_of(row.partners[1].begin(), row.partners[1].end(),
                         [key](const Figure& figure) { return figure.key == key; });
    }
    return false;
  };
  for (const auto& [id, key] : {std::pair{"M15", "distance_before"},
                                {"M15", "mending_outside"},
                                {"M14", "near"},
                                {"M10", "distance_after_pressing"},
                                {"M19", "per_conflict"}}) {
    INFO(id << " " << key);
    CHECK(holds(half, id, key));
    CHECK_FALSE(holds(both, id, key));
  }
  for (const auto& [id, key] : {std::pair{"M15", "distance_slope"},
                                {"M15", "words_before"},
                                {"M14", "mentions"},
                                {"M10", "difference"}}) {
    INFO(id << " " << key);
    CHECK(holds(both, id, key));
  }
  for (const MeasureRow& row : both.measures) {
    for (const SeriesRow& series : row.series) {
      const bool of_marks = series.key.find("distance") == 0 || series.key.find("mending") == 0;
      CHECK_FALSE((of_marks && row.id != "M18" && series.partner >= 0));
    }
  }
}

TEST_CASE("audit: the answers stand in the column of that name") {
  for (const char* sheet : {"message,rule,category,who,time,before,words,after,right\n"
                            "00,w1,withdrawal,A,,,words,,y\n",
                            "message,rule,right\n00,w1,n\n"}) {
    INFO(sheet);
    CHECK(MustRead(sheet).size() == 1);
  }
}

TEST_CASE("audit: rows of another chat are said to be so") {
  AnalyzeOptions options;
  options.audit = {{"00000000000000aa", "w4", true}};
  const Analysis a = MustAnalyze(AuditedChat(), options);
  CHECK(std::any_of(a.notes.begin(), a.notes.end(), [](const std::string& note) {
    return note.find("1 row of the audit is of no mark") == 0;
  }));
  CHECK(Quality(a).note.find("Unaudited") == 0);
}

TEST_CASE("audit: ids under pseudonyms do as well") {
  AnalyzeOptions hidden;
  hidden.pseudonyms = true;
  AnalyzeOptions options;
  options.audit =
      MustRead(Filled(AuditSheet(Audited(hidden), true), [](bool, bool) { return "1"; }));
  CHECK(Quality(MustAnalyze(AuditedChat(), options)).note.find("Audited: 60 marks") == 0);
}

TEST_CASE("audit: a coded sample corrects the share of distance") {
  AnalyzeOptions options;
  options.dates.audit.coded_found = {60, 100};
  options.dates.audit.coded_false = {4, 200};
  const Analysis a = MustAnalyze(AuditedChat(), options);
  const Figure marked = Of(Quality(a).partners[0], "distance_marked");
  const Figure corrected = Of(Quality(a).partners[0], "distance_corrected");
  CHECK(marked.value == Approx(70.0 / (70 * 5)));
  CHECK(corrected.value == Approx((marked.value - 0.02) / 0.58));
  CHECK(corrected.low < corrected.value);
}

TEST_CASE("research measures are taken only where they were asked for") {
  const auto state = [](bool research) {
    AnalyzeOptions options;
    options.research = research;
    const Analysis a = MustAnalyze(AuditedChat(), options);
    for (const MeasureRow& row : a.measures) {
      if (row.id == "M21") return row.state;
    }
    return std::string();
  };
  CHECK(state(false) == "not_supported");
  CHECK(state(true) == "shown");
}

TEST_CASE("research measures: an overlap of two exports counts once") {
  AnalyzeOptions options;
  options.research = true;
  const Result<Analysis> once = AnalyzeMade({AuditedChat()}, options);
  const Result<Analysis> twice = AnalyzeMade({AuditedChat(), AuditedChat()}, options);
  REQUIRE(once);
  REQUIRE(twice);
  const auto pronouns = [](const Analysis& a) {
    for (const MeasureRow& row : a.measures) {
      if (row.id == "M21") return Of(row.partners[0], "i_share").n;
    }
    return std::uint64_t{0};
  };
  CHECK(pronouns(*once) > 0);
  CHECK(pronouns(*once) == pronouns(*twice));
}

TEST_CASE("changes of the clock against UTC are counted where the file tells of them") {
  const auto changes = [](const char* basis) {
    MadeChat chat{basis};
    chat.Talk(200, 3600);
    for (const MeasureRow& row : MustAnalyze(chat).measures) {
      if (row.id == "M22") return Of(row.pair, "clock_changes");
    }
    return Figure{};
  };
  CHECK_FALSE(changes("w").shown);
  CHECK_FALSE(changes("i").shown);
  CHECK(changes("o").shown);
  CHECK(changes("o").value == 0);
}

}  // namespace
}  // namespace ebb::testing
