// Which words of a document's XML are its text. A step reads one token and puts what it says into
// lines.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "readers/document_lines.h"
#include "readers/markup_walker.h"

namespace ebb {

class DocumentWords {
 public:
  explicit DocumentWords(Source& xml) : walker_(xml, MarkupDialect::kXml) {}
  virtual ~DocumentWords() = default;

  // False at the end.
  bool Step();
  std::string& out() { return lines_.out(); }
  const MarkupWalker& walker() const { return walker_; }

 protected:
  // The walker stands on a start tag (perhaps of an empty element); it may move on to the end tag.
  virtual void OnStart() = 0;
  virtual void OnEnd() = 0;
  virtual void OnText() = 0;
  // Passes over an element that holds no text of the document.
  void Skip() {
    if (!walker_.empty()) walker_.SkipElement();
  }

  MarkupWalker walker_;
  DocumentLines lines_;
};

// word/document.xml
class WordWords final : public DocumentWords {
 public:
  using DocumentWords::DocumentWords;

 private:
  static constexpr std::size_t kMostAlternatives = 64;

  void OnStart() override;
  void OnEnd() override;
  void OnText() override;
  void OnOwnStart(std::string_view name);
  void OnForeignStart(std::string_view name);
  void AddSymbol();
  // The name without the prefix of Word's own elements; empty for others.
  std::string_view OwnName() const;

  bool has_prefix_ = false;
  std::string prefix_;  // "w:", as the first element has it
  bool in_text_ = false;
  // How many words there were before each open choice of forms for the same thing.
  std::vector<std::uint64_t> alternatives_;
};

// content.xml
class OpenDocumentWords final : public DocumentWords {
 public:
  using DocumentWords::DocumentWords;

 private:
  void OnStart() override;
  void OnEnd() override;
  void OnText() override;
  void AddBlanks();

  std::string scratch_;
  bool after_blank_ = true;  // blanks of the file are one, and none at a line's beginning
};

}  // namespace ebb
