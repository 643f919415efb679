"""Dumps of databases."""

# ruff: noqa: S608  # documents, not queries

from __future__ import annotations

import random

from tests.benchmarks.leakbench.layouts._table import Table, layout

_TABLES = (
    "tblAccounts",
    "crm.customer",
    "`tenant`",
    '"public"."company"',
    "wp_clients",
    "dbo.Subscriber",
    "users_orgs",
)


def _value(said: str, sign: str = "'") -> str:
    return said if said.isdigit() else sign + said.replace("'", "''") + "'"


def _values(row: tuple[str, ...], sign: str = "'") -> str:
    return "(" + ",".join(_value(c, sign) for c in row) + ")"


@layout("insert, many rows", ending=".sql")
def insert(table: Table, rng: random.Random) -> str:
    rows = ",\n  ".join(_values(row) for row in table.rows)
    columns = ", ".join(f"`{c}`" for c in table.columns)
    return f"LOCK TABLES `x` WRITE;\nINSERT INTO {rng.choice(_TABLES)} ({columns}) VALUES\n  {rows};\nUNLOCK TABLES;"


@layout("insert, mysqldump on one line", ending=".sql", lined=False)
def mysqldump(table: Table, rng: random.Random) -> str:
    out = ["/*!40000 ALTER TABLE `client` DISABLE KEYS */;"]
    for at in range(0, len(table.rows), 200):
        rows = (
            "(" + ",".join(c if c.isdigit() else "'" + c.replace("'", "\\'") + "'" for c in row) + ")"
            for row in table.rows[at : at + 200]
        )
        out.append("INSERT INTO `client` VALUES " + ",".join(rows) + ";")
    return "\n".join(out)


@layout("insert, one row each", ending=".sql")
def inserts(table: Table, rng: random.Random) -> str:
    name = rng.choice(_TABLES)
    head = f"INSERT INTO {name} ({', '.join(table.columns)}) VALUES "
    return "\n".join(head + _values(row) + ";" for row in table.rows)


@layout("insert, SQL Server", one=False, ending=".sql")
def sqlserver(table: Table, rng: random.Random) -> str:
    columns = ", ".join(f"[{c}]" for c in table.columns)
    head = f"INSERT [dbo].[Customer] ({columns}) VALUES "
    lines = [head + "(" + ", ".join(_value(c, "N'") if not c.isdigit() else c for c in row) + ")" for row in table.rows]
    step = rng.choice([1, 20, 100])
    return "SET IDENTITY_INSERT [dbo].[Customer] ON\nGO\n" + "\n".join(
        line + ("\nGO" if i % step == step - 1 else "") for i, line in enumerate(lines)
    )


@layout("insert, sqlite", ending=".sql")
def sqlite(table: Table, rng: random.Random) -> str:
    rows = [f"INSERT INTO clients VALUES{_values(row)};" for row in table.rows]
    return "\n".join(["PRAGMA foreign_keys=OFF;", "BEGIN TRANSACTION;", *rows, "COMMIT;"])


@layout("insert all, Oracle", ending=".sql")
def oracle(table: Table, rng: random.Random) -> str:
    columns = ", ".join(c.upper() for c in table.columns)
    rows = [f"  INTO CUSTOMERS ({columns}) VALUES {_values(row)}" for row in table.rows]
    return "\n".join(["INSERT ALL", *rows, "SELECT 1 FROM DUAL;"])


@layout("copy from stdin", ending=".sql")
def copy(table: Table, rng: random.Random) -> str:
    rows = "\n".join("\t".join(row) for row in table.rows)
    columns = ", ".join(table.columns)
    return f"COPY {rng.choice(['accounts', 'public.tenants'])} ({columns}) FROM stdin;\n{rows}\n\\.\n"


@layout("update", ending=".sql")
def update(table: Table, rng: random.Random) -> str:
    out = []
    for number, row in enumerate(table.rows):
        pairs = ", ".join(f"{c} = {_value(said)}" for c, said in zip(table.columns, row, strict=True))
        out.append(f"UPDATE customers SET {pairs} WHERE pk = {number + 17};")
    return "\n".join(out)


@layout("values", ending=".sql")
def values(table: Table, rng: random.Random) -> str:
    rows = ",\n".join("  ROW" * (rng.random() < 0) + "  " + _values(row) for row in table.rows)
    return f"SELECT * FROM (VALUES\n{rows}\n) AS t({', '.join(table.columns)});"
