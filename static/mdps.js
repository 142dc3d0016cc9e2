// What the pages do more with JavaScript. Everything works without it.

function foldFilters() {
  if (window.matchMedia("(min-width: 40.0625em)").matches) return;
  document
    .querySelectorAll("details[data-open-wide]:not(:has(.govuk-form-group--error))")
    .forEach((panel) => panel.removeAttribute("open"));
}

// What was typed is kept in this tab until it has been saved, so that a lost connection loses nothing.
// It is the person's own: whoever signs in next in this tab does not see it.
function draftKey(form) {
  const person = document.querySelector("form[data-sign-out]")?.dataset.signOut || "";
  const { pathname, search } = window.location;
  return `draft:${person}:${pathname}${search}:${form.getAttribute("action") || ""}`;
}

function draftFields(form) {
  return [...form.elements].filter(
    (field) => field.name && !["hidden", "password", "file", "submit"].includes(field.type),
  );
}

function keepDraft(form) {
  const kept = draftFields(form).map((field) =>
    ["radio", "checkbox"].includes(field.type) ? field.checked : field.value);
  sessionStorage.setItem(draftKey(form), JSON.stringify(kept));
}

function restoreDraft(form) {
  const kept = JSON.parse(sessionStorage.getItem(draftKey(form)) || "null");
  const fields = draftFields(form);
  if (!kept || kept.length !== fields.length || document.querySelector(".govuk-error-summary")) return;
  fields.forEach((field, index) => {
    if (typeof kept[index] === "boolean") field.checked = kept[index];
    else field.value = kept[index];
  });
  form.prepend(restoredNote(form));
}

function restoredNote(form) {
  const note = document.createElement("div");
  note.className = "mdps-restored";
  note.setAttribute("role", "status");
  note.innerHTML = "<p>What you typed here before is back.</p>"
    + '<button type="button" class="mdps-restored__button">Start again</button>';
  note.querySelector("button").addEventListener("click", () => {
    sessionStorage.removeItem(draftKey(form));
    form.reset();
    note.remove();
  });
  return note;
}

function forgetSentDraft() {
  const sent = sessionStorage.getItem("draft-sent");
  sessionStorage.removeItem("draft-sent");
  // Refused, or signed out meanwhile: it was not saved.
  const saved = document.querySelector("form[data-sign-out]") && !document.querySelector(".govuk-error-summary");
  if (sent && saved) sessionStorage.removeItem(sent);
}

function keepDrafts() {
  forgetSentDraft();
  document.querySelectorAll("form[data-draft]").forEach((form) => {
    restoreDraft(form);
    form.addEventListener("input", () => keepDraft(form));
    form.addEventListener("submit", () => sessionStorage.setItem("draft-sent", draftKey(form)));
  });
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
keepDrafts();
saveByKeyboard();
keysOfTheDesk();

document.querySelectorAll("form[data-sign-out]").forEach((form) =>
  form.addEventListener("submit", () => sessionStorage.clear()));

// Two minutes before the session ends the person is told, and may stay. Whoever works in another
// tab is there too: so the service is asked first how long it is.
const WARNED = 120;

function warnBeforeTimeOut() {
  const notice = document.getElementById("time-out");
  if (!notice) return;
  const stay = notice.querySelector("form[data-stay]");
  const answered = async (asked) => {
    const response = await asked;
    if (!response.ok || response.redirected) return window.location.reload();
    const { seconds, longer } = await response.json();
    if (seconds > WARNED + 5) return waitFor(seconds);
    stay.hidden = !longer;
    notice.querySelector("[data-last]").hidden = longer;
    notice.hidden = false;
    return notice.focus();
  };
  const lost = () => waitFor(WARNED + 30);
  const waitFor = (seconds) => {
    notice.hidden = true;
    if (seconds > 86400) return;
    window.setTimeout(() => answered(fetch(stay.action)).catch(lost), Math.max(0, seconds - WARNED) * 1000);
  };
  stay.addEventListener("submit", (event) => {
    event.preventDefault();
    answered(fetch(stay.action, { method: "POST", body: new FormData(stay) })).catch(lost);
  });
  waitFor(Number(notice.dataset.seconds));
}

warnBeforeTimeOut();

// An answer without the part that was asked for is another page, like sign-in: show all of it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr } = event.detail;
  // Nothing to say, or away for a moment: what is on the page stays, and it asks again.
  if (!target?.id || xhr.status === 204 || xhr.status >= 500) return;
  if (xhr.responseText.includes(`id="${target.id}"`)) return;
  event.detail.shouldSwap = false;
  window.location.reload();
});
