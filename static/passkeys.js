// Making and using a passkey: what the page was given goes to the browser, and its answer into the form.

function bytes(text) {
  const padded = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  if (!buffer) return null;
  const letters = [...new Uint8Array(buffer)].map((byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function described(credentials) {
  return (credentials || []).map((each) => ({ ...each, id: bytes(each.id) }));
}

function options(given) {
  const { publicKey } = JSON.parse(given);
  const read = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (publicKey.user) read.user = { ...publicKey.user, id: bytes(publicKey.user.id) };
  read.excludeCredentials = described(publicKey.excludeCredentials);
  read.allowCredentials = described(publicKey.allowCredentials);
  return { publicKey: read };
}

function answer(credential) {
  const said = credential.response;
  const response = { clientDataJSON: text(said.clientDataJSON) };
  if (said.attestationObject) {
    response.attestationObject = text(said.attestationObject);
    response.transports = said.getTransports?.() || [];
  } else {
    response.authenticatorData = text(said.authenticatorData);
    response.signature = text(said.signature);
    response.userHandle = text(said.userHandle);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

// A form is sent without an answer if the browser gives up; the page then says what to do.
async function ask(form, place) {
  const field = form.querySelector('input[name="credential"]');
  const name = form.querySelector('input[name="name"]');
  if (name && !name.value.trim()) return HTMLFormElement.prototype.submit.call(form);
  try {
    const credential = await navigator.credentials[place.dataset.passkey](options(place.dataset.passkeyOptions));
    field.value = answer(credential);
  } catch {
    field.value = "";
  }
  return HTMLFormElement.prototype.submit.call(form);
}

document.querySelectorAll("[data-passkey]").forEach((place) => {
  if (!window.PublicKeyCredential) return;
  const form = place.closest("form");
  if (place === form) form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form, place);
  });
});
