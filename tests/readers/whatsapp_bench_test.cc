// Speed of the WhatsApp reader alone. Hidden: run with `test_readers [whatsapp-speed]` and the path
// of a large export in EBB_BENCH_CHAT.
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "readers/counting_sink.h"
#include "readers/whatsapp.h"

namespace ebb {
namespace {

TEST_CASE("speed of reading a large WhatsApp export", "[.][whatsapp-speed]") {
  const char* path = std::getenv("EBB_BENCH_CHAT");
  if (path == nullptr) return;
  for (int round = 0; round < 3; ++round) {
    auto source = OpenFile(path);
    REQUIRE(source.ok());
    CountingSink sink;
    const std::clock_t begin = std::clock();  // time on the processor: the machine may be busy
    const Result<ReadReport> report = kWhatsAppReader.read(**source, {}, sink);
    const double took = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    REQUIRE(report.ok());
    std::printf("%.3f s, %.0f MB/s, %llu records, %llu text bytes, %llu skipped\n", took,
                static_cast<double>((*source)->size()) / 1e6 / took,
                static_cast<unsigned long long>(sink.records),
                static_cast<unsigned long long>(sink.bytes),
                static_cast<unsigned long long>(sink.skipped));
  }
}

}  // namespace
}  // namespace ebb
