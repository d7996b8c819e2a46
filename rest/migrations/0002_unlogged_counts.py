"""How often somebody asked may be lost in a crash: no request waits for the disk."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("rest", "0001_requests")]

    operations = [
        migrations.RunSQL("ALTER TABLE rest_requestcount SET UNLOGGED", "ALTER TABLE rest_requestcount SET LOGGED"),
    ]
