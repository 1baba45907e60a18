#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What JavaScript must know of the C library to call it: tools/make_web_abi.py FOLDER

Reads include/kullback with clang, and web/package/src for the functions that it calls (`c.kl_NAME`). Writes into FOLDER
abi.js, the layout of their arguments in 32-bit WebAssembly; and for emcc exports.txt, and exports-core.txt without
those that only texts.js calls.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SYSROOT = "/usr/share/emscripten/cache/sysroot"
SCALARS = {"char": "char", "signed char": "i8", "unsigned char": "u8", "short": "i16", "unsigned short": "u16",
           "int": "i32", "unsigned int": "u32", "long": "i32", "unsigned long": "u32", "long long": "i64",
           "unsigned long long": "u64", "float": "f32", "double": "f64", "void": "void",
           "int8_t": "i8", "uint8_t": "u8", "int16_t": "i16", "uint16_t": "u16", "int32_t": "i32", "uint32_t": "u32",
           "int64_t": "i64", "uint64_t": "u64", "size_t": "u32", "ptrdiff_t": "i32"}
SIZES = {"char": 1, "i8": 1, "u8": 1, "i16": 2, "u16": 2, "i32": 4, "u32": 4, "f32": 4, "i64": 8, "u64": 8, "f64": 8}


def declarations():
    """All that kullback.h declares, as clang sees it."""
    dumped = subprocess.run(
        ["clang", "--target=wasm32-unknown-emscripten", f"--sysroot={SYSROOT}", f"-I{ROOT}/include", "-std=c17",
         "-fsyntax-only", "-Xclang", "-ast-dump=json", "-x", "c", str(ROOT / "include/kullback/kullback.h")],
        check=True, capture_output=True, text=True)
    return [x for x in json.loads(dumped.stdout)["inner"] if x.get("name", "").startswith("kl_")]


def comment(node):
    """The manual of a declaration as one line."""
    words = []

    def walk(at):
        if at["kind"] in ("TextComment", "InlineCommandComment"):
            words.append(at.get("text", "").strip())
        for below in at.get("inner", []):
            walk(below)
    for below in node.get("inner", []):
        if below["kind"] == "FullComment":
            walk(below)
    return " ".join(x for x in words if x)


def constant(node):
    if "value" in node and node["kind"] == "ConstantExpr":
        return int(node["value"])
    for below in node.get("inner", []):
        found = constant(below)
        if found is not None:
            return found
    return None


class Library:
    def __init__(self):
        self.functions, self.structs, self.enums, self.callbacks = {}, {}, {}, {}
        for node in declarations():
            name, kind = node["name"], node["kind"]
            if kind == "FunctionDecl" and node.get("storageClass") != "static":
                self.functions[name] = node
            elif kind == "RecordDecl" and node.get("completeDefinition"):
                self.structs[name] = node
            elif kind == "EnumDecl":
                self.enums[name] = self.read_enum(node)
            elif kind == "TypedefDecl" and re.match(r".*\w \(.*\)$", node["type"]["qualType"]):
                self.callbacks[name] = node["type"]["qualType"]

    @staticmethod
    def read_enum(node):
        found, value = {}, -1
        for below in node["inner"]:
            if below["kind"] == "EnumConstantDecl":
                given = constant(below)
                value = value + 1 if given is None else given
                found[below["name"]] = value
        parts = [name.split("_") for name in found]
        same = 0
        while all(len(p) > same + 1 for p in parts) and len({p[same] for p in parts}) == 1:
            same += 1
        return {"_".join(name.split("_")[same:]).lower(): value for name, value in found.items()
                if not name.endswith("_COUNT") or len(found) == 1}

    def type_of(self, text):
        """As abi.js has it: f64, kl_unit, *const:f64, *:kl_error, (f64,f64,*:void)f64, char[512]."""
        text = text.strip()
        if match := re.fullmatch(r"(.*)\[(\d+)\]", text):
            return f"{self.type_of(match[1])}[{match[2]}]"
        if match := re.fullmatch(r"(.*)\(\*\)\((.*)\)", text):
            return self.signature(match[1], match[2])
        if text.endswith("*const"):
            text = text[:-5]
        if text.endswith("*"):
            target = text[:-1].strip()
            if target in self.callbacks:
                return self.signature(*re.fullmatch(r"(.*?) ?\((.*)\)", self.callbacks[target]).groups())
            const = target.startswith("const ") and "*" not in target or target.endswith("const")
            return f"*{'const' if const else ''}:{self.type_of(re.sub(r'^const ', '', target))}"
        text = re.sub(r"^(const |struct |enum )+", "", text)
        return SCALARS.get(text, text)

    def signature(self, result, arguments):
        return f"({','.join(self.type_of(x) for x in arguments.split(','))}){self.type_of(result)}"

    def measure(self, kind):
        """Size and alignment."""
        if match := re.fullmatch(r"(.*)\[(\d+)\]", kind):
            size, align = self.measure(match[1])
            return size * int(match[2]), align
        if kind[0] in "*(" or kind in self.enums:
            return 4, 4
        if kind in SIZES:
            return SIZES[kind], SIZES[kind]
        layout = self.layout(kind)
        return layout["size"], layout["align"]

    def fields(self, name):
        return [(x["name"], self.type_of(x["type"]["qualType"]), comment(x))
                for x in self.structs[name]["inner"] if x["kind"] == "FieldDecl"]

    def layout(self, name):
        at, widest, fields = 0, 1, []
        for field, kind, _ in self.fields(name):
            size, align = self.measure(kind)
            at = -(-at // align) * align
            fields.append([field, at, kind])
            at, widest = at + size, max(widest, align)
        return {"size": -(-at // widest) * widest, "align": widest, "fields": fields}

    def call(self, name):
        node = self.functions[name]
        result = re.match(r"(.*?)\s*\(", node["type"]["qualType"])[1]
        return [self.type_of(result)] + [f"{self.type_of(x['type']['qualType'])} {x['name']}"
                                         for x in node.get("inner", []) if x["kind"] == "ParmVarDecl"]


def names_in(kind):
    return re.findall(r"kl_\w+", kind)


def reachable(library, calls):
    """The functions that are called and begin options, and the structs and enums that they speak of."""
    functions, seen, todo = set(calls), set(), []
    for name in calls:
        todo += names_in(" ".join(library.call(name)))
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in library.structs:
            for _, kind, _ in library.fields(name):
                todo += names_in(kind)
        if name.endswith("_options") and f"{name}_init" in library.functions:
            functions.add(f"{name}_init")
        elif f"{name}_init" in library.functions and name in library.structs:
            functions.add(f"{name}_init")
    return sorted(functions), sorted(seen & library.structs.keys()), sorted(seen & library.enums.keys())


def called(sources):
    return sorted({name for x in sources for name in re.findall(r"\bc\.(kl_\w+)", x.read_text())})


def write_exports(path, functions):
    path.write_text("".join(f"_{x}\n" for x in ["malloc", "free"] + functions))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    folder = parser.parse_args().folder
    library = Library()
    sources = sorted((ROOT / "web/package/src").glob("*.js"))
    calls = called(sources)
    unknown = [name for name in calls if name not in library.functions]
    if unknown:
        sys.exit(f"make_web_abi: no header declares {', '.join(unknown)}")
    functions, structs, enums = reachable(library, calls)
    abi = {"enums": {x: library.enums[x] for x in enums},
           "structs": {x: {k: v for k, v in library.layout(x).items() if k != "align"} for x in structs},
           "functions": {x: library.call(x) for x in functions}}
    text = ["// SPDX-License-Identifier: Apache-2.0", "// Written by tools/make_web_abi.py from include/kullback.",
            "export default {"]
    for part, entries in abi.items():
        text.append(f"{part}: {{")
        text += [f"{key}: {json.dumps(value, separators=(',', ':'))}," for key, value in entries.items()]
        text.append("},")
    text.append("};")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "abi.js").write_text("\n".join(text) + "\n")
    write_exports(folder / "exports.txt", functions)
    core, *_ = reachable(library, called(x for x in sources if x.name != "texts.js"))
    write_exports(folder / "exports-core.txt", core)


if __name__ == "__main__":
    main()
