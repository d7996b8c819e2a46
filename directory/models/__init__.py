"""The index of the public directory, and the searches people keep."""

from directory.models.directory import DirectoryChange, DirectoryEntry, DirectoryVersion, DirectoryWord, DocumentType
from directory.models.saved_searches import AlertFrequency, SavedSearch

__all__ = [
    "AlertFrequency",
    "DirectoryChange",
    "DirectoryEntry",
    "DirectoryVersion",
    "DirectoryWord",
    "DocumentType",
    "SavedSearch",
]
