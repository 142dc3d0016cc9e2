"""Pages of the scheme."""

from django.urls import path

from lots.views import SchemePage

app_name = "lots"
urlpatterns = [path("", SchemePage.as_view(), name="scheme")]
