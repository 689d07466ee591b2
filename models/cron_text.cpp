// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cron_text.h"

#include <QStringList>

namespace inferno::models {

using namespace Qt::StringLiterals;
using schedule::Field;

namespace {

/// Whether "*/n" keeps its meaning: at a day's fields a star changes how they combine.
bool starIsSafe(Field field) {
    return field != Field::DayOfMonth && field != Field::DayOfWeek;
}

} // namespace

int lastOf(Field field) {
    return field == Field::DayOfWeek ? 6 : schedule::rangeOf(field).high;
}

QString fieldText(Field field, const QList<int>& values) {
    const int low = schedule::rangeOf(field).low;
    const int high = lastOf(field);
    if (values.isEmpty() || values.size() == high - low + 1)
        return u"*"_s;
    if (values.size() >= 3 && values.first() == low) {
        const int step = values.at(1) - values.at(0);
        bool even = step > 1 && values.last() + step > high;
        for (qsizetype i = 1; i < values.size(); ++i)
            even = even && values.at(i) - values.at(i - 1) == step;
        if (even)
            return starIsSafe(field) ? u"*/%1"_s.arg(step) : u"%1-%2/%3"_s.arg(low).arg(high).arg(step);
    }
    QStringList parts;
    for (qsizetype i = 0; i < values.size();) {
        qsizetype end = i;
        while (end + 1 < values.size() && values.at(end + 1) == values.at(end) + 1)
            ++end;
        if (end - i >= 2) {
            parts.append(u"%1-%2"_s.arg(values.at(i)).arg(values.at(end)));
        } else {
            for (auto at = i; at <= end; ++at)
                parts.append(QString::number(values.at(at)));
        }
        i = end + 1;
    }
    return parts.join(u',');
}

bool isNumber(const QString& text) {
    bool ok = false;
    text.toInt(&ok);
    return ok;
}

bool isStep(const QString& text) {
    return text.startsWith("*/"_L1);
}

} // namespace inferno::models
