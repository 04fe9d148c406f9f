#include "readers/sms_own_numbers.h"

#include <optional>

#include "base/text_util.h"

namespace ebb {

void SmsOwnNumbers::Collect(Source& source) {
  MarkupWalker walker(source, MarkupDialect::kXml);
  while (walker.Next()) {
    if (walker.IsStart("mms")) {
      TakeMessage(walker);
    } else if (walker.IsStart("addr")) {
      TakeSender(walker);
    }
  }
}

void SmsOwnNumbers::TakeMessage(MarkupWalker& walker) {
  box_ = walker.Attribute("msg_box", &scratch_).value_or("");
  address_ = walker.Attribute("address", &scratch_).value_or("");
}

void SmsOwnNumbers::TakeSender(MarkupWalker& walker) {
  if (box_ != "1" && box_ != "2") return;
  if (walker.Attribute("type", &scratch_).value_or("") != "137") return;
  const std::string_view number = Trim(walker.Attribute("address", &scratch_).value_or(""));
  if (number.empty() || number == "insert-address-token" || number == "null") return;
  const std::string_view sender = book_.Canonical(number);
  // A converter may name the other one as the sender of all; or it is a note to oneself.
  if (box_ == "2" && address_.find('~') == address_.npos && book_.Canonical(address_) == sender) {
    return;
  }
  Counts& counts = counts_[std::string(sender)];
  ++(box_ == "2" ? counts.sent : counts.received);
}

bool SmsOwnNumbers::Has(std::string_view number) {
  const auto known = counts_.find(std::string(book_.Canonical(number)));
  return known != counts_.end() && known->second.sent > known->second.received;
}

void RemoveOwnNumbers(SmsOwnNumbers& own, std::vector<std::string_view>* numbers,
                      std::string* contact) {
  const std::vector<std::string_view> names = Split(*contact, ',');
  const bool named = names.size() == numbers->size();
  std::vector<std::string_view> others;
  std::string names_of_others;
  for (std::size_t i = 0; i < numbers->size(); ++i) {
    if (own.Has((*numbers)[i])) continue;
    others.push_back((*numbers)[i]);
    if (!named) continue;
    if (!names_of_others.empty()) names_of_others += ", ";
    names_of_others += Trim(names[i]);
  }
  if (others.empty() || others.size() == numbers->size()) return;
  // Names that do not say whose they are would name the one who is left after somebody else.
  if (named || others.size() == 1) *contact = names_of_others == "(Unknown)" ? "" : names_of_others;
  *numbers = std::move(others);
}

}  // namespace ebb
