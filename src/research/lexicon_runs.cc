#include "research/lexicon_runs.h"

#include <algorithm>
#include <utility>

#include "analysis/merge_parts.h"
#include "analysis/names.h"
#include "base/source.h"
#include "research/labelled_chats.h"
#include "sequence/sequence.h"

namespace ebb {
namespace {

// Labelled text with something to score, or nothing.
std::optional<LabelledFile> TryLabelled(const std::string& path) {
  if (!path.ends_with(".jsonl")) return std::nullopt;
  Result<LabelledFile> file = ReadLabelledFile(path);
  if (!file) return std::nullopt;
  const bool scored = std::any_of(file->messages.begin(), file->messages.end(),
                                  [](const LabelledMessage& message) { return message.scored; });
  if (!scored) return std::nullopt;
  return std::move(*file);
}

void FlagLabelled(const Lexicon& lexicon, const Matcher& matcher, FlaggedFile* out) {
  Matcher::Scratch scratch;
  for (LabelledChat& chat : SplitChats(*out->labelled)) {
    MatchChat(*out->labelled, matcher, &scratch, &chat);
    FlaggedChat flagged;
    flagged.conversation = out->labelled->messages[chat.places.front()].conversation;
    flagged.messages = chat.places.size();
    flagged.flags = ReadSequence(chat.conversation, lexicon).flags;
    flagged.places = std::move(chat.places);
    out->messages += flagged.messages;
    out->chats.push_back(std::move(flagged));
  }
}

void FlagLoaded(const Lexicon& lexicon, FlaggedFile* out) {
  for (std::size_t i = 0; i < out->inputs.size(); ++i) {
    for (Conversation& conversation : out->inputs[i].loaded.conversations) {
      if (conversation.messages == 0) continue;
      FlaggedChat flagged;
      flagged.conversation = conversation.name.empty() ? conversation.id : conversation.name;
      flagged.messages = conversation.messages;
      flagged.flags = ReadSequence(conversation, lexicon).flags;
      std::vector<Conversation> one;
      one.push_back(std::move(conversation));
      flagged.parts = MergeParts(std::move(one)).parts;
      flagged.parts.front().input = i;
      out->messages += flagged.messages;
      out->chats.push_back(std::move(flagged));
    }
  }
}

}  // namespace

Result<FlaggedFile> FlagFile(const std::string& path, const Lexicon& lexicon,
                             const Matcher& matcher, const AnalyzeOptions& options) {
  FlaggedFile out;
  out.name = path;
  out.labelled = TryLabelled(path);
  if (out.labelled) {
    FlagLabelled(lexicon, matcher, &out);
    return out;
  }
  LoadSettings settings;
  settings.matcher = &matcher;
  settings.hash = false;
  Result<std::vector<LoadedInput>> inputs = LoadInputs(path, options, settings);
  if (!inputs) return inputs.error();
  out.inputs = std::move(*inputs);
  FlagLoaded(lexicon, &out);
  return out;
}

const LabelledMessage* LabelledAt(const FlaggedFile& file, const FlaggedChat& chat,
                                  MessageIndex message) {
  return file.labelled ? &file.labelled->messages[chat.places[message]] : nullptr;
}

std::string VoidReason(const Flag& flag) { return std::string(VoidName(flag)); }

}  // namespace ebb
