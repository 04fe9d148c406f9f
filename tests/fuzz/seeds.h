// Well-formed inputs of our own, one list for each target: what fuzzing begins with. Each shows as
// much of its format as fits into a few lines.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace ebb::fuzz {

using Seeds = std::vector<std::string>;

// A folder as one string: before each file its path. Neither byte is text.
inline constexpr char kTreeFile = '\x1c', kTreeBytes = '\x1d';
std::string TreeSeed(const std::vector<std::pair<std::string, std::string>>& files);

Seeds DecodeSeeds();
Seeds ZipSeeds();
Seeds TarSeeds();
Seeds OpenSeeds();
Seeds TreeSeeds();
Seeds WhatsAppSeeds();
Seeds TelegramSeeds();
Seeds SignalSeeds();
Seeds DatabaseSeeds();
Seeds PageSeeds();
Seeds SmsBackupSeeds();
Seeds IMessageTextSeeds();
Seeds ChatTextSeeds();
Seeds ChatJsonSeeds();
Seeds ChatTableSeeds();
Seeds CaptionSeeds();
Seeds ResearchSeeds();
Seeds TranscriptSeeds();
Seeds DelimitedSeeds();
Seeds AccountSeeds();
Seeds MetaPageSeeds();

}  // namespace ebb::fuzz
