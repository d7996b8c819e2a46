"""What the database itself keeps true of events: when a row changed."""

import pgtrigger


def note_change() -> pgtrigger.Trigger:
    """Sets `updated_at`: who keeps a copy hears of every change."""
    return pgtrigger.Trigger(
        name="note_change",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func="NEW.updated_at = clock_timestamp(); RETURN NEW;",
    )
