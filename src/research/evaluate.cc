#include "research/evaluate.h"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "research/labelled_chats.h"
#include "sequence/sequence.h"

namespace ebb {
namespace {

bool IsScored(Category category) { return static_cast<int>(category) < kCountedCategories; }

void AddPredictions(const LabelledChat& chat, const SequenceResult& sequence,
                    const std::vector<Rule>& rules, std::vector<CodedMessage>* coded) {
  for (const Flag& flag : sequence.flags) {
    if (!flag.counts) continue;
    const Category category = CategoryOf(flag, rules[flag.hit.rule]);
    if (!IsScored(category)) continue;
    const bool high = flag.confidence == Confidence::kHigh;
    (*coded)[chat.places[flag.hit.message]].predictions.push_back(
        {category, flag.hit.about, high, flag.hit.rule});
  }
}

std::string_view ReasonWord(const Flag& flag) {
  constexpr std::string_view kModality[] = {
      "asserted",      "negated", "hypothetical", "quoted",    "third party",
      "nonrelational", "joking",  "past",         "exception", "edge"};
  constexpr std::string_view kReason[] = {"ungated",   "gate held",  "voided",    "gate missing",
                                          "warmth",    "playful",    "overlap",   "return promised",
                                          "safety",    "suppressed", "practical", "adds up",
                                          "outweighed"};
  static_assert(std::size(kModality) == kModalities && std::size(kReason) == kReasons);
  return flag.reason == Reason::kVoidedInMessage
             ? kModality[static_cast<std::size_t>(flag.hit.modality)]
             : kReason[static_cast<std::size_t>(flag.reason)];
}

// Finds, for one message and category, the flag to blame: one that counted for a false alarm, one
// that did not for a miss.
void Blame(const std::vector<Flag>& flags, const std::vector<Rule>& rules, MessageIndex message,
           Category category, WrongLine* line) {
  auto at = std::lower_bound(flags.begin(), flags.end(), message,
                             [](const Flag& f, MessageIndex m) { return f.hit.message < m; });
  for (; at != flags.end() && at->hit.message == message; ++at) {
    const Rule& rule = rules[at->hit.rule];
    const bool same = CategoryOf(*at, rule) == category ||
                      (rule.category == Category::kBoundary && category == Category::kWithdrawal);
    if (!same || at->counts == line->missed) continue;
    line->rule = rule.id;
    if (line->missed) line->reason = ReasonWord(*at);
    return;
  }
}

void AddErrors(const LabelledFile& file, const LabelledChat& chat, const SequenceResult& sequence,
               const std::vector<Rule>& rules, const std::vector<CodedMessage>& coded,
               std::vector<WrongLine>* errors) {
  for (std::size_t i = 0; i < chat.places.size(); ++i) {
    const CodedMessage& message = coded[chat.places[i]];
    if (!message.scored) continue;
    for (int c = 0; c < kCountedCategories; ++c) {
      const UnitVerdict v = JudgeUnit(message, c);
      if (v.left_out || v.gold == v.flagged) continue;
      const LabelledMessage& source = file.messages[chat.places[i]];
      WrongLine line;
      line.file = file.name;
      line.conversation = source.conversation;
      line.line = source.line;
      line.category = ScoredUnitName(c);
      line.missed = v.gold;
      line.text = source.text;
      Blame(sequence.flags, rules, static_cast<MessageIndex>(i), static_cast<Category>(c), &line);
      errors->push_back(std::move(line));
    }
  }
}

void SortErrors(std::vector<WrongLine>* errors) {
  const auto key = [](const WrongLine& e) {
    return std::make_tuple(*ScoredCategory(e.category), e.missed, std::string_view(e.rule));
  };
  std::stable_sort(errors->begin(), errors->end(),
                   [&](const WrongLine& a, const WrongLine& b) { return key(a) < key(b); });
}

}  // namespace

std::vector<CodedMessage> PredictFile(const LabelledFile& file, const Lexicon& lexicon,
                                      const Matcher& matcher, std::uint32_t first,
                                      std::vector<WrongLine>* errors) {
  std::vector<CodedMessage> coded(file.messages.size());
  for (std::size_t i = 0; i < coded.size(); ++i) {
    coded[i].scored = file.messages[i].scored;
    coded[i].labels = file.messages[i].labels;
    coded[i].contested = file.messages[i].contested;
  }
  Matcher::Scratch scratch;
  std::vector<LabelledChat> chats = SplitChats(file);
  for (std::size_t n = 0; n < chats.size(); ++n) {
    LabelledChat& chat = chats[n];
    MatchChat(file, matcher, &scratch, &chat);
    const SequenceResult sequence = ReadSequence(chat.conversation, lexicon);
    for (std::size_t place : chat.places) {
      coded[place].conversation = first + static_cast<std::uint32_t>(n);
    }
    AddPredictions(chat, sequence, lexicon.rules(), &coded);
    if (errors != nullptr) AddErrors(file, chat, sequence, lexicon.rules(), coded, errors);
  }
  return coded;
}

void ForEachLabelled(
    const LabelledFile& file, const std::vector<Rule>& rules, const Matcher& matcher,
    const std::function<void(const LabelledMessage&, const ScoreFeatures&, Position)>& see) {
  Matcher::Scratch scratch;
  for (LabelledChat& chat : SplitChats(file)) {
    MatchChat(file, matcher, &scratch, &chat);
    const SequenceResult sequence = ReadSequence(chat.conversation, rules);
    const Timeline timeline(chat.conversation, sequence.order);
    const ScoreFeatures features(timeline, rules, sequence.flags);
    for (Position p = 0; p < timeline.size(); ++p) {
      see(file.messages[chat.places[timeline.Message(p)]], features, p);
    }
  }
}

Result<EvaluationReport> Evaluate(const std::vector<std::string>& paths, const Lexicon& lexicon,
                                  const Matcher& matcher, bool with_errors) {
  EvaluationReport report;
  report.lexicon_name = lexicon.name();
  report.lexicon_version = lexicon.version();
  report.lexicon_hash = lexicon.hash();
  report.with_errors = with_errors;
  std::vector<CodedMessage> all;
  std::uint32_t conversations = 0;
  for (const std::string& path : paths) {
    const auto file = ReadLabelledFile(path);
    if (!file) return file.error();
    auto coded =
        PredictFile(*file, lexicon, matcher, conversations, with_errors ? &report.errors : nullptr);
    for (const CodedMessage& m : coded) conversations = std::max(conversations, m.conversation + 1);
    report.files.push_back({path, file->other_labels, EvaluateMessages(coded)});
    all.insert(all.end(), std::make_move_iterator(coded.begin()),
               std::make_move_iterator(coded.end()));
  }
  report.pooled = EvaluateMessages(all);
  SortErrors(&report.errors);
  return report;
}

}  // namespace ebb
