// What every export format provides: a probe that recognises it by content and a read function that
// turns its bytes into Messages. To add a format, write one file with one `Reader` and add one line
// to `Readers()` in readers.cc.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
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

struct ColumnNames {  // for tables; empty = our own names, or usual ones
  std::string conversation, time, sender, text;

  bool any() const {
    return !conversation.empty() || !time.empty() || !sender.empty() || !text.empty();
  }
  // Whoever names the sender or the words says that the table is a chat.
  bool name_chat() const { return !sender.empty() || !text.empty(); }
};

// What the files beside a conversation's own say about it. Everything may be empty.
struct ReadContext {
  std::string id, name;  // of the conversation
  std::string me;        // key or name of who exported it
  // Names of people (and channels) by their keys; shared by all conversations of an export.
  std::shared_ptr<const std::map<std::string, std::string>> names;
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
  const ReadContext* context = nullptr;  // may be null
};

struct ConversationInfo {
  std::string id;    // stable within the export; never empty
  std::string name;  // may be empty
  Capabilities capabilities;
  // The order in the file means nothing, or runs backwards, and the clock can be trusted.
  bool sort_by_time = false;
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
// Warns of messages whose date is in a form that is not known, of which there may be none.
// `way_out` is what to do about it.
void NoteUndated(std::uint64_t messages, std::string_view way_out, ReadReport* report);

class Tree;

// One conversation of a tree: its files in order, and what is known of it before it is read.
struct TreeChat {
  std::vector<std::size_t> members;  // of the tree
  std::string folder;                // they lie in, inside the tree; no closing slash
  ReadContext context;
  std::vector<std::string> warnings;  // for the report
};

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
  // For formats that spread a chat over several files: those of one folder for whose names (without
  // the folder) this gives the same are parts of one chat, in natural order of their names. Empty =
  // a chat of its own. Null = every file is.
  std::string (*group)(std::string_view file_name) = nullptr;
  // For formats that say things about a chat in other files: called once for all chats of a tree
  // that this reader reads, to fill in their contexts. It may move all members of one to another,
  // if they are one chat, or take them away, if it is none; the vector keeps its length. May be
  // null. Never fails: what cannot be read is not known.
  void (*describe)(const Tree& tree, std::vector<TreeChat>* chats) = nullptr;
  // Only for formats that are no text (databases): looks at the file itself. If it is the format's,
  // `read` gets the file itself, too, and `probe` is not asked.
  Match (*probe_bytes)(Source& raw) = nullptr;
  // Only for tables: `probe` where the user named columns. Error (kInput): it may be such a table,
  // but has not the columns. `file` is its name.
  Result<Match> (*probe_named)(std::string_view head, const ColumnNames& named,
                               const std::string& file) = nullptr;
};

// All formats, most specific first.
const std::vector<Reader>& Readers();
const Reader* FindReader(std::string_view name);

// One of several files of a chat.
struct ExportPart {
  std::string name;
  std::uint64_t bytes = 0;
  std::function<Result<std::unique_ptr<Source>>()> open;  // decoded, at its beginning
};

// An export ready to read: decoded, unpacked, recognised.
struct OpenedExport {
  std::unique_ptr<Source> source;              // decoded; the first part if there are several
  std::vector<ExportPart> parts;               // empty if `source` is all of it
  std::shared_ptr<const ReadContext> context;  // may be null; its id, if any, is the conversation's
  const Reader* reader = nullptr;
  std::string file_name;  // base name of the file or member (WhatsApp names the chat there)
  std::string why;        // "first lines have WhatsApp's header", "chosen with --input-format"
  std::vector<std::string> warnings;  // about the opening; ReadExport adds them to the report
  std::uint64_t bytes = 0;            // size of the file itself
};

// Opens `path` ("-" = standard input): decodes, looks into zip archives, and finds the reader by
// content, or uses `format` if not empty. `encoding`: that of its texts, if not empty (see
// ParseEncoding). `columns`: tables with these are chats, too. Several chats in one archive give
// several exports.
Result<std::vector<OpenedExport>> OpenExport(const std::string& path, std::string_view format,
                                             std::string_view encoding = {},
                                             const ColumnNames& columns = {});
// The same for bytes in memory (tests, fuzzers).
Result<std::vector<OpenedExport>> OpenExport(std::unique_ptr<Source> raw, std::string_view format,
                                             std::string_view encoding = {},
                                             const ColumnNames& columns = {});

// Files of one folder that belong together.
Result<std::vector<OpenedExport>> OpenExportFiles(const std::vector<std::string>& files,
                                                  std::string_view format,
                                                  std::string_view encoding = {},
                                                  const ColumnNames& columns = {});

// Reads all parts of an export as one, from the beginning. Places in later parts are counted on
// from the end of the earlier ones; lines are those of each part.
Result<ReadReport> ReadExport(OpenedExport& opened, const ReadOptions& options, MessageSink& sink);
// The same with `source` in place of what the export consists of. REQUIRES: it has no parts.
Result<ReadReport> ReadExportFrom(Source& source, const OpenedExport& opened,
                                  const ReadOptions& options, MessageSink& sink);

}  // namespace ebb
