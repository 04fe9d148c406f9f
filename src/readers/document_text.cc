#include "readers/document_text.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/decode.h"
#include "base/text_util.h"
#include "readers/document_words.h"

namespace ebb {
namespace {

// Documents up to this size are kept as text once somebody jumps about in them.
constexpr std::uint64_t kKeepDocument = std::uint64_t{64} << 20;
constexpr std::size_t kDocumentHead = 512;
constexpr std::string_view kOpenText = "application/vnd.oasis.opendocument.text";

class TextOfDocument final : public Source {
 public:
  TextOfDocument(std::unique_ptr<Source> xml, DocumentKind kind, std::string name)
      : xml_(std::move(xml)),
        kind_(kind),
        name_(std::move(name)),
        may_keep_(xml_->size() <= kKeepDocument) {}

  Result<std::size_t> Read(char* out, std::size_t capacity) override {
    if (copy_) return copy_->Read(out, capacity);
    std::size_t got = 0;
    while (got < capacity) {
      if (Status ready = Ready(); !ready) return ready.error();
      const std::size_t n = std::min(capacity - got, words_->out().size() - taken_);
      if (n == 0) break;
      std::memcpy(out + got, words_->out().data() + taken_, n);
      taken_ += n;
      got += n;
    }
    position_ += got;
    return got;
  }

  Status Seek(std::uint64_t offset) override {
    if (!copy_ && may_keep_ && offset != 0 && offset != position_) {
      if (Status kept = Keep(); !kept) return kept.error();
    }
    if (copy_) return copy_->Seek(offset);
    if (offset < position_) words_.reset();
    if (!words_) position_ = 0;
    return PassOver(*this, offset - position_);
  }

  bool seeks_cheaply() const override { return may_keep_; }
  std::uint64_t size() const override { return copy_ ? copy_->size() : kUnknownSize; }
  const std::string& name() const override { return name_; }
  std::string_view text_of() const override {
    return kind_ == DocumentKind::kWord ? "a Word document" : "an OpenDocument file";
  }

 private:
  // Converts until there is something to take, or nothing more.
  Status Ready() {
    if (!words_) {
      if (Status begun = xml_->Seek(0); !begun) return begun.error();
      if (kind_ == DocumentKind::kWord) {
        words_ = std::make_unique<WordWords>(*xml_);
      } else {
        words_ = std::make_unique<OpenDocumentWords>(*xml_);
      }
      taken_ = 0;
    }
    if (taken_ < words_->out().size()) return Done{};
    words_->out().clear();
    taken_ = 0;
    while (words_->out().empty() && words_->Step()) {
    }
    if (!words_->out().empty()) return Done{};
    if (words_->walker().error()) return *words_->walker().error();
    if (!words_->walker().truncated()) return Done{};
    return InputError(name_, "the document is damaged (its text is not whole); save it again");
  }

  // Unless it has grown too much, by blanks that are only counted.
  Status Keep() {
    words_.reset();
    position_ = 0;
    Result<std::string> text = ReadAll(*this, kKeepDocument);
    words_.reset();
    position_ = 0;
    if (text) {
      copy_ = MemorySource(name_, std::move(*text));
      return Done{};
    }
    if (text.error().kind != ErrorKind::kLimit) return text.error();
    may_keep_ = false;
    return Done{};
  }

  std::unique_ptr<Source> xml_;
  const DocumentKind kind_;
  const std::string name_;
  bool may_keep_;
  std::unique_ptr<DocumentWords> words_;  // null at the beginning
  std::size_t taken_ = 0;                 // of what they gave
  std::uint64_t position_ = 0;
  std::unique_ptr<Source> copy_;
};

// "word/document.xml"; Word for the web also writes "word/document2.xml".
bool IsWordText(std::string_view path) {
  if (!path.starts_with("word/document") || !path.ends_with(".xml")) return false;
  path.remove_prefix(13);
  path.remove_suffix(4);
  return path.size() < 4 && std::all_of(path.begin(), path.end(), IsDigit);
}

bool SaysOpenText(Archive& archive, std::size_t member) {
  Result<std::unique_ptr<Source>> source = archive.OpenMember(member);
  if (!source) return false;
  const Result<std::string> type = ReadHead(**source, kOpenText.size());
  return type && *type == kOpenText;
}

// No XML begins so.
bool IsLocked(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head = Trim(head);
  return !head.empty() && head.front() != '<';
}

}  // namespace

std::optional<DocumentPlace> FindDocument(Archive& archive) {
  std::optional<std::size_t> content, type;
  for (std::size_t i = 0; i < archive.members().size(); ++i) {
    const std::string& name = archive.members()[i].name;
    if (IsWordText(name)) return DocumentPlace{DocumentKind::kWord, i};
    if (name == "mimetype") type = i;
    // What is locked as a whole is one such file.
    if (name == "content.xml" || name == "encrypted-package") content = i;
  }
  if (!content || !type || !SaysOpenText(archive, *type)) return std::nullopt;
  return DocumentPlace{DocumentKind::kOpenDocument, *content};
}

Result<std::unique_ptr<Source>> OpenDocument(Archive& archive, const DocumentPlace& place) {
  Result<std::unique_ptr<Source>> xml = archive.OpenMember(place.member);
  if (!xml) return xml;
  const Result<std::string> head = ReadHead(**xml, kDocumentHead);
  if (!head) return head.error();
  const Encoding encoding = GuessEncoding(*head);
  const bool wide = encoding == Encoding::kUtf16Le || encoding == Encoding::kUtf16Be;
  if (!wide && IsLocked(*head)) {
    return InputError(archive.name(),
                      "is locked with a password; save it without one, or as plain text");
  }
  if (wide) *xml = DecodingSource(std::move(*xml), encoding);
  return DocumentText(std::move(*xml), place.kind, archive.name());
}

std::unique_ptr<Source> DocumentText(std::unique_ptr<Source> xml, DocumentKind kind,
                                     std::string name) {
  return std::make_unique<TextOfDocument>(std::move(xml), kind, std::move(name));
}

bool HasDocumentName(std::string_view name) {
  const std::string lower = LowerAscii(name);
  return lower.ends_with(".docx") || lower.ends_with(".docm") || lower.ends_with(".odt");
}

}  // namespace ebb
