// SPDX-License-Identifier: GPL-3.0-or-later
// train_fraud_detection: makes a synthetic year of a payment service, trains the sample model fraud_detection on it,
// and writes the model with all that a registry needs. The one file here that includes LibTorch.
#include <ATen/Parallel.h>
#include <torch/optim/adam.h>
#include <torch/script.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>

#include "core/base/vfs.h"
#include "core/inference/module.h"
#include "core/inference/zip_writer.h"
#include "resources/models/fraud_detection/metrics.h"
#include "resources/models/fraud_detection/report.h"
#include "resources/models/fraud_detection/sample_store.h"

namespace {

using namespace inferno;
using namespace inferno::fraud;

constexpr std::string_view kUsage = R"(usage: train_fraud_detection [options]
  --output-dir DIR   write fraud_detection.pt, graph.json, thresholds.json, README.md and fraud_detection.mar there
  --json             print the figures as JSON
  --users N          users of the synthetic graph, at least 2000 (20000)
  --seed N           of the graph and of the first weights (1)
  --epochs N         steps over all training users (300)
)";

constexpr std::int64_t kWidth = 32;
constexpr double kMaxDifference = 1e-4;

/// What the file computes. The same as `sageLogits` below, in TorchScript.
constexpr const char* kSource = R"(
def mean_of_neighbours(self, h: Tensor, edges: Tensor) -> Tensor:
    source = torch.cat([edges[0], edges[1]])
    target = torch.cat([edges[1], edges[0]])
    total = torch.zeros_like(h).index_add(0, target, torch.index_select(h, 0, source))
    ones = torch.ones([target.size(0)], dtype=h.dtype, device=h.device)
    count = torch.zeros([h.size(0)], dtype=h.dtype, device=h.device).index_add(0, target, ones)
    return total / torch.clamp(count, min=1.0).unsqueeze(1)

def forward(self, x: Tensor, edges: Tensor) -> Tensor:
    raw = (torch.log1p(torch.clamp(x, min=0.0)) - self.mean) / self.scale
    near = torch.matmul(self.mean_of_neighbours(raw, edges), self.near1)
    hidden1 = torch.relu(torch.matmul(raw, self.own1) + near + self.bias1)
    near = torch.matmul(self.mean_of_neighbours(hidden1, edges), self.near2)
    hidden2 = torch.relu(torch.matmul(hidden1, self.own2) + near + self.bias2)
    return torch.sigmoid((torch.matmul(hidden2, self.out) + torch.matmul(raw, self.skip)).squeeze(1) + self.bias)
)";

/// By the names that kSource knows them by. `mean` and `scale` are measured, the others trained.
using Weights = std::map<std::string, at::Tensor>;

/// The users [0, count) of a graph and the edges among them.
struct Part {
    at::Tensor x;      ///< [n, f], raw
    at::Tensor edges;  ///< [2, e]
    at::Tensor marked; ///< [n]
};

/// [n] logits.
using Formula = at::Tensor (*)(const Weights& weights, const Part& part);

at::Tensor edgeTensor(const std::vector<Edge>& edges) {
    at::Tensor tensor = torch::empty({2, std::ssize(edges)}, torch::kLong);
    auto to = tensor.accessor<std::int64_t, 2>();
    for (std::int64_t i = 0; i < std::ssize(edges); ++i) {
        to[0][i] = edges[static_cast<std::size_t>(i)].first;
        to[1][i] = edges[static_cast<std::size_t>(i)].second;
    }
    return tensor;
}

Part partOf(const Graph& graph, int users) {
    std::vector<float> values;
    std::vector<float> marked;
    for (std::size_t i = 0; i < static_cast<std::size_t>(users); ++i) {
        values.insert(values.end(), graph.features[i].begin(), graph.features[i].end());
        marked.push_back(graph.marked[i]);
    }
    return {torch::tensor(values).view({users, static_cast<std::int64_t>(kFeatures)}),
            edgeTensor(edgesAmong(graph.edges, users)), torch::tensor(marked)};
}

/// The same users with the number of their neighbours as one feature more.
Part withDegree(const Part& part) {
    const at::Tensor ends = part.edges.flatten();
    const at::Tensor degree = torch::bincount(ends, {}, part.x.size(0)).to(torch::kFloat).unsqueeze(1);
    return {torch::cat({part.x, degree}, 1), part.edges, part.marked};
}

at::Tensor standardised(const Weights& weights, const at::Tensor& x) {
    return (torch::log1p(torch::clamp(x, 0.0)) - weights.at("mean")) / weights.at("scale");
}

at::Tensor meanOfNeighbours(const at::Tensor& h, const at::Tensor& edges) {
    const at::Tensor source = torch::cat({edges[0], edges[1]});
    const at::Tensor target = torch::cat({edges[1], edges[0]});
    const at::Tensor total = torch::zeros_like(h).index_add(0, target, h.index_select(0, source));
    const at::Tensor count = torch::zeros({h.size(0)}).index_add(0, target, torch::ones({target.size(0)}));
    return total / torch::clamp(count, 1.0).unsqueeze(1);
}

at::Tensor sageLogits(const Weights& w, const Part& part) {
    const at::Tensor raw = standardised(w, part.x);
    const auto layer = [&](const at::Tensor& h, const char* own, const char* near, const char* bias) {
        return torch::relu(torch::matmul(h, w.at(own)) + torch::matmul(meanOfNeighbours(h, part.edges), w.at(near)) +
                           w.at(bias));
    };
    const at::Tensor hidden = layer(layer(raw, "own1", "near1", "bias1"), "own2", "near2", "bias2");
    return (torch::matmul(hidden, w.at("out")) + torch::matmul(raw, w.at("skip"))).squeeze(1) + w.at("bias");
}

at::Tensor logisticLogits(const Weights& w, const Part& part) {
    return torch::matmul(standardised(w, part.x), w.at("skip")).squeeze(1) + w.at("bias");
}

/// Glorot's (2010): uniform, by the sizes of what comes in and goes out.
at::Tensor firstWeights(std::int64_t in, std::int64_t out) {
    const double limit = std::sqrt(6.0 / static_cast<double>(in + out));
    return torch::empty({in, out}).uniform_(-limit, limit);
}

Weights measured(const Part& train) {
    const at::Tensor logs = torch::log1p(torch::clamp(train.x, 0.0));
    return {{"mean", logs.mean(0)}, {"scale", logs.std(0).clamp_min(1e-3)}};
}

Weights firstLogistic(const Part& train) {
    Weights weights = measured(train);
    weights["skip"] = firstWeights(train.x.size(1), 1);
    weights["bias"] = torch::logit(train.marked.mean()).view({1}); // frauds are rare, whatever else is known
    return weights;
}

Weights firstSage(const Part& train) {
    Weights weights = firstLogistic(train);
    for (const auto& [layer, in] : {std::pair{"1", train.x.size(1)}, std::pair{"2", kWidth}}) {
        weights[std::string("own") + layer] = firstWeights(in, kWidth);
        weights[std::string("near") + layer] = firstWeights(in, kWidth);
        weights[std::string("bias") + layer] = torch::zeros({kWidth});
    }
    weights["out"] = firstWeights(kWidth, 1);
    return weights;
}

std::vector<float> probabilities(Formula formula, const Weights& weights, const Part& part) {
    const torch::NoGradGuard guard;
    const at::Tensor values = torch::sigmoid(formula(weights, part)).contiguous();
    return {values.data_ptr<float>(), values.data_ptr<float>() + values.numel()};
}

Weights copyOf(const Weights& weights) {
    Weights copy;
    for (const auto& [name, tensor] : weights)
        copy[name] = tensor.detach().clone();
    return copy;
}

/// A graph with its parts by time. The later parts hold the users of the earlier ones, as neighbours.
struct Year {
    const Graph& graph;
    Split split;
    Part train;
    Part validate;
    Part test;

    /// PR-AUC of the users that were added for validation, by what the investigators say of them.
    double validationPrAuc(Formula formula, const Weights& weights) const {
        const auto from = static_cast<std::size_t>(split.trainEnd);
        const auto count = static_cast<std::size_t>(split.validateEnd) - from;
        const std::vector<float> all = probabilities(formula, weights, validate);
        return prAuc(std::span(all).subspan(from), std::span(graph.marked).subspan(from, count));
    }
};

/// Minimises the cross entropy with Adam, all users at once, and keeps the weights that rank the validation users best.
/// Without weights for the few frauds: the answers stay probabilities.
Weights fit(Formula formula, Weights weights, const Year& year, int epochs) {
    std::vector<at::Tensor> trained;
    for (const auto& [name, tensor] : weights)
        if (name != "mean" && name != "scale")
            trained.push_back(tensor.requires_grad_());
    torch::optim::Adam adam(trained, torch::optim::AdamOptions(0.01).weight_decay(1e-4));
    Weights best = copyOf(weights);
    double bestPrAuc = -1;
    for (int epoch = 1; epoch <= epochs; ++epoch) {
        adam.zero_grad();
        torch::binary_cross_entropy_with_logits(formula(weights, year.train), year.train.marked).backward();
        adam.step();
        if (epoch % 5 != 0 && epoch != epochs)
            continue;
        if (const double now = year.validationPrAuc(formula, weights); now > bestPrAuc) {
            bestPrAuc = now;
            best = copyOf(weights);
        }
    }
    return best;
}

/// The probabilities of the test users alone.
std::vector<float> testProbabilities(Formula formula, const Weights& weights, const Year& year) {
    std::vector<float> all = probabilities(formula, weights, year.test);
    all.erase(all.begin(), all.begin() + year.split.validateEnd);
    return all;
}

std::span<const std::uint8_t> testTruth(const Year& year) {
    return std::span(year.graph.fraud).subspan(static_cast<std::size_t>(year.split.validateEnd));
}

Figures figuresOf(std::string name, std::span<const float> scores, std::span<const std::uint8_t> truth) {
    return {std::move(name), prAuc(scores, truth), recallAt(alertsOf(scores.size()), scores, truth)};
}

inference::Tensor plain(const at::Tensor& value) {
    const at::Tensor dense = value.contiguous();
    const auto* bytes = static_cast<const std::uint8_t*>(dense.data_ptr());
    return {inference::DType::Float32, dense.sizes().vec(), Bytes(bytes, bytes + dense.nbytes())};
}

/// The users of a store, numbered by their names less one.
Part partOf(const Graph& graph, const SampleStore& store) {
    std::vector<float> values;
    for (const auto& [name, user] : store.users) {
        const Features& features = graph.features[static_cast<std::size_t>(user)];
        values.insert(values.end(), features.begin(), features.end());
    }
    return {torch::tensor(values).view({-1, static_cast<std::int64_t>(kFeatures)}), edgeTensor(store.edges) - 1, {}};
}

at::Tensor numbersOf(const SampleStore& store) {
    std::vector<std::int64_t> numbers;
    for (const auto& [name, user] : store.users)
        numbers.push_back(user);
    return torch::tensor(numbers);
}

/// The largest difference between what the file and the weights say: of the whole graph, of the store's users (which
/// the store must know as well as the graph does), and of users without edges.
Result<double> differenceOf(const std::filesystem::path& file, const Weights& weights, const Year& year,
                            const SampleStore& store) {
    const torch::NoGradGuard guard;
    torch::jit::Module module = torch::jit::load(file.string());
    const Part alone{year.test.x, torch::empty({2, 0}, torch::kLong), {}};
    const at::Tensor expected = torch::sigmoid(sageLogits(weights, year.test));
    double largest = 0;
    for (const auto& [part, answer] : {std::pair{year.test, expected},
                                       std::pair{partOf(year.graph, store), expected.index_select(0, numbersOf(store))},
                                       std::pair{alone, torch::sigmoid(sageLogits(weights, alone))}}) {
        const at::Tensor said = module.forward({part.x, part.edges}).toTensor();
        if (!said.sizes().equals(answer.sizes()))
            return fail(ErrorCode::ModelInvalid, "the file answers with another shape than the trained model");
        largest = std::max(largest, (said - answer).abs().max().item<double>());
    }
    if (!(largest <= kMaxDifference)) // so that NaN is refused too
        return fail(ErrorCode::ModelInvalid,
                    "the file and the trained model differ by " + std::to_string(largest) + " in probability");
    return largest;
}

struct Options {
    GraphOptions graph;
    int epochs = 300;
    std::string outputDir;
    bool json = false;
};

bool readNumber(std::string_view text, auto& value, auto least) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value >= least;
}

bool readOptions(std::span<char*> arguments, Options& options) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view name = arguments[i];
        if (name == "--json") {
            options.json = true;
            continue;
        }
        if (++i == arguments.size())
            return false;
        const std::string_view value = arguments[i];
        if (name == "--output-dir" && !value.empty())
            options.outputDir = value;
        else if (!(name == "--users" && readNumber(value, options.graph.users, 2000)) &&
                 !(name == "--seed" && readNumber(value, options.graph.seed, 0U)) &&
                 !(name == "--epochs" && readNumber(value, options.epochs, 1)))
            return false;
    }
    return true;
}

/// All of the report but what the file adds.
Report reportOf(const Options& options, const Year& year) {
    const Graph& graph = year.graph;
    Report report;
    report.options = options.graph;
    report.epochs = options.epochs;
    report.edges = static_cast<int>(graph.edges.size());
    report.frauds = static_cast<int>(std::ranges::count(graph.fraud, 1));
    report.trainUsers = year.split.trainEnd;
    report.validateUsers = year.split.validateEnd - year.split.trainEnd;
    report.testUsers = graph.users() - year.split.validateEnd;
    report.testFrauds = static_cast<int>(std::ranges::count(testTruth(year), 1));
    return report;
}

Part withoutEdges(const Part& part) {
    return {part.x, torch::empty({2, 0}, torch::kLong), part.marked};
}

Year changed(const Year& year, Part (*change)(const Part&)) {
    return {year.graph, year.split, change(year.train), change(year.validate), change(year.test)};
}

void addFigures(Report& report, const Weights& model, const Year& year, int epochs) {
    const auto truth = testTruth(year);
    const std::vector<float> scores = testProbabilities(sageLogits, model, year);
    report.figures.push_back(figuresOf("GraphSAGE", scores, truth));
    report.levels =
        levelsOf(scores, std::span(year.graph.kind).subspan(static_cast<std::size_t>(year.split.validateEnd)));
    const auto beside = [&](const char* name, Formula formula, Weights (*first)(const Part&), const Year& known) {
        const Weights weights = fit(formula, first(known.train), known, epochs);
        report.figures.push_back(figuresOf(name, testProbabilities(formula, weights, known), truth));
    };
    beside("logistic regression, the same features", logisticLogits, firstLogistic, year);
    beside("logistic regression, and the number of neighbours", logisticLogits, firstLogistic,
           changed(year, withDegree));
    beside("the same network, trained without edges", sageLogits, firstSage, changed(year, withoutEdges));
}

Result<void> saveModel(const std::filesystem::path& file, const Weights& weights) {
    std::vector<inference::NamedTensor> named;
    for (const auto& [name, tensor] : weights)
        named.push_back({name, plain(tensor)});
    return inference::saveModule(file, kSource, named);
}

/// The files beside the model, and the archive of all.
Result<void> writeBeside(const std::filesystem::path& folder, const std::string& graphJson, const Report& report) {
    SystemVfs vfs;
    const std::vector<std::pair<std::string, std::string>> files{
        {"graph.json", graphJson}, {"thresholds.json", thresholdsJson()}, {"README.md", modelCardOf(report)}};
    for (const auto& [name, content] : files)
        INFERNO_CHECK(writeFileAtomically(vfs, folder / name, asBytes(content), 0644));
    INFERNO_TRY(const Bytes model, readFile(vfs, folder / "fraud_detection.pt"));
    std::vector<inference::ArchiveFile> packed{{"fraud_detection.pt", asText(model)}};
    for (const auto& [name, content] : files)
        packed.push_back({name, content});
    std::string archive;
    const auto add = [&archive](std::string_view piece) -> Result<void> {
        archive += piece;
        return {};
    };
    INFERNO_CHECK(
        inference::writeModelArchive({"fraud_detection", "1.0", "graph_fraud", "fraud_detection.pt"}, packed, add));
    return writeFileAtomically(vfs, folder / "fraud_detection.mar", asBytes(archive), 0644);
}

Result<void> writeFolder(const std::filesystem::path& folder, const Weights& model, const Year& year, Report& report) {
    const std::filesystem::path file = folder / "fraud_detection.pt";
    INFERNO_TRY(const SampleStore store, sampleStore(year.graph, 300));
    const int sampleUser = store.users[kSampleUser - 1].user;
    report.storedUsers = static_cast<int>(store.users.size());
    report.storedRings = store.rings;
    report.sampleProbability = probabilities(sageLogits, model, year.test)[static_cast<std::size_t>(sampleUser)];
    std::filesystem::create_directories(folder);
    INFERNO_CHECK(saveModel(file, model));
    const Result<double> difference = differenceOf(file, model, year, store);
    if (!difference) {
        std::filesystem::remove(file);
        return std::unexpected(difference.error());
    }
    report.maxDifference = *difference;
    return writeBeside(folder, storeJson(year.graph, store), report);
}

Result<Report> train(const Options& options) {
    const auto start = std::chrono::steady_clock::now();
    const Graph graph = makeGraph(options.graph);
    const Split split = splitByTime(graph);
    const Year year{graph, split, partOf(graph, split.trainEnd), partOf(graph, split.validateEnd),
                    partOf(graph, graph.users())};
    torch::manual_seed(options.graph.seed);
    const Weights model = fit(sageLogits, firstSage(year.train), year, options.epochs);
    Report report = reportOf(options, year);
    addFigures(report, model, year, options.epochs);
    if (!options.outputDir.empty())
        INFERNO_CHECK(writeFolder(options.outputDir, model, year, report));
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return report;
}

} // namespace

int main(int count, char** arguments) {
    Options options;
    if (!readOptions(std::span(arguments + 1, static_cast<std::size_t>(count - 1)), options)) {
        std::fputs(kUsage.data(), stderr);
        return 2;
    }
    at::set_num_threads(1); // sums in one order: the same weights from each run
    try {
        const Result<Report> report = train(options);
        if (!report) {
            std::fprintf(stderr, "error: %s\n", report.error().message().c_str());
            return 1;
        }
        std::fputs((options.json ? jsonOf(*report) : textOf(*report)).c_str(), stdout);
        return 0;
    } catch (const std::exception& error) { // LibTorch's, the file system's
        std::fprintf(stderr, "error: %s\n", error.what());
        return 1;
    }
}
