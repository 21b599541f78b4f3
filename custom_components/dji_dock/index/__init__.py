"""What lies in the bucket, remembered in a database of our own.

Knows nothing of Home Assistant, of the store and of the Cloud API. The bucket is the truth: what is
here can be lost and is found again by listing it. Everything blocks.
"""

from .browse import Day, Flight, Folder, ObjectBrowser
from .database import Database, IndexUnusable
from .ledger import FlightEntry, Ledger, StorageAccess
from .objects import LOGS, MEDIA, Found, IndexedObject, ObjectIndex, ReportedFile, Totals

__all__ = [
    "LOGS",
    "MEDIA",
    "Database",
    "Day",
    "Flight",
    "FlightEntry",
    "Folder",
    "Found",
    "IndexUnusable",
    "IndexedObject",
    "Ledger",
    "ObjectBrowser",
    "ObjectIndex",
    "ReportedFile",
    "StorageAccess",
    "Totals",
]
