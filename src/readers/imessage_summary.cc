#include "readers/imessage_summary.h"

#include "base/decode.h"
#include "readers/apple_time.h"
#include "readers/binary_plist.h"
#include "readers/typedstream.h"

namespace ebb {
namespace {

// What is left to be read. Parts of a list may be shared, so a small one could hold texts without
// end; an honest one holds each text once.
struct Budget {
  std::size_t versions = 500;
  std::size_t bytes = 0;
};

MessageEdits::Version ReadVersion(const BinaryPlist& list, BinaryPlist::Object object,
                                  Budget* budget) {
  MessageEdits::Version version;
  if (const auto archive = list.Get(object, "t")) {
    std::uint64_t repaired = 0;
    const auto text = TypedstreamText(list.Data(*archive));
    if (text && text->size() <= budget->bytes) {
      version.text = RepairUtf8(*text, &repaired);
      budget->bytes -= text->size();
    }
  }
  if (const auto date = list.Get(object, "d")) {
    version.sent = AppleTime(list.Number(*date).value_or(0));
  }
  return version;
}

MessageEdits::Part ReadPart(const BinaryPlist& list, BinaryPlist::Object part, Budget* budget) {
  MessageEdits::Part out;
  for (const BinaryPlist::Object object : list.List(part)) {
    if (budget->versions == 0) break;
    --budget->versions;
    out.versions.push_back(ReadVersion(list, object, budget));
  }
  return out;
}

}  // namespace

std::optional<MessageEdits> ReadMessageEdits(std::string_view plist) {
  const std::optional<BinaryPlist> list = BinaryPlist::Parse(plist);
  if (!list) return std::nullopt;
  MessageEdits edits;
  const auto retracted = list->Get(list->root(), "rp");
  edits.retracted = retracted && !list->List(*retracted).empty();
  const auto ranges = list->Get(list->root(), "otr");
  if (ranges) edits.parts_in_all = list->Values(*ranges).size();
  const auto edited = list->Get(list->root(), "ec");
  if (!edited) return edits;
  Budget budget{.bytes = plist.size()};
  for (const BinaryPlist::Object part : list->Values(*edited)) {
    MessageEdits::Part read = ReadPart(*list, part, &budget);
    if (!read.versions.empty()) edits.parts.push_back(std::move(read));
  }
  return edits;
}

}  // namespace ebb
