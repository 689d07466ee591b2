// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QTimer>

namespace inferno::models {

/// Does something at most 30 times a second, however often it is wanted: at once, and where it was wanted again
/// meanwhile, once more when the time is over. Belongs to its parent.
class Pace final : public QObject {
public:
    Pace(QObject* parent, std::function<void()> act) : QObject(parent), act_(std::move(act)) {
        timer_.setSingleShot(true);
        timer_.setInterval(kMs);
        connect(&timer_, &QTimer::timeout, this, [this] {
            if (again_)
                begin();
        });
    }

    void want() {
        again_ = true;
        if (!timer_.isActive())
            begin();
    }

private:
    static constexpr int kMs = 33;

    void begin() {
        again_ = false;
        timer_.start();
        act_();
    }

    std::function<void()> act_;
    QTimer timer_;
    bool again_ = false;
};

} // namespace inferno::models
