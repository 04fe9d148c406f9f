#include "readers/markup_entities.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <iterator>
#include <optional>
#include <system_error>

#include "base/text_util.h"

namespace ebb {
namespace {

struct NamedCharacter {
  std::string_view name;
  std::uint16_t code_point;
};

// HTML 4's names, and what HTML 5 added for ASCII; sorted for the search.
// clang-format off
constexpr NamedCharacter kNamed[] = {
    {"AElig", 198}, {"Aacute", 193}, {"Acirc", 194}, {"Agrave", 192}, {"Alpha", 913},
    {"Aring", 197}, {"Atilde", 195}, {"Auml", 196}, {"Beta", 914}, {"Ccedil", 199}, {"Chi", 935},
    {"Dagger", 8225}, {"Delta", 916}, {"ETH", 208}, {"Eacute", 201}, {"Ecirc", 202},
    {"Egrave", 200}, {"Epsilon", 917}, {"Eta", 919}, {"Euml", 203}, {"Gamma", 915}, {"Hat", 94},
    {"Iacute", 205}, {"Icirc", 206}, {"Igrave", 204}, {"Iota", 921}, {"Iuml", 207}, {"Kappa", 922},
    {"Lambda", 923}, {"Mu", 924}, {"NewLine", 10}, {"Ntilde", 209}, {"Nu", 925}, {"OElig", 338},
    {"Oacute", 211}, {"Ocirc", 212}, {"Ograve", 210}, {"Omega", 937}, {"Omicron", 927},
    {"Oslash", 216}, {"Otilde", 213}, {"Ouml", 214}, {"Phi", 934}, {"Pi", 928}, {"Prime", 8243},
    {"Psi", 936}, {"Rho", 929}, {"Scaron", 352}, {"Sigma", 931}, {"THORN", 222}, {"Tab", 9},
    {"Tau", 932}, {"Theta", 920}, {"Uacute", 218}, {"Ucirc", 219}, {"Ugrave", 217},
    {"Upsilon", 933}, {"Uuml", 220}, {"Xi", 926}, {"Yacute", 221}, {"Yuml", 376}, {"Zeta", 918},
    {"aacute", 225}, {"acirc", 226}, {"acute", 180}, {"aelig", 230}, {"agrave", 224},
    {"alefsym", 8501}, {"alpha", 945}, {"amp", 38}, {"and", 8743}, {"ang", 8736}, {"apos", 39},
    {"aring", 229}, {"ast", 42}, {"asymp", 8776}, {"atilde", 227}, {"auml", 228}, {"bdquo", 8222},
    {"beta", 946}, {"brvbar", 166}, {"bsol", 92}, {"bull", 8226}, {"cap", 8745}, {"ccedil", 231},
    {"cedil", 184}, {"cent", 162}, {"chi", 967}, {"circ", 710}, {"clubs", 9827}, {"colon", 58},
    {"comma", 44}, {"commat", 64}, {"cong", 8773}, {"copy", 169}, {"crarr", 8629}, {"cup", 8746},
    {"curren", 164}, {"dArr", 8659}, {"dagger", 8224}, {"darr", 8595}, {"dash", 8208},
    {"deg", 176}, {"delta", 948}, {"diams", 9830}, {"divide", 247}, {"dollar", 36},
    {"eacute", 233}, {"ecirc", 234}, {"egrave", 232}, {"empty", 8709}, {"emsp", 8195},
    {"ensp", 8194}, {"epsilon", 949}, {"equals", 61}, {"equiv", 8801}, {"eta", 951}, {"eth", 240},
    {"euml", 235}, {"euro", 8364}, {"excl", 33}, {"exist", 8707}, {"fnof", 402}, {"forall", 8704},
    {"frac12", 189}, {"frac14", 188}, {"frac34", 190}, {"frasl", 8260}, {"gamma", 947},
    {"ge", 8805}, {"grave", 96}, {"gt", 62}, {"hArr", 8660}, {"harr", 8596}, {"hearts", 9829},
    {"hellip", 8230}, {"horbar", 8213}, {"hyphen", 8208}, {"iacute", 237}, {"icirc", 238},
    {"iexcl", 161}, {"igrave", 236}, {"image", 8465}, {"infin", 8734}, {"int", 8747},
    {"iota", 953}, {"iquest", 191}, {"isin", 8712}, {"iuml", 239}, {"kappa", 954}, {"lArr", 8656},
    {"lambda", 955}, {"lang", 9001}, {"laquo", 171}, {"larr", 8592}, {"lbrace", 123},
    {"lbrack", 91}, {"lceil", 8968}, {"lcub", 123}, {"ldquo", 8220}, {"le", 8804},
    {"lfloor", 8970}, {"lowast", 8727}, {"lowbar", 95}, {"loz", 9674}, {"lpar", 40}, {"lrm", 8206},
    {"lsaquo", 8249}, {"lsqb", 91}, {"lsquo", 8216}, {"lt", 60}, {"macr", 175}, {"mdash", 8212},
    {"micro", 181}, {"middot", 183}, {"minus", 8722}, {"mu", 956}, {"nabla", 8711}, {"nbsp", 160},
    {"ndash", 8211}, {"ne", 8800}, {"ni", 8715}, {"not", 172}, {"notin", 8713}, {"nsub", 8836},
    {"ntilde", 241}, {"nu", 957}, {"num", 35}, {"oacute", 243}, {"ocirc", 244}, {"oelig", 339},
    {"ograve", 242}, {"oline", 8254}, {"omega", 969}, {"omicron", 959}, {"oplus", 8853},
    {"or", 8744}, {"ordf", 170}, {"ordm", 186}, {"oslash", 248}, {"otilde", 245}, {"otimes", 8855},
    {"ouml", 246}, {"para", 182}, {"part", 8706}, {"percnt", 37}, {"period", 46}, {"permil", 8240},
    {"perp", 8869}, {"phi", 966}, {"pi", 960}, {"piv", 982}, {"plus", 43}, {"plusmn", 177},
    {"pound", 163}, {"prime", 8242}, {"prod", 8719}, {"prop", 8733}, {"psi", 968}, {"quest", 63},
    {"quot", 34}, {"rArr", 8658}, {"radic", 8730}, {"rang", 9002}, {"raquo", 187}, {"rarr", 8594},
    {"rbrace", 125}, {"rbrack", 93}, {"rceil", 8969}, {"rcub", 125}, {"rdquo", 8221},
    {"real", 8476}, {"reg", 174}, {"rfloor", 8971}, {"rho", 961}, {"rlm", 8207}, {"rpar", 41},
    {"rsaquo", 8250}, {"rsqb", 93}, {"rsquo", 8217}, {"sbquo", 8218}, {"scaron", 353},
    {"sdot", 8901}, {"sect", 167}, {"semi", 59}, {"shy", 173}, {"sigma", 963}, {"sigmaf", 962},
    {"sim", 8764}, {"sol", 47}, {"spades", 9824}, {"sub", 8834}, {"sube", 8838}, {"sum", 8721},
    {"sup", 8835}, {"sup1", 185}, {"sup2", 178}, {"sup3", 179}, {"supe", 8839}, {"szlig", 223},
    {"tau", 964}, {"there4", 8756}, {"theta", 952}, {"thetasym", 977}, {"thinsp", 8201},
    {"thorn", 254}, {"tilde", 732}, {"times", 215}, {"trade", 8482}, {"uArr", 8657},
    {"uacute", 250}, {"uarr", 8593}, {"ucirc", 251}, {"ugrave", 249}, {"uml", 168}, {"upsih", 978},
    {"upsilon", 965}, {"uuml", 252}, {"verbar", 124}, {"vert", 124}, {"weierp", 8472}, {"xi", 958},
    {"yacute", 253}, {"yen", 165}, {"yuml", 255}, {"zeta", 950}, {"zwj", 8205}, {"zwnj", 8204},
};
// clang-format on

constexpr std::size_t kLongestReference = 8;
constexpr std::size_t kLongestNumber = 12;  // digits; leading zeros are allowed, within reason

// What browsers make of the numbers 128 to 159; 0 = nothing.
constexpr std::uint16_t kWindows1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

struct Reference {
  std::uint32_t value = 0;
  std::size_t length = 0;  // with & and ;
};

// `text` begins with "&#".
std::optional<Reference> ReadNumber(std::string_view text) {
  const bool hex = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  const std::size_t digits = hex ? 3 : 2;
  const std::size_t end = text.substr(0, digits + kLongestNumber + 1).find(';');
  if (end == text.npos || end == digits) return std::nullopt;
  Reference reference{0, end + 1};
  const auto [stop, failure] =
      std::from_chars(text.data() + digits, text.data() + end, reference.value, hex ? 16 : 10);
  if (failure == std::errc::result_out_of_range) {
    reference.value = ~std::uint32_t{0};
  } else if (failure != std::errc() || stop != text.data() + end) {
    return std::nullopt;
  }
  return reference;
}

// `text` begins with "&".
std::optional<Reference> ReadName(std::string_view text) {
  const std::size_t end = text.substr(0, kLongestReference + 2).find(';');
  if (end == text.npos) return std::nullopt;
  const std::string_view name = text.substr(1, end - 1);
  const auto* found =
      std::lower_bound(std::begin(kNamed), std::end(kNamed), name,
                       [](const NamedCharacter& c, std::string_view n) { return c.name < n; });
  if (found == std::end(kNamed) || found->name != name) return std::nullopt;
  return Reference{found->code_point, end + 1};
}

bool IsHighHalf(std::uint32_t value) { return value >= 0xD800 && value <= 0xDBFF; }
bool IsLowHalf(std::uint32_t value) { return value >= 0xDC00 && value <= 0xDFFF; }

class Decoder {
 public:
  Decoder(MarkupDialect dialect, std::string* out, std::uint64_t* repaired)
      : dialect_(dialect), out_(out), repaired_(repaired) {}

  // Puts out what the reference at the beginning of `text` stands for; returns its length.
  std::size_t Take(std::string_view text) {
    if (text.size() < 2 || text[1] != '#') return TakeName(text);
    const std::optional<Reference> number = ReadNumber(text);
    if (!number) return Literal();
    if (IsHighHalf(number->value)) return TakePair(*number, text.substr(number->length));
    Append(number->value);
    return number->length;
  }

 private:
  std::size_t Literal() {
    out_->push_back('&');
    return 1;
  }

  std::size_t TakeName(std::string_view text) {
    const std::optional<Reference> name = ReadName(text);
    if (!name) return Literal();
    AppendUtf8(name->value, out_);
    return name->length;
  }

  std::size_t TakePair(const Reference& high, std::string_view rest) {
    std::optional<Reference> low;
    if (rest.starts_with("&#")) low = ReadNumber(rest);
    if (!low || !IsLowHalf(low->value)) {
      Append(high.value);
      return high.length;
    }
    AppendUtf8(0x10000 + ((high.value - 0xD800) << 10) + (low->value - 0xDC00), out_);
    return high.length + low->length;
  }

  void Append(std::uint32_t value) {
    if (value > 0x10FFFF || IsHighHalf(value) || IsLowHalf(value)) {
      ++*repaired_;
      value = 0xFFFD;
    }
    if (value < 0x20 && value != '\t' && value != '\n' && value != '\r') return;
    if (dialect_ == MarkupDialect::kHtml && value >= 128 && value < 160 &&
        kWindows1252[value - 128] != 0) {
      value = kWindows1252[value - 128];
    }
    AppendUtf8(value, out_);
  }

  MarkupDialect dialect_;
  std::string* out_;
  std::uint64_t* repaired_;
};

}  // namespace

std::string_view DecodeReferences(std::string_view raw, MarkupDialect dialect, std::string* scratch,
                                  std::uint64_t* repaired) {
  std::size_t at = raw.find('&');
  if (at == raw.npos) return raw;
  scratch->clear();
  Decoder decoder(dialect, scratch, repaired);
  std::size_t begin = 0;
  while (at != raw.npos) {
    scratch->append(raw, begin, at - begin);
    begin = at + decoder.Take(raw.substr(at));
    at = raw.find('&', begin);
  }
  scratch->append(raw, begin);
  return *scratch;
}

}  // namespace ebb
