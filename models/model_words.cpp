// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/model_words.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <QCoreApplication>
#include <QRegularExpression>

#include "models/language.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ModelWords)
};

constexpr int kSteps = 4; // of a scale

/// One digit after the point below 100, none above.
QString figure(double value) {
    return locale().toString(value, 'f', std::abs(value) < 99.95 ? 1 : 0);
}

} // namespace

QString millisText(std::optional<double> seconds) {
    if (!seconds)
        return u"–"_s;
    return *seconds < 1 ? Words::tr("%1 ms").arg(figure(1000 * *seconds)) : Words::tr("%1 s").arg(figure(*seconds));
}

QString millisChange(std::optional<double> from, std::optional<double> to) {
    if (!from || !to)
        return {};
    const double change = 1000 * (*to - *from);
    const QString sign = change > 0 ? u"+"_s : change < 0 ? u"−"_s : QString();
    return sign + Words::tr("%1 ms").arg(figure(std::abs(change)));
}

QString shareText(double share) {
    const double percent = 100 * share;
    const bool whole = percent >= 99.95 || std::abs(percent - std::round(percent)) < 1e-9;
    const int digits = whole ? 0 : percent < 1 ? 2 : 1;
    return Words::tr("%1 %").arg(locale().toString(percent, 'f', digits));
}

QString rateText(double perSecond) {
    return figure(perSecond);
}

QString shortHash(const QString& hash) {
    return hash.size() > 8 ? hash.left(4) + u'…' + hash.right(4) : hash;
}

bool versionLess(const QString& a, const QString& b) {
    qsizetype i = 0;
    qsizetype j = 0;
    const auto number = [](const QString& text, qsizetype& at) {
        const qsizetype begin = at;
        while (at < text.size() && text.at(at).isDigit())
            ++at;
        return QStringView(text).mid(begin, at - begin).toULongLong();
    };
    while (i < a.size() && j < b.size()) {
        if (a.at(i).isDigit() && b.at(j).isDigit()) {
            const auto left = number(a, i);
            const auto right = number(b, j);
            if (left != right)
                return left < right;
        } else if (a.at(i) != b.at(j)) {
            return a.at(i) < b.at(j);
        } else {
            ++i;
            ++j;
        }
    }
    return a.size() - i < b.size() - j;
}

QString shellWord(const QString& word) {
    static const QRegularExpression plain(u"^[A-Za-z0-9_./:=@%+,-]+$"_s);
    if (plain.match(word).hasMatch())
        return word;
    return u'\'' + QString(word).replace(u'\'', u"'\\''"_s) + u'\'';
}

QList<int> wholePercents(const QList<double>& weights) {
    const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
    QList<int> shares(weights.size(), 0);
    if (all <= 0)
        return shares;
    QList<std::pair<double, qsizetype>> rests;
    int given = 0;
    for (qsizetype i = 0; i < weights.size(); ++i) {
        const double exact = 100 * weights.at(i) / all;
        shares[i] = static_cast<int>(std::floor(exact));
        given += shares.at(i);
        rests.append({exact - shares.at(i), i});
    }
    std::ranges::stable_sort(rests, std::greater{}, &std::pair<double, qsizetype>::first);
    for (qsizetype i = 0; given < 100; ++given, ++i)
        ++shares[rests.at(i).second];
    return shares;
}

double scaleTop(double peak) {
    if (!(peak > 0))
        return kSteps;
    const double step = peak / kSteps;
    const double power = std::pow(10, std::floor(std::log10(step)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0}) {
        if (step <= factor * power * (1 + 1e-9))
            return kSteps * factor * power;
    }
    return kSteps * 10 * power;
}

} // namespace inferno::models
