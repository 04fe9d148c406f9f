#include "fuzz/promises.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/decode.h"
#include "base/hash.h"
#include "base/slow_source.h"
#include "fuzz/reader_traits.h"
#include "readers/json_cursor.h"

namespace ebb::fuzz {
namespace {

std::string_view g_subject;  // the format being read; one thread, for the message alone

struct Record {
  ByteRange source;
  std::uint64_t line = 0;
  std::uint64_t words = 0;  // who says what, boiled down
  std::uint64_t time = 0;   // and when
  MessageKind kind = MessageKind::kText;
  std::uint64_t conversation = 0;  // how many had begun

  bool operator==(const Record& other) const {
    return source.begin == other.source.begin && source.end == other.source.end &&
           line == other.line && words == other.words && time == other.time &&
           conversation == other.conversation;
  }
};

std::uint64_t HashOfTime(const Message& message) {
  const Timestamp& sent = message.sent;
  const std::int64_t parts[] = {sent.seconds,        sent.millis,     static_cast<int>(sent.basis),
                                sent.has_millis,     sent.has_offset, sent.offset_seconds,
                                message.until_millis};
  return Hash64({reinterpret_cast<const char*>(parts), sizeof parts});
}

std::uint64_t HashOfWords(const Message& message) {
  const char flags[] = {static_cast<char>(message.kind), message.edited, message.has_reply,
                        message.from_me};
  std::uint64_t hash = Hash64({flags, sizeof flags});
  for (const std::string_view part : {message.sender, message.sender_key, message.text}) {
    hash = Hash64(part, hash + part.size());
  }
  return hash;
}

// Checks each record as it comes and remembers what there was.
class CheckingSink final : public MessageSink {
 public:
  explicit CheckingSink(std::uint64_t limit) : limit_(limit) {}

  void BeginConversation(const ConversationInfo& info) override {
    Promise(!info.id.empty(), "a conversation has an id");
    Promise(IsUtf8(info.id) && IsUtf8(info.name), "ids and names of conversations are UTF-8");
    ++conversations_;
    names_ = Hash64(info.name, Hash64(info.id, names_));
  }

  bool OnMessage(const Message& message) override {
    Promise(conversations_ > 0, "a conversation begins before its messages");
    CheckPlace(message.source);
    Promise(message.source.begin >= last_end_, "records stand in order and do not overlap");
    last_end_ = message.source.end;
    Promise(message.line > 0, "a record says in which line it stands");
    CheckValues(message);
    records_.push_back({message.source, message.line, HashOfWords(message), HashOfTime(message),
                        message.kind, conversations_});
    return true;
  }

  void OnSkipped(const SkippedRecord& record) override {
    CheckPlace(record.source);
    Promise(!record.reason.empty(), "a skipped record has a reason");
    skipped_.push_back(
        {record.source, record.line, Hash64(record.reason), 0, MessageKind::kText, conversations_});
  }

  const std::vector<Record>& records() const { return records_; }
  const std::vector<Record>& skipped() const { return skipped_; }
  std::uint64_t names() const { return names_; }

 private:
  void CheckPlace(const ByteRange& place) const {
    Promise(place.begin <= place.end, "a range does not end before it begins");
    Promise(place.end <= limit_, "a record lies inside the input");
  }

  static void CheckValues(const Message& message) {
    const bool is_notice = message.kind == MessageKind::kNotice;
    Promise(is_notice == message.sender.empty(), "messages have a sender and notices none");
    Promise(IsUtf8(message.text), "text is UTF-8");
    Promise(IsUtf8(message.sender) && IsUtf8(message.sender_key), "senders are UTF-8");
    const bool has_words =
        message.kind != MessageKind::kDeleted && message.kind != MessageKind::kForwarded;
    Promise(has_words || message.text.empty(), "deleted and forwarded messages have no text");
    const Timestamp& sent = message.sent;
    Promise(sent.millis < 1000, "a second has a thousand milliseconds");
    Promise(!sent.has_offset || sent.basis == Timestamp::Basis::kInstant,
            "only an instant has an offset");
    Promise(std::abs(sent.offset_seconds) <= 24 * 3600, "an offset is less than a day");
    Promise(message.until_millis < 0 || sent.basis == Timestamp::Basis::kElapsed,
            "only parts of recordings end");
  }

  const std::uint64_t limit_;
  std::uint64_t last_end_ = 0, conversations_ = 0, names_ = 0;
  std::vector<Record> records_, skipped_;
};

struct Outcome {
  explicit Outcome(std::uint64_t limit) : sink(limit) {}
  CheckingSink sink;
  Result<ReadReport> report = ReadReport{};
};

void CheckReport(const Result<ReadReport>& report) {
  if (!report) return CheckError(report.error());
  Promise(!report->format.empty(), "a report names the format");
  for (const std::string& warning : report->warnings) {
    Promise(IsUtf8(warning) && !warning.empty(), "a warning says something");
    Promise(warning.find('\n') == std::string::npos, "a warning is one line");
  }
}

ReadOptions Tolerant() {
  ReadOptions options;
  options.tolerate_undecided_dates = true;
  return options;
}

// Begins at the beginning, wherever the source stands.
std::unique_ptr<Outcome> ReadOnce(const Reader& reader, Source& source, std::uint64_t limit) {
  auto outcome = std::make_unique<Outcome>(limit);
  outcome->report = reader.read(source, Tolerant(), outcome->sink);
  CheckReport(outcome->report);
  return outcome;
}

bool Same(const Outcome& a, const Outcome& b) {
  if (a.report.ok() != b.report.ok() || a.sink.names() != b.sink.names()) return false;
  if (a.report.ok() && (a.report->truncated != b.report->truncated ||
                        a.report->date_order.order != b.report->date_order.order)) {
    return false;
  }
  return a.sink.records() == b.sink.records() && a.sink.skipped() == b.sink.skipped();
}

bool IsBlankOrComma(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || c == ','; }

// `keys` stand between the end of one list and the beginning of the next, which it ends with: among
// them there is no list of records that holds anything.
bool LeavesOutNoList(std::string_view keys) {
  const std::string object = "{" + std::string(keys);
  JsonCursor cursor(object);
  std::string_view key;
  cursor.Expect('{');
  while (cursor.NextKey(&key)) {
    if ((key != "value" && key != "messages") || cursor.Peek() != '[') {
      cursor.SkipValue();
      continue;
    }
    cursor.Expect('[');
    if (cursor.position() < object.size() && cursor.NextElement()) return false;
  }
  return true;
}

bool MayStandBetween(std::string_view gap, Between allowed) {
  while (!gap.empty() && IsBlankOrComma(gap.front())) gap.remove_prefix(1);
  while (!gap.empty() && IsBlankOrComma(gap.back())) gap.remove_suffix(1);
  if (allowed != Between::kLists || gap.empty()) return gap.empty();
  return gap.front() == ']' && gap.back() == '[' && LeavesOutNoList(gap.substr(1));
}

// Nothing is left out in silence: between two records of a chat there is nothing, or what its
// grammar allows there.
void CheckAccounts(const Reader& reader, const Outcome& outcome, std::string_view text) {
  const Between allowed = BetweenRecords(reader.name);
  if (allowed == Between::kAnything || !outcome.report) return;
  std::vector<Record> all = outcome.sink.records();
  all.insert(all.end(), outcome.sink.skipped().begin(), outcome.sink.skipped().end());
  std::stable_sort(all.begin(), all.end(), [](const Record& a, const Record& b) {
    return a.source.begin < b.source.begin;
  });
  std::uint64_t end = all.empty() ? 0 : all.front().source.begin;
  std::uint64_t chat = all.empty() ? 0 : all.front().conversation;
  for (const Record& record : all) {
    if (record.conversation == chat && record.source.begin > end) {
      const std::string_view gap = text.substr(end, record.source.begin - end);
      Promise(MayStandBetween(gap, allowed), "nothing is left out between two records");
    }
    chat = record.conversation;
    end = std::max(end, record.source.end);
  }
}

// A place to cut that depends on the bytes alone and is inside no character (decoders cut none).
std::size_t PlaceToCut(std::string_view text) {
  std::size_t cut = static_cast<std::size_t>(Hash64(text) % (text.size() + 1));
  while (cut > 0 && cut < text.size() && (static_cast<unsigned char>(text[cut]) & 0xc0) == 0x80) {
    --cut;
  }
  return cut;
}

// Records whose end the cut took away from what proves them are skipped, and say so: all of them
// from this one on.
bool IsSkippedAt(const Outcome& outcome, std::uint64_t begin) {
  const std::vector<Record>& skipped = outcome.sink.skipped();
  return std::any_of(skipped.begin(), skipped.end(),
                     [&](const Record& record) { return record.source.begin == begin; });
}

void CheckPrefix(const Reader& reader, const Outcome& whole, std::string_view text) {
  const std::size_t cut = PlaceToCut(text);
  SlowSource source(std::string(text.substr(0, cut)), text.size() + 1, cut);
  const std::unique_ptr<Outcome> part = ReadOnce(reader, source, cut);
  const Prefix kept = PrefixOf(reader.name);
  if (!whole.report || !part->report || kept == Prefix::kNothing) return;
  // Dates are read in the order that all of the file speaks for.
  const bool same_dates = whole.report->date_order.order == part->report->date_order.order;
  const std::vector<Record>& all = whole.sink.records();
  const std::vector<Record>& found = part->sink.records();
  for (std::size_t i = 0; i < all.size() && all[i].source.end < cut; ++i) {
    const bool is_last = i + 1 == all.size() || all[i + 1].source.end >= cut;
    if ((is_last || i == found.size()) && IsSkippedAt(*part, all[i].source.begin)) continue;
    Promise(i < found.size(), "a cut loses no record before it");
    Promise(found[i].source.begin == all[i].source.begin, "a cut moves no record before it");
    // What the cut left of the next head is text like any other, in the last record.
    const bool may_go_on = i + 1 == found.size();
    Promise(may_go_on || found[i].words == all[i].words, "a cut changes no record before it");
    Promise(!same_dates || found[i].time == all[i].time, "a cut changes no time before it");
  }
}

void CheckText(const Reader& reader, std::string_view bytes) {
  const std::unique_ptr<Source> decoded =
      DecodingSource(MemorySource("input", std::string(bytes)), GuessEncoding(bytes));
  const std::string text = Drain(*decoded, 65536);
  const std::unique_ptr<Outcome> first = ReadOnce(reader, *decoded, text.size());
  CheckAccounts(reader, *first, text);
  Promise(Same(*first, *ReadOnce(reader, *decoded, text.size())), "reading twice gives the same");
  const std::size_t piece = text.size() < 300 ? 1 : text.size() < 4096 ? 7 : 509;
  SlowSource pieces(std::string(text), piece, decoded->size());
  Promise(Same(*first, *ReadOnce(reader, pieces, text.size())),
          "the size of pieces makes no difference");
  CheckPrefix(reader, *first, text);
  (void)reader.probe(text.substr(0, 65536));
}

void CheckDatabase(const Reader& reader, std::string_view bytes) {
  const std::unique_ptr<Source> source = MemorySource("input", std::string(bytes));
  const std::unique_ptr<Outcome> first = ReadOnce(reader, *source, bytes.size());
  Promise(Same(*first, *ReadOnce(reader, *source, bytes.size())), "reading twice gives the same");
  (void)reader.probe_bytes(*source);
}

std::unique_ptr<Outcome> ReadOpened(OpenedExport& opened) {
  auto outcome = std::make_unique<Outcome>(~std::uint64_t{0});
  outcome->report = ReadExport(opened, Tolerant(), outcome->sink);
  CheckReport(outcome->report);
  return outcome;
}

}  // namespace

void Promise(bool kept, std::string_view what) {
  if (kept) return;
  std::fprintf(stderr, "broken promise (%.*s): %.*s\n", static_cast<int>(g_subject.size()),
               g_subject.data(), static_cast<int>(what.size()), what.data());
  std::abort();
}

void CheckError(const Error& error) {
  Promise(!error.message.empty(), "an error says something");
  Promise(IsUtf8(error.message), "an error is UTF-8");
  Promise(error.message.find('\n') == std::string::npos, "an error is one line");
  Promise(error.kind == ErrorKind::kInput || error.kind == ErrorKind::kLimit,
          "input is never the program's fault");
}

std::string Drain(Source& source, std::size_t piece) {
  std::string out, buffer(piece, '\0');
  for (;;) {
    const Result<std::size_t> n = source.Read(buffer.data(), piece);
    if (!n) {
      CheckError(n.error());
      return out;
    }
    if (*n == 0) return out;
    out.append(buffer.data(), *n);
  }
}

void CheckReader(const Reader& reader, std::string_view bytes) {
  g_subject = reader.name;
  if (reader.probe_bytes != nullptr) return CheckDatabase(reader, bytes);
  CheckText(reader, bytes);
}

void CheckOpening(std::string_view bytes) {
  g_subject = "opening";
  auto exports = OpenExport(MemorySource("input", std::string(bytes)), "");
  if (!exports) return CheckError(exports.error());
  Promise(!exports->empty(), "what was opened holds something");
  for (OpenedExport& opened : *exports) {
    Promise(opened.reader != nullptr, "an opened export has a reader");
    g_subject = opened.reader->name;
    const std::unique_ptr<Outcome> first = ReadOpened(opened);
    Promise(Same(*first, *ReadOpened(opened)), "reading an export twice gives the same");
  }
}

}  // namespace ebb::fuzz
