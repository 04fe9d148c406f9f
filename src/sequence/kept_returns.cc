#include "sequence/kept_returns.h"

#include <algorithm>
#include <array>
#include <optional>

namespace ebb {
namespace {

constexpr std::uint32_t kShortestAbsence = 20 * 60;  // sooner than this nobody was away

struct Pending {
  PromisedReturn promise;
  TopicKey key;
  TopicWatch watch;
  std::vector<std::uint16_t> rare;  // words, one of which is enough
  std::uint32_t made = 0, due = 0;  // seconds since 2000
};

bool IsPromise(const TalkTurn& turn) {
  return turn.Has(kPromisedReturn) || (turn.Has(kPostponed) && turn.Shows(kTimeWord));
}

bool PutsOff(const TalkTurn& turn) { return turn.Has(kPostponed | kPromisedReturn); }

bool ComesBack(const TalkTurn& turn) {
  return turn.Has(kOpenedGently | kApologised) || turn.IsKind(MessageKind::kCall);
}

bool HoldsAny(const TalkTurn& turn, const std::vector<std::uint16_t>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::uint16_t word) {
    return std::find(turn.stems.begin(), turn.stems.end(), word) != turn.stems.end();
  });
}

class Follower {
 public:
  Follower(const Talk& talk, const StemCounts& counts)
      : talk_(talk),
        counts_(counts),
        seconds_(std::max<double>(SecondsBetween(talk.first_time(), talk.last_time()), 1)) {}

  std::vector<PromisedReturn> Take() {
    for (std::size_t t = 0; t < talk_.size(); ++t) {
      const TalkTurn turn = talk_.At(t);
      recent_.Add(turn);
      for (std::optional<Pending>& pending : pending_) {
        if (pending && Settles(turn, t, &*pending)) Settle(&pending);
      }
      std::optional<Pending>& own = pending_[static_cast<std::size_t>(turn.side)];
      if (!own && IsPromise(turn)) own = Promise(turn, t);
    }
    for (std::optional<Pending>& pending : pending_) {
      if (pending) Settle(&pending);
    }
    std::sort(out_.begin(), out_.end(),
              [](const PromisedReturn& a, const PromisedReturn& b) { return a.turn < b.turn; });
    return std::move(out_);
  }

 private:
  // Is it over with this turn, kept or not?
  static bool Settles(const TalkTurn& turn, std::size_t t, Pending* pending) {
    const bool named = pending->watch.Mentions(pending->key, turn, t);
    if (turn.begin > pending->due) return true;
    if (SecondsBetween(pending->made, turn.begin) < kShortestAbsence || PutsOff(turn)) return false;
    if (!named && !HoldsAny(turn, pending->rare) && !ComesBack(turn)) return false;
    PromisedReturn& promise = pending->promise;
    promise.kept = turn.side == promise.side ? ReturnBy::kPromiser : ReturnBy::kOther;
    promise.back = t;
    return true;
  }

  void Settle(std::optional<Pending>* pending) {
    const bool seen = (*pending)->due <= talk_.last_time();
    const bool traceable = (*pending)->key.Traceable() || !(*pending)->rare.empty();
    if (seen && traceable) out_.push_back((*pending)->promise);
    pending->reset();
  }

  Pending Promise(const TalkTurn& turn, std::size_t t) const {
    Pending pending;
    pending.promise.turn = pending.promise.back = t;
    pending.promise.side = turn.side;
    pending.promise.vague = !turn.Shows(kTimeWord);
    pending.key = recent_.Key(counts_);
    const std::uint32_t window = pending.promise.vague ? kVagueWindow : kNamedWindow;
    pending.rare = recent_.RareWords(counts_, window / seconds_);
    pending.made = turn.end;
    pending.due = turn.end + window;
    return pending;
  }

  const Talk& talk_;
  const StemCounts& counts_;
  double seconds_;  // that the talk spans
  RecentTurns recent_;
  std::array<std::optional<Pending>, 2> pending_;  // by side
  std::vector<PromisedReturn> out_;
};

}  // namespace

std::vector<PromisedReturn> FindPromisedReturns(const Talk& talk, const StemCounts& counts) {
  return Follower(talk, counts).Take();
}

}  // namespace ebb
