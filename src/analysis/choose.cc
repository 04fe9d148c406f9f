#include "analysis/choose.h"

#include <algorithm>
#include <iterator>

#include "analysis/lookalikes.h"
#include "analysis/sender_table.h"
#include "analysis/text_pass.h"
#include "base/text_util.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::size_t kMostListed = 40;

struct Candidate {
  ConversationChoice choice;
  std::size_t number = 0;
  const Conversation* conversation = nullptr;
};

std::vector<Candidate> Candidates(const std::vector<LoadedInput>& inputs) {
  std::vector<Candidate> out;
  std::size_t number = 0;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const std::vector<Conversation>& conversations = inputs[i].loaded.conversations;
    for (std::size_t c = 0; c < conversations.size(); ++c) {
      ++number;
      if (conversations[c].messages > 0) out.push_back({{i, c}, number, &conversations[c]});
    }
  }
  return out;
}

// The narrowest reading of `chat` that fits any: id, name, number, part of the name.
std::vector<Candidate> Fitting(const std::vector<Candidate>& all, const std::string& chat) {
  const auto where = [&all](auto fits) {
    std::vector<Candidate> out;
    std::copy_if(all.begin(), all.end(), std::back_inserter(out), fits);
    return out;
  };
  std::vector<Candidate> out =
      where([&](const Candidate& c) { return c.conversation->id == chat; });
  if (out.empty()) out = where([&](const Candidate& c) { return c.conversation->name == chat; });
  if (out.empty())
    out = where([&](const Candidate& c) { return std::to_string(c.number) == chat; });
  if (!out.empty()) return out;
  const std::string lower = LowerAscii(chat);
  return where([&](const Candidate& c) {
    return LowerAscii(c.conversation->name).find(lower) != std::string::npos;
  });
}

std::string Day(const Timestamp& stamp) {
  const bool dated =
      stamp.basis == Timestamp::Basis::kWall || stamp.basis == Timestamp::Basis::kInstant;
  return dated ? FormatDate(stamp.seconds) : "no date";
}

std::string ListChats(const std::vector<Candidate>& candidates) {
  std::string out;
  for (std::size_t i = 0; i < candidates.size() && i < kMostListed; ++i) {
    const Conversation& chat = *candidates[i].conversation;
    const std::string& name = chat.name.empty() ? chat.id : chat.name;
    out += "\n  " + std::to_string(candidates[i].number) + "  " + EscapeTerminal(name) + ": " +
           std::to_string(chat.messages) + " messages, " + Day(chat.first) + " to " +
           Day(chat.last);
  }
  if (candidates.size() > kMostListed) {
    out += "\n  and " + std::to_string(candidates.size() - kMostListed) + " more";
  }
  return out;
}

std::vector<std::uint16_t> Writers(const Conversation& conversation) {
  std::vector<std::uint16_t> out;
  for (std::size_t i = 0; i < conversation.participants.size(); ++i) {
    if (conversation.participants[i].messages > 0) out.push_back(static_cast<std::uint16_t>(i));
  }
  return out;
}

std::string ListSenders(const Conversation& conversation, std::vector<std::uint16_t> writers) {
  const auto count = [&](std::uint16_t i) { return conversation.participants[i].messages; };
  std::stable_sort(writers.begin(), writers.end(),
                   [&](std::uint16_t a, std::uint16_t b) { return count(a) > count(b); });
  std::string out;
  for (std::size_t i = 0; i < writers.size() && i < kMostListed; ++i) {
    out += "\n  " + EscapeTerminal(conversation.participants[writers[i]].name) + ": " +
           std::to_string(count(writers[i])) + " messages";
  }
  if (writers.size() > kMostListed) {
    out += "\n  and " + std::to_string(writers.size() - kMostListed) + " more";
  }
  return out;
}

std::string Hint(const Conversation& conversation) {
  const std::string note = LookAlikeNote(conversation.participants);
  return note.empty() ? note : "\n" + EscapeTerminal(note);
}

// By exact name or key, alias, or a part of the name that fits one sender only.
Result<std::uint16_t> FindSender(const Conversation& conversation,
                                 const std::vector<std::uint16_t>& writers,
                                 const std::vector<Alias>& aliases, const std::string& option,
                                 const std::string& wanted) {
  const Alias* alias = FindAlias(aliases, wanted, wanted);
  const std::string& name = alias ? alias->name : wanted;
  std::vector<std::uint16_t> exact, part;
  for (const std::uint16_t i : writers) {
    const Participant& person = conversation.participants[i];
    if (person.name == name || person.key == name) exact.push_back(i);
    if (LowerAscii(person.name).find(LowerAscii(name)) != std::string::npos) part.push_back(i);
  }
  const std::vector<std::uint16_t>& found = exact.empty() ? part : exact;
  if (found.size() == 1) return found.front();
  return Error{ErrorKind::kInput, option + ": " +
                                      (found.empty() ? "no sender" : "several senders") +
                                      " of this chat match; the senders are:" +
                                      ListSenders(conversation, found.empty() ? writers : found)};
}

// The kMostColumns who wrote most, in the order they came.
std::vector<std::uint16_t> MostActive(const Conversation& conversation,
                                      std::vector<std::uint16_t> people) {
  if (people.size() <= kMostColumns) return people;
  std::stable_sort(people.begin(), people.end(), [&](std::uint16_t a, std::uint16_t b) {
    return conversation.participants[a].messages > conversation.participants[b].messages;
  });
  people.resize(kMostColumns);
  std::sort(people.begin(), people.end());
  return people;
}

std::vector<std::uint16_t> OwnerFirst(const Conversation& conversation,
                                      std::vector<std::uint16_t> people) {
  std::stable_partition(people.begin(), people.end(),
                        [&](std::uint16_t i) { return conversation.participants[i].is_me; });
  return people;
}

Result<std::vector<std::uint16_t>> ChosenPair(const Conversation& conversation,
                                              const AnalyzeOptions& options,
                                              const std::vector<std::uint16_t>& writers) {
  std::vector<std::uint16_t> pair;
  const auto add = [&](const std::string& option, const std::string& name) -> Status {
    if (name.empty()) return Done{};
    const auto found = FindSender(conversation, writers, options.aliases, option, name);
    if (!found) return found.error();
    pair.push_back(*found);
    return Done{};
  };
  if (Status me = add("--me", options.me); !me) return me.error();
  if (Status partner = add("--partner", options.partner); !partner) return partner.error();
  if (pair.size() == 2 && pair[0] == pair[1]) {
    return Error{ErrorKind::kUsage, "--me and --partner: both name the same sender"};
  }
  if (pair.size() == 2) return pair;
  std::vector<std::uint16_t> others;
  for (const std::uint16_t i : writers) {
    if (i != pair.front()) others.push_back(i);
  }
  if (options.me.empty()) {  // who is `me`? The owner of the file, if it says.
    std::erase_if(others, [&](std::uint16_t i) {
      return writers.size() > 2 && !conversation.participants[i].is_me;
    });
  }
  if (others.size() > 1 || (others.empty() && writers.size() > 2)) {
    return Error{ErrorKind::kInput,
                 "more than two people write in this chat; name both with --me and --partner:" +
                     ListSenders(conversation, writers)};
  }
  if (others.empty()) return pair;
  if (options.me.empty()) return std::vector<std::uint16_t>{others.front(), pair.front()};
  return std::vector<std::uint16_t>{pair.front(), others.front()};
}

}  // namespace

Result<ConversationChoice> ChooseConversation(const std::string& path,
                                              const std::vector<LoadedInput>& inputs,
                                              const std::string& chat) {
  const std::vector<Candidate> all = Candidates(inputs);
  if (all.empty()) {
    return Error{ErrorKind::kInput, path + ": holds no messages to analyse" +
                                        (chat.empty() ? "" : " for this --chat or these dates")};
  }
  const std::vector<Candidate> fitting = chat.empty() ? all : Fitting(all, chat);
  if (fitting.size() == 1) return fitting.front().choice;
  if (fitting.empty()) {
    return Error{ErrorKind::kInput,
                 "--chat: no conversation of " + path +
                     " matches; choose one by number, name or part of its name:" + ListChats(all)};
  }
  return Error{ErrorKind::kInput, path +
                                      ": holds several conversations; choose one with --chat NUMBER"
                                      " or --chat NAME:" +
                                      ListChats(fitting)};
}

Result<std::vector<std::uint16_t>> ChoosePartners(const Conversation& conversation,
                                                  const AnalyzeOptions& options) {
  const std::vector<std::uint16_t> writers = Writers(conversation);
  if (options.all) return OwnerFirst(conversation, MostActive(conversation, writers));
  if (!options.me.empty() || !options.partner.empty()) {
    return ChosenPair(conversation, options, writers);
  }
  if (writers.size() <= 2) return OwnerFirst(conversation, writers);
  return Error{ErrorKind::kInput,
               "more than two people write in this chat; choose two with --me and --partner, merge "
               "names of one person with --alias, or use --all for a column each:" +
                   ListSenders(conversation, writers) + Hint(conversation)};
}

}  // namespace ebb
