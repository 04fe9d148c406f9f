#include "text/tokenizer.h"

#include <algorithm>

#include "text/fold.h"
#include "text/icu_words.h"
#include "text/split_general.h"
#include "text/splitter.h"

namespace ebb {
namespace {

void Clear(Tokens* out) {
  out->list.clear();
  out->words = out->foreign_words = 0;
  out->emoji = 0;
  out->after = 0;
  out->link = false;
}

std::size_t HighBytes(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return KindOf(c) == kHigh; }));
}

// Is the rest of a text mostly beyond ASCII? Asked of ever later places, it counts each byte twice
// at most.
class HighShare {
 public:
  explicit HighShare(std::string_view text) : text_(text) {}
  bool MostFrom(std::size_t begin) {
    high_ = from_ == kNotCounted ? HighBytes(text_.substr(begin))
                                 : high_ - HighBytes(text_.substr(from_, begin - from_));
    from_ = begin;
    return high_ * 2 > text_.size() - begin;
  }

 private:
  static constexpr std::size_t kNotCounted = std::string_view::npos;
  std::string_view text_;
  std::size_t from_ = kNotCounted, high_ = 0;
};

}  // namespace

bool EndsInPeriod(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\n')) --end;
  return end > 0 && text[end - 1] == '.' && (end < 2 || text[end - 2] != '.');
}

void TokensOf(const PlainWords& words, Tokens* out) {
  const std::string_view text(words.bytes(), words.size());
  Clear(out);
  out->list.Reserve(words.count());
  for (std::uint32_t i = 0; i < words.count(); ++i) {
    Token& token = out->list.NextUnchecked();
    token.range = words[i];
    token.key = words.KeyOf(i, &token.apostrophe);
    token.before = words.BreakBefore(i);
    token.emoji = false;
    token.capitals = words.inner_capital() && AllCapitals(words[i].of(text));
    token.ascii = true;
  }
  out->words = words.count();
  out->after = words.BreakBefore(words.count());
  out->final_period = EndsInPeriod(text);
}

Tokenizer::Tokenizer() = default;
Tokenizer::~Tokenizer() = default;
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;

// A message of nothing but question marks says something: they become a token, keyed as two of
// them, that is no word, as an emoji is.
void Tokenizer::AddQuestionMarks(std::string_view text, Tokens* out) {
  const std::size_t begin = text.find("??");
  if (begin == std::string_view::npos) return;
  const std::size_t end = std::min(text.find_first_not_of('?', begin), text.size());
  Token token;
  token.range = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  token.key = KeyOfFolded("??", true);
  token.emoji = true;
  out->list.push_back(token);
  out->emoji = 1;
}

void Tokenizer::Split(std::string_view text, Tokens* out) {
  Clear(out);
  if (plain_.Read(text)) {
    TokensOf(plain_, out);
  } else {
    SplitAny(text, out);
  }
  if (out->list.empty()) AddQuestionMarks(text, out);
}

void SplitGeneral(Tokenizer& tokenizer, std::string_view text, Tokens* out) {
  tokenizer.SplitAny(text, out);
  if (out->list.empty()) Tokenizer::AddQuestionMarks(text, out);
}

// Splits text[begin, end), which holds something the splitter does not know, by ICU.
void Tokenizer::SplitPart(std::string_view text, std::uint32_t begin, std::uint32_t end,
                          Splitter* splitter) {
  if (!icu_) icu_ = std::make_unique<IcuWords>();
  icu_->Start(text.substr(begin, end - begin));
  for (IcuWords::Segment segment; icu_->Next(&segment);) {
    if (segment.word) {
      splitter->AddWord(begin + segment.begin, begin + segment.end);
    } else {
      splitter->AddGap(begin + segment.begin, begin + segment.end);
    }
  }
}

void Tokenizer::SplitAny(std::string_view text, Tokens* out) {
  Clear(out);
  Splitter splitter(text, out);
  HighShare share(text);
  while (!splitter.Run()) {
    const std::uint32_t begin = splitter.part_begin();
    const bool all = share.MostFrom(begin);
    const std::uint32_t end = all ? static_cast<std::uint32_t>(text.size()) : splitter.part_end();
    SplitPart(text, begin, end, &splitter);
    splitter.ContinueAt(end);
  }
  splitter.Finish();
}

std::uint64_t Tokenizer::CountWordsByIcu(std::string_view text) {
  if (!icu_) icu_ = std::make_unique<IcuWords>();
  icu_->Start(text);
  std::uint64_t words = 0;
  for (IcuWords::Segment segment; icu_->Next(&segment);) words += segment.word ? 1 : 0;
  return words;
}

}  // namespace ebb
