#include "lexicon/talk_net.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "base/dot.h"
#include "base/pack.h"
#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::string_view kDirections[] = {"forward", "backward"};
constexpr std::int32_t kMostNetWeight = 127;
constexpr std::string_view kNotWhole =
    ": the talk net is not whole: rows of a layer, or words, are missing";

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

// Rows of one net. "scale", "bias" and "row" are of a layer, "mean" and "patterns" of none; those
// of a layer stand in order.
class NetReader {
 public:
  NetReader() {
    ForEachLayer(&net_, [this](std::string name, NetLayer* layer) {
      layers_.push_back({std::move(name), layer, 0});
    });
  }
  NetReader(const NetReader&) = delete;
  NetReader& operator=(const NetReader&) = delete;

  bool Read(std::string_view kind, std::string_view name, std::string_view numbers) {
    if (name.empty()) return ReadWhole(kind, numbers);
    const auto found = std::find_if(layers_.begin(), layers_.end(),
                                    [&](const Open& open) { return open.name == name; });
    return found != layers_.end() && ReadLayer(kind, numbers, &*found);
  }
  // Is every row there?
  bool Whole() const {
    return mean_ && patterns_ && std::all_of(layers_.begin(), layers_.end(), [](const Open& open) {
             return open.rows == open.layer->outputs && open.biased && open.layer->scale != 0;
           });
  }
  TalkNet Take() { return std::move(net_); }

 private:
  struct Open {
    std::string name;
    NetLayer* layer;
    std::size_t rows;
    bool biased = false;
  };

  bool ReadWhole(std::string_view kind, std::string_view numbers) {
    mean_ = mean_ || kind == "mean";
    patterns_ = patterns_ || kind == "patterns";
    if (kind == "mean") return ReadNetNumbers(numbers, kMostNetNumber, 1, &net_.mean_scale);
    return kind == "patterns" &&
           ReadNetNumbers(numbers, kMostNetNumber, kPatterns, net_.pattern_bias.data());
  }
  static bool ReadLayer(std::string_view kind, std::string_view numbers, Open* open) {
    NetLayer& layer = *open->layer;
    open->biased = open->biased || kind == "bias";
    if (kind == "scale") return ReadNetNumbers(numbers, kMostNetNumber, 1, &layer.scale);
    if (kind == "bias") {
      return ReadNetNumbers(numbers, kMostNetNumber, layer.outputs, layer.bias.data());
    }
    if (kind != "row" || open->rows == layer.outputs) return false;
    std::int16_t* const row = layer.weights.data() + open->rows++ * PaddedForDots(layer.inputs);
    return ReadNetNumbers(numbers, kMostNetWeight, layer.inputs, row);
  }

  TalkNet net_;
  std::vector<Open> layers_;
  bool mean_ = false, patterns_ = false;
};

// Rows of the file.
class NetsReader {
 public:
  // False if it is none.
  bool Read(std::string_view kind, std::string_view name, std::string_view numbers) {
    if (kind == "word") return ReadWord(name, numbers);
    if (kind == "start") {
      return starts_ = ReadNetNumbers(numbers, kMostNetNumber, kScores, nets_.bias.data());
    }
    if (kind == "sure") {
      return sure_ = ReadNetNumbers(numbers, kMostNetNumber, kScores, nets_.sure.data());
    }
    const std::size_t colon = name.find(':');
    NetReader* const net = NetOf(name.substr(0, colon));
    const std::string_view layer = colon == name.npos ? "" : name.substr(colon + 1);
    return net != nullptr && net->Read(kind, layer, numbers);
  }
  // Nothing if rows are missing.
  std::optional<TalkNets> Take() {
    const bool all = std::all_of(readers_.begin(), readers_.end(),
                                 [](const auto& reader) { return reader->Whole(); });
    if (!starts_ || !sure_ || !all || readers_.empty() || vectors_.size() != readers_.size()) {
      return std::nullopt;
    }
    for (std::size_t n = 0; n < readers_.size(); ++n) {
      nets_.nets.push_back(readers_[n]->Take());
      nets_.nets.back().words = WordVectors(std::move(vectors_[n]));
    }
    return std::move(nets_);
  }

 private:
  // Nets are numbered from 1 in the order of the file.
  NetReader* NetOf(std::string_view number) {
    const std::optional<std::int32_t> read = ReadNetNumber(number);
    if (!read || *read < 1 || static_cast<std::size_t>(*read) > kMostNets) return nullptr;
    const auto place = static_cast<std::size_t>(*read - 1);
    if (place == readers_.size()) readers_.push_back(std::make_unique<NetReader>());
    return place < readers_.size() ? readers_[place].get() : nullptr;
  }
  // Its numbers in every net, one after the other.
  bool ReadWord(std::string_view name, std::string_view numbers) {
    if (vectors_.empty()) {
      const std::size_t count = Split(numbers, ' ').size();
      vectors_.resize(std::min(count / kWordNumbers, kMostNets));
    }
    std::array<std::int8_t, kMostNets * kWordNumbers> all;
    if (vectors_.empty() || nets_.words.size() == kMostListedWords) return false;
    const std::size_t count = vectors_.size() * kWordNumbers;
    if (!ReadNetNumbers(numbers, kMostNetWeight, count, all.data())) return false;
    nets_.words.emplace_back(name);
    const std::int8_t* from = all.data();
    for (std::vector<std::int8_t>& of_net : vectors_) {
      of_net.insert(of_net.end(), from, from + kWordNumbers);
      from += kWordNumbers;
    }
    return true;
  }

  TalkNets nets_;
  std::vector<std::unique_ptr<NetReader>> readers_;
  std::vector<std::vector<std::int8_t>> vectors_;  // of all words, by net
  bool starts_ = false, sure_ = false;
};

// Calls see(data, bytes) for all of a net but its words.
template <typename Net, typename See>
void ForEachNumber(Net* net, See see) {
  see(&net->mean_scale, sizeof net->mean_scale);
  see(net->pattern_bias.data(), net->pattern_bias.size() * sizeof net->pattern_bias[0]);
  ForEachLayer(net, [&](const std::string&, auto* layer) {
    see(layer->weights.data(), layer->weights.size() * sizeof layer->weights[0]);
    see(layer->bias.data(), layer->bias.size() * sizeof layer->bias[0]);
    see(&layer->scale, sizeof layer->scale);
  });
}

void WriteNet(const TalkNet& net, const std::string& number, std::string* out) {
  const auto begin = [out](std::string_view kind, const std::string& name) {
    out->append(kind).append("\t").append(name);
  };
  begin("mean", number);
  WriteNetNumbers(&net.mean_scale, 1, out);
  begin("patterns", number);
  WriteNetNumbers(net.pattern_bias.data(), kPatterns, out);
  ForEachLayer(&net, [&](const std::string& layer_name, const NetLayer* layer) {
    const std::string name = number + ":" + layer_name;
    begin("scale", name);
    WriteNetNumbers(&layer->scale, 1, out);
    begin("bias", name);
    WriteNetNumbers(layer->bias.data(), layer->outputs, out);
    for (std::size_t r = 0; r < layer->outputs; ++r) {
      begin("row", name);
      WriteNetNumbers(layer->weights.data() + r * PaddedForDots(layer->inputs), layer->inputs, out);
    }
  });
}

void WriteWords(const TalkNets& nets, std::string* out) {
  for (std::size_t w = 0; w < nets.words.size(); ++w) {
    std::vector<std::int8_t> all;
    for (const TalkNet& net : nets.nets) {
      const std::int8_t* const numbers = net.words.Of(w);
      all.insert(all.end(), numbers, numbers + kWordNumbers);
    }
    *out += "word\t" + nets.words[w];
    WriteNetNumbers(all.data(), all.size(), out);
  }
}

}  // namespace

NetLayer::NetLayer(std::size_t in, std::size_t out)
    : inputs(in), outputs(out), weights(PaddedForDots(in) * out, 0), bias(out, 0) {}

void NetLayer::Apply(const std::int16_t* in, std::int32_t* out) const {
  DotRows(weights.data(), outputs, PaddedForDots(inputs), in, out);
  ScaleSums(scale, bias.data(), outputs, out);
}

static_assert(kCodesOf.size() == kAboutPartnerScore);  // the counted categories
static_assert(kScorePart + kCodePart == 256);

ScoreSum JoinCodes(const NetSums& sums) {
  ScoreSum joined;
  std::copy_n(sums.begin(), kScores, joined.begin());
  ForEachMostOfCodes(sums.data(), [&joined](std::size_t score, std::int32_t most) {
    const std::int64_t both =
        std::int64_t{joined[score]} * kScorePart + std::int64_t{most} * kCodePart;
    joined[score] = static_cast<std::int32_t>(both / (kScorePart + kCodePart));
  });
  return joined;
}

WordVectors::WordVectors(std::vector<std::int8_t> numbers)
    : own_(std::make_shared<const std::vector<std::int8_t>>(std::move(numbers))),
      bytes_(reinterpret_cast<const char*>(own_->data()), own_->size()) {}

WordVectors WordVectors::View(std::string_view bytes) {
  WordVectors vectors;
  vectors.bytes_ = bytes;
  return vectors;
}

TalkNet::TalkNet()
    : pattern_bias(kPatterns, 0),
      message(kMessageInputs, kMessageNumbers),
      out_state(2 * kStateNumbers, kNetSums),
      out_message(kMessageNumbers, kNetSums) {
  patterns.fill(NetLayer(kWordNumbers, kPatterns));
  in.fill(NetLayer(kTalkInputs, kNetGates * kStateNumbers));
  state.fill(NetLayer(kStateNumbers, kNetGates * kStateNumbers));
}

Result<TalkNets> ParseTalkNets(const std::string& name, std::string_view text) {
  NetsReader reader;
  std::size_t number = 0;
  const auto wrong = [&](const char* what) {
    return Error{ErrorKind::kLexicon, name + ":" + std::to_string(number) + ": " + what};
  };
  for (const std::string_view line : Split(text, '\n')) {
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    const std::vector<std::string_view> fields = Split(line, '\t');
    if (fields.size() != 3) return wrong("a row of the talk net is a kind, a name and numbers");
    if (!reader.Read(fields[0], fields[1], fields[2])) {
      return wrong("no row of the talk net: see the head of lexicons/en/talk.tsv");
    }
  }
  std::optional<TalkNets> nets = reader.Take();
  if (!nets) return Error{ErrorKind::kLexicon, name + std::string(kNotWhole)};
  return std::move(*nets);
}

std::string WriteTalkNets(const TalkNets& nets) {
  std::string out =
      "# Weights of the talk nets, made by scripts/train-scorer from the tuning half of\n"
      "# corpora/labelled. Rows: a kind, a name, and whole numbers parted by blanks. start = what "
      "is\n"
      "# added to what the third look's sum and the nets' mean come to, 64ths of a logit; sure = "
      "from\n"
      "# here on a decision is sure. Of each net, by number: mean = the scale of the mean of "
      "words;\n"
      "# patterns = what each pattern starts at; scale, bias and row = of a layer, in order. word "
      "= a\n"
      "# word's 64 numbers in every net, the first word for all that are unknown. See\n"
      "# src/lexicon/talk_net.h and lexicons/README.md.\n";
  out += "start\t-";
  WriteNetNumbers(nets.bias.data(), kScores, &out);
  out += "sure\t-";
  WriteNetNumbers(nets.sure.data(), kScores, &out);
  for (std::size_t n = 0; n < nets.nets.size(); ++n) {
    WriteNet(nets.nets[n], std::to_string(n + 1), &out);
  }
  WriteWords(nets, &out);
  return out;
}

std::string EncodeTalkPart(const TalkNets& nets) {
  std::string out;
  if (nets.empty()) return out;
  PutValue(nets.bias, &out);
  PutValue(nets.sure, &out);
  const std::uint64_t words = nets.nets[0].words.bytes().size();
  PutValue(words, &out);
  for (const TalkNet& net : nets.nets) {
    ForEachNumber(&net, [&out](const void* data, std::size_t size) { PutBytes(data, size, &out); });
    out += net.words.bytes();
  }
  return out;
}

TalkNets DecodeTalkPart(std::string_view bytes) {
  TalkNets nets;
  if (bytes.empty()) return nets;
  TakeValue(&nets.bias, &bytes);
  TakeValue(&nets.sure, &bytes);
  std::uint64_t words = 0;
  TakeValue(&words, &bytes);
  while (!bytes.empty()) {
    TalkNet& net = nets.nets.emplace_back();
    ForEachNumber(&net, [&bytes](void* data, std::size_t size) { TakeBytes(data, size, &bytes); });
    net.words = WordVectors::View(bytes.substr(0, words));
    bytes.remove_prefix(words);
  }
  return nets;
}

}  // namespace ebb
