// What a measure says: plain values, without text of the chat and without names.
//
// Every figure carries how many observations it rests on and, where it has one, a 95 % interval.
// A figure that is not `shown` had too little to rest on: its value is 0 and means nothing.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "chat/hit.h"

namespace ebb {

enum class MeasureState : std::uint8_t {
  kShown,
  kNotEnough,    // too little data; counts may still be given
  kUnsupported,  // the format lacks what it needs
  kSuppressed,   // the chat holds signs of danger: see codebook section 10
};

struct Figure {
  std::string key;    // stable: "reply_median"
  std::string label;  // plain words: "typical time to reply"
  // "count", "number" (of anything, with a fraction), "per 100", "per day", "share", "minutes",
  // "hours", "days", "weeks", "doublings", "points" (difference of shares times 100), "ratio",
  // "percent", "correlation", "words", "spreads" (of the usual weeks), "week number" (WeekNumber).
  std::string unit;
  std::uint64_t n = 0;  // observations: replies, bids, sessions, weeks ...
  bool shown = false;
  double value = 0;
  bool has_range = false;
  double low = 0, high = 0;  // 95 %
};

// A sentence the report may say of a result. Placeholders {self} and {other} stand for the names of
// `side` and of the other partner; {A} and {B} for those of the two sides.
struct Claim {
  std::string key;     // stable: "initiation_change"
  int side = -1;       // whom it concerns; -1 = the pair
  bool has_p = false;  // it rests on a test
  double p = 1;        // of that test
  // A test was made and what it said is not this sentence: no p, but one more look at the chat.
  bool looked = false;
  double q = 1;             // Benjamini-Hochberg over all claims of the report; set by MeasureTalk
  bool marked = false;      // the test says more than "cannot tell" (q < .10); set by MeasureTalk
  std::string text;         // said if marked, or if it rests on no test
  std::string cannot_tell;  // said otherwise
  std::string beside;       // what lies near the change it tells of; empty = nothing known
  std::vector<std::string> benign;  // harmless readings of the same figures
};

// A line for a chart: one value a step. Steps without a value are not `known`.
struct SeriesPoint {
  std::int32_t week = 0;  // WeekNumber of its first week
  bool known = false;
  double value = 0;
  std::uint64_t n = 0;
};
struct Series {
  std::string key, label, unit;
  int side = -1;
  std::vector<SeriesPoint> points;
};

enum class EpisodeKind : std::uint8_t {
  kConflict,
  kSilence,
  kTopic,
  kSpell,
  kExchange,  // a message and what followed: an example
};

// A stretch of the chat that a reader can open.
struct Episode {
  EpisodeKind kind = EpisodeKind::kConflict;
  Position first = 0, last = 0;      // messages, in time order
  std::uint32_t begin = 0, end = 0;  // seconds since 2000
  std::uint32_t turns = 0;           // within it
  // conflict: whose turn was the first; silence: who was expected to answer; topic: who put it off;
  // spell: whose; exchange: who wrote first
  int side = -1;
  int ended_by = -1;  // conflict: whose turn was the last; silence: who wrote again; topic: who
                      // came back to it
  std::string tag;  // silence: "after conflict", "after milestone", "unexplained"; topic: its name
  std::vector<Figure> figures;
  std::vector<Position> shown;  // messages worth quoting, at most six, in order
};

struct MeasureResult {
  std::string id;     // "M2"
  std::string key;    // stable: "reply_time"
  std::string title;  // plain words, a noun phrase
  MeasureState state = MeasureState::kNotEnough;
  std::string note;      // why it is not shown, or what to keep in mind; one plain sentence
  std::string weakness;  // what these figures cannot say; one plain sentence
  std::array<std::vector<Figure>, 2> sides;  // the same keys in the same order for both
  std::vector<Figure> pair;
  std::vector<Claim> claims;
  std::vector<Series> series;
  std::vector<Episode> episodes;
};

// Makes figures without a range and with one.
Figure CountFigure(std::string key, std::string label, std::uint64_t count);
Figure MakeFigure(std::string key, std::string label, std::string unit, std::uint64_t n,
                  double value);
Figure MakeRanged(std::string key, std::string label, std::string unit, std::uint64_t n,
                  double value, double low, double high);
// The same figure when there was too little to rest it on.
Figure NotShown(std::string key, std::string label, std::string unit, std::uint64_t n);

const char* MeasureStateName(MeasureState state);
const char* EpisodeKindName(EpisodeKind kind);

}  // namespace ebb
