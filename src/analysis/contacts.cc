#include "analysis/contacts.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "analysis/vcard.h"
#include "base/decode.h"
#include "base/source.h"
#include "base/text_util.h"
#include "readers/csv_records.h"
#include "readers/phone_number.h"

namespace ebb {
namespace {

constexpr std::uint64_t kLargest = std::uint64_t{64} * 1024 * 1024;
constexpr std::size_t kHead = std::size_t{64} * 1024;

bool HoldsAny(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != text.npos; });
}

// What the columns of a table hold, by its first row.
struct Columns {
  std::optional<std::size_t> whole_name;
  std::vector<std::size_t> name_parts, others;
  bool known() const { return (whole_name || !name_parts.empty()) && !others.empty(); }
};

Columns ReadHeading(const std::vector<std::string_view>& cells) {
  Columns columns;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string word = LowerAscii(Trim(cells[i]));
    if (HoldsAny(word, {"label", "type", "yomi", "phonetic", "prefix", "suffix", "nickname",
                        "middle", "address", "street"}) &&
        word.find("mail") == word.npos) {
      continue;
    }
    if (HoldsAny(word, {"phone", "number", "mobile", "tel", "mail"})) {
      columns.others.push_back(i);
    } else if (word == "name" || word == "full name" || word == "display name" ||
               word == "contact") {
      if (!columns.whole_name) columns.whole_name = i;
    } else if (HoldsAny(word, {"first name", "given name", "last name", "family name"})) {
      columns.name_parts.push_back(i);
    }
  }
  return columns;
}

std::string NameIn(const std::vector<std::string_view>& cells, const Columns& columns) {
  if (columns.whole_name && *columns.whole_name < cells.size()) {
    const std::string_view whole = Trim(cells[*columns.whole_name]);
    if (!whole.empty()) return std::string(whole);
  }
  std::string name;
  for (const std::size_t column : columns.name_parts) {
    if (column >= cells.size() || Trim(cells[column]).empty()) continue;
    if (!name.empty()) name.push_back(' ');
    name += Trim(cells[column]);
  }
  return name;
}

// Google puts several into one cell, with " ::: " between them.
void AddOthers(std::string_view cell, Alias* person) {
  constexpr std::string_view kBetween = ":::";
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find(kBetween), cell.size());
    const std::string_view one = Trim(cell.substr(0, end));
    if (!one.empty() && one != person->name) person->others.emplace_back(one);
    cell.remove_prefix(std::min(end + kBetween.size(), cell.size()));
  }
}

std::vector<Alias> ReadTable(Source& source, std::string_view head) {
  const std::string_view first = head.substr(0, head.find('\n'));
  const char separator =
      std::count(first.begin(), first.end(), ';') > std::count(first.begin(), first.end(), ',')
          ? ';'
      : first.find('\t') != first.npos ? '\t'
                                       : ',';
  std::vector<Alias> people;
  CsvRecords records(source, separator);
  Columns columns;
  for (bool begun = false;; begun = true) {
    const CsvRecords::Outcome outcome = records.Next();
    if (outcome == CsvRecords::Outcome::kEnd) return people;
    if (outcome != CsvRecords::Outcome::kRow) continue;
    const std::vector<std::string_view>& cells = records.cells();
    if (!begun) columns = ReadHeading(cells);
    if (!begun && columns.known()) continue;
    Alias person;
    if (columns.known()) {
      person.name = NameIn(cells, columns);
      for (const std::size_t column : columns.others) {
        if (column < cells.size()) AddOthers(cells[column], &person);
      }
    } else {
      person.name = Trim(cells.front());
      for (std::size_t i = 1; i < cells.size(); ++i) AddOthers(cells[i], &person);
    }
    if (!person.name.empty() && !person.others.empty()) people.push_back(std::move(person));
  }
}

std::string Identity(const std::string& other) {
  const std::string number = PlainNumber(other);
  return number.empty() ? LowerAscii(other) : number;
}

// One entry for each name; what two names share belongs to neither.
std::vector<Alias> Settle(std::vector<Alias> people) {
  std::map<std::string, std::size_t> by_name;
  std::vector<Alias> settled;
  std::map<std::string, std::size_t> owner;
  std::map<std::string, bool> shared;
  for (Alias& person : people) {
    const auto [known, fresh] = by_name.emplace(person.name, settled.size());
    if (fresh) settled.push_back({person.name, {}, false});
    for (std::string& other : person.others) {
      const std::string identity = Identity(other);
      const auto [owned, first] = owner.emplace(identity, known->second);
      if (owned->second != known->second) shared[identity] = true;
      if (first) settled[known->second].others.push_back(std::move(other));
    }
  }
  for (Alias& person : settled) {
    std::erase_if(person.others,
                  [&](const std::string& other) { return shared.count(Identity(other)) > 0; });
  }
  std::erase_if(settled, [](const Alias& person) { return person.others.empty(); });
  return settled;
}

}  // namespace

Result<std::vector<Alias>> ReadContacts(const std::string& path) {
  Result<std::unique_ptr<Source>> raw = OpenFile(path);
  if (!raw) return raw.error();
  const Result<std::string> raw_head = ReadHead(**raw, kHead);
  if (!raw_head) return raw_head.error();
  const auto source = DecodingSource(std::move(*raw), GuessEncoding(*raw_head));
  const Result<std::string> head = ReadHead(*source, kHead);
  if (!head) return head.error();
  std::vector<Alias> people;
  if (IsVcard(*head)) {
    Result<std::string> text = ReadAll(*source, kLargest);
    if (!text) return text.error();
    people = ReadVcards(*text);
  } else {
    people = ReadTable(*source, *head);
  }
  people = Settle(std::move(people));
  if (people.empty()) {
    return Error{ErrorKind::kInput,
                 path +
                     ": no contacts in it; it is a table with name,number in each row, or a "
                     "vCard file (.vcf) as phones export it"};
  }
  return people;
}

void AddContacts(std::vector<Alias> contacts, std::vector<Alias>* aliases) {
  const std::size_t given = aliases->size();
  for (Alias& contact : contacts) {
    for (std::size_t i = 0; i < given; ++i) {
      const Alias& alias = (*aliases)[i];
      const auto& others = alias.others;
      if (std::find(others.begin(), others.end(), contact.name) == others.end()) continue;
      contact.others.push_back(std::exchange(contact.name, alias.name));
      break;
    }
    contact.from_contacts = true;
    aliases->push_back(std::move(contact));
  }
}

}  // namespace ebb
