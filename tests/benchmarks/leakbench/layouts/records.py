"""One record over several lines, or one of keys and values on a line."""

from __future__ import annotations

import random
import re

from tests.benchmarks.leakbench.layouts._table import Table, layout


def _pairs(table: Table) -> list[list[tuple[str, str]]]:
    return [list(zip(table.columns, row, strict=True)) for row in table.rows]


def _key(said: str) -> str:
    return re.sub(r"\W+", "_", said).strip("_").lower()


@layout("keys and colons", one=False)
def colons(table: Table, rng: random.Random) -> str:
    gap = rng.choice(["\n\n", "\n", "\n---\n", "\n=====\n", "\n\n\n"])
    return gap.join("\n".join(f"{c}: {said}" for c, said in pairs) for pairs in _pairs(table))


@layout("keys in capitals, aligned", one=False)
def aligned(table: Table, rng: random.Random) -> str:
    width = max(map(len, table.columns)) + 2
    gap = rng.choice(["\n\n", "\n"])
    return gap.join(
        "\n".join(f"{(c.upper() + ':').ljust(width)}{said}" for c, said in pairs) for pairs in _pairs(table)
    )


@layout("keys and equals", one=False)
def equals(table: Table, rng: random.Random) -> str:
    sign = rng.choice([" = ", "="])
    return "\n\n".join("\n".join(f"{_key(c)}{sign}{said}" for c, said in pairs) for pairs in _pairs(table))


@layout("keys and tabs", one=False)
def tabs(table: Table, rng: random.Random) -> str:
    return "\n\n".join("\n".join(f"{c}\t{said}" for c, said in pairs) for pairs in _pairs(table))


@layout("keys and dots", one=False)
def dots(table: Table, rng: random.Random) -> str:
    width = max(map(len, table.columns)) + 6
    return "\n\n".join("\n".join(f"{c.ljust(width, '.')} {said}" for c, said in pairs) for pairs in _pairs(table))


@layout("numbered records", one=False)
def numbered(table: Table, rng: random.Random) -> str:
    return "\n\n".join(
        f"Record {i}\n" + "\n".join(f"  {c}: {said}" for c, said in pairs) for i, pairs in enumerate(_pairs(table), 1)
    )


@layout("numbered properties", one=False)
def properties(table: Table, rng: random.Random) -> str:
    return "\n".join(f"client.{i}.{_key(c)}={said}" for i, pairs in enumerate(_pairs(table), 1) for c, said in pairs)


@layout("pairs on a line")
def logfmt(table: Table, rng: random.Random) -> str:
    return "\n".join(" ".join(f'{_key(c)}="{said}"' for c, said in pairs) for pairs in _pairs(table))


@layout("pairs with colons on a line")
def pairs_line(table: Table, rng: random.Random) -> str:
    return "\n".join(rng.choice([" | ", " | ", " | "]).join(f"{c}: {said}" for c, said in p) for p in _pairs(table))


@layout("pairs with commas on a line")
def pairs_commas(table: Table, rng: random.Random) -> str:
    return "\n".join(", ".join(f"{c}: {said}" for c, said in p) for p in _pairs(table))


@layout("YAML", one=False, ending=".yaml")
def yaml(table: Table, rng: random.Random) -> str:
    out = ["customers:"]
    for pairs in _pairs(table):
        out += [f"  {'- ' if i == 0 else '  '}{_key(c)}: {_yaml(said)}" for i, (c, said) in enumerate(pairs)]
    return "\n".join(out)


def _yaml(said: str) -> str:
    return "'" + said.replace("'", "''") + "'" if re.search(r"[:#&,']", said) else said


@layout("YAML, strings", ending=".yaml", whole=False)
def yaml_strings(table: Table, rng: random.Random) -> str:
    return "orgs:\n" + "\n".join(f"  - {_yaml(n)}" for n in table.names)


@layout("YAML, by name", one=False, ending=".yaml")
def yaml_names(table: Table, rng: random.Random) -> str:
    out = []
    for name, pairs in zip(table.names, _pairs(table), strict=True):
        rest = [(c, said) for c, said in pairs if said != name] or [("active", "true")]
        out += [f"{_yaml(name)}:", *(f"    {_key(c)}: {_yaml(said)}" for c, said in rest)]
    return "\n".join(out)


@layout("TOML", one=False, ending=".toml")
def toml(table: Table, rng: random.Random) -> str:
    return "\n\n".join(
        "[[client]]\n"
        + "\n".join(f"{_key(c)} = {said if said.isdigit() else chr(34) + said + chr(34)}" for c, said in p)
        for p in _pairs(table)
    )


@layout("INI, section a client", one=False, ending=".ini")
def ini(table: Table, rng: random.Random) -> str:
    out = []
    for name, pairs in zip(table.names, _pairs(table), strict=True):
        rest = [(c, said) for c, said in pairs if said != name] or [("enabled", "1")]
        out.append("\n".join([f"[{name}]", *(f"{_key(c)}={said}" for c, said in rest)]))
    return "\n\n".join(out)


@layout("vCard", one=False, ending=".vcf")
def vcard(table: Table, rng: random.Random) -> str:
    out = []
    for number, (name, rest) in enumerate(zip(table.names, table.beside, strict=True)):
        note = f"NOTE:{' / '.join(rest)}" if rest else "NOTE:client"
        out += ["BEGIN:VCARD", "VERSION:3.0", f"N:;Contact {number};;;", f"FN:Contact {number}"]
        out += [f"ORG:{name.replace(',', chr(92) + ',')}", note, f"TEL:+1-555-01{number % 100:02}", "END:VCARD"]
    return "\n".join(out)


@layout("LDIF", one=False, ending=".ldif")
def ldif(table: Table, rng: random.Random) -> str:
    out = []
    for number, pairs in enumerate(_pairs(table)):
        out += [f"dn: uid=c{number:05},ou=customers,dc=example,dc=com", "objectClass: organization"]
        out += [*(f"{_key(c)}: {said}" for c, said in pairs), ""]
    return "\n".join(out)


@layout("XML, elements", one=False, ending=".xml")
def xml(table: Table, rng: random.Random) -> str:
    rows = (
        "  <account>\n" + "\n".join(f"    <{_key(c)}>{_xml(said)}</{_key(c)}>" for c, said in pairs) + "\n  </account>"
        for pairs in _pairs(table)
    )
    return '<?xml version="1.0"?>\n<accounts>\n' + "\n".join(rows) + "\n</accounts>"


@layout("XML, attributes", ending=".xml")
def attributes(table: Table, rng: random.Random) -> str:
    rows = (
        "  <row " + " ".join(f'{_key(c)}="{_xml(said).replace(chr(34), "&quot;")}"' for c, said in pairs) + "/>"
        for pairs in _pairs(table)
    )
    return '<?xml version="1.0"?>\n<resultset>\n' + "\n".join(rows) + "\n</resultset>"


@layout("XML, fields by name", one=False, ending=".xml")
def fields(table: Table, rng: random.Random) -> str:
    rows = (
        "\t<row>\n" + "\n".join(f'\t<field name="{_key(c)}">{_xml(said)}</field>' for c, said in p) + "\n\t</row>"
        for p in _pairs(table)
    )
    return '<?xml version="1.0"?>\n<resultset statement="orgs">\n' + "\n".join(rows) + "\n</resultset>"


def _xml(said: str) -> str:
    return said.replace("&", "&amp;").replace("<", "&lt;")
