#include "fuzz/targets.h"

#include <cstdlib>
#include <memory>
#include <utility>

#include "base/decode.h"
#include "fuzz/promises.h"
#include "fuzz/seeds.h"
#include "readers/imessage_summary.h"
#include "readers/reader.h"
#include "readers/tar_archive.h"
#include "readers/typedstream.h"
#include "readers/zip_builder.h"

namespace ebb::fuzz {
namespace {

void Decode(std::string_view bytes) {
  for (const Encoding encoding :
       {Encoding::kUtf8, Encoding::kUtf16Le, Encoding::kUtf16Be, Encoding::kWindows1252,
        Encoding::kGb18030, Encoding::kCp949, Encoding::kShiftJis, Encoding::kCp874}) {
    const auto source = DecodingSource(MemorySource("input", std::string(bytes)), encoding);
    const std::string whole = Drain(*source, 100000);
    Promise(IsUtf8(whole), "decoded text is UTF-8");
    const std::uint64_t replaced = source->repairs().replaced;
    (void)source->Seek(0);
    Promise(Drain(*source, 7) == whole, "the size of pieces makes no difference");
    Promise(source->repairs().replaced == replaced, "repairs are counted the same way");
  }
  std::uint64_t repaired = 0;
  const std::string text = RepairUtf8(bytes, &repaired);
  Promise(IsUtf8(text), "repaired text is UTF-8");
  Promise(IsUtf8(bytes) == (repaired == 0), "what needs no repair gets none");
}

void CheckArchive(std::string_view bytes, bool is_tar) {
  const auto archive = OpenArchive(MemorySource("input", std::string(bytes)), is_tar);
  if (!archive) return CheckError(archive.error());
  for (std::size_t i = 0; i < (*archive)->members().size() && i < 100; ++i) {
    const auto member = (*archive)->OpenMember(i);
    if (!member) {
      CheckError(member.error());
      continue;
    }
    const std::uint64_t listed = (*member)->size();
    if (listed > 1 << 20) continue;
    Promise(Drain(**member, 4096).size() <= listed, "a member is not larger than listed");
  }
}

void Zip(std::string_view bytes) { CheckArchive(bytes, /*is_tar=*/false); }
void Tar(std::string_view bytes) { CheckArchive(bytes, /*is_tar=*/true); }

// The files of a folder, given as one zip: an archive's checksums would stop most mutations.
void Tree(std::string_view bytes) {
  std::vector<ZipItem> files;
  while (!bytes.empty() && files.size() < 50) {
    bytes.remove_prefix(1);
    const std::string_view file = bytes.substr(0, bytes.find(kTreeFile));
    bytes.remove_prefix(file.size());
    const std::size_t end = file.find(kTreeBytes);
    if (end == file.npos) continue;
    files.push_back(
        {.name = std::string(file.substr(0, end)), .bytes = std::string(file.substr(end + 1))});
  }
  CheckOpening(ZipBuilder::Build(files));
}

void Blobs(std::string_view bytes) {
  (void)TypedstreamText(bytes);
  (void)ReadMessageEdits(bytes);
}

}  // namespace

const std::vector<Target>& Targets() {
  static const std::vector<Target> targets = {
      {"Decode", {}, Decode, DecodeSeeds},
      {"Zip", {}, Zip, ZipSeeds},
      {"Tar", {}, Tar, TarSeeds},
      {"Open", {}, CheckOpening, OpenSeeds},
      {"Tree", {}, Tree, TreeSeeds},
      {"WhatsApp", {"whatsapp", "element-txt"}, nullptr, WhatsAppSeeds},
      {"Telegram", {"telegram-json"}, nullptr, TelegramSeeds},
      {"Signal",
       {"signal-export", "signal-export-json", "sigtop-text", "sigtop-json", "signalbackup-text",
        "signalbackup-csv", "signal-cli", "signal-history"},
       nullptr,
       SignalSeeds},
      {"Databases",
       {"imessage-db", "whatsapp-ios-db", "whatsapp-android-db"},
       Blobs,
       DatabaseSeeds},
      {"Pages",
       {"telegram-html", "google-voice", "imessage-html", "discord-html", "element-html",
        "signal-export-html", "signalbackup-html", "qq-mht", "snapchat-html", "wechat-html"},
       nullptr,
       PageSeeds},
      {"SmsBackup", {"sms-backup"}, nullptr, SmsBackupSeeds},
      {"IMessageText", {"imessage-txt"}, nullptr, IMessageTextSeeds},
      {"ChatTexts",
       {"line", "kakaotalk", "discord-txt", "qq-txt", "qce-txt", "wechat-txt", "viber"},
       nullptr,
       ChatTextSeeds},
      {"ChatJson",
       {"discord-json", "discord-package", "wechat-json", "chatlab", "qce-json", "tinder", "hinge"},
       nullptr,
       ChatJsonSeeds},
      {"ChatTables",
       {"kakaotalk-csv", "discord-csv", "wechat-csv", "imazing-csv"},
       nullptr,
       ChatTableSeeds},
      {"Transcript", {"transcript"}, nullptr, TranscriptSeeds},
      {"Captions", {"webvtt", "srt", "sbv", "zoom-chat", "zoom-captions"}, nullptr, CaptionSeeds},
      {"Research", {"chat-cha", "textgrid", "eaf", "convokit"}, nullptr, ResearchSeeds},
      {"Delimited", {"csv", "tsv", "jsonl", "json"}, nullptr, DelimitedSeeds},
      {"Accounts",
       {"messenger-json", "slack-json", "google-chat-json", "hangouts-json", "skype-json",
        "teams-json", "element-json", "snapchat-json", "x-messages"},
       nullptr,
       AccountSeeds},
      {"MetaPages", {"messenger-html"}, nullptr, MetaPageSeeds},
  };
  return targets;
}

void Target::Run(std::string_view bytes) const {
  for (const std::string_view format : readers) {
    const Reader* reader = FindReader(format);
    Promise(reader != nullptr, "a target names readers that there are");
    CheckReader(*reader, bytes);
  }
  if (also != nullptr) also(bytes);
}

const Target& FindTarget(std::string_view name) {
  for (const Target& target : Targets()) {
    if (target.name == name) return target;
  }
  Promise(false, "there is a target of that name");
  std::abort();
}

}  // namespace ebb::fuzz
