// Elements as wholes, on top of the tokens.
#include "readers/markup_walker.h"

namespace ebb {

bool MarkupScope::Next() {
  // An element inside counts only if nobody else took it whole since.
  if (nested_ && walker_.kind() == MarkupWalker::Kind::kStart &&
      walker_.source().begin == *nested_) {
    ++depth_;
  }
  nested_.reset();
  if (depth_ == 0 || !walker_.Next()) return false;
  if (walker_.IsEnd(name_)) return --depth_ > 0;
  if (walker_.IsStart(name_) && !walker_.empty()) nested_ = walker_.source().begin;
  return true;
}

bool MarkupWalker::SkipElement() {
  MarkupScope scope(*this);
  while (scope.Next()) {
  }
  return scope.closed();
}

bool MarkupWalker::ElementText(std::string* out, LeaveOut leave_out) {
  MarkupScope scope(*this);
  const std::size_t begin = out->size();
  const auto line_break = [&] {
    if (out->size() > begin && out->back() != '\n') out->push_back('\n');
  };
  while (scope.Next()) {
    if (kind_ == Kind::kText) {
      if (out->size() - begin + text_.size() <= kMaxElementText) out->append(text_);
    } else if (kind_ != Kind::kStart) {
      continue;
    } else if (leave_out != nullptr && leave_out(*this)) {
      line_break();
      SkipElement();
    } else if (name_ == "br") {
      out->push_back('\n');
    }
  }
  return scope.closed();
}

}  // namespace ebb
