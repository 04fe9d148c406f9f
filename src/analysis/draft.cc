#include "analysis/draft.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "analysis/audit.h"
#include "analysis/explain.h"
#include "analysis/measure_rows.h"
#include "analysis/message_ids.h"
#include "analysis/names.h"
#include "analysis/notes.h"
#include "analysis/pick.h"
#include "analysis/tally.h"
#include "base/parallel.h"
#include "measure/detector_quality.h"
#include "measure/weekly.h"
#include "sequence/sequence.h"
#include "time/civil.h"

namespace ebb {
namespace {

std::string LocalTime(std::uint32_t sent) {
  return sent == 0 ? std::string() : FormatDateTime(kEpoch2000 + sent);
}

std::string WeekOf(std::uint32_t sent) {
  return sent == 0 ? "undated" : WeekLabel(WeekNumber(sent));
}

// "2024-03-02 10:14", for sentences.
std::string ShortTime(std::uint32_t sent) {
  std::string time = LocalTime(sent).substr(0, 16);
  std::replace(time.begin(), time.end(), 'T', ' ');
  return time;
}

class DraftMaker {
 public:
  DraftMaker(DraftInput input, const Lexicon& lexicon, const AnalyzeOptions& options)
      : input_(std::move(input)),
        lexicon_(lexicon),
        options_(options),
        conversation_(input_.chat.conversation),
        partner_of_(PartnerOf(conversation_, input_.partners)),
        read_(ReadSequenceWithout(options.suppressions, partner_of_, lexicon,
                                  &input_.chat.conversation)),
        order_(sequence_, conversation_.facts.size()) {}

  Draft Make() {
    DescribeRun();
    DescribeInputs();
    DescribeClock(input_.inputs, &a_);
    std::vector<Week> weeks;
    std::optional<MeasureGround> ground;
    // Neither asks anything of the other.
    RunInParallel(options_.jobs, 2, [&](std::size_t piece) {
      if (piece == 1) return Count(&weeks);
      if (input_.partners.size() != 2 || options_.all) return;
      ground.emplace(conversation_, sequence_, lexicon_.rules(),
                     std::array{input_.partners[0], input_.partners[1]});
    });
    NamePartners();
    JudgeCoverage(&a_);
    if (ground) Measure(*ground, weeks);
    ground.reset();
    MakeRows();
    ChooseQuotes();
    ListWanted();
    ListSuppressions();
    WriteNotes(input_.inputs, input_.chat, conversation_.participants, &a_);
    draft_.parts = std::move(input_.chat.parts);
    return std::move(draft_);
  }

 private:
  void DescribeRun() {
    a_.tool_version = EBB_VERSION;
    a_.lexicon_name = lexicon_.name();
    a_.lexicon_version = lexicon_.version();
    a_.lexicon_hash = lexicon_.hash();
    a_.lexicon_language = lexicon_.language();
    a_.lexicon_rules = lexicon_.rules().size();
    a_.options = ListOptions(options_);
    a_.pseudonyms = options_.pseudonyms;
    a_.no_text = options_.no_text;
    a_.all_senders = options_.all;
    a_.evidence.cap = options_.evidence;
    a_.conversation_id = options_.pseudonyms ? "chat" : conversation_.id;
    a_.conversation_name = conversation_.name;
    draft_.mask_numbers = options_.quotes != AnalyzeOptions().quotes;
  }

  void DescribeInputs() {
    for (const LoadedInput* input : input_.inputs) {
      a_.inputs.push_back(input->loaded.input);
      if (options_.pseudonyms) a_.inputs.back().name = "input " + std::to_string(a_.inputs.size());
      const ReadReport& report = input->loaded.report;
      if (!report.has_date_order || !a_.date_order.empty()) continue;
      a_.date_order = DateOrderName(report.date_order.order);
      a_.date_order_how = report.date_order.how;
    }
  }

  std::string ShownName(std::uint16_t participant) const {
    if (!options_.pseudonyms) return conversation_.participants[participant].name;
    return PseudonymOf(partner_of_[participant]);
  }

  void NamePartners() {
    for (std::size_t p = 0; p < input_.partners.size(); ++p) {
      a_.partners[p].name = ShownName(input_.partners[p]);
      a_.partners[p].id = LetterId(p);
    }
    if (!options_.pseudonyms) return;
    a_.conversation_name = a_.partners.empty() ? "" : a_.partners[0].name;
    if (a_.partners.size() == 2) a_.conversation_name += " and " + a_.partners[1].name;
    if (a_.partners.size() > 2) a_.conversation_name += " and others";
    for (std::size_t i = 0; i < conversation_.participants.size(); ++i) {
      AddPseudonym(static_cast<std::uint16_t>(i));
    }
  }

  void AddPseudonym(std::uint16_t participant) {
    const Participant& person = conversation_.participants[participant];
    const std::string shown = ShownName(participant);
    draft_.pseudonyms.Add(person.name, shown);
    draft_.pseudonyms.Add(person.key, shown);
    for (const Alias& alias : options_.aliases) {
      if (alias.name != person.name) continue;
      for (const std::string& other : alias.others) draft_.pseudonyms.Add(other, shown);
    }
  }

  void Count(std::vector<Week>* weeks) {
    *weeks = WeeklyTable(conversation_, sequence_, lexicon_, input_.partners);
    Tally({conversation_, sequence_, lexicon_, input_.partners, *weeks}, &a_);
  }

  // The most of any one part: parts may overlap, and a change is not to count twice.
  std::optional<std::uint64_t> ClockChanges() const {
    std::optional<std::uint64_t> changes;
    for (const Part& part : input_.chat.parts) {
      const auto& known = input_.inputs[part.input]->loaded.offset_changes;
      const auto at = known.find(part.conversation_id);
      if (at != known.end()) changes = std::max(changes.value_or(0), at->second);
    }
    return changes;
  }

  void ReadAuditMarks(DetectorAudit* audit) {
    if (options_.audit.empty()) return;
    const AuditReading reading =
        ReadMarks(options_.audit, sequence_, lexicon_, conversation_, partner_of_);
    if (reading.unknown > 0) {
      a_.notes.push_back(
          std::to_string(reading.unknown) +
          (reading.unknown == 1 ? " row of the audit is" : " rows of the audit are") +
          " of no mark in what was read; was the sheet made from this export, with "
          "these rules?");
    }
    for (std::size_t side = 0; side < 2; ++side) {
      audit->counted[side] = reading.audit.counted[side];
      audit->left_out[side] = reading.audit.left_out[side];
    }
    audit->categories = reading.audit.categories;
    unequal_marks_ = !MayCompareRates(*audit);
  }

  // Which topics there are to be marked as settled is known only once they were looked for.
  std::vector<MeasureResult> TakeMeasures(const MeasureGround& ground,
                                          const std::vector<Week>& weeks) {
    MeasureDates dates = options_.dates;
    ReadAuditMarks(&dates.audit);
    dates.clock_changes = ClockChanges();
    std::vector<MeasureResult> results = ground.Take(weeks, dates, options_.jobs);
    if (options_.solved.empty()) return results;
    SolvedTopics solved = FindSolved(options_.solved, results, order_, conversation_, partner_of_);
    if (solved.unknown > 0) {
      a_.notes.push_back("Of the messages given with --solved no topic that was put off shows " +
                         std::to_string(solved.unknown) +
                         "; the ids to give stand beside the topics.");
    }
    if (solved.found.empty()) return results;
    dates.solved = std::move(solved.found);
    return ground.Take(weeks, dates, options_.jobs);
  }

  void Measure(const MeasureGround& ground, const std::vector<Week>& weeks) {
    const std::vector<MeasureResult> results = TakeMeasures(ground, weeks);
    const std::array<std::string, 2> names{a_.partners[0].name, a_.partners[1].name};
    for (const MeasureResult& result : results) {
      std::vector<std::size_t> kept;
      a_.measures.push_back(MakeMeasureRow(result, names, &kept));
      for (std::size_t e = 0; e < kept.size(); ++e) {
        Draft::EpisodeWords words{a_.measures.size() - 1, e, {}};
        for (const Position p : result.episodes[kept[e]].shown) {
          words.shown.push_back(order_.MessageAt(p));
        }
        draft_.episodes.push_back(std::move(words));
      }
    }
    if (unequal_marks_) HideRates(&a_);
  }

  void MakeRows() {
    const std::vector<std::uint32_t> picked =
        PickFlags(sequence_, lexicon_, conversation_, partner_of_, order_, &a_.evidence);
    std::vector<MessageIndex> named;
    for (const std::uint32_t f : picked) {
      const Flag& flag = sequence_.flags[f];
      Neighbours around = NeighboursOf(conversation_, order_, flag.hit.message);
      named.push_back(flag.hit.message);
      if (flag.evidence != kNoMessage) named.push_back(flag.evidence);
      named.insert(named.end(), around.before.begin(), around.before.end());
      named.insert(named.end(), around.after.begin(), around.after.end());
      draft_.rows.push_back({flag.hit.message, flag.hit.range, std::move(around.before),
                             std::move(around.after), true});
    }
    for (const Draft::EpisodeWords& words : draft_.episodes) {
      named.insert(named.end(), words.shown.begin(), words.shown.end());
    }
    NameMessages(std::move(named));
    for (const Draft::EpisodeWords& words : draft_.episodes) {
      EpisodeRow& episode = a_.measures[words.measure].episodes[words.episode];
      for (const MessageIndex i : words.shown) episode.shown.push_back(MakeContext(i));
    }
    for (std::size_t r = 0; r < picked.size(); ++r) {
      a_.flags.push_back(MakeRow(sequence_.flags[picked[r]], draft_.rows[r]));
    }
  }

  void NameMessages(std::vector<MessageIndex> named) {
    std::sort(named.begin(), named.end());
    named.erase(std::unique(named.begin(), named.end()), named.end());
    const IdKeys keys =
        options_.pseudonyms ? PseudonymIdKeys(partner_of_) : RealIdKeys(conversation_);
    ids_ = MessageIds(conversation_, named, keys.conversation, keys.senders);
  }

  FlagRow MakeRow(const Flag& flag, const Draft::RowWords& words) const {
    const MessageFacts& facts = conversation_.facts[flag.hit.message];
    const Rule& rule = lexicon_.rules()[flag.hit.rule];
    FlagRow row;
    row.message_id = ids_.at(flag.hit.message);
    row.time = LocalTime(facts.sent);
    row.week = WeekOf(facts.sent);
    row.partner = partner_of_[facts.sender];
    row.category = CategoryName(CategoryOf(flag, rule));
    row.subcode = rule.subcode;
    row.sign = rule.sign;
    row.rule = rule.id;
    row.about = AboutName(flag.hit.about);
    row.modality = ModalityName(flag.hit.modality);
    row.strength = StrengthName(rule.strength);
    row.intensity = flag.hit.intensity;
    row.confidence = ConfidenceName(flag.confidence);
    row.counts = flag.counts;
    row.gate = GatesName(flag.gate);
    row.reason = flag.reason == Reason::kVoidedInMessage ? VoidName(flag) : ReasonName(flag.reason);
    std::string gate_time;
    if (flag.evidence != kNoMessage) {
      row.gate_message_id = ids_.at(flag.evidence);
      gate_time = ShortTime(conversation_.facts[flag.evidence].sent);
    }
    row.explanation = Explain(flag, rule, gate_time);
    for (const MessageIndex i : words.before) row.before.push_back(MakeContext(i));
    for (const MessageIndex i : words.after) row.after.push_back(MakeContext(i));
    return row;
  }

  ContextLine MakeContext(MessageIndex message) const {
    const MessageFacts& facts = conversation_.facts[message];
    ContextLine line;
    line.message_id = ids_.at(message);
    line.time = LocalTime(facts.sent);
    line.partner = facts.sender < partner_of_.size() ? partner_of_[facts.sender] : -1;
    line.kind = MessageKindName(static_cast<MessageKind>(facts.kind));
    return line;
  }

  // With --quotes: which rows keep their words. Shared evenly between partners, spread over time.
  void ChooseQuotes() {
    if (!draft_.mask_numbers) return;
    std::vector<std::vector<std::size_t>> counted(a_.partners.size());
    for (std::size_t r = 0; r < a_.flags.size(); ++r) {
      draft_.rows[r].quoted = false;
      if (a_.flags[r].counts) counted[static_cast<std::size_t>(a_.flags[r].partner)].push_back(r);
    }
    std::vector<std::size_t> share(counted.size());
    std::uint64_t left = options_.quotes;
    for (bool gave = true; gave && left > 0;) {
      gave = false;
      for (std::size_t p = 0; p < counted.size() && left > 0; ++p) {
        if (share[p] == counted[p].size()) continue;
        ++share[p];
        --left;
        gave = true;
      }
    }
    for (std::size_t p = 0; p < counted.size(); ++p) {
      for (const std::size_t i : Spread(counted[p].size(), share[p])) {
        draft_.rows[counted[p][i]].quoted = true;
      }
    }
  }

  // Reasons are the user's words and may hold names.
  void ListSuppressions() {
    for (std::size_t i = 0; i < options_.suppressions.size(); ++i) {
      if (!read_.uses[i].met) continue;
      const Suppression& entry = options_.suppressions[i];
      a_.suppressions.push_back({entry.rule, entry.message, entry.reason, read_.uses[i].places});
      std::string& reason = a_.suppressions.back().reason;
      if (!options_.pseudonyms) continue;
      TextRange nothing;
      reason = ApplyReplacements(reason, draft_.pseudonyms.Find(reason), &nothing);
    }
  }

  void ListWanted() {
    std::map<MessageIndex, WantedWords> wanted;
    const auto want = [&](MessageIndex message, bool text) -> WantedWords& {
      const auto [place, fresh] = wanted.try_emplace(message);
      place->second.message = message;
      place->second.text = (!fresh && place->second.text) || text;
      return place->second;
    };
    for (const Draft::RowWords& row : draft_.rows) {
      WantedWords& own = want(row.message, row.quoted && !options_.no_text);
      own.focus.begin =
          own.focus.end == 0 ? row.range.begin : std::min(own.focus.begin, row.range.begin);
      own.focus.end = std::max(own.focus.end, row.range.end);
      if (options_.no_text || draft_.mask_numbers) continue;
      for (const MessageIndex i : row.before) want(i, true);
      for (const MessageIndex i : row.after) want(i, true);
    }
    if (!options_.no_text && !draft_.mask_numbers) {
      for (const Draft::EpisodeWords& words : draft_.episodes) {
        for (const MessageIndex i : words.shown) want(i, true);
      }
    }
    draft_.wanted.reserve(wanted.size());
    for (auto& [message, words] : wanted) draft_.wanted.push_back(std::move(words));
  }

  DraftInput input_;
  const Lexicon& lexicon_;
  const AnalyzeOptions& options_;
  const Conversation& conversation_;
  const std::vector<int> partner_of_;
  const SuppressedSequence read_;
  const SequenceResult& sequence_ = read_.sequence;
  const PlaceMap order_;
  std::unordered_map<MessageIndex, std::string> ids_;
  bool unequal_marks_ = false;  // by an audit, see HideRates
  Draft draft_;
  Analysis& a_ = draft_.analysis;
};

}  // namespace

Draft MakeDraft(DraftInput input, const Lexicon& lexicon, const AnalyzeOptions& options) {
  return DraftMaker(std::move(input), lexicon, options).Make();
}

}  // namespace ebb
