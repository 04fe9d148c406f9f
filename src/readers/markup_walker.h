// A pull tokenizer over HTML or XML of any size: start tags, end tags, text and comments, one at a
// time. It forgives what exports and editors get wrong and builds no tree.
//
// Memory is bounded by the longest token. Text over 1 MiB comes in several tokens; in a tag over
// 1 MiB, attribute values over 1 MiB (pictures in backups of text messages) read as empty. Document
// types, processing instructions, scripts and style sheets are passed over; entities are never
// defined nor expanded, and nothing recurses. Owns its window; `source` must outlive it. All views
// live until the next call that moves on. One thread. Errors: error() is what the source said;
// markup itself has no errors, only truncated().
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/byte_range.h"
#include "base/source.h"
#include "readers/markup_attributes.h"
#include "readers/markup_entities.h"
#include "readers/refill_buffer.h"

namespace ebb {

class MarkupWalker {
 public:
  static constexpr std::size_t kMaxToken = std::size_t{1} << 20;
  static constexpr std::size_t kMaxElementText = std::size_t{16} << 20;

  enum class Kind : std::uint8_t { kStart, kEnd, kText, kComment };

  // Reads from where `source` stands (a reader seeks to its beginning first).
  MarkupWalker(Source& source, MarkupDialect dialect) : buffer_(source), dialect_(dialect) {}

  // Moves to the next token; false at the end.
  bool Next();

  Kind kind() const { return kind_; }
  // Of a tag; lower case in HTML.
  std::string_view name() const { return name_; }
  // Of a text token, decoded; of a comment, as written.
  std::string_view text() const { return text_; }
  // The tag closes itself (`<x/>`) or is an HTML element without contents (`<br>`).
  bool empty() const { return empty_; }
  // Of a start tag in XML: the next tag begins before this one ends, so what it says is not whole.
  bool broken() const { return broken_; }
  ByteRange source() const { return source_; }
  std::uint64_t line() const { return token_line_; }  // 1-based, of its first byte
  std::uint64_t offset() const { return source_.end; }
  bool IsStart(std::string_view name) const { return kind_ == Kind::kStart && name_ == name; }
  bool IsEnd(std::string_view name) const { return kind_ == Kind::kEnd && name_ == name; }

  // Of a start tag. The value is decoded, to *scratch if need be; nullopt if it is not there.
  std::optional<std::string_view> Attribute(std::string_view name, std::string* scratch);
  // All attributes as written, for NextAttribute.
  std::string_view attributes() const { return attributes_; }
  // `word` is one of the words of the tag's class attribute.
  bool HasClass(std::string_view word) const;
  // Decodes an attribute's value and counts its repairs.
  std::string_view Decode(std::string_view raw, std::string* scratch) {
    return DecodeReferences(raw, dialect_, scratch, &repaired_);
  }

  // These two are called on a start tag and stop on the end tag that matches it (tags of the same
  // name are counted; others need not match). False if the source ends first.
  bool SkipElement();
  // Appends the text inside to *out, <br> as a line break, white space as written. Elements for
  // which `leave_out` says true become a line break where something stands before them.
  using LeaveOut = bool (*)(const MarkupWalker& at_start_tag);
  bool ElementText(std::string* out, LeaveOut leave_out = nullptr);

  // The element it stands on is the first one of the page: what came before is no markup.
  void BeginPage() {
    root_ = name_;
    depth_ = 1;
  }

  // The source ended, and inside a token or before the first element was closed.
  bool truncated() const { return ended_ && (ended_inside_ || depth_ > 0); }
  bool ended() const { return ended_; }
  // References that had to become U+FFFD.
  std::uint64_t repaired() const { return repaired_; }
  const std::optional<Error>& error() const { return buffer_.error(); }

 private:
  static constexpr std::size_t kNone = ~std::size_t{0};

  void FindClass() const;
  void ClearTag() {
    name_ = attributes_ = class_ = {};
    class_known_ = true;
  }
  bool Have(std::size_t count);
  std::size_t Find(char c, std::size_t from, std::size_t limit);
  void Consume(std::size_t count);
  bool End(bool inside);
  void Finish(Kind kind, std::size_t length);

  bool StartsMarkup(std::size_t at);
  bool NextInside(bool* delivered);
  bool TakeText();
  void DeliverText(std::size_t length, bool decode);
  bool TakeMarkup(bool* delivered);
  bool TakeStart();
  bool TakeEnd(bool* delivered);
  std::size_t FindTagEnd();
  bool TakeLongTag();
  void ReadTag(std::string_view tag);
  void SetName(std::string_view name);
  void NoteRoot(bool start);
  bool PassOver(std::string_view close, bool deliver, bool* delivered);
  bool PassDeclaration();
  bool TakeCdata(bool* delivered);
  bool TakeRaw(bool* delivered);
  std::size_t FindRawEnd();

  RefillBuffer buffer_;
  MarkupDialect dialect_;
  Kind kind_ = Kind::kText;
  bool empty_ = false, broken_ = false, ended_ = false, ended_inside_ = false;
  bool in_cdata_ = false, drop_raw_ = false;
  std::string_view name_, text_, attributes_;
  mutable std::string_view class_;  // value of the class attribute, once it was asked for
  mutable bool class_known_ = true;
  std::string name_scratch_, text_scratch_, long_tag_;
  std::string raw_name_;     // inside an element whose contents are no markup
  std::string root_;         // name of the first element
  std::uint64_t depth_ = 0;  // open elements of that name
  ByteRange source_;
  std::uint64_t line_ = 1, token_line_ = 1;
  std::size_t used_ = 0;  // bytes of the current token still in the window
  std::uint64_t repaired_ = 0;
};

// Steps over what is inside one element: construct it on the element's start tag. Elements inside
// that are skipped or read whole (SkipElement, ElementText, a scope of their own) keep it right.
class MarkupScope {
 public:
  explicit MarkupScope(MarkupWalker& walker)
      : walker_(walker), name_(walker.name()), depth_(walker.empty() ? 0 : 1) {}

  // Moves to the next token inside; false on the element's end tag (or at the end of the source).
  bool Next();
  // The end tag was there.
  bool closed() const { return depth_ == 0; }

 private:
  MarkupWalker& walker_;
  std::string name_;
  std::uint64_t depth_;
  std::optional<std::uint64_t> nested_;  // place of the start tag inside that was shown last
};

}  // namespace ebb
