// Speed of every reader alone, on a made-up export in memory: decoding and reading, one core, time
// on the processor (the machine may be busy). Hidden: `test_readers [speed]` prints a table,
// `scripts/bench --readers` runs it; EBB_SPEED_READER picks one reader, EBB_SPEED_MB the size.
//
// To add a reader, add one line to kSpeedSamples: what stands before the records, one record, what
// stands between two, what stands after them. In a record, {n} is its number, {who} one of two
// names, {text} a sentence, {date}, {dmy}, {clock} and {unix} its time, {until} a clock two seconds
// later, {ms} and {ms2} both in milliseconds since midnight.
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>

#include "readers/counting_sink.h"
#include "readers/reader.h"
#include "time/civil.h"

namespace ebb {
namespace {

struct SpeedSample {
  const char* reader;
  int goal;  // MB/s: 500 for text, 300 for JSON, 100 for markup
  const char* before;
  const char* record;
  const char* between = "";
  const char* after = "";
};

// clang-format off
constexpr SpeedSample kSpeedSamples[] = {
    {"whatsapp", 500, "", "{dmy}, {clock} - {who}: {text}\n"},
    {"telegram-json", 300, R"({"name": "Ben", "type": "personal_chat", "id": 7, "messages": [)", R"({"id": {n}, "type": "message", "date": "{date}T{clock}", "date_unixtime": "{unix}", "from": "{who}", "from_id": "user7", "text": "{text}", "text_entities": [{"type": "plain", "text": "{text}"}]})", ",\n", "]}"},
    {"jsonl", 300, "", R"({"conversation": "c", "time": "{date}T{clock}", "sender": "{who}", "text": "{text}"})" "\n"},
    {"csv", 500, "conversation,time,sender,text\n", "c,{date} {clock},{who},\"{text}\"\n"},
    {"transcript", 500, "", "{who}: {text}\n"},
    {"webvtt", 500, "WEBVTT\n\n", "{n}\n{clock}.500 --> {until}.250\n<v {who}>{text}</v>\n\n"},
    {"webvtt", 500, "WEBVTT\n\n", "{clock}.500 --> {until}.250 align:start\n{text}\n{text}\n\n"},
    {"srt", 500, "", "{n}\n{clock},500 --> {until},250\n{who}: {text}\n\n"},
    {"sbv", 500, "", "{clock}.500,{until}.250\n{text}\n\n"},
    {"zoom-chat", 500, "", "{clock} From {who} to Everyone : {text}\n"},
    {"chat-cha", 500, "@UTF8\n@Begin\n@Participants:\tADA Ada Adult, BEN Ben Adult\n", "*ADA:\t{text} <so I> [/] so I go . \x15{ms}_{ms2}\x15\n%mor:\tpro|x v|y n|z pro|x v|y n|z pro|x v|y n|z .\n%gra:\t1|2|SUBJ 2|0|ROOT 3|2|OBJ 4|2|PUNCT\n"},
    {"textgrid", 500, "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0 \nxmax = 9 \ntiers? <exists> \nsize = 1 \nitem []: \n    item [1]:\n        class = \"IntervalTier\" \n        name = \"Ada\" \n        xmin = 0 \n        xmax = 9 \n        intervals: size = 1 \n", "        intervals [{n}]:\n            xmin = {n}.2500345 \n            xmax = {n}.75 \n            text = \"{text}\" \n"},
    {"eaf", 100, "<?xml version=\"1.0\"?>\n<ANNOTATION_DOCUMENT>\n<TIME_ORDER>\n<TIME_SLOT TIME_SLOT_ID=\"ts1\" TIME_VALUE=\"5\"/>\n</TIME_ORDER>\n<TIER TIER_ID=\"Ada\">\n", "        <ANNOTATION>\n            <ALIGNABLE_ANNOTATION ANNOTATION_ID=\"a{n}\" TIME_SLOT_REF1=\"ts1\" TIME_SLOT_REF2=\"ts1\">\n                <ANNOTATION_VALUE>{text}</ANNOTATION_VALUE>\n            </ALIGNABLE_ANNOTATION>\n        </ANNOTATION>\n", "", "</TIER>\n</ANNOTATION_DOCUMENT>\n"},
    {"convokit", 300, "", R"({"id": "u{n}", "conversation_id": "u0", "text": "{text}", "speaker": "{who}", "meta": {"score": {n}, "parsed": [{"rt": 1, "toks": [{"tok": "x", "dep": "nsubj"}]}]}, "reply-to": "u0", "timestamp": {unix}, "vectors": []})" "\n"},
    {"discord-json", 300, R"({"guild": {"id": "0", "name": "Direct Messages"}, "channel": {"id": "7", "type": "DirectTextChat", "name": "Ben"}, "messages": [)", R"({"id": "{n}", "type": "Default", "timestamp": "{date}T{clock}.5+00:00", "timestampEdited": null, "content": "{text}", "author": {"id": "8", "name": "{who}", "nickname": "{who}", "isBot": false}, "attachments": [], "embeds": [], "stickers": [], "reactions": [], "mentions": []})", ",\n", "]}"},
    {"messenger-json", 300, R"({"participants": [{"name": "Ada Bell"}, {"name": "Ben"}], "messages": [)", R"({"sender_name": "{who}", "timestamp_ms": {unix}000, "content": "{text}", "is_geoblocked_for_viewer": false})", ",\n", R"(], "title": "Ben", "is_still_participant": true, "thread_path": "inbox/ben_1", "magic_words": []})"},
    {"sms-backup", 100, "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"9\">\n", R"(  <sms protocol="0" address="+447700900123" date="{unix}500" type="1" subject="null" body="{text}" toa="null" sc_toa="null" service_center="null" read="1" status="-1" locked="0" date_sent="{unix}000" readable_date="x" contact_name="{who}" />)" "\n", "", "</smses>\n"},
    {"sigtop-text", 500, "Conversation: Ben (+447700900123)\n\n", "From: Ben (+447700900123)\nType: incoming\nSent: Fri, 1 Mar 2024 10:02:03 +0000\n\n{text}\n\n"},
    {"signal-cli", 300, "", R"({"envelope":{"source":"+447700900123","sourceNumber":"+447700900123","sourceName":"{who}","timestamp":{unix}500,"dataMessage":{"timestamp":{unix}500,"message":"{text}","expiresInSeconds":0,"viewOnce":false}},"account":"+447700900124"})" "\n"},
    {"qq-txt", 500, "\u6d88\u606f\u8bb0\u5f55\uff08\u6b64\u6d88\u606f\u8bb0\u5f55\u4e3a\u6587\u672c\u683c\u5f0f\uff0c\u4e0d\u652f\u6301\u91cd\u65b0\u5bfc\u5165\uff09\n\n================================================================\n\u6d88\u606f\u5206\u7ec4:\u6211\u7684\u597d\u53cb\n================================================================\n\u6d88\u606f\u5bf9\u8c61:Ben\n================================================================\n\n", "{date} {clock} {who}\n{text}\n\n"},
    {"telegram-html", 100, "<!DOCTYPE html>\n<html><head><title>Exported Data</title></head><body onload=\"CheckLocation();\"><div class=\"page_wrap\"><div class=\"page_header\"><div class=\"content\"><div class=\"text bold\">Ben</div></div></div><div class=\"page_body chat_page\"><div class=\"history\">\n", "<div class=\"message default clearfix\" id=\"message{n}\"><div class=\"body\"><div class=\"pull_right date details\" title=\"01.03.2024 {clock} UTC+00:00\">10:02</div><div class=\"from_name\">{who}</div><div class=\"text\">{text}</div></div></div>\n", "", "</div></div></div></body></html>\n"},
};
// clang-format on

// Numbers that are the same in every run.
class Dice {
 public:
  std::uint32_t Below(std::uint32_t n) {
    state_ = state_ * 1664525 + 1013904223;
    return state_ / 65536 % n;
  }

 private:
  std::uint32_t state_ = 1;
};

std::string Sentence(Dice* dice) {
  static const char* const kWords[] = {"you",  "the",  "tomorrow", "kitchen",   "i",       "said",
                                       "when", "home", "late",     "caf\u00e9", "nothing", "we"};
  std::string text;
  for (std::uint32_t words = 1 + dice->Below(16); words > 0; --words) {
    text += kWords[dice->Below(12)];
    text += words > 1 ? " " : "";
  }
  return text;
}

std::string Value(std::string_view name, std::int64_t n, Dice* dice) {
  const std::int64_t moment = 1709251200 + n * 7;  // begins at a midnight
  const std::string date = FormatDateTime(moment);
  if (name == "n") return std::to_string(n);
  if (name == "who") return dice->Below(2) == 0 ? "Ada Bell" : "Ben";
  if (name == "text") return Sentence(dice);
  if (name == "date") return date.substr(0, 10);
  if (name == "dmy") return date.substr(8, 2) + "/" + date.substr(5, 2) + "/" + date.substr(0, 4);
  if (name == "clock") return date.substr(11);
  if (name == "until") return FormatDateTime(moment + 2).substr(11);
  if (name == "unix") return std::to_string(moment);
  if (name == "ms") return std::to_string(moment % 86400 * 1000);
  return std::to_string(moment % 86400 * 1000 + 2000);
}

std::string Expand(std::string_view record, std::int64_t n, Dice* dice) {
  std::string out;
  for (std::size_t at = 0; at < record.size();) {
    std::size_t end = record[at] == '{' ? record.find('}', at) : record.npos;
    const bool is_name =
        end != record.npos && end > at + 1 && end - at < 8 &&
        record.substr(at + 1, end - at - 1).find_first_not_of("abcdefghijklmnopqrstuvwxyz2") ==
            record.npos;
    if (is_name) {
      out += Value(record.substr(at + 1, end - at - 1), n, dice);
      at = end + 1;
    } else {
      out.push_back(record[at++]);
    }
  }
  return out;
}

std::string Make(const SpeedSample& sample, std::size_t size, std::int64_t* records) {
  Dice dice;
  std::string out = sample.before;
  for (*records = 0; out.size() < size; ++*records) {
    if (*records > 0) out += sample.between;
    out += Expand(sample.record, *records, &dice);
  }
  return out + sample.after;
}

// Megabytes in a second, the best of three.
double Measure(const SpeedSample& sample, const std::string& bytes, std::int64_t records) {
  double best = 0;
  for (int round = 0; round < 3; ++round) {
    auto exports = OpenExport(MemorySource("sample", bytes), "");
    REQUIRE(exports);
    REQUIRE(exports->at(0).reader->name == sample.reader);
    ReadOptions options;
    options.date_order = DateOrder::kDayFirst;
    CountingSink sink;
    const std::clock_t begin = std::clock();
    REQUIRE(ReadExport(exports->at(0), options, sink));
    const double took = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    CHECK(sink.records == static_cast<std::uint64_t>(records));
    CHECK(sink.skipped == 0);
    best = std::max(best, static_cast<double>(bytes.size()) / 1e6 / took);
  }
  return best;
}

TEST_CASE("speed of the readers", "[.][speed]") {
  const char* only = std::getenv("EBB_SPEED_READER");
  const char* megabytes = std::getenv("EBB_SPEED_MB");
  const std::size_t size =
      static_cast<std::size_t>(megabytes != nullptr ? std::atoi(megabytes) : 32) * 1000000;
  std::printf("%-16s%8s%8s\n", "reader", "MB/s", "goal");
  for (const SpeedSample& sample : kSpeedSamples) {
    if (only != nullptr && std::string_view(only) != sample.reader) continue;
    INFO(sample.reader);
    std::int64_t records = 0;
    const std::string bytes = Make(sample, size, &records);
    const double speed = Measure(sample, bytes, records);
    std::printf("%-16s%8.0f%8d%s\n", sample.reader, speed, sample.goal,
                speed < sample.goal ? "   below" : "");
  }
}

}  // namespace
}  // namespace ebb
