#include "readers/lazy_source.h"

#include <utility>

namespace ebb {
namespace {

class Lazy final : public Source {
 public:
  Lazy(std::string name, std::uint64_t size, std::function<Result<std::unique_ptr<Source>>()> open)
      : name_(std::move(name)), size_(size), open_(std::move(open)) {}

  Result<std::size_t> Read(char* out, std::size_t capacity) override {
    if (Status ready = Ready(); !ready) return ready.error();
    return inner_->Read(out, capacity);
  }

  Status Seek(std::uint64_t offset) override {
    if (Status ready = Ready(); !ready) return ready.error();
    return inner_->Seek(offset);
  }

  // False until it is open, for it may be a large member of a zip.
  bool seeks_cheaply() const override { return inner_ && inner_->seeks_cheaply(); }
  std::uint64_t size() const override { return inner_ ? inner_->size() : size_; }
  const std::string& name() const override { return name_; }
  std::string_view text_of() const override {
    return inner_ ? inner_->text_of() : std::string_view();
  }
  Repairs repairs() const override { return inner_ ? inner_->repairs() : Repairs{}; }
  void Release() override { inner_.reset(); }

 private:
  Status Ready() {
    if (inner_) return Done{};
    Result<std::unique_ptr<Source>> opened = open_();
    if (!opened) return opened.error();
    inner_ = std::move(*opened);
    return Done{};
  }

  const std::string name_;
  const std::uint64_t size_;
  const std::function<Result<std::unique_ptr<Source>>()> open_;
  std::unique_ptr<Source> inner_;
};

}  // namespace

std::unique_ptr<Source> LazySource(std::string name, std::uint64_t size,
                                   std::function<Result<std::unique_ptr<Source>>()> open) {
  return std::make_unique<Lazy>(std::move(name), size, std::move(open));
}

}  // namespace ebb
