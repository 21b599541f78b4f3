"""The tables of the index of a bucket."""

from .connection import Schema

# Totals follow by triggers, so that no way of writing can forget them. A file counts once it was
# reported or found, until it is known to be missing.
_TABLES = """
CREATE TABLE objects (
    key TEXT PRIMARY KEY,
    dock TEXT NOT NULL,
    area TEXT NOT NULL,
    folder TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    variant TEXT,
    flight TEXT NOT NULL,
    taken INTEGER NOT NULL,
    latitude REAL,
    longitude REAL,
    size INTEGER,
    modified INTEGER,
    reported INTEGER,
    seen INTEGER NOT NULL DEFAULT 0,
    missing INTEGER NOT NULL DEFAULT 0,
    announced INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;
CREATE INDEX objects_by_time ON objects (dock, area, missing, taken, key);
CREATE INDEX objects_by_flight ON objects (dock, area, missing, flight, taken, key);
CREATE INDEX objects_by_kind ON objects (dock, area, missing, kind, taken);
CREATE INDEX objects_by_folder ON objects (dock, area, folder, reported);
CREATE INDEX objects_by_age ON objects (dock, area, modified);
CREATE INDEX objects_unsized ON objects (reported) WHERE size IS NULL AND missing = 0;
CREATE INDEX objects_unannounced ON objects (reported) WHERE announced = 0;
CREATE TABLE totals (
    dock TEXT NOT NULL,
    area TEXT NOT NULL,
    files INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (dock, area)
) WITHOUT ROWID;
CREATE TRIGGER objects_added AFTER INSERT ON objects WHEN NEW.missing = 0 BEGIN
    INSERT INTO totals (dock, area, files, bytes) VALUES (NEW.dock, NEW.area, 1, IFNULL(NEW.size, 0))
    ON CONFLICT DO UPDATE SET files = files + 1, bytes = bytes + IFNULL(NEW.size, 0);
END;
CREATE TRIGGER objects_changed AFTER UPDATE OF size, missing ON objects BEGIN
    UPDATE totals SET
        files = files + (NEW.missing = 0) - (OLD.missing = 0),
        bytes = bytes + (NEW.missing = 0) * IFNULL(NEW.size, 0)
                      - (OLD.missing = 0) * IFNULL(OLD.size, 0)
    WHERE dock = NEW.dock AND area = NEW.area;
END;
CREATE TRIGGER objects_gone AFTER DELETE ON objects WHEN OLD.missing = 0 BEGIN
    UPDATE totals SET files = files - 1, bytes = bytes - IFNULL(OLD.size, 0)
    WHERE dock = OLD.dock AND area = OLD.area;
END;
CREATE TABLE flights (
    dock TEXT NOT NULL,
    flight TEXT NOT NULL,
    first_heard INTEGER NOT NULL,
    last_heard INTEGER NOT NULL,
    over INTEGER,
    expected INTEGER,
    uploaded INTEGER,
    PRIMARY KEY (dock, flight)
) WITHOUT ROWID;
CREATE INDEX flights_by_time ON flights (dock, last_heard);
CREATE TABLE access (
    dock TEXT PRIMARY KEY,
    asked INTEGER,
    refused INTEGER,
    refusal TEXT,
    issued INTEGER,
    storage TEXT,
    reported INTEGER,
    misplaced INTEGER
) WITHOUT ROWID;
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
"""

# `seen` was a time: one by a clock that was years ahead was newer than all that came later.
_NUMBERED_LISTINGS = "UPDATE objects SET seen = 0;"

OBJECTS = Schema(
    version=2,
    tables=_TABLES,
    probe="SELECT COUNT(*) FROM totals",
    migrations={1: _NUMBERED_LISTINGS},
)
"""Objects, flights and the access of docks."""
