#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/explain.h"
#include "analysis/names.h"
#include "base/text_util.h"
#include "cli/explain_output.h"
#include "report/display_width.h"
#include "sequence/decide.h"

namespace ebb {
namespace {

constexpr std::size_t kShownParts = 8;  // weights listed per category; the rest are summed up
constexpr int kLeastWeight = 6;         // a tenth of a point
constexpr std::string_view kBold = "1", kDim = "2", kCounts = "33", kNot = "36";

// 64ths as points with two decimals and a sign: "+1.25".
std::string Points(int weight) { return fmt::format("{:+.2f}", weight / 64.0); }

// What a circumstance is, by the part of its name before the colon; {} = the rest.
struct Wording {
  std::string_view group, text;
};
constexpr Wording kWordings[] = {
    {"own", "its own shape: {}"},
    {"words", "its length: {} words"},
    {"category", "a rule's hit here: {}"},
    {"sign", "a sub-sign's hit here: {}"},
    {"partner_before", "the other's words just before: {}"},
    {"partner_before_signs", "flagged just before, of the other: {}"},
    {"own_before_signs", "flagged just before, of the sender: {}"},
    {"messages_since_partner", "messages in a row by the sender before this: {}"},
    {"after_partner", "an answer after {}"},
    {"after_own", "follows the sender's own message after {}"},
    {"tense_of_ten", "tense ones among the last ten messages: {}"},
    {"partner_after", "the other's answer: {}"},
    {"partner_after_signs", "flagged in the answer: {}"},
    {"partner_answers", "the other answers after {}"},
    {"goes_on", "the sender writes on"},
    {"near_partner_before", "how the other's last words look: {} of 5"},
    {"near_partner_after", "how the other's answer looks: {} of 5"},
    {"near_own_before", "how the sender's last words look: {} of 5"},
    {"near_own_after", "how the sender's next words look: {} of 5"},
    {"near_tense_of_ten", "tense-looking ones among the last ten messages: {}"},
    {"near_lead", "what the other's last words lead to"},
    {"talk_own", "its words, in their order and at this place of the talk"},
    {"talk_before", "the words of the message {} before"},
    {"talk_after", "the words of the message {} after"},
    {"talk_rest", "the course of the talk"},
    {"talk_start", "what every message begins the reading of the talk with"},
    {"talk_less",
     "the words and what is around count three parts in ten beside the reading of the talk"},
    {"second_look", "what every message begins the second look with"},
};

class Printer {
 public:
  Printer(bool in_full, bool color) : in_full_(in_full), color_(color) {}

  std::string Print(const ChatExplanation& explanation) {
    for (const ExplainedMessage& message : explanation.shown) {
      if (!out_.empty()) Line();
      PrintHead(message);
      if (in_full_) {
        PrintFull(message);
      } else {
        for (const ExplainedHit& hit : message.hits) PrintShort(message, hit);
      }
    }
    if (!in_full_) PrintEnd(explanation);
    return std::move(out_);
  }

 private:
  void Line(const std::string& text = {}) { out_ += text + "\n"; }

  std::string Paint(const std::string& text, std::string_view code) const {
    return color_ && !text.empty() ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
  }

  static std::string Where(const ExplainedPlace& place) {
    std::string time = place.time.substr(0, 16);
    std::replace(time.begin(), time.end(), 'T', ' ');
    return fmt::format("{}:{}  {}{}{}", EscapeTerminal(place.file), place.line, time,
                       time.empty() ? "" : "  ", EscapeTerminal(place.sender));
  }

  static std::string Said(const ExplainedMessage& message, TextRange range) {
    if (range.begin > range.end || range.end > message.place.text.size()) return {};
    return EscapeTerminal(range.of(message.place.text));
  }

  void PrintHead(const ExplainedMessage& message) {
    Line(Paint(Where(message.place), kBold) + Paint("  " + message.place.id, kDim));
    const std::string text = message.place.text.empty() ? "(" + message.kind + " without words)"
                                                        : EscapeTerminal(message.place.text);
    Line("  " + text);
  }

  std::string Verdict(const ExplainedHit& hit) const {
    const std::string category(CategoryName(CategoryOf(hit.flag, *hit.rule)));
    if (!hit.flag.counts) return Paint(category + ": not counted", kNot);
    const bool high = hit.flag.confidence == Confidence::kHigh;
    return Paint(category + (high ? ": counted" : ": counted, unsure"), kCounts);
  }

  void PrintShort(const ExplainedMessage& message, const ExplainedHit& hit) {
    const std::string words = hit.rule->learned ? std::string("the message as a whole")
                                                : "\"" + Said(message, hit.flag.hit.range) + "\"";
    Line(fmt::format("  - {}: {}", Verdict(hit), words));
    Line("      " + EscapeTerminal(hit.sentence));
    PrintSuppressed(hit);
  }

  void PrintSuppressed(const ExplainedHit& hit) {
    if (hit.suppressed_because.empty()) return;
    Line("      Your list says: " + EscapeTerminal(hit.suppressed_because));
  }

  void PrintEnd(const ChatExplanation& explanation) {
    std::size_t counted = 0;
    for (const ExplainedMessage& message : explanation.shown) {
      counted += std::any_of(message.hits.begin(), message.hits.end(),
                             [](const ExplainedHit& hit) { return hit.flag.counts; });
    }
    if (!explanation.shown.empty()) Line();
    Line(fmt::format("{} of {} messages were looked at; {} of them count for something.",
                     explanation.shown.size(), explanation.messages, counted));
    Line("More about one: ebb explain EXPORT --line N");
  }

  void PrintFull(const ExplainedMessage& message) {
    PrintWords(message);
    Line();
    Line(Paint("What the rules saw", kBold));
    if (message.hits.empty()) Line("  No rule matches these words.");
    for (const ExplainedHit& hit : message.hits) PrintHit(message, hit);
    PrintLayer(message);
  }

  void PrintWords(const ExplainedMessage& message) {
    if (message.words.empty()) return;
    Line();
    Line(Paint("Words", kBold) + Paint("  (written, as compared, in the word classes)", kDim));
    int width = 8, compared_width = 8;
    for (const ExplainedWord& word : message.words) {
      width = std::max(width, DisplayWidth(Said(message, word.range)) + 3);
      compared_width = std::max(compared_width, DisplayWidth(ComparedText(word)) + 3);
    }
    width = std::min(width, 24);
    compared_width = std::min(compared_width, 32);
    for (const ExplainedWord& word : message.words) {
      std::string line = "  " + PadDisplay(Said(message, word.range), width) +
                         PadDisplay(ComparedText(word), compared_width) +
                         fmt::format("{}", fmt::join(word.classes, " "));
      line.erase(line.find_last_not_of(' ') + 1);
      Line(line);
    }
    for (const ExplainedEntry& entry : message.entries) {
      Line(
          fmt::format("  together: \"{}\" is in {}", Said(message, entry.range), entry.class_name));
    }
  }

  static std::string ComparedText(const ExplainedWord& word) {
    if (!word.known) return "(no rule knows it)";
    return EscapeTerminal(fmt::format("{}", fmt::join(word.words, " ")));
  }

  void Field(std::string_view name, const std::string& value) {
    if (!value.empty()) Line(fmt::format("    {:<9} {}", name, value));
  }

  void PrintHit(const ExplainedMessage& message, const ExplainedHit& hit) {
    const Rule& rule = *hit.rule;
    const Flag& flag = hit.flag;
    Line("  " + Paint(EscapeTerminal(rule.id), kBold) +
         fmt::format("  {}{}{}, {}, intensity {}", CategoryName(rule.category),
                     rule.subcode.empty() ? "" : " ", EscapeTerminal(rule.subcode),
                     StrengthName(rule.strength), static_cast<int>(flag.hit.intensity)));
    if (rule.learned) {
      Field("words", "none of its own: the decision layer raised the message");
    } else {
      Field("words", fmt::format("\"{}\" (bytes {} to {})", Said(message, flag.hit.range),
                                 flag.hit.range.begin, flag.hit.range.end));
      for (const std::string& form : hit.forms) Field("by", EscapeTerminal(form));
    }
    Field("about", AboutText(flag.hit.about));
    Field("meant as", ModalityText(message, hit));
    Field("context", GateText(hit));
    for (const ExplainedPlace& place : hit.evidence) {
      Field("message", Where(place) + ": " + EscapeTerminal(place.text));
    }
    Field("result", Verdict(hit));
    Line("              " + EscapeTerminal(hit.sentence));
    if (!rule.why.empty()) Field("rule says", EscapeTerminal(rule.why));
    PrintSuppressed(hit);
  }

  static std::string AboutText(About about) {
    switch (about) {
      case About::kSelf:
        return "the sender";
      case About::kPartner:
        return "the other person";
      case About::kBoth:
        return "both";
    }
    return {};
  }

  std::string ModalityText(const ExplainedMessage& message, const ExplainedHit& hit) const {
    std::string text = hit.flag.hit.modality == Modality::kAsserted
                           ? std::string("said as it is")
                           : std::string(ModalityName(hit.flag.hit.modality));
    for (std::size_t i = 0; i < hit.voided_by.size(); ++i) {
      text += fmt::format("{}\"{}\"", i == 0 ? ", for it holds " : ", ",
                          Said(message, hit.voided_by[i]));
    }
    if (hit.flag.hit.modality == Modality::kException) {
      for (const std::string& form : hit.exceptions) {
        text += "; unless form: " + EscapeTerminal(form);
      }
    }
    if (hit.flag.hit.softened) text += "; softened by laughter or a hedge";
    return text;
  }

  // gM must hold; of the others one is enough.
  static std::string AskedText(Gates asked) {
    std::string any;
    for (const Gate gate : {kGateQuestion, kGatePressure, kGateTopic, kGateProposal, kGateHabit}) {
      if ((asked & gate) != 0) any += (any.empty() ? "" : ", or ") + GatePhrase(gate);
    }
    if ((asked & kGateWhole) == 0) return any;
    return GatePhrase(kGateWhole) + (any.empty() ? "" : ", and ") + any;
  }

  static std::string GateText(const ExplainedHit& hit) {
    const Gates asked = hit.rule->gates;
    if (hit.rule->learned) return {};
    if (asked == kGateNone) return "none asked for";
    const std::string wanted = fmt::format("{} ({})", GatesName(asked), AskedText(asked));
    if (hit.flag.hit.modality != Modality::kAsserted) return "would need " + wanted;
    if (hit.flag.gate != kGateNone) {
      return fmt::format("asks for {}: {} holds", wanted, GatesName(hit.flag.gate));
    }
    return "asks for " + wanted + ": nothing of the kind around it";
  }

  void PrintLayer(const ExplainedMessage& message) {
    if (message.layer == LayerState::kNone) return;
    Line();
    const char* const unit = message.layer == LayerState::kDecided
                                 ? "  (points; from 0 on a category counts)"
                                 : "  (points)";
    Line(Paint("Decision layer", kBold) + Paint(unit, kDim));
    if (message.layer == LayerState::kAside) {
      return Line("  It stands aside: there is hardly any talk, or only one side of it.");
    }
    if (message.layer == LayerState::kNotLooked) {
      return Line("  It did not look: no rule matches, and the words alone say too little.");
    }
    std::vector<const CategoryDecision*> shown = Shown(message);
    if (message.layer == LayerState::kCautious) {
      Line("  This is no whole chat of two sides: the layer has less of a say.");
    }
    for (const CategoryDecision* decision : shown) PrintDecision(message, *decision);
  }

  static bool HasHit(const ExplainedMessage& message, Category category) {
    return std::any_of(message.hits.begin(), message.hits.end(), [&](const ExplainedHit& hit) {
      return CategoryOf(hit.flag, *hit.rule) == category;
    });
  }

  // Those with a hit or with enough points; else the highest.
  static std::vector<const CategoryDecision*> Shown(const ExplainedMessage& message) {
    std::vector<const CategoryDecision*> shown;
    const CategoryDecision* highest = nullptr;
    for (const CategoryDecision& decision : message.decisions) {
      if (highest == nullptr || decision.sum > highest->sum) highest = &decision;
      const bool enough = decision.sum >= decision.counts_from;
      if (enough || HasHit(message, decision.category)) shown.push_back(&decision);
    }
    if (shown.empty() && highest != nullptr) shown.push_back(highest);
    return shown;
  }

  static std::string Outcome(const ExplainedMessage& message, const CategoryDecision& decision) {
    bool counts = false, taken_back = false, surely = false;
    for (const ExplainedHit& hit : message.hits) {
      if (CategoryOf(hit.flag, *hit.rule) != decision.category) continue;
      counts = counts || hit.flag.counts;
      surely = surely || (hit.flag.counts && hit.flag.confidence == Confidence::kHigh);
      taken_back = taken_back || hit.flag.reason == Reason::kOutweighed;
    }
    if (taken_back) return "too little: taken back";
    if (counts) return surely ? "counts, surely" : "counts, not surely";
    if (decision.sum < decision.counts_from) return "too little";
    return "enough, but what the rules settled stands";
  }

  static std::string SureMargin(const CategoryDecision& decision) {
    return fmt::format("sure from {}; {} here", Points(decision.sure), Points(decision.joined));
  }
  static std::string CautiousMargins(const CategoryDecision& decision) {
    if (decision.kept_from == -DecisionMargins::kNever) return "left to the rules";
    if (decision.counts_from == DecisionMargins::kNever) {
      return fmt::format("a rule's hit is kept from {}", Points(decision.kept_from));
    }
    return fmt::format("a rule's hit is kept from {}, none is needed from {}",
                       Points(decision.kept_from), Points(decision.counts_from));
  }

  void PrintDecision(const ExplainedMessage& message, const CategoryDecision& decision) {
    std::string text =
        fmt::format("  {}: {} = {} to begin with, {} by its words, {} by what is around it",
                    CategoryName(decision.category), Points(decision.sum), Points(decision.base),
                    Points(decision.words), Points(decision.around));
    if (decision.talk != 0) {
      text += fmt::format(", {} as the talk is read from end to end", Points(decision.talk));
    }
    if (decision.shared != 0) {
      text += fmt::format(", {} of what speaks for any distance", Points(decision.shared));
    }
    Line(text);
    Line(fmt::format(
        "    {} ({})", Outcome(message, decision),
        message.layer == LayerState::kCautious ? CautiousMargins(decision) : SureMargin(decision)));
    int rest = 0;
    for (std::size_t i = 0; i < decision.parts.size(); ++i) {
      const Contribution& part = decision.parts[i];
      if (i < kShownParts && std::abs(part.weight) >= kLeastWeight) {
        Line(fmt::format("    {}  {}", Points(part.weight),
                         EscapeTerminal(CircumstanceText(part.name))));
      } else {
        rest += part.weight;
      }
    }
    if (rest != 0) Line(fmt::format("    {}  all the rest", Points(rest)));
  }

  const bool in_full_, color_;
  std::string out_;
};

std::string Spaced(std::string text) {
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

void ReplaceAll(std::string_view what, std::string_view with, std::string* text) {
  for (std::size_t at = 0; (at = text->find(what, at)) != std::string::npos; at += with.size()) {
    text->replace(at, what.size(), with);
  }
}

// "sum:distance>=-40, not minutes_before>=60": what only holds together.
std::string ConditionsText(std::string conditions) {
  ReplaceAll(":", " ", &conditions);
  ReplaceAll(">=", " at least ", &conditions);
  return "together: " + Spaced(std::move(conditions));
}

}  // namespace

std::string CircumstanceText(const std::string& name) {
  if (name == "any distance") return "what speaks for any of the first three";
  if (name == "other conditions") return "many small things that only hold together";
  if (StartsWith(name, "if ")) return ConditionsText(name.substr(3));
  const std::size_t colon = name.find(':');
  const std::size_t blank = name.find(' ');
  if (blank < colon) {  // "word never", "words never mind"
    std::string words = name.substr(blank + 1);
    if (StartsWith(words, "^ ")) return "it begins with \"" + words.substr(2) + "\"";
    if (words.ends_with(" $")) return "it ends in \"" + words.substr(0, words.size() - 2) + "\"";
    return "\"" + words + "\"";
  }
  const std::string_view group = std::string_view(name).substr(0, colon);
  for (const Wording& wording : kWordings) {
    if (wording.group != group) continue;
    std::string text(wording.text);
    const std::size_t place = text.find("{}");
    if (place == std::string::npos) return text;
    return text.replace(place, 2, Spaced(name.substr(std::min(colon + 1, name.size()))));
  }
  return Spaced(name);
}

std::string ExplanationText(const ChatExplanation& explanation, bool in_full, bool color) {
  return Printer(in_full, color).Print(explanation);
}

}  // namespace ebb
