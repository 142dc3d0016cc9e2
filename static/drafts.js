// What was typed waits in this tab until it has been saved, so that a lost connection or a session
// that ended loses nothing. In the tab's storage it is ciphertext. The service gives the key to the
// person who is signed in (mdps/core/signing_in/draft_key.py), and a page has it in memory alone: when
// the session is over nobody reads a draft before that person signs in again. A browser encrypts over
// HTTPS only, and on the machine itself; anywhere else nothing is kept, and the notice of the time-out
// says so.

const ALGORITHM = "AES-GCM";
const NONCE = 12; // bytes, anew for each time it is written

const account = document.querySelector("form[data-sign-out]");

async function keyOf(address) {
  if (!address || !window.isSecureContext) return null;
  const answer = await fetch(address, { redirect: "manual" });
  if (!answer.ok) return null;
  const bytes = fromText((await answer.json()).key);
  return crypto.subtle.importKey("raw", bytes, ALGORITHM, false, ["encrypt", "decrypt"]);
}

const toText = (bytes) => btoa(String.fromCharCode(...bytes));
const fromText = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

// A draft opens under its own name alone: of this person, this address and this form.
const how = (iv, name) => ({ name: ALGORITHM, iv, additionalData: new TextEncoder().encode(name) });

async function encrypted(key, name, words) {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  const cipher = await crypto.subtle.encrypt(how(nonce, name), key, new TextEncoder().encode(words));
  return JSON.stringify([nonce, new Uint8Array(cipher)].map(toText));
}

async function decrypted(key, name, kept) {
  const [nonce, cipher] = JSON.parse(kept).map(fromText);
  return new TextDecoder().decode(await crypto.subtle.decrypt(how(nonce, name), key, cipher));
}

const hereIs = () => window.location.pathname + window.location.search;

function nameOf(form) {
  return `draft:${account?.dataset.signOut || ""}:${hereIs()}:${form.getAttribute("action") || ""}`;
}

function fieldsOf(form) {
  return [...form.elements].filter(
    (field) => field.name && !["hidden", "password", "file", "submit"].includes(field.type),
  );
}

function typedIn(form) {
  return fieldsOf(form).map((field) =>
    ["radio", "checkbox"].includes(field.type) ? field.checked : field.value);
}

let signingOut = false;

async function keep(form, key) {
  const name = nameOf(form);
  const cipher = await encrypted(key, name, JSON.stringify(typedIn(form)));
  if (!signingOut) sessionStorage.setItem(name, cipher);
}

async function bringBack(form, key) {
  const name = nameOf(form);
  const kept = sessionStorage.getItem(name);
  if (!kept || document.querySelector(".govuk-error-summary")) return;
  const typed = JSON.parse(await decrypted(key, name, kept));
  const fields = fieldsOf(form);
  if (typed.length !== fields.length) return;
  fields.forEach((field, index) => {
    if (typeof typed[index] === "boolean") field.checked = typed[index];
    else field.value = typed[index];
  });
  form.prepend(noteOf(form));
}

function noteOf(form) {
  const note = document.createElement("div");
  note.className = "mdps-restored";
  note.setAttribute("role", "status");
  note.innerHTML = "<p>What you typed here before is back.</p>"
    + '<button type="button" class="mdps-restored__button">Start again</button>';
  note.querySelector("button").addEventListener("click", () => {
    sessionStorage.removeItem(nameOf(form));
    form.reset();
    note.remove();
  });
  return note;
}

function forgetWhatWasSaved() {
  const sent = sessionStorage.getItem("draft-sent");
  sessionStorage.removeItem("draft-sent");
  if (sent && wasSaved(sent)) sessionStorage.removeItem(sent);
}

// An act leads on to another page, or is answered by one in the form's place. A refusal, a page for a
// fault, the way back from it and the sign-in page say nothing of that.
function wasSaved(sent) {
  const [came] = performance.getEntriesByType("navigation");
  if (!account || came.type !== "navigate" || came.responseStatus >= 400) return false;
  if (document.querySelector(".govuk-error-summary")) return false;
  const form = [...document.querySelectorAll("form[data-draft]")].find((each) => nameOf(each) === sent);
  return came.redirectCount > 0 || (!form && sent.includes(`:${hereIs()}:`));
}

// Writing goes on one after the other, so that what was typed last is what lies there. Whoever types
// before the key has come is not overwritten by an older draft. data-draft becomes "kept" or "not-kept",
// and is "writing" until what was typed lies there.
function follow(form, getsKey) {
  let written = getsKey;
  let typed = 0;
  form.addEventListener("input", () => {
    const which = ++typed;
    form.dataset.draft = "writing";
    written = written.then(async (key) => {
      if (key) await keep(form, key);
      if (which === typed) say(form, key);
      return key;
    });
  });
  form.addEventListener("submit", () => sessionStorage.setItem("draft-sent", nameOf(form)));
  return getsKey.then(async (key) => {
    if (typed) return;
    // One that does not open was written with another key: it stays shut.
    if (key) await bringBack(form, key).catch(() => {});
    if (!typed) say(form, key);
  });
}

function say(form, key) {
  form.dataset.draft = key ? "kept" : "not-kept";
}

function sayThatItIsKept() {
  document.querySelectorAll("[data-kept]").forEach((words) => { words.hidden = false; });
  document.querySelectorAll("[data-not-kept]").forEach((words) => { words.hidden = true; });
}

// On the sign-in page.
function sayWhatWaits() {
  if (!Object.keys(sessionStorage).some((name) => name.startsWith("draft:"))) return;
  document.querySelectorAll("[data-waits]").forEach((words) => { words.hidden = false; });
}

async function keepDrafts() {
  forgetWhatWasSaved();
  sayWhatWaits();
  const forms = [...document.querySelectorAll("form[data-draft]")];
  if (!forms.length) return;
  const getsKey = keyOf(account?.dataset.draftKey).catch(() => null);
  await Promise.all(forms.map((form) => follow(form, getsKey)));
  if (await getsKey) sayThatItIsKept();
}

account?.addEventListener("submit", () => { signingOut = true; });

keepDrafts();
