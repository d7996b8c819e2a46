"""A consent once given is evidence: the database itself refuses to change anything in it but its withdrawal."""

from django.db import migrations

KEEP_CONSENTS = """
CREATE FUNCTION partnerships_keep_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.introduction_id, NEW.company_id, NEW.given_at, NEW.text_version, NEW.language, NEW.items)
        IS DISTINCT FROM
       (OLD.id, OLD.introduction_id, OLD.company_id, OLD.given_at, OLD.text_version, OLD.language, OLD.items)
    OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at)
    OR (NEW.user_id IS NOT NULL AND NEW.user_id IS DISTINCT FROM OLD.user_id)
    THEN
        RAISE EXCEPTION 'a consent is never changed, only withdrawn' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER partnerships_keep_consent BEFORE UPDATE ON partnerships_contactconsent
    FOR EACH ROW EXECUTE FUNCTION partnerships_keep_consent();
"""


class Migration(migrations.Migration):

    dependencies = [("partnerships", "0002_introductions")]

    operations = [migrations.RunSQL(KEEP_CONSENTS, "DROP FUNCTION partnerships_keep_consent CASCADE")]
