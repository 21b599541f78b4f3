"""A schema of two releases."""

from custom_components.dji_dock.database import Schema

FIRST = Schema(1, "CREATE TABLE notes (text TEXT);", "SELECT COUNT(*) FROM notes")
THIRD = Schema(
    3,
    "CREATE TABLE notes (text TEXT, mood TEXT, day INTEGER);",
    "SELECT COUNT(*) FROM notes",
    {
        1: "ALTER TABLE notes ADD COLUMN mood TEXT; UPDATE notes SET mood = 'good';",
        2: "ALTER TABLE notes ADD COLUMN day INTEGER;",
    },
)
