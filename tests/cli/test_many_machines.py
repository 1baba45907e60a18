# SPDX-License-Identifier: Apache-2.0
"""What docs/many-machines.md says to type, typed: under a Slurm of one node, with GNU parallel, as Spark would pipe."""

import base64
import os
import pathlib
import re
import shutil
import socket
import subprocess
import time

import pytest

from conftest import DATA, KL, PLAIN, ROOT

PAGE = (ROOT / "docs" / "many-machines.md").read_text()
MANY = DATA / "many"
NAMES = {"base.kld": DATA / "stories" / "base.kld", "q4.npy": DATA / "stories" / "q4.npy",
         "big.txt": DATA / "shakespeare" / "held_out.txt", "parts.sh": MANY / "parts.sh"}


def block(word):
    """The lines of the page that a shell is to run, of the block that has this word."""
    found = [text for text in re.findall(r"^```sh\n(.*?)^```", PAGE, re.S | re.M) if word in text]
    assert len(found) == 1
    return found[0]


@pytest.fixture
def folder(tmp_path):
    """A folder with the files that the page speaks of, and kl on the PATH."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "kl").symlink_to(KL)
    for name, path in NAMES.items():
        (tmp_path / name).symlink_to(path)
    return tmp_path


def shell(script, folder, timeout=240, stdin=None, **more):
    environment = {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", **more}
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=folder, env=environment, input=stdin,
                          capture_output=True, timeout=timeout, check=False)
    assert done.returncode == 0, (done.stdout, done.stderr)
    return done.stdout


def test_parallel(kl, folder):
    if shutil.which("parallel") is None:
        pytest.skip("parallel is not installed")
    shell(block("parallel"), folder, HOME=str(folder))
    kl("count", "--order", 3, NAMES["big.txt"], "-o", folder / "whole.kls")
    assert (folder / "big.kls").read_bytes() == (folder / "whole.kls").read_bytes()


def test_spark_pipe(kl, folder):
    lines = NAMES["big.txt"].read_bytes().splitlines(keepends=True)
    partitions = [b"".join(lines[i * len(lines) // 3:(i + 1) * len(lines) // 3]) for i in range(3)]
    texts = [folder / f"{i}.txt" for i in range(3)]
    for i, partition in enumerate(partitions):
        texts[i].write_bytes(partition)
        printed = shell(str(MANY / "pipe.sh"), folder, stdin=partition)
        assert printed.count(b"\n") == 1 and printed.endswith(b"\n")
        (folder / f"{i}.kls").write_bytes(base64.b64decode(printed, validate=False))
    kl("merge", *folder.glob("?.kls"), "-o", folder / "merged.kls")
    kl("count", "--order", 3, *texts, "-o", folder / "whole.kls")
    assert (folder / "merged.kls").read_bytes() == (folder / "whole.kls").read_bytes()


def test_the_slurm_script_without_slurm(kl, folder):
    for task in range(1, 4):
        shell(f"./parts.sh base.kld q4.npy", folder, SLURM_ARRAY_TASK_ID=str(task), SLURM_ARRAY_TASK_COUNT="3")
    kl("merge", *folder.glob("part-*.kls"), "-o", folder / "whole.kls")
    assert kl.text("eval", folder / "whole.kls", "--json").replace(str(folder) + "/", "") == \
        kl.text("eval", "base.kld", "q4.npy", "--json", cwd=folder)


# ── Slurm ────────────────────────────────────────────────────────────────────────────────────────


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


# sbatch --wait looks after 2, 10 and 42 seconds: every task of an array has a place (eight, on any machine), and what
# can begin does so at once.
CONFIGURATION = """\
ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={ports[0]}
SlurmdPort={ports[1]}
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CryptoType=crypto/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
SchedulerParameters=batch_sched_delay=0,sched_min_interval=0,sched_interval=1,bf_interval=1
JobAcctGatherType=jobacct_gather/none
NodeName={host} NodeAddr=127.0.0.1 CPUs=8 State=UNKNOWN
PartitionName=all Nodes={host} Default=YES MaxTime=INFINITE State=UP
"""


@pytest.fixture
def slurm(tmp_path_factory):
    """A Slurm of one node, this one, all in a folder of its own."""
    programs = [shutil.which(name) for name in ("munged", "slurmctld", "slurmd", "sbatch")]
    if None in programs or os.geteuid() != 0:
        pytest.skip("a Slurm of our own needs root, munge, slurmctld, slurmd and slurm-client (Debian)")
    at, host = tmp_path_factory.mktemp("slurm"), socket.gethostname().split(".")[0]
    for name in ("state", "spool"):
        (at / name).mkdir()
    (at / "slurm.conf").write_text(CONFIGURATION.format(host=host, folder=at, ports=[free_port(), free_port()]))
    (at / "munge.key").write_bytes(os.urandom(128))
    (at / "munge.key").chmod(0o600)
    munged = [programs[0], "--foreground", "--force"] + [
        f"--{option}={at}/munge.{end}" for option, end in (("socket", "socket"), ("key-file", "key"),
                                                           ("pid-file", "pid"), ("seed-file", "seed"),
                                                           ("log-file", "log"))]
    environment = {**os.environ, "SLURM_CONF": str(at / "slurm.conf")}
    log = (at / "log").open("w")
    running = []
    for command in (munged, [programs[1], "-D"], [programs[2], "-D", "-N", host]):
        running.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log))
        time.sleep(0.5)
    try:
        for _ in range(60):
            told = subprocess.run(["sinfo", "-h", "-o", "%T"], env=environment, capture_output=True, text=True,
                                  check=False).stdout
            if "idle" in told:
                break
            time.sleep(0.5)
        else:
            pytest.skip(f"Slurm does not come up on this machine: {(at / 'log').read_text()[-400:]}")
        yield {"SLURM_CONF": str(at / "slurm.conf")}
    finally:
        for process in reversed(running):
            process.terminate()
        for process in reversed(running):
            process.wait(30)
        log.close()


@PLAIN
def test_a_slurm_array(kl, folder, slurm):
    shell(block("sbatch"), folder, **slurm)
    logs = [path.read_text() for path in sorted(folder.glob("part-*.log"))]
    assert logs == [""] * 4
    assert pathlib.Path(folder / "whole.log").read_text() == kl.text("eval", "base.kld", "q4.npy", cwd=folder)
