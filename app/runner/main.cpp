// SPDX-License-Identifier: GPL-3.0-or-later
// inferno-runner FOLDER: runs one launch of a job. Started by infernod, which it outlives.
#include <cstdio>

#include "services/executors/runner.h"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: inferno-runner FOLDER < ORDER\nStarted by infernod for each run; not meant to be typed.\n",
                   stderr);
        return 2;
    }
    return inferno::executors::runLaunch(argv[1]);
}
