"""Forms for editing: what is published at /admin/, and what they may ask of `guong serve`."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.admin.configuration import EDITED, configuration
from generator.glossary import meaning
from generator.inventory import Inventory, inventory
from generator.records.kinds import KIND_BY_NAME
from generator.records.types import Text
from generator.serve.forms import MOST_MEDIA_BYTES, Folder
from generator.settings import Admin, Settings
from tests.served import NAME, Serve, Served
from tests.sites import MINIMAL, Project

SITE = Settings(title=Text.of("Trang A"), languages=("vi", "en"))
AT_HOST = "admin: {backend: gitlab, repository: a/b, folder: trang, application: x1}\n"
WITH_HOST = {"site.yaml": MINIMAL["site.yaml"] + AT_HOST}
ENDPOINT = "__guong__/forms"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """What npm puts there, without what is in it."""
    folder = tmp_path / "node_modules/decap-cms/dist"
    folder.mkdir(parents=True)
    for name in ("decap-cms.js", "12.decap-cms.js", "decap-cms.js.map", "cms.js"):
        (folder / name).write_text(f"// {name}", encoding="utf-8")
    return folder


def configured(project: Project, *, local: bool = True, **settings: Any) -> dict[str, Any]:
    found = inventory(project.content)
    whole = Settings(title=SITE.title, languages=("vi", "en"), **settings)
    made: dict[str, Any] = yaml.safe_load(configuration(whole, found, "content", local=local))
    return made


def fields(collection: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in collection["fields"]}


def test_every_record_file_has_a_form(site: Callable[..., Project]) -> None:
    """Of each kind with its own files, and of translations; in the words of the site's language."""
    made = configured(site())
    collections = {each["name"]: each for each in made["collections"]}

    twins = {f"{KIND_BY_NAME[each].plural}-en" for each in ("profile", "model", "article", "page")}
    assert set(collections) == {KIND_BY_NAME[each].plural for each in EDITED} | twins
    profile = KIND_BY_NAME["profile"].type
    summary = fields(collections["profiles"])["summary"]
    assert summary["label"] == meaning(profile, "summary", "vi")
    assert collections["profiles-en"]["extension"] == "en.md"
    assert not any(each["required"] for each in collections["profiles-en"]["fields"])
    assert made["locale"] == "vi"


def test_what_is_chosen_is_offered(site: Callable[..., Project]) -> None:
    """Ids with their names, several where there may be several, and words of fixed lists."""
    made = configured(site())
    collections = {each["name"]: fields(each) for each in made["collections"]}

    unit = collections["profiles"]["unit"]
    topics = collections["profiles"]["topics"]
    kind = collections["profiles"]["kind"]
    assert unit["options"] == [{"label": "Đơn vị A", "value": "don-vi-a"}]
    assert (topics["widget"], topics["multiple"]) == ("select", True)
    assert {each["value"] for each in kind["options"]} == {"individual", "collective"}
    assert kind["required"]
    assert collections["decisions"]["recipients"]["fields"][0]["name"] == "profile"


def test_own_fields_come_before_those_of_all_records(site: Callable[..., Project]) -> None:
    """The name first, the story last; nothing that only programs understand."""
    names = [*fields(configured(site())["collections"][0])]

    assert names[0] == "name"
    assert names[-1] == "body"
    assert not {"silence", "extra", "id"} & {*names}


def test_a_git_host_is_told_as_the_program_wants_it(site: Callable[..., Project]) -> None:
    """And the folder of the repository stands before every path."""
    admin = Admin(backend="gitlab", repository="a/b", folder="trang", application="x1")  # type: ignore[arg-type]
    made = configured(site(), local=False, admin=admin)

    assert made["backend"] == {
        "name": "gitlab",
        "repo": "a/b",
        "branch": "main",
        "app_id": "x1",
        "auth_type": "pkce",
    }
    assert made["collections"][0]["folder"] == "trang/content/profiles"


def test_a_site_without_names_has_forms_too() -> None:
    """Where there is nothing to choose from, ids are written."""
    made = yaml.safe_load(configuration(SITE, Inventory(("en",), {}), "content", local=True))

    assert fields(made["collections"][0])["unit"]["widget"] == "string"
    assert made["locale"] == "en"


def test_a_build_publishes_the_forms(site: Callable[..., Project], program: Path) -> None:
    """The program under a name made of its bytes, without its maps; out of every listing."""
    project = site(WITH_HOST)
    first = project.build("--with-admin", str(program))
    again = project.build("--with-admin", str(program))

    assert first.exit_code == 0, first
    published = {each.relative_to(project.output()).as_posix() for each in admin(project)}
    (folder,) = (each.rpartition("/")[0] for each in published if each.endswith("/decap-cms.js"))
    assert published == {
        "admin/index.html",
        "admin/config.yml",
        "admin/words.js",
        f"{folder}/decap-cms.js",
        f"{folder}/12.decap-cms.js",
    }
    page = (project.output() / "admin/index.html").read_text(encoding="utf-8")
    assert f'src="{folder.removeprefix("admin/")}/decap-cms.js"' in page
    assert "noindex" in page
    sitemaps = "".join(each.read_text() for each in project.output().glob("*.xml"))
    assert "admin" not in sitemaps
    assert "0 files written" in again.stdout
    (program / "decap-cms.js").write_text("// newer", encoding="utf-8")
    assert project.build("--with-admin", str(program)).exit_code == 0
    assert not (project.output() / folder).exists()
    assert project.build().exit_code == 0
    assert admin(project) == []


def admin(project: Project) -> list[Path]:
    return [each for each in (project.output() / "admin").rglob("*") if each.is_file()]


def test_what_forms_lack_is_said(site: Callable[..., Project], program: Path) -> None:
    """The host, the program, and a page that stands where they would be."""
    project = site()
    assert project.fails("--with-admin", str(program)).codes == ["content/site.yaml: B111"]
    project.write(WITH_HOST)
    none = project.root / "none"
    assert project.fails("--with-admin", str(none)).codes == [f"{none}: B110"]
    project.write({"pages/admin.md": MINIMAL["pages/trang-a.md"]})
    assert project.fails("--with-admin", str(program)).codes == ["content/pages/admin.md: B112"]


# The files as forms see them


@pytest.fixture
def folder(site: Callable[..., Project]) -> Folder:
    return Folder(site().content.resolve())


def persist(path: str, raw: str, **more: object) -> dict[str, Any]:
    file = {"slug": "x", "path": path, "raw": raw, **more}
    return {"dataFiles": [file], "assets": [], "options": {}}


def test_entries_of_a_folder_are_those_of_its_collection(site: Callable[..., Project]) -> None:
    """Translations are another collection; what lies deeper belongs to it as well."""
    twin = {"profiles/dong-chi-a.en.md": "---\nname: Comrade A\n---\n"}
    deeper = {"profiles/2024/dong-chi-b.md": MINIMAL[NAME].replace(" A", " B")}
    folder = Folder(site({**twin, **deeper}).content.resolve())

    def paths(extension: str) -> list[str]:
        asked = {"folder": "content/profiles", "extension": extension, "depth": 1}
        found: Any = folder.answer("entriesByFolder", asked)
        return [each["file"]["path"] for each in found]

    assert paths("md") == ["content/profiles/2024/dong-chi-b.md", "content/profiles/dong-chi-a.md"]
    assert paths("en.md") == ["content/profiles/dong-chi-a.en.md"]
    entry: Any = folder.answer("getEntry", {"path": f"content/{NAME}"})
    assert entry["data"] == MINIMAL[NAME]


def test_what_is_saved_is_merged(folder: Folder) -> None:
    """Only the line of the summary is another one afterwards."""
    new = '---\nsummary: "Người thợ giỏi."\nkind: "individual"\nname: Đồng chí A\nunit: don-vi-a\n'
    folder.answer(
        "persistEntry", persist(f"content/{NAME}", f"{new}---\nCâu chuyện của Đồng chí A.")
    )

    entry: Any = folder.answer("getEntry", {"path": f"content/{NAME}"})
    assert entry["data"] == MINIMAL[NAME].replace("Người thợ của Đơn vị A.", "Người thợ giỏi.")


def test_entries_are_made_moved_and_deleted(folder: Folder, tmp_path: Path) -> None:
    """With the pictures that were added."""
    made = persist("content/profiles/b.md", "---\nname: B\n---\n")
    picture = base64.b64encode(b"png").decode()
    made["assets"] = [{"path": "content/profiles/b.png", "content": picture, "encoding": "base64"}]
    folder.answer("persistEntry", made)
    moved = persist("content/profiles/b.md", "---\nname: B\n---\n", newPath="content/profiles/c.md")
    folder.answer("persistEntry", moved)
    media: Any = folder.answer("getMedia", {"mediaFolder": "content/profiles"})
    folder.answer("deleteFiles", {"paths": ["content/profiles/c.md"]})

    found = sorted(each.name for each in (tmp_path / "content/profiles").iterdir())
    assert found == ["b.png", "dong-chi-a.md"]
    assert [each["content"] for each in media] == [picture]


@pytest.mark.parametrize(
    "path",
    [
        "content/../site.md",
        "content/profiles/../../x.md",
        "/etc/a.md",
        "other/a.md",
        "content\\..\\a.md",
        "content/.git/a.md",
        "content/a.md:stream.md",
        "content/link/a.md",
        "content/site.py",
        "content/theme.html",
        "content/a\0.md",
        "content/pages/loop.md",
        "content/pages/pipe.md",
        "",
    ],
)
def test_no_path_leads_out_of_the_content(folder: Folder, tmp_path: Path, path: str) -> None:
    """Nor to what is no content, however it is asked for."""
    (tmp_path / "content/link").symlink_to(tmp_path / "themes")
    (tmp_path / "content/pages/loop.md").symlink_to("loop.md")
    os.mkfifo(tmp_path / "content/pages/pipe.md")
    before = sorted(tmp_path.rglob("*"))
    asked: list[tuple[str, Mapping[str, Any]]] = [
        ("getEntry", {"path": path}),
        ("persistEntry", persist(path, "---\nname: B\n---\n")),
        ("persistEntry", persist(f"content/{NAME}", MINIMAL[NAME], newPath=path or "x")),
        ("persistMedia", {"asset": {"path": path, "content": "", "encoding": "base64"}}),
        ("deleteFile", {"path": path}),
        ("getMediaFile", {"path": path}),
    ]
    for action, params in asked:
        with pytest.raises(Exception, match=r"content|file"):
            folder.answer(action, params)
    assert sorted(tmp_path.rglob("*")) == before


def test_what_is_too_large_or_senseless_is_refused(folder: Folder) -> None:
    """And nothing is written."""
    large = base64.b64encode(bytes(MOST_MEDIA_BYTES + 1)).decode()
    for asset in ({"content": large}, {"content": "%"}):
        with pytest.raises(Exception, match=r"too large|base64"):
            folder.answer("persistMedia", {"asset": {"path": "content/a.png", **asset}})
    with pytest.raises(Exception, match="too long"):
        folder.answer("persistEntry", persist("content/pages/a.md", "a" * 2_000_001))
    with pytest.raises(Exception, match="not offered"):
        folder.answer("runCommand", {})


def ask(served: Served, asked: object, **headers: str) -> tuple[int, Any]:
    given = {
        "Content-Type": "application/json",
        "Origin": f"http://{served.address}",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    body = json.dumps(asked).encode()
    answer = served.get(ENDPOINT, "POST", given, body)
    return answer.status, json.loads(answer.text) if answer.status in (200, 400) else None


def test_serving_answers_its_own_forms_only(
    site: Callable[..., Project], serve: Serve, program: Path
) -> None:
    """Not other pages, not what says it is no JSON, and nobody where no forms were asked for."""
    project = site()
    served = serve(project, "--port", "0", "--with-admin", str(program))
    entry = {"action": "getEntry", "params": {"path": f"content/{NAME}"}}

    page = served.get("admin/")
    assert "'unsafe-eval'" in (page.headers["Content-Security-Policy"] or "")
    assert "'unsafe-eval'" not in (served.get().headers["Content-Security-Policy"] or "")
    assert ask(served, entry)[0] == 200
    assert ask(served, entry, Origin="https://other.example")[0] == 403
    assert ask(served, entry, Sec_Fetch_Site="cross-site")[0] == 403
    assert ask(served, entry, Content_Type="text/plain")[0] == 403
    assert ask(served, {"action": "x", "params": {}}) == (400, {"error": "x is not offered"})
    assert ask(served, ["x"])[0] == 400
    deep = served.get(
        ENDPOINT,
        "POST",
        {"Content-Type": "application/json", "Origin": f"http://{served.address}"},
        b"[" * 100_000,
    )
    assert deep.status == 400
    assert ask(served, {"action": "getEntry", "params": {"path": "content/pages/x.md"}})[0] == 404
    changed = MINIMAL[NAME].replace("Đồng chí A", "Đồng chí B")
    assert (
        ask(served, {"action": "persistEntry", "params": persist(f"content/{NAME}", changed)})[0]
        == 200
    )
    served.shows("Đồng chí B", "profiles/dong-chi-a/")
