#include "readers/open_tree.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text_util.h"
#include "base/utf8.h"
#include "readers/document_text.h"
#include "readers/lazy_source.h"
#include "readers/looks_like.h"
#include "readers/tar_archive.h"

namespace ebb {
namespace {

constexpr std::uint64_t kMaxArchive = std::uint64_t{8} << 30;  // of all chats in it, unpacked

// A file that a reader knows.
struct Seen {
  std::size_t member = 0;
  const Reader* reader = nullptr;
  Match match = Match::kNo;
  Encoding encoding = Encoding::kUtf8;
  std::string_view text_of = {};  // see Source
  bool by_columns = false;        // a table with the columns that the user named
};

// A chat and who reads it.
struct Found {
  const Reader* reader = nullptr;
  Match match = Match::kNo;
  TreeChat chat;
};

// "telegram" for "telegram-json" and "telegram-html".
std::string_view Family(std::string_view reader) { return reader.substr(0, reader.rfind('-')); }

// Forms in which one program writes its chats.
bool AreKin(std::string_view a, std::string_view b) {
  return a == b || a == Family(b) || b == Family(a);
}

// What a tree without a chat may be instead.
std::string DescribeTree(const Tree& tree) {
  bool pages = false, zips = false, documents = false;
  for (const TreeMember& member : tree.members()) {
    if (member.path == "xl/workbook.xml") return "a spreadsheet; save it as CSV first";
    if (member.path == "content.xml") return "an OpenDocument file; save it as text or CSV first";
    const std::string lower = LowerAscii(member.path);
    pages = pages || lower.ends_with(".html");
    zips = zips || lower.ends_with(".zip");
    documents = documents || HasDocumentName(lower);
  }
  const std::string kind(tree.archive_kind());
  if (zips) return "a " + kind + " with another zip in it; unpack it once and name the inner one";
  if (documents) return "a " + kind + " with a document in it; unpack it and name the document";
  if (pages) return "a " + kind + " of web pages; export the chat as text or JSON instead";
  return "a " + kind + " of " + std::to_string(tree.members().size()) +
         " files, none of them a known kind of chat export; " + std::string(kAdvice);
}

class TreeOpener {
 public:
  TreeOpener(std::shared_ptr<const Tree> tree, const OpenChoice& choice)
      : tree_(std::move(tree)), choice_(choice), chosen_(choice.reader) {}

  Result<Exports> Open() {
    for (std::size_t i = 0; i < tree_->members().size(); ++i) {
      if (IsMediaName(tree_->members()[i].path)) continue;
      Status looked = LookAt(i);
      if (!looked && !tree_->is_folder()) return looked.error();
      if (!looked) unread_.push_back(looked.error());
    }
    KeepBest();
    if (seen_.empty()) return Nothing();
    Group();
    DropTwins();
    if (tree_->is_folder() && !AreOneExport() && !KeepNamed()) {
      return InputError(tree_->name(),
                        "several exports in this folder; name one of them, or use `ebb batch` for "
                        "all");
    }
    Describe();
    return Take();
  }

 private:
  Status LookAt(std::size_t index) {
    const TreeMember& member = tree_->members()[index];
    if (member.size == 0) return Done{};
    Result<std::unique_ptr<Source>> source = tree_->Open(index);
    if (!source && member.encrypted) {
      locked_ = source.error();
      return Done{};
    }
    if (!source) return source.error();
    Result<std::string> head = ReadHead(**source, kProbeHead);
    if (!head) return head.error();
    if (IsZip(*head) || IsTar(*head)) return Done{};
    if (DescribeBinary(*head) || LooksBinary(*head)) {
      if (const auto known = ProbeBytes(&*source, choice_)) {
        seen_.push_back({index, known->reader, known->match});
      }
      return Done{};
    }
    Result<Probed> probed = Probe(std::move(*source), *head, choice_);
    if (!probed) return probed.error();
    const bool by_accident = probed->match == Match::kWeak && DescribeText(probed->head);
    if (chosen_ == nullptr && (probed->reader == nullptr || by_accident)) {
      unknown_.push_back(index);
      if (!no_column_) no_column_ = probed->no_column;
      return Done{};
    }
    if (probed->undecided) {
      undecided_ = UndecidedEncoding(tree_->name() + ": " + member.path);
      return Done{};
    }
    seen_.push_back({index, chosen_ != nullptr ? FindReader(chosen_->name) : probed->reader,
                     probed->match, probed->encoding, probed->text_of, probed->by_columns});
    return Done{};
  }

  Result<Exports> Nothing() const {
    if (locked_) return *locked_;
    if (undecided_) return *undecided_;
    if (tree_->damaged()) return *tree_->damaged();
    if (!unread_.empty()) return unread_.front();
    if (no_column_) return *no_column_;
    if (!tree_->is_folder()) return InputError(tree_->name(), "this is " + DescribeTree(*tree_));
    return InputError(tree_->name(), "no chat export in this folder; " + std::string(kAdvice));
  }

  // Chats that are recognised push out what merely might be one (a read-me, a list of files), and
  // tables with the columns that the user named those without.
  void KeepBest() {
    if (chosen_ != nullptr && seen_.size() == 1) return;
    const auto is_named = [](const Seen& seen) { return seen.by_columns; };
    if (std::any_of(seen_.begin(), seen_.end(), is_named)) {
      std::erase_if(seen_, [this](const Seen& seen) {
        const bool lacks_them = seen.reader->probe_named != nullptr && !seen.by_columns;
        if (lacks_them) without_columns_.push_back(seen.member);
        return lacks_them;
      });
    }
    Match best = Match::kNo;
    for (const Seen& seen : seen_) best = std::max(best, seen.match);
    const Match enough = best >= Match::kLikely ? Match::kLikely : Match::kWeak;
    std::erase_if(seen_, [&](const Seen& seen) { return seen.match < enough; });
  }

  // Files that are parts of one chat, together and in natural order.
  void Group() {
    std::map<std::string, std::size_t> known;
    for (const Seen& seen : seen_) {
      encodings_[seen.member] = seen.encoding;
      texts_of_[seen.member] = seen.text_of;
      const std::string& path = tree_->members()[seen.member].path;
      const std::string part =
          seen.reader->group != nullptr ? seen.reader->group(BaseName(path)) : "";
      const std::string key = part.empty() ? std::to_string(seen.member) + "\n"
                                           : std::string(seen.reader->name) + "\n" +
                                                 std::string(FolderName(path)) + "\n" + part;
      const auto [place, fresh] = known.emplace(key, found_.size());
      if (fresh) {
        found_.push_back({seen.reader, seen.match, {}});
        found_.back().chat.folder = FolderName(path);
      }
      found_[place->second].chat.members.push_back(seen.member);
    }
    for (Found& found : found_) SortParts(&found.chat.members);
  }

  void SortParts(std::vector<std::size_t>* members) const {
    const auto& all = tree_->members();
    std::stable_sort(members->begin(), members->end(), [&](std::size_t a, std::size_t b) {
      return NaturalLess(all[a].path, all[b].path);
    });
    // Zips of one download may hold the same file twice.
    const auto same = [&](std::size_t a, std::size_t b) {
      return all[a].path == all[b].path && all[a].size == all[b].size;
    };
    members->erase(std::unique(members->begin(), members->end(), same), members->end());
  }

  // Where a folder holds a chat both as data or text and as web pages, the pages are left out, and
  // of signal-export's, which writes all three, the text.
  void DropTwins() {
    std::erase_if(found_, [&](const Found& text) {
      return text.reader->name == "signal-export" &&
             std::any_of(found_.begin(), found_.end(), [&](const Found& other) {
               return other.reader->name == "signal-export-json" &&
                      other.chat.folder == text.chat.folder;
             });
    });
    std::erase_if(found_, [&](const Found& page) {
      if (!page.reader->name.ends_with("-html")) return false;
      return std::any_of(found_.begin(), found_.end(), [&](const Found& other) {
        const std::string_view name = other.reader->name, family = Family(page.reader->name);
        const bool twin = name == family || (name.ends_with("-json") && Family(name) == family);
        // Snapchat's JSON lies in a folder of its own and has all chats.
        return twin && (other.chat.folder == page.chat.folder || family == "snapchat");
      });
    });
  }

  // Several chats of a folder are one export if their formats keep chats in folders; of any other
  // format there may be one file, as in a Takeout, and nothing that is doubtful.
  bool AreOneExport() const {
    if (found_.size() == 1) return true;
    const Reader* reader = found_.front().reader;
    const bool one_reader = std::all_of(found_.begin(), found_.end(), [&](const Found& found) {
      return AreKin(found.reader->name, reader->name);
    });
    return std::all_of(found_.begin(), found_.end(), [&](const Found& found) {
      const bool in_folders = found.reader->group != nullptr || found.reader->describe != nullptr;
      const auto alike = std::count_if(found_.begin(), found_.end(), [&](const Found& other) {
        return other.reader == found.reader;
      });
      return (in_folders || alike == 1) && (one_reader || found.match == Match::kCertain);
    });
  }

  // The usual name of an export decides among files that lie beside it.
  bool KeepNamed() {
    const auto named = [&](const Found& found) {
      const std::string_view base = BaseName(tree_->members()[found.chat.members.front()].path);
      return base == "result.json" || base == "_chat.txt";
    };
    if (std::count_if(found_.begin(), found_.end(), named) != 1) return false;
    std::erase_if(found_, [&](const Found& found) { return !named(found); });
    return true;
  }

  void Describe() {
    for (std::size_t i = 0; i < found_.size(); ++i) {
      const Reader* reader = found_[i].reader;
      const bool first = std::none_of(found_.begin(), found_.begin() + static_cast<long>(i),
                                      [&](const Found& f) { return f.reader == reader; });
      if (!first || reader->describe == nullptr) continue;
      std::vector<TreeChat> chats;
      for (const Found& found : found_) {
        if (found.reader == reader) chats.push_back(found.chat);
      }
      reader->describe(*tree_, &chats);
      std::size_t next = 0;
      for (Found& found : found_) {
        if (found.reader == reader) found.chat = std::move(chats[next++]);
      }
    }
    // A reader may have found that several are one: their files are with the first of them.
    std::erase_if(found_, [](const Found& found) { return found.chat.members.empty(); });
  }

  Result<Exports> Take() {
    Exports exports;
    std::uint64_t packed = 0;
    for (Found& found : found_) {
      OpenedExport opened = MakeExport(found);
      const bool packs = !tree_->members()[found.chat.members.front()].container.empty();
      packed += packs ? opened.bytes : 0;
      if (packed > kMaxArchive) {
        return Error{
            ErrorKind::kLimit,
            tree_->name() + ": the chats in this archive are larger than 8 GiB; unpack it first"};
      }
      exports.push_back(std::move(opened));
    }
    WarnOfUnknown(&exports.front());
    return exports;
  }

  // Ids and names may come from files as they are, and from the names of files.
  static ReadContext WellFormed(ReadContext context) {
    std::uint64_t repaired = 0;
    for (std::string* text : {&context.id, &context.name, &context.me}) {
      *text = RepairUtf8(*text, &repaired);
    }
    return context;
  }

  OpenedExport MakeExport(const Found& found) const {
    OpenedExport opened;
    const std::size_t first = found.chat.members.front();
    opened.reader = found.reader;
    opened.why = WhyRecognised(found.match, encodings_.at(first), texts_of_.at(first), choice_);
    opened.file_name = FileName(tree_->members()[first]);
    opened.warnings = found.chat.warnings;
    opened.context = std::make_shared<const ReadContext>(WellFormed(found.chat.context));
    std::vector<ExportPart> parts;
    for (const std::size_t member : found.chat.members) {
      parts.push_back(MakePart(member, *found.reader));
      opened.bytes += parts.back().bytes;
    }
    opened.source = LazySource(parts.front().name, parts.front().bytes, parts.front().open);
    if (parts.size() > 1) opened.parts = std::move(parts);
    return opened;
  }

  ExportPart MakePart(std::size_t member, const Reader& reader) const {
    const TreeMember& from = tree_->members()[member];
    ExportPart part;
    part.name = (tree_->is_folder()
                     ? tree_->name() + "/" + from.container + (from.container.empty() ? "" : ": ")
                     : tree_->name() + ": ") +
                from.path;
    part.bytes = from.size;
    part.open = [tree = tree_, member, is_text = reader.probe_bytes == nullptr,
                 encoding = encodings_.at(member),
                 given = choice_.encoding.has_value() ||
                         !texts_of_.at(member).empty()]() -> Result<std::unique_ptr<Source>> {
      Result<std::unique_ptr<Source>> raw = tree->Open(member);
      if (!raw || !is_text) return raw;
      return DecodingSource(std::move(*raw), encoding, given);
    };
    return part;
  }

  // iPhones name the file after the chat only outside of the zip.
  static std::string FileName(const TreeMember& member) {
    const std::string_view base = BaseName(member.path);
    const bool unnamed = base.starts_with("_chat") || base == "result.json";
    return unnamed && !member.container.empty() ? member.container : std::string(base);
  }

  // Files that by their names should have been parts of a chat.
  // Of what could not be read at all, and what looks like a part.
  void WarnOfUnknown(OpenedExport* to) const {
    for (const Error& error : unread_) {
      if (to->warnings.size() == kMostWarnings) return;
      to->warnings.push_back(error.message + "; it was left out");
    }
    const auto should_be_part = [&](std::size_t member) {
      const std::string_view base = BaseName(tree_->members()[member].path);
      return std::any_of(found_.begin(), found_.end(), [&](const Found& found) {
        return found.reader->group != nullptr && !found.reader->group(base).empty();
      });
    };
    for (const std::size_t member : without_columns_) {
      if (to->warnings.size() == kMostWarnings) return;
      to->warnings.push_back(tree_->members()[member].path +
                             ": has no column of a name given with --columns; it was left out");
    }
    for (const std::size_t member : unknown_) {
      if (!should_be_part(member)) continue;
      to->warnings.push_back(tree_->members()[member].path +
                             ": looks like a part of a chat but cannot be read; it was left out");
      if (to->warnings.size() == kMostWarnings) return;
    }
  }
  static constexpr std::size_t kMostWarnings = 20;

  std::shared_ptr<const Tree> tree_;
  const OpenChoice choice_;
  const Reader* const chosen_;
  std::vector<Seen> seen_;
  std::vector<std::size_t> unknown_;
  std::vector<std::size_t> without_columns_;  // tables, where others have the columns named
  std::map<std::size_t, Encoding> encodings_;
  std::map<std::size_t, std::string_view> texts_of_;
  std::vector<Found> found_;
  std::optional<Error> locked_, undecided_, no_column_;
  std::vector<Error> unread_;  // files of a folder
};

}  // namespace

Result<Exports> OpenTree(std::unique_ptr<Tree> tree, const OpenChoice& choice) {
  return TreeOpener(std::shared_ptr<const Tree>(std::move(tree)), choice).Open();
}

}  // namespace ebb
