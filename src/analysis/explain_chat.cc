#include "analysis/explain_chat.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "analysis/choose.h"
#include "analysis/draft.h"
#include "analysis/explain.h"
#include "analysis/explain_score.h"
#include "analysis/explain_words.h"
#include "analysis/find_line.h"
#include "analysis/local_clock.h"
#include "analysis/message_ids.h"
#include "analysis/suppress.h"
#include "analysis/tally.h"
#include "time/civil.h"

namespace ebb {
namespace {

std::string SpokenTime(const std::string& time) {
  std::string spoken = time.substr(0, 16);
  std::replace(spoken.begin(), spoken.end(), 'T', ' ');
  return spoken;
}

class ChatExplainer {
 public:
  ChatExplainer(JoinedChat joined, const Lexicon& lexicon, const AnalyzeOptions& options,
                const ExplainRequest& request)
      : joined_(std::move(joined)),
        conversation_(joined_.chat.conversation),
        lexicon_(lexicon),
        options_(options),
        request_(request) {
    for (LoadedInput& input : joined_.inputs) inputs_.push_back(&input);
  }

  Result<ChatExplanation> Run(const Matcher& matcher) {
    ReadFlags();
    if (Status chosen = Choose(); !chosen) return chosen.error();
    if (Status fetched = Fetch(); !fetched) return fetched.error();
    ChatExplanation out;
    out.conversation = conversation_.name.empty() ? conversation_.id : conversation_.name;
    out.messages = conversation_.messages;
    for (const MessageIndex message : chosen_) out.shown.push_back(Brief(message));
    if (!request_.in_full) return out;
    Result<WordExplainer> words = WordExplainer::Create(lexicon_, matcher);
    if (!words) return words.error();
    const ScoreExplainer scores(conversation_, lexicon_, read_.sequence.order, by_rules_);
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
      Complete(chosen_[i], *words, scores, &out.shown[i]);
    }
    return out;
  }

 private:
  void ReadFlags() {
    // Pseudonyms in ids depend on who the two are; in a larger group there are none.
    const Result<std::vector<std::uint16_t>> partners = ChoosePartners(conversation_, options_);
    const std::vector<int> partner_of =
        PartnerOf(conversation_, partners ? *partners : std::vector<std::uint16_t>());
    read_ = ReadSequenceWithout(options_.suppressions, partner_of, lexicon_, &conversation_,
                                &by_rules_);
  }

  Status Choose() {
    if (request_.lines.empty() && request_.ids.empty()) {
      ChooseHits();
      return Done{};
    }
    std::set<MessageIndex> chosen;
    for (const std::uint64_t line : request_.lines) {
      Result<std::vector<MessageIndex>> found = MessagesAtLine(inputs_, joined_.chat.parts, line);
      if (!found) return found.error();
      if (found->empty()) {
        return Error{ErrorKind::kUsage,
                     "--line " + std::to_string(line) + ": no message of this chat stands there"};
      }
      chosen.insert(found->begin(), found->end());
    }
    if (Status found = ChooseIds(&chosen); !found) return found;
    chosen_.assign(chosen.begin(), chosen.end());
    return Done{};
  }

  // In time order, as they are read.
  void ChooseHits() {
    std::set<MessageIndex> flagged;
    for (const Flag& flag : read_.sequence.flags) flagged.insert(flag.hit.message);
    const auto wanted = [&](MessageIndex message) {
      const std::string day = LocalTime(conversation_.facts[message].sent).substr(0, 10);
      return (options_.since.empty() || day >= options_.since) &&
             (options_.until.empty() || (!day.empty() && day < options_.until));
    };
    for (const MessageIndex message : flagged) {
      if (wanted(message)) chosen_.push_back(message);
    }
    std::stable_sort(chosen_.begin(), chosen_.end(), [&](MessageIndex a, MessageIndex b) {
      return conversation_.facts[a].sent < conversation_.facts[b].sent;
    });
  }

  Status ChooseIds(std::set<MessageIndex>* chosen) {
    if (request_.ids.empty()) return Done{};
    std::vector<MessageIndex> all(conversation_.facts.size());
    for (MessageIndex i = 0; i < all.size(); ++i) all[i] = i;
    std::map<std::string, MessageIndex> by_id;
    const IdKeys keys = RealIdKeys(conversation_);
    for (auto& [message, id] : MessageIds(conversation_, all, keys.conversation, keys.senders)) {
      by_id.emplace(std::move(id), message);
    }
    for (const std::string& id : request_.ids) {
      const auto found = by_id.find(id);
      if (found == by_id.end()) {
        return Error{ErrorKind::kUsage,
                     "--message " + id +
                         ": no message of this chat has this id (those of a report with "
                         "--pseudonyms are others)"};
      }
      chosen->insert(found->second);
    }
    return Done{};
  }

  // The words of the chosen messages and of those their flags lean on, and the ids of all.
  Status Fetch() {
    std::set<MessageIndex> named(chosen_.begin(), chosen_.end());
    for (const MessageIndex message : chosen_) {
      for (const Flag* flag : FlagsOf(message)) {
        if (flag->evidence != kNoMessage) named.insert(flag->evidence);
      }
    }
    std::vector<WantedWords> wanted;
    for (const MessageIndex message : named) {
      WantedWords& words = wanted.emplace_back();
      words.message = message;
      words.whole = true;
    }
    if (Status fetched = FetchWords(inputs_, {{&joined_.chat.parts, &wanted}}); !fetched) {
      return fetched;
    }
    const IdKeys keys = RealIdKeys(conversation_);
    ids_ = MessageIds(conversation_, {named.begin(), named.end()}, keys.conversation, keys.senders);
    for (WantedWords& words : wanted) words_.emplace(words.message, std::move(words));
    return Done{};
  }

  std::vector<const Flag*> FlagsOf(MessageIndex message) const {
    std::vector<const Flag*> out;
    const std::vector<Flag>& flags = read_.sequence.flags;
    auto at = std::lower_bound(flags.begin(), flags.end(), message,
                               [](const Flag& f, MessageIndex m) { return f.hit.message < m; });
    for (; at != flags.end() && at->hit.message == message; ++at) out.push_back(&*at);
    return out;
  }

  ExplainedPlace PlaceOf(MessageIndex message) const {
    const MessageFacts& facts = conversation_.facts[message];
    ExplainedPlace place;
    place.id = ids_.at(message);
    place.time = LocalTime(facts.sent);
    if (facts.sender < conversation_.participants.size()) {
      place.sender = conversation_.participants[facts.sender].name;
    }
    const WantedWords& words = words_.at(message);
    place.line = words.line;
    place.text = words.kept;
    for (const Part& part : joined_.chat.parts) {
      if (message >= part.begin) place.file = inputs_[part.input]->opened.file_name;
    }
    return place;
  }

  ExplainedHit HitOf(const Flag& flag) const {
    ExplainedHit hit;
    hit.flag = flag;
    hit.rule = &lexicon_.rules()[flag.hit.rule];
    std::string gate_time;
    if (flag.evidence != kNoMessage) {
      hit.evidence.push_back(PlaceOf(flag.evidence));
      gate_time = SpokenTime(hit.evidence.front().time);
    }
    hit.sentence = Explain(flag, *hit.rule, gate_time);
    if (flag.reason == Reason::kSuppressed) hit.suppressed_because = ReasonGiven(flag);
    return hit;
  }

  std::string ReasonGiven(const Flag& flag) const {
    const std::string& rule = lexicon_.rules()[flag.hit.rule].id;
    const std::string& id = ids_.at(flag.hit.message);
    std::string reason;
    for (const Suppression& entry : options_.suppressions) {
      const bool fits = (entry.rule.empty() || entry.rule == rule) &&
                        (entry.message.empty() || entry.message == id);
      if (fits && (reason.empty() || !entry.message.empty())) reason = entry.reason;
    }
    return reason;
  }

  ExplainedMessage Brief(MessageIndex message) const {
    ExplainedMessage out;
    out.place = PlaceOf(message);
    const MessageFacts& facts = conversation_.facts[message];
    out.kind = MessageKindName(static_cast<MessageKind>(facts.kind));
    for (const Flag* flag : FlagsOf(message)) out.hits.push_back(HitOf(*flag));
    return out;
  }

  static void Complete(MessageIndex index, WordExplainer& words, const ScoreExplainer& scores,
                       ExplainedMessage* message) {
    const WordTrace trace = words.ReadWords(message->place.text, message);
    for (ExplainedHit& hit : message->hits) words.ReadHit(message->place.text, trace, &hit);
    scores.Read(index, words.Compared(trace), message);
  }

  JoinedChat joined_;
  Conversation& conversation_;
  const Lexicon& lexicon_;
  const AnalyzeOptions& options_;
  const ExplainRequest& request_;
  std::vector<LoadedInput*> inputs_;
  SuppressedSequence read_;
  std::vector<Flag> by_rules_;
  std::vector<MessageIndex> chosen_;
  std::unordered_map<MessageIndex, std::string> ids_;
  std::map<MessageIndex, WantedWords> words_;
};

}  // namespace

Result<ChatExplanation> ExplainChat(const std::vector<std::string>& paths, const Lexicon& lexicon,
                                    const Matcher& matcher, const AnalyzeOptions& options,
                                    const ExplainRequest& request) {
  AnalyzeOptions whole = options;
  whole.since.clear();
  whole.until.clear();
  LoadSettings settings;
  settings.matcher = &matcher;
  settings.one_chat = true;
  settings.hash = false;
  settings.parts = paths.size() > 1;
  std::vector<std::vector<LoadedInput>> by_path;
  for (const std::string& path : paths) {
    Result<std::vector<LoadedInput>> loaded = LoadInputs(path, whole, settings);
    if (!loaded) return loaded.error();
    by_path.push_back(std::move(*loaded));
  }
  Result<JoinedChat> joined = JoinParts(std::move(by_path), options.chat);
  if (!joined) return joined.error();
  return ChatExplainer(std::move(*joined), lexicon, options, request).Run(matcher);
}

}  // namespace ebb
