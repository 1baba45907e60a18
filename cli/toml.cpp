// SPDX-License-Identifier: Apache-2.0
// TOML through toml++ (https://marzer.github.io/tomlplusplus), without exceptions: what fails is a value.
#include "toml.h"

#include <charconv>
#include <cstdio>
#include <string>
#include <vector>

#include <toml++/toml.h>

namespace {

struct walk {
    toml_entry *entry;
    void *context;
    toml_failure *failure;
    std::vector<const char *> keys;
};

int fail(walk &w, unsigned line, const char *message) {
    w.failure->line = line;
    std::snprintf(w.failure->message, sizeof w.failure->message, "%s", message);
    return -1;
}

// The shortest text that reads back, whatever the locale.
std::string text_of(double number) {
    char text[64];
    return std::string(text, std::to_chars(text, text + sizeof text, number).ptr);
}

bool text_of(const toml::node &node, std::string &out) {
    if (const auto *text = node.as_string())
        out = text->get();
    else if (const auto *whole = node.as_integer())
        out = std::to_string(whole->get());
    else if (const auto *number = node.as_floating_point())
        out = text_of(number->get());
    else if (const auto *truth = node.as_boolean())
        out = truth->get() ? "true" : "false";
    else
        return false;
    return true;
}

int give(walk &w, const toml::node &node) {
    const unsigned line = node.source().begin.line;
    std::string text, part;
    bool fine = true;
    if (const auto *array = node.as_array()) {
        for (const auto &one : *array) {
            fine = fine && text_of(one, part);
            text += (text.empty() ? "" : ",") + part;
        }
    } else {
        fine = text_of(node, text);
    }
    if (!fine || text.find('\0') != std::string::npos) {
        std::string name;
        for (const char *key : w.keys)
            name += (name.empty() ? "" : ".") + std::string(key);
        return fail(w, line, (name + ": expected text, a number, or an array of them").c_str());
    }
    return w.entry(w.context, w.keys.data(), w.keys.size(), text.c_str(), line) == 0 ? 0 : 1;
}

int visit(walk &w, const toml::table &table) {
    for (const auto &[key, node] : table) {
        const std::string name(key.str());
        if (name.find('\0') != std::string::npos)
            return fail(w, key.source().begin.line, "a key has a byte of 0");
        w.keys.push_back(name.c_str());
        const toml::table *inner = node.as_table();
        const int status = inner != nullptr ? visit(w, *inner) : give(w, node);
        w.keys.pop_back();
        if (status != 0)
            return status;
    }
    return 0;
}

} // namespace

int toml_walk(const char *text, size_t size, toml_entry *entry, void *context,
              toml_failure *failure) {
    const toml::parse_result result = toml::parse(std::string_view(text, size));
    walk w{entry, context, failure, {}};
    if (!result)
        return fail(w, result.error().source().begin.line,
                    std::string(result.error().description()).c_str());
    return visit(w, result.table());
}
