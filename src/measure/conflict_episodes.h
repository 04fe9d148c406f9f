// M9: stretches of conflict in the messages: how many, how long, how intense, who wrote the first
// and the last of their turns; each one as an episode that a reader can open.
//
// Formula: ConflictFinder of src/sequence. Points of a turn: blame, ultimatum, guilt (P3, P5, P8),
// dismissal, punishment (D3, D6) 2; other pressure or shutdown 1; a word of negative emotion,
// shouting, "you always" 1 each. An episode is where ten turns hold four points from two senders
// (or one chases three times) and lasts until 20 turns or two hours without it. Intensity = the
// largest sum of points in ten turns. Units: counts, turns, minutes, points.
// Sessions play no part in it: the ten turns never reach over a pause of four hours. What it was
// about is not named, since facts hold no words; each opens to its messages.
// Minimum: none for counting; M11 and M19 need five episodes. Weeks with signs of danger: counted,
// but neither quoted nor told of a side.
// Source: measures.md M9. Weakness: everyday conflict is hard to detect even with sensors (F1 .17);
// quiet conflicts are missed and loud jokes found. Who wrote the first heated words says nothing of
// what came before them, in the chat or out of it. No test is made here.
#pragma once

#include "measure/measures.h"

namespace ebb {

MeasureResult ConflictEpisodes(const MeasureInput& input);

// Of more episodes the most intense are listed.
inline constexpr std::size_t kMostEpisodesListed = 1000;

}  // namespace ebb
