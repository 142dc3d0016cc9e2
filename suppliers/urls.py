"""Pages of suppliers."""

from django.urls import path

from mdps.core.pages import Page

app_name = "suppliers"
urlpatterns = [
    path("<int:pk>/", Page.as_view(), name="detail"),
    path("mine/", Page.as_view(), name="mine"),
    path("applications/<int:pk>/", Page.as_view(), name="application"),
]
