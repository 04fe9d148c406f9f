#include "text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <unordered_map>

namespace ebb {
namespace {

bool IsAscii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

std::string FoldAscii(std::string_view word) {
  std::string out;
  for (const char c : word) {
    if (c == '\'') continue;
    out += (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
  }
  return out;
}

// Cuts each run of at least `from` equal letters to `to`.
std::string CutRuns(std::string_view word, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = 0; i < word.size();) {
    std::size_t j = i;
    while (j < word.size() && word[j] == word[i]) ++j;
    const bool letter = word[i] >= 'a' && word[i] <= 'z';
    const std::size_t keep = letter && j - i >= from ? to : j - i;
    out.append(keep, word[i]);
    i = j;
  }
  return out;
}

bool OnlyLetters(std::string_view word, std::string_view allowed) {
  return word.find_first_not_of(allowed) == std::string_view::npos;
}

bool Holds(std::string_view word, std::string_view part) {
  return word.find(part) != std::string_view::npos;
}

const std::unordered_map<std::string_view, const char*>& ShorthandMap() {
  static const auto* const map = [] {
    auto* const made = new std::unordered_map<std::string_view, const char*>();
    for (const Ambiguous& entry : Shorthand()) made->emplace(entry.spelling, entry.reading);
    return made;
  }();
  return *map;
}

// Asked for once: ICU's own lock around it is one that ThreadSanitizer cannot see.
const icu::Normalizer2* CaseFolder() {
  static const icu::Normalizer2* const folder = [] {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* const found = icu::Normalizer2::getNFKCCasefoldInstance(error);
    return U_FAILURE(error) ? nullptr : found;
  }();
  return folder;
}

}  // namespace

std::string FoldWord(std::string_view word) {
  if (IsAscii(word)) return FoldAscii(word);
  const icu::Normalizer2* const nfkc = CaseFolder();
  if (nfkc == nullptr) return FoldAscii(word);
  const icu::UnicodeString in = icu::UnicodeString::fromUTF8(
      icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())));
  icu::UnicodeString folded;
  UErrorCode error = U_ZERO_ERROR;
  nfkc->normalize(in, folded, error);
  icu::UnicodeString kept;
  for (std::int32_t i = 0; i < folded.length(); ++i) {
    const char16_t c = folded[i];
    if (c != u'\'' && c != 0x2019 && c != 0x02bc && c != 0xfe0f) kept.append(c);
  }
  std::string out;
  kept.toUTF8String(out);
  return out;
}

std::vector<std::string> Unstretched(std::string_view folded) {
  std::vector<std::string> tries;
  const auto add = [&](std::string word) {
    if (word == folded) return;
    for (const std::string& have : tries) {
      if (have == word) return;
    }
    tries.push_back(std::move(word));
  };
  add(CutRuns(folded, 3, 2));
  add(CutRuns(folded, 3, 1));
  // "fiine", "okk" is left alone (codebook: never the curt k), so only inside longer words.
  if (folded.size() > 3) add(CutRuns(folded, 2, 1));
  return tries;
}

std::string_view CanonicalLaughter(std::string_view word) {
  constexpr std::string_view kHaha = "haha";
  if (word.size() < 3) return {};
  if (OnlyLetters(word, "ha") && Holds(word, "ha") && (Holds(word, "ah") || Holds(word, "hh"))) {
    return word.size() >= 4 ? kHaha : std::string_view{};
  }
  if (OnlyLetters(word, "he") && Holds(word, "heh")) return kHaha;
  if (OnlyLetters(word, "ja") && Holds(word, "jaj")) return kHaha;
  if (OnlyLetters(word, "lo") && Holds(word, "lol")) return kHaha;
  if (word.starts_with("lm") && OnlyLetters(word.substr(2), "afo") && Holds(word, "ao"))
    return kHaha;
  if (word.starts_with("bahah") || word.starts_with("mwahah")) return kHaha;
  return {};
}

const char* WrittenOut(std::string_view folded) {
  const auto found = ShorthandMap().find(folded);
  return found == ShorthandMap().end() ? nullptr : found->second;
}

const char* AmbiguousReading(std::string_view folded) {
  for (const Ambiguous& entry : AmbiguousSpellings()) {
    if (folded == entry.spelling) return entry.reading;
  }
  return nullptr;
}

const std::vector<Ambiguous>& AmbiguousSpellings() {
  static const std::vector<Ambiguous> kList = {
      {"ill", "i will"},   {"id", "i would"},   {"well", "we will"},   {"were", "we are"},
      {"wed", "we would"}, {"hed", "he would"}, {"shed", "she would"}, {"its", "it is"},
      {"ur", "you are"},   {"ur", "your"},      {"cause", "because"},
  };
  return kList;
}

const std::vector<Ambiguous>& Shorthand() {
  // clang-format off
  static const std::vector<Ambiguous> kList = {
      // contractions, apostrophe dropped
      {"im", "i am"}, {"ive", "i have"}, {"youre", "you are"}, {"youve", "you have"},
      {"youll", "you will"}, {"youd", "you would"}, {"hes", "he is"}, {"shes", "she is"},
      {"theyre", "they are"}, {"theyve", "they have"}, {"theyll", "they will"},
      {"theyd", "they would"}, {"weve", "we have"}, {"thats", "that is"}, {"thatll", "that will"},
      {"whats", "what is"}, {"whos", "who is"}, {"wheres", "where is"}, {"hows", "how is"},
      {"whens", "when is"}, {"whys", "why is"}, {"theres", "there is"}, {"heres", "here is"},
      {"itll", "it will"}, {"itd", "it would"}, {"dont", "do not"}, {"doesnt", "does not"},
      {"didnt", "did not"}, {"isnt", "is not"}, {"arent", "are not"}, {"wasnt", "was not"},
      {"werent", "were not"}, {"wont", "will not"}, {"wouldnt", "would not"},
      {"cant", "can not"}, {"cannot", "can not"}, {"couldnt", "could not"},
      {"shouldnt", "should not"}, {"havent", "have not"}, {"hasnt", "has not"},
      {"hadnt", "had not"}, {"mustnt", "must not"}, {"neednt", "need not"}, {"aint", "is not"},
      {"couldve", "could have"}, {"shouldve", "should have"}, {"wouldve", "would have"},
      {"shoulda", "should have"}, {"coulda", "could have"}, {"woulda", "would have"},
      {"shouldntve", "should not have"}, {"wouldntve", "would not have"},
      {"couldntve", "could not have"}, {"idve", "i would have"}, {"youdve", "you would have"},
      {"wedve", "we would have"}, {"yalld", "you all would"}, {"yallre", "you all are"},
      {"yall", "you all"}, {"somethings", "something is"}, {"nothings", "nothing is"},
      {"everythings", "everything is"}, {"dunno", "do not know"}, {"dunnoo", "do not know"},
      // run-together forms
      {"wanna", "want to"}, {"gonna", "going to"}, {"gunna", "going to"}, {"gona", "going to"},
      {"gotta", "got to"}, {"lemme", "let me"}, {"gimme", "give me"}, {"kinda", "kind of"},
      {"sorta", "sort of"}, {"outta", "out of"}, {"hafta", "have to"}, {"oughta", "ought to"},
      {"tryna", "trying to"}, {"finna", "going to"}, {"imma", "i am going to"},
      {"ima", "i am going to"}, {"whatcha", "what are you"}, {"cmon", "come on"},
      {"alot", "a lot"}, {"aswell", "as well"}, {"infact", "in fact"}, {"nevermind", "never mind"},
      {"alright", "all right"}, {"everytime", "every time"}, {"allday", "all day"},
      // shorthand
      {"u", "you"}, {"yu", "you"}, {"yous", "you"}, {"youse", "you"},
      {"r", "are"}, {"y", "why"}, {"w", "with"}, {"wit", "with"}, {"n", "and"}, {"b", "be"},
      {"c", "see"}, {"m", "am"}, {"em", "them"},
      {"wiv", "with"}, {"yr", "your"}, {"yor", "your"}, {"urself", "yourself"}, {"urs", "yours"},
      {"rn", "right now"}, {"atm", "at the moment"}, {"idk", "i do not know"},
      {"idek", "i do not even know"}, {"idc", "i do not care"}, {"idgaf", "i do not care"},
      {"nvm", "never mind"}, {"nvmd", "never mind"},
      {"dw", "do not worry"}, {"bc", "because"}, {"cuz", "because"}, {"coz", "because"},
      {"cos", "because"}, {"bcs", "because"}, {"bcoz", "because"}, {"becuz", "because"},
      {"tmrw", "tomorrow"}, {"tmr", "tomorrow"}, {"tmw", "tomorrow"}, {"2moro", "tomorrow"},
      {"tomoz", "tomorrow"}, {"2day", "today"}, {"2nite", "tonight"},
      {"tonite", "tonight"}, {"2night", "tonight"}, {"nite", "night"}, {"pls", "please"},
      {"plz", "please"}, {"plss", "please"}, {"thx", "thanks"}, {"tx", "thanks"},
      {"tnx", "thanks"}, {"ty", "thank you"}, {"tysm", "thank you so much"}, {"ppl", "people"},
      {"msg", "message"}, {"msgs", "messages"}, {"txt", "text"}, {"txts", "texts"},
      {"abt", "about"}, {"bout", "about"}, {"b4", "before"}, {"l8r", "later"}, {"l8", "late"},
      {"gr8", "great"}, {"m8", "mate"}, {"tho", "though"},
      {"thru", "through"}, {"prob", "probably"}, {"probs", "probably"}, {"prolly", "probably"},
      {"def", "definitely"}, {"defo", "definitely"}, {"obv", "obviously"}, {"obvs", "obviously"},
      {"ily", "i love you"}, {"ilysm", "i love you so much"}, {"iloveyou", "i love you"},
      {"imy", "i miss you"}, {"ttyl", "talk to you later"}, {"ttys", "talk to you soon"},
      {"brb", "be right back"}, {"omw", "on my way"}, {"hbu", "how about you"},
      {"wbu", "what about you"}, {"hru", "how are you"}, {"wyd", "what are you doing"},
      {"wya", "where are you"}, {"smth", "something"}, {"sth", "something"}, {"smt", "something"},
      {"nth", "nothing"}, {"nothin", "nothing"}, {"nuthin", "nothing"}, {"somethin", "something"},
      {"goin", "going"}, {"doin", "doing"}, {"talkin", "talking"}, {"tryin", "trying"},
      {"feelin", "feeling"}, {"ignorin", "ignoring"}, {"bein", "being"}, {"havin", "having"},
      {"gettin", "getting"}, {"comin", "coming"}, {"thinkin", "thinking"}, {"lookin", "looking"},
      {"shuttin", "shutting"}, {"avoidin", "avoiding"}, {"waitin", "waiting"},
      {"listenin", "listening"}, {"tellin", "telling"}, {"makin", "making"},
      {"tbh", "to be honest"}, {"imo", "in my opinion"}, {"ngl", "honestly"},
      {"fr", "for real"}, {"ffs", "for fuck sake"}, {"jk", "just kidding"},
      {"srsly", "seriously"}, {"sry", "sorry"}, {"soz", "sorry"}, {"sori", "sorry"},
      {"okay", "ok"}, {"oki", "okie"}, {"cba", "can not be bothered"},
      {"xoxo", "xx"}, {"xxx", "xx"}, {"xxxx", "xx"}, {"wknd", "weekend"}, {"wkend", "weekend"},
      {"hrs", "hours"}, {"hr", "hour"}, {"mins", "minutes"}, {"min", "minute"}, {"sec", "second"},
      {"secs", "seconds"}, {"mon", "monday"}, {"tues", "tuesday"},
      {"weds", "wednesday"}, {"thurs", "thursday"}, {"fri", "friday"}, {"bday", "birthday"},
      {"luv", "love"}, {"lv", "love"}, {"wud", "would"}, {"cud", "could"}, {"shud", "should"},
      {"jus", "just"}, {"jst", "just"}, {"dat", "that"}, {"dis", "this"}, {"dem", "them"},
      {"hav", "have"}, {"hv", "have"}, {"wen", "when"}, {"wat", "what"}, {"wht", "what"},
      {"wot", "what"}, {"wots", "what is"}, {"wats", "what is"}, {"dnt", "do not"},
      {"dint", "did not"}, {"didn", "did not"}, {"dun", "do not"}, {"cnt", "can not"},
      {"mom", "mum"}, {"mam", "mum"}, {"moms", "mums"},
      {"apologize", "apologise"}, {"apologized", "apologised"}, {"apologizing", "apologising"},
      {"favorite", "favourite"}, {"behavior", "behaviour"},
      {"realize", "realise"}, {"realized", "realised"}, {"counselor", "counsellor"},
      {"counseling", "counselling"}, {"honor", "honour"}, {"neighbor", "neighbour"},
      {"minimize", "minimise"}, {"prioritize", "prioritise"}, {"canceled", "cancelled"},
      {"canceling", "cancelling"}, {"criticize", "criticise"},
  };
  // clang-format on
  return kList;
}

}  // namespace ebb
