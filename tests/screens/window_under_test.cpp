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
constexpr int kLookMs = 25;
constexpr int kLooks = 80;
constexpr int kQuickPng = 89; // Qt's word for zlib's level 1

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

} // namespace

QString screensFolder() {
    const QString path = QDir::cleanPath(QCoreApplication::applicationDirPath() + u"/../screens"_s);
    QDir().mkpath(path);
    return path;
}

void savePicture(const QImage& image, const QString& name) {
    image.save(screensFolder() + u'/' + name + u".png"_s, "PNG", kQuickPng);
}

QImage stillImage(QQuickWindow* window) {
    QImage before;
    QImage now = window->grabWindow();
    for (int look = 0; look < kLooks && now != before; ++look) {
        QTest::qWait(kLookMs);
        before = now;
        now = window->grabWindow();
    }
    return now;
}

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

WindowUnderTest::WindowUnderTest(models::Backend& backend, const Clock& clock, bool dark, const QSize& size,
                                 const QString& version)
    : app_(std::make_unique<models::AppState>(
          backend, clock, models::AppState::Options{QTimeZone("Europe/Berlin"), u"mara.keller"_s, version, false})),
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
    savePicture(image, name);
    return image;
}

QImage WindowUnderTest::stillPicture(const QString& name) const {
    const QImage image = stillImage(window_);
    savePicture(image, name);
    return image;
}

void WindowUnderTest::setDark(bool dark) {
    window_->setProperty("themeMode", dark ? 2 : 1);
}

} // namespace inferno::tests
