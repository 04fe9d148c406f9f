#include "readers/page_export.h"

#include <utility>

#include "base/text_util.h"

namespace ebb {

Result<ReadReport> PageExport::Read(const Reader& reader, std::string_view program) {
  if (Status start = source_.Seek(0); !start) return start.error();
  while (!enough_ && (waiting_ || walker_.Next())) {
    waiting_ = false;
    if (walker_.kind() != MarkupWalker::Kind::kStart) continue;
    if (BeginsRecord()) {
      ReadRecord();
    } else {
      ReadOther();
    }
  }
  if (walker_.error()) return *walker_.error();
  if (!any_) {
    return Error{ErrorKind::kInput, source_.name() + ": not a page of " + std::string(program) +
                                        " (no message in it)"};
  }
  ReadReport report = ReportPage(reader, "a web page with the messages of " + std::string(program),
                                 source_, walker_);
  AddWarnings(&report);
  return report;
}

void PageExport::ReadRecord() {
  Message message;
  message.source = walker_.source();
  message.line = walker_.line();
  BeginRecord();
  MarkupScope scope(walker_);
  while (!waiting_ && scope.Next()) {
    if (walker_.kind() == MarkupWalker::Kind::kText) ReadText();
    if (walker_.kind() != MarkupWalker::Kind::kStart) continue;
    // A record inside a record: the end of the outer one is missing.
    waiting_ = BeginsRecord();
    if (!waiting_) ReadPart();
  }
  message.source.end = waiting_ ? walker_.source().begin : walker_.source().end;
  const bool whole = scope.closed() || waiting_;
  if (whole && !IsRecord()) return EndOther();
  Begin();
  const std::string_view problem = whole ? Fill(&message) : "the file ends inside this message";
  if (!deliver_) return;
  if (!problem.empty()) {
    sink_.OnSkipped({message.line, message.source, problem});
  } else {
    enough_ = !sink_.OnMessage(message);
  }
}

void PageExport::Begin() {
  if (begun_) return;
  begun_ = any_ = true;
  const ConversationInfo info = Info();
  deliver_ = options_.only.empty() || options_.only == info.id || options_.only == info.name;
  if (deliver_) sink_.BeginConversation(info);
}

std::string PageExport::TextInside(MarkupWalker::LeaveOut leave_out) {
  std::string text;
  walker_.ElementText(&text, leave_out);
  return std::string(Trim(text));
}

ConversationInfo PageInfo(const std::string& name, std::string_view app) {
  ConversationInfo info;
  info.name = name;
  info.id = name.empty() ? std::string(app) : name;
  info.capabilities.replies = true;
  info.capabilities.deletions = true;
  info.capabilities.knows_me = true;
  return info;
}

ReadReport ReportPage(const Reader& reader, std::string why, const Source& source,
                      const MarkupWalker& walker) {
  ReadReport report;
  report.format = reader.name;
  report.why = std::move(why);
  NoteRepairs(source, &report);
  report.repaired_bytes += walker.repaired();
  report.truncated = walker.truncated();
  if (report.truncated) {
    report.warnings.push_back("the page ends early; what is complete was read");
  }
  return report;
}

std::string GroupOfNumberedPage(std::string_view file_name, std::string_view name) {
  if (!file_name.starts_with(name) || !file_name.ends_with(".html")) return "";
  std::string_view number = file_name.substr(name.size());
  number.remove_suffix(std::string_view(".html").size());
  return number.find_first_not_of("0123456789") == number.npos ? std::string(name) : "";
}

}  // namespace ebb
