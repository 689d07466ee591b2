// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/options.h"

#include <QCommandLineParser>

#include <cstdio>
#include <cstdlib>

#include "models/language.h"

using namespace Qt::StringLiterals;

namespace inferno::desktop {

namespace {

[[noreturn]] void refuse(const QString& why) {
    std::fprintf(stderr, "error: %s · inferno-desktop --help lists the options\n", qUtf8Printable(why));
    std::exit(2);
}

/// "en, de": what the window speaks.
QString codes() {
    QStringList list;
    for (const models::Language& language : models::languages())
        list.append(language.code);
    return list.join(u", "_s);
}

QSize parseSize(const QString& text) {
    const QStringList parts = text.split(u'x');
    bool wide = false;
    bool tall = false;
    const QSize size = parts.size() == 2 ? QSize(parts.at(0).toInt(&wide), parts.at(1).toInt(&tall)) : QSize();
    if (!wide || !tall || size.width() < 320 || size.height() < 240 || size.width() > 16384 || size.height() > 16384)
        refuse(u"--size needs WIDTHxHEIGHT between 320x240 and 16384x16384, such as 1440x900, not '%1'"_s.arg(text));
    return size;
}

int parseTheme(const QString& name) {
    const qsizetype mode =
        QStringList{u"system"_s, u"light"_s, u"dark"_s, u"high-contrast"_s, u"high-contrast-light"_s}.indexOf(name);
    if (mode < 0)
        refuse(u"--theme is system, light, dark, high-contrast or high-contrast-light, not '%1'"_s.arg(name));
    return static_cast<int>(mode);
}

} // namespace

Options parseOptions(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(u"The window of Inferno: jobs, their runs and the audit trail of one service."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(u"link"_s, u"A place to open, such as inferno://jobs/NAME"_s, u"[link]"_s);
    const QCommandLineOption url(u"url"_s, u"The service to show, such as http://127.0.0.1:8080"_s, u"URL"_s);
    const QCommandLineOption dataDir(u"data-dir"_s, u"The data root whose service to show"_s, u"DIR"_s);
    const QCommandLineOption fakes(u"fakes"_s, u"Show a sample, without any service"_s);
    const QCommandLineOption gallery(u"gallery"_s, u"Show all controls and states on one sheet"_s);
    const QCommandLineOption noTray(u"no-tray"_s, u"No icon in the tray; closing the window ends it"_s);
    const QCommandLineOption page(u"page"_s, u"The page to open: overview, jobs, graph, audit, …"_s, u"NAME"_s);
    const QCommandLineOption shot(u"screenshot"_s, u"Write a picture of the window to FILE and end"_s, u"FILE"_s);
    const QCommandLineOption theme(
        u"theme"_s, u"system, light, dark, high-contrast or high-contrast-light, whatever is chosen"_s, u"THEME"_s);
    const QCommandLineOption language(u"language"_s,
                                      u"The language of the window, whatever is chosen: %1"_s.arg(codes()), u"CODE"_s);
    const QCommandLineOption size(u"size"_s, u"Size of the window, such as 1440x900"_s, u"WxH"_s);
    parser.addOptions({url, dataDir, fakes, gallery, noTray, page, shot, theme, language, size});
    if (!parser.parse(arguments))
        refuse(parser.errorText());
    if (parser.isSet(u"help"_s))
        parser.showHelp(0);
    if (parser.isSet(u"version"_s))
        parser.showVersion();

    Options options;
    options.url = parser.value(url);
    options.dataDir = parser.value(dataDir);
    options.fakes = parser.isSet(fakes);
    options.gallery = parser.isSet(gallery);
    options.noTray = parser.isSet(noTray);
    options.route = parser.value(page);
    options.screenshot = parser.value(shot);
    if (parser.isSet(theme))
        options.theme = parseTheme(parser.value(theme));
    options.language = parser.value(language);
    if (parser.isSet(language) && !codes().split(u", "_s).contains(options.language))
        refuse(u"--language is one of %1, not '%2'"_s.arg(codes(), options.language));
    if (parser.isSet(size))
        options.size = parseSize(parser.value(size));
    const QStringList links = parser.positionalArguments();
    if (links.size() > 1 || (links.size() == 1 && !links.first().startsWith("inferno://"_L1)))
        refuse(u"'%1' is no inferno:// link"_s.arg(links.join(u' ')));
    if (!links.isEmpty())
        options.route = links.first().mid(10);
    return options;
}

} // namespace inferno::desktop
