#include "match/matcher.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <utility>

#include "base/large_pages.h"
#include "base/pages.h"
#include "match/context.h"
#include "match/message_view.h"
#include "match/program.h"
#include "match/regex_rules.h"
#include "match/word_reader.h"
#include "match/word_trace.h"
#include "text/split_general.h"

namespace ebb {

// A message that is being read. (In no anonymous namespace: a member of Scratch has this type.)
struct MessageWork {
  explicit MessageWork(OddSpellings* odd_spellings) : words(odd_spellings) {}
  PlainWords plain;
  WordReader words;
  MessageView view;
  bool is_plain = false;
  bool empty = true;
};

struct Matcher::Scratch::State {
  static constexpr std::size_t kAtOnce = 4;  // a power of two, so that places are found quickly
  Tokenizer tokenizer;
  OddSpellings odd_spellings;
  ContextScratch context;
  std::array<MessageWork, kAtOnce> works{MessageWork(&odd_spellings), MessageWork(&odd_spellings),
                                         MessageWork(&odd_spellings), MessageWork(&odd_spellings)};
  std::shared_ptr<const char> last_matcher;  // its Data::self
};

struct Matcher::Data {
  explicit Data(Program made) : program(std::move(made)), context(program) {}
  Program program;
  ContextReader context;
  RegexRules regexes;
  // Tells this matcher from any other: a scratch remembers what only one of them can say.
  std::shared_ptr<const char> self = std::make_shared<const char>();
  bool scores = true;
  std::string_view in_program;      // what the tables are views of, if they are part of the program
  std::optional<LargePages> pages;  // ... if they are there

  // Before a scratch is used.
  void TakeUp(Scratch::State* state) const {
    if (state->last_matcher == self) return;
    state->last_matcher = self;
    state->odd_spellings.Clear();
  }
  // The steps of reading a message, in this order.
  // `in_place` = see PlainWords::ReadInPlace.
  void LookUp(std::string_view text, bool in_place, Tokenizer* tokenizer, MessageWork* work,
              MessageFacts* facts) const;
  void FetchPairs(MessageWork* work) const { work->words.FetchPairs(program); }
  void ReadPairs(MessageWork* work) const { work->words.ReadPairs(program, &work->view); }
  void Find(MessageWork* work) const;
  // All of them.
  void Scan(std::string_view text, Scratch::State* state, MessageFacts* facts) const {
    TakeUp(state);
    LookUp(text, false, &state->tokenizer, &state->works[0], facts);
    FetchPairs(&state->works[0]);
    ReadPairs(&state->works[0]);
    Find(&state->works[0]);
  }
  // What a message that was read comes to; returns its number of words.
  std::uint64_t Tell(MessageView* view, ContextScratch* scratch, MessageFacts* facts,
                     std::vector<Hit>* hits, std::vector<MessageScore>* scores) const;
  // What the talk nets read of it. `has_score` = it was given one.
  void TellNetWords(const MessageView& view, bool has_score, NetWords* net_words) const {
    if (net_words == nullptr || program.net_numbers.size() == 0 || !has_score) return;
    const std::size_t count = std::min(view.canon.size(), kMostNetWords);
    for (std::size_t w = 0; w < count; ++w) {
      net_words->AddWord(program.net_numbers[view.canon[w].word]);
    }
    net_words->EndMessage();
  }
  bool StandsOut(const MessageView& view, bool has_hit) const {
    const ScoreSum& cutoff = program.score_cutoff[0];
    bool enough = has_hit;
    for (std::size_t c = 0; c < kAboutPartnerScore; ++c) enough |= view.scores[c] >= cutoff[c];
    return enough;
  }
};

void Matcher::Data::LookUp(std::string_view text, bool in_place, Tokenizer* tokenizer,
                           MessageWork* work, MessageFacts* facts) const {
  MessageView* const view = &work->view;
  view->text = text;
  view->classes.clear();
  view->entered = {};
  view->rows.clear();
  const bool read = in_place ? work->plain.ReadInPlace(text) : work->plain.Read(text);
  work->is_plain = read && work->plain.count() > 0;
  if (work->is_plain) {
    work->words.ReadPlain(program, work->plain, view, facts);
  } else {
    SplitGeneral(*tokenizer, text, &view->tokens);
    work->words.ReadTokens(program, view, facts);
  }
}

// Finds the message's features and rows. Tokens are there only if there is a row.
void Matcher::Data::Find(MessageWork* work) const {
  MessageView* const view = &work->view;
  if (view->starts.empty() && !view->has_number && !view->has_regex) return;
  if (work->is_plain) WriteBreaks(work->plain, view);
  FindRows(program, view);
  if (work->is_plain && (view->has_regex || !view->rows.empty())) {
    TokensOf(work->plain, &view->tokens);
  }
  if (view->has_regex) regexes.Find(program, view);
  if (context.KeepPossible(view)) FindContextRows(program, view);
}

Matcher::Scratch::Scratch() : state_(std::make_unique<State>()) {}
Matcher::Scratch::~Scratch() = default;
Matcher::Scratch::Scratch(Scratch&&) noexcept = default;

Matcher::Matcher(std::unique_ptr<Data> data) : data_(std::move(data)) {}
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher::~Matcher() = default;

Result<Matcher> Matcher::Build(const Lexicon& lexicon) {
  Result<Program> program = CompileProgram(lexicon);
  if (!program) return program.error();
  auto data = std::make_unique<Data>(std::move(*program));
  Result<RegexRules> regexes = RegexRules::Build(RegexRules::PatternsOf(lexicon));
  if (!regexes) return regexes.error();
  data->regexes = std::move(*regexes);
  return Matcher(std::move(data));
}

// Layout: each table as its length in bytes (8 bytes, padded) and its bytes (padded); then the RE2
// patterns in the same way, each as rule number (8 bytes) and bytes. Padded to kAlignment. Read
// only by the build that wrote it.
std::string Matcher::Encode(const Lexicon& lexicon) {
  std::string out;
  const auto put = [&](std::string_view bytes) {
    const std::uint64_t size = bytes.size();
    out.append(reinterpret_cast<const char*>(&size), sizeof size);
    out.append(kAlignment - sizeof size, '\0');
    out.append(bytes);
    out.append((kAlignment - out.size() % kAlignment) % kAlignment, '\0');
  };
  Result<Program> program = CompileProgram(lexicon);
  if (!program) return {};
  program->EachTable([&](const auto& table) { put(table.bytes()); });
  for (const RegexRules::Pattern& entry : RegexRules::PatternsOf(lexicon)) {
    const std::uint64_t rule = entry.rule;
    put(std::string(reinterpret_cast<const char*>(&rule), sizeof rule) + entry.pattern);
  }
  return out;
}

Result<Matcher> Matcher::Decode(std::string_view bytes, bool in_program) {
  const std::string_view all = bytes;
  const auto take = [&] {
    std::uint64_t size = 0;
    std::memcpy(&size, bytes.data(), sizeof size);
    const std::string_view part = bytes.substr(kAlignment, size);
    const std::size_t padded = (kAlignment + size + kAlignment - 1) / kAlignment * kAlignment;
    bytes.remove_prefix(std::min(padded, bytes.size()));
    return part;
  };
  Program program;
  program.EachTable([&](auto& table) { table.View(take()); });
  std::vector<RegexRules::Pattern> patterns;
  while (bytes.size() >= kAlignment) {
    const std::string_view part = take();
    std::uint64_t rule = 0;
    std::memcpy(&rule, part.data(), sizeof rule);
    patterns.push_back({std::string(part.substr(8)), static_cast<std::uint16_t>(rule), {}});
  }
  auto data = std::make_unique<Data>(std::move(program));
  if (in_program) data->in_program = all;
  Result<RegexRules> regexes = RegexRules::Build(std::move(patterns));
  if (!regexes) return regexes.error();
  data->regexes = std::move(*regexes);
  return Matcher(std::move(data));
}

void Matcher::LeaveScoresOut() { data_->scores = false; }

std::unique_ptr<Matcher> Matcher::InLargePages() const {
  const std::string_view bytes = data_->in_program;
  if (bytes.empty()) return nullptr;
  LargePages pages(bytes.size());
  if (pages.empty()) return nullptr;
  std::memcpy(pages.data(), bytes.data(), bytes.size());
  Rest();
  Result<Matcher> copy = Decode({pages.data(), pages.size()});
  if (!copy) return nullptr;
  copy->data_->scores = data_->scores;
  copy->data_->pages = std::move(pages);
  return std::make_unique<Matcher>(std::move(*copy));
}

void Matcher::Rest() const { ReleasePages(data_->in_program); }

std::uint64_t Matcher::Data::Tell(MessageView* view, ContextScratch* scratch, MessageFacts* facts,
                                  std::vector<Hit>* hits,
                                  std::vector<MessageScore>* scores_out) const {
  const std::size_t hits_before = hits->size();
  facts->features |= view->features;
  facts->words = static_cast<std::uint16_t>(std::min<std::uint64_t>(view->words, 0xffff));
  facts->lead = LeadOf(view->lead);
  if (!view->rows.empty()) context.Read(*view, false, scratch, hits);
  const bool scored = scores && program.score_cutoff.size() > 0;
  if (scores_out == nullptr || !scored) return view->words;
  AddShapeScore(program, view->features, facts->words, &view->scores);
  if (view->text_end == 0) return view->words;
  MessageScore& score = scores_out->emplace_back();
  score.SetEnd(view->text_end, StandsOut(*view, hits->size() > hits_before));
  score.Set(view->scores);
  return view->words;
}

std::uint64_t Matcher::Run(std::string_view text, Scratch& scratch, MessageFacts* facts,
                           std::vector<Hit>* hits, std::vector<MessageScore>* scores,
                           NetWords* net_words) const {
  Scratch::State& state = *scratch.state_;
  data_->Scan(text, &state, facts);
  MessageView& view = state.works[0].view;
  const std::size_t before = scores == nullptr ? 0 : scores->size();
  const std::uint64_t words = data_->Tell(&view, &state.context, facts, hits, scores);
  const bool has_score = scores != nullptr && scores->size() > before;
  data_->TellNetWords(view, has_score, net_words);
  return words;
}

// Four messages are under way at a time, each a step further than the next: while one is looked
// up, the processor fetches what the steps of the others ask for.
void Matcher::RunAll(std::string_view text, const std::vector<std::uint64_t>& ends,
                     Scratch& scratch, std::vector<MessageFacts>* facts,
                     const MatchResults& results) const {
  Scratch::State& state = *scratch.state_;
  data_->TakeUp(&state);
  const auto work = [&state](std::size_t i) { return &state.works[i % Scratch::State::kAtOnce]; };
  std::uint64_t begin = 0;
  // The message `steps` before i, if there is one that is not empty.
  const auto before = [&](std::size_t i, std::size_t steps) -> MessageWork* {
    const bool any = i >= steps && i - steps < ends.size() && !work(i - steps)->empty;
    return any ? work(i - steps) : nullptr;
  };
  for (std::size_t i = 0; i < ends.size() + 3; ++i) {
    if (i < ends.size()) {
      work(i)->empty = ends[i] == begin;
      if (!work(i)->empty) {
        const bool in_place = begin > 0 && ends[i] + PlainWords::kBehind <= text.size();
        data_->LookUp(text.substr(begin, ends[i] - begin), in_place, &state.tokenizer, work(i),
                      &(*facts)[i]);
      }
      begin = ends[i];
    }
    if (MessageWork* const one = before(i, 1)) data_->FetchPairs(one);
    if (MessageWork* const one = before(i, 2)) data_->ReadPairs(one);
    if (MessageWork* const one = before(i, 3)) {
      data_->Find(one);
      MessageFacts* const of_it = &(*facts)[i - 3];
      const std::size_t scores = results.scores->size();
      TellOf(static_cast<MessageIndex>(i - 3), &one->view, &state.context, of_it, results);
      const bool has_score = results.scores->size() > scores;
      data_->TellNetWords(one->view, has_score, results.net_words);
    }
  }
}

void Matcher::TellOf(MessageIndex message, MessageView* view, ContextScratch* scratch,
                     MessageFacts* facts, const MatchResults& results) const {
  const std::size_t hits = results.hits->size(), scores = results.scores->size();
  const std::uint64_t words = data_->Tell(view, scratch, facts, results.hits, results.scores);
  for (std::size_t h = hits; h < results.hits->size(); ++h) (*results.hits)[h].message = message;
  if (results.scores->size() > scores) results.scores->back().message = message;
  if (words < UINT16_MAX) return;
  facts->words = UINT16_MAX;
  results.long_messages->push_back({message, words});
}

std::vector<Hit> Matcher::AllHits(std::string_view text, Scratch& scratch) const {
  std::vector<Hit> hits;
  MessageFacts facts;
  MessageView& view = scratch.state_->works[0].view;
  data_->Scan(text, scratch.state_.get(), &facts);
  data_->context.Read(view, true, &scratch.state_->context, &hits);
  return hits;
}

WordTrace Matcher::Trace(std::string_view text, Scratch& scratch) const {
  Scratch::State& state = *scratch.state_;
  data_->TakeUp(&state);
  MessageWork& work = state.works[0];
  MessageView& view = work.view;
  MessageFacts facts;
  view.text = text;
  view.classes.clear();
  view.entered = {};
  view.rows.clear();
  state.tokenizer.Split(text, &view.tokens);
  work.words.ReadTokens(data_->program, &view, &facts);
  work.words.FetchPairs(data_->program);
  work.words.ReadPairs(data_->program, &view);
  FindRows(data_->program, &view);
  return TraceOf(data_->program, view);
}

}  // namespace ebb
