// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace inferno::inference {

/// Nodes of a map or set that were taken out, for what is put in next: that needs no memory of the machine's then,
/// which another thread may have to give back. Keeps at most 1024. Not safe from several threads.
template <typename Container>
class Spares {
public:
    using Node = typename Container::node_type;

    void keep(Node node) {
        if (nodes_.size() < kMost)
            nodes_.push_back(std::move(node));
    }
    /// Empty: there is none.
    Node take() {
        if (nodes_.empty())
            return {};
        Node node = std::move(nodes_.back());
        nodes_.pop_back();
        return node;
    }

private:
    static constexpr std::size_t kMost = 1024;
    std::vector<Node> nodes_;
};

} // namespace inferno::inference
