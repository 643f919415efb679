"""The schema, as the migrations that build it; a released migration is never edited, only followed by another."""

from __future__ import annotations

import sqlite3

# Positions and scores are SQLite's own types; times are ISO 8601 text in UTC; `*_json` style columns hold compact JSON.
_FIRST = """
CREATE TABLE documents (
    sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, media_type TEXT, charset TEXT, kept TEXT
);
CREATE TABLE runs (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, host TEXT NOT NULL, pid INTEGER NOT NULL,
    started TEXT NOT NULL, ended TEXT, status TEXT NOT NULL, exit_status INTEGER,
    pages INTEGER NOT NULL DEFAULT 0, bytes INTEGER NOT NULL DEFAULT 0,
    documents INTEGER NOT NULL DEFAULT 0, hits INTEGER NOT NULL DEFAULT 0, problems TEXT NOT NULL DEFAULT '[]'
);
CREATE TABLE visits (
    id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs(id), source TEXT NOT NULL, health TEXT NOT NULL,
    detail TEXT NOT NULL, pages INTEGER NOT NULL, bytes INTEGER NOT NULL, documents INTEGER NOT NULL,
    hits INTEGER NOT NULL, started TEXT NOT NULL, ended TEXT NOT NULL, gap TEXT
);
CREATE INDEX visits_by_run ON visits(run);
CREATE INDEX visits_by_source ON visits(source, ended);
CREATE TABLE sightings (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(sha256),
    source TEXT NOT NULL, path TEXT, url TEXT, title TEXT, author TEXT, posted_at TEXT,
    fetched_at TEXT NOT NULL, last_fetched_at TEXT NOT NULL, run INTEGER REFERENCES runs(id)
);
CREATE UNIQUE INDEX sightings_by_place ON sightings(document, source, ifnull(path, ''), ifnull(url, ''));
CREATE INDEX sightings_by_source ON sightings(source, document);
CREATE TABLE entries (
    id INTEGER PRIMARY KEY, watchlist TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL
);
CREATE UNIQUE INDEX entries_by_key ON entries(watchlist, key);
CREATE TABLE incidents (
    id INTEGER PRIMARY KEY, watchlist TEXT NOT NULL, founder TEXT NOT NULL,
    first_seen TEXT NOT NULL, last_seen TEXT NOT NULL
);
CREATE TABLE sketches (
    watchlist TEXT NOT NULL, value INTEGER NOT NULL, incident INTEGER NOT NULL REFERENCES incidents(id),
    PRIMARY KEY (watchlist, value, incident)
) WITHOUT ROWID;
CREATE TABLE hits (
    id TEXT PRIMARY KEY, watchlist TEXT NOT NULL, document TEXT NOT NULL REFERENCES documents(sha256),
    verdict TEXT NOT NULL, severity TEXT NOT NULL, rank INTEGER NOT NULL, score REAL NOT NULL,
    matched INTEGER NOT NULL, listed INTEGER, coverage REAL NOT NULL, purity REAL,
    assessment TEXT NOT NULL, status TEXT NOT NULL DEFAULT 'new', assignee TEXT,
    incident INTEGER REFERENCES incidents(id), first_seen TEXT NOT NULL, last_seen TEXT NOT NULL
);
CREATE INDEX hits_by_urgency ON hits(rank, first_seen, id);
CREATE INDEX hits_by_status ON hits(status, rank, first_seen, id);
CREATE INDEX hits_by_watchlist ON hits(watchlist, rank, first_seen, id);
CREATE INDEX hits_by_time ON hits(first_seen, id);
CREATE INDEX hits_by_document ON hits(document);
CREATE INDEX hits_by_incident ON hits(incident);
CREATE TABLE matches (
    hit TEXT NOT NULL REFERENCES hits(id), number INTEGER NOT NULL, entry INTEGER NOT NULL REFERENCES entries(id),
    kind TEXT NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, row INTEGER,
    score REAL NOT NULL, form TEXT NOT NULL, rule TEXT NOT NULL, ambiguous TEXT,
    PRIMARY KEY (hit, number)
) WITHOUT ROWID;
CREATE INDEX matches_by_entry ON matches(entry, hit);
CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT, hit TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL,
    action TEXT NOT NULL, before TEXT, after TEXT, why TEXT, previous TEXT NOT NULL, digest TEXT NOT NULL
);
CREATE INDEX events_by_hit ON events(hit, id);
CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_as_written BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_once BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TABLE cursors (
    source TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, updated TEXT NOT NULL, PRIMARY KEY (source, key)
) WITHOUT ROWID;
CREATE TABLE seen (
    source TEXT NOT NULL, key TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (source, key)
) WITHOUT ROWID;
"""

_SCHEDULE = """
ALTER TABLE visits ADD COLUMN interrupted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN self_test TEXT;
ALTER TABLE runs ADD COLUMN watchlists TEXT;
"""

# What `hits list --text` looks through: the rows around a hit's matches, its matches and where it was seen, casefolded.
# Trigrams make any three letters findable. No trigger keeps the index: an untrusted schema may not write to FTS5.
# Mutes and batches are triage's.
_TRIAGE = """
CREATE TABLE snippets (
    id INTEGER PRIMARY KEY, hit TEXT NOT NULL UNIQUE REFERENCES hits(id),
    rows TEXT NOT NULL DEFAULT '', text TEXT NOT NULL
);
CREATE VIRTUAL TABLE search USING fts5(
    text, content = 'snippets', content_rowid = 'id', tokenize = 'trigram case_sensitive 1'
);
INSERT INTO snippets (hit, text) SELECT h.id, folded(
    ifnull((SELECT group_concat(ifnull(title, '') || char(10) || ifnull(author, '') || char(10) || ifnull(url, '')
        || char(10) || ifnull(path, ''), char(10)) FROM sightings s WHERE s.document = h.document), '') || char(10) ||
    ifnull((SELECT group_concat(text, char(10)) FROM (SELECT DISTINCT text FROM matches m WHERE m.hit = h.id)), ''))
FROM hits h;
INSERT INTO search(search) VALUES ('rebuild');
CREATE TABLE mutes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, watchlist TEXT, entry TEXT, source TEXT, incident INTEGER,
    reason TEXT NOT NULL, who TEXT NOT NULL, made TEXT NOT NULL, expires TEXT NOT NULL, ended TEXT
);
CREATE TABLE batches (first INTEGER PRIMARY KEY, last INTEGER NOT NULL, who TEXT NOT NULL, undone INTEGER);
CREATE INDEX batches_by_who ON batches(who, first);
"""

_RESCREEN = """
CREATE TABLE dictionaries (id INTEGER PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE texts (
    document TEXT PRIMARY KEY REFERENCES documents(sha256), at TEXT NOT NULL, characters INTEGER NOT NULL,
    dictionary INTEGER REFERENCES dictionaries(id), packed BLOB NOT NULL
);
CREATE INDEX texts_by_age ON texts(at);
"""

# The outbox: what is to be told (alerts), to whom (deliveries; no message yet means waiting), in which words, frozen
# before they are first sent (messages). `told` holds the clients of an incident that were told of before.
_ALERTS = """
CREATE TABLE alerts (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, hit TEXT NOT NULL REFERENCES hits(id) ON DELETE CASCADE,
    incident INTEGER REFERENCES incidents(id) ON DELETE CASCADE, rank INTEGER NOT NULL, clients INTEGER NOT NULL,
    copies TEXT NOT NULL, sighting INTEGER NOT NULL REFERENCES sightings(id) ON DELETE CASCADE,
    rescreened INTEGER NOT NULL, made TEXT NOT NULL
);
CREATE INDEX alerts_by_incident ON alerts(incident);
CREATE INDEX alerts_by_hit ON alerts(hit);
CREATE TABLE told (
    incident INTEGER NOT NULL REFERENCES incidents(id) ON DELETE CASCADE,
    entry INTEGER NOT NULL REFERENCES entries(id) ON DELETE CASCADE, PRIMARY KEY (incident, entry)
) WITHOUT ROWID;
CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, target TEXT NOT NULL, content TEXT NOT NULL,
    made TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0, due TEXT NOT NULL, holder TEXT, problem TEXT,
    delivered TEXT, dropped TEXT
);
CREATE UNIQUE INDEX messages_once ON messages(target, key);
CREATE INDEX messages_to_send ON messages(target, due) WHERE delivered IS NULL AND dropped IS NULL;
CREATE TABLE deliveries (
    alert INTEGER NOT NULL REFERENCES alerts(id) ON DELETE CASCADE, target TEXT NOT NULL,
    message INTEGER REFERENCES messages(id), PRIMARY KEY (alert, target)
) WITHOUT ROWID;
CREATE INDEX deliveries_waiting ON deliveries(target) WHERE message IS NULL;
CREATE INDEX deliveries_by_message ON deliveries(message) WHERE message IS NOT NULL;
"""

# Indexes that a list is walked along hold what most filters ask for, so that what does not pass is not read.
# Assessments are compact JSON, in whose texts quotes are escaped; an untrusted schema may not read them as JSON.
_PAGING = """
DROP INDEX hits_by_urgency;
DROP INDEX hits_by_time;
CREATE INDEX hits_by_urgency ON hits(rank, first_seen, id, status, watchlist, assignee);
CREATE INDEX hits_by_time ON hits(first_seen, id, rank, status, watchlist, assignee);
CREATE INDEX hits_by_assignee ON hits(assignee) WHERE assignee IS NOT NULL;
CREATE INDEX hits_with_canaries ON hits(id) WHERE verdict = 'canary' OR instr(assessment, '"canaries":[]') = 0;
"""

_CLIENTS = """
CREATE INDEX hits_by_clients ON hits(matched, first_seen, id, rank, status, watchlist, assignee);
"""


# When a place no longer showed its document.
_GONE = """
ALTER TABLE sightings ADD COLUMN gone_at TEXT;
"""


def _scripts() -> dict[str, str]:
    return {
        "0001_first": _FIRST,
        "0002_triage": _TRIAGE,
        "0003_schedule": _SCHEDULE,
        "0004_rescreen": _RESCREEN,
        "0005_alerts": _ALERTS,
        "0005_paging": _PAGING,
        "0006_clients": _CLIENTS,
        "0007_gone": _GONE,
    }


SET = "leakscan"
TABLE = "_sqlite_migrations"  # where sqlite-utils notes which of them were applied
NAMES = tuple(_scripts())


def migrate(connection: sqlite3.Connection) -> None:
    """Apply what this database has not had yet, inside the caller's transaction."""
    from sqlite_utils import Database, Migrations

    steps = Migrations(SET)
    for name, script in _scripts().items():

        @steps(name=name)
        def _apply(db: Database, script: str = script) -> None:
            for statement in _statements(script):
                db.execute(statement)

    steps.apply(Database(connection, execute_plugins=False))


def _statements(script: str) -> list[str]:
    """The script's statements: executescript() would commit the transaction that a migration runs in."""
    found, pending = [], ""
    for line in script.strip().splitlines():
        pending += line + "\n"
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found
