"""A consent that reached its 24 months is closed as ended, not as withdrawn; that too is written once."""

from datetime import timedelta

from django.db import migrations, models
from django.db.models import F, Q

FUNCTION = """
CREATE OR REPLACE FUNCTION partnerships_keep_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.introduction_id, NEW.company_id, NEW.given_at, NEW.text_version, NEW.language, NEW.items)
        IS DISTINCT FROM
       (OLD.id, OLD.introduction_id, OLD.company_id, OLD.given_at, OLD.text_version, OLD.language, OLD.items)
    OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at)
    {more}OR (NEW.user_id IS NOT NULL AND NEW.user_id IS DISTINCT FROM OLD.user_id)
    THEN
        RAISE EXCEPTION 'a consent is never changed, only withdrawn' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
"""
ENDED_ONCE = "OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at)\n    "
NAME = "partnerships_consent_one_standing"


class Migration(migrations.Migration):

    dependencies = [("partnerships", "0004_collaborations")]

    operations = [
        migrations.AddField(
            model_name="contactconsent",
            name="ended_at",
            field=models.DateTimeField(
                editable=False, help_text="its time was over, and this was written down", null=True
            ),
        ),
        migrations.RunSQL(FUNCTION.format(more=ENDED_ONCE), FUNCTION.format(more="")),
        migrations.RemoveConstraint(model_name="contactconsent", name=NAME),
        migrations.AddConstraint(
            model_name="contactconsent",
            constraint=models.UniqueConstraint(
                condition=Q(ended_at__isnull=True, withdrawn_at__isnull=True),
                fields=("introduction", "company"),
                name=NAME,
            ),
        ),
        migrations.AddConstraint(
            model_name="contactconsent",
            constraint=models.CheckConstraint(
                condition=Q(ended_at__isnull=True)
                | Q(withdrawn_at__isnull=True, ended_at__gte=F("given_at") + timedelta(days=730)),
                name="partnerships_consent_ended_in_time",
            ),
        ),
    ]
