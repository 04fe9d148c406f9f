// Speed of the readers of web pages and XML. Hidden: run with `test_readers
// [markup-readers-speed]`.
#include <catch2/catch.hpp>
#include <ctime>

#include "readers/counting_sink.h"
#include "readers/reader.h"

namespace ebb {
namespace {

void Measure(std::string_view reader, const std::string& head, const std::string& block,
             const std::string& tail) {
  std::string bytes = head;
  for (std::uint64_t n = 0; bytes.size() < std::size_t{64} << 20; ++n) {
    std::string next = block;
    const std::size_t number = next.find("%N");
    if (number != next.npos) next.replace(number, 2, std::to_string(1000000 + n));
    bytes += next;
  }
  bytes += tail;
  const auto source = MemorySource("bench", bytes);
  CountingSink sink;
  const std::clock_t begin = std::clock();  // time on the processor: the machine may be busy
  REQUIRE(FindReader(reader)->read(*source, {}, sink));
  const double took = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  WARN(reader << ": " << static_cast<int>(static_cast<double>(bytes.size()) / 1e6 / took)
              << " MB/s, " << sink.records << " records, " << sink.skipped << " skipped");
}

TEST_CASE("speed of the readers of web pages and XML", "[.][markup-readers-speed]") {
  Measure("sms-backup", "<?xml version='1.0'?><smses count='1'>\n",
          "  <sms protocol=\"0\" address=\"+447700900123\" date=\"170%N000\" type=\"1\" "
          "subject=\"null\" body=\"what a day it&apos;s been, see you at seven &#55357;&#56834;\" "
          "toa=\"null\" sc_toa=\"null\" service_center=\"null\" read=\"1\" status=\"-1\" "
          "locked=\"0\" date_sent=\"0\" sub_id=\"1\" readable_date=\"Nov 14, 2023 22:13:20\" "
          "contact_name=\"Rosa\" />\n",
          "</smses>");
  Measure("telegram-html",
          "<html><title>Exported Data</title><div class=\"page_header\"><div class=\"text "
          "bold\">Noor</div></div><div class=\"history\">",
          "     <div class=\"message default clearfix\" id=\"message%N\">\n\n      <div "
          "class=\"pull_left userpic_wrap\">\n\n       <div class=\"userpic userpic3\">\n\n        "
          "<div class=\"initials\">\nN\n        </div>\n\n       </div>\n\n      </div>\n\n      "
          "<div class=\"body\">\n\n       <div class=\"pull_right date details\" "
          "title=\"01.06.2023 12:00:05 UTC+02:00\">\n12:00\n       </div>\n\n       <div "
          "class=\"from_name\">\nNoor \n       </div>\n\n       <div class=\"text\">\nwhat a day "
          "it&#39;s been, see you at seven\n       </div>\n\n      </div>\n\n     </div>\n\n",
          "</div></html>");
  Measure(
      "google-voice", "<html><title>Mina</title><body><div class=\"hChatLog hfeed\">",
      "<div class=\"message\"><abbr class=\"dt\" title=\"2022-03-09T03:13:29.805-05:00\">Mar 9, "
      "2022, 3:13:29 AM\nEastern Time</abbr>:\n<cite class=\"sender vcard\"><a class=\"tel\" "
      "href=\"tel:+15550000002\"><span class=\"fn\">Mina</span></a></cite>:\n<q>what a day "
      "it&#39;s been, see you at seven</q>\n</div> ",
      "</div></body></html>");
  Measure(
      "imessage-html", "<html><body>",
      "<div class=\"message\">\n    <div class=\"sent iMessage\">\n        <p>\n            "
      "<span class=\"timestamp\">\n                <a title=\"Reveal in Messages app\" "
      "href=\"sms://open?message-guid=%N\">May 17, 2022  5:29:42 PM</a>\n                (Read "
      "by them after 1 hour)\n            </span>\n            <span "
      "class=\"sender\">Me</span>\n        </p>\n        <hr>\n<div class=\"message_part\">\n    "
      "<span class=\"bubble\">what a day it&apos;s been, see you at seven</span>\n    "
      "</div>\n\n    </div>\n</div>\n",
      "</body></html>");
  Measure("imessage-txt", "",
          "May 17, 2022  5:29:42 PM (Read by you after 1 hour, 49 seconds)\nSam\nwhat a day it's "
          "been, see you at seven, I still have to stop at the shop for milk\n\n",
          "");
}

}  // namespace
}  // namespace ebb
