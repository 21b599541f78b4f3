"""What is remembered in databases of our own: what lies in the bucket, and records.

Knows nothing of Home Assistant, of the store and of the Cloud API. Of objects the bucket is the
truth: what is here of them can be lost and is found again by listing it. Everything blocks.
"""

from .connection import Database, DatabaseUnusable, NewerVersion, Schema
from .gallery import FlightOfDay, GalleryDay, MediaGallery, Point
from .ledger import CompleteFlight, FlightEntry, Ledger, StorageAccess
from .moving import copy_dock, copy_records, drop_dock, drop_records, opened
from .objects import LOGS, MEDIA, Found, IndexedObject, ObjectIndex, ReportedFile, Totals
from .queries import Day, Flight, Folder, ObjectBrowser
from .records import RECORDS, Record, RecordTable
from .schema import OBJECTS

__all__ = [
    "LOGS",
    "MEDIA",
    "OBJECTS",
    "RECORDS",
    "CompleteFlight",
    "Database",
    "DatabaseUnusable",
    "Day",
    "Flight",
    "FlightEntry",
    "FlightOfDay",
    "Folder",
    "Found",
    "GalleryDay",
    "IndexedObject",
    "Ledger",
    "MediaGallery",
    "NewerVersion",
    "ObjectBrowser",
    "ObjectIndex",
    "Point",
    "Record",
    "RecordTable",
    "ReportedFile",
    "Schema",
    "StorageAccess",
    "Totals",
    "copy_dock",
    "copy_records",
    "drop_dock",
    "drop_records",
    "opened",
]
