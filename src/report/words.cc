#include "report/words.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text_util.h"
#include "measure/statistics.h"

namespace ebb {
namespace {

std::string WeeksText(const Analysis& analysis) {
  const std::uint64_t weeks = DatedWeeks(analysis);
  return weeks == 0 ? "In this chat" : "In " + Counted(weeks, "week", "weeks");
}

// "0.048 in every 100" is one message; of so few the count is plainer.
constexpr std::uint64_t kFewMarked = 5;
bool ToldAsRate(const Rate& rate) { return rate.shown && rate.flagged >= kFewMarked; }

// "4.1 in every 100 of Sam's messages", or "3 of Sam's 40 messages" where a rate would say too
// much.
std::string ShareText(const Rate& rate, const std::string& name) {
  if (ToldAsRate(rate))
    return fmt::format("{} in every 100 of {}'s messages", TwoDigits(rate.per_100), name);
  return fmt::format("{} of {}'s {}", Grouped(rate.flagged), name,
                     Counted(rate.messages, "message", "messages"));
}

// The range of a rate, beside it or beside a count; empty where no rate is shown.
std::string InRange(const Rate& rate) {
  if (!rate.shown) return "";
  return fmt::format(" (range {}{})", RangeText(rate), ToldAsRate(rate) ? "" : " in 100");
}

std::string RepairText(const Rate& rate) {
  const std::string share =
      ToldAsRate(rate) ? TwoDigits(rate.per_100) + " in 100" : Grouped(rate.flagged);
  return share + " held a repair attempt" + InRange(rate);
}

template <typename F>
std::uint64_t SumInputs(const Analysis& analysis, F member) {
  std::uint64_t sum = 0;
  for (const InputFile& input : analysis.inputs) sum += input.*member;
  return sum;
}

struct Wording {
  std::string_view key, title, text;
};

constexpr std::array<Wording, 7> kCategoryWords = {{
    {"withdrawal", "Withdrawal",
     "Words of pulling away from the other person or from time together."},
    {"shutdown", "Shutdown", "Words that close the talk down or end it."},
    {"avoidance", "Avoidance", "Words that steer round a topic, a feeling or a decision."},
    {"neglect", "Neglect voiced", "Saying that one feels alone, unheard or left out."},
    {"pressure", "Pressure", "Pushing for an answer, blaming, or setting an ultimatum."},
    {"repair", "Repair",
     "Reaching out: an apology, a check-in, a plan, a promise to come back to it."},
    {"grand_gesture", "Grand gesture",
     "A large promise made at once; shown apart and in no total."},
}};

constexpr std::array<Wording, 7> kSigns = {{
    {"S1", "", "Feeling alone in the relationship"},
    {"S2", "", "Preferring time alone"},
    {"S3", "", "Closing down when the other talks"},
    {"S4", "", "Fewer social things as a couple"},
    {"S5", "", "Putting off long-term decisions"},
    {"S6", "", "Less physical closeness"},
    {"", "", ""},
}};

constexpr std::array<Wording, 23> kReasonWords = {{
    {"ungated", "", "clear wording that needs no context"},
    {"gate_held", "", "the talk around it fits"},
    {"gate_missing", "", "nothing around it pointed that way"},
    {"voided_in_message", "", "the message itself shows that it was not meant so"},
    {"negated", "", "the sentence says the opposite"},
    {"hypothetical", "", "only imagined or asked"},
    {"quoted", "", "somebody else's words"},
    {"third_party", "", "about somebody else"},
    {"nonrelational", "", "a practical reason, or another sense of the words"},
    {"joking", "", "meant as a joke"},
    {"past", "", "about an earlier time"},
    {"exception", "", "a harmless turn of phrase"},
    {"edge", "", "the words run on into something harmless"},
    {"warmth", "", "a weak form beside warm words"},
    {"playful", "", "one of the two laughed right after"},
    {"overlap", "", "a longer or clearer form covers the same words"},
    {"return_promised", "", "a pause with a promise to come back: counted as repair"},
    {"safety_boundary", "", "set aside, see the note at the top"},
    {"practical", "", "the next message gives a practical reason"},
    {"suppressed", "", "left out by your own file"},
    {"adds_up", "", "several words and the talk around them add up to it"},
    {"outweighed", "", "other words and the talk around it speak against it"},
    {"", "", ""},
}};

template <std::size_t N>
const Wording* Find(const std::array<Wording, N>& table, std::string_view key) {
  for (const Wording& row : table) {
    if (!key.empty() && row.key == key) return &row;
  }
  return nullptr;
}

}  // namespace

std::string TitleText(const Analysis& analysis) {
  const auto& partners = analysis.partners;
  if (partners.empty()) return "A chat without messages";
  if (partners.size() > 4 || analysis.all_senders) {
    return analysis.conversation_name.empty() ? Counted(partners.size(), "sender", "senders")
                                              : analysis.conversation_name;
  }
  std::string title = partners[0].name;
  for (std::size_t i = 1; i < partners.size(); ++i) {
    title += (i + 1 == partners.size() ? " and " : ", ") + partners[i].name;
  }
  return title;
}

std::string PeriodText(const Analysis& analysis) {
  const Coverage& coverage = analysis.coverage;
  if (coverage.first.empty()) return "No dates in this chat";
  const std::string first = DayText(coverage.first);
  const std::string last = DayText(coverage.last);
  const std::string days = first == last ? first : first + " to " + last;
  return days + ", " + Counted(DatedWeeks(analysis), "week", "weeks");
}

std::string FormatText(const Analysis& analysis) {
  std::vector<std::string> seen;
  for (const InputFile& input : analysis.inputs) {
    if (std::find(seen.begin(), seen.end(), input.format) == seen.end()) {
      seen.push_back(input.format);
    }
  }
  return seen.empty() ? "no file" : fmt::format("{}", fmt::join(seen, ", "));
}

std::string ClockText(const Analysis& analysis) {
  if (analysis.clock == "none") return "The chat holds no times; its order is that of the file.";
  if (analysis.clock == "instant") {
    return fmt::format("Times are shown in {}{}.", analysis.zone.empty() ? "UTC" : analysis.zone,
                       analysis.zone_origin.empty() ? "" : " (" + analysis.zone_origin + ")");
  }
  return "Times are as the phone wrote them.";
}

std::string UnreadText(const Analysis& analysis) {
  const std::uint64_t records = Records(analysis);
  const std::uint64_t skipped = SkippedRecords(analysis);
  if (records == 0) return "There were no records to read.";
  if (skipped == 0)
    return fmt::format("All {} could be read.", Counted(records, "record", "records"));
  return fmt::format("{} of {} could not be read.", Grouped(skipped),
                     Counted(records, "record", "records"));
}

std::string LanguageText(const Analysis& analysis) {
  const Coverage& c = analysis.coverage;
  const std::string language =
      analysis.lexicon_language == "en" || analysis.lexicon_language.empty()
          ? "English"
          : "the language of the rules (" + analysis.lexicon_language + ")";
  if (c.language_known == 0) {
    return fmt::format("No message is long enough to tell its language; the rules know {}.",
                       language);
  }
  const std::string share =
      fmt::format("{} of the {} long enough to tell are in {}", PercentText(c.language_share),
                  Counted(c.language_known, "message", "messages"), language);
  if (!c.language_warning) return share + ".";
  return "Only " + share +
         ". The rules know no other language: low counts below may mean only that.";
}

std::string PartnerSentence(const Analysis& analysis, const Partner& partner) {
  if (partner.texts == 0) {
    return fmt::format("{}, none of {}'s messages held text.", WeeksText(analysis), partner.name);
  }
  const Rate& distance = partner.distance;
  std::string out =
      fmt::format("{}, {} held words that can signal withdrawal, shutdown or avoidance",
                  WeeksText(analysis), ShareText(distance, partner.name));
  out += InRange(distance);
  out += "; " + RepairText(partner.rates[kRepairRow]) + ".";
  if (analysis.rates_apart) {
    out += " By the audit, rates of the two are not set side by side.";
  } else if (!distance.shown) {
    out += " There are not enough messages to show a rate.";
  }
  return out;
}

std::string_view CategoryTitle(std::string_view category) {
  const Wording* row = Find(kCategoryWords, category);
  return row == nullptr ? category : row->title;
}

std::string_view CategoryMeaning(std::string_view category) {
  const Wording* row = Find(kCategoryWords, category);
  return row == nullptr ? std::string_view() : row->text;
}

std::string SignTitle(const SignCount& sign) {
  if (!sign.title.empty()) return sign.title;
  const Wording* row = Find(kSigns, sign.sign);
  return row == nullptr ? sign.sign : std::string(row->text);
}

std::string SignRateText(std::uint64_t count, std::uint64_t texts) {
  constexpr std::uint64_t kTextsForARate = 200;  // as for every rate of a person (measures.md M1)
  if (count == 0 || texts < kTextsForARate) return {};
  const Interval range = Wilson(std::min(count, texts), texts);
  return fmt::format("{} ({} to {})",
                     TwoDigits(100 * static_cast<double>(count) / static_cast<double>(texts)),
                     TwoDigits(100 * range.low), TwoDigits(100 * range.high));
}

std::string NoRateText(const Analysis& analysis) {
  return analysis.rates_apart ? "not set side by side" : "not enough to show a rate";
}

std::string NoWeekRateText(const Analysis& analysis) {
  return analysis.rates_apart ? "not set side by side" : "too few";
}

std::string AboutText(std::string_view about) {
  if (about == "partner") return "about the other person";
  if (about == "both") return "about both";
  return "about the writer";
}

std::string ReasonText(std::string_view reason) {
  if (const Wording* row = Find(kReasonWords, reason)) return std::string(row->text);
  std::string words(reason);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words.empty() ? "no reason given" : words;
}

std::string WhyText(const FlagRow& flag) {
  if (!flag.explanation.empty()) return flag.explanation;
  std::string out = flag.counts ? "Counted: " : "Not counted: ";
  out += ReasonText(flag.reason) + " (" + AboutText(flag.about) + ").";
  if (flag.counts && flag.confidence == "low") out += " Unsure, so in no rate.";
  return out;
}

bool NamesRule(const FlagRow& flag) {
  return flag.explanation.find(flag.rule) != std::string::npos;
}

std::string SuppressedText(const Analysis& analysis) {
  if (analysis.suppressions.empty()) return {};
  std::uint64_t places = 0;
  for (const SuppressedEntry& entry : analysis.suppressions) places += entry.places;
  return fmt::format("{} left out by your own list ({}).",
                     Counted(places, "place was", "places were"),
                     Counted(analysis.suppressions.size(), "entry", "entries"));
}

std::string SuppressedPlace(const SuppressedEntry& entry) {
  return (entry.rule.empty() ? "every rule" : "rule " + entry.rule) +
         (entry.message_id.empty() ? " in every message" : " in message " + entry.message_id);
}

std::uint64_t DatedWeeks(const Analysis& analysis) {
  std::uint64_t weeks = 0;
  for (const WeekRow& week : analysis.weeks) weeks += week.start.empty() ? 0 : 1;
  return weeks;
}

std::uint64_t Records(const Analysis& analysis) { return SumInputs(analysis, &InputFile::records); }
std::uint64_t SkippedRecords(const Analysis& analysis) {
  return SumInputs(analysis, &InputFile::skipped);
}
std::uint64_t Messages(const Analysis& analysis) {
  return SumInputs(analysis, &InputFile::messages);
}

bool MayBeQuoted(const FlagRow& flag) {
  return flag.category != "self_harm" && flag.category != "abuse_control" &&
         flag.category != "boundary" && flag.reason != "safety_boundary";
}

}  // namespace ebb
