from __future__ import annotations

import codecs
import random
import time

import pytest

from leakscan.extract.charset import clean, decode

PLANTED = "Akron Police Department;17;4021"
_UNICODE = "utf-8 utf-8-sig utf-7 utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be"
_BYTES = "ascii latin-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-7 iso8859-9 iso8859-15 koi8-r koi8-u mac-roman"
_PAGES = "cp1250 cp1251 cp1252 cp1253 cp1254 cp1257 cp437 cp850 cp852 cp866 cp037 cp500"
_EAST = "shift_jis euc-jp iso2022-jp gb2312 gbk gb18030 hz big5 euc-kr cp949 johab iso2022-kr"
DECLARED = f"{_UNICODE} {_BYTES} {_PAGES} {_EAST}"
PHRASES = {
    "cp1252": "Société Générale, Müller & Söhne, España S.A., Ångström",
    "cp1250": "Česká spořitelna, Žižkov, Łódź, Škoda",
    "cp1251": "Газпром нефть, Роснефть, Лукойл, Сбербанк России",
    "gb18030": "华为技术有限公司,中国石油天然气集团公司,阿里巴巴",
    "shift_jis": "株式会社トヨタ自動車、日本電信電話株式会社、三菱商事",
    "euc_kr": "삼성전자 주식회사, 현대자동차, 한국전력공사",
}


@pytest.mark.parametrize("charset", DECLARED.split())
def test_a_record_is_found_in_every_declared_charset(charset: str) -> None:
    content = f"name;accounts;searches\r\n{PLANTED}\r\n".encode(charset)
    assert PLANTED in decode(content, charset).split("\n")


@pytest.mark.parametrize("charset", PHRASES)
def test_a_charset_that_nobody_declared_is_guessed(charset: str) -> None:
    phrase = PHRASES[charset]
    assert phrase in decode(f"{phrase}\n".encode(charset) * 10)


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_text_without_a_mark_is_told_by_its_nuls(charset: str) -> None:
    assert decode(f"{PLANTED}, Société\n".encode(charset)) == f"{PLANTED}, Société\n"


def test_what_is_utf8_is_read_so_whatever_was_declared() -> None:
    assert decode("Müller GmbH".encode(), "latin-1") == "Müller GmbH"


def test_what_says_utf8_and_is_not_is_read_as_what_it_is() -> None:
    phrase = PHRASES["cp1251"]
    assert phrase in decode(f"{phrase}\n".encode("cp1251") * 10, "utf-8")


def test_one_bad_byte_does_not_cost_the_rest() -> None:
    content = "Müller, Société Générale, Ångström\n".encode() * 20 + b"\xff\n"
    text = decode(content)
    assert text.count("Société Générale") == 20
    assert text.count("\ufffd") == 1


@pytest.mark.parametrize(
    "name", ["zlib", "rot13", "idna", "punycode", "unicode_escape", "no-such", "", "utf-8\0", "a" * 9999]
)
def test_a_declared_charset_that_is_none_is_ignored(name: str) -> None:
    assert decode("é;1".encode(), name) == "é;1"


def test_text_behind_nuls_is_not_hidden() -> None:
    assert decode(b"first line\nAcme\0\0\0Corp\n\0last") == "first line\nAcme   Corp\n last"


def test_nuls_part_a_list_that_has_no_lines() -> None:
    assert decode(b"Acme\0Globex\0Initech") == "Acme\nGlobex\nInitech"


def test_halves_of_pairs_never_come_out() -> None:
    assert clean("a\ud83d\ude00b\ud800c") == "a\U0001f600b\ufffdc"
    assert "\ud800" not in decode("x\ud800y".encode("utf-7", "surrogatepass"), "utf-7")


def test_line_ends_are_one_character() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"


def test_no_bytes_are_refused() -> None:
    dice = random.Random(7)
    names = [None, *DECLARED.split()]
    for _ in range(300):
        text = decode(dice.randbytes(dice.randrange(400)), dice.choice(names))
        text.encode()
        assert "\0" not in text


def test_a_long_ascii_line_with_a_late_accent_is_read_in_time() -> None:
    begun = time.process_time()
    text = decode(b"a" * 4_000_000 + "Société Générale à Besançon".encode("cp1252"))
    assert text.endswith("Société Générale à Besançon")
    assert time.process_time() - begun < 10  # a quadratic reader takes many minutes


def test_marks_of_byte_order_do_not_come_out() -> None:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ):
        assert decode(mark + "Acme".encode(name)) == "Acme"
