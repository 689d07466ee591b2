// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/screens/picture_set.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include <QDir>
#include <QFile>

#include "tests/screens/small_picture.h"

namespace inferno::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr QRgb kMark = 0xffe0004d;
constexpr auto kHead = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Pictures of the window</title><style>
:root { color-scheme: light dark; }
body { font: 14px/1.4 system-ui, sans-serif; margin: 24px; }
h2 { font-size: 16px; margin: 32px 0 8px; }
.row { display: grid; grid-template-columns: repeat(3, 1fr); gap: 8px; }
figure { margin: 0; min-width: 0; } figcaption { opacity: .7; }
img { width: 100%; border: 1px solid #8888; display: block; }
.bad { color: #c3163b; } code { background: #8883; padding: 1px 4px; }
</style></head><body><h1>Pictures of the window</h1>
)";

bool differ(QRgb a, QRgb b) {
    return std::abs(qRed(a) - qRed(b)) > PictureSet::kChannel ||
           std::abs(qGreen(a) - qGreen(b)) > PictureSet::kChannel ||
           std::abs(qBlue(a) - qBlue(b)) > PictureSet::kChannel;
}

/// Light and grey, so that a mark stands out on it.
QRgb faded(QRgb colour) {
    const int grey = 160 + qGray(colour) * 95 / 255;
    return qRgb(grey, grey, grey);
}

QString percent(double share) {
    return QString::number(share * 100, 'f', 3) + u" %"_s;
}

QString figure(const QString& title, const QString& file) {
    return u"<figure><a href=\"%2\"><img loading=\"lazy\" src=\"%2\" alt=\"%1\"></a><figcaption>%1</figcaption></figure>\n"_s
        .arg(title, file);
}

void copyOver(const QString& from, const QString& to) {
    QFile::remove(to);
    QFile::copy(from, to);
}

} // namespace

PictureSet::PictureSet(QString kept, QString shown) : kept_(std::move(kept)), shown_(std::move(shown)) {
    for (const auto& part : {u"/kept"_s, u"/difference"_s}) {
        QDir(shown_ + part).removeRecursively();
        QDir().mkpath(shown_ + part);
    }
}

bool PictureSet::compares() {
    return QLatin1String(qVersion()).startsWith("6.4."_L1);
}

bool PictureSet::accepts() {
    return compares() && !qEnvironmentVariableIsEmpty("INFERNO_ACCEPT_PICTURES");
}

double PictureSet::shareOfDifference(const QImage& a, const QImage& b, QImage* difference) {
    if (a.size() != b.size() || a.isNull())
        return 1;
    const QImage left = a.convertToFormat(QImage::Format_RGB32);
    const QImage right = b.convertToFormat(QImage::Format_RGB32);
    QImage shown(difference ? a.size() : QSize(), QImage::Format_RGB32);
    qint64 count = 0;
    for (int y = 0; y < left.height(); ++y) {
        const auto* one = reinterpret_cast<const QRgb*>(left.constScanLine(y));
        const auto* other = reinterpret_cast<const QRgb*>(right.constScanLine(y));
        auto* out = difference ? reinterpret_cast<QRgb*>(shown.scanLine(y)) : nullptr;
        for (int x = 0; x < left.width(); ++x) {
            const bool different = differ(one[x], other[x]);
            count += different ? 1 : 0;
            if (out)
                out[x] = different ? kMark : faded(other[x]);
        }
    }
    if (difference)
        *difference = shown;
    return static_cast<double>(count) / (static_cast<double>(left.width()) * left.height());
}

bool PictureSet::isAsKept(const QString& name, const QImage& now) const {
    return !compares() || accepts() || shareOfDifference(QImage(kept_ + u'/' + name + u".png"_s), now) <= kShare;
}

QString PictureSet::compare(const QString& name, const QImage& now) {
    if (!compares())
        return {};
    const QString file = kept_ + u'/' + name + u".png"_s;
    const QImage before(file);
    Entry entry{name, shareOfDifference(before, now), !before.isNull(), false};
    entry.differs = entry.share > kShare;
    entries_.append(entry);
    if (entry.known)
        copyOver(file, shown_ + u"/kept/"_s + name + u".png"_s);
    if (!entry.differs)
        return {};
    QImage difference;
    shareOfDifference(before, now, &difference);
    if (!difference.isNull())
        saveSmall(difference, shown_ + u"/difference/"_s + name + u".png"_s);
    if (!accepts())
        return u"%1 · see %2/report.html · where it shall be so: cmake --build build/release --target accept_pictures"_s
            .arg(words(entry), shown_);
    QDir().mkpath(kept_);
    return saveSmall(now, file) ? QString() : u"%1 cannot be written"_s.arg(file);
}

QString PictureSet::words(const Entry& entry) const {
    if (!entry.known)
        return u"no picture is kept"_s;
    return u"%1 of its pixels differ from the kept picture (at most %2 may)"_s.arg(percent(entry.share),
                                                                                   percent(kShare));
}

QStringList PictureSet::leftOver(const QStringList& names) const {
    QStringList found;
    QDir folder(kept_);
    for (const QString& file : folder.entryList({u"*.png"_s}, QDir::Files)) {
        if (names.contains(file.chopped(4)))
            continue;
        if (!accepts() || !folder.remove(file))
            found.append(file);
    }
    return found;
}

QString PictureSet::writeReport() const {
    QString page = QLatin1String(kHead);
    const auto differing = std::ranges::count_if(entries_, &Entry::differs);
    page += compares()
                ? u"<p>%1 pictures were compared, drawn by Qt %2; <b>%3 differ</b>. A pixel differs where a channel is "
                  "more than %4 of 255 away, a picture where more than %5 of its pixels do. To keep what is drawn now: "
                  "<code>cmake --build build/release --target accept_pictures</code></p>\n"_s.arg(
                      QString::number(entries_.size()), QLatin1String(qVersion()), QString::number(differing),
                      QString::number(kChannel), percent(kShare))
                : u"<p>Drawn by Qt %1: pictures are kept for Qt 6.4, so nothing was compared. What was drawn lies in "
                  "this folder.</p>\n"_s.arg(QLatin1String(qVersion()));
    const auto add = [&](const Entry& entry) {
        const QString file = entry.name + u".png"_s;
        page += u"<h2>%1 · <span class=\"%2\">%3</span></h2>\n<div class=\"row\">\n"_s.arg(
            entry.name, entry.differs ? u"bad"_s : u"good"_s, entry.known ? percent(entry.share) : words(entry));
        if (entry.known)
            page += figure(u"kept"_s, u"kept/"_s + file);
        page += figure(u"now"_s, file);
        if (entry.differs && entry.known)
            page += figure(u"difference"_s, u"difference/"_s + file);
        page += u"</div>\n"_s;
    };
    for (const Entry& entry : entries_)
        if (entry.differs)
            add(entry);
    page += u"<details><summary>As kept: %1</summary>\n"_s.arg(entries_.size() - differing);
    for (const Entry& entry : entries_)
        if (!entry.differs)
            add(entry);
    page += u"</details></body></html>\n"_s;
    QFile file(shown_ + u"/report.html"_s);
    return file.open(QFile::WriteOnly) && file.write(page.toUtf8()) > 0 ? file.fileName() : QString();
}

} // namespace inferno::tests
