"""By what the lists of suppliers and applications are narrowed."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import ChoiceFilter, ModelChoiceFilter

from lots.models import Lot
from mdps.core.lists.filters import ListFilter, SearchFilter
from suppliers.models import Admission, Application, Supplier

State = Admission.State
STANDINGS = (*State.choices, ("none", "Never admitted"))


class SupplierFilter(ListFilter):
    """By name, lot, standing (on that lot, where one is chosen) and kind."""

    name = SearchFilter("name", label="Name")
    lot = ModelChoiceFilter(
        queryset=Lot.objects.all(), label="Lot", empty_label="Any lot", method="skip"
    )
    standing = ChoiceFilter(
        choices=STANDINGS, label="Standing", empty_label="Any standing", method="skip"
    )
    kind = ChoiceFilter(choices=Supplier.Kind.choices, label="Kind", empty_label="Any kind")

    class Meta:
        model = Supplier
        fields: list[str] = []

    def skip(self, queryset: QuerySet, name: str, value: object) -> QuerySet:
        """Lot and standing are looked at together, below."""
        return queryset

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        data = self.form.cleaned_data
        lot, standing = data.get("lot"), data.get("standing")
        return super().filter_queryset(queryset).filter(standing_of(lot, standing))


def standing_of(lot: Lot | None, standing: str) -> Q:
    """Suppliers that stand so on `lot` (None: on any). Removed is who has not been readmitted."""
    admissions = Admission.objects.filter(supplier=OuterRef("pk"))
    if lot:
        admissions = admissions.filter(lot=lot)
    current = Exists(admissions.exclude(state__in=Admission.ENDED))
    if standing in Admission.ENDED:
        return Q(~current, Exists(admissions.filter(state=standing)))
    if standing == "none":
        return ~Q(Exists(admissions))
    if standing:
        return Q(Exists(admissions.filter(state=standing)))
    return Q(current) if lot else Q()


class ApplicationFilter(ListFilter):
    """By supplier, lot and state."""

    supplier = SearchFilter("supplier__name", label="Supplier")
    lot = ModelChoiceFilter(queryset=Lot.objects.all(), label="Lot", empty_label="Any lot")
    state = ChoiceFilter(choices=Application.State.choices, label="State", empty_label="Any state")

    class Meta:
        model = Application
        fields: list[str] = []
