# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev test: builds everything and runs every check and test. Continues after a failure and adds up at the end."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass

from melodydev import build, check, project
from melodydev.console import Failure, Progress, say, spell_time
from melodydev.passed import Passed
from melodydev.results import Tally, final_line, merge_second_run, tallies_of_junit, together

# Under a sanitizer only what it can judge: screens are mostly Qt's code, which is not instrumented; journeys start the programs of
# the preset dev; where processes are killed by the hundred it would see a beginning each time, and the same code ends well elsewhere.
NOT_SANITIZED = {"gui", "journey", "bench", "tidy", "kills", "slow", "fuzz"}
# What works on rows and documents that others have parsed already, and the tests that start the joined server: instrumenting it takes
# about as long as everything else together, so it waits for --thorough.
THOROUGH = re.compile(r"^test_(app_desktop|contract_(payment|mail)|server_(accounts|billing|catalog_pg|compliance|families|federation|main|payments"
                               r"|plans|playback_pg|sandboxpay|social|platform_(http_client|mail|oidc|throttle|tokens))|support_pg|support$)")
# ThreadSanitizer judges what has threads of its own.
SINGLE_THREADED = re.compile(r"^test_(core_(?!values)|player_(adaptive|planning|queue)|bench"
                             r"|server_(transcoding|catalog|ctl|ingest_pg|playback|platform_(config|secrets|places)))")
RUN_AGAIN_AT_MOST = 3  # more than that is no accident
CTEST_LINE = re.compile(r"^\s*(\d+)/(\d+) Test\s+#\d+: (\S+)")


def add_arguments(parser):
    parser.add_argument("name", nargs="?", help="one test: a ctest name (test_core_values), a folder (core/values) or a class (IdTest)")
    parser.add_argument("--quick", action="store_true", help="no sanitizers, no fuzzing, no slow tests")
    parser.add_argument("--thorough", action="store_true", help="sanitizers over every test that they can judge, not only over what reads "
                        "bytes from outside or has threads of its own")
    parser.add_argument("--again", action="store_true", help="run also what passed within a day and hangs on nothing that has changed since")
    parser.add_argument("--only-build", action="store_true", help="build what the stages need, and run nothing")
    parser.add_argument("--stage", action="append", choices=STAGES, help="only this stage; may be repeated")


@dataclass
class StageResult:
    name: str
    seconds: float
    tally: Tally


def run(arguments):
    if arguments.name:
        return run_one(arguments.name)
    stages = stages_of(arguments)
    results = []
    for number, name in enumerate(stages):
        say(f"== {name}")
        begin = time.monotonic()
        try:
            tests = STAGES[name].build(arguments)
            tally = Tally(passed=1)
            if not arguments.only_build:
                with building_ahead(stages[number + 1:], arguments):
                    tally = STAGES[name].run(tests, arguments)
        except Failure as failure:
            tally = Tally(failed=1, failures=[(name, str(failure))])
        results.append(StageResult(name, time.monotonic() - begin, tally))
        for failed, output in tally.failures:
            say(f"\n-- failed: {failed}\n{output.rstrip()}\n")
        for unsteady, output in tally.unsteady:
            say(f"\n-- failed beside others, passed alone: {unsteady}\n{output.rstrip()}\n")
    return summarize(results)


def stages_of(arguments):
    return arguments.stage or (["build", "check", "dev"] if arguments.quick else list(STAGES))


def summarize(results):
    total = Tally()
    say("\nstage        time          passed  failed  skipped  unchanged")
    for result in results:
        tally = result.tally
        say(f"{result.name:<12} {spell_time(result.seconds):<12} {tally.passed:>7} {tally.failed:>7} {tally.skipped:>8} {tally.unchanged:>10}")
        total.add(tally)
    say(f"{'together':<12} {spell_time(sum(result.seconds for result in results))}")
    for name, _ in total.failures:
        say(f"failed: {name}")
    for name, _ in total.unsteady:
        say(f"unsteady: {name}")
    say(final_line(total))
    return 1 if total.failed or not total.passed else 0


# Stages ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stage:
    """`build(arguments)` returns what `run(that, arguments)` takes: entries of ctest --show-only=json-v1."""

    build: callable
    run: callable


@contextmanager
def building_ahead(stages, arguments):
    """Tests often wait: meanwhile what later stages need is built with the processor's time that nobody else wants. Whether that fails is
    not asked: the stage builds the rest itself and says so."""
    words = [word for name in stages if name in SANITIZER_STAGES for word in ("--stage", name)]
    if not words:
        yield
        return
    command = ["chrt", "--idle", "0", sys.executable, "-m", "melodydev", "test", "--only-build", *words]
    with subprocess.Popen(command + ["--thorough"] * arguments.thorough, cwd=project.ROOT, process_group=0, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as ahead:
        try:
            yield
        finally:
            if ahead.poll() is None:
                os.killpg(ahead.pid, signal.SIGTERM)  # ninja takes back what is half done; SIGINT may be ignored where nobody types


def build_dev(arguments):
    build.configure("dev", unity_when_new=True)
    build.build("dev", wanted_programs(build.known_targets("dev"), only_sanitized(arguments)), keep_going=True)
    return []


def wanted_programs(targets, unwanted):
    return sorted(target for target in targets if target.startswith("bin/") and target.removeprefix("bin/") not in unwanted)


def only_sanitized(arguments):
    """Tests that this run neither builds nor runs plain: AddressSanitizer sees all that a plain run sees."""
    if "asan" not in stages_of(arguments):
        return set()
    return {test["name"] for test in sanitized("asan", listed_tests("dev"), arguments)}


def run_checks(_, arguments):
    # Without clang-tidy, which `./dev check` runs: from nothing it takes as long as everything else together.
    return check.tally(check.run_checks(check.QUICK))


def dev_tests(arguments):
    later = only_sanitized(arguments)
    return [test for test in listed_tests("dev") if test["name"] not in later and not (arguments.quick and "slow" in labels_of(test))]


def sanitized(preset, tests, arguments):
    """Those that run under the sanitizer of a preset."""
    tests = [test for test in tests if not labels_of(test) & NOT_SANITIZED]
    if not arguments.thorough:
        tests = [test for test in tests if not THOROUGH.match(test["name"])]
    return [test for test in tests if not SINGLE_THREADED.match(test["name"])] if preset == "tsan" else tests


def build_sanitizer(preset, arguments):
    tests = sanitized(preset, listed_tests(preset), arguments)
    if not tests:
        raise Failure(f"no test runs under {preset}")
    build.build(preset, [test["name"] for test in tests])
    # Once more: of a test that is not built yet ctest does not tell the command, on which hangs whether it must run again.
    return sanitized(preset, listed_tests(preset), arguments)


def build_fuzzers(_):
    build.build("asan", ["fuzz_targets"])
    return [test for test in listed_tests("asan") if "fuzz" in labels_of(test)]


STAGES = {
    "build": Stage(build_dev, lambda tests, arguments: Tally()),
    "check": Stage(lambda arguments: [], run_checks),
    "dev": Stage(dev_tests, lambda tests, arguments: ctest("dev", tests, arguments.again)),
    "asan": Stage(lambda arguments: build_sanitizer("asan", arguments), lambda tests, arguments: ctest("asan", tests, arguments.again)),
    "tsan": Stage(lambda arguments: build_sanitizer("tsan", arguments), lambda tests, arguments: ctest("tsan", tests, arguments.again)),
    "fuzz": Stage(build_fuzzers, lambda tests, arguments: ctest("asan", tests, again=True)),
}
SANITIZER_STAGES = ("asan", "tsan", "fuzz")

# ctest -------------------------------------------------------------------------------------------------------------


def environment_for(preset):
    environment = dict(os.environ)
    suppressions = project.ROOT / "tests" / "tsan.supp"
    # QProcess forks while other threads run and the child only calls exec: threads may go on being made here.
    # Qt and GLib come without instrumentation: what they do inside can't be judged; what we hand through them travels under locks of
    # our own (core/values/mailbox.h).
    environment["TSAN_OPTIONS"] = (f"suppressions={suppressions}:second_deadlock_stack=1:halt_on_error=1:die_after_fork=0"
                                   ":ignore_noninstrumented_modules=1")
    return environment


def ctest(preset, tests, again):
    """Runs those tests of a preset, one more at a time than there are processors, because many wait for others, and counts them; what passed
    within a day and can't end otherwise now runs only if `again`. A few that fail are run once more, alone: on a machine that is busy
    with others the fault may be theirs, and it is reported either way."""
    passed = Passed(project.build_dir(preset))
    tallies = {} if again else {test["name"]: tally for test in tests if (tally := passed.tally(test))}
    todo = [test["name"] for test in tests if test["name"] not in tallies]
    if not todo:
        return together(tallies.values())
    fresh = run_ctest(preset, only_these(todo), project.CPUS + 1)
    failed = [name for name, tally in fresh.items() if tally.failed]
    if 0 < len(failed) <= RUN_AGAIN_AT_MOST:
        fresh = merge_second_run(fresh, run_ctest(preset, only_these(failed), 1))
    passed.remember(tests, fresh)
    return together([*tallies.values(), *fresh.values()])


def only_these(names):
    return ["--tests-regex", f"^({'|'.join(map(re.escape, names))})$"]


def run_ctest(preset, selection, jobs):
    folder = project.build_dir(preset)
    report = folder / "junit.xml"
    report.unlink(missing_ok=True)
    command = ["ctest", "--test-dir", str(folder), f"-j{jobs}", "--output-junit", str(report), "--no-tests=error",
               "--test-output-size-passed", "10000000", "--test-output-size-failed", "10000000", *selection]
    if preset == "tsan":
        # Old ThreadSanitizer runtimes can't place their shadow under the strongest address randomisation.
        command = ["setarch", "--addr-no-randomize", *command]
    with Progress(f"test {preset}") as progress, subprocess.Popen(
            command, env=environment_for(preset), text=True, errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        lines = []
        for line in process.stdout:
            lines.append(line)
            finished = CTEST_LINE.match(line)
            if finished:
                progress.update(int(finished[1]), int(finished[2]), finished[3])
    if not report.exists():
        raise Failure(f"ctest wrote no report:\n{''.join(lines)[-4000:]}")
    return tallies_of_junit(report.read_text(encoding="utf-8", errors="replace"))


def listed_tests(preset):
    build.build(preset, ["build.ninja"])  # an older folder may list tests that are gone
    listing = subprocess.run(["ctest", "--test-dir", str(project.build_dir(preset)), "--show-only=json-v1"],
                             capture_output=True, text=True, check=True).stdout
    return json.loads(listing)["tests"]


def labels_of(test):
    return {label for entry in test.get("properties", []) if entry["name"] == "LABELS" for label in entry["value"]}


def run_one(name):
    """Builds and runs one test, its output as it comes."""
    target, only = find_test(name, [test["name"] for test in listed_tests("dev")])
    command = ["ctest", "--test-dir", str(project.build_dir("dev")), "--verbose", "--tests-regex", f"^{re.escape(target)}$"]
    if target in build.known_targets("dev"):
        build.build("dev", [target])
        if only:
            command = [str(project.program("dev", target)), "-only", only]
    return subprocess.run(command, env=environment_for("dev") | {"QT_QPA_PLATFORM": "offscreen"}, check=False).returncode


def find_test(name, known, root=project.ROOT):
    """What `name` means: (ctest name, class in it or None)."""
    as_folder = "test_" + name.removeprefix("tests/").strip("/").replace("/", "_")
    for candidate in (name, as_folder):
        if candidate in known:
            return candidate, None
    for path in project.files(root, suffixes={".cpp"}):
        if path.parts[0] == "tests" and f"MELODY_TEST({name})" in (root / path).read_text(encoding="utf-8"):
            target = "_".join(("test", *path.parts[1:-1]))
            if target in known:
                return target, name
    raise Failure(f"there is no test '{name}'; there are:\n  " + "\n  ".join(sorted(known)))
