// Everything a report needs: one plain value without pointers, written as the JSON document and
// read back by `ebb report`. Writers see nothing else.
//
// Numbers: counts are exact; rates are per 100 messages unless the name says otherwise.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "measure/result.h"

namespace ebb {

// Names of the six counted categories, in the order of every array below:
// withdrawal, shutdown, avoidance, neglect, pressure, repair.
inline constexpr int kReportCategories = 6;
extern const std::array<const char*, kReportCategories> kReportCategoryNames;

struct Rate {
  std::uint64_t flagged = 0;              // messages with a high-confidence flag
  std::uint64_t flagged_low = 0;          // messages with only low-confidence flags
  std::uint64_t messages = 0;             // denominator: text messages
  bool shown = false;                     // false = too little data to show a rate
  double per_100 = 0, low = 0, high = 0;  // Wilson 95 %, high-confidence flags
  double per_1000_words = 0;
};

struct InputFile {
  std::string name;  // as the user gave it, base name only
  std::string format;
  std::string why;  // how the format was recognised
  std::uint64_t bytes = 0;
  std::string hash;  // XXH3-128 of the file
  std::uint64_t records = 0, messages = 0, notices = 0, skipped = 0;
  std::vector<std::pair<std::uint64_t, std::string>> skipped_list;  // line, reason
  bool truncated = false;  // the file ends inside a record or structure
  std::vector<std::string> warnings;
};

struct SignCount {
  std::string sign;               // "S1" .. "S6"
  std::string title;              // in our words
  std::uint64_t shown_by = 0;     // messages of this partner showing it (about self or both)
  std::uint64_t reported_by = 0;  // messages of this partner reporting it of the other
};

struct Partner {
  std::string name;
  std::string id;  // "A", "B", ...
  std::uint64_t messages = 0, texts = 0, words = 0;
  std::uint64_t media = 0, calls = 0, deleted = 0;
  std::array<Rate, kReportCategories> rates;
  Rate distance;  // withdrawal, shutdown or avoidance, a message once
  std::array<Rate, kReportCategories> about_partner;  // what this one says about the other
  std::vector<SignCount> signs;
};

struct WeekPartner {
  std::uint64_t messages = 0, texts = 0, words = 0;
  std::uint32_t active_days = 0;
  std::array<Rate, kReportCategories> rates;
  Rate distance;
  std::array<Rate, kReportCategories> about_partner;
  // Messages that show each sign, in the order of Partner::signs; empty in documents before 1.3.
  std::vector<std::uint64_t> signs;
};

struct WeekRow {
  std::string label;  // "2024-W01", or "undated"
  std::string start;  // "2024-01-01", empty if undated
  bool thin = false;
  bool incomplete = false;
  std::vector<WeekPartner> partners;  // same order as Analysis::partners
};

struct ContextLine {
  std::string message_id;
  std::string time;  // "2024-01-01T10:00:00", empty if undated
  int partner = -1;  // index into Analysis::partners; -1 = somebody else or the app
  std::string kind;  // "text", "media", ...
  std::string text;  // empty with --no-text
};

struct FlagRow {
  std::string message_id;
  std::uint64_t line = 0;
  std::string time, week;
  int partner = 0;
  std::string category, subcode, sign, rule;
  std::string about;     // self, partner, both
  std::string modality;  // asserted, negated, ...
  std::string strength;  // strong, weak
  int intensity = 1;
  std::string confidence;  // high, low
  bool counts = false;
  std::string gate;                        // "gP", ... the gate that held; empty if none needed
  std::string gate_message_id;             // message that made it hold
  std::string reason;                      // machine word: ungated, gate_held, negated, ...
  std::string explanation;                 // one plain sentence
  std::uint32_t begin = 0, end = 0;        // bytes of `text`
  std::string text;                        // empty with --no-text
  std::vector<ContextLine> before, after;  // at most two each
};

struct Evidence {           // how much of the flags the document holds
  std::uint64_t total = 0;  // all flags, counted or not
  std::uint64_t stored = 0;
  std::uint64_t cap = 0;  // per partner and category
};

struct Safety {
  bool any = false;
  std::uint64_t self_harm = 0, abuse_control = 0, boundary = 0;  // messages
  std::vector<std::string> weeks;  // labels: repair advice and sequences are suppressed there
};

struct Coverage {
  std::string first, last;  // local times
  std::uint64_t days = 0, active_days = 0;
  double language_share = 0;  // of messages long enough to tell, those in the lexicon's language
  std::uint64_t language_known = 0;   // messages long enough to tell
  bool language_warning = false;      // share under .80
  std::uint64_t others_messages = 0;  // of people who are neither of the two
  std::uint64_t time_jumps = 0;
  bool pair = true;       // false = one sender, or one side too small: no measure of the pair
  std::string pair_note;  // why not
  bool maybe_truncated = false;  // message count at a known cut of the app
};

// An entry of the user's own list of wrong hits that something in the chat fits.
struct SuppressedEntry {
  std::string rule;          // empty = every rule
  std::string message_id;    // empty = every message
  std::string reason;        // the user's words
  std::uint64_t places = 0;  // silenced; 0 = they did not count anyway
};

// The measures (src/measure), with names in their sentences and times instead of places.
struct PointRow {
  std::string start;  // the Monday of its first week, "2024-01-01"
  bool known = false;
  double value = 0;
  std::uint64_t n = 0;
};

struct SeriesRow {
  std::string key, label, unit;
  int partner = -1;  // -1 = the pair
  std::vector<PointRow> points;
};

struct EpisodeRow {
  std::string kind;        // conflict, silence, topic, spell
  std::string begin, end;  // local times
  std::uint64_t turns = 0;
  int partner = -1;   // silence: who was expected to answer; topic: who put it off; spell: whose
  int ended_by = -1;  // silence: who wrote again; topic: who came back to it
  std::string tag;
  std::vector<Figure> figures;
  std::vector<ContextLine> shown;  // at most six messages of it
};

struct MeasureRow {
  std::string id, key, title;
  std::string state;  // shown, not_enough_data, not_supported, suppressed
  std::string note, weakness;
  std::vector<std::vector<Figure>> partners;  // by partner: the same keys in the same order
  std::vector<Figure> pair;
  std::vector<Claim> claims;  // names stand in their sentences
  std::vector<SeriesRow> series;
  std::uint64_t episodes_total = 0;
  std::vector<EpisodeRow> episodes;  // at most kShownEpisodes, spread over time
};
inline constexpr std::size_t kShownEpisodes = 60;

// One figure in two periods (see analysis/compare.h).
struct ChangeRow {
  std::string measure;  // "M5"; "M1" = rates of the categories
  int partner = -1;     // -1 = the pair
  Figure before, after, change;
};

struct Comparison {
  std::string before, after;  // the two periods; empty = nothing was compared
  std::vector<ChangeRow> rows;
};

// The version of the document this program writes. A new key raises the second number, a key taken
// away or changed in meaning the first.
inline constexpr std::string_view kSchemaVersion = "1.4.0";

struct Analysis {
  std::string schema_version{kSchemaVersion};
  std::string tool_version;
  std::string lexicon_name, lexicon_version, lexicon_hash, lexicon_language;
  std::uint64_t lexicon_rules = 0;
  std::vector<std::string> options;  // the ones that change results, as given
  std::vector<InputFile> inputs;
  std::string conversation_id, conversation_name;
  std::string clock;  // "wall", "instant", "none"
  std::string zone, zone_origin;
  std::string date_order, date_order_how;
  bool pseudonyms = false, no_text = false;
  bool all_senders = false;  // a group analysed per sender
  bool rates_apart = false;  // by an audit the marks of one are right more often: no rates of both
  Coverage coverage;
  Safety safety;
  std::vector<Partner> partners;
  std::vector<WeekRow> weeks;
  std::vector<MeasureRow> measures;  // empty unless two partners were chosen
  Comparison comparison;
  std::vector<FlagRow> flags;  // in time order
  Evidence evidence;
  std::uint64_t voided = 0;  // hits that were voided or gated out
  std::vector<std::pair<std::string, std::uint64_t>> voided_by_reason;
  std::vector<SuppressedEntry> suppressions;
  std::vector<std::string> notes;  // plain sentences for the reader
};

}  // namespace ebb
