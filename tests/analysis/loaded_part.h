// One export of a chat, read from bytes, as a part to be merged with others.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <utility>

#include "analysis/load.h"

namespace ebb::testing {

// REQUIRES: an export of one chat, in a format that is known by its content.
inline Conversation LoadedPart(const std::string& bytes) {
  auto opened = OpenExport(MemorySource("part", bytes), "");
  REQUIRE(opened);
  AnalyzeOptions options;
  options.zone = "UTC";
  LoadSettings settings;
  settings.parts = true;
  auto loaded = LoadOpened(std::move(opened->front()), options, settings, "");
  REQUIRE(loaded);
  REQUIRE(loaded->loaded.conversations.size() == 1);
  return std::move(loaded->loaded.conversations[0]);
}

}  // namespace ebb::testing
