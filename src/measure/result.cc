#include "measure/result.h"

#include <utility>

namespace ebb {

Figure NotShown(std::string key, std::string label, std::string unit, std::uint64_t n) {
  Figure figure;
  figure.key = std::move(key);
  figure.label = std::move(label);
  figure.unit = std::move(unit);
  figure.n = n;
  return figure;
}

Figure MakeFigure(std::string key, std::string label, std::string unit, std::uint64_t n,
                  double value) {
  Figure figure = NotShown(std::move(key), std::move(label), std::move(unit), n);
  figure.shown = true;
  figure.value = value;
  return figure;
}

Figure CountFigure(std::string key, std::string label, std::uint64_t count) {
  return MakeFigure(std::move(key), std::move(label), "count", count, static_cast<double>(count));
}

Figure MakeRanged(std::string key, std::string label, std::string unit, std::uint64_t n,
                  double value, double low, double high) {
  Figure figure = MakeFigure(std::move(key), std::move(label), std::move(unit), n, value);
  figure.has_range = true;
  figure.low = low;
  figure.high = high;
  return figure;
}

const char* MeasureStateName(MeasureState state) {
  switch (state) {
    case MeasureState::kShown:
      return "shown";
    case MeasureState::kNotEnough:
      return "not_enough_data";
    case MeasureState::kUnsupported:
      return "not_supported";
    case MeasureState::kSuppressed:
      return "suppressed";
  }
  return "";
}

const char* EpisodeKindName(EpisodeKind kind) {
  switch (kind) {
    case EpisodeKind::kConflict:
      return "conflict";
    case EpisodeKind::kSilence:
      return "silence";
    case EpisodeKind::kTopic:
      return "topic";
    case EpisodeKind::kSpell:
      return "spell";
    case EpisodeKind::kExchange:
      return "exchange";
  }
  return "";
}

}  // namespace ebb
