#include "match/matcher.h"

#include <algorithm>
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
  const VocabularyEntry* FindStretched(std::string_view word) const;
  std::uint32_t ShapeFeatures(const MessageView& view) const;
  void Scan(std::string_view text, Tokenizer& tokenizer, MessageView* view, MessageFacts* facts) const;
};

const VocabularyEntry* Matcher::Data::FindStretched(std::string_view word) const {
  const bool run = HasRun(word);
  if (!run && !MayBeLaughter(word)) return nullptr;
  const std::string folded = FoldWord(word);
  const std::string_view laughter = CanonicalLaughter(folded);
  if (!laughter.empty()) return program.FindWord(KeyOfFolded(laughter));
  if (!run) return nullptr;
  for (const std::string& shorter : Unstretched(folded)) {
    if (const VocabularyEntry* const entry = program.FindWord(KeyOfFolded(shorter))) return entry;
  }
  return nullptr;
}

// Looks each token up and writes shorthand out; gathers what word lists alone can tell.
void Matcher::Data::Canonicalise(MessageView* view, MessageFacts* facts) const {
  view->canon.clear();
  view->written_words = 0;
  LanguageCount language;
  std::uint32_t features = 0;
  std::uint32_t longest = 0, second = 0;
  WordKey longest_key = 0, second_key = 0;
  const std::vector<Token>& tokens = view->tokens.list;
  for (std::uint32_t t = 0; t < tokens.size(); ++t) {
    const Token& token = tokens[t];
    const VocabularyEntry* entry = program.FindWord(token.key);
    if (entry == nullptr && !token.emoji) entry = FindStretched(token.range.of(view->text));
    const char first = view->text[token.range.begin];
    Canon canon;
    canon.token = t;
    canon.before = token.before;
    canon.emoji = token.emoji;
    canon.number = first >= '0' && first <= '9' && !token.emoji;
    view->written_words += token.emoji ? 0 : 1;
    std::uint8_t list = 0;
    if (entry == nullptr) {
      view->canon.push_back(canon);
    } else {
      const bool other = token.apostrophe && entry->apostrophe_count > 0;
      const std::uint32_t from = other ? entry->apostrophe_first : entry->first;
      const std::uint32_t count = other ? entry->apostrophe_count : entry->count;
      for (std::uint32_t i = 0; i < count; ++i) {
        canon.word = program.expansions[from + i];
        features |= program.words[canon.word].features;
        if (list == 0) list = program.words[canon.word].language;
        view->canon.push_back(canon);
        canon.before = 0;
      }
      language.english += list == kEnglishList ? 1 : 0;
      language.other += list > kEnglishList ? 1 : 0;
    }
    const std::uint32_t length = token.range.size();
    if (list == 0 && length >= 4 && !token.emoji && !canon.number && length > second) {
      if (length > longest) {
        second = longest;
        second_key = longest_key;
        longest = length;
        longest_key = token.key;
      } else if (token.key != longest_key) {
        second = length;
        second_key = token.key;
      }
    }
  }
  view->features = features | LanguageFeature(language, view->tokens);
  facts->stems[0] = longest > 0 ? StemOf(longest_key) : 0;
  facts->stems[1] = second > 0 ? StemOf(second_key) : 0;
}

// Features that come from punctuation and shape, not from word lists.
std::uint32_t Matcher::Data::ShapeFeatures(const MessageView& view) const {
  std::uint32_t features = 0;
  const std::vector<Token>& tokens = view.tokens.list;
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
  Result<RegexRules> regexes = RegexRules::Build(lexicon);
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
