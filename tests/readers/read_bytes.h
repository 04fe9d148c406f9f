// Runs one reader over bytes and checks what must hold for every input.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "base/decode.h"
#include "readers/collect_sink.h"
#include "readers/reader.h"

namespace ebb {

struct ReadOutcome {
  Result<ReadReport> report;
  CollectSink sink;
};

inline ReadOutcome ReadBytes(const Reader& reader, std::string bytes,
                             const ReadOptions& options = {}) {
  const auto source = MemorySource("sample", std::move(bytes));
  ReadOutcome outcome{ReadReport{}, {}};
  outcome.report = reader.read(*source, options, outcome.sink);
  return outcome;
}

// Every byte of the input belongs to at most one record, in order; texts are UTF-8; senders are
// there where they must be.
inline void CheckConsistent(const CollectSink& sink, std::size_t size) {
  std::uint64_t end = 0;
  for (const KeptMessage& record : sink.records) {
    REQUIRE(record.source.begin >= end);
    REQUIRE(record.source.end >= record.source.begin);
    REQUIRE(record.source.end <= size);
    end = record.source.end;
    REQUIRE(record.line > 0);
    REQUIRE((record.kind == MessageKind::kNotice) == record.sender.empty());
    REQUIRE(IsUtf8(record.text));
  }
  for (const KeptSkip& skip : sink.skipped) {
    REQUIRE(skip.source.end <= size);
    REQUIRE_FALSE(skip.reason.empty());
  }
}

// Reads and checks that.
inline ReadOutcome ReadChecked(const Reader& reader, const std::string& bytes,
                               const ReadOptions& options = {}) {
  ReadOutcome outcome = ReadBytes(reader, bytes, options);
  CheckConsistent(outcome.sink, bytes.size());
  return outcome;
}

// The same of an input that is to be read without an error.
inline ReadOutcome ReadGood(const Reader& reader, const std::string& bytes,
                            const ReadOptions& options = {}) {
  ReadOutcome outcome = ReadChecked(reader, bytes, options);
  REQUIRE(outcome.report);
  return outcome;
}

// The name of the reader that bytes from a file of unknown kind are taken by, or why none is.
inline std::string NameOf(const std::string& bytes) {
  const auto exports = OpenExport(MemorySource("some.file", bytes), "");
  if (!exports) return exports.error().message;
  REQUIRE(exports->size() == 1);
  return std::string(exports->front().reader->name);
}

// Whether a message has these words in it.
inline bool Says(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

// Cuts the sample at every byte: an error says so in words, and otherwise every record that lies
// before the cut is there as in the whole file, and at most one more is made of the rest.
inline void CheckCuts(const Reader& reader, const std::string& sample) {
  const ReadOutcome whole = ReadBytes(reader, sample);
  REQUIRE(whole.report);
  for (std::size_t cut = 0; cut < sample.size(); ++cut) {
    if ((static_cast<unsigned char>(sample[cut]) & 0xc0) == 0x80)
      continue;  // decoders cut no character
    const ReadOutcome part = ReadBytes(reader, sample.substr(0, cut));
    if (!part.report) {
      REQUIRE(part.report.error().kind == ErrorKind::kInput);
      REQUIRE(part.report.error().message.starts_with("sample: "));
      continue;
    }
    CheckConsistent(part.sink, cut);
    std::size_t complete = 0;
    while (complete < whole.sink.records.size() && whole.sink.records[complete].source.end <= cut) {
      ++complete;
    }
    INFO("cut at " << cut);
    REQUIRE(part.sink.records.size() >= complete);
    REQUIRE(part.sink.records.size() <= complete + 1);
    for (std::size_t i = 0; i < complete; ++i) {
      REQUIRE(part.sink.records[i].text == whole.sink.records[i].text);
      REQUIRE(part.sink.records[i].sender == whole.sink.records[i].sender);
      REQUIRE(part.sink.records[i].sent.seconds == whole.sink.records[i].sent.seconds);
    }
  }
}

}  // namespace ebb
