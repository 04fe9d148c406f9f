#include "report/findings.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/words.h"

namespace ebb {
namespace {

std::string Name(const Analysis& a, int partner) {
  if (partner < 0 || static_cast<std::size_t>(partner) >= a.partners.size()) return "somebody";
  return a.partners[static_cast<std::size_t>(partner)].name;
}

// "2 March 2024, 10:05 to 11:20", or two days where it spans more than one.
std::string SpanText(const EpisodeRow& episode) {
  if (episode.begin.empty()) return "no date";
  const bool one_day = episode.begin.substr(0, 10) == episode.end.substr(0, 10);
  if (episode.end.empty() || episode.begin == episode.end) return MomentText(episode.begin);
  if (one_day && episode.end.size() >= 16) {
    return MomentText(episode.begin) + " to " + episode.end.substr(11, 5);
  }
  return MomentText(episode.begin) + " to " + MomentText(episode.end);
}

}  // namespace

const std::vector<Finding>& FindingsBeforeSigns() {
  static const std::vector<Finding> findings = {
      {"selectivity",
       "Neglect or avoidance?",
       "When somebody goes quiet, it can look like absence (everyday messages go unanswered as "
       "well) "
       "or like deflection (talk goes on, and replies drop on hard topics). The tables show which "
       "of the two the messages look more like. They say nothing about a person or a reason.",
       {"M17", "M3", "M4", "M16"}},
  };
  return findings;
}

const std::vector<Finding>& FindingsAfterSigns() {
  static const std::vector<Finding> findings = {
      {"since",
       "Since when, and for how long?",
       "Slow change against this chat's own past, and stretches that stood out from it.",
       {"M15", "M18"}},
      {"before",
       "What came before, and who came back?",
       "Conflicts, long silences and topics that were put off, and what the messages around them "
       "look like.",
       {"M9", "M11", "M8", "M13", "M14"}},
      {"loop",
       "Push and pull",
       "Whether pressing is followed by pulling back, and pulling back by pressing: both ways, "
       "against chance.",
       {"M10", "M12"}},
      {"rhythm",
       "Rhythm",
       "Who begins, how soon replies come, and how long they are, on ordinary and on hard topics.",
       {"M5", "M2", "M0", "M6", "M7"}},
  };
  return findings;
}

const std::array<std::string_view, 3> kMethodMeasures = {"M20", "M21", "M22"};

const MeasureRow* FindMeasure(const Analysis& analysis, std::string_view id) {
  const auto at = std::find_if(analysis.measures.begin(), analysis.measures.end(),
                               [&](const MeasureRow& row) { return row.id == id; });
  return at == analysis.measures.end() ? nullptr : &*at;
}

bool HasAny(const Analysis& analysis, const Finding& finding) {
  return std::any_of(finding.measures.begin(), finding.measures.end(),
                     [&](std::string_view id) { return FindMeasure(analysis, id) != nullptr; });
}

std::string_view StateText(const MeasureRow& measure) {
  if (measure.state == "not_enough_data") return "Not enough data.";
  if (measure.state == "not_supported" && measure.id == "M21") return {};  // its note says all
  if (measure.state == "not_supported") return "This export does not hold what it takes.";
  if (measure.state == "suppressed") return "Left out, because some messages mention danger.";
  return {};
}

const std::string_view kComparisonIntro =
    "Each figure in both periods, and its change with a 95 % range. Where the range of the change "
    "leaves out zero (or \u00D71.0) the change is more than chance alone usually makes; among many "
    "figures some do so by chance.";

std::string_view ChangeGroup(const Analysis& a, const ChangeRow& row) {
  const MeasureRow* measure = FindMeasure(a, row.measure);
  return measure == nullptr ? std::string_view("What was counted") : measure->title;
}

std::string ChangeLabel(const Analysis& a, const ChangeRow& row) {
  return row.partner < 0 ? row.before.label : Name(a, row.partner) + ": " + row.before.label;
}

bool StandsOut(const ChangeRow& row) {
  return row.change.shown && (row.change.low > 0 || row.change.high < 0);
}

bool AnyStandsOut(const Analysis& a) {
  return std::any_of(a.comparison.rows.begin(), a.comparison.rows.end(), StandsOut);
}

std::string_view EpisodesTitle(std::string_view kind) {
  if (kind == "conflict") return "Conflicts";
  if (kind == "silence") return "Long silences";
  if (kind == "topic") return "Topics put off";
  if (kind == "spell") return "Weeks that stand out";
  return "Examples";  // exchanges
}

std::string EpisodeText(const Analysis& a, const EpisodeRow& episode) {
  std::string text = SpanText(episode);
  if (episode.turns > 0) text += ", " + Counted(episode.turns, "turn", "turns");
  if (!episode.tag.empty()) text += ", " + episode.tag;
  if (episode.kind == "silence" && episode.partner >= 0) {
    text += ". The last message was for " + Name(a, episode.partner);
    if (episode.ended_by >= 0) text += "; " + Name(a, episode.ended_by) + " wrote again";
  }
  if (episode.kind == "topic" && episode.partner >= 0) {
    text += ". Put off by " + Name(a, episode.partner);
    text += episode.ended_by >= 0 ? "; " + Name(a, episode.ended_by) + " came back to it"
                                  : std::string("; nobody came back to it in the chat");
  }
  if (episode.kind == "spell" && episode.partner >= 0)
    text += ", messages of " + Name(a, episode.partner);
  return text;
}

}  // namespace ebb
