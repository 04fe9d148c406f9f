#include "readers/messenger_notices.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/ascii.h"
#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::size_t kLongestNotice = 400;  // notices are short

// In a form, %p stands for a person, %e for an emoji and %a for anything. A full stop at the end
// may be missing.
struct Form {
  MessengerText kind;
  std::string_view form;
};

constexpr auto kA = MessengerText::kAttachment;
constexpr auto kN = MessengerText::kNotice;
constexpr auto kU = MessengerText::kUnsent;

// What follows the name of who did it, or "You".
constexpr Form kActs[] = {
    {kA, "sent an attachment."},
    {kA, "sent a photo."},
    {kA, "sent %a photos."},
    {kA, "sent a video."},
    {kA, "sent %a videos."},
    {kA, "sent a voice message."},
    {kA, "sent a sticker."},
    {kA, "sent a GIF."},
    {kA, "sent a link."},
    {kA, "sent a file."},
    {kA, "sent a location."},
    {kA, "sent a live location."},
    {kA, "shared a link."},
    {kA, "shared a story."},
    {kA, "shared a reel."},
    {kA, "shared a post."},
    {kA, "shared a location."},
    {kA, "started sharing live location."},
    {kA, "hat einen Anhang gesendet."},
    {kA, "hast einen Anhang gesendet."},
    {kA, "a envoyé une pièce jointe."},
    {kA, "avez envoyé une pièce jointe."},
    {kA, "envió un archivo adjunto."},
    {kA, "ha inviato un allegato."},
    {kA, "enviou um anexo."},
    {kA, "heeft een bijlage verzonden."},
    {kA, "hebt een bijlage verzonden."},
    {kA, "skickade en bilaga."},
    {kU, "unsent a message."},
    {kN, "called you."},
    {kN, "called %p."},
    {kN, "missed your call."},
    {kN, "missed your video chat."},
    {kN, "missed your video call."},
    {kN, "missed your audio call."},
    {kN, "missed a call from %p."},
    {kN, "missed a call with %p."},
    {kN, "missed an audio call from %p."},
    {kN, "missed a video call from %p."},
    {kN, "missed a video chat with %p."},
    {kN, "started a call."},
    {kN, "started a video chat."},
    {kN, "started a video call."},
    {kN, "started an audio call."},
    {kN, "started a group call."},
    {kN, "joined the call."},
    {kN, "joined the video chat."},
    {kN, "joined the video call."},
    {kN, "named the group %a."},
    {kN, "removed the group name."},
    {kN, "changed the group photo."},
    {kN, "removed the group photo."},
    {kN, "changed the chat theme."},
    {kN, "changed the chat theme to %a."},
    {kN, "changed the theme to %a."},
    {kN, "changed the theme."},
    {kN, "changed the chat colors."},
    {kN, "changed the chat colours."},
    {kN, "set the emoji to %a."},
    {kN, "set the quick reaction to %a."},
    {kN, "set the nickname for %p to %a."},
    {kN, "set your nickname to %a."},
    {kN, "set his own nickname to %a."},
    {kN, "set her own nickname to %a."},
    {kN, "set their own nickname to %a."},
    {kN, "set your own nickname to %a."},
    {kN, "cleared the nickname for %p."},
    {kN, "cleared your nickname."},
    {kN, "cleared his own nickname."},
    {kN, "cleared her own nickname."},
    {kN, "cleared their own nickname."},
    {kN, "cleared your own nickname."},
    {kN, "added %p to the group."},
    {kN, "removed %p from the group."},
    {kN, "left the group."},
    {kN, "joined the group."},
    {kN, "created the group."},
    {kN, "created this group."},
    {kN, "made %p a group admin."},
    {kN, "removed %p as a group admin."},
    {kN, "created a poll: %a."},
    {kN, "voted for %a in the poll."},
    {kN, "changed vote to %a in the poll."},
    {kN, "removed vote for %a in the poll."},
    {kN, "created a plan."},
    {kN, "started a plan."},
    {kN, "updated the plan."},
    {kN, "deleted the plan."},
    {kN, "responded Going to %a."},
    {kN, "responded Can't Go to %a."},
    {kN, "pinned a message."},
    {kN, "unpinned a message."},
    {kN, "turned on vanish mode."},
    {kN, "turned on vanish mode. New messages will disappear %a."},
    {kN, "turned off vanish mode."},
    {kN, "turned on disappearing messages."},
    {kN, "turned on disappearing messages. %a."},
    {kN, "turned off disappearing messages."},
    {kN, "missed a call."},
    {kN, "missed an audio call."},
    {kN, "missed a video call."},
    {kN, "missed a video chat."},
    {kN, "is waving at you!"},
    {kN, "is waving at %p!"},
    {kN, "set the quick reaction emoji to %a."},
    {kN, "changed the group name to %a."},
    {kN, "turned on sharing with a link."},
    {kN, "updated the group description."},
    {kN, "waved at you."},
    {kN, "waved at %p."},
    {kN, "took a screenshot."},
    {kN, "liked a message."},
    {kN, "reacted %e to your message."},
    {kN, "reacted to your message %e."},
};

// Sentences without a name in front.
constexpr Form kSentences[] = {
    {kN, "Reacted %e to your message."},
    {kN, "Reacted to your message %e."},
    {kN, "Reacted %e to your story."},
    {kN, "Reacted to your story %e."},
    {kN, "Liked a message."},
    {kN, "Hat mit %e auf deine Nachricht reagiert."},
    {kN, "A réagi avec %e à votre message."},
    {kN, "Reaccionó con %e a tu mensaje."},
    {kN, "Ha reagito con %e al tuo messaggio."},
    {kN, "Reagiu com %e à sua mensagem."},
    {kN, "Curtiu uma mensagem."},
    {kN, "The video chat ended."},
    {kN, "You can now call each other and see information such as %a."},
    {kN, "Messages and calls are secured with end-to-end encryption.%a"},
    {kN, "Messages you send to this chat and calls are now secured with end-to-end encryption.%a"},
    {kA, "Mentioned you in their story."},
    {kA, "You sent an attachment."},
    {kN, "The video call ended."},
    {kN, "The audio call ended."},
    {kN, "The call ended."},
    {kN, "Video chat ended."},
    {kN, "Audio call ended."},
    {kN, "This poll is no longer available."},
    {kN, "You are now connected on Messenger."},
    {kN, "You can now message and call each other%a"},
    {kN, "Say hi to your new Facebook friend, %a."},
    {kA, "Enviaste un archivo adjunto."},
    {kA, "Has enviado un archivo adjunto."},
    {kA, "Hai inviato un allegato."},
    {kU, "User unsent a message."},
    {kU, "This message was unsent."},
};

constexpr std::array<std::string_view, 6> kYouBeginnings = {"You ", "Du ",  "Vous ",
                                                            "Je ",  "Jij ", "Você "};

class Matching {
 public:
  Matching(const std::vector<std::string>& people, bool any_person)
      : people_(people), any_person_(any_person) {}

  bool Fits(std::string_view form, std::string_view text) const {
    const std::size_t wild = std::min(form.find('%'), form.size());
    if (!text.starts_with(form.substr(0, wild))) return IsLastStop(form, text);
    text.remove_prefix(wild);
    if (wild == form.size()) return text.empty();
    const bool person = form[wild + 1] == 'p', emoji = form[wild + 1] == 'e';
    form.remove_prefix(wild + 2);
    if (emoji) return FitsEmoji(form, text);
    return person && !any_person_ ? FitsPerson(form, text) : FitsAnything(form, text);
  }

 private:
  // The full stop of the form may be missing.
  static bool IsLastStop(std::string_view form, std::string_view text) {
    return form.ends_with('.') && text == form.substr(0, form.size() - 1);
  }

  bool FitsPerson(std::string_view form, std::string_view text) const {
    return std::any_of(people_.begin(), people_.end(), [&](const std::string& name) {
      return !name.empty() && text.starts_with(name) && Fits(form, text.substr(name.size()));
    });
  }

  // Nothing typed: up to the form's next letters there is no letter.
  static bool FitsEmoji(std::string_view form, std::string_view text) {
    const std::size_t letter = std::find_if(text.begin(), text.end(), IsLetter) - text.begin();
    const std::size_t rest = std::find_if(form.begin(), form.end(), IsLetter) - form.begin();
    const std::string_view behind = text.substr(letter), wanted = form.substr(rest);
    return letter > 0 && (wanted == behind || IsLastStop(wanted, behind));
  }

  // The literal after the gap is looked for from the end of the gap's shortest reading on.
  bool FitsAnything(std::string_view form, std::string_view text) const {
    const std::string_view literal = form.substr(0, form.find('%'));
    if (literal.size() == form.size()) {
      if (literal.empty() || literal == ".") return true;
      const std::string_view open =
          literal.ends_with('.') ? literal.substr(0, literal.size() - 1) : literal;
      return text.ends_with(literal) || text.ends_with(open);
    }
    for (std::size_t at = text.find(literal); at != text.npos; at = text.find(literal, at + 1)) {
      if (Fits(form, text.substr(at))) return true;
    }
    return false;
  }

  const std::vector<std::string>& people_;
  const bool any_person_;
};

template <std::size_t kSize>
MessengerText FindForm(const Form (&forms)[kSize], const Matching& matching,
                       std::string_view text) {
  for (const Form& form : forms) {
    if (form.form.front() == text.front() && matching.Fits(form.form, text)) return form.kind;
  }
  return MessengerText::kTyped;
}

// `text` without "Ada Bell " or "Ada " in front; empty if it begins otherwise.
std::string_view AfterName(std::string_view text, std::string_view name) {
  const std::string_view first = name.substr(0, name.find(' '));
  for (const std::string_view part : {name, first}) {
    if (!part.empty() && text.size() > part.size() + 1 && text.starts_with(part) &&
        text[part.size()] == ' ') {
      return text.substr(part.size() + 1);
    }
  }
  return {};
}

constexpr std::string_view kSentAttachment = " sent an attachment.";
constexpr std::string_view kPollUpdates = "'s poll has multiple updates.";
constexpr std::size_t kLongestMessengerName = 100;  // bytes

// `text` is a name and `rest` behind it.
bool IsNameAnd(std::string_view rest, std::string_view text) {
  return text.size() > rest.size() && text.size() <= kLongestMessengerName + rest.size() &&
         text.ends_with(rest) && text.find('\n') == text.npos;
}

template <std::size_t kSize>
bool IsOneOf(const std::string_view (&words)[kSize], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// "van Beethoven"
bool MayStandInName(std::string_view word) {
  static constexpr std::string_view kSmall[] = {"van", "von", "de",  "del", "der", "den",
                                                "da",  "dos", "al",  "bin", "di",  "la",
                                                "y",   "e",   "ibn", "ter", "le"};
  const bool lower = word.empty() || (word.front() >= 'a' && word.front() <= 'z');
  return !lower || IsOneOf(kSmall, word);
}

// A few words in capitals that do not begin as a sentence does, or a name like "ada_b".
bool LooksLikeName(std::string_view text) {
  static constexpr std::string_view kNoNames[] = {
      "I",   "My",      "He",       "She",    "They",     "We",    "You",   "It",   "Your",
      "His", "Her",     "Our",      "Who",    "Their",    "Mum",   "Mom",   "Dad",  "The",
      "A",   "Someone", "Somebody", "Nobody", "Everyone", "Mummy", "Mommy", "Daddy"};
  constexpr std::size_t kMostWords = 5;
  const std::vector<std::string_view> words = Split(text, ' ');
  if (words.size() == 1 && text.find_first_of("_.0123456789") != text.npos) return true;
  const std::string_view last = words.back();
  if (last.empty()) return false;  // two blanks in a row
  return words.size() <= kMostWords && !IsOneOf(kNoNames, words.front()) &&
         !(last.front() >= 'a' && last.front() <= 'z') &&
         std::all_of(words.begin(), words.end(), MayStandInName);
}

// The same, the name that of one of `people`.
bool IsPersonAnd(std::string_view rest, std::string_view text,
                 const std::vector<std::string>& people) {
  if (!IsNameAnd(rest, text)) return false;
  const std::string_view name = text.substr(0, text.size() - rest.size());
  return std::find(people.begin(), people.end(), name) != people.end();
}

}  // namespace

bool IsDeletedPerson(std::string_view sender) {
  return sender == "Instagram User" || sender == "Facebook user" || sender == "Facebook User";
}

bool IsMessengerAttachment(std::string_view text, std::string_view sender,
                           const std::vector<std::string>& people, bool something) {
  text = Trim(text);
  if (IsPersonAnd(kSentAttachment, text, people)) return true;
  if (IsDeletedPerson(sender) && IsNameAnd(kSentAttachment, text)) {
    return something || LooksLikeName(text.substr(0, text.size() - kSentAttachment.size()));
  }
  return !sender.empty() && text.starts_with(sender) &&
         text.substr(sender.size()).starts_with(kSentAttachment);
}

MessengerText ClassifyMessengerText(std::string_view text, std::string_view sender,
                                    const std::vector<std::string>& people, bool sender_may_be_me) {
  text = Trim(text);
  if (text.empty() || text.size() > kLongestNotice) return MessengerText::kTyped;
  // Nobody begins a message with their own full name: then any person will do.
  if (const std::string_view act = AfterName(text, sender); !act.empty()) {
    const MessengerText kind = FindForm(kActs, Matching(people, true), act);
    if (kind != MessengerText::kTyped) return kind;
  }
  if (sender_may_be_me) {
    for (const std::string_view you : kYouBeginnings) {
      if (!text.starts_with(you) || text.size() == you.size()) continue;
      const MessengerText kind = FindForm(kActs, Matching(people, false), text.substr(you.size()));
      if (kind != MessengerText::kTyped) return kind;
    }
  }
  if (IsPersonAnd(kPollUpdates, text, people)) return MessengerText::kNotice;
  return FindForm(kSentences, Matching(people, true), text);
}

}  // namespace ebb
