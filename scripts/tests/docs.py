#!/usr/bin/env python3
# Usage: scripts/tests/docs.py BINARY | --self-check
#
# Runs the commands of README.md, docs/*.md and every other README or guide of
# the repository against a server on a free port with a copy of the catalog, and
# compares what they print with what is shown.
#
#   ```sh        is run with `set -e`, in a folder that holds the copy of the
#                catalog; `plimsoll` is BINARY, http://127.0.0.1:8080 the server
#   ```json      right behind a ```sh block: what it prints. All values must be
#                equal. `"…": "…"` in an object stands for any further members,
#                `"…"` in a list for any further elements, … in a text for any
#                text. Elsewhere it only has to be JSON
#   ```text      right behind a ```sh block: lines that it prints, in this
#                order; … stands for any text, a line of it for any lines
#   ```python, ```javascript, ```swift
#                programs that are run likewise, with Python (and requests), Node.js
#                and the Swift compiler; ```json and ```text may follow them too.
#                JavaScript is passed over where there is no Node.js
#   ```console   builds, installs or serves, so it is not run; the scripts, the
#                Dockerfile and the commands of plimsoll that it names must exist
#
# A block of another language, or a command that is indented instead of fenced,
# is a failure: it would be run by nobody.
#
# Behind a block that changes the catalog the reload is waited for.

import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

ADDRESS = "http://127.0.0.1:8080"
SECONDS_OF_A_BLOCK = 60
SECONDS_OF_A_BUILD = 300
SUFFIXES = {"python": ".py", "javascript": ".mjs", "swift": ".swift"}
# What is shown or named, but not run.
SHOWN = {"json", "text", "console"}
COMMAND = re.compile(r"^(?: {4}|\t)\$? ?(?:curl|plimsoll|docker|kubectl|systemctl|scripts/\S+|cat|mkdir) ")
SECONDS_OF_THE_START = 60
SECONDS_OF_A_RELOAD = 60


class Block:
    """A fenced block: its place, its language, its text, and whether only blank lines precede it."""

    def __init__(self, place, language, text, follows):
        self.place = place
        self.language = language
        self.text = text
        self.follows = follows


def blocks(name, text):
    found = []
    language, lines, start, previous = None, [], 0, None
    for number, line in enumerate(text.splitlines(), 1):
        if language is None:
            if line.startswith("```"):
                language, lines, start = line[3:].strip(), [], number
            elif line.strip():
                previous = None
        elif line.startswith("```"):
            block = Block(f"{name}:{start}", language, "\n".join(lines) + "\n", previous)
            found.append(block)
            language, previous = None, block
        else:
            lines.append(line)
    if language is not None:
        raise ValueError(f"{name}:{start}: the block does not end")
    return found


def indented_commands(name, text):
    """Places of commands that no fence holds."""
    found, fenced = [], False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("```"):
            fenced = not fenced
        elif not fenced and COMMAND.match(line):
            found.append(f"{name}:{number}")
    return found


def pattern(text):
    return re.compile(".*".join(re.escape(part) for part in text.split("…")), re.DOTALL)


def difference(shown, real, pointer=""):
    """What is wrong with the real value, or None."""
    if isinstance(shown, dict) and isinstance(real, dict):
        for key, value in shown.items():
            if key == "…":
                continue
            if key not in real:
                return f"{pointer}/{key}: is shown but not answered"
            found = difference(value, real[key], f"{pointer}/{key}")
            if found:
                return found
        extra = [key for key in real if key not in shown]
        if extra and "…" not in shown:
            return f"{pointer}/{extra[0]}: is answered but not shown"
        return None
    if isinstance(shown, list) and isinstance(real, list):
        return list_difference(shown, real, pointer)
    if isinstance(shown, str) and isinstance(real, str):
        return None if pattern(shown).fullmatch(real) else f"{pointer}: shown {shown!r}, is {real!r}"
    same = type(shown) is type(real) and shown == real
    return None if same else f"{pointer}: shown {shown!r}, is {real!r}"


def list_difference(shown, real, pointer):
    """Elements before an elision are compared from the front, those after it from the back."""
    if "…" not in shown:
        if len(shown) != len(real):
            return f"{pointer}: {len(shown)} elements are shown, there are {len(real)}"
        pairs = list(zip(shown, real))
    else:
        cut = shown.index("…")
        tail = shown[cut + 1 :]
        if len(shown) - 1 > len(real):
            return f"{pointer}: {len(shown) - 1} elements are shown, there are {len(real)}"
        pairs = list(zip(shown[:cut], real))
        pairs += list(zip(tail, real[len(real) - len(tail) :]))
    for index, (left, right) in enumerate(pairs):
        found = difference(left, right, f"{pointer}/{index}")
        if found:
            return found
    return None


def text_difference(shown, real):
    lines = real.splitlines()
    position, skips = 0, False
    for line in shown.splitlines():
        if line.strip() == "…":
            skips = True
            continue
        while position < len(lines) and not pattern(line).fullmatch(lines[position]):
            if not skips:
                return f"line {position + 1}: shown {line!r}, is {lines[position]!r}"
            position += 1
        if position == len(lines):
            return f"{line!r} is shown but not printed"
        position, skips = position + 1, False
    if position < len(lines) and not skips:
        return f"{lines[position]!r} is printed but not shown"
    return None


class Runner:
    """Runs blocks against one server."""

    def __init__(self, binary, folder):
        self.binary = binary
        self.folder = folder
        self.address = None
        self.log = folder / "log"
        self.catalog = folder / "work" / "catalog"
        shutil.copytree("catalog", self.catalog)
        (folder / "bin").mkdir()
        (folder / "bin" / "plimsoll").symlink_to(binary)
        with self.log.open("wb") as log:
            self.server = subprocess.Popen(
                [binary, "serve", "--port", "0", "--catalog", str(self.catalog)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def start(self):
        end = time.monotonic() + SECONDS_OF_THE_START
        while time.monotonic() < end and self.server.poll() is None:
            match = re.search(r"serving on (http://[0-9.:]+)", self.log.read_text("utf-8"))
            if match:
                self.address = match.group(1)
                return
            time.sleep(0.05)
        raise RuntimeError("the server did not start: " + self.log.read_text("utf-8")[-2000:])

    def stop(self):
        if self.server.poll() is None:
            self.server.terminate()
            try:
                self.server.wait(15)
            except subprocess.TimeoutExpired:
                self.server.kill()
                self.server.wait()

    def readiness(self):
        with urllib.request.urlopen(self.address + "/readyz", timeout=10) as answer:
            catalog = json.load(answer)["catalog"]
        return catalog["reloads"], catalog["failed_reloads"]

    def files(self):
        return sorted(
            (str(file), file.stat().st_mtime_ns, file.stat().st_size)
            for file in self.catalog.rglob("*.json")
        )

    def command(self, block):
        """What runs a block, its text with the server's address."""
        text = block.text.replace(ADDRESS, self.address)
        if block.language == "sh":
            return ["bash", "-c", "set -e\n" + text]
        program = self.folder / f"program{SUFFIXES[block.language]}"
        program.write_text(text, encoding="utf-8")
        if block.language == "python":
            python = pathlib.Path(".build-venv/bin/python").absolute()
            return [str(python) if python.exists() else sys.executable, "-B", str(program)]
        if block.language == "javascript":
            return ["node", str(program)]
        binary = self.folder / "program"
        build = ["swiftc", str(program), "-o", str(binary)]
        subprocess.run(build, check=True, timeout=SECONDS_OF_A_BUILD)
        return [str(binary)]

    def run(self, block):
        """Exit status and output of a block; None and a reason where it takes too long."""
        files, readiness = self.files(), self.readiness()
        environment = dict(os.environ, PATH=f"{self.folder / 'bin'}:{os.environ['PATH']}")
        process = subprocess.Popen(
            self.command(block),
            cwd=self.folder / "work",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            output, errors = process.communicate(timeout=SECONDS_OF_A_BLOCK)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return None, f"still runs after {SECONDS_OF_A_BLOCK} s", ""
        if self.files() != files:
            end = time.monotonic() + SECONDS_OF_A_RELOAD
            while self.readiness() == readiness:
                if time.monotonic() > end:
                    return None, "the changed catalog is not read", ""
                time.sleep(0.05)
        return process.returncode, output, errors

    def check(self, block, shown):
        """What is wrong with an executed block, or None; `shown` is the block behind it."""
        status, output, errors = self.run(block)
        if status is None:
            return output
        if status != 0:
            return f"exit status {status}: {(output + errors)[-1500:]}"
        output = output.replace(self.address, ADDRESS)
        if shown is not None and shown.language == "text":
            return text_difference(shown.text, output)
        if shown is not None:
            try:
                return difference(json.loads(shown.text), json.loads(output))
            except ValueError as error:
                return f"what is printed is not JSON ({error}): {output[:500]}"
        if "urn:plimsoll:problem:" in output:
            return f"was refused: {output[:1000]}"
        return None


def console_problem(text, binary):
    """What is named in commands that are not run and does not exist, or None."""
    for line in text.replace("\\\n", " ").splitlines():
        words = shlex.split(line, comments=True)
        for word in words:
            script = pathlib.Path(word)
            if word.startswith("scripts/") and not os.access(script, os.X_OK):
                return f"there is no script {word}"
        if words[:2] == ["docker", "build"] and not pathlib.Path("Dockerfile").is_file():
            return "there is no Dockerfile"
        if words[:1] == ["plimsoll"]:
            names = []
            for word in words[1:]:
                if not word.isalpha():
                    break
                names.append(word)
            result = subprocess.run([binary, *names[:1], "--help"], capture_output=True, check=False)
            if result.returncode != 0:
                return f"plimsoll has no command {' '.join(names[:1])}"
    return None


def self_check():
    elided = {"a": 1, "…": "…"}
    cases = [
        (difference, {"a": 1}, {"a": 1}, True),
        (difference, {"a": 1}, {"a": 2}, False),
        (difference, {"a": 1}, {"a": 1, "b": 2}, False),
        (difference, elided, {"a": 1, "b": 2}, True),
        (difference, elided, {"b": 2}, False),
        (difference, {"a": True}, {"a": 1}, False),
        (difference, [1, 2], [1, 2, 3], False),
        (difference, [1, "…"], [1, 2, 3], True),
        (difference, [1, "…", 3], [1, 2, 2, 3], True),
        (difference, [1, "…", 3], [1, 2], False),
        (difference, ["…", 3], [], False),
        (difference, "a … c", "a b c", True),
        (difference, "a … c", "a b d", False),
        (text_difference, "a\nb", "a\nb\n", True),
        (text_difference, "a", "a\nb\n", False),
        (text_difference, "a\n…\nc…", "a\nb\ncd\n", True),
        (text_difference, "a\nc", "a\nb\nc\n", False),
        (text_difference, "a\nb", "a\n", False),
    ]
    failures = [case for case in cases if (case[0](*case[1:3]) is None) != case[3]]
    for case in failures:
        print(f"self-check: {case[1]!r} and {case[2]!r}: {case[0](*case[1:3])}")
    text = "```sh\na\n```\n\n```json\n1\n```\nwords\n```text\nb\n```\n"
    found = [(block.language, block.follows is not None) for block in blocks("x", text)]
    if found != [("sh", False), ("json", True), ("text", False)]:
        failures.append(found)
        print(f"self-check: blocks are {found}")
    found = indented_commands("x", "    curl -s a\n```sh\n    curl -s b\n```\n    {a}\n    $ plimsoll c\n")
    if found != ["x:1", "x:6"]:
        failures.append(found)
        print(f"self-check: indented commands are {found}")
    if problem(Block("x:1", "yaml", "a: 1\n", None), None, None, "") is None:
        failures.append("yaml")
        print("self-check: a block of an unknown language passes")
    print(f"self-check: {len(cases) + 3 - len(failures)} of {len(cases) + 3} cases as expected")
    return 1 if failures else 0


def problem(block, behind, runner, binary):
    """What is wrong with a block, or None; `behind` is the next one, if it follows at once."""
    if block.language == "javascript" and shutil.which("node") is None:
        print(f"{block.place}: not run, there is no Node.js")
        return None
    if block.language == "sh" or block.language in SUFFIXES:
        shown = behind if behind is not None and behind.language in ("json", "text") else None
        return runner.check(block, shown)
    if block.language not in SHOWN:
        return f"nothing runs a block of {block.language or 'no language'}"
    if block.language == "console":
        return console_problem(block.text, binary)
    if block.language == "json":
        try:
            json.loads(block.text)
        except ValueError as error:
            return f"is not JSON: {error}"
    return None


def check(binary, folder):
    files = [pathlib.Path("README.md"), *sorted(pathlib.Path("docs").glob("*.md"))]
    files += [pathlib.Path(name) for name in ("ARCHITECTURE.md", "CHANGELOG.md")]
    files += sorted(file for folder in ("catalog", "deploy", "scripts") for file in pathlib.Path(folder).rglob("*.md"))
    failures, executed, compared = 0, 0, 0
    runner = Runner(binary, folder)
    try:
        runner.start()
        for file in files:
            text = file.read_text(encoding="utf-8")
            for place in indented_commands(str(file), text):
                failures += 1
                print(f"{place}: a command is indented, which nothing runs; fence it", file=sys.stderr)
            found = blocks(str(file), text)
            for index, block in enumerate(found):
                behind = found[index + 1] if index + 1 < len(found) else None
                if behind is not None and behind.follows is not block:
                    behind = None
                is_run = block.language == "sh" or block.language in SUFFIXES
                executed += is_run
                compared += (
                    is_run
                    and behind is not None
                    and behind.language in ("json", "text")
                )
                wrong = problem(block, behind, runner, binary)
                if wrong:
                    failures += 1
                    print(f"{block.place}: {wrong}", file=sys.stderr)
    finally:
        runner.stop()
    print(f"{len(files)} documents, {executed} blocks run, {compared} outputs compared")
    if executed == 0:
        print("docs: no block was run", file=sys.stderr)
        return 1
    return 1 if failures else 0


def main(arguments):
    if arguments == ["--self-check"]:
        return self_check()
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("docs: needs the plimsoll binary, or --self-check", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="plimsoll-docs-") as folder:
        return check(arguments[0], pathlib.Path(folder))


sys.exit(main(sys.argv[1:]))
