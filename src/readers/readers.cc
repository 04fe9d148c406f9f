#include <algorithm>

#include "readers/chat_databases.h"
#include "readers/delimited.h"
#include "readers/reader.h"
#include "readers/signal.h"
#include "readers/telegram_json.h"
#include "readers/transcript.h"
#include "readers/whatsapp.h"

namespace ebb {

const std::vector<Reader>& Readers() {
  static const std::vector<Reader> readers = {
      kWhatsAppReader,
      kTelegramJsonReader,

      kSigtopJsonReader,
      kSigtopTextReader,
      kSignalExportJsonReader,
      kSignalExportReader,
      kSignalBackupTextReader,
      kSignalBackupCsvReader,
      kSignalCliReader,
      kSignalHistoryReader,

      kImessageDatabaseReader,
      kWhatsAppIosDatabaseReader,
      kWhatsAppAndroidDatabaseReader,

      kJsonlReader,
      kCsvReader,
      kTsvReader,
      kTranscriptReader,
  };
  return readers;
}

void NoteRepairs(const Source& source, ReadReport* report) {
  const Source::Repairs repairs = source.repairs();
  report->repaired_bytes = repairs.replaced;
  const std::string guess = "the text is not UTF-8 and was read as Windows-1252, which is a guess";
  const bool noted =
      std::find(report->warnings.begin(), report->warnings.end(), guess) != report->warnings.end();
  if (repairs.assumed_windows_1252 && !noted) report->warnings.push_back(guess);
}

const Reader* FindReader(std::string_view name) {
  for (const Reader& reader : Readers()) {
    if (reader.name == name) return &reader;
  }
  return nullptr;
}

}  // namespace ebb
