#include "lexicon/summary.h"

#include <cstdint>
#include <cstring>

namespace ebb {
namespace {

void Put(std::string_view text, std::string* out) {
  const auto size = static_cast<std::uint32_t>(text.size());
  out->append(reinterpret_cast<const char*>(&size), sizeof size);
  out->append(text);
}

std::string_view Take(std::string_view* in) {
  std::uint32_t size = 0;
  std::memcpy(&size, in->data(), sizeof size);
  const std::string_view text = in->substr(sizeof size, size);
  in->remove_prefix(sizeof size + size);
  return text;
}

}  // namespace

std::string LexiconSummary::Encode(const Lexicon& lexicon) {
  std::string out;
  Put(EncodeScorerPart(lexicon.scorer_), &out);  // those of words are in the matcher
  Put(EncodeTalkPart(lexicon.talk_nets_), &out);
  for (const std::string* text :
       {&lexicon.name_, &lexicon.version_, &lexicon.language_, &lexicon.hash_}) {
    Put(*text, &out);
  }
  for (const Rule& rule : lexicon.rules_) {
    Put(rule.id, &out);
    Put(rule.subcode, &out);
    Put(rule.sign, &out);
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
  lexicon.scorer_ = DecodeScorerPart(Take(&bytes));
  lexicon.talk_nets_ = DecodeTalkPart(Take(&bytes));
  for (std::string* text :
       {&lexicon.name_, &lexicon.version_, &lexicon.language_, &lexicon.hash_}) {
    *text = Take(&bytes);
  }
  while (!bytes.empty()) {
    Rule& rule = lexicon.rules_.emplace_back();
    rule.id = Take(&bytes);
    rule.subcode = Take(&bytes);
    rule.sign = Take(&bytes);
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
