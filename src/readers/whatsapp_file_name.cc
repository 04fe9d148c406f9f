#include "readers/whatsapp_file_name.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/whatsapp_text.h"

namespace ebb::whatsapp {
namespace {

constexpr std::string_view kFileBullet = "\u2022 ";
constexpr std::array<std::string_view, 5> kIosTypes = {"-photo-", "-video-", "-audio-", "-gif-",
                                                       "-sticker-"};

// Endings of documents: a caption that is nothing but such a name was written by the app.
constexpr std::array<std::string_view, 40> kFileEndings = {
    "pdf",  "doc",  "docx", "txt", "rtf", "odt",  "xls",  "xlsx", "ods",  "csv",
    "ppt",  "pptx", "odp",  "zip", "rar", "7z",   "apk",  "mp3",  "m4a",  "aac",
    "opus", "ogg",  "wav",  "mp4", "mov", "avi",  "3gp",  "jpg",  "jpeg", "png",
    "gif",  "heic", "webp", "vcf", "ics", "html", "json", "xml",  "epub", "pages"};

// "2 pages", "1,2 MB"
bool IsFileSize(std::string_view text) {
  constexpr std::size_t kLongest = 24;
  if (text.size() > kLongest * 4) return false;  // asked at every blank of a line
  const std::string size = FoldPhrase(text);
  std::size_t at = std::min(size.find_first_not_of("0123456789.,"), size.size());
  if (at == 0 || size.size() > kLongest) return false;
  if (at < size.size() && size[at] == ' ') ++at;
  return at < size.size() && size.find_first_of(" 0123456789", at) == std::string::npos;
}

bool AllDigits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool IsFileName(std::string_view text) {
  const std::size_t dot = text.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || text.find('\n') != std::string_view::npos) {
    return false;
  }
  const std::string ending = LowerAscii(text.substr(dot + 1));
  return std::find(kFileEndings.begin(), kFileEndings.end(), ending) != kFileEndings.end();
}

// The bullet between a document's name and its size; npos = there is none.
std::size_t BulletOfFile(std::string_view line) {
  const std::size_t bullet = line.rfind(kFileBullet);
  if (bullet == std::string_view::npos) return bullet;
  const bool file = IsFileName(DropTrailingNoise(line.substr(0, bullet)));
  return file ? bullet : std::string_view::npos;
}

// Between the bullet and what begins at `at` there is nothing but the size.
bool IsBehindSize(std::string_view line, std::size_t at, std::size_t bullet) {
  if (bullet == std::string_view::npos || at <= bullet + kFileBullet.size()) return false;
  const std::size_t begin = bullet + kFileBullet.size();
  return IsFileSize(line.substr(begin, at - begin));
}

// "IMG-20220323-WA0002.jpg (...)" in any language (Android), folded.
bool IsAndroidMediaName(std::string_view folded) {
  return folded.size() > 22 && folded[3] == '-' && AllDigits(folded.substr(4, 8)) &&
         folded.substr(12, 3) == "-wa" && AllDigits(folded.substr(15, 4)) && folded[19] == '.';
}

// "<word: 00000035-PHOTO-2022-03-27-21-41-55.jpg>" and the older
// "2015-08-04-PHOTO-00004762.jpg <word>", folded.
bool HoldsIosMediaName(std::string_view folded) {
  for (const std::string_view type : kIosTypes) {
    const std::size_t at = folded.find(type);
    if (at == std::string_view::npos || !folded.ends_with('>')) continue;
    const bool old = folded.find_first_not_of("0123456789-") > at;
    if (folded.find('.', at) != std::string_view::npos) return old || folded.starts_with('<');
  }
  return false;
}

// "00000035-PHOTO-2022-03-27-21-41-55.jpg", folded. Documents may hold such a word in their names.
bool BeginsAsIosMediaName(std::string_view name) {
  name.remove_prefix(std::min(name.find_first_not_of("0123456789"), name.size()));
  for (const std::string_view type : kIosTypes) {
    if (name.starts_with(type) && name.size() > type.size()) return IsDigit(name[type.size()]);
  }
  return false;
}

// "name.ext (words)", and "(words) name.ext" as in Persian.
bool EndsAsFile(std::string_view line) {
  if (line.ends_with(')')) {
    const std::size_t open = line.rfind(" (");
    if (open == std::string_view::npos || open < 4) return false;
    return line.substr(open - std::min<std::size_t>(open, 6), 6).find('.') !=
           std::string_view::npos;
  }
  return static_cast<unsigned char>(line.front()) >= 0x80 && IsFileName(line);
}

}  // namespace ebb::whatsapp
