#include "readers/kakaotalk_head.h"

#include <utility>

#include "base/text_util.h"
#include "readers/kakaotalk_lines.h"
#include "readers/kakaotalk_words.h"
#include "readers/text_lines.h"

namespace ebb {
namespace {

constexpr int kAdviceLines = 3;  // not blank

class KakaoHeadReader {
 public:
  KakaoHead Read(std::string_view head) {
    std::uint64_t number = 0;
    for (std::string_view line : Split(head, '\n')) {
      if (line.ends_with('\r')) line.remove_suffix(1);
      See(line, ++number);
    }
    if (begun_ && advice_end_ > 0) head_.advice_end = advice_end_;
    return std::move(head_);
  }

 private:
  void See(std::string_view line, std::uint64_t number) {
    if (number <= kKakaoHeaderLines) {
      if (const auto title = ParseKakaoTitle(line)) {
        head_.titled = true;
        head_.name = title->name;
        head_.one_to_one = title->one_to_one && !head_.name.empty();
      }
      head_.english = head_.english || line.find("KakaoTalk Chats") != line.npos ||
                      line.starts_with("Date Saved") || line.starts_with("Saved Date");
      if (!head_.saved && IsKakaoSaved(line)) {
        head_.saved = true;
        head_.saved_line = head_.advice_end = number;
      }
    }
    if (head_.saved && number > head_.saved_line) SeeAdvice(line, number);
    if (IsBlankLine(line)) return;
    const bool is_first = !std::exchange(any_line_, true);
    KakaoRow row;
    if (!IsRow(line, &row)) return SeeDay(line, is_first);
    begun_ = true;
    below_day_ = false;
    if (row.sender.empty()) return;
    head_.me_seen =
        head_.me_seen || (head_.device != KakaoDevice::kDesktop && IsKakaoMe(row.sender));
    head_.partner_seen = head_.partner_seen || row.sender == head_.name;
  }

  // As far as was seen.
  bool MayBe(KakaoDevice device) const {
    return head_.device == KakaoDevice::kUnknown || head_.device == device;
  }

  // The first row tells how all of them are written.
  bool IsRow(std::string_view line, KakaoRow* row) {
    LineScan phone(line), desktop(line);
    if (MayBe(KakaoDevice::kPhone) && ParseKakaoMobileRow(&phone, row)) {
      head_.device = KakaoDevice::kPhone;
    } else if (IsOldRow(line, row)) {
      head_.device = KakaoDevice::kOldPhone;
    } else if (MayBe(KakaoDevice::kDesktop) && ParseKakaoDesktopRow(&desktop, row)) {
      head_.device = KakaoDevice::kDesktop;
      head_.desktop_rows = true;
    } else {
      return false;
    }
    return true;
  }

  // Anybody may write a clock in front of a line: it takes KakaoTalk's title and a day above it.
  bool IsOldRow(std::string_view line, KakaoRow* row) const {
    const bool may_be = MayBe(KakaoDevice::kOldPhone) && day_of_rows_;
    LineScan scan(line);
    return may_be && (head_.titled || head_.saved) && ParseKakaoClockRow(&scan, row) &&
           (below_day_ || !row->sender.empty());
  }

  void SeeDay(std::string_view line, bool is_first) {
    LineScan desktop(line), day(line), full(line);
    const bool desktop_day = MayBe(KakaoDevice::kDesktop) && ParseKakaoDesktopDay(&desktop);
    if (desktop_day) head_.device = KakaoDevice::kDesktop;
    if (desktop_day && is_first) {
      head_.day_first = true;
      head_.english = line.find_first_of("JFMASOND") != line.npos;  // a month has a name
    }
    below_day_ = ParseKakaoFullDay(&full).has_value();
    day_of_rows_ = day_of_rows_ || below_day_;
    begun_ = begun_ || desktop_day || ParseKakaoMobileDay(&day);
  }

  // The app's advice is a few lines by themselves, in front of the first day, with a mark or a
  // link: without those they may be anybody's words.
  void SeeAdvice(std::string_view line, std::uint64_t number) {
    if (begun_ || advice_over_) return;
    if (IsBlankLine(line)) {
      advice_over_ = advice_lines_ > 0;
      if (advice_over_ && advises_) advice_end_ = number;
      return;
    }
    const bool apart = number > head_.saved_line + 1;
    const bool marked = line.starts_with(kAdviceMark), linked = line.find("://") != line.npos;
    const bool may_be_said = !marked && !(marked_ && linked) && MayBeSaid(line);
    marked_ = marked_ || marked;
    advises_ = advises_ || marked || linked;
    advice_over_ = ++advice_lines_ > kAdviceLines || !apart || may_be_said;
  }

  // "Ben: hello"
  static bool MayBeSaid(std::string_view line) {
    return line.find(": ") != line.npos || line.find(" :") != line.npos;
  }

  static constexpr std::string_view kAdviceMark = "\u203b";

  KakaoHead head_;
  int advice_lines_ = 0;
  std::uint64_t advice_end_ = 0;
  bool advice_over_ = false;
  bool marked_ = false, advises_ = false;  // a line with the mark; that or a link
  bool any_line_ = false;                  // that is not blank
  bool begun_ = false;                     // a day or a row was seen
  // A day with its day of the week was; it is the line above.
  bool day_of_rows_ = false, below_day_ = false;
};

}  // namespace

KakaoHead ReadKakaoHead(std::string_view head) { return KakaoHeadReader().Read(head); }

}  // namespace ebb
