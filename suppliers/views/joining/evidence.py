"""Sending in certificates and insurances, for an application or to renew what expires."""

from typing import Any

from django.urls import reverse

from mdps.core import clock
from suppliers import evidence, sections
from suppliers.joining_forms import SendInForm
from suppliers.views.joining.base import OwnForm


class SendIn(OwnForm):
    template_name = "pages/check.html"
    form_class = SendInForm

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": "Documents",
            "lead": "Certificates, registrations and insurances, one after the other. A photograph "
            "is enough. Write nothing about what a DBS certificate says.",
            "sections": [sections.sent_in(self.record)],
        }

    def act(self, form: SendInForm) -> str:
        given = {name: form.cleaned_data[name] for name in form.fields if name != "one_time_key"}
        sent = evidence.offer(self.record, **given, by=self.user, on=clock.today())
        self.say(f"{sent.get_kind_display()} is sent in.")
        return reverse("join:evidence")
