"""Home: what waits for me, and what the apps show of themselves."""

from typing import Any

from mdps.core import navigation, slots, worklist
from mdps.core.pages import Page


class Home(Page):
    template_name = "pages/home.html"

    def content(self) -> dict[str, Any]:
        return {
            "title": f"Hello, {self.user.name}",
            "primary": navigation.begins_with(self.user),
            "groups": worklist.waiting_for(self.user),
            "sections": slots.fill("home", self.user),
        }
