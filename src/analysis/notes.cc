#include "analysis/notes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "analysis/lookalikes.h"
#include "analysis/tally.h"
#include "base/text_util.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr double kPairShare = 0.15;
constexpr std::uint64_t kPairMessages = 50;

bool NearCut(std::uint64_t messages, std::uint64_t cut) {
  return messages >= cut - cut / 100 && messages <= cut + cut / 100;
}

class NoteWriter {
 public:
  explicit NoteWriter(Analysis* analysis) : a_(*analysis) {}

  void Language() {
    const Coverage& c = a_.coverage;
    if (c.language_known == 0) {
      Add("Too few messages are long enough to tell their language.");
    } else if (c.language_warning) {
      Add(fmt::format(
          "Only {:.0f} of 100 messages that are long enough to tell are in the language "
          "of the rules; what the others say is not seen, and low counts mean little.",
          100 * c.language_share));
    }
  }

  // Names that look alike may be one person's: the counts then stand apart.
  void Names(const std::vector<Participant>& participants) {
    const std::string note = LookAlikeNote(participants);
    if (note.empty()) return;
    Add(a_.pseudonyms ? "Two senders' names look alike; if they are one person, merge them with "
                        "--alias."
                      : "Of the senders, " + note + ".");
  }

  void Pair() {
    if (!a_.coverage.pair && !a_.coverage.pair_note.empty()) Add(a_.coverage.pair_note);
  }

  void ThinData() {
    std::size_t thin = 0;
    for (const WeekRow& week : a_.weeks) thin += week.thin ? 1 : 0;
    if (thin > 0) {
      Add(
          fmt::format("{} of {} weeks hold too little to say anything about (under 30 messages or "
                      "under 5 active days).",
                      thin, a_.weeks.size()));
    }
    for (const Partner& partner : a_.partners) {
      if (partner.texts < kPersonMinimum) {
        Add(fmt::format("{} wrote {} text messages; a rate needs {}.", partner.name, partner.texts,
                        kPersonMinimum));
      }
    }
  }

  void Times(const std::vector<LoadedInput*>& inputs) {
    std::uint64_t outside_years = 0, outside_range = 0;
    for (const LoadedInput* input : inputs) {
      outside_years += input->clock.out_of_range();
      outside_range += input->outside_range;
    }
    if (outside_years > 0) {
      Add(fmt::format(
          "{} records have a time before 2000 or after 2135 and are treated as undated.",
          outside_years));
    }
    if (outside_range > 0) {
      Add(
          fmt::format("{} messages are outside --since and --until, or have no time, and were left "
                      "out.",
                      outside_range));
    }
    if (a_.coverage.time_jumps > 0) {
      Add(
          fmt::format("The clock steps back {} times in the files; messages were put in the order "
                      "of their times.",
                      a_.coverage.time_jumps));
    }
  }

  void Skipped() {
    std::uint64_t skipped = 0;
    for (const InputFile& input : a_.inputs) skipped += input.skipped;
    if (skipped > 0) Add(fmt::format("{} records could not be read and were left out.", skipped));
  }

  void Parts(const MergedChat& chat) {
    if (chat.parts.size() < 2) return;
    Add(
        fmt::format("{} exports were joined by time; {} messages that recur in more than one were "
                    "counted once (`ebb inspect` of the same files lists them).",
                    chat.parts.size(), chat.duplicates));
    for (const TwoNames& names : chat.two_names) {
      Add(a_.pseudonyms
              ? "One person stands under different names in the exports, and wrote the same words "
                "at the same times in both; taken for one."
              : fmt::format("{} stands as {} in another of the exports, with the same words at the "
                            "same times; taken for one person.",
                            names.shown, names.other));
    }
    if (chat.clocks_apart != 0) {
      Add(fmt::format(
          "Two of the exports hold the same words {} minutes apart, so their clocks "
          "are of different zones, or differ in summer time, and what recurs counts twice: "
          "where one of them has true instants, --tz sets it to the other's clock.",
          std::abs(chat.clocks_apart) / 60));
    }
  }

  void Rest() {
    if (a_.coverage.others_messages > 0) {
      Add(fmt::format("{} messages are by people who have no column here; they are context only.",
                      a_.coverage.others_messages));
    }
    if (a_.coverage.maybe_truncated) {
      Add("The number of messages is close to where the app cuts its exports; older messages may "
          "be "
          "missing.");
    }
    if (a_.evidence.stored < a_.evidence.total) {
      Add(fmt::format("{} of {} marked places are shown, spread over time; all are counted.",
                      a_.evidence.stored, a_.evidence.total));
    }
    if (a_.pseudonyms && !a_.no_text) {
      Add("Names of the senders are replaced in the texts; nicknames and other people's names are "
          "not.");
    }
  }

 private:
  void Add(std::string note) { a_.notes.push_back(std::move(note)); }
  Analysis& a_;
};

}  // namespace

void DescribeClock(const std::vector<LoadedInput*>& inputs, Analysis* analysis) {
  bool wall = false, offset = false;
  analysis->clock = "none";
  for (const LoadedInput* input : inputs) {
    const LocalClock& clock = input->clock;
    wall |= clock.saw_wall();
    offset |= clock.saw_offset();
    if (!clock.saw_zone()) continue;
    analysis->zone = clock.zone_name();
    analysis->zone_origin = clock.zone_chosen() ? "chosen with --tz" : "this computer's zone";
  }
  if (!analysis->zone.empty() || offset) {
    analysis->clock = "instant";
    if (analysis->zone.empty()) {
      analysis->zone = "the offsets of the file";
      analysis->zone_origin = "given with each message";
    }
  } else if (wall) {
    analysis->clock = "wall";
    analysis->zone_origin = "the clock of the device that made the export";
  }
}

void JudgeCoverage(Analysis* analysis) {
  Coverage& coverage = analysis->coverage;
  const std::vector<Partner>& partners = analysis->partners;
  std::uint64_t all = 0, least = UINT64_MAX;
  for (const Partner& partner : partners) {
    all += partner.messages;
    least = std::min(least, partner.messages);
  }
  const std::uint64_t total = all + coverage.others_messages;
  for (const InputFile& input : analysis->inputs) {
    if (!StartsWith(input.format, "whatsapp")) continue;
    coverage.maybe_truncated |= NearCut(total, 40000) || NearCut(total, 10000);
  }
  coverage.pair = false;
  if (partners.size() == 1) {
    coverage.pair_note =
        "Only one person writes in this export: counts are shown, and nothing is "
        "said about the two.";
  } else if (partners.size() > 2) {
    coverage.pair_note = "More than two people are shown: counts per person, nothing about a pair.";
  } else if (least < kPairMessages ||
             static_cast<double>(least) < kPairShare * static_cast<double>(all)) {
    coverage.pair_note =
        "One side wrote under 50 messages or under 15 of 100: counts are shown, and "
        "nothing is said about the two.";
  } else {
    coverage.pair = true;
  }
}

std::vector<std::string> ListOptions(const AnalyzeOptions& options) {
  std::vector<std::string> out;
  const auto add = [&out](const std::string& name, const std::string& value) {
    if (!value.empty()) out.push_back(name + "=" + value);
  };
  const bool names = !options.pseudonyms;  // what the user typed may hold names
  add("--input-format", options.input_format);
  add("--encoding", options.encoding);
  add("--chat", names ? options.chat : "");
  if (options.all) out.push_back("--all");
  add("--me", names ? options.me : "");
  add("--partner", names ? options.partner : "");
  bool contacts = false;
  for (const Alias& alias : options.aliases) {
    contacts = contacts || alias.from_contacts;
    if (alias.from_contacts) continue;  // a whole telephone book
    std::string value = alias.name + "=";
    for (std::size_t i = 0; i < alias.others.size(); ++i) {
      value += (i > 0 ? "," : "") + alias.others[i];
    }
    add("--alias", names ? value : "");
  }
  if (contacts) out.push_back("--contacts");
  add("--tz", options.zone);
  if (options.date_order != DateOrder::kUndecided) {
    add("--date-order", std::string(DateOrderName(options.date_order)));
  }
  add("--since", options.since);
  add("--until", options.until);
  const auto day = [](std::uint32_t sent) {
    return FormatDateTime(kEpoch2000 + sent).substr(0, 10);
  };
  for (const std::uint32_t date : options.dates.milestones) add("--milestone", day(date));
  if (options.dates.baseline_end != 0) {
    add("--baseline", day(options.dates.baseline_begin) + ".." + day(options.dates.baseline_end));
  }
  for (const SolvedMark& mark : options.solved) {
    // A message's name may be made of the names, so it goes with them.
    add("--solved", names ? mark.message + (mark.when == 0 ? "" : "=" + day(mark.when)) : "");
  }
  if (options.evidence != AnalyzeOptions().evidence) {
    add("--evidence", std::to_string(options.evidence));
  }
  if (!options.audit.empty()) {
    add("--audit", std::to_string(options.audit.size()) + " rows");
  }
  const DetectorAudit& coded = options.dates.audit;
  if (coded.coded_found.n > 0) {
    add("--coded", fmt::format("{}/{},{}/{}", coded.coded_found.k, coded.coded_found.n,
                               coded.coded_false.k, coded.coded_false.n));
  }
  if (options.research) out.push_back("--research");
  if (options.pseudonyms) out.push_back("--pseudonyms");
  if (options.no_text) out.push_back("--no-text");
  if (options.quotes != AnalyzeOptions().quotes) add("--quotes", std::to_string(options.quotes));
  if (!options.suppressions.empty()) {
    add("--suppress", std::to_string(options.suppressions.size()) + " entries");
  }
  return out;
}

void WriteNotes(const std::vector<LoadedInput*>& inputs, const MergedChat& chat,
                const std::vector<Participant>& participants, Analysis* analysis) {
  NoteWriter notes(analysis);
  notes.Names(participants);
  notes.Language();
  notes.Pair();
  notes.ThinData();
  notes.Times(inputs);
  notes.Skipped();
  notes.Parts(chat);
  notes.Rest();
}

}  // namespace ebb
