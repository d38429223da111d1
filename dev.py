#!/usr/bin/env python3
"""The one door to this project: `python3 dev.py COMMAND`.

It needs nothing but Python 3.11 or newer (64 bit). Whatever else is missing, it sets up
first and says so: system libraries on Debian and Ubuntu, `.venv` with the locked packages.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python should say so, not stumble
    sys.exit(
        f"dev: Python 3.11 or newer is needed; this is {sys.version.split()[0]} "
        f"at {sys.executable}. Install one and start dev.py with it."
    )

import argparse
import ctypes
import hashlib
import importlib.util
import json
import os
import platform
import shlex
import shutil
import subprocess
import time
import tomllib
from pathlib import Path
from typing import NamedTuple, NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "ready.json"
DEV_LOCK = ROOT / "requirements" / "dev.lock"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

CHECKED = ("mortgage_collect", "tools", "benchmarks", "tests", "dev.py", "hatch_build.py")

# What Qt opens, and the Debian package which brings it. Asking for the file, not for the
# package, also gives the right answer where a package has been renamed.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libbrotlidec.so.1": "libbrotli1",
}
# Only for a window on an X display.
XCB_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


def say(text: str) -> None:
    print(f"dev: {text}", flush=True)


def stop(text: str) -> NoReturn:
    print(f"dev: {text}", file=sys.stderr, flush=True)
    raise SystemExit(2)


# --- setting up ---------------------------------------------------------------------------


def check_python() -> None:
    if sys.maxsize <= 2**32:
        found = f"{platform.python_version()} at {sys.executable}"
        stop(f"A 64-bit Python is needed (Qt has no other); this is 32-bit {found}.")


def opens(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_system_packages(*, for_a_display: bool) -> list[str]:
    """Debian packages whose libraries Qt would look for in vain."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = QT_LIBRARIES | XCB_LIBRARIES if for_a_display else QT_LIBRARIES
    missing = [package for library, package in wanted.items() if not opens(library)]
    if shutil.which("apt-get") and not FONT.exists():
        missing.append("fonts-dejavu-core")
    return missing


def apt_install(packages: list[str], why: str) -> None:
    """Install Debian packages, or tell which command a person has to run."""
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        stop(
            f"{why} needs system libraries which Debian calls: {' '.join(packages)}. Install yours."
        )
    geteuid = getattr(os, "geteuid", None)
    if geteuid is None or geteuid() != 0:
        sudo = shutil.which("sudo")
        if sudo is None or subprocess.run([sudo, "-n", "true"], capture_output=True).returncode:
            by_hand = " ".join(install)
            stop(f"{why} needs system packages. As root, run: apt-get update && {by_hand}")
        install = [sudo, "-n", "env", "DEBIAN_FRONTEND=noninteractive", *install]
    update = [*install[: install.index("apt-get")], "apt-get", "update", "-q"]
    say(f"{why} needs system packages which are missing; installing: {' '.join(packages)}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (update, install):
        ran = subprocess.run(
            command, env=env, capture_output=True, encoding="utf-8", errors="replace"
        )
        if ran.returncode:
            print(ran.stdout, ran.stderr, sep="\n", file=sys.stderr)
            if command is install:
                stop(f"Installing failed. By hand: {shlex.join(install)}")
            say("apt-get update had trouble; going on with the lists as they are")


def fingerprint() -> dict[str, str]:
    """What `.venv` depends on. The rest of pyproject.toml may change without a new one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    installed = {name: project[name] for name in ("build-system", "project")}
    return {
        "lock": hashlib.sha256(DEV_LOCK.read_bytes()).hexdigest(),
        "project": hashlib.sha256(json.dumps(installed, sort_keys=True).encode()).hexdigest(),
        "folder": str(ROOT),
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
    }


def stamped() -> dict[str, str]:
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def venv_works() -> bool:
    """Does `.venv` hold a Python of our version, standing in this folder, with pip?"""
    probe = (
        "import sys, pip; print(f'{sys.version_info.major}.{sys.version_info.minor}', sys.prefix)"
    )
    try:
        ran = subprocess.run([PYTHON, "-c", probe], capture_output=True, encoding="utf-8")
    except OSError:
        return False
    version, _, prefix = ran.stdout.strip().partition(" ")
    return (
        ran.returncode == 0
        and version == f"{sys.version_info.major}.{sys.version_info.minor}"
        and Path(prefix).resolve() == VENV.resolve()
        and f'VIRTUAL_ENV="{VENV}"' in activation_text()
    )


def activation_text() -> str:
    """The scripts inside a copied or moved `.venv` still point to its old home."""
    if WINDOWS:
        return f'VIRTUAL_ENV="{VENV}"'
    script = VENV / "bin" / "activate"
    return script.read_text(encoding="utf-8") if script.exists() else ""


def make_venv() -> None:
    if VENV.exists():
        say(".venv is broken, moved, or of another Python; making it anew")
        shutil.rmtree(VENV)
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        apt_install([f"python{version}-venv"], "Making a virtual environment")
    say(f"making .venv with Python {platform.python_version()}")
    # A fresh process, because ensurepip may have been installed a moment ago; and the base
    # Python, so that starting dev.py from inside .venv cannot pull the floor away.
    base = getattr(sys, "_base_executable", None) or sys.executable
    run_or_stop([base, "-m", "venv", str(VENV)], "Making .venv failed.")


def run_or_stop(argv: list[str], sorry: str) -> None:
    if subprocess.run(argv, cwd=ROOT, env=environment()).returncode:
        stop(f"{sorry} The command was: {shlex.join(argv)}")


def setup(*, for_a_display: bool = False) -> None:
    """Make this machine ready. The second time there is nothing to do and it takes no time."""
    check_python()
    missing = missing_system_packages(for_a_display=for_a_display)
    if missing:
        apt_install(missing, "Qt on Linux")
    wanted = fingerprint()
    if stamped() == wanted and PYTHON.exists():
        return
    began = time.perf_counter()
    if not venv_works():
        make_venv()
    STAMP.unlink(missing_ok=True)
    pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    say("installing the locked packages into .venv (a minute or two the first time)")
    # --no-deps: the lock is complete, and what is not in it stays out.
    locked = ["--require-hashes", "--only-binary", ":all:", "--no-deps", "-r", str(DEV_LOCK)]
    run_or_stop([*pip, *locked], "Installing the locked packages failed.")
    itself = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    run_or_stop([*pip, *itself], "Installing the project itself failed.")
    STAMP.write_text(json.dumps(wanted, indent=2) + "\n", encoding="utf-8")
    say(f"ready after {time.perf_counter() - began:.0f} s")


# --- running ------------------------------------------------------------------------------


def environment(*, offscreen: bool = False) -> dict[str, str]:
    env = {**os.environ, "PYTHONUTF8": "1"}
    if offscreen:
        env["QT_QPA_PLATFORM"] = "offscreen"
    return env


def python(*arguments: str, offscreen: bool = False) -> int:
    env = environment(offscreen=offscreen)
    try:
        return subprocess.run([str(PYTHON), *arguments], cwd=ROOT, env=env).returncode
    except KeyboardInterrupt:
        return 130


def need(path: str) -> None:
    if not (ROOT / path).exists():
        stop(f"{path} is not there yet, so this command has nothing to start.")


class Step(NamedTuple):
    name: str
    arguments: list[str]
    offscreen: bool = False


def has_python(path: Path) -> bool:
    return path.is_file() or any(path.rglob("*.py"))


def static_steps(*, fast: bool) -> list[Step]:
    checked = [path for path in CHECKED if has_python(ROOT / path)]
    steps = [
        Step("format", ["-m", "ruff", "format", "--check", "."]),
        Step("lint", ["-m", "ruff", "check", "."]),
        Step("types", ["-m", "mypy", *checked]),
    ]
    if not fast:
        # Each its own cache, or every run would throw away the other's.
        for system in ("linux", "win32", "darwin"):
            if system != sys.platform:
                there = ["--platform", system, "--cache-dir", f".mypy_cache/{system}"]
                steps.append(Step(f"types on {system}", ["-m", "mypy", *there, *checked]))
    contracts = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    steps.append(Step("contracts", ["-c", contracts]))
    return steps


def pytest_step(*, fast: bool, extra: list[str]) -> Step:
    arguments = ["-m", "pytest", "-n", "2"]
    if fast:
        arguments += ["-m", "not slow"]
    elif (ROOT / "mortgage_collect").is_dir():
        arguments += ["--cov", "--cov-report=term"]
    return Step("tests", [*arguments, *extra], offscreen=True)


def take(steps: list[Step]) -> int:
    """Take every step, also after one has failed, and say at the end how each went."""
    results: list[tuple[Step, int, float]] = []
    for step in steps:
        print(f"\n=== {step.name}: python {shlex.join(step.arguments)}", flush=True)
        began = time.perf_counter()
        code = python(*step.arguments, offscreen=step.offscreen)
        seconds = time.perf_counter() - began
        results.append((step, code, seconds))
        print(f"--- {step.name}: {'ok' if code == 0 else 'FAILED'} in {seconds:.1f} s", flush=True)
        if code == 130:
            break
    print("\n=== summary")
    for step, code, seconds in results:
        print(f"{'ok    ' if code == 0 else 'FAILED'} {seconds:7.1f} s  {step.name}")
    failed = [step.name for step, code, _ in results if code]
    print(f"failed: {', '.join(failed)}" if failed else "everything passed", flush=True)
    return 1 if failed else 0


def has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# --- commands -----------------------------------------------------------------------------


def command_setup(_: argparse.Namespace, __: list[str]) -> int:
    setup()
    say(f"ready: {PYTHON.relative_to(ROOT)}")
    return 0


def command_run(options: argparse.Namespace, extra: list[str]) -> int:
    if has_display() and not options.offscreen:
        setup(for_a_display=bool(os.environ.get("DISPLAY")))
        need("mortgage_collect/__main__.py")
        return python("-m", "mortgage_collect", "--demo", *extra)
    setup()
    need("tools/drive.py")
    say("no display: driving the application offscreen; what it shows and writes goes to out/")
    return python("tools/drive.py", *extra, offscreen=True)


def command_test(options: argparse.Namespace, extra: list[str]) -> int:
    setup()
    fast: bool = options.fast
    return take([*static_steps(fast=fast), pytest_step(fast=fast, extra=extra)])


def command_check(_: argparse.Namespace, __: list[str]) -> int:
    setup()
    return take(static_steps(fast=True))


def command_soak(_: argparse.Namespace, extra: list[str]) -> int:
    setup()
    need("tools/soak.py")
    return python("-m", "tools.soak", *extra, offscreen=True)


def command_bench(_: argparse.Namespace, extra: list[str]) -> int:
    setup()
    need("benchmarks/__main__.py")
    return python("-m", "benchmarks", *extra, offscreen=True)


def command_screens(_: argparse.Namespace, extra: list[str]) -> int:
    setup()
    need("tools/screens.py")
    return python("tools/screens.py", *extra, offscreen=True)


def command_tapes(options: argparse.Namespace, extra: list[str]) -> int:
    setup()
    need("tools/tapes.py")
    return python("tools/tapes.py", options.folder, *extra, offscreen=True)


def command_lock(_: argparse.Namespace, extra: list[str]) -> int:
    """Solve the dependencies anew. Needs uv; nothing else in this file does."""
    check_python()
    uv = shutil.which("uv")
    if uv is None:
        stop("The lock files are made by uv (python3 -m pip install uv); it is not on the path.")
    common = ["--universal", "--generate-hashes", "--python-version", "3.11", "--quiet"]
    common += ["--no-emit-index-url", "--no-header"]
    for name, group in (("runtime", []), ("dev", ["--group", "dev"])):
        target = f"requirements/{name}.lock"
        solve = [uv, "pip", "compile", "pyproject.toml", *group, *common, *extra, "-o", target]
        run_or_stop(solve, f"Solving {target} failed.")
        say(f"wrote {target}")
    return 0


def main() -> int:
    check_python()
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    commands.add_parser("setup", help="make this machine ready").set_defaults(do=command_setup)

    run = commands.add_parser("run", help="open the demo bank; with no display, drive it to out/")
    run.add_argument("--offscreen", action="store_true", help="as if there were no display")
    run.set_defaults(do=command_run)

    test = commands.add_parser("test", help="all checks and tests; more arguments go to pytest")
    test.add_argument("--fast", action="store_true", help="this platform's types, no slow tests")
    test.set_defaults(do=command_test)

    others = (
        ("check", command_check, "format, lint, types and contracts, without the tests"),
        ("soak", command_soak, "use the application for a long while"),
        ("bench", command_bench, "measure it"),
        ("screens", command_screens, "take a picture of every screen"),
        ("lock", command_lock, "solve the dependencies anew (needs uv)"),
    )
    for name, do, words in others:
        commands.add_parser(name, help=words).set_defaults(do=do)

    tapes = commands.add_parser("tapes", help="write sample loan tapes into a folder")
    tapes.add_argument("folder", metavar="DIR")
    tapes.set_defaults(do=command_tapes)

    options, extra = parser.parse_known_args()
    code: int = options.do(options, [word for word in extra if word != "--"])
    return code


if __name__ == "__main__":
    raise SystemExit(main())
