"""Words the demo's world is made of; every person, place and organisation in it is invented."""

from __future__ import annotations

_PLACE_HEADS = (
    "Alder Ash Barn Birch Black Bram Brook Carl Chester Clay Cold Copper Crow Dray Dun Elm Fair Fen Frost "
    "Gale Gold Gran Green Hart Hazel High Iron Jas Kel King Lang Lark Lin Long Mar Mill Moss North Oak "
    "Pike Quill Raven Red Rook Sand Shale Silver Stan Stone Sum Tarn Thorn Tolla Vale Wal West Whit Win "
    "Wood"
)
_PLACE_TAILS = (
    "bury by croft dale den field ford gate ham hurst ley low mere mont port ridge stead ton ville wick worth"
)
PLACE_HEADS, PLACE_TAILS = _PLACE_HEADS.split(), _PLACE_TAILS.split()

_STATES = "AL AZ CO FL GA IA IL IN KS KY LA MI MN MO NC NE NJ NM NY OH OK OR PA TN TX UT VA WA WI"
STATES = _STATES.split()

AGENCIES = (
    "{} Police Department", "{} Police Department", "{} Police Department", "{} County Sheriff's Office",
    "{} County Sheriff's Office", "{} Township Police Department", "City of {} Police", "{} State University",
    "University of {}", "{} Community College", "{} County District Attorney", "{} Fire Department",
    "{} School District", "{} Regional Hospital", "{} Public Library", "{} Water Authority",
)  # fmt: skip

FIRMS = (
    "{} Foods Inc.", "{} Logistics GmbH", "{} & Sons", "{} Savings Bank", "{} Hotels", "{} Insurance Group",
    "{} Motors", "{} Pharmacies", "{} Outfitters", "{} Software Ltd", "{} Credit Union", "{} Realty",
    "{} Stores", "{} Security LLC",
)  # fmt: skip

_FIRST = (
    "Ana Bela Carla Deniz Elif Farid Greta Hugo Ivy Jonas Kofi Lena Mika Nadia Omar Petra Quinn Rosa Sami "
    "Tove Ursa Vito Wanda Yara"
)
_LAST = (
    "Adler Brandt Castell Dorsey Ellery Fontane Garrick Hadley Ibarra Jessup Kessler Lomax Marsh Nyland "
    "Okafor Pruitt Quist Rowan Selby Thorne"
)
FIRST, LAST = _FIRST.split(), _LAST.split()

_HANDLES = (
    "bitmoth rustyspoon nullhound quietfox sn0wcrash tapeworm mirrorball old_tom kelp paperclip ghostkey "
    "lanternjaw driftwood halfbyte marrow zinc_ox coldbrew radish pylon woolgather"
)
HANDLES = _HANDLES.split()

OUTLETS = (
    "The Ledger",
    "Valley Courier",
    "Wire Desk",
    "Metro Dispatch",
    "The Sentinel Review",
    "Harbour Times",
    "Signal Weekly",
)
VENDOR = "FaceSearch"
