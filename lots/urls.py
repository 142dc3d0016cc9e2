"""Pages of lots."""

from django.urls import URLPattern

app_name = "lots"
urlpatterns: list[URLPattern] = []
