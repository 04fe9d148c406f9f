#include "analysis/analyze.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "analysis/choose.h"
#include "analysis/draft.h"
#include "analysis/load.h"
#include "analysis/merge_parts.h"
#include "analysis/text_pass.h"

namespace ebb {
namespace {

// The input that holds the chosen conversation of one path, and that conversation.
struct ChosenChat {
  LoadedInput input;
  Conversation conversation;
};

Result<ChosenChat> Choose(std::vector<LoadedInput> inputs, const std::string& chat) {
  const std::string path = inputs.empty() ? "export" : inputs.front().opened.source->name();
  const Result<ConversationChoice> choice = ChooseConversation(path, inputs, chat);
  if (!choice) return choice.error();
  LoadedInput& input = inputs[choice->input];
  Conversation conversation = std::move(input.loaded.conversations[choice->conversation]);
  return ChosenChat{std::move(input), std::move(conversation)};
}

bool HoldsChat(const std::vector<LoadedInput>& inputs, const std::string& chat) {
  std::size_t number = 0;
  for (const LoadedInput& input : inputs) {
    for (const Conversation& conversation : input.loaded.conversations) {
      ++number;
      const bool fits = CouldMean(chat, conversation.id, conversation.name, number);
      if (fits && conversation.messages > 0) return true;
    }
  }
  return false;
}

// Of several paths, such as the zips of one download, only some may hold the chat that is wanted:
// which. All, if none does; what is wrong with it is said by who chooses.
std::vector<std::size_t> PathsWithChat(const std::vector<std::vector<LoadedInput>>& by_path,
                                       const std::string& chat) {
  std::vector<std::size_t> all(by_path.size()), with;
  std::iota(all.begin(), all.end(), std::size_t{0});
  if (chat.empty() || by_path.size() < 2) return all;
  std::copy_if(all.begin(), all.end(), std::back_inserter(with),
               [&](std::size_t path) { return HoldsChat(by_path[path], chat); });
  return with.empty() ? all : with;
}

}  // namespace

Result<JoinedChat> JoinParts(std::vector<std::vector<LoadedInput>> by_path,
                             const std::string& chat) {
  JoinedChat joined;
  joined.paths = PathsWithChat(by_path, chat);
  std::vector<Conversation> conversations;
  for (const std::size_t path : joined.paths) {
    Result<ChosenChat> chosen = Choose(std::move(by_path[path]), chat);
    if (!chosen) return chosen.error();
    joined.inputs.push_back(std::move(chosen->input));
    conversations.push_back(std::move(chosen->conversation));
  }
  joined.chat = MergeParts(std::move(conversations));
  return joined;
}

Result<Analysis> AnalyzeLoaded(std::vector<std::vector<LoadedInput>> by_path,
                               const Lexicon& lexicon, const AnalyzeOptions& options) {
  Result<JoinedChat> joined = JoinParts(std::move(by_path), options.chat);
  if (!joined) return joined.error();
  std::vector<LoadedInput*> pointers;
  pointers.reserve(joined->inputs.size());
  for (LoadedInput& input : joined->inputs) pointers.push_back(&input);

  MergedChat& chat = joined->chat;
  Result<std::vector<std::uint16_t>> partners = ChoosePartners(chat.conversation, options);
  if (!partners) return partners.error();
  std::vector<Draft> drafts;
  drafts.push_back(MakeDraft({std::move(chat), pointers, *partners}, lexicon, options));
  if (Status done = CompleteDrafts(pointers, &drafts); !done) return done.error();
  return std::move(drafts.front().analysis);
}

Result<Analysis> Analyze(const std::vector<std::string>& paths, const Lexicon& lexicon,
                         const Matcher& matcher, const AnalyzeOptions& options) {
  if (paths.empty()) return Error{ErrorKind::kUsage, "no export given; name at least one file"};
  LoadSettings settings;
  settings.matcher = &matcher;
  settings.one_chat = true;
  settings.parts = paths.size() > 1;
  std::vector<std::vector<LoadedInput>> by_path;
  for (const std::string& path : paths) {
    Result<std::vector<LoadedInput>> loaded = LoadInputs(path, options, settings);
    if (!loaded) return loaded.error();
    by_path.push_back(std::move(*loaded));
  }
  return AnalyzeLoaded(std::move(by_path), lexicon, options);
}

}  // namespace ebb
