#include "base/legacy_decoder.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include <array>

#include "base/text_util.h"

namespace ebb {
namespace {

// Called for each part that is no character.
void Replace(const void* count, UConverterToUnicodeArgs* args, const char*, std::int32_t,
             UConverterCallbackReason reason, UErrorCode* error) {
  if (reason > UCNV_IRREGULAR) return;  // the converter is being reset or closed
  // ICU hands the context back as it was given.
  ++*const_cast<std::uint64_t*>(static_cast<const std::uint64_t*>(count));
  *error = U_ZERO_ERROR;
  const UChar replacement = 0xfffd;
  ucnv_cbToUWriteUChars(args, &replacement, 1, 0, error);
}

void AppendUtf16(const UChar* begin, const UChar* end, std::string* out) {
  while (begin != end) {
    char32_t c = *begin++;
    const bool pair = (c & 0xfc00) == 0xd800 && begin != end && (*begin & 0xfc00) == 0xdc00;
    if (pair) c = 0x10000 + ((c & 0x3ff) << 10) + (*begin++ & 0x3ff);
    AppendUtf8((c & 0xfffff800) == 0xd800 ? 0xfffd : c, out);
  }
}

}  // namespace

struct LegacyDecoder::Converter {
  UConverter* icu = nullptr;
  std::uint64_t replaced = 0;
  ~Converter() { ucnv_close(icu); }
};

LegacyDecoder::LegacyDecoder(Encoding encoding) : converter_(std::make_unique<Converter>()) {
  UErrorCode error = U_ZERO_ERROR;
  converter_->icu = ucnv_open(IcuName(encoding), &error);
  error = U_ZERO_ERROR;
  if (converter_->icu != nullptr) {
    ucnv_setToUCallBack(converter_->icu, Replace, &converter_->replaced, nullptr, nullptr, &error);
  }
}

LegacyDecoder::~LegacyDecoder() = default;

std::size_t LegacyDecoder::Append(std::string_view bytes, bool last, std::string* out,
                                  std::uint64_t* replaced) {
  UConverter* const icu = converter_->icu;
  if (icu == nullptr) {  // ICU without its data: nothing can be said about the bytes
    for (const char c : bytes) AppendUtf8(static_cast<unsigned char>(c) < 0x80 ? c : 0xfffd, out);
    return bytes.size();
  }
  ucnv_resetToUnicode(icu);
  converter_->replaced = 0;
  std::array<UChar, 4096> units;
  const char* from = bytes.data();
  UErrorCode error = U_BUFFER_OVERFLOW_ERROR;
  while (error == U_BUFFER_OVERFLOW_ERROR) {
    error = U_ZERO_ERROR;
    UChar* to = units.data();
    ucnv_toUnicode(icu, &to, to + units.size(), &from, bytes.data() + bytes.size(), nullptr, last,
                   &error);
    AppendUtf16(units.data(), to, out);
  }
  *replaced += converter_->replaced;
  UErrorCode pending_error = U_ZERO_ERROR;
  const std::int32_t pending = last ? 0 : ucnv_toUCountPending(icu, &pending_error);
  return bytes.size() - static_cast<std::size_t>(pending > 0 ? pending : 0);
}

bool DecodesCleanly(std::string_view text, Encoding encoding, std::string* out) {
  std::uint64_t replaced = 0;
  LegacyDecoder(encoding).Append(text, /*last=*/false, out, &replaced);
  return replaced == 0;
}

}  // namespace ebb
