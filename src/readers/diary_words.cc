#include "readers/diary_words.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "base/text_util.h"

namespace ebb {
namespace {

// In lower case, but for letters that are not of ASCII. None that may be a name ("Joy", "Hope").
constexpr std::string_view kDiaryWords[] = {
    // English
    "mood", "sleep", "slept", "weather", "energy", "weight", "food", "meals", "breakfast", "lunch",
    "dinner", "supper", "snacks", "water", "exercise", "workout", "steps", "stress", "anxiety",
    "pain", "symptoms", "medication", "meds", "grateful", "grateful for", "gratitude", "highlight",
    "highlights", "lowlight", "goal", "goals", "habits", "thoughts", "feelings", "dream", "dreams",
    "blood pressure", "pulse",
    // German
    "stimmung", "laune", "schlaf", "geschlafen", "wetter", "gewicht", "essen", "mahlzeiten",
    "fr\u00fchst\u00fcck", "mittagessen", "abendessen", "getrunken", "sport", "bewegung",
    "schritte", "schmerzen", "beschwerden", "symptome", "medikamente", "dankbar",
    "dankbar f\u00fcr", "dankbarkeit", "ziel", "ziele", "tagesziel", "gedanken", "gef\u00fchle",
    "traum", "tr\u00e4ume", "befinden", "blutdruck", "puls", "gelesen", "gearbeitet", "arbeit",
    // French
    "humeur", "sommeil", "m\u00e9t\u00e9o", "temps", "poids", "\u00e9nergie", "\u00c9nergie",
    "repas", "petit-d\u00e9jeuner", "petit d\u00e9jeuner", "d\u00e9jeuner", "d\u00eener", "douleur",
    "douleurs", "pens\u00e9es", "r\u00eave", "r\u00eaves", "objectif", "objectifs",
    "m\u00e9dicaments",
    // Dutch
    "stemming", "slaap", "geslapen", "weer", "energie", "eten", "ontbijt", "avondeten", "beweging",
    "stappen", "pijn", "klachten", "medicijnen", "dankbaar", "dankbaar voor", "dankbaarheid",
    "doel", "doelen", "gedachten", "gevoel", "gevoelens", "droom", "dromen"};

}  // namespace

bool IsDiaryWord(std::string_view label) {
  const std::string word = LowerAscii(Trim(label));
  return std::find(std::begin(kDiaryWords), std::end(kDiaryWords), word) != std::end(kDiaryWords);
}

}  // namespace ebb
