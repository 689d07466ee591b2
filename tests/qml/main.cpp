// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the tst_*.qml of this folder with the real controls, offscreen.
#include <QQmlEngine>
#include <QtQuickTest>

#include "qml/Inferno/Theme/look.h"
#include "tests/qml/bench.h"

class Setup : public QObject {
    Q_OBJECT

public Q_SLOTS:
    void applicationAvailable() {
        if (const QStringList missing = inferno::ui::setUpLook(); !missing.isEmpty())
            qFatal("fonts are missing: %s", qUtf8Printable(missing.join(u' ')));
    }

    // Each test file has an engine of its own, and a bench of its own.
    void qmlEngineAvailable(QQmlEngine* engine) {
        engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
        bench_ = std::make_unique<Bench>();
        qmlRegisterSingletonInstance("Inferno.Test", 1, 0, "Bench", bench_.get());
    }

private:
    std::unique_ptr<Bench> bench_;
};

QUICK_TEST_MAIN_WITH_SETUP(qml, Setup)

#include "main.moc"
