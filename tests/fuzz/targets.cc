#include "fuzz/targets.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/decode.h"
#include "base/hash.h"
#include "readers/archive.h"
#include "readers/imessage_summary.h"
#include "readers/reader.h"
#include "readers/typedstream.h"

namespace ebb::fuzz {
namespace {

void Promise(bool kept, const char* what) {
  if (kept) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

// Checks each record as it comes and boils them all down to one number.
class CheckingSink final : public MessageSink {
 public:
  explicit CheckingSink(std::uint64_t limit) : limit_(limit) {}

  void BeginConversation(const ConversationInfo& info) override {
    Promise(!info.id.empty(), "a conversation has an id");
    Promise(IsUtf8(info.id) && IsUtf8(info.name), "names are UTF-8");
    begun_ = true;
    Mix(info.id);
  }

  bool OnMessage(const Message& message) override {
    Promise(begun_, "a conversation begins before its messages");
    Promise(message.source.begin <= message.source.end, "a range does not end before it begins");
    Promise(message.source.begin >= last_end_, "records do not overlap");
    Promise(message.source.end <= limit_, "a record lies inside the input");
    Promise((message.kind == MessageKind::kNotice) == message.sender.empty(),
            "messages have a sender and notices none");
    Promise(IsUtf8(message.text) && IsUtf8(message.sender), "text is UTF-8");
    last_end_ = message.source.end;
    ++records_;
    Mix(message.sender);
    Mix(message.text);
    Mix(std::to_string(message.sent.seconds) + "/" + std::to_string(message.line));
    return true;
  }

  void OnSkipped(const SkippedRecord& record) override {
    Promise(record.source.end <= limit_, "a skipped record lies inside the input");
    Promise(!record.reason.empty(), "a skipped record has a reason");
    ++records_;
    Mix(record.reason);
  }

  std::uint64_t digest() const { return digest_; }
  std::uint64_t records() const { return records_; }

 private:
  void Mix(std::string_view text) { digest_ = Hash64(text, digest_); }

  std::uint64_t limit_;
  std::uint64_t last_end_ = 0;
  std::uint64_t digest_ = 0;
  std::uint64_t records_ = 0;
  bool begun_ = false;
};

void CheckError(const Error& error) {
  Promise(!error.message.empty(), "an error says something");
  Promise(error.message.find('\n') == std::string::npos, "an error is one line");
  Promise(error.kind != ErrorKind::kInternal, "input is never the program's fault");
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

std::uint64_t ReadOnce(const Reader& reader, Source& source, std::uint64_t limit) {
  (void)source.Seek(0);
  ReadOptions options;
  options.tolerate_undecided_dates = true;
  CheckingSink sink(limit);
  const Result<ReadReport> report = reader.read(source, options, sink);
  if (!report) CheckError(report.error());
  return sink.digest();
}

// The same for a format that is no text.
void ReadBytesTwice(const Reader& reader, std::string_view bytes) {
  const std::unique_ptr<Source> source = MemorySource("input", std::string(bytes));
  const std::uint64_t first = ReadOnce(reader, *source, bytes.size());
  Promise(first == ReadOnce(reader, *source, bytes.size()), "reading twice gives the same");
  (void)reader.probe_bytes(*source);
}

// Reads decoded bytes twice, the second time from a source that was used before.
void ReadTwice(const Reader& reader, std::string_view bytes) {
  const std::unique_ptr<Source> decoded =
      DecodingSource(MemorySource("input", std::string(bytes)), GuessEncoding(bytes));
  const std::uint64_t size = Drain(*decoded, 65536).size();
  const std::uint64_t first = ReadOnce(reader, *decoded, size);
  Promise(first == ReadOnce(reader, *decoded, size), "reading twice gives the same");
  (void)reader.probe(bytes);
}

// Gives a few bytes at a time, but for the head of a file, which is asked for as a whole.
class Trickle final : public Source {
 public:
  Trickle(std::string bytes, std::size_t piece) : bytes_(std::move(bytes)), piece_(piece) {}
  Result<std::size_t> Read(char* out, std::size_t capacity) override {
    constexpr std::size_t kHead = 65536;
    const std::size_t most = capacity <= kHead ? capacity : std::min(piece_, capacity);
    const std::size_t n = std::min(most, bytes_.size() - at_);
    std::copy_n(bytes_.data() + at_, n, out);
    at_ += n;
    return n;
  }
  Status Seek(std::uint64_t offset) override {
    at_ = static_cast<std::size_t>(std::min<std::uint64_t>(offset, bytes_.size()));
    return Done{};
  }
  std::uint64_t size() const override { return bytes_.size(); }
  const std::string& name() const override { return name_; }

 private:
  std::string bytes_, name_ = "input";
  std::size_t piece_, at_ = 0;
};

// ReadTwice, and once more in pieces of seven bytes.
void ReadInPieces(const Reader& reader, std::string_view bytes) {
  ReadTwice(reader, bytes);
  std::uint64_t repaired = 0;
  const std::string text = RepairUtf8(bytes, &repaired);
  Trickle whole(text, text.size() + 1), pieces(text, 7);
  Promise(ReadOnce(reader, whole, text.size()) == ReadOnce(reader, pieces, text.size()),
          "the size of pieces makes no difference");
}

}  // namespace

void Decode(std::string_view bytes) {
  for (const Encoding encoding :
       {Encoding::kUtf8, Encoding::kUtf16Le, Encoding::kUtf16Be, Encoding::kWindows1252,
        Encoding::kGb18030, Encoding::kCp949, Encoding::kShiftJis, Encoding::kCp874}) {
    const auto source = DecodingSource(MemorySource("input", std::string(bytes)), encoding);
    const std::string whole = Drain(*source, 100000);
    Promise(IsUtf8(whole), "decoded text is UTF-8");
    const std::uint64_t replaced = source->repairs().replaced;
    (void)source->Seek(0);
    Promise(Drain(*source, 7) == whole, "the size of pieces makes no difference");
    Promise(source->repairs().replaced == replaced, "repairs are counted the same way");
  }
  std::uint64_t repaired = 0;
  const std::string text = RepairUtf8(bytes, &repaired);
  Promise(IsUtf8(text), "repaired text is UTF-8");
  Promise(IsUtf8(bytes) == (repaired == 0), "what needs no repair gets none");
}

void Zip(std::string_view bytes) {
  const auto archive = ZipArchive::Open(MemorySource("input", std::string(bytes)));
  if (!archive) return CheckError(archive.error());
  for (std::size_t i = 0; i < (*archive)->members().size() && i < 100; ++i) {
    const auto member = (*archive)->OpenMember(i);
    if (!member) {
      CheckError(member.error());
      continue;
    }
    const std::uint64_t listed = (*member)->size();
    if (listed > 1 << 20) continue;
    Promise(Drain(**member, 4096).size() <= listed, "a member is not larger than listed");
  }
}

void Open(std::string_view bytes) {
  const auto exports = OpenExport(MemorySource("input", std::string(bytes)), "");
  if (!exports) return CheckError(exports.error());
  for (const OpenedExport& opened : *exports) {
    Promise(opened.reader != nullptr, "an opened export has a reader");
    (void)ReadOnce(*opened.reader, *opened.source, ~std::uint64_t{0});
  }
}

void WhatsApp(std::string_view bytes) { ReadTwice(*FindReader("whatsapp"), bytes); }
void Telegram(std::string_view bytes) { ReadTwice(*FindReader("telegram-json"), bytes); }
void Signal(std::string_view bytes) {
  for (const std::string_view name :
       {"signal-export", "signal-export-json", "sigtop-text", "sigtop-json", "signalbackup-text",
        "signalbackup-csv", "signal-cli", "signal-history"}) {
    ReadTwice(*FindReader(name), bytes);
  }
}
void Databases(std::string_view bytes) {
  for (const std::string_view name : {"imessage-db", "whatsapp-ios-db", "whatsapp-android-db"}) {
    ReadBytesTwice(*FindReader(name), bytes);
  }
  (void)TypedstreamText(bytes);
  (void)ReadMessageEdits(bytes);
}
void Pages(std::string_view bytes) {
  for (const std::string_view name :
       {"telegram-html", "google-voice", "imessage-html", "discord-html"}) {
    ReadInPieces(*FindReader(name), bytes);
  }
}
void SmsBackup(std::string_view bytes) { ReadInPieces(*FindReader("sms-backup"), bytes); }
void IMessageText(std::string_view bytes) { ReadInPieces(*FindReader("imessage-txt"), bytes); }
void ChatTexts(std::string_view bytes) {
  for (const std::string_view name :
       {"line", "kakaotalk", "discord-txt", "qq-txt", "qce-txt", "wechat-txt", "viber"}) {
    ReadTwice(*FindReader(name), bytes);
  }
}
void ChatJson(std::string_view bytes) {
  for (const std::string_view name : {"discord-json", "discord-package", "wechat-json", "chatlab",
                                      "qce-json", "tinder", "hinge"}) {
    ReadInPieces(*FindReader(name), bytes);
  }
}
void ChatTables(std::string_view bytes) {
  for (const std::string_view name : {"kakaotalk-csv", "discord-csv", "wechat-csv"}) {
    ReadTwice(*FindReader(name), bytes);
  }
}
void Transcript(std::string_view bytes) { ReadTwice(*FindReader("transcript"), bytes); }
void Captions(std::string_view bytes) {
  for (const std::string_view name : {"webvtt", "srt", "sbv", "zoom-chat"}) {
    ReadTwice(*FindReader(name), bytes);
  }
}
void Research(std::string_view bytes) {
  for (const std::string_view name : {"chat-cha", "textgrid", "eaf", "convokit"})
    ReadTwice(*FindReader(name), bytes);
}
void Delimited(std::string_view bytes) {
  for (const std::string_view name : {"csv", "tsv", "jsonl"}) ReadTwice(*FindReader(name), bytes);
}
void Accounts(std::string_view bytes) {
  for (const std::string_view name :
       {"messenger-json", "slack-json", "google-chat-json", "hangouts-json", "skype-json",
        "teams-json", "element-json", "snapchat-json", "x-messages"}) {
    ReadInPieces(*FindReader(name), bytes);
  }
}
void MetaPages(std::string_view bytes) { ReadInPieces(*FindReader("messenger-html"), bytes); }

}  // namespace ebb::fuzz
