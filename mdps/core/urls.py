"""Pages that belong to no app."""

urlpatterns: list = []
