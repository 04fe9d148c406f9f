#include "readers/signal_cli_links.h"

#include <algorithm>
#include <cstring>

namespace ebb::signal {
namespace {

std::string CorrectionKey(const CliRecord& record, const std::string& time) {
  return std::string(record.sender_key()) + ' ' + time;
}

std::string_view ValueAfter(std::string_view line, std::string_view key) {
  // Lines are full of the quotes that keys begin with: a search from quote to quote is slow.
  const void* found = ::memmem(line.data(), line.size(), key.data(), key.size());
  if (found == nullptr) return {};
  line.remove_prefix(static_cast<std::size_t>(static_cast<const char*>(found) - line.data()));
  line.remove_prefix(key.size());
  return line.substr(0, std::min(line.find('"'), line.size()));
}

}  // namespace

void CliCorrections::Add(const CliRecord& record) {
  if (!record.edits.empty()) {
    edits_[CorrectionKey(record, record.edits)] = {record.time, record.text};
  }
  if (!record.deletes.empty()) deleted_.insert(CorrectionKey(record, record.deletes));
}

bool CliCorrections::Apply(CliRecord* record) {
  bool changed = false;
  std::string time = record->time;
  for (std::size_t steps = 0; steps <= edits_.size(); ++steps) {
    const std::string key = CorrectionKey(*record, time);
    const auto edit = edits_.find(key);
    if (edit == edits_.end() || !used_.insert(key).second) break;
    record->text = edit->second.text;
    time = edit->second.time;
    changed = true;
  }
  return changed;
}

bool CliCorrections::TakeDeletion(const CliRecord& record) {
  const std::string key = CorrectionKey(record, record.time);
  return deleted_.count(key) > 0 && used_deletions_.insert(key).second;
}

bool CliCorrections::IsUsed(const CliRecord& record) const {
  if (!record.edits.empty()) return used_.count(CorrectionKey(record, record.edits)) > 0;
  return used_deletions_.count(CorrectionKey(record, record.deletes)) > 0;
}

void CliPeople::Learn(std::string_view line) {
  LearnPair(line, "\"sourceNumber\":\"", "\"sourceUuid\":\"");
  LearnPair(line, "\"destinationNumber\":\"", "\"destinationUuid\":\"");
}

void CliPeople::Learn(const CliRecord& record) {
  LearnPair(record.source, record.source_id);
  LearnPair(record.destination, record.destination_id);
}

void CliPeople::Identify(CliRecord* record) const {
  if (record->source_id.empty()) record->source_id = IdOf(record->source);
  if (record->destination_id.empty()) record->destination_id = IdOf(record->destination);
}

void CliPeople::LearnPair(std::string_view line, std::string_view number_key,
                          std::string_view id_key) {
  const std::string_view number = ValueAfter(line, number_key);
  if (number.empty() || ids_.find(number) != ids_.end()) return;
  LearnPair(number, ValueAfter(line, id_key));
}

void CliPeople::LearnPair(std::string_view number, std::string_view id) {
  if (!number.empty() && !id.empty()) ids_.emplace(number, id);
}

std::string CliPeople::IdOf(const std::string& number) const {
  const auto known = ids_.find(number);
  return known == ids_.end() ? std::string() : known->second;
}

}  // namespace ebb::signal
