// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QList>
#include <QString>
#include <QStringList>

namespace inferno::tests {

/// The pictures that are kept with the sources, and what is drawn now beside them.
///
/// A pixel differs where one of its channels is more than kChannel of 255 away from what is kept: that forgives the
/// palette of a kept picture (at most 256 colours) and the last bit of antialiasing. A picture differs where more than
/// kShare of its pixels do, or its size is another. Where INFERNO_ACCEPT_PICTURES is set, what differs is kept from
/// then on. Pictures are kept for Qt 6.4 alone: with another one, which draws text a little differently, nothing is
/// compared.
class PictureSet {
public:
    static constexpr int kChannel = 32;
    static constexpr double kShare = 0.0001;

    /// `kept`: the folder of kept pictures; `shown`: where pictures of now and the report lie.
    PictureSet(QString kept, QString shown);

    /// Whether `now` is as it is kept, or nothing is compared, or it is to be kept.
    bool isAsKept(const QString& name, const QImage& now) const;
    /// What is wrong with `now`, in a sentence; "" where it is as kept, accepted, or not to be compared.
    QString compare(const QString& name, const QImage& now);
    /// Kept pictures that are none of `names`; where pictures are accepted they are removed.
    QStringList leftOver(const QStringList& names) const;
    /// Writes report.html beside the pictures; its path.
    QString writeReport() const;

    static bool compares();
    static bool accepts();
    /// Of the pixels of `a`, which differ from `b`; 1 for another size. `difference`, where given, becomes a picture
    /// that shows them.
    static double shareOfDifference(const QImage& a, const QImage& b, QImage* difference = nullptr);

private:
    struct Entry {
        QString name;
        double share = 0;
        bool known = false; ///< a picture was kept
        bool differs = false;
    };
    QString words(const Entry& entry) const;

    QString kept_;
    QString shown_;
    QList<Entry> entries_;
};

} // namespace inferno::tests
