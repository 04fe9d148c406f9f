// What the body of a record is: somebody's words, or one of the app's placeholders and markers, and
// which part of it the sender typed. Pure, safe for all threads.
#pragma once

#include <string_view>

#include "chat/message.h"
#include "readers/whatsapp_head.h"
#include "readers/whatsapp_markers.h"

namespace ebb::whatsapp {

struct Body {
  MessageKind kind = MessageKind::kText;
  std::string_view text;  // the sender's own words; valid until the next call on this thread
  bool edited = false;
  bool by_me = false;  // "You deleted this message"
};

struct BodyContext {
  std::string_view sender;  // cleaned
  bool first_record = false;
  bool only_record_of_sender = false;  // as far as the head of the file shows
};

class BodyReader {
 public:
  // `facts` must outlive this object.
  explicit BodyReader(const HeadFacts& facts);

  // Quick and sure for nearly everything people type: all of it is the sender's own, kind kText.
  // False only means: call Read. Not for the first record of a file.
  bool IsTyped(std::string_view body, bool one_line) const;
  // "Ben left", under Ben's name: IsTyped is not to be asked.
  bool NamesItself(std::string_view body, std::string_view sender) const;
  // `body` without the line end that closes the record. kNotice = the app speaks, whatever the
  // sender.
  Body Read(std::string_view body, const BodyContext& context) const;

 private:
  Body ReadWhole(std::string_view body, const BodyContext& context) const;
  void CutPasted(std::string_view sender, Body* out) const;
  bool MayBeginPlaceholder(std::string_view line, std::size_t at, std::size_t bullet) const;
  bool IsMarkedNote(std::string_view text, std::size_t open) const;
  bool HasPlaceLink(std::string_view body) const;
  static bool Set(Marker marker, Body* out);
  bool ReadFileLines(Body* out) const;
  bool ReadPlace(std::string_view folded, Body* out) const;
  bool EndsAsLocation(std::string_view text) const;
  static bool IsNameOfFile(std::string_view text, std::string_view name);
  bool ReadPoll(Body* out) const;
  bool ReadMarked(std::string_view folded, const BodyContext& context, Body* out) const;
  void StripEdited(Body* out) const;
  bool IsDocument(std::string_view placeholder) const;
  MessageKind FileKind(std::string_view line, std::string_view* name) const;

  const HeadFacts& facts_;
  const Markers& markers_;
  bool ios_;
};

}  // namespace ebb::whatsapp
