# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes unicode_data.inc, from the Unicode Character Database that Python has: python3 make_unicode_data.py"""

import unicodedata
from pathlib import Path

FIRST, LAST = 0x80, 0x10FFFF  # what is before is ASCII, which the code knows
HANGUL = range(0xAC00, 0xD7A4)  # decomposed by arithmetic
SURROGATES = range(0xD800, 0xE000)


def characters():
    return (c for c in range(FIRST, LAST + 1) if c not in SURROGATES)


def ranges(belongs):
    out = []
    for c in characters():
        if not belongs(unicodedata.category(chr(c))):
            continue
        if out and out[-1][1] == c - 1:
            out[-1][1] = c
        else:
            out.append([c, c])
    return out


def bases():
    """What is left of a character whose canonical decomposition has lost its marks."""
    for c in characters():
        whole = unicodedata.normalize("NFD", chr(c))
        left = [ord(d) for d in whole if unicodedata.category(d) != "Mn"]
        if c not in HANGUL and whole != chr(c) and left:
            yield [c] + left + [0] * (3 - len(left))


def table(kind, name, rows):
    text = [", ".join(f"0x{value:X}" if value else "0" for value in row) for row in rows]
    lines = [f"constexpr {kind} {name}[] = {{"]
    line = "   "
    for row in text:
        item = f" {{{row}}},"
        if len(line) + len(item) > 118:
            lines.append(line)
            line = "   "
        line += item
    return "\n".join(lines + [line, "};"])


Path(__file__).with_name("unicode_data.inc").write_text(
    f"""// SPDX-License-Identifier: GPL-3.0-or-later
// Made by make_unicode_data.py from the Unicode Character Database {unicodedata.unidata_version}, beyond ASCII.
{table("Range", "kPunctuation", ranges(lambda category: category[0] == "P"))}
{table("Range", "kMarks", ranges(lambda category: category == "Mn"))}
{table("Range", "kControls", ranges(lambda category: category in ("Cc", "Cf", "Co")))}
{table("Base", "kBases", [row[:2] for row in bases() if row[2] == 0])}
{table("Bases", "kManyBases", [row for row in bases() if row[2] != 0])}
"""
)
