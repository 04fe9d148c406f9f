// The text of a Word or OpenDocument file, as if it had been saved as plain text: people keep chats
// there, and transcripts of meetings come so.
//
// A paragraph is a line; the cells of a table's row are one line, with tabs between them, unless
// several of them hold whole pages. Not in it: what was deleted, comments, notes, fields' codes,
// headers and footers. It is converted while it is read; memory is bounded by the longest tag, and
// by what is kept for jumping about (texts of documents up to 64 MiB). One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/source.h"
#include "readers/archive.h"

namespace ebb {

enum class DocumentKind : std::uint8_t { kWord, kOpenDocument };

// The member of an archive that holds the words of a document.
struct DocumentPlace {
  DocumentKind kind = DocumentKind::kWord;
  std::size_t member = 0;
};
std::optional<DocumentPlace> FindDocument(Archive& archive);

// The text of what FindDocument found. It is called as the archive is. Errors: those of archives;
// locked with a password. Reading fails where the document's own text ends inside.
Result<std::unique_ptr<Source>> OpenDocument(Archive& archive, const DocumentPlace& place);

// The same for the words' XML alone, under the name `name`.
std::unique_ptr<Source> DocumentText(std::unique_ptr<Source> xml, DocumentKind kind,
                                     std::string name);

// Whether a file is called as such documents are.
bool HasDocumentName(std::string_view name);

}  // namespace ebb
