#include "lexicon/scorer.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include "base/pack.h"
#include "base/text_util.h"
#include "chat/facts.h"
#include "lexicon/lexicon.h"

namespace ebb {
namespace {

constexpr std::string_view kColumns =
    "kind\tname\twithdrawal\tshutdown\tavoidance\tneglect\tpressure\trepair\tabout_"
    "partner\tdistance";
constexpr int kMostWeight = 4096;

constexpr std::string_view kBitNames[] = {
    "question",    "feeling_question", "warmth",     "laughter",   "plan_proposal",
    "milestone",   "negative_emotion", "shouting",   "you_always", "final_period",
    "minimal",     "emoji_only",       "link",       "disclosure", "greeting",
    "answer_word", "insult",           "practical",  "time_word",  "decision_word",
    "english",     "other_language",   "media",      "edited",     "reply",
    "flat_emoji",  "agreement",        "travel_word"};
constexpr std::string_view kLengthNames[] = {"0", "1", "2-3", "4-6", "7-12", "13-25", "26+"};
static_assert(std::size(kBitNames) == kFeatureBits && std::size(kLengthNames) == kLengthClasses);

std::optional<int> ReadNumber(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (!whole || number > kMostWeight || number < -kMostWeight) return std::nullopt;
  return number;
}

bool ReadWeights(const std::vector<std::string_view>& fields, ScoreSum* weights) {
  if (fields.size() != 2 + kScores) return false;
  for (std::size_t i = 0; i < kScores; ++i) {
    const std::optional<int> number = ReadNumber(fields[2 + i]);
    if (!number) return false;
    (*weights)[i] = *number;
  }
  return true;
}

// A row of one number.
bool ReadLead(const std::vector<std::string_view>& fields, Scorer* scorer) {
  if (fields.size() != 3) return false;
  const std::optional<int> number = ReadNumber(fields[2]);
  if (number) scorer->leads.push_back({std::string(fields[1]), *number});
  return number.has_value();
}

// Names of the sums that trees speak for.
std::string ScoreName(std::size_t score) {
  return score == kDistanceScore ? "distance"
                                 : std::string(CategoryName(static_cast<Category>(score)));
}
std::optional<std::size_t> ScoreOf(std::string_view name) {
  for (std::size_t s = 0; s < kScores; ++s) {
    if (s != kAboutPartnerScore && name == ScoreName(s)) return s;
  }
  return std::nullopt;
}

std::optional<int> ReadWhole(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool ReadCondition(std::string_view text, Condition* condition) {
  const std::size_t sign = text.find(">=");
  if (sign == text.npos || sign == 0) return false;
  const std::optional<int> from = ReadWhole(text.substr(sign + 2));
  if (!from) return false;
  *condition = {std::string(text.substr(0, sign)), *from};
  return true;
}

bool ReadTree(const std::vector<std::string_view>& fields, Scorer* scorer) {
  ScoreTree tree;
  if (fields.size() != 2 + kTreeConditions + tree.values.size()) return false;
  const std::optional<std::size_t> score = ScoreOf(fields[1]);
  if (!score) return false;
  tree.score = *score;
  for (std::size_t i = 0; i < kTreeConditions; ++i) {
    if (!ReadCondition(fields[2 + i], &tree.conditions[i])) return false;
  }
  for (std::size_t i = 0; i < tree.values.size(); ++i) {
    const std::optional<int> number = ReadNumber(fields[2 + kTreeConditions + i]);
    if (!number) return false;
    tree.values[i] = *number;
  }
  scorer->trees.push_back(std::move(tree));
  return true;
}

void WriteTree(const ScoreTree& tree, std::string* out) {
  *out += "tree\t" + ScoreName(tree.score);
  for (const Condition& c : tree.conditions) *out += '\t' + c.input + ">=" + std::to_string(c.from);
  for (const std::int32_t value : tree.values) *out += '\t' + std::to_string(value);
  *out += '\n';
}

void WriteRow(std::string_view kind, std::string_view name, const ScoreSum& weights,
              std::string* out) {
  *out += kind;
  *out += '\t';
  *out += name;
  for (const std::int32_t weight : weights) *out += '\t' + std::to_string(weight);
  *out += '\n';
}

}  // namespace

std::string_view FeatureBitName(int bit) { return kBitNames[bit]; }
std::string_view LengthClassName(int length_class) { return kLengthNames[length_class]; }

std::int32_t JoinDistance(ScoreSum* sum) {
  const std::int32_t distance = (*sum)[kDistanceScore];
  std::size_t best = 0;
  for (std::size_t c = 0; c < kDistanceCategories; ++c) {
    (*sum)[c] += (distance * kDistanceShare) >> 6;
    if ((*sum)[c] > (*sum)[best]) best = c;
  }
  const std::int32_t joined = (distance + (*sum)[best]) >> 1;
  if (joined >= 0) {
    (*sum)[best] = std::max((*sum)[best], joined);
  } else {
    for (std::size_t c = 0; c < kDistanceCategories; ++c) (*sum)[c] = std::min((*sum)[c], joined);
  }
  return joined;
}

const ScoreSum* Scorer::FindContext(std::string_view name) const {
  for (const ScoreRow& row : context) {
    if (row.name == name) return &row.weights;
  }
  return nullptr;
}

Result<Scorer> ParseScorer(const std::string& name, std::string_view text) {
  Scorer scorer;
  std::size_t number = 0;
  for (const std::string_view line : Split(text, '\n')) {
    ++number;
    if (line.empty() || line == kColumns || line.starts_with('#')) continue;
    const auto wrong = [&](const char* what) {
      return Error{ErrorKind::kLexicon, name + ":" + std::to_string(number) + ": " + what};
    };
    const std::vector<std::string_view> fields = Split(line, '\t');
    if (fields[0] == "lead") {
      if (!ReadLead(fields, &scorer))
        return wrong("a lead is a word and a whole number up to 4096");
      continue;
    }
    if (fields[0] == "tree") {
      if (!ReadTree(fields, &scorer))
        return wrong("a tree is a score, three conditions and eight whole numbers up to 4096");
      continue;
    }
    ScoreSum weights{};
    if (!ReadWeights(fields, &weights)) {
      return wrong("a row of weights needs a kind, a name and eight whole numbers up to 4096");
    }
    if (fields[0] == "bias") {
      scorer.bias = weights;
    } else if (fields[0] == "cutoff") {
      scorer.cutoff = weights;
    } else if (fields[0] == "sure") {
      scorer.sure = weights;
    } else if (fields[0] == "reach") {
      scorer.reach = weights;
    } else if (fields[0] == "context") {
      scorer.context.push_back({std::string(fields[1]), weights});
    } else if (fields[0] == "word") {
      scorer.words.push_back({std::string(fields[1]), weights});
    } else {
      return wrong(
          "no such kind of weights; bias, cutoff, sure, reach, context, word, lead or tree");
    }
  }
  return scorer;
}

std::string WriteScorer(const Scorer& scorer) {
  std::string out =
      "# Weights of the decision layer, 64ths of a logit (trees: 1024ths); made by "
      "scripts/train-scorer from the\n"
      "# tuning half of corpora/labelled. See lexicons/README.md.\n" +
      std::string(kColumns) + "\n";
  WriteRow("bias", "-", scorer.bias, &out);
  WriteRow("cutoff", "-", scorer.cutoff, &out);
  WriteRow("sure", "-", scorer.sure, &out);
  for (const ScoreRow& row : scorer.context) WriteRow("context", row.name, row.weights, &out);
  for (const ScoreRow& row : scorer.words) WriteRow("word", row.name, row.weights, &out);
  for (const LeadRow& row : scorer.leads) {
    out += "lead\t" + row.word + '\t' + std::to_string(row.weight) + '\n';
  }
  WriteRow("reach", "-", scorer.reach, &out);
  for (const ScoreTree& tree : scorer.trees) WriteTree(tree, &out);
  return out;
}

std::string EncodeScorerPart(const Scorer& scorer) {
  std::string out;
  if (scorer.empty()) return out;
  for (const ScoreSum* const sum : {&scorer.bias, &scorer.cutoff, &scorer.sure, &scorer.reach}) {
    PutValue(*sum, &out);
  }
  PutValue(scorer.context.size(), &out);
  for (const ScoreRow& row : scorer.context) {
    PutText(row.name, &out);
    PutValue(row.weights, &out);
  }
  PutValue(scorer.trees.size(), &out);
  for (const ScoreTree& tree : scorer.trees) {
    PutValue(tree.score, &out);
    PutValue(tree.values, &out);
    for (const Condition& condition : tree.conditions) {
      PutText(condition.input, &out);
      PutValue(condition.from, &out);
    }
  }
  return out;
}

Scorer DecodeScorerPart(std::string_view bytes) {
  Scorer scorer;
  if (bytes.empty()) return scorer;
  for (ScoreSum* const sum : {&scorer.bias, &scorer.cutoff, &scorer.sure, &scorer.reach}) {
    TakeValue(sum, &bytes);
  }
  std::size_t size = 0;
  TakeValue(&size, &bytes);
  scorer.context.resize(size);
  for (ScoreRow& row : scorer.context) {
    row.name = TakeText(&bytes);
    TakeValue(&row.weights, &bytes);
  }
  TakeValue(&size, &bytes);
  scorer.trees.resize(size);
  for (ScoreTree& tree : scorer.trees) {
    TakeValue(&tree.score, &bytes);
    TakeValue(&tree.values, &bytes);
    for (Condition& condition : tree.conditions) {
      condition.input = TakeText(&bytes);
      TakeValue(&condition.from, &bytes);
    }
  }
  return scorer;
}

}  // namespace ebb
