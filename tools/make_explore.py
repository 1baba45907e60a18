#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Make the page of `kl explore` from docs/explore: one file of HTML with the library and its data inside.

The modules are put one after the other, each a function of its own, so that nothing but Python is needed. It takes the
imports and exports that the page has: whole-statement `import`, and `export` before a function, class,
const or default.
"""

import argparse
import base64
import gzip
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
SOURCE = ROOT / "docs/explore"
PAGE = SOURCE / "explore.html"
PACKAGE = ROOT / "web/package"
# What stands in the page, packed and as base64, by the id that compute.js asks for.
DATA = {"library": PACKAGE / "dist/kullback.wasm", "languages": ROOT / "web/profiles/languages.kls",
        "ciphers": ROOT / "web/profiles/ciphers.kls"}
LARGEST = 2_000_000

FROM = r"""\s+from\s+['"]([^'"]+)['"];$"""
IMPORT = re.compile(r"^import\s+(?:(\w+)|\*\s+as\s+(\w+)|\{([^}]*)\})" + FROM, re.M)
PASSED_ON = re.compile(r"^export\s+(?:(\*)|\{([^}]*)\})" + FROM, re.M)
EXPORT = re.compile(r"^export\s+(default\b|(?:async\s+)?function\*?\s+(\w+)|class\s+(\w+)|const\s+(\w+))", re.M)
LICENCE = re.compile(r"\A// SPDX[^\n]*\n")


class Bundle:
    def __init__(self):
        self.names = {}  # path: its name in the page
        self.text = []
        self.open = []

    def add(self, path):
        """The name of a module, after it and all that it imports are in the page."""
        if path in self.names:
            return self.names[path]
        if path in self.open:
            sys.exit(f"{path}: imports itself through {self.open[-1]}")
        self.open.append(path)
        # Its worker has this text as a script that is no module, which knows no import.meta.
        text = LICENCE.sub("", path.read_text()).replace("import.meta.url", "location.href")
        text = IMPORT.sub(lambda found: self.imported(path, found), text)
        exports = {}
        text = PASSED_ON.sub(lambda found: self.passed_on(path, found, exports), text)
        text = EXPORT.sub(lambda found: exported(found, exports), text)
        rest = re.search(r"^(?:import\b(?!\()|export\b).*", text, re.M)
        if rest:
            sys.exit(f"{path}: this page's builder does not know “{rest[0]}”")
        name = f"module{len(self.names)}"
        told = ", ".join(f"{key}: {value}" if value else key for key, value in exports.items())
        self.text.append(f"// {path.relative_to(ROOT)}\nconst {name} = (() => {{\n{text.strip()}\nreturn {{ {told} }};\n}})();\n")
        self.names[path] = name
        self.open.pop()
        return name

    def module(self, path, source):
        return self.add(PACKAGE / "src/index.js" if source == "kullback" else (path.parent / source).resolve())

    def passed_on(self, path, found, exports):
        every, some, source = found.groups()
        module = self.module(path, source)
        if every:
            exports[f"...{module}"] = ""
        for name in some.split(",") if some else ():
            own, *other = name.split(" as ")
            if own.strip():
                exports[(other or [own])[0].strip()] = f"{module}.{own.strip()}"
        return ""

    def imported(self, path, found):
        default, every, some, source = found.groups()
        module = self.module(path, source)
        if default:
            return f"const {default} = {module}.default;"
        if every:
            return f"const {every} = {module};"
        return f"const {{ {' '.join(some.split()).replace(' as ', ': ').rstrip(', ')} }} = {module};"


def exported(found, exports):
    """What is left of an export where it stands."""
    what, *names = found.groups()
    if what == "default":
        exports["default"] = "standard"
        return "const standard ="
    name = next(filter(None, names))
    exports[name] = name
    return what


def fill(page, mark, text):
    if page.count(mark) != 1:
        sys.exit(f"index.html: {mark} stands there {page.count(mark)} times")
    return page.replace(mark, text)


def packed(name, data):
    """As the page that is there has it, if it has the same: other versions of zlib pack otherwise."""
    found = re.search(rf'id="data-{name}">([^<]*)<', PAGE.read_text()) if PAGE.exists() else None
    if found and gzip.decompress(base64.b64decode(found[1])) == data:
        return found[1]
    return base64.b64encode(gzip.compress(data, mtime=0)).decode()


def build():
    bundle = Bundle()
    bundle.add(SOURCE / "main.js")
    script = "".join(bundle.text)
    if "</script" in script:
        sys.exit("a module has </script in it")
    data = [f'<script type="text/plain" id="data-{name}">{packed(name, path.read_bytes())}</script>\n'
            for name, path in DATA.items()]
    page = (SOURCE / "index.html").read_text()
    page = fill(page, "/*style*/", "\n" + (SOURCE / "style.css").read_text())
    page = fill(page, "<!--data-->\n", "".join(data))
    page = fill(page, "/*script*/", "\n" + script)
    if len(page.encode()) > LARGEST:
        sys.exit(f"the page has {len(page.encode())} bytes, more than {LARGEST}")
    return page


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-o", "--output", type=pathlib.Path, default=PAGE)
    parser.add_argument("--check", action="store_true", help="only say whether the page is what would be made")
    options = parser.parse_args()
    page = build()
    if options.check:
        if options.output.read_text() != page:
            sys.exit(f"{options.output} is not what its sources make: make explore")
    else:
        options.output.write_text(page)
        print(f"{options.output}: {len(page.encode())} bytes")


if __name__ == "__main__":
    main()
