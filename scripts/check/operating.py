#!/usr/bin/env python3
"""Runs the commands that docs/OPERATING.md shows, in a temporary folder, and compares what they print.

    scripts/check/operating.py [JAANCH]      the program; target/quick/jaanch by default

The commands are those of the ```console blocks. A line "…" matches any number of lines. Keys differ from run to run, so any
key matches any other. It needs bash and minisign; two of the builds try every Indian mobile number. Exits with 1 at the
first difference.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def steps(text):
    """Yields each command with the lines it is shown to print."""
    for block in re.findall(r"^```console\n(.*?)^```$", text, re.M | re.S):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, printed = part.partition("\n")
            while command.endswith("\\"):
                more, _, printed = printed.partition("\n")
                command += "\n" + more
            yield command, printed.splitlines()


def plain(line):
    return re.sub(r"RW[\w+/]{54}|\b[0-9A-F]{16}\b", "KEY", line.rstrip())


def fits(shown, printed):
    """Whether the printed lines match those shown."""
    if not shown:
        return not printed
    if shown[0] == "…":
        return any(fits(shown[1:], printed[at:]) for at in range(len(printed) + 1))
    return bool(printed) and plain(shown[0]) == plain(printed[0]) and fits(shown[1:], printed[1:])


def run(shell, command):
    """Returns the lines that a command prints, those to standard error last."""
    mark = "---end-of-step---"
    shell.stdin.write(f'{{ {command}\n}} 2>"$ERRORS"; cat "$ERRORS"; echo {mark}\n')
    shell.stdin.flush()
    printed = []
    for line in shell.stdout:
        if line.rstrip("\n") == mark:
            return printed
        printed.append(line.rstrip("\n"))
    sys.exit(f"the shell ended at: {command}")


def start(program, folder):
    program = Path(program).resolve()
    # A key without a password: minisign would ask for it, and prompts are not compared.
    keys = f"jaanch() {{ [ \"$1\" != keygen ] || set -- \"$@\" --no-password; '{program}' \"$@\"; }}\n"
    shell = subprocess.Popen(
        ["bash"], cwd=folder, env={**os.environ, "LC_ALL": "C.UTF-8", "ERRORS": f"{folder}/.errors"}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )
    shell.stdin.write(keys)
    return shell


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/quick/jaanch"
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        shell = start(program, folder)
        for command, shown in steps((ROOT / "docs/OPERATING.md").read_text()):
            printed = run(shell, command)
            if not fits(shown, printed):
                sys.exit("\n".join([f"differs: $ {command}", "--- shown", *shown, "--- printed", *printed]))
            count += 1
        shell.stdin.close()
        shell.wait()
    if not count:
        sys.exit("docs/OPERATING.md has no transcript")
    print(f"{count} commands print what docs/OPERATING.md shows")


if __name__ == "__main__":
    main()
