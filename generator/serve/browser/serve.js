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

if (window.LiveReload) {
  window.LiveReload.performAlert = showProblems;
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
