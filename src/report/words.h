// Wording and number shapes shared by the terminal, Markdown and HTML writers, so that all three
// say the same thing. Everything here is plain text: the writer escapes it for where it goes.
//
// Words follow the codebook's section 11: the same sentence for both partners, counts with ranges,
// no name for a person, no verdict.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/analysis.h"
#include "report/numbers.h"

namespace ebb {

// Positions in kReportCategoryNames.
enum CategoryIndex {
  kWithdrawalRow,
  kShutdownRow,
  kAvoidanceRow,
  kNeglectRow,
  kPressureRow,
  kRepairRow
};

struct Sentence {  // a heading word or two, and what it opens
  std::string_view lead;
  std::string_view text;
};

std::string TitleText(const Analysis& analysis);   // "Sam and Alex"
std::string PeriodText(const Analysis& analysis);  // "1 March 2024 to 2 June 2024, 14 weeks"
std::string FormatText(const Analysis& analysis);  // formats of all inputs
std::string ClockText(const Analysis& analysis);
std::string UnreadText(const Analysis& analysis);  // "All 120 records could be read."
std::string LanguageText(const Analysis& analysis);
std::string PartnerSentence(const Analysis& analysis, const Partner& partner);

std::string_view CategoryTitle(
    std::string_view category);  // "Withdrawal"; unknown ones as they are
std::string_view CategoryMeaning(std::string_view category);  // one sentence, empty if unknown
std::string SignTitle(const SignCount& sign);
// "1.2 (0.70 to 2.1)" in 100 of a person's messages; empty where a rate would say too much.
std::string SignRateText(std::uint64_t count, std::uint64_t texts);
// What stands in place of a rate that is not shown: of a chat, and of a week.
std::string NoRateText(const Analysis& analysis);
std::string NoWeekRateText(const Analysis& analysis);
std::string AboutText(std::string_view about);
std::string ReasonText(std::string_view reason);  // heading of a group of voided flags
std::string WhyText(const FlagRow& flag);         // why it counts or does not
// "12 places were left out by your own list (3 entries)."; empty if the list left out nothing.
std::string SuppressedText(const Analysis& analysis);
// "rule w4-need-space in every message", "every rule in message 01ab...".
std::string SuppressedPlace(const SuppressedEntry& entry);
bool NamesRule(const FlagRow& flag);  // WhyText already names the rule

std::uint64_t DatedWeeks(const Analysis& analysis);
std::uint64_t Records(const Analysis& analysis);
std::uint64_t SkippedRecords(const Analysis& analysis);
std::uint64_t Messages(const Analysis& analysis);

// Rows of the safety lists and of boundaries are never quoted or attributed.
bool MayBeQuoted(const FlagRow& flag);

extern const std::string_view kSafetyText;
extern const std::string_view kSafetyMore;
extern const std::string_view kTruncatedText;
extern const std::string_view kUnsureText;  // for the column "Unsure"
extern const std::string_view kBriefNote;   // one line that is always in sight
extern const std::string_view kSignsIntro;
extern const std::string_view kSummaryNote;  // for the print without messages
extern const std::string_view kConsentText;
extern const std::array<Sentence, 3> kFlagNotes;
extern const std::array<Sentence, 9> kLimits;
extern const std::array<Sentence, 4> kTalkIdeas;  // left out where the safety note stands
extern const std::array<Sentence, 3> kHelp;
extern const std::array<Sentence, 3> kHelpSafety;
extern const std::string_view kHelplineNote;

}  // namespace ebb
