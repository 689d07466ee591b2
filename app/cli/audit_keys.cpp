// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/audit_keys.h"

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/passphrase.h"
#include "app/cli/settings.h"

namespace inferno::cli {
namespace {

using client::Client;
using nlohmann::json;

/// An option of `audit configure` and the key that it sets.
struct SettingOption {
    const char* option;
    const char* key;
    const char* help;
};
constexpr SettingOption kOptions[] = {
    {"--encryption-key-file", "audit.encryption.key_file",
     "the key file; made where it is absent and its folder is there"},
    {"--rotate-keys-days", "audit.encryption.rotate_keys_days", "rotate the keys by themselves after so many days"},
    {"--compression", "audit.compression.algorithm", "gzip, zstd, lz4 or none"},
    {"--compression-level", "audit.compression.level", "1 to 19"},
    {"--threshold-kb", "audit.compression.threshold_kb", "store smaller blocks uncompressed"},
    {"--retention-days", "audit.retention.max_age_days", "keep events so long; 0: for ever"},
    {"--max-size-gb", "audit.retention.max_size_gb", "keep so much; 0: all"},
    {"--cleanup-interval-hours", "audit.retention.cleanup_interval_hours", "look that often for what may go"},
    {"--archive-to-s3", "audit.retention.archive_to_s3", "true or false: archive what goes before it goes"},
    {"--log-level", "audit.log_level", "trace, debug, info, warn or error: what others append below it is not taken"},
    {"--channels", "audit.alerts.channels", "email, slack, webhook; separated by commas"},
};

constexpr const char* kClasses = "audit.retention.classes";

struct Options {
    std::map<std::string, std::string> settings; ///< by key
    std::vector<std::string> classes;            ///< TYPE=DAYS
    std::string channels;
    bool encryption = false;
    bool keys = false;
    bool signingKey = false;
    std::string file;    ///< of the passphrase
    std::string current; ///< of the passphrase in use
};

Result<int> enable(Context& context, const Options& options) {
    json changes{{"audit.enabled", true}};
    if (!options.channels.empty()) {
        INFERNO_TRY(changes["audit.alerts.channels"], settingOf("audit.alerts.channels", options.channels));
    }
    return changeSettings(context, changes);
}

/// The table of days by event type, as it is in the service's configuration, with these lines set or taken away.
Result<json> classesWith(Context& context, const std::vector<std::string>& lines) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const json shown, service->config());
    json classes = json::object();
    for (const json& item : shown.at("items"))
        if (item.at("key") == kClasses && item.contains("value"))
            classes = item["value"];
    for (const std::string& line : lines) {
        const std::size_t sign = line.rfind('=');
        const std::string type = line.substr(0, sign == line.npos ? 0 : sign);
        const std::string text = sign == line.npos ? "" : line.substr(sign + 1);
        const json days = json::parse(text, nullptr, false);
        if (type.empty() || (text != "none" && !days.is_number_integer()))
            return fail(ErrorCode::InputInvalid, "'" + printable(line) + "' is no event type with its days",
                        "--retention-class model_operation=30, or =none to take the line away");
        if (text == "none")
            classes.erase(type);
        else
            classes[type] = days;
    }
    return classes;
}

Result<int> configure(Context& context, const Options& options) {
    json changes = json::object();
    for (const auto& [key, text] : options.settings) {
        if (text.empty())
            continue;
        // Made absolute here: the service has another working folder.
        const bool path = key == "audit.encryption.key_file";
        INFERNO_TRY(changes[key],
                    settingOf(key, path ? std::filesystem::absolute(text).lexically_normal().string() : text));
    }
    if (!options.classes.empty()) {
        INFERNO_TRY(changes[kClasses], classesWith(context, options.classes));
    }
    if (changes.empty())
        return fail(ErrorCode::InputInvalid, "nothing is to be configured", "inferno audit configure --help");
    return changeSettings(context, changes);
}

Result<int> unlock(Context& context, const Options& options) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const client::AuditStatus before, service->auditStatus());
    if (before.opened_by == "key_file") {
        if (context.json())
            printJson(before);
        else
            printLine("The vault is open: a key file opens it");
        return kOk;
    }
    INFERNO_TRY(const vault::Passphrase passphrase, readPassphrase(options.file, "Passphrase of the vault"));
    INFERNO_TRY(const client::AuditStatus status, service->unlock(std::string(passphrase.view())));
    if (context.json())
        printJson(status);
    else
        printLine("The vault is open");
    return kOk;
}

/// The passphrase that opens the vault now; empty where a key file does.
Result<vault::Passphrase> currentOf(Client& service, const std::string& file) {
    INFERNO_TRY(const client::AuditStatus status, service.auditStatus());
    if (status.opened_by != "passphrase")
        return vault::Passphrase();
    return readPassphrase(file, "Passphrase in use");
}

Result<int> tell(Context& context, const json& document, const char* sentence) {
    if (context.json())
        printJson(document);
    else
        printLine(sentence);
    return kOk;
}

Result<int> setPassphrase(Context& context, const Options& options) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const vault::Passphrase current, currentOf(*service, options.current));
    INFERNO_TRY(const vault::Passphrase fresh, readPassphrase(options.file, "New passphrase", true));
    INFERNO_CHECK(service->setPassphrase(std::string(fresh.view()), std::string(current.view())));
    return tell(context, {{"opened_by", "passphrase"}},
                "From now on this passphrase opens the vault: after a start, inferno audit unlock. Nobody can bring it "
                "back: keep a copy in a safe place");
}

Result<int> removePassphrase(Context& context, const Options& options) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const vault::Passphrase current, currentOf(*service, options.file));
    INFERNO_CHECK(service->removePassphrase(std::string(current.view())));
    return tell(context, {{"opened_by", "key_file"}}, "From now on the key file opens the vault");
}

Result<int> rotate(Context& context, const Options& options) {
    INFERNO_TRY(Client * service, context.service());
    if (!options.keys && !options.signingKey) {
        INFERNO_CHECK(service->rotateAudit());
        return tell(context, {{"rotated", true}}, "Sealed");
    }
    json document = json::object();
    if (options.keys) {
        INFERNO_TRY(const client::KeysRotated made, service->rotateKeys());
        document = made;
        if (!context.json())
            printLine("Key-encryption key " + std::to_string(made.kek_old) + " → " + std::to_string(made.kek_new) +
                      ", data key " + std::to_string(made.data_key_old) + " → " + std::to_string(made.data_key_new));
    }
    if (options.signingKey) {
        INFERNO_TRY(const client::KeysRotated made, service->rotateKeys(true));
        document["verifier_key"] = made.verifier_key;
        document["signing_key"] = true;
        if (!context.json())
            printLine("From now on it is signed by " + made.verifier_key);
    }
    if (context.json())
        printJson(document);
    return kOk;
}

} // namespace

void addAuditKeys(CLI::App& group, Context& context) {
    const auto options = std::make_shared<Options>();

    CLI::App* enabling = group.add_subcommand("enable", "Take the events of others");
    enabling->add_flag("--encryption", options->encryption, "the vault is always encrypted; nothing changes");
    enabling->add_option("--channels", options->channels, "where alerts go: email, slack, webhook; by commas");
    onCall(enabling, context, [&context, options] { return enable(context, *options); });

    CLI::App* configuring = group.add_subcommand("configure", "Change the vault's settings");
    for (const SettingOption& one : kOptions)
        configuring->add_option(one.option, options->settings[one.key], one.help);
    configuring->add_option("--retention-class", options->classes,
                            "TYPE=DAYS: keep events of this type so long, whatever --retention-days says; may be "
                            "given several times; TYPE=none takes it back");
    onCall(configuring, context, [&context, options] { return configure(context, *options); });

    CLI::App* unlocking = group.add_subcommand("unlock", "Open a vault that a passphrase opens");
    unlocking->add_option("--passphrase-file", options->file, "its first line is the passphrase; - the standard input");
    onCall(unlocking, context, [&context, options] { return unlock(context, *options); });

    CLI::App* passphrase = group.add_subcommand("passphrase", "Let a passphrase open the vault, or the key file again");
    passphrase->require_subcommand(1);
    CLI::App* setting = passphrase->add_subcommand("set", "Let a passphrase open the vault");
    setting->add_option("--passphrase-file", options->file, "its first line is the new one; - the standard input");
    setting->add_option("--current-passphrase-file", options->current, "the one in use, where there is one");
    onCall(setting, context, [&context, options] { return setPassphrase(context, *options); });
    CLI::App* removing = passphrase->add_subcommand("remove", "Let the key file open the vault");
    removing->add_option("--passphrase-file", options->file, "its first line is the one in use; - the standard input");
    onCall(removing, context, [&context, options] { return removePassphrase(context, *options); });

    CLI::App* rotating = group.add_subcommand("rotate", "Seal what is acknowledged into a segment");
    rotating->add_flag("--keys", options->keys, "and make a new key-encryption key and a new data key");
    rotating->add_flag("--signing-key", options->signingKey, "and let a new key sign; the old one hands over to it");
    onCall(rotating, context, [&context, options] { return rotate(context, *options); });
}

} // namespace inferno::cli
