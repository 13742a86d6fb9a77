"""The site as a web server calls it; what it serves stands in the environment (``Site.of_environment``)."""

from __future__ import annotations

from django.core.wsgi import get_wsgi_application

from tallystick.web.settings import configure
from tallystick.web.site import Site

configure(Site.of_environment())
application = get_wsgi_application()
