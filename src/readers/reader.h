// What every export format provides: a probe that recognises it by content and a read function that
// turns its bytes into Messages. To add a format, write one file with one `Reader` and add one line
// to `Readers()` in readers.cc.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/source.h"
#include "chat/conversation.h"
#include "chat/message.h"
#include "time/date_order.h"

namespace ebb {

// How sure a probe is. The highest wins; a tie goes to the reader listed first.
enum class Match : std::uint8_t { kNo = 0, kWeak = 1, kLikely = 2, kCertain = 3 };

struct ColumnNames {  // for delimited formats; empty = our own names
  std::string conversation, time, sender, text;
};

struct ReadOptions {
  DateOrder date_order = DateOrder::kUndecided;  // the user's choice
  ColumnNames columns;
  // Only this conversation (id or exact name); empty = all.
  std::string only;
  // Take up reading here instead of at the beginning. Only for readers with `can_resume`.
  std::optional<Checkpoint> resume;
  // Do not stop at an undecided date order: deliver the messages with Basis::kNone times (inspect).
  bool tolerate_undecided_dates = false;
};

struct ConversationInfo {
  std::string id;    // stable within the export; never empty
  std::string name;  // may be empty
  Capabilities capabilities;
};

// Receives an export, in file order, from one thread.
class MessageSink {
 public:
  virtual ~MessageSink() = default;
  // Every message belongs to the conversation begun last. The same id may begin again (interleaved
  // exports); its messages continue.
  virtual void BeginConversation(const ConversationInfo& info) = 0;
  // False = enough, stop reading. All views die with the call.
  virtual bool OnMessage(const Message& message) = 0;
  virtual void OnSkipped(const SkippedRecord& record) = 0;
};

// What the reader can say about the whole export once it is read.
struct ReadReport {
  std::string format;  // as in Reader::name, possibly refined ("whatsapp-ios")
  std::string why;     // how it was recognised, for `inspect`
  DateOrderResolver::Decision date_order;
  bool has_date_order = false;  // the format writes numeric dates at all
  std::uint64_t repaired_bytes = 0;
  bool truncated = false;             // the file ends inside a record or structure
  std::vector<std::string> warnings;  // ours; never words from the file
};

// Adds what decoding had to change in `source` (bytes replaced, a guessed encoding) to the report.
// Called at the end of reading; calling it again changes nothing.
void NoteRepairs(const Source& source, ReadReport* report);

struct Reader {
  std::string_view name;         // "whatsapp", "telegram-json", ...
  std::string_view description;  // one line for `ebb formats`
  std::string_view how_to_export;
  bool can_resume = false;
  // `head` = the first bytes (up to 64 KiB), decoded to UTF-8.
  Match (*probe)(std::string_view head);
  // Reads from the beginning (or options.resume). `source` yields well-formed UTF-8. Errors: not
  // this format after all (kInput), undecidable date order (kInput), limits (kLimit).
  Result<ReadReport> (*read)(Source& source, const ReadOptions& options, MessageSink& sink);
  // Only for formats that are no text (databases): looks at the file itself. If it is the format's,
  // `read` gets the file itself, too, and `probe` is not asked.
  Match (*probe_bytes)(Source& raw) = nullptr;
};

// All formats, most specific first.
const std::vector<Reader>& Readers();
const Reader* FindReader(std::string_view name);

// An export ready to read: decoded, unpacked, recognised.
struct OpenedExport {
  std::unique_ptr<Source> source;  // decoded
  const Reader* reader = nullptr;
  std::string file_name;    // base name of the file or member (WhatsApp names the chat there)
  std::string why;          // "first lines have WhatsApp's header", "chosen with --input-format"
  std::uint64_t bytes = 0;  // size of the file itself
};

// Opens `path` ("-" = standard input): decodes, looks into zip archives, and finds the reader by
// content, or uses `format` if not empty. Several chats in one archive give several exports.
Result<std::vector<OpenedExport>> OpenExport(const std::string& path, std::string_view format);
// The same for bytes in memory (tests, fuzzers).
Result<std::vector<OpenedExport>> OpenExport(std::unique_ptr<Source> raw, std::string_view format);

}  // namespace ebb
