// Starts a PostgreSQL server of its own, prints libpq's words for an empty database in it, and ends it with the end of
// its input. Prints an empty line where PostgreSQL is not installed.

#include <iostream>
#include <string>

#include "store_support/postgres_server.h"

int main() {
  auto const server = foothold::postgres_server::start();
  std::cout << (server == nullptr ? std::string{} : server->new_database()) << std::endl;
  for (auto line = std::string{}; std::getline(std::cin, line);) {
  }
  return 0;
}
