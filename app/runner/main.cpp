// SPDX-License-Identifier: GPL-3.0-or-later
// inferno-runner PREFIX: runs one launch of a job, whose files begin with PREFIX. inferno-runner --serve: starts one
// for each launch that infernod asks for. What runs a launch outlives infernod.
#include <cstdio>
#include <string_view>

#include "services/executors/launch_server.h"
#include "services/executors/runner.h"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: inferno-runner PREFIX < ORDER\n       inferno-runner --serve < SOCKET\n"
                   "Started by infernod; not meant to be typed.\n",
                   stderr);
        return 2;
    }
    if (argv[1] == std::string_view("--serve"))
        return inferno::executors::serveLaunches();
    return inferno::executors::runLaunch(argv[1]);
}
