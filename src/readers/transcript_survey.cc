#include "readers/transcript_survey.h"

#include "readers/source_lines.h"

namespace ebb {

Status WarnOfDoubts(Source& source, const TranscriptDoubts& doubts, TranscriptSurvey* survey,
                    std::vector<std::string>* warnings) {
  doubts.Warn(survey->speakers(), survey->timed(), warnings);
  const auto strangers = doubts.FindStrangers(survey->speakers(), survey->timed());
  if (strangers.names.empty()) return Done{};
  TranscriptLine parsed;
  return ForEachLine(source, [&](const SourceLine& line) {
    if (line.continues) return true;
    survey->Parse(line.text, &parsed);
    if (!survey->IsSpeaker(parsed, true) || !strangers.names.contains(parsed.speaker)) return true;
    warnings->push_back(TranscriptDoubts::WarningOf(strangers, line.number));
    return false;
  });
}

}  // namespace ebb
