// Small conveniences. Every page is complete without this file.
"use strict";

// Leaving quickly: the entry in the history is replaced and nothing stays visible while the other page loads.
const exit = document.querySelector("[data-exit]");
if (exit) {
  const leave = () => {
    document.body.hidden = true;
    document.title = "…";
    window.location.replace(exit.href);
  };
  exit.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  let presses = [];
  document.addEventListener("keydown", (event) => {
    presses = event.key === "Escape" ? [...presses.filter((at) => event.timeStamp - at < 1500), event.timeStamp] : [];
    if (presses.length === 3) leave();
  });
}

// "Mehr" in the menu lies over the page: a click beside it closes it.
document.addEventListener("click", (event) => {
  for (const more of document.querySelectorAll(".sn-nav__more[open]")) if (!more.contains(event.target)) more.open = false;
});

// A second click on "send" while the first is on its way does nothing.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "1";
  setTimeout(() => delete event.target.dataset.sent, 5000); // a download leaves the page where it is
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// Our own messages name the field in the language of the page; the browser's own would come first.
for (const form of document.forms) form.noValidate = true;

// A job's progress is fetched quietly; when it is over the page is loaded as a whole.
const watch = async () => {
  const shown = document.querySelector(':not([data-quiet]) > [data-progress="running"]');
  if (!shown) return;
  try {
    const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-progress]");
    if (!fresh || fresh.dataset.progress === "over") return window.location.reload();
    shown.replaceChildren(...fresh.childNodes);
  } catch {
    // Offline for a moment: the next round tries again.
  }
  setTimeout(watch, 2000);
};
if (document.querySelector(':not([data-quiet]) > [data-progress="running"]')) setTimeout(watch, 2000);

// What is typed into a form that keeps drafts is sent along in the background, a moment after the last key.
for (const form of document.querySelectorAll("form[data-keep]")) {
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const typed = new FormData(form);
      for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name);
      typed.set("go", "keep");
      fetch(form.action, { method: "POST", body: typed }).catch(() => {});
    }, 3000);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
}

// A protocol at the door: without a connection the page keeps what was typed, says so, and sends again by itself.
const read = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");
const save = async (form) => {
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (answer.redirected && !answer.url.includes("/konto/")) return window.location.replace(answer.url);
    const page = await read(answer);
    if (!answer.ok || !page.querySelector("form[data-until-saved]")) throw new Error();
    document.querySelector("main").replaceWith(page.querySelector("main"));
    document.querySelector("main").focus();
  } catch {
    form.querySelector("[data-said]").textContent = form.dataset.untilSaved;
    await hers(form);
    save(form);
  }
};
const hers = async (form) => {
  await new Promise((again) => {
    setTimeout(again, 5000);
    window.addEventListener("online", again, { once: true });
  });
  const page = await fetch(form.action).then(read).catch(() => document);
  const fresh = page.querySelector("form[data-until-saved]");
  // Signed out, or somebody else signed in on this device: what she typed is not sent in another name.
  if (fresh?.dataset.whose !== form.dataset.whose) return hers(form);
  form.elements.csrfmiddlewaretoken.value = fresh.elements.csrfmiddlewaretoken.value; // a new sign-in voids the old
};
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.untilSaved || (event.defaultPrevented && !form.dataset.waits)) return;
  event.preventDefault();
  if (form.dataset.waits) return;
  form.dataset.waits = "1";
  save(form);
});
