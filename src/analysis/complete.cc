// The second half of a draft: words fetched, clipped, rewritten, and put where they are shown.
#include <algorithm>
#include <string>

#include "analysis/draft.h"
#include "base/utf8.h"

namespace ebb {
namespace {

constexpr std::size_t kContextBytes = 600;   // of a neighbour
constexpr std::size_t kExcerptAround = 160;  // with --quotes, on each side of the marked words
constexpr std::string_view kCut = "\xE2\x80\xA6";  // an ellipsis

struct Excerpt {
  std::string text;
  TextRange marked;
};

// The bytes `begin` to `end` of what was kept, with a sign where something is left out.
Excerpt Clip(const WantedWords& words, std::size_t begin, std::size_t end, TextRange marked) {
  const std::string& kept = words.kept;
  while (begin > 0 && IsContinuation(kept[begin])) --begin;
  while (end < kept.size() && IsContinuation(kept[end])) ++end;
  Excerpt out;
  if (begin > 0 || words.cut_before) out.text = kCut;
  const auto shift = static_cast<std::uint32_t>(out.text.size());
  out.text.append(kept, begin, end - begin);
  if (end < kept.size() || words.cut_after) out.text += kCut;
  const auto moved = [&](std::uint32_t old) {
    return old - static_cast<std::uint32_t>(begin) + shift;
  };
  if (marked.end > marked.begin) out.marked = {moved(marked.begin), moved(marked.end)};
  return out;
}

// The flagged message around `range`; empty if the range lies in a part that was not kept.
Excerpt ClipMarked(const WantedWords& words, TextRange range, bool short_excerpt) {
  if (range.begin < words.offset || range.end > words.offset + words.kept.size()) return {};
  const TextRange marked{range.begin - words.offset, range.end - words.offset};
  std::size_t begin = 0, end = words.kept.size();
  if (short_excerpt) {
    begin = marked.begin > kExcerptAround ? marked.begin - kExcerptAround : 0;
    end = std::min(end, marked.end + kExcerptAround);
  }
  return Clip(words, begin, end, marked);
}

class Completer {
 public:
  explicit Completer(Draft* draft) : draft_(*draft) {}

  void Run() {
    for (std::size_t r = 0; r < draft_.rows.size(); ++r) {
      const Draft::RowWords& words = draft_.rows[r];
      FlagRow& row = draft_.analysis.flags[r];
      if (const WantedWords* own = Find(words.message)) {
        row.line = own->line;
        if (words.quoted && own->text) FillText(*own, words.range, &row);
      }
      FillContext(words.before, &row.before);
      FillContext(words.after, &row.after);
    }
    for (const Draft::EpisodeWords& words : draft_.episodes) {
      FillContext(words.shown,
                  &draft_.analysis.measures[words.measure].episodes[words.episode].shown);
    }
  }

 private:
  const WantedWords* Find(MessageIndex message) const {
    const auto at = std::lower_bound(
        draft_.wanted.begin(), draft_.wanted.end(), message,
        [](const WantedWords& words, MessageIndex wanted) { return words.message < wanted; });
    const bool found = at != draft_.wanted.end() && at->message == message && at->found;
    return found ? &*at : nullptr;
  }

  void FillText(const WantedWords& own, TextRange range, FlagRow* row) const {
    Excerpt excerpt = ClipMarked(own, range, draft_.mask_numbers);
    row->text = Rewrite(excerpt.text, &excerpt.marked);
    row->begin = excerpt.marked.begin;
    row->end = excerpt.marked.end;
  }

  void FillContext(const std::vector<MessageIndex>& messages,
                   std::vector<ContextLine>* lines) const {
    if (draft_.analysis.no_text || draft_.mask_numbers) return;
    for (std::size_t i = 0; i < messages.size(); ++i) {
      const WantedWords* words = Find(messages[i]);
      if (words == nullptr) continue;
      // A neighbour that is flagged itself was kept around its own marked words.
      const std::size_t end = std::min(words->kept.size(), kContextBytes);
      Excerpt excerpt = Clip(*words, 0, end, {});
      (*lines)[i].text = Rewrite(excerpt.text, &excerpt.marked);
    }
  }

  std::string Rewrite(const std::string& text, TextRange* marked) const {
    std::string out = text;
    if (!draft_.pseudonyms.empty()) {
      out = ApplyReplacements(out, draft_.pseudonyms.Find(out), marked);
    }
    if (draft_.mask_numbers || draft_.analysis.pseudonyms) {
      out = ApplyReplacements(out, FindPrivateNumbers(out), marked);
    }
    return out;
  }

  Draft& draft_;
};

}  // namespace

Status CompleteDrafts(const std::vector<LoadedInput*>& inputs, std::vector<Draft>* drafts) {
  std::vector<FetchJob> jobs;
  for (Draft& draft : *drafts) jobs.push_back({&draft.parts, &draft.wanted});
  if (Status fetched = FetchWords(inputs, jobs); !fetched) return fetched;
  for (Draft& draft : *drafts) {
    Completer(&draft).Run();
    std::vector<WantedWords>().swap(draft.wanted);
  }
  return Done{};
}

}  // namespace ebb
