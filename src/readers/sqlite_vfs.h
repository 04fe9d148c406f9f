// Lets SQLite read a database through a Source: read only, nothing is locked, created or written,
// and no other file is opened.
//
// A write-ahead log beside the database is laid over it page by page (wal_overlay.h), so that
// SQLite sees one whole database. What lies beyond the end of a cut file reads as zeros. `source`
// must outlive this object, which must outlive the connection. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/source.h"
#include "readers/wal_overlay.h"

namespace ebb {

class SqliteVfs {
 public:
  explicit SqliteVfs(Source& source);
  ~SqliteVfs();
  SqliteVfs(const SqliteVfs&) = delete;
  SqliteVfs& operator=(const SqliteVfs&) = delete;

  // Bytes of the file, and as its header has it; the larger counts. The header is taken once.
  void SetHeader(std::uint32_t page_size, std::uint64_t pages) {
    page_size_ = page_size;
    listed_ = page_size * pages;
  }
  void SetOverlay(std::unique_ptr<WalOverlay> overlay) { overlay_ = std::move(overlay); }

  bool Register();  // false only for lack of memory
  const char* name() const { return name_.c_str(); }
  // What went wrong with the source itself, if anything.
  const std::optional<Error>& error() const { return error_; }
  // True if the file is shorter than its header says.
  bool is_cut() const { return !overlay_ && source_.size() < listed_; }

  // For SQLite. True if all of [offset, offset+count) was there; else the rest is zeros.
  bool Read(char* out, std::size_t count, std::uint64_t offset);
  std::uint64_t size() const;

 private:
  struct Registration;

  bool ReadFile(char* out, std::size_t count, std::uint64_t offset);

  Source& source_;
  std::string name_;
  std::unique_ptr<Registration> registration_;
  std::unique_ptr<WalOverlay> overlay_;
  std::uint32_t page_size_ = 0;
  std::uint64_t listed_ = 0;
  std::optional<Error> error_;
};

}  // namespace ebb
