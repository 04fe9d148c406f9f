#include "match/matcher.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/pages.h"
#include "match/context.h"
#include "match/message_view.h"
#include "match/program.h"
#include "match/regex_rules.h"
#include "match/word_reader.h"
#include "match/word_trace.h"
#include "text/split_general.h"

namespace ebb {
struct Matcher::Scratch::State {
  PlainWords plain;
  Tokenizer tokenizer;
  WordReader words;
  MessageView view;
};

struct Matcher::Data {
  explicit Data(Program made) : program(std::move(made)), context(program) {}
  Program program;
  ContextReader context;
  RegexRules regexes;
  bool scores = true;
  std::string_view in_program;  // what the tables are views of, if they are part of the program

  void Scan(std::string_view text, Scratch::State* state, MessageFacts* facts) const;
  bool StandsOut(const MessageView& view, bool has_hit) const {
    bool enough = has_hit;
    for (std::size_t c = 0; c < kAboutPartnerScore; ++c) {
      enough = enough || view.scores[c] >= program.score_cutoff[0][c];
    }
    return enough;
  }
};

// Finds the message's features and rows. Tokens are there only if there is a row.
void Matcher::Data::Scan(std::string_view text, Scratch::State* state, MessageFacts* facts) const {
  MessageView* const view = &state->view;
  view->text = text;
  view->classes.clear();
  view->entered = {};
  view->rows.clear();
  const bool plain = state->plain.Read(text) && state->plain.count() > 0;
  if (plain) {
    state->words.ReadPlain(program, state->plain, view, facts);
  } else {
    SplitGeneral(state->tokenizer, text, &view->tokens);
    state->words.ReadTokens(program, view, facts);
  }
  if (view->starts.empty() && !view->has_number && !view->has_regex) return;
  if (plain) WriteBreaks(state->plain, view);
  FindRows(program, view);
  if (plain && (view->has_regex || !view->rows.empty())) TokensOf(state->plain, &view->tokens);
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

// Layout: each table as its length in bytes (8 bytes) and its bytes, padded to 16; then the RE2
// patterns as rule number (8 bytes), length (8 bytes) and bytes. Read only by the build that wrote
// it.
std::string Matcher::Encode(const Lexicon& lexicon) {
  std::string out;
  const auto put = [&](std::string_view bytes) {
    const std::uint64_t size = bytes.size();
    out.append(reinterpret_cast<const char*>(&size), sizeof size);
    out.append(8, '\0');
    out.append(bytes);
    out.append((16 - out.size() % 16) % 16, '\0');
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
    const std::string_view part = bytes.substr(16, size);
    bytes.remove_prefix(std::min<std::size_t>((16 + size + 15) / 16 * 16, bytes.size()));
    return part;
  };
  Program program;
  program.EachTable([&](auto& table) { table.View(take()); });
  std::vector<RegexRules::Pattern> patterns;
  while (bytes.size() >= 16) {
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

void Matcher::Rest() const { ReleasePages(data_->in_program); }

std::uint64_t Matcher::Run(std::string_view text, Scratch& scratch, MessageFacts* facts,
                           std::vector<Hit>* hits, std::vector<MessageScore>* scores) const {
  MessageView& view = scratch.state_->view;
  const std::size_t hits_before = hits->size();
  data_->Scan(text, scratch.state_.get(), facts);
  facts->features |= view.features;
  facts->words = static_cast<std::uint16_t>(std::min<std::uint64_t>(view.words, 0xffff));
  if (!view.rows.empty()) data_->context.Read(view, false, hits);
  const bool scored = data_->scores && data_->program.score_cutoff.size() > 0;
  if (scores == nullptr || !scored) return view.words;
  AddShapeScore(data_->program, view.features, facts->words, &view.scores);
  if (view.text_end == 0) return view.words;
  MessageScore& score = scores->emplace_back();
  score.SetEnd(view.text_end, data_->StandsOut(view, hits->size() > hits_before));
  score.Set(view.scores);
  return view.words;
}

std::vector<Hit> Matcher::AllHits(std::string_view text, Scratch& scratch) const {
  std::vector<Hit> hits;
  MessageFacts facts;
  MessageView& view = scratch.state_->view;
  data_->Scan(text, scratch.state_.get(), &facts);
  data_->context.Read(view, true, &hits);
  return hits;
}

WordTrace Matcher::Trace(std::string_view text, Scratch& scratch) const {
  Scratch::State& state = *scratch.state_;
  MessageView& view = state.view;
  MessageFacts facts;
  view.text = text;
  view.classes.clear();
  view.entered = {};
  view.rows.clear();
  state.tokenizer.Split(text, &view.tokens);
  state.words.ReadTokens(data_->program, &view, &facts);
  FindRows(data_->program, &view);
  return TraceOf(data_->program, view);
}

}  // namespace ebb
