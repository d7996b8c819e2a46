"""What the database itself keeps true, whoever writes: when a row changed, and that a consent is never rewritten.

A consent and a next action change the introduction and the collaboration they belong to. Whoever writes one holds the
lock of the other already.
"""

import pgtrigger


def note_change() -> pgtrigger.Trigger:
    """Sets `updated_at`: webhook_publishers hear of every change."""
    return pgtrigger.Trigger(
        name="note_change",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func="NEW.updated_at = clock_timestamp(); RETURN NEW;",
    )


def note_in_parent(parent: str, *, ended_by: str) -> list[pgtrigger.Trigger]:
    """Set `updated_at` of the `parent` (a model of this app) when a row is added to it or its column `ended_by` set."""
    func = (
        f"UPDATE partnerships_{parent} SET updated_at = clock_timestamp() "  # noqa: S608 - names from the code
        f"WHERE id = NEW.{parent}_id; RETURN NULL;"
    )
    update = pgtrigger.UpdateOf(ended_by)  # type: ignore[no-untyped-call]  # the library's
    return [
        pgtrigger.Trigger(name="note_added", when=pgtrigger.After, operation=pgtrigger.Insert, func=func),
        pgtrigger.Trigger(name="note_ended", when=pgtrigger.After, operation=update, func=func),
    ]


def keep_consent() -> pgtrigger.Trigger:
    """A consent once given is evidence: nothing in it changes but that it is withdrawn or ends, once, and that its
    person is forgotten."""
    return pgtrigger.Trigger(
        name="keep_consent",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func="""
            IF (NEW.id, NEW.introduction_id, NEW.company_id, NEW.given_at, NEW.text_version, NEW.language, NEW.items)
                IS DISTINCT FROM
               (OLD.id, OLD.introduction_id, OLD.company_id, OLD.given_at, OLD.text_version, OLD.language, OLD.items)
            OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at)
            OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at)
            OR (NEW.user_id IS NOT NULL AND NEW.user_id IS DISTINCT FROM OLD.user_id)
            THEN
                RAISE EXCEPTION 'a consent is never changed, only withdrawn'
                    USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        """,
    )
