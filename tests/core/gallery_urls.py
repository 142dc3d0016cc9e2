"""The service with its gallery, which otherwise only DEBUG shows."""

from django.urls import include, path

urlpatterns = [path("", include("mdps.core.urls")), path("gallery/", include("mdps.core.gallery"))]
