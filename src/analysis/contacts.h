// A file of contacts, as phones export it: people with their names, numbers and addresses, to make
// one participant of everything a person writes under.
#pragma once

#include <string>
#include <vector>

#include "analysis/analyze.h"
#include "base/result.h"

namespace ebb {

// vCard (any version), or a table: `name,number[,number...]`, or with a first row that names its
// columns, as address books write it. A number or address that two people share is left out. Errors
// (kInput): the file cannot be read, or holds no name with a number or address.
Result<std::vector<Alias>> ReadContacts(const std::string& path);

// Adds contacts after the aliases; one that an alias names gets that alias's name.
void AddContacts(std::vector<Alias> contacts, std::vector<Alias>* aliases);

}  // namespace ebb
