// What the trainer reads, as one number: weights in the tree whose number is another were trained
// with other rules, other senses, another corpus, or a program that sees other things in it. What
// training itself does is not in it: scripts/train-scorer adds the sources of the trainer.
//
// Pure; safe to call from several threads. No errors.
#pragma once

#include <string>
#include <vector>

#include "trainer/examples.h"

namespace ebb::trainer {

// 32 hex digits. `examples` as ReadExamples leaves them. What the looks make of the messages around
// each is asked with made-up sums.
std::string DigestOf(const Features& features, std::vector<Example> examples);

}  // namespace ebb::trainer
