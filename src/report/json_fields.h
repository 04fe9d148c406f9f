// The JSON document's keys and their order, once, for writing and reading alike.
//
// Each `Fields` names the members of one struct of analysis.h to a visitor, which is called as
// visit("key", member). A member added to analysis.h is added here and in analysis.schema.json;
// the schema test fails until all three agree.
#pragma once

#include <concepts>
#include <type_traits>

#include "analysis/analysis.h"

namespace ebb::json_fields {

// `Is<T> auto&` binds to T and to const T.
template <typename U, typename T>
concept Is = std::same_as<std::remove_const_t<U>, T>;

inline constexpr const char* kDocumentKey = "document";
inline constexpr const char* kDocumentName = "ebb-analysis";
inline constexpr const char* kVersionKey = "schema_version";
// The newest version this program writes and reads in full.
inline constexpr int kMajor = 1;
inline constexpr int kMinor = 4;
static_assert(kSchemaVersion.starts_with("1.4."), "both numbers are raised together");

template <typename V>
void Fields(V& visit, Is<Rate> auto& r) {
  visit("flagged", r.flagged);
  visit("flagged_low", r.flagged_low);
  visit("messages", r.messages);
  visit("shown", r.shown);
  visit("per_100", r.per_100);
  visit("low", r.low);
  visit("high", r.high);
  visit("per_1000_words", r.per_1000_words);
}

template <typename V>
void Fields(V& visit, Is<InputFile> auto& f) {
  visit("name", f.name);
  visit("format", f.format);
  visit("why", f.why);
  visit("bytes", f.bytes);
  visit("hash", f.hash);
  visit("records", f.records);
  visit("messages", f.messages);
  visit("notices", f.notices);
  visit("skipped", f.skipped);
  visit("skipped_list", f.skipped_list);
  visit("truncated", f.truncated);
  visit("warnings", f.warnings);
}

template <typename V>
void Fields(V& visit, Is<std::pair<std::uint64_t, std::string>> auto& skipped) {
  visit("line", skipped.first);
  visit("reason", skipped.second);
}

template <typename V>
void Fields(V& visit, Is<std::pair<std::string, std::uint64_t>> auto& voided) {
  visit("reason", voided.first);
  visit("count", voided.second);
}

template <typename V>
void Fields(V& visit, Is<SignCount> auto& s) {
  visit("sign", s.sign);
  visit("title", s.title);
  visit("shown_by", s.shown_by);
  visit("reported_by", s.reported_by);
}

template <typename V>
void Fields(V& visit, Is<Partner> auto& p) {
  visit("name", p.name);
  visit("id", p.id);
  visit("messages", p.messages);
  visit("texts", p.texts);
  visit("words", p.words);
  visit("media", p.media);
  visit("calls", p.calls);
  visit("deleted", p.deleted);
  visit("rates", p.rates);
  visit("distance", p.distance);
  visit("about_partner", p.about_partner);
  visit("signs", p.signs);
}

template <typename V>
void Fields(V& visit, Is<WeekPartner> auto& p) {
  visit("messages", p.messages);
  visit("texts", p.texts);
  visit("words", p.words);
  visit("active_days", p.active_days);
  visit("rates", p.rates);
  visit("distance", p.distance);
  visit("about_partner", p.about_partner);
  visit("signs", p.signs);
}

template <typename V>
void Fields(V& visit, Is<WeekRow> auto& w) {
  visit("label", w.label);
  visit("start", w.start);
  visit("thin", w.thin);
  visit("incomplete", w.incomplete);
  visit("partners", w.partners);
}

template <typename V>
void Fields(V& visit, Is<ContextLine> auto& c) {
  visit("message_id", c.message_id);
  visit("time", c.time);
  visit("partner", c.partner);
  visit("kind", c.kind);
  visit("text", c.text);
}

template <typename V>
void Fields(V& visit, Is<FlagRow> auto& f) {
  visit("message_id", f.message_id);
  visit("line", f.line);
  visit("time", f.time);
  visit("week", f.week);
  visit("partner", f.partner);
  visit("category", f.category);
  visit("subcode", f.subcode);
  visit("sign", f.sign);
  visit("rule", f.rule);
  visit("about", f.about);
  visit("modality", f.modality);
  visit("strength", f.strength);
  visit("intensity", f.intensity);
  visit("confidence", f.confidence);
  visit("counts", f.counts);
  visit("gate", f.gate);
  visit("gate_message_id", f.gate_message_id);
  visit("reason", f.reason);
  visit("explanation", f.explanation);
  visit("begin", f.begin);
  visit("end", f.end);
  visit("text", f.text);
  visit("before", f.before);
  visit("after", f.after);
}

template <typename V>
void Fields(V& visit, Is<Figure> auto& f) {
  visit("key", f.key);
  visit("label", f.label);
  visit("unit", f.unit);
  visit("n", f.n);
  visit("shown", f.shown);
  visit("value", f.value);
  visit("has_range", f.has_range);
  visit("low", f.low);
  visit("high", f.high);
}

template <typename V>
void Fields(V& visit, Is<Claim> auto& c) {
  visit("key", c.key);
  visit("partner", c.side);
  visit("has_p", c.has_p);
  visit("p", c.p);
  visit("looked", c.looked);
  visit("q", c.q);
  visit("marked", c.marked);
  visit("text", c.text);
  visit("cannot_tell", c.cannot_tell);
  visit("benign", c.benign);
}

template <typename V>
void Fields(V& visit, Is<PointRow> auto& p) {
  visit("start", p.start);
  visit("known", p.known);
  visit("value", p.value);
  visit("n", p.n);
}

template <typename V>
void Fields(V& visit, Is<SeriesRow> auto& s) {
  visit("key", s.key);
  visit("label", s.label);
  visit("unit", s.unit);
  visit("partner", s.partner);
  visit("points", s.points);
}

template <typename V>
void Fields(V& visit, Is<EpisodeRow> auto& e) {
  visit("kind", e.kind);
  visit("begin", e.begin);
  visit("end", e.end);
  visit("turns", e.turns);
  visit("partner", e.partner);
  visit("ended_by", e.ended_by);
  visit("tag", e.tag);
  visit("figures", e.figures);
  visit("shown", e.shown);
}

template <typename V>
void Fields(V& visit, Is<MeasureRow> auto& m) {
  visit("id", m.id);
  visit("key", m.key);
  visit("title", m.title);
  visit("state", m.state);
  visit("note", m.note);
  visit("weakness", m.weakness);
  visit("partners", m.partners);
  visit("pair", m.pair);
  visit("claims", m.claims);
  visit("series", m.series);
  visit("episodes_total", m.episodes_total);
  visit("episodes", m.episodes);
}

template <typename V>
void Fields(V& visit, Is<ChangeRow> auto& c) {
  visit("measure", c.measure);
  visit("partner", c.partner);
  visit("before", c.before);
  visit("after", c.after);
  visit("change", c.change);
}

template <typename V>
void Fields(V& visit, Is<Comparison> auto& c) {
  visit("before", c.before);
  visit("after", c.after);
  visit("rows", c.rows);
}

template <typename V>
void Fields(V& visit, Is<Evidence> auto& e) {
  visit("total", e.total);
  visit("stored", e.stored);
  visit("cap", e.cap);
}

template <typename V>
void Fields(V& visit, Is<Safety> auto& s) {
  visit("any", s.any);
  visit("self_harm", s.self_harm);
  visit("abuse_control", s.abuse_control);
  visit("boundary", s.boundary);
  visit("weeks", s.weeks);
}

template <typename V>
void Fields(V& visit, Is<Coverage> auto& c) {
  visit("first", c.first);
  visit("last", c.last);
  visit("days", c.days);
  visit("active_days", c.active_days);
  visit("language_share", c.language_share);
  visit("language_known", c.language_known);
  visit("language_warning", c.language_warning);
  visit("others_messages", c.others_messages);
  visit("time_jumps", c.time_jumps);
  visit("pair", c.pair);
  visit("pair_note", c.pair_note);
  visit("maybe_truncated", c.maybe_truncated);
}

template <typename V>
void Fields(V& visit, Is<SuppressedEntry> auto& e) {
  visit("rule", e.rule);
  visit("message_id", e.message_id);
  visit("reason", e.reason);
  visit("places", e.places);
}

template <typename V>
void Fields(V& visit, Is<Analysis> auto& a) {
  visit(kVersionKey, a.schema_version);
  visit("tool_version", a.tool_version);
  visit("lexicon_name", a.lexicon_name);
  visit("lexicon_version", a.lexicon_version);
  visit("lexicon_hash", a.lexicon_hash);
  visit("lexicon_language", a.lexicon_language);
  visit("lexicon_rules", a.lexicon_rules);
  visit("options", a.options);
  visit("inputs", a.inputs);
  visit("conversation_id", a.conversation_id);
  visit("conversation_name", a.conversation_name);
  visit("clock", a.clock);
  visit("zone", a.zone);
  visit("zone_origin", a.zone_origin);
  visit("date_order", a.date_order);
  visit("date_order_how", a.date_order_how);
  visit("pseudonyms", a.pseudonyms);
  visit("no_text", a.no_text);
  visit("all_senders", a.all_senders);
  visit("rates_apart", a.rates_apart);
  visit("coverage", a.coverage);
  visit("safety", a.safety);
  visit("partners", a.partners);
  visit("weeks", a.weeks);
  visit("measures", a.measures);
  visit("comparison", a.comparison);
  visit("flags", a.flags);
  visit("evidence", a.evidence);
  visit("voided", a.voided);
  visit("voided_by_reason", a.voided_by_reason);
  visit("suppressions", a.suppressions);
  visit("notes", a.notes);
}

}  // namespace ebb::json_fields
