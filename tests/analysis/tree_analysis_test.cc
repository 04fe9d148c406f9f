// Chats of many files through the whole analysis: evidence from later parts, rows that run
// backwards, one chat of many, an account in a batch.
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "analysis/batch.h"
#include "analysis/load.h"
#include "made_chat.h"

namespace ebb::testing {
namespace {

namespace fs = std::filesystem;

class AccountFolder {
 public:
  AccountFolder()
      : path_(fs::temp_directory_path() / ("ebb-account-" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
  }
  ~AccountFolder() { fs::remove_all(path_); }
  void Write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
  }
  std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

// Messages `last` down to `first`, a minute each, newest first; every tenth asks for room.
std::string Slice(const std::string& partner, int first, int last) {
  std::string rows;
  for (int i = last; i >= first; --i) {
    rows += (rows.empty() ? "" : ",");
    rows += R"({"sender_name": ")" + (i % 2 == 0 ? partner : "Me Myself") +
            R"(", "timestamp_ms": )" + std::to_string(1700000000000 + i * 60000LL) +
            R"(, "content": ")" +
            (i % 10 == 3 ? "i need more room number " + std::to_string(i) : "we had soup again") +
            "\"}";
  }
  return R"({"participants": [{"name": ")" + partner +
         R"("}, {"name": "Me Myself"}], "messages": [)" + rows + R"(], "title": ")" + partner +
         R"(", "thread_path": "inbox/x"})";
}

void Fill(const AccountFolder& folder) {
  folder.Write("messages/inbox/ada_1/message_1.json", Slice("Ada", 100, 149));
  folder.Write("messages/inbox/ada_1/message_2.json", Slice("Ada", 50, 99));
  folder.Write("messages/inbox/ada_1/message_10.json", Slice("Ada", 0, 49));
  folder.Write("messages/inbox/ben_2/message_1.json", Slice("Ben", 0, 79));
  folder.Write("messages/inbox/cy_3/message_1.json", Slice("Cy", 0, 5));
  folder.Write("messages/inbox/dee_4/message_1.json", "{this is: not json");
}

AnalyzeOptions Utc(const std::string& chat) {
  AnalyzeOptions options;
  options.zone = "UTC";
  options.chat = chat;
  return options;
}

Analysis MustAnalyzePath(const std::string& path, const AnalyzeOptions& options) {
  Result<Analysis> analysis = Analyze({path}, SmallTools().lexicon, SmallTools().matcher, options);
  if (!analysis) FAIL(analysis.error().message);
  return std::move(*analysis);
}

TEST_CASE("a thread of several slices: every part's words are shown, in time order") {
  const AccountFolder folder;
  Fill(folder);
  const Analysis a = MustAnalyzePath(folder.path(), Utc("Ada"));
  CHECK(a.inputs.size() == 1);
  CHECK(a.inputs[0].messages == 150);
  REQUIRE(a.flags.size() == 15);
  std::set<std::string> texts;
  std::string before;
  for (const FlagRow& flag : a.flags) {
    texts.insert(flag.text);
    CHECK(flag.text.find("i need more room number ") == 0);
    CHECK(flag.line > 0);
    REQUIRE(flag.before.size() == 2);
    CHECK(flag.before[0].text == "we had soup again");
  }
  CHECK(texts.size() == 15);
  CHECK(a.flags.front().text == "i need more room number 3");
  CHECK(a.flags.back().text == "i need more room number 143");
}

TEST_CASE("one chat of an account: by name, by number, by folder; the others are not read") {
  const AccountFolder folder;
  Fill(folder);
  for (const std::string chat : {"Ben", "2", "inbox/ben_2", "ben"}) {
    INFO(chat);
    LoadSettings settings;
    const auto inputs = LoadInputs(folder.path(), Utc(chat), settings);
    REQUIRE(inputs);
    REQUIRE(inputs->size() == 3);
    CHECK((*inputs)[1].loaded.input.messages == 80);
    CHECK((*inputs)[0].loaded.input.messages == 0);
    CHECK(MustAnalyzePath(folder.path(), Utc(chat)).inputs[0].messages == 80);
  }
  const auto none = Analyze({folder.path()}, SmallTools().lexicon, SmallTools().matcher, Utc(""));
  REQUIRE_FALSE(none);
  CHECK(none.error().message.find("Ada: 150 messages") != std::string::npos);
  const auto wrong =
      Analyze({folder.path()}, SmallTools().lexicon, SmallTools().matcher, Utc("Zed"));
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().message.find("Cy: 6 messages") != std::string::npos);
}

TEST_CASE("parts of one download: those that hold the chat are read together") {
  const AccountFolder folder;
  folder.Write("one/messages/inbox/ada_1/message_1.json", Slice("Ada", 50, 99));
  folder.Write("one/messages/inbox/ben_2/message_1.json", Slice("Ben", 0, 9));
  folder.Write("two/messages/inbox/ada_1/message_2.json", Slice("Ada", 0, 49));
  folder.Write("two/messages/inbox/cy_3/message_1.json", Slice("Cy", 0, 9));
  const std::vector<std::string> paths = {folder.path() + "/one", folder.path() + "/two"};
  const auto both = Analyze(paths, SmallTools().lexicon, SmallTools().matcher, Utc("Ada"));
  if (!both) FAIL(both.error().message);
  CHECK(both->inputs.size() == 2);
  CHECK(both->flags.size() == 10);
  const auto one = Analyze(paths, SmallTools().lexicon, SmallTools().matcher, Utc("Cy"));
  if (!one) FAIL(one.error().message);
  CHECK(one->inputs.size() == 1);
  CHECK_FALSE(Analyze(paths, SmallTools().lexicon, SmallTools().matcher, Utc("Zed")));
}

TEST_CASE("inspect lists all, and tells of what cannot be read") {
  const AccountFolder folder;
  Fill(folder);
  const auto all = LoadExport(folder.path(), nullptr, Utc(""), true);
  REQUIRE(all);
  REQUIRE(all->size() == 3);
  CHECK((*all)[0].conversations[0].name == "Ada");
  CHECK((*all)[0].conversations[0].first.seconds == 1700000000);
  CHECK((*all)[0].conversations[0].last.seconds == 1700000000 + 149 * 60);
  CHECK((*all)[0].report.warnings.size() == 1);
  const auto one = LoadExport(folder.path(), nullptr, Utc("Cy"), true);
  REQUIRE(one);
  REQUIRE(one->size() == 1);
  CHECK((*one)[0].input.messages == 6);
}

TEST_CASE("a batch takes an account as one, and pages of a chat together") {
  const AccountFolder folder;
  Fill(folder);
  folder.Write("loose/message_1.json", Slice("Eve", 20, 39));
  folder.Write("loose/message_2.json", Slice("Eve", 0, 19));
  folder.Write("talk.txt", "Ann: a\nBen: b\nAnn: c\nBen: d\n");
  BatchOptions options;
  options.analyze = Utc("");
  BatchHooks hooks;
  std::vector<std::pair<std::string, std::uint64_t>> seen;
  hooks.deliver = [&](const BatchChat& chat, const Analysis& analysis, std::any) -> Status {
    std::uint64_t messages = 0;
    for (const InputFile& input : analysis.inputs) messages += input.messages;
    seen.emplace_back(chat.name, messages);
    return Done{};
  };
  const auto run =
      RunBatch({folder.path()}, SmallTools().lexicon, SmallTools().matcher, options, hooks);
  if (!run) FAIL(run.error().message);
  CHECK(run->files == 3);
  CHECK(run->failed == 0);
  CHECK(seen == std::vector<std::pair<std::string, std::uint64_t>>{
                    {"Eve", 40}, {"Ada", 150}, {"Ben", 80}, {"Cy", 6}, {"talk.txt", 4}});
}

}  // namespace
}  // namespace ebb::testing
