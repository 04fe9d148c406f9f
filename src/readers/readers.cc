#include "readers/delimited.h"
#include "readers/reader.h"
#include "readers/telegram_json.h"
#include "readers/transcript.h"

namespace ebb {

const std::vector<Reader>& Readers() {
  static const std::vector<Reader> readers = {
      kTelegramJsonReader, kJsonlReader, kCsvReader, kTsvReader, kTranscriptReader,
  };
  return readers;
}

const Reader* FindReader(std::string_view name) {
  for (const Reader& reader : Readers()) {
    if (reader.name == name) return &reader;
  }
  return nullptr;
}

}  // namespace ebb
