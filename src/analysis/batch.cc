#include "analysis/batch.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <exception>
#include <iterator>
#include <mutex>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include "analysis/choose.h"
#include "analysis/draft.h"
#include "analysis/load.h"
#include "analysis/notes.h"
#include "analysis/text_pass.h"
#include "base/hash.h"
#include "base/text_util.h"
#include "readers/group_files.h"

namespace ebb {
namespace {

// Files that lie beside exports and are none. They are listed as ignored, not as failures.
constexpr std::array<std::string_view, 23> kMediaSuffixes = {
    ".jpg", ".jpeg", ".png", ".gif",  ".webp", ".heic", ".mp4", ".mov",
    ".3gp", ".avi",  ".mkv", ".opus", ".ogg",  ".oga",  ".m4a", ".mp3",
    ".aac", ".wav",  ".amr", ".pdf",  ".vcf",  ".tgs",  ".ics"};

struct ListedFile {
  std::string path;
  std::vector<std::string> parts;  // where the export is several files of a folder
  std::string id;
};

bool LooksLikeMedia(const std::string& path) {
  const std::string lower = LowerAscii(path);
  return std::any_of(kMediaSuffixes.begin(), kMediaSuffixes.end(),
                     [&](std::string_view suffix) { return lower.ends_with(suffix); });
}

std::string BaseName(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

class FileList {
 public:
  Status Add(const std::string& path) {
    if (!Exists(path)) {
      return Error{ErrorKind::kInput, path + ": no such file or folder; check the path"};
    }
    if (!IsFolder(path)) {
      AddFile({path, {}}, BaseName(path));
      return Done{};
    }
    Result<std::vector<std::string>> files = ListFiles(path);
    if (!files) return files.error();
    for (const FileUnit& unit : GroupFiles(*files)) {
      AddFile(unit,
              BaseName(path) + "/" + unit.path.substr(std::min(unit.path.size(), path.size())));
    }
    return Done{};
  }
  std::vector<ListedFile> Take() { return std::move(files_); }

 private:
  void AddFile(const FileUnit& unit, const std::string& below) {
    const std::string& path = unit.path;
    if (!paths_.insert(path).second) return;
    // The id is that of the place below the folder; of the whole path where two places are alike.
    std::string id = Hex(Hash64(below));
    if (!ids_.insert(id).second) {
      id = Hex(Hash64(path));
      ids_.insert(id);
    }
    files_.push_back({path, unit.files, std::move(id)});
  }
  std::vector<ListedFile> files_;
  std::set<std::string> paths_, ids_;
};

struct FinishedChat {
  BatchChat chat;
  Analysis analysis;
  std::any prepared;
};

struct FinishedFile {
  BatchInput input;
  std::vector<FinishedChat> chats;
  std::vector<BatchError> errors;
};

// An error as one line of a table, without the file's name, which has its own column.
std::string OneLine(const std::string& message, const std::string& file) {
  std::string_view line = std::string_view(message).substr(0, message.find('\n'));
  if (StartsWith(line, file + ": ")) line.remove_prefix(file.size() + 2);
  return std::string(line);
}

class FileRun {
 public:
  FileRun(const ListedFile& file, const Lexicon& lexicon, const Matcher& matcher,
          const BatchOptions& options, const BatchHooks& hooks, unsigned jobs)
      : file_(file),
        lexicon_(lexicon),
        matcher_(matcher),
        hash_(options.hash),
        options_(options.analyze),
        hooks_(hooks) {
    options_.jobs = jobs;
  }

  FinishedFile Run() {
    out_.input.file = file_.path;
    out_.input.file_id = file_.id;
    if (LooksLikeMedia(file_.path)) {
      out_.input.state = "ignored";
      return std::move(out_);
    }
    try {
      Analyse();
    } catch (const std::exception& error) {  // out of memory, most likely: the other files go on
      Fail(std::string("could not be analysed: ") + error.what());
    }
    if (out_.input.state.empty()) {
      out_.input.state = out_.input.analysed > 0 ? "done"
                         : out_.errors.empty()   ? "empty"
                                                 : "failed";
    }
    return std::move(out_);
  }

 private:
  void Fail(const std::string& message) {
    out_.chats.clear();
    out_.input.analysed = 0;
    out_.input.state = "failed";
    out_.errors.push_back({file_.path, OneLine(message, file_.path)});
  }

  void Analyse() {
    const Result<FileStamp> stamp = StampFile(file_.path);
    if (!stamp) return Fail(stamp.error().message);
    out_.input.stamp = *stamp;
    LoadSettings settings;
    settings.matcher = &matcher_;
    settings.hash = hash_;
    settings.files = file_.parts;
    Result<std::vector<LoadedInput>> inputs = LoadInputs(file_.path, options_, settings);
    if (!inputs) return Fail(inputs.error().message);
    for (LoadedInput& input : *inputs) {
      Count(input.loaded.input);
      if (Status status = AnalyseInput(&input); !status) return Fail(status.error().message);
    }
  }

  void Count(const InputFile& from) {
    BatchInput& to = out_.input;
    to.hash = from.hash;
    to.format = from.format;
    to.records += from.records;
    to.messages += from.messages;
    to.notices += from.notices;
    to.skipped += from.skipped;
  }

  Status AnalyseInput(LoadedInput* input) {
    std::vector<Draft> drafts;
    std::vector<BatchChat> chats;
    const std::vector<LoadedInput*> pointers = {input};
    std::size_t number = 0;
    for (Conversation& conversation : input->loaded.conversations) {
      ++number;
      if (conversation.messages == 0) continue;
      if (!CouldMean(options_.chat, conversation.id, conversation.name, number)) continue;
      ++out_.input.conversations;
      const auto partners = ChoosePartners(conversation, options_);
      if (!partners) {
        AddChatError(number, partners.error().message);
        continue;
      }
      chats.push_back(Describe(conversation));
      std::vector<Conversation> one;
      one.push_back(std::move(conversation));
      drafts.push_back(
          MakeDraft({MergeParts(std::move(one)), pointers, *partners}, lexicon_, options_));
    }
    if (Status status = CompleteDrafts(pointers, &drafts); !status) return status;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      Finish(std::move(chats[i]), std::move(drafts[i].analysis));
    }
    return Done{};
  }

  void AddChatError(std::size_t number, const std::string& message) {
    std::string what = OneLine(message, file_.path);
    while (!what.empty() && (what.back() == ':' || what.back() == ' ')) what.pop_back();
    out_.errors.push_back({file_.path, "conversation " + std::to_string(number) + ": " + what});
  }

  BatchChat Describe(const Conversation& conversation) const {
    BatchChat chat;
    chat.file = file_.path;
    chat.file_id = file_.id;
    chat.chat_id = Hex(Hash64(file_.id + '\0' + conversation.source + '\0' + conversation.id));
    if (!options_.pseudonyms) {
      chat.name = conversation.name.empty() ? BaseName(file_.path) : conversation.name;
    }
    return chat;
  }

  void Finish(BatchChat chat, Analysis analysis) {
    ++out_.input.analysed;
    FinishedChat finished{std::move(chat), std::move(analysis), {}};
    if (hooks_.prepare) finished.prepared = hooks_.prepare(finished.chat, finished.analysis);
    out_.chats.push_back(std::move(finished));
  }

  const ListedFile& file_;
  const Lexicon& lexicon_;
  const Matcher& matcher_;
  const bool hash_;
  AnalyzeOptions options_;
  const BatchHooks& hooks_;
  FinishedFile out_;
};

// Threads take files in order; what they make is handed over in the same order.
class BatchRunner {
 public:
  BatchRunner(std::vector<ListedFile> files, const Lexicon& lexicon, const Matcher& matcher,
              const BatchOptions& options, const BatchHooks& hooks)
      : files_(std::move(files)),
        lexicon_(lexicon),
        matcher_(matcher),
        options_(options),
        hooks_(hooks) {
    run_.files = files_.size();
  }

  Result<BatchRun> Run() {
    const unsigned wanted = std::max(1u, options_.analyze.jobs);
    const auto threads = static_cast<unsigned>(
        std::min<std::size_t>(wanted, std::max<std::size_t>(1, files_.size())));
    inner_jobs_ = files_.size() == 1 ? wanted : 1;
    std::vector<std::thread> helpers;
    try {
      for (unsigned i = 1; i < threads; ++i) helpers.emplace_back([this] { Work(); });
    } catch (const std::system_error&) {
      // No more threads to be had: fewer files at once.
    }
    Work();
    for (std::thread& helper : helpers) helper.join();
    if (failure_) return *failure_;
    return std::move(run_);
  }

 private:
  std::optional<std::size_t> TakeNext() {
    const std::lock_guard lock(mutex_);
    if (failure_ || run_.stopped || next_ == files_.size()) return std::nullopt;
    if (hooks_.stop && hooks_.stop()) {
      run_.stopped = true;
      return std::nullopt;
    }
    return next_++;
  }

  void Work() {
    while (const std::optional<std::size_t> number = TakeNext()) {
      FinishedFile finished =
          FileRun(files_[*number], lexicon_, matcher_, options_, hooks_, inner_jobs_).Run();
      std::unique_lock lock(mutex_);
      turn_.wait(lock, [&] { return delivered_ == *number; });
      Deliver(std::move(finished));
      ++delivered_;
      if (hooks_.progress) hooks_.progress(delivered_, files_.size());
      turn_.notify_all();
    }
  }

  void Deliver(FinishedFile finished) {
    if (failure_) return;
    for (FinishedChat& chat : finished.chats) {
      Status status = hooks_.deliver(chat.chat, chat.analysis, std::move(chat.prepared));
      if (!status) {
        failure_ = status.error();
        return;
      }
    }
    Record(std::move(finished));
  }

  void Record(FinishedFile finished) {
    const BatchInput& input = finished.input;
    run_.failed += input.state == "failed" ? 1 : 0;
    run_.ignored += input.state == "ignored" ? 1 : 0;
    run_.conversations += input.conversations;
    run_.analysed += input.analysed;
    run_.records += input.records;
    run_.messages += input.messages;
    run_.notices += input.notices;
    run_.skipped += input.skipped;
    run_.inputs.push_back(std::move(finished.input));
    std::move(finished.errors.begin(), finished.errors.end(), std::back_inserter(run_.errors));
  }

  const std::vector<ListedFile> files_;
  const Lexicon& lexicon_;
  const Matcher& matcher_;
  const BatchOptions& options_;
  const BatchHooks& hooks_;
  unsigned inner_jobs_ = 1;
  std::mutex mutex_;  // all below
  std::condition_variable turn_;
  std::size_t next_ = 0, delivered_ = 0;
  std::optional<Error> failure_;
  BatchRun run_;
};

void DescribeRun(const Lexicon& lexicon, const AnalyzeOptions& options, BatchRun* run) {
  run->tool_version = EBB_VERSION;
  run->lexicon_name = lexicon.name();
  run->lexicon_version = lexicon.version();
  run->lexicon_hash = lexicon.hash();
  run->options = ListOptions(options);
}

}  // namespace

Result<BatchRun> RunBatch(const std::vector<std::string>& paths, const Lexicon& lexicon,
                          const Matcher& matcher, const BatchOptions& options,
                          const BatchHooks& hooks) {
  FileList list;
  for (const std::string& path : paths) {
    if (Status added = list.Add(path); !added) return added.error();
  }
  std::vector<ListedFile> files = list.Take();
  if (files.empty()) {
    return Error{ErrorKind::kInput,
                 "no files in the folders given; name a folder that holds exports"};
  }
  Result<BatchRun> run = BatchRunner(std::move(files), lexicon, matcher, options, hooks).Run();
  if (run) DescribeRun(lexicon, options.analyze, &*run);
  return run;
}

}  // namespace ebb
