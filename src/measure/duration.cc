#include "measure/duration.h"

#include "measure/wording.h"

namespace ebb {

std::string Duration(double minutes) {
  if (minutes < 1) return "under a minute";
  if (minutes < 1.5) return "a minute";
  if (minutes < 100) return SignificantDigits(minutes) + " minutes";
  if (minutes < 48 * 60) return SignificantDigits(minutes / 60) + " hours";
  return SignificantDigits(minutes / 1440) + " days";
}

}  // namespace ebb
