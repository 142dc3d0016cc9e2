"""The web server's way in."""

import os

from django.core.wsgi import get_wsgi_application

from mdps.core.start_up import refuse_to_start
from mdps.web_worker import whole_or_not_at_all

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mdps.settings")

refuse_to_start()
application = whole_or_not_at_all(get_wsgi_application())
