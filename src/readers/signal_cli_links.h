// What records of signal-cli say about each other: corrections, and who a number is.
//
// Filled in a first pass over the file, asked in a second one. One thread.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>

#include "readers/signal_cli_record.h"

namespace ebb::signal {

// What later records say about earlier messages: newer words, or that they were taken back.
class CliCorrections {
 public:
  void Add(const CliRecord& record);
  // Puts the newest words into *record. True if there were any. An edit may be of an edit.
  bool Apply(CliRecord* record);
  bool TakeDeletion(const CliRecord& record);
  // Of a record that corrects: whether its message was seen.
  bool IsUsed(const CliRecord& record) const;

 private:
  struct Edit {
    std::string time, text;
  };

  std::map<std::string, Edit> edits_;
  std::unordered_set<std::string> deleted_, used_, used_deletions_;
};

// Some records know a person's number alone, others the account's id as well.
class CliPeople {
 public:
  // Cheaper than parsing: every line of a log goes through here.
  void Learn(std::string_view line);
  void Learn(const CliRecord& record);
  void Identify(CliRecord* record) const;

 private:
  void LearnPair(std::string_view line, std::string_view number_key, std::string_view id_key);
  void LearnPair(std::string_view number, std::string_view id);
  std::string IdOf(const std::string& number) const;

  std::map<std::string, std::string, std::less<>> ids_;  // by number
};

}  // namespace ebb::signal
