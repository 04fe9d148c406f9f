#include "cli/outputs.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/text_util.h"

namespace ebb {
namespace {

std::string WriterNames() {
  std::string names;
  for (const Writer& writer : Writers())
    names += (names.empty() ? "" : ", ") + std::string(writer.name);
  return names;
}

Result<const Writer*> WriterOfName(const std::string& name) {
  for (const Writer& writer : Writers()) {
    if (writer.name == name) return &writer;
  }
  return UsageError("--format " + name + ": no such format; it is one of: " + WriterNames());
}

Result<const Writer*> WriterOfPath(const std::string& path) {
  if (path == "-") return WriterOfName("text");
  const std::string suffix = LowerAscii(std::filesystem::path(path).extension().string());
  for (const Writer& writer : Writers()) {
    if (!suffix.empty() && writer.suffix == suffix) return &writer;
  }
  return UsageError("-o " + path +
                    ": the suffix names no kind of report; use .html, .md, .json, .csv or .txt, "
                    "or say --format");
}

bool IsSameFile(const std::string& a, const std::string& b) {
  std::error_code error;
  return std::filesystem::equivalent(a, b, error) && !error;
}

// A report must never replace what it was made from, not even with --force.
Status RefuseInputs(const std::string& path, const std::vector<std::string>& inputs) {
  for (const std::string& input : inputs) {
    if (IsSameFile(path, input))
      return UsageError("-o " + path + " is the input itself; choose another name");
  }
  return Done{};
}

// "out/x.csv" and ".flags" -> "out/x.flags.csv".
std::string WithStemSuffix(const std::string& path, const std::string& suffix) {
  if (suffix.empty()) return path;
  const std::filesystem::path whole(path);
  const std::string name = whole.stem().string() + suffix + whole.extension().string();
  return (whole.parent_path() / name).string();
}

}  // namespace

Result<Outputs> Outputs::Open(const CommandLine& line) {
  Outputs outputs;
  outputs.force_ = line.Has("force");
  std::vector<std::string> paths = line.All("output");
  if (paths.empty()) paths.emplace_back("-");
  for (const std::string& path : paths) {
    const bool again = std::any_of(outputs.targets_.begin(), outputs.targets_.end(),
                                   [&](const Target& target) { return target.path == path; });
    if (again) return UsageError("-o " + path + " is given twice; each report needs its own name");
    Result<const Writer*> writer =
        line.Has("format") ? WriterOfName(line.Last("format")) : WriterOfPath(path);
    if (!writer) return writer.error();
    Target target{path, *writer, std::nullopt};
    if (path != "-") {
      if (Status safe = RefuseInputs(path, line.operands()); !safe) return safe.error();
      Result<OutputFile> file = OutputFile::Create(path, outputs.force_);
      if (!file) return file.error();
      target.file = *std::move(file);
    }
    outputs.targets_.push_back(std::move(target));
  }
  return outputs;
}

Status Outputs::Fill(Target& target, const Analysis& analysis, const ReportOptions& options,
                     std::vector<OutputFile>* written, std::vector<std::string>* names) {
  for (const ReportFile& part : target.writer->write(analysis, options)) {
    if (target.path == "-") {  // the main part alone: two tables in one stream are none
      if (part.suffix.empty()) return WriteStandardOutput(part.bytes);
      continue;
    }
    const std::string name = WithStemSuffix(target.path, part.suffix);
    if (!part.suffix.empty() || !target.file) {
      Result<OutputFile> file = OutputFile::Create(name, force_);
      if (!file) return file.error();
      target.file = *std::move(file);
    }
    if (Status done = target.file->Write(part.bytes); !done) return done.error();
    written->push_back(*std::move(target.file));
    target.file.reset();
    names->push_back(name);
  }
  return Done{};
}

Status Outputs::Write(const Analysis& analysis, const ReportOptions& options, Console& console) {
  std::vector<OutputFile> written;
  std::vector<std::string> names;
  for (Target& target : targets_) {
    if (Status done = Fill(target, analysis, options, &written, &names); !done) return done.error();
  }
  for (OutputFile& file : written) {
    if (Status done = file.Commit(); !done) return done.error();
  }
  for (const std::string& name : names) console.Say("wrote " + name);
  return Done{};
}

}  // namespace ebb
