// Failure as a value.
//
// A Result<T> holds either a T or an Error. Nothing in the library throws across a folder boundary,
// prints, or exits; src/cli turns an Error into one line on stderr and an exit code.
// An Error's message is `what, where, what to do`. It may name a file, a line and an option, and
// never holds words from a chat.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace ebb {

// The kinds are the documented exit codes (see README): the number is what the program returns.
enum class ErrorKind {
  kUsage = 2,     // wrong options or configuration
  kInput = 4,     // input missing, unreadable, of unknown format, or undecided
  kOutput = 5,    // output could not be written
  kLimit = 6,     // a documented limit was hit
  kLexicon = 7,   // a lexicon was refused
  kInternal = 8,  // a fault of the program
};

struct Error {
  ErrorKind kind = ErrorKind::kInternal;
  std::string message;
};

// What is wrong with an input of that name.
inline Error InputError(const std::string& name, const std::string& what) {
  return {ErrorKind::kInput, name + ": " + what};
}
// What is said of wrong options.
inline Error UsageError(std::string message) { return {ErrorKind::kUsage, std::move(message)}; }

// Value of a Result that carries nothing.
struct Done {};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // REQUIRES: ok().
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  T& operator*() & { return std::get<0>(state_); }
  const T& operator*() const& { return std::get<0>(state_); }
  T&& operator*() && { return std::get<0>(std::move(state_)); }

  // REQUIRES: !ok().
  const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

using Status = Result<Done>;

}  // namespace ebb
