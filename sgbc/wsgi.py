import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from sgbc.bodies import CountedBodies
from sgbc.database_waits import limit_waits

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sgbc.settings")

limit_waits(settings.DATABASE_PATIENCE)
application = CountedBodies(get_wsgi_application(), limit=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
