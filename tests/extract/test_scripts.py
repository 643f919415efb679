from __future__ import annotations

import json

import pytest

from leakscan.extract.page import page_text
from leakscan.extract.scripts import data_of

ROWS = [{"name": f"Client {n}; “Ltd” (x)", "seats": 5} for n in range(9)]
LINE = json.dumps(ROWS, ensure_ascii=False)


def _page(script: str) -> str:
    return f"<html><body><h1>Clients</h1><div id=t></div>{script}<p>end</p></body></html>"


@pytest.mark.parametrize(
    "script",
    [
        f"<script>var rows = {json.dumps(ROWS)}; draw(rows);</script>",
        f"<script type='text/javascript'>window.__STATE__={json.dumps(ROWS, indent=2)}</script>",
        f"<script type=module>$('#t').DataTable({json.dumps(ROWS)});</script>",
        f"<script type='application/json' id=data>{json.dumps(ROWS, indent=2)}</script>",
    ],
)
def test_data_that_a_script_draws_stands_on_a_line_at_the_end(script: str) -> None:
    *before, data = filter(None, page_text(_page(script)).split("\n"))
    assert before == ["Clients", "end"]
    assert (
        " ".join(data.replace("[ {", "[{").replace("} ]", "}]").replace("{ ", "{").replace(" }", "}").split()) == LINE
    )


def test_keys_need_no_quotes() -> None:
    written = "[" + ", ".join(f"{{name: 'Client {n}', seats: 5}}" for n in range(9)) + "]"
    assert list(data_of("", f"const rows = {written};\nfor (const r of rows) {{ draw(r) }}")) == [written]


@pytest.mark.parametrize(
    "script",
    [
        "var code = {a: function() { return ['a', 'b', 'c', 'd', 'e', 'f', 'g'].join(''); }};" * 9,
        "x = ['a', 'b'];" * 99,
        "if (a < b) { c = d[e]; }" * 99,
        "",
    ],
)
def test_code_and_little_data_are_left_out(script: str) -> None:
    assert not list(data_of("", script))


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "said", ["=[" * 200_000, "=['a'," * 80_000, '=["' * 99_999, "= " * 200_000, "={" + "[" * 300_000]
)
def test_hostile_scripts_cost_little(said: str) -> None:
    assert len(list(data_of("", said))) < 2
