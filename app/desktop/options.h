// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

namespace inferno::desktop {

/// What the command line of the window asks for.
struct Options {
    QString url;        ///< of a service; "" = find it
    QString dataDir;    ///< "" = the usual data root
    bool fakes = false; ///< the sample, without a service
    bool gallery = false;
    bool noTray = false;
    QString route;      ///< page to open, with its argument: "jobs/nightly"; also as inferno://jobs/nightly
    QString screenshot; ///< file; "" = a window for a person
    int theme = -1;     ///< of Theme.Mode; -1 = as chosen
    QString language;   ///< code of a catalogue, or "" = as chosen
    QSize size;         ///< invalid = as it was
};

/// Reads argv after the program's name. Ends the program by itself for --help, --version (0) and mistakes (2).
Options parseOptions(const QStringList& arguments);

} // namespace inferno::desktop
