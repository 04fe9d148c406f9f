#include "readers/kakaotalk_words.h"

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/first_bytes.h"

namespace ebb {

bool IsKakaoMe(std::string_view sender) {
  return sender == "회원님" || sender == "you" || sender == "나";
}

namespace {

struct Words {
  std::string_view text;
  MessageKind kind;
};

constexpr Words kWholeWords[] = {
    {"사진", MessageKind::kMedia},
    {"동영상", MessageKind::kMedia},
    {"이모티콘", MessageKind::kMedia},
    {"(이모티콘)", MessageKind::kMedia},
    {"음성메시지", MessageKind::kMedia},
    {"음성 메시지", MessageKind::kMedia},
    {"Photo", MessageKind::kMedia},
    {"<Photo>", MessageKind::kMedia},
    {"photo", MessageKind::kMedia},
    {"Photos", MessageKind::kMedia},
    {"Video", MessageKind::kMedia},
    {"<Video>", MessageKind::kMedia},
    {"videos", MessageKind::kMedia},
    {"Emoticons", MessageKind::kMedia},
    {"Emoticon", MessageKind::kMedia},
    {"(Emoticon)", MessageKind::kMedia},
    {"Sticker", MessageKind::kMedia},
    {"Voice Message", MessageKind::kMedia},
    {"Voice message", MessageKind::kMedia},
    {"Voice Note", MessageKind::kMedia},
    {"연락처", MessageKind::kContact},
    {"Contact", MessageKind::kContact},
    {"삭제된 메시지입니다.", MessageKind::kDeleted},
    {"This message was deleted.", MessageKind::kDeleted},
    {"This message has been deleted.", MessageKind::kDeleted},
    {"Deleted message.", MessageKind::kDeleted},
};

constexpr Words kBeginnings[] = {
    {"파일: ", MessageKind::kMedia},    {"File: ", MessageKind::kMedia},
    {"지도: ", MessageKind::kLocation}, {"Map: ", MessageKind::kLocation},
    {"샵검색: ", MessageKind::kOther},  {"연락처: ", MessageKind::kContact},
    {"투표: ", MessageKind::kPoll},     {"Poll: ", MessageKind::kPoll},
};

// A call is one of these and what became of it.
constexpr std::string_view kKakaoCalls[] = {"보이스톡",   "페이스톡",  "그룹콜",    "라이브톡",
                                            "Voice Call", "Face Talk", "Voice Talk"};
constexpr std::string_view kCallEnds[] = {"",           " 해요",   " 취소", " 부재중",
                                          " 응답 없음", " 거절",   " 종료", " 시작",
                                          " Canceled",  " Missed", " Ended"};

constexpr FirstBytes kKnownBytes = [] {
  const auto text_of = [](const Words& known) { return known.text; };
  return FirstBytes().Add(kWholeWords, text_of).Add(kBeginnings, text_of).Add(kKakaoCalls);
}();

bool IsCall(std::string_view text) {
  for (const std::string_view call : kKakaoCalls) {
    if (!text.starts_with(call)) continue;
    const std::string_view rest = text.substr(call.size());
    for (const std::string_view end : kCallEnds) {
      if (rest == end) return true;
    }
    return rest.size() > 1 && rest[0] == ' ' &&
           rest.find_first_not_of("0123456789: ") == std::string_view::npos;
  }
  return false;
}

// "사진 3장", "3 Photos"
bool IsPhotos(std::string_view text) {
  constexpr std::string_view kBefore = "사진 ", kAfter = "장", kEnglish = " Photos";
  if (text.starts_with(kBefore) && text.ends_with(kAfter) &&
      text.size() > kBefore.size() + kAfter.size()) {
    text = text.substr(kBefore.size(), text.size() - kBefore.size() - kAfter.size());
    return ParseNumber(text).has_value();
  }
  return text.ends_with(kEnglish) && ParseNumber(text.substr(0, text.size() - kEnglish.size()));
}

constexpr std::string_view kNoticeEnds[] = {
    "님이 들어왔습니다.",         "님이 나갔습니다.",
    "님을 초대했습니다.",         "님을 초대하였습니다.",
    "님을 내보냈습니다.",         "메시지가 삭제되었습니다.",
    "메시지를 가렸습니다.",       "방장이 되었습니다.",
    " joined this chatroom.",     " left this chatroom.",
    " joined the chatroom.",      " left the chatroom.",
    " has joined this chatroom.", " has left this chatroom.",
    "Message deleted.",           "The message has been deleted.",
};

}  // namespace

MessageKind KakaoKind(std::string_view text) {
  if (text.empty() || text.size() > 300) return MessageKind::kText;
  // A number begins "3 Photos".
  if (!kKnownBytes.MayBegin(text) && !IsDigit(text.front())) return MessageKind::kText;
  for (const Words& known : kBeginnings) {
    if (text.starts_with(known.text)) return known.kind;
  }
  if (text.size() > 48) return MessageKind::kText;
  for (const Words& known : kWholeWords) {
    if (text == known.text) return known.kind;
  }
  if (IsCall(text)) return MessageKind::kCall;
  return IsPhotos(text) ? MessageKind::kMedia : MessageKind::kText;
}

std::optional<KakaoDeed> ParseKakaoDeed(std::string_view line) {
  constexpr std::string_view kInvited = " invited ";
  constexpr std::size_t kLongest = 200;  // bytes
  if (line.size() > kLongest || !line.ends_with('.')) return std::nullopt;
  for (const std::string_view end : {std::string_view(" left."), std::string_view(" joined.")}) {
    if (line.ends_with(end)) return KakaoDeed{line.substr(0, line.size() - end.size()), {}};
  }
  const std::size_t at = line.find(kInvited);
  if (at == line.npos || at == 0) return std::nullopt;
  const std::size_t begin = at + kInvited.size();
  const std::string_view invited = line.substr(begin, line.size() - begin - 1);
  if (invited.empty() || invited.find(". ") != invited.npos) return std::nullopt;
  return KakaoDeed{line.substr(0, at), invited};
}

bool IsKakaoNotice(std::string_view line) {
  if (line.size() > 400 || !line.ends_with('.')) return false;
  for (const std::string_view end : kNoticeEnds) {
    if (line.ends_with(end)) return true;
  }
  return false;
}

}  // namespace ebb
