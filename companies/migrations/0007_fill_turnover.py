"""State in euros what was stated before there was a currency, and call remarks on it by the new name of the field."""

from django.db import migrations

FILL = """
UPDATE companies_company SET turnover = turnover_eur, turnover_currency = 'EUR'
WHERE turnover_eur IS NOT NULL AND turnover IS NULL
"""
RENAME = "UPDATE companies_fieldremark SET field = 'turnover' WHERE field = 'turnover_eur'"
NAME_BACK = "UPDATE companies_fieldremark SET field = 'turnover_eur' WHERE field = 'turnover'"


class Migration(migrations.Migration):
    dependencies = [("companies", "0006_turnover_currency")]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop, elidable=True),
        migrations.RunSQL(RENAME, NAME_BACK, elidable=True),
    ]
