#include "analysis/load.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "analysis/text_pass.h"
#include "base/hash.h"
#include "readers/record_span.h"

namespace ebb {
namespace {

ReadOptions MakeReadOptions(const AnalyzeOptions& options, const LoadSettings& settings) {
  ReadOptions read;
  read.date_order = options.date_order;
  read.columns = options.columns;
  read.tolerate_undecided_dates = settings.tolerate_undecided_dates;
  return read;
}

TextPassOptions MakePassOptions(const OpenedExport& opened, const AnalyzeOptions& options,
                                const LoadSettings& settings, const LocalRange& range) {
  TextPassOptions pass;
  pass.matcher = settings.matcher;
  pass.jobs = options.jobs;
  pass.range = range;
  pass.aliases = options.aliases;
  pass.chat = options.chat;
  pass.one_chat = settings.one_chat;
  pass.style = options.research;
  pass.word_hashes = settings.parts;
  pass.checkpoints = opened.reader->can_resume && opened.parts.empty();
  pass.span_records = !SpansMessagesOnly(*opened.reader);
  pass.source_size = opened.parts.empty() ? opened.source->size() : opened.bytes;
  pass.first_number = settings.first_number;
  return pass;
}

InputFile DescribeInput(const OpenedExport& opened, const ReadReport& report, const TextPass& pass,
                        std::string hash) {
  InputFile input;
  input.name = opened.file_name;
  input.format = report.format.empty() ? std::string(opened.reader->name) : report.format;
  input.why = report.why.empty() ? opened.why : report.why;
  input.bytes = opened.bytes;
  input.hash = std::move(hash);
  input.messages = pass.messages();
  input.notices = pass.notices();
  input.skipped = pass.skipped();
  input.records = input.messages + input.notices + input.skipped;
  for (const Skipped& skipped : pass.skipped_list()) {
    input.skipped_list.emplace_back(skipped.line, skipped.reason);
  }
  input.truncated = report.truncated;
  input.warnings = report.warnings;
  return input;
}

// Of everything an export consists of.
Result<std::string> HashExport(OpenedExport& opened) {
  if (opened.parts.empty()) {
    Result<std::string> hash = HashSource(*opened.source);
    opened.source->Release();
    return hash;
  }
  std::string hashes;
  for (const ExportPart& part : opened.parts) {
    const Result<std::unique_ptr<Source>> source = part.open();
    if (!source) return source.error();
    const Result<std::string> hash = HashSource(**source);
    if (!hash) return hash.error();
    hashes += *hash;
  }
  return Hash128Hex(hashes);
}

// Of the file itself; of each export where there is no file that holds them all.
Result<std::string> HashInput(const std::string& path, bool one_file, OpenedExport& opened) {
  if (!one_file) return HashExport(opened);
  Result<std::unique_ptr<Source>> file = OpenFile(path);
  if (!file) return file.error();
  return HashSource(**file);
}

// True if the export is known to be one conversation, and `chat` does not mean it.
bool IsOther(const OpenedExport& opened, const std::string& chat, std::size_t number) {
  const ReadContext* context = opened.context.get();
  if (context == nullptr || context->id.empty() || context->name.empty()) return false;
  return !CouldMean(chat, context->id, context->name, number);
}

// Exports that --chat does not mean. None, if it means none at all: then all are listed.
std::vector<bool> LeftOut(const std::vector<OpenedExport>& opened, const std::string& chat) {
  std::vector<bool> out;
  for (std::size_t i = 0; i < opened.size(); ++i) out.push_back(IsOther(opened[i], chat, i + 1));
  if (std::find(out.begin(), out.end(), false) == out.end()) out.assign(out.size(), false);
  return out;
}

// True for one of many chats of a tree: the others are read even if this one cannot be.
bool IsOneOfMany(const OpenedExport& opened, std::size_t exports) {
  return exports > 1 && opened.context != nullptr && !opened.context->id.empty();
}

// In place of an export that is not read: the conversation keeps its number.
LoadedInput Unread(const OpenedExport& from, LocalClock clock) {
  OpenedExport opened;
  opened.source = MemorySource(from.source->name(), "");
  opened.context = from.context;
  opened.reader = from.reader;
  opened.file_name = from.file_name;
  LoadedInput input{std::move(opened), {}, {}, std::move(clock), {}, 0};
  Conversation conversation;
  if (input.opened.context) {
    conversation.id = input.opened.context->id;
    conversation.name = input.opened.context->name;
  }
  input.loaded.conversations.push_back(std::move(conversation));
  input.loaded.input.name = input.opened.file_name;
  input.loaded.input.format = input.opened.reader->name;
  return input;
}

void NoteFailure(const Error& error, LoadedInput* input) {
  input->loaded.report.format = input->opened.reader->name;
  input->loaded.report.truncated = true;
  input->loaded.report.warnings.push_back(error.message);
  input->loaded.input.truncated = true;
  input->loaded.input.warnings.push_back(error.message);
}

}  // namespace

Result<LoadedInput> LoadOpened(OpenedExport opened, const AnalyzeOptions& options,
                               const LoadSettings& settings, std::string hash) {
  Result<LocalClock> clock = LocalClock::Create(options.zone);
  if (!clock) return clock.error();
  const Result<LocalRange> range = ParseLocalRange(options.since, options.until);
  if (!range) return range.error();
  ReadOptions read = MakeReadOptions(options, settings);
  TextPass pass(MakePassOptions(opened, options, settings, *range), *clock);
  Result<ReadReport> report = ReadExport(opened, read, pass);
  if (!report) return report.error();

  if (report->date_order.order != DateOrder::kUndecided) {
    read.date_order = report->date_order.order;
  }
  LoadedExport loaded;
  loaded.conversations = pass.Finish();
  loaded.offset_changes = pass.offset_changes();
  loaded.input = DescribeInput(opened, *report, pass, std::move(hash));
  loaded.report = std::move(*report);
  for (Conversation& conversation : loaded.conversations) {
    conversation.source = opened.source->name();
    conversation.format = loaded.input.format;
  }
  return LoadedInput{std::move(opened), std::move(read), std::move(loaded),
                     pass.clock(),      *range,          pass.outside_range()};
}

Result<std::vector<LoadedInput>> LoadInputs(const std::string& path, const AnalyzeOptions& options,
                                            const LoadSettings& settings) {
  Result<std::vector<OpenedExport>> opened =
      settings.files.empty()
          ? OpenExport(path, options.input_format, options.encoding, options.columns)
          : OpenExportFiles(settings.files, options.input_format, options.encoding,
                            options.columns);
  if (!opened) return opened.error();
  Result<LocalClock> clock = LocalClock::Create(options.zone);
  if (!clock) return clock.error();
  const std::vector<bool> left_out = LeftOut(*opened, options.chat);
  const bool one_file = path != "-" && settings.files.empty() && !IsFolder(path);
  std::string hash;
  LoadSettings own = settings;
  std::vector<LoadedInput> out;
  bool read_any = false;
  std::optional<Error> failure;
  for (std::size_t i = 0; i < opened->size(); ++i) {
    OpenedExport& one = (*opened)[i];
    if (left_out[i]) {
      out.push_back(Unread(one, *clock));
      ++own.first_number;
      continue;
    }
    if (settings.hash && (hash.empty() || !one_file)) {
      Result<std::string> hashed = HashInput(path, one_file, one);
      if (!hashed) return hashed.error();
      hash = *hashed;
    }
    LoadedInput unread = Unread(one, *clock);
    const bool others = IsOneOfMany(one, opened->size());
    Result<LoadedInput> loaded = LoadOpened(std::move(one), options, own, hash);
    if (!loaded && (!others || loaded.error().kind != ErrorKind::kInput)) return loaded.error();
    if (loaded) {
      read_any = true;
      own.first_number += loaded->loaded.conversations.size();
      out.push_back(std::move(*loaded));
      continue;
    }
    if (!failure) failure = loaded.error();
    ++own.first_number;
    NoteFailure(loaded.error(), &unread);
    out.push_back(std::move(unread));
  }
  if (failure && !read_any) return *failure;
  return out;
}

Result<std::vector<LoadedExport>> LoadExport(const std::string& path, const Matcher* matcher,
                                             const AnalyzeOptions& options,
                                             bool tolerate_undecided_dates) {
  LoadSettings settings;
  settings.matcher = matcher;
  settings.tolerate_undecided_dates = tolerate_undecided_dates;
  Result<std::vector<LoadedInput>> inputs = LoadInputs(path, options, settings);
  if (!inputs) return inputs.error();
  std::vector<LoadedExport> out;
  for (LoadedInput& input : *inputs) {
    const bool unread = input.loaded.report.format.empty();
    if (!unread || inputs->size() == 1) out.push_back(std::move(input.loaded));
  }
  return out;
}

}  // namespace ebb
