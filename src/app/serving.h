#pragma once
// What the demo and an office have in common when they are served.

#include <csignal>

#include "app/commands.h"
#include "http/router.h"
#include "service/texts.h"

namespace foothold {

// SIGINT and SIGTERM end the server after its open requests. They are blocked before any thread starts, so that only
// wait() receives them.
class stop_signals {
public:
  stop_signals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  }
  void wait() const {
    auto which = 0;
    sigwait(&set_, &which);
  }

private:
  sigset_t set_{};
};

[[nodiscard]] bool is_loopback(std::string const& address);

// Says where it listens and answers until it is told to end; the exit code of the verb.
// `https_only`: browsers come by https alone. `workers`: threads that answer.
struct serving_manner {
  bool https_only{false};
  std::size_t workers{2U};
};
int serve_until_stopped(serve_options const& options, http::router routes, texts const& words,
                        stop_signals const& signals, serving_manner const& manner = {});

int serve_demo(serve_options const& options, texts const& words, stop_signals const& signals);
int serve_office(serve_options const& options, texts const& words, stop_signals const& signals);

}  // namespace foothold
