# SPDX-License-Identifier: Apache-2.0
"""The type stubs say what is there, to checkers and to readers."""

import os
import re
import subprocess
import sys

import pytest

from conftest import PACKAGE

import kullback

pytestmark = pytest.mark.skipif("KL_SOME_CASES" in os.environ, reason="types are the same without sanitizers and emulators")

USE = """
import array
import kullback

estimate = kullback.divergence([1, 2], array.array("d", [2, 1]), unit="bits")
number: float = estimate.value + float(estimate) + kullback.entropy((1.0, 2.0), base=2)
shares: list[float] = [note.mass for note in estimate.notes] + list(kullback.terms("divergence", [1], range(1)))
small: bool = estimate < 3 and kullback.measures()[0].upper < 1
normal = kullback.families.normal(0, scale=2)
far: float = normal.divergence(kullback.families.family("cauchy")(0, 1), unit="bits").value
kullback.families.gaussian([0], covariance=[[1.0]]).renyi(kullback.families.gaussian([0], (1,)), 0.5)
counts = kullback.text.count("abc", b"abc", symbols="words") + kullback.sample.Counts({"a": 1})
language: str = kullback.text.Languages(only=["de", "nl"]).identify(b"Haus").code
shares_of: dict[str, float] = kullback.text.Languages().probabilities("Haus")
p_value: float = kullback.sample.Pair(counts, {"a": 2}, threads=2).p_value.value
total: int = sum(counts.values())
pair = kullback.sample.Pair(counts, counts, estimator="nsb", alphabet=30)
apart = kullback.sample.two_sample([1, 2.5], array.array("f", [2, 3]), "mmd", bandwidth=0.5, threads=2)
place: float | None = apart.place or apart.p_value.value
titles: list[str] = [row.title for row in kullback.sample.two_sample_statistics() if not row.one_dimension]
points: memoryview | None = kullback.Input([[1.0, 2.0], [3.0, 4.0]]).points
kullback.compare([1.5, 2], memoryview(b"1"), (1, 2), [[1, 2], [3, 4]], column="speed", estimator="zhang")
document = kullback.compare("a.txt", b"abc", counts, {"a": 0.5}, kullback.Input("b.txt"), unit="nats")
estimates: list[kullback.Estimate] = [row.estimate for row in document] + [document["entropy", "A"]]
verdict: str = document.check("divergence", 0.1).verdict
seen = kullback.evaluate.Evaluation(3)
seen.feed([[1.0, 2.0, 3.0]], [array.array("f", [1, 2, 3])], targets=[1])
tensor: list[float] = list(kullback.io.Tensor("x.npy").numbers())
code: bytes = kullback.information.encode("abc", counts).data
summed: float = kullback.base.exact_sum([1, 2.5])
shared = kullback.information.mutual_information_nearest([1.5, 2], [[1.0], [2.0]], estimator="mixed", permutations=9)
chance: float = shared.p_value.value + float(shared.information)
bias: float | None = kullback.information.critic_bound_matrix("nwj", [[1.0, 2.0], array.array("d", [3, 4])]).bias
made: kullback.losses.CrossEntropy = kullback.losses.cross_entropy([[1.0, 2.0]], [0], details=True)
first: int = made.argmax[0]
own: float = sum(made.entropy) + made.log_sum_exp[0]
try:
    kullback.jensen_shannon([1], memoryview(b"1"), weight=0.2, threads=2)
except kullback.Error as error:
    index: int | None = error.index
"""
# Reading PyTorch's types takes mypy longer than all other tests of this room together.
WITH_TORCH = pytest.mark.skipif("KL_FULL" not in os.environ,
                                reason="`make check-full` reads the types of PyTorch (KL_FULL=1)")
TORCH = """
import torch
import kullback.torch

criterion: torch.nn.CrossEntropyLoss = kullback.torch.CrossEntropyLoss(torch.ones(3), label_smoothing=0.1, z_loss=1e-4)
logits, targets = torch.zeros(2, 3, requires_grad=True), torch.tensor([0, 1])
loss: torch.Tensor = kullback.torch.cross_entropy(logits, targets, ignore_index=1, row_weights=torch.ones(2))
loss = kullback.torch.kl_div(logits, logits, reduction="batchmean", log_target=True) + criterion(logits, targets)
loss = kullback.torch.KLDivLoss(reduction="sum")(logits, logits)
head = kullback.torch.LinearCrossEntropyLoss(8, 3, bias=True, ignore_index=0)
loss = head(torch.zeros(2, 8), targets) + kullback.torch.linear_cross_entropy(logits, head.linear.weight, targets)
loss = kullback.torch.ELBOLoss("bernoulli", beta=2.0)(logits, logits, logits, logits.detach())
loss = kullback.torch.LatentGaussianLoss(free_bits=0.1)(logits, kullback.torch.latent_sample(logits, logits, seed=1))
loss = kullback.torch.GRPOLoss(loss_type="grpo")(logits, logits.detach()[:, 0], old_logps=logits.detach())
loss = kullback.torch.PPOLoss()(logits, logits.detach(), kullback.torch.advantages(torch.ones(2), 2))
loss = kullback.torch.policy_divergence(logits, logits.detach(), kl_estimator="k1", mask=targets.view(2, 1))
loss = kullback.torch.DistillationLoss(2.0)(logits, logits) + kullback.torch.divergence(logits, logits, kind="reverse")
loss = kullback.torch.DiscriminatorLoss("hinge")(logits, logits) + kullback.torch.GeneratorLoss("hinge")(logits)
loss = kullback.torch.GradientPenalty(one_sided=True)(head.linear, logits, logits)
moved: int = kullback.torch.clip_weights(head.parameters(), 0.01)
"""
MISUSES = ["kullback.divergence('ab', [1])", "kullback.divergence([1], [1], unit='shannon')",
           "kullback.divergence([1], [1], weight=0.2)", "kullback.divergence([1])",
           "kullback.divergence([1], [1]).value = 3", "kullback.Estimate().to('bit')",
           "kullback.sample.two_sample([1], 'ab')", "kullback.sample.two_sample([1], [2]).value = 3",
           "kullback.compare(3, [1])", "kullback.families.normal(0, 1).divergence(3)", "kullback.families.gauss(0, 1)",
           "kullback.compare({'a': 'b'}, b'a')", "kullback.text.count(3)", "kullback.sample.Counts('ab').total = 3",
           "kullback.evaluate.Evaluation(3).feed(3)", "kullback.report.Document('x').check('divergence', '1')"]


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """Types are read once."""
    return tmp_path_factory.mktemp("mypy")


@pytest.fixture
def mypy(cache):
    pytest.importorskip("mypy", reason="mypy is not installed (Debian: mypy)")

    def run(module, *words, package=PACKAGE):
        path = os.pathsep.join(filter(None, [str(package), os.environ.get("PYTHONPATH")]))
        # A sanitizer's runtime has no business in mypy.
        environment = {k: v for k, v in os.environ.items() if k != "LD_PRELOAD"}
        return subprocess.run([sys.executable, "-m", module, *map(str, words)], capture_output=True, text=True,
                              env={**environment, "MYPYPATH": str(package), "PYTHONPATH": path,
                                   "MYPY_CACHE_DIR": str(cache)})
    return run


@pytest.fixture
def check(mypy, tmp_path):
    def run(text):
        program = tmp_path / "program.py"
        program.write_text(text)
        return mypy("mypy", "--strict", program)
    return run


def test_every_name_has_a_stub():
    stub = (PACKAGE / "kullback" / "__init__.pyi").read_text()
    names = set(re.findall(r"^(?:def|class) (\w+)", stub, re.M)) | set(re.findall(r"(\w+) as \1\b", stub))
    assert names == set(kullback.__all__)


@pytest.fixture
def without_torch(tmp_path):
    """The package less the modules that have PyTorch's types."""
    (tmp_path / "kullback").mkdir()
    for path in (PACKAGE / "kullback").iterdir():
        if not (path.suffix == ".py" and re.search(r"^ *import torch$", path.read_text(), re.M)):
            (tmp_path / "kullback" / path.name).symlink_to(path)
    return tmp_path


def test_stubs_are_what_is_there(mypy, without_torch):
    """Of the modules that have stubs; the others carry their types themselves. What only the package itself calls has
    none."""
    inline = [path.stem for path in (PACKAGE / "kullback").glob("*.py") if not path.with_suffix(".pyi").exists()]
    allowed = without_torch / "allowed"
    allowed.write_text("".join(f"kullback\\.{name}\\..*\n" for name in inline))
    done = mypy("mypy.stubtest", "--ignore-missing-stub", "--allowlist", allowed, "--ignore-unused-allowlist",
                "kullback", package=without_torch)
    assert done.returncode == 0, done.stdout + done.stderr


def test_modules_keep_to_their_own_types(mypy, without_torch):
    """All of them, those that have stubs, too."""
    done = mypy("mypy", "--strict", "-p", "kullback", package=without_torch)
    assert done.returncode == 0, done.stdout + done.stderr


@WITH_TORCH
def test_modules_keep_to_the_types_of_torch(mypy):
    pytest.importorskip("torch", reason="PyTorch is not installed (Debian: python3-torch)")
    done = mypy("mypy", "--strict", "-p", "kullback")
    assert done.returncode == 0, done.stdout + done.stderr


def test_right_use(check):
    done = check(USE)
    assert done.returncode == 0, done.stdout + done.stderr


@WITH_TORCH
def test_right_use_of_torch(check):
    """Which also holds the module itself to strict types."""
    pytest.importorskip("torch", reason="PyTorch is not installed (Debian: python3-torch)")
    done = check(TORCH)
    assert done.returncode == 0, done.stdout + done.stderr


def test_misuse(check):
    done = check("\n".join(["import kullback", *MISUSES]) + "\n")
    found = {int(number) for number in re.findall(r"program\.py:(\d+): error", done.stdout)}
    missed = [misuse for number, misuse in enumerate(MISUSES, 2) if number not in found]
    assert done.returncode == 1 and not missed, done.stdout + done.stderr
