"""Every page of the service, floor by floor."""

from django.conf import settings
from django.urls import include, path

handler400 = "mdps.core.faults.unreadable"
handler500 = "mdps.core.faults.page"

urlpatterns = [
    path("", include("mdps.core.urls")),
    path("scheme/", include("lots.urls")),
    path("suppliers/", include("suppliers.urls")),
    path("join/", include("suppliers.join_urls")),
    path("requests/", include("referrals.urls")),
    path("panel/", include("panel.urls")),
    path("contracts/", include("contracts.urls")),
    path("keeping/", include("keeping.urls")),
    path("reports/", include("reporting.urls")),
    path("monitoring/", include("reporting.monitoring.urls")),
]

if settings.DEBUG:
    urlpatterns.append(path("gallery/", include("mdps.core.gallery")))
