# Files become bytes of the program, so that the binary works from any folder.
#
# foothold_embed(TARGET name FUNCTION f BASE dir FILES a b ...)  adds to TARGET a source with
#   std::span<foothold::embedded_file const> foothold::f();   path relative to BASE, and bytes
# Run as a script (cmake -P) it writes that source; CMake alone is enough, no tool has to be built first.
if(CMAKE_SCRIPT_MODE_FILE)
  set(tables "")
  set(entries "")
  set(n 0)
  file(STRINGS "${LIST}" files)
  foreach(file IN LISTS files)
    file(READ "${BASE}/${file}" hex HEX)
    string(REGEX REPLACE "(................................................)" "\\1\"\n\"" hex "${hex}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" hex "${hex}")
    file(SIZE "${BASE}/${file}" size)
    string(APPEND tables "constexpr char kBytes${n}[] =\n\"${hex}\";\n")
    string(APPEND entries "    embedded_file{\"${file}\", std::string_view{kBytes${n}, ${size}U}},\n")
    math(EXPR n "${n} + 1")
  endforeach()
  file(WRITE "${OUT}" "// Written by cmake/embed.cmake.\n#include <array>\n#include <span>\n#include <string_view>\n\n#include \"base/embedded.h\"\n\n"
    "namespace foothold {\nstd::span<embedded_file const> ${FUNCTION}();\nnamespace {\n${tables}\n"
    "constexpr std::array kFiles{\n${entries}};\n}  // namespace\n"
    "std::span<embedded_file const> ${FUNCTION}() { return kFiles; }\n}  // namespace foothold\n")
  return()
endif()

set(FOOTHOLD_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})
function(foothold_embed)
  cmake_parse_arguments(arg "" "TARGET;FUNCTION;BASE" "FILES" ${ARGN})
  set(list ${CMAKE_CURRENT_BINARY_DIR}/${arg_FUNCTION}.list)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${arg_FUNCTION}.cc)
  list(JOIN arg_FILES "\n" lines)
  file(CONFIGURE OUTPUT ${list} CONTENT "${lines}\n" @ONLY)
  list(TRANSFORM arg_FILES PREPEND ${arg_BASE}/ OUTPUT_VARIABLE paths)
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DLIST=${list} -DBASE=${arg_BASE} -DOUT=${out} -DFUNCTION=${arg_FUNCTION} -P ${FOOTHOLD_EMBED_SCRIPT}
    DEPENDS ${paths} ${list} ${FOOTHOLD_EMBED_SCRIPT} VERBATIM COMMENT "Embedding ${arg_FUNCTION}")
  target_sources(${arg_TARGET} PRIVATE ${out})
  # Whole files as literals: longer than the standard asks every compiler to take; ours do.
  set_source_files_properties(${out} PROPERTIES COMPILE_OPTIONS "-Wno-overlength-strings")
endfunction()
