// Numbers to call, by country, from assets/helplines.tsv, which is part of the program: nothing is
// looked up when a report is written, so each row carries its source and the day it was read.
//
// Pure; the file is checked by tests/report/helplines_test.cc, so a row that is not whole is left
// out here without a word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebb {

struct Helpline {
  std::string_view country, kind, number, service, source, looked_up;
};
// In the order of the file: by country, emergency first.
std::vector<Helpline> Helplines();
// The same from other text, for tests.
std::vector<Helpline> ParseHelplines(std::string_view text);

// "Danger now", "Fear or violence at home", "Someone to talk to"; empty for another kind.
std::string_view HelpKindText(std::string_view kind);
// "esafety.gov.au": where a row comes from, short enough to print.
std::string SourceName(const Helpline& line);

}  // namespace ebb
