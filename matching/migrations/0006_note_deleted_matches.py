from django.db import migrations

TRIGGER = """
CREATE TRIGGER matching_match_note_deletion AFTER DELETE ON matching_match
FOR EACH ROW EXECUTE FUNCTION companies_note_deletion('match')
"""


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0013_deleted_records'),
        ('matching', '0005_declined_pairs'),
    ]

    operations = [
        migrations.RunSQL(TRIGGER, "DROP TRIGGER matching_match_note_deletion ON matching_match"),
    ]
