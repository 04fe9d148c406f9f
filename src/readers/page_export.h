// Web pages that hold each record in an element of its own: the walk to the records and through
// them, and their accounting. A format says what begins a record and what its parts mean.
//
// `source`, `options` and `sink` must outlive the object. One thread. Errors: those of the source,
// and a page without any record (kInput).
#pragma once

#include <string>
#include <string_view>

#include "readers/markup_walker.h"
#include "readers/reader.h"

namespace ebb {

class PageExport {
 public:
  PageExport(const PageExport&) = delete;
  PageExport& operator=(const PageExport&) = delete;
  virtual ~PageExport() = default;

  // `program` writes such pages.
  Result<ReadReport> Read(const Reader& reader, std::string_view program);

 protected:
  PageExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : walker_(source, MarkupDialect::kHtml), source_(source), options_(options), sink_(sink) {}

  // The walker stands on a start tag whenever one of these four is called.
  virtual bool BeginsRecord() const = 0;
  virtual void BeginRecord() = 0;  // what its own tag says
  virtual void ReadPart() = 0;     // of the record; may take the element whole
  virtual void ReadOther() = 0;    // outside of records; likewise
  // On text of the record outside the parts that were taken whole.
  virtual void ReadText() {}
  // False: what was read is no record but tells something about those that follow (EndOther).
  virtual bool IsRecord() const { return true; }
  virtual void EndOther() {}
  // Fills in what the record says; place and line are there. Returns why it cannot be used, empty
  // if it can. Views live until the next record.
  virtual std::string_view Fill(Message* message) = 0;
  virtual ConversationInfo Info() const = 0;
  virtual void AddWarnings(ReadReport*) const {}

  // The records that follow are of another chat (Info() says of which).
  void NewChat() { begun_ = false; }
  // The text of the element the walker stands on, without white space around it.
  std::string TextInside(MarkupWalker::LeaveOut leave_out = nullptr);

  MarkupWalker walker_;

 private:
  void ReadRecord();
  void Begin();

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  bool begun_ = false, any_ = false, deliver_ = true, enough_ = false;
  bool waiting_ = false;  // the walker's token is still to be looked at
};

// A chat of pages that say who exported them and mark answers and deletions. Without a name its id
// is that of the app.
ConversationInfo PageInfo(const std::string& name, std::string_view app);

// What a reader of web pages reports once all is read.
ReadReport ReportPage(const Reader& reader, std::string why, const Source& source,
                      const MarkupWalker& walker);

// The group of pages "NAME.html", "NAME2.html" and so on; empty for other files.
std::string GroupOfNumberedPage(std::string_view file_name, std::string_view name);

}  // namespace ebb
