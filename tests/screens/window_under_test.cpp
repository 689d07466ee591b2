// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/screens/window_under_test.h"

#include <functional>

#include <QAccessible>
#include <QCoreApplication>
#include <QDir>
#include <QTest>

namespace inferno::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSettleMs = 40; // a layout comes with the next frame

QStringList& messages() {
    static QStringList list;
    return list;
}

void take(QtMsgType type, const QMessageLogContext&, const QString& text) {
    if (type != QtDebugMsg && type != QtInfoMsg)
        messages().append(text);
}

void visit(QQuickItem* item, const std::function<void(QQuickItem*)>& act) {
    if (!item->isVisible() || item->opacity() == 0)
        return;
    act(item);
    for (QQuickItem* child : item->childItems())
        visit(child, act);
}

QString nameOf(QQuickItem* item) {
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(item);
    return interface ? interface->text(QAccessible::Name) : QString();
}

QString folder() {
    const QString path = QCoreApplication::applicationDirPath() + u"/../screens"_s;
    QDir().mkpath(path);
    return path;
}

} // namespace

MessageCatcher::MessageCatcher() {
    messages().clear();
    before_ = qInstallMessageHandler(take);
}

MessageCatcher::~MessageCatcher() {
    qInstallMessageHandler(before_);
}

QString MessageCatcher::said() const {
    return messages().join(u'\n');
}

WindowUnderTest::WindowUnderTest(models::Backend& backend, const Clock& clock, bool dark, const QSize& size)
    : app_(std::make_unique<models::AppState>(
          backend, clock, models::AppState::Options{QTimeZone("Europe/Berlin"), u"mara.keller"_s, QString(), false})),
      settings_(std::make_unique<ui::WindowSettings>(QString())), engine_(std::make_unique<QQmlApplicationEngine>()) {
    engine_->addImportPath(u"qrc:/qt/qml"_s);
    engine_->setInitialProperties({{u"app"_s, QVariant::fromValue(app_.get())},
                                   {u"settings"_s, QVariant::fromValue(settings_.get())},
                                   {u"still"_s, true},
                                   {u"themeMode"_s, dark ? 2 : 1}});
    engine_->load(QUrl(u"qrc:/qt/qml/Inferno/App/Main.qml"_s));
    if (engine_->rootObjects().isEmpty())
        return;
    window_ = qobject_cast<QQuickWindow*>(engine_->rootObjects().first());
    window_->resize(size);
    app_->start();
    window_->show();
    window_->requestActivate();
}

WindowUnderTest::~WindowUnderTest() {
    engine_.reset();
}

QQuickItem* WindowUnderTest::find(const QString& name) const {
    QQuickItem* found = nullptr;
    visit(window_->contentItem(), [&](QQuickItem* item) {
        if (!found && item->isEnabled() && nameOf(item) == name)
            found = item;
    });
    return found;
}

bool WindowUnderTest::click(const QString& name) const {
    QTest::qWait(kSettleMs);
    QQuickItem* item = find(name);
    if (!item)
        return false;
    const QPointF middle = item->mapToScene({item->width() / 2, item->height() / 2});
    QTest::mouseClick(window_, Qt::LeftButton, {}, middle.toPoint());
    return true;
}

bool WindowUnderTest::type(const QString& name, const QString& text) const {
    if (!click(name))
        return false;
    for (const QChar letter : text)
        QTest::keyClick(window_, letter.toLatin1());
    return true;
}

QStringList WindowUnderTest::nameless() const {
    QStringList list;
    visit(window_->contentItem(), [&](QQuickItem* item) {
        if (item->activeFocusOnTab() && item->isEnabled() && nameOf(item).isEmpty())
            list.append(QString::fromLatin1(item->metaObject()->className()));
    });
    return list;
}

QImage WindowUnderTest::picture(const QString& name) const {
    const QImage image = window_->grabWindow();
    image.save(folder() + u'/' + name + u".png"_s);
    return image;
}

} // namespace inferno::tests
