// Many exports at once: every conversation of every file below the folders given, analysed in
// parallel over files and handed over in one fixed order.
//
// A file or conversation that cannot be used becomes a row of errors and stops nothing else. At
// most `jobs` files are in memory. Nothing is written here: the caller's hooks do that. Ids depend
// on where a file stands below its folder and on the conversation's own id, so that a later run
// finds its own output again; the manifest holds what tells whether a file has changed.
#pragma once

#include <any>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "analysis/analysis.h"
#include "analysis/analyze.h"
#include "base/result.h"
#include "base/source.h"

namespace ebb {

struct BatchOptions {
  AnalyzeOptions analyze;  // `jobs` = files at once
  bool hash = true;        // of every file, for the manifest
};

struct BatchChat {
  std::string file;     // path, as listed
  std::string file_id;  // 16 hex digits
  std::string chat_id;  // 16 hex digits, unique in the run: a name for output files
  std::string name;     // for people: the conversation's name or the file's; "" under pseudonyms
};

struct BatchError {
  std::string file;
  std::string what;  // one line
};

struct BatchInput {
  std::string file;
  std::string file_id;
  std::string state;  // "done", "failed", "empty" (no messages), "ignored" (a picture or the like)
  FileStamp stamp;
  std::string hash;
  std::string format;
  std::uint64_t conversations = 0, analysed = 0;
  std::uint64_t records = 0, messages = 0, notices = 0, skipped = 0;
};

// What was done, by what, with what: enough to repeat the run and to see what changed since.
struct BatchRun {
  std::string tool_version;
  std::string lexicon_name, lexicon_version, lexicon_hash;
  std::vector<std::string> options;
  std::vector<BatchInput> inputs;  // in order
  std::vector<BatchError> errors;  // in order
  std::uint64_t files = 0, failed = 0, ignored = 0, conversations = 0, analysed = 0;
  std::uint64_t records = 0, messages = 0, notices = 0, skipped = 0;
  bool stopped = false;  // hooks.stop said so
};

struct BatchHooks {
  // On the thread that analysed: the costly part of writing (rendering). Optional.
  std::function<std::any(const BatchChat& chat, const Analysis& analysis)> prepare;
  // One at a time, in order. An Error ends the run.
  std::function<Status(const BatchChat& chat, const Analysis& analysis, std::any prepared)> deliver;
  // After each file, one at a time. Optional.
  std::function<void(std::uint64_t done, std::uint64_t files)> progress;
  // Asked between files; true = start no more. Optional.
  std::function<bool()> stop;
};

// `paths` are files and folders. Errors: a path that does not exist, no file at all, or what
// `deliver` returned.
Result<BatchRun> RunBatch(const std::vector<std::string>& paths, const Lexicon& lexicon,
                          const Matcher& matcher, const BatchOptions& options,
                          const BatchHooks& hooks);

}  // namespace ebb
