# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of Inferno has in common. One library target for each folder: inferno_library(base SOURCES …).

# The root of the sources: core/inference is built alone too, and is then not CMAKE_SOURCE_DIR.
get_filename_component(INFERNO_ROOT ${CMAKE_CURRENT_LIST_DIR} DIRECTORY)

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
# Assertions stay on in what users run: a broken invariant stops the program instead of writing nonsense.
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
set(CMAKE_CXX_FLAGS_DEBUG "-Og -g1")

find_program(INFERNO_CCACHE ccache)
if(INFERNO_CCACHE)
  # Paths below the source folder are hashed relative to it, so that build folders share their results.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${INFERNO_ROOT} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros ${INFERNO_CCACHE})
endif()
find_program(INFERNO_MOLD mold)
if(INFERNO_MOLD AND NOT APPLE)
  add_link_options(-fuse-ld=mold)
endif()

add_library(inferno_options INTERFACE)
target_include_directories(inferno_options INTERFACE ${INFERNO_ROOT})
target_compile_options(inferno_options INTERFACE -Wall -Wextra -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 rejects plain "k" + std::to_string(n) at -O2.
  target_compile_options(inferno_options INTERFACE -Wno-restrict)
elseif(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 14 takes members of an empty std::optional for read where they are not: told, but no error.
  target_compile_options(inferno_options INTERFACE -Wno-error=maybe-uninitialized)
endif()
if(INFERNO_SANITIZER STREQUAL "address")
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
elseif(INFERNO_SANITIZER STREQUAL "thread")
  add_compile_options(-fsanitize=thread)
  add_link_options(-fsanitize=thread)
  target_compile_options(inferno_options INTERFACE -Wno-tsan) # Asio's fences
endif()
if(INFERNO_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  # libstdc++ 12 calls a function of its own that it deprecates.
  add_compile_options(-Wno-deprecated-declarations)
  add_link_options(-fsanitize=address,undefined)
endif()
# Qt's traps, closed in every file that sees Qt (QT_NO_KEYWORDS: LibTorch has a member called `slots`).
target_compile_definitions(inferno_options INTERFACE QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII
                           QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_USE_QSTRINGBUILDER)

# inferno_library(NAME SOURCES a.cpp … [PUBLIC lib …] [PRIVATE lib …]): static library inferno_NAME of one folder.
function(inferno_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(inferno_${name} STATIC ${arg_SOURCES})
  target_link_libraries(inferno_${name} PUBLIC ${arg_PUBLIC} PRIVATE inferno_options ${arg_PRIVATE})
  target_include_directories(inferno_${name} PUBLIC ${INFERNO_ROOT})
endfunction()

# inferno_program(NAME SOURCES … LIBRARIES …): a program in bin/.
function(inferno_program name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE inferno_options ${arg_LIBRARIES})
endfunction()

# inferno_test(NAME SOURCES … LIBRARIES … [TIMEOUT s] [SERIAL]): a Qt Test program, run offscreen by ctest.
# INFERNO_TESTDATA points to the outside vectors, INFERNO_BIN to the programs just built.
function(inferno_test name)
  cmake_parse_arguments(arg "SERIAL" "TIMEOUT" "SOURCES;LIBRARIES;DEPENDS" ${ARGN})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  add_executable(${name} ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_link_libraries(${name} PRIVATE inferno_options Qt6::Test ${arg_LIBRARIES})
  if(arg_DEPENDS)
    add_dependencies(${name} ${arg_DEPENDS})
  endif()
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} ENVIRONMENT
    "QT_QPA_PLATFORM=offscreen;INFERNO_TESTDATA=${CMAKE_SOURCE_DIR}/../shared/testdata;INFERNO_BIN=${CMAKE_BINARY_DIR}/bin;INFERNO_SOURCE=${CMAKE_SOURCE_DIR}")
  if(arg_SERIAL)
    set_tests_properties(${name} PROPERTIES RUN_SERIAL ON)
  endif()
endfunction()
