#include "sequence/kept_returns.h"

#include <algorithm>
#include <array>
#include <optional>

#include "time/said_time.h"

namespace ebb {
namespace {

constexpr std::uint32_t kShortestAbsence = 20 * 60;  // sooner than this nobody was away

struct Pending {
  PromisedReturn promise;
  TopicKey key;
  TopicWatch watch;
  std::vector<std::uint16_t> rare;  // words, one of which is enough
  std::uint32_t away = 0, due = 0;  // seconds since 2000; `away`: no return before
};

struct NamedInTurn {
  std::uint32_t when = 0;  // the latest time that lies behind the turn, if any
  bool refused = false;    // a message of it only refuses one ("not tonight"), or has been
};

NamedInTurn NamedIn(const Talk& talk, const TalkTurn& turn) {
  const Timeline& timeline = talk.timeline();
  const std::vector<NamedTime>& named = timeline.conversation().named_times;
  NamedInTurn out;
  for (Position p = turn.first; p <= turn.last; ++p) {
    const auto at = std::lower_bound(
        named.begin(), named.end(), timeline.Message(p),
        [](const NamedTime& time, MessageIndex message) { return time.message < message; });
    if (at == named.end() || at->message != timeline.Message(p)) continue;
    if (talk.SideOf(timeline.Facts(p)) != turn.side) continue;
    out.refused = out.refused || at->when == kRefusedTime;
    if (at->when > turn.end) out.when = std::max(out.when, at->when);
  }
  return out;
}

// What a postponement promises hangs on its words for time alone: the time that is read may be
// about anything ("I'm up since 5").
bool IsPromise(const TalkTurn& turn, const NamedInTurn& named) {
  if (turn.Has(kPromisedReturn)) return true;
  if (!turn.Has(kPostponed) || !turn.Shows(kTimeWord)) return false;
  return named.when != 0 || !named.refused;
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
        seconds_(std::max<double>(SecondsBetween(talk.first_time(), talk.last_time()), 1)),
        recent_(talk) {}

  std::vector<PromisedReturn> Take() {
    for (std::size_t t = 0; t < talk_.size(); ++t) {
      const bool puts_off = (talk_.Codes(t) & (kPromisedReturn | kPostponed)) != 0;
      if (!puts_off && !pending_[0] && !pending_[1]) continue;
      const TalkTurn turn = talk_.At(t);
      recent_.MoveTo(t);
      for (std::optional<Pending>& pending : pending_) {
        if (pending && Settles(turn, t, &*pending)) Settle(&pending);
      }
      std::optional<Pending>& own = pending_[static_cast<std::size_t>(turn.side)];
      if (own || !puts_off) continue;
      const NamedInTurn named = NamedIn(talk_, turn);
      if (IsPromise(turn, named)) own = Promise(turn, t, named.when);
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
    if (turn.begin < pending->away || PutsOff(turn)) return false;
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

  Pending Promise(const TalkTurn& turn, std::size_t t, std::uint32_t when) const {
    Pending pending;
    pending.promise.turn = pending.promise.back = t;
    pending.promise.side = turn.side;
    pending.promise.vague = when == 0 && !turn.Shows(kTimeWord);
    pending.promise.when = when;
    pending.key = recent_.Key(counts_);
    const std::uint32_t window = when != 0               ? when - turn.end + kPastNamed
                                 : pending.promise.vague ? kVagueWindow
                                                         : kNamedWindow;
    pending.rare = recent_.RareWords(counts_, window / seconds_);
    pending.away = turn.end + (when == 0 ? kShortestAbsence
                                         : std::min(kShortestAbsence, (when - turn.end) / 2));
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
