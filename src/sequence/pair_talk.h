// The talk of the two partners, as the measures read it: turns in time order with what counted in
// them, sessions, and who answered whom (measures.md M0).
//
// A view over a Timeline that must outlive it; eight bytes a turn, everything else is read from
// the facts when asked. Const after construction and safe to share. Linear.
//
// Sides: 0 and 1, the two chosen partners. Messages of others and notices are left out. Messages
// without a time never begin a turn of their own: a talk of undated messages alone has no turns and
// `dated()` is false; measures that need time say so.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "chat/conversation.h"
#include "lexicon/lexicon.h"
#include "sequence/sequence.h"
#include "sequence/timeline.h"

namespace ebb {

// Units of time, in seconds.
inline constexpr std::uint32_t kHourSeconds = 3600;
inline constexpr std::uint32_t kDaySeconds = 24 * kHourSeconds;
inline constexpr std::uint32_t kWeekSeconds = 7 * kDaySeconds;

// What counted in a turn: high-confidence flags that count (measures.md, general rules).
// Withdrawal, shutdown, avoidance and repair when about the sender or both; neglect and pressure
// always.
enum TurnCode : std::uint32_t {
  kWithdrew = 1u << 0,
  kShutDown = 1u << 1,
  kAvoided = 1u << 2,
  kComplained = 1u << 3,       // neglect
  kPressed = 1u << 4,          // pressure but P6 (worry about safety)
  kMended = 1u << 5,           // repair, R1 to R12
  kHarsh = 1u << 6,            // P3, P5 or P8
  kChased = 1u << 7,           // P2
  kDismissed = 1u << 8,        // D3 or D6
  kDeclinedBare = 1u << 9,     // W1, W2 or W7
  kTouchDeclined = 1u << 10,   // W3
  kPostponed = 1u << 11,       // A1, A4, A6 or A7
  kPromisedReturn = 1u << 12,  // R7, sure or not, and outweighed
  kOpenedGently = 1u << 13,    // R9
  kAccepted = 1u << 14,        // R13
  kApologised = 1u << 15,      // R11
  kCheckedIn = 1u << 16,       // R1
  kWarmMending = 1u << 17,     // R4, R11 or R12
  kToldOfOther = 1u << 18,     // W, D or A about the partner
  kGrandGestureMade = 1u << 19,
  kDangerous = 1u << 20,  // a safety list or a safety boundary
  kCurtWord = 1u << 21,   // D4
  // Words of withdrawal, shutdown or avoidance by the rules alone, whatever stood around them and
  // whatever was made of it. What counts leans on the messages before, so a question about what
  // follows those messages needs words that do not.
  kDistanceWorded = 1u << 22,
};
inline constexpr std::uint32_t kDistanceCodes = kWithdrew | kShutDown | kAvoided;
inline constexpr int kTurnCodeBits = 23;

// A run of one side's messages with gaps of at most ten minutes.
struct TalkTurn {
  Position first = 0, last = 0;  // messages, both included; other people's may lie between
  int side = 0;
  std::uint32_t begin = 0, end = 0;  // seconds since 2000, chat's clock
  std::uint32_t features = 0;        // Feature bits of all its messages
  std::uint32_t kinds = 0;           // bit per MessageKind
  std::uint32_t codes = 0;           // TurnCode bits
  std::uint32_t words = 0;
  std::uint32_t messages = 0;
  std::array<std::uint16_t, 4> stems{};  // hashed content words, 0 = none left

  bool Has(std::uint32_t code) const { return (codes & code) != 0; }
  bool Shows(std::uint32_t feature) const { return (features & feature) != 0; }
  bool IsKind(MessageKind kind) const { return (kinds >> static_cast<int>(kind) & 1u) != 0; }
};

// The stems of a turn, filled from the front; a word said twice is held once. In one register and
// without branches, which could not be foretold: every measure asks this of every longer turn.
class StemSet {
 public:
  StemSet(std::uint16_t first, std::uint16_t second) {
    const std::uint16_t stem = first != 0 ? first : second;
    bits_ = stem | std::uint64_t{second != stem ? second : std::uint16_t{0}} << kBits;
  }
  void Add(std::uint16_t stem) {
    constexpr std::uint64_t kOnes = 0x0001000100010001ull, kHigh = 0x8000800080008000ull;
    const std::uint64_t apart = bits_ ^ stem * kOnes;
    const bool held = ((apart - kOnes) & ~apart & kHigh) != 0;  // a place without difference
    const auto used = static_cast<unsigned>(std::bit_width(bits_) + kBits - 1) / kBits;
    const bool fits = !held & (used < 4);
    bits_ |= std::uint64_t{stem} * std::uint64_t{fits} << (kBits * used % 64);
  }
  std::uint16_t operator[](unsigned place) const {
    return static_cast<std::uint16_t>(bits_ >> (kBits * place));
  }

 private:
  static constexpr unsigned kBits = 16;
  std::uint64_t bits_ = 0;
};

// The codes of one message.
struct CodeMark {
  Position position = 0;
  std::uint32_t codes = 0;
};
// From the flags of a sequence pass, by place in time order.
std::vector<CodeMark> MarksOf(const Timeline& timeline, const std::vector<Flag>& flags,
                              const std::vector<Rule>& rules);

class Talk {
 public:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // `sides`: participant indices of the two. `marks` in order of position.
  Talk(const Timeline& timeline, std::array<std::uint16_t, 2> sides,
       const std::vector<CodeMark>& marks, const std::vector<ConflictEpisode>& conflicts);

  std::size_t size() const { return turns_.size(); }  // turns
  bool dated() const { return dated_; }
  TalkTurn At(std::size_t turn) const;
  // Cheap parts of At.
  Position First(std::size_t turn) const { return turns_[turn].first; }
  int Side(std::size_t turn) const { return turns_[turn].bits >> kSideBit; }
  std::uint32_t End(std::size_t turn) const;
  std::uint32_t Codes(std::size_t turn) const { return turns_[turn].bits & kCodeMask; }
  std::uint32_t Begin(std::size_t turn) const { return timeline_->Facts(turns_[turn].first).sent; }
  // The next turn of the other side, or kNone.
  std::size_t NextOfOther(std::size_t turn) const;
  // Is the turn inside a conflict episode (M9)?
  bool InConflict(std::size_t turn) const { return (turns_[turn].bits & kConflictBit) != 0; }
  // The turn that holds a place in time order, or the first one after it; size() past the end.
  std::size_t TurnAt(Position position) const;

  // Silence that ends a session, in seconds (see SessionGap).
  std::uint32_t session_gap() const { return session_gap_; }
  // True if more than `gap` seconds lie between the end of the turn before and this one.
  bool OpensSession(std::size_t turn, std::uint32_t gap) const;
  bool OpensSession(std::size_t turn) const { return OpensSession(turn, session_gap_); }

  const Timeline& timeline() const { return *timeline_; }
  const std::vector<ConflictEpisode>& conflicts() const { return *conflicts_; }
  // -1 if the message is of neither.
  int SideOf(const MessageFacts& facts) const {
    // Without branches: asked of every message, and who wrote it cannot be foretold.
    const int not_first = facts.sender != sides_[0] ? 1 : 0;
    const int not_second = facts.sender != sides_[1] ? 1 : 0;
    return not_first - 2 * (not_first & not_second);
  }
  std::uint64_t messages(int side) const { return messages_[static_cast<std::size_t>(side)]; }
  std::uint32_t first_time() const { return first_time_; }  // of the first and last turn
  std::uint32_t last_time() const { return last_time_; }

 private:
  static constexpr int kSideBit = 31;
  static constexpr std::uint32_t kConflictBit = 1u << 30;
  static constexpr std::uint32_t kCodeMask = (1u << kTurnCodeBits) - 1;
  // Turns to the next one of the other side; 0 = there is none, kFar = so many or more.
  static constexpr int kNextShift = kTurnCodeBits;
  static constexpr std::uint32_t kFar = 127;
  static_assert((kFar << kNextShift) < kConflictBit);
  struct Compact {
    Position first = 0;
    std::uint32_t bits = 0;  // side, conflict, way to the next one of the other side, codes
  };
  void CutTurns(const std::vector<CodeMark>& marks);
  void LinkAnswers();
  void MarkConflicts();
  // The first message after the one that opens the turn and before the next turn.
  Position Stop(std::size_t turn) const {
    return turn + 1 < turns_.size() ? turns_[turn + 1].first : timeline_->size();
  }
  bool Belongs(const MessageFacts& facts) const { return !IsNotice(facts) && SideOf(facts) >= 0; }

  const Timeline* timeline_;
  const std::vector<ConflictEpisode>* conflicts_;
  std::array<std::uint16_t, 2> sides_;
  std::vector<Compact> turns_;
  std::array<std::uint64_t, 2> messages_{};
  bool dated_ = false;
  std::uint32_t session_gap_ = 4 * 3600;
  std::uint32_t first_time_ = 0, last_time_ = 0;
};

// Asked of every turn by every measure: so it is written here, where a loop that wants a part of
// the turn pays for that part alone. For the same reason no address of `out` or its parts is taken.
[[gnu::always_inline]] inline TalkTurn Talk::At(std::size_t turn) const {
  TalkTurn out;
  out.first = out.last = turns_[turn].first;
  out.side = Side(turn);
  out.codes = Codes(turn);
  const MessageFacts& opening = timeline_->Facts(out.first);
  out.begin = out.end = opening.sent;
  out.features = opening.features;
  out.kinds = 1u << opening.kind;
  out.words = opening.words;
  out.messages = 1;
  StemSet stems(opening.stems[0], opening.stems[1]);
  const std::uint16_t sender = sides_[static_cast<std::size_t>(out.side)];
  const Position stop = Stop(turn);
  for (Position p = out.first + 1; p < stop; ++p) {
    const MessageFacts& facts = timeline_->Facts(p);
    if (facts.sender != sender || IsNotice(facts)) continue;
    out.last = p;
    out.end = out.end < facts.sent ? facts.sent : out.end;
    out.features |= facts.features;
    out.kinds |= 1u << facts.kind;
    out.words += facts.words;
    ++out.messages;
    stems.Add(facts.stems[0]);
    stems.Add(facts.stems[1]);
  }
  out.stems = {stems[0], stems[1], stems[2], stems[3]};
  return out;
}

inline std::size_t Talk::NextOfOther(std::size_t turn) const {
  const int side = Side(turn);
  do {
    const std::uint32_t way = turns_[turn].bits >> kNextShift & kFar;
    if (way == 0) return kNone;
    turn += way;
  } while (Side(turn) == side);
  return turn;
}

// The silence that parts sessions: the valley of the smoothed histogram of log10 gaps between one
// hour and eight; four hours where there is none (measures.md M0). Seconds.
std::uint32_t SessionGap(const std::vector<std::uint32_t>& gap_histogram);

}  // namespace ebb
