#!/usr/bin/env python3
"""Writes src/core/number/plan/table.rs from libphonenumber's metadata and Unicode's decimal digits.

    scripts/generate/plan.py            write the table
    scripts/generate/plan.py --check    regenerate and compare; show the difference and exit with 1 if there is one

The packages that carry the data are pinned below and installed into target/plan/, nowhere else.
The lines of the table are documented at its top and in src/core/number/plan/mod.rs.
"""

import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys
import venv

PACKAGES = ["phonenumbers==9.0.43", "regex==2026.11.15", "unicodedata2==18.0.0"]
ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = ROOT / "src" / "core" / "number" / "plan" / "table.rs"
VENV = ROOT / "target" / "plan" / "-".join(p.replace("==", "") for p in PACKAGES)

# Short codes of India that libphonenumber does not know: the cyber-fraud helpline.
EXTRA_INDIAN_SHORT_CODES = ["1930"]
# Indian short codes longer than this are message services, not dialled by a caller.
LONGEST_INDIAN_SHORT_CODE = 6

# The kind of each of libphonenumber's types; a prefix of any other type, or of several kinds, has no kind.
KINDS = {"mobile": "m", "pager": "m", "personal_number": "m", "fixed_line": "l", "toll_free": "f", "shared_cost": "s",
         "premium_rate": "x", "voip": "x", "uan": "x", "voicemail": "x"}
# How many digits of a prefix distinguish mobile from landline, and toll-free from shared-cost. A second digit would cost half
# a kilobyte in the browser, and help regions other than India only.
LINE_DEPTH, COST_DEPTH = 1, 1


# src/core/number/plan/india.rs reads its numbers.
INDIA = "IN"


def inside_venv():
    """Runs this script again in a virtual environment with the pinned packages, unless this is it."""
    python = VENV / ("Scripts" if os.name == "nt" else "bin") / "python"
    if pathlib.Path(sys.prefix) == VENV:
        return
    if not python.exists():
        VENV.parent.mkdir(parents=True, exist_ok=True)
        venv.create(VENV, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES],
                       check=True)
    sys.exit(subprocess.run([python, __file__, *sys.argv[1:]]).returncode)


def pattern(regex, transform=None):
    """Translates libphonenumber's regular expression into the smaller language of src/core/number/plan/pattern.rs."""
    if not regex:
        return ""
    text = regex.replace("\\d", "d").replace("(?:", "\0")
    if transform:
        # Only the last group's text survives the transform, so only that one is marked.
        start = text.rindex("(")
        depth, end = 0, start
        for end in range(start, len(text)):
            depth += (text[end] in "(\0") - (text[end] == ")")
            if depth == 0:
                break
        text = text[:start] + "<" + text[start + 1:end] + ">" + text[end + 1:]
    text = text.replace("\0", "(")
    assert not re.search(r"[^0-9d()\[\]{},|?$<>-]|\)\{|\[\^", text), f"pattern.rs cannot read {regex}"
    depth = 0
    for at in text:
        depth += (at in "(<") - (at in ")>")
        if at == "|" and depth == 0:
            return f"({text})"
    return text


def literal(region, transform):
    """Returns the digits that a transform puts before the marked group, such as the 9 of Argentina's mobiles."""
    if not transform:
        return ""
    before, group = re.fullmatch(r"(\d*)\\(\d)", transform).groups()
    groups = re.compile(region.national_prefix_for_parsing).groups
    assert int(group) == groups, f"{region.id}: the transform uses a group that is not the last"
    return before


def lengths(these):
    """Each possible length as a letter: b is 1, c is 2 …"""
    return "".join(chr(ord("a") + n) for n in these if n > 0)


def of_prefixes(prefixes):
    """Returns a pattern for a set of prefixes, their last digits merged into sets."""
    if not prefixes:
        return ""
    groups = {}
    for prefix in sorted(prefixes):
        groups.setdefault(prefix[:-1], []).append(prefix[-1])
    stems = {}
    for stem, last in groups.items():
        stems.setdefault(digit_set(last), []).append(stem)
    parts = []
    for last, stem in sorted(stems.items(), key=lambda item: item[1]):
        inner = [""] if stem == [""] else [of_prefixes(stem)] if len(stem) > 1 else stem
        parts.append(inner[0] + last)
    return parts[0] if len(parts) == 1 else "(" + "|".join(parts) + ")"


def digit_set(digits):
    """`[2-46]` for the digits 2, 3, 4 and 6."""
    digits = sorted(set(digits))
    if len(digits) == 10:
        return "d"
    if len(digits) == 1:
        return digits[0]
    out, at = "", 0
    while at < len(digits):
        end = at
        while end + 1 < len(digits) and int(digits[end + 1]) == int(digits[end]) + 1:
            end += 1
        out += f"{digits[at]}-{digits[end]}" if end > at + 1 else "".join(digits[at:end + 1])
        at = end + 1
    return f"[{out}]"


def types(metadata, regex):
    """(kind letter, compiled pattern) of every type of number this region has."""
    found = []
    for name, letter in KINDS.items():
        desc = getattr(metadata, name)
        if desc is not None and desc.national_number_pattern:
            found.append((letter, regex.compile(desc.national_number_pattern)))
    return found


def kinds(metadata, regex):
    """Returns the shortest list of (prefix, kind) in which the longest matching prefix determines the kind."""
    patterns = types(metadata, regex)
    label = {}

    def walk(prefix):
        seen = {letter for letter, p in patterns if p.fullmatch(prefix, partial=True)}
        if not seen:
            return
        if len(seen) == 1:
            label[prefix] = next(iter(seen)).replace("x", "e")
        elif len(prefix) >= (COST_DEPTH if seen & {"f", "s"} else LINE_DEPTH):
            label[prefix] = "e"
        else:
            for digit in "0123456789":
                walk(prefix + digit)

    walk("")

    def cover(prefix, inherited):
        below = {label[k] for k in label if k.startswith(prefix)}
        if not below or below == {inherited}:
            return 0, []
        if len(below) == 1:
            return len(prefix) + 1, [(prefix, next(iter(below)))]
        best = None
        for own in [inherited] + sorted(below - {inherited}):
            cost, found = (0, []) if own == inherited else (len(prefix) + 1, [(prefix, own)])
            for digit in "0123456789":
                more, rest = cover(prefix + digit, own)
                cost, found = cost + more, found + rest
            if best is None or cost < best[0]:
                best = (cost, found)
        return best

    return "".join(kind + prefix for prefix, kind in cover("", "e")[1])


def leading(region, siblings, regex):
    """Returns the prefixes of this region's national numbers, where several regions share a calling code."""
    if region.leading_digits:
        return pattern(region.leading_digits)
    own = [p for _, p in types(region, regex)]
    others = [p for sibling in siblings if sibling is not region for _, p in types(sibling, regex)]
    prefixes = []

    def walk(prefix):
        if not any(p.fullmatch(prefix, partial=True) for p in own):
            return
        if not any(p.fullmatch(prefix, partial=True) for p in others):
            prefixes.append(prefix)
        elif len(prefix) < 7:
            for digit in "0123456789":
                walk(prefix + digit)

    walk("")
    return of_prefixes(prefixes)


def records(phonenumbers, metadata, regex):
    """Returns a line for each region, sorted by the digits of its calling code, the main region of a code first."""
    for code in sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE, key=str):
        ids = phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code]
        world = ids == ("001",)
        regions = [metadata.metadata_for_nongeo_region(code) if world else metadata.metadata_for_region(id, None)
                   for id in ids]
        for at, region in enumerate(regions):
            transform = region.national_prefix_transform_rule
            idd = region.international_prefix or ""
            yield ";".join([
                str(code),
                "" if world else region.id,
                lengths(region.general_desc.possible_length),
                lengths(telling_local_lengths(region)),
                "" if idd == "00" else pattern(idd) or "-",
                pattern(region.national_prefix_for_parsing, transform),
                literal(region, transform),
                "" if world or region.id == INDIA else needed_numbers(region, regex),
                "" if at == 0 else leading(region, regions, regex),
                "" if world or region.id == INDIA else kinds(region, regex),
            ])


def telling_local_lengths(region):
    """Returns the lengths dialled only inside one town that would otherwise be too long; the others are too short anyway."""
    most = max(region.general_desc.possible_length)
    return [length for length in region.general_desc.possible_length_local_only if length > most]


def needed_numbers(region, regex):
    """Returns the pattern of national numbers, unless no reading of digits can depend on it.

    It decides only between two readings of one text: with or without a prefix that is dialled inside the country, and,
    where the region's own calling code is written without a plus, with or without that. Where the numbers of the plan
    never begin with the prefix, and no possible length is another one and the code, the first question answers itself.
    """
    desc = region.general_desc
    numbers = regex.compile(desc.national_number_pattern)
    possible = set(desc.possible_length)
    code, trunk = len(str(region.country_code)), len(region.national_prefix or "")
    with_code = any(longer - code - drop in possible for longer in range(1, max(possible) + 1) for drop in (0, trunk))

    def both(prefix, parsed):
        match = parsed.match(prefix, partial=True)
        if not match or not numbers.fullmatch(prefix, partial=True):
            return False
        if len(prefix) >= 7:
            return not match.partial
        return any(both(prefix + digit, parsed) for digit in "0123456789")

    prefix = region.national_prefix_for_parsing
    ambiguous = bool(prefix) and both("", regex.compile(prefix))
    if ambiguous or with_code or region.national_prefix_transform_rule:
        return pattern(desc.national_number_pattern)
    return ""


def indian_short_codes(metadata):
    """Returns every code that an Indian caller may dial and that is not a subscriber number."""
    short = metadata.short_metadata_for_region("IN")
    wanted = [re.compile(d.national_number_pattern) for d in (short.toll_free, short.emergency)]
    codes = {str(n) for n in range(100, 10 ** LONGEST_INDIAN_SHORT_CODE) if any(p.fullmatch(str(n)) for p in wanted)}
    codes.update(EXTRA_INDIAN_SHORT_CODES)
    parts = []
    for length in sorted({len(code) for code in codes}):
        parts.append(of_prefixes({code for code in codes if len(code) == length}))
    return "(" + "|".join(parts) + ")"


# The two-digit STD codes; all others have three or four digits.
METROPOLITAN = {"11", "20", "22", "33", "40", "44", "79", "80"}


def area_codes(metadata, geodata):
    """Returns the length of the STD code for each first three digits of an Indian landline; 0 for none."""
    known = {key[2:] for key in geodata if key.startswith("91")}
    fixed = re.compile(metadata.metadata_for_region("IN", None).fixed_line.national_number_pattern)
    found = []
    for prefix in (f"{first:03}" for first in range(1000)):
        named = {key for key in known if key.startswith(prefix)}

        def landline(fourth, fifth):
            return fixed.fullmatch(prefix + fourth + fifth + "23456")

        pairs = [(a, b) for a in "0123456789" for b in "0123456789" if landline(a, b)]
        # No landline's own number begins with 0, 1, 8 or 9: where no fifth digit 1 is allowed, the code has four digits.
        four = bool(pairs) and not any(b == "1" for _, b in pairs)
        # To avoid other series, the geocoder names some codes together with the digit after them.
        whole = named and {key[3:4] for key in named} == set("234567")
        if prefix[:2] in METROPOLITAN and not four and (named or pairs or prefix[0] < "6"):
            found.append(2)
        elif not named and not pairs:
            found.append(0)
        elif prefix in named or whole:
            found.append(3)
        elif named and prefix[0] < "6" or four:
            found.append(4)
        else:
            found.append(3)
    return found


def table():
    """Returns the text of the generated file."""
    import phonenumbers
    import regex
    import unicodedata2
    from phonenumbers.geodata import GEOCODE_DATA
    metadata = phonenumbers.PhoneMetadata
    lines = list(records(phonenumbers, metadata, regex))
    areas = area_codes(metadata, GEOCODE_DATA)
    packed = []
    for at in range(100, 1000, 4):
        packed.append(sum({0: 0, 2: 1, 3: 2, 4: 3}[areas[at + k]] << (2 * k) for k in range(4)))
    zeros = [c for c in range(0x110000)
             if unicodedata2.category(chr(c)) == "Nd" and unicodedata2.decimal(chr(c)) == 0]
    digits = sum(unicodedata2.category(chr(c)) == "Nd" for c in range(0x110000))
    assert digits == 10 * len(zeros), "the decimal digits of a script are not consecutive"

    def wrapped(numbers, form):
        text, line = "", "   "
        for number in numbers:
            item = f" {number:{form}},"
            if len(line) + len(item) > 118:
                text, line = text + line + "\n", "   "
            line += item
        return text + line + "\n"

    return f"""//! Numbering plans of all regions and the decimal digits of all scripts.
//!
//! Written by `scripts/generate/plan.py` from {PACKAGES[0]} and Unicode {unicodedata2.unidata_version}. Do not edit.

/// How many lines [`PLANS`] has.
pub(super) const COUNT: usize = {len(lines)};

/// One line for each region, by the digits of its calling code, the main region of a shared code first.
///
/// Fields: calling code; region; possible lengths and longer local-only ones (a letter each: b = 1, c = 2 …);
/// international prefix (empty = 00, `-` = none); national prefix; digits put before its `<group>`; national numbers,
/// where a reading depends on them;
/// what sets the region apart from others of its code; kinds (longest prefix decides: m mobile, l landline, f toll-free,
/// s shared-cost, e mobile or landline).
pub(super) const PLANS: &str = "{chr(10).join(lines)}
";

/// The short codes that can be dialled in India.
pub(super) const INDIAN_SHORT_CODES: &str = "{indian_short_codes(metadata)}";

/// Four first-three-digits groups of Indian numbers to a byte, from 100 on, low bits first:
/// 0 no landline begins so, else the STD code has that many digits and one more.
pub(super) const INDIAN_AREAS: [u8; {len(packed)}] = [
{wrapped(packed, "")}];

/// The zero of each script; its other digits follow it.
pub(in crate::number) const ZEROS: [u32; {len(zeros)}] = [
{wrapped(zeros, "#x")}];
"""


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--check", action="store_true", help="compare instead of writing; exit 1 on a difference")
    check = arguments.parse_args().check
    inside_venv()
    fresh = table()
    if not check:
        TABLE.write_text(fresh, encoding="utf-8")
        print(f"{TABLE.relative_to(ROOT)}: {len(fresh)} bytes")
        return
    there = TABLE.read_text(encoding="utf-8") if TABLE.exists() else ""
    if there != fresh:
        diff = difflib.unified_diff(there.splitlines(), fresh.splitlines(), "committed", "regenerated", lineterm="", n=0)
        print("\n".join(line[:200] for line in list(diff)[:40]))
        sys.exit(f"{TABLE.relative_to(ROOT)} differs from what scripts/generate/plan.py writes: run it and commit the result")
    print(f"{TABLE.relative_to(ROOT)} is up to date")


if __name__ == "__main__":
    main()
