"""State in euros what was stated before there was a currency."""

from django.db import migrations

FILL = """
UPDATE partnerships_followup SET turnover = turnover_eur, turnover_currency = 'EUR'
WHERE turnover_eur IS NOT NULL AND turnover IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0004_turnover_currency")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop, elidable=True)]
