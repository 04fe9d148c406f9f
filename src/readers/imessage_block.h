// One message or announcement of imessage-exporter's web pages, read but not yet judged.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "chat/message.h"
#include "readers/markup_walker.h"

namespace ebb {

struct IMessageBlock {
  bool notice = false, sent_by_me = false, reply = false, edited = false;
  bool media = false, app = false, unsent = false;
  bool whole = false;  // nothing of it is missing but, perhaps, what comes after its replies
  ByteRange source;
  std::uint64_t line = 0;
  Timestamp sent;
  std::string sender, text;
  std::vector<IMessageBlock> copies;  // of the replies to it, which have none themselves
  std::uint64_t copies_begin = 0;     // where they begin, if there are any

  void Clear();
};

bool IsIMessageBlock(const MarkupWalker& at);

class IMessageBlockReader {
 public:
  explicit IMessageBlockReader(MarkupWalker& walker) : walker_(walker) {}

  // The walker stands on the start tag. True if it stopped on the start tag of another block
  // because the end of this one is missing.
  bool Read(IMessageBlock* block) { return ReadBlock(block, /*is_copy=*/false); }

 private:
  bool ReadBlock(IMessageBlock* block, bool is_copy);
  bool ReadCopies(IMessageBlock* block);
  void ReadPart(IMessageBlock* block);
  bool ReadTextPart(IMessageBlock* block);
  bool IsAside() const;
  void AddText(IMessageBlock* block);
  void ReadEdited(IMessageBlock* block);

  MarkupWalker& walker_;
  std::string stamp_;
  std::size_t part_begin_ = 0;  // of the text of the part being read
};

}  // namespace ebb
