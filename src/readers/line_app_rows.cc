#include "readers/line_app_rows.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/line_app_words.h"

namespace ebb {
namespace {

constexpr std::size_t kMaxBeginnings = 20000;
constexpr std::size_t kMaxSender = 200;       // bytes; what is longer is no name
constexpr int kMaxWords = 4;                  // of a name
constexpr std::uint64_t kEnoughToExtend = 4;  // rows that all go on with the same word

bool MayBeginTime(std::string_view text) {
  if (text.size() < 4) return !text.empty();
  const char c = text.front();
  return (c >= '0' && c <= '9') || c == 'A' || c == 'P' || c == 'a' || c == 'p' ||
         static_cast<unsigned char>(c) >= 0xe0;
}

// "    Ada Bell    hello", behind the time and a blank. A line of the app has no second run.
bool TakeWideRow(std::string_view rest, LineAppRow* row) {
  const std::size_t begin = rest.find_first_not_of(' ');
  if (begin == 0 || begin == rest.npos) return false;
  const std::size_t end = rest.find("  ", begin);
  if (end == rest.npos || end - begin > kMaxSender) return false;
  const std::size_t text = rest.find_first_not_of(' ', end);
  row->wide = true;
  row->sender = rest.substr(begin, end - begin);
  row->text = text == rest.npos ? std::string_view() : rest.substr(text);
  return true;
}

}  // namespace

void LineAppNames::Count(std::string_view rest) {
  if (IsLineAppNotice(rest)) return;
  std::size_t end = 0;
  for (int words = 0; words < kMaxWords; ++words) {
    end = rest.find(' ', end);
    if (end == rest.npos || end + 1 >= rest.size() || end > kMaxSender) return;
    const std::string_view name = rest.substr(0, end);
    const auto known = beginnings_.find(name);
    if (known != beginnings_.end()) {
      ++known->second;
    } else if (beginnings_.size() < kMaxBeginnings) {
      beginnings_.emplace(name, 1);
    }
    ++end;
  }
}

void LineAppNames::KnowOnce(std::string_view name) {
  if (once_.size() < kMaxBeginnings && once_.find(name) == once_.end()) once_.emplace(name);
}

void LineAppNames::Settle() {
  known_.insert(known_.end(), once_.begin(), once_.end());
  for (const auto& [name, count] : beginnings_) {
    if (name.find(' ') == name.npos && count > 1) known_.push_back(LongestName(name, count));
  }
  std::sort(known_.begin(), known_.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
}

// Takes on further words for as long as every row has the same. Few rows may by chance.
std::string LineAppNames::LongestName(std::string name, std::uint64_t count) const {
  if (count < kEnoughToExtend) return name;
  for (;;) {
    const std::string begin = name + ' ';
    auto next = beginnings_.lower_bound(begin);
    while (next != beginnings_.end() && next->first.starts_with(begin) &&
           (next->second != count || next->first.find(' ', begin.size()) != std::string::npos)) {
      ++next;
    }
    if (next == beginnings_.end() || !next->first.starts_with(begin)) return name;
    name = next->first;
  }
}

std::string_view LineAppNames::SenderOf(std::string_view rest) const {
  for (const std::string& name : known_) {
    if (!rest.starts_with(name)) continue;
    if (rest.size() != name.size() && rest[name.size()] != ' ') continue;
    const std::string_view said = Trim(rest.substr(name.size()));
    if (!one_to_one_ && IsLineAppInvitation(said)) return {};
    if (IsLineAppNoticeOf(said) && LineAppKind(said) != MessageKind::kDeleted) return {};
    return rest.substr(0, name.size());
  }
  if (IsLineAppNotice(rest)) return {};
  const std::size_t end = rest.find(' ');
  return end == rest.npos || end > kMaxSender ? std::string_view() : rest.substr(0, end);
}

bool ParseLineAppRow(LineScan* scan, const LineAppNames* names, LineAppRow* row) {
  if (!MayBeginTime(scan->rest())) return false;
  if (!ReadDayClock(scan, &row->clock) || !scan->Char(names == nullptr ? '\t' : ' ')) return false;
  row->sender = {};
  row->text = scan->rest();
  row->wide = false;
  if (names != nullptr) {
    if (TakeWideRow(row->text, row)) return true;
    row->text = SkipBlanks(row->text);
    row->sender = names->SenderOf(row->text);
    const std::size_t used = std::min(row->sender.size() + 1, row->text.size());
    if (!row->sender.empty()) row->text.remove_prefix(used);
    return true;
  }
  const std::size_t tab = row->text.find('\t');
  if (tab == row->text.npos || tab > kMaxSender) return true;
  row->sender = Trim(row->text.substr(0, tab));
  row->text.remove_prefix(tab + 1);
  return true;
}

}  // namespace ebb
