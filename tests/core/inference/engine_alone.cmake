# SPDX-License-Identifier: GPL-3.0-or-later
# core/inference configures as a project of its own, finds neither Qt nor Boost nor OpenSSL, and builds what needs no
# LibTorch. Run by ctest: cmake -DROOT=… -DBUILD=… -DTORCH=… -DCOMPILER=… -P engine_alone.cmake
file(REMOVE_RECURSE ${BUILD})
execute_process(COMMAND ${CMAKE_COMMAND} -G Ninja -S ${ROOT}/core/inference -B ${BUILD} -DTorch_DIR=${TORCH}
                        -DCMAKE_CXX_COMPILER=${COMPILER}
                COMMAND_ERROR_IS_FATAL ANY)
file(STRINGS ${BUILD}/CMakeCache.txt found REGEX "^(Qt[0-9]|Boost|OPENSSL|OpenSSL|CLI11|spdlog)")
if(found)
  message(FATAL_ERROR "the engine alone looks for what it must do without: ${found}")
endif()
execute_process(COMMAND ${CMAKE_COMMAND} --build ${BUILD} --target inferno_inference_frames inferno_model_archive
                COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${BUILD} -- -n inferno-engine tst_inference bench_engine
                OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
