#include "readers/whatsapp_markers.h"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "base/ascii.h"
#include "base/embedded.h"
#include "base/text_util.h"
#include "readers/whatsapp_person_name.h"
#include "readers/whatsapp_text.h"

namespace ebb {
extern const std::vector<EmbeddedFile> kWhatsAppMarkers;
}

namespace ebb::whatsapp {
namespace {

constexpr std::size_t kEnding = 4, kBeginning = 5;  // bytes looked at before anything is compared

// Four bytes without the bit that tells ASCII cases apart.
std::uint64_t Four(const char* text) {
  std::uint32_t word = 0;
  std::memcpy(&word, text, sizeof word);
  return word | 0x20202020U;
}

std::size_t SlotOf(std::uint64_t value) { return (value * 0x9E3779B97F4A7C15U) >> 48U; }
std::size_t SecondSlotOf(std::uint64_t value) { return (value * 0xC2B2AE3D27D4EB4FU) >> 48U; }

std::uint64_t Ends(std::string_view text) {
  return Four(text.data()) << 32U | Four(text.data() + text.size() - kEnding);
}
std::size_t BeginningSlot(std::string_view text) {
  return SlotOf(Four(text.data()) << 32U | Four(text.data() + kBeginning - kEnding));
}

struct WholeKind {
  std::string_view kind;
  Marker marker;
};
constexpr WholeKind kWholeKinds[] = {
    {"deleted_in", Marker::kDeleted},      {"deleted_by_admin", Marker::kDeleted},
    {"deleted_out", Marker::kDeletedByMe}, {"media_omitted", Marker::kMedia},
    {"image_omitted", Marker::kMedia},     {"video_omitted", Marker::kMedia},
    {"audio_omitted", Marker::kMedia},     {"sticker_omitted", Marker::kMedia},
    {"gif_omitted", Marker::kMedia},       {"document_omitted", Marker::kMedia},
    {"contact_omitted", Marker::kContact}, {"missed_voice", Marker::kCall},
    {"missed_video", Marker::kCall},       {"call", Marker::kCall},
    {"live_location", Marker::kLocation},  {"waiting", Marker::kOther},
    {"view_once", Marker::kOther},
};

struct PeriodKind {
  std::string_view kind;
  DayPeriod period;
};
constexpr PeriodKind kPeriodKinds[] = {
    {"day_am", DayPeriod::kAm},     {"day_pm", DayPeriod::kPm},
    {"day_noon", DayPeriod::kNoon}, {"day_night", DayPeriod::kNight},
    {"day_none", DayPeriod::kNone},
};

bool Contains(const std::vector<std::string>& fragments, std::string_view text) {
  return std::any_of(fragments.begin(), fragments.end(), [&](const std::string& fragment) {
    return text.find(fragment) != std::string_view::npos;
  });
}

bool BeginsWithOne(const std::vector<std::string>& prefixes, std::string_view text) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](const std::string& prefix) { return text.starts_with(prefix); });
}

bool IsOneOf(const std::vector<std::string>& phrases, std::string_view text) {
  return std::find(phrases.begin(), phrases.end(), text) != phrases.end();
}

// "you added", "Du wurdest": speaks to the reader, not of whose name stands before it.
bool SpeaksToReader(std::string_view folded) {
  for (const std::string_view you :
       {"you", "you're", "du", "vous", "hai", "voc\u00EA", "je", "anda", "\u0432\u044B"}) {
    if (folded.starts_with(you) && folded.substr(you.size()).starts_with(' ')) return true;
  }
  return false;
}

bool IsOfSentence(std::string_view word) {
  for (const std::string_view small : {"the", "a", "you", "your", "my", "me", "i", "he", "his",
                                       "she", "her", "we", "our", "with", "of", "to", "about"}) {
    if (word == small) return true;
  }
  return false;
}

// "(1)" at the end of a name that was downloaded before.
std::string_view DropCopyNumber(std::string_view stem) {
  if (!stem.ends_with(')')) return stem;
  std::size_t at = stem.size() - 1;
  while (at > 0 && IsDigit(stem[at - 1])) --at;
  const std::size_t digits = stem.size() - 1 - at;
  if (digits == 0 || digits > 2 || at == 0 || stem[at - 1] != '(') return stem;
  stem = stem.substr(0, at - 1);
  return stem.ends_with(' ') ? stem.substr(0, stem.size() - 1) : stem;
}

}  // namespace

const Markers& Markers::Get() {
  static const Markers markers;
  return markers;
}

Markers::Markers() {
  whole_.reserve(2048);
  verbatim_.reserve(2048);
  for (const EmbeddedFile& file : kWhatsAppMarkers) {
    for (const std::string_view line : Split(file.bytes, '\n')) AddLine(line);
  }
}

Markers::Template Markers::MakeTemplate(std::string_view text) {
  const std::size_t at = text.find("%s");
  if (at == std::string_view::npos) return {FoldPhrase(text), {}};
  // A letter stands for the variable part, so that spaces beside it survive the folding.
  const std::string before = FoldPhrase(std::string(text.substr(0, at)) + "x");
  const std::string after = FoldPhrase("x" + std::string(text.substr(at + 2)));
  return {before.substr(0, before.size() - 1), after.substr(1)};
}

// Two languages may use one wording for "deleted by you" and "deleted by the other": then it proves
// nothing about who exported the chat.
void Markers::AddWhole(std::string_view text, Marker marker) {
  const auto [entry, added] = whole_.emplace(FoldPhrase(text), marker);
  if (!added && entry->second != marker && marker == Marker::kDeleted) entry->second = marker;
  while (text.ends_with('.')) text.remove_suffix(1);
  if (text.size() < kEnding) return;
  verbatim_.emplace(text, &entry->second);
  ends_.set(SlotOf(Ends(text)));
  ends_.set(SecondSlotOf(Ends(text)));
}

void Markers::AddMonths(std::string_view text) {
  int month = 0;
  for (const std::string_view word : Split(text, ' ')) months_.emplace(FoldPeriod(word), ++month);
}

void Markers::AddFileName(std::string_view text) {
  const std::size_t at = text.find("%s");
  if (at == std::string_view::npos) return;
  file_names_.push_back({std::string(text.substr(0, at)), std::string(text.substr(at + 2))});
}

// Lists that are no more than lists.
void Markers::AddPhrase(std::string_view kind, std::string_view text) {
  const std::pair<std::string_view, std::vector<std::string>*> lists[] = {
      {"encryption", &encryption_},
      {"encryption_begin", &encryption_begins_},
      {"edited", &edited_},
      {"poll", &polls_},
      {"poll_option", &options_},
      {"call_begin", &calls_},
      {"call_unit", &call_units_},
      {"call_hour", &call_hours_},
      {"call_end", &call_ends_},
      {"call_hint", &call_hints_},
      {"document_omitted", &documents_},
  };
  for (const auto& [name, list] : lists) {
    if (kind == name) list->push_back(FoldPhrase(text));
  }
}

void Markers::AddEvent(std::string_view text, bool brief) {
  events_.push_back(FoldPhrase(text));
  if (!SpeaksToReader(events_.back())) deeds_.push_back({events_.back(), brief});
}

// The kinds of Portuguese are one language here.
void Markers::AddOmitted(std::string_view lang, std::string_view kind, std::string_view text) {
  const std::string language(lang.substr(0, lang.find('-')));
  auto found = std::find_if(omitted_.begin(), omitted_.end(),
                            [&](const Omitted& entry) { return entry.language == language; });
  if (found == omitted_.end()) found = omitted_.insert(found, {language, {}, {}});
  std::vector<std::string>& list = kind == "omitted_end" ? found->ends : found->stems;
  for (const std::string_view word : Split(text, ' ')) list.push_back(FoldPhrase(word));
}

void Markers::AddLine(std::string_view line) {
  if (line.empty() || line.front() == '#') return;
  const std::vector<std::string_view> cells = Split(line, '\t');
  if (cells.size() != 4) return;
  const std::string_view kind = cells[2], text = cells[3];
  AddPhrase(kind, text);
  for (const WholeKind& whole : kWholeKinds) {
    if (kind == whole.kind) return AddWhole(text, whole.marker);
  }
  for (const PeriodKind& entry : kPeriodKinds) {
    if (kind != entry.kind) continue;
    periods_.emplace(FoldPeriod(text), entry.period);
    return;
  }
  if (kind == "attached" || kind == "file_attached") attachments_.push_back(MakeTemplate(text));
  if (kind == "filename") AddFileName(text);
  if (kind == "months") AddMonths(text);
  if (kind == "event" || kind == "event_brief") AddEvent(text, kind == "event_brief");
  if (kind == "deleted_begin") deleted_.push_back(FoldPhrase(text) + " ");
  if (kind == "weekday") weekdays_.push_back(FoldPeriod(text));
  if (kind == "media_words" || kind == "omitted_end") AddOmitted(cells[0], kind, text);
  if (kind == "location") locations_.push_back(MakeTemplate(text).before);
  if ((kind == "location" || kind == "poll" || kind == "call_begin" || kind == "deleted_begin") &&
      text.size() >= kBeginning) {
    beginnings_.set(BeginningSlot(text));
  }
}

bool Markers::MayBeWhole(std::string_view body) const {
  if (body.size() < kEnding || body.size() > 256) return false;
  const std::uint64_t ends = Ends(body);
  return ends_[SlotOf(ends)] && ends_[SecondSlotOf(ends)];
}

bool Markers::MayBegin(std::string_view body) const {
  return body.size() >= kBeginning && beginnings_[BeginningSlot(body)];
}

Marker Markers::Verbatim(std::string_view body) const {
  while (body.ends_with('.')) body.remove_suffix(1);
  const auto found = verbatim_.find(body);
  return found == verbatim_.end() ? Marker::kNone : *found->second;
}

Marker Markers::Whole(std::string_view folded) const {
  const auto found = whole_.find(std::string(folded));
  return found == whole_.end() ? Marker::kNone : found->second;
}

bool Markers::IsEdited(std::string_view folded) const { return IsOneOf(edited_, folded); }

bool Markers::IsAttachment(std::string_view folded, std::string_view* name) const {
  for (const Template& form : attachments_) {
    const std::size_t fixed = form.before.size() + form.after.size();
    if (folded.size() <= fixed || !folded.starts_with(form.before)) continue;
    if (!folded.ends_with(form.after)) continue;
    *name = folded.substr(form.before.size(), folded.size() - fixed);
    if (name->find('.') != std::string_view::npos) return true;  // file names have an ending
  }
  return false;
}

bool Markers::BeginsAsLocation(std::string_view folded) const {
  return BeginsWithOne(locations_, folded);
}
bool Markers::BeginsAsDeleted(std::string_view folded, std::string_view body,
                              const std::unordered_set<std::string>& writers) const {
  constexpr std::size_t kLongest = 120;
  if (folded.size() > kLongest || folded.find('\n') != std::string_view::npos) return false;
  const bool marked = BeginsWithDirectionMark(body);
  const std::string lower = LowerAscii(body);
  return std::any_of(deleted_.begin(), deleted_.end(), [&](const std::string& begin) {
    const std::size_t at = lower.find(begin);
    return folded.starts_with(begin) && at != std::string::npos &&
           (marked || LooksLikeName(body.substr(at + begin.size()), writers));
  });
}
bool Markers::BeginsAsCall(std::string_view folded) const { return BeginsWithOne(calls_, folded); }

bool Markers::IsDocument(std::string_view folded) const { return IsOneOf(documents_, folded); }

// "videonotiz", "nota de voz", and none of the small words people's own sentences have.
bool Markers::NamesFile(std::string_view words, const std::vector<std::string>& stems) {
  constexpr std::size_t kMostWords = 4, kShort = 4;
  const std::vector<std::string_view> parts = Split(words, ' ');
  const auto names_file = [&](std::string_view word) {
    return std::any_of(stems.begin(), stems.end(), [&](const std::string& stem) {
      return stem.size() > kShort ? word.starts_with(stem) : word == stem;
    });
  };
  return parts.size() <= kMostWords && std::any_of(parts.begin(), parts.end(), names_file) &&
         std::none_of(parts.begin(), parts.end(), IsOfSentence);
}

bool Markers::IsOmitted(std::string_view folded, bool marked) const {
  constexpr std::size_t kLongest = 90;
  if (!folded.starts_with('<') || !folded.ends_with('>') || folded.size() > kLongest) return false;
  folded = folded.substr(1, folded.size() - 2);
  if (folded.find_first_of("<>:.\n") != std::string_view::npos) return false;
  const auto ends_so = [&](const Omitted& entry, const std::string& end) {
    if (folded.size() <= end.size() || !folded.ends_with(" " + end)) return false;
    return marked || NamesFile(folded.substr(0, folded.size() - end.size() - 1), entry.stems);
  };
  return std::any_of(omitted_.begin(), omitted_.end(), [&](const Omitted& entry) {
    return std::any_of(entry.ends.begin(), entry.ends.end(),
                       [&](const std::string& end) { return ends_so(entry, end); });
  });
}

// "5 min", "1 hr 5 min", with "\u2022 3 joined" behind it. A bare "20 h" may be when to call.
bool Markers::IsSpan(std::string_view folded) const {
  constexpr std::size_t kMostWords = 6;
  const std::size_t bullet = folded.find(" \u2022 ");
  if (bullet != std::string_view::npos) {
    const std::string_view joined = folded.substr(bullet + 5);
    if (joined.empty() || !IsDigit(joined.front())) return false;
    folded = folded.substr(0, bullet);
  }
  const std::vector<std::string_view> words = Split(folded, ' ');
  if (words.size() % 2 != 0 || words.size() > kMostWords) return false;
  for (std::size_t i = 0; i < words.size(); i += 2) {
    std::string_view unit = words[i + 1];
    if (unit.ends_with('.')) unit.remove_suffix(1);
    if (words[i].empty() || !std::all_of(words[i].begin(), words[i].end(), IsDigit)) return false;
    const bool more = i + 2 < words.size();
    if (!IsOneOf(call_units_, unit) && !(more && IsOneOf(call_hours_, unit))) return false;
  }
  return true;
}

// After the comma a known phrase, or numbers and their units.
bool Markers::IsCall(std::string_view folded, bool marked) const {
  const std::size_t comma = folded.find(", ");
  if (comma == std::string_view::npos) return false;
  const std::string_view begin = folded.substr(0, comma), end = folded.substr(comma + 2);
  // "No answer, 3 times now": people begin so, too.
  if (!IsOneOf(calls_, begin) || IsOneOf(call_ends_, begin)) return false;
  return IsOneOf(call_hints_, end) || IsSpan(end) || (marked && IsOneOf(call_ends_, end));
}

bool Markers::IsPollHead(std::string_view folded) const { return IsOneOf(polls_, folded); }
bool Markers::BeginsAsPollOption(std::string_view folded) const {
  return BeginsWithOne(options_, folded);
}
bool Markers::HasEncryptionNotice(std::string_view folded) const {
  return Contains(encryption_, folded);
}
bool Markers::BeginsAsEncryptionNotice(std::string_view folded) const {
  return BeginsWithOne(encryption_begins_, folded);
}
// Some begin as people tell of themselves ("Ben is a contact of mine, ..."): behind those no more
// than a few words may follow, up to a full stop or a quotation.
bool Markers::IsDeed(std::string_view folded) const {
  constexpr std::size_t kMostWords = 4;
  return std::any_of(deeds_.begin(), deeds_.end(), [&](const Deed& deed) {
    if (!folded.starts_with(deed.words)) return false;
    if (!deed.brief) return true;
    const std::string_view more = folded.substr(deed.words.size());
    const std::string_view plain =
        more.substr(0, std::min(more.find_first_of("\".\xE2\xC2"), more.size()));
    return plain.find(',') == std::string_view::npos &&
           Split(Trim(plain), ' ').size() <= kMostWords;
  });
}
bool Markers::HasEvent(std::string_view folded) const { return Contains(events_, folded); }

std::optional<DayPeriod> Markers::Period(std::string_view folded) const {
  const auto found = periods_.find(std::string(folded));
  if (found == periods_.end()) return std::nullopt;
  return found->second;
}

std::optional<DayPeriod> Markers::PeriodInFront(std::string_view folded) const {
  return IsOneOf(weekdays_, folded) ? std::nullopt : Period(folded);
}

int Markers::Month(std::string_view folded) const {
  const auto found = months_.find(std::string(folded));
  return found == months_.end() ? 0 : found->second;
}

// Mailers turn spaces into underscores; some languages have a no-break space after the preposition.
std::string Markers::ChatName(std::string_view stem) const {
  std::string plain = CleanName(DropCopyNumber(stem));
  if (plain.find(' ') == std::string::npos) std::replace(plain.begin(), plain.end(), '_', ' ');
  std::string name;
  for (const Template& form : file_names_) {
    const std::size_t fixed = form.before.size() + form.after.size();
    if (plain.size() <= fixed || !plain.starts_with(form.before)) continue;
    if (!plain.ends_with(form.after)) continue;
    // The longest fixed part is the most telling one.
    const std::string found = plain.substr(form.before.size(), plain.size() - fixed);
    if (name.empty() || found.size() < name.size()) name = found;
  }
  return name;
}

}  // namespace ebb::whatsapp
