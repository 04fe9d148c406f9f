// Bytes from somewhere: a file, memory (tests, standard input), a member of an archive.
//
// A Source is read front to back in pieces the caller chooses and can be set back. It is used by
// one thread at a time. Readers see only this interface, so tests, fuzzers and the program share
// one path. src/base is the only folder that touches the disk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ebb {

class Source {
 public:
  static constexpr std::uint64_t kUnknownSize = ~std::uint64_t{0};

  virtual ~Source() = default;

  // Reads up to `capacity` bytes to `out`; fewer only near the end, 0 at the end.
  virtual Result<std::size_t> Read(char* out, std::size_t capacity) = 0;
  // Continues at `offset` from the beginning. May be slow (an archive inflates again up to there).
  virtual Status Seek(std::uint64_t offset) = 0;
  // False where Seek starts again from the beginning.
  virtual bool seeks_cheaply() const { return true; }
  // Bytes in all, or kUnknownSize.
  virtual std::uint64_t size() const = 0;
  // How the user would call it: the path as given, or "archive.zip: member.txt", or "standard
  // input".
  virtual const std::string& name() const = 0;
  // What its text was taken out of ("a Word document"); empty if these are the bytes themselves.
  // Such text is UTF-8, whatever the user says of the encoding.
  virtual std::string_view text_of() const { return {}; }

  // What decoding (decode.h) changed since the source was last set to its beginning.
  struct Repairs {
    std::uint64_t replaced = 0;         // ill-formed parts that became U+FFFD
    bool assumed_windows_1252 = false;  // a guess, because the bytes are not UTF-8
  };
  virtual Repairs repairs() const { return {}; }
  // Lets go of files and memory, if that can be; reading goes on after the next Seek.
  virtual void Release() {}
};

// Opens a regular file for reading. Errors: missing, a folder, no permission, not a regular file.
Result<std::unique_ptr<Source>> OpenFile(const std::string& path);
// Owns `bytes`.
std::unique_ptr<Source> MemorySource(std::string name, std::string bytes);
// Reads all of standard input into memory (what is quoted later must be kept), at most `limit`
// bytes.
Result<std::unique_ptr<Source>> ReadStandardInput(std::uint64_t limit);

// Reads the first bytes (at most `count`), wherever the source stands and however few it gives at a
// time, and sets it back to its beginning.
Result<std::string> ReadHead(Source& source, std::size_t count);
// Reads everything; an Error of kind kLimit if there is more than `limit`.
Result<std::string> ReadAll(Source& source, std::uint64_t limit);
// Reads `count` bytes, or up to the end, and lets them go.
Status PassOver(Source& source, std::uint64_t count);

// All regular files below `folder`, sorted by path, hidden ones left out. Follows no links.
Result<std::vector<std::string>> ListFiles(const std::string& folder);
bool IsFolder(const std::string& path);
// What tells cheaply whether a file is still the same.
struct FileStamp {
  std::uint64_t bytes = 0;
  std::int64_t modified = 0;  // nanoseconds since 1970
  std::uint64_t inode = 0;
  bool operator==(const FileStamp&) const = default;
};
Result<FileStamp> StampFile(const std::string& path);
bool Exists(const std::string& path);

}  // namespace ebb
