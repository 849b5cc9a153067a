# Everything comes from Debian 12. Which name works is in the comment where it is not the obvious one.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(tl-expected REQUIRED)      # tl::expected
find_package(fmt REQUIRED)              # fmt::fmt
find_package(spdlog REQUIRED)           # spdlog::spdlog, always link the target
find_package(CLI11 REQUIRED)            # CLI11::CLI11, in one .cc only
find_package(nlohmann_json REQUIRED)    # nlohmann_json::nlohmann_json, in codec files only
find_package(Boost 1.74 REQUIRED)       # Boost::headers
find_package(ZLIB REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
find_package(OpenSSL 3 REQUIRED)        # OpenSSL::SSL OpenSSL::Crypto: TLS, and SHA-1 for codes of authenticator apps
pkg_check_modules(qrencode REQUIRED IMPORTED_TARGET libqrencode)
pkg_check_modules(icu REQUIRED IMPORTED_TARGET icu-i18n icu-uc)
pkg_check_modules(clp REQUIRED IMPORTED_TARGET clp)            # LP; headers as <ClpSimplex.hpp>
pkg_check_modules(pangocairo REQUIRED IMPORTED_TARGET pangocairo cairo-pdf)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip)   # find_package(libzip) wants a program of another package

# Of foothold-redraw alone.
pkg_check_modules(turbojpeg REQUIRED IMPORTED_TARGET libturbojpeg)
pkg_check_modules(png REQUIRED IMPORTED_TARGET libpng)
pkg_check_modules(seccomp REQUIRED IMPORTED_TARGET libseccomp)
pkg_check_modules(poppler REQUIRED IMPORTED_TARGET poppler-glib)
pkg_check_modules(cairo REQUIRED IMPORTED_TARGET cairo-pdf)
pkg_check_modules(fontconfig REQUIRED IMPORTED_TARGET fontconfig)

find_package(SQLite3 REQUIRED)          # SQLite::SQLite3
find_package(PostgreSQL REQUIRED)       # PostgreSQL::PostgreSQL, the client

# SOCI has no CMake or pkg-config name in Debian. Its archives, not its shared objects: those hide the type information that the
# undefined-behaviour sanitizer asks for. Backends first, the core last.
add_library(soci INTERFACE IMPORTED)
foreach(part IN ITEMS sqlite3 postgresql core)
  find_library(SOCI_${part} NAMES libsoci_${part}.a REQUIRED)
  target_link_libraries(soci INTERFACE ${SOCI_${part}})
endforeach()
target_link_libraries(soci INTERFACE SQLite::SQLite3 PostgreSQL::PostgreSQL ${CMAKE_DL_LIBS})

if(FOOTHOLD_TESTS)
  find_package(GTest REQUIRED)          # GTest::gmock GTest::gtest_main
  find_package(rapidcheck REQUIRED)     # rapidcheck rapidcheck_gtest
  find_package(benchmark REQUIRED)
  pkg_check_modules(cbc REQUIRED IMPORTED_TARGET cbc)
endif()
