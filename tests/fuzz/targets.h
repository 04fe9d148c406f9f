// What is thrown at the readers, and what must hold whatever comes: no crash, valid text, ranges in
// order, the same result twice, every byte of a record inside the input. A broken promise aborts.
//
// Shared by the libFuzzer programs (fuzz_main.cc) and by the test that replays seeds and mutations
// of them (tests/readers/fuzz_replay_test.cc). Each takes any bytes.
#pragma once

#include <string_view>

namespace ebb::fuzz {

void Decode(std::string_view bytes);
void Zip(std::string_view bytes);
void Open(std::string_view bytes);
void WhatsApp(std::string_view bytes);
void Telegram(std::string_view bytes);
void Captions(std::string_view bytes);
void Research(std::string_view bytes);
void Delimited(std::string_view bytes);
void Transcript(std::string_view bytes);
void Signal(std::string_view bytes);
void Databases(std::string_view bytes);
void Pages(std::string_view bytes);
void SmsBackup(std::string_view bytes);
void IMessageText(std::string_view bytes);
void ChatTexts(std::string_view bytes);
void ChatJson(std::string_view bytes);
void ChatTables(std::string_view bytes);
void Accounts(std::string_view bytes);
void MetaPages(std::string_view bytes);

}  // namespace ebb::fuzz
