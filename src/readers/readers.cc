#include <algorithm>

#include "readers/captions.h"
#include "readers/chat_cha.h"
#include "readers/chat_databases.h"
#include "readers/chatlab.h"
#include "readers/convokit.h"
#include "readers/dating.h"
#include "readers/delimited.h"
#include "readers/discord_csv.h"
#include "readers/discord_html.h"
#include "readers/discord_json.h"
#include "readers/discord_txt.h"
#include "readers/elan.h"
#include "readers/element_html.h"
#include "readers/element_json.h"
#include "readers/google_chat.h"
#include "readers/google_voice.h"
#include "readers/hangouts_json.h"
#include "readers/imazing_csv.h"
#include "readers/imessage_html.h"
#include "readers/imessage_txt.h"
#include "readers/kakaotalk.h"
#include "readers/line_app.h"
#include "readers/messenger_html.h"
#include "readers/messenger_json.h"
#include "readers/qq.h"
#include "readers/reader.h"
#include "readers/signal.h"
#include "readers/skype_json.h"
#include "readers/slack_json.h"
#include "readers/sms_backup.h"
#include "readers/snapchat_json.h"
#include "readers/teams_json.h"
#include "readers/telegram_html.h"
#include "readers/telegram_json.h"
#include "readers/textgrid.h"
#include "readers/transcript.h"
#include "readers/viber.h"
#include "readers/wechat.h"
#include "readers/whatsapp.h"
#include "readers/x_messages.h"
#include "readers/zoom_captions.h"
#include "readers/zoom_chat.h"

namespace ebb {

const std::vector<Reader>& Readers() {
  // clang-format off
  static const std::vector<Reader> readers = {
      kSigtopJsonReader,
      kSigtopTextReader,
      kSignalExportJsonReader,
      kSignalExportReader,
      kSignalExportHtmlReader,
      kSignalBackupTextReader,
      kSignalBackupHtmlReader,
      kSignalBackupCsvReader,
      kSignalCliReader,
      kSignalHistoryReader,

      kImessageDatabaseReader,
      kWhatsAppIosDatabaseReader,
      kWhatsAppAndroidDatabaseReader,

      kElementTextReader,
      kWhatsAppReader,
      kTelegramJsonReader,
      kMessengerJsonReader,
      kMessengerHtmlReader,
      kSlackJsonReader,
      kGoogleChatReader,
      kHangoutsJsonReader,
      kSkypeJsonReader,
      kTeamsJsonReader,
      kElementJsonReader,
      kElementHtmlReader,
      kSnapchatJsonReader,
      kSnapchatHtmlReader,
      kXMessagesReader,

      kGoogleVoiceReader,
      kIMessageHtmlReader,
      kIMessageTxtReader,
      kSmsBackupReader,
      kTelegramHtmlReader,

      kLineAppReader,
      kKakaoTalkReader,
      kKakaoTalkCsvReader,
      kImazingCsvReader,
      kDiscordJsonReader,
      kDiscordCsvReader,
      kDiscordPackageReader,
      kDiscordTxtReader,
      kDiscordHtmlReader,
      kWeChatCsvReader,
      kWeChatJsonReader,
      kWeChatHtmlReader,
      kChatLabReader,
      kQqTxtReader,
      kQqMhtReader,
      kQceTxtReader,
      kQceJsonReader,
      kWeChatTxtReader,
      kViberReader,
      kTinderReader,
      kHingeReader,

      kWebVttReader,
      kSrtReader,
      kSbvReader,
      kZoomChatReader,
      kZoomCaptionsReader,
      kChatChaReader,
      kTextGridReader,
      kElanReader,
      kConvoKitReader,

      kJsonlReader,
      kJsonTableReader,
      kCsvReader,
      kTsvReader,
      kTranscriptReader,
  };
  // clang-format on
  return readers;
}

void NoteRepairs(const Source& source, ReadReport* report) {
  const Source::Repairs repairs = source.repairs();
  report->repaired_bytes = repairs.replaced;
  const std::string guess = "the text is not UTF-8 and was read as Windows-1252, which is a guess";
  const bool noted =
      std::find(report->warnings.begin(), report->warnings.end(), guess) != report->warnings.end();
  if (repairs.assumed_windows_1252 && !noted) report->warnings.push_back(guess);
}

void NoteUndated(std::uint64_t messages, std::string_view way_out, ReadReport* report) {
  if (messages == 0) return;
  report->warnings.push_back(std::to_string(messages) +
                             " messages have a date in a form that is not known; " +
                             std::string(way_out));
}

const Reader* FindReader(std::string_view name) {
  for (const Reader& reader : Readers()) {
    if (reader.name == name) return &reader;
  }
  return nullptr;
}

}  // namespace ebb
