"""The tables of the noise model; see :mod:`tests.benchmarks.screening.noise` for their sources."""

from __future__ import annotations

import re

KEYS = {
    key: "".join(
        row[at]
        for y, row in enumerate(("qwertyuiop", "asdfghjkl", "zxcvbnm"))
        for at in range(len(row))
        if (abs(y - line) + abs(at - place) == 1) or (y == line + 1 and at == place - 1)
    )
    for line, keys in enumerate(("qwertyuiop", "asdfghjkl", "zxcvbnm"))
    for place, key in enumerate(keys)
}
OCR = [
    "m:rn",
    "rn:m",
    "cl:d",
    "d:cl",
    "l:1",
    "I:l",
    "O:0",
    "o:0",
    "S:5",
    "s:5",
    "B:8",
    "h:b",
    "e:c",
    "c:e",
    "li:h",
    "u:ii",
    "vv:w",
    "w:vv",
    "i:l",
    "l:I",
    "g:9",
    "t:f",
    "f:t",
    "n:ri",
    "0:O",
]
LOOKS = dict(zip("aeopcxyisjhkmntbABEHKMOPCTX", "аеорсхуіѕјһкмптвАВЕНКМОРСТХ", strict=True))
GREEK = dict(zip("oviaAEOTBNKPMHXYZ", "ονιαΑΕΟΤΒΝΚΡΜΗΧΥΖ", strict=True))
LEET = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7", "b": "8", "g": "9", "l": "1", "z": "2"}
SHORT = (
    ("Police Department", ("PD", "P.D.", "Police Dept", "Police Dept.", "Police", "Pol. Dept.", "Police Dep't")),
    (
        "Sheriff's Office",
        ("SO", "S.O.", "Sheriff", "Sheriffs Office", "Sheriff's Dept", "Sheriff Office", "Sheriff's Ofc"),
    ),
    (
        "County Sheriff's Office",
        ("Co SO", "County SO", "Co. Sheriff", "Cnty Sheriff's Office", "County Sheriffs Department"),
    ),
    ("Fire Department", ("FD", "Fire Dept", "Fire Dept.", "F.D.")),
    ("Independent School District", ("ISD", "I.S.D.", "Ind. School Dist.", "Indep Sch Dist")),
    ("School District", ("Sch. Dist.", "School Dist", "SD")),
    ("Community College", ("CC", "Comm. College", "Comm College")),
    ("University", ("Univ", "Univ.", "U.")),
    ("Township", ("Twp", "Twp.", "Twnshp")),
    ("Department", ("Dept", "Dept.", "Dpt")),
    ("County", ("Cnty", "Co.", "Cty")),
    ("International", ("Intl", "Int'l", "Intl.")),
    ("National", ("Natl", "Nat'l", "Natl.")),
    ("Association", ("Assn", "Assoc.", "Ass'n")),
    ("Technologies", ("Tech", "Techs.", "Technology")),
    ("Technology", ("Tech", "Tech.")),
    ("Management", ("Mgmt", "Mgt.")),
    ("Manufacturing", ("Mfg", "Mfg.")),
    ("Brothers", ("Bros", "Bros.")),
    ("Corporation", ("Corp", "Corp.")),
    ("Company", ("Co", "Co.")),
    ("Limited", ("Ltd", "Ltd.")),
    ("Incorporated", ("Inc", "Inc.")),
    ("Pharmaceuticals", ("Pharma", "Pharm.")),
    ("Services", ("Svcs", "Serv.")),
    ("Systems", ("Sys", "Sys.")),
    ("Insurance", ("Ins", "Ins.")),
    ("Institute", ("Inst", "Inst.")),
    ("Hospital", ("Hosp", "Hosp.")),
    ("Saint ", ("St ", "St. ")),
    ("St. ", ("Saint ", "St ")),
    ("Mount ", ("Mt ", "Mt. ")),
    ("North ", ("N ", "N. ")),
    (" and ", (" & ", " + ")),
    (" & ", (" and ", " + ")),
)
LEGAL = re.compile(
    r",? (?:co\., ltd\.|pty\.? ltd\.?|incorporated|inc|llc|limited|ltd|gmbh|s\.a\.|s\.p\.a\.|plc|ag|b\.v\.|corporation"
    r"|corp|company|co)\.?$",
    re.IGNORECASE,
)
GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
SILENT = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u202c")
