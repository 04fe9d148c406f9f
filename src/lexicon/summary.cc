#include "lexicon/summary.h"

#include <cstdint>

#include "base/pack.h"

namespace ebb {

std::string LexiconSummary::Encode(const Lexicon& lexicon) {
  std::string out;
  PutText(EncodeScorerPart(lexicon.scorer_), &out);  // those of words are in the matcher
  PutText(EncodeTalkPart(lexicon.talk_nets_), &out);
  for (const std::string* text :
       {&lexicon.name_, &lexicon.version_, &lexicon.language_, &lexicon.hash_}) {
    PutText(*text, &out);
  }
  for (const Rule& rule : lexicon.rules_) {
    PutText(rule.id, &out);
    PutText(rule.subcode, &out);
    PutText(rule.sign, &out);
    for (const int value :
         {static_cast<int>(rule.category), static_cast<int>(rule.about),
          static_cast<int>(rule.strength), static_cast<int>(rule.intensity),
          static_cast<int>(rule.gates), static_cast<int>(rule.edge), rule.learned ? 1 : 0}) {
      out.push_back(static_cast<char>(value));
    }
  }
  return out;
}

Lexicon LexiconSummary::Decode(std::string_view bytes) {
  Lexicon lexicon;
  lexicon.scorer_ = DecodeScorerPart(TakeText(&bytes));
  lexicon.talk_nets_ = DecodeTalkPart(TakeText(&bytes));
  for (std::string* text :
       {&lexicon.name_, &lexicon.version_, &lexicon.language_, &lexicon.hash_}) {
    *text = TakeText(&bytes);
  }
  while (!bytes.empty()) {
    Rule& rule = lexicon.rules_.emplace_back();
    rule.id = TakeText(&bytes);
    rule.subcode = TakeText(&bytes);
    rule.sign = TakeText(&bytes);
    const auto value = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
    rule.category = static_cast<Category>(value(0));
    rule.about = static_cast<About>(value(1));
    rule.strength = static_cast<Strength>(value(2));
    rule.intensity = value(3);
    rule.gates = value(4);
    rule.edge = static_cast<Edge>(value(5));
    rule.learned = value(6) != 0;
    bytes.remove_prefix(7);
  }
  return lexicon;
}

}  // namespace ebb
