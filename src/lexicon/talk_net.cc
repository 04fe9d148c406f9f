#include "lexicon/talk_net.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "base/dot.h"
#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::string_view kDirections[] = {"forward", "backward"};
constexpr std::int32_t kMostNetWeight = 127;
// Rows that are neither a layer's nor a word's: each must be there.
constexpr std::string_view kOtherRows[] = {"start", "sure", "mean", "patterns"};

// Calls see(name, layer) for each layer, in the file's order.
template <typename Net, typename See>
void ForEachLayer(Net* net, See see) {
  constexpr const char* kPatternNames[kPatternWords] = {"pattern:before", "pattern:word",
                                                        "pattern:after"};
  for (std::size_t k = 0; k < kPatternWords; ++k) see(kPatternNames[k], &net->patterns[k]);
  see("message", &net->message);
  for (std::size_t d = 0; d < net->in.size(); ++d) {
    see("in:" + std::string(kDirections[d]), &net->in[d]);
    see("state:" + std::string(kDirections[d]), &net->state[d]);
  }
  see("out:states", &net->out_state);
  see("out:message", &net->out_message);
}

std::optional<std::int32_t> ReadNetNumber(std::string_view text) {
  std::int32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// As many numbers as `out` has room for, each within `most`.
template <typename Number>
bool ReadNetNumbers(std::string_view text, std::int32_t most, std::size_t count, Number* out) {
  const std::vector<std::string_view> parts = Split(text, ' ');
  if (parts.size() != count) return false;
  for (std::size_t i = 0; i < count; ++i) {
    const std::optional<std::int32_t> number = ReadNetNumber(parts[i]);
    if (!number || *number > most || *number < -most) return false;
    out[i] = static_cast<Number>(*number);
  }
  return true;
}

template <typename Number>
void WriteNetNumbers(const Number* numbers, std::size_t count, std::string* out) {
  for (std::size_t i = 0; i < count; ++i) {
    *out += i == 0 ? '\t' : ' ';
    *out += std::to_string(numbers[i]);
  }
  *out += '\n';
}

// Of scales and biases: so that no sum leaves 32 bits, whatever a file says.
constexpr std::int32_t kMostNetNumber = 1 << 24;

// "scale NAME number", "bias NAME numbers" or "row NAME numbers" of a layer; rows stand in order.
class LayerReader {
 public:
  explicit LayerReader(TalkNet* net) {
    ForEachLayer(net, [this](std::string name, NetLayer* layer) {
      layers_.push_back({std::move(name), layer, 0});
    });
  }
  bool Read(std::string_view kind, std::string_view name, std::string_view numbers) {
    const auto found = std::find_if(layers_.begin(), layers_.end(),
                                    [&](const Open& open) { return open.name == name; });
    if (found == layers_.end()) return false;
    NetLayer& layer = *found->layer;
    found->biased = found->biased || kind == "bias";
    if (kind == "scale") return ReadNetNumbers(numbers, kMostNetNumber, 1, &layer.scale);
    if (kind == "bias") {
      return ReadNetNumbers(numbers, kMostNetNumber, layer.outputs, layer.bias.data());
    }
    if (found->rows == layer.outputs) return false;
    std::int16_t* const row = layer.weights.data() + found->rows++ * PaddedForDots(layer.inputs);
    return ReadNetNumbers(numbers, kMostNetWeight, layer.inputs, row);
  }
  // Is every row there?
  bool Whole() const {
    return std::all_of(layers_.begin(), layers_.end(), [](const Open& open) {
      return open.rows == open.layer->outputs && open.biased && open.layer->scale != 0;
    });
  }

 private:
  struct Open {
    std::string name;
    NetLayer* layer;
    std::size_t rows;
    bool biased = false;
  };
  std::vector<Open> layers_;
};

bool ReadNetWord(std::string_view name, std::string_view numbers, TalkNet* net) {
  NetWord& word = net->words.emplace_back();
  word.name = name;
  return ReadNetNumbers(numbers, kMostNetWeight, kWordNumbers, word.numbers.data());
}

// A row that is no layer's; nullopt if it is of another kind.
std::optional<bool> ReadOther(std::string_view kind, std::string_view name,
                              std::string_view numbers, TalkNet* net) {
  if (kind == "word") return ReadNetWord(name, numbers, net);
  if (kind == "start") return ReadNetNumbers(numbers, kMostNetNumber, kScores, net->bias.data());
  if (kind == "sure") return ReadNetNumbers(numbers, kMostNetNumber, kScores, net->sure.data());
  if (kind == "mean") return ReadNetNumbers(numbers, kMostNetNumber, 1, &net->mean_scale);
  if (kind == "patterns") {
    return ReadNetNumbers(numbers, kMostNetNumber, kPatterns, net->pattern_bias.data());
  }
  return std::nullopt;
}

void PutBytes(const void* from, std::size_t size, std::string* out) {
  out->append(static_cast<const char*>(from), size);
}
void TakeBytes(void* to, std::size_t size, std::string_view* in) {
  std::memcpy(to, in->data(), size);
  in->remove_prefix(size);
}

// Calls see(data, bytes) for what the sequence pass needs.
template <typename Net, typename See>
void ForEachTalkPart(Net* net, See see) {
  const auto layer = [&](auto* one) {
    see(one->weights.data(), one->weights.size() * sizeof one->weights[0]);
    see(one->bias.data(), one->bias.size() * sizeof one->bias[0]);
    see(&one->scale, sizeof one->scale);
  };
  see(net->bias.data(), sizeof net->bias);
  see(net->sure.data(), sizeof net->sure);
  for (std::size_t d = 0; d < net->in.size(); ++d) {
    layer(&net->in[d]);
    layer(&net->state[d]);
  }
  layer(&net->out_state);
  layer(&net->out_message);
}

}  // namespace

NetLayer::NetLayer(std::size_t in, std::size_t out)
    : inputs(in), outputs(out), weights(PaddedForDots(in) * out, 0), bias(out, 0) {}

void NetLayer::Apply(const std::int16_t* in, std::int32_t* out) const {
  DotRows(weights.data(), outputs, PaddedForDots(inputs), in, out);
  ScaleSums(scale, bias.data(), outputs, out);
}

TalkNet::TalkNet()
    : pattern_bias(kPatterns, 0),
      message(kMessageInputs, kMessageNumbers),
      out_state(2 * kStateNumbers, kScores),
      out_message(kMessageNumbers, kScores) {
  patterns.fill(NetLayer(kWordNumbers, kPatterns));
  in.fill(NetLayer(kTalkInputs, kNetGates * kStateNumbers));
  state.fill(NetLayer(kStateNumbers, kNetGates * kStateNumbers));
}

Result<TalkNet> ParseTalkNet(const std::string& name, std::string_view text) {
  TalkNet net;
  LayerReader layers(&net);
  std::size_t number = 0;
  std::set<std::string_view> others;
  const auto wrong = [&](const char* what) {
    return Error{ErrorKind::kLexicon, name + ":" + std::to_string(number) + ": " + what};
  };
  for (const std::string_view line : Split(text, '\n')) {
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    const std::vector<std::string_view> fields = Split(line, '\t');
    if (fields.size() != 3) return wrong("a row of the talk net is a kind, a name and numbers");
    const std::optional<bool> other = ReadOther(fields[0], fields[1], fields[2], &net);
    if (other && fields[0] != "word") others.insert(fields[0]);
    const bool read = other ? *other : layers.Read(fields[0], fields[1], fields[2]);
    if (!read) return wrong("no row of the talk net: see the head of lexicons/en/talk.tsv");
  }
  if (net.words.empty() || others.size() != std::size(kOtherRows) || !layers.Whole()) {
    return Error{ErrorKind::kLexicon,
                 name + ": the talk net is not whole: rows of a layer, or words, are missing"};
  }
  return net;
}

std::string WriteTalkNet(const TalkNet& net) {
  std::string out =
      "# Weights of the talk net, made by scripts/train-scorer from the tuning half of\n"
      "# corpora/labelled. Rows: a kind, a name, and whole numbers parted by blanks. word = a "
      "word's\n"
      "# 64 numbers, the first for all that are unknown; scale, bias and row = of a layer, in\n"
      "# order; patterns = what each pattern starts at; mean = the scale of the mean of words; "
      "start\n"
      "# = what is added to the mean of this net's sum and the third look's, 64ths of a logit; "
      "sure =\n"
      "# from here on a decision is sure. See src/lexicon/talk_net.h and lexicons/README.md.\n";
  const auto begin = [&out](std::string_view kind, std::string_view name) {
    out.append(kind).append("\t").append(name);
  };
  begin("start", "-");
  WriteNetNumbers(net.bias.data(), kScores, &out);
  begin("sure", "-");
  WriteNetNumbers(net.sure.data(), kScores, &out);
  begin("mean", "-");
  WriteNetNumbers(&net.mean_scale, 1, &out);
  begin("patterns", "-");
  WriteNetNumbers(net.pattern_bias.data(), kPatterns, &out);
  ForEachLayer(&net, [&](const std::string& name, const NetLayer* layer) {
    begin("scale", name);
    WriteNetNumbers(&layer->scale, 1, &out);
    begin("bias", name);
    WriteNetNumbers(layer->bias.data(), layer->outputs, &out);
    for (std::size_t r = 0; r < layer->outputs; ++r) {
      begin("row", name);
      WriteNetNumbers(layer->weights.data() + r * PaddedForDots(layer->inputs), layer->inputs,
                      &out);
    }
  });
  for (const NetWord& word : net.words) {
    begin("word", word.name);
    WriteNetNumbers(word.numbers.data(), kWordNumbers, &out);
  }
  return out;
}

std::string EncodeTalkPart(const TalkNet& net) {
  std::string out;
  if (net.empty()) return out;
  ForEachTalkPart(&net, [&out](const void* data, std::size_t size) { PutBytes(data, size, &out); });
  return out;
}

TalkNet DecodeTalkPart(std::string_view bytes) {
  TalkNet net;
  if (bytes.empty()) return net;
  ForEachTalkPart(&net, [&bytes](void* data, std::size_t size) { TakeBytes(data, size, &bytes); });
  return net;
}

}  // namespace ebb
