// SPDX-License-Identifier: GPL-3.0-or-later
#include <cctype>
#include <charconv>

#include "core/base/nearest.h"
#include "core/base/units.h"
#include "core/rules/condition_node.h"

namespace inferno::rules {
namespace {

using NodePtr = std::shared_ptr<const Condition::Node>;

constexpr std::size_t kLongest = 4096;
constexpr int kDeepest = 64;

bool isWordChar(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    Result<NodePtr> parse() {
        if (text_.size() > kLongest)
            return wrong(0, "a condition of more than 4,096 bytes");
        INFERNO_TRY(NodePtr root, disjunction());
        skipSpace();
        if (at_ < text_.size())
            return wrong(at_, "'" + std::string(text_.substr(at_)) + "' is left over", "join conditions by and, or");
        return root;
    }

private:
    std::unexpected<Error> wrong(std::size_t at, const std::string& why, const std::string& hint = {}) const {
        return fail(ErrorCode::ConditionInvalid, "column " + std::to_string(at + 1) + ": " + why,
                    hint.empty() ? "such as disk_usage_percent > 80 and load1 < 4" : hint);
    }

    void skipSpace() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t'))
            ++at_;
    }

    /// Takes a word or a sign that stands next; words end where letters do.
    bool take(std::string_view token) {
        const std::size_t before = at_;
        skipSpace();
        const std::size_t end = at_ + token.size();
        const bool found = text_.substr(at_).starts_with(token) &&
                           !(isWordChar(token.back()) && end < text_.size() && isWordChar(text_[end]));
        at_ = found ? end : before;
        return found;
    }

    Result<NodePtr> disjunction() {
        INFERNO_TRY(NodePtr left, conjunction());
        while (take("or") || take("||")) {
            INFERNO_TRY(NodePtr right, conjunction());
            left = join(Operation::Or, std::move(left), std::move(right));
        }
        return left;
    }

    Result<NodePtr> conjunction() {
        INFERNO_TRY(NodePtr left, negation());
        while (take("and") || take("&&")) {
            INFERNO_TRY(NodePtr right, negation());
            left = join(Operation::And, std::move(left), std::move(right));
        }
        return left;
    }

    static NodePtr join(Operation operation, NodePtr left, NodePtr right) {
        return std::make_shared<Condition::Node>(
            Condition::Node{operation, std::move(left), std::move(right), Operand{}, Operand{}});
    }

    Result<NodePtr> negation() {
        if (++depth_ > kDeepest)
            return wrong(at_, "more than 64 levels of parentheses and negations");
        struct Level {
            int& depth;
            ~Level() { --depth; }
        } const level{depth_};
        if (take("not") || takeBang()) {
            INFERNO_TRY(NodePtr inner, negation());
            return join(Operation::Not, std::move(inner), nullptr);
        }
        if (take("(")) {
            INFERNO_TRY(NodePtr inner, disjunction());
            if (!take(")"))
                return wrong(at_, "a ) is missing");
            return inner;
        }
        return comparison();
    }

    /// "!", but not the first half of "!=".
    bool takeBang() {
        skipSpace();
        return !text_.substr(at_).starts_with("!=") && take("!");
    }

    Result<NodePtr> comparison() {
        skipSpace();
        const std::size_t begin = at_;
        INFERNO_TRY(Operand a, operand());
        static constexpr std::pair<std::string_view, Operation> kSigns[] = {
            {">=", Operation::GreaterEqual}, {"<=", Operation::LessEqual}, {"==", Operation::Equal},
            {"!=", Operation::NotEqual},     {">", Operation::Greater},    {"<", Operation::Less},
            {"=", Operation::Equal}};
        for (const auto& [sign, operation] : kSigns) {
            if (!take(sign))
                continue;
            INFERNO_TRY(Operand b, operand());
            INFERNO_CHECK(checkKinds(begin, a, b));
            return std::make_shared<Condition::Node>(
                Condition::Node{operation, nullptr, nullptr, std::move(a), std::move(b)});
        }
        if (a.kind != Kind::Truth)
            return wrong(at_, "'" + a.written + "' is " + std::string(nameOf(a.kind)) + ", not true or false",
                         "compare it, as in " + a.written + " > 80");
        return std::make_shared<Condition::Node>(
            Condition::Node{Operation::Truth, nullptr, nullptr, std::move(a), Operand{}});
    }

    Result<void> checkKinds(std::size_t at, const Operand& a, const Operand& b) const {
        if (!a.metric && !b.metric)
            return wrong(at, "'" + a.written + "' and '" + b.written + "' are both written numbers",
                         "one side is a figure of the machine, such as load1");
        for (const Operand& one : {a, b})
            if (one.kind == Kind::Truth)
                return wrong(at, "'" + one.written + "' is true or false and is not compared",
                             "write it alone, or not " + one.written);
        const bool plain = (!a.metric && a.kind == Kind::Number) || (!b.metric && b.kind == Kind::Number);
        if (a.kind != b.kind && !plain)
            return wrong(at, "'" + a.written + "' is " + std::string(nameOf(a.kind)) + " and '" + b.written + "' is " +
                                 std::string(nameOf(b.kind)));
        return {};
    }

    Result<Operand> operand() {
        skipSpace();
        if (at_ == text_.size())
            return wrong(at_, "a figure or a number is missing");
        const char c = text_[at_];
        if (std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-')
            return number();
        if (isWordChar(c))
            return figure();
        return wrong(at_, std::string("'") + c + "' begins neither a figure nor a number");
    }

    Result<Operand> number() {
        const std::size_t begin = at_;
        at_ += text_[at_] == '-' ? 1 : 0;
        while (at_ < text_.size() && (std::isdigit(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '.'))
            ++at_;
        Operand operand;
        const auto [end, error] = std::from_chars(text_.data() + begin, text_.data() + at_, operand.value);
        if (error != std::errc{} || end != text_.data() + at_)
            return wrong(begin, "'" + std::string(text_.substr(begin, at_ - begin)) + "' is no number");
        const std::size_t unit = at_;
        while (at_ < text_.size() && isWordChar(text_[at_]))
            ++at_;
        if (at_ > unit)
            INFERNO_CHECK(readUnit(begin, operand));
        else if (take("%"))
            operand.kind = Kind::Percent;
        operand.written = std::string(text_.substr(begin, at_ - begin));
        return operand;
    }

    Result<void> readUnit(std::size_t begin, Operand& operand) const {
        const std::string_view whole = text_.substr(begin, at_ - begin);
        if (const auto duration = parseDuration(whole)) {
            operand.kind = Kind::Seconds;
            operand.value = std::chrono::duration<double>(*duration).count();
            return {};
        }
        if (const auto size = parseSize(whole)) {
            operand.kind = Kind::Bytes;
            operand.value = static_cast<double>(static_cast<std::uint64_t>(*size));
            return {};
        }
        return wrong(begin, "'" + std::string(whole) + "' has no unit that is known here", "such as 80%, 8GB or 15m");
    }

    Result<Operand> figure() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && isWordChar(text_[at_]))
            ++at_;
        const std::string_view name = text_.substr(begin, at_ - begin);
        Operand operand;
        operand.metric = findMetric(name);
        if (!operand.metric) {
            const std::string near = nearest(name, metricNames());
            return wrong(begin, "there is no figure '" + std::string(name) + "'",
                         near.empty() ? "docs/jobs.md lists them" : "did you mean " + near + "?");
        }
        operand.kind = operand.metric->kind;
        if (take("(")) {
            if (operand.metric->path == Path::None)
                return wrong(at_ - 1, "'" + std::string(name) + "' takes no path");
            INFERNO_TRY(operand.path, path());
        } else if (operand.metric->path == Path::Required) {
            return wrong(at_, "'" + std::string(name) + "' needs a path",
                         "such as " + std::string(name) + "(\"/var/data\")");
        }
        operand.written = std::string(text_.substr(begin, at_ - begin));
        return operand;
    }

    /// In quotes, or bare up to the closing parenthesis.
    Result<std::string> path() {
        skipSpace();
        const std::size_t begin = at_;
        const char quote = at_ < text_.size() ? text_[at_] : '\0';
        const bool quoted = quote == '"' || quote == '\'';
        const std::size_t end = quoted ? text_.find(quote, begin + 1) : text_.find_first_of(") \t", begin);
        if (end == std::string_view::npos)
            return wrong(begin, quoted ? "a quote is not closed" : "a ) is missing");
        std::string path(text_.substr(begin + (quoted ? 1 : 0), end - begin - (quoted ? 1 : 0)));
        at_ = end + (quoted ? 1 : 0);
        if (!take(")"))
            return wrong(at_, "a ) is missing");
        if (!path.starts_with('/'))
            return wrong(begin, "the path '" + path + "' is not absolute", "give it in full, such as \"/var\"");
        return path;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const auto begin = text.find_first_not_of(kSpace);
    return begin == text.npos ? std::string_view{} : text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

} // namespace

Result<Condition> Condition::parse(std::string_view text) {
    INFERNO_TRY(auto root, Parser(trimmed(text)).parse());
    return Condition(std::string(trimmed(text)), std::move(root));
}

} // namespace inferno::rules
