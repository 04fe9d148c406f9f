// The fixed sentences of the reports. Changing a word here changes every report; the golden tests
// show how.
#include "report/words.h"

namespace ebb {

const std::string_view kSafetyText =
    "Some messages mention danger or self-harm. This tool cannot judge them. If someone may be "
    "unsafe, contact your local emergency number or a service you trust.";

const std::string_view kSafetyMore =
    "You can talk to such a service on your own first. Nothing here says who wrote these messages "
    "or what they mean, and a chat without such messages is no sign that all is well.";

const std::string_view kTruncatedText =
    "The number of messages is one at which the app cuts exports short. Earlier messages may be "
    "missing.";

const std::string_view kBriefNote =
    "A flag marks words worth reading again. It is no finding about a person, and some flags are "
    "wrong.";

const std::string_view kUnsureText = "Unsure ones were read as less certain and are in no rate.";

const std::string_view kSignsIntro =
    "How many messages of each show a sign, when it was first and last seen, and how many messages "
    "say "
    "it of the other. Rates are in 100 messages of that person, with the 95 % range. Beside the "
    "two "
    "halves of the weeks stands the range of the change: if it leaves out zero, the change is more "
    "than chance alone usually makes, but among so many one may still be chance. Only sure flags "
    "count here, and none means only that none was found.";

const std::string_view kSummaryNote =
    "A chat is one channel of several; calls and talks in person are not in it. The figures "
    "compare "
    "this chat with its own past and with nothing else. An aid to talk, no assessment.";

const std::string_view kConsentText =
    "Does the other person know? These messages belong to everyone who wrote them. If it is safe "
    "to, "
    "look at this page together, and keep the file where only you can open it. Exports can be "
    "edited, so this page is no proof of anything.";

const std::string_view kHelplineNote =
    "The lines for talking also take calls about suicide. Read in November 2026 in stored copies "
    "of the pages named; numbers and hours change. If one "
    "does "
    "not answer, or your country is not here, call your local emergency number. A call can stay "
    "visible in the phone's list and on a bill.";

const std::array<Sentence, 3> kFlagNotes = {{
    {"What a flag is.",
     "A flag marks words that often go with pulling back, closing a talk down or steering round "
     "it. "
     "It is a reason to read the message again."},
    {"What a flag is not.",
     "It does not hear tone, calls or what was said face to face, and it says nothing about what "
     "kind of person someone is. Some flags are wrong, and some moments have none."},
    {"Space can be good.",
     "Asking for a break, or for time alone, can help both people. What matters is how it goes "
     "on."},
}};

const std::array<Sentence, 9> kLimits = {{
    {"A chat is a slice.",
     "People change to a call or meet when things get hard, to calm down or to sort it out. None "
     "of "
     "that is here."},
    {"Pulling back can protect.",
     "A short reply or silence may be someone looking after themselves."},
    {"Lives differ.",
     "Age, culture, language, shift work, illness, a new baby or grief all change how people "
     "write."},
    {"Rules make mistakes.",
     "They know words and a little of what stands around them. They miss irony and private "
     "language. "
     "Read the messages before you trust a number."},
    {"Messages in a row count once.",
     "What one person writes in a row, with gaps of at most ten minutes, is one turn. Replies, "
     "questions and attempts to mend are counted in turns, also where a sentence says messages; "
     "flags are counted in messages."},
    {"Only your own past counts.",
     "There are no figures for what is usual between two people in a chat. Set a week beside your "
     "own other weeks."},
    {"Small numbers wobble.",
     "The range after a number is where the rate would lie 95 times in 100. Where ranges overlap, "
     "a "
     "difference may be chance. Weeks with fewer than 30 messages, or fewer than 5 days with "
     "messages, are shown in grey."},
    {"Many figures, many chances.",
     "A range can leave out zero and the change still stand among what cannot be told: among so "
     "many "
     "comparisons some look large by chance, and that is allowed for."},
    {"Not found is not the same as not there.",
     "Where a change cannot be told, there may be one that this chat is too short to show."},
}};

const std::array<Sentence, 4> kTalkIdeas = {{
    {"Start small.", "Choose one week you both remember and read it side by side."},
    {"Ask first.",
     "Ask what that time was like for the other person before you say what it was like "
     "for you."},
    {"Agree when to come back.", "If a talk was put off, name a day and a time for it."},
    {"Bring someone in.",
     "If talks keep going the same way, a counsellor who sees both of you can "
     "help."},
}};

const std::array<Sentence, 3> kHelp = {{
    {"If someone may be in danger now,", "call your local emergency number."},
    {"If you feel afraid of the other person,",
     "talk to a service for people in that position, on your own, before you show them this page."},
    {"If it is simply a lot,",
     "a doctor, a counsellor or a person you trust is a good place to "
     "start."},
}};

const std::array<Sentence, 3> kHelpSafety = {{
    {"If someone may be in danger now,", "call your local emergency number."},
    {"Talk to a service on your own first.",
     "Choose a moment and a device that the other person does not see."},
    {"You do not have to sort it out alone.",
     "A doctor, a support service or a person you trust can listen and say what is possible."},
}};

}  // namespace ebb
