"""Note every company for the directory, so that 대전 and Daejeon are filed as one town and found by either name."""

from django.db import migrations

EVERY_COMPANY = "INSERT INTO directory_directorychange (company_id) SELECT id FROM companies_company"


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_document_storage"), ("companies", "0003_fill_name_order")]

    operations = [migrations.RunSQL(EVERY_COMPANY, migrations.RunSQL.noop, elidable=True)]
