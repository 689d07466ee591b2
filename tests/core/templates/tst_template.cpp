// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTest>

#include "core/templates/template.h"

using namespace inferno;
using namespace inferno::templates;
using nlohmann::json;

namespace {

/// A template with one parameter, which begins at line 4.
std::string withParameter(const std::string& fields) {
    return "name: t\ncommand: echo ${p}\nparameters:\n  - name: p\n" + fields;
}

Template parsed(const std::string& text) {
    auto one = parse(text, "t.yaml");
    if (!one)
        qFatal("%s", one.error().message().c_str());
    return *std::move(one);
}

Template shipped(const char* name) {
    QFile file(QString::fromLocal8Bit(qgetenv("INFERNO_SOURCE")) + QStringLiteral("/resources/templates/") +
               QLatin1String(name) + QStringLiteral(".yaml"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is not there", name);
    return parsed(file.readAll().toStdString());
}

} // namespace

class TestTemplate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theGuidesTemplate() {
        const Template one = shipped("model_conversion");
        QCOMPARE(one.name, "model_conversion");
        QCOMPARE(one.description, "Convert models between formats");
        QCOMPARE(one.parameters.size(), 3);
        QVERIFY(one.parameters[0].required && !one.parameters[0].byDefault);
        QCOMPARE(one.parameters[2].type, ParameterType::Enum);
        QCOMPARE(one.parameters[2].values, (std::vector<std::string>{"gguf", "onnx", "pytorch"}));
        QCOMPARE(one.parameters[2].byDefault, "gguf");
        QVERIFY(one.command.starts_with("for model in ${input_dir}/*; do\n") && one.command.ends_with("done"));
        QVERIFY(one.resources == json({{"cpu_limit", 2.0}, {"memory_limit_gb", 4.0}}));
        QCOMPARE(one.timeoutSeconds, 7200);
        QCOMPARE(one.retryAttempts, 2);
        QCOMPARE(one.retryBackoff, 1.5);
        QVERIFY(one.permissions.empty());
    }

    void allThatShipAreTemplates() {
        for (const char* name :
             {"model_conversion", "model_validation", "batch_inference", "cache_maintenance", "log_maintenance"})
            QCOMPARE(shipped(name).name, name);
        QVERIFY(shipped("batch_inference").resources.at("gpu_required") == true);
        QCOMPARE(shipped("log_maintenance").permissions, std::vector<std::string>{"maintenance:run"});
    }

    void everyFieldIsRead() {
        const Template one = parsed("name: a.b-C_9\ndescription: what\ncommand: \"run\"\ntimeout_seconds: 1.5\n"
                                    "retry: {max_attempts: 3, backoff_multiplier: 2, base_delay_seconds: 5, "
                                    "max_delay_seconds: 60}\nresources: {gpu_required: false}\n"
                                    "permissions: [maintenance:run]\nparameters: []\n");
        QCOMPARE(one.timeoutSeconds, 1.5);
        QCOMPARE(one.retryDelaySeconds, 5);
        QCOMPARE(one.retryMaxDelaySeconds, 60);
        QVERIFY(one.resources == json({{"gpu_required", false}}));
        const json shown = toJson(one);
        QVERIFY(shown["retry_attempts"] == 3);
        QVERIFY(shown["timeout"] == 1.5);
        QVERIFY(shown["text"].get<std::string>().starts_with("name: a.b-C_9\n"));
    }

    void whatIsWrongIsToldWithItsLine_data() {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, const std::string& text, const char* said) {
            QTest::newRow(name) << text << QString::fromUtf8(said);
        };
        row("empty", "", "t.yaml:1: the file is empty");
        row("no yaml", "name: t\ncommand: [a\n", "t.yaml:3: this is no YAML");
        row("two", "name: t\ncommand: x\n---\nname: u\n", "t.yaml:4: a second document");
        row("a list", "- a\n", "t.yaml:1: a template must have fields");
        row("no name", "command: x\n", "t.yaml:1: the template has no name");
        row("no command", "name: t\n", "t.yaml:1: the template has no command");
        row("a path", "name: ../t\ncommand: x\n", "t.yaml:1: the name '../t' cannot be used");
        row("empty command", "name: t\ncommand: \" \"\n", "t.yaml:2: the command is empty");
        row("unknown", "name: t\ncommand: x\ntimeout_second: 3\n",
            "t.yaml:3: a template has no field 'timeout_second' · did you mean 'timeout_seconds'?");
        row("twice", "name: t\ncommand: x\nname: u\n", "t.yaml:3: a template: 'name' is there twice");
        row("timeout", "name: t\ncommand: x\ntimeout_seconds: soon\n", "t.yaml:3: timeout_seconds must be a number");
        row("attempts", "name: t\ncommand: x\nretry:\n  max_attempts: 1.5\n",
            "t.yaml:4: retry: max_attempts must be a whole number");
        row("memory", "name: t\ncommand: x\nresources:\n  memory_limit_gb: 0\n",
            "t.yaml:4: resources: memory_limit_gb must be more than 0");
        row("gpu", "name: t\ncommand: x\nresources:\n  gpu_required: maybe\n",
            "t.yaml:4: resources: gpu_required must be true or false");
        row("permission", "name: t\ncommand: x\npermissions: [audit:erase]\n",
            "t.yaml:3: permissions: 'audit:erase' cannot be given to a run");
        row("parameters", "name: t\ncommand: x\nparameters:\n  p: string\n", "t.yaml:4: parameters must be a list");
        row("nameless", "name: t\ncommand: x\nparameters:\n  - type: string\n", "t.yaml:4: a parameter has no name");
        row("no type", withParameter("    required: true\n"), "t.yaml:4: parameter p has no type");
        row("type", withParameter("    type: int\n"),
            "t.yaml:5: parameter p: there is no type 'int' · one of string, integer");
        row("field", withParameter("    type: string\n    defualt: x\n"),
            "t.yaml:6: parameter p has no field 'defualt' · did you mean 'default'?");
        row("required", withParameter("    type: string\n    required: yes please\n"),
            "t.yaml:6: parameter p: required must be true or false");
        row("default", withParameter("    type: integer\n    default: many\n"),
            "t.yaml:6: parameter p: the default must be a whole number, and is 'many'");
        row("default of an enum", withParameter("    type: enum\n    values: [fast, exact]\n    default: fats\n"),
            "t.yaml:7: parameter p: the default must be one of fast, exact, and is 'fats' · did you mean 'fast'?");
        row("no values", withParameter("    type: enum\n"), "t.yaml:4: parameter p is an enum without values");
        row("values", withParameter("    type: string\n    values: [a]\n"),
            "t.yaml:6: parameter p: only an enum has values");
        row("value twice", withParameter("    type: enum\n    values: [a, a]\n"), "t.yaml:6: parameter p: values: 'a'");
        row("required and default", withParameter("    type: string\n    required: true\n    default: x\n"),
            "t.yaml:7: parameter p is required, so its default is never used");
        row("parameter twice", withParameter("    type: string\n  - name: p\n    type: string\n"),
            "t.yaml:6: parameter p is there twice");
        for (const char* name : {"P", "1p", "a-b", "é"})
            row(name, std::string("name: t\ncommand: x\nparameters:\n  - name: ") + name + "\n    type: string\n",
                "that cannot be the name of a variable");
        for (const char* name : {"timeout", "param", "json", "data_dir", "tag", "help"})
            row(name, std::string("name: t\ncommand: x\nparameters:\n  - name: ") + name + "\n    type: string\n",
                "t.yaml:4: parameter");
        row("large", "name: t\ncommand: x\n" + std::string(300'000, '#'), "t.yaml:1: the file has 300019 bytes");
        std::string deep = "name: ";
        for (int i = 0; i < 50'000; ++i)
            deep += '[';
        row("deep", deep, "t.yaml:1: this is no YAML");
    }
    void whatIsWrongIsToldWithItsLine() {
        QFETCH(std::string, text);
        QFETCH(QString, said);
        const auto one = parse(text, "t.yaml");
        QVERIFY(!one);
        QCOMPARE(one.error().code, ErrorCode::TemplateInvalid);
        const QString message = QString::fromStdString(one.error().message());
        QVERIFY2(message.contains(said), qPrintable(message));
    }

    void valuesAreChecked_data() {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("becomes"); ///< "!" and what is said, where it is refused
        const auto row = [](const char* type, const char* given, const char* becomes) {
            QTest::addRow("%s %s", type, given)
                << QString::fromUtf8(type) << QString::fromUtf8(given) << QString::fromUtf8(becomes);
        };
        row("string", "\"two words; $(touch x) 'a' \\\"b\\\"\\n`c`\\\\\"", "two words; $(touch x) 'a' \"b\"\n`c`\\");
        row("string", "7", "7");
        row("string", "true", "true");
        row("string", R"("a\u0000b")", "!holds a zero byte");
        row("string", R"([1])", "!must be a text, a number");
        row("integer", R"("007")", "7");
        row("integer", "-5", "-5");
        row("integer", R"("1; rm -rf /")", "!must be a whole number, and is '1; rm -rf /'");
        row("integer", "1.5", "!must be a whole number");
        row("integer", R"("99999999999999999999")", "!must be a whole number");
        row("integer", "null", "");
        row("number", R"("2.50")", "2.50");
        row("number", "1e3", "1000.0");
        row("number", R"("inf")", "!must be a number");
        row("number", R"("1.5x")", "!must be a number");
        row("boolean", "true", "true");
        row("boolean", R"("false")", "false");
        row("boolean", R"("yes")", "!must be true or false");
        row("enum", R"("fast")", "fast");
        row("enum", R"("fsat")", "!must be one of fast, exact, and is 'fsat' · did you mean 'fast'?");
    }
    void valuesAreChecked() {
        QFETCH(QString, type);
        QFETCH(QString, given);
        QFETCH(QString, becomes);
        std::string fields = "    type: " + type.toStdString() + "\n";
        if (type == QStringLiteral("enum"))
            fields += "    values: [fast, exact]\n";
        const auto values = valuesOf(parsed(withParameter(fields)), {{"p", json::parse(given.toStdString())}});
        if (becomes.startsWith(u'!')) {
            QVERIFY(!values);
            QCOMPARE(values.error().code, ErrorCode::JobInvalid);
            const QString message = QString::fromStdString(values.error().message());
            QVERIFY2(message.contains(QStringLiteral("parameter p of template t ") + becomes.mid(1)),
                     qPrintable(message));
            return;
        }
        QVERIFY2(values.has_value(), values ? "" : values.error().message().c_str());
        QCOMPARE(QString::fromStdString(values->at("p")), becomes);
    }

    void whatIsMissingAndWhatIsUnknown() {
        const Template one = shipped("model_conversion");
        const auto why = [&](const json& given) { return valuesOf(one, given).error().message(); };
        QVERIFY(why({{"input_dir", "/in"}}).find("parameter output_dir of template model_conversion is missing") !=
                std::string::npos);
        QVERIFY(
            why({{"input_dir", ""}, {"output_dir", "/o"}}).find("input_dir of template model_conversion is empty") !=
            std::string::npos);
        QVERIFY(why({{"input_dri", "/in"}}).find("did you mean 'input_dir'?") != std::string::npos);
        QVERIFY(why(json::array()).find("params must be an object") != std::string::npos);
        const auto all = valuesOf(one, {{"input_dir", "/in"}, {"output_dir", "/out"}});
        QCOMPARE(all->at("format"), "gguf");
        QCOMPARE(valuesOf(shipped("cache_maintenance"), json::object())->at("max_age"), "");
    }

    void aRequestIsExpanded() {
        const Template one = shipped("batch_inference");
        const json params = {{"model", "m; true"}, {"input_file", "a b"}, {"output_file", "$(x)"}};
        const auto plain = expanded(one, {{"name", "n"}, {"params", params}});
        QVERIFY(plain.has_value());
        QVERIFY((*plain)["template"] == "batch_inference");
        QVERIFY((*plain)["command"] == one.command); // no value is in it
        QVERIFY((*plain)["params"]["output_file"] == "$(x)");
        QVERIFY((*plain)["params"]["batch_size"] == "10");
        QVERIFY((*plain)["timeout"] == 3600.0);
        QVERIFY((*plain)["resources"]["gpu_required"] == true);
        QVERIFY(!plain->contains("retry_attempts"));
        // What was asked for stands before what the template says.
        const auto asked =
            expanded(one, {{"params", params}, {"timeout", 5}, {"resources", {{"gpu_required", false}}}});
        QVERIFY((*asked)["timeout"] == 5);
        QVERIFY((*asked)["resources"] == json({{"cpu_limit", 4.0}, {"memory_limit_gb", 8.0}, {"gpu_required", false}}));
        const auto converted =
            expanded(shipped("model_conversion"), {{"params", {{"input_dir", "/i"}, {"output_dir", "/o"}}}});
        QVERIFY((*converted)["retry_backoff"] == 1.5);
    }
};

QTEST_APPLESS_MAIN(TestTemplate)
#include "tst_template.moc"
