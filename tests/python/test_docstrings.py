# SPDX-License-Identifier: Apache-2.0
"""What computes by a formula names its source and says what it raises; what is of another kind is listed here."""

import functools
import inspect
import re

import pytest

from conftest import ROOT

import kullback

ROOMS = ["base", "evaluate", "families", "information", "io", "losses", "report", "sample", "table", "text",
         "transport"]
YEAR = r"\b(?:1[89]|20)\d\d\b"
# Papers and books have a year, rows of a catalogue a field `source`.
SOURCE = re.compile(rf"\bSources?\b[^.]{{0,20}}: .{{0,300}}?(?:{YEAR}|\brow of )")
# Another function has the same source, or the same source and errors.
ALSO = re.compile(r"\b[Ss]ources?( and errors)?: as of ((?:\w+\.)*\w+)")
RAISES = re.compile(r"\b[Rr]aises?\b")
WRAPPED = re.compile(r"\bkullback\.((?:losses|transport)\.\w+)")

# The kinds that have no formula. So have, without being named, tuples of fields, exceptions and properties.
KINDS = {
    "the unit and the words of an estimate, and one of one's own":
        "Estimate Estimate.describe Estimate.to base.bounds base.exact",
    "rows of a catalogue and ids":
        "measures compare_ids evaluate.ids families.families families.family families.fit_ids "
        "information.describe_bottleneck_ids information.describe_channel_ids information.table_mutual_information_ids "
        "sample.two_sample_statistics table.drift_ids text.describe_interpolation_ids text.score_ids "
        "transport.describe_ids",
    "what this machine has": "base.instruction_sets base.thread_count",
    "objects that hold what they were made of":
        "Input families.Distribution families.Fit families.Fit.against families.Fit.component families.Gaussian "
        "families.gaussian information.Joint information.Joint.cells information.Joint.of sample.Counts table.Drift "
        "table.Drift.count table.Table table.Table.column",
    "documents of what other functions compute":
        "compare families.fit_file information.describe information.describe_bottleneck information.describe_channel "
        "information.describe_distortion information.table_mutual_information report.Document "
        "report.Document.add_curve report.Document.add_estimate report.Document.add_input report.Document.add_matrix "
        "report.Document.add_moves report.Document.add_sentence report.Document.add_series report.Document.add_span "
        "report.Document.check report.Document.from_json report.Document.get report.Document.html "
        "report.Document.markdown report.Document.text report.Document.to report.Document.to_dict "
        "report.Document.to_json report.safe_text report.subject_letter table.Drift.junit text.describe_interpolation "
        "text.describe_score transport.describe",
    "what reads and writes files and texts, and puts parts together":
        "merge_states evaluate.Logits evaluate.Vocabulary evaluate.Vocabulary.hash evaluate.inputs evaluate.is_logits "
        "io.File io.File.close io.File.commit io.File.write io.Tensor io.Tensor.numbers io.Tensor.row io.are_counts "
        "io.format_number io.open_bytes io.parse_number io.parse_weights io.write_array io.write_matrix "
        "sample.Counts.load sample.Counts.merge sample.Counts.parse sample.Counts.save sample.merge_files "
        "table.Profile table.Profile.is_saved table.Profile.load table.Profile.merge table.Profile.parse "
        "table.Profile.save table.is_table table.merge_profiles text.Counter text.Counter.add text.Counter.add_file "
        "text.Counter.finish text.Counter.save text.count text.count_files text.counted text.state_of text.visit",
}
NO_FORMULA = [name for names in KINDS.values() for name in names.split()]
# All that could be wrong was refused when its object was made.
RAISES_NOTHING = ["families.Gaussian.entropy"]


# ── What there is ───────────────────────────────────────────────────────────────────────────────

def holds_fields(value):
    kind = value if inspect.isclass(value) else type(value)
    return issubclass(kind, (tuple, Exception))


def with_methods(name, value):
    yield name, value
    if inspect.isclass(value):
        for method, what in inspect.getmembers(value, callable):
            if not method.startswith("_") and getattr(what, "__module__", "kullback").startswith("kullback"):
                yield f"{name}.{method}", what


def everything():
    """Every public function, class and method by its name in the package."""
    found = {}
    for prefix, module in [("", kullback), *((f"{room}.", getattr(kullback, room)) for room in ROOMS)]:
        for name in module.__all__:
            value = getattr(module, name)
            if callable(value) and not holds_fields(value):
                found.update(with_methods(prefix + name, value))
    return found


EVERYTHING = everything()
COMPUTES = [name for name in EVERYTHING if name not in NO_FORMULA]


def manual(name):
    return " ".join((EVERYTHING[name].__doc__ or "").split())


def class_of(name):
    """The class of a method; None of what is no method."""
    above = name.rpartition(".")[0]
    return above if above in EVERYTHING else None


# ── What its manual says ────────────────────────────────────────────────────────────────────────

def resolve(words, name):
    """What the manual of `name` calls so: a name of its class, of its module or of the package."""
    place = "" if words.startswith("kullback.") else name
    while place := place.rpartition(".")[0]:
        if f"{place}.{words}" in EVERYTHING:
            return f"{place}.{words}"
    return words.removeprefix("kullback.")


def same_as(text, name, group=2):
    """The function that has the same source (group 1: and the same errors), or None."""
    also = ALSO.search(text)
    found = resolve(also[2], name) if also and also[group] else None
    assert found is None or found in EVERYTHING, f"{name} has the source of {found}, which is not there"
    return found


@functools.cache
def says(what, name, text=None):
    """Whether a manual, that of its class or that of a function to which it points names a source or errors."""
    text = manual(name) if text is None else text
    pattern, group = (SOURCE, 2) if what == "source" else (RAISES, 1)
    others = [other for other in (class_of(name), same_as(text, name, group)) if other]
    return bool(pattern.search(text)) or any(says(what, other) for other in others)


def test_what_computes_names_its_source():
    missing = [name for name in COMPUTES if not says("source", name)]
    assert not missing, f"they name no source, and are of no kind that has none: {missing}"


def test_what_computes_says_what_it_raises():
    missing = [name for name in COMPUTES if name not in RAISES_NOTHING and not says("errors", name)]
    assert not missing, f"they do not say what they raise: {missing}"


def test_kinds_are_of_what_is_there():
    assert len(NO_FORMULA) == len(set(NO_FORMULA)) and not set(NO_FORMULA + RAISES_NOTHING) - set(EVERYTHING)
    assert not [name for name in NO_FORMULA if says("source", name)], "they name a source: they are of no such kind"
    assert not [name for name in RAISES_NOTHING if says("errors", name)]


@pytest.mark.parametrize("text, source, errors", [
    ("H(P) = −Σ p ln p.", False, False),
    ("H(P) = −Σ p ln p. Source: Shannon 1948.", True, False),
    ("H(P) = −Σ p ln p, as everybody knows since 1948.", False, False),
    ("Raises Error for a negative weight. Source: folklore.", False, True),
    ("Sources: Blahut 1972; Arimoto 1972. It raises Error.", True, True),
    ("Source: the row of measures() of each.", True, False),
    ("Source: as of f_divergence().", True, False),
    ("Source and errors: as of kullback.f_divergence().", True, True),
    ("Source and errors: as of measures().", False, False),
])
def test_manuals_are_read_right(text, source, errors):
    assert (says("source", "f_divergence", text), says("errors", "f_divergence", text)) == (source, errors)


def test_what_is_for_torch_names_what_computes_it():
    pytest.importorskip("torch", reason="PyTorch is not installed (Debian: python3-torch)")
    import kullback.torch
    for name in kullback.torch.__all__:
        named = WRAPPED.findall(getattr(kullback.torch, name).__doc__)
        assert any(says("source", other) for other in named if other in COMPUTES), name
        assert set(named) <= set(EVERYTHING), name


# ── The headers ─────────────────────────────────────────────────────────────────────────────────

CITES = re.compile(rf"\bSources?\b.{{0,300}}?{YEAR}|[^\W\d_]+(?: et al\.)?,? \(?{YEAR}|`source` of its row", re.S)
# What a name means, and the groups that a drift is told of one by one, are no formulas.
NO_FORMULA_IN_C = re.compile(r"kl_\w+_(?:name|find|init)|kl_profile_groups_\w+")
PYTHON = dict(line.split("\t") for line in (ROOT / "tests" / "python" / "names.tsv").read_text().splitlines()
              if not line.startswith("#"))


def declarations():
    """(header, function, what stands above it in its section, and at the head of the file)."""
    for header in sorted((ROOT / "include" / "kullback").glob("*.h")):
        head, *sections = re.split(r"^/\* ── ", header.read_text(), flags=re.M)
        for section in [head, *sections]:
            for found in re.finditer(r"^KL_API\b[^;{(]*?\b(kl_\w+)\s*\(", section, re.M):
                yield header.name, found[1], section[:found.start()], head.partition("*/\n#ifndef")[0]


def test_headers_name_the_sources_too():
    seen = [(header, function) for header, function, above, head in declarations()
            if PYTHON.get(function) in COMPUTES and not NO_FORMULA_IN_C.fullmatch(function)
            and not CITES.search(above) and not CITES.search(head)]
    assert not seen, f"their sections of the headers name no source: {seen}"
