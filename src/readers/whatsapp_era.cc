#include "readers/whatsapp_era.h"

namespace ebb::whatsapp {
namespace {

struct EraName {
  std::string_view text;
  Era era;
};

// A name that another one begins with stands after it.
constexpr EraName kEraNames[] = {
    {"Reiwa", Era::kReiwa},
    {"R.O.C.", Era::kMinguo},
    {"ROC", Era::kMinguo},
    {"RdC", Era::kMinguo},
    {"R", Era::kReiwa},
    {"\u4EE4\u548C", Era::kReiwa},
    {"\uB808\uC774\uC640", Era::kReiwa},
    {"\u0420\u044D\u0439\u0432\u0430", Era::kReiwa},
    {"\u0E40\u0E23\u0E27\u0E30", Era::kReiwa},
    {"Heisei", Era::kHeisei},
    {"H", Era::kHeisei},
    {"\u5E73\u6210", Era::kHeisei},
    {"\uD5E4\uC774\uC138\uC774", Era::kHeisei},
    {"BE", Era::kBuddhist},
    {"EB", Era::kBuddhist},
    {"e.b.", Era::kBuddhist},
    {"\u4F5B\u5386", Era::kBuddhist},
    {"\u4F5B\u66C6", Era::kBuddhist},
    {"\u4ECF\u66A6", Era::kBuddhist},
    {"\uBD88\uAE30", Era::kBuddhist},
    {"\u0E1E.\u0E28.", Era::kBuddhist},
    {"Minguo", Era::kMinguo},
    {"minguo", Era::kMinguo},
    {"\u6C11\u570B", Era::kMinguo},
    {"\u6C11\u56FD", Era::kMinguo},
    {"\uC911\uD654\uBBFC\uAD6D", Era::kMinguo},
    {"AP", Era::kSolarHijri},
    {"A. P.", Era::kSolarHijri},
    {"\u6CE2\u65AF\u5386", Era::kSolarHijri},
    {"\u6CE2\u65AF\u66C6", Era::kSolarHijri},
    {"\u0647\u200D.\u0634", Era::kSolarHijri},
    {"\u0647.\u0634", Era::kSolarHijri},
    {"AH", Era::kLunarHijri},
    {"\u0647\u0640", Era::kLunarHijri},
};

bool IsEraLetter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// Nobody has written in 2052 yet: then the calendar is the Buddhist one, as in Thailand.
int PlainYear(int year, int digits) {
  if (digits == 2) return year < 52 ? 2000 + year : 1957 + year;
  return digits == 4 ? year : 0;
}
// Of two digits the century is the one the app was there in.
int BuddhistYear(int year, int digits) {
  if (digits == 2) year += 2500;
  return digits == 2 || digits == 4 ? year - 543 : 0;
}
int MinguoYear(int year, int digits) {
  if (digits == 2 && year < 98) year += 100;
  return digits == 2 || digits == 3 ? year + 1911 : 0;
}
int SolarYear(int year, int digits) {
  if (digits == 2) year += year < 88 ? 1400 : 1300;
  return digits == 2 || digits == 4 ? year : 0;
}

}  // namespace

Era EraAt(std::string_view text, std::size_t* length) {
  for (const EraName& name : kEraNames) {
    if (!text.starts_with(name.text)) continue;
    const std::string_view after = text.substr(name.text.size());
    if (IsEraLetter(name.text.back()) && !after.empty() && IsEraLetter(after.front())) continue;
    *length = name.text.size();
    return name.era;
  }
  return Era::kNone;
}

int YearIn(Era era, int year, int digits) {
  switch (era) {
    case Era::kReiwa:
      return digits <= 2 ? year + 2018 : 0;
    case Era::kHeisei:
      return digits <= 2 ? year + 1988 : 0;
    case Era::kBuddhist:
      return BuddhistYear(year, digits);
    case Era::kMinguo:
      return MinguoYear(year, digits);
    case Era::kSolarHijri:
      return SolarYear(year, digits);
    case Era::kLunarHijri:
      return digits == 4 ? year : 0;
    case Era::kNone:
      break;
  }
  return PlainYear(year, digits);
}

}  // namespace ebb::whatsapp
