#include "analysis/load.h"

#include <utility>

#include "analysis/text_pass.h"
#include "base/hash.h"

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
  pass.checkpoints = opened.reader->can_resume;
  pass.source_size = opened.source->size();
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

// Of the file itself; of what was read where there is no file.
Result<std::string> HashInput(const std::string& path, const std::vector<OpenedExport>& opened) {
  if (path == "-") return HashSource(*opened.front().source);
  Result<std::unique_ptr<Source>> file = OpenFile(path);
  if (!file) return file.error();
  return HashSource(**file);
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
  Result<ReadReport> report = opened.reader->read(*opened.source, read, pass);
  if (!report) return report.error();

  if (report->date_order.order != DateOrder::kUndecided) {
    read.date_order = report->date_order.order;
  }
  LoadedExport loaded;
  loaded.conversations = pass.Finish();
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
  Result<std::vector<OpenedExport>> opened = OpenExport(path, options.input_format);
  if (!opened) return opened.error();
  std::string hash;
  if (settings.hash && !opened->empty()) {
    Result<std::string> hashed = HashInput(path, *opened);
    if (!hashed) return hashed.error();
    hash = *hashed;
  }
  std::vector<LoadedInput> out;
  for (OpenedExport& one : *opened) {
    Result<LoadedInput> loaded = LoadOpened(std::move(one), options, settings, hash);
    if (!loaded) return loaded.error();
    out.push_back(std::move(*loaded));
  }
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
  for (LoadedInput& input : *inputs) out.push_back(std::move(input.loaded));
  return out;
}

}  // namespace ebb
