// When the session is over, no tab shows on what it showed to whoever was signed in.
//
// Two minutes before the session ends the person is told, and may stay. Whoever works in another tab
// is there too: so the service is asked first how long it is. At the end the page is left for the
// sign-in page, and where the service cannot be reached, for what the browser says then. When one tab
// signs out, the others of this browser are left too.

const WARNED = 120; // seconds
const OVER = "over";
const SIGNING_OUT = "signing-out";

// What the service says of the session; nothing while it has a fault of its own.
async function read(response) {
  if (response.type === "opaqueredirect" || response.status === 403) return OVER;
  return response.ok ? response.json() : null;
}

// A page that answered a form would be sent again by reload().
function leave() {
  const { pathname, search } = window.location;
  window.location.replace(pathname + search);
}

function endWithTheSession() {
  const notice = document.getElementById("time-out");
  if (!notice) return;
  const stay = notice.querySelector("form[data-stay]");
  let ends = 0; // milliseconds of the browser's clock
  let timer = 0;
  const left = () => (ends - Date.now()) / 1000;
  const isNear = () => left() <= WARNED + 5;

  // Where it is over the service leads elsewhere: the page goes there, and is told why.
  const asked = (how) => answered(fetch(stay.action, { redirect: "manual", ...how }));
  const ask = () => asked();
  const askIn = (seconds) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, Math.max(0, seconds) * 1000);
  };
  const askInTime = () => left() < 86400 && askIn(left() - WARNED);
  const answered = async (answer) => {
    const said = await answer.then(read).catch(() => null);
    if (said === OVER) return leave();
    if (!said) return left() > 0 ? askIn(Math.min(30, left())) : leave();
    const { seconds, longer } = said;
    ends = Date.now() + seconds * 1000;
    if (!isNear()) {
      notice.hidden = true;
      return askInTime();
    }
    tell(longer);
    return askIn(seconds);
  };
  const tell = (longer) => {
    stay.hidden = !longer;
    notice.querySelector("[data-last]").hidden = longer;
    if (!notice.hidden) return;
    notice.hidden = false;
    notice.focus();
  };

  stay.addEventListener("submit", (event) => {
    event.preventDefault();
    asked({ method: "POST", body: new FormData(stay) });
  });
  // Timers stand still while a machine sleeps, and in a page that waits behind the Back button.
  document.addEventListener("visibilitychange", () => !document.hidden && isNear() && ask());
  window.addEventListener("pageshow", (event) => event.persisted && ask());
  ends = Date.now() + Number(notice.dataset.seconds) * 1000;
  askInTime();
}

// Signing out may fail. So it is the page after it, on which nobody is signed in, that tells the others.
function endWithTheOthers() {
  const account = document.querySelector("form[data-sign-out]");
  const tabs = new BroadcastChannel("signed-out");
  account?.addEventListener("submit", () => sessionStorage.setItem(SIGNING_OUT, "1"));
  if (account) {
    tabs.addEventListener("message", () => {
      sessionStorage.clear();
      leave();
    });
    sessionStorage.removeItem(SIGNING_OUT);
  } else if (sessionStorage.getItem(SIGNING_OUT)) {
    sessionStorage.clear();
    tabs.postMessage("");
  }
}

endWithTheSession();
endWithTheOthers();
