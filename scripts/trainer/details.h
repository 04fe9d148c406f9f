// What the coders of a labelled message say of it beside its categories: which sub-code of the
// codebook, and whether they are sure. The talk net learns to tell it too (the latter in training
// alone): what tells sub-codes apart helps to find what is behind the categories (R. Caruana:
// Multitask learning, Machine Learning 28, 1997).
//
// Pure but for the file that is read. For one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "lexicon/talk_net.h"

namespace ebb::trainer {

// "withdrawal W1" and so on, of all categories, then "withdrawal, surely" and so on.
inline constexpr std::size_t kDetails = kSubCodes + kCodesOf.size();

// Of which category a detail is.
std::size_t CategoryOfDetail(std::size_t detail);
// Bits by category: of which a coder was sure.
std::uint32_t SureOf(const std::vector<std::size_t>& details);

// By line of the file, from 1 on: numbers of details that one of its coders gave, each once. A line
// without coders is left out: nothing is known of it. False if the file cannot be read, or a line
// is not as corpora/labelled/README.md says; then it is named on stderr.
using LineDetails = std::unordered_map<std::uint64_t, std::vector<std::size_t>>;
bool ReadDetails(const std::string& path, LineDetails* details);

}  // namespace ebb::trainer
