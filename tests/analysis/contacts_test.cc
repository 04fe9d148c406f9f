#include "analysis/contacts.h"

#include <catch2/catch.hpp>
#include <string>

#include "analysis/lookalikes.h"
#include "analysis/vcard.h"
#include "text_file.h"

namespace ebb {
namespace {

std::vector<Alias> Contacts(const std::string& text) {
  const TextFile file(text);
  auto contacts = ReadContacts(file.path());
  REQUIRE(contacts);
  return *contacts;
}

using List = std::vector<std::string>;

TEST_CASE("contacts: a table of names and numbers") {
  for (const std::string text :
       {"Ada Okoye,+44 7700 900123,07700 900124\nBen,0170 1234567\n",
        "name,number,second number\r\nAda Okoye,+44 7700 900123,07700 900124\r\nBen,0170 "
        "1234567,\r\n",
        "\xEF\xBB\xBFName;Phone 1 - Label;Phone 1 - Value\nAda Okoye;Mobile;+44 7700 900123 ::: "
        "07700 900124\nBen;Home;0170 1234567\n",
        "First Name,Last Name,Mobile Phone,Other Phone\nAda,Okoye,+44 7700 900123,07700 "
        "900124\nBen,,0170 1234567,\n"}) {
    INFO(text);
    const std::vector<Alias> contacts = Contacts(text);
    REQUIRE(contacts.size() == 2);
    CHECK(contacts[0].name == "Ada Okoye");
    CHECK(contacts[0].others == List{"+44 7700 900123", "07700 900124"});
    CHECK(contacts[1].name == "Ben");
    CHECK(contacts[1].others == List{"0170 1234567"});
  }
}

TEST_CASE("contacts: vCards of all versions") {
  const std::vector<Alias> contacts = Contacts(
      "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Okoye;Ada;;;\r\nFN:Ada Okoye\r\nTEL;TYPE=CELL:+44 7700\r\n  "
      "900123\r\nitem1.EMAIL;TYPE=INTERNET:ada@example.org\r\nEND:VCARD\r\n"
      "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=\n=C3=B6rg"
      "\nTEL;CELL:0170 1234567\nEND:VCARD\n"
      "BEGIN:VCARD\nVERSION:4.0\nFN:Cy\\, the "
      "old\nTEL;VALUE=uri;TYPE=\"voice\":tel:+1-555-0100;ext=5"
      "\nEND:VCARD\n"
      "BEGIN:VCARD\nFN:Nobody\nEND:VCARD\n");
  REQUIRE(contacts.size() == 3);
  CHECK(contacts[0].name == "Ada Okoye");
  CHECK(contacts[0].others == List{"+44 7700 900123", "ada@example.org"});
  CHECK(contacts[1].name == "J\u00f6rg M\u00fcller");
  CHECK(contacts[2].name == "Cy, the old");
  CHECK(contacts[2].others == List{"+1-555-0100"});
  CHECK(ReadVcards("BEGIN:VCARD\nFN:cut").empty());
}

TEST_CASE("contacts: what two people share is nobody's, one name is one person") {
  const std::vector<Alias> contacts =
      Contacts("Ada,111 2222,333 4444\nBen,111-2222,555 6666\nAda,777 8888\n");
  REQUIRE(contacts.size() == 2);
  CHECK(contacts[0].others == List{"333 4444", "777 8888"});
  CHECK(contacts[1].others == List{"555 6666"});
}

TEST_CASE("contacts: files without any are refused") {
  for (const std::string text :
       {"", "words\n", "name,number\n", "Ada\nBen\n", "BEGIN:VCARD\nEND:VCARD\n"}) {
    const TextFile file(text);
    const auto contacts = ReadContacts(file.path());
    REQUIRE_FALSE(contacts);
    CHECK(contacts.error().kind == ErrorKind::kInput);
  }
  CHECK_FALSE(ReadContacts("/nowhere/at/all.vcf"));
}

TEST_CASE("contacts: an alias gives its name, and no report lists contacts") {
  std::vector<Alias> aliases = {{"Sam", {"Samuel"}}};
  AddContacts({{"Samuel", {"111"}}, {"Ada", {"222"}}}, &aliases);
  REQUIRE(aliases.size() == 3);
  CHECK(aliases[1].name == "Sam");
  CHECK(aliases[1].others == List{"111", "Samuel"});
  CHECK(aliases[1].from_contacts);
  CHECK(aliases[2].name == "Ada");
  CHECK_FALSE(aliases[0].from_contacts);
}

std::vector<Participant> People(const List& names) {
  std::vector<Participant> people;
  for (const std::string& name : names) people.push_back({name, name, false, 1});
  return people;
}

TEST_CASE("names that look alike are seen") {
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  CHECK(LookAlikes(People({"Sam", "Ada"})).empty());
  CHECK(LookAlikes(People({"Sam", "Sam "})) == Pairs{{"Sam", "Sam "}});
  CHECK(LookAlikes(People({"Sam", "Ada", "sam"})) == Pairs{{"Sam", "sam"}});
  CHECK(LookAlikes(People({"Sam", "S\u0430m"})) == Pairs{{"Sam", "S\u0430m"}});  // Cyrillic a
  CHECK(LookAlikes(People({"Ada L", "Ada\u00a0L", "~\u202fAda L"})).size() == 2);
  CHECK(LookAlikes(People({"+44 7700 900123", "+447700900123"})).size() == 1);
  std::vector<Participant> silent = People({"Sam", "sam"});
  silent[1].messages = 0;
  CHECK(LookAlikes(silent).empty());
  CHECK(LookAlikeNote(People({"Sam", "Ada"})).empty());
  CHECK(LookAlikeNote(People({"Sam", "sam"})).find("--alias \"Sam=sam\"") != std::string::npos);
}

}  // namespace
}  // namespace ebb
