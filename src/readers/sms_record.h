// One <sms>, <mms> or <call> element, read but not yet judged.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "chat/message.h"
#include "readers/markup_walker.h"

namespace ebb {

struct SmsRecord {
  enum class Element : std::uint8_t { kSms, kMms, kCall };
  enum class Box : std::uint8_t { kUnknown, kReceived, kSent, kDraft, kUnsent };

  Element element = Element::kSms;
  Box box = Box::kUnknown;
  ByteRange source;
  std::uint64_t line = 0;
  Timestamp sent;
  // "null", "(Unknown)" and the like are empty.
  std::string address, contact, body;
  std::string ids;       // of a multimedia message: what tells two of the same second apart
  std::string from, to;  // of a multimedia message: the sender's number, the first receiver's
  bool has_media = false, has_contact = false;
  bool is_report = false;  // a delivery or read report
};

class SmsRecordParser {
 public:
  explicit SmsRecordParser(MarkupWalker& walker) : walker_(walker) {}

  // The walker stands on the start tag.
  void Begin(SmsRecord::Element element, SmsRecord* record);
  // One thing more about a message that Begin() found nothing about: GO SMS Pro writes elements in
  // place of attributes. `value` is decoded. Finish() when all are known.
  void Set(std::string_view name, std::string_view value, SmsRecord* record);
  void Finish(SmsRecord* record);
  // <part> and <addr> of a multimedia message.
  void AddPart(SmsRecord* record);
  void AddAddress(SmsRecord* record);

 private:
  void Take(std::string_view name, std::string_view raw, SmsRecord* record);
  std::string_view Text(std::string_view raw);

  MarkupWalker& walker_;
  std::string scratch_, date_, readable_;
};

// The moment, and the offset from UTC where the clock written beside it gives that away.
Timestamp SmsTime(std::string_view date, std::string_view readable_date);

}  // namespace ebb
