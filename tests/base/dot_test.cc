// Products of matrix and vector, however they are reckoned, against a plain loop.
#include "base/dot.h"

#include <array>
#include <catch2/catch.hpp>
#include <vector>

#include "base/random.h"

namespace ebb {
namespace {

struct DotShape {
  std::size_t rows, padded;
};

// In 64 bits, so that a sum that leaves 32 would be seen.
std::vector<std::int64_t> PlainDots(const std::vector<std::int16_t>& weights, std::size_t rows,
                                    const std::vector<std::int16_t>& vector) {
  std::vector<std::int64_t> sums(rows, 0);
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t i = 0; i < vector.size(); ++i) {
      sums[r] += std::int64_t{weights[r * vector.size() + i]} * vector[i];
    }
  }
  return sums;
}

void CheckDots(const std::vector<std::int16_t>& weights, std::size_t rows,
               const std::vector<std::int16_t>& vector) {
  constexpr std::int32_t kUntouched = 123456789;
  std::vector<std::int32_t> sums(rows + 1, kUntouched);
  DotRows(weights.data(), rows, vector.size(), vector.data(), sums.data());
  const std::vector<std::int64_t> expected = PlainDots(weights, rows, vector);
  for (std::size_t r = 0; r < rows; ++r) {
    CAPTURE(r);
    REQUIRE(sums[r] == expected[r]);
  }
  CHECK(sums[rows] == kUntouched);
}

std::vector<std::int16_t> WithinMost(Random* random, std::size_t count, std::int32_t most) {
  std::vector<std::int16_t> numbers(count);
  for (std::int16_t& number : numbers) {
    const auto below = static_cast<std::uint64_t>(2 * most + 1);
    number = static_cast<std::int16_t>(static_cast<std::int32_t>(random->Below(below)) - most);
  }
  return numbers;
}

TEST_CASE("rows are padded to whole steps") {
  static_assert(PaddedForDots(0) == 0);
  static_assert(PaddedForDots(1) == kDotStep);
  static_assert(PaddedForDots(16) == 16);
  static_assert(PaddedForDots(17) == 32);
  CHECK(PaddedForDots(227) == 240);
}

TEST_CASE("products of any shape are those of a plain loop") {
  Random random(1);
  for (const DotShape shape :
       {DotShape{0, 16}, {1, 0}, {1, 16}, {3, 32}, {128, 64}, {192, 48}, {32, 240}, {8, 128}}) {
    CAPTURE(shape.rows, shape.padded);
    for (int round = 0; round < 20; ++round) {
      const auto weights = WithinMost(&random, shape.rows * shape.padded, 127);
      const auto vector = WithinMost(&random, shape.padded, round % 2 == 0 ? 300 : 32767);
      CheckDots(weights, shape.rows, vector);
    }
  }
}

// The weights as DotPairs takes them, of rows that are not padded.
std::vector<std::int16_t> ByPairs(const std::vector<std::int16_t>& weights, std::size_t rows,
                                  std::size_t columns) {
  std::vector<std::int16_t> turned;
  for (std::size_t c = 0; c < columns; c += 2) {
    for (std::size_t r = 0; r < rows; ++r) {
      turned.push_back(weights[r * columns + c]);
      turned.push_back(weights[r * columns + c + 1]);
    }
  }
  return turned;
}

TEST_CASE("products of weights that stand by pairs are those of a plain loop") {
  constexpr std::int32_t kUntouched = 123456789;
  Random random(4);
  for (const DotShape shape : {DotShape{0, 16}, {16, 0}, {16, 2}, {16, 64}, {48, 6}, {192, 64}}) {
    CAPTURE(shape.rows, shape.padded);
    for (int round = 0; round < 20; ++round) {
      auto weights = WithinMost(&random, shape.rows * shape.padded, 127);
      auto vector = WithinMost(&random, shape.padded, round % 2 == 0 ? 16384 : 32767);
      if (round == 19) {
        for (std::int16_t& weight : weights) weight = weight < 0 ? -127 : 127;
        for (std::int16_t& number : vector) number = number < 0 ? INT16_MIN : INT16_MAX;
      }
      std::vector<std::int32_t> sums(shape.rows + 1, kUntouched);
      DotPairs(ByPairs(weights, shape.rows, shape.padded).data(), shape.rows, shape.padded,
               vector.data(), sums.data());
      const std::vector<std::int64_t> expected = PlainDots(weights, shape.rows, vector);
      for (std::size_t r = 0; r < shape.rows; ++r) REQUIRE(sums[r] == expected[r]);
      CHECK(sums[shape.rows] == kUntouched);
    }
  }
}

TEST_CASE("rows may stand anywhere in memory") {
  Random random(2);
  constexpr std::size_t kRows = 5, kPadded = 48;
  for (std::size_t shift = 0; shift < 16; ++shift) {
    const auto weights = WithinMost(&random, kRows * kPadded + shift, 127);
    const auto vector = WithinMost(&random, kPadded + shift, 32767);
    std::vector<std::int32_t> sums(kRows);
    DotRows(weights.data() + shift, kRows, kPadded, vector.data() + shift, sums.data());
    using Offset = std::vector<std::int16_t>::difference_type;
    const std::vector<std::int64_t> expected =
        PlainDots({weights.begin() + static_cast<Offset>(shift), weights.end()}, kRows,
                  {vector.begin() + static_cast<Offset>(shift), vector.end()});
    for (std::size_t r = 0; r < kRows; ++r) REQUIRE(sums[r] == expected[r]);
  }
}

TEST_CASE("the largest numbers that the net can hold come out exactly") {
  constexpr std::size_t kPadded = 240;
  constexpr std::int32_t kMost = std::int32_t{kPadded} * 127 * 32767;
  for (const int of_weight : {1, -1}) {
    for (const int of_vector : {1, -1}) {
      const std::vector<std::int16_t> weights(3 * kPadded,
                                              static_cast<std::int16_t>(127 * of_weight));
      const std::vector<std::int16_t> vector(kPadded, static_cast<std::int16_t>(32767 * of_vector));
      std::vector<std::int32_t> sums(3);
      DotRows(weights.data(), 3, kPadded, vector.data(), sums.data());
      CHECK(sums == std::vector<std::int32_t>(3, of_weight * of_vector * kMost));
    }
  }
  // In turn, so that they cancel out.
  Random random(3);
  std::vector<std::int16_t> weights(32 * kPadded), vector(kPadded);
  for (std::int16_t& weight : weights) weight = random.Below(2) == 0 ? 127 : -127;
  for (std::int16_t& number : vector) number = random.Below(2) == 0 ? 32767 : -32767;
  CheckDots(weights, 32, vector);
  vector.assign(kPadded, INT16_MIN);
  CheckDots(weights, 32, vector);
}

TEST_CASE("scaled sums are rounded to the nearest, halves up") {
  constexpr std::int32_t kOne = 1 << 24;
  for (const auto& [sum, scale, bias, scaled] :
       std::vector<std::array<std::int32_t, 4>>{{7, kOne, 0, 7},
                                                {-7, kOne, 100, 93},
                                                {3, kOne / 2, 0, 2},
                                                {-3, kOne / 2, 0, -1},
                                                {5, kOne / 4, 0, 1},
                                                {6, kOne / 4, 0, 2},
                                                {-6, kOne / 4, 0, -1},
                                                {-7, kOne / 4, 0, -2},
                                                {1'000'000'000, 1 << 24, -1'000'000'000, 0},
                                                {1'000'000'000, 1 << 14, 5, 976568},
                                                {2, -kOne, 0, -2}}) {
    std::int32_t out = sum;
    ScaleSums(scale, &bias, 1, &out);
    CAPTURE(sum, scale, bias);
    CHECK(out == scaled);
  }
}

}  // namespace
}  // namespace ebb
