// How WhatsApp names the files of a chat in what it writes. Plain functions; texts called folded
// went through FoldPhrase.
#pragma once

#include <cstddef>
#include <string_view>

namespace ebb::whatsapp {

// A line that is a name with the ending of a document, a picture and the like.
bool IsFileName(std::string_view text);

// The bullet between a document's name and its size; npos = there is none.
std::size_t BulletOfFile(std::string_view line);
// Between the bullet and what begins at `at` there is nothing but the size.
bool IsBehindSize(std::string_view line, std::size_t at, std::size_t bullet);
// "IMG-20220323-WA0002.jpg (...)" in any language (Android), folded.
bool IsAndroidMediaName(std::string_view folded);
// "<word: 00000035-PHOTO-2022-03-27-21-41-55.jpg>" and the older
// "2015-08-04-PHOTO-00004762.jpg <word>", folded.
bool HoldsIosMediaName(std::string_view folded);
// "00000035-PHOTO-2022-03-27-21-41-55.jpg", folded. Documents may hold such a word in their names.
bool BeginsAsIosMediaName(std::string_view name);

// "name.ext (words)", and "(words) name.ext" as in Persian.
bool EndsAsFile(std::string_view line);

}  // namespace ebb::whatsapp
