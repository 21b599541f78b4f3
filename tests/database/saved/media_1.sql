PRAGMA user_version = 1;
BEGIN TRANSACTION;
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
INSERT INTO "access" VALUES('D',1795176000000,NULL,NULL,1795176000000,'abc',1795176000000,NULL);
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO "counters" VALUES('deleted D',3);
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
INSERT INTO "flights" VALUES('D','f1',1795176000000,1795176000000,1795176000000,4,3);
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
INSERT INTO "objects" VALUES('20261101T000000Z_x/dock.tar','D','logs','20261101T000000Z_x','dock.tar','photo',NULL,'20261101T000000Z_x',1795176000000,NULL,NULL,10,1795176000000,NULL,1795000000005,0,1);
INSERT INTO "objects" VALUES('f/deleted_since','D','media','f','deleted_since','photo',NULL,'f1',1795176000000,NULL,NULL,10,1795176000000,NULL,1795000000000,0,1);
INSERT INTO "objects" VALUES('f/kept','D','media','f','kept','photo',NULL,'f1',1795176000000,1.0,2.0,10,1795176000000,1795176000000,1795000000000,0,1);
INSERT INTO "objects" VALUES('f/never_stored','D','media','f','never_stored','photo',NULL,'f1',1795176000000,1.0,2.0,NULL,NULL,1795176000000,0,1,1);
INSERT INTO "objects" VALUES('f/not_told','D','media','f','not_told','photo',NULL,'f1',1795176000000,1.0,2.0,NULL,NULL,1795176000000,0,0,0);
INSERT INTO "objects" VALUES('f/old','D','media','f','old','photo',NULL,'f1',1787400000000,NULL,NULL,10,1787400000000,NULL,1795000000000,0,1);
INSERT INTO "objects" VALUES('f/told','D','media','f','told','photo',NULL,'f1',1795176000000,1.0,2.0,70,1795176000000,1795176000000,0,0,1);
CREATE TABLE totals (
    dock TEXT NOT NULL,
    area TEXT NOT NULL,
    files INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (dock, area)
) WITHOUT ROWID;
INSERT INTO "totals" VALUES('D','logs',1,10);
INSERT INTO "totals" VALUES('D','media',5,100);
CREATE INDEX objects_by_time ON objects (dock, area, missing, taken, key);
CREATE INDEX objects_by_flight ON objects (dock, area, missing, flight, taken, key);
CREATE INDEX objects_by_kind ON objects (dock, area, missing, kind, taken);
CREATE INDEX objects_by_folder ON objects (dock, area, folder, reported);
CREATE INDEX objects_by_age ON objects (dock, area, modified);
CREATE INDEX objects_unsized ON objects (reported) WHERE size IS NULL AND missing = 0;
CREATE INDEX objects_unannounced ON objects (reported) WHERE announced = 0;
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
CREATE INDEX flights_by_time ON flights (dock, last_heard);
COMMIT;
