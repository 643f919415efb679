"""Words that are written short: one spelling for all, and the words every organisation shares.

The tables are public usage of United States agencies, schools and companies; add a line to extend one.
"""

from __future__ import annotations


def _pairs(lines: str) -> dict[str, str]:
    return {word: short for line in lines.strip().splitlines() for short, *words in [line.split()] for word in words}


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


# One line a word: the spelling that stands for all, then the others.
CANON = _pairs("""
dept department dpt depts departments dep deptartment
co county cnty cty company cos
univ university universidad universite universitat universita universidade universiteit
intl international internat
natl national nat nacional nationale nazionale
indep independent
assn association assoc asn
inst institute instit institution
tech technology technologies technological techs
mgmt management mgt managment
mfg manufacturing mfr manuf
svc service services svcs serv
sys system systems syst
ind industries industry inds
twp township twnshp
st saint
mt mount mtn
ft fort
sheriff sheriffs sherif sheriffis shrf sherriff sherriffs
office ofc offices off
dist district dst
sch school schools schl
comm commission comn
cmty community
corr corrections correction correctional
admin administration
auth authority
div division divn
hosp hospital hospitals
med medical
ctr center centre cntr
govt government gov
metro metropolitan metropolis
bros brothers brother
grp group
fin financial finance
ins insurance insur
labs laboratories laboratory lab laboratorys
pharm pharmaceuticals pharmaceutical pharma
elec electric electrical
eng engineering engr
bldg building
trans transportation transport
acad academy
coll college
lib library
muni municipal municipality
reg regional region
pub public
state states
prod products product prods
sol solutions solution
consult consulting consultants
commn communications communication
enf enforcement enforce
corp corporation corporations
cie compagnie
inc incorporated
ltd limited
america american americas americans
par parish
n north
s south
e east
w west
""")

STOP = _words("""
the of and for in at de du des di da do dos del y et und an to on
""")

# How scanners read "of" and "the".
MISREAD = _words("ot oi tbe thc tne")

STATES = _words("""
al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or
pa ri sc sd tn tx ut vt va wa wv wi wy dc pr
""")

# The states whose names are one word.
STATE_NAMES = _pairs("""
al alabama
ak alaska
az arizona
ar arkansas
ca california
co colorado
ct connecticut
de delaware
fl florida
ga georgia
hi hawaii
id idaho
il illinois
in indiana
ia iowa
ks kansas
ky kentucky
la louisiana
me maine
md maryland
ma massachusetts
mi michigan
mn minnesota
ms mississippi
mo missouri
mt montana
ne nebraska
nv nevada
oh ohio
ok oklahoma
or oregon
pa pennsylvania
tn tennessee
tx texas
ut utah
vt vermont
va virginia
wa washington
wi wisconsin
wy wyoming
""")

# Words that many organisations share and that tell none from another.
GENERIC = frozenset(
    CANON.get(word, word)
    for word in _words("""
police department county parish sheriff office city town village township university college school district fire
service services state national international company group bank trust fund capital partners holdings systems
technology technologies solutions industries management association institute center hospital medical health
public safety agency authority bureau commission court division community board council foundation society
club church federal government municipal metropolitan regional unit patrol highway marshal
corrections prison jail attorney prosecutor independent high academy laboratory laboratories pharmaceuticals
insurance financial energy power electric gas oil water resources products manufacturing engineering
construction consulting communications media network networks software data digital global world american
america usa us the of and law enforcement crime investigation security transportation transit airport port
parks library services investment investments properties realty real estate development enterprises
corporation limited general first united new pd fd so isd ps campus clinic care home homes food foods
restaurant hotel hotels store stores shop auto motors airlines logistics shipping marine railway mutual
savings credit union life equity income growth value index bond global series portfolio master
""")
)

# Words of public bodies, whose names are turned round in indexes ("Police Department, Avon").
PUBLIC = _words("""
police dept pd sheriff office so fd fire isd sch dist univ coll city town village twp borough co state agency auth
hosp court lib acad inst cmty ps dps
""")

# A name that follows one of these is another place: West Springfield is not Springfield.
QUALIFIERS = _words("""
north south east west n s e w northern southern eastern western new upper lower mount mt fort ft saint st lake
port san santa los las el la old great greater little big grand central mid point cape glen royal northeast
northwest southeast southwest
""")

Phrase = tuple[tuple[str, ...], tuple[str, ...], str]
_PHRASES: tuple[Phrase, ...] = tuple(
    (tuple(long.split()), tuple(short.split()), rule)
    for long, short, rule in (
        ("police dept", "pd", "PD = Police Department"),
        ("police dept", "police", "Police = Police Department"),
        ("police dept", "dept police", "Department of Police = Police Department"),
        ("dept police", "police dept", "Police Department = Department of Police"),
        ("dept police", "pd", "PD = Department of Police"),
        ("police svc", "ps", "PS = Police Service"),
        ("police svc", "police", "Police = Police Service"),
        ("sheriff office", "so", "SO = Sheriff's Office"),
        ("sheriff office", "sheriff", "Sheriff = Sheriff's Office"),
        ("sheriff office", "sheriff dept", "Sheriff's Department = Sheriff's Office"),
        ("sheriff dept", "sheriff office", "Sheriff's Office = Sheriff's Department"),
        ("sheriff dept", "so", "SO = Sheriff's Department"),
        ("sheriff dept", "sd", "SD = Sheriff's Department"),
        ("sheriff dept", "sheriff", "Sheriff = Sheriff's Department"),
        ("co sheriff office", "cso", "CSO = County Sheriff's Office"),
        ("fire dept", "fd", "FD = Fire Department"),
        ("indep sch dist", "isd", "ISD = Independent School District"),
        ("sch dist", "sd", "SD = School District"),
        ("public safety", "ps", "PS = Public Safety"),
        ("dept pub safety", "dps", "DPS = Department of Public Safety"),
        ("state police", "sp", "SP = State Police"),
        ("high sch", "hs", "HS = High School"),
        ("cmty coll", "cc", "CC = Community College"),
        ("cmty coll", "comm coll", "Comm = Community"),
        ("tech coll", "tc", "TC = Technical College"),
        ("state univ", "su", "SU = State University"),
        ("univ", "u", "U = University"),
        ("med ctr", "mc", "MC = Medical Center"),
        ("indep sch dist", "ind sch dist", "Ind = Independent"),
        ("unified sch dist", "usd", "USD = Unified School District"),
        ("highway patrol", "hp", "HP = Highway Patrol"),
        ("police dept", "p dept", "P. Dept. = Police Department"),
        ("police dept", "pol dept", "Pol. = Police"),
        ("dept motor vehicles", "dmv", "DMV = Department of Motor Vehicles"),
        ("dept trans", "dot", "DOT = Department of Transportation"),
        ("dept corr", "doc", "DOC = Department of Corrections"),
        ("dept natural resources", "dnr", "DNR = Department of Natural Resources"),
        ("dept pub works", "dpw", "DPW = Department of Public Works"),
        ("dept health", "doh", "DOH = Department of Health"),
        ("dept education", "doe", "DOE = Department of Education"),
        ("dept justice", "doj", "DOJ = Department of Justice"),
        ("bureau investigation", "bi", "BI = Bureau of Investigation"),
    )
)
# Runs of canonical words that are written as another run, with the reason told to the user, by their first word.
PHRASES: dict[str, list[Phrase]] = {}
for _phrase in _PHRASES:
    PHRASES.setdefault(_phrase[0][0], []).append(_phrase)

# Short forms that an entry itself may use, by what they stand for.
EXPANSIONS = {
    "pd": ("police", "dept"),
    "so": ("sheriff", "office"),
    "fd": ("fire", "dept"),
    "isd": ("indep", "sch", "dist"),
}
LOCALITIES = _words("city town village twp borough")
