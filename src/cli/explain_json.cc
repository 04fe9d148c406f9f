#include <cstdlib>
#include <nlohmann/json.hpp>

#include "analysis/names.h"
#include "cli/explain_output.h"
#include "sequence/decide.h"

namespace ebb {
namespace {

using Json = nlohmann::ordered_json;

Json PlaceJson(const ExplainedPlace& place) {
  return {{"message_id", place.id}, {"file", place.file},     {"line", place.line},
          {"time", place.time},     {"sender", place.sender}, {"text", place.text}};
}

Json RangeJson(TextRange range) { return {{"begin", range.begin}, {"end", range.end}}; }

Json WordJson(const ExplainedWord& word) {
  Json json = RangeJson(word.range);
  json["folded"] = word.folded;
  json["words"] = word.words;
  json["known"] = word.known;
  json["classes"] = word.classes;
  return json;
}

Json HitJson(const ExplainedHit& hit) {
  const Flag& flag = hit.flag;
  Json json = {{"rule", hit.rule->id},
               {"category", std::string(CategoryName(CategoryOf(flag, *hit.rule)))},
               {"subcode", hit.rule->subcode},
               {"about", std::string(AboutName(flag.hit.about))},
               {"strength", std::string(StrengthName(hit.rule->strength))},
               {"intensity", static_cast<int>(flag.hit.intensity)}};
  json.update(RangeJson(flag.hit.range));
  json["forms"] = hit.forms;
  json["modality"] = std::string(ModalityName(flag.hit.modality));
  json["exceptions"] = hit.exceptions;
  json["voided_by"] = Json::array();
  for (const TextRange range : hit.voided_by) json["voided_by"].push_back(RangeJson(range));
  json["gate_asked"] = GatesName(hit.rule->gates);
  json["gate_held"] = GatesName(flag.gate);
  json["evidence"] = hit.evidence.empty() ? Json(nullptr) : PlaceJson(hit.evidence.front());
  json["counts"] = flag.counts;
  json["confidence"] = std::string(ConfidenceName(flag.confidence));
  json["reason"] = std::string(VoidName(flag));
  json["explanation"] = hit.sentence;
  if (!hit.suppressed_because.empty()) json["suppressed_because"] = hit.suppressed_because;
  return json;
}

// Null where the rules alone decide.
Json MarginJson(int from) {
  return std::abs(from) == DecisionMargins::kNever ? Json(nullptr) : Json(from);
}

Json DecisionJson(const CategoryDecision& decision) {
  Json parts = Json::array();
  for (const Contribution& part : decision.parts) {
    parts.push_back({{"name", part.name}, {"weight", part.weight}});
  }
  return {{"category", std::string(CategoryName(decision.category))},
          {"base", decision.base},
          {"words", decision.words},
          {"around", decision.around},
          {"talk", decision.talk},
          {"shared", decision.shared},
          {"sum", decision.sum},
          {"kept_from", MarginJson(decision.kept_from)},
          {"counts_from", MarginJson(decision.counts_from)},
          {"sure_by", decision.joined},
          {"sure_from", decision.sure},
          {"parts", std::move(parts)}};
}

std::string_view LayerName(LayerState state) {
  constexpr std::string_view kNames[] = {"none", "aside", "not_looked", "decided", "cautious"};
  return kNames[static_cast<int>(state)];
}

Json MessageJson(const ExplainedMessage& message) {
  Json json = PlaceJson(message.place);
  json["kind"] = message.kind;
  json["words"] = Json::array();
  for (const ExplainedWord& word : message.words) json["words"].push_back(WordJson(word));
  json["entries"] = Json::array();
  for (const ExplainedEntry& entry : message.entries) {
    Json made = RangeJson(entry.range);
    made["class"] = entry.class_name;
    json["entries"].push_back(std::move(made));
  }
  json["hits"] = Json::array();
  for (const ExplainedHit& hit : message.hits) json["hits"].push_back(HitJson(hit));
  json["decision_layer"] = std::string(LayerName(message.layer));
  json["distance"] = DecisionJson(message.distance);
  for (const char* const key : {"category", "kept_from", "counts_from"})
    json["distance"].erase(key);
  json["decisions"] = Json::array();
  for (const CategoryDecision& decision : message.decisions) {
    json["decisions"].push_back(DecisionJson(decision));
    if (message.layer == LayerState::kCautious) json["decisions"].back()["sure_from"] = nullptr;
  }
  return json;
}

}  // namespace

std::string ExplanationJson(const ChatExplanation& explanation) {
  Json json = {{"conversation", explanation.conversation},
               {"messages", explanation.messages},
               {"weight_unit", "64ths of a logit"}};
  json["shown"] = Json::array();
  for (const ExplainedMessage& message : explanation.shown) {
    json["shown"].push_back(MessageJson(message));
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace ebb
