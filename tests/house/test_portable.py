"""Nothing we ship works on one system only: the bank's desks run Windows and macOS."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.sources import docstrings, dotted, imported, python_files, read, shown

SCANNED = ("mortgage_collect", "tools", "benchmarks", "dev.py", "hatch_build.py")

# (file, what the scan says): why it is right there.
ALLOWED = {
    ("dev.py", "os.geteuid"): "asked for by getattr; only where apt-get exists",
    ("dev.py", "path /usr/share/fonts"): "a Debian font, looked for where apt-get exists",
    ("benchmarks/measure.py", "module resource"): "peak memory; nothing is told on Windows",
    ("mortgage_collect/tape/apart.py", "module resource"): "a limit on memory; time limits it too",
    ("benchmarks/measure.py", "path /proc/cpuinfo"): "the processor's name, where there is one",
}

POSIX_MODULES = set(
    "crypt curses fcntl grp nis ossaudiodev posix pty pwd readline resource spwd syslog "
    "termios tty".split()
)
POSIX_CALLS = {
    "os": set(
        "chown chroot fchdir fchmod fchown fork forkpty getegid geteuid getgid getgroups "
        "getloadavg getpgid getpgrp getpriority getresgid getresuid getsid getuid initgroups "
        "kill killpg lchown link major minor mkfifo mknod nice openpty popen posix_spawn pread "
        "pwrite rename sched_getaffinity sched_setaffinity sendfile setegid seteuid setgid "
        "setgroups setpgid setpriority setregid setreuid setsid setuid statvfs symlink sync "
        "sysconf system tcgetpgrp ttyname uname wait wait3 wait4 waitid".split()
    ),
    "signal": set(
        "SIGALRM SIGBUS SIGCHLD SIGCONT SIGHUP SIGKILL SIGPIPE SIGPROF SIGQUIT SIGSTOP SIGTSTP "
        "SIGTTIN SIGTTOU SIGUSR1 SIGUSR2 SIGVTALRM alarm getitimer pause pthread_kill "
        "pthread_sigmask setitimer siginterrupt sigpending sigwait sigwaitinfo".split()
    ),
    "time": {"tzset", "clock_gettime", "clock_settime", "pthread_getcpuclockid"},
}
# "%-d" is understood by glibc and macOS, "%#d" by Windows: text.py writes dates for all.
UNPADDED = re.compile(r"%[-#][aAbBdeHIjlmMpSuUwWyY]")
SYSTEM_PATH = re.compile(r"^(/(?:tmp|var|etc|usr|opt|home|proc|dev|bin)(?:/[\w.-]+){0,2})(?:/|$)")
TEXT_MODE = re.compile(r"^[rwxa]t?\+?t?$")


def keywords(call: ast.Call) -> dict[str, ast.expr]:
    return {word.arg: word.value for word in call.keywords if word.arg}


def is_true(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def is_text_mode(node: ast.expr | None, *, when_absent: bool) -> bool:
    if node is None:
        return when_absent
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and TEXT_MODE.match(node.value) is not None
    )


def calls_without_encoding(call: ast.Call, *, in_with: bool) -> Iterator[str]:
    """Text that would be read as UTF-8 here and as cp1252 on the bank's desk."""
    named = keywords(call)
    if "encoding" in named or any(word.arg is None for word in call.keywords):
        return
    place = call.args
    match call.func:
        case ast.Name(id="open"):
            mode = named.get("mode", place[1] if len(place) > 1 else None)
            if is_text_mode(mode, when_absent=True):
                yield "open without encoding"
        case ast.Attribute(attr="open"):
            mode = named.get("mode", place[0] if place else None)
            if is_text_mode(mode, when_absent=in_with and not place):
                yield "open without encoding"
        case ast.Attribute(attr="read_text") if not place:
            yield "read_text without encoding"
        case ast.Attribute(attr="write_text") if len(place) < 2:
            yield "write_text without encoding"
        case ast.Attribute(attr="NamedTemporaryFile" | "TemporaryFile") if is_text_mode(
            named.get("mode", place[0] if place else None), when_absent=False
        ):
            yield "temporary file without encoding"
    if is_true(named.get("text")) or is_true(named.get("universal_newlines")):
        yield "subprocess text without encoding"


def not_portable(source: str) -> list[tuple[int, str]]:
    """Each thing that works on some systems only: its line and its name."""
    tree = ast.parse(source)
    prose = docstrings(tree)
    managed = {
        id(item.context_expr)
        for node in ast.walk(tree)
        if isinstance(node, ast.With)
        for item in node.items
    }
    found: set[tuple[int, str]] = set()
    for line, name in imported(tree):
        head, _, rest = name.partition(".")
        if head in POSIX_MODULES:
            found.add((line, f"module {head}"))
        elif rest in POSIX_CALLS.get(head, ()):
            found.add((line, name))
    for node in ast.walk(tree):
        match node:
            case ast.Attribute():
                module, _, name = dotted(node).rpartition(".")
                if name in POSIX_CALLS.get(module, ()):
                    found.add((node.lineno, f"{module}.{name}"))
                elif node.attr == "symlink_to":
                    found.add((node.lineno, "symlink_to"))
            case ast.Call():
                for trouble in calls_without_encoding(node, in_with=id(node) in managed):
                    found.add((node.lineno, trouble))
                if is_true(keywords(node).get("shell")):
                    found.add((node.lineno, "shell=True"))
                match node:
                    case ast.Call(
                        func=ast.Name(id="getattr"),
                        args=[ast.Name(id=module), ast.Constant(value=str(name)), *_],
                    ) if name in POSIX_CALLS.get(module, ()):
                        found.add((node.lineno, f"{module}.{name}"))
            case ast.Constant(value=str(text)) if id(node) not in prose:
                if UNPADDED.search(text):
                    found.add((node.lineno, "unpadded date"))
                if path := SYSTEM_PATH.match(text):
                    found.add((node.lineno, f"path {path[1]}"))
    return sorted(found)


def everything_found() -> list[tuple[str, int, str]]:
    return [
        (shown(path), line, what)
        for path in python_files(*SCANNED)
        for line, what in not_portable(read(path))
    ]


def test_nothing_works_on_one_system_only():
    found = [
        f"{name}:{line}: {what}"
        for name, line, what in everything_found()
        if (name, what) not in ALLOWED
    ]

    assert found == []


def test_every_exception_is_still_needed():
    met = {(name, what) for name, _, what in everything_found()}

    assert set(ALLOWED) - met == set()


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("import fcntl", "module fcntl"),
        ("from pwd import getpwuid", "module pwd"),
        ("import resource", "module resource"),
        ("import os\nos.fork()", "os.fork"),
        ("from os import getuid", "os.getuid"),
        ("getattr(os, 'geteuid', None)", "os.geteuid"),
        ("os.kill(7, 9)", "os.kill"),
        ("os.rename(a, b)", "os.rename"),
        ("signal.signal(signal.SIGALRM, ring)", "signal.SIGALRM"),
        ("from signal import SIGKILL", "signal.SIGKILL"),
        ("time.tzset()", "time.tzset"),
        ("day.strftime('%B %-d')", "unpadded date"),
        ("f'{day:%#d}'", "unpadded date"),
        ("Path('/tmp/tape.xlsx')", "path /tmp/tape.xlsx"),
        ("open('/etc/passwd', 'rb')", "path /etc/passwd"),
        ("open(name)", "open without encoding"),
        ("open(name, 'w')", "open without encoding"),
        ("open(name, mode='a')", "open without encoding"),
        ("path.open('w')", "open without encoding"),
        ("with path.open() as file: pass", "open without encoding"),
        ("path.read_text()", "read_text without encoding"),
        ("path.write_text('x')", "write_text without encoding"),
        ("subprocess.run(words, text=True)", "subprocess text without encoding"),
        ("subprocess.run('dir', shell=True)", "shell=True"),
        ("os.system('dir')", "os.system"),
        ("new.symlink_to(old)", "symlink_to"),
    ],
)
def test_the_scan_catches(source, what):
    assert what in [found for _, found in not_portable(source)]


@pytest.mark.parametrize(
    "source",
    [
        "open(name, 'rb')",
        "open(name, encoding='utf-8')",
        "path.open('rb')",
        "dialog.open()",
        "path.read_text(encoding='utf-8')",
        "path.write_text('x', 'utf-8')",
        "path.write_text('x', encoding='utf-8')",
        "subprocess.run(words, encoding='utf-8')",
        "os.replace(a, b)",
        "day.strftime('%d %B %Y')",
        "'100 % - done'",
        "store.path('loans/tmp')",
        "'''About /tmp.'''",
    ],
)
def test_the_scan_lets_pass(source):
    assert not_portable(source) == []
