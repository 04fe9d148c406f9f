// Reads the parts of one chat as if they were one file.
#include <algorithm>
#include <utility>

#include "readers/reader.h"

namespace ebb {
namespace {

// Gives all parts of a chat one identity, and counts their places on.
class PartSink final : public MessageSink {
 public:
  // `one_chat`: everything is one conversation, whatever the parts call it.
  PartSink(MessageSink& to, const ReadContext* context, bool one_chat)
      : to_(to), context_(context), one_chat_(one_chat) {}

  void BeginConversation(const ConversationInfo& info) override {
    begun_ = info;
    if (context_ != nullptr && !context_->id.empty()) begun_.id = context_->id;
    if (context_ != nullptr && !context_->name.empty()) begun_.name = context_->name;
    if (one_chat_ && !first_.id.empty()) {
      begun_.id = first_.id;
      begun_.name = first_.name;
    }
    if (first_.id.empty()) first_ = begun_;
    to_.BeginConversation(begun_);
  }

  bool OnMessage(const Message& message) override {
    if (base_ == 0) {
      end_ = std::max(end_, message.source.end);
      return going_ = to_.OnMessage(message);
    }
    Message moved = message;
    moved.source = {message.source.begin + base_, message.source.end + base_};
    end_ = std::max(end_, moved.source.end);
    return going_ = to_.OnMessage(moved);
  }

  void OnSkipped(const SkippedRecord& record) override {
    SkippedRecord moved = record;
    moved.source = {record.source.begin + base_, record.source.end + base_};
    end_ = std::max(end_, moved.source.end);
    to_.OnSkipped(moved);
  }

  void EndPart(std::uint64_t bytes) { end_ = base_ = std::max(end_, base_ + bytes); }
  bool going() const { return going_; }

 private:
  MessageSink& to_;
  const ReadContext* context_;
  const bool one_chat_;
  ConversationInfo first_;
  ConversationInfo begun_;  // a member: a table may begin one with each row
  std::uint64_t base_ = 0, end_ = 0;
  bool going_ = true;
};

void Join(ReadReport part, ReadReport* all) {
  if (all->format.empty()) {
    *all = std::move(part);
    return;
  }
  all->repaired_bytes += part.repaired_bytes;
  all->truncated |= part.truncated;
  if (part.has_date_order && !all->has_date_order) all->date_order = part.date_order;
  all->has_date_order |= part.has_date_order;
  for (std::string& warning : part.warnings) {
    const bool known =
        std::find(all->warnings.begin(), all->warnings.end(), warning) != all->warnings.end();
    if (!known) all->warnings.push_back(std::move(warning));
  }
}

Result<ReadReport> WithWarnings(const OpenedExport& opened, Result<ReadReport> report) {
  if (!report) return report;
  report->warnings.insert(report->warnings.end(), opened.warnings.begin(), opened.warnings.end());
  return report;
}

ReadOptions OptionsFor(const OpenedExport& opened, const ReadOptions& options) {
  ReadOptions own = options;
  own.context = opened.context.get();
  const bool known_by_us = own.context != nullptr && !own.context->id.empty();
  if (known_by_us || !opened.parts.empty()) own.only.clear();  // there is but one conversation
  return own;
}

// Says that it was a document, where the reader says how it knew the text.
Result<ReadReport> OfText(const Source& source, Result<ReadReport> report) {
  if (report && !report->why.empty() && !source.text_of().empty()) {
    report->why.append(", in ").append(source.text_of());
  }
  return report;
}

}  // namespace

Result<ReadReport> ReadExportFrom(Source& source, const OpenedExport& opened,
                                  const ReadOptions& options, MessageSink& sink) {
  const ReadOptions own = OptionsFor(opened, options);
  const bool one_chat = own.context != nullptr && !own.context->id.empty();
  if (!one_chat) {
    return WithWarnings(opened, OfText(source, opened.reader->read(source, own, sink)));
  }
  PartSink parts(sink, own.context, one_chat);
  return WithWarnings(opened, OfText(source, opened.reader->read(source, own, parts)));
}

Result<ReadReport> ReadExport(OpenedExport& opened, const ReadOptions& options, MessageSink& sink) {
  if (opened.parts.empty()) {
    Result<ReadReport> report = ReadExportFrom(*opened.source, opened, options, sink);
    opened.source->Release();
    return report;
  }
  ReadOptions own = OptionsFor(opened, options);
  PartSink parts(sink, own.context, /*one_chat=*/true);
  ReadReport all;
  for (const ExportPart& part : opened.parts) {
    Result<std::unique_ptr<Source>> source = part.open();
    if (!source) return source.error();
    Result<ReadReport> report = opened.reader->read(**source, own, parts);
    if (!report) return report.error();
    if (report->date_order.order != DateOrder::kUndecided) {
      own.date_order = report->date_order.order;  // one chat, one way of writing dates
    }
    Join(std::move(*report), &all);
    parts.EndPart(part.bytes);
    if (!parts.going()) break;
  }
  return WithWarnings(opened, std::move(all));
}

}  // namespace ebb
