"""Integrators hear of every change: the database itself notes when, whoever writes, and what is deleted.

A consent and a next action change the introduction and the collaboration they belong to. Whoever writes one holds the
lock of the other already.
"""

from django.db import migrations

NOTE_CHANGE = """
CREATE FUNCTION partnerships_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at = clock_timestamp();
    RETURN NEW;
END
$$
"""
NOTE_CONSENT = """
CREATE FUNCTION partnerships_note_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE partnerships_introduction SET updated_at = clock_timestamp() WHERE id = NEW.introduction_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER partnerships_note_consent_given AFTER INSERT ON partnerships_contactconsent
    FOR EACH ROW EXECUTE FUNCTION partnerships_note_consent();
CREATE TRIGGER partnerships_note_consent_withdrawn AFTER UPDATE OF withdrawn_at ON partnerships_contactconsent
    FOR EACH ROW EXECUTE FUNCTION partnerships_note_consent();
"""
NOTE_ACTION = """
CREATE FUNCTION partnerships_note_action() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE partnerships_collaboration SET updated_at = clock_timestamp() WHERE id = NEW.collaboration_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER partnerships_note_action_set AFTER INSERT ON partnerships_nextaction
    FOR EACH ROW EXECUTE FUNCTION partnerships_note_action();
CREATE TRIGGER partnerships_note_action_closed AFTER UPDATE OF closed_at ON partnerships_nextaction
    FOR EACH ROW EXECUTE FUNCTION partnerships_note_action();
"""
TABLES = {"partnershiprequest": "request", "introduction": "introduction", "collaboration": "collaboration"}
TRIGGERS = """
CREATE TRIGGER partnerships_note_change BEFORE UPDATE ON partnerships_{table}
    FOR EACH ROW EXECUTE FUNCTION partnerships_note_change();
CREATE TRIGGER partnerships_note_deletion AFTER DELETE ON partnerships_{table}
    FOR EACH ROW EXECUTE FUNCTION companies_note_deletion('{kind}')
"""
NO_TRIGGERS = """
DROP TRIGGER partnerships_note_change ON partnerships_{table};
DROP TRIGGER partnerships_note_deletion ON partnerships_{table}
"""


class Migration(migrations.Migration):

    dependencies = [("companies", "0014_longer_kinds_of_deleted_records"), ("partnerships", "0006_updated_at")]

    operations = [
        migrations.RunSQL(NOTE_CHANGE, "DROP FUNCTION partnerships_note_change"),
        migrations.RunSQL(NOTE_CONSENT, "DROP FUNCTION partnerships_note_consent CASCADE"),
        migrations.RunSQL(NOTE_ACTION, "DROP FUNCTION partnerships_note_action CASCADE"),
        *(
            migrations.RunSQL(TRIGGERS.format(table=table, kind=kind), NO_TRIGGERS.format(table=table))
            for table, kind in TABLES.items()
        ),
    ]
