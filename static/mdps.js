// What the pages do more with JavaScript. Everything works without it.

function foldFilters() {
  if (window.matchMedia("(min-width: 40.0625em)").matches) return;
  document
    .querySelectorAll("details[data-open-wide]:not(:has(.govuk-form-group--error))")
    .forEach((panel) => panel.removeAttribute("open"));
}

// On a desk the decision can be saved from any field, without reaching for the mouse.
function saveByKeyboard() {
  document.querySelectorAll(".mdps-desk__form").forEach((form) => {
    form.querySelector(".mdps-desk__keys")?.removeAttribute("hidden");
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      form.requestSubmit(form.querySelector("button[type=submit]"));
    });
  });
}

// Approve every line as it was requested: the first radio of each, and the usual reason where none is typed.
function approveAsRequested(form) {
  form.querySelectorAll(".mdps-desk__line").forEach((line) => {
    const first = line.querySelector('input[type=radio][value="approve"]');
    if (!first) return;
    first.checked = true;
    const reasons = line.querySelector('textarea[name^="reasons-"]');
    if (reasons && !reasons.value) reasons.value = "Approved as requested.";
  });
  form.dispatchEvent(new Event("input", { bubbles: true }));
  form.querySelector("button[type=submit]").focus();
}

// On a desk single keys do what is listed under "Keys"; never while somebody types, and they can be turned off.
function keysOfTheDesk() {
  const list = document.querySelector(".mdps-keys");
  if (!list) return;
  list.hidden = false;
  if (window.matchMedia("(min-width: 64em)").matches) list.open = true;
  const off = list.querySelector("[data-keys-off]");
  off.checked = localStorage.getItem("keys") === "off";
  off.addEventListener("change", () => localStorage.setItem("keys", off.checked ? "off" : "on"));
  document.querySelectorAll("[data-as-requested]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => approveAsRequested(button.form));
  });
  const press = (selector) => document.querySelector(selector)?.click();
  const focus = (selector) => document.querySelector(selector)?.focus();
  const acts = {
    a: () => press('[data-key="a"]'),
    o: () => press('[data-key="o"]'),
    n: () => press("a[rel=next]"),
    p: () => press("a[rel=prev]"),
    d: () => focus(".mdps-desk__form input[type=radio]"),
    l: () => focus("#live-items a[aria-current]"),
  };
  document.addEventListener("keydown", (event) => {
    if (off.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("textarea, select, input:not([type=radio]):not([type=checkbox])")) return;
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });
}

foldFilters();
saveByKeyboard();
keysOfTheDesk();

// An answer without the part that was asked for is another page, like sign-in: show all of it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr } = event.detail;
  // Nothing to say, or away for a moment: what is on the page stays, and it asks again.
  if (!target?.id || xhr.status === 204 || xhr.status >= 500) return;
  if (xhr.responseText.includes(`id="${target.id}"`)) return;
  event.detail.shouldSwap = false;
  window.location.reload();
});
