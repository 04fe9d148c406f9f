// The word classes of a lexicon that the program itself reads, and the feature bit each sets.
// A class that a lexicon lacks sets nothing.
#pragma once

#include <cstdint>
#include <string_view>

#include "chat/facts.h"

namespace ebb {

struct FeatureClass {
  std::string_view name;  // of the class, see lexicons/en/classes.toml
  std::uint32_t feature;  // Feature bit set when an entry occurs in the message
};

inline constexpr FeatureClass kFeatureClasses[] = {
    {"warmth", kWarmth},                     // x, xx, love, babe, hearts, kisses
    {"laughter", kLaughter},                 // lol, haha, laughing emoji
    {"flat_emoji", kFlatEmoji},              // upside-down face, rolling eyes, expressionless
    {"feeling_question", kFeelingQuestion},  // "what's wrong", "are we ok", "how do you feel about"
    {"plan_proposal", kPlanProposal},        // "do you want to", "shall we", "come over", "fancy a"
    {"milestone", kMilestone},               // move in, wedding, kids, mortgage ... (codebook 6)
    {"negative_emotion", kNegativeEmotion},  // angry, upset, hurt, annoyed, crying
    {"you_always", kYouAlways},              // you always, you never
    {"disclosure", kDisclosure},             // "i feel", "i'm scared", "today was awful"
    {"greeting", kGreeting},
    {"answer_word", kAnswerWord},
    {"insult", kInsult},
    {"practical", kPracticalReason},  // "driving", "in a meeting", "at work", "no signal", "ill"
    {"time", kTimeWord},              // a stated time: tonight, at 8, tomorrow, in an hour
    {"decision", kDecisionWord},      // agreed, booked, signed, decided
    {"agreement", kAgreement},
    {"travel", kTravelWord},  // landed, outside, here, on my way
};

// Classes used by the in-message context checks (src/match/context.cc):
//   negator       not, never, no, nothing, hardly ...
//   no_negation   not going to lie, no offence, not only ... (a negator in them negates nothing)
//   conditional   if, unless, in case ...
//   hedge         might, maybe, probably ...
//   quote_verb    said, says, goes, was like, texted, wrote, told me
//   third_person  he, she, they, my sister, your mum, kev ... (subjects that are neither partner)
//   kin_work      sister, boss, mate, mum, landlord, client ... (nouns of third parties)
//   past          used to, back then, last year, when i was
//   contrast      but
//   trivia        fries, film, game ... (hyperbole on trivia with laughter)
// Classes used by the language guess: lang_en, lang_de, lang_es, lang_fr, lang_it, lang_pt,
// lang_nl,
//   lang_id, lang_tr, lang_tl (function words, no word in two lists).

}  // namespace ebb
