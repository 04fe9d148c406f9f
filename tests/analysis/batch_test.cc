// Many exports at once: one order, bad files apart, ids that stay.
#include "analysis/batch.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "made_chat.h"

namespace ebb::testing {
namespace {

namespace fs = std::filesystem;

// A folder of its own that goes away with the test.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("ebb-batch-" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  void Write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
  }
  std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

std::string Transcript(int messages, const std::string& third = "") {
  std::string out;
  for (int i = 0; i < messages; ++i) {
    out += "2024-01-0" + std::to_string(1 + i % 9) + " 10:00 ";
    out += i % 2 == 0 ? "Ann" : "Ben";
    out += i % 10 == 3 ? ": i need more room\n" : ": we had soup again\n";
  }
  if (!third.empty()) out += "2024-01-09 10:00 " + third + ": hello you two\n";
  return out;
}

void Fill(const Folder& folder) {
  folder.Write("a.txt", Transcript(120));
  folder.Write("b/bad.txt", std::string(5000, '\1') + std::string("\0\0\2", 3));
  folder.Write("b/photo.JPG", "not a chat");
  folder.Write("c.txt", Transcript(80));
  folder.Write("d.txt", Transcript(60, "Cy"));
  folder.Write("e.txt", Transcript(40));
}

struct Seen {
  std::vector<std::string> files, ids;
  std::vector<std::uint64_t> flagged, progress;
  BatchRun run;
};

Seen Run(const std::string& path, unsigned jobs) {
  Seen seen;
  BatchOptions options;
  options.analyze.jobs = jobs;
  BatchHooks hooks;
  hooks.prepare = [](const BatchChat& chat, const Analysis&) { return std::any(chat.chat_id); };
  hooks.deliver = [&](const BatchChat& chat, const Analysis& analysis,
                      std::any prepared) -> Status {
    CHECK(std::any_cast<std::string>(prepared) == chat.chat_id);
    seen.files.push_back(chat.file.substr(path.size() + 1));
    seen.ids.push_back(chat.chat_id);
    seen.flagged.push_back(analysis.partners[1].rates[0].flagged);
    return Done{};
  };
  hooks.progress = [&](std::uint64_t done, std::uint64_t) { seen.progress.push_back(done); };
  Result<BatchRun> run =
      RunBatch({path}, SmallTools().lexicon, SmallTools().matcher, options, hooks);
  if (!run) FAIL(run.error().message);
  seen.run = std::move(*run);
  return seen;
}

TEST_CASE("a bad file stops nothing, and threads change nothing") {
  const Folder folder;
  Fill(folder);
  const Seen one = Run(folder.path(), 1);
  CHECK(one.files == std::vector<std::string>{"a.txt", "c.txt", "e.txt"});
  CHECK(one.flagged == std::vector<std::uint64_t>{12, 8, 4});
  CHECK(std::set<std::string>(one.ids.begin(), one.ids.end()).size() == 3);
  CHECK(one.progress == std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6});
  CHECK(one.run.files == 6);
  CHECK(one.run.ignored == 1);
  CHECK(one.run.failed == 2);  // the bad one and the one with three senders
  CHECK(one.run.analysed == 3);
  CHECK(one.run.records == one.run.messages + one.run.notices + one.run.skipped);
  REQUIRE(one.run.errors.size() == 2);
  CHECK(one.run.errors[0].file == folder.path() + "/b/bad.txt");
  CHECK(one.run.errors[1].what.find("conversation 1: more than two people") == 0);
  for (const BatchError& error : one.run.errors) {
    CHECK(error.what.find('\n') == std::string::npos);
    CHECK(error.what.find(folder.path()) == std::string::npos);
  }
  for (const unsigned jobs : {2u, 4u}) {
    const Seen many = Run(folder.path(), jobs);
    CHECK(many.files == one.files);
    CHECK(many.ids == one.ids);
    CHECK(many.flagged == one.flagged);
    REQUIRE(many.run.inputs.size() == one.run.inputs.size());
    for (std::size_t i = 0; i < one.run.inputs.size(); ++i) {
      CHECK(many.run.inputs[i].file == one.run.inputs[i].file);
      CHECK(many.run.inputs[i].state == one.run.inputs[i].state);
      CHECK(many.run.inputs[i].hash == one.run.inputs[i].hash);
      CHECK(many.run.inputs[i].stamp == one.run.inputs[i].stamp);
    }
  }
}

TEST_CASE("ids stay when other files come and go") {
  const Folder folder;
  Fill(folder);
  const Seen before = Run(folder.path(), 1);
  folder.Write("0-new.txt", Transcript(30));
  const Seen after = Run(folder.path(), 1);
  REQUIRE(after.ids.size() == 4);
  CHECK(std::vector<std::string>(after.ids.begin() + 1, after.ids.end()) == before.ids);
}

TEST_CASE("an error of delivery ends the run") {
  const Folder folder;
  Fill(folder);
  int delivered = 0;
  BatchHooks hooks;
  hooks.deliver = [&](const BatchChat&, const Analysis&, std::any) -> Status {
    ++delivered;
    return Error{ErrorKind::kOutput, "disk full"};
  };
  BatchOptions options;
  options.analyze.jobs = 3;
  const Result<BatchRun> run =
      RunBatch({folder.path()}, SmallTools().lexicon, SmallTools().matcher, options, hooks);
  REQUIRE_FALSE(run.ok());
  CHECK(run.error().kind == ErrorKind::kOutput);
  CHECK(delivered == 1);
}

TEST_CASE("stopping, and nothing to do") {
  const Folder folder;
  BatchHooks hooks;
  hooks.deliver = [](const BatchChat&, const Analysis&, std::any) -> Status { return Done{}; };
  hooks.stop = [] { return true; };
  const auto run = [&](const std::string& path) {
    return RunBatch({path}, SmallTools().lexicon, SmallTools().matcher, {}, hooks);
  };
  CHECK_FALSE(run(folder.path()).ok());
  CHECK_FALSE(run(folder.path() + "/missing").ok());
  Fill(folder);
  const Result<BatchRun> stopped = run(folder.path());
  REQUIRE(stopped.ok());
  CHECK(stopped->stopped);
  CHECK(stopped->analysed == 0);
}

}  // namespace
}  // namespace ebb::testing
