// A made-up Analysis for the tests of the writers: deterministic, its weeks sum to its totals, and
// as awkward as asked for. Names and messages are invented here.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <vector>

#include "analysis/analysis.h"

namespace ebb {

struct SampleShape {
  int partners = 2;
  int weeks = 26;
  int flags_per_group = 4;  // stored flags of each partner and category
  bool hostile = false;
  bool no_text = false;
  bool pseudonyms = false;
  bool undated = false;
  bool safety = false;
  bool language_warning = false;
  bool tiny = false;  // too few messages for any rate
};

// Every payload starts something in at least one kind of document.
inline const std::vector<std::string>& HostileTexts() {
  static const std::vector<std::string> texts = {
      "<script>alert(1)</script> leave it <img src=x onerror=alert(2)>",
      "=cmd|' /C calc'!A0",
      "\x1b[31mred\x1b]52;c;aGk=\x07 \xC2\x9B"
      "2J",
      "\xE2\x80\xAE"
      "desrever\xE2\x81\xA6 marks \xE2\x80\x8F",
      "[click](javascript:alert(1)) | **bold** `code` <!-- x --> www.example.org a@b.example",
      "\"quoted\", with\r\nlines and\ttabs &amp; 'more' \\ </style></title></svg>",
      "  @sum(1+1) and \xEF\xBC\x9D"
      "1+1",
      "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 "
      "\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7 \xE4\xBD\xA0\xE5\xA5\xBD",
  };
  return texts;
}

class Sampler {
 public:
  explicit Sampler(const SampleShape& shape) : shape_(shape) {}

  Analysis Make() {
    a_.tool_version = "0.1.0";
    a_.lexicon_name = "ebb-en";
    a_.lexicon_version = "0.1.0";
    a_.lexicon_hash = "0123456789abcdef0123456789abcdef";
    a_.lexicon_language = "en";
    a_.lexicon_rules = 312;
    a_.options = {"--tz Pacific/Auckland"};
    a_.conversation_id = "c0ffee00c0ffee00";
    a_.conversation_name = Awkward(4, "Chat with Robin");
    a_.clock = shape_.undated ? "none" : "wall";
    a_.date_order = shape_.undated ? "" : "day/month/year";
    a_.date_order_how = shape_.undated ? "" : "a day above 12 (line 61)";
    a_.pseudonyms = shape_.pseudonyms;
    a_.no_text = shape_.no_text;
    a_.all_senders = shape_.partners > 2;
    AddPartners();
    AddWeeks();
    AddFlags();
    if (shape_.partners == 2) AddMeasures();
    AddRest();
    return a_;
  }

 private:
  std::uint32_t Next(std::uint32_t below) {
    state_ = state_ * 1664525u + 1013904223u;
    return (state_ >> 8) % below;
  }

  std::string Awkward(std::size_t i, const std::string& otherwise) const {
    return shape_.hostile ? HostileTexts()[i % HostileTexts().size()] : otherwise;
  }

  Rate MakeRate(std::uint64_t flagged, std::uint64_t messages, std::uint64_t words,
                std::uint64_t minimum) {
    Rate r;
    r.flagged = flagged;
    r.flagged_low = flagged / 3;
    r.messages = messages;
    r.shown = messages >= minimum;
    if (messages == 0) return r;
    const double n = static_cast<double>(messages), p = static_cast<double>(flagged) / n;
    const double z = 1.959964, d = 1 + z * z / n;
    const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    r.per_100 = 100 * p;
    r.low = 100 * std::max(0.0, (p + z * z / (2 * n) - half) / d);
    r.high = 100 * (p + z * z / (2 * n) + half) / d;
    r.per_1000_words =
        words == 0 ? 0 : 1000.0 * static_cast<double>(flagged) / static_cast<double>(words);
    return r;
  }

  void AddPartners() {
    static const std::vector<std::string> names = {"Robin", "Kit", "Sasha", "Jo", "Alex"};
    static const std::vector<std::string> titles = {
        "Feeling alone in the relationship", "Preferring time alone",
        "Closing down when the other talks", "Fewer social things as a couple",
        "Putting off long-term decisions",   "Less physical closeness"};
    for (int i = 0; i < shape_.partners; ++i) {
      Partner p;
      p.id = std::string(1, static_cast<char>('A' + i));
      p.name = shape_.pseudonyms
                   ? "Partner " + p.id
                   : Awkward(static_cast<std::size_t>(i), names[static_cast<std::size_t>(i) % 5]);
      for (int s = 0; s < 6; ++s) {
        p.signs.push_back({fmt::format("S{}", s + 1), titles[static_cast<std::size_t>(s)],
                           s == 0 ? 0 : Next(14), Next(6)});
      }
      a_.partners.push_back(p);
    }
  }

  WeekPartner MakeWeek(int week, int partner, bool thin) {
    WeekPartner w;
    w.texts = thin ? Next(12) : 42 + Next(60);
    if (shape_.tiny) w.texts = Next(9);
    w.messages = w.texts + Next(6);
    w.words = w.texts * (5 + Next(4));
    w.active_days = thin ? 2 : 7;
    // One partner drifts, the other has a bulge in the middle.
    const double middle = 1 - std::abs(week - shape_.weeks / 2.0) / (shape_.weeks / 2.0 + 1);
    const double level =
        partner % 2 == 0 ? 0.01 + 0.035 * week / shape_.weeks : 0.01 + 0.03 * middle;
    std::array<std::uint64_t, kReportCategories> flagged{};
    for (std::size_t c = 0; c < flagged.size(); ++c) {
      const double expected = level * static_cast<double>(w.texts) *
                              (c == 1   ? 1.3
                               : c == 5 ? 1.8
                                        : 0.8);
      flagged[c] = std::min<std::uint64_t>(
          w.texts / 4, static_cast<std::uint64_t>(expected + Next(100) / 100.0));
      w.rates[c] = MakeRate(flagged[c], w.texts, w.words, 30);
      w.about_partner[c] = MakeRate(c < 3 ? flagged[c] / 3 : 0, w.texts, w.words, 30);
    }
    w.distance = MakeRate(flagged[0] + flagged[1] + flagged[2], w.texts, w.words, 30);
    for (std::size_t s = 0; s < 6; ++s) w.signs.push_back(flagged[s % 3] / (1 + s % 2));
    return w;
  }

  void AddWeeks() {
    const int weeks = shape_.undated ? 1 : shape_.weeks;
    for (int i = 0; i < weeks; ++i) {
      WeekRow row;
      row.thin = i % 9 == 4 || shape_.tiny;
      row.incomplete = i == 0 || i + 1 == weeks;
      row.label = shape_.undated ? "undated" : WeekLabel(i);
      row.start = shape_.undated ? "" : Day(i * 7);
      for (int p = 0; p < shape_.partners; ++p) row.partners.push_back(MakeWeek(i, p, row.thin));
      a_.weeks.push_back(row);
    }
    for (std::size_t p = 0; p < a_.partners.size(); ++p) SumUp(p);
  }

  void SumUp(std::size_t index) {
    Partner& p = a_.partners[index];
    std::array<std::uint64_t, kReportCategories> own{}, about{};
    std::uint64_t distance = 0;
    for (const WeekRow& week : a_.weeks) {
      const WeekPartner& w = week.partners[index];
      p.messages += w.messages;
      p.texts += w.texts;
      p.words += w.words;
      distance += w.distance.flagged;
      for (std::size_t c = 0; c < own.size(); ++c) {
        own[c] += w.rates[c].flagged;
        about[c] += w.about_partner[c].flagged;
      }
    }
    p.media = p.messages - p.texts;
    for (std::size_t c = 0; c < own.size(); ++c) {
      p.rates[c] = MakeRate(own[c], p.texts, p.words, 200);
      p.about_partner[c] = MakeRate(about[c], p.texts, p.words, 200);
    }
    p.distance = MakeRate(distance, p.texts, p.words, 200);
    for (std::size_t s = 0; s < p.signs.size(); ++s) {
      p.signs[s].shown_by = 0;
      for (const WeekRow& week : a_.weeks) p.signs[s].shown_by += week.partners[index].signs[s];
    }
  }

  // Days since 1 January 2024 (a Monday), over two leap-free year ends.
  static std::string Day(int days) {
    static const int kLengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year = 2024, month = 0;
    for (;;) {
      const int length = kLengths[month] + (month == 1 && year % 4 == 0 ? 1 : 0);
      if (days < length) break;
      days -= length;
      if (++month == 12) {
        month = 0;
        ++year;
      }
    }
    return fmt::format("{:04}-{:02}-{:02}", year, month + 1, days + 1);
  }

  static std::string WeekLabel(int i) {
    return i < 52 ? fmt::format("2024-W{:02}", i + 1) : fmt::format("2025-W{:02}", i - 51);
  }

  ContextLine Context(int partner, const std::string& text, const std::string& time) {
    ContextLine line;
    line.message_id = fmt::format("m{:08x}", Next(1u << 30));
    line.time = time;
    line.partner = partner;
    line.kind = text.empty() ? "media" : "text";
    line.text = shape_.no_text ? "" : text;
    return line;
  }

  FlagRow MakeFlag(int partner, int category, int i) {
    static const std::vector<std::string> before = {"did you hear back about the flat?",
                                                    "can we talk about the summer at some point",
                                                    "i made the soup you like", "are you still up"};
    static const std::vector<std::string> words = {
        "i need some room to myself this weekend",
        "lets leave it there",
        "we can see about that another year",
        "it feels like i am on my own in this",
        "you have to tell me tonight",
        "sorry about earlier, shall we try again on sunday"};
    const auto c = static_cast<std::size_t>(category);
    FlagRow f;
    const int day = shape_.weeks * 7 * (i + 1) / (shape_.flags_per_group + 2);
    const std::string time =
        shape_.undated ? "" : Day(day) + fmt::format("T{:02}:{:02}:00", 8 + i % 14, i * 7 % 60);
    f.message_id =
        fmt::format("{:016x}", 0x9e3779b97f4a7c15ull *
                                   static_cast<std::uint64_t>(i * 64 + category * 8 + partner + 1));
    f.line = static_cast<std::uint64_t>(100 + i * 17);
    f.time = time;
    f.week = shape_.undated ? "undated" : WeekLabel(day / 7);
    f.partner = partner;
    f.category = kReportCategoryNames[c];
    f.subcode = fmt::format("{}{}", "WDANPR"[c], 1 + i % 4);
    f.sign = c < 3 ? "S2" : "";
    f.rule = fmt::format("{}.sample_{}", f.category, 1 + i % 4);
    f.about = i % 5 == 4 ? "both" : "self";
    f.modality = "asserted";
    f.strength = i % 3 == 0 ? "strong" : "weak";
    f.intensity = 1 + i % 3;
    f.confidence = i % 4 == 3 ? "low" : "high";
    f.counts = i % 4 != 2;
    f.gate = f.strength == "weak" && f.counts ? "gP" : "";
    f.gate_message_id = f.gate.empty() ? "" : "00000000deadbeef";
    f.reason = !f.counts ? "negated" : f.gate.empty() ? "ungated" : "gate_held";
    f.explanation =
        fmt::format("{} as it stands, about the sender: rule {} fits the marked words, {}.",
                    f.counts ? "Counted" : "Not counted", f.rule,
                    !f.counts        ? "but it is negated"
                    : f.gate.empty() ? "and the wording needs no further context"
                                     : "and it comes right after pressure");
    if (i % 5 == 3) f.explanation.clear();
    const std::string lead = i % 2 == 0 ? "ok so " : "";
    const std::string said = Awkward(static_cast<std::size_t>(i + category), words[c]);
    f.text = lead + said + (i % 3 == 0 ? " if thats ok" : "");
    f.begin = static_cast<std::uint32_t>(lead.size());
    f.end = static_cast<std::uint32_t>(lead.size() + said.size());
    if (shape_.hostile && i == 1) f.text += std::string(5000, 'x');
    const int other = shape_.partners == 1 ? -1 : (partner + 1) % shape_.partners;
    f.before = {
        Context(other,
                Awkward(static_cast<std::size_t>(i), before[static_cast<std::size_t>(i) % 4]),
                time),
        Context(other, "", time)};
    f.after = {
        Context(other, Awkward(static_cast<std::size_t>(i + 2), "ok. sleep well then"), time)};
    if (shape_.no_text) f.text.clear();
    return f;
  }

  void AddFlags() {
    for (int i = 0; i < shape_.flags_per_group; ++i) {
      for (int c = 0; c < kReportCategories; ++c) {
        for (int p = 0; p < shape_.partners; ++p) a_.flags.push_back(MakeFlag(p, c, i));
      }
    }
    for (const FlagRow& f : a_.flags) a_.voided += f.counts ? 0 : 1;
    a_.voided_by_reason = {{"negated", a_.voided}, {"gate_missing", 41}, {"third_party", 7}};
    a_.voided += 48;
    a_.evidence = {a_.flags.size() + 48, a_.flags.size(), 200};
  }

  MeasureRow MakeMeasure(const char* id, const char* key, const char* title) {
    MeasureRow m;
    m.id = id;
    m.key = key;
    m.title = title;
    m.state = shape_.tiny ? "not_enough_data" : "shown";
    m.note = shape_.tiny ? "11 replies of the 50 needed." : "";
    m.weakness = "A chat is one channel of several.";
    m.partners = {{}, {}};
    return m;
  }

  Claim MakeClaim(int side, bool has_p, bool marked) {
    Claim claim;
    claim.key = "reading";
    claim.side = side;
    claim.has_p = has_p;
    claim.p = marked ? 0.003 : 0.4;
    claim.q = marked ? 0.02 : 0.6;
    claim.marked = marked;
    const std::string name = side < 0 ? "Both" : a_.partners[static_cast<std::size_t>(side)].name;
    claim.text = name + " began 61 of 100 conversations (range 52 to 70).";
    claim.cannot_tell = "Cannot tell whether " + name + " began more or fewer over time.";
    claim.benign = {"There may have been more calls.", "A new job changes the hours"};
    return claim;
  }

  // One measure of every section, with every kind of unit, claim, series and episode.
  void AddMeasures() {
    static const char* const units[] = {"count",   "per 100",     "share",     "minutes", "hours",
                                        "days",    "weeks",       "doublings", "points",  "ratio",
                                        "percent", "correlation", "words"};
    a_.measures.push_back(MakeMeasure("M5", "initiation", "Who begins"));
    MeasureRow& begin = a_.measures.back();
    double value = -1.5;
    for (const char* unit : units) {
      value += 0.7;
      for (auto& side : begin.partners) {
        side.push_back(MakeRanged(unit, std::string("a figure in ") + unit, unit, 120,
                                  std::string(unit) == "share" ? 0.61 : value, value - 0.4,
                                  value + 0.4));
      }
    }
    begin.pair = {NotShown("gap", "longest pause", "hours", 3), CountFigure("all", "in all", 1234)};
    begin.claims = {MakeClaim(0, false, false), MakeClaim(1, true, true),
                    MakeClaim(-1, true, false)};
    a_.measures.push_back(MakeMeasure("M15", "drift", "Slow change"));
    for (int side = 0; side < 2; ++side) {
      SeriesRow line{"share", "share begun", "share", side, {}};
      for (std::size_t w = 0; w < a_.weeks.size(); w += 4) {
        if (a_.weeks[w].start.empty()) continue;
        line.points.push_back(
            {a_.weeks[w].start, w % 12 != 4, 0.2 + 0.01 * static_cast<double>(w), 20 + w});
      }
      a_.measures.back().series.push_back(line);
    }
    AddChangeFigures();
    a_.measures.push_back(MakeMeasure("M17", "selectivity", "Absence or deflection"));
    a_.measures.back().claims = {MakeClaim(0, false, false), MakeClaim(1, false, false)};
    a_.measures.push_back(MakeMeasure("M19", "repair", "How repair was received"));
    a_.measures.push_back(MakeMeasure("M8", "silences", "Long silences"));
    for (const char* kind : {"silence", "conflict", "topic", "spell"}) {
      if (std::string(kind) != "silence")
        a_.measures.push_back(MakeMeasure("M9", kind, "Episodes"));
      EpisodeRow episode{kind,
                         "2024-03-02T10:00:00",
                         "2024-03-03T12:00:00",
                         7,
                         0,
                         1,
                         "after conflict",
                         {MakeFigure("hours", "length", "hours", 1, 26)},
                         {}};
      if (!shape_.undated && !a_.flags.empty()) {
        for (const FlagRow& flag : a_.flags) {
          if (flag.before.empty()) continue;
          episode.shown = flag.before;
          break;
        }
      }
      a_.measures.back().episodes_total = 3;
      a_.measures.back().episodes.push_back(episode);
    }
    a_.comparison = {"2024-01-01 to 2024-03-01", "2024-03-01 to 2024-06-01", {}};
    const Figure before = MakeRanged("share", "conversations begun", "share", 60, 0.5, 0.4, 0.6);
    const Figure after = MakeRanged("share", "conversations begun", "share", 60, 0.8, 0.7, 0.9);
    a_.comparison.rows = {{"M5", 0, before, after,
                           MakeRanged("share", "conversations begun", "points", 120, 30, 16, 44)},
                          {"M5", -1, before, NotShown("share", "", "share", 2),
                           NotShown("share", "conversations begun", "points", 62)}};
    AddLoopFigures();
    if (shape_.weeks > 4) AddHourFigures();  // the measure asks for four weeks
    a_.measures.push_back(MakeMeasure("M20", "detector_quality", "Trust of M20"));
    a_.measures.push_back(MakeMeasure("M21", "research_only", "Trust of M21"));
    a_.measures.push_back(MakeMeasure("M22", "coverage", "What the chat covers"));
    a_.measures.back().claims = {MakeClaim(-1, false, false)};
  }

  // A step of one partner that is marked, and one of the other that is not.
  void AddChangeFigures() {
    MeasureRow& drift = a_.measures.back();
    for (int side = 0; side < 2; ++side) {
      Claim claim = MakeClaim(side, true, side == 1);
      claim.key = "drift_toward_step";
      claim.text = claim.text.substr(0, claim.text.find(" began")) + " took up less.";
      drift.claims.push_back(claim);
      const auto s = static_cast<std::size_t>(side);
      drift.partners[s] = {
          MakeFigure("toward_before", "taken up, first weeks", "share", 10, 0.75),
          MakeFigure("toward_now", "taken up, last weeks", "share", 10, 0.52),
          MakeFigure("toward_step_week", "taken up, week of the step", "week number", 31, 1270),
          NotShown("words_before", "words, first weeks", "per day", 3),
          NotShown("words_now", "words, last weeks", "per day", 3),
          NotShown("words_step_week", "words, week of the step", "week number", 3)};
    }
  }

  void AddLoopFigures() {
    a_.measures.push_back(MakeMeasure("M10", "push_and_pull", "Push and pull"));
    MeasureRow& loop = a_.measures.back();
    for (auto& side : loop.partners) {
      side = {
          MakeRanged("distance_after_pressing", "met with distance", "share", 40, 0.55, 0.4, 0.7),
          MakeRanged("distance_after_ordinary", "ordinary ones", "share", 120, 0.2, 0.14, 0.28),
          NotShown("pressing_after_distance", "pressed within a day", "share", 4),
          NotShown("pressing_after_other", "pressed after another", "share", 9)};
    }
    Claim claim = MakeClaim(0, true, true);
    claim.key = "pressing_then_distance";
    loop.claims = {claim};
  }

  void AddHourFigures() {
    a_.measures.push_back(MakeMeasure("M0", "hours", "Hours of the chat"));
    for (std::uint64_t h = 0; h < 168; ++h) {
      a_.measures.back().pair.push_back(
          CountFigure(fmt::format("hour_{:03}", h), fmt::format("hour {}", h), h % 24 < 7 ? 0 : h));
    }
  }

  void AddRest() {
    InputFile input;
    input.name = Awkward(5, "chat.txt");
    input.format = "whatsapp-txt";
    input.why = "header lines of the app in 40 of the first 40 lines";
    input.bytes = 123456;
    input.hash = "fedcba9876543210fedcba9876543210";
    for (const Partner& p : a_.partners) input.messages += p.messages;
    input.notices = 4;
    input.skipped = 2;
    input.records = input.messages + input.notices + input.skipped;
    input.skipped_list = {{77, "no sender"}, {912, "a time that does not exist"}};
    input.warnings = {Awkward(1, "One message was edited.")};
    a_.inputs = {input};
    Coverage& c = a_.coverage;
    if (!shape_.undated) {
      c.first = "2024-01-02T08:15:00";
      c.last = Day(shape_.weeks * 7 - 3) + "T22:40:00";
      c.days = static_cast<std::uint64_t>(shape_.weeks * 7 - 4);
      c.active_days = c.days * 6 / 7;
    }
    c.language_known = 1874;
    c.language_share = shape_.language_warning ? 0.41 : 0.97;
    c.language_warning = shape_.language_warning;
    c.pair = shape_.partners == 2 && !shape_.tiny;
    if (!c.pair)
      c.pair_note =
          "There are too few messages from both people to say anything about the two together.";
    if (shape_.safety) {
      a_.safety.any = true;
      a_.safety.abuse_control = 2;
      a_.safety.weeks = {"2024-W08"};
      FlagRow f = MakeFlag(0, 0, 0);
      f.category = "abuse_control";
      f.rule = "abuse_control.sample";
      f.text = shape_.no_text ? "" : "canary words of danger";
      f.begin = f.end = 0;
      a_.flags.push_back(f);
    }
    if (!shape_.tiny) {
      a_.suppressions = {{"w4-need-space", "", Awkward(1, "our word for the attic"), 3},
                         {"", "00112233445566aa", Awkward(5, "a line of a song"), 0}};
    }
    a_.notes = {Awkward(0, "Calls are not in this export.")};
  }

  SampleShape shape_;
  std::uint32_t state_ = 20240101;
  Analysis a_;
};

inline Analysis SampleAnalysis(const SampleShape& shape = {}) { return Sampler(shape).Make(); }

// Every shape the writers must cope with, by name.
inline std::vector<std::pair<std::string, Analysis>> AllSamples() {
  std::vector<std::pair<std::string, Analysis>> all;
  const auto add = [&](const char* name, const SampleShape& shape) {
    all.emplace_back(name, SampleAnalysis(shape));
  };
  add("plain", {});
  add("long", {.weeks = 80, .flags_per_group = 60});
  add("hostile", {.flags_per_group = 9, .hostile = true});
  add("no_text", {.no_text = true});
  add("pseudonyms", {.pseudonyms = true});
  add("undated", {.undated = true});
  add("safety", {.safety = true});
  add("language", {.language_warning = true});
  add("tiny", {.weeks = 3, .tiny = true});
  add("one_sender", {.partners = 1});
  add("three_senders", {.partners = 3});
  all.emplace_back("empty", Analysis{});
  return all;
}

}  // namespace ebb
