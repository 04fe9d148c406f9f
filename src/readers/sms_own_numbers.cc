#include "readers/sms_own_numbers.h"

#include <algorithm>
#include <optional>

#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::size_t kMostReceivers = 1000;  // of one message

}  // namespace

void SmsOwnNumbers::Collect(Source& source) {
  MarkupWalker walker(source, MarkupDialect::kXml);
  while (walker.Next()) {
    if (walker.IsStart("sms")) {
      TakeText(walker);
    } else if (walker.IsStart("mms")) {
      TakeMessage(walker);
    } else if (walker.IsStart("addr")) {
      TakeAddress(walker);
    }
  }
  EndMessage();
}

// Who wrote a text is not the phone, whoever its multimedia messages name.
void SmsOwnNumbers::TakeText(MarkupWalker& walker) {
  EndMessage();
  const bool received = walker.Attribute("type", &scratch_).value_or("") == "1";
  if (!received) return;
  address_ = walker.Attribute("address", &scratch_).value_or("");
  if (Trim(address_).empty() || !wrote_texts_.insert(address_).second) return;
  ++counts_[std::string(book_.Canonical(address_))].received;
  TakeContact(walker, address_);
}

void SmsOwnNumbers::TakeMessage(MarkupWalker& walker) {
  EndMessage();
  box_ = walker.Attribute("msg_box", &scratch_).value_or("");
  address_ = walker.Attribute("address", &scratch_).value_or("");
  TakeContact(walker, address_);
}

void SmsOwnNumbers::TakeContact(MarkupWalker& walker, std::string_view address) {
  if (Trim(address).empty() || address.find('~') != address.npos) return;
  const std::string_view name = Trim(walker.Attribute("contact_name", &scratch_).value_or(""));
  if (!name.empty() && name != "(Unknown)") book_.SetName(book_.Canonical(address), name);
}

void SmsOwnNumbers::TakeAddress(MarkupWalker& walker) {
  if (box_ != "1" && box_ != "2") return;
  const bool from = walker.Attribute("type", &scratch_).value_or("") == "137";
  const std::string_view number = Trim(walker.Attribute("address", &scratch_).value_or(""));
  if (number.empty() || number == "insert-address-token" || number == "null") return;
  if (from) {
    sender_ = book_.Canonical(number);
  } else if (box_ == "2" && to_.size() < kMostReceivers) {
    to_.emplace_back(book_.Canonical(number));
  }
}

void SmsOwnNumbers::EndMessage() {
  if (sender_.empty()) return ForgetMessage();
  const bool sent = box_ == "2";
  // A converter may name the other one as the sender of all; or it is a note to oneself.
  const bool alone = address_.find('~') == address_.npos && book_.Canonical(address_) == sender_;
  const bool among = std::find(to_.begin(), to_.end(), sender_) != to_.end();
  Counts& counts = counts_[sender_];
  if (!sent) ++counts.received;
  if (sent && !alone && !among) ++counts.sent;
  ForgetMessage();
}

void SmsOwnNumbers::ForgetMessage() {
  box_.clear();
  sender_.clear();
  to_.clear();
}

bool SmsOwnNumbers::Has(std::string_view number) {
  const auto known = counts_.find(std::string(book_.Canonical(number)));
  return known != counts_.end() && known->second.sent > 0 && known->second.received == 0;
}

std::string_view SmsOwnNumbers::NameOf(std::string_view number) {
  return book_.Name(book_.Canonical(number));
}

namespace {

// Of the other one of two numbers, whose names stand side by side; a name it bears alone elsewhere
// comes first, as it may hold a comma.
std::string NameInPair(SmsOwnNumbers& own, std::string_view number, std::string_view name) {
  const std::string_view known = own.NameOf(number);
  return std::string(known.empty() ? Trim(name) : known);
}

}  // namespace

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
  const bool pair = numbers->size() == 2 && others.size() == 1;
  if (pair && named) {
    names_of_others = NameInPair(own, others[0], names[others[0] == (*numbers)[1] ? 1 : 0]);
  }
  // Names that do not say whose they are would name the one who is left after somebody else.
  if (named || others.size() == 1) *contact = names_of_others == "(Unknown)" ? "" : names_of_others;
  *numbers = std::move(others);
}

}  // namespace ebb
