#include "match/matcher.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "match/context.h"
#include "match/message_view.h"
#include "match/program.h"
#include "match/regex_rules.h"
#include "text/fold.h"

namespace ebb {
namespace {

constexpr std::uint8_t kEnglishList = 1;

char LowerOf(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Cheap test before the costly foldings: could the word be stretched, or written laughter?
bool HasRun(std::string_view word) {
  for (std::size_t i = 2; i < word.size(); ++i) {
    const char c = LowerOf(word[i]);
    if (c == LowerOf(word[i - 1]) && c == LowerOf(word[i - 2])) return true;
  }
  return false;
}

bool MayBeLaughter(std::string_view word) {
  if (word.size() < 3) return false;
  const char a = LowerOf(word[0]), b = LowerOf(word[1]);
  return (b == 'a' && (a == 'h' || a == 'j' || a == 'b')) || (a == 'h' && b == 'e') ||
         (a == 'a' && b == 'h') || (a == 'l' && (b == 'o' || b == 'm')) || (a == 'm' && b == 'w');
}

struct LanguageCount {
  unsigned english = 0, other = 0, words = 0;
};

std::uint32_t LanguageFeature(const LanguageCount& count, const Tokens& tokens) {
  constexpr unsigned kEnough = 4;  // words; shorter messages say nothing
  if (tokens.words < kEnough) return 0;
  if (tokens.foreign_words * 2 > tokens.words) return kOtherLanguage;
  if (count.english == 0 && count.other == 0) return 0;
  return count.english >= count.other ? kEnglish : kOtherLanguage;
}

std::uint16_t StemOf(WordKey key) {
  // A plural or third-person s is cut from words that are their own key.
  if (key >> 63 == 0) {
    int last = 7;
    while (last > 0 && (key >> (8 * last) & 0xff) == 0) --last;
    if (last >= 4 && (key >> (8 * last) & 0xff) == 's') key &= ~(std::uint64_t{0xff} << (8 * last));
  }
  return static_cast<std::uint16_t>(MixKey(key, 17) >> 48 | 1);
}

}  // namespace

struct Matcher::Scratch::State {
  Tokenizer tokenizer;
  MessageView view;
};

struct Matcher::Data {
  explicit Data(Program made) : program(std::move(made)), context(program) {}
  Program program;
  ContextReader context;
  RegexRules regexes;

  void Canonicalise(MessageView* view, MessageFacts* facts) const;
  const VocabularySlot* FindStretched(std::string_view word) const;
  std::uint32_t ShapeFeatures(const MessageView& view) const;
  void Scan(std::string_view text, Tokenizer& tokenizer, MessageView* view, MessageFacts* facts) const;
};

const VocabularySlot* Matcher::Data::FindStretched(std::string_view word) const {
  const bool run = HasRun(word);
  if (!run && !MayBeLaughter(word)) return nullptr;
  const std::string folded = FoldWord(word);
  const std::string_view laughter = CanonicalLaughter(folded);
  if (!laughter.empty()) return program.FindSlot(KeyOfFolded(laughter));
  if (!run) return nullptr;
  for (const std::string& shorter : Unstretched(folded)) {
    if (const VocabularySlot* const slot = program.FindSlot(KeyOfFolded(shorter))) return slot;
  }
  return nullptr;
}

bool PairSeen(const Table<std::uint64_t>& pairs, WordId a, WordId b) {
  const std::uint32_t bit = PairHash(a, b);
  return (pairs[bit / 64] >> (bit % 64) & 1) != 0;
}

// Adds canonical words one by one and notes from which of them a walk may succeed.
class CanonWriter {
 public:
  CanonWriter(const Program& program, MessageView* view, bool few_words)
      : program_(program), view_(view), few_words_(few_words) {}

  // REQUIRES: room in view->canon and the walk lists.
  void Add(WordId word, std::uint32_t token, std::uint8_t before, bool emoji, bool number) {
    const auto at = static_cast<std::uint32_t>(view_->canon.size());
    Canon& canon = view_->canon.NextUnchecked();
    canon.word = word;
    canon.token = token;
    canon.before = before;
    canon.emoji = emoji;
    canon.number = number;
    canon.walked = false;
    const WordInfo& info = program_.words[word];
    features_ |= info.features;
    needed_ |= info.needed;
    // An emoji does not part the words around it: the word before still waits for its next.
    if (last_ != kNone) Try(last_, *last_info_, word);
    if (emoji_ != kNone) Try(emoji_, *emoji_info_, word);
    for (unsigned g = 0; g < gap_count_; ++g) TryGap(gaps_[g], at, word);
    if (emoji) {
      emoji_ = at;
      emoji_info_ = &info;
      return;
    }
    emoji_ = kNone;
    last_ = at;
    last_info_ = &info;
    if (info.rule_gap > 0) gaps_[gap_next_++ % kGaps] = at;
    gap_count_ = std::min(gap_next_, kGaps);
  }
  void Finish() {
    if (last_ != kNone) Try(last_, *last_info_, 0);
    if (emoji_ != kNone) Try(emoji_, *emoji_info_, 0);
  }
  std::uint32_t features() const { return features_; }
  std::uint64_t needed() const { return needed_; }

 private:
  static constexpr std::uint32_t kNone = ~0u;
  static constexpr unsigned kGaps = 8;  // no gap is longer, so older words cannot be waiting

  void Try(std::uint32_t at, const WordInfo& info, WordId next) {
    const WordId word = view_->canon[at].word;
    if (info.class_start != 0 && (info.class_always || PairSeen(program_.class_pairs, word, next)) &&
        (view_->class_walks.empty() || view_->class_walks.back() != at)) {
      view_->class_walks.AddUnchecked(at);
    }
    if (info.rule_start != 0 && (info.rule_always || (info.rule_alone && few_words_) ||
                                 PairSeen(program_.rule_pairs, word, next))) {
      NoteRule(at);
    }
  }
  void TryGap(std::uint32_t from, std::uint32_t at, WordId word) {
    const WordId first = view_->canon[from].word;
    if (at - from > program_.words[first].rule_gap + 1u + kEmojiSlack) return;
    if (PairSeen(program_.gap_pairs, first, word)) NoteRule(from);
  }
  void NoteRule(std::uint32_t at) {
    if (view_->canon[at].walked) return;
    view_->canon[at].walked = true;
    view_->rule_walks.AddUnchecked(at);
  }
  static constexpr unsigned kEmojiSlack = 2;  // emoji that may stand in a gap

  const Program& program_;
  MessageView* view_;
  bool few_words_;
  std::uint32_t features_ = 0;
  std::uint64_t needed_ = 0;
  std::uint32_t last_ = kNone, emoji_ = kNone;
  const WordInfo* last_info_ = nullptr;
  const WordInfo* emoji_info_ = nullptr;
  unsigned gap_count_ = 0, gap_next_ = 0;
  std::uint32_t gaps_[kGaps] = {};
};

// The two longest words that no language list holds.
struct LongestWords {
  std::uint32_t first = 0, second = 0;
  WordKey first_key = 0, second_key = 0;

  void Offer(std::uint32_t length, WordKey key) {
    if (length > first) {
      second = first;
      second_key = first_key;
      first = length;
      first_key = key;
    } else if (length > second && key != first_key) {
      second = length;
      second_key = key;
    }
  }
};

// Looks each token up and writes shorthand out; gathers what word lists alone can tell.
void Matcher::Data::Canonicalise(MessageView* view, MessageFacts* facts) const {
  constexpr std::size_t kLongestExpansion = 8;
  constexpr std::uint32_t kFewWords = 3;  // a curt form may be all there is
  const Buffer<Token>& tokens = view->tokens.list;
  view->canon.clear();
  view->class_walks.clear();
  view->rule_walks.clear();
  const std::size_t room = tokens.size() * kLongestExpansion;
  view->canon.Reserve(room);
  view->class_walks.Reserve(room);
  view->rule_walks.Reserve(room);
  view->written_words = static_cast<std::uint32_t>(tokens.size()) - view->tokens.emoji;
  CanonWriter writer(program, view, view->written_words <= kFewWords);
  LanguageCount language;
  LongestWords longest;
  for (const Token& token : tokens) __builtin_prefetch(program.HomeSlot(token.key));
  for (std::uint32_t t = 0; t < tokens.size(); ++t) {
    const Token& token = tokens[t];
    const VocabularySlot* slot = program.FindSlot(token.key);
    const char first = view->text[token.range.begin];
    const bool number = first >= '0' && first <= '9' && !token.emoji;
    if (slot == nullptr && !token.emoji) slot = FindStretched(token.range.of(view->text));
    if (slot == nullptr) {
      writer.Add(0, t, token.before, token.emoji, number);
      const std::uint32_t length = token.range.size();
      if (length >= 4 && !number && !token.emoji) longest.Offer(length, token.key);
      continue;
    }
    WordId word = slot->word;
    if (word != 0) {
      writer.Add(word, t, token.before, token.emoji, number);
    } else {
      const VocabularyEntry& entry = program.entries[slot->entry - 1];
      const bool other = token.apostrophe && entry.apostrophe_count > 0;
      const std::uint32_t from = other ? entry.apostrophe_first : entry.first;
      const std::uint32_t count = other ? entry.apostrophe_count : entry.count;
      for (std::uint32_t i = 0; i < count; ++i) {
        word = program.expansions[from + i];
        writer.Add(word, t, i == 0 ? token.before : std::uint8_t{0}, token.emoji, number);
      }
    }
    const std::uint8_t list = program.words[word].language;
    language.english += list == kEnglishList ? 1 : 0;
    language.other += list > kEnglishList ? 1 : 0;
    if (list == 0 && token.range.size() >= 4) longest.Offer(token.range.size(), token.key);
  }
  writer.Finish();
  view->needed = writer.needed() | kAlwaysNeeded;
  view->features = writer.features() | LanguageFeature(language, view->tokens);
  facts->stems[0] = longest.first > 0 ? StemOf(longest.first_key) : 0;
  facts->stems[1] = longest.second > 0 ? StemOf(longest.second_key) : 0;
}

// Features that come from punctuation and shape, not from word lists.
std::uint32_t Matcher::Data::ShapeFeatures(const MessageView& view) const {
  std::uint32_t features = 0;
  const Buffer<Token>& tokens = view.tokens.list;
  std::uint8_t breaks = view.tokens.after;
  unsigned capitals = 0;
  bool shouting = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    breaks |= tokens[i].before;
    capitals = tokens[i].capitals ? capitals + 1 : 0;
    shouting = shouting || capitals >= 2;
  }
  if ((breaks & kBreakQuestion) != 0) features |= kQuestion;
  if (shouting || (breaks & kBreakRun) != 0) features |= kShouting;
  if (view.tokens.final_period) features |= kFinalPeriod;
  if (view.tokens.link) features |= kLink;
  if (view.written_words <= 3 && !view.tokens.link) features |= kMinimal;
  if (view.written_words == 0 && !tokens.empty()) features |= kEmojiOnly;
  return features;
}

void Matcher::Data::Scan(std::string_view text, Tokenizer& tokenizer, MessageView* view,
                         MessageFacts* facts) const {
  view->text = text;
  view->classes.clear();
  view->rows.clear();
  tokenizer.Split(text, &view->tokens);
  Canonicalise(view, facts);
  FindRows(program, view);
  view->features |= ShapeFeatures(*view);
  regexes.Find(program, view);
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
// patterns as rule number (8 bytes), length (8 bytes) and bytes. Read only by the build that wrote it.
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

Result<Matcher> Matcher::Decode(std::string_view bytes) {
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
  Result<RegexRules> regexes = RegexRules::Build(std::move(patterns));
  if (!regexes) return regexes.error();
  data->regexes = std::move(*regexes);
  return Matcher(std::move(data));
}

std::uint64_t Matcher::Run(std::string_view text, Scratch& scratch, MessageFacts* facts,
                           std::vector<Hit>* hits) const {
  MessageView& view = scratch.state_->view;
  data_->Scan(text, scratch.state_->tokenizer, &view, facts);
  facts->features |= view.features;
  facts->words = static_cast<std::uint16_t>(std::min<std::uint64_t>(view.tokens.words, 0xffff));
  if (!view.rows.empty()) data_->context.Read(view, false, hits);
  return view.tokens.words;
}

std::vector<Hit> Matcher::AllHits(std::string_view text, Scratch& scratch) const {
  std::vector<Hit> hits;
  MessageFacts facts;
  MessageView& view = scratch.state_->view;
  data_->Scan(text, scratch.state_->tokenizer, &view, &facts);
  data_->context.Read(view, true, &hits);
  return hits;
}

}  // namespace ebb
