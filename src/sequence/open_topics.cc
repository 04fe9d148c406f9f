#include "sequence/open_topics.h"

#include <algorithm>
#include <bitset>
#include <optional>
#include <unordered_map>

namespace ebb {
namespace {

constexpr std::uint32_t kNamedApart = 6 * kHourSeconds;  // named again: no sooner than this
constexpr std::uint32_t kForgotten = 60 * kDaySeconds;   // dropped
constexpr std::uint32_t kWarmSpan =
    2 * kHourSeconds;                  // a decision falls on what came up within this ...
constexpr std::size_t kWarmTurns = 6;  // ... and this
constexpr std::size_t kTopicsOfAStem = 8;
constexpr std::size_t kShownEach = 3;

using TopicId = std::uint32_t;
constexpr TopicId kNoTopic = 0xFFFFFFFF;

// What the loop needs beside the topic itself.
struct Watched {
  TopicWatch watch;
  std::size_t warm_turn = 0;  // last turn that named it
  std::array<bool, 2> agreed{};
  bool decision_word = false;
};

class TopicFinder {
 public:
  TopicFinder(const Talk& talk, const StemCounts& counts, const std::vector<SolvedTopic>& solved)
      : talk_(talk), counts_(counts), solved_(solved), recent_(talk) {}

  OpenTopics Take() {
    for (std::size_t t = 0; t < talk_.size(); ++t) {
      const TalkTurn turn = talk_.At(t);
      recent_.MoveTo(t);
      NoteMentions(turn, t);
      if (turn.Has(kPostponed | kPromisedReturn)) {
        Postpone(turn, t);
      } else if (turn.Shows(kDecisionWord | kAgreement)) {
        Decide(turn, t);
      }
    }
    for (OpenTopic& topic : out_.topics) EndAtLast(&topic);
    return std::move(out_);
  }

 private:
  void EndAtLast(OpenTopic* topic) const {
    if (topic->ended == TopicEnd::kDecided) return;
    if (topic->solved) {
      topic->ended = TopicEnd::kSolved;
      topic->end = std::max(topic->end, topic->solved_on);
    } else if (Forgotten(*topic, talk_.last_time())) {
      topic->ended = TopicEnd::kDropped;
    }
  }
  static bool Solved(const OpenTopic& topic, std::uint32_t now) {
    return topic.solved && topic.solved_on != 0 && topic.solved_on <= now;
  }
  static bool Forgotten(const OpenTopic& topic, std::uint32_t now) {
    return SecondsBetween(topic.end, now) > kForgotten;
  }

  // Calls `visit` once for each live topic that a stem or the milestone of the turn points to.
  template <typename Visit>
  void Candidates(const TalkTurn& turn, Visit visit) {
    found_.clear();
    for (const std::uint16_t stem : turn.stems) {
      if (!known_[stem]) continue;  // 0, for none, never is
      for (const TopicId id : by_stem_[stem]) found_.push_back(id);
    }
    if (any_milestone_ != kNoTopic && turn.Shows(kMilestone)) found_.push_back(any_milestone_);
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    for (const TopicId id : found_) {
      if (Forgotten(out_.topics[id], turn.begin)) {
        Close(id, TopicEnd::kDropped);
      } else if (Solved(out_.topics[id], turn.begin)) {
        Close(id, TopicEnd::kSolved);
      } else {
        visit(id);
      }
    }
  }

  void NoteMentions(const TalkTurn& turn, std::size_t t) {
    Candidates(turn, [&](TopicId id) {
      if (watched_[id].watch.Mentions(out_.topics[id].key, turn, t)) Name(id, turn, t);
    });
  }

  void Name(TopicId id, const TalkTurn& turn, std::size_t t) {
    OpenTopic& topic = out_.topics[id];
    Watched& watched = watched_[id];
    if (SecondsBetween(topic.end, turn.begin) >= kNamedApart) {
      ++topic.raised[static_cast<std::size_t>(turn.side)];
      topic.raised_last = turn.side;
      watched.agreed = {};
      watched.decision_word = false;
      Show(turn.first, &topic);
    }
    Extend(turn, &topic);
    Warm(id, t);
  }

  static void Extend(const TalkTurn& turn, OpenTopic* topic) {
    if (topic->turns == 0 || topic->last != turn.last) ++topic->turns;
    topic->last = std::max(topic->last, turn.last);
    topic->end = std::max(topic->end, turn.end);
  }

  void Show(Position position, OpenTopic* topic) const {
    for (const SolvedTopic& mark : solved_) {
      if (mark.message != position) continue;
      topic->solved = true;
      topic->solved_on = mark.when;
    }
    std::vector<Position>& shown = topic->shown;
    if (!shown.empty() && shown.back() >= position) return;
    if (shown.size() == 2 * kShownEach) {
      shown.erase(shown.begin() + static_cast<std::ptrdiff_t>(kShownEach));
    }
    shown.push_back(position);
  }

  void Warm(TopicId id, std::size_t t) {
    watched_[id].warm_turn = t;
    if (std::find(warm_.begin(), warm_.end(), id) == warm_.end()) warm_.push_back(id);
  }

  void Postpone(const TalkTurn& turn, std::size_t t) {
    const TopicKey key = recent_.Key(counts_);
    if (!key.Traceable()) {
      ++out_.untraceable[static_cast<std::size_t>(turn.side)];
      return;
    }
    TopicId id = Same(key, turn.begin);
    if (id == kNoTopic && key.milestone) id = LastMilestone(turn);
    if (id == kNoTopic) id = Open(key, turn);
    if (key.milestone) last_milestone_ = id;
    OpenTopic& topic = out_.topics[id];
    if (key.milestone && topic.key.milestone) Learn(id, key);
    ++topic.postponed[static_cast<std::size_t>(turn.side)];
    watched_[id].agreed = {};
    watched_[id].decision_word = false;
    Extend(turn, &topic);
    Show(turn.first, &topic);
    Warm(id, t);
  }

  // The same milestone in other words; which they are is known now. Any milestone needs none.
  void Learn(TopicId id, const TopicKey& key) {
    TopicKey& known = out_.topics[id].key;
    if (known.Any()) return;
    for (const std::uint16_t stem : key.stems) {
      if (known.Learn(stem)) Register(id, stem);
    }
  }

  void Register(TopicId id, std::uint16_t stem) {
    std::vector<TopicId>& ids = by_stem_[stem];
    if (ids.size() == kTopicsOfAStem) ids.erase(ids.begin());
    ids.push_back(id);
    known_.set(stem);
  }

  // The milestone put off last, if it is live; whoever names one now brings it up.
  TopicId LastMilestone(const TalkTurn& turn) {
    if (last_milestone_ == kNoTopic) return kNoTopic;
    OpenTopic& topic = out_.topics[last_milestone_];
    if (topic.ended != TopicEnd::kOpen || Forgotten(topic, turn.begin)) return kNoTopic;
    if (Solved(topic, turn.begin)) return kNoTopic;
    const std::optional<TalkTurn> named = recent_.MilestoneTurn();
    if (named && SecondsBetween(topic.end, named->begin) >= kNamedApart) {
      ++topic.raised[static_cast<std::size_t>(named->side)];
      topic.raised_last = named->side;
      Show(named->first, &topic);
    }
    return last_milestone_;
  }

  // The live topic that shares most with the key: a milestone one stem, any other two.
  TopicId Same(const TopicKey& key, std::uint32_t now) {
    TalkTurn asked;
    asked.begin = now;
    asked.features = key.milestone ? std::uint32_t{kMilestone} : 0;
    std::copy_n(key.stems.begin(), TopicKey::kFirstStems, asked.stems.begin());
    TopicId best = kNoTopic;
    std::size_t most = 0;
    Candidates(asked, [&](TopicId id) {
      const TopicKey& known = out_.topics[id].key;
      std::size_t shared = known.Any() && key.milestone ? 1 : 0;
      for (const std::uint16_t stem : key.stems) {
        shared += known.Find(stem) < TopicKey::kStems ? 1 : 0;
      }
      const std::size_t needed = known.milestone && key.milestone ? 1 : 2;
      if (shared < needed || shared <= most) return;
      best = id;
      most = shared;
    });
    return best;
  }

  TopicId Open(const TopicKey& key, const TalkTurn& turn) {
    const auto id = static_cast<TopicId>(out_.topics.size());
    OpenTopic topic;
    topic.key = key;
    topic.opened_by = turn.side;
    topic.first = topic.last = turn.first;
    topic.begin = turn.begin;
    out_.topics.push_back(topic);
    watched_.emplace_back();
    if (key.Any()) any_milestone_ = id;
    for (const std::uint16_t stem : key.stems) {
      if (stem != 0) Register(id, stem);
    }
    return id;
  }

  void Decide(const TalkTurn& turn, std::size_t t) {
    warm_.erase(std::remove_if(warm_.begin(), warm_.end(),
                               [&](TopicId id) { return !IsWarm(id, turn, t); }),
                warm_.end());
    const std::vector<TopicId> warm = warm_;
    for (const TopicId id : warm) {
      Watched& watched = watched_[id];
      watched.agreed[static_cast<std::size_t>(turn.side)] = true;
      watched.decision_word = watched.decision_word || turn.Shows(kDecisionWord);
      if (!watched.agreed[0] || !watched.agreed[1] || !watched.decision_word) continue;
      Extend(turn, &out_.topics[id]);
      Show(turn.first, &out_.topics[id]);
      Close(id, TopicEnd::kDecided);
    }
  }

  bool IsWarm(TopicId id, const TalkTurn& turn, std::size_t t) const {
    return t - watched_[id].warm_turn <= kWarmTurns &&
           SecondsBetween(out_.topics[id].end, turn.begin) <= kWarmSpan;
  }

  void Close(TopicId id, TopicEnd end) {
    OpenTopic& topic = out_.topics[id];
    topic.ended = end;
    if (any_milestone_ == id) any_milestone_ = kNoTopic;
    for (const std::uint16_t stem : topic.key.stems) {
      if (stem == 0) continue;
      std::vector<TopicId>& ids = by_stem_[stem];
      ids.erase(std::remove(ids.begin(), ids.end(), id), ids.end());
      known_.set(stem, !ids.empty());
    }
    warm_.erase(std::remove(warm_.begin(), warm_.end(), id), warm_.end());
  }

  const Talk& talk_;
  const StemCounts& counts_;
  const std::vector<SolvedTopic>& solved_;
  RecentTurns recent_;
  OpenTopics out_;
  std::vector<Watched> watched_;                                     // beside out_.topics
  std::unordered_map<std::uint16_t, std::vector<TopicId>> by_stem_;  // live topics, newest last
  std::bitset<65536> known_;                                         // stems of live topics
  TopicId any_milestone_ = kNoTopic;   // live topic of a milestone without a stem
  TopicId last_milestone_ = kNoTopic;  // put off last
  std::vector<TopicId> warm_;          // named in the last few turns
  std::vector<TopicId> found_;
};

}  // namespace

OpenTopics FindOpenTopics(const Talk& talk, const StemCounts& counts,
                          const std::vector<SolvedTopic>& solved) {
  return TopicFinder(talk, counts, solved).Take();
}

}  // namespace ebb
