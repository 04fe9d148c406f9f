// An explanation as text for the terminal and as JSON. Pure; words of the chat are escaped.
#pragma once

#include <string>

#include "analysis/explained.h"

namespace ebb {

// In full: words, forms and weights; else two or three lines a message.
std::string ExplanationText(const ChatExplanation& explanation, bool in_full, bool color);
std::string ExplanationJson(const ChatExplanation& explanation);

// "its own shape: question" for "own:question": a circumstance in words.
std::string CircumstanceText(const std::string& name);

}  // namespace ebb
