// Problems come as livereload's "alert". They are laid over the page instead of stopping it.
if (window.LiveReload) {
  window.LiveReload.performAlert = async () => {
    const answer = await fetch("/__guong__/problems");
    const fragment = await answer.text();
    document.getElementById("guong-problems")?.remove();
    document.body.insertAdjacentHTML("beforeend", fragment);
  };
}
