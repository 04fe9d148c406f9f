#include "cli/batch_folder.h"

#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/source.h"
#include "base/text_util.h"

namespace ebb {
namespace {

using Json = nlohmann::ordered_json;

std::string_view WithoutHeader(std::string_view csv) {
  const std::size_t end = csv.find('\n');
  return end == std::string_view::npos ? std::string_view() : csv.substr(end + 1);
}

// How a file is called in what the run writes: under pseudonyms by its id.
class FileNames {
 public:
  FileNames(const BatchRun& run, bool pseudonyms) : pseudonyms_(pseudonyms) {
    for (const BatchInput& input : run.inputs) ids_[input.file] = input.file_id;
  }
  std::string Of(const std::string& file) const {
    const auto found = ids_.find(file);
    return pseudonyms_ && found != ids_.end() ? found->second : file;
  }

 private:
  bool pseudonyms_;
  std::map<std::string, std::string> ids_;
};

std::string ErrorsCsv(const BatchRun& run, const FileNames& names) {
  std::string csv = "file,message\n";
  for (const BatchError& error : run.errors) {
    csv += CsvCell(names.Of(error.file), true) + "," + CsvCell(error.what, true) + "\n";
  }
  return csv;
}

std::string FilesCsv(const BatchRun& run) {
  std::string csv = "id,file\n";
  for (const BatchInput& input : run.inputs) {
    csv += input.file_id + "," + CsvCell(input.file, true) + "\n";
  }
  return csv;
}

Json CountsJson(const BatchRun& run) {
  return {{"files", run.files},       {"failed", run.failed},
          {"ignored", run.ignored},   {"conversations", run.conversations},
          {"analysed", run.analysed}, {"records", run.records},
          {"messages", run.messages}, {"notices", run.notices},
          {"skipped", run.skipped}};
}

Json InputJson(const BatchInput& input, const FileNames& names) {
  return {{"file", names.Of(input.file)},
          {"id", input.file_id},
          {"state", input.state},
          {"bytes", input.stamp.bytes},
          {"hash", input.hash},
          {"format", input.format},
          {"conversations", input.conversations},
          {"analysed", input.analysed},
          {"records", input.records},
          {"messages", input.messages},
          {"notices", input.notices},
          {"skipped", input.skipped}};
}

std::string RunJson(const BatchRun& run, const FileNames& names) {
  Json json;
  json["schema_version"] = "1.0.0";
  json["tool_version"] = run.tool_version;
  json["lexicon"] = {
      {"name", run.lexicon_name}, {"version", run.lexicon_version}, {"hash", run.lexicon_hash}};
  json["options"] = run.options;
  json["counts"] = CountsJson(run);
  json["inputs"] = Json::array();
  for (const BatchInput& input : run.inputs) json["inputs"].push_back(InputJson(input, names));
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

RenderedChat Render(const Analysis& analysis, const ReportOptions& options) {
  return {WriteHtml(analysis),
          WriteJson(analysis),
          WriteWeeksCsv(analysis, options),
          WriteFlagsCsv(analysis, options),
          WriteMeasuresCsv(analysis, options),
          WriteSuppressedCsv(analysis, options)};
}

Result<BatchFolder> BatchFolder::Open(const std::string& path, bool force) {
  if (!force && Exists(path + "/run.json")) {
    return Error{ErrorKind::kOutput,
                 path + ": holds a run already; give --force to replace it, or another folder"};
  }
  return BatchFolder(path, force);
}

Status BatchFolder::Start() {
  if (weeks_) return Done{};
  if (Status made = MakeFolder(path_ + "/conversations"); !made) return made;
  Result<OutputFile> weeks = OutputFile::Create(path_ + "/weeks.csv", force_);
  if (!weeks) return weeks.error();
  Result<OutputFile> flags = OutputFile::Create(path_ + "/flags.csv", force_);
  if (!flags) return flags.error();
  Result<OutputFile> measures = OutputFile::Create(path_ + "/measures.csv", force_);
  if (!measures) return measures.error();
  weeks_ = *std::move(weeks);
  measures_ = *std::move(measures);
  flags_ = *std::move(flags);
  const Analysis empty;  // its tables are their headers
  if (Status done = weeks_->Write(WriteWeeksCsv(empty, {})); !done) return done;
  if (Status done = measures_->Write(WriteMeasuresCsv(empty, {})); !done) return done;
  return flags_->Write(WriteFlagsCsv(empty, {}));
}

Status BatchFolder::Put(const std::string& name, std::string_view bytes) const {
  return WriteFile(path_ + "/" + name, bytes, force_);
}

Status BatchFolder::Add(const BatchChat& chat, const Analysis& analysis,
                        const RenderedChat& rendered) {
  const std::string place = "conversations/" + chat.chat_id;
  if (Status started = Start(); !started) return started;
  if (Status made = MakeFolder(path_ + "/" + place); !made) return made;
  if (Status done = Put(place + "/report.html", rendered.html); !done) return done;
  if (Status done = Put(place + "/analysis.json", rendered.json); !done) return done;
  if (Status done = weeks_->Write(WithoutHeader(rendered.weeks)); !done) return done;
  if (Status done = flags_->Write(WithoutHeader(rendered.flags)); !done) return done;
  if (Status done = measures_->Write(WithoutHeader(rendered.measures)); !done) return done;
  suppressed_ += WithoutHeader(rendered.suppressed);
  rows_.push_back(MakeOverviewRow(analysis, chat.name.empty() ? chat.chat_id : chat.name,
                                  place + "/report.html"));
  return Done{};
}

Status BatchFolder::Finish(const BatchRun& run, bool pseudonyms) {
  const FileNames names(run, pseudonyms);
  if (Status started = Start(); !started) return started;
  if (Status done = weeks_->Commit(); !done) return done;
  if (Status done = flags_->Commit(); !done) return done;
  if (Status done = measures_->Commit(); !done) return done;
  if (!suppressed_.empty()) {
    const std::string table = WriteSuppressedCsv(Analysis(), {}) + suppressed_;
    if (Status done = Put("suppressed.csv", table); !done) return done;
  }
  if (Status done = Put("errors.csv", ErrorsCsv(run, names)); !done) return done;
  if (Status done = Put("run.json", RunJson(run, names)); !done) return done;
  if (pseudonyms) {
    if (Status done = Put("files.csv", FilesCsv(run)); !done) return done;
  }
  std::vector<OverviewError> errors;
  for (const BatchError& error : run.errors) errors.push_back({names.Of(error.file), error.what});
  return Put("index.html", WriteOverview(rows_, errors));
}

}  // namespace ebb
