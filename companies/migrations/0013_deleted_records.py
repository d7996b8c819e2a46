from django.db import migrations, models

FUNCTION = """
CREATE FUNCTION companies_note_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO companies_deletedrecord (kind, public_id, deleted_at)
    VALUES (TG_ARGV[0], OLD.public_id, clock_timestamp());
    RETURN NULL;
END $$
"""
TRIGGER = """
CREATE TRIGGER companies_{kind}_note_deletion AFTER DELETE ON companies_{kind}
FOR EACH ROW EXECUTE FUNCTION companies_note_deletion('{kind}')
"""


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0012_open_for_requests'),
    ]

    operations = [
        migrations.CreateModel(
            name='DeletedRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=10)),
                ('public_id', models.CharField(max_length=10)),
                ('deleted_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'deleted_at'], name='companies_deletedrecord_sync')],
            },
        ),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION companies_note_deletion"),
        *(
            migrations.RunSQL(
                TRIGGER.format(kind=kind), f"DROP TRIGGER companies_{kind}_note_deletion ON companies_{kind}"
            )
            for kind in ("company", "project")
        ),
    ]
