// How often the claims of rhythm fire where nothing is planted, and where something is: simulated
// talks whose weeks are overdispersed and resemble their neighbours.
#include <catch2/catch.hpp>

#include "measure/initiation.h"
#include "measure/reply_time.h"
#include "measure/short_replies.h"
#include "measure/silences.h"
#include "measure/simulated_talk.h"

namespace ebb {
namespace {

using testing::ShareFired;
using testing::Simulated;

using TakeMeasure = MeasureResult (*)(const MeasureInput&);

struct Rated {
  const char* key;
  TakeMeasure take;
};
constexpr Rated kClaims[] = {
    {"reply_change", ReplyTime},          {"reply_hard_topics", ReplyTime},
    {"initiation_change", Initiation},    {"short_replies_hard", ShortReplies},
    {"silence_after_conflict", Silences},
};

TEST_CASE("rates of rhythm: with nothing planted at most one in twenty fires") {
  for (const int weeks : {40, 60}) {
    Simulated plan;
    plan.weeks = weeks;
    plan.hot = 0.15;
    for (const Rated& claim : kClaims) {
      int claims = 0;
      const double rate = ShareFired(plan, claim.take, claim.key, 400, -1, &claims);
      INFO(claim.key << ", " << weeks << " weeks: " << rate << " of " << claims);
      CHECK(claims > 20);
      // One in twenty, and what chance adds to it in so few talks (two standard errors).
      CHECK(rate <= 0.05 + 2 * std::sqrt(0.05 * 0.95 / claims));
    }
  }
}

double Found(const Simulated& plan, const Rated& claim, int side) {
  return ShareFired(plan, claim.take, claim.key, 40, side);
}

TEST_CASE("rates of rhythm: what is planted is found four times in five") {
  Simulated slower;
  slower.slower_now = {1, 3};
  CHECK(Found(slower, kClaims[0], 1) >= 0.8);
  Simulated slower_hot;
  slower_hot.slower_hot = {1, 2.2};
  slower_hot.hot = 0.2;
  CHECK(Found(slower_hot, kClaims[1], 1) >= 0.8);
  Simulated begins;
  begins.begins = 0.65;
  begins.begins_now = 0.28;
  CHECK(Found(begins, kClaims[2], 1) >= 0.8);
  Simulated brief;
  brief.short_hot = {0, 0.3};
  CHECK(Found(brief, kClaims[3], 1) >= 0.8);
  Simulated silent;
  silent.sessions = 80;
  silent.silent_after_conflict = 0.2;
  CHECK(Found(silent, kClaims[4], 1) >= 0.8);
}

}  // namespace
}  // namespace ebb
