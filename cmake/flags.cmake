# Warnings are errors in our code; third-party headers come through imported targets and count as system.
add_library(foothold_flags INTERFACE)
add_compile_definitions(_GLIBCXX_ASSERTIONS)

target_compile_options(foothold_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
  -Woverloaded-virtual -Wcast-align -Wcast-qual -Wformat=2 -Wundef -Wvla -Wextra-semi -Wimplicit-fallthrough
  -Wdouble-promotion -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(foothold_flags INTERFACE -Wduplicated-cond -Wduplicated-branches -Wlogical-op -Wsuggest-override)
  # "text" + std::to_string(n) gives a false -Wrestrict in g++ 12 (GCC bug 105651).
  target_compile_options(foothold_flags INTERFACE -Wno-restrict)
  # With -O2 it counts lengths rounded up near 2^64 as possible and warns of a copy that long.
  target_compile_options(foothold_flags INTERFACE -Wno-stringop-overflow)
else()
  target_compile_options(foothold_flags INTERFACE -Wthread-safety -Wunreachable-code -Wcomma)
  # std::stable_sort of libstdc++ 12 calls its own deprecated get_temporary_buffer; g++ hides that, clang does not.
  target_compile_options(foothold_flags INTERFACE -Wno-deprecated-declarations)
endif()
target_include_directories(foothold_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)

set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1 -fstack-clash-protection -fstack-protector-strong -fcf-protection -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2")
set(CMAKE_EXE_LINKER_FLAGS_RELEASE "-pie -Wl,-z,relro,-z,now")

set(FOOTHOLD_SANITIZE "" CACHE STRING "address,undefined or thread")
if(FOOTHOLD_SANITIZE)
  add_compile_options(-fsanitize=${FOOTHOLD_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${FOOTHOLD_SANITIZE})
endif()
if(FOOTHOLD_SANITIZE STREQUAL "thread")
  add_compile_definitions(BOOST_ASIO_DISABLE_FENCED_BLOCK)  # ThreadSanitizer knows no fences; Asio's queues lock anyway
endif()
if(FOOTHOLD_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)   # coverage in every module, not only in the targets
endif()
