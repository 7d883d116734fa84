// What the bar and the problems need. Reloads and alerts come from livereload's socket.
"use strict";

// Problems come as livereload's "alert". They are laid over the page instead of stopping it.
async function showProblems() {
  const answer = await fetch("/__guong__/problems");
  const fragment = await answer.text();
  document.getElementById("guong-problems")?.remove();
  document.body.insertAdjacentHTML("beforeend", fragment);
}

async function openFile(button) {
  const { of, token } = button.closest("aside").dataset;
  const place = Number(button.dataset.guongOpen);
  const answer = await fetch("/__guong__/open", {
    method: "POST",
    headers: { "X-Guong-Token": token },
    body: JSON.stringify({ of, place }),
  });
  if (answer.status === 501) {
    button.replaceWith(await answer.text());
  } else if (!answer.ok) {
    button.disabled = true;
  }
}

// Whoever folds the bar finds it folded on the next page too.
function rememberFolding(details) {
  details.open = sessionStorage.getItem("guong-bar") !== "folded";
  details.addEventListener("toggle", () => {
    sessionStorage.setItem("guong-bar", details.open ? "open" : "folded");
  });
}

async function markLinks() {
  const answer = await fetch("/__guong__/marks");
  const { label, pages } = await answer.json();
  const hidden = new Set(pages);
  for (const link of document.links) {
    const inBar = link.closest("#guong-bar");
    if (!inBar && link.origin === location.origin && hidden.has(link.pathname)) {
      link.dataset.guongMark = label;
    }
  }
}

// A stylesheet that changed has another address: the page as it is now knows which.
async function swapStyles() {
  const selector = 'link[rel="stylesheet"]:not([href^="/__guong__/"])';
  const answer = await fetch(location.href);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const before = [...document.querySelectorAll(selector)];
  const now = [...fresh.querySelectorAll(selector)];
  if (before.length !== now.length) {
    location.reload();
    return;
  }
  before.forEach((link, place) => {
    const href = now[place].getAttribute("href");
    if (link.getAttribute("href") !== href) {
      const next = link.cloneNode();
      next.setAttribute("href", href);
      // The old one goes when the new one is there, so that the page is never bare.
      next.addEventListener("load", () => link.remove());
      link.after(next);
    }
  });
}

function loadAnew({ page, styles }) {
  // Only the page that the author looks at goes elsewhere.
  const visible = document.visibilityState === "visible";
  if (page && visible && location.pathname !== page) {
    location.assign(page);
  } else if (styles) {
    swapStyles().catch(() => location.reload());
  } else {
    location.reload();
  }
}

if (window.LiveReload) {
  window.LiveReload.performAlert = showProblems;
  window.LiveReload.performReload = loadAnew;
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-guong-open]");
  if (button) {
    openFile(button);
  }
});
const bar = document.getElementById("guong-bar");
if (bar) {
  rememberFolding(bar.querySelector("details"));
  if ("marks" in bar.dataset) {
    markLinks();
  }
}
