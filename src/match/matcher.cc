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
  void Scan(std::string_view text, Tokenizer& tokenizer, MessageView* view,
            MessageFacts* facts) const;
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

// The two longest words that no language list holds; ties go to the later one.
struct LongestWords {
  std::uint64_t first = 0, second = 0;  // length << 32 | token

  void Offer(std::uint64_t candidate) {
    second = std::max(second, std::min(first, candidate));
    first = std::max(first, candidate);
  }
};

// Adds canonical words one by one and notes from which of them a walk may succeed. The walk lists
// are written without branches: the branches of this loop cost more than its work.
class CanonWriter {
 public:
  CanonWriter(const Program& program, MessageView* view, bool few_words)
      : program_(program),
        canon_(view->canon.data()),
        class_walks_(view->class_walks.data()),
        rule_walks_(view->rule_walks.data()),
        hot_(program.hot.data()),
        alone_(few_words ? kRuleAlone : 0) {}

  // REQUIRES: room in view->canon and the walk lists.
  HotWord Add(WordId word, std::uint32_t token, std::uint8_t before, bool emoji, bool number) {
    const std::uint32_t at = size_++;
    canon_[at] = {word, token, before, emoji, number, WalkReason::kNone};
    const HotWord hot = hot_[word];
    features_ |= hot.features;
    NoteWalks(last_, last_hot_, word);
    // An emoji does not part the words around it: what stands before still waits for its next.
    if (emoji_ != kNone) NoteWalks(emoji_, emoji_hot_, word);
    if (gap_count_ > 0) NoteGaps(at, word);
    if (emoji) {
      NoteEmoji(at, hot);
      return hot;
    }
    emoji_ = kNone;
    last_ = at;
    last_hot_ = hot;
    if (hot.gap > 0) gaps_[gap_count_++ % kGaps] = at;
    return hot;
  }
  void Finish(MessageView* view) {
    NoteWalks(last_, last_hot_, 0);
    if (emoji_ != kNone) NoteWalks(emoji_, emoji_hot_, 0);
    view->canon.SetSize(size_);
    view->class_walks.SetSize(class_count_);
    view->rule_walks.SetSize(rule_count_);
  }
  std::uint32_t features() const { return features_; }

 private:
  static constexpr std::uint32_t kNone = ~0u;
  static constexpr unsigned kGaps = 16;  // more than a gap is long, so older words do not wait

  // Before the first word, `hot` starts nothing and `at` is written nowhere.
  void NoteWalks(std::uint32_t at, HotWord hot, WordId next) {
    if ((hot.starts & (kStartsClass | kStartsRule)) == 0) return;
    const std::uint32_t bit = PairHash(canon_[at].word, next);
    const bool class_pair = BitSet(program_.class_pairs, bit);
    const bool rule_pair = BitSet(program_.rule_pairs, bit);
    const bool class_walk =
        (hot.starts & kStartsClass) != 0 && (class_pair || (hot.starts & kClassAlways) != 0);
    class_walks_[class_count_] = at;
    class_count_ += class_walk && (class_count_ == 0 || class_walks_[class_count_ - 1] != at);
    const bool other = (hot.starts & (kRuleAlways | alone_)) != 0;
    const bool rule_walk = (hot.starts & kStartsRule) != 0 && (rule_pair || other);
    rule_walks_[rule_count_] = at;
    rule_count_ += rule_walk && canon_[at].walk == WalkReason::kNone;
    if (rule_walk) {
      const bool open = other || canon_[at].walk == WalkReason::kOther;
      canon_[at].walk = open ? WalkReason::kOther : WalkReason::kPair;
    }
  }
  // The last emoji of a run waits for the next word; one before it, or one that a gap may follow,
  // is walked from in any case.
  void NoteEmoji(std::uint32_t at, HotWord hot) {
    if (emoji_ != kNone) WalkAnyway(emoji_, emoji_hot_);
    if (hot.gap > 0) WalkAnyway(at, hot);
    any_emoji_ = true;
    emoji_ = at;
    emoji_hot_ = hot;
  }
  void WalkAnyway(std::uint32_t at, HotWord hot) {
    if ((hot.starts & kStartsClass) != 0) class_walks_[class_count_++] = at;
    if ((hot.starts & kStartsRule) == 0) return;
    if (canon_[at].walk == WalkReason::kNone) rule_walks_[rule_count_++] = at;
    canon_[at].walk = WalkReason::kOther;
  }
  void NoteGaps(std::uint32_t at, WordId word) {
    for (unsigned g = 0; g < std::min(gap_count_, kGaps); ++g) {
      const std::uint32_t from = gaps_[g];
      const WordId first = canon_[from].word;
      // Emoji in between do not count; where there are any, how many is left to the walk.
      if (!any_emoji_ && at - from > hot_[first].gap + 1u) continue;
      if (!BitSet(program_.gap_pairs, PairHash(first, word))) continue;
      if (canon_[from].walk == WalkReason::kNone) rule_walks_[rule_count_++] = from;
      canon_[from].walk = WalkReason::kOther;
    }
  }

  const Program& program_;
  Canon* canon_;
  std::uint32_t* class_walks_;
  std::uint32_t* rule_walks_;
  const HotWord* hot_;
  std::uint8_t alone_;
  std::uint32_t size_ = 0, class_count_ = 0, rule_count_ = 0;
  std::uint32_t features_ = 0;
  std::uint32_t last_ = 0, emoji_ = kNone;
  HotWord last_hot_, emoji_hot_;
  bool any_emoji_ = false;
  unsigned gap_count_ = 0;
  std::uint32_t gaps_[kGaps] = {};
};

// Looks each token up and writes shorthand out; gathers what word lists alone can tell.
void Matcher::Data::Canonicalise(MessageView* view, MessageFacts* facts) const {
  constexpr std::size_t kLongestExpansion = 8;
  constexpr std::uint32_t kFewWords = 3;  // a curt form may be all there is
  constexpr std::uint32_t kShortest = 4;  // letters of a word that may stand for a topic
  const Buffer<Token>& tokens = view->tokens.list;
  view->canon.clear();
  view->class_walks.clear();
  view->rule_walks.clear();
  const std::size_t room = tokens.size() * kLongestExpansion + 1;
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
    WordId word = slot == nullptr ? 0 : slot->word;
    HotWord hot;
    if (slot == nullptr || word != 0) {
      hot = writer.Add(word, t, token.before, token.emoji, number);
    } else {
      const VocabularyEntry& entry = program.entries[slot->entry - 1];
      const bool other = token.apostrophe && entry.apostrophe_count > 0;
      const std::uint32_t from = other ? entry.apostrophe_first : entry.first;
      const std::uint32_t count = other ? entry.apostrophe_count : entry.count;
      for (std::uint32_t i = 0; i < count; ++i) {
        word = program.expansions[from + i];
        hot = writer.Add(word, t, i == 0 ? token.before : std::uint8_t{0}, token.emoji, number);
      }
    }
    language.english += hot.language == kEnglishList ? 1 : 0;
    language.other += hot.language > kEnglishList ? 1 : 0;
    const std::uint64_t length = token.range.size();
    const bool topic = length >= kShortest && hot.language == 0 && !number && !token.emoji;
    longest.Offer(topic ? length << 32 | t : 0);
  }
  writer.Finish(view);
  view->features = writer.features() | LanguageFeature(language, view->tokens);
  const auto stem = [&](std::uint64_t found) {
    return found == 0 ? std::uint16_t{0} : StemOf(tokens[found & 0xffffffff].key);
  };
  facts->stems[0] = stem(longest.first);
  facts->stems[1] = stem(longest.second);
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
