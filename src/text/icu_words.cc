#include "text/icu_words.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

#include "base/text_util.h"

namespace ebb {

struct IcuWords::State {
  State() {
    UErrorCode error = U_ZERO_ERROR;
    iterator.reset(icu::BreakIterator::createWordInstance(icu::Locale::getEnglish(), error));
  }
  ~State() { utext_close(utext); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  std::unique_ptr<icu::BreakIterator> iterator;
  UText* utext = nullptr;
  std::int32_t begin = 0;
};

IcuWords::IcuWords() : state_(std::make_unique<State>()) {}
IcuWords::~IcuWords() = default;

void IcuWords::Start(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const auto size = static_cast<std::int64_t>(text.size());
  state_->utext = utext_openUTF8(state_->utext, text.data(), size, &error);
  state_->iterator->setText(state_->utext, error);
  state_->begin = state_->iterator->first();
}

bool IcuWords::Next(Segment* segment) {
  const std::int32_t end = state_->iterator->next();
  if (end == icu::BreakIterator::DONE) return false;
  segment->begin = static_cast<std::uint32_t>(state_->begin);
  segment->end = static_cast<std::uint32_t>(end);
  segment->word = state_->iterator->getRuleStatus() >= UBRK_WORD_NUMBER;
  state_->begin = end;
  return true;
}

bool IsForeign(std::string_view word) {
  std::size_t at = 0;
  UErrorCode error = U_ZERO_ERROR;
  const UScriptCode script =
      uscript_getScript(static_cast<UChar32>(NextCodePoint(word, &at)), &error);
  return script != USCRIPT_LATIN && script != USCRIPT_COMMON && script != USCRIPT_INHERITED;
}

bool IsPictograph(char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EXTENDED_PICTOGRAPHIC) != 0;
}

bool IsPunctuation(char32_t c) { return u_ispunct(static_cast<UChar32>(c)) != 0; }

}  // namespace ebb
