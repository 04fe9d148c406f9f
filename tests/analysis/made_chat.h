// Chats for tests: built message by message, written in a small format of our own, read by a reader
// that can resume or not. And a small lexicon with one rule of each kind.
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "analysis/draft.h"
#include "analysis/load.h"
#include "base/text_util.h"
#include "base/windows.h"
#include "lexicon/lexicon.h"
#include "match/matcher.h"
#include "time/civil.h"

namespace ebb::testing {

// 2024-01-01T00:00:00, a Monday.
inline constexpr std::int64_t kMonday = 1704067200;

// Each line: conversation id, basis (w, i, o = instant with offset +2 h, n), seconds, sender, kind,
// text.
class MadeChat {
 public:
  explicit MadeChat(std::string basis = "w") : basis_(std::move(basis)) {}

  MadeChat& In(std::string conversation) {
    conversation_ = std::move(conversation);
    return *this;
  }
  MadeChat& At(std::int64_t seconds) {
    clock_ = seconds;
    return *this;
  }
  // `sender` writes `text` a minute after the message before.
  MadeChat& Say(const std::string& sender, const std::string& text) {
    return Line(sender, MessageKind::kText, text);
  }
  MadeChat& Line(const std::string& sender, MessageKind kind, const std::string& text) {
    clock_ += 60;
    bytes_ += conversation_ + '\t' + basis_ + '\t' + std::to_string(clock_) + '\t' + sender + '\t' +
              std::to_string(static_cast<int>(kind)) + '\t' + text + '\n';
    return *this;
  }
  // `count` everyday messages, the two taking turns, one every `step` seconds.
  MadeChat& Talk(int count, std::int64_t step = 60) {
    for (int i = 0; i < count; ++i) {
      clock_ += step - 60;
      Say(i % 2 == 0 ? "Ann Lee" : "Ben", "we had soup number " + std::to_string(i));
    }
    return *this;
  }
  MadeChat& Broken() {
    bytes_ += "broken\n";
    return *this;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string basis_, conversation_ = "c1", bytes_;
  std::int64_t clock_ = kMonday;
};

class MadeLine {
 public:
  // Views into `line`.
  explicit MadeLine(std::string_view line) : fields_(Split(line, '\t')) {}
  bool ok() const { return fields_.size() == 6; }
  std::string Conversation() const { return std::string(fields_[0]); }
  Message Read(ByteRange source, std::uint64_t number) const {
    Message message;
    message.sent.seconds = static_cast<std::int64_t>(*ParseNumber(fields_[2]));
    const char basis = fields_[1][0];
    message.sent.basis = basis == 'w'   ? Timestamp::Basis::kWall
                         : basis == 'n' ? Timestamp::Basis::kNone
                                        : Timestamp::Basis::kInstant;
    message.sent.has_offset = basis == 'o';
    message.sent.offset_seconds = basis == 'o' ? 7200 : 0;
    message.sender = fields_[3];
    message.kind = static_cast<MessageKind>(*ParseNumber(fields_[4]));
    message.text = fields_[5];
    message.source = source;
    message.line = number;
    return message;
  }

 private:
  std::vector<std::string_view> fields_;
};

inline Result<ReadReport> ReadMadeChat(Source& source, const ReadOptions& options,
                                       MessageSink& sink) {
  const std::uint64_t start = options.resume ? options.resume->offset : 0;
  if (Status back = source.Seek(start); !back) return back.error();
  Result<std::string> all = ReadAll(source, 1u << 30);
  if (!all) return all.error();
  std::uint64_t line_number = options.resume ? options.resume->line : 1;
  std::uint64_t offset = start;
  std::string open;
  for (std::string_view rest = *all; !rest.empty(); ++line_number) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    const ByteRange range{offset, offset + line.size() + 1};
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    offset = range.end;
    const MadeLine made(line);
    if (!made.ok()) {
      sink.OnSkipped({line_number, range, "not a line of this format"});
      continue;
    }
    if (!options.only.empty() && options.only != made.Conversation()) continue;
    if (made.Conversation() != open) {
      open = made.Conversation();
      ConversationInfo info;
      info.id = open;
      info.name = "Chat " + open;
      sink.BeginConversation(info);
    }
    if (!sink.OnMessage(made.Read(range, line_number))) break;
  }
  ReadReport report;
  report.format = "made";
  return report;
}

inline Match ProbeNothing(std::string_view /*head*/) { return Match::kNo; }
inline constexpr Reader kMadeReader{"made", "", "", false, ProbeNothing, ReadMadeChat};
inline constexpr Reader kMadeReaderThatResumes{"made", "", "", true, ProbeNothing, ReadMadeChat};

inline OpenedExport OpenMade(const MadeChat& chat, const Reader& reader = kMadeReader) {
  OpenedExport opened;
  opened.file_name = "Chat with Ben.txt";
  opened.bytes = chat.bytes().size();
  opened.source = MemorySource("Chat with Ben.txt", chat.bytes());
  opened.reader = &reader;
  return opened;
}

inline constexpr const char* kSmallLexicon = R"(
language = "en"
version = "1"

[[class]]
name = "lang_en"
words = ["we", "had", "i", "you", "number", "the", "and", "need"]

[[class]]
name = "lang_de"
words = ["wir", "hatten", "ich", "du", "und", "die"]

[[rule]]
id = "w4"
category = "withdrawal"
subcode = "W4"
sign = "S2"
about = "self"
strength = "strong"
intensity = 2
phrases = ["i need more room"]
yes = ["[i need more room] right now"]
no = ["the sofa needs more room"]
why = "asks for distance"
reference = "made for tests"

[[rule]]
id = "d8"
category = "shutdown"
subcode = "D8"
sign = "S3"
about = "partner"
strength = "strong"
intensity = 2
phrases = ["you went silent again"]
yes = ["[you went silent again]"]
no = ["it went silent again"]
why = "says the other closes down"
reference = "made for tests"

[[rule]]
id = "n1"
category = "neglect"
subcode = "N1"
sign = "S1"
about = "partner"
strength = "strong"
intensity = 2
phrases = ["i feel alone here"]
yes = ["[i feel alone here]"]
no = ["i feel fine here"]
why = "says they feel alone"
reference = "made for tests"

[[rule]]
id = "a1"
category = "avoidance"
subcode = "A1"
about = "self"
strength = "weak"
gate = "gP"
intensity = 1
phrases = ["some other day"]
yes = ["[some other day]"]
no = ["another day"]
why = "puts it off"
reference = "made for tests"

[[rule]]
id = "x2"
category = "abuse_control"
subcode = "X2"
about = "partner"
strength = "strong"
intensity = 3
phrases = ["you are forbidden to go"]
yes = ["[you are forbidden to go]"]
no = ["it is forbidden to go in"]
why = "forbids"
reference = "made for tests"
)";

struct Tools {
  Lexicon lexicon;
  Matcher matcher;
};

inline const Tools& SmallTools() {
  static const Tools tools = [] {
    Result<Lexicon> lexicon = ParseLexicon({{"small.toml", kSmallLexicon}});
    if (!lexicon) FAIL(lexicon.error().message);
    Result<Matcher> matcher = Matcher::Build(*lexicon);
    if (!matcher) FAIL(matcher.error().message);
    return Tools{std::move(*lexicon), std::move(*matcher)};
  }();
  return tools;
}

inline Result<LoadedInput> Load(const MadeChat& chat, const AnalyzeOptions& options,
                                const Reader& reader = kMadeReader, bool one_chat = true) {
  LoadSettings settings;
  settings.matcher = &SmallTools().matcher;
  settings.one_chat = one_chat;
  settings.parts = true;
  return LoadOpened(OpenMade(chat, reader), options, settings, "");
}

inline Result<Analysis> AnalyzeMade(const std::vector<MadeChat>& parts,
                                    const AnalyzeOptions& options,
                                    const Reader& reader = kMadeReader) {
  std::vector<std::vector<LoadedInput>> by_path;
  for (const MadeChat& part : parts) {
    Result<LoadedInput> loaded = Load(part, options, reader);
    if (!loaded) return loaded.error();
    by_path.emplace_back();
    by_path.back().push_back(std::move(*loaded));
  }
  return AnalyzeLoaded(std::move(by_path), SmallTools().lexicon, options);
}

inline Analysis MustAnalyze(const MadeChat& chat, const AnalyzeOptions& options = {},
                            const Reader& reader = kMadeReader) {
  Result<Analysis> analysis = AnalyzeMade({chat}, options, reader);
  if (!analysis) FAIL(analysis.error().message);
  return *analysis;
}

}  // namespace ebb::testing
