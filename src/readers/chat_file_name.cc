#include "readers/chat_file_name.h"

namespace ebb {

std::string ChatOfFileName(std::string_view source_name) {
  const std::size_t member = source_name.rfind(": ");
  if (member != source_name.npos) source_name.remove_prefix(member + 2);
  source_name.remove_prefix(source_name.rfind('/') + 1);
  const std::size_t dot = source_name.rfind('.');
  return dot == source_name.npos ? std::string() : std::string(source_name.substr(0, dot));
}

std::string EachFileIsAChat(std::string_view) { return ""; }

}  // namespace ebb
