#include "readers/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "base/text_util.h"
#include "readers/tar_archive.h"
#include "readers/tree.h"

namespace ebb {
namespace {

constexpr std::uint64_t kMostInside = std::uint64_t{8} << 30;
constexpr std::uint64_t kBetweenPlaces = std::uint64_t{16} << 20;
constexpr std::size_t kPiece = std::size_t{64} << 10;
constexpr int kGzipWindow = 15 + 16;  // of zlib: the largest window, and gzip's own heads

struct StreamEnd {
  void operator()(z_stream* stream) const {
    inflateEnd(stream);
    delete stream;  // NOLINT: made below
  }
};
using Stream = std::unique_ptr<z_stream, StreamEnd>;

Stream NewStream() {
  Stream stream(new z_stream{});  // NOLINT: zlib keeps its address
  return inflateInit2(stream.get(), kGzipWindow) == Z_OK ? std::move(stream) : nullptr;
}

Stream CopyOf(z_stream* from) {
  Stream stream(new z_stream{});  // NOLINT
  return inflateCopy(stream.get(), from) == Z_OK ? std::move(stream) : nullptr;
}

class GzipSource final : public Source {
 public:
  explicit GzipSource(std::unique_ptr<Source> raw) : raw_(std::move(raw)), name_(raw_->name()) {}

  // Inflates everything, for its size and to see that it is whole.
  Status Survey() {
    if (Status begun = Restart(nullptr); !begun) return begun.error();
    std::string waste(kPiece, '\0');
    for (;;) {
      const Result<std::size_t> n = Read(waste.data(), waste.size());
      if (!n) return n.error();
      if (*n == 0) break;
      if (Status fits = CheckGrowth(); !fits) return fits.error();
      KeepPlace();
    }
    size_ = position_;
    return Seek(0);
  }

  void NameInside(std::string_view inside) { name_.append(": ").append(inside); }

  Result<std::size_t> Read(char* out, std::size_t capacity) override {
    std::size_t got = 0;
    while (got < capacity && !at_end_) {
      const Result<std::size_t> n = Inflate(out + got, capacity - got);
      if (!n) return n.error();
      got += *n;
    }
    position_ += got;
    return got;
  }

  bool seeks_cheaply() const override { return false; }
  Status Seek(std::uint64_t offset) override {
    const Place* place = PlaceBefore(offset);
    const std::uint64_t from = place != nullptr ? place->inside : 0;
    if (offset < position_ || (from > position_ && from <= offset)) {
      if (Status again = Restart(place); !again) return again.error();
    }
    std::string waste(std::min<std::uint64_t>(offset - position_, kPiece), '\0');
    while (position_ < offset && !at_end_) {
      const std::uint64_t want = std::min<std::uint64_t>(offset - position_, waste.size());
      if (auto n = Read(waste.data(), static_cast<std::size_t>(want)); !n) return n.error();
    }
    return Done{};
  }

  std::uint64_t size() const override { return size_; }
  const std::string& name() const override { return name_; }

 private:
  struct Place {  // where inflating can be taken up
    std::uint64_t inside = 0, packed = 0;
    Stream stream;
  };

  Error Damaged() const {
    return InputError(raw_->name(), "the gzip file is cut or damaged; copy or export it again");
  }

  Status CheckGrowth() const {
    if (position_ > kMostInside) {
      return Error{ErrorKind::kLimit,
                   raw_->name() + ": more than 8 GiB inside; unpack it and name the file itself"};
    }
    if (position_ > ZipArchive::kRatioFrom && position_ / ZipArchive::kMaxRatio > packed_) {
      return Error{ErrorKind::kLimit,
                   raw_->name() +
                       ": grows more than 100-fold when unpacked, as in archives made "
                       "to do harm; if you trust it, unpack it first"};
    }
    return Done{};
  }

  // Between two reads, never inside a gzip file's head or at its end.
  void KeepPlace() {
    const std::uint64_t last = places_.empty() ? 0 : places_.back().inside;
    if (position_ < last + kBetweenPlaces || at_end_ || stream_ == nullptr) return;
    Place place{position_, packed_ - stream_->avail_in, CopyOf(stream_.get())};
    if (place.stream != nullptr) places_.push_back(std::move(place));
  }

  const Place* PlaceBefore(std::uint64_t offset) const {
    const auto after = std::upper_bound(
        places_.begin(), places_.end(), offset,
        [](std::uint64_t wanted, const Place& place) { return wanted < place.inside; });
    return after == places_.begin() ? nullptr : &*std::prev(after);
  }

  Status Restart(const Place* place) {
    stream_ = place != nullptr ? CopyOf(place->stream.get()) : NewStream();
    if (stream_ == nullptr) return Damaged();
    stream_->avail_in = 0;
    position_ = place != nullptr ? place->inside : 0;
    packed_ = place != nullptr ? place->packed : 0;
    at_end_ = false;
    return raw_->Seek(packed_);
  }

  // What one step gives, which may be nothing.
  Result<std::size_t> Inflate(char* out, std::size_t capacity) {
    if (stream_->avail_in == 0) {
      const Result<bool> more = Fill();
      if (!more) return more.error();
      if (!*more) return Damaged();
    }
    const auto room = static_cast<uInt>(std::min<std::size_t>(capacity, kPiece));
    stream_->next_out = reinterpret_cast<Bytef*>(out);
    stream_->avail_out = room;
    const int state = inflate(stream_.get(), Z_NO_FLUSH);
    const std::size_t got = room - stream_->avail_out;
    if (state == Z_STREAM_END) {
      if (Status next = NextFile(); !next) return next.error();
    } else if (state != Z_OK && !(state == Z_BUF_ERROR && got > 0)) {
      return Damaged();
    }
    return got;
  }

  // False at the end.
  Result<bool> Fill() {
    input_.resize(kPiece);
    const Result<std::size_t> n = raw_->Read(input_.data(), input_.size());
    if (!n) return n.error();
    packed_ += *n;
    stream_->next_in = reinterpret_cast<Bytef*>(input_.data());
    stream_->avail_in = static_cast<uInt>(*n);
    return *n > 0;
  }

  // After the end of one: zeros (of a tape's blocks) to the end, or another gzip file.
  Status NextFile() {
    for (;;) {
      if (stream_->avail_in == 0) {
        const Result<bool> more = Fill();
        if (!more) return more.error();
        at_end_ = !*more;
        if (at_end_) return Done{};
      }
      if (*stream_->next_in != 0) break;
      ++stream_->next_in;
      --stream_->avail_in;
    }
    if (*stream_->next_in != 0x1f || inflateReset(stream_.get()) != Z_OK) return Damaged();
    return Done{};
  }

  std::unique_ptr<Source> raw_;
  std::string name_;
  Stream stream_;
  std::string input_;
  std::vector<Place> places_;
  std::uint64_t size_ = kUnknownSize;
  std::uint64_t position_ = 0;  // inside
  std::uint64_t packed_ = 0;    // read of raw_
  bool at_end_ = false;
};

// "chat.txt" of "folder/chat.txt.gz"
std::string_view WithoutGz(std::string_view name) {
  name = BaseName(name);
  if (LowerAscii(name).ends_with(".gz")) name.remove_suffix(3);
  return name;
}

}  // namespace

bool IsGzip(std::string_view head) { return head.starts_with("\x1f\x8b\x08"); }

Result<std::unique_ptr<Source>> OpenGzip(std::unique_ptr<Source> raw) {
  const std::string inside(WithoutGz(raw->name()));
  auto source = std::make_unique<GzipSource>(std::move(raw));
  if (Status surveyed = source->Survey(); !surveyed) return surveyed.error();
  const Result<std::string> head = ReadHead(*source, 512);
  if (!head) return head.error();
  if (!IsTar(*head)) source->NameInside(inside);
  return std::unique_ptr<Source>(std::move(source));
}

}  // namespace ebb
