# SPDX-License-Identifier: GPL-3.0-or-later
# The engine as a project of its own, for hosts with a GPU and a PyTorch but without Qt, Boost and the rest: what the
# whole project finds or builds elsewhere, as little of it as the engine needs. Included by CMakeLists.txt here.
include(CheckCXXSourceCompiles)

option(INFERNO_TESTS "Build the tests (doctest) where doctest is found, and the benchmark" ON)
set(INFERNO_ENGINE ON)
enable_testing()
find_package(Threads REQUIRED)

# GCC 11 has no <expected>; the header in compat/ stands in for it there.
set(CMAKE_REQUIRED_FLAGS ${CMAKE_CXX23_STANDARD_COMPILE_OPTION})
check_cxx_source_compiles("#include <expected>
#if !defined(__cpp_lib_expected)
#error absent
#endif
int main() {}" INFERNO_HAS_EXPECTED)
if(NOT INFERNO_HAS_EXPECTED)
  target_include_directories(inferno_options INTERFACE ${CMAKE_CURRENT_LIST_DIR}/compat)
  target_compile_options(inferno_options INTERFACE -include ${CMAKE_CURRENT_LIST_DIR}/compat/before.h)
endif()

# Of nlohmann/json and doctest the headers are enough, wherever they lie: -DCMAKE_PREFIX_PATH or -DNLOHMANN_JSON_INCLUDE.
find_package(nlohmann_json QUIET)
if(NOT TARGET nlohmann_json::nlohmann_json)
  find_path(NLOHMANN_JSON_INCLUDE nlohmann/json.hpp)
  if(NOT NLOHMANN_JSON_INCLUDE)
    message(FATAL_ERROR "nlohmann/json.hpp is missing: install nlohmann-json3-dev, or set NLOHMANN_JSON_INCLUDE to the folder with nlohmann/")
  endif()
  add_library(nlohmann_json::nlohmann_json INTERFACE IMPORTED)
  target_include_directories(nlohmann_json::nlohmann_json INTERFACE ${NLOHMANN_JSON_INCLUDE})
endif()

# Pictures need libjpeg and libpng; without them all but `image_classifier` is there.
find_package(JPEG QUIET)
find_package(PNG QUIET)
if(JPEG_FOUND AND PNG_FOUND)
  set(INFERNO_IMAGES ON)
else()
  set(INFERNO_IMAGES OFF)
  message(STATUS "libjpeg or libpng is missing: the handler image_classifier is left out")
endif()

# simdjson makes requests in JSON cheaper; without it they are read by nlohmann/json alone.
find_package(simdjson QUIET)
if(simdjson_FOUND)
  set(INFERNO_SIMDJSON ON)
else()
  set(INFERNO_SIMDJSON OFF)
  message(STATUS "simdjson is missing: JSON is read slower")
endif()

# Of core/base what the engine uses, which is without OpenSSL.
inferno_library(base SOURCES ${INFERNO_ROOT}/core/base/bytes.cpp ${INFERNO_ROOT}/core/base/error.cpp)

# After the engine's own libraries: the program, its tests, its benchmark.
function(inferno_build_alone)
  inferno_program(inferno-engine SOURCES ${INFERNO_ROOT}/app/engine/main.cpp LIBRARIES inferno_inference)
  if(NOT INFERNO_TESTS)
    return()
  endif()
  set(folder ${INFERNO_ROOT}/tests/core/inference)
  find_path(DOCTEST_INCLUDE doctest/doctest.h)
  if(DOCTEST_INCLUDE)
    if(NOT TARGET doctest::doctest)
      add_library(doctest::doctest INTERFACE IMPORTED GLOBAL)
      target_include_directories(doctest::doctest INTERFACE ${DOCTEST_INCLUDE})
    endif()
    add_subdirectory(${folder} ${CMAKE_BINARY_DIR}/tests/inference)
  else()
    message(STATUS "doctest is missing: no tests are built")
  endif()
  inferno_program(bench_engine SOURCES ${INFERNO_ROOT}/tests/bench/bench_engine.cpp LIBRARIES inferno_inference)
  set_target_properties(bench_engine PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
endfunction()
