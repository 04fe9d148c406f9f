#include "analysis/analyze.h"

#include <utility>

#include "analysis/choose.h"
#include "analysis/draft.h"
#include "analysis/load.h"
#include "analysis/merge_parts.h"

namespace ebb {
namespace {

// The input that holds the chosen conversation of one path, and that conversation.
struct ChosenChat {
  LoadedInput input;
  Conversation conversation;
};

Result<ChosenChat> LoadChosen(const std::string& path, const Matcher& matcher,
                              const AnalyzeOptions& options) {
  LoadSettings settings;
  settings.matcher = &matcher;
  settings.one_chat = true;
  Result<std::vector<LoadedInput>> inputs = LoadInputs(path, options, settings);
  if (!inputs) return inputs.error();
  const Result<ConversationChoice> choice = ChooseConversation(path, *inputs, options.chat);
  if (!choice) return choice.error();
  LoadedInput& input = (*inputs)[choice->input];
  Conversation conversation = std::move(input.loaded.conversations[choice->conversation]);
  return ChosenChat{std::move(input), std::move(conversation)};
}

}  // namespace

Result<Analysis> Analyze(const std::vector<std::string>& paths, const Lexicon& lexicon,
                         const Matcher& matcher, const AnalyzeOptions& options) {
  if (paths.empty()) return Error{ErrorKind::kUsage, "no export given; name at least one file"};
  std::vector<LoadedInput> inputs;
  std::vector<Conversation> conversations;
  for (const std::string& path : paths) {
    Result<ChosenChat> chosen = LoadChosen(path, matcher, options);
    if (!chosen) return chosen.error();
    inputs.push_back(std::move(chosen->input));
    conversations.push_back(std::move(chosen->conversation));
  }
  std::vector<LoadedInput*> pointers;
  for (LoadedInput& input : inputs) pointers.push_back(&input);

  MergedChat chat = MergeParts(std::move(conversations));
  Result<std::vector<std::uint16_t>> partners = ChoosePartners(chat.conversation, options);
  if (!partners) return partners.error();
  std::vector<Draft> drafts;
  drafts.push_back(MakeDraft({std::move(chat), pointers, *partners}, lexicon, options));
  if (Status done = CompleteDrafts(pointers, &drafts); !done) return done.error();
  return std::move(drafts.front().analysis);
}

}  // namespace ebb
