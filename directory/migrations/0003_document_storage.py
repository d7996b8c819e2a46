from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_directory")]

    operations = [
        # Without statistics every word is taken for a rare one: reading all documents instead of the index, which is
        # what the planner prefers for a common word, would unpack each of them.
        migrations.RunSQL(
            "ALTER TABLE directory_directoryentry ALTER COLUMN document SET STATISTICS 0",
            "ALTER TABLE directory_directoryentry ALTER COLUMN document SET STATISTICS -1",
        ),
        # Documents lie beside their rows, so that the ids of many entries stand on few pages.
        migrations.RunSQL(
            "ALTER TABLE directory_directoryentry ALTER COLUMN document SET STORAGE EXTERNAL,"
            " SET (toast_tuple_target = 128)",
            "ALTER TABLE directory_directoryentry ALTER COLUMN document SET STORAGE EXTENDED,"
            " RESET (toast_tuple_target)",
        ),
    ]
