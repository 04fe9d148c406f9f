// The pages of a SQLite write-ahead log that were committed: the newest of each, to be read in
// place of those of the database file.
//
// Frames count up to the last commit whose checksums hold, as SQLite itself has it. Owns the log's
// source. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/result.h"
#include "base/source.h"

namespace ebb {

class WalOverlay {
 public:
  // Null if the log holds nothing committed for a database of this page size.
  static Result<std::unique_ptr<WalOverlay>> Open(std::unique_ptr<Source> log,
                                                  std::uint32_t page_size);

  // Of the database with the log.
  std::uint64_t pages() const { return pages_; }
  // Bytes [inside, inside+count) of a page, from 1; nullopt if the log does not have the page.
  std::optional<Result<bool>> Read(std::uint64_t page, std::uint64_t inside, char* out,
                                   std::size_t count);

 private:
  struct Sum {
    std::uint32_t first = 0, second = 0;
    bool operator==(const Sum&) const = default;
  };
  WalOverlay() = default;

  Status Index(std::uint32_t page_size);
  void AddTo(Sum* sum, std::string_view bytes) const;

  std::unique_ptr<Source> log_;
  std::unordered_map<std::uint64_t, std::uint64_t> places_;  // page -> offset of its bytes
  std::uint64_t pages_ = 0;
  bool big_endian_sums_ = false;
};

}  // namespace ebb
