#!/usr/bin/env python3
"""Compares what the tool makes now with what it made at another commit, byte for byte.

    scripts/check/unchanged.py [REV] [--base JAANCH] [--now JAANCH]

    REV            the commit to compare with; HEAD~1 unless named
    --base JAANCH  a program already built from REV
    --now JAANCH   a program already built from this tree; without it `cargo build` makes one

Both programs run the same commands on the sample exports: `sample`, `build` with every file of decisions, `diff`, `site` and
others. Compared byte for byte are the sample, the list's body (its signature holds a random nonce), every file that a build
writes, the exit codes, and the words of the site: the text and the readable attributes of its pages, without markup. The
site is made from the same signed list by both, with stand-ins for the module and the bundled scripts.

What the commands print may change its wording: such differences are shown but are no failure; nor are those of
`report.html`. REV's outcome is kept in target/unchanged/COMMIT/. Exits with 1 if anything that has to be equal differs.
"""

import argparse
import difflib
import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = ROOT / "target" / "unchanged"
# What is kept of a commit depends on this script too.
VERSION = 3
AS_OF, MONTH_LATER = "--as-of 2026-10-31", "--as-of 2026-11-07"
DECISIONS = ("--delisted desk/delisted.csv --protected desk/protected.csv --disconnected desk/disconnected.csv "
             "--sightings desk/sightings.csv --approvals desk/approvals.csv --status desk/status.csv")
KEY = "keys/jaanch.key"
# Reworded on purpose now and then; shown, no failure.
WORDING = ("said/", "october/private/report.html", "november/private/report.html")

# Every command with the name under which its output is kept.
COMMANDS = {
    "columns": "columns desk/reports",
    "october": f"build --reports desk/reports --config desk/jaanch.toml {DECISIONS} {AS_OF} --no-sweep --out october",
    "november": f"build --reports desk/reports --config desk/jaanch.toml {DECISIONS} {MONTH_LATER} --no-sweep --since october "
                f"--previous october/public/list.jaanch --out november",
    "explain": f"build --reports desk/reports --config desk/jaanch.toml {DECISIONS} {AS_OF} --explain 5000000083",
    "diff": "diff october november",
    "inspect": "inspect october/public/list.jaanch",
    "unseal-october": "unseal october/public/list.jaanch --out october/parts",
    "unseal-november": "unseal november/public/list.jaanch --out november/parts",
    "verify-unsigned": f"verify october/public/list.jaanch --key keys/jaanch.pub {AS_OF}",
    "verify": f"verify signed.jaanch --key keys/jaanch.pub {AS_OF}",
    "check": f"check signed.jaanch --key keys/jaanch.pub {AS_OF} 5000000083 +91-50000-00084 VM-HDFCBK 1930 5O12345678 +442079460000",
    "check-unread": f"check signed.jaanch --key keys/jaanch.pub {AS_OF} 5O12345678",
    "site": "site --list signed.jaanch --key keys/jaanch.pub --web www --base-url https://check.example.org --out site",
    "no-such-file": f"build --reports nowhere {AS_OF} --no-sweep --out never",
    "no-such-option": "build --nonsense",
}


def fail(message):
    sys.exit(f"scripts/check/unchanged.py: {message}")


def cargo_build(folder):
    """A debug build shares its dependencies with the tests' builds."""
    environment = {**os.environ, "CARGO_TARGET_DIR": str(ROOT / "target"), "CARGO_TERM_COLOR": "never"}
    done = subprocess.run(["cargo", "build", "--quiet", "--locked", "--bin", "jaanch"], cwd=folder, env=environment)
    if done.returncode != 0:
        fail(f"the tool of {folder} does not build")
    return ROOT / "target" / "debug" / "jaanch"


def run(program, folder, name, command):
    done = subprocess.run([program, *command.split()], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True)
    (folder / "said").mkdir(exist_ok=True)
    (folder / "said" / f"{name}.txt").write_bytes(done.stdout + b"--- standard error\n" + done.stderr)
    return done.returncode


class Words(html.parser.HTMLParser):
    """The words of a page, one text or attribute a line."""

    def __init__(self):
        super().__init__()
        self.lines, self.hidden = [], None

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "style"):
            self.hidden = dict(attributes).get("type", tag)
        for name, value in attributes:
            if name in ("alt", "title", "placeholder", "content", "lang", "href") or name.startswith("aria-label"):
                self.lines.append(f"{name}: {value}")

    def handle_endtag(self, tag):
        if tag in ("script", "style"):
            self.hidden = None

    def handle_data(self, data):
        text = " ".join(data.split())
        if text and (self.hidden is None or "json" in self.hidden):
            self.lines.append(text)


def words(site):
    """The words of all pages of a site, without the addresses of its own files."""
    lines = []
    for page in sorted(site.rglob("*.html")):
        reader = Words()
        reader.feed(page.read_text(encoding="utf-8"))
        lines.append(f"=== {page.relative_to(site)}")
        lines += (line for line in reader.lines if not line.startswith("href: ") or line.startswith(("href: tel:", "href: http")))
    for text in sorted(site.rglob("*.webmanifest")):
        lines += [f"=== {text.relative_to(site)}", text.read_text(encoding="utf-8")]
    # The bytes of scripts and styles may change: their hashes are in addresses and in the lines that partners copy.
    text = re.sub(r"\b[0-9a-f]{16}/|sha(?:256-[\w+/]{43}=|384-[\w+/=]{64})", "HASH", "\n".join(lines) + "\n")
    return re.sub(r"(\d+\.\d+\.\d+)-[0-9a-f]{8}\b", r"\1-HASH", text)


def stand_in(web, to):
    """A copy of www with stand-ins for the module and the bundled scripts."""
    shutil.copytree(web, to, ignore=shutil.ignore_patterns("pkg", "dist", "node_modules"))
    (to / "pkg").mkdir()
    (to / "pkg" / "jaanch.js").write_text("export {};")
    (to / "pkg" / "jaanch_bg.wasm").write_bytes(b"\0asm")
    shutil.copytree(ROOT / "tests/fixtures/dist", to / "dist")


def make(program, web, folder, base=None):
    """Runs every command in a new folder. The files that both programs are to read are the base's."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    codes = {"sample": run(program, folder, "sample", f"sample --out sample {AS_OF}")}
    source = base or folder
    shutil.copytree(source / "sample", folder / "desk")
    stand_in(web, folder / "www")
    if base:
        shutil.copytree(base / "keys", folder / "keys")
    elif run(program, folder, "keygen", "keygen --out keys --no-password") != 0:
        fail(f"{program} makes no keys; see {folder}/said")
    for name, command in COMMANDS.items():
        if name == "verify":
            if base:
                shutil.copy(base / "signed.jaanch", folder / "signed.jaanch")
            else:
                run(program, folder, "seal", f"seal october/parts/body --key {KEY} --out signed.jaanch")
        codes[name] = run(program, folder, name, command)
    (folder / "exit-codes.json").write_text(json.dumps(codes, indent=1) + "\n")
    for part in ("october", "november"):
        if not (folder / part / "parts" / "body").is_file():
            fail(f"there is no list of {part}; see {folder}/said/{part}.txt")
    if not (folder / "site" / "index.html").is_file():
        fail(f"there is no site; see {folder}/said/site.txt")
    (folder / "site-words.txt").write_text(words(folder / "site"), encoding="utf-8")


def files(folder):
    """What is compared, by name."""
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(("desk/", "www/", "site/", "keys/")) and not name.endswith(".jaanch"):
            found[name] = path.read_bytes()
    # What a command said without a counterpart here is how the base was made.
    for name in ("said/keygen.txt", "said/seal.txt"):
        found.pop(name, None)
    return found


def show(name, before, now):
    try:
        lines = [text.decode().splitlines() for text in (before, now)]
    except UnicodeDecodeError:
        return [f"  {len(before)} bytes before, {len(now)} now, not text"]
    changes = list(difflib.unified_diff(*lines, f"before/{name}", f"now/{name}", lineterm="", n=0))
    return changes[:40] + ([f"  … and {len(changes) - 40} lines more"] if len(changes) > 40 else [])


def base_folder(revision, program):
    """What REV makes, from the cache if it is there."""
    asked = subprocess.run(["git", "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"], cwd=ROOT, capture_output=True, text=True)
    if asked.returncode != 0:
        fail(f"{revision} is no commit here; name another")
    commit = asked.stdout.strip()
    folder = TARGET / f"{commit[:12]}-{VERSION}"
    if (folder / "complete").exists():
        return folder
    tree = TARGET / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    archive = subprocess.Popen(["git", "archive", commit], cwd=ROOT, stdout=subprocess.PIPE)
    subprocess.run(["tar", "-x", "-C", tree], stdin=archive.stdout, check=True)
    if archive.wait() != 0:
        fail(f"git archive {commit} failed")
    make(program.resolve() if program else cargo_build(tree), tree / "www", folder)
    shutil.rmtree(tree)
    (folder / "complete").touch()
    return folder


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("revision", nargs="?", default="HEAD~1", metavar="REV")
    parser.add_argument("--base", type=pathlib.Path, metavar="JAANCH")
    parser.add_argument("--now", type=pathlib.Path, metavar="JAANCH")
    options = parser.parse_args()
    base = base_folder(options.revision, options.base)
    now = TARGET / "now"
    make(options.now.resolve() if options.now else cargo_build(ROOT), ROOT / "www", now, base)
    before, after = files(base), files(now)
    before.pop("complete")
    wrong = wording = 0
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) == after.get(name):
            continue
        words_only = name.startswith(WORDING) and name in before and name in after
        wording, wrong = wording + words_only, wrong + (not words_only)
        print("wording " if words_only else "DIFFERS ", name)
        print("\n".join(show(name, before.get(name, b""), after.get(name, b""))))
    same = len(before.keys() & after.keys()) - wrong - wording
    print(f"compared with {base.name.split('-')[0]}: {same} files equal, {wording} with other wording, {wrong} that differ")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
