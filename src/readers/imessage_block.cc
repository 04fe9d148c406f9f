#include "readers/imessage_block.h"

#include "base/text_util.h"
#include "readers/imessage_replies.h"

namespace ebb {
namespace {

bool IsMessage(const MarkupWalker& at) { return at.IsStart("div") && at.HasClass("message"); }
bool IsAnnouncement(const MarkupWalker& at) {
  return at.IsStart("div") && at.HasClass("announcement");
}

bool IsMediaElement(std::string_view name) {
  return name == "img" || name == "video" || name == "audio" || name == "embed" || name == "a";
}

// Inside a bubble: what the app adds to the words.
bool IsAdded(const MarkupWalker& at) { return at.HasClass("unsent") || at.HasClass("timestamp"); }

}  // namespace

bool IsIMessageBlock(const MarkupWalker& at) { return IsMessage(at) || IsAnnouncement(at); }

void IMessageBlock::Clear() {
  notice = sent_by_me = reply = edited = media = app = unsent = whole = false;
  sent = {};
  sender.clear();
  text.clear();
  copies.clear();
}

bool IMessageBlockReader::ReadBlock(IMessageBlock* block, bool is_copy) {
  block->Clear();
  block->notice = IsAnnouncement(walker_);
  block->reply = is_copy;
  block->source = walker_.source();
  block->line = walker_.line();
  std::string stamp;
  stamp.swap(stamp_);  // a copy is read in the middle of its parent
  stamp_.clear();
  part_begin_ = 0;
  MarkupScope scope(walker_);
  bool other = false, has_copies = false;
  while (!other && scope.Next()) {
    other = IsIMessageBlock(walker_);
    if (other || walker_.kind() != MarkupWalker::Kind::kStart) continue;
    if (!is_copy && walker_.HasClass("replies")) {
      has_copies = true;
      other = ReadCopies(block);
    } else {
      ReadPart(block);
    }
  }
  std::string_view written = Trim(stamp_);
  TakeIMessageStamp(&written, &block->sent);
  stamp_.swap(stamp);
  block->whole = scope.closed() || other || has_copies;
  block->source.end = other ? walker_.source().begin : walker_.source().end;
  return other;
}

// Copies are read without going deeper: the exporter puts all replies below the first message.
bool IMessageBlockReader::ReadCopies(IMessageBlock* block) {
  if (block->copies.empty()) block->copies_begin = walker_.source().end;
  MarkupScope scope(walker_);
  while (scope.Next()) {
    if (!IsMessage(walker_)) continue;
    block->copies.emplace_back();
    const std::size_t part_begin = part_begin_;
    const bool other = ReadBlock(&block->copies.back(), /*is_copy=*/true);
    part_begin_ = part_begin;
    if (other) return true;
  }
  return false;
}

void IMessageBlockReader::ReadPart(IMessageBlock* block) {
  if (walker_.HasClass("timestamp")) {
    if (stamp_.empty()) walker_.ElementText(&stamp_);
  } else if (block->notice || ReadTextPart(block)) {
    return;
  } else if (walker_.HasClass("sent")) {
    block->sent_by_me = true;
  } else if (walker_.HasClass("app")) {
    block->app = true;
    walker_.SkipElement();
  } else if (walker_.HasClass("unsent")) {
    block->unsent = true;
    walker_.SkipElement();
  } else if (walker_.HasClass("reply_context") || walker_.HasClass("reply_anchor")) {
    block->reply = true;
    walker_.SkipElement();
  } else if (IsAside()) {
    walker_.SkipElement();
  } else if (IsMediaElement(walker_.name()) || walker_.HasClass("attachment_error") ||
             walker_.HasClass("sticker")) {
    block->media = true;
  }
}

// False if this is no part with words.
bool IMessageBlockReader::ReadTextPart(IMessageBlock* block) {
  if (walker_.HasClass("message_part")) {
    part_begin_ = block->text.size();
  } else if (walker_.HasClass("bubble") || walker_.HasClass("subject")) {
    AddText(block);
  } else if (walker_.HasClass("sender")) {
    if (block->sender.empty()) walker_.ElementText(&block->sender);
  } else if (walker_.HasClass("edited")) {
    ReadEdited(block);
  } else if (walker_.HasClass("translated")) {
    block->text.resize(part_begin_);  // was a translation; the words themselves are in here
  } else {
    return false;
  }
  return true;
}

// Reactions, the copies of replies to a reply, and what the exporter says about the message.
bool IMessageBlockReader::IsAside() const {
  static constexpr std::string_view kAsides[] = {"reactions", "reaction",   "tapbacks", "tapback",
                                                 "replies",   "expressive", "deleted"};
  for (const std::string_view name : kAsides) {
    if (walker_.HasClass(name)) return true;
  }
  return false;
}

void IMessageBlockReader::AddText(IMessageBlock* block) {
  if (!block->text.empty()) block->text.push_back('\n');
  walker_.ElementText(&block->text, IsAdded);
}

// A table of versions, the last one below.
void IMessageBlockReader::ReadEdited(IMessageBlock* block) {
  block->edited = true;
  std::string last, cell;
  MarkupScope scope(walker_);
  while (scope.Next()) {
    if (walker_.kind() == MarkupWalker::Kind::kStart && walker_.HasClass("unsent")) {
      block->unsent = true;
      walker_.SkipElement();
    }
    if (!walker_.IsStart("td")) continue;
    cell.clear();
    walker_.ElementText(&cell, IsAdded);
    if (!Trim(cell).empty()) last = Trim(cell);
  }
  if (!block->text.empty() && !last.empty()) block->text.push_back('\n');
  block->text += last;
}

}  // namespace ebb
