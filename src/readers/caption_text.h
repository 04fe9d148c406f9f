// What is said in a cue, and by whom: tags, entities and marks of sound taken off its lines, and
// the lines broken where another voice begins.
//
// CaptionText owns the cleaned text; views live until the Read after the next. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "readers/caption_brackets.h"
#include "readers/caption_cues.h"

namespace ebb {

struct CaptionPiece {
  enum class Mark : std::uint8_t {
    kNone,
    kVoice,     // <v Name>: `name` until the tag ends
    kVoiceEnd,  // </v>
    kChange,    // >> : another speaker
    kDash,      // - : one of two speakers in this cue
    kTag,       // [SPEAKER_00] before the words, or (Ada) above them: `name`
  };
  Mark mark = Mark::kNone;
  std::string_view name;  // with kVoice, may be empty, and with kTag
  std::string_view text;  // trimmed; may be empty
  std::uint64_t offset = 0, line = 0;
};

class CaptionText {
 public:
  // Names stand in lines of their own, in brackets. Must outlive this object.
  void UseBrackets(CaptionBrackets* brackets) { brackets_ = brackets; }

  // Views in *pieces live until the call after the next, or die with `cue`.
  void Read(const Cue& cue, CaptionKind kind, std::vector<CaptionPiece>* pieces);

 private:
  void ReadNamedLines(const std::vector<CueLine>& lines);
  bool ChangesAt(const std::vector<CueLine>& lines, std::size_t at);
  void ReadLine(const CueLine& line);
  void AddPlain(const CueLine& line, CaptionPiece::Mark mark, std::string_view words);
  bool AddVoice(const CueLine& line, std::size_t at);
  std::size_t TakeTag(std::string_view text, std::size_t at);
  void ReadName(std::string_view tag);
  std::size_t TakeBrackets(std::string_view text, std::size_t at);
  bool SetTag(std::string_view name);
  std::size_t TakeChange(std::string_view text, std::size_t at);
  std::size_t TakeEntity(std::string_view rest);
  std::size_t TakeOther(std::string_view text, std::size_t at);
  void Break(CaptionPiece::Mark mark, std::uint64_t offset);
  void EndPiece();

  CaptionKind kind_ = CaptionKind::kWebVtt;
  std::vector<CaptionPiece>* pieces_ = nullptr;
  CaptionPiece piece_;  // under way
  CueLine line_;        // it stands in
  std::string clean_, clean_before_;
  std::size_t text_at_ = 0;  // where the text of piece_ begins in clean_
  CaptionBrackets* brackets_ = nullptr;
};

// True if `text` holds a character that may begin a tag, an entity or a mark of sound.
bool HasCaptionMarks(std::string_view text);

// "LABEL: words" as a label and words. False if it has not that shape.
bool CutLabel(std::string_view text, std::string_view* label, std::string_view* words);
// The same if the label can be a name.
bool SplitLabel(std::string_view text, std::string_view* name, std::string_view* words);

}  // namespace ebb
