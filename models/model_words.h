// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QList>
#include <QString>

/// Figures of models as a person reads them. Pure functions; safe from any thread.
namespace inferno::models {

/// "0.8 ms", "15.1 ms", "148 ms", "2.4 s"; "–" for nothing.
QString millisText(std::optional<double> seconds);
/// The change from one to the other in milliseconds, with its sign: "+9.5 ms"; "" where one is missing.
QString millisChange(std::optional<double> from, std::optional<double> to);
/// A share of 0 to 1: "0.02 %", "4.1 %", "90 %".
QString shareText(double share);
/// "311", "35.2", "0.4": requests in a second.
QString rateText(double perSecond);
/// "7be1…90fa" of a SHA-256 in hex.
QString shortHash(const QString& hash);
/// Versions as people count them: 1.10 comes after 1.9.
bool versionLess(const QString& a, const QString& b);
/// Quoted for a shell where it has to be.
QString shellWord(const QString& word);

/// Shares in whole per cent that add up to 100, by the largest remainders; all 0 where no weight is.
QList<int> wholePercents(const QList<double>& weights);
/// The top of a scale of four even steps, of 1, 2, 2.5 or 5 times a power of ten, that reaches `peak`.
double scaleTop(double peak);

} // namespace inferno::models
