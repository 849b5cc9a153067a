#pragma once
// One line for each request. Holds no address of a client, no path, no query: only what an operator needs.

#include <chrono>
#include <cstddef>
#include <string_view>

#include "http/message.h"

namespace foothold::http {

// Written to the spdlog logger "http.access" if the program has registered one, else to nowhere.
// route: the pattern; empty is shown as "-".
void log_access(verb method, std::string_view route, int status, std::size_t bytes, std::chrono::microseconds took);
// Faults of handlers and sockets, to the logger "http", else to the default one. The text must be free of personal
// data.
void log_fault(std::string_view route, std::string_view what);

}  // namespace foothold::http
