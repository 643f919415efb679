"""Data notations: JSON and what looks like it."""

from __future__ import annotations

import json
import random

from tests.benchmarks.leakbench.layouts._table import Table, layout


def _objects(table: Table) -> list[dict[str, object]]:
    return [
        {
            c: int(said) if said.isdigit() and len(said) < 15 else said
            for c, said in zip(table.columns, row, strict=True)
        }
        for row in table.rows
    ]


@layout("JSON, indented", ending=".json", lined=False)
def indented(table: Table, rng: random.Random) -> str:
    return json.dumps(_objects(table), indent=rng.choice([1, 2, 4]), ensure_ascii=rng.random() < 0.5)


@layout("JSON, compact", ending=".json", lined=False)
def compact(table: Table, rng: random.Random) -> str:
    return json.dumps(_objects(table), separators=(",", ":"), ensure_ascii=False)


@layout("JSON lines, plain", ending=".jsonl")
def lines(table: Table, rng: random.Random) -> str:
    return "\n".join(json.dumps(o, ensure_ascii=False) for o in _objects(table))


@layout("JSON, mongoexport", ending=".json")
def mongo(table: Table, rng: random.Random) -> str:
    return "\n".join(
        json.dumps({"_id": {"$oid": f"{rng.randrange(16**24):024x}"}, **o, "__v": {"$numberInt": "0"}})
        for o in _objects(table)
    )


@layout("JSON, reply of an interface", ending=".json", lined=False)
def reply(table: Table, rng: random.Random) -> str:
    items = [{"type": "org", "id": str(i), "attributes": o} for i, o in enumerate(_objects(table), 1)]
    whole = {"meta": {"total": 2912, "page": 1}, "data": items, "links": {"next": "/v1/orgs?page=2"}}
    return json.dumps(whole, indent=rng.choice([None, 2]))


@layout("JSON, search hits", ending=".json", lined=False)
def hits(table: Table, rng: random.Random) -> str:
    found = [{"_index": "crm", "_score": 1.0, "_source": o} for o in _objects(table)]
    return json.dumps(
        {"took": 3, "hits": {"total": {"value": len(found)}, "hits": found}}, indent=rng.choice([None, 1])
    )


@layout("JSON, edges", ending=".json", lined=False)
def edges(table: Table, rng: random.Random) -> str:
    return json.dumps({"data": {"orgs": {"edges": [{"cursor": "abc", "node": o} for o in _objects(table)]}}})


@layout("JSON, object by key", ending=".json", lined=False)
def by_key(table: Table, rng: random.Random) -> str:
    return json.dumps({f"acct_{i:05}": o for i, o in enumerate(_objects(table))}, indent=rng.choice([None, 2]))


@layout("JSON, object by name", ending=".json", lined=False)
def by_name(table: Table, rng: random.Random) -> str:
    objects = zip(table.names, _objects(table), strict=True)
    rest = {n: {c: said for c, said in o.items() if c != table.columns[table.name]} or 1 for n, o in objects}
    return json.dumps(rest, indent=rng.choice([None, 2]))


@layout("JSON, arrays", ending=".json", lined=False)
def arrays(table: Table, rng: random.Random) -> str:
    rows = ",\n ".join(json.dumps(list(row)) for row in table.rows)
    return f'{{"columns": {json.dumps(list(table.columns))}, "rows": [\n {rows}\n]}}'


@layout("JSON, columns", ending=".json", lined=False)
def columns(table: Table, rng: random.Random) -> str:
    """A data frame written by column, as pandas does by default."""
    whole = {c: {str(i): row[place] for i, row in enumerate(table.rows)} for place, c in enumerate(table.columns)}
    return json.dumps(whole)


@layout("JSON, strings", ending=".json", whole=False, lined=False)
def strings(table: Table, rng: random.Random) -> str:
    return json.dumps({"status": "ok", "customers": table.names, "next": None}, indent=rng.choice([None, 2]))


@layout("Python, dictionaries", lined=False)
def python(table: Table, rng: random.Random) -> str:
    said = repr(_objects(table))
    return "clients = " + (said.replace("}, {", "},\n {") if rng.random() < 0.5 else said)


@layout("Python, tuples")
def tuples(table: Table, rng: random.Random) -> str:
    return "ROWS = [\n" + "\n".join(f"    {tuple(row)!r}," for row in table.rows) + "\n]"


@layout("Python, strings", whole=False)
def quoted(table: Table, rng: random.Random) -> str:
    return "CUSTOMERS = [\n" + "\n".join(f"    {n!r}," for n in table.names) + "\n]"


@layout("JavaScript, objects")
def javascript(table: Table, rng: random.Random) -> str:
    keys = [c.replace(" ", "_").replace("-", "_") for c in table.columns]
    rows = (", ".join(f"{k}: {json.dumps(v)}" for k, v in zip(keys, o.values(), strict=True)) for o in _objects(table))
    return "const orgs = [\n" + "\n".join(f"  {{ {row} }}," for row in rows) + "\n];"


@layout("PHP, array", one=False)
def php(table: Table, rng: random.Random) -> str:
    out = ["array ("]
    for number, o in enumerate(_objects(table)):
        out += [f"  {number} => ", "  array ("]
        out += [f"    '{k}' => {v if isinstance(v, int) else chr(39) + str(v) + chr(39)}," for k, v in o.items()]
        out.append("  ),")
    return "\n".join([*out, ")"])


@layout("Ruby, hashes")
def ruby(table: Table, rng: random.Random) -> str:
    rows = (", ".join(f":{k.replace(' ', '_')}=>{json.dumps(v)}" for k, v in o.items()) for o in _objects(table))
    return "[" + ",\n ".join(f"{{{row}}}" for row in rows) + "]"
