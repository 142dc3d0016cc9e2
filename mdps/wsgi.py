"""The web server's way in."""

import os

from django.core.wsgi import get_wsgi_application

from mdps.core.start_up import refuse_to_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mdps.settings")

refuse_to_start()
application = get_wsgi_application()
