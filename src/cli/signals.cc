#include "cli/signals.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <initializer_list>

#include "cli/exit_codes.h"

namespace ebb {
namespace {

extern "C" void LeaveOnSignal(int signal) { ::_exit(kExitSignal + signal); }

// Opened the wrong way round: reading or writing it fails as it would on the closed descriptor.
void FillDescriptor(int descriptor, int mode) {
  if (::fcntl(descriptor, F_GETFD) != -1) return;
  const int filler = ::open("/dev/null", mode);
  if (filler >= 0 && filler != descriptor) {
    ::dup2(filler, descriptor);
    ::close(filler);
  }
}

}  // namespace

void PrepareProcess() {
  FillDescriptor(STDIN_FILENO, O_WRONLY);
  FillDescriptor(STDOUT_FILENO, O_RDONLY);
  FillDescriptor(STDERR_FILENO, O_WRONLY);
  ::umask(S_IRWXG | S_IRWXO);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  struct sigaction action {};
  action.sa_handler = LeaveOnSignal;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before {};
    ::sigaction(signal, nullptr, &before);
    if (before.sa_handler != SIG_IGN) ::sigaction(signal, &action, nullptr);  // nohup stays nohup
  }
}

}  // namespace ebb
