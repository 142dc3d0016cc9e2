// The parts of GOV.UK and MOJ Frontend that our pages use. Each only improves what already works without.
import {
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, Radios, ServiceNavigation,
  SkipLink, Tabs, createAll,
} from "govuk-frontend";
import { MultiSelect, SortableTable } from "@ministryofjustice/frontend";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}

const parts = [
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, Radios, ServiceNavigation,
  SkipLink, Tabs, MultiSelect, SortableTable,
];

function improve(scope) {
  parts.forEach((part) => createAll(part, undefined, scope));
}

improve(document);
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) improve(event.detail.elt);
});
