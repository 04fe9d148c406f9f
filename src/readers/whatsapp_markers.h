// The words WhatsApp itself writes, in many languages: placeholders, markers of deleted messages,
// call notices, group events, day periods, month names. Read once from whatsapp_markers.tsv, which
// travels inside the program; constant and safe for all threads afterwards.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace ebb::whatsapp {

enum class Marker : std::uint8_t {
  kNone,
  kDeleted,
  kDeletedByMe,  // the wording names the exporter ("You deleted ...") in every language that has it
  kMedia,
  kContact,
  kCall,
  kLocation,
  kOther,  // view once, still waiting, "null"
};

enum class DayPeriod : std::uint8_t { kNone, kAm, kPm, kNoon, kNight };

class Markers {
 public:
  // The table, parsed on first use (a fraction of a millisecond).
  static const Markers& Get();

  // Quick refusals for the millions of bodies that people typed. `body` without marks at its ends
  // and without a final full stop.
  bool MayBeWhole(std::string_view body) const;
  bool MayBegin(std::string_view body) const;

  // `body` exactly as in the table, marks and final full stop aside. Cheaper than Whole.
  Marker Verbatim(std::string_view body) const;

  // The arguments below are folded with FoldPhrase.
  Marker Whole(std::string_view folded) const;
  bool IsEdited(std::string_view folded) const;  // "<this message was edited>"
  // An included file; `*name` is set to its folded name.
  bool IsAttachment(std::string_view folded, std::string_view* name) const;
  bool BeginsAsLocation(std::string_view folded) const;
  // By an admin, whose name follows; `body` as it was, `writers` as in HeadFacts.
  bool BeginsAsDeleted(std::string_view folded, std::string_view body,
                       const std::unordered_set<std::string>& writers) const;
  bool BeginsAsEncryptionNotice(std::string_view folded) const;
  // What somebody did, without their name and without a mark: "pinned a message". One line.
  bool IsDeed(std::string_view folded) const;
  // "document omitted"
  bool IsDocument(std::string_view folded) const;
  // "<video note omitted>" and whatever else ends as the placeholders of a language do; without a
  // mark only if it names a kind of file.
  bool IsOmitted(std::string_view folded, bool marked) const;
  // "voice call, 2 min", "missed voice call, tap to call back"; "voice call, no answer" needs a
  // mark.
  bool IsCall(std::string_view folded, bool marked) const;
  bool BeginsAsCall(std::string_view folded) const;  // "voice call, 2 min": only after a mark
  bool IsPollHead(std::string_view folded) const;
  bool BeginsAsPollOption(std::string_view folded) const;
  bool HasEncryptionNotice(std::string_view folded) const;
  bool HasEvent(std::string_view folded) const;

  // Folded with FoldPeriod; nullopt if it is no such word.
  std::optional<DayPeriod> Period(std::string_view folded) const;
  // The same for a word in front of the hour, where a day of the week may stand, too.
  std::optional<DayPeriod> PeriodInFront(std::string_view folded) const;
  int Month(std::string_view folded) const;  // 1 to 12, 0 = no month
  // The chat's name from the name of an export file without its ending; empty if it holds none.
  std::string ChatName(std::string_view stem) const;

 private:
  struct Template {  // text before and after the variable part
    std::string before, after;
  };
  struct Deed {
    std::string words;
    bool brief = false;  // only a few words may follow
  };
  struct Omitted {  // how placeholders in <...> end, and the words for files in them
    std::string language;
    std::vector<std::string> ends, stems;
  };
  Markers();
  void AddLine(std::string_view line);
  void AddWhole(std::string_view text, Marker marker);
  void AddMonths(std::string_view text);
  void AddFileName(std::string_view text);
  static Template MakeTemplate(std::string_view text);
  void AddPhrase(std::string_view kind, std::string_view text);
  void AddEvent(std::string_view text, bool brief);
  void AddOmitted(std::string_view lang, std::string_view kind, std::string_view text);
  static bool NamesFile(std::string_view words, const std::vector<std::string>& stems);
  bool IsSpan(std::string_view folded) const;

  std::unordered_map<std::string, Marker> whole_;
  // Keys lie in the embedded table, values in whole_: only at the end is it settled which wordings
  // are ambiguous.
  std::unordered_map<std::string_view, const Marker*> verbatim_;
  std::unordered_map<std::string, DayPeriod> periods_;
  std::unordered_map<std::string, int> months_;
  std::vector<Template> attachments_, file_names_;
  std::vector<std::string> locations_, calls_, call_ends_, call_units_, call_hours_, deleted_,
      call_hints_, encryption_, encryption_begins_, events_, edited_, polls_, options_, documents_,
      weekdays_;
  std::vector<Deed> deeds_;
  std::vector<Omitted> omitted_;
  // Hashed ends of the whole phrases, hashed beginnings of the phrases that go on.
  std::bitset<65536> ends_, beginnings_;
};

}  // namespace ebb::whatsapp
