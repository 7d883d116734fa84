"""Editing in the browser: a summary is changed in a form, and one line of one file is another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.plain_theme import write_plain_theme
from tests.served import NAME, PAGE, PATIENCE_SECONDS, PROFILE, Serve
from tests.sites import MINIMAL, Project

DECAP = os.environ.get("GUONG_DECAP", "")
"""The folder of the real program, if it is to be tried as well."""
BEFORE = PROFILE.replace("Người thợ của Đơn vị A.", '"Người thợ của Đơn vị A."  # đã duyệt')
AFTER = BEFORE.replace("Đơn vị A.", "Đơn vị A, giỏi.")
CLIENT = """
// Does with the server what the program of the forms does, and what its policy must allow.
const shown = document.body.appendChild(document.createElement("main"));
window.createClass = (each) => each;
window.h = () => null;
window.CMS = { registerWidget: (name) => { document.title = name; } };
const ask = async (action, params) => {
  const body = JSON.stringify({ branch: "master", action, params });
  const headers = { "Content-Type": "application/json; charset=utf-8" };
  return (await fetch("/__guong__/forms", { method: "POST", headers, body })).json();
};
const style = document.head.appendChild(document.createElement("style"));
style.textContent = "main { outline: 3px solid red }";
const run = new Function("ask", `return (async () => {
  const place = { folder: "content/profiles", extension: "md", depth: 1 };
  const [entry] = await ask("entriesByFolder", place);
  const raw = entry.data.replace('"Người thợ của Đơn vị A."  # đã duyệt',
    "'Người thợ của Đơn vị A, giỏi.'");
  const dataFiles = [{ path: entry.file.path, slug: "x", raw }];
  return (await ask("persistEntry", { dataFiles, assets: [], options: {} })).message;
})()`);
Promise.all([run(ask), fetch("config.yml").then((each) => each.text())])
  .then(([said, config]) => { shown.textContent = said + config.slice(0, 8); });
"""

pytestmark = pytest.mark.browser


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path)
    write_plain_theme(made.theme)
    made.write({**MINIMAL, NAME: BEFORE})
    return made


def test_a_form_changes_one_line(project: Project, page, serve: Serve) -> None:
    """Under the policy for forms: no request to elsewhere, no complaint, nothing reformatted."""
    (project.root / "decap-cms.js").write_text(CLIENT, encoding="utf-8")
    served = serve(project, "--port", "0", "--with-admin", "decap-cms.js")
    complaints: list[str] = []
    page.on("console", lambda each: complaints.append(each.text))
    page.goto(f"http://{served.address}/admin/")
    page.wait_for_function("document.querySelector('main')?.textContent === 'savedbackend:'")

    outline = "getComputedStyle(document.querySelector('main')).outlineWidth"
    assert page.evaluate(outline) == "3px"
    assert page.title() == "words"
    assert (project.content / NAME).read_text(encoding="utf-8") == AFTER
    assert complaints == []
    served.shows("Đơn vị A, giỏi.", PAGE)


if DECAP:

    def test_the_real_program_changes_one_line(project: Project, page, serve: Serve) -> None:
        """As an editor does: log in, open the profile, write, publish."""
        served = serve(project, "--port", "0", "--with-admin", DECAP)
        page.set_default_timeout(PATIENCE_SECONDS * 1_000)
        foreign: list[str] = []
        page.on("request", lambda each: foreign.append(each.url))
        page.goto(f"http://{served.address}/admin/#/collections/profiles/entries/dong-chi-a")
        page.get_by_role("button", name="Đăng nhập").click()
        summary = page.locator("[id^=summary-field]")
        summary.fill("Người thợ của Đơn vị A, giỏi.")
        page.get_by_role("button", name="Công bố").first.click()
        page.get_by_role("menuitem").first.click()
        served.shows("Đơn vị A, giỏi.", PAGE)

        assert (project.content / NAME).read_text(encoding="utf-8") == AFTER
        elsewhere = [each for each in foreign if each.startswith("http")]
        assert [each for each in elsewhere if served.address not in each] == []
