#include "sys/folders.h"

#include <cstdlib>

#include <gtest/gtest.h>

namespace foothold {
namespace {

// Sets an environment variable for one test.
class with_variable {
public:
  with_variable(char const* const name, char const* const value) : name_{name} {
    if (auto const* const old = std::getenv(name)) {
      old_ = old;
    }
    ::setenv(name, value, 1);
  }
  with_variable(with_variable const&) = delete;
  with_variable& operator=(with_variable const&) = delete;
  ~with_variable() { old_.empty() ? ::unsetenv(name_) : ::setenv(name_, old_.c_str(), 1); }

private:
  char const* name_;
  std::string old_;
};

TEST(folders, data_folder_follows_the_desktop_rules) {
  auto const home = with_variable{"HOME", "/home/amina"};
  {
    auto const none = with_variable{"XDG_DATA_HOME", ""};
    EXPECT_EQ(default_data_folder(), "/home/amina/.local/share/foothold");
  }
  auto const base = with_variable{"XDG_DATA_HOME", "/srv/data"};
  EXPECT_EQ(default_data_folder(), "/srv/data/foothold");
}

TEST(folders, the_environment_names_the_products_data) {
  auto const share = with_variable{"FOOTHOLD_SHARE", "/opt/share"};
  EXPECT_EQ(product_data_folder().value(), "/opt/share");
}

}  // namespace
}  // namespace foothold
